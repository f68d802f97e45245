//! What an evaluation has read, and how much work it may still do.

use std::collections::BTreeMap;

use super::sub_value::{Form, Recorder, SubValue};
use super::value::Value;
use crate::diagnostic::Span;

/// How many steps an evaluation may take: enough for a province with thousands of facts per region, and about a second.
const FUEL: u64 = 5_000_000;
/// How deep derived members of derived members may lead, in terms of the expressions.
const MAX_DEPTH: usize = 600;

/// A fact that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Which fact, as in `hall.zones[lounge].area`.
    pub path: String,
    /// Its value as text (see [`Value::shown`]); `None` where it is not reported.
    pub value: Option<String>,
    /// Where it is reported.
    pub place: Option<Span>,
}

/// The record of one evaluation.
#[derive(Debug)]
pub struct Trace {
    reads: BTreeMap<String, Read>,
    fuel: u64,
    depth: usize,
    exhausted: bool,
    recorder: Option<Recorder>,
}

impl Trace {
    /// A trace with nothing read and all fuel.
    #[must_use]
    pub fn new() -> Self {
        Self { reads: BTreeMap::new(), fuel: FUEL, depth: 0, exhausted: false, recorder: None }
    }

    /// A trace that also keeps the value of every part of the expression, and of the derived values it reads.
    pub(super) fn recording() -> Self {
        Self { recorder: Some(Recorder::default()), ..Self::new() }
    }

    /// Begins a part; false where no record is kept of it. `text` is asked for only where one is.
    pub(super) fn open(&mut self, form: Form, text: impl FnOnce() -> String) -> bool {
        self.recorder.as_mut().is_some_and(|recorder| recorder.open(form, text))
    }

    /// Says of what form the part is that was begun last.
    pub(super) fn reform(&mut self, form: Form) {
        if let Some(recorder) = &mut self.recorder {
            recorder.reform(form);
        }
    }

    /// Ends the part that was begun last.
    pub(super) fn close(&mut self, value: &Value<'_>) {
        if let Some(recorder) = &mut self.recorder {
            recorder.close(value);
        }
    }

    /// The parts that were kept.
    pub(super) fn into_sub_values(self) -> Vec<SubValue> {
        self.recorder.map(Recorder::into_sub_values).unwrap_or_default()
    }

    /// Notes that a fact was read; a path that was noted before stays as it is.
    pub fn note(&mut self, path: &str, value: &Value<'_>, place: Option<Span>) {
        if self.spend(1) && !self.reads.contains_key(path) {
            let read = Read { path: path.to_owned(), value: value.shown(), place };
            self.reads.insert(read.path.clone(), read);
        }
    }

    /// What was read, by path.
    pub fn reads(&self) -> impl Iterator<Item = &Read> {
        self.reads.values()
    }

    /// What was read, by path.
    #[must_use]
    pub fn into_reads(self) -> Vec<Read> {
        self.reads.into_values().collect()
    }

    /// Whether the evaluation was ended because it was too much work; its value then says nothing.
    #[must_use]
    pub fn is_exhausted(&self) -> bool {
        self.exhausted
    }

    /// Takes fuel; false where there is not enough, from then on always.
    pub(super) fn spend(&mut self, amount: u64) -> bool {
        match self.fuel.checked_sub(amount) {
            Some(rest) if !self.exhausted => self.fuel = rest,
            _ => self.exhausted = true,
        }
        !self.exhausted
    }

    /// Ends the evaluation.
    pub(super) fn exhaust(&mut self) {
        self.exhausted = true;
    }

    /// Goes one term deeper; false where that is too deep or the fuel is used up.
    pub(super) fn enter(&mut self) -> bool {
        if self.depth >= MAX_DEPTH {
            self.exhausted = true;
        }
        if !self.spend(1) {
            return false;
        }
        self.depth += 1;
        true
    }

    /// Comes back from [`Trace::enter`].
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}

impl Default for Trace {
    fn default() -> Self {
        Self::new()
    }
}
