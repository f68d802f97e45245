//! Weights by how far values are spread: by the standard deviation, and by the standard deviation and the conflict with
//! other indicators (CRITIC; Diakoulaki, Mavrotas and Papayannakis 1995, Computers & Operations Research 22(7), pages 763
//! to 770).
//!
//! With s the standard deviation of a scaled column and r the correlation (Pearson) of two columns, a column counts by s, or
//! by s × Σ (1 − r) over all columns; its weight is its share in the sum of all. The scaling changes s, so it is named;
//! r does not depend on it. Whether s is that of the population or of a sample makes no difference: all columns have the
//! same number of units, so that one is the other times the same factor everywhere, which shares do not show; in r it
//! cancels as well.
//!
//! Columns of which less is better are turned before they are compared with others. A column whose values are all the same
//! counts nothing, and is no part of any conflict: it correlates with none.

use super::{narrowed, share_of};
use crate::base::number::Number;
use crate::base::real::Real;

/// What a column counts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dispersion {
    /// Its standard deviation.
    StandardDeviation,
    /// Its standard deviation times its conflict with all others.
    Critic,
}

/// How the values of a column are scaled before they are compared with those of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scaling {
    /// (value − least) ÷ (greatest − least), as in the paper.
    MinMax,
    /// Each value divided by the sum of the column; no value may be below 0.
    ColumnShares,
    /// Each value divided by the root of the sum of squares.
    Vector,
}

/// The values of an indicator, in the order of the units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The values.
    pub values: Vec<Number>,
    /// Whether less is better.
    pub prefers_less: bool,
}

/// Why values give no weights. Indicators are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DispersionError {
    /// There is no indicator.
    NoIndicators,
    /// There are fewer than two units.
    TooFewUnits,
    /// An indicator has fewer or more values than the first one.
    WrongLength {
        /// The indicator.
        indicator: usize,
    },
    /// A value is below 0, of which there are no shares.
    Negative {
        /// The indicator.
        indicator: usize,
    },
    /// None counts more than nothing: all values are the same, or no column that differs conflicts with another.
    NothingCounts,
}

/// The weights of indicators, with bounds no farther apart than 2^-`bits` (up to 2,000 bits). The true ones sum to 1.
///
/// # Errors
/// Where the values have no scale of that kind, or none counts more than nothing.
pub fn dispersion_weights(
    columns: &[Column],
    dispersion: Dispersion,
    scaling: Scaling,
    bits: u32,
) -> Result<Vec<Real>, DispersionError> {
    check(columns, scaling)?;
    let mut spreads: Vec<Option<Spread>> = columns.iter().map(|column| Spread::of(column, scaling)).collect();
    // As parts of one of them, deviations are rational wherever their ratios are.
    let unit = spreads.iter().flatten().next().map(|spread| spread.scaled.clone()).unwrap_or_else(Number::one);
    for spread in spreads.iter_mut().flatten() {
        spread.scaled = spread.scaled.checked_div(&unit).unwrap_or_default();
    }
    let compute = |working| {
        let counts: Option<Vec<Real>> =
            spreads.iter().map(|own| counting(own.as_ref(), &spreads, dispersion, working)).collect();
        let counts = counts.ok_or(DispersionError::TooFewUnits)?;
        if counts.iter().all(|count| count.high().is_zero()) {
            return Err(DispersionError::NothingCounts);
        }
        let total = counts.iter().cloned().sum();
        Ok(counts.iter().map(|count| share_of(count, &total, working)).collect())
    };
    narrowed(bits, compute, |weights: &Vec<Real>| weights)
}

fn check(columns: &[Column], scaling: Scaling) -> Result<(), DispersionError> {
    let units = columns.first().ok_or(DispersionError::NoIndicators)?.values.len();
    if units < 2 {
        return Err(DispersionError::TooFewUnits);
    }
    for (indicator, column) in columns.iter().enumerate() {
        if column.values.len() != units {
            return Err(DispersionError::WrongLength { indicator });
        }
        if scaling == Scaling::ColumnShares && column.values.iter().any(Number::is_negative) {
            return Err(DispersionError::Negative { indicator });
        }
    }
    Ok(())
}

/// How the values of a column lie around their mean.
struct Spread {
    /// The distances of all values from the mean, times the number of units; turned where less is better.
    distances: Vec<Number>,
    /// The sum of their squares, above 0.
    squares: Number,
    /// The same after scaling; as a part of that of one column, which is the same for all.
    scaled: Number,
}

impl Spread {
    /// `None` where all values are the same.
    fn of(column: &Column, scaling: Scaling) -> Option<Self> {
        let values = &column.values;
        let (least, greatest) = (values.iter().min()?, values.iter().max()?);
        if least == greatest {
            return None;
        }
        let sum: Number = values.iter().cloned().sum();
        let units = Number::from(i64::try_from(values.len()).ok()?);
        let sign = Number::from(if column.prefers_less { -1 } else { 1 });
        let distances: Vec<Number> = values.iter().map(|value| (value * &units - sum.clone()) * sign.clone()).collect();
        let squares = product(&distances, &distances);
        let scale = match scaling {
            Scaling::MinMax => (greatest - least) * (greatest - least),
            Scaling::ColumnShares => &sum * &sum,
            Scaling::Vector => product(values, values),
        };
        let scaled = squares.checked_div(&scale)?;
        Some(Self { distances, squares, scaled })
    }

    /// 1 − r. What is left to 1 is computed without the difference of two that are nearly equal.
    fn conflict(&self, other: &Self, bits: u32) -> Option<Real> {
        let together = product(&self.distances, &other.distances);
        let squared = (&together * &together).checked_div(&(&self.squares * &other.squares))?;
        let size = Real::Exact(squared.clone()).sqrt(bits)?;
        if together.is_negative() {
            return Some(Real::one() + size);
        }
        Real::Exact(Number::one() - squared).checked_div(&(Real::one() + size))
    }
}

/// What a column counts by, but for a factor that is the same for all.
fn counting(own: Option<&Spread>, all: &[Option<Spread>], dispersion: Dispersion, bits: u32) -> Option<Real> {
    let Some(own) = own else { return Some(Real::zero()) };
    let deviation = Real::Exact(own.scaled.clone()).sqrt(bits)?;
    if dispersion == Dispersion::StandardDeviation {
        return Some(deviation);
    }
    let conflicts: Option<Vec<Real>> = all.iter().flatten().map(|other| own.conflict(other, bits)).collect();
    let conflict: Real = conflicts?.into_iter().sum();
    Some((deviation * conflict).coarse(bits))
}

/// The sum of the products of two lists.
fn product(one: &[Number], other: &[Number]) -> Number {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[cfg(test)]
mod tests;
