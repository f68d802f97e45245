//! What is wrong with one file, each problem at its place, up to a number that somebody still reads.

use super::limits::MAX_PROBLEMS;
use crate::diagnostic::catalogue::workbook as messages;
use crate::diagnostic::{Diagnostic, Entry, SourceId, Span};

/// The problems of one file.
pub struct Report<'d> {
    diagnostics: &'d mut Vec<Diagnostic>,
    /// The file as a whole.
    file: Span,
    count: usize,
}

impl<'d> Report<'d> {
    /// No problems yet.
    pub fn new(source: SourceId, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self { diagnostics, file: Span::new(source, 0, 0), count: 0 }
    }

    /// Adds a problem; one without a place is the whole file's.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        self.count += 1;
        if self.count <= MAX_PROBLEMS {
            diagnostic.place.get_or_insert(self.file);
            self.diagnostics.push(diagnostic);
        }
    }

    /// Adds the problem for which reading ends; it is listed, if need be instead of the one before it.
    pub fn last(&mut self, diagnostic: Diagnostic) {
        if self.count >= MAX_PROBLEMS {
            self.diagnostics.pop();
        }
        self.count += 1;
        self.diagnostics.push(diagnostic.at(self.file));
    }

    /// Adds a problem of the whole file that is about a part or a name, or about nothing in particular.
    pub fn file(&mut self, entry: &'static Entry, part: &str, limit: u64) {
        self.push(Diagnostic::new(entry).with("part", part).with("limit", limit));
    }

    /// Whether there is no problem.
    pub fn is_clean(&self) -> bool {
        self.count == 0
    }

    /// Says how many problems are not listed.
    pub fn close(self) {
        if self.count > MAX_PROBLEMS {
            let more = Diagnostic::new(&messages::MORE_PROBLEMS).with("count", self.count - MAX_PROBLEMS);
            self.diagnostics.push(more.at(self.file));
        }
    }
}
