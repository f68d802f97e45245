//! Weights by entropy (熵权法): an indicator counts the more, the more unevenly its values are spread over the units.
//!
//! Shares of each column come from the values in one of three ways, and the weights differ widely between them:
//! "entropy weight" alone defines no method. With m units and shares s, the entropy is −Σ s·ln s ÷ ln m (0·ln 0 counts
//! as 0), the divergence 1 − entropy, and the weight the share of the divergence in the sum of all. Nothing here knows
//! whether more is better: where the values are scaled by their least and greatest, indicators of which less is better
//! are negated first.

use std::collections::BTreeMap;

use super::{GUARD, narrowed, share_of, shares};
use crate::base::number::Number;
use crate::base::real::Real;

/// How the shares of a column come from its values.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PreScaling {
    /// Each value divided by the sum of the column; no value may be below 0.
    ColumnShares,
    /// First (value − least) ÷ (greatest − least), then as shares. The least value has the share 0.
    MinMaxShares,
    /// The same with `shift`, which is above 0, added to every scaled value, lest any is 0. Tables are found with 1,
    /// 0.01 or 0.0001: the weights depend on it.
    ShiftedMinMaxShares {
        /// What is added.
        shift: Number,
    },
}

/// Why values give no weights. Units and indicators are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntropyError {
    /// There are fewer than two units.
    TooFewUnits,
    /// There is no indicator.
    NoIndicators,
    /// A unit has fewer or more values than there are indicators.
    WrongLength {
        /// The unit.
        unit: usize,
        /// How many values it has.
        found: usize,
    },
    /// A value is below 0, of which there are no shares.
    Negative {
        /// The unit.
        unit: usize,
        /// The indicator.
        indicator: usize,
    },
    /// What is to be added to scaled values is not above 0.
    ShiftNotPositive,
    /// All units have the same value of every indicator, so that none can count more than another.
    AllConstant,
}

/// What entropy makes of a table of values, each list in the order of the indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntropyWeights {
    /// The entropies, from 0 to 1; exactly 1 where all units have the same value.
    pub entropies: Vec<Real>,
    /// What the entropies lack to 1.
    pub divergences: Vec<Real>,
    /// The weights; the true ones sum to 1.
    pub weights: Vec<Real>,
}

/// The weights of `indicators` indicators from the values of each unit, with bounds no farther apart than 2^-`bits` (up
/// to 2,000 bits).
///
/// # Errors
/// Where the values have no shares of that kind, or all are constant.
pub fn entropy_weights(
    indicators: usize,
    units: &[Vec<Number>],
    scaling: &PreScaling,
    bits: u32,
) -> Result<EntropyWeights, EntropyError> {
    check(indicators, units, scaling)?;
    let columns: Vec<Vec<Number>> = (0..indicators)
        .map(|indicator| units.iter().filter_map(|values| values.get(indicator).cloned()).collect())
        .collect();
    let columns: Vec<Option<Shares>> = columns.iter().map(|column| scaled(column, scaling)).collect();
    if columns.iter().all(Option::is_none) {
        return Err(EntropyError::AllConstant);
    }
    // Divergences of nearly constant columns are small differences: they need more bits than the weights.
    let compute = |working| weights(&columns, units.len(), working).ok_or(EntropyError::TooFewUnits);
    narrowed(bits, compute, |result| &result.weights)
}

fn check(indicators: usize, units: &[Vec<Number>], scaling: &PreScaling) -> Result<(), EntropyError> {
    if indicators == 0 {
        return Err(EntropyError::NoIndicators);
    }
    if units.len() < 2 {
        return Err(EntropyError::TooFewUnits);
    }
    if let PreScaling::ShiftedMinMaxShares { shift } = scaling
        && (shift.is_zero() || shift.is_negative())
    {
        return Err(EntropyError::ShiftNotPositive);
    }
    for (unit, values) in units.iter().enumerate() {
        if values.len() != indicators {
            return Err(EntropyError::WrongLength { unit, found: values.len() });
        }
        if *scaling == PreScaling::ColumnShares
            && let Some(indicator) = values.iter().position(Number::is_negative)
        {
            return Err(EntropyError::Negative { unit, indicator });
        }
    }
    Ok(())
}

/// The shares of a column that are not 0, with how many units have each: equal shares need one logarithm.
type Shares = BTreeMap<Number, i64>;

/// The shares of a column; `None` where all its values are the same.
fn scaled(column: &[Number], scaling: &PreScaling) -> Option<Shares> {
    let (least, greatest) = (column.iter().min()?, column.iter().max()?);
    if least == greatest {
        return None;
    }
    let range = greatest - least;
    let scaled: Vec<Number> = match scaling {
        PreScaling::ColumnShares => column.to_vec(),
        PreScaling::MinMaxShares => column.iter().map(|value| value - least).collect(),
        // Added to the range instead of the quotient: the shares are the same.
        PreScaling::ShiftedMinMaxShares { shift } => {
            column.iter().map(|value| (value - least) + shift * &range).collect()
        }
    };
    let mut counted = Shares::new();
    for share in shares(&scaled)?.into_iter().filter(|share| !share.is_zero()) {
        *counted.entry(share).or_default() += 1;
    }
    Some(counted)
}

fn weights(columns: &[Option<Shares>], units: usize, bits: u32) -> Option<EntropyWeights> {
    let most = Real::Exact(Number::from(i64::try_from(units).ok()?)).ln(bits)?;
    let (zero, one) = (Number::zero(), Number::one());
    let mut entropies = Vec::new();
    for column in columns {
        entropies.push(match column {
            Some(column) => entropy(column, bits)?.checked_div(&most)?.coarse(bits).clamp(&zero, &one),
            None => Real::one(),
        });
    }
    let divergences: Vec<Real> = entropies.iter().map(|entropy| Real::one() - entropy.clone()).collect();
    let total = divergences.iter().cloned().sum();
    let weights = divergences.iter().map(|divergence| share_of(divergence, &total, bits)).collect();
    Some(EntropyWeights { entropies, divergences, weights })
}

/// −Σ s·ln s.
fn entropy(column: &Shares, bits: u32) -> Option<Real> {
    let mut sum = Real::zero();
    for (share, units) in column {
        let weight = Real::Exact(share * &Number::from(-units));
        sum = (sum + Real::Exact(share.clone()).ln(bits)? * weight).coarse(bits + GUARD);
    }
    Some(sum)
}

#[cfg(test)]
mod tests;
