//! Weights that the values of a round decide.

use super::peers::Column;
use super::precision::Precision;
use crate::base::number::{Number, Rounding};
use crate::base::real::Real;
use crate::base::weighting::dispersion::{Column as Scaled, dispersion_weights};
use crate::base::weighting::entropy::{PreScaling, entropy_weights};
use crate::standard::indicator::{Indicator, IndicatorSystem, Objective, Spread};
use std::collections::BTreeMap;

/// The points of indicators whose weights values decide.
#[derive(Debug, Default)]
pub struct Weights<'a> {
    points: BTreeMap<&'a str, Number>,
    lacking: bool,
}

impl<'a> Weights<'a> {
    /// Those of a system, from the columns of its indicators.
    pub fn of(system: &'a IndicatorSystem, columns: &BTreeMap<&'a str, Column<'a>>) -> Self {
        let mut weights = Self::default();
        for (objective, leaves) in system.by_values() {
            match shares(objective, &leaves, columns) {
                Some(shares) => {
                    let whole: Number = leaves.iter().map(|leaf| leaf.weight.clone()).sum();
                    let points =
                        leaves.iter().zip(shares).map(|(leaf, share)| (leaf.id.as_str(), share * whole.clone()));
                    weights.points.extend(points);
                }
                None => weights.lacking = true,
            }
        }
        weights
    }

    /// The points of an indicator, where values decide them.
    pub fn points(&self, line: &str) -> Option<&Number> {
        self.points.get(line)
    }

    /// Whether the values of a group give no weights: all are equal or in full agreement, below zero where that must not be, or too
    /// few.
    pub fn are_lacking(&self) -> bool {
        self.lacking
    }
}

/// The weights of indicators as parts of 1: from the regions that have a value of each.
fn shares(objective: &Objective, leaves: &[&Indicator], columns: &BTreeMap<&str, Column<'_>>) -> Option<Vec<Number>> {
    let columns: Option<Vec<_>> = leaves.iter().map(|leaf| Some(columns.get(leaf.id.as_str())?.values())).collect();
    let columns = columns?;
    let complete: Vec<&str> = columns
        .first()?
        .keys()
        .copied()
        .filter(|code| columns.iter().all(|column| column.contains_key(code)))
        .collect();
    let values = |column: &BTreeMap<&str, Number>| -> Vec<Number> {
        complete.iter().filter_map(|code| column.get(code).cloned()).collect()
    };
    let scaled: Vec<Scaled> = columns
        .iter()
        .zip(leaves)
        .map(|(column, leaf)| Scaled { values: values(column), prefers_less: leaf.scale.prefers_less() })
        .collect();
    Precision::enough(|precision| {
        let weights = weights(objective, &scaled, complete.len(), precision.bits)?;
        let rounded: Vec<Number> =
            weights.iter().map(|weight| precision.rounded(weight, objective.digits, Rounding::HalfEven)).collect();
        let sum: Number = rounded.iter().cloned().sum();
        rounded.iter().map(|weight| weight.checked_div(&sum)).collect()
    })
}

/// The weights before they are rounded, of columns in which so many regions have values.
fn weights(objective: &Objective, columns: &[Scaled], regions: usize, bits: u32) -> Option<Vec<Real>> {
    match &objective.method {
        Spread::Dispersion(dispersion, scaling) => dispersion_weights(columns, *dispersion, *scaling, bits).ok(),
        Spread::Entropy(scaling) => {
            let value = |column: &Scaled, region: usize| {
                let value = column.values.get(region)?.clone();
                // The least of what is scaled is the worst.
                let is_turned = column.prefers_less && *scaling != PreScaling::ColumnShares;
                Some(if is_turned { -value } else { value })
            };
            let rows: Vec<Vec<Number>> = (0..regions)
                .map(|region| columns.iter().filter_map(|column| value(column, region)).collect())
                .collect();
            Some(entropy_weights(columns.len(), &rows, scaling, bits).ok()?.weights)
        }
    }
}
