//! The way to a value: `hall.zones[lounge].area`, `hall.zones[]`.

use crate::submission::datum::MAX_DEPTH;
use std::fmt;

/// A step from a record to one of its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The name of the member.
    pub name: String,
    /// The key of an element of the list with that name.
    pub key: Option<String>,
}

/// A way from the submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The steps; at least one.
    pub steps: Vec<Step>,
    /// Whether it ends in `[]`: what is said of the last list itself.
    pub of_list: bool,
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps.iter().enumerate() {
            let point = if index == 0 { "" } else { "." };
            write!(formatter, "{point}{}", step.name)?;
            match &step.key {
                Some(key) if key.contains([']', '"']) || key.trim() != key => {
                    write!(formatter, "[\"{}\"]", key.replace('"', "\"\""))?;
                }
                Some(key) => write!(formatter, "[{key}]")?,
                None => {}
            }
        }
        formatter.write_str(if self.of_list { "[]" } else { "" })
    }
}

/// Reads a path; `None` where it is none.
///
/// A key stands in `"` where it holds `]`, `"` or blanks at its ends, with `""` for each `"`.
#[must_use]
pub fn read(text: &str) -> Option<Path> {
    let mut steps = Vec::new();
    let mut rest = text.trim();
    loop {
        let end = rest.find(['.', '[', ']', '"']).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end)?;
        let name = name.trim();
        if name.is_empty() || steps.len() == MAX_DEPTH {
            return None;
        }
        let mut step = Step { name: name.to_owned(), key: None };
        rest = after;
        let mut of_list = false;
        if let Some(inside) = rest.strip_prefix('[') {
            let (key, after) = key(inside)?;
            of_list = key.is_none();
            step.key = key;
            rest = after.trim_start();
        }
        steps.push(step);
        if rest.is_empty() {
            return Some(Path { steps, of_list });
        }
        rest = rest.strip_prefix('.').filter(|_| !of_list)?;
    }
}

/// What stands before the `]` that ends a key (nothing, for the list itself), and what follows it.
fn key(text: &str) -> Option<(Option<String>, &str)> {
    let text = text.trim_start();
    let Some(mut rest) = text.strip_prefix('"') else {
        let (key, rest) = text.split_once(']')?;
        let key = key.trim();
        return Some(((!key.is_empty()).then(|| key.to_owned()), rest));
    };
    let mut key = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        key.push_str(part);
        match after.strip_prefix('"') {
            Some(after) => {
                key.push('"');
                rest = after;
            }
            None => return Some((Some(key), after.trim_start().strip_prefix(']')?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read() {
        let step = |name: &str, key: Option<&str>| Step { name: name.to_owned(), key: key.map(str::to_owned) };
        for (text, steps, of_list) in [
            ("hall", vec![step("hall", None)], false),
            (" hall . area ", vec![step("hall", None), step("area", None)], false),
            ("a.b[x].c", vec![step("a", None), step("b", Some("x")), step("c", None)], false),
            ("b[x]", vec![step("b", Some("x"))], false),
            ("b[ x.y 1 ]", vec![step("b", Some("x.y 1"))], false),
            ("b[\"a]\"\"b\"].c", vec![step("b", Some("a]\"b")), step("c", None)], false),
            ("a.b[]", vec![step("a", None), step("b", None)], true),
            ("b[x].c[]", vec![step("b", Some("x")), step("c", None)], true),
        ] {
            let path = Path { steps, of_list };
            assert_eq!(read(&path.to_string()).as_ref(), Some(&path), "{text}");
            assert_eq!(read(text), Some(path), "{text}");
        }
        for text in
            ["", ".", "a.", ".a", "a..b", "a[", "a[x", "a]", "[x]", "a[x]b", "a[].b", "a[\"x]", "a[\"x\"y]", "\"a\""]
        {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"a.".repeat(1_000_000)), None);
        assert_eq!(read(&format!("a{}", ".a".repeat(MAX_DEPTH))), None);
    }
}
