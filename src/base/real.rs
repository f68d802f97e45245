//! Real numbers that are exact or lie between two exact ones.
//!
//! Sums, products and quotients of exact numbers stay exact. Logarithms, roots and powers are exact where they are
//! rational, and otherwise become bounds that are proved to hold the true value: whoever needs a rounded number or an
//! order asks [`Real::rounded`] or [`Real::compare`], and computes once more with more bits where the answer is `None`.
//! The bounds are ends of closed intervals; what was computed twice from one inexact number is taken as two numbers.

mod function;
mod text;

pub use function::{MAX_BITS, MAX_EXPONENTIAL};

use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

use super::number::{Number, Rounding};

/// A real number, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Real {
    /// This number.
    Exact(Number),
    /// A number that is neither below `low` nor above `high`; made by [`Real::between`], so that `low` is below `high`.
    Between {
        /// The lower bound.
        low: Number,
        /// The upper bound.
        high: Number,
    },
}

impl Real {
    /// The number between two bounds in either order; exact where they are equal.
    #[must_use]
    pub fn between(low: Number, high: Number) -> Self {
        match low.cmp(&high) {
            Ordering::Less => Self::Between { low, high },
            Ordering::Equal => Self::Exact(low),
            Ordering::Greater => Self::Between { low: high, high: low },
        }
    }

    /// Zero.
    #[must_use]
    pub fn zero() -> Self {
        Self::Exact(Number::zero())
    }

    /// One.
    #[must_use]
    pub fn one() -> Self {
        Self::Exact(Number::one())
    }

    /// The lower bound, or the number where it is exact.
    #[must_use]
    pub fn low(&self) -> &Number {
        match self {
            Self::Exact(number) => number,
            Self::Between { low, .. } => low,
        }
    }

    /// The upper bound, or the number where it is exact.
    #[must_use]
    pub fn high(&self) -> &Number {
        match self {
            Self::Exact(number) => number,
            Self::Between { high, .. } => high,
        }
    }

    /// The number, where it is exact.
    #[must_use]
    pub fn as_exact(&self) -> Option<&Number> {
        match self {
            Self::Exact(number) => Some(number),
            Self::Between { .. } => None,
        }
    }

    /// How far the bounds are apart; 0 where it is exact.
    #[must_use]
    pub fn width(&self) -> Number {
        self.high() - self.low()
    }

    /// Whether `number` may be the value.
    #[must_use]
    pub fn admits(&self, number: &Number) -> bool {
        self.low() <= number && number <= self.high()
    }

    /// The quotient; `None` where the divisor may be 0.
    #[must_use]
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        if divisor.admits(&Number::zero()) {
            return None;
        }
        let low = Number::one().checked_div(divisor.high())?;
        let high = Number::one().checked_div(divisor.low())?;
        Some(self.clone() * Self::between(low, high))
    }

    /// The number with itself: closer than a product of two numbers that may differ.
    #[must_use]
    pub fn squared(&self) -> Self {
        let (low, high) = (self.low() * self.low(), self.high() * self.high());
        if self.low().is_negative() && *self.high() > Number::zero() {
            Self::between(Number::zero(), low.max(high))
        } else if low <= high {
            Self::between(low, high)
        } else {
            Self::between(high, low)
        }
    }

    /// The smaller of the two.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        let low = self.low().min(other.low()).clone();
        let high = self.high().min(other.high()).clone();
        Self::between(low, high)
    }

    /// The greater of the two.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        let low = self.low().max(other.low()).clone();
        let high = self.high().max(other.high()).clone();
        Self::between(low, high)
    }

    /// The number itself where it is within `least` and `most`, otherwise the nearer of them; `most` where `least` is
    /// above.
    #[must_use]
    pub fn clamp(self, least: &Number, most: &Number) -> Self {
        self.max(Self::Exact(least.clone())).min(Self::Exact(most.clone()))
    }

    /// The order of the two; `None` where the bounds leave it open. Inexact numbers are never known to be equal.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        if let (Self::Exact(number), Self::Exact(other)) = (self, other) {
            return Some(number.cmp(other));
        }
        if self.high() < other.low() {
            Some(Ordering::Less)
        } else if self.low() > other.high() {
            Some(Ordering::Greater)
        } else {
            None
        }
    }

    /// The nearest number with at most `digits` (at most 100) decimal places; `None` where the bounds leave it open.
    #[must_use]
    pub fn rounded(&self, digits: u32, rounding: Rounding) -> Option<Number> {
        let low = self.low().rounded(digits, rounding);
        (self.as_exact().is_some() || low == self.high().rounded(digits, rounding)).then_some(low)
    }

    /// The number rounded; where its bounds lie on both sides of a half and nobody can tell more, as that half.
    #[must_use]
    pub fn rounded_as_far_as_known(&self, digits: u32, rounding: Rounding) -> Number {
        self.rounded(digits, rounding).unwrap_or_else(|| {
            let (low, high) = (self.low().rounded(digits, rounding), self.high().rounded(digits, rounding));
            let half = (low.clone() + high).checked_div(&Number::from(2)).unwrap_or(low);
            half.rounded(digits, rounding)
        })
    }

    /// The same number with bounds of about `bits` (up to twice [`MAX_BITS`]) significant bits, rounded outwards, so
    /// that long sums do not grow without end. Exact numbers stay as they are.
    #[must_use]
    pub fn coarse(self, bits: u32) -> Self {
        match self {
            Self::Exact(_) => self,
            Self::Between { low, high } => {
                let bits = bits.clamp(2, 2 * MAX_BITS);
                Self::between(low.rounded_down(bits), high.rounded_up(bits))
            }
        }
    }
}

impl From<Number> for Real {
    fn from(number: Number) -> Self {
        Self::Exact(number)
    }
}

impl Add for Real {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        match (self, other) {
            (Self::Exact(number), Self::Exact(other)) => Self::Exact(number + other),
            (number, other) => Self::between(number.low() + other.low(), number.high() + other.high()),
        }
    }
}

impl Sub for Real {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Neg for Real {
    type Output = Self;
    fn neg(self) -> Self {
        match self {
            Self::Exact(number) => Self::Exact(-number),
            Self::Between { low, high } => Self::Between { low: -high, high: -low },
        }
    }
}

impl Mul for Real {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        if let (Self::Exact(number), Self::Exact(other)) = (&self, &other) {
            return Self::Exact(number * other);
        }
        let ends = [(self.low(), other.high()), (self.high(), other.low()), (self.high(), other.high())];
        let first = self.low() * other.low();
        let (low, high) = ends.into_iter().fold((first.clone(), first), |(low, high), (end, other)| {
            let product = end * other;
            (low.min(product.clone()), high.max(product))
        });
        Self::between(low, high)
    }
}

impl std::iter::Sum for Real {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::zero(), |total, number| total + number)
    }
}

#[cfg(test)]
mod tests;
