//! Weights and choices → scores, in floating-point numbers, as `score::tree` does it exactly.
//!
//! Draws that choose alike are evaluated abreast, a node of the tree at a time: shares are then read once for all of them. What a draw
//! comes to does not depend on those beside it.

use super::join::{Join, closeness, uneven};
use super::model::{Column, Columns, Item, Model, Node};
use super::sums::Sums;
use crate::base::number::Rounding;

/// Weights and choices.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// The points of each indicator.
    pub weights: Vec<f64>,
    /// Which way of each choice, from 0, the standard's own: putting together, what is not reported, scales, outliers.
    pub levels: [usize; 4],
}

impl Draw {
    /// Whether another chooses alike and leaves nothing without a weight that has one here.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let without = |draw: &Self| draw.weights.iter().map(|weight| *weight == 0.0).collect::<Vec<bool>>();
        self.levels == other.levels && without(self) == without(other)
    }
}

/// What evaluating needs room for: by node, the figures of all draws, of each by row.
#[derive(Debug, Default)]
pub(super) struct Figures {
    nodes: Vec<Vec<f64>>,
    /// See [`Sums`].
    counted: Vec<f64>,
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
        self.scores_abreast(&[draw], &mut Figures::default()).to_vec()
    }

    /// The scores of draws that are like each other: those of the first by row, then those of the next.
    pub(super) fn scores_abreast<'r>(&self, draws: &[&Draw], room: &'r mut Figures) -> &'r [f64] {
        room.nodes.resize_with(self.nodes.len(), Vec::new);
        let levels = draws.first().map_or([0; 4], |draw| draw.levels);
        let Some(columns) = self.columns_of(levels) else { return &[] };
        let instead = self.joins.get(levels[0]).copied().flatten();
        for (at, node) in self.nodes.iter().enumerate() {
            let (below, own) = room.nodes.split_at_mut(at);
            let Some(figure) = own.first_mut() else { continue };
            let join = instead.unwrap_or(node.join);
            match join {
                Join::Closeness(_) | Join::LessDeviation(_) | Join::LessVariation => {
                    figure.clear();
                    for (number, draw) in draws.iter().enumerate() {
                        let items = node.items.iter().filter_map(|item| {
                            Some((self.weight(*item, draw), self.shares(*item, columns, below, number)?))
                        });
                        let items: Vec<(f64, Vec<f64>)> = items.collect();
                        figure.extend(match join {
                            Join::Closeness(ideal) => closeness(&items, ideal, &node.classes, self.rows),
                            _ => uneven(&items, join, self.rows),
                        });
                    }
                }
                _ => {
                    let mut sums = Sums::new(join, self.rows, draws.len(), figure, &mut room.counted);
                    self.put_together(node, columns, draws, below, &mut sums);
                    sums.settle();
                }
            }
            if let Some(digits) = node.digits {
                let (total, rounding) = (self.total, self.placing.rounding);
                figure.iter_mut().for_each(|share| *share = rounded(*share * total, digits, rounding) / total);
            }
        }
        let Some(scores) = room.nodes.last_mut() else { return &[] };
        for scores in scores.chunks_exact_mut(self.rows.max(1)) {
            self.finish(scores, columns);
        }
        scores
    }

    /// The shares of a whole → scores.
    fn finish(&self, scores: &mut [f64], columns: &Columns) {
        let (total, held) = (self.total, columns.held);
        for ((score, (offset, cap)), scored) in scores.iter_mut().zip(&columns.offsets).zip(&columns.scored) {
            let points = *score * total + offset;
            // What is no number stays none.
            let points = if held && points < 0.0 {
                0.0
            } else if points > *cap {
                *cap
            } else {
                points
            };
            *score = if *scored { points } else { f64::NAN };
        }
    }

    /// Adds up what a node is put together of, in its order.
    fn put_together(&self, node: &Node, columns: &Columns, draws: &[&Draw], below: &[Vec<f64>], sums: &mut Sums<'_>) {
        // What has no weight does not count: nothing to the power of nothing is one.
        let weights = |item: &Item| {
            let weights: Vec<f64> = draws.iter().map(|draw| self.weight(*item, draw)).collect();
            Some(weights).filter(|weights| weights.iter().any(|weight| *weight != 0.0))
        };
        for items in node.items.chunk_by(|one, next| matches!((one, next), (Item::Leaf(_), Item::Leaf(_)))) {
            let mut leaves: Vec<(&Column, Vec<f64>)> = Vec::new();
            for item in items {
                match (item, weights(item)) {
                    (_, None) => {}
                    (Item::Leaf(leaf), Some(weights)) => {
                        leaves.extend(columns.columns.get(*leaf).map(|column| (column, weights)));
                    }
                    (Item::Node(node), Some(weights)) => {
                        below.get(*node).into_iter().for_each(|figure| sums.add_figure(figure, &weights));
                    }
                }
            }
            sums.add_columns(&leaves);
        }
    }

    /// The points of what is put together.
    fn weight(&self, item: Item, draw: &Draw) -> f64 {
        match item {
            Item::Leaf(leaf) => draw.weights.get(leaf).copied().unwrap_or_default(),
            Item::Node(below) => {
                let leaves = self.nodes.get(below).map_or(&[][..], |node| &node.leaves);
                leaves.iter().filter_map(|leaf| draw.weights.get(*leaf)).sum()
            }
        }
    }

    /// The shares of an item by row in one of the draws; infinite where it does not apply, and not a number where it is left out though
    /// it does.
    fn shares(&self, item: Item, columns: &Columns, below: &[Vec<f64>], number: usize) -> Option<Vec<f64>> {
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
                Some(shares.collect())
            }
            Item::Node(node) => {
                let leaves = self.nodes.get(node).map_or(&[][..], |node| &node.leaves);
                let shares = below.get(node)?.chunks_exact(self.rows.max(1)).nth(number)?.iter().enumerate();
                let shares = shares.map(|(row, share)| if share.is_nan() { without(leaves, row) } else { *share });
                Some(shares.collect())
            }
        }
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
