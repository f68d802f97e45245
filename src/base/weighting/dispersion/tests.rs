#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]

use proptest::prelude::*;

use super::*;
use crate::base::number::Rounding;

fn numbers(text: &str) -> Vec<Number> {
    text.split(' ').map(|text| Number::parse(text).unwrap()).collect()
}

fn column(text: &str) -> Column {
    Column { values: numbers(text), prefers_less: false }
}

fn turned(text: &str) -> Column {
    Column { values: numbers(text), prefers_less: true }
}

fn printed(columns: &[Column], dispersion: Dispersion, scaling: Scaling) -> Vec<String> {
    let weights = dispersion_weights(columns, dispersion, scaling, 64).unwrap();
    let rounded = |weight: &Real| weight.rounded(6, Rounding::HalfEven).unwrap().decimal(6, Rounding::HalfEven);
    weights.iter().map(rounded).collect()
}

/// By hand: the first two columns agree, the third runs against both, so that conflicts are 2, 2 and 4; spreads are equal.
#[test]
fn conflict_by_hand() {
    let columns = [column("0 1 2"), column("10 11 12"), column("2 1 0")];
    let weights = |columns: &[Column], dispersion| {
        let weights = dispersion_weights(columns, dispersion, Scaling::MinMax, 64).unwrap();
        weights.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(weights(&columns, Dispersion::Critic), ["0.25", "0.25", "0.5"]);
    // With direction, the third agrees as well, and there is no conflict at all.
    let with_direction = [column("0 1 2"), column("10 11 12"), turned("2 1 0")];
    let found = dispersion_weights(&with_direction, Dispersion::Critic, Scaling::MinMax, 64);
    assert_eq!(found, Err(DispersionError::NothingCounts));
    // To the spread, direction is nothing.
    let thirds = dispersion_weights(&with_direction, Dispersion::StandardDeviation, Scaling::MinMax, 64).unwrap();
    assert!(thirds.iter().all(|weight| weight.admits(&Number::one().checked_div(&Number::from(3)).unwrap())));
}

/// By hand: r is 1/2 between the first two, √3/2 between the first and the third, and 0 between the others; scaled by their
/// range the columns deviate by 1/2, 1/2 and 1/√3 as samples.
#[test]
fn irrational_weights_by_hand() {
    let columns = [column("0 1 2"), column("0 2 1"), column("0 0 1")];
    let deviation = printed(&columns, Dispersion::StandardDeviation, Scaling::MinMax);
    assert_eq!(deviation, ["0.316987", "0.316987", "0.366025"]);
    let critic = printed(&columns, Dispersion::Critic, Scaling::MinMax);
    assert_eq!(critic, ["0.184114", "0.435619", "0.380267"]);
}

/// Twelve alternatives by five criteria (Elsayed et al. 2017); the weights are those of pymcdm 1.4, of the values scaled
/// beforehand.
#[test]
fn a_library_of_others_finds_the_same() {
    let columns = [
        column("7 72 10 10 65 29 7 70 4 12 21 1"),
        column("312 88 252 145 54 48 476 87 86 79 45 72"),
        column("1891 728 2594 980 350 380 3300 650 591 579 261 530"),
        column("6613 941804 3466 2371 501 912 78470 733 3015 3240 1253 4333"),
        column("163 1078 117471 86329 29897 34051 2212 819000 103 96098 453 0.1048"),
    ];
    let of = |dispersion, scaling| printed(&columns, dispersion, scaling);
    assert_eq!(of(Dispersion::Critic, Scaling::MinMax), ["0.244644", "0.190889", "0.195708", "0.182115", "0.186644"]);
    assert_eq!(
        of(Dispersion::StandardDeviation, Scaling::MinMax),
        ["0.241621", "0.195440", "0.204434", "0.180843", "0.177661"]
    );
    assert_eq!(
        of(Dispersion::StandardDeviation, Scaling::ColumnShares),
        ["0.127271", "0.110365", "0.110614", "0.371615", "0.280135"]
    );
    assert_eq!(
        of(Dispersion::StandardDeviation, Scaling::Vector),
        ["0.182897", "0.169636", "0.169851", "0.243273", "0.234344"]
    );
}

#[test]
fn constant_columns_do_not_count_and_conflict_with_none() {
    let with = [column("0 1 2"), column("7 7 7"), column("2 1 1")];
    let without = [column("0 1 2"), column("2 1 1")];
    for dispersion in [Dispersion::StandardDeviation, Dispersion::Critic] {
        for scaling in [Scaling::MinMax, Scaling::ColumnShares, Scaling::Vector] {
            let all = dispersion_weights(&with, dispersion, scaling, 64).unwrap();
            let others = dispersion_weights(&without, dispersion, scaling, 64).unwrap();
            assert_eq!(all, [others[0].clone(), Real::zero(), others[1].clone()]);
        }
    }
}

#[test]
fn nearly_equal_columns_have_close_bounds() {
    let columns =
        [column("0 1 2"), column("0 1.0000000000000000000000000001 2"), column("0 1 2.0000000000000000000000000003")];
    for bits in [16, 64, 256] {
        let weights = dispersion_weights(&columns, Dispersion::Critic, Scaling::MinMax, bits).unwrap();
        assert!(weights.iter().all(|weight| weight.width() <= Number::negative_power_of_two(bits)));
    }
}

#[test]
fn what_gives_no_weights_is_refused() {
    let refused =
        |columns: &[Column], dispersion, scaling| dispersion_weights(columns, dispersion, scaling, 64).unwrap_err();
    let (deviation, critic) = (Dispersion::StandardDeviation, Dispersion::Critic);
    assert_eq!(refused(&[], deviation, Scaling::MinMax), DispersionError::NoIndicators);
    assert_eq!(refused(&[column("1"), column("2")], critic, Scaling::MinMax), DispersionError::TooFewUnits);
    let ragged = [column("1 2"), column("1 2 3")];
    assert_eq!(refused(&ragged, critic, Scaling::MinMax), DispersionError::WrongLength { indicator: 1 });
    let negative = [column("1 2"), column("-1 2")];
    assert_eq!(refused(&negative, critic, Scaling::ColumnShares), DispersionError::Negative { indicator: 1 });
    assert!(dispersion_weights(&negative, deviation, Scaling::Vector, 64).is_ok());
    assert_eq!(refused(&[column("3 3"), column("4 4")], deviation, Scaling::Vector), DispersionError::NothingCounts);
    // One that differs conflicts with none.
    assert_eq!(refused(&[column("3 4"), column("4 4")], critic, Scaling::Vector), DispersionError::NothingCounts);
}

/// Deviations and correlations in floating-point numbers with the variance of the population (0) or of a sample (1).
fn by_definition(columns: &[Vec<f64>], critic: bool, less: f64) -> Option<Vec<f64>> {
    let units = columns[0].len() as f64;
    let scaled = columns.iter().map(|column| {
        let least = column.iter().copied().fold(f64::INFINITY, f64::min);
        let most = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        column.iter().map(|value| (value - least) / (most - least)).collect::<Vec<f64>>()
    });
    let scaled: Vec<Vec<f64>> = scaled.collect();
    let mean = |column: &[f64]| column.iter().sum::<f64>() / units;
    let covariance = |one: &[f64], other: &[f64]| {
        let (first, second) = (mean(one), mean(other));
        one.iter().zip(other).map(|(one, other)| (one - first) * (other - second)).sum::<f64>() / (units - less)
    };
    let counts = scaled.iter().map(|own| {
        let deviation = covariance(own, own).sqrt();
        let conflict: f64 = scaled
            .iter()
            .map(|other| 1.0 - covariance(own, other) / (covariance(own, own) * covariance(other, other)).sqrt())
            .sum();
        deviation * if critic { conflict } else { 1.0 }
    });
    let counts: Vec<f64> = counts.collect();
    let total: f64 = counts.iter().sum();
    (total > 1e-6).then(|| counts.iter().map(|count| count / total).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn of_the_population_or_of_a_sample_is_the_same(rows in prop::collection::vec((0..50_i64, 0..50_i64, 0..50_i64), 3..8)) {
        let columns = [0, 1, 2].map(|at| rows.iter().map(|row| [row.0, row.1, row.2][at]).collect::<Vec<i64>>());
        prop_assume!(columns.iter().all(|column| column.iter().min() < column.iter().max()));
        let floats: Vec<Vec<f64>> = columns.iter().map(|column| column.iter().map(|value| *value as f64).collect()).collect();
        let exact: Vec<Column> = columns
            .iter()
            .map(|column| Column { values: column.iter().map(|value| Number::from(*value)).collect(), prefers_less: false })
            .collect();
        for (dispersion, critic) in [(Dispersion::StandardDeviation, false), (Dispersion::Critic, true)] {
            let (Some(population), Some(sample)) = (by_definition(&floats, critic, 0.0), by_definition(&floats, critic, 1.0)) else { continue };
            let weights = dispersion_weights(&exact, dispersion, Scaling::MinMax, 64).unwrap();
            for ((weight, population), sample) in weights.iter().zip(population).zip(sample) {
                let weight = weight.low().nearest_f64();
                prop_assert!((weight - population).abs() < 1e-9 && (weight - sample).abs() < 1e-9, "{weight} {population} {sample}");
            }
        }
    }

    #[test]
    fn weights_hold_a_sum_of_one_and_no_order_or_unit(rows in prop::collection::vec((0..50_i64, 0..50_i64, 0..50_i64), 2..8)) {
        let columns = |rows: &[(i64, i64, i64)], factors: [i64; 3]| -> Vec<Column> {
            let values = |at: usize| rows.iter().map(|row| Number::from([row.0, row.1, row.2][at] * factors[at])).collect();
            [0, 1, 2].map(|at| Column { values: values(at), prefers_less: at == 1 }).into()
        };
        let backwards: Vec<(i64, i64, i64)> = rows.iter().rev().copied().collect();
        for dispersion in [Dispersion::StandardDeviation, Dispersion::Critic] {
            for scaling in [Scaling::MinMax, Scaling::ColumnShares, Scaling::Vector] {
                let of = |rows: &[(i64, i64, i64)], factors| dispersion_weights(&columns(rows, factors), dispersion, scaling, 64);
                let result = of(&rows, [1, 1, 1]);
                prop_assert_eq!(&result, &of(&backwards, [1, 1, 1]));
                prop_assert_eq!(&result, &of(&rows, [3, 7, 11]));
                let Ok(weights) = result else { continue };
                let total: Real = weights.into_iter().sum();
                prop_assert!(total.admits(&Number::one()));
            }
        }
    }
}
