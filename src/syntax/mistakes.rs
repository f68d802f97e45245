//! What is wrong with a text, as it is found: a bounded list.

use super::limits;
use crate::diagnostic::{Diagnostic, SourceId, Span};

/// Mistakes in one text, at most [`limits::REPORTED`].
pub(super) struct Mistakes<'a> {
    text: &'a str,
    source: SourceId,
    found: Vec<Diagnostic>,
}

impl<'a> Mistakes<'a> {
    pub(super) fn new(text: &'a str, source: SourceId) -> Self {
        Self { text, source, found: Vec::new() }
    }

    /// Whether so many were found that no more are told.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= limits::REPORTED
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }

    /// Adds one at those bytes.
    pub(super) fn add(&mut self, diagnostic: Diagnostic, start: usize, end: usize) {
        if !self.is_full() {
            let place = self.span(start, end);
            self.found.push(diagnostic.at(place));
        }
    }

    /// Those bytes, short enough for a message.
    pub(super) fn excerpt(&self, start: usize, end: usize) -> String {
        let slice = self.text.get(start..end).unwrap_or("");
        match slice.char_indices().nth(limits::EXCERPT) {
            Some((cut, _)) => format!("{}…", slice.get(..cut).unwrap_or("")),
            None => slice.to_owned(),
        }
    }

    /// Adds those of another list, as many as there is room for.
    pub(super) fn append(&mut self, other: Self) {
        let room = limits::REPORTED.saturating_sub(self.found.len());
        self.found.extend(other.found.into_iter().take(room));
    }

    pub(super) fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }
}
