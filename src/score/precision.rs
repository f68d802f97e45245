//! How exactly what is irrational is computed, and whether that was enough.

use crate::base::number::{Number, Rounding};
use crate::base::real::Real;
use std::cmp::Ordering;

/// Bits of the first attempt.
const FIRST: u32 = 96;
/// Bits of the last one: numbers that are still open agree to more than 600 decimal places and are taken as equal.
const LAST: u32 = 2_048;

/// Bits from which two numbers with the same bounds are taken as equal: they agree to 100 decimal places, as those of regions with
/// the same facts do.
const ALIKE: u32 = 384;

/// One attempt.
#[derive(Debug, Clone, Copy)]
pub struct Precision {
    /// Bits of logarithms, roots and powers.
    pub bits: u32,
    open: bool,
}

impl Precision {
    /// Makes something with as many bits as its decisions need.
    pub fn enough<T>(mut make: impl FnMut(&mut Self) -> T) -> T {
        let mut bits = FIRST;
        loop {
            let mut precision = Self { bits, open: false };
            let made = make(&mut precision);
            if !precision.open || bits >= LAST {
                return made;
            }
            bits *= 2;
        }
    }

    /// The rounded number.
    pub fn rounded(&mut self, number: &Real, digits: u32, rounding: Rounding) -> Number {
        number.rounded(digits, rounding).unwrap_or_else(|| {
            self.open = true;
            number.rounded_as_far_as_known(digits, rounding)
        })
    }

    /// The order of two numbers.
    pub fn order(&mut self, number: &Real, other: &Real) -> Ordering {
        number.compare(other).unwrap_or_else(|| {
            self.open |= number != other || self.bits < ALIKE;
            Ordering::Equal
        })
    }
}
