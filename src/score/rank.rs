//! Regions in the order of their scores.

use super::Scorecard;
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
    pub place: usize,
    /// How many have this place.
    pub shared_by: usize,
    /// How many are ranked together.
    pub of: usize,
}

/// Gives every card of a system that has a score its place. Who has none is not ranked.
pub(super) fn rank(system: &IndicatorSystem, cards: &mut [(&Region, &mut Scorecard<'_>)], precision: &mut Precision) {
    let Some(ranking) = &system.ranking else { return };
    let mut classes: BTreeMap<&str, Vec<(usize, Real)>> = BTreeMap::new();
    for (index, (region, card)) in cards.iter().enumerate() {
        let Some(value) = &card.value else { continue };
        let value = match ranking.stage {
            Stage::Exact => value.clone(),
            Stage::Published => Real::from(precision.rounded(value, system.digits, system.rounding)),
        };
        classes.entry(ranking.among.class(region)).or_default().push((index, value));
    }
    for values in classes.into_values() {
        for (index, rank) in placed(ranking, values, precision) {
            if let Some((_, card)) = cards.get_mut(index) {
                card.rank = Some(rank);
            }
        }
    }
}

pub(super) fn placed(
    ranking: &Ranking,
    mut values: Vec<(usize, Real)>,
    precision: &mut Precision,
) -> Vec<(usize, Rank)> {
    // The middle of what encloses a number puts all in one order; whether neighbours differ is asked of the enclosures.
    let middle = |value: &Real| value.low().clone() + value.high().clone();
    let mut keyed: Vec<(Number, usize, Real)> =
        values.drain(..).map(|(index, value)| (middle(&value), index, value)).collect();
    keyed.sort_by(|(one, first, _), (other, second, _)| other.cmp(one).then(first.cmp(second)));
    let of = keyed.len();
    let mut ranks: Vec<(usize, Rank)> = Vec::with_capacity(of);
    let mut above: Option<Real> = None;
    let mut group: Vec<usize> = Vec::new();
    let mut place = 1;
    let mut close = |group: &mut Vec<usize>, place: &mut usize| {
        let shared_by = group.len();
        ranks.extend(group.drain(..).map(|index| (index, Rank { place: *place, shared_by, of })));
        *place += if ranking.ties == Ties::Dense { 1 } else { shared_by };
    };
    for (_, index, value) in keyed {
        let is_tied = above.as_ref().is_some_and(|above| precision.order(above, &value) == Ordering::Equal);
        if !is_tied && !group.is_empty() {
            close(&mut group, &mut place);
        }
        group.push(index);
        above = Some(value);
    }
    if !group.is_empty() {
        close(&mut group, &mut place);
    }
    ranks
}
