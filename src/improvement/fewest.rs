//! The smallest set of changes that reaches a goal.
//!
//! A greedy set comes first. Where gains only add up it is the smallest there can be, however many changes there are; otherwise all
//! smaller sets are tried, as long as there are at most [`MOST_EXACT`] changes, and sets that cannot reach the goal with all that
//! may still be added are let go at once.

use super::change::{Change, indicator};
use super::{Goal, Improvement, Outcome, with};
use crate::base::number::Number;
use crate::base::real::Real;
use crate::score::{Measurement, Scorecard};
use crate::standard::indicator::{Aggregate, Branch, Missing};
use std::cmp::Ordering;

/// The most changes of which all sets are tried.
pub const MOST_EXACT: usize = 15;

/// The fewest changes that reach a goal.
#[derive(Debug, Clone)]
pub struct Fewest<'a> {
    /// The changes, in the order of the lines.
    pub changes: Vec<Change>,
    /// What the card would come to with all of them.
    pub outcome: Outcome<'a>,
    /// Whether it is proved that no smaller set reaches the goal.
    pub is_proven: bool,
    /// How many the greedy way takes: more than these where it is not the best.
    pub greedy: usize,
}

/// The fewest changes of those that go as far as they can; `None` where none reach the goal.
pub fn fewest<'a>(card: &Scorecard<'a>, goal: &Goal<'_>, all: &[Improvement<'a>]) -> Option<Fewest<'a>> {
    let mut whole: Vec<&Improvement<'a>> = all.iter().filter(|found| found.change.is_whole()).collect();
    whole.sort_by(|one, other| other.outcome.order(&one.outcome));
    let changes: Vec<&Change> = whole.iter().map(|found| &found.change).collect();
    let search = Search { card, goal, changes: &changes, is_monotone: is_monotone(card, &changes) };
    if search.is_monotone && !search.reaches(&changes) {
        return None;
    }
    let greedy = search.greedy();
    let taken = greedy.as_ref().map_or(changes.len() + 1, Vec::len);
    let is_additive = is_additive(card, &changes);
    let is_exact = changes.len() <= MOST_EXACT;
    let smaller = if is_additive || !is_exact { None } else { search.smaller(taken) };
    // Of one change, all were looked at; and without a single one that is enough, two are the fewest.
    let is_proven = is_additive || is_exact || taken <= 2;
    let mut found = smaller.or(greedy)?;
    found.sort_by_key(|change| change.line);
    let outcome = Outcome::of(&with(card, found.iter().copied()));
    Some(Fewest { changes: found.into_iter().cloned().collect(), outcome, is_proven, greedy: taken })
}

struct Search<'s, 'a> {
    card: &'s Scorecard<'a>,
    goal: &'s Goal<'s>,
    /// The changes, those that help most first.
    changes: &'s [&'s Change],
    is_monotone: bool,
}

impl<'s> Search<'s, '_> {
    fn reaches(&self, changes: &[&Change]) -> bool {
        self.goal.is_reached(&Outcome::of(&with(self.card, changes.iter().copied())))
    }

    /// Takes what helps most, again and again, and lets go of what was not needed in the end.
    fn greedy(&self) -> Option<Vec<&'s Change>> {
        let mut taken: Vec<&'s Change> = Vec::new();
        let mut left: Vec<&'s Change> = self.changes.to_vec();
        while !self.reaches(&taken) {
            let tried = left.iter().enumerate().map(|(index, change)| {
                let outcome = Outcome::of(&with(self.card, taken.iter().copied().chain([*change])));
                (index, outcome)
            });
            // Of equal ones the first.
            let best = tried.reduce(|best, next| if next.1.order(&best.1) == Ordering::Greater { next } else { best });
            taken.push(left.remove(best?.0));
        }
        for change in taken.clone() {
            let without: Vec<&Change> = taken.iter().copied().filter(|other| other.line != change.line).collect();
            if self.reaches(&without) {
                taken = without;
            }
        }
        Some(taken)
    }

    /// A set of fewer than `limit` changes that reaches the goal, of the smallest size there is.
    fn smaller(&self, limit: usize) -> Option<Vec<&'s Change>> {
        (1..limit.min(self.changes.len() + 1)).find_map(|size| self.of_size(size, 0, &mut Vec::new()))
    }

    // As deep as there are changes, at most [`MOST_EXACT`].
    fn of_size(&self, size: usize, from: usize, taken: &mut Vec<&'s Change>) -> Option<Vec<&'s Change>> {
        if taken.len() == size {
            return self.reaches(taken).then(|| taken.clone());
        }
        for (index, change) in self.changes.iter().enumerate().skip(from) {
            let rest = self.changes.get(index..).unwrap_or_default();
            if taken.len() + rest.len() < size {
                break;
            }
            if self.is_monotone && !self.reaches(&[taken.as_slice(), rest].concat()) {
                break;
            }
            taken.push(change);
            let found = self.of_size(size, index + 1, taken);
            taken.pop();
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

/// Whether a change never lowers the score, whatever else changes: not where a value that was left out of a mean comes in with less
/// than all, not where it comes in below what stood in for it, and not where what is uneven costs points.
fn is_monotone(card: &Scorecard<'_>, changes: &[&Change]) -> bool {
    let is_uneven = |(_, aggregate): &(&str, &Aggregate)| aggregate.imbalance().is_some();
    !card.system.aggregates().iter().any(is_uneven)
        && changes.iter().all(|change| {
            let (Some(line), Some(share)) = (card.lines.get(change.line), &change.share) else { return true };
            let Some(leaf) = indicator(card, change.line) else { return true };
            match &line.measurement {
                Measurement::Unknown => leaf.missing == Missing::Zero || *share >= Number::one(),
                Measurement::StandIn { share: own, .. } => own.high() <= share,
                Measurement::Known { .. } | Measurement::NotApplicable(_) | Measurement::Struck(_) => true,
            }
        })
}

/// Whether the gains of changes add up: sums only, none rounded, and nothing comes into them or leaves them.
fn is_additive(card: &Scorecard<'_>, changes: &[&Change]) -> bool {
    let is_positive = card.value.as_ref().is_some_and(|value| *value.low() > Number::zero());
    let stays = |change: &&Change| {
        let line = card.lines.get(change.line).map(|line| &line.measurement);
        let is_zero = || indicator(card, change.line).is_none_or(|leaf| leaf.missing == Missing::Zero);
        !matches!(line, Some(Measurement::Unknown)) || is_zero()
    };
    is_positive
        && card.lines.iter().all(|line| line.points().is_none_or(|points| points.as_exact().is_some()))
        && card
            .groups
            .iter()
            .all(|group| group.figure.value.as_ref().is_none_or(|share: &Real| share.as_exact().is_some()))
        && is_sum(&card.system.aggregate)
        && !card.system.has_limits()
        && are_sums(&card.system.children)
        && changes.iter().all(stays)
}

// The tree is as deep as the front end lets blocks nest.
fn are_sums(children: &[Branch]) -> bool {
    children.iter().all(|child| match child {
        Branch::Indicator(leaf) => leaf.digits.is_none(),
        Branch::Group(group) => {
            group.digits.is_none() && group.aggregate.as_ref().is_none_or(is_sum) && are_sums(&group.children)
        }
    })
}

fn is_sum(aggregate: &Aggregate) -> bool {
    *aggregate == Aggregate::Arithmetic
}
