//! Bounds of logarithms and powers of e. The only place that knows the floating-point numbers of `dashu-float`.
//!
//! Powers of e come from one value, computed at a binary fraction just below the argument. It is said to be the nearest
//! of its length to the true one; we rely on no more than that only its last bits may be wrong. What lies between that
//! fraction and the argument is bounded by the slope of the function.
//!
//! Logarithms come from powers of e: ln x = y + ln(x ÷ e^y), and the logarithm of what is close to one has simple
//! bounds. Each step with y within the last bounds triples the bits, so that the whole costs little more than one power
//! of e to the last bit; the logarithm of the crate took some 80 times as long as that, at 4,096 bits and close to one.

use dashu_float::round::mode::HalfEven;
use dashu_float::{Context, FBig, Repr};

use super::Number;

/// Bits computed beyond those that are wanted.
const GUARD: u32 = 10;
/// Bits at the end of a computed value that nothing relies on: it may be wrong by eight units of its last place.
const DISTRUST: u32 = 4;
/// Bits of a logarithm before the first step.
const FIRST_BITS: u32 = 50;
/// Most steps towards a logarithm: the bits triple from some 12 at least, and there are never more than 10,000.
const MAX_STEPS: usize = 12;

impl Number {
    /// Two numbers between which the natural logarithm lies, apart by less than 2^-`bits` of it; `None` unless above 0.
    pub(crate) fn logarithm_bounds(&self, bits: u32) -> Option<(Self, Self)> {
        if self.is_zero() || self.is_negative() {
            return None;
        }
        let close_to_one = (self - &Self::one()).abs() < Self::negative_power_of_two(6);
        let (mut low, mut high) =
            if close_to_one { self.logarithm_near_one(bits + GUARD)? } else { self.first_logarithm()? };
        for _ in 0..MAX_STEPS {
            let width = &high - &low;
            if width <= low.abs().min(high.abs()) * Self::negative_power_of_two(bits + 3) {
                break;
            }
            // Places after the point: those that are known, and those that the next step may know or should.
            let known = places(-width.magnitude());
            let wanted = places(-low.magnitude()) + bits + GUARD;
            let (mantissa, exponent) = low.fixed_point_floor(known + 2);
            let center = Self::from_binary(mantissa, exponent);
            (low, high) = self.nearer_logarithm(&center, wanted.min(3 * known + GUARD))?;
        }
        Some((low.rounded_down(bits + GUARD), high.rounded_up(bits + GUARD)))
    }

    /// Rough bounds of the logarithm.
    fn first_logarithm(&self) -> Option<(Self, Self)> {
        let (mantissa, exponent) = self.binary_floor(FIRST_BITS + GUARD);
        let below = Self::from_binary(mantissa.clone(), exponent);
        let logarithm = context(FIRST_BITS).ln(&Repr::<2>::new(mantissa, exponent), None).ok()?.value();
        let (low, high) = trusted(logarithm, FIRST_BITS)?;
        // The slope of the logarithm is largest at the lower end.
        let slack = (self - &below).checked_div(&below)?;
        Some((low, high + slack))
    }

    /// Bounds of the logarithm that lies near `center`, with powers of e to so many bits.
    fn nearer_logarithm(&self, center: &Self, bits: u32) -> Option<(Self, Self)> {
        let (least_power, greatest_power) = center.exponential_bounds(bits)?;
        let precision = bits + GUARD;
        let least = self.rounded_down(precision).checked_div(&greatest_power)?.rounded_down(precision);
        let greatest = self.rounded_up(precision).checked_div(&least_power)?.rounded_up(precision);
        let (low, high) = (least.logarithm_near_one(precision)?.0, greatest.logarithm_near_one(precision)?.1);
        Some((center + &low, center + &high))
    }

    /// Bounds of the logarithm of a number above 0 that are the closer the nearer it is to 1.
    ///
    /// With z = (x−1)/(x+1), ln x is 2(z + z³/3 + z⁵/5 + …): beyond 2z, and short of what a geometric series from z³/3
    /// adds.
    fn logarithm_near_one(&self, precision: u32) -> Option<(Self, Self)> {
        let one = Self::one();
        let z = (self - &one).checked_div(&(self + &one))?;
        let inner = &z + &z;
        let square = &z * &z;
        let outer = &inner + &(&inner * &square).checked_div(&(Self::from(3) * (one - square)))?;
        let (low, high) = if z.is_negative() { (outer, inner) } else { (inner, outer) };
        Some((low.rounded_down(precision), high.rounded_up(precision)))
    }

    /// Two numbers between which e to the power of this one lies, apart by less than 2^-`bits` of it. Callers keep the
    /// number small: the result has about 1.5 times as many bits as its value.
    pub(crate) fn exponential_bounds(&self, bits: u32) -> Option<(Self, Self)> {
        if self.abs() < Self::negative_power_of_two(bits + GUARD) {
            // e^x lies between 1+x and 1+x+x² for x from −1 to 1.
            let low = Self::one() + self.clone();
            let high = &low + &(self * self);
            return Some((low.rounded_down(bits + GUARD), high.rounded_up(bits + GUARD)));
        }
        let (mantissa, exponent) = self.fixed_point_floor(bits + GUARD);
        let below = Self::from_binary(mantissa.clone(), exponent);
        let (low, high) = trusted(context(bits).exp(&Repr::<2>::new(mantissa, exponent), None).ok()?.value(), bits)?;
        // For steps h from 0 to 1, e^h is at most 1+2h.
        let growth = Self::one() + (self - &below) * Self::from(2);
        Some((low.rounded_down(bits + GUARD), (high * growth).rounded_up(bits + GUARD)))
    }
}

/// Binary places after the point, where there are some.
fn places(exponent: isize) -> u32 {
    u32::try_from(exponent).unwrap_or(0)
}

fn context(bits: u32) -> Context<HalfEven> {
    Context::new((bits + GUARD) as usize)
}

/// The computed value with as much room on both sides as its distrusted bits take.
fn trusted(value: FBig<HalfEven, 2>, bits: u32) -> Option<(Number, Number)> {
    if !value.repr().is_finite() {
        return None;
    }
    let (mantissa, exponent) = value.into_repr().into_parts();
    let value = Number::from_binary(mantissa, exponent);
    let room = value.abs() * Number::negative_power_of_two(bits + GUARD - DISTRUST);
    Some((&value - &room, &value + &room))
}
