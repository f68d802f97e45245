//! A difference, divided between the changes that make it (Shapley 1953).
//!
//! A change gets the mean, over all orders in which the changes could be made one after the other, of what it adds when its turn comes. So
//! the order in which they are written does not matter, and the parts add up to the difference. All mixtures of the changes are looked at,
//! nothing is drawn.

use crate::base::number::Number;
use crate::base::real::Real;

/// The part of each of `changes` changes in the difference between the value with all of them and that with none. Values are by the set of
/// changes that are made, a bit each; `None` where one of them is missing.
pub fn parts(changes: usize, values: &[Option<Real>]) -> Option<Vec<Real>> {
    let values: Option<Vec<&Real>> = values.iter().map(Option::as_ref).collect();
    let values = values.filter(|values| values.len() == 1 << changes)?;
    let weights = weights(changes);
    let part = |change: usize| {
        let without = values.iter().enumerate().filter(|(made, _)| made >> change & 1 == 0);
        let added = without.map(|(made, before)| {
            let after = values.get(made | 1 << change).copied().unwrap_or(before);
            let weight = weights.get(made.count_ones() as usize).cloned().unwrap_or_default();
            // What is the same adds exactly nothing.
            if after == *before { Real::zero() } else { (after.clone() - (*before).clone()) * Real::from(weight) }
        });
        added.sum()
    };
    Some((0..changes).map(part).collect())
}

/// By how many are made before it: in which part of all orders a change comes after just these.
fn weights(changes: usize) -> Vec<Number> {
    // 1 ÷ (n · C(n − 1, made)), by the rule from one binomial coefficient to the next.
    let mut binomial = Number::one();
    let mut weights = Vec::with_capacity(changes);
    for made in 0..changes {
        weights.push(Number::one().checked_div(&(&binomial * &Number::of_count(changes))).unwrap_or_default());
        let next = &binomial * &Number::of_count(changes - 1 - made);
        binomial = next.checked_div(&Number::of_count(made + 1)).unwrap_or_default();
    }
    weights
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::parts;
    use crate::base::number::Number;
    use crate::base::real::Real;

    fn divided(changes: usize, values: &str) -> Option<Vec<String>> {
        let value = |text: &str| (text != "-").then(|| Real::from(Number::parse(text).unwrap()));
        let values: Vec<Option<Real>> = values.split(' ').map(value).collect();
        Some(parts(changes, &values)?.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn parts_of_games_that_are_known() {
        // Alone the first adds 10 and the second 20, both together 50: what only both add is halved.
        assert_eq!(divided(2, "0 10 20 50").unwrap(), ["20", "30"]);
        // One left glove and two right ones: two thirds and a sixth each.
        assert_eq!(divided(3, "0 0 0 1 0 1 0 1").unwrap(), ["2/3", "1/6", "1/6"]);
        // A change that never adds anything has no part, and one alone has all.
        assert_eq!(divided(2, "5 8 5 8").unwrap(), ["3", "0"]);
        assert_eq!(divided(1, "5 3").unwrap(), ["-2"]);
        assert_eq!(divided(0, "5").unwrap(), Vec::<String>::new());
    }

    #[test]
    fn nothing_is_divided_where_a_value_is_missing() {
        assert_eq!(divided(2, "0 10 - 50"), None);
    }
}
