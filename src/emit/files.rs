//! The files that are made, by relative path.

use super::Outputs;
use crate::diagnostic::catalogue::output as messages;
use crate::diagnostic::{Diagnostic, Remark, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Names that some systems keep for devices, whatever the extension.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Files on their way out; their names are checked for every file system.
#[derive(Debug, Default)]
pub struct Files {
    outputs: Outputs,
    declared: BTreeMap<String, Span>,
}

impl Files {
    /// Adds a file whose name the compiler chose.
    pub fn add(&mut self, path: &str, text: impl Into<Vec<u8>>) {
        self.outputs.insert(path.to_owned(), text.into());
    }

    /// Adds a file named after what an author declared at `place`.
    pub fn add_declared(
        &mut self,
        folder: &str,
        id: &str,
        extension: &str,
        place: Span,
        text: impl Into<Vec<u8>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if is_reserved(id) {
            diagnostics.push(Diagnostic::new(&messages::RESERVED_FILE_NAME).with("id", id).at(place));
            return;
        }
        let path = format!("{folder}/{id}.{extension}");
        // Declarations with the very same id are the compiler's matter; here only case makes the difference.
        if let Some(first) = self.declared.insert(path.to_lowercase(), place) {
            diagnostics.push(
                Diagnostic::new(&messages::FILE_NAME_TWICE)
                    .with("path", &path)
                    .at(place)
                    .remark(first, Remark::DeclaredHere),
            );
        }
        self.outputs.insert(path, text.into());
    }

    /// All files.
    #[must_use]
    pub fn into_outputs(self) -> Outputs {
        self.outputs
    }
}

/// The longest name of a file without its ending, in bytes.
const LONGEST_NAME: usize = 180;

/// A text as the name of a file on every machine: what some systems do not take becomes `_`. Different texts can get one name.
#[must_use]
pub fn portable(text: &str) -> String {
    let taken = |c: char| c.is_control() || crate::base::text::is_unsafe(c) || "<>:\"/\\|?*".contains(c);
    let mut length = 0;
    let name: String = text
        .chars()
        .map(|c| if taken(c) { '_' } else { c })
        .take_while(|c| {
            length += c.len_utf8();
            length <= LONGEST_NAME
        })
        .collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() || is_reserved(name) { format!("{name}_") } else { name.to_owned() }
}

/// A [`portable`] name that none of those `taken` is like, whatever the case; a number tells it apart where it has to.
#[must_use]
pub fn unique(text: &str, taken: &mut BTreeSet<String>) -> String {
    let name = portable(text);
    let mut unique = name.clone();
    let mut number = 1;
    while !taken.insert(unique.to_lowercase()) {
        number += 1;
        unique = format!("{name} {number}");
    }
    unique
}

fn is_reserved(id: &str) -> bool {
    let stem = id.split('.').next().unwrap_or(id).to_lowercase();
    let name = stem.strip_suffix(|last: char| last.is_ascii_digit()).unwrap_or(&stem);
    RESERVED.contains(&name) && (stem == name) != matches!(name, "com" | "lpt")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceMap;

    #[test]
    fn device_names_are_refused() {
        for id in ["con", "NUL", "aux.zh", "com1", "LPT9"] {
            assert!(is_reserved(id), "{id}");
        }
        for id in ["com", "lpt", "contract", "con1", "com12", "大厅"] {
            assert!(!is_reserved(id), "{id}");
        }
    }

    #[test]
    fn every_text_can_name_a_file() {
        for (text, name) in [
            ("county", "county"),
            ("县（市、区）", "县（市、区）"),
            ("../a/b", "_a_b"),
            ("c:\\d", "c__d"),
            ("", "_"),
            (".", "_"),
            ("con", "con_"),
            ("a\n\u{202E}b ", "a__b"),
        ] {
            assert_eq!(portable(text), name, "{text}");
        }
        assert_eq!(portable(&"长".repeat(100)).len(), 180);
        let mut taken = BTreeSet::new();
        let names = ["a/b", "A:b", "a_b 2", "c"].map(|text| unique(text, &mut taken));
        assert_eq!(names, ["a_b", "A_b 2", "a_b 2 2", "c"]);
    }

    #[test]
    fn ids_that_differ_in_case_only_are_reported() {
        let place = Span::new(SourceMap::default().add("a.kdl", ""), 0, 0);
        let (mut files, mut diagnostics) = (Files::default(), Vec::new());
        for id in ["hall", "Desk", "desk"] {
            files.add_declared("signs", id, "svg", place, "", &mut diagnostics);
        }
        let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.entry.code).collect();
        assert_eq!(codes, ["GJ5002"]);
    }
}
