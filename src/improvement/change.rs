//! Which lines of a card can change, and to what.

use crate::base::number::Number;
use crate::base::real::Real;
use crate::score::{Line, Measurement, Part, Scorecard};
use crate::standard::indicator::{Indicator, Method, Scale};
use crate::standard::trace::leaves;
use std::cmp::Ordering;

/// One change of one line.
#[derive(Debug, Clone)]
pub struct Change {
    /// The place of the line among the lines of the card.
    pub line: usize,
    /// What is done.
    pub kind: Kind,
    /// What it comes to.
    pub target: Target,
    /// The share of the line's points after it; 0 for a deduction that is removed, `None` for a veto.
    pub share: Option<Number>,
    pub(super) measurement: Measurement,
}

/// What is done to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What is not known is reported.
    Report,
    /// What is weak becomes better.
    Raise,
    /// Nothing is taken off any more.
    Remove,
    /// The veto does not strike any more.
    Lift,
}

impl Kind {
    /// The word in reports.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Raise => "raise",
            Self::Remove => "remove",
            Self::Lift => "lift",
        }
    }
}

/// How far a line changes.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// To the most that its scale gives; with the value that earns it, where the scale says one.
    Most(Option<Number>),
    /// To the next step or anchor, which is at this value.
    Next(Number),
    /// The condition holds.
    Holds,
    /// As the best of the peers.
    Best,
    /// To nothing: of a deduction or a veto.
    Nothing,
}

impl Change {
    /// Whether the line goes as far as it can.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !matches!(self.target, Target::Next(_))
    }
}

/// The scale of a line; `None` for deductions and vetoes.
pub fn scale<'a>(card: &Scorecard<'a>, line: usize) -> Option<&'a Scale> {
    let leaves = leaves(&card.system.children);
    match leaves.get(line) {
        Some(leaf) => Some(&leaf.scale),
        None => card.system.bonuses.get(line.checked_sub(leaves.len())?).map(|bonus| &bonus.scale),
    }
}

/// The indicator of a line; `None` for the lines after those of indicators.
pub fn indicator<'a>(card: &Scorecard<'a>, line: usize) -> Option<&'a Indicator> {
    leaves(&card.system.children).get(line).copied()
}

/// Every change that a line leaves room for, whether it helps alone or not.
pub fn candidates(card: &Scorecard<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (index, line) in card.lines.iter().enumerate() {
        match (line.part, &line.measurement) {
            (Part::Indicator { .. } | Part::Bonus, _) => {
                changes.extend(scale(card, index).into_iter().flat_map(|scale| raised(index, line, scale)));
            }
            (Part::Deduction, Measurement::Known { points, .. }) if *points.low() > Number::zero() => {
                changes.push(Change {
                    line: index,
                    kind: Kind::Remove,
                    target: Target::Nothing,
                    share: Some(Number::zero()),
                    measurement: Scorecard::at_share(line, Real::zero()),
                });
            }
            (Part::Veto, Measurement::Struck(true)) => changes.push(Change {
                line: index,
                kind: Kind::Lift,
                target: Target::Nothing,
                share: None,
                measurement: Measurement::Struck(false),
            }),
            (Part::Deduction | Part::Veto, _) => {}
        }
    }
    changes
}

fn raised(index: usize, line: &Line<'_>, scale: &Scale) -> Vec<Change> {
    let (kind, own) = match &line.measurement {
        Measurement::Known { share, .. } => (Kind::Raise, Some(share)),
        Measurement::Unknown | Measurement::StandIn { .. } => (Kind::Report, None),
        Measurement::NotApplicable(_) | Measurement::Struck(_) => return Vec::new(),
    };
    let is_above =
        |share: &Number| own.is_none_or(|own| own.compare(&Real::from(share.clone())) == Some(Ordering::Less));
    let change = |target: Target, share: Number| Change {
        line: index,
        kind,
        target,
        measurement: Scorecard::at_share(line, share.clone().into()),
        share: Some(share),
    };
    let top = top(scale).filter(|(_, share)| is_above(share));
    let most = top.iter().map(|(_, share)| share.clone()).next();
    let next = points(scale).iter().filter(|(_, share)| own.is_some() && is_above(share));
    let next = next.min_by(|(_, one), (_, other)| one.cmp(other)).filter(|(_, share)| Some(share) != most.as_ref());
    let next = next.map(|(at, share)| change(Target::Next(at.clone()), share.clone()));
    top.map(|(target, share)| change(target, share)).into_iter().chain(next).collect()
}

/// The most that a scale gives, and how it is reached; `None` where it has no end.
fn top(scale: &Scale) -> Option<(Target, Number)> {
    match scale {
        Scale::Linear { to, .. } | Scale::Logarithmic { to, .. } | Scale::Efficacy { to, .. } => {
            Some((Target::Most(Some(to.clone())), Number::one()))
        }
        Scale::Deduct { .. } => Some((Target::Most(Some(Number::zero())), Number::one())),
        Scale::Anchors(points) | Scale::Step(points) => {
            let best = points.iter().max_by(|(_, one), (_, other)| one.cmp(other))?;
            Some((Target::Most(Some(best.0.clone())), best.1.clone()))
        }
        Scale::Pass => Some((Target::Holds, Number::one())),
        Scale::Relative(relative) => match relative.method {
            Method::MinMax | Method::Rank | Method::Best => Some((Target::Best, relative.to.clone())),
            // Standard scores have no end; how far the others go depends on the region's own value.
            Method::ZScore | Method::Percentile | Method::Vector => None,
        },
    }
}

/// The steps or anchors of a scale.
fn points(scale: &Scale) -> &[(Number, Number)] {
    match scale {
        Scale::Anchors(points) | Scale::Step(points) => points,
        Scale::Linear { .. }
        | Scale::Logarithmic { .. }
        | Scale::Efficacy { .. }
        | Scale::Deduct { .. }
        | Scale::Pass
        | Scale::Relative(_) => &[],
    }
}
