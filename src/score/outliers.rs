//! Values far from all others, moved as a standard says.
//!
//! Skewness and kurtosis are those of a sample with the usual corrections for its size, G₁ and G₂ (Joanes & Gill 1998); whether
//! they reach a bound is decided exactly, without a root: G₁² is compared.

use super::peers::mean;
use crate::base::number::Number;
use crate::standard::indicator::Outliers;

/// Fewer values than this have no kurtosis.
const FEWEST: usize = 4;

/// The values after the treatment, in the same order.
pub fn treated(values: &[Number], outliers: &Outliers) -> Vec<Number> {
    match outliers {
        Outliers::Clamp { from, to } => {
            values.iter().map(|value| value.clone().clamp(from.clone(), to.clone())).collect()
        }
        Outliers::Winsorise { most, skewness, kurtosis } => winsorised(values, *most, skewness, kurtosis),
    }
}

fn winsorised(values: &[Number], most: usize, skewness: &Number, kurtosis: &Number) -> Vec<Number> {
    let mut values = values.to_vec();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values.get(*a).cmp(&values.get(*b)));
    let (mut below, mut above) = (0, 0);
    for _ in 0..most {
        let Some(is_high) = skewed_high(&values, skewness, kurtosis) else { break };
        // All that were moved before take the value of the next one, too.
        let (moved, next) = if is_high {
            above += 1;
            let first = values.len().saturating_sub(above);
            (order.get(first..), first.checked_sub(1).and_then(|next| order.get(next)))
        } else {
            below += 1;
            (order.get(..below), order.get(below))
        };
        let Some(neighbour) = next.and_then(|next| values.get(*next)).cloned() else { break };
        for place in moved.into_iter().flatten() {
            if let Some(value) = values.get_mut(*place) {
                *value = neighbour.clone();
            }
        }
    }
    values
}

/// Whether values are skewed with a long tail, and whether the tail is above; `None` where they are not.
fn skewed_high(values: &[Number], skewness: &Number, kurtosis: &Number) -> Option<bool> {
    if values.len() < FEWEST {
        return None;
    }
    let mean = mean(values)?;
    let moment = |power: u32| {
        let powers = values.iter().map(|value| {
            let distance = value.clone() - mean.clone();
            (1..power).fold(distance.clone(), |product, _| product * distance.clone())
        });
        powers.fold(Number::zero(), |sum, power| sum + power).checked_div(&Number::of_count(values.len()))
    };
    let (second, third, fourth) = (moment(2)?, moment(3)?, moment(4)?);
    let n = Number::of_count(values.len());
    let less = |by: i64| n.clone() - Number::from(by);
    // G₁² = g₁² · n(n − 1) ÷ (n − 2)², with g₁² = m₃² ÷ m₂³.
    let cube = second.clone() * second.clone() * second.clone();
    let squared = (third.clone() * third.clone() * n.clone() * less(1)).checked_div(&(cube * less(2) * less(2)))?;
    // G₂ = ((n + 1) g₂ + 6)(n − 1) ÷ ((n − 2)(n − 3)), with g₂ = m₄ ÷ m₂² − 3.
    let excess = fourth.checked_div(&(second.clone() * second))? - Number::from(3);
    let corrected = ((less(-1) * excess + Number::from(6)) * less(1)).checked_div(&(less(2) * less(3)))?;
    let is_skewed = squared >= skewness.clone() * skewness.clone() && corrected >= *kurtosis;
    is_skewed.then(|| !third.is_negative())
}
