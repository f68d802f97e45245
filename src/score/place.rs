//! Places in a ranking.

use crate::base::number::Number;
use std::fmt;

/// A place, from 1; where those that are equal have the mean of their places, it may lie in the middle between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    halves: usize,
}

impl Place {
    /// A whole place.
    #[must_use]
    pub fn whole(place: usize) -> Self {
        Self { halves: 2 * place }
    }

    /// The mean of so many places, of which this is the first.
    #[must_use]
    pub fn mean(first: usize, shared_by: usize) -> Self {
        Self { halves: 2 * first + shared_by.saturating_sub(1) }
    }

    /// The place, where it is a whole one.
    #[must_use]
    pub fn as_whole(self) -> Option<usize> {
        self.halves.is_multiple_of(2).then_some(self.halves / 2)
    }

    /// It as a number.
    #[must_use]
    pub fn number(self) -> Number {
        half(self.halves)
    }

    /// How far two are apart, in places.
    #[must_use]
    pub fn distance(self, other: Self) -> Number {
        half(self.halves.abs_diff(other.halves))
    }
}

/// Half of a number of things.
pub(super) fn half(things: usize) -> Number {
    Number::of_count(things).checked_div(&Number::from(2)).unwrap_or_default()
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(formatter)
    }
}
