//! Weights by budget allocation (专家打分): every expert of a panel spreads the same number of points over the items.

use super::shares;
use crate::base::number::Number;

/// How the points of the experts become one weight for each item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Consensus {
    /// The mean of all experts.
    Mean,
    /// The median of all experts, the mean of the two in the middle where their number is even; then all are divided by
    /// their sum, which need not be that of the points.
    Median,
}

/// Why points give no weights. Experts and items are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PanelError {
    /// There is no expert.
    NoExperts,
    /// There is no item.
    NoItems,
    /// The points to be spread are not above 0.
    NoBudget,
    /// An expert gave points for fewer or more items than there are.
    WrongLength {
        /// The expert.
        expert: usize,
        /// How many items got points.
        found: usize,
    },
    /// An expert gave an item less than 0 points.
    Negative {
        /// The expert.
        expert: usize,
        /// The item.
        item: usize,
    },
    /// The points of an expert do not sum to the budget.
    WrongTotal {
        /// The expert.
        expert: usize,
        /// What they sum to.
        total: Number,
    },
    /// The median of every item is 0: the experts agree on nothing.
    AllMediansZero,
}

/// The weights of `items` items from the points of each expert, who all spread `budget`. They sum to 1.
///
/// # Errors
/// Where the points are not as described: none is corrected in silence.
pub fn allocate(
    items: usize,
    experts: &[Vec<Number>],
    budget: &Number,
    consensus: Consensus,
) -> Result<Vec<Number>, PanelError> {
    check(items, experts, budget)?;
    let columns: Vec<Vec<Number>> =
        (0..items).map(|item| experts.iter().filter_map(|points| points.get(item).cloned()).collect()).collect();
    let points: Vec<Number> = match consensus {
        // The sum serves as well as the mean: both are divided by their total.
        Consensus::Mean => columns.into_iter().map(|column| column.into_iter().sum()).collect(),
        Consensus::Median => columns.into_iter().map(median).collect(),
    };
    shares(&points).ok_or(PanelError::AllMediansZero)
}

fn check(items: usize, experts: &[Vec<Number>], budget: &Number) -> Result<(), PanelError> {
    if items == 0 {
        return Err(PanelError::NoItems);
    }
    if experts.is_empty() {
        return Err(PanelError::NoExperts);
    }
    if budget.is_zero() || budget.is_negative() {
        return Err(PanelError::NoBudget);
    }
    for (expert, points) in experts.iter().enumerate() {
        if points.len() != items {
            return Err(PanelError::WrongLength { expert, found: points.len() });
        }
        if let Some(item) = points.iter().position(Number::is_negative) {
            return Err(PanelError::Negative { expert, item });
        }
        let total: Number = points.iter().cloned().sum();
        if total != *budget {
            return Err(PanelError::WrongTotal { expert, total });
        }
    }
    Ok(())
}

/// Twice the median, which is as good: the weights are shares.
fn median(mut numbers: Vec<Number>) -> Number {
    numbers.sort();
    let upper = numbers.len() / 2;
    let lower = numbers.len().saturating_sub(1) / 2;
    [lower, upper].into_iter().filter_map(|place| numbers.get(place).cloned()).sum()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers(texts: &[&str]) -> Vec<Number> {
        texts.iter().map(|text| Number::parse(text).unwrap()).collect()
    }

    fn hundred() -> Number {
        Number::from(100)
    }

    #[test]
    fn mean_and_median_differ_and_sum_to_one() {
        let experts = [numbers(&["50", "30", "20"]), numbers(&["40", "40", "20"]), numbers(&["10", "70", "20"])];
        assert_eq!(allocate(3, &experts, &hundred(), Consensus::Mean), Ok(numbers(&["1/3", "7/15", "0.2"])));
        // The medians 40, 40 and 20 happen to sum to the budget; of the first two experts they are 45, 35 and 20.
        assert_eq!(allocate(3, &experts, &hundred(), Consensus::Median), Ok(numbers(&["0.4", "0.4", "0.2"])));
        let two = experts.get(..2).unwrap();
        assert_eq!(allocate(3, two, &hundred(), Consensus::Median), Ok(numbers(&["0.45", "0.35", "0.2"])));
    }

    #[test]
    fn medians_are_divided_by_their_own_sum() {
        let experts = [numbers(&["60", "40", "0"]), numbers(&["0", "40", "60"]), numbers(&["60", "0", "40"])];
        assert_eq!(allocate(3, &experts, &hundred(), Consensus::Median), Ok(numbers(&["3/7", "2/7", "2/7"])));
    }

    #[test]
    fn points_that_are_not_as_described_are_refused() {
        let row = |texts: &[&str]| vec![numbers(texts)];
        let refused = |experts: &[Vec<Number>]| allocate(2, experts, &hundred(), Consensus::Mean).unwrap_err();
        assert_eq!(refused(&[]), PanelError::NoExperts);
        assert_eq!(refused(&row(&["100"])), PanelError::WrongLength { expert: 0, found: 1 });
        assert_eq!(refused(&row(&["110", "-10"])), PanelError::Negative { expert: 0, item: 1 });
        let experts = [numbers(&["50", "50"]), numbers(&["33.3", "66.6"])];
        assert_eq!(refused(&experts), PanelError::WrongTotal { expert: 1, total: Number::parse("99.9").unwrap() });
        assert_eq!(allocate(0, &[vec![]], &hundred(), Consensus::Mean), Err(PanelError::NoItems));
        let nothing = row(&["0", "0"]);
        assert_eq!(allocate(2, &nothing, &Number::zero(), Consensus::Mean), Err(PanelError::NoBudget));
        let apart = [numbers(&["100", "0", "0"]), numbers(&["0", "100", "0"]), numbers(&["0", "0", "100"])];
        assert_eq!(allocate(3, &apart, &hundred(), Consensus::Median), Err(PanelError::AllMediansZero));
    }

    proptest! {
        #[test]
        fn weights_sum_to_one_whatever_the_order(cuts in prop::collection::vec((0..=100_i64, 0..=100_i64), 1..9)) {
            let row = |(one, other): (i64, i64)| {
                let (less, more) = (one.min(other), one.max(other));
                [less, more - less, 100 - more].into_iter().map(Number::from).collect::<Vec<_>>()
            };
            let experts: Vec<_> = cuts.into_iter().map(row).collect();
            let backwards: Vec<_> = experts.iter().rev().cloned().collect();
            for consensus in [Consensus::Mean, Consensus::Median] {
                let weights = allocate(3, &experts, &hundred(), consensus);
                prop_assert_eq!(&weights, &allocate(3, &backwards, &hundred(), consensus));
                if let Ok(weights) = weights {
                    prop_assert_eq!(weights.into_iter().sum::<Number>(), Number::one());
                }
            }
        }
    }
}
