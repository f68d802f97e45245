//! A standard under analysis, with what several checks ask of it.

use super::domains::Declared;
use super::overlaps::Finding;
use crate::base::parallel::{self, Wanted};
use crate::standard::Standard;
use crate::standard::trace::{LazyTrace, Members, Trace};

/// What checks look at.
pub(super) struct Subject<'s> {
    pub standard: &'s Standard,
    /// The outcomes of all rules, over all facts.
    pub outcomes: Vec<Finding<'s>>,
    trace: &'s LazyTrace,
    is_wanted: Wanted<'s>,
}

impl<'s> Subject<'s> {
    /// A standard, for as long as what is found of it is wanted; `None` where it no longer is.
    pub fn new(standard: &'s Standard, trace: &'s LazyTrace, is_wanted: Wanted<'s>) -> Option<Self> {
        let (domains, members) = (Declared(standard), Members::of(standard));
        let outcomes = parallel::map(standard.rules.iter().collect(), |rule| {
            if is_wanted() { Finding::all(rule, standard, &members, &domains) } else { Vec::new() }
        });
        is_wanted().then(|| Self { standard, outcomes: outcomes.into_iter().flatten().collect(), trace, is_wanted })
    }

    /// The trace of the standard.
    pub fn trace(&self) -> &Trace {
        self.trace.of(self.standard)
    }

    /// `None` where what is found is no longer wanted: checks that take long ask now and then.
    pub fn is_wanted(&self) -> Option<()> {
        (self.is_wanted)().then_some(())
    }
}
