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
use super::real::{MAX_BITS, Real};

/// Bits that are computed beyond those that are wanted, at first.
const GUARD: u32 = 32;

/// The numbers, divided by their sum; `None` where that is 0.
fn shares(numbers: &[Number]) -> Option<Vec<Number>> {
    let total: Number = numbers.iter().cloned().sum();
    numbers.iter().map(|number| number.checked_div(&total)).collect()
}

/// What is computed with so many bits that the bounds of its weights are no farther apart than 2^-`bits`, as far as that can be had:
/// up to half of the bits that numbers have at most.
///
/// # Errors
/// What `compute` says first.
fn narrowed<T, E>(bits: u32, compute: impl Fn(u32) -> Result<T, E>, weights: impl Fn(&T) -> &[Real]) -> Result<T, E> {
    let bits = bits.min(MAX_BITS / 2);
    let close = Number::negative_power_of_two(bits);
    let mut working = bits + GUARD;
    loop {
        let result = compute(working)?;
        if working >= MAX_BITS || weights(&result).iter().all(|weight| weight.width() <= close) {
            return Ok(result);
        }
        working = (working * 2).min(MAX_BITS);
    }
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
