//! The least change of one measured value that reaches a goal alone.
//!
//! Values are looked for on the grid in which they are written: whole days where days are counted, hundredths where the value or its
//! scale has two decimal places. On that grid the answer is exact, whatever aggregation and rounding lie between.

use super::change::{indicator, scale};
use super::{Goal, Improvement, Outcome};
use crate::base::number::{Number, Rounding};
use crate::base::real::Real;
use crate::score::{Line, Measurement, Part, Scorecard, share_of};
use crate::standard::indicator::{Outliers, Scale};
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
    let enough = all.iter().filter(|found| found.change.is_whole() && goal.is_reached(&found.outcome));
    enough.filter_map(|found| margin(card, goal, found.change.line)).collect()
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
        goal.is_reached(&outcome).then_some(outcome)
    };
    let start = from.rounded(digits, Rounding::HalfEven);
    let nearest = [false, true].into_iter().filter_map(|is_down| {
        let to = along(&start, &corners, &unit, is_down, &|value| try_value(value).is_some())?;
        Some(((to.clone() - from.clone()).abs(), to))
    });
    // Of two that are equally far, the one above.
    let (_, to) = nearest.min_by(|(one, _), (other, _)| one.cmp(other))?;
    let outcome = try_value(&to)?;
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

/// The first value from `start` in one direction that is enough. Between two corners the response goes one way only.
fn along(
    start: &Number,
    corners: &[Number],
    unit: &Number,
    is_down: bool,
    is_enough: &dyn Fn(&Number) -> bool,
) -> Option<Number> {
    let mut ahead: Vec<&Number> =
        corners.iter().filter(|corner| if is_down { *corner < start } else { *corner > start }).collect();
    ahead.sort();
    if is_down {
        ahead.reverse();
    }
    let step = if is_down { -unit.clone() } else { unit.clone() };
    let mut before = start.clone();
    for corner in ahead {
        if !is_enough(corner) {
            before = corner.clone();
            continue;
        }
        let steps = (corner.clone() - before.clone()).checked_div(&step)?.to_i64()?;
        let value = |count: i64| before.clone() + step.clone() * Number::from(count);
        let (mut short, mut enough) = (0, steps);
        while enough - short > 1 {
            let middle = short + (enough - short) / 2;
            if is_enough(&value(middle)) {
                enough = middle;
            } else {
                short = middle;
            }
        }
        return Some(value(enough));
    }
    None
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
