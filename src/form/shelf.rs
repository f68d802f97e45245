//! The forms of a standard, each made when it is first asked for.

use super::Form;
use crate::standard::Standard;
use std::collections::BTreeMap;

/// The forms of a standard that were asked for so far.
#[derive(Debug)]
pub struct Forms<'s> {
    /// The standard.
    pub standard: &'s Standard,
    made: BTreeMap<&'s str, (Form<'s>, String)>,
}

impl<'s> Forms<'s> {
    /// Those of a standard.
    #[must_use]
    pub fn new(standard: &'s Standard) -> Self {
        Self { standard, made: BTreeMap::new() }
    }

    /// The form of a level, and its digest.
    pub fn of(&mut self, level: &'s str) -> (&Form<'s>, &str) {
        let made = self.made.entry(level).or_insert_with(|| {
            let form = Form::of(self.standard, level);
            let digest = form.digest();
            (form, digest)
        });
        (&made.0, &made.1)
    }
}
