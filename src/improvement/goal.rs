//! What is to be reached.

use super::Outcome;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::score::{Place, Scorecard};
use crate::standard::Label;
use crate::standard::indicator::{Grade, Stage, Ties};
use std::cmp::Ordering;

/// A goal.
#[derive(Debug, Clone, PartialEq)]
pub enum Goal<'a> {
    /// A grade: its title and the least published score it asks for.
    Grade(&'a Label, Number),
    /// A published score.
    Score(Number),
    /// A place among those that are ranked together, who stay where they are.
    Place {
        /// The place, from 1.
        place: usize,
        /// The scores of the others, as the system ranks them.
        others: Vec<Real>,
        /// By which scores.
        stage: Stage,
        /// What equal scores get.
        ties: Ties,
    },
}

impl<'a> Goal<'a> {
    /// The next grade above that of the card; without a score, the lowest one. `None` in the best grade, without grades, and where
    /// only so many regions may have the next one: whether a score is enough for it depends on the others.
    #[must_use]
    pub fn next_grade(card: &Scorecard<'a>) -> Option<Self> {
        let next = next(card).filter(|next| next.quota.is_none())?;
        Some(Self::Grade(&next.title, next.at.clone()))
    }

    /// The next grade, where only so many regions may have it.
    #[must_use]
    pub fn next_by_quota(card: &Scorecard<'a>) -> Option<&'a Label> {
        next(card).filter(|next| next.quota.is_some()).map(|next| &next.title)
    }

    /// A place among the cards that are ranked with one, which is left out of `others`; `None` where the system does not rank
    /// by scores.
    #[must_use]
    pub fn place(card: &Scorecard<'_>, place: usize, others: &[&Scorecard<'_>]) -> Option<Self> {
        let ranking = card.system.ranking.as_ref().filter(|ranking| ranking.is_by_score())?;
        let scores = others.iter().filter_map(|other| match ranking.stage {
            Stage::Exact | Stage::Copeland(_) => other.value.clone(),
            Stage::Published => other.published_value().map(Real::from),
        });
        Some(Self::Place { place, others: scores.collect(), stage: ranking.stage, ties: ranking.ties })
    }

    /// The exact score about which it is reached, where scores are published with so many digits.
    pub(super) fn about(&self, digits: u32) -> Option<Number> {
        match self {
            Self::Grade(_, at) | Self::Score(at) => {
                let half = Number::parse(&format!("5e-{}", digits + 1)).ok()?;
                Some(at.clone() - half)
            }
            Self::Place { place, others, .. } => {
                let mut others: Vec<&Number> = others.iter().map(Real::low).collect();
                others.sort();
                others.into_iter().rev().nth(place.checked_sub(1)?).cloned()
            }
        }
    }

    /// Whether a card that comes to this reaches it.
    #[must_use]
    pub fn is_reached(&self, outcome: &Outcome<'_>) -> bool {
        let (Some(value), Some(published)) = (&outcome.value, &outcome.published) else { return false };
        match self {
            Self::Grade(_, at) | Self::Score(at) => published >= at,
            Self::Place { place, others, stage, ties } => {
                let own = match stage {
                    Stage::Exact | Stage::Copeland(_) => value.clone(),
                    Stage::Published => published.clone().into(),
                };
                let mut better: Vec<&Real> =
                    others.iter().filter(|other| other.compare(&own) == Some(Ordering::Greater)).collect();
                if *ties == Ties::Average {
                    // The mean of the places of this card and those equal to it.
                    let is_equal = |other: &&Real| *other == &own || other.compare(&own) == Some(Ordering::Equal);
                    let equal = others.iter().filter(is_equal).count();
                    return Place::mean(better.len() + 1, equal + 1) <= Place::whole(*place);
                }
                if *ties == Ties::Dense {
                    better.sort_by_key(|score| score.low());
                    better.dedup();
                }
                better.len() < *place
            }
        }
    }
}

/// The next grade above that of the card; without a score, the lowest one.
fn next<'a>(card: &Scorecard<'a>) -> Option<&'a Grade> {
    let grades = &card.system.grades;
    let Some(published) = card.published_value() else { return grades.last() };
    if !card.system.has_quotas() {
        return grades.iter().rev().find(|grade| grade.at > published);
    }
    // Where quotas decide, the grade is that among all regions; a card by itself has none yet.
    card.possible_grades?;
    let own = card.grade.and_then(|own| grades.iter().position(|grade| grade.title == *own));
    grades.get(own.unwrap_or(grades.len()).checked_sub(1)?)
}
