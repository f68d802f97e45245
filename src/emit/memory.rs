//! What was made before, so that only what reads something else than before is made again.
//!
//! An output is a pure function of what it reads. Beside it, the memory keeps a fingerprint of that: places in files are no part of
//! it ([`Span`](crate::diagnostic::Span)), so that a line that moved makes nothing anew. An output that came with messages is
//! made each time, because messages have places.

use super::Outputs;
use super::document::Parsed;
use super::files::Files;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Outputs by name, as they were last made. One memory serves one package.
#[derive(Debug, Default)]
pub struct Memory {
    made: BTreeMap<String, Made>,
    run: u64,
    /// The templates of documents, parsed.
    pub(super) templates: Parsed,
}

#[derive(Debug)]
struct Made {
    fingerprint: u64,
    outputs: Outputs,
    /// The run in which they were last asked for.
    run: u64,
}

/// The fingerprint of what an output reads. It holds for one build of the program.
#[must_use]
pub fn fingerprint(read: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    read.hash(&mut hasher);
    hasher.finish()
}

impl Memory {
    /// A memory of outputs: name, fingerprint of what they read, files.
    pub fn of(made: impl IntoIterator<Item = (String, u64, Outputs)>) -> Self {
        let made = made.into_iter().map(|(name, fingerprint, outputs)| (name, Made { fingerprint, outputs, run: 0 }));
        Self { made: made.collect(), ..Self::default() }
    }

    /// What it remembers: name, fingerprint of what was read, files.
    pub fn made(&self) -> impl Iterator<Item = (&str, u64, &Outputs)> {
        self.made.iter().map(|(name, made)| (name.as_str(), made.fingerprint, &made.outputs))
    }

    /// Begins a run: what it does not ask for is forgotten when it ends.
    pub(super) fn begin(&mut self) {
        self.run += 1;
    }

    /// Ends a run.
    pub(super) fn end(&mut self) {
        let run = self.run;
        self.made.retain(|_, made| made.run == run);
    }

    /// Adds the outputs of that name: those remembered where they were made from the same, otherwise those that `make` gives.
    pub(super) fn add(
        &mut self,
        name: &str,
        read: &impl Hash,
        files: &mut Files,
        diagnostics: &mut Vec<Diagnostic>,
        make: impl FnOnce(&mut Files, &mut Vec<Diagnostic>),
    ) {
        let fingerprint = fingerprint(read);
        if let Some(made) = self.made.get_mut(name).filter(|made| made.fingerprint == fingerprint) {
            made.run = self.run;
            files.extend(made.outputs.clone());
            return;
        }
        let (mut own, before) = (Files::default(), diagnostics.len());
        make(&mut own, diagnostics);
        let outputs = own.into_outputs();
        files.extend(outputs.clone());
        if diagnostics.len() == before {
            self.made.insert(name.to_owned(), Made { fingerprint, outputs, run: self.run });
        } else {
            self.made.remove(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::catalogue::output as messages;
    use std::cell::Cell;

    #[test]
    fn only_what_reads_something_else_is_made_again() {
        let mut memory = Memory::default();
        let made = Cell::new(0);
        let mut run = |name: &str, read: &str, text: &str| {
            let (mut files, mut diagnostics) = (Files::default(), Vec::new());
            memory.begin();
            memory.add(name, &read, &mut files, &mut diagnostics, |files, _| {
                made.set(made.get() + 1);
                files.add("a", text);
            });
            memory.end();
            let text = files.into_outputs().remove("a").unwrap_or_default();
            (String::from_utf8_lossy(&text).into_owned(), made.get())
        };
        assert_eq!(run("x", "1", "first"), ("first".into(), 1));
        assert_eq!(run("x", "1", "second"), ("first".into(), 1));
        assert_eq!(run("x", "2", "third"), ("third".into(), 2));
        assert_eq!(run("y", "2", "fourth"), ("fourth".into(), 3));
        assert_eq!(run("x", "2", "fifth"), ("fifth".into(), 4), "forgotten by the run before");
    }

    #[test]
    fn what_came_with_messages_is_made_each_time() {
        let mut memory = Memory::default();
        for _ in 0..2 {
            let mut diagnostics = Vec::new();
            memory.begin();
            memory.add("x", &"1", &mut Files::default(), &mut diagnostics, |_, found| {
                found.push(Diagnostic::new(&messages::RESERVED_FILE_NAME).with("id", "con"));
            });
            memory.end();
            assert_eq!(diagnostics.len(), 1);
        }
    }
}
