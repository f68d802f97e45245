//! The members of a record as a file names them, each once.

use super::datum::{Content, Datum, Entry};
use crate::diagnostic::catalogue::submission as messages;
use crate::diagnostic::{Diagnostic, Remark, Span};
use std::collections::BTreeMap;

/// Repeated names of one record that are reported; more have one cause.
const MAX_REPORTED: usize = 20;

/// Collects members.
#[derive(Debug, Default)]
pub struct Members {
    entries: Vec<Entry>,
    index: BTreeMap<String, usize>,
    repeated: usize,
}

/// What stands beside the members of an object: a name, where it stands, and the reason.
pub type Reason = (String, Span, String);

impl Members {
    /// Adds a member; of two with one name the first counts, and the second is reported.
    pub fn add(&mut self, entry: Entry, diagnostics: &mut Vec<Diagnostic>) {
        match self.find(&entry.name) {
            Some(first) => {
                let first = first.span;
                self.report(&entry, first, diagnostics);
            }
            None => {
                self.index.insert(entry.name.clone(), self.entries.len());
                self.entries.push(entry);
            }
        }
    }

    fn find(&mut self, name: &str) -> Option<&mut Entry> {
        let index = self.index.get(name)?;
        self.entries.get_mut(*index)
    }

    fn report(&mut self, entry: &Entry, first: Span, diagnostics: &mut Vec<Diagnostic>) {
        self.repeated += 1;
        if self.repeated <= MAX_REPORTED {
            diagnostics.push(
                Diagnostic::new(&messages::REPEATED_MEMBER)
                    .with("name", &entry.name)
                    .at(entry.span)
                    .remark(first, Remark::DeclaredHere),
            );
        }
    }

    /// The members of an object that says beside them what there cannot be and which lists are not complete.
    pub fn with_reasons(
        mut self,
        not_applicable: Vec<Reason>,
        partial: Vec<Reason>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Entry> {
        for (name, span, reason) in not_applicable {
            self.annotate(name, span, Content::NotApplicable(reason), diagnostics);
        }
        for (name, span, reason) in partial {
            match self.find(&name).map(|member| &mut member.value.content) {
                Some(Content::Array { partial: partial @ None, .. }) => *partial = Some(reason),
                _ => {
                    let content = Content::Array { items: Vec::new(), partial: Some(reason) };
                    self.annotate(name, span, content, diagnostics);
                }
            }
        }
        self.into_entries()
    }

    /// Puts what stands beside the members in the place of one without a value. One with a value is a contradiction.
    fn annotate(&mut self, name: String, span: Span, content: Content, diagnostics: &mut Vec<Diagnostic>) {
        let entry = Entry { name, span, value: Datum { content, span } };
        match self.find(&entry.name) {
            Some(known) if matches!(known.value.content, Content::Null) => *known = entry,
            _ => self.add(entry, diagnostics),
        }
    }

    /// The members, in order.
    #[must_use]
    pub fn into_entries(self) -> Vec<Entry> {
        self.entries
    }
}

/// The reasons in `{"name": "reason"}`.
pub fn reasons(value: Datum, diagnostics: &mut Vec<Diagnostic>) -> Vec<Reason> {
    let Content::Object { members, .. } = value.content else {
        diagnostics.push(Diagnostic::new(&messages::REASONS).at(value.span));
        return Vec::new();
    };
    let mut reasons = Vec::new();
    for Entry { name, span, value } in members {
        match value.content {
            Content::Text(reason) => reasons.push((name, span, reason)),
            _ => diagnostics.push(Diagnostic::new(&messages::REASONS).at(value.span)),
        }
    }
    reasons
}

/// The object that named values make, in the formats that put `not_applicable` and `partial` beside the members.
pub fn object(entries: impl IntoIterator<Item = Entry>, diagnostics: &mut Vec<Diagnostic>) -> Content {
    let mut members = Members::default();
    let (mut not_applicable, mut partial) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry.name.as_str() {
            "not_applicable" => not_applicable.extend(reasons(entry.value, diagnostics)),
            "partial" => partial.extend(reasons(entry.value, diagnostics)),
            _ => members.add(entry, diagnostics),
        }
    }
    Content::Object { key: None, members: members.with_reasons(not_applicable, partial, diagnostics) }
}
