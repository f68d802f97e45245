//! From exact numbers to places on a line, and the round numbers that are written along it.

use crate::base::number::{Number, Rounding};

/// A line of numbers.
#[derive(Debug, Clone)]
pub(super) struct Axis {
    from: Number,
    to: Number,
    start: i64,
    length: i64,
}

impl Axis {
    /// An axis from one number to another, above it or, where nothing is wider, one apart.
    pub(super) fn new(from: Number, to: Number, start: i64, length: i64) -> Self {
        let to = if to > from { to } else { from.clone() + Number::one() };
        Self { from, to, start, length }
    }

    /// The place of a number; of one beyond the ends, the end.
    pub(super) fn at(&self, number: &Number) -> i64 {
        let part = (number - &self.from).checked_div(&(&self.to - &self.from)).unwrap_or_else(Number::zero);
        let part = part.clamp(Number::zero(), Number::one()) * Number::from(self.length);
        self.start + part.rounded(0, Rounding::HalfEven).to_i64().unwrap_or(0)
    }

    /// The first place.
    pub(super) fn start(&self) -> i64 {
        self.start
    }

    /// The last place.
    pub(super) fn end(&self) -> i64 {
        self.start + self.length
    }

    /// Round numbers along it with their places: steps of 1, 2 or 5 times a power of ten, at most `most` of them.
    pub(super) fn ticks(&self, most: i64) -> Vec<(Number, i64)> {
        let step = round_step(&(&self.to - &self.from), most);
        let Some(first) = self.from.checked_div(&step) else { return Vec::new() };
        let floor = first.rounded(0, Rounding::HalfEven);
        let first = if floor < first { floor + Number::one() } else { floor };
        let mut ticks = Vec::new();
        let mut tick = first * step.clone();
        while tick <= self.to && ticks.len() < 64 {
            ticks.push((tick.clone(), self.at(&tick)));
            tick = tick + step.clone();
        }
        ticks
    }
}

/// The least step of 1, 2 or 5 times a power of ten by which a span takes at most `most` steps.
fn round_step(span: &Number, most: i64) -> Number {
    let Some(least) = span.checked_div(&Number::from(most.max(1))) else { return Number::one() };
    let ten = Number::from(10);
    let mut power = Number::one();
    // Scores lie far within these bounds; beyond them any step will do.
    for _ in 0..60 {
        if power.clone() * ten.clone() <= least {
            power = power * ten.clone();
        } else if power > least {
            power = power.checked_div(&ten).unwrap_or_else(Number::one);
        } else {
            break;
        }
    }
    let steps = [1, 2, 5, 10].map(|factor| power.clone() * Number::from(factor));
    steps.into_iter().find(|step| *step >= least).unwrap_or(power)
}
