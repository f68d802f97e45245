//! The files that are made, by relative path.

use super::Outputs;
use crate::diagnostic::catalogue::output as messages;
use crate::diagnostic::{Diagnostic, Remark, Span};
use std::collections::BTreeMap;

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
