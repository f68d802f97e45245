//! What becomes of the places when an indicator is left out: who moves, and how far.

use super::Skipped;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::score::{Measurement, Place, Replacing, Scorecard, Standing, places};
use crate::standard::indicator::IndicatorSystem;
use crate::standard::registry::Region;

/// The fewest ranked regions that are spoken of.
const FEWEST: usize = 3;

/// A round without one indicator: the weights of the others are what the system makes of them where it does not apply.
#[derive(Debug)]
pub struct LeftOut<'a> {
    /// The exact scores, in the order of the cards; `None` where there is none.
    pub scores: Vec<Option<Real>>,
    /// How many regions have a place both with it and without it.
    pub compared: usize,
    /// How many of them have another place without it.
    pub moved: usize,
    /// How far they move on average, in places up or down; those that stay count.
    pub mean: Number,
    /// The move over the most places; the first of several.
    pub largest: Option<Move<'a>>,
    /// How many have a place only with it.
    pub lost: usize,
    /// How many have a place only without it.
    pub gained: usize,
}

/// A region that moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move<'a> {
    /// The region.
    pub region: &'a Region,
    /// Its place with the indicator.
    pub from: Place,
    /// Its place without it.
    pub to: Place,
}

impl Move<'_> {
    /// Over how many places.
    #[must_use]
    pub fn distance(&self) -> Number {
        self.from.distance(self.to)
    }
}

impl LeftOut<'_> {
    /// Whether nobody's place depends on the indicator.
    #[must_use]
    pub fn decides_nothing(&self) -> bool {
        self.moved == 0 && self.lost == 0 && self.gained == 0
    }
}

/// Why a system is not looked at; `None` where it is.
pub(super) fn skipped(
    system: &IndicatorSystem,
    cards: &[&Scorecard<'_>],
    replacing: &[Replacing<'_, '_>],
    indicators: usize,
) -> Option<Skipped> {
    let Some(ranking) = &system.ranking else { return Some(Skipped::Unranked) };
    if cards.iter().filter(|card| card.rank.is_some()).count() < FEWEST {
        return Some(Skipped::TooFew);
    }
    // Where pairs decide places, every region is looked at beside every other one, too.
    let pairs = if ranking.is_by_score() { 0 } else { cards.len().saturating_mul(indicators) };
    Skipped::as_too_much(replacing.iter().map(|own| own.standing_cost().saturating_add(pairs)), indicators)
}

/// All cards without one of their lines.
pub(super) fn of<'a>(
    system: &IndicatorSystem,
    line: usize,
    cards: &[&Scorecard<'a>],
    replacing: &[Replacing<'_, 'a>],
) -> LeftOut<'a> {
    let nothing = Measurement::NotApplicable(Default::default());
    let regions = cards.iter().map(|card| card.region());
    let standings: Vec<(&Region, Option<Standing>)> =
        regions.zip(replacing.iter().map(|own| own.standing(line, &nothing))).collect();
    let after = places(system, &standings);
    let mut left_out = LeftOut {
        scores: standings.into_iter().map(|(_, standing)| Some(standing?.score)).collect(),
        compared: 0,
        moved: 0,
        mean: Number::zero(),
        largest: None,
        lost: 0,
        gained: 0,
    };
    let mut sum = Number::zero();
    for (card, after) in cards.iter().zip(after) {
        match (card.rank, after) {
            (Some(before), Some(after)) => {
                let own = Move { region: card.region(), from: before.place, to: after.place };
                left_out.compared += 1;
                left_out.moved += usize::from(own.from != own.to);
                sum = sum + own.distance();
                if own.distance() > left_out.largest.map_or_else(Number::zero, |largest| largest.distance()) {
                    left_out.largest = Some(own);
                }
            }
            (Some(_), None) => left_out.lost += 1,
            (None, Some(_)) => left_out.gained += 1,
            (None, None) => {}
        }
    }
    left_out.mean = sum.checked_div(&Number::of_count(left_out.compared)).unwrap_or_else(Number::zero);
    left_out
}
