//! Lengths on a plate, in whole micrometres, so that what fits never hangs on the rounding of a sum.

use crate::base::advance::Advance;
use crate::base::number::{Number, Rounding};
use std::fmt;
use std::ops::{Add, Sub};

/// The least and the greatest size on a sign, in millimetres.
const RANGE: (i64, i64) = (1, 20_000);

/// A length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Length(i64);

impl Length {
    /// A length in micrometres.
    #[must_use]
    pub const fn micrometres(value: i64) -> Self {
        Self(value)
    }

    /// The declared size in millimetres, to the micrometre; `None` beyond what a sign can have.
    #[must_use]
    pub fn declared(number: &Number) -> Option<Self> {
        if *number < Number::from(RANGE.0) || *number > Number::from(RANGE.1) {
            return None;
        }
        let exact = number.clone() * Number::from(1000);
        exact.rounded(0, Rounding::HalfEven).to_i64().map(Self)
    }

    /// The width of a text of so many thousandths of the character height.
    #[must_use]
    pub const fn of_text(thousandths: i64, height: Self) -> Self {
        Self(Advance::at(thousandths, height.0))
    }

    /// The number of micrometres.
    #[must_use]
    pub const fn in_micrometres(self) -> i64 {
        self.0
    }

    /// So many times its size.
    #[must_use]
    pub fn times(self, count: i64) -> Self {
        Self(self.0.saturating_mul(count))
    }

    /// A part of it, `numerator ÷ denominator`, rounded down.
    #[must_use]
    pub fn part(self, numerator: i64, denominator: i64) -> Self {
        Self(self.0.saturating_mul(numerator).checked_div_euclid(denominator).unwrap_or(0))
    }
}

impl Add for Length {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Length {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self(0), Add::add)
    }
}

/// Millimetres with at most three decimals and no needless zeros.
impl fmt::Display for Length {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        let text = format!("{sign}{}.{:03}", size / 1000, size % 1000);
        formatter.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_in_millimetres() {
        let written: Vec<String> =
            [0, 1, 1200, 120_000, -1500].iter().map(|value| Length::micrometres(*value).to_string()).collect();
        assert_eq!(written, ["0", "0.001", "1.2", "120", "-1.5"]);
    }

    #[test]
    fn sizes_of_no_sign_are_refused() {
        let declared = |text: &str| Length::declared(&Number::parse(text).unwrap());
        assert_eq!(declared("0.5"), None);
        assert_eq!(declared("-3"), None);
        assert_eq!(declared("20001"), None);
        assert_eq!(declared("1e30"), None);
        assert_eq!(declared("1/3"), None);
        assert_eq!(declared("28.5"), Some(Length::micrometres(28_500)));
    }
}
