//! Means, variances and covariances of exact numbers.

use crate::base::number::Number;

/// The covariance over all pairs: the mean of the products of the distances from the means. 0 of nothing.
pub(super) fn covariance(first: &[Number], second: &[Number]) -> Number {
    let (first_mean, second_mean) = (mean(first), mean(second));
    let pairs = first.iter().zip(second);
    let sum = pairs.fold(Number::zero(), |sum, (one, other)| sum + (one - &first_mean) * (other - &second_mean));
    sum.checked_div(&Number::of_count(first.len())).unwrap_or_else(Number::zero)
}

/// The variance: the covariance with itself.
pub(super) fn variance(numbers: &[Number]) -> Number {
    covariance(numbers, numbers)
}

fn mean(numbers: &[Number]) -> Number {
    let sum = numbers.iter().fold(Number::zero(), |sum, number| sum + number.clone());
    sum.checked_div(&Number::of_count(numbers.len())).unwrap_or_else(Number::zero)
}
