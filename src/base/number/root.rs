//! Powers and roots of numbers: exact where they are rational, and square roots between two bounds.

use dashu_int::ops::{BitTest, SquareRoot};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

use super::Number;

impl Number {
    /// The number to the power of `exponent`; callers keep both small.
    pub(crate) fn integer_power(&self, exponent: u32) -> Self {
        let exponent = exponent as usize;
        Self(RBig::from_parts(self.0.numerator().pow(exponent), self.0.denominator().pow(exponent)))
    }

    /// The root of that `degree`, where it is rational; `None` for others, for negative numbers and for the degree 0.
    pub(crate) fn exact_root(&self, degree: u32) -> Option<Self> {
        if self.is_negative() {
            return None;
        }
        let numerator = exact_root(UBig::try_from(self.0.numerator().clone()).ok()?, degree)?;
        let denominator = exact_root(self.0.denominator().clone(), degree)?;
        Some(Self(RBig::from_parts(IBig::from(numerator), denominator)))
    }

    /// Two numbers between which the square root lies, both with about `bits` significant bits; `None` below 0.
    pub(crate) fn square_root_bounds(&self, bits: u32) -> Option<(Self, Self)> {
        let (_, exponent) = self.binary_floor(2 * bits);
        let even = exponent - exponent.rem_euclid(2);
        let floor = UBig::try_from(self.floor_of_scaled(even)).ok()?.sqrt();
        // The root of what was cut off adds less than one, for the root of the next integer is at most one above.
        let ceiling = IBig::from(&floor + UBig::ONE);
        Some((Self::from_binary(IBig::from(floor), even / 2), Self::from_binary(ceiling, even / 2)))
    }
}

fn exact_root(value: UBig, degree: u32) -> Option<UBig> {
    if degree == 0 {
        return None;
    }
    if degree == 1 || value.is_zero() || value.is_one() {
        return Some(value);
    }
    let root = floor_root(&value, degree as usize);
    (root.pow(degree as usize) == value).then_some(root)
}

/// The greatest integer whose power is not above `value`, for degrees from 2.
///
/// Newton's method from a start that is right in the upper half of its bits: from a mere power of two it would need
/// some hundreds of steps for degrees such as 61.
fn floor_root(value: &UBig, degree: usize) -> UBig {
    if degree == 2 {
        return value.sqrt();
    }
    if value.bit_len() <= degree {
        return if value.is_zero() { UBig::ZERO } else { UBig::ONE };
    }
    let half = (value.bit_len() / degree).div_ceil(2);
    let mut root = (floor_root(&(value >> (degree * half)), degree) + UBig::ONE) << half;
    loop {
        let next = (&root * UBig::from(degree - 1) + value / root.pow(degree - 1)) / UBig::from(degree);
        if next >= root {
            return root;
        }
        root = next;
    }
}
