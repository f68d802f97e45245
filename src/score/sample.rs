//! How far a measure of a sample may lie from the truth.
//!
//! Of proportions it is the score interval (Wilson 1927), which stays within 0 and 1 and holds for few and for extreme answers, too;
//! of means, the mean ± the quantile × s ÷ √n.

use super::precision::Precision;
use crate::base::number::{Number, Rounding};
use crate::base::real::Real;

/// Digits behind the point to which ends of intervals are given: outwards, so that none is narrower than it is.
const DIGITS: u32 = 6;

/// The sample behind a measure, with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sampled {
    /// How many were asked.
    pub size: Number,
    /// The fewest of whom anything is known.
    pub least: Number,
    /// How probable it is that the interval holds the true value.
    pub confidence: Number,
    /// Between which values the true one lies; `None` where there is no telling.
    pub interval: Option<(Number, Number)>,
    /// The least and the most points that values of the interval earn.
    pub points: Option<(Number, Number)>,
}

impl Sampled {
    /// Whether enough were asked.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.size >= self.least
    }
}

/// The interval of a proportion of `size` answers; `None` where it is none.
pub fn of_proportion(
    proportion: &Number,
    size: &Number,
    quantile: &Number,
    precision: &Precision,
) -> Option<(Number, Number)> {
    if proportion.is_negative() || *proportion > Number::one() || *size <= Number::zero() {
        return None;
    }
    let squared = quantile.clone() * quantile.clone();
    let part = squared.checked_div(size)?;
    let two = Number::from(2);
    let spread = proportion.clone() * (Number::one() - proportion.clone());
    let spread = spread.checked_div(size)? + squared.checked_div(&(Number::from(4) * size.clone() * size.clone()))?;
    let reach = Real::from(spread).sqrt(precision.bits)? * Real::from(quantile.clone());
    let centre = Real::from(proportion.clone() + part.checked_div(&two)?);
    let whole = Real::from(Number::one() + part);
    let low = (centre.clone() - reach.clone()).checked_div(&whole)?;
    let high = (centre + reach).checked_div(&whole)?;
    let (low, high) = outwards(&low, &high)?;
    Some((low.max(Number::zero()), high.min(Number::one())))
}

/// The interval of a mean of `size` answers.
pub fn of_mean(
    mean: &Number,
    deviation: &Number,
    size: &Number,
    quantile: &Number,
    precision: &Precision,
) -> Option<(Number, Number)> {
    if deviation.is_negative() || *size <= Number::zero() {
        return None;
    }
    let error = Real::from(deviation.clone()).checked_div(&Real::from(size.clone()).sqrt(precision.bits)?)?;
    let reach = error * Real::from(quantile.clone());
    outwards(&(Real::from(mean.clone()) - reach.clone()), &(Real::from(mean.clone()) + reach))
}

fn outwards(low: &Real, high: &Real) -> Option<(Number, Number)> {
    let unit = Number::one().checked_div(&Number::from(1_000_000))?;
    let down = |number: &Number| {
        let near = number.rounded(DIGITS, Rounding::HalfEven);
        if near > *number { near - unit.clone() } else { near }
    };
    let up = |number: &Number| {
        let near = number.rounded(DIGITS, Rounding::HalfEven);
        if near < *number { near + unit.clone() } else { near }
    };
    Some((down(low.low()), up(high.high())))
}
