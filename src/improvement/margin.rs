//! The least change of one measured value that reaches a goal alone.
//!
//! Values are looked for on the grid in which they are written: whole days where days are counted, hundredths where the value or its
//! scale has two decimal places. On that grid the answer is exact, whatever aggregation and rounding lie between.

use super::change::{indicator, scale};
use super::{Goal, Improvement, Outcome};
use crate::base::number::{Number, Rounding};
use crate::base::real::Real;
use crate::score::{Line, Measurement, Part, Scorecard, share_of};
use crate::standard::indicator::{Aggregate, Branch, Outliers, Scale};
use std::collections::BTreeMap;

/// The decimal places of a value whose own do not end.
const PLACES: u32 = 4;

/// The least change of a measured value that reaches a goal.
#[derive(Debug, Clone)]
pub struct Margin<'a> {
    /// The place of the line among the lines of the card.
    pub line: usize,
    /// The value that was measured.
    pub from: Number,
    /// The value that is enough.
    pub to: Number,
    /// The grid: a value that is nearer by this much is not enough.
    pub unit: Number,
    /// What the card would come to.
    pub outcome: Outcome<'a>,
}

/// The margins of the lines of which one change to the most is enough.
pub fn margins<'a>(card: &Scorecard<'a>, goal: &Goal<'_>, all: &[Improvement<'a>]) -> Vec<Margin<'a>> {
    if is_uneven_twice(&card.system.aggregate, &card.system.children) {
        return Vec::new();
    }
    let enough = all.iter().filter(|found| found.change.is_whole() && goal.is_reached(&found.outcome));
    enough.filter_map(|found| margin(card, goal, found.change.line)).collect()
}

/// Whether a penalty for what is uneven is put on another one. Over one, what is enough reaches up to the most: a concave response to a
/// share is above a level in one stretch. Over two it may be so in several, and a greater change need not be enough.
// The tree is as deep as the front end lets blocks nest.
fn is_uneven_twice(above: &Aggregate, children: &[Branch]) -> bool {
    let is_uneven = above.imbalance().is_some();
    children.iter().any(|child| {
        let Branch::Group(group) = child else { return false };
        let own = group.aggregate.as_ref().and_then(Aggregate::imbalance);
        let below = if is_uneven { above } else { group.aggregate.as_ref().unwrap_or(above) };
        is_uneven && own.is_some() || is_uneven_twice(below, &group.children)
    })
}

fn margin<'a>(card: &Scorecard<'a>, goal: &Goal<'_>, index: usize) -> Option<Margin<'a>> {
    let line = card.lines.get(index)?;
    let from = line.measured()?;
    let response = Response::of(card, index, line)?;
    let corners = response.corners();
    let (unit, digits) = grid(&from, &corners)?;
    let corners = response.on_grid(&unit);
    let try_value = |value: &Number| {
        let measurement = response.measurement(line, value)?;
        let outcome = Outcome::of(&card.with(&BTreeMap::from([(index, measurement)])));
        Some((goal.is_reached(&outcome), outcome))
    };
    let needed = goal.about(card.system.digits);
    let over = |score: Option<&Real>| Some((score?.low() - needed.as_ref()?).nearest_f64());
    let tried = |value: &Number| match try_value(value) {
        Some((is_enough, outcome)) => Tried { is_enough, over: over(outcome.value.as_ref()) },
        None => Tried { is_enough: false, over: None },
    };
    // Not on the grid, but near enough to begin with.
    let own = Tried { is_enough: false, over: over(card.value.as_ref()) };
    let start = from.rounded(digits, Rounding::HalfEven);
    let nearest = [false, true].into_iter().filter_map(|is_down| {
        let to = along(&start, own, &corners, &unit, is_down, &tried)?;
        Some(((to.clone() - from.clone()).abs(), to))
    });
    // Of two that are equally far, the one above.
    let (_, to) = nearest.min_by(|(one, _), (other, _)| one.cmp(other))?;
    let outcome = try_value(&to).filter(|(is_enough, _)| *is_enough)?.1;
    Some(Margin { line: index, from, to, unit, outcome })
}

/// The grid of a value and the corners of its scale, and its decimal places.
fn grid(from: &Number, corners: &[Number]) -> Option<(Number, u32)> {
    let fallback = Number::one().checked_div(&Number::from(10_i64.checked_pow(PLACES)?))?;
    let own = from.last_place().unwrap_or(fallback);
    let unit = corners.iter().filter_map(Number::last_place).fold(own, Number::min);
    let digits = (0..=100).find(|digits| unit.rounded(*digits, Rounding::HalfEven) == unit)?;
    Some((unit, digits))
}

/// What a value came to.
#[derive(Debug, Clone, Copy)]
struct Tried {
    is_enough: bool,
    /// About how far the score is then over what is needed: where to look next, and never an answer.
    over: Option<f64>,
}

/// The first value from `start` in one direction that is enough. Between two corners the response goes one way only.
fn along(
    start: &Number,
    own: Tried,
    corners: &[Number],
    unit: &Number,
    is_down: bool,
    tried: &dyn Fn(&Number) -> Tried,
) -> Option<Number> {
    let mut ahead: Vec<&Number> =
        corners.iter().filter(|corner| if is_down { *corner < start } else { *corner > start }).collect();
    ahead.sort();
    if is_down {
        ahead.reverse();
    }
    let step = if is_down { -unit.clone() } else { unit.clone() };
    let (mut before, mut short) = (start.clone(), own);
    for corner in ahead {
        let there = tried(corner);
        if !there.is_enough {
            (before, short) = (corner.clone(), there);
            continue;
        }
        let steps = (corner.clone() - before.clone()).checked_div(&step)?.to_i64()?;
        let value = |count: i64| before.clone() + step.clone() * Number::from(count);
        return Some(value(first_enough(short, steps, there, &|count| tried(&value(count)))));
    }
    None
}

/// The least count that is enough, where 0 is not, `steps` is, and so is all beyond one that is.
///
/// It is looked for where a straight line between two that were tried crosses what is needed; the end that stays counts half from then
/// on, so that the other one moves as well. Every third time the middle is taken: a score need not follow any line.
fn first_enough(at_none: Tried, steps: i64, at_all: Tried, tried: &dyn Fn(i64) -> Tried) -> i64 {
    let (mut short, mut enough) = ((0, at_none.over), (steps, at_all.over));
    let mut before: Option<bool> = None;
    for round in 1_u32.. {
        let way = enough.0 - short.0;
        if way <= 1 {
            break;
        }
        let line = crossing(short.1, enough.1).filter(|_| round % 3 != 0);
        let part = line.map_or(way / 2, |part| (way as f64 * part) as i64);
        let next = short.0 + part.clamp(1, way - 1);
        let found = tried(next);
        let half = |over: Option<f64>| if before == Some(found.is_enough) { over.map(|over| over / 2.0) } else { over };
        (short, enough) = if found.is_enough {
            ((short.0, half(short.1)), (next, found.over))
        } else {
            ((next, found.over), (enough.0, half(enough.1)))
        };
        before = Some(found.is_enough);
    }
    enough.0
}

/// At which part of the way a straight line from below to above crosses nothing.
fn crossing(below: Option<f64>, above: Option<f64>) -> Option<f64> {
    let (below, above) = (below?, above?);
    let part = below / (below - above);
    (below < 0.0 && above >= 0.0 && part.is_finite()).then_some(part)
}

/// How the points of a line follow from its value.
enum Response<'a> {
    Scaled { scale: &'a Scale, clamp: Option<(&'a Number, &'a Number)> },
    Deducted { per: &'a Number, max: &'a Number },
}

impl<'a> Response<'a> {
    /// `None` where the value of the line does not say its points by itself.
    fn of(card: &Scorecard<'a>, index: usize, line: &Line<'_>) -> Option<Self> {
        if line.part == Part::Deduction {
            let deduction = card.system.deductions.iter().find(|deduction| deduction.id == line.id)?;
            return Some(Self::Deducted { per: &deduction.per, max: &deduction.max });
        }
        let clamp = match indicator(card, index).and_then(|leaf| leaf.outliers.as_ref()) {
            None => None,
            Some(Outliers::Clamp { from, to }) => Some((from, to)),
            // What it is moved to depends on the others.
            Some(Outliers::Winsorise { .. }) => return None,
        };
        Some(Self::Scaled { scale: scale(card, index)?, clamp })
    }

    /// The values at which it changes its way.
    fn corners(&self) -> Vec<Number> {
        match self {
            Self::Scaled { scale, .. } => match scale {
                Scale::Linear { from, to } | Scale::Logarithmic { from, to } | Scale::Efficacy { from, to, .. } => {
                    vec![from.clone(), to.clone()]
                }
                Scale::Deduct { .. } => vec![Number::zero()],
                Scale::Anchors(points) | Scale::Step(points) => points.iter().map(|(at, _)| at.clone()).collect(),
                Scale::Pass | Scale::Relative(_) => Vec::new(),
            },
            Self::Deducted { .. } => vec![Number::zero()],
        }
    }

    /// The corners, with the last values on the grid below steps.
    fn on_grid(&self, unit: &Number) -> Vec<Number> {
        let mut corners = self.corners();
        if let Self::Scaled { scale: Scale::Step(steps), .. } = self {
            corners.extend(steps.iter().map(|(at, _)| at.clone() - unit.clone()));
        }
        corners
    }

    fn measurement(&self, line: &Line<'_>, value: &Number) -> Option<Measurement> {
        let share = match self {
            Self::Scaled { scale, clamp } => {
                let held =
                    clamp.map_or_else(|| value.clone(), |(from, to)| value.clone().clamp(from.clone(), to.clone()));
                share_of(scale, &held, &line.full, &[])?
            }
            Self::Deducted { per, max } => {
                let points = (value.clone() * (*per).clone()).clamp(Number::zero(), (*max).clone());
                Real::from(points.checked_div(max)?)
            }
        };
        Some(Scorecard::at_share(line, share))
    }
}

#[cfg(test)]
mod tests {
    use super::{Tried, first_enough};
    use std::cell::Cell;

    /// The first count that is enough of a response, and how many were tried.
    fn found(steps: i64, is_enough: &dyn Fn(i64) -> bool, over: &dyn Fn(i64) -> Option<f64>) -> (i64, u32) {
        let count = Cell::new(0);
        let tried = |at: i64| {
            count.set(count.get() + 1);
            Tried { is_enough: is_enough(at), over: over(at) }
        };
        let (first, last) = (Tried { is_enough: false, over: over(0) }, Tried { is_enough: true, over: over(steps) });
        (first_enough(first, steps, last, &tried), count.get())
    }

    #[test]
    fn the_first_that_is_enough_whatever_leads_there() {
        for steps in [1, 2, 3, 10, 1_000, 75_000_000_000_000] {
            for first in [1, 2, steps / 3, steps / 2 + 1, steps - 1, steps] {
                let first = first.clamp(1, steps);
                let by = |over: &dyn Fn(i64) -> Option<f64>| {
                    let (found, count) = found(steps, &|at| at >= first, over);
                    assert_eq!(found, first, "of {steps}");
                    count
                };
                let halvings = u64::BITS - (steps as u64).leading_zeros();
                assert!(by(&|_| None) <= halvings, "without a guide, halves");
                let line = by(&|at| Some((at - first) as f64 + 0.5));
                let curve = by(&|at| Some(libm::log((at as f64 + 9.0) / (first as f64 + 9.0))));
                assert!(line <= 4 && curve <= 25, "{line} {curve} of {steps}, {first}");
                // Guides that say nothing, or the wrong thing, cost time only.
                let wrong: [&dyn Fn(i64) -> Option<f64>; 4] = [
                    &|at| Some(if at >= first { 1.0 } else { -1.0 }),
                    &|at| Some(if at >= first { 1e300 } else { -1e-300 }),
                    &|_| Some(f64::NAN),
                    &|at| Some((at % 7) as f64 - 3.0),
                ];
                for wrong in wrong {
                    assert!(by(wrong) <= 3 * halvings + 3);
                }
            }
        }
    }
}
