//! What differs between two editions of an indicator system, in a round: found indicator by indicator, and by what it means for scores,
//! not by how it is written.

use super::mixture::{Skeleton, has_rounded_nodes, skeleton};
use crate::check::Context;
use crate::expr::Expression;
use crate::score::{measure_alike, read_alike};
use crate::standard::indicator::{
    Aggregate, Bonus, Deduction, Effect, Indicator, IndicatorSystem, Peers, Scale, Topsis, Veto,
};
use crate::standard::trace::leaves;
use std::collections::{BTreeMap, BTreeSet};

/// The most changes between which a difference is divided: all their mixtures are scored, twice as many with each further one.
pub const MOST: usize = 10;

/// The sorts of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Whom the system scores.
    Whom,
    /// Full marks.
    Total,
    /// What is put together with what, how, and where it is rounded.
    Structure,
    /// Weights.
    Weights,
    /// An indicator that is new.
    Added,
    /// An indicator that is gone.
    Removed,
    /// What is measured.
    Measure,
    /// How a value becomes a share of the points, and how that is rounded.
    Scale,
    /// What is done with what is missing or far from all others.
    Policy,
    /// Points on top.
    Bonuses,
    /// Points off.
    Deductions,
    /// Vetoes.
    Vetoes,
    /// How far bonuses, deductions and scores go.
    Limits,
}

impl Kind {
    /// The word in reports.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Whom => "whom",
            Self::Total => "total",
            Self::Structure => "structure",
            Self::Weights => "weights",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Measure => "measure",
            Self::Scale => "scale",
            Self::Policy => "policy",
            Self::Bonuses => "bonuses",
            Self::Deductions => "deductions",
            Self::Vetoes => "vetoes",
            Self::Limits => "limits",
        }
    }
}

/// A change to which a part of a difference is put down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Of which sorts it is; several where too many changes were taken together.
    pub kinds: BTreeSet<Kind>,
    /// The ids of the indicators that it changes; none where it is about the whole.
    pub indicators: BTreeSet<String>,
}

impl Change {
    fn of(kind: Kind, indicator: Option<&str>) -> Self {
        Self { kinds: BTreeSet::from([kind]), indicators: indicator.into_iter().map(str::to_owned).collect() }
    }

    /// Whether it is what changes this of this indicator, or of the whole.
    #[must_use]
    pub fn covers(&self, kind: Kind, indicator: Option<&str>) -> bool {
        self.kinds.contains(&kind) && indicator.is_none_or(|indicator| self.indicators.contains(indicator))
    }
}

/// The changes of a system, and whether they were taken together by their sorts because there are too many. The contexts are those of
/// the new edition, beside those of the old one.
pub fn changes(old: &IndicatorSystem, new: &IndicatorSystem, contexts: &[Context<'_>]) -> (Vec<Change>, bool) {
    let mut found = of_whole(old, new, contexts);
    let (before, after) = (by_id(old), by_id(new));
    for leaf in leaves(&new.children) {
        let id = Some(leaf.id.as_str());
        let Some(former) = before.get(leaf.id.as_str()) else {
            found.push(Change::of(Kind::Added, id));
            continue;
        };
        if !measure_alike(former, leaf, contexts) {
            found.push(Change::of(Kind::Measure, id));
        }
        if !same_scale(&former.scale, &leaf.scale) || former.digits != leaf.digits {
            found.push(Change::of(Kind::Scale, id));
        }
        let has_same_policy = former.missing == leaf.missing
            && same_peers(&former.missing_among, &leaf.missing_among)
            && former.outliers == leaf.outliers;
        if !has_same_policy {
            found.push(Change::of(Kind::Policy, id));
        }
    }
    let gone = leaves(&old.children).into_iter().filter(|leaf| !after.contains_key(leaf.id.as_str()));
    found.extend(gone.map(|leaf| Change::of(Kind::Removed, Some(&leaf.id))));
    together(found)
}

fn by_id(system: &IndicatorSystem) -> BTreeMap<&str, &Indicator> {
    leaves(&system.children).into_iter().map(|leaf| (leaf.id.as_str(), leaf)).collect()
}

fn of_whole(old: &IndicatorSystem, new: &IndicatorSystem, contexts: &[Context<'_>]) -> Vec<Change> {
    let selects = |system: &IndicatorSystem| -> Vec<bool> {
        contexts.iter().map(|context| system.binds.selects(context.region)).collect()
    };
    let same = |one: &Expression, other: &Expression| read_alike(one, other, contexts);
    let by_values = !old.by_values().is_empty() || !new.by_values().is_empty();
    let is_rounded = has_rounded_nodes(old) || has_rounded_nodes(new);
    let has_same_structure = same_skeleton(&skeleton(old, new), &skeleton(new, old))
        && (!is_rounded || old.rounding == new.rounding)
        // Where values decide weights, these hang on who stands beside whom.
        && (!by_values || has_same_weights(old, new) && has_same_spread(old, new));
    let differing = [
        (Kind::Whom, selects(old) != selects(new)),
        (Kind::Total, old.total != new.total),
        (Kind::Structure, !has_same_structure),
        (Kind::Weights, !by_values && !has_same_weights(old, new)),
        (Kind::Bonuses, !all_same(&old.bonuses, &new.bonuses, |one, other| same_bonus(one, other, same))),
        (Kind::Deductions, !all_same(&old.deductions, &new.deductions, |one, other| same_deduction(one, other, same))),
        (Kind::Vetoes, !all_same(&old.vetoes, &new.vetoes, |one, other| same_veto(one, other, same))),
        (Kind::Limits, old.limits != new.limits),
    ];
    differing.into_iter().filter(|(_, differs)| *differs).map(|(kind, _)| Change::of(kind, None)).collect()
}

/// Whether the indicators of both have the same parts of the full marks.
fn has_same_weights(old: &IndicatorSystem, new: &IndicatorSystem) -> bool {
    let before = by_id(old);
    leaves(&new.children).into_iter().all(|leaf| {
        let former = before.get(leaf.id.as_str());
        former.is_none_or(|former| &former.weight * &new.total == &leaf.weight * &old.total)
    })
}

fn has_same_spread(old: &IndicatorSystem, new: &IndicatorSystem) -> bool {
    let told = |system: &IndicatorSystem| -> Vec<_> {
        let groups = system.by_values();
        groups
            .iter()
            .map(|(own, leaves)| ((*own).clone(), leaves.iter().map(|leaf| leaf.id.clone()).collect::<Vec<_>>()))
            .collect()
    };
    told(old) == told(new)
}

fn all_same<T>(old: &[T], new: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(one, other)| same(one, other))
}

fn same_bonus(one: &Bonus, other: &Bonus, same: impl Fn(&Expression, &Expression) -> bool) -> bool {
    one.max == other.max && same_scale(&one.scale, &other.scale) && same(&one.measure, &other.measure)
}

fn same_deduction(one: &Deduction, other: &Deduction, same: impl Fn(&Expression, &Expression) -> bool) -> bool {
    one.max == other.max && one.per == other.per && same(&one.measure, &other.measure)
}

/// Grades that vetoes bound are no part of a score.
fn same_veto(one: &Veto, other: &Veto, same: impl Fn(&Expression, &Expression) -> bool) -> bool {
    let has_same_effect = match (&one.effect, &other.effect) {
        (Effect::Unscored, Effect::Unscored) => true,
        (Effect::Capped { points: one, .. }, Effect::Capped { points: other, .. }) => one == other,
        (Effect::Unscored, Effect::Capped { .. }) | (Effect::Capped { .. }, Effect::Unscored) => false,
    };
    has_same_effect && same(&one.when, &other.when)
}

fn same_scale(one: &Scale, other: &Scale) -> bool {
    match (one, other) {
        (Scale::Relative(one), Scale::Relative(other)) => {
            (one.method, one.prefers_less, &one.from, &one.to)
                == (other.method, other.prefers_less, &other.from, &other.to)
                && same_peers(&one.among, &other.among)
        }
        (one, other) => one == other,
    }
}

/// Whether both name the same peers, wherever they stand.
fn same_peers(one: &Peers, other: &Peers) -> bool {
    match (one, other) {
        (Peers::Column(one), Peers::Column(other)) => one.value == other.value,
        (one, other) => one == other,
    }
}

fn same_aggregate(one: &Aggregate, other: &Aggregate) -> bool {
    match (one, other) {
        (
            Aggregate::Topsis(Topsis { ideal: one, among: left }),
            Aggregate::Topsis(Topsis { ideal: other, among: right }),
        ) => one == other && same_peers(left, right),
        (one, other) => one == other,
    }
}

fn same_skeleton(one: &Skeleton<'_>, other: &Skeleton<'_>) -> bool {
    same_aggregate(one.aggregate, other.aggregate)
        && one.digits == other.digits
        && one.leaves == other.leaves
        && one.groups.len() == other.groups.len()
        && one
            .groups
            .iter()
            .zip(&other.groups)
            .all(|((one_id, one), (other_id, other))| one_id == other_id && same_skeleton(one, other))
}

/// Changes as they are, or, where there are too many, one for each sort; and of those, all beside the indicators as one where there are
/// still too many.
fn together(found: Vec<Change>) -> (Vec<Change>, bool) {
    if found.len() <= MOST {
        return (found, false);
    }
    let beside = [Kind::Bonuses, Kind::Deductions, Kind::Vetoes, Kind::Limits];
    let by_sort = |key: fn(Kind, &[Kind]) -> Kind| -> Vec<Change> {
        let mut sorts: BTreeMap<Kind, Change> = BTreeMap::new();
        for change in &found {
            for kind in &change.kinds {
                let entry = sorts.entry(key(*kind, &beside));
                let own = entry.or_insert_with(|| Change { kinds: BTreeSet::new(), indicators: BTreeSet::new() });
                own.kinds.insert(*kind);
                own.indicators.extend(change.indicators.iter().cloned());
            }
        }
        sorts.into_values().collect()
    };
    let sorts = by_sort(|kind, _| kind);
    if sorts.len() <= MOST {
        return (sorts, true);
    }
    (by_sort(|kind, beside| if beside.contains(&kind) { Kind::Limits } else { kind }), true)
}
