//! Exact numbers: rationals without size limit, so that thresholds, weights and scores are compared without rounding.
//!
//! Numbers enter as decimal text (or a fraction such as `1/12`) from standards and submissions, which may be hostile:
//! [`Number::parse`] refuses what would be large before it builds anything. Rounding follows GB/T 8170 and happens only
//! where it is asked for.

mod binary;
mod root;
mod transcendental;

use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use dashu_int::ops::{Abs, BitTest};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

/// Most significant digits of a number that is read.
pub const MAX_DIGITS: usize = 30;
/// Largest exponent, either way, of a number that is read.
pub const MAX_EXPONENT: i64 = 30;
/// Longest text of a number that is read, in bytes; leading and trailing zeros count here.
const MAX_LENGTH: usize = 100;
/// Most decimal places that rounding keeps.
const MAX_PLACES: u32 = 100;

/// An exact rational number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Number(RBig);

/// Why a text is not a number that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    /// It is not decimal text or a fraction of two integers.
    Malformed,
    /// It has more than [`MAX_DIGITS`] significant digits.
    TooManyDigits,
    /// Its exponent is beyond ±[`MAX_EXPONENT`].
    ExponentTooLarge,
    /// It is a fraction with the denominator 0.
    ZeroDenominator,
}

/// What happens to a value exactly in the middle of two neighbours (GB/T 8170, 3.2 and 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Rounding {
    /// To the even neighbour (四舍六入五成双).
    #[default]
    HalfEven,
    /// Away from zero (四舍五入).
    HalfUp,
}

impl Number {
    /// Zero.
    #[must_use]
    pub fn zero() -> Self {
        Self(RBig::ZERO)
    }

    /// One.
    #[must_use]
    pub fn one() -> Self {
        Self(RBig::ONE)
    }

    /// A number of things.
    #[must_use]
    pub fn of_count(count: usize) -> Self {
        Self(RBig::from(count))
    }

    /// Reads `[+-]digits[.digits][(e|E)[+-]digits]` or `[+-]digits/digits`.
    ///
    /// # Errors
    /// Where the text has another form or is larger than [`MAX_DIGITS`] and [`MAX_EXPONENT`] allow; the decision is made
    /// on the text, before any number is built.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        if text.len() > MAX_LENGTH {
            return Err(refusal_of_long(text));
        }
        let (negative, magnitude) = split_sign(text);
        let number = match magnitude.split_once('/') {
            Some((numerator, denominator)) => Self::fraction(numerator, denominator)?,
            None => Self::decimal_text(magnitude)?,
        };
        Ok(if negative { -number } else { number })
    }

    fn fraction(numerator: &str, denominator: &str) -> Result<Self, NumberError> {
        let numerator = Self(RBig::from(integer(numerator)?));
        let denominator = Self(RBig::from(integer(denominator)?));
        numerator.checked_div(&denominator).ok_or(NumberError::ZeroDenominator)
    }

    fn decimal_text(text: &str) -> Result<Self, NumberError> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (text, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return Err(NumberError::Malformed),
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        if whole.is_empty() {
            return Err(NumberError::Malformed);
        }
        let digits = integer(&[whole, fraction].concat())?;
        let places = i64::try_from(fraction.len()).map_err(|_| NumberError::TooManyDigits)?;
        Ok(Self(RBig::from(digits)).shifted(exponent - places))
    }

    /// The number times 10 to the power of `exponent`; callers keep the exponent small.
    fn shifted(&self, exponent: i64) -> Self {
        let power = RBig::from(power_of_ten(usize::try_from(exponent.unsigned_abs()).unwrap_or(usize::MAX)));
        Self(if exponent < 0 { &self.0 / power } else { &self.0 * power })
    }

    /// Whether it is 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below 0.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0 < RBig::ZERO
    }

    /// Whether it has no fraction.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.0.is_int()
    }

    /// The distance from 0.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self(self.0.clone().abs())
    }

    /// The quotient; `None` where the divisor is 0.
    #[must_use]
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| Self(&self.0 / &divisor.0))
    }

    /// The number with the least denominator between two numbers, neither of them included.
    #[must_use]
    pub fn simplest_between(low: &Self, high: &Self) -> Self {
        Self(RBig::simplest_in(low.0.clone(), high.0.clone()))
    }

    /// The integer; `None` for a number with a fraction or beyond 64 bits.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        if !self.is_integer() {
            return None;
        }
        i64::try_from(self.0.numerator()).ok()
    }

    /// How much room it takes: bits of numerator and denominator together.
    #[must_use]
    pub fn bits(&self) -> usize {
        self.0.numerator().bit_len() + self.0.denominator().bit_len()
    }

    /// The nearest number with at most `digits` (at most 100) decimal places.
    #[must_use]
    pub fn rounded(&self, digits: u32, rounding: Rounding) -> Self {
        let places = i64::from(digits.min(MAX_PLACES));
        Self(RBig::from(self.scaled_integer(digits, rounding))).shifted(-places)
    }

    /// The number times 10 to the power of `digits`, rounded to an integer.
    fn scaled_integer(&self, digits: u32, rounding: Rounding) -> IBig {
        let scaled = self.shifted(i64::from(digits.min(MAX_PLACES)));
        let floor = scaled.0.floor();
        let twice = (&scaled.0 - &floor) * RBig::from(2);
        let up = match twice.cmp(&RBig::ONE) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => match rounding {
                Rounding::HalfEven => floor.bit(0),
                Rounding::HalfUp => floor >= IBig::ZERO,
            },
        };
        if up { floor + IBig::ONE } else { floor }
    }

    /// The rounded number with exactly `digits` (at most 100) decimal places, as in `88.00`; zero never has a sign.
    #[must_use]
    pub fn decimal(&self, digits: u32, rounding: Rounding) -> String {
        let places = digits.min(MAX_PLACES) as usize;
        point_text(&self.scaled_integer(digits, rounding), places)
    }

    /// Decimal places of a terminating decimal; `None` for others.
    fn places(&self) -> Option<usize> {
        let mut denominator = self.0.denominator().clone();
        let twos = denominator.remove(&UBig::from(2_u8)).unwrap_or(0);
        let fives = denominator.remove(&UBig::from(5_u8)).unwrap_or(0);
        denominator.is_one().then(|| twos.max(fives))
    }

    /// The unit in the last place of its decimal form: 0.1 for 0.6, 1 for 90; `None` where that form does not end.
    #[must_use]
    pub fn last_place(&self) -> Option<Self> {
        let places = i64::try_from(self.places()?).ok()?;
        Some(Self::one().shifted(-places))
    }

    /// Whether its decimal form ends.
    #[must_use]
    pub fn is_terminating(&self) -> bool {
        self.places().is_some()
    }
}

/// What is wrong with a text longer than any number that is read.
fn refusal_of_long(text: &str) -> NumberError {
    if text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE/".contains(&byte)) {
        NumberError::TooManyDigits
    } else {
        NumberError::Malformed
    }
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// The digits as an integer, if there are some and not too many are significant.
fn integer(digits: &str) -> Result<UBig, NumberError> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberError::Malformed);
    }
    let leading = digits.trim_start_matches('0');
    if leading.len() > MAX_DIGITS {
        return Err(NumberError::TooManyDigits);
    }
    if leading.is_empty() {
        return Ok(UBig::ZERO);
    }
    leading.parse().map_err(|_| NumberError::Malformed)
}

fn parse_exponent(text: &str) -> Result<i64, NumberError> {
    let (negative, digits) = split_sign(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberError::Malformed);
    }
    let significant = digits.trim_start_matches('0');
    if significant.len() > 3 {
        return Err(NumberError::ExponentTooLarge);
    }
    let exponent = significant.bytes().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
    if exponent > MAX_EXPONENT {
        return Err(NumberError::ExponentTooLarge);
    }
    Ok(if negative { -exponent } else { exponent })
}

fn power_of_ten(exponent: usize) -> UBig {
    UBig::from(10_u8).pow(exponent)
}

/// The text of `scaled` ÷ 10^`places`.
fn point_text(scaled: &IBig, places: usize) -> String {
    let sign = if *scaled < IBig::ZERO { "-" } else { "" };
    let digits = scaled.clone().abs().to_string();
    if places == 0 {
        return format!("{sign}{digits}");
    }
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    format!("{sign}{whole}.{fraction}")
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(RBig::from(value))
    }
}

/// The exact text: a decimal where one exists, otherwise a fraction such as `32/7`.
impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.places() {
            Some(0) => write!(formatter, "{}", self.0.numerator()),
            Some(places) => {
                let scaled = &self.0 * RBig::from(power_of_ten(places));
                formatter.write_str(&point_text(scaled.numerator(), places))
            }
            None => write!(formatter, "{}/{}", self.0.numerator(), self.0.denominator()),
        }
    }
}

macro_rules! operator {
    ($trait:ident $method:ident) => {
        impl $trait for Number {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                Self($trait::$method(self.0, other.0))
            }
        }
        impl<'a> $trait<&'a Number> for &'a Number {
            type Output = Number;
            fn $method(self, other: &'a Number) -> Number {
                Number($trait::$method(&self.0, &other.0))
            }
        }
    };
}

operator!(Add add);
operator!(Sub sub);
operator!(Mul mul);

impl Neg for Number {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl std::iter::Sum for Number {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::zero(), |total, number| total + number)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn decimals_are_exact() {
        assert_eq!(number("0.1") + number("0.2"), number("0.3"));
        assert_eq!(number("1/3") * number("3"), number("1"));
        assert_eq!(number("1.5e-3"), number("0.0015"));
        assert_eq!(number("+12E2"), Number::from(1200));
        assert_eq!(number("-0"), Number::zero());
        assert!(number("-1/12") < number("-0.08"));
    }

    #[test]
    fn hostile_or_malformed_text_is_refused() {
        use NumberError::{ExponentTooLarge, Malformed, TooManyDigits, ZeroDenominator};
        let long = "9".repeat(1_000_000);
        let cases = [
            ("1e999999999", ExponentTooLarge),
            ("1e-31", ExponentTooLarge),
            ("1e99999999999999999999", ExponentTooLarge),
            ("1234567890123456789012345678901", TooManyDigits),
            ("0.1234567890123456789012345678901", TooManyDigits),
            (long.as_str(), TooManyDigits),
            ("1/0", ZeroDenominator),
            ("", Malformed),
            ("-", Malformed),
            (".5", Malformed),
            ("5.", Malformed),
            ("1 000", Malformed),
            ("1_000", Malformed),
            ("1e", Malformed),
            ("1/-2", Malformed),
            ("--1", Malformed),
            ("１２", Malformed),
            ("1/2/3", Malformed),
            ("inf", Malformed),
        ];
        for (text, error) in cases {
            assert_eq!(Number::parse(text), Err(error), "{}", text.get(..40).unwrap_or(text));
        }
        assert!(Number::parse("123456789012345678901234567890").is_ok());
        assert!(Number::parse("1e30").is_ok());
    }

    #[test]
    fn text_is_exact() {
        let cases = [
            ("6.40", "6.4"),
            ("12", "12"),
            ("-0.05", "-0.05"),
            ("32/7", "32/7"),
            ("-2/6", "-1/3"),
            ("1/8", "0.125"),
            ("1e3", "1000"),
            ("100", "100"),
        ];
        for (text, shown) in cases {
            assert_eq!(number(text).to_string(), shown);
        }
    }

    /// Worked examples of rounding by GB/T 8170-2008 (value, interval, result).
    const EXAMPLES: [(&str, &str, &str); 18] = [
        ("12.1498", "1", "12"),
        ("12.1498", "0.1", "12.1"),
        ("1268", "100", "1300"),
        ("10.5002", "1", "11"),
        ("1.050", "0.1", "1.0"),
        ("0.35", "0.1", "0.4"),
        ("2500", "1000", "2000"),
        ("3500", "1000", "4000"),
        ("-0.0365", "0.001", "-0.036"),
        ("15.4546", "1", "15"),
        ("8.53459", "0.01", "8.53"),
        ("28.175", "0.01", "28.18"),
        ("28.165", "0.01", "28.16"),
        ("28.2645", "0.1", "28.3"),
        ("28.350", "0.1", "28.4"),
        ("28.250", "0.1", "28.2"),
        ("28.050", "0.1", "28.0"),
        ("28.2501", "0.1", "28.3"),
    ];

    fn agreeing(rounding: Rounding) -> usize {
        let agrees = |(value, interval, result): &(&str, &str, &str)| {
            let steps = number(value).checked_div(&number(interval)).unwrap();
            steps.rounded(0, rounding) * number(interval) == number(result)
        };
        EXAMPLES.iter().filter(|example| agrees(example)).count()
    }

    #[test]
    fn half_even_is_gb_t_8170_and_half_up_is_not() {
        assert_eq!(agreeing(Rounding::HalfEven), EXAMPLES.len());
        assert_eq!(agreeing(Rounding::HalfUp), 12);
    }

    #[test]
    fn decimals_have_fixed_places() {
        assert_eq!(number("88").decimal(2, Rounding::HalfEven), "88.00");
        assert_eq!(number("28.050").decimal(1, Rounding::HalfEven), "28.0");
        assert_eq!(number("-0.004").decimal(2, Rounding::HalfEven), "0.00");
        assert_eq!(number("2/3").decimal(3, Rounding::HalfEven), "0.667");
        assert_eq!(number("-2.5").decimal(0, Rounding::HalfEven), "-2");
        assert_eq!(number("-2.5").decimal(0, Rounding::HalfUp), "-3");
        assert_eq!(number("2.5").decimal(0, Rounding::HalfUp), "3");
        assert_eq!(number("1/3").decimal(u32::MAX, Rounding::HalfUp).len(), 102);
    }

    #[test]
    fn integers() {
        assert_eq!(number("9223372036854775807").to_i64(), Some(i64::MAX));
        assert_eq!(number("9223372036854775808").to_i64(), None);
        assert_eq!(number("0.5").to_i64(), None);
        assert!(!number("0.5").is_integer() && number("5.0").is_integer());
        assert_eq!(number("-7").abs(), number("7"));
        assert!(number("1").checked_div(&Number::zero()).is_none());
    }

    proptest! {
        #[test]
        fn terminating_text_reads_back(digits in any::<i64>(), places in 0_i64..20) {
            let value = Number::from(digits).shifted(-places);
            prop_assert_eq!(number(&value.to_string()), value);
        }

        #[test]
        fn rounding_stays_within_half_a_step(numerator in any::<i32>(), denominator in 1..10_000_i64, digits in 0..6_u32) {
            let value = Number::from(i64::from(numerator)).checked_div(&Number::from(denominator)).unwrap();
            for rounding in [Rounding::HalfEven, Rounding::HalfUp] {
                let distance = (&value.rounded(digits, rounding) - &value).abs();
                prop_assert!(distance * Number::from(2) <= Number::one().shifted(-i64::from(digits)));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            let _ = Number::parse(&text).map(|number| number.to_string());
        }
    }
}
