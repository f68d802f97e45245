//! What one line of a card changes: at once where the whole is one weighted mean of exact shares, otherwise by putting it together
//! again.

use super::Scorecard;
use super::adjustment::{Adjustment, End};
use super::line::{Measurement, Part};
use super::rank::Standing;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::standard::indicator::{Aggregate, Branch, Missing};
use std::collections::BTreeMap;

/// A card of which single lines are changed.
pub struct Replacing<'c, 'a> {
    card: &'c Scorecard<'a>,
    sums: Option<Sums<'a>>,
}

/// What the whole is made of.
struct Sums<'a> {
    total: Parts,
    adjustment: Adjustment<'a>,
    is_bounded: bool,
}

/// What lines add to the sums.
#[derive(Clone)]
struct Parts {
    /// Share × points of those that count.
    points: Number,
    /// The points of those that count.
    counted: Number,
    /// The points of those that are known.
    known: Number,
    /// The points of those that apply.
    applicable: Number,
    /// Whether there is no score.
    held: bool,
}

impl Parts {
    /// What a line adds; `None` where its share is not exact.
    fn of(part: Part, full: &Number, measurement: &Measurement) -> Option<Self> {
        let none = || Self {
            points: Number::zero(),
            counted: Number::zero(),
            known: Number::zero(),
            applicable: full.clone(),
            held: false,
        };
        let counted = |share: &Real| {
            Some(Self { points: share.as_exact()?.clone() * full.clone(), counted: full.clone(), ..none() })
        };
        let Part::Indicator { missing } = part else { return Some(Self { applicable: Number::zero(), ..none() }) };
        match measurement {
            Measurement::NotApplicable(_) => Some(Self { applicable: Number::zero(), ..none() }),
            Measurement::Known { share, .. } => Some(Self { known: full.clone(), ..counted(share)? }),
            Measurement::StandIn { share, .. } => counted(share),
            Measurement::Unknown | Measurement::Struck(_) => match missing {
                Missing::Zero => counted(&Real::zero()),
                Missing::Hold => Some(Self { held: true, ..none() }),
                Missing::LeaveOut | Missing::Mean | Missing::Median => Some(none()),
            },
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            points: self.points + other.points,
            counted: self.counted + other.counted,
            known: self.known + other.known,
            applicable: self.applicable + other.applicable,
            held: self.held || other.held,
        }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            points: self.points - other.points,
            counted: self.counted - other.counted,
            known: self.known - other.known,
            applicable: self.applicable - other.applicable,
            ..self
        }
    }
}

impl<'c, 'a> Replacing<'c, 'a> {
    /// Looks at a card.
    #[must_use]
    pub fn of(card: &'c Scorecard<'a>) -> Self {
        Self { card, sums: sums(card) }
    }

    /// How many lines have to be put together again for a score; 0 where sums are enough.
    #[must_use]
    pub fn score_cost(&self) -> usize {
        if self.sums.is_some() { 0 } else { self.card.lines.len() }
    }

    /// The same for what decides a place: shares that break ties are looked for in the whole.
    #[must_use]
    pub fn standing_cost(&self) -> usize {
        if self.takes_more() { self.card.lines.len() } else { self.score_cost() }
    }

    /// The exact score with another measurement of an indicator, by its place in the lines of the card. What peers report, ideals and
    /// weights that values decide are taken as given.
    #[must_use]
    pub fn score(&self, line: usize, measurement: &Measurement) -> Option<Real> {
        match self.at_once(line, measurement) {
            Some(score) => score,
            None => self.card(line, measurement).value,
        }
    }

    /// What would decide the place.
    #[must_use]
    pub fn standing(&self, line: usize, measurement: &Measurement) -> Option<Standing> {
        match self.at_once(line, measurement).filter(|_| !self.takes_more()) {
            Some(score) => Some(Standing { score: score?, shares: Vec::new(), compared: Vec::new() }),
            None => self.card(line, measurement).standing(),
        }
    }

    /// Whether a place takes more than the score.
    fn takes_more(&self) -> bool {
        self.card.system.ranking.as_ref().is_some_and(|ranking| !ranking.then.is_empty() || !ranking.is_by_score())
    }

    fn card(&self, line: usize, measurement: &Measurement) -> Scorecard<'a> {
        self.card.with(&BTreeMap::from([(line, measurement.clone())]))
    }

    /// The score from the sums; `None` where they are not enough.
    fn at_once(&self, line: usize, measurement: &Measurement) -> Option<Option<Real>> {
        let sums = self.sums.as_ref()?;
        let system = self.card.system;
        let line = self.card.lines.get(line)?;
        let before = Parts::of(line.part, &line.full, &line.measurement)?;
        let all = sums.total.clone().minus(before).plus(Parts::of(line.part, &line.full, measurement)?);
        let score = || {
            let coverage = all.known.checked_div(&all.applicable)?;
            if all.held || coverage.is_zero() || coverage < system.min_coverage {
                return None;
            }
            let points = all.points.checked_div(&all.counted)? * system.total.clone();
            Some(sums.adjustment.applied(points.into(), End::Value, sums.is_bounded))
        };
        Some(score())
    }
}

/// The sums of a card with a score; `None` where the whole is more than one weighted mean of exact shares.
fn sums<'a>(card: &Scorecard<'a>) -> Option<Sums<'a>> {
    card.value.as_ref()?;
    let system = card.system;
    if system.aggregate != Aggregate::Arithmetic || !is_plain(&system.children) {
        return None;
    }
    let parts = card.lines.iter().map(|line| Parts::of(line.part, &line.full, &line.measurement));
    let total = parts.collect::<Option<Vec<Parts>>>()?.into_iter().reduce(Parts::plus)?;
    let is_bounded = card.lines.iter().all(|line| line.is_bounded);
    Some(Sums { total, adjustment: Adjustment::of(system, &card.lines), is_bounded })
}

/// Whether nothing is put together or rounded on its own.
// The tree is as deep as the front end lets blocks nest.
fn is_plain(branches: &[Branch]) -> bool {
    branches.iter().all(|branch| match branch {
        Branch::Group(group) => group.aggregate.is_none() && group.digits.is_none() && is_plain(&group.children),
        Branch::Indicator(leaf) => leaf.digits.is_none(),
    })
}
