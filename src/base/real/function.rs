//! Logarithms, powers and means of real numbers: exact where the result is rational, otherwise between proved bounds.

use super::Real;
use crate::base::number::Number;

/// Most bits to which a function is computed; more are as good as these.
pub const MAX_BITS: u32 = 4096;
/// Fewest bits.
const MIN_BITS: u32 = 8;
/// Largest argument, either way, of [`Real::exp`].
pub const MAX_EXPONENTIAL: i64 = 10_000;
/// Largest degree of a root, and largest power under it, for which an exact result is looked for: that of whole
/// percents.
const MAX_DEGREE: i64 = 100;
/// Largest size, in bits, of a number under an exact root.
const MAX_EXACT_SIZE: usize = 1 << 16;
/// Bits that a power may lose on its way by logarithm and exponential: an error of the logarithm counts up to
/// [`MAX_EXPONENTIAL`] times.
const LOST_BITS: u32 = 16;

/// The bits that are computed where `bits` are asked for.
pub(super) fn within_limits(bits: u32) -> u32 {
    bits.clamp(MIN_BITS, MAX_BITS)
}

impl Real {
    /// The natural logarithm, to about `bits` (up to [`MAX_BITS`]) significant bits; exact for 1.
    ///
    /// `None` unless the number is certainly above 0.
    #[must_use]
    pub fn ln(&self, bits: u32) -> Option<Self> {
        self.increasing(|end| end.logarithm_bounds(within_limits(bits)))
    }

    /// e to the power of the number, to about `bits` (up to [`MAX_BITS`]) significant bits; exact for 0.
    ///
    /// `None` unless the number is certainly within ±[`MAX_EXPONENTIAL`].
    #[must_use]
    pub fn exp(&self, bits: u32) -> Option<Self> {
        let limit = Number::from(MAX_EXPONENTIAL);
        if *self.low() < -limit.clone() || *self.high() > limit {
            return None;
        }
        self.increasing(|end| end.exponential_bounds(within_limits(bits)))
    }

    /// The square root, to about `bits` (up to [`MAX_BITS`]) significant bits; exact for squares of rational numbers.
    ///
    /// `None` unless the number is certainly not below 0.
    #[must_use]
    pub fn sqrt(&self, bits: u32) -> Option<Self> {
        self.increasing(|end| match end.exact_root(2) {
            Some(root) => Some((root.clone(), root)),
            None => end.square_root_bounds(within_limits(bits) + 2),
        })
    }

    /// The number to the power of `exponent`, to about `bits` (up to [`MAX_BITS`]) significant bits; 0 for 0.
    ///
    /// Exact where the result is rational, for exponents that are fractions of integers up to 100 and for numbers of a
    /// moderate size. `None` unless the number is certainly not below 0 and the exponent is above 0; `None`, too, where
    /// the result is beyond e^±[`MAX_EXPONENTIAL`].
    #[must_use]
    pub fn power(&self, exponent: &Number, bits: u32) -> Option<Self> {
        if exponent.is_zero() || exponent.is_negative() {
            return None;
        }
        self.increasing(|end| power_of_number(end, exponent, within_limits(bits)))
    }

    /// The weighted geometric mean: the product of all numbers, each to the power of its weight ÷ the sum of weights,
    /// to about `bits` (up to [`MAX_BITS`]) significant bits. Weights need not sum to 1; those of weight 0 do not
    /// count.
    ///
    /// 0 where a number is 0; exact where all are the same exact number, and where the result is rational and the
    /// weights are as integers with a sum up to 100, as whole percents are. `None` where a number may be below 0, where
    /// a weight is, where no weight is above 0, and where the result is beyond e^±[`MAX_EXPONENTIAL`].
    #[must_use]
    pub fn weighted_geometric(parts: &[(Self, Number)], bits: u32) -> Option<Self> {
        if parts.iter().any(|(number, weight)| weight.is_negative() || number.low().is_negative()) {
            return None;
        }
        let counting: Vec<&(Self, Number)> = parts.iter().filter(|(_, weight)| !weight.is_zero()).collect();
        let (first, _) = counting.first()?;
        let mean = |end: fn(&Self) -> &Number| {
            let parts: Vec<_> = counting.iter().map(|(number, weight)| (end(number), weight)).collect();
            mean_of_numbers(&parts, within_limits(bits))
        };
        let (low, high) = mean(Self::low)?;
        if first.as_exact().is_some() && counting.iter().all(|(number, _)| number.as_exact().is_some()) {
            return Some(Self::between(low, high));
        }
        let (_, high) = mean(Self::high)?;
        Some(Self::between(low, high))
    }

    /// The value of an increasing function whose `bounds` at an exact number are given.
    fn increasing(&self, bounds: impl Fn(&Number) -> Option<(Number, Number)>) -> Option<Self> {
        let (low, high) = bounds(self.low())?;
        match self {
            Self::Exact(_) => Some(Self::between(low, high)),
            Self::Between { high, .. } => Some(Self::between(low, bounds(high)?.1)),
        }
    }
}

/// Bounds of a power of a number from 0 with an exponent above 0.
fn power_of_number(number: &Number, exponent: &Number, bits: u32) -> Option<(Number, Number)> {
    if number.is_zero() || *number == Number::one() {
        return Some((number.clone(), number.clone()));
    }
    if let Some(power) = rational_power(number, exponent) {
        return Some((power.clone(), power));
    }
    ends((logarithm(number, bits)? * Real::Exact(exponent.clone())).exp(bits)?)
}

fn rational_power(number: &Number, exponent: &Number) -> Option<Number> {
    let (power, degree) = exponent.ratio()?;
    let power = small(power)?;
    if number.bits().checked_mul(power as usize)? > MAX_EXACT_SIZE {
        return None;
    }
    Some(number.exact_root(small(degree)?)?.integer_power(power))
}

/// Bounds of the weighted geometric mean of numbers from 0 with weights above 0.
fn mean_of_numbers(parts: &[(&Number, &Number)], bits: u32) -> Option<(Number, Number)> {
    let (first, _) = parts.first()?;
    if parts.iter().any(|(number, _)| number.is_zero()) {
        return Some((Number::zero(), Number::zero()));
    }
    if parts.iter().all(|(number, _)| number == first) {
        return Some(((*first).clone(), (*first).clone()));
    }
    // One logarithm of a product instead of one for each part, and the only way to see that the mean is rational.
    if let Some((product, degree)) = product_of_powers(parts) {
        return power_of_number(&product, &Number::one().checked_div(&Number::from(degree))?, bits);
    }
    let total: Number = parts.iter().map(|(_, weight)| (*weight).clone()).sum();
    let mut sum = Real::zero();
    for (number, weight) in parts {
        let share = weight.checked_div(&total)?;
        sum = (sum + logarithm(number, bits)? * Real::Exact(share)).coarse(bits + 2 * LOST_BITS);
    }
    ends(sum.exp(bits)?)
}

/// A logarithm that is good enough for an exponential to `bits`.
fn logarithm(number: &Number, bits: u32) -> Option<Real> {
    number.logarithm_bounds(bits + LOST_BITS).map(|(low, high)| Real::between(low, high))
}

/// The product under the root of a mean whose weights are as small integers, and the degree of that root.
fn product_of_powers(parts: &[(&Number, &Number)]) -> Option<(Number, i64)> {
    let (powers, degree) = integer_weights(parts.iter().map(|(_, weight)| *weight))?;
    let mut product = Number::one();
    for ((number, _), power) in parts.iter().zip(powers) {
        if product.bits() + number.bits().checked_mul(power as usize)? > MAX_EXACT_SIZE {
            return None;
        }
        product = product * number.integer_power(power);
    }
    Some((product, degree))
}

/// The smallest integers in the ratio of the weights, and their sum; `None` where that is above [`MAX_DEGREE`].
fn integer_weights<'a>(weights: impl Iterator<Item = &'a Number> + Clone) -> Option<(Vec<u32>, i64)> {
    let total: Number = weights.clone().cloned().sum();
    let mut shares = Vec::new();
    let mut common: i64 = 1;
    for weight in weights {
        let (numerator, denominator) = weight.checked_div(&total)?.ratio()?;
        // Bounded by the check below, so that the product cannot overflow.
        small(denominator)?;
        common *= denominator / greatest_common_divisor(common, denominator);
        small(common)?;
        shares.push((numerator, denominator));
    }
    let powers = shares.into_iter().map(|(numerator, denominator)| small(numerator * (common / denominator)));
    Some((powers.collect::<Option<_>>()?, common))
}

fn greatest_common_divisor(mut number: i64, mut other: i64) -> i64 {
    while other != 0 {
        (number, other) = (other, number % other);
    }
    number
}

/// The integer, if it is not above [`MAX_DEGREE`] and above 0.
fn small(integer: i64) -> Option<u32> {
    u32::try_from(integer).ok().filter(|_| (1..=MAX_DEGREE).contains(&integer))
}

fn ends(number: Real) -> Option<(Number, Number)> {
    Some((number.low().clone(), number.high().clone()))
}
