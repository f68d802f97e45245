//! A scored round as plain arrays: the shares of all indicators under every choice they depend on, and the tree over them.
//!
//! Floating-point numbers are made of the exact shares once. What is drawn from them is about how places move, and is never
//! published as a score.

use super::join::Join;
use super::variant::Otherwise;
use crate::base::number::Rounding;
use crate::base::real::Real;
use crate::check::Context;
use crate::score::{Measurement, Part, Scorecard, score_otherwise, share_as_counted};
use crate::standard::indicator::{
    Aggregate, Branch, Indicator, IndicatorSystem, Missing, Peers, Stage, Ties, Uncertainty,
};
use std::collections::BTreeMap;

/// A round in one system. Rows are the regions that the system scores, in the order of the registry.
#[derive(Debug, Clone)]
pub struct Model {
    /// How many regions there are.
    pub rows: usize,
    /// The points of each indicator, in the order of the system.
    pub weights: Vec<f64>,
    /// Full marks.
    pub total: f64,
    /// What is put together, below before above; the last is the whole.
    pub nodes: Vec<Node>,
    /// How all nodes are put together; `None`: each as it says itself. The first is the standard's own way.
    pub joins: Vec<Option<Join>>,
    /// What indicators come to; the first is by the standard's own choices.
    pub columns: Vec<Columns>,
    /// How many ways there are of each choice: putting together, what is not reported, scales, outliers.
    pub levels: [usize; 4],
    /// The rows that are ranked together.
    pub classes: Vec<Vec<usize>>,
    /// How places are given.
    pub placing: Placing,
}

/// How scores become places.
#[derive(Debug, Clone, Copy)]
pub struct Placing {
    /// By which scores.
    pub stage: Stage,
    /// What equal scores get.
    pub ties: Ties,
    /// Digits of published scores.
    pub digits: u32,
    /// How all is rounded.
    pub rounding: Rounding,
}

/// Something that is put together of others.
#[derive(Debug, Clone)]
pub struct Node {
    /// How, by itself.
    pub join: Join,
    /// The rows whose best and worst are an ideal of its own; empty where it seeks none.
    pub classes: Vec<Vec<usize>>,
    /// Digits to which its value, out of the total, is rounded.
    pub digits: Option<u32>,
    /// Of what.
    pub items: Vec<Item>,
    /// All indicators below it, whose points are its own.
    pub leaves: Vec<usize>,
}

/// One of the things that are put together.
#[derive(Debug, Clone, Copy)]
pub enum Item {
    /// An indicator.
    Leaf(usize),
    /// A node before this one.
    Node(usize),
}

/// What all indicators come to under one set of choices.
#[derive(Debug, Clone)]
pub struct Columns {
    /// By indicator.
    pub columns: Vec<Column>,
    /// By row: what bonuses and deductions add to the score, and the most it can then be.
    pub offsets: Vec<(f64, f64)>,
    /// By row: whether there is a score, decided with the weights of the standard.
    pub scored: Vec<bool>,
    /// Whether nothing lies below zero.
    pub held: bool,
}

/// What one indicator comes to.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// By row: the share of its points; 0 where it does not count.
    pub shares: Vec<f64>,
    /// By row: the logarithm of the share; 0 where it does not count. Empty where nobody needs it.
    pub logarithms: Vec<f64>,
    /// By row: 1 where it counts, otherwise 0; empty where it counts everywhere.
    pub counted: Vec<f64>,
    /// The rows in which it applies and is left out all the same, in rising order.
    pub left_out: Vec<usize>,
}

impl Model {
    /// The model of a system that says what is uncertain; `None` where it does not, or where it ranks nobody.
    #[must_use]
    pub fn of(system: &IndicatorSystem, contexts: &[Context<'_>]) -> Option<Self> {
        Self::with(system, system.uncertainty.as_ref()?, contexts)
    }

    /// The same, with another uncertainty than the system's own.
    #[must_use]
    pub fn with(system: &IndicatorSystem, uncertainty: &Uncertainty, contexts: &[Context<'_>]) -> Option<Self> {
        let ranking = system.ranking.as_ref()?;
        let bound: Vec<&Context<'_>> = contexts.iter().filter(|context| system.binds.selects(context.region)).collect();
        let mut shape = Shape { nodes: Vec::new(), leaves: Vec::new(), bound: &bound };
        let whole = shape.node(&system.children, &system.aggregate, None);
        shape.nodes.push(whole);
        let own = uncertainty.aggregates.iter().map(|mean| Some(Join::from(*mean)));
        let joins: Vec<Option<Join>> = std::iter::once(None).chain(own).collect();
        let takes_logarithms =
            joins.contains(&Some(Join::Geometric)) || shape.nodes.iter().any(|node| node.join == Join::Geometric);
        let mut weights: Vec<f64> = shape.leaves.iter().map(|leaf| leaf.weight.nearest_f64()).collect();
        let mut columns = Vec::new();
        for otherwise in Otherwise::all(uncertainty) {
            let other = otherwise.system(system);
            let cards = score_otherwise(&other, contexts);
            // Values may have decided the weights; those of the standard's own choices are the ones that move.
            if let (true, Some((_, card))) = (columns.is_empty(), cards.first()) {
                weights = card.lines.iter().take(shape.leaves.len()).map(|line| line.full.nearest_f64()).collect();
            }
            columns.push(Columns::of(&cards, system, &shape.leaves, takes_logarithms));
        }
        let classes = classes(&ranking.among, &bound);
        let (digits, rounding) = (system.digits, system.rounding);
        Some(Self {
            rows: bound.len(),
            weights,
            total: system.total.nearest_f64(),
            nodes: shape.nodes,
            joins,
            columns,
            levels: uncertainty.levels(),
            classes,
            placing: Placing { stage: ranking.stage, ties: ranking.ties, digits, rounding },
        })
    }

    /// The columns of what was chosen for each choice.
    #[must_use]
    pub fn columns_of(&self, [_, missing, scale, outliers]: [usize; 4]) -> Option<&Columns> {
        let [_, _, scales, treatments] = self.levels;
        self.columns.get((missing * scales + scale) * treatments + outliers)
    }
}

/// The rows of each class.
fn classes(among: &Peers, bound: &[&Context<'_>]) -> Vec<Vec<usize>> {
    let mut classes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, context) in bound.iter().enumerate() {
        classes.entry(among.class(context.region)).or_default().push(row);
    }
    classes.into_values().collect()
}

/// The tree on its way into arrays.
struct Shape<'s> {
    nodes: Vec<Node>,
    leaves: Vec<&'s Indicator>,
    bound: &'s [&'s Context<'s>],
}

impl<'s> Shape<'s> {
    // The tree is as deep as the front end lets blocks nest.
    fn node(&mut self, children: &'s [Branch], aggregate: &Aggregate, digits: Option<u32>) -> Node {
        let classes = aggregate.topsis().map_or_else(Vec::new, |topsis| classes(&topsis.among, self.bound));
        let mut node = Node { join: aggregate.into(), classes, digits, items: Vec::new(), leaves: Vec::new() };
        self.add(children, &mut node);
        node
    }

    fn add(&mut self, children: &'s [Branch], node: &mut Node) {
        for child in children {
            match child {
                Branch::Indicator(leaf) => {
                    node.items.push(Item::Leaf(self.leaves.len()));
                    node.leaves.push(self.leaves.len());
                    self.leaves.push(leaf);
                }
                Branch::Group(group) => match &group.aggregate {
                    None => self.add(&group.children, node),
                    Some(aggregate) => {
                        let own = self.node(&group.children, aggregate, group.digits);
                        node.leaves.extend(&own.leaves);
                        node.items.push(Item::Node(self.nodes.len()));
                        self.nodes.push(own);
                    }
                },
            }
        }
    }
}

impl Columns {
    fn of(
        cards: &[(usize, Scorecard<'_>)],
        system: &IndicatorSystem,
        leaves: &[&Indicator],
        takes_logarithms: bool,
    ) -> Self {
        let columns = leaves.iter().enumerate().map(|(at, leaf)| {
            let shares = cards.iter().map(|(_, card)| {
                let line = card.lines.get(at)?;
                let share = counted(&line.measurement, line.part)?;
                Some(nearest(&share_as_counted(system, &share, leaf.digits)))
            });
            let unknown = cards.iter().enumerate().filter(|(_, (_, card))| {
                card.lines.get(at).is_some_and(|line| {
                    matches!(line.measurement, Measurement::Unknown) && counted(&line.measurement, line.part).is_none()
                })
            });
            let left_out = unknown.map(|(row, _)| row).collect();
            Column { left_out, ..Column::of(shares.collect(), takes_logarithms) }
        });
        Self {
            columns: columns.collect(),
            offsets: cards.iter().map(|(_, card)| offset(card)).collect(),
            scored: cards.iter().map(|(_, card)| card.withheld.is_none()).collect(),
            held: cards.iter().all(|(_, card)| card.lines.iter().all(|line| line.is_bounded)),
        }
    }
}

impl Column {
    /// The column of shares; `None` where one does not count.
    #[must_use]
    pub fn of(shares: Vec<Option<f64>>, takes_logarithms: bool) -> Self {
        let counts_everywhere = shares.iter().all(Option::is_some);
        let logarithms = shares.iter().map(|share| share.map_or(0.0, libm::log));
        let counted = shares.iter().map(|share| if share.is_some() { 1.0 } else { 0.0 });
        Self {
            logarithms: if takes_logarithms { logarithms.collect() } else { Vec::new() },
            counted: if counts_everywhere { Vec::new() } else { counted.collect() },
            left_out: Vec::new(),
            shares: shares.into_iter().map(Option::unwrap_or_default).collect(),
        }
    }

    /// Whether it counts in a row.
    #[must_use]
    pub fn counts(&self, row: usize) -> bool {
        self.counted.get(row).is_none_or(|counted| *counted > 0.0)
    }
}

/// The share that counts for a line of a card; `None` where it leaves the denominator.
fn counted(measurement: &Measurement, part: Part) -> Option<Real> {
    match (measurement, part) {
        (Measurement::Known { share, .. } | Measurement::StandIn { share, .. }, _) => Some(share.clone()),
        (Measurement::Unknown, Part::Indicator { missing: Missing::Zero }) => Some(Real::zero()),
        _ => None,
    }
}

fn nearest(real: &Real) -> f64 {
    match real {
        Real::Exact(number) => number.nearest_f64(),
        // The bounds agree to more digits than a floating-point number has.
        Real::Between { low, .. } => low.nearest_f64(),
    }
}

/// What bonuses add and deductions take off, and the most that is left.
fn offset(card: &Scorecard<'_>) -> (f64, f64) {
    let (offset, cap) = card.adjustment();
    (offset.nearest_f64(), cap.map_or(f64::INFINITY, |cap| cap.nearest_f64()))
}
