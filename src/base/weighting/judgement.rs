//! Weights from comparisons in pairs: the analytic hierarchy process (层次分析法).
//!
//! Somebody says of every two items how many times as important the first is as the second. The weights are those that
//! fit the answers best, and how far the answers contradict one another is judged by a consistency ratio. Three
//! derivations are in use, which agree only where nothing is contradictory, and several tables of random indices, which
//! do not agree either: whoever judges names both.

mod eigenvector;
mod random_index;

pub use random_index::RandomIndex;

use super::shares;
use crate::base::number::Number;
use crate::base::real::Real;

/// Most items that are compared with one another: there are 105 pairs of them, and no table goes farther.
pub const MAX_ITEMS: usize = 15;
/// The most by which an item may be preferred (9) and, as 1/9, the least.
const MAX_PREFERENCE: i64 = 9;
/// Bits of weights that are not exact: more than 40 decimal digits.
const WEIGHT_BITS: u32 = 150;
/// Decimal places in which weights that are not exact are right at least.
const WEIGHT_PLACES: u32 = 30;

/// How many times as important one item is as another. Items are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Comparison {
    /// The item that is compared.
    pub first: usize,
    /// The item with which it is compared.
    pub second: usize,
    /// From 1/9 to 9.
    pub preference: Number,
}

/// How weights are derived from a matrix of comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Derivation {
    /// The principal eigenvector (特征根法), as Saaty has it.
    Eigenvector,
    /// The geometric mean of each row (方根法).
    GeometricMean,
    /// Every column divided by its sum, then the mean of each row (和积法).
    ColumnMean,
}

/// Why comparisons give no weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JudgementError {
    /// There is no item.
    NoItems,
    /// There are more than [`MAX_ITEMS`].
    TooManyItems,
    /// A comparison is of an item that does not exist.
    UnknownItem(usize),
    /// A comparison is of an item with itself.
    SameItem(usize),
    /// A preference is not from 1/9 to 9.
    OutOfScale {
        /// The item that is compared.
        first: usize,
        /// The item with which it is compared.
        second: usize,
    },
    /// Two items are compared twice, in whichever order.
    Repeated {
        /// The item that is compared the second time.
        first: usize,
        /// The item with which it is compared.
        second: usize,
    },
    /// Two items are not compared.
    Missing {
        /// The lower of the two.
        first: usize,
        /// The higher.
        second: usize,
    },
    /// The table of random indices has none for so many items.
    NoRandomIndex,
}

/// A complete matrix of comparisons: each entry is the reciprocal of the one across the diagonal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonMatrix {
    rows: Vec<Vec<Number>>,
}

/// One comparison beside what the weights make of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inconsistency {
    /// The lower of the two items.
    pub first: usize,
    /// The higher.
    pub second: usize,
    /// The preference for the first that was given.
    pub given: Number,
    /// The preference that the weights express: the weight of the first ÷ that of the second. It may be off the scale.
    pub consistent: Number,
    /// Given ÷ consistent: 1 where they agree.
    pub error: Number,
}

/// What comparisons come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The weights, with a sum of exactly 1. All that are rational are exact: those of [`Derivation::ColumnMean`], all
    /// where nothing is contradictory, and some where something is; others are within 10^-30 of the true ones.
    pub weights: Vec<Number>,
    /// The principal eigenvalue λ, with bounds no farther apart than 10^-30, for [`Derivation::Eigenvector`]. For the
    /// other derivations, as is the custom with them, the mean of (A·w)ᵢ ÷ wᵢ over all items, exact for the weights as
    /// they are.
    pub eigenvalue: Real,
    /// (λ − n) ÷ (n − 1) for n items; 0 for one.
    pub consistency_index: Real,
    /// The consistency index ÷ the random index; 0 for one or two items. Up to 0.1 is usually accepted.
    pub consistency_ratio: Real,
    /// Every comparison in the order of the items.
    pub comparisons: Vec<Inconsistency>,
}

impl ComparisonMatrix {
    /// The matrix of `items` items, all of which are compared with one another once, in any order.
    ///
    /// # Errors
    /// Where comparisons are missing, repeated, off the scale or of other items.
    pub fn new(items: usize, comparisons: &[Comparison]) -> Result<Self, JudgementError> {
        if items == 0 {
            return Err(JudgementError::NoItems);
        }
        if items > MAX_ITEMS {
            return Err(JudgementError::TooManyItems);
        }
        let mut entries: Vec<Vec<Option<Number>>> = vec![vec![None; items]; items];
        for comparison in comparisons {
            let (preference, reciprocal) = checked(items, comparison)?;
            let (first, second) = (comparison.first, comparison.second);
            if entry(&mut entries, first, second).is_some_and(|entry| entry.replace(preference).is_some()) {
                return Err(JudgementError::Repeated { first, second });
            }
            if let Some(entry) = entry(&mut entries, second, first) {
                *entry = Some(reciprocal);
            }
        }
        let filled = |(first, row): (usize, Vec<Option<Number>>)| {
            let one = |second: usize| (first == second).then(Number::one);
            let missing = |second| JudgementError::Missing { first: first.min(second), second: first.max(second) };
            let entries = row.into_iter().enumerate();
            entries.map(|(second, entry)| entry.or_else(|| one(second)).ok_or_else(|| missing(second))).collect()
        };
        Ok(Self { rows: entries.into_iter().enumerate().map(filled).collect::<Result<_, _>>()? })
    }

    /// How many items there are.
    #[must_use]
    pub fn items(&self) -> usize {
        self.rows.len()
    }

    /// The weights and how far the comparisons contradict one another.
    ///
    /// # Errors
    /// Where the table of random indices has none for so many items.
    pub fn judge(&self, derivation: Derivation, table: RandomIndex) -> Result<Judgement, JudgementError> {
        let random_index = table.value(self.items()).ok_or(JudgementError::NoRandomIndex)?;
        let (weights, eigenvalue) = self.derive(derivation).ok_or(JudgementError::NoItems)?;
        let items = Number::of_count(self.items());
        let consistency_index = (eigenvalue.clone() - Real::Exact(items.clone()))
            .checked_div(&Real::Exact(items - Number::one()))
            .unwrap_or_else(Real::zero);
        let consistency_ratio = consistency_index.checked_div(&Real::Exact(random_index)).unwrap_or_else(Real::zero);
        let comparisons = self.comparisons(&weights);
        Ok(Judgement { weights, eigenvalue, consistency_index, consistency_ratio, comparisons })
    }

    fn derive(&self, derivation: Derivation) -> Option<(Vec<Number>, Real)> {
        if let Some(weights) = self.consistent_weights() {
            let items = Number::from(i64::try_from(self.items()).ok()?);
            return Some((weights, Real::Exact(items)));
        }
        let weights = match derivation {
            Derivation::Eigenvector => return self.principal_eigenvector(),
            Derivation::GeometricMean => shares(&self.row_means()?)?,
            Derivation::ColumnMean => self.column_means()?,
        };
        let ratios = quotients(&self.product(&weights), &weights)?;
        let items = Number::from(i64::try_from(ratios.len()).ok()?);
        let mean = ratios.into_iter().sum::<Number>().checked_div(&items)?;
        Some((weights, Real::Exact(mean)))
    }

    /// The weights that express every comparison exactly, if there are such; every derivation gives them.
    fn consistent_weights(&self) -> Option<Vec<Number>> {
        let first: Vec<Number> = self.rows.iter().filter_map(|row| row.first().cloned()).collect();
        let expresses =
            |row: &Vec<Number>, own: &Number| row.iter().zip(&first).all(|(entry, other)| entry * other == *own);
        self.rows.iter().zip(&first).all(|(row, own)| expresses(row, own)).then(|| shares(&first))?
    }

    /// What is in proportion to the geometric means of the rows, cut off after so many bits where it is not rational.
    fn row_means(&self) -> Option<Vec<Number>> {
        // Each cut off by itself, so that no weight depends on the order of the items.
        let cut_off = |row: &Vec<Number>| {
            let mean = geometric_mean(row)?;
            Some(mean.as_exact().cloned().unwrap_or_else(|| mean.low().rounded_down(WEIGHT_BITS)))
        };
        self.rational_multiples().or_else(|| self.rows.iter().map(cut_off).collect())
    }

    /// The geometric means of the rows as multiples of the first one, where all of these are rational: the means themselves need not
    /// be.
    fn rational_multiples(&self) -> Option<Vec<Number>> {
        let first = self.rows.first()?;
        let multiple = |row: &Vec<Number>| {
            let entries = row.iter().zip(first).map(|(entry, of)| entry.checked_div(of));
            geometric_mean(&entries.collect::<Option<Vec<Number>>>()?)?.as_exact().cloned()
        };
        self.rows.iter().map(multiple).collect()
    }

    /// The mean of each row once every column is divided by its sum.
    fn column_means(&self) -> Option<Vec<Number>> {
        let mut sums = vec![Number::zero(); self.items()];
        for row in &self.rows {
            for (sum, entry) in sums.iter_mut().zip(row) {
                *sum = &*sum + entry;
            }
        }
        let row_sum = |row: &Vec<Number>| row.iter().zip(&sums).map(|(entry, sum)| entry.checked_div(sum)).sum();
        let row_sums: Vec<Number> = self.rows.iter().map(row_sum).collect::<Option<_>>()?;
        shares(&row_sums)
    }

    /// A·w.
    fn product(&self, weights: &[Number]) -> Vec<Number> {
        self.rows.iter().map(|row| row.iter().zip(weights).map(|(entry, weight)| entry * weight).sum()).collect()
    }

    fn comparisons(&self, weights: &[Number]) -> Vec<Inconsistency> {
        let mut comparisons = Vec::new();
        for (first, (row, weight)) in self.rows.iter().zip(weights).enumerate() {
            for (second, (given, other)) in row.iter().zip(weights).enumerate().skip(first + 1) {
                let Some(consistent) = weight.checked_div(other) else { continue };
                let Some(error) = given.checked_div(&consistent) else { continue };
                comparisons.push(Inconsistency { first, second, given: given.clone(), consistent, error });
            }
        }
        comparisons
    }
}

impl Judgement {
    /// The comparison that contradicts the others most, by the factor between what is given and what is consistent; the
    /// first of equals, and `None` where nothing is contradictory.
    #[must_use]
    pub fn least_consistent(&self) -> Option<&Inconsistency> {
        let mut worst: Option<&Inconsistency> = None;
        for comparison in self.comparisons.iter().filter(|comparison| comparison.error != Number::one()) {
            if worst.is_none_or(|worst| comparison.factor() > worst.factor()) {
                worst = Some(comparison);
            }
        }
        worst
    }
}

impl Inconsistency {
    /// The error or its reciprocal, whichever is above 1.
    #[must_use]
    pub fn factor(&self) -> Number {
        let reciprocal = Number::one().checked_div(&self.error).unwrap_or_default();
        self.error.clone().max(reciprocal)
    }
}

fn geometric_mean(numbers: &[Number]) -> Option<Real> {
    let parts: Vec<(Real, Number)> = numbers.iter().map(|number| (number.clone().into(), Number::one())).collect();
    Real::weighted_geometric(&parts, WEIGHT_BITS)
}

/// (A·w)ᵢ ÷ wᵢ of every item, all equal for the principal eigenvector.
fn quotients(products: &[Number], weights: &[Number]) -> Option<Vec<Number>> {
    products.iter().zip(weights).map(|(product, weight)| product.checked_div(weight)).collect()
}

/// The preference and its reciprocal.
fn checked(items: usize, comparison: &Comparison) -> Result<(Number, Number), JudgementError> {
    let (first, second) = (comparison.first, comparison.second);
    if let Some(item) = [first, second].into_iter().find(|item| *item >= items) {
        return Err(JudgementError::UnknownItem(item));
    }
    if first == second {
        return Err(JudgementError::SameItem(first));
    }
    let most = Number::from(MAX_PREFERENCE);
    let reciprocal = Number::one().checked_div(&comparison.preference);
    match reciprocal {
        Some(reciprocal) if !reciprocal.is_negative() && reciprocal <= most && comparison.preference <= most => {
            Ok((comparison.preference.clone(), reciprocal))
        }
        _ => Err(JudgementError::OutOfScale { first, second }),
    }
}

fn entry(entries: &mut [Vec<Option<Number>>], row: usize, column: usize) -> Option<&mut Option<Number>> {
    entries.get_mut(row)?.get_mut(column)
}

#[cfg(test)]
mod tests;
