//! The sums of what is put together in one node, of many draws at once.
//!
//! Columns are added some at a time and a stretch of rows at a time, so that sums stay where they are reached fastest. In each sum
//! they are added in their order, one after the other: neither the size of a stretch nor what is beside a draw changes a bit of it.

use super::join::Join;
use super::model::Column;

/// Columns that are added at a time.
const TOGETHER: usize = 4;
/// Rows of a stretch.
const STRETCH: usize = 128;

/// The sums on their way. Figures are by draw and row: all rows of the first draw, then those of the next.
pub(super) struct Sums<'s> {
    join: Join,
    rows: usize,
    /// The sum of weighted terms, or the least term.
    terms: &'s mut [f64],
    /// By draw: the weights that count in every row.
    everywhere: Vec<f64>,
    /// The weights that count in a row besides; empty where there are none.
    counted: &'s mut Vec<f64>,
}

impl<'s> Sums<'s> {
    /// Nothing yet. `terms` become the shares of the node; `counted` is room.
    pub(super) fn new(
        join: Join,
        rows: usize,
        draws: usize,
        terms: &'s mut Vec<f64>,
        counted: &'s mut Vec<f64>,
    ) -> Self {
        terms.clear();
        terms.resize(draws * rows, join.start());
        counted.clear();
        Self { join, rows: rows.max(1), terms, everywhere: vec![0.0; draws], counted }
    }

    /// Adds indicators, each with its weights by draw, none of which is nothing.
    pub(super) fn add_columns(&mut self, columns: &[(&Column, Vec<f64>)]) {
        match self.join {
            Join::Arithmetic => add(self.terms, self.rows, &with(columns, |column| &column.shares)),
            Join::Geometric => add(self.terms, self.rows, &with(columns, |column| &column.logarithms)),
            join => {
                for (column, weights) in columns {
                    for (terms, weight) in self.terms.chunks_exact_mut(self.rows).zip(weights) {
                        for (row, (term, share)) in terms.iter_mut().zip(&column.shares).enumerate() {
                            if column.counts(row) {
                                *term = join.joined(*term, *weight, *share);
                            }
                        }
                    }
                }
            }
        }
        let (everywhere, here_and_there): (Vec<_>, Vec<_>) =
            columns.iter().cloned().partition(|(column, _)| column.counted.is_empty());
        for (_, weights) in everywhere {
            self.everywhere.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        if !here_and_there.is_empty() {
            self.counted.resize(self.terms.len(), 0.0);
            add(self.counted, self.rows, &with(&here_and_there, |column| &column.counted));
        }
    }

    /// Adds another node by its shares, with its weights by draw, none of which is nothing.
    pub(super) fn add_figure(&mut self, figure: &[f64], weights: &[f64]) {
        self.counted.resize(self.terms.len(), 0.0);
        let sums = self.terms.chunks_exact_mut(self.rows).zip(self.counted.chunks_exact_mut(self.rows));
        for (((terms, counted), figure), weight) in sums.zip(figure.chunks_exact(self.rows)).zip(weights) {
            for ((term, sum), share) in terms.iter_mut().zip(counted).zip(figure) {
                if !share.is_nan() {
                    *term = self.join.joined(*term, *weight, *share);
                    *sum += weight;
                }
            }
        }
    }

    /// Makes shares of the terms; not a number where nothing counts.
    pub(super) fn settle(self) {
        let join = self.join;
        let all = self.terms.chunks_exact_mut(self.rows).zip(&self.everywhere);
        if self.counted.is_empty() {
            for (terms, everywhere) in all {
                terms.iter_mut().for_each(|term| *term = join.settled(*term, *everywhere));
            }
        } else {
            for ((terms, everywhere), counted) in all.zip(self.counted.chunks_exact(self.rows)) {
                for (term, weight) in terms.iter_mut().zip(counted) {
                    *term = join.settled(*term, everywhere + weight);
                }
            }
        }
    }
}

/// Columns of numbers, each with its weights by draw.
fn with<'c>(columns: &[(&'c Column, Vec<f64>)], of: fn(&'c Column) -> &'c Vec<f64>) -> Vec<(&'c [f64], Vec<f64>)> {
    columns.iter().map(|(column, weights)| (of(column).as_slice(), weights.clone())).collect()
}

/// `sums += weights · columns`, by draw and row.
fn add(sums: &mut [f64], rows: usize, columns: &[(&[f64], Vec<f64>)]) {
    let nothing = vec![0.0; rows];
    let at_a_time = columns.chunks(TOGETHER).map(|columns| {
        let weights = |draw: usize| {
            let weight = |at: usize| columns.get(at).and_then(|(_, weights)| weights.get(draw)).copied();
            std::array::from_fn(|at| weight(at).unwrap_or_default())
        };
        let weights: Vec<[f64; TOGETHER]> = (0..sums.len() / rows).map(weights).collect();
        let columns: [&[f64]; TOGETHER] =
            std::array::from_fn(|at| columns.get(at).map_or(nothing.as_slice(), |(column, _)| column));
        (columns, weights)
    });
    let at_a_time: Vec<_> = at_a_time.collect();
    for start in (0..rows).step_by(STRETCH) {
        let stretch = start..rows.min(start + STRETCH);
        for (columns, weights) in &at_a_time {
            let columns = columns.map(|column| column.get(stretch.clone()).unwrap_or_default());
            for (sums, weights) in sums.chunks_exact_mut(rows).zip(weights) {
                add_stretch(sums.get_mut(stretch.clone()).unwrap_or_default(), *weights, columns);
            }
        }
    }
}

fn add_stretch(sums: &mut [f64], weights: [f64; TOGETHER], columns: [&[f64]; TOGETHER]) {
    let ([w0, w1, w2, w3], [c0, c1, c2, c3]) = (weights, columns);
    for ((((sum, c0), c1), c2), c3) in sums.iter_mut().zip(c0).zip(c1).zip(c2).zip(c3) {
        *sum = *sum + w0 * c0 + w1 * c1 + w2 * c2 + w3 * c3;
    }
}
