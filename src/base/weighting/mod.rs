//! Weights that are derived and not stated: from comparisons in pairs, from the points of a panel, from the spread of
//! values.
//!
//! Each way has variants that give other weights, so that its bare name defines no method: whoever calls it names the
//! variant. Numbers are exact, or proved to lie between two bounds; none depends on the order of items, experts or
//! units.

pub mod dispersion;
pub mod entropy;
pub mod judgement;
pub mod panel;

use super::number::Number;
use super::real::Real;

/// The numbers, divided by their sum; `None` where that is 0.
fn shares(numbers: &[Number]) -> Option<Vec<Number>> {
    let total: Number = numbers.iter().cloned().sum();
    numbers.iter().map(|number| number.checked_div(&total)).collect()
}

/// The share of a number in a total of which it is part: it grows with the number and falls with the others.
fn share_of(own: &Real, total: &Real, bits: u32) -> Real {
    let others = Real::between(total.low() - own.low(), total.high() - own.high());
    if others.high().is_zero() {
        return Real::one();
    }
    let share = |own: &Number, others: &Number| own.checked_div(&(own + others));
    let low = share(own.low(), others.high()).unwrap_or_default();
    let high = share(own.high(), others.low()).unwrap_or_default();
    Real::between(low, high).coarse(bits)
}
