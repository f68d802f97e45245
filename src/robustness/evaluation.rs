//! Weights and choices → scores, in floating-point numbers, as `score::tree` does it exactly.

use super::model::{Column, Columns, Item, Model, Node};
use crate::base::number::Rounding;
use crate::standard::indicator::Aggregate;

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
        let instead = self.aggregates.get(level).copied().flatten();
        let mut figures: Vec<Vec<f64>> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let aggregate = instead.unwrap_or(node.aggregate);
            let mut figure = self.figure(node, aggregate, columns, &draw.weights, &figures);
            if let Some(digits) = node.digits {
                let total = self.total;
                figure
                    .iter_mut()
                    .for_each(|share| *share = rounded(*share * total, digits, self.placing.rounding) / total);
            }
            figures.push(figure);
        }
        let mut scores = figures.pop().unwrap_or_default();
        for ((score, offset), scored) in scores.iter_mut().zip(&columns.offsets).zip(&columns.scored) {
            let points = *score * self.total + offset;
            *score = match (scored, columns.held) {
                (false, _) => f64::NAN,
                // What is no number stays none.
                (true, true) if points < 0.0 => 0.0,
                (true, _) => points,
            };
        }
        scores
    }

    /// The shares of a node by row; not a number where nothing in it counts.
    fn figure(
        &self,
        node: &Node,
        aggregate: Aggregate,
        columns: &Columns,
        weights: &[f64],
        figures: &[Vec<f64>],
    ) -> Vec<f64> {
        let start = if aggregate == Aggregate::Minimum { f64::INFINITY } else { 0.0 };
        let mut sums = Sums { terms: vec![start; self.rows], everywhere: 0.0, weights: Vec::new() };
        for item in &node.items {
            match item {
                Item::Leaf(leaf) => {
                    let weight = weights.get(*leaf).copied().unwrap_or_default();
                    if let Some(column) = columns.columns.get(*leaf) {
                        sums.add_column(aggregate, weight, column);
                    }
                }
                Item::Node(below) => {
                    let leaves = self.nodes.get(*below).map_or(&[][..], |node| &node.leaves);
                    let weight = leaves.iter().filter_map(|leaf| weights.get(*leaf)).sum();
                    if let Some(figure) = figures.get(*below) {
                        sums.add_figure(aggregate, weight, figure);
                    }
                }
            }
        }
        sums.settle(aggregate)
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
    fn add_column(&mut self, aggregate: Aggregate, weight: f64, column: &Column) {
        match aggregate {
            Aggregate::Arithmetic => add(&mut self.terms, weight, &column.shares),
            // Nothing to the power of nothing is one.
            Aggregate::Geometric if weight == 0.0 => {}
            Aggregate::Geometric => add(&mut self.terms, weight, &column.logarithms),
            Aggregate::Harmonic | Aggregate::Minimum => {
                for (row, (term, share)) in self.terms.iter_mut().zip(&column.shares).enumerate() {
                    if column.counts(row) {
                        *term = joined(aggregate, *term, weight, *share);
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

    fn add_figure(&mut self, aggregate: Aggregate, weight: f64, figure: &[f64]) {
        self.weights.resize(self.terms.len(), 0.0);
        for ((term, sum), share) in self.terms.iter_mut().zip(&mut self.weights).zip(figure) {
            if !share.is_nan() {
                *term = joined(aggregate, *term, weight, *share);
                *sum += weight;
            }
        }
    }

    fn settle(mut self, aggregate: Aggregate) -> Vec<f64> {
        let everywhere = self.everywhere;
        if self.weights.is_empty() {
            self.terms.iter_mut().for_each(|term| *term = settled(aggregate, *term, everywhere));
        } else {
            for (term, weight) in self.terms.iter_mut().zip(&self.weights) {
                *term = settled(aggregate, *term, everywhere + weight);
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

/// A term with one more share in it.
fn joined(aggregate: Aggregate, term: f64, weight: f64, share: f64) -> f64 {
    match aggregate {
        Aggregate::Arithmetic => term + weight * share,
        Aggregate::Geometric if weight == 0.0 => term,
        Aggregate::Geometric => term + weight * libm::log(share),
        // A zero makes the whole zero, whatever its weight.
        Aggregate::Harmonic if share == 0.0 => f64::INFINITY,
        Aggregate::Harmonic => term + weight / share,
        Aggregate::Minimum => term.min(share),
    }
}

/// The share that a term comes to; not a number where nothing counts.
fn settled(aggregate: Aggregate, term: f64, weight: f64) -> f64 {
    if weight == 0.0 {
        return f64::NAN;
    }
    match aggregate {
        Aggregate::Arithmetic => term / weight,
        Aggregate::Geometric => libm::exp(term / weight),
        Aggregate::Harmonic if term == 0.0 => f64::NAN,
        Aggregate::Harmonic => weight / term,
        Aggregate::Minimum => term,
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
