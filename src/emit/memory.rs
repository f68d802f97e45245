//! What was made before, so that only what reads something else than before is made again.
//!
//! An output is a pure function of what it reads. Beside it, the memory keeps a fingerprint of that: places in files are no part of
//! it ([`Span`](crate::diagnostic::Span)), so that a line that moved makes nothing anew.

use super::Outputs;
use super::document::Parsed;
use super::form::Planned;
use std::collections::BTreeMap;

/// Outputs by the name of the step that made them last. One memory serves one package.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) made: BTreeMap<String, Made>,
    /// The templates of documents, parsed.
    pub(super) templates: Parsed,
    /// The forms that were planned.
    pub(super) forms: Planned,
}

/// What a step made.
#[derive(Debug)]
pub(super) struct Made {
    /// Of what it read.
    pub(super) fingerprint: u64,
    pub(super) outputs: Outputs,
}

impl Memory {
    /// A memory of outputs: name, fingerprint of what they read, files.
    pub fn of(made: impl IntoIterator<Item = (String, u64, Outputs)>) -> Self {
        let made = made.into_iter().map(|(name, fingerprint, outputs)| (name, Made { fingerprint, outputs }));
        Self { made: made.collect(), ..Self::default() }
    }

    /// What it remembers: name, fingerprint of what was read, files.
    pub fn made(&self) -> impl Iterator<Item = (&str, u64, &Outputs)> {
        self.made.iter().map(|(name, made)| (name.as_str(), made.fingerprint, &made.outputs))
    }
}
