//! How shares are put together, in floating-point numbers, as `score::aggregate` does it exactly.

use crate::base::number::Number;
use crate::standard::indicator::{Aggregate, Ideal, Imbalance, Mean};

/// How shares are put together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Join {
    /// The weighted mean.
    Arithmetic,
    /// The weighted geometric mean.
    Geometric,
    /// The weighted harmonic mean.
    Harmonic,
    /// The least.
    Minimum,
    /// The greatest.
    Maximum,
    /// The weighted power mean.
    Power(f64),
    /// The weighted mean less so many standard deviations.
    LessDeviation(f64),
    /// The weighted mean less the standard deviation times the coefficient of variation.
    LessVariation,
    /// Closeness to an ideal.
    Closeness(Ideal),
}

impl From<&Aggregate> for Join {
    fn from(aggregate: &Aggregate) -> Self {
        match aggregate {
            Aggregate::Arithmetic => Self::Arithmetic,
            Aggregate::Geometric => Self::Geometric,
            Aggregate::Harmonic => Self::Harmonic,
            Aggregate::Minimum => Self::Minimum,
            Aggregate::Maximum => Self::Maximum,
            Aggregate::Power(exponent) => Self::Power(Number::nearest_f64(exponent)),
            Aggregate::Imbalance(Imbalance::Deviation(factor)) => Self::LessDeviation(factor.nearest_f64()),
            Aggregate::Imbalance(Imbalance::Variation) => Self::LessVariation,
            Aggregate::Topsis(topsis) => Self::Closeness(topsis.ideal),
        }
    }
}

impl From<Mean> for Join {
    fn from(mean: Mean) -> Self {
        Self::from(&mean.aggregate())
    }
}

impl Join {
    /// The term of nothing.
    pub(super) fn start(self) -> f64 {
        match self {
            Self::Minimum => f64::INFINITY,
            Self::Maximum => f64::NEG_INFINITY,
            _ => 0.0,
        }
    }

    /// A term with one more share in it; what has no weight does not count.
    pub(super) fn joined(self, term: f64, weight: f64, share: f64) -> f64 {
        if weight == 0.0 {
            return term;
        }
        match self {
            Self::Arithmetic | Self::LessDeviation(_) | Self::LessVariation | Self::Closeness(_) => {
                term + weight * share
            }
            Self::Geometric => term + weight * libm::log(share),
            Self::Harmonic if share == 0.0 => f64::INFINITY,
            Self::Harmonic => term + weight / share,
            Self::Power(exponent) if exponent < 0.0 && share == 0.0 => f64::INFINITY,
            Self::Power(exponent) => term + weight * libm::pow(share, exponent),
            Self::Minimum => term.min(share),
            Self::Maximum => term.max(share),
        }
    }

    /// The share that a term comes to; not a number where nothing counts.
    pub(super) fn settled(self, term: f64, weight: f64) -> f64 {
        if weight == 0.0 {
            return f64::NAN;
        }
        match self {
            Self::Arithmetic | Self::LessDeviation(_) | Self::LessVariation | Self::Closeness(_) => term / weight,
            Self::Geometric => libm::exp(term / weight),
            Self::Harmonic if term == 0.0 => f64::NAN,
            Self::Harmonic => weight / term,
            // A zero makes the whole zero.
            Self::Power(_) if term.is_infinite() => 0.0,
            Self::Power(exponent) => libm::pow(term / weight, 1.0 / exponent),
            Self::Minimum | Self::Maximum => term,
        }
    }
}

/// What is left of the weighted mean of each row after the penalty for what is uneven; not a number where nothing counts, and with the
/// coefficient of variation where a share is below zero. `items` are weights with the shares of each row; what is not finite does not
/// count there.
pub(super) fn uneven(items: &[(f64, Vec<f64>)], join: Join, rows: usize) -> Vec<f64> {
    let row = |row: usize| {
        let counting = || {
            let shares = items.iter().filter(|(weight, _)| *weight > 0.0);
            let shares = shares.filter_map(move |(weight, shares)| Some((*weight, *shares.get(row)?)));
            shares.filter(|(_, share)| share.is_finite())
        };
        let sum: f64 = counting().map(|(weight, _)| weight).sum();
        let mean = counting().map(|(weight, share)| weight * share).sum::<f64>() / sum;
        let variance = counting().map(|(weight, share)| weight * (share - mean) * (share - mean)).sum::<f64>() / sum;
        let is_below_zero = counting().any(|(_, share)| share < 0.0);
        match join {
            Join::LessDeviation(factor) => {
                let left = mean - factor * libm::sqrt(variance);
                if left < 0.0 && !is_below_zero { 0.0 } else { left }
            }
            _ if is_below_zero => f64::NAN,
            _ if mean == 0.0 => 0.0,
            _ => {
                let left = mean - variance / mean;
                if left < 0.0 { 0.0 } else { left }
            }
        }
    };
    (0..rows).map(row).collect()
}

/// How close each row comes to the ideal of its class. `items` are weights with the shares of each row: infinite ones do not apply
/// there, and what is not a number leaves its row without a figure.
pub(super) fn closeness(items: &[(f64, Vec<f64>)], ideal: Ideal, classes: &[Vec<usize>], rows: usize) -> Vec<f64> {
    let items: Vec<&(f64, Vec<f64>)> = items.iter().filter(|(weight, _)| *weight > 0.0).collect();
    let mut found = vec![f64::NAN; rows];
    for class in classes {
        let of_class =
            |shares: &[f64]| -> Vec<f64> { class.iter().filter_map(|row| shares.get(*row).copied()).collect() };
        let ends: Vec<(f64, f64)> = items
            .iter()
            .map(|(_, shares)| match ideal {
                Ideal::Absolute => (0.0, 1.0),
                Ideal::Observed => of_class(shares)
                    .into_iter()
                    .filter(|share| share.is_finite())
                    .fold((f64::INFINITY, f64::NEG_INFINITY), |(worst, best), share| {
                        (worst.min(share), best.max(share))
                    }),
            })
            .collect();
        for row in class {
            let of_row = |shares: &[f64]| shares.get(*row).copied().unwrap_or(f64::NAN);
            let applying = || items.iter().zip(&ends).filter(|((_, shares), _)| !of_row(shares).is_infinite());
            let total: f64 = applying().map(|((weight, _), _)| weight).sum();
            let (mut below, mut above) = (0.0, 0.0);
            for ((weight, shares), (worst, best)) in applying() {
                let (share, weight) = (of_row(shares), weight / total);
                below += ((share - worst) * weight) * ((share - worst) * weight);
                above += ((share - best) * weight) * ((share - best) * weight);
            }
            let (below, above) = (libm::sqrt(below), libm::sqrt(above));
            if let Some(own) = found.get_mut(*row) {
                *own = below / (below + above);
            }
        }
    }
    found
}
