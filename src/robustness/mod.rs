//! Scores → how safe a place is: where it could be had the standard decided otherwise, as its `uncertainty` says.
//!
//! | file | does |
//! | --- | --- |
//! | `variant` | a system that decides something otherwise, for the engine of `score` |
//! | `model` | its shares as plain arrays |
//! | `join`, `sums`, `evaluation`, `place` | weights and choices → scores → places, in floating-point numbers |
//! | `sampling` | draws of weights and choices |
//! | `simulation` | the places of all draws |
//! | `certified` | the places that no weights can lead beyond, proved |
//! | `sobol`, `sensitivity` | which choice matters most |
//!
//! Whether a region has a score is decided with the weights of the standard. The same standard, facts and seed give the same bytes,
//! on every machine and with any number of threads: logarithms and powers are those of `libm`, sums have one order, and the
//! generator of random numbers is pinned.

mod certified;
mod evaluation;
mod join;
mod model;
mod place;
mod sampling;
mod sensitivity;
mod simulation;
mod sobol;
mod sums;
#[cfg(test)]
mod tests;
mod variant;

pub use certified::{Certified, Uncertified};
pub use evaluation::Draw;
pub use join::Join;
pub use model::{Column, Columns, Item, Model, Node, Placing};
pub use sensitivity::{Choice, Influence, Sensitivity};
pub use simulation::{Baseline, Seen, Shift, Simulation, Wins};
pub use sobol::{Estimate, Sample, Shares, enumerate, estimate};

use crate::base::parallel;
use crate::check::{Assessment, Context};
use crate::score::{Rank, Scorecard};
use crate::standard::indicator::{IndicatorSystem, Uncertainty};
use crate::standard::registry::Region;
use sampling::Plan;

/// How safe the places in one system are.
#[derive(Debug)]
pub struct Robustness<'a> {
    /// The system.
    pub system: &'a IndicatorSystem,
    /// What could have been decided otherwise.
    pub uncertainty: &'a Uncertainty,
    /// How many draws were made; where weights stay, how many combinations there are, each of which was made once.
    pub draws: u32,
    /// The regions that the system scores: those with a place first, class by class in the order of places, then the others.
    pub standings: Vec<Standing<'a>>,
    /// Neighbours in the ranking: how often each is before the other.
    pub neighbours: Vec<Neighbours<'a>>,
    /// How many pairs of regions are ranked together, and in how many of them weights cannot change who is before whom; or why
    /// this cannot be said.
    pub certain_pairs: Result<Pairs, Uncertified>,
    /// Which choice matters most; `None` where there is but one.
    pub sensitivity: Option<Sensitivity>,
}

/// How safe the place of one region is.
#[derive(Debug)]
pub struct Standing<'a> {
    /// The region.
    pub region: &'a Region,
    /// Its place by the standard; `None` where it has none.
    pub rank: Option<Rank>,
    /// The places that it was seen at in all draws; `None` where it never had one.
    pub seen: Option<Seen>,
    /// The best and the worst place that weights can lead to, all other choices being the standard's; `None` where that cannot be
    /// proved, or it has no place.
    pub certain: Option<(u32, u32)>,
}

/// Two regions next to each other in a ranking.
#[derive(Debug, Clone, Copy)]
pub struct Neighbours<'a> {
    /// The one before.
    pub first: &'a Region,
    /// The one behind, or in the same place.
    pub second: &'a Region,
    /// In how many draws both have a score, and how often each is before the other.
    pub wins: Wins,
}

/// Counts of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pairs {
    /// All.
    pub all: usize,
    /// Those whose order no weights change.
    pub certain: usize,
}

/// How safe the places of a round are, for every system that says what is uncertain. `scores` are the cards of each region of the
/// assessment, in its order.
#[must_use]
pub fn assess<'a>(assessment: &'a Assessment<'a>, scores: &[&[Scorecard<'_>]]) -> Vec<Robustness<'a>> {
    if assessment.standard.systems.iter().all(|system| system.uncertainty.is_none()) {
        return Vec::new();
    }
    let contexts = Context::all(assessment);
    let threads = parallel::threads();
    let systems = assessment.standard.systems.iter();
    systems.filter_map(|system| assess_system(system, &contexts, scores, threads)).collect()
}

fn assess_system<'a>(
    system: &'a IndicatorSystem,
    contexts: &[Context<'a>],
    scores: &[&[Scorecard<'_>]],
    threads: usize,
) -> Option<Robustness<'a>> {
    let uncertainty = system.uncertainty.as_ref()?;
    let model = Model::of(system, contexts)?;
    // The published places are those of the engine.
    let own = |cards: &&[Scorecard<'_>]| cards.iter().find(|card| card.system.id == system.id)?.rank;
    let regions = contexts.iter().zip(scores).filter(|(context, _)| system.binds.selects(context.region));
    let ranked: Vec<(&'a Region, Option<Rank>)> =
        regions.map(|(context, cards)| (context.region, own(cards))).collect();
    let order = order(&model, &ranked);
    let pairs: Vec<(usize, usize)> = order.iter().flat_map(|class| neighbours(class, &ranked)).collect();
    let plan = Plan::of(&model, uncertainty);
    let simulation = model.simulate(plan.count(), |number| plan.draw(&model, number), &pairs, threads);
    let sensitivity = match plan.within() {
        Some(within) => model.sampled(within, uncertainty.seed, &simulation.shifts, threads),
        None => model.enumerated(&simulation.shifts),
    };
    let certified = model.certify(plan.within(), &model.baseline());
    let certain =
        |row: usize| certified.as_ref().ok().and_then(|certified| certified.places.get(row).copied().flatten());
    let standing = |row: &usize| {
        let (region, rank) = *ranked.get(*row)?;
        Some(Standing { region, rank, seen: simulation.seen.get(*row).copied().flatten(), certain: certain(*row) })
    };
    let neighbour = |wins: &Wins| {
        let region = |row: usize| ranked.get(row).map(|(region, _)| *region);
        Some(Neighbours { first: region(wins.first)?, second: region(wins.second)?, wins: *wins })
    };
    let placed = |row: &&usize| ranked.get(**row).is_some_and(|(_, rank)| rank.is_some());
    let all = || order.iter().flatten();
    let standings = all().filter(placed).chain(all().filter(|row| !placed(row))).filter_map(standing);
    Some(Robustness {
        system,
        uncertainty,
        draws: plan.count(),
        standings: standings.collect(),
        neighbours: simulation.wins.iter().filter_map(neighbour).collect(),
        certain_pairs: certified.as_ref().map(Certified::counts).map_err(|reason| *reason),
        sensitivity,
    })
}

/// The rows of each class in the order of published places; those without one last.
fn order(model: &Model, ranked: &[(&Region, Option<Rank>)]) -> Vec<Vec<usize>> {
    let place = |row: &usize| {
        ranked.get(*row).and_then(|(_, rank)| *rank).map_or((true, None), |rank| (false, Some(rank.place)))
    };
    let mut classes = model.classes.clone();
    classes.iter_mut().for_each(|class| class.sort_by_key(place));
    classes
}

/// Those next to each other among the ranked.
fn neighbours(class: &[usize], ranked: &[(&Region, Option<Rank>)]) -> Vec<(usize, usize)> {
    let placed = |row: &&usize| ranked.get(**row).is_some_and(|(_, rank)| rank.is_some());
    let placed: Vec<usize> = class.iter().filter(placed).copied().collect();
    placed.iter().copied().zip(placed.iter().copied().skip(1)).collect()
}

/// How often each region is before each other one that it is ranked with, over the draws that [`assess`] makes: as many pairs as there
/// are two of a class, first those of the first row. It takes that much longer than neighbours alone.
#[must_use]
pub fn all_wins(model: &Model, uncertainty: &Uncertainty, threads: usize) -> Vec<Wins> {
    let pairs = model.classes.iter().flat_map(|class| {
        let others = |(at, first): (usize, &usize)| {
            let first = *first;
            class.iter().skip(at + 1).map(move |second| (first, *second)).collect::<Vec<_>>()
        };
        class.iter().enumerate().flat_map(others).collect::<Vec<_>>()
    });
    let pairs: Vec<(usize, usize)> = pairs.collect();
    let plan = Plan::of(model, uncertainty);
    model.simulate(plan.count(), |number| plan.draw(model, number), &pairs, threads).wins
}
