//! Weights and choices → scores, in floating-point numbers, as `score::tree` does it exactly.

use super::join::{Join, closeness};
use super::model::{Column, Columns, Item, Model, Node};
use crate::base::number::Rounding;

/// Weights and choices.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// The points of each indicator.
    pub weights: Vec<f64>,
    /// Which way of each choice, from 0, the standard's own: putting together, what is not reported, scales, outliers.
    pub levels: [usize; 4],
}

impl Model {
    /// What the standard itself decides.
    #[must_use]
    pub fn own(&self) -> Draw {
        Draw { weights: self.weights.clone(), levels: [0; 4] }
    }

    /// The score of each row; not a number where there is none.
    #[must_use]
    pub fn scores(&self, draw: &Draw) -> Vec<f64> {
        let Some(columns) = self.columns_of(draw.levels) else { return vec![f64::NAN; self.rows] };
        let [level, ..] = draw.levels;
        let instead = self.joins.get(level).copied().flatten();
        let mut figures: Vec<Vec<f64>> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let join = instead.unwrap_or(node.join);
            let mut figure = self.figure(node, join, columns, &draw.weights, &figures);
            if let Some(digits) = node.digits {
                let total = self.total;
                figure
                    .iter_mut()
                    .for_each(|share| *share = rounded(*share * total, digits, self.placing.rounding) / total);
            }
            figures.push(figure);
        }
        let mut scores = figures.pop().unwrap_or_default();
        for ((score, (offset, cap)), scored) in scores.iter_mut().zip(&columns.offsets).zip(&columns.scored) {
            let points = *score * self.total + offset;
            *score = match (scored, columns.held) {
                (false, _) => f64::NAN,
                // What is no number stays none.
                (true, true) if points < 0.0 => 0.0,
                (true, _) if points > *cap => *cap,
                (true, _) => points,
            };
        }
        scores
    }

    /// The shares of a node by row; not a number where nothing in it counts.
    fn figure(&self, node: &Node, join: Join, columns: &Columns, weights: &[f64], figures: &[Vec<f64>]) -> Vec<f64> {
        if let Join::Closeness(ideal) = join {
            let items: Vec<(f64, Vec<f64>)> =
                node.items.iter().filter_map(|item| self.shares(*item, columns, weights, figures)).collect();
            return closeness(&items, ideal, &node.classes, self.rows);
        }
        let mut sums = Sums { terms: vec![join.start(); self.rows], everywhere: 0.0, weights: Vec::new() };
        for item in &node.items {
            match item {
                Item::Leaf(leaf) => {
                    let weight = weights.get(*leaf).copied().unwrap_or_default();
                    if let Some(column) = columns.columns.get(*leaf) {
                        sums.add_column(join, weight, column);
                    }
                }
                Item::Node(below) => {
                    let leaves = self.nodes.get(*below).map_or(&[][..], |node| &node.leaves);
                    let weight = leaves.iter().filter_map(|leaf| weights.get(*leaf)).sum();
                    if let Some(figure) = figures.get(*below) {
                        sums.add_figure(join, weight, figure);
                    }
                }
            }
        }
        sums.settle(join)
    }

    /// The weight and the shares of an item by row; infinite where it does not apply, and not a number where it is left out though it
    /// does.
    fn shares(&self, item: Item, columns: &Columns, weights: &[f64], figures: &[Vec<f64>]) -> Option<(f64, Vec<f64>)> {
        let without = |leaves: &[usize], row: usize| {
            let of = |leaf: &usize| {
                columns.columns.get(*leaf).is_some_and(|column| column.left_out.binary_search(&row).is_ok())
            };
            if leaves.iter().any(of) { f64::NAN } else { f64::INFINITY }
        };
        match item {
            Item::Leaf(leaf) => {
                let column = columns.columns.get(leaf)?;
                let shares = column.shares.iter().enumerate();
                let shares = shares.map(|(row, share)| if column.counts(row) { *share } else { without(&[leaf], row) });
                Some((*weights.get(leaf)?, shares.collect()))
            }
            Item::Node(below) => {
                let leaves = self.nodes.get(below).map_or(&[][..], |node| &node.leaves);
                let shares = figures.get(below)?.iter().enumerate();
                let shares = shares.map(|(row, share)| if share.is_nan() { without(leaves, row) } else { *share });
                Some((leaves.iter().filter_map(|leaf| weights.get(*leaf)).sum(), shares.collect()))
            }
        }
    }
}

/// The sums of what is put together.
struct Sums {
    /// By row: the sum of weighted terms, or the least term.
    terms: Vec<f64>,
    /// The weights that count in every row.
    everywhere: f64,
    /// By row: the weights that count there besides; empty where there are none.
    weights: Vec<f64>,
}

impl Sums {
    fn add_column(&mut self, join: Join, weight: f64, column: &Column) {
        match join {
            Join::Arithmetic => add(&mut self.terms, weight, &column.shares),
            // Nothing to the power of nothing is one.
            Join::Geometric if weight == 0.0 => {}
            Join::Geometric => add(&mut self.terms, weight, &column.logarithms),
            _ => {
                for (row, (term, share)) in self.terms.iter_mut().zip(&column.shares).enumerate() {
                    if column.counts(row) {
                        *term = join.joined(*term, weight, *share);
                    }
                }
            }
        }
        if column.counted.is_empty() {
            self.everywhere += weight;
        } else {
            self.weights.resize(self.terms.len(), 0.0);
            add(&mut self.weights, weight, &column.counted);
        }
    }

    fn add_figure(&mut self, join: Join, weight: f64, figure: &[f64]) {
        self.weights.resize(self.terms.len(), 0.0);
        for ((term, sum), share) in self.terms.iter_mut().zip(&mut self.weights).zip(figure) {
            if !share.is_nan() {
                *term = join.joined(*term, weight, *share);
                *sum += weight;
            }
        }
    }

    fn settle(mut self, join: Join) -> Vec<f64> {
        let everywhere = self.everywhere;
        if self.weights.is_empty() {
            self.terms.iter_mut().for_each(|term| *term = join.settled(*term, everywhere));
        } else {
            for (term, weight) in self.terms.iter_mut().zip(&self.weights) {
                *term = join.settled(*term, everywhere + weight);
            }
        }
        self.terms
    }
}

/// `terms += weight · column`, by row.
fn add(terms: &mut [f64], weight: f64, column: &[f64]) {
    for (term, share) in terms.iter_mut().zip(column) {
        *term += weight * share;
    }
}

/// A number rounded to so many digits; what lies within an error of computing of a half is taken as one.
pub(super) fn rounded(number: f64, digits: u32, rounding: Rounding) -> f64 {
    let power = libm::exp10(f64::from(digits));
    units(number * power, rounding) / power
}

/// The whole number next to one.
pub(super) fn units(number: f64, rounding: Rounding) -> f64 {
    let floor = libm::floor(number);
    let error = (number.abs() * 1e-14).clamp(1e-9, 0.25);
    if (number - floor - 0.5).abs() > error {
        return libm::floor(number + 0.5);
    }
    let is_up = match rounding {
        Rounding::HalfUp => number > 0.0,
        Rounding::HalfEven => floor % 2.0 != 0.0,
    };
    if is_up { floor + 1.0 } else { floor }
}
