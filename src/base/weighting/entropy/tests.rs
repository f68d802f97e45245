#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use proptest::prelude::*;

use super::*;
use crate::base::number::Rounding;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn table(rows: &[&[&str]]) -> Vec<Vec<Number>> {
    rows.iter().map(|row| row.iter().map(|text| number(text)).collect()).collect()
}

fn shifted(shift: &str) -> PreScaling {
    PreScaling::ShiftedMinMaxShares { shift: number(shift) }
}

/// Twelve alternatives by five criteria: Elsayed et al. 2017, International Journal of Engineering Trends and
/// Technology 46(2), pages 60 to 66.
const ELSAYED: [[&str; 5]; 12] = [
    ["7", "312", "1891", "6613", "163"],
    ["72", "88", "728", "941804", "1078"],
    ["10", "252", "2594", "3466", "117471"],
    ["10", "145", "980", "2371", "86329"],
    ["65", "54", "350", "501", "29897"],
    ["29", "48", "380", "912", "34051"],
    ["7", "476", "3300", "78470", "2212"],
    ["70", "87", "650", "733", "819000"],
    ["4", "86", "591", "3015", "103"],
    ["12", "79", "579", "3240", "96098"],
    ["21", "45", "261", "1253", "453"],
    ["1", "72", "530", "4333", "0.1048"],
];

fn elsayed() -> Vec<Vec<Number>> {
    ELSAYED.iter().map(|row| row.iter().map(|text| number(text)).collect()).collect()
}

fn printed(units: &[Vec<Number>], scaling: &PreScaling) -> Vec<String> {
    let indicators = units.first().unwrap().len();
    let weights = entropy_weights(indicators, units, scaling, 64).unwrap().weights;
    let rounded = |weight: &Real| weight.rounded(6, Rounding::HalfEven).unwrap().decimal(6, Rounding::HalfEven);
    weights.iter().map(rounded).collect()
}

#[test]
fn column_shares_give_the_published_weights() {
    let published = ["0.104991", "0.069124", "0.071373", "0.449937", "0.304575"];
    assert_eq!(printed(&elsayed(), &PreScaling::ColumnShares), published);
}

/// The other two tables are from a computation of our own with Python's floating-point numbers.
#[test]
fn other_scalings_give_other_weights() {
    let min_max = ["0.100087", "0.130043", "0.111524", "0.394900", "0.263447"];
    assert_eq!(printed(&elsayed(), &PreScaling::MinMaxShares), min_max);
    let shifted_by_one = ["0.250245", "0.189701", "0.198608", "0.187074", "0.174373"];
    assert_eq!(printed(&elsayed(), &shifted("1")), shifted_by_one);
    let shifted_by_little = ["0.100215", "0.130160", "0.111642", "0.394631", "0.263353"];
    assert_eq!(printed(&elsayed(), &shifted("0.0001")), shifted_by_little);
}

#[test]
fn constant_columns_do_not_count() {
    let units = table(&[&["3", "1", "0"], &["3", "2", "0"], &["3", "4", "0"]]);
    for scaling in [PreScaling::ColumnShares, PreScaling::MinMaxShares, shifted("1")] {
        let result = entropy_weights(3, &units, &scaling, 64).unwrap();
        assert_eq!(result.entropies.first(), Some(&Real::one()));
        assert_eq!(result.weights, [Real::zero(), Real::one(), Real::zero()]);
    }
    let constant = table(&[&["3", "1"], &["3", "1"]]);
    assert_eq!(entropy_weights(2, &constant, &PreScaling::ColumnShares, 64), Err(EntropyError::AllConstant));
}

#[test]
fn a_column_in_which_one_unit_has_all_has_no_entropy() {
    let units = table(&[&["5", "1"], &["0", "3"], &["0", "2"]]);
    let result = entropy_weights(2, &units, &PreScaling::ColumnShares, 64).unwrap();
    assert_eq!(result.entropies.first(), Some(&Real::zero()));
    assert_eq!(result.divergences.first(), Some(&Real::one()));
}

#[test]
fn nearly_constant_columns_get_as_close_weights() {
    let units = table(&[
        &["1", "1000000000000000000000000000"],
        &["1.0000000000000000000000000001", "1000000000000000000000000001"],
        &["1.0000000000000000000000000003", "1000000000000000000000000000"],
    ]);
    for bits in [16, 64, 256] {
        let weights = entropy_weights(2, &units, &PreScaling::ColumnShares, bits).unwrap().weights;
        assert!(weights.iter().all(|weight| weight.width() <= Number::negative_power_of_two(bits)));
    }
}

#[test]
fn what_has_no_shares_is_refused() {
    let refused = |units: &[Vec<Number>], scaling| entropy_weights(2, units, &scaling, 64).unwrap_err();
    let units = table(&[&["1", "-1"], &["2", "3"]]);
    assert_eq!(refused(&units, PreScaling::ColumnShares), EntropyError::Negative { unit: 0, indicator: 1 });
    assert!(entropy_weights(2, &units, &PreScaling::MinMaxShares, 64).is_ok());
    for shift in ["0", "-1"] {
        assert_eq!(refused(&units, shifted(shift)), EntropyError::ShiftNotPositive);
    }
    let ragged = table(&[&["1", "1"], &["2"]]);
    assert_eq!(refused(&ragged, PreScaling::ColumnShares), EntropyError::WrongLength { unit: 1, found: 1 });
    assert_eq!(refused(&table(&[&["1", "2"]]), PreScaling::ColumnShares), EntropyError::TooFewUnits);
    assert_eq!(entropy_weights(0, &units, &PreScaling::MinMaxShares, 64), Err(EntropyError::NoIndicators));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn weights_hold_a_sum_of_one_and_no_order(rows in prop::collection::vec((0..50_i64, 0..50_i64, 0..50_i64), 2..8)) {
        let units: Vec<Vec<Number>> = rows.iter().map(|row| [row.0, row.1, row.2].map(Number::from).to_vec()).collect();
        let backwards: Vec<Vec<Number>> = units.iter().rev().cloned().collect();
        for scaling in [PreScaling::ColumnShares, PreScaling::MinMaxShares, shifted("0.01")] {
            let result = entropy_weights(3, &units, &scaling, 64);
            prop_assert_eq!(&result, &entropy_weights(3, &backwards, &scaling, 64));
            let Ok(result) = result else { continue };
            let total: Real = result.weights.iter().cloned().sum();
            prop_assert!(total.admits(&Number::one()));
            // With a scale of its own for a column, shares stay as they are.
            let rescaled: Vec<Vec<Number>> = units
                .iter()
                .map(|row| row.iter().zip([3, 7, 11]).map(|(value, factor)| value * &Number::from(factor)).collect())
                .collect();
            prop_assert_eq!(result, entropy_weights(3, &rescaled, &scaling, 64).unwrap());
        }
    }
}
