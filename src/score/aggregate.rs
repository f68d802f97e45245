//! Shares with their weights, as one.

use super::imbalance::uneven;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::standard::indicator::Aggregate;

/// The weighted figure of shares, of which those without a weight do not count; `None` of nothing, where a share is below zero that must not be, and of closeness to an ideal,
/// which needs the ideal ([`closeness`]).
pub fn aggregated(aggregate: &Aggregate, parts: &[(Real, Number)], bits: u32) -> Option<Real> {
    let counting = || parts.iter().filter(|(_, weight)| !weight.is_zero());
    let sum = counting().fold(Number::zero(), |sum, (_, weight)| sum + weight.clone());
    if sum.is_zero() {
        return None;
    }
    let mean = |term: &dyn Fn(&Real) -> Option<Real>| {
        let total = counting()
            .try_fold(Real::zero(), |sum, (share, weight)| Some(sum + term(share)? * Real::from(weight.clone())))?;
        total.checked_div(&Real::from(sum.clone()))
    };
    // Every mean of equal shares is that share, without roots.
    if let Some((share, _)) = counting().next()
        && share.as_exact().is_some()
        && counting().all(|(other, _)| other == share)
        && aggregate.topsis().is_none()
    {
        return Some(share.clone());
    }
    let has_zero = || counting().any(|(share, _)| share.as_exact().is_some_and(Number::is_zero));
    if vanishes_with_one(aggregate) && !has_zero() && counting().any(|(share, _)| share.low().is_zero()) {
        // Whether a share is nothing or just above it is not known, and such a mean rises with its shares.
        let most: Vec<(Real, Number)> =
            counting().map(|(share, weight)| (share.high().clone().into(), weight.clone())).collect();
        return Some(Real::between(Number::zero(), aggregated(aggregate, &most, bits)?.high().clone()));
    }
    match aggregate {
        Aggregate::Arithmetic => mean(&|share| Some(share.clone())),
        Aggregate::Geometric => Real::weighted_geometric(parts, bits),
        Aggregate::Harmonic if has_zero() => Some(Real::zero()),
        Aggregate::Harmonic => Real::one().checked_div(&mean(&|share| Real::one().checked_div(share))?),
        Aggregate::Minimum => counting().map(|(share, _)| share.clone()).reduce(Real::min),
        Aggregate::Maximum => counting().map(|(share, _)| share.clone()).reduce(Real::max),
        Aggregate::Power(exponent) if exponent.is_negative() => {
            if has_zero() {
                return Some(Real::zero());
            }
            let exponent = -exponent.clone();
            let mean = mean(&|share| Real::one().checked_div(&share.power(&exponent, bits)?))?;
            Real::one().checked_div(&mean)?.power(&Number::one().checked_div(&exponent)?, bits)
        }
        Aggregate::Power(exponent) => {
            mean(&|share| share.power(exponent, bits))?.power(&Number::one().checked_div(exponent)?, bits)
        }
        Aggregate::Imbalance(imbalance) => {
            let shares: Vec<(Real, Number)> = counting().cloned().collect();
            uneven(imbalance, &shares, bits)
        }
        Aggregate::Topsis(_) => None,
    }
}

/// Whether it is a mean by reciprocals, which nothing else can lift when one share is nothing.
fn vanishes_with_one(aggregate: &Aggregate) -> bool {
    match aggregate {
        Aggregate::Harmonic => true,
        Aggregate::Power(exponent) => exponent.is_negative(),
        _ => false,
    }
}

/// A share between the opposite of the ideal and the ideal.
pub struct Placed {
    /// The share.
    pub share: Real,
    /// Its weight.
    pub weight: Number,
    /// The share in the opposite of the ideal.
    pub worst: Real,
    /// The share in the ideal.
    pub best: Real,
}

/// d⁻ ÷ (d⁺ + d⁻), the weighted Euclidean distances from the opposite of the ideal and from the ideal; `None` where both are one, so
/// that nothing is close to either.
pub fn closeness(parts: &[Placed], bits: u32) -> Option<Real> {
    let sum = parts.iter().fold(Number::zero(), |sum, part| sum + part.weight.clone());
    let distance = |end: fn(&Placed) -> &Real| {
        let squares = parts.iter().try_fold(Real::zero(), |squares, part| {
            let weight = part.weight.checked_div(&sum)?;
            let away = (part.share.clone() - end(part).clone()) * Real::from(weight);
            Some((squares + away.squared()).coarse(bits * 2))
        });
        squares?.sqrt(bits)
    };
    let (above, below) = (distance(|part| &part.best)?, distance(|part| &part.worst)?);
    if above.as_exact().is_some_and(Number::is_zero) && !below.low().is_zero() {
        return Some(Real::one());
    }
    let both = above + below.clone();
    // Bounds of a quotient of two that depend on each other may lie outside of what it can be.
    below.checked_div(&both).map(|share| share.clamp(&Number::zero(), &Number::one()))
}
