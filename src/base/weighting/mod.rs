//! Weights that are derived and not stated: from comparisons in pairs, from the points of a panel, from the spread of
//! values.
//!
//! Each way has variants that give other weights, so that its bare name defines no method: whoever calls it names the
//! variant. Numbers are exact, or proved to lie between two bounds; none depends on the order of items, experts or
//! units.

pub mod entropy;
pub mod judgement;
pub mod panel;

use super::number::Number;

/// The numbers, divided by their sum; `None` where that is 0.
fn shares(numbers: &[Number]) -> Option<Vec<Number>> {
    let total: Number = numbers.iter().cloned().sum();
    numbers.iter().map(|number| number.checked_div(&total)).collect()
}
