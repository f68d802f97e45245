//! What was found while reading a workbook. What is said of many cells of one column is said once.

use crate::diagnostic::catalogue::sheet as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::submission::facts::MAX_REPORTED;
use std::collections::BTreeMap;

/// From how many messages on nothing is suggested any more.
const MANY: usize = 100;

/// Messages that are being collected.
#[derive(Debug, Default)]
pub struct Notes {
    found: Vec<Diagnostic>,
    gathered: BTreeMap<(usize, u32, &'static str), (Diagnostic, usize)>,
    lacking: Vec<(String, Diagnostic)>,
    extra: Vec<String>,
}

impl Notes {
    /// A message that stands for itself. Those beyond what is reported of one submission are only counted as too many.
    pub fn say(&mut self, diagnostic: Diagnostic) {
        if self.found.len() <= MAX_REPORTED {
            self.found.push(diagnostic);
        }
    }

    /// Whether there are so many messages that what was probably meant is no longer worth the time.
    pub fn are_many(&self) -> bool {
        self.found.len() > MANY
    }

    /// A message of which the first of a sheet and column stands for all, with their number as `{count}`.
    pub fn gather(&mut self, sheet: usize, column: u32, diagnostic: Diagnostic) {
        let key = (sheet, column, diagnostic.entry.code);
        self.gathered.entry(key).and_modify(|(_, count)| *count += 1).or_insert((diagnostic, 1));
    }

    /// Something that the form has and the workbook has not, with the message for it.
    pub fn lack(&mut self, what: String, diagnostic: Diagnostic) {
        self.lacking.push((what, diagnostic));
    }

    /// Something that the workbook has and the form has not.
    pub fn extra(&mut self, what: String) {
        self.extra.push(what);
    }

    /// All messages. Where the workbook is another form than that of the standard, what it lacks and what it has too much is one
    /// message at `other`, since nobody took it away.
    pub fn finish(self, other: Option<Span>) -> Vec<Diagnostic> {
        let mut found = self.found;
        match other {
            None => found.extend(self.lacking.into_iter().map(|(_, diagnostic)| diagnostic)),
            Some(place) => {
                let named = |names: Vec<String>| if names.is_empty() { "—".to_owned() } else { names.join("；") };
                let lacking = self.lacking.into_iter().map(|(what, _)| what).collect();
                let about = Diagnostic::new(&messages::OTHER_FORM).with("lacking", named(lacking));
                found.push(about.with("extra", named(self.extra)).at(place));
            }
        }
        found.extend(self.gathered.into_values().map(|(diagnostic, count)| diagnostic.with("count", count)));
        found
    }
}
