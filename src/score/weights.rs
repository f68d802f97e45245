//! Weights that the values of a round decide.

use super::peers::Column;
use super::precision::Precision;
use crate::base::number::{Number, Rounding};
use crate::base::weighting::entropy::{PreScaling, entropy_weights};
use crate::standard::indicator::{Entropy, Indicator, IndicatorSystem};
use std::collections::BTreeMap;

/// The points of indicators that are weighted by entropy.
#[derive(Debug, Default)]
pub struct Weights<'a> {
    points: BTreeMap<&'a str, Number>,
    lacking: bool,
}

impl<'a> Weights<'a> {
    /// Those of a system, from the columns of its indicators.
    pub fn of(system: &'a IndicatorSystem, columns: &BTreeMap<&'a str, Column<'a>>) -> Self {
        let mut weights = Self::default();
        for (entropy, leaves) in system.by_entropy() {
            match shares(entropy, &leaves, columns) {
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

    /// Whether the values of a group give no weights: all are equal, below zero where that must not be, or too few.
    pub fn are_lacking(&self) -> bool {
        self.lacking
    }
}

/// The weights of indicators as parts of 1: from the regions that have a value of each.
fn shares(entropy: &Entropy, leaves: &[&Indicator], columns: &BTreeMap<&str, Column<'_>>) -> Option<Vec<Number>> {
    let columns: Option<Vec<_>> = leaves.iter().map(|leaf| Some(columns.get(leaf.id.as_str())?.values())).collect();
    let columns = columns?;
    let value = |(column, leaf): (&&BTreeMap<&str, Number>, &&Indicator), code: &str| {
        let value = column.get(code)?.clone();
        // The least of what is scaled is the worst.
        let is_turned = leaf.scale.prefers_less() && entropy.scaling != PreScaling::ColumnShares;
        Some(if is_turned { -value } else { value })
    };
    let rows: Vec<Vec<Number>> = columns
        .first()?
        .keys()
        .filter_map(|code| columns.iter().zip(leaves).map(|pair| value(pair, code)).collect())
        .collect();
    Precision::enough(|precision| {
        let weights = entropy_weights(leaves.len(), &rows, &entropy.scaling, precision.bits).ok()?.weights;
        let rounded: Vec<Number> =
            weights.iter().map(|weight| precision.rounded(weight, entropy.digits, Rounding::HalfEven)).collect();
        let sum: Number = rounded.iter().cloned().sum();
        rounded.iter().map(|weight| weight.checked_div(&sum)).collect()
    })
}
