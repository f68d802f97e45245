//! Regions in the order of their scores.

use super::Scorecard;
use super::line::{Measurement, Part};
use super::pairs::{Compared, Pairs, compared, pairs};
use super::place::Place;
use super::precision::Precision;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::standard::indicator::{IndicatorSystem, Ranking, Stage, Ties};
use crate::standard::registry::Region;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A place among the peers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// The place, from 1.
    pub place: Place,
    /// How many have this place.
    pub shared_by: usize,
    /// How many are ranked together.
    pub of: usize,
    /// How it fares against the others, where that decides places.
    pub pairs: Option<Pairs>,
}

/// Gives every card of a system that has a score its place. Who has none is not ranked.
pub(super) fn rank(system: &IndicatorSystem, cards: &mut [(&Region, &mut Scorecard<'_>)], precision: &mut Precision) {
    let standings: Vec<_> = cards.iter().map(|(region, card)| (*region, card.standing())).collect();
    let ranks = ranked(system, &standings, precision);
    for ((_, card), rank) in cards.iter_mut().zip(ranks) {
        card.rank = rank;
    }
}

/// The place of each region, in their order, by what would decide it; `None` where the system does not rank, or there is no score.
#[must_use]
pub fn places(system: &IndicatorSystem, standings: &[(&Region, Option<Standing>)]) -> Vec<Option<Rank>> {
    Precision::enough(|precision| ranked(system, standings, precision))
}

fn ranked(
    system: &IndicatorSystem,
    standings: &[(&Region, Option<Standing>)],
    precision: &mut Precision,
) -> Vec<Option<Rank>> {
    let mut ranks = vec![None; standings.len()];
    let Some(ranking) = &system.ranking else { return ranks };
    for Class { groups, pairs } in in_order(system, ranking, standings, precision).into_values() {
        for (index, rank) in placed(ranking, groups) {
            if let Some(own) = ranks.get_mut(index) {
                *own = Some(Rank { pairs: pairs.get(&index).copied(), ..rank });
            }
        }
    }
    ranks
}

/// Those who are ranked together.
#[derive(Debug, Default)]
pub(super) struct Class {
    /// Equal ones together, the best first.
    pub groups: Vec<Vec<usize>>,
    /// How each fares against the others, where that decides places.
    pub pairs: BTreeMap<usize, Pairs>,
}

/// Those who have a score, by the class in which they are ranked: equal ones together, the best first.
pub(super) fn in_order<'r>(
    system: &IndicatorSystem,
    ranking: &Ranking,
    standings: &[(&'r Region, Option<Standing>)],
    precision: &mut Precision,
) -> BTreeMap<&'r str, Class> {
    let mut classes: BTreeMap<&'r str, Vec<(usize, &Standing)>> = BTreeMap::new();
    for (index, (region, standing)) in standings.iter().enumerate() {
        let region: &'r Region = region;
        if let Some(standing) = standing {
            classes.entry(ranking.among.class(region)).or_default().push((index, standing));
        }
    }
    let in_order = classes.into_iter().map(|(class, members)| {
        let fared = match ranking.stage {
            Stage::Copeland(_) => {
                let compared: Vec<&[Compared]> = members.iter().map(|(_, own)| own.compared.as_slice()).collect();
                pairs(&compared, precision)
            }
            Stage::Exact | Stage::Published => Vec::new(),
        };
        let values = members.iter().enumerate().map(|(at, (index, own))| {
            let first = match ranking.stage {
                Stage::Exact => own.score.clone(),
                Stage::Published => Real::from(precision.rounded(&own.score, system.digits, system.rounding)),
                Stage::Copeland(draw) => fared.get(at).map_or_else(Number::zero, |own| own.score(draw)).into(),
            };
            (*index, std::iter::once(Some(first)).chain(own.shares.iter().cloned()).collect())
        });
        let values: Vec<(usize, Values)> = values.collect();
        let groups = ordered(values, 0, precision);
        let pairs = members.iter().map(|(index, _)| *index).zip(fared).collect();
        (class, Class { groups, pairs })
    });
    in_order.collect()
}

/// What decides the place of a region.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Its exact score.
    pub score: Real,
    /// The shares by which ties are broken, in the order of the standard; `None` where nothing counts.
    pub shares: Vec<Option<Real>>,
    /// What it has of every indicator, where they decide places one by one; otherwise empty.
    pub compared: Vec<Compared>,
}

impl Scorecard<'_> {
    /// What it is ranked by where pairs decide places.
    #[must_use]
    pub fn copeland(&self) -> Option<Number> {
        let Stage::Copeland(draw) = self.system.ranking.as_ref()?.stage else { return None };
        Some(self.rank?.pairs?.score(draw))
    }

    /// What decides its place; `None` where it has no score.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        let further = self.system.ranking.iter().flat_map(|ranking| &ranking.then);
        let shares = further.map(|id| share(self, &id.value)).collect();
        Some(Standing { score: self.value.clone()?, shares, compared: compared(self) })
    }
}

/// The score of a region, and then the shares by which ties are broken; `None` where there is none.
type Values = Vec<Option<Real>>;

/// The share of an indicator or a group; `None` where nothing of it counts.
fn share(card: &Scorecard<'_>, id: &str) -> Option<Real> {
    let group = card.groups.iter().find(|group| group.id == id);
    let of_group = group.and_then(|group| group.figure.value.clone());
    let line = || card.lines.iter().find(|line| line.id == id && matches!(line.part, Part::Indicator { .. }));
    of_group.or_else(|| match &line()?.measurement {
        Measurement::Known { share, .. } | Measurement::StandIn { share, .. } => Some(share.clone()),
        _ => None,
    })
}

/// The places of regions; equal ones are together, the best first.
pub(super) fn placed(ranking: &Ranking, groups: Vec<Vec<usize>>) -> Vec<(usize, Rank)> {
    let of = groups.iter().map(Vec::len).sum();
    let mut ranks: Vec<(usize, Rank)> = Vec::with_capacity(of);
    let mut next = 1;
    for group in groups {
        let shared_by = group.len();
        let place = match ranking.ties {
            Ties::Lowest | Ties::Dense => Place::whole(next),
            Ties::Average => Place::mean(next, shared_by),
        };
        ranks.extend(group.into_iter().map(|index| (index, Rank { place, shared_by, of, pairs: None })));
        next += if ranking.ties == Ties::Dense { 1 } else { shared_by };
    }
    ranks
}

/// Those who are equal in everything from the value at `stage` on, the best first. There are as many stages as the standard names.
pub(super) fn ordered(values: Vec<(usize, Values)>, stage: usize, precision: &mut Precision) -> Vec<Vec<usize>> {
    let mut keyed: Vec<_> = values
        .into_iter()
        .map(|own| {
            let value = own.1.get(stage).cloned().flatten();
            // The middle of what encloses a number puts all in one order; whether neighbours differ is asked of the enclosures. Who
            // has nothing comes after all who have something.
            (value.as_ref().map(|value| value.low().clone() + value.high().clone()), value, own)
        })
        .collect();
    keyed.sort_by(|(one, _, (first, _)), (other, _, (second, _))| other.cmp(one).then(first.cmp(second)));
    let mut groups: Vec<Vec<(usize, Values)>> = Vec::new();
    let mut above: Option<Option<Real>> = None;
    for (_, value, own) in keyed {
        let is_tied = match (&above, &value) {
            (Some(Some(above)), Some(value)) => precision.order(above, value) == Ordering::Equal,
            (Some(None), None) => true,
            _ => false,
        };
        match groups.last_mut().filter(|_| is_tied) {
            Some(group) => group.push(own),
            None => groups.push(vec![own]),
        }
        above = Some(value);
    }
    let mut all = Vec::new();
    for group in groups {
        let is_last = group.first().is_none_or(|(_, values)| stage + 1 >= values.len());
        if is_last || group.len() == 1 {
            all.push(group.into_iter().map(|(index, _)| index).collect());
        } else {
            all.extend(ordered(group, stage + 1, precision));
        }
    }
    all
}
