//! From the shares of indicators to that of the whole.
//!
//! A group with an aggregation or a rounding of its own has one figure; any other group only gathers: what it holds counts in
//! what it stands in.

use super::line::{Line, Measurement, Part};
use super::precision::Precision;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::standard::Label;
use crate::standard::indicator::{Aggregate, Branch, Group, IndicatorSystem, Missing};

/// What a node comes to, as shares of its points.
#[derive(Debug, Default)]
pub struct Figure {
    /// Its share; `None` where nothing in it counts.
    pub value: Option<Real>,
    /// The least that the unknown could still make of it; `None` where there is no least.
    pub lower: Option<Real>,
    /// The most that the unknown could still make of it; `None` where there is no most.
    pub upper: Option<Real>,
    /// The points of the indicators in it that are known.
    pub known: Number,
    /// The points of the indicators in it that apply.
    pub applicable: Number,
    /// Whether an indicator that must be reported is not.
    pub held: bool,
}

/// A group with its figure.
#[derive(Debug)]
pub struct GroupFigure<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a Label,
    /// How deep it lies, from 0.
    pub depth: usize,
    /// Its points.
    pub full: &'a Number,
    /// What it comes to.
    pub figure: Figure,
}

/// One thing that is put together with others.
struct Item {
    weight: Number,
    value: Option<Real>,
    lower: Option<Real>,
    upper: Option<Real>,
}

/// What is found on the way through the tree.
struct Walk<'w, 'a> {
    system: &'a IndicatorSystem,
    lines: std::slice::Iter<'w, Line<'a>>,
    groups: Vec<GroupFigure<'a>>,
    precision: &'w mut Precision,
}

/// The figure of the whole, and of every group, in the order of the system. `lines` are those of its indicators, in order.
pub fn assemble<'a>(
    system: &'a IndicatorSystem,
    lines: &[Line<'a>],
    precision: &mut Precision,
) -> (Figure, Vec<GroupFigure<'a>>) {
    let mut walk = Walk { system, lines: lines.iter(), groups: Vec::new(), precision };
    let (items, mut whole) = walk.children(&system.children, system.aggregate, 0);
    walk.put_together(&items, system.aggregate, None, &mut whole);
    (whole, walk.groups)
}

impl<'a> Walk<'_, 'a> {
    /// What the children of a node give to it, and what is known of them. `above` is how they will be put together.
    // The tree is as deep as the front end lets blocks nest.
    fn children(&mut self, children: &'a [Branch], above: Aggregate, depth: usize) -> (Vec<Item>, Figure) {
        let mut items = Vec::new();
        let mut sums = Figure::default();
        for child in children {
            match child {
                Branch::Group(group) => self.group(group, above, depth, &mut items, &mut sums),
                Branch::Indicator(leaf) => {
                    let Some(line) = self.lines.next() else { continue };
                    self.indicator(line, leaf.digits, leaf.scale.is_bounded(), &mut items, &mut sums);
                }
            }
        }
        (items, sums)
    }

    fn group(&mut self, group: &'a Group, above: Aggregate, depth: usize, items: &mut Vec<Item>, sums: &mut Figure) {
        let at = self.groups.len();
        let (own, mut figure) = self.children(&group.children, group.aggregate.unwrap_or(above), depth + 1);
        self.put_together(&own, group.aggregate.unwrap_or(above), group.digits, &mut figure);
        sums.known = sums.known.clone() + figure.known.clone();
        sums.applicable = sums.applicable.clone() + figure.applicable.clone();
        sums.held |= figure.held;
        if group.aggregate.is_none() {
            items.extend(own);
        } else if !figure.applicable.is_zero() {
            let (value, lower, upper) = (figure.value.clone(), figure.lower.clone(), figure.upper.clone());
            items.push(Item { weight: group.weight.clone(), value, lower, upper });
        }
        self.groups.insert(at, GroupFigure { id: &group.id, title: &group.title, depth, full: &group.weight, figure });
    }

    fn indicator(
        &mut self,
        line: &Line<'a>,
        digits: Option<u32>,
        is_bounded: bool,
        items: &mut Vec<Item>,
        sums: &mut Figure,
    ) {
        let ends = || if is_bounded { (Some(Real::zero()), Some(Real::one())) } else { (None, None) };
        let (value, (lower, upper)) = match &line.measurement {
            Measurement::NotApplicable(_) => return,
            Measurement::Known { share, .. } => {
                let share = self.rounded(share.clone(), digits);
                sums.known = sums.known.clone() + line.full.clone();
                (Some(share.clone()), (Some(share.clone()), Some(share)))
            }
            Measurement::StandIn { share, .. } => (Some(self.rounded(share.clone(), digits)), ends()),
            Measurement::Unknown | Measurement::Struck(_) => {
                let missing = match line.part {
                    Part::Indicator { missing } => missing,
                    Part::Bonus | Part::Deduction | Part::Veto => Missing::Zero,
                };
                sums.held |= missing == Missing::Hold;
                ((missing == Missing::Zero).then(Real::zero), ends())
            }
        };
        sums.applicable = sums.applicable.clone() + line.full.clone();
        items.push(Item { weight: line.full.clone(), value, lower, upper });
    }

    fn put_together(&mut self, items: &[Item], aggregate: Aggregate, digits: Option<u32>, figure: &mut Figure) {
        let bits = self.precision.bits;
        let whole = |part: fn(&Item) -> &Option<Real>| {
            let parts: Option<Vec<(Real, Number)>> =
                items.iter().map(|item| Some((part(item).clone()?, item.weight.clone()))).collect();
            parts.and_then(|parts| aggregated(aggregate, &parts, bits))
        };
        let counted: Vec<(Real, Number)> =
            items.iter().filter_map(|item| Some((item.value.clone()?, item.weight.clone()))).collect();
        let (lower, upper) = (whole(|item| &item.lower), whole(|item| &item.upper));
        let mut settle = |share: Option<Real>| share.map(|share| self.rounded(share, digits));
        figure.value = settle(aggregated(aggregate, &counted, bits));
        figure.lower = settle(lower);
        figure.upper = settle(upper);
    }

    /// The share whose value, out of the total, is rounded.
    fn rounded(&mut self, share: Real, digits: Option<u32>) -> Real {
        let Some(digits) = digits else { return share };
        let value = share.clone() * Real::from(self.system.total.clone());
        let value = self.precision.rounded(&value, digits, self.system.rounding);
        value.checked_div(&self.system.total).map_or(share, Real::from)
    }
}

/// Shares with their weights, as one; `None` of nothing, and where a share is below zero that must not be.
pub fn aggregated(aggregate: Aggregate, parts: &[(Real, Number)], bits: u32) -> Option<Real> {
    let sum = parts.iter().fold(Number::zero(), |sum, (_, weight)| sum + weight.clone());
    if sum.is_zero() {
        return None;
    }
    let weighted = |term: &dyn Fn(&Real) -> Option<Real>| {
        parts
            .iter()
            .try_fold(Real::zero(), |sum, (share, weight)| Some(sum + term(share)? * Real::from(weight.clone())))
    };
    match aggregate {
        Aggregate::Arithmetic => {
            weighted(&|share| Some(share.clone())).and_then(|total| total.checked_div(&Real::from(sum)))
        }
        Aggregate::Geometric => Real::weighted_geometric(parts, bits),
        Aggregate::Harmonic => {
            if parts.iter().any(|(share, _)| share.as_exact().is_some_and(Number::is_zero)) {
                return Some(Real::zero());
            }
            let inverse = weighted(&|share| Real::one().checked_div(share))?;
            Real::from(sum).checked_div(&inverse)
        }
        Aggregate::Minimum => parts.iter().map(|(share, _)| share.clone()).reduce(Real::min),
    }
}
