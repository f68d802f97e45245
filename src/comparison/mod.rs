//! Two editions of a standard over the same submissions: who has which score, place and grade under both, and what each change of an
//! indicator system adds to the difference.
//!
//! | file | does |
//! | --- | --- |
//! | `change` | what differs between two editions of a system |
//! | `mixture` | systems between the two: some of the changes are made |
//! | `attribution` | a difference, divided between the changes |
//!
//! Every mixture scores the whole round: peers, ideals and weights that values decide are those of the mixture. A change that has no effect
//! in the round is none. What is divided is the exact score; places and grades are only told.

mod attribution;
mod change;
mod mixture;
#[cfg(test)]
pub(crate) mod tests;

pub use change::{Change, Kind, MOST};

use crate::base::real::Real;
use crate::check::{Assessment, Context};
use crate::diagnostic::{Diagnostic, SourceId};
use crate::score::{Rank, Scorecard, Withheld, score_all, score_otherwise};
use crate::standard::Label;
use crate::standard::indicator::IndicatorSystem;
use crate::standard::registry::Region;
use mixture::{Made, mixed};
use std::collections::BTreeMap;

/// Two editions, side by side.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The systems that both have, in the order of the new one.
    pub systems: Vec<Compared<'a>>,
    /// The ids of those that only the old one has.
    pub only_old: Vec<&'a str>,
    /// The ids of those that only the new one has.
    pub only_new: Vec<&'a str>,
}

/// A system in both editions.
#[derive(Debug)]
pub struct Compared<'a> {
    /// It in the old one.
    pub old: &'a IndicatorSystem,
    /// It in the new one.
    pub new: &'a IndicatorSystem,
    /// The changes that make a difference in this round.
    pub changes: Vec<Change>,
    /// Whether changes were taken together because there are more than [`MOST`].
    pub is_taken_together: bool,
    /// The regions that one of them scores, in the order of the registry.
    pub regions: Vec<Moved<'a>>,
}

/// A region under both editions.
#[derive(Debug)]
pub struct Moved<'a> {
    /// The region.
    pub region: &'a Region,
    /// Under the old one; `None` where that does not score it.
    pub old: Option<Verdict<'a>>,
    /// Under the new one.
    pub new: Option<Verdict<'a>>,
    /// The new exact score less the old one; `None` where it lacks either.
    pub difference: Option<Real>,
    /// What each change adds to it, in their order; `None` where there is no difference to divide, or some mixture of the changes gives no
    /// score.
    pub parts: Option<Vec<Real>>,
}

/// What a region comes to under one edition.
#[derive(Debug, Clone)]
pub struct Verdict<'a> {
    /// The exact score.
    pub value: Option<Real>,
    /// The score as it is published.
    pub published: Option<String>,
    /// Why there is none.
    pub withheld: Option<Withheld>,
    /// The place.
    pub rank: Option<Rank>,
    /// The grade.
    pub grade: Option<&'a Label>,
}

impl<'a> Verdict<'a> {
    fn of(card: &Scorecard<'a>) -> Self {
        Self {
            value: card.value.clone(),
            published: card.value.as_ref().map(|value| card.published(value)),
            withheld: card.withheld,
            rank: card.rank,
            grade: card.grade,
        }
    }
}

/// The regions that both editions have and do not know alike, by their codes, and those that only one of them has.
#[must_use]
pub fn differing_regions<'a>(old: &'a Assessment<'_>, new: &'a Assessment<'_>) -> Vec<&'a str> {
    let (before, after) = (&old.standard.registry, &new.standard.registry);
    let is_same = |one: &Region, other: &Region| {
        one.level == other.level && one.parent == other.parent && one.attributes == other.attributes
    };
    let changed =
        after.regions().iter().filter(|region| before.get(&region.code).is_none_or(|former| !is_same(former, region)));
    let gone = before.regions().iter().filter(|region| after.get(&region.code).is_none());
    changed.chain(gone).map(|region| region.code.as_str()).collect()
}

/// Compares two editions over a round; both have the same regions. The texts of the old edition lie before `from`, those of the new one
/// do not. `wanted` is the only system that is looked at, where there is one.
pub fn compare<'a>(
    old: &'a Assessment<'a>,
    new: &'a Assessment<'a>,
    from: SourceId,
    wanted: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Comparison<'a> {
    let (former, latter) = (Context::all(old), Context::all(new));
    let codes = former.iter().map(|context| context.region.code.as_str());
    let before: BTreeMap<&str, Vec<Scorecard<'a>>> = codes.zip(score_all(&former, &mut Vec::new())).collect();
    let after = score_all(&latter, diagnostics);
    let joined = joined(new, &former, from);
    let is_wanted = |system: &&IndicatorSystem| wanted.is_none_or(|wanted| system.id == wanted);
    let find = |systems: &'a [IndicatorSystem], id: &str| systems.iter().find(|system| system.id == id);
    let pairs = new.standard.systems.iter().filter(is_wanted);
    let pairs = pairs.filter_map(|system| Some((find(&old.standard.systems, &system.id)?, system)));
    let systems = pairs.map(|(one, other)| {
        let verdict = |cards: &[Scorecard<'a>]| cards.iter().find(|card| card.system.id == other.id).map(Verdict::of);
        let verdicts = latter.iter().zip(&after).filter_map(|(context, after)| {
            let before = before.get(context.region.code.as_str());
            let (old, new) = (before.and_then(|cards| verdict(cards)), verdict(after));
            (old.is_some() || new.is_some()).then_some((context.region, old, new))
        });
        compared(one, other, verdicts.collect(), &joined)
    });
    let systems = systems.collect();
    let only = |own: &'a Assessment<'a>, other: &'a Assessment<'a>| -> Vec<&'a str> {
        let own = own.standard.systems.iter().filter(is_wanted);
        own.filter(|system| find(&other.standard.systems, &system.id).is_none())
            .map(|system| system.id.as_str())
            .collect()
    };
    Comparison { systems, only_old: only(old, new), only_new: only(new, old) }
}

/// The views of the new edition, each beside that of the old one.
fn joined<'c>(new: &'c Assessment<'c>, former: &'c [Context<'c>], from: SourceId) -> Vec<Context<'c>> {
    let all = Context::all(new).into_iter();
    let joined = all.map(|context| {
        let own = former.iter().find(|former| former.region.code == context.region.code);
        match own {
            Some(own) => context.beside(own, from),
            None => context,
        }
    });
    joined.collect()
}

fn compared<'a>(
    old: &'a IndicatorSystem,
    new: &'a IndicatorSystem,
    verdicts: Vec<(&'a Region, Option<Verdict<'a>>, Option<Verdict<'a>>)>,
    contexts: &[Context<'_>],
) -> Compared<'a> {
    let (changes, is_taken_together) = change::changes(old, new, contexts);
    let differs = verdicts.iter().any(|(_, old, new)| difference(old.as_ref(), new.as_ref()).is_some());
    let masks = if differs { 1 << changes.len() } else { 0 };
    // The score of every region under every mixture.
    let scores = (0..masks).map(|mask| {
        let system = mixed(old, new, &Made { changes: &changes, mask });
        let mut scores: Vec<Option<Real>> = contexts.iter().map(|_| None).collect();
        for (index, card) in score_otherwise(&system, contexts) {
            if let Some(own) = scores.get_mut(index) {
                *own = card.value;
            }
        }
        scores
    });
    let scores: Vec<Vec<Option<Real>>> = scores.collect();
    let regions = verdicts.into_iter().map(|(region, old, new)| {
        let difference = difference(old.as_ref(), new.as_ref());
        let place = contexts.iter().position(|context| context.region.code == region.code);
        let values =
            || -> Vec<Option<Real>> { scores.iter().map(|scores| scores.get(place?).cloned().flatten()).collect() };
        let parts = difference.as_ref().and_then(|_| attribution::parts(changes.len(), &values()));
        Moved { region, old, new, difference, parts }
    });
    Compared { old, new, regions: regions.collect(), changes, is_taken_together }
}

fn difference(old: Option<&Verdict<'_>>, new: Option<&Verdict<'_>>) -> Option<Real> {
    let (old, new) = (old?.value.clone()?, new?.value.clone()?);
    Some(if old == new { Real::zero() } else { new - old })
}
