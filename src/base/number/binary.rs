//! Numbers as integers times powers of two, so that a bound of any number takes as little room as wanted.

use dashu_int::ops::{BitTest, DivEuclid};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

use super::Number;

impl Number {
    /// The greatest number `mantissa · 2^exponent` not above this one whose mantissa has `bits` or one more bits.
    pub(super) fn binary_floor(&self, bits: u32) -> (IBig, isize) {
        let exponent = self.magnitude() - signed(bits as usize);
        (self.floor_of_scaled(exponent), exponent)
    }

    /// The power of two that it is nearest to, or one beside it; nothing of importance for 0.
    pub(super) fn magnitude(&self) -> isize {
        signed(self.0.numerator().bit_len()) - signed(self.0.denominator().bit_len())
    }

    /// The greatest number `mantissa · 2^−places` not above this one.
    pub(super) fn fixed_point_floor(&self, places: u32) -> (IBig, isize) {
        let exponent = -signed(places as usize);
        (self.floor_of_scaled(exponent), exponent)
    }

    /// The greatest integer not above the number ÷ 2^`exponent`.
    pub(super) fn floor_of_scaled(&self, exponent: isize) -> IBig {
        let (numerator, denominator) = (self.0.numerator(), IBig::from(self.0.denominator().clone()));
        let shift = exponent.unsigned_abs();
        if exponent < 0 {
            (numerator << shift).div_euclid(denominator)
        } else {
            numerator.div_euclid(denominator << shift)
        }
    }

    /// The number `mantissa · 2^exponent`.
    pub(super) fn from_binary(mantissa: IBig, exponent: isize) -> Self {
        let power = UBig::ONE << exponent.unsigned_abs();
        if exponent < 0 {
            Self(RBig::from_parts(mantissa, power))
        } else {
            Self(RBig::from(mantissa * IBig::from(power)))
        }
    }

    /// The floating-point number next to it, for what is drawn at random and never for a value that is published.
    #[must_use]
    pub fn nearest_f64(&self) -> f64 {
        self.0.to_f64().value()
    }

    /// The greatest binary fraction not above it with `bits` significant bits, or one more.
    pub(crate) fn rounded_down(&self, bits: u32) -> Self {
        let (mantissa, exponent) = self.binary_floor(bits);
        Self::from_binary(mantissa, exponent)
    }

    /// The least binary fraction not below it with `bits` significant bits, or one more.
    pub(crate) fn rounded_up(&self, bits: u32) -> Self {
        let (mantissa, exponent) = (-self.clone()).binary_floor(bits);
        Self::from_binary(-mantissa, exponent)
    }

    /// 2 to the power of −`exponent`.
    pub(crate) fn negative_power_of_two(exponent: u32) -> Self {
        Self(RBig::from_parts(IBig::ONE, UBig::ONE << exponent as usize))
    }

    /// Numerator and denominator; `None` where one of them is beyond 64 bits.
    pub(crate) fn ratio(&self) -> Option<(i64, i64)> {
        let numerator = i64::try_from(self.0.numerator()).ok()?;
        let denominator = i64::try_from(self.0.denominator()).ok()?;
        Some((numerator, denominator))
    }
}

/// A size of something in memory, which is never beyond the signed numbers.
fn signed(size: usize) -> isize {
    isize::try_from(size).unwrap_or(isize::MAX)
}
