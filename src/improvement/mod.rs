//! Scorecard → what would raise it: single changes with their exact gains, the fewest that reach a goal, and the least change of a
//! measured value that does.
//!
//! | file | does |
//! | --- | --- |
//! | `change` | which lines can change, and to what |
//! | `goal` | a grade, a score or a place, and whether a card reaches it |
//! | `fewest` | the smallest set of changes that reaches a goal |
//! | `margin` | the least change of one measured value that reaches it |
//!
//! Every figure comes from the card computed anew with the change in it: its tree, its roundings, its missing policies. What peers
//! report is taken as given. That a change can be made is not said: only people know.

mod change;
mod fewest;
mod goal;
mod margin;

pub use change::{Change, Kind, Target, candidates};
pub use fewest::{Fewest, MOST_EXACT};
pub use goal::Goal;
pub use margin::Margin;

use crate::base::number::Number;
use crate::base::real::Real;
use crate::score::{Scorecard, Withheld};
use crate::standard::Label;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What would raise a region's score.
#[derive(Debug)]
pub struct Improvements<'a> {
    /// Single changes that help, the greatest gain first; those that give a score where there was none come before.
    pub singles: Vec<Improvement<'a>>,
    /// What is to be reached: by itself the next grade; `None` where it is reached, where there are no grades, and where nothing
    /// is known or applies.
    pub goal: Option<Goal<'a>>,
    /// The fewest changes that reach it; `None` without a goal, and where all changes together do not reach it.
    pub fewest: Option<Fewest<'a>>,
    /// For each line that can reach it alone, the least change of its measured value, in the order of the lines.
    pub margins: Vec<Margin<'a>>,
}

/// A single change and what it would make of the score.
#[derive(Debug, Clone)]
pub struct Improvement<'a> {
    /// The change.
    pub change: Change,
    /// What the card would come to.
    pub outcome: Outcome<'a>,
    /// How much higher the exact score would be; `None` where there is no score before.
    pub gain: Option<Real>,
}

/// What a card would come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome<'a> {
    /// The exact score; `None` where it is still withheld.
    pub value: Option<Real>,
    /// The score as it would be published.
    pub published: Option<Number>,
    /// The grade of that.
    pub grade: Option<&'a Label>,
    /// Known weight ÷ applicable weight.
    pub coverage: Number,
}

impl<'a> Outcome<'a> {
    fn of(card: &Scorecard<'a>) -> Self {
        Self {
            value: card.value.clone(),
            published: card.published_value(),
            grade: card.grade,
            coverage: card.coverage.clone(),
        }
    }

    /// Which of two is better: a score before none, the higher score, more known.
    fn order(&self, other: &Self) -> Ordering {
        let middle = |outcome: &Self| outcome.value.as_ref().map(|value| value.low() + value.high());
        middle(self).cmp(&middle(other)).then(self.coverage.cmp(&other.coverage))
    }
}

/// What would raise a score, with the next grade as the goal. Of a card of which nothing is known there is nothing to say.
#[must_use]
pub fn of<'a>(card: &Scorecard<'a>) -> Improvements<'a> {
    towards(card, Goal::next_grade(card))
}

/// What would raise a score, with a goal of one's own.
#[must_use]
pub fn towards<'a>(card: &Scorecard<'a>, goal: Option<Goal<'a>>) -> Improvements<'a> {
    if matches!(card.withheld, Some(Withheld::NothingKnown | Withheld::NothingApplies)) {
        return Improvements { singles: Vec::new(), goal: None, fewest: None, margins: Vec::new() };
    }
    let goal = goal.filter(|goal| !goal.is_reached(&Outcome::of(card)));
    let all = changed(card);
    let fewest = goal.as_ref().and_then(|goal| fewest::fewest(card, goal, &all));
    let margins = goal.as_ref().map_or_else(Vec::new, |goal| margin::margins(card, goal, &all));
    Improvements { singles: helping(card, all), goal, fewest, margins }
}

/// The single changes that help, the greatest gain first, without any goal: much less work than all.
#[must_use]
pub fn singles<'a>(card: &Scorecard<'a>) -> Vec<Improvement<'a>> {
    helping(card, changed(card))
}

/// Those that help, the greatest gain first.
fn helping<'a>(card: &Scorecard<'a>, mut all: Vec<Improvement<'a>>) -> Vec<Improvement<'a>> {
    all.retain(|found| found.helps(card));
    all.sort_by(|one, other| other.outcome.order(&one.outcome));
    all
}

/// The fewest changes that reach a goal; `None` where it is reached, and where all changes together do not reach it.
#[must_use]
pub fn reaching<'a>(card: &Scorecard<'a>, goal: &Goal<'a>) -> Option<Fewest<'a>> {
    let is_open = !goal.is_reached(&Outcome::of(card));
    is_open.then(|| fewest::fewest(card, goal, &changed(card))).flatten()
}

/// Every change that a card leaves room for. Of a card of which nothing is known there is nothing to say.
fn changed<'a>(card: &Scorecard<'a>) -> Vec<Improvement<'a>> {
    if matches!(card.withheld, Some(Withheld::NothingKnown | Withheld::NothingApplies)) {
        return Vec::new();
    }
    candidates(card).into_iter().map(|change| single(card, change)).collect()
}

fn single<'a>(card: &Scorecard<'a>, change: Change) -> Improvement<'a> {
    let outcome = Outcome::of(&with(card, [&change]));
    let gain = outcome.value.clone().zip(card.value.clone()).map(|(after, before)| difference(after, before));
    Improvement { change, outcome, gain }
}

/// How far two scores are apart; what did not change is exactly nothing.
fn difference(after: Real, before: Real) -> Real {
    if after == before { Real::zero() } else { after - before }
}

/// The card with changes in it.
#[must_use]
pub fn with<'a, 'c>(card: &Scorecard<'a>, changes: impl IntoIterator<Item = &'c Change>) -> Scorecard<'a> {
    let changes: BTreeMap<_, _> = changes.into_iter().map(|change| (change.line, change.measurement.clone())).collect();
    card.with(&changes)
}

impl Improvement<'_> {
    fn helps(&self, card: &Scorecard<'_>) -> bool {
        match &self.gain {
            Some(gain) => *gain.low() > Number::zero(),
            None => card.value.is_none() && self.outcome.value.is_some(),
        }
    }
}
