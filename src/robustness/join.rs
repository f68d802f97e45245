//! How shares are put together, in floating-point numbers, as `score::aggregate` does it exactly.

use crate::base::number::Number;
use crate::standard::indicator::{Aggregate, Ideal, Mean};

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
            Self::Arithmetic | Self::Closeness(_) => term + weight * share,
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
            Self::Arithmetic | Self::Closeness(_) => term / weight,
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
