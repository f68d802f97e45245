//! Systems between two editions: some of the changes are made, the others are not.

use super::change::{Change, Kind};
use crate::base::number::Number;
use crate::standard::indicator::{Aggregate, Branch, Group, Indicator, IndicatorSystem};
use crate::standard::trace::leaves;
use std::collections::{BTreeMap, BTreeSet};

/// What is put together with what: the indicators that both editions have, and the groups with a figure of their own. Groups that only
/// gather are left out, as what they hold counts in what they stand in; so are those that hold nothing that both have.
pub struct Skeleton<'a> {
    /// How they are put together.
    pub aggregate: &'a Aggregate,
    /// To how many digits that is rounded.
    pub digits: Option<u32>,
    /// The indicators in it.
    pub leaves: BTreeSet<&'a str>,
    /// The groups in it.
    pub groups: BTreeMap<&'a str, Skeleton<'a>>,
}

impl Skeleton<'_> {
    fn is_empty(&self) -> bool {
        self.leaves.is_empty() && self.groups.is_empty()
    }
}

/// The skeleton of a system, of what another one has as well.
pub fn skeleton<'a>(system: &'a IndicatorSystem, other: &IndicatorSystem) -> Skeleton<'a> {
    let common: BTreeSet<&str> = leaves(&other.children).into_iter().map(|leaf| leaf.id.as_str()).collect();
    let mut whole =
        Skeleton { aggregate: &system.aggregate, digits: None, leaves: BTreeSet::new(), groups: BTreeMap::new() };
    gather(&system.children, &common, &mut whole);
    whole
}

// The tree is as deep as the front end lets blocks nest.
fn gather<'a>(branches: &'a [Branch], common: &BTreeSet<&str>, into: &mut Skeleton<'a>) {
    for branch in branches {
        match branch {
            Branch::Indicator(leaf) if common.contains(leaf.id.as_str()) => {
                into.leaves.insert(&leaf.id);
            }
            Branch::Indicator(_) => {}
            Branch::Group(group) => match &group.aggregate {
                None => gather(&group.children, common, into),
                Some(aggregate) => {
                    let mut own =
                        Skeleton { aggregate, digits: group.digits, leaves: BTreeSet::new(), groups: BTreeMap::new() };
                    gather(&group.children, common, &mut own);
                    if !own.is_empty() {
                        into.groups.insert(&group.id, own);
                    }
                }
            },
        }
    }
}

/// Whether anything in the system is rounded before it counts.
pub fn has_rounded_nodes(system: &IndicatorSystem) -> bool {
    let leaves = leaves(&system.children);
    leaves.iter().any(|leaf| leaf.digits.is_some()) || has_rounded_groups(&system.children)
}

// The tree is as deep as the front end lets blocks nest.
fn has_rounded_groups(branches: &[Branch]) -> bool {
    branches.iter().any(|branch| match branch {
        Branch::Group(group) => group.digits.is_some() || has_rounded_groups(&group.children),
        Branch::Indicator(_) => false,
    })
}

/// Which changes are made.
pub struct Made<'c> {
    /// All changes.
    pub changes: &'c [Change],
    /// Those that are made, a bit each.
    pub mask: usize,
}

impl Made<'_> {
    /// Whether this is that of the new edition. What does not change is.
    fn is_new(&self, kind: Kind, indicator: Option<&str>) -> bool {
        let place = self.changes.iter().position(|change| change.covers(kind, indicator));
        place.is_none_or(|place| self.mask >> place & 1 == 1)
    }
}

/// The system with the changes that are made. It ranks nobody, and has no grades: only its scores are asked for.
pub fn mixed(old: &IndicatorSystem, new: &IndicatorSystem, made: &Made<'_>) -> IndicatorSystem {
    let pick = |kind| if made.is_new(kind, None) { new } else { old };
    let by_values = !old.by_values().is_empty() || !new.by_values().is_empty();
    let tree = pick(Kind::Structure);
    let total = pick(Kind::Total).total.clone();
    let mut wanted = Wanted { old, new, made, total: &total, by_values, left: BTreeMap::new() };
    for (system, leaf) in leaves(&old.children)
        .into_iter()
        .map(|leaf| (old, leaf))
        .chain(leaves(&new.children).into_iter().map(|leaf| (new, leaf)))
    {
        if let Some(mixed) = wanted.mixed(system, leaf) {
            wanted.left.insert(&leaf.id, mixed);
        }
    }
    let mut children = wanted.branches(&tree.children);
    // What the tree of the other edition has no place for stands in the group of that name, or right below the whole.
    for (id, leaf) in std::mem::take(&mut wanted.left) {
        let home = parent(&old.children, id).or_else(|| parent(&new.children, id));
        insert(&mut children, home, leaf);
    }
    settle(&mut children);
    IndicatorSystem {
        id: new.id.clone(),
        title: new.title.clone(),
        total: total.clone(),
        digits: new.digits,
        rounding: tree.rounding,
        min_coverage: old.min_coverage.clone().min(new.min_coverage.clone()),
        limits: pick(Kind::Limits).limits.clone(),
        weighting: tree.weighting.clone(),
        binds: pick(Kind::Whom).binds.clone(),
        aggregate: tree.aggregate.clone(),
        ranking: None,
        matrix: None,
        uncertainty: None,
        children,
        bonuses: pick(Kind::Bonuses).bonuses.clone(),
        deductions: pick(Kind::Deductions).deductions.clone(),
        vetoes: pick(Kind::Vetoes).vetoes.clone(),
        grades: Vec::new(),
        notes: Vec::new(),
        span: new.span,
    }
}

/// The indicators of a mixture that have no place yet.
struct Wanted<'m, 'c> {
    old: &'m IndicatorSystem,
    new: &'m IndicatorSystem,
    made: &'m Made<'c>,
    total: &'m Number,
    by_values: bool,
    left: BTreeMap<&'m str, Indicator>,
}

impl<'m> Wanted<'m, '_> {
    /// An indicator of an edition as it is in the mixture; `None` where it is not in it.
    fn mixed(&self, system: &IndicatorSystem, leaf: &'m Indicator) -> Option<Indicator> {
        let find = |system: &'m IndicatorSystem| leaves(&system.children).into_iter().find(|own| own.id == leaf.id);
        let id = Some(leaf.id.as_str());
        let weight = |system: &IndicatorSystem, leaf: &Indicator| {
            (&leaf.weight * self.total).checked_div(&system.total).unwrap_or_else(Number::zero)
        };
        let (Some(before), Some(after)) = (find(self.old), find(self.new)) else {
            let is_added = std::ptr::eq(system, self.new);
            let is_there =
                if is_added { self.made.is_new(Kind::Added, id) } else { !self.made.is_new(Kind::Removed, id) };
            return is_there.then(|| Indicator { weight: weight(system, leaf), column: None, ..leaf.clone() });
        };
        let pick = |kind| if self.made.is_new(kind, id) { after } else { before };
        let (measure, scale, policy) = (pick(Kind::Measure), pick(Kind::Scale), pick(Kind::Policy));
        // Where values decide weights, these hang on who stands beside whom.
        let weighted = if self.by_values { Kind::Structure } else { Kind::Weights };
        let weight = if self.made.is_new(weighted, None) { weight(self.new, after) } else { weight(self.old, before) };
        Some(Indicator {
            weight,
            digits: scale.digits,
            measure: measure.measure.clone(),
            sample: measure.sample.clone(),
            not_applicable: measure.not_applicable.clone(),
            binds: measure.binds.clone(),
            scale: scale.scale.clone(),
            outliers: policy.outliers.clone(),
            missing: policy.missing,
            missing_among: policy.missing_among.clone(),
            column: None,
            ..after.clone()
        })
    }

    // The tree is as deep as the front end lets blocks nest.
    fn branches(&mut self, branches: &[Branch]) -> Vec<Branch> {
        let mut mixed = Vec::new();
        for branch in branches {
            match branch {
                Branch::Indicator(leaf) => {
                    let own = self.left.remove(leaf.id.as_str());
                    mixed.extend(own.map(|own| Branch::Indicator(Box::new(own))));
                }
                Branch::Group(group) => {
                    let children = self.branches(&group.children);
                    mixed.push(Branch::Group(Box::new(Group { children, column: None, ..(**group).clone() })));
                }
            }
        }
        mixed
    }
}

/// The id of the group in which an indicator stands.
// The tree is as deep as the front end lets blocks nest.
fn parent<'t>(branches: &'t [Branch], id: &str) -> Option<&'t str> {
    branches.iter().find_map(|branch| match branch {
        Branch::Indicator(_) => None,
        Branch::Group(group) => {
            let is_here = group.children.iter().any(|child| matches!(child, Branch::Indicator(leaf) if leaf.id == id));
            if is_here { Some(group.id.as_str()) } else { parent(&group.children, id) }
        }
    })
}

fn insert(branches: &mut Vec<Branch>, home: Option<&str>, leaf: Indicator) {
    let own = Branch::Indicator(Box::new(leaf));
    match home.and_then(|home| group_of(branches, home)) {
        Some(group) => group.children.push(own),
        None => branches.push(own),
    }
}

// The tree is as deep as the front end lets blocks nest.
fn group_of<'t>(branches: &'t mut [Branch], id: &str) -> Option<&'t mut Group> {
    for branch in branches {
        let Branch::Group(group) = branch else { continue };
        if group.id == id {
            return Some(group.as_mut());
        }
        if let Some(found) = group_of(&mut group.children, id) {
            return Some(found);
        }
    }
    None
}

/// Gives groups the points of what they hold.
// The tree is as deep as the front end lets blocks nest.
fn settle(branches: &mut [Branch]) {
    for branch in branches {
        if let Branch::Group(group) = branch {
            settle(&mut group.children);
            group.weight = group.children.iter().map(|child| child.weight().clone()).sum();
        }
    }
}
