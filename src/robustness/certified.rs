//! Places that are proved for every set of weights, not only for those that were drawn.
//!
//! Weights `v` lie within `w(1 − e) … w(1 + e)` and add up to what `w` does. Where all is a weighted sum, one region is before
//! another by `Σ v·d`, `d` being the differences of their shares. For any number `t`,
//! `Σ v·d = t·Σ w + Σ v·(d − t) ≥ Σ w·d − e·Σ w·|d − t|`, and with `t` the median of `d` by weight this is the least that there is
//! (a fractional knapsack: all that may be moved goes where `d` is least). So one sum proves an order, whatever `t` it was made with.
//!
//! Sums are floating-point numbers; an order counts only where it is greater than all that their rounding can have done.

use super::Pairs;
use super::join::Join;
use super::model::{Columns, Item, Model};
use super::place::SAME;
use super::simulation::Baseline;
use crate::standard::indicator::{Stage, Ties};

/// Why nothing can be proved in this way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uncertified {
    /// Weights do not move.
    WeightsStay,
    /// Something is put together by another mean than the weighted one.
    OtherMeans,
    /// Something is rounded before it counts.
    RoundedBetween,
    /// Scores may end at a most, where weights say nothing.
    Capped,
}

/// What is proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certified {
    /// By row: the best and the worst place that it can have; `None` where it has no score.
    pub places: Vec<Option<(u32, u32)>>,
    /// How many pairs of regions are ranked together.
    pub pairs: usize,
    /// In how many of them one is before the other for certain.
    pub certain: usize,
}

impl Certified {
    /// The counts of pairs.
    #[must_use]
    pub fn counts(&self) -> Pairs {
        Pairs { all: self.pairs, certain: self.certain }
    }
}

/// The shares of one row where they count, with what is added to each of them instead of to the score.
struct Row {
    row: usize,
    shares: Vec<f64>,
    counted: Vec<bool>,
    /// The greatest amount of a share.
    greatest: f64,
    /// Whether its score is a weighted sum over what counts.
    is_sum: bool,
    /// Whether its score could end at zero, where all below it end as well.
    may_end: bool,
    /// Whether it is above that end for certain.
    is_above_end: bool,
}

impl Model {
    /// The places that weights within that part of themselves allow; all other choices are the standard's own.
    ///
    /// # Errors
    /// Why nothing can be proved.
    pub fn certify(&self, within: Option<f64>, baseline: &Baseline) -> Result<Certified, Uncertified> {
        let within = within.ok_or(Uncertified::WeightsStay)?;
        if self.nodes.iter().any(|node| node.join != Join::Arithmetic) {
            return Err(Uncertified::OtherMeans);
        }
        if self.nodes.iter().any(|node| node.digits.is_some()) {
            return Err(Uncertified::RoundedBetween);
        }
        let Some(columns) = self.columns.first() else { return Err(Uncertified::WeightsStay) };
        if columns.offsets.iter().any(|(_, cap)| cap.is_finite()) {
            return Err(Uncertified::Capped);
        }
        let mut certified = Certified { places: vec![None; self.rows], pairs: 0, certain: 0 };
        for class in &self.classes {
            let ranked = class.iter().filter(|row| baseline.places.get(**row).is_some_and(|place| *place > 0));
            let mut rows: Vec<Row> = ranked.map(|row| self.row(*row, columns, within)).collect();
            // Nobody who is behind now is before for certain.
            rows.sort_by_key(|row| baseline.places.get(row.row).copied());
            self.certify_class(&rows, within, &mut certified);
        }
        Ok(certified)
    }

    fn row(&self, row: usize, columns: &Columns, within: f64) -> Row {
        let counted: Vec<bool> = columns.columns.iter().map(|column| column.counts(row)).collect();
        let offset = columns.offsets.get(row).map_or(0.0, |(offset, _)| *offset) / self.total;
        let shares = columns.columns.iter().map(|column| column.shares.get(row).copied().unwrap_or_default() + offset);
        let shares: Vec<f64> = shares.zip(&counted).map(|(share, counts)| if *counts { share } else { 0.0 }).collect();
        let is_flat = self.nodes.iter().all(|node| node.items.iter().all(|item| matches!(item, Item::Leaf(_))));
        let greatest = shares.iter().fold(offset.abs(), |greatest, share| greatest.max(share.abs()));
        let is_sum = is_flat || counted.iter().all(|counts| *counts);
        let unit = self.unit();
        let over = shares.iter().zip(&counted).map(|(share, counts)| if *counts { share - unit } else { 0.0 });
        let over: Vec<f64> = over.collect();
        let may_end = columns.held && offset < 0.0;
        let is_above_end = is_sum && self.is_above(&over, greatest + unit, within);
        Row { row, shares, counted, greatest, is_sum, may_end, is_above_end }
    }

    /// By how large a share scores have to differ for places to differ: published ones do for certain where exact ones differ by a unit
    /// of the last place.
    fn unit(&self) -> f64 {
        match self.placing.stage {
            Stage::Exact | Stage::Copeland(_) => 0.0,
            Stage::Published => libm::exp10(-f64::from(self.placing.digits)) / self.total,
        }
    }

    fn certify_class(&self, rows: &[Row], within: f64, certified: &mut Certified) {
        let mut above = vec![0_u32; rows.len()];
        let mut below = vec![0_u32; rows.len()];
        // How many stand above each other above it: that many places there are at least, even where all equal ones are one.
        let mut chain = vec![0_u32; rows.len()];
        for (second, behind) in rows.iter().enumerate() {
            for (first, before) in rows.iter().enumerate().take(second) {
                certified.pairs += 1;
                if self.is_before(before, behind, within) {
                    certified.certain += 1;
                    let longest = chain.get(first).map_or(0, |longest| longest + 1);
                    for (counts, at, count) in [(&mut above, second, 1), (&mut below, first, 1)] {
                        if let Some(own) = counts.get_mut(at) {
                            *own += count;
                        }
                    }
                    if let Some(own) = chain.get_mut(second) {
                        *own = (*own).max(longest);
                    }
                }
            }
        }
        let all = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        for (((row, above), below), chain) in rows.iter().zip(above).zip(below).zip(chain) {
            let before = if self.placing.ties == Ties::Dense { chain } else { above };
            if let Some(places) = certified.places.get_mut(row.row) {
                *places = Some((before + 1, all - below));
            }
        }
    }

    /// Whether one row is before the other for certain.
    fn is_before(&self, before: &Row, behind: &Row, within: f64) -> bool {
        let ends = (before.may_end || behind.may_end) && !before.is_above_end;
        if ends || !before.is_sum || !behind.is_sum {
            return false;
        }
        let unit = self.unit();
        let greatest = before.greatest + behind.greatest + unit;
        let pairs = before.shares.iter().zip(&behind.shares);
        if before.counted == behind.counted {
            let counted = pairs.zip(&before.counted);
            let differences: Vec<f64> =
                counted.map(|((own, other), counts)| if *counts { own - other - unit } else { 0.0 }).collect();
            return self.is_above(&differences, greatest, within);
        }
        // They are means over different things: one is above a level for certain, and the other below it.
        let level = (self.mean(before) + self.mean(behind)) / 2.0;
        let over = |row: &Row, sign: f64| -> Vec<f64> {
            let counted = row.shares.iter().zip(&row.counted);
            counted.map(|(share, counts)| if *counts { sign * (share - level) - unit / 2.0 } else { 0.0 }).collect()
        };
        let greatest = greatest + level.abs();
        self.is_above(&over(before, 1.0), greatest, within) && self.is_above(&over(behind, -1.0), greatest, within)
    }

    fn mean(&self, row: &Row) -> f64 {
        let counted = || self.weights.iter().zip(&row.shares).zip(&row.counted).filter(|(_, counts)| **counts);
        let sum: f64 = counted().map(|((weight, share), _)| weight * share).sum();
        sum / counted().map(|((weight, _), _)| weight).sum::<f64>()
    }

    /// Whether `Σ v·d` is above zero for certain, none of `d` having been made of more than `greatest`.
    fn is_above(&self, differences: &[f64], greatest: f64, within: f64) -> bool {
        let sum: f64 = self.weights.iter().zip(differences).map(|(weight, difference)| weight * difference).sum();
        let total: f64 = self.weights.iter().sum();
        // Each of so many terms was rounded a few times, and the sum once a term; four times that is more than enough. What draws take
        // as equal is not certain either.
        let terms = differences.len() as f64 + 8.0;
        let error = 4.0 * terms * f64::EPSILON + SAME;
        let least_at = |middle: f64| {
            let distances = self.weights.iter().zip(differences);
            let spread: f64 = distances.map(|(weight, difference)| weight * (difference - middle).abs()).sum();
            sum - within * spread - error * total * (greatest + middle.abs())
        };
        // The mean often proves it already; without a sum above zero nothing can.
        sum > 0.0 && (least_at(sum / total) > 0.0 || least_at(self.median(differences, total)) > 0.0)
    }

    /// The difference at which half of the weight is reached.
    fn median(&self, differences: &[f64], total: f64) -> f64 {
        let mut rising: Vec<(f64, f64)> = differences.iter().copied().zip(self.weights.iter().copied()).collect();
        rising.sort_unstable_by(|(one, _), (other, _)| one.total_cmp(other));
        let mut reached = 0.0;
        let middle = rising.iter().find(|(_, weight)| {
            reached += weight;
            reached >= total / 2.0
        });
        middle.map_or(0.0, |(difference, _)| *difference)
    }
}
