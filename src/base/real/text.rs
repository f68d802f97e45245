//! Real numbers as text.

use super::Real;
use crate::base::number::Rounding;
use std::fmt;

/// Decimal places of a number that is not exact.
const PLACES: u32 = 12;

/// An exact number as it is; of any other `≈` and its first decimal places.
impl fmt::Display for Real {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(number) => number.fmt(f),
            Self::Between { low, .. } => write!(f, "≈{}", low.decimal(PLACES, Rounding::HalfEven)),
        }
    }
}
