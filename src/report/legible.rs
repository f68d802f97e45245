//! How JSON for people and machines is written: over several lines, and with no character that steers a terminal.

use crate::base::text::is_unsafe;
use serde::{Serialize, Serializer};
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use std::io::{self, Write};

/// A list whose entries are made while it is written.
#[derive(Debug)]
pub struct Each<I>(pub I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Each<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

/// JSON in which characters that steer a terminal are written as escapes: they stand within texts only, where an escape says the
/// same. Over several lines, or in the layout of another formatter.
pub struct Legible<F = PrettyFormatter<'static>>(F);

impl Legible {
    /// JSON over several lines.
    pub fn over_lines() -> Self {
        Self(PrettyFormatter::new())
    }
}

impl Legible<CompactFormatter> {
    /// JSON on one line.
    pub fn on_one_line() -> Self {
        Self(CompactFormatter)
    }
}

impl<F: Formatter> Formatter for Legible<F> {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, character)) = rest.char_indices().find(|(_, character)| is_unsafe(*character)) {
            let (before, after) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = after.strip_prefix(character).unwrap_or_default();
        }
        out.write_all(rest.as_bytes())
    }

    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use serde_json::{Value, json};

    fn legible(value: &impl Serialize) -> String {
        let mut bytes = Vec::new();
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Legible::over_lines())).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_line_is_a_line() {
        let mut bytes = Vec::new();
        let value = json!({"a": ["\u{202E}\n", 1], "b": {}});
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Legible::on_one_line())).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), r#"{"a":["\u202e\n",1],"b":{}}"#);
    }

    #[test]
    fn only_what_steers_a_terminal_is_written_otherwise() {
        let plain = json!({"a": [1, "大厅 \"x\" \n"], "b": {}, "c": [], "d": null});
        assert_eq!(legible(&plain), serde_json::to_string_pretty(&plain).unwrap());
        let text = "前\u{202E}中\u{1b}[2J\u{9b}后\u{E0001}";
        let written = legible(&text);
        assert!(!written.chars().any(is_unsafe) && written.contains("\\u202e"), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), json!(text));
    }

    #[test]
    fn entries_that_are_made_on_the_way_are_written_alike() {
        for count in [0, 1, 3] {
            let entries = Each((0..count).map(|number| json!({ "number": number })));
            let all: Vec<Value> = (0..count).map(|number| json!({ "number": number })).collect();
            assert_eq!(legible(&entries), legible(&all));
        }
    }
}
