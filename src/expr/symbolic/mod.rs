//! Expressions read without facts: what can be proved of them for every submission at once.
//!
//! An expression is lowered over what is declared of the names ([`Domains`]) into conditions on linear forms, words and truths;
//! a search for contradictions then proves that a condition can never be true, and interval arithmetic bounds what a number can be.
//! Everything errs to one side: what is not proved is left open, so that a finding is never a guess. Not decided are texts beyond
//! equality, sums against their parts, products of facts, and whatever is larger than the limits of the lowering and the search.
//!
//! A condition counts as true only where it is known to be; unknown and not applicable are neither true nor false here.

mod domain;
mod formula;
mod interval;
mod linear;
mod lowering;
mod search;
mod symbol;

use std::collections::BTreeSet;

pub use domain::{Domain, Domains};
pub use interval::{Bound, Interval};

use super::Expression;
use formula::Formula;
use linear::Linear;
use lowering::Lowering;

/// A condition for every submission at once.
#[derive(Debug, Clone)]
pub struct Claim(Formula);

impl Claim {
    /// That the condition is true.
    #[must_use]
    pub fn of(condition: &Expression, domains: &dyn Domains) -> Self {
        Self(Lowering::new(condition, domains).condition(&condition.term))
    }

    /// That all of them hold.
    #[must_use]
    pub fn all(claims: impl IntoIterator<Item = Self>) -> Self {
        Self(Formula::all(claims.into_iter().map(|claim| claim.0).collect()))
    }

    /// That one of them holds.
    #[must_use]
    pub fn any(claims: impl IntoIterator<Item = Self>) -> Self {
        Self(Formula::any(claims.into_iter().map(|claim| claim.0).collect()))
    }

    /// That the condition is false.
    #[must_use]
    pub fn denied(&self) -> Self {
        Self(self.0.denied())
    }

    /// Whether it is proved that no facts make it hold.
    #[must_use]
    pub fn is_impossible(&self) -> bool {
        search::is_impossible(&self.0)
    }
}

/// A number for every submission at once.
#[derive(Debug, Clone)]
pub struct Quantity(Linear);

impl Quantity {
    /// What the expression can be; a condition counts as 1 where it is true and 0 where it is false.
    #[must_use]
    pub fn of(expression: &Expression, domains: &dyn Domains) -> Self {
        Self(Lowering::new(expression, domains).quantity(&expression.term))
    }

    /// Between which numbers it lies wherever it is known.
    #[must_use]
    pub fn interval(&self) -> Interval {
        self.0.interval()
    }

    /// The same text for expressions that are the same number for all facts; different texts prove nothing.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.key()
    }

    /// That it lies in the interval.
    #[must_use]
    pub fn within(&self, interval: &Interval) -> Claim {
        Claim(self.0.within(interval))
    }
}

/// The fields of submissions that an expression can read, as paths: `hall.section_area`, `hall.zones[].kind`; of regions
/// below `members[].hall.section_area`.
#[must_use]
pub fn cells(expression: &Expression, domains: &dyn Domains) -> BTreeSet<String> {
    let mut lowering = Lowering::new(expression, domains);
    lowering.read(&expression.term);
    lowering.into_cells()
}
