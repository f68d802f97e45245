//! The formats of submissions, by the endings of their files.

use super::{Submission, csv, json, kdl, sheet, yaml};
use crate::diagnostic::{Diagnostic, SourceId, SourceMap, Span};
use crate::form::Forms;
use crate::package::Files;

/// A file that is to be read.
pub struct Input<'i, 's> {
    /// The folder that it is in.
    pub files: &'i Files,
    /// Its path there.
    pub path: &'i str,
    /// What is in it.
    pub bytes: &'i [u8],
    /// The forms of the standard for which it was filled in.
    pub forms: &'i mut Forms<'s>,
    /// All texts.
    pub sources: &'i mut SourceMap,
    /// What was found.
    pub diagnostics: &'i mut Vec<Diagnostic>,
}

impl Input<'_, '_> {
    /// Adds the file to the sources as UTF-8; `None` where it is none (and reported).
    pub fn add_source(&mut self) -> Option<SourceId> {
        self.files.add_source(self.path, self.bytes, self.sources, self.diagnostics)
    }

    /// Reports what is wrong with the file as a whole. What is in it is not shown.
    pub fn refuse(&mut self, diagnostic: Diagnostic) {
        let id = self.sources.add(self.files.shown(self.path), "");
        self.diagnostics.push(diagnostic.at(Span::new(id, 0, 0)));
    }
}

/// A format.
#[derive(Debug)]
pub struct Format {
    /// The endings of its files, in lower case.
    pub endings: &'static [&'static str],
    /// Reads a file; `None` where it holds no submission (and reported).
    pub read: fn(&mut Input<'_, '_>) -> Option<Submission>,
}

/// Every format.
pub static FORMATS: [Format; 5] = [
    Format { endings: &["kdl"], read: kdl::read },
    Format { endings: &["json"], read: json::read },
    Format { endings: &["yaml", "yml"], read: yaml::read },
    Format { endings: &["csv"], read: csv::read },
    Format { endings: &["xlsx"], read: sheet::read },
];

/// The format of a file with that path.
#[must_use]
pub fn of(path: &str) -> Option<&'static Format> {
    let (_, ending) = path.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    FORMATS.iter().find(|format| format.endings.contains(&ending.as_str()))
}

/// The endings of all formats, with their points.
#[must_use]
pub fn endings() -> Vec<String> {
    FORMATS.iter().flat_map(|format| format.endings).map(|ending| format!(".{ending}")).collect()
}
