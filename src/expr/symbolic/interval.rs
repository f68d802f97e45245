//! Intervals of numbers, open, closed or without end, and their arithmetic.
//!
//! Results always hold all that the operands can give; where the exact set is no interval, they hold more.

use crate::base::number::{Number, Rounding};

/// Most bits of a bound; a larger one is given up.
const MAX_BITS: usize = 4096;

/// The end of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Where it ends.
    pub value: Number,
    /// Whether the value itself belongs to it.
    pub closed: bool,
}

impl Bound {
    fn closed(value: Number) -> Option<Self> {
        (value.bits() <= MAX_BITS).then_some(Self { value, closed: true })
    }
}

/// All numbers between two bounds; `None` where there is no bound.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Interval {
    /// The lower bound.
    pub low: Option<Bound>,
    /// The upper bound.
    pub high: Option<Bound>,
}

impl Interval {
    /// All numbers.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    /// One number.
    #[must_use]
    pub fn point(value: Number) -> Self {
        Self { low: Bound::closed(value.clone()), high: Bound::closed(value) }
    }

    /// The numbers from `least` to `most`, both included.
    #[must_use]
    pub fn between(least: Option<Number>, most: Option<Number>) -> Self {
        Self { low: least.and_then(Bound::closed), high: most.and_then(Bound::closed) }
    }

    /// The numbers from this one on.
    #[must_use]
    pub fn at_least(least: Number) -> Self {
        Self::between(Some(least), None)
    }

    /// The numbers up to this one.
    #[must_use]
    pub fn at_most(most: Number) -> Self {
        Self::between(None, Some(most))
    }

    /// The numbers above this one.
    #[must_use]
    pub fn above(value: Number) -> Self {
        Self { low: Some(Bound { value, closed: false }), high: None }
    }

    /// The numbers below this one.
    #[must_use]
    pub fn below(value: Number) -> Self {
        Self { low: None, high: Some(Bound { value, closed: false }) }
    }

    /// The one number in it, if there is just one.
    #[must_use]
    pub fn only(&self) -> Option<&Number> {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low == high && low.closed => Some(&low.value),
            _ => None,
        }
    }

    /// Whether no number is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) => {
                low.value > high.value || (low.value == high.value && !(low.closed && high.closed))
            }
            _ => false,
        }
    }

    /// Whether all its numbers are at least this one.
    #[must_use]
    pub fn is_at_least(&self, value: &Number) -> bool {
        self.low.as_ref().is_some_and(|low| low.value >= *value)
    }

    /// Whether all its numbers are below this one.
    #[must_use]
    pub fn is_below(&self, value: &Number) -> bool {
        self.high.as_ref().is_some_and(|high| high.value < *value || (high.value == *value && !high.closed))
    }

    /// Whether all its numbers are above this one.
    #[must_use]
    pub fn is_above(&self, value: &Number) -> bool {
        self.low.as_ref().is_some_and(|low| low.value > *value || (low.value == *value && !low.closed))
    }

    /// What is in both.
    #[must_use]
    pub fn intersected(&self, other: &Self) -> Self {
        Self { low: tighter(&self.low, &other.low, |a, b| a > b), high: tighter(&self.high, &other.high, |a, b| a < b) }
    }

    /// The least interval that holds both.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        Self { low: wider(&self.low, &other.low, |a, b| a < b), high: wider(&self.high, &other.high, |a, b| a > b) }
    }

    /// What is in neither: below and above.
    #[must_use]
    pub fn complement(&self) -> Vec<Self> {
        let flip = |bound: &Bound| Bound { value: bound.value.clone(), closed: !bound.closed };
        let below = self.low.as_ref().map(|low| Self { low: None, high: Some(flip(low)) });
        let above = self.high.as_ref().map(|high| Self { low: Some(flip(high)), high: None });
        below.into_iter().chain(above).collect()
    }

    /// The integers in it, as an interval with closed bounds.
    #[must_use]
    pub fn whole(&self) -> Self {
        let step = |bound: &Bound, up: bool| {
            if bound.value.is_integer() {
                let one = if up { Number::one() } else { -Number::one() };
                return Bound::closed(if bound.closed { bound.value.clone() } else { bound.value.clone() + one });
            }
            let half = Number::one().checked_div(&Number::from(2)).unwrap_or_default();
            let shifted = if up { bound.value.clone() + half } else { bound.value.clone() - half };
            // Half a unit away from a fraction, the nearest integer is the one on that side.
            Bound::closed(shifted.rounded(0, Rounding::HalfEven))
        };
        Self {
            low: self.low.as_ref().and_then(|low| step(low, true)),
            high: self.high.as_ref().and_then(|high| step(high, false)),
        }
    }

    /// Sums.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let sum = |left: &Option<Bound>, right: &Option<Bound>| match (left, right) {
            (Some(left), Some(right)) => {
                let value = &left.value + &right.value;
                (value.bits() <= MAX_BITS).then_some(Bound { value, closed: left.closed && right.closed })
            }
            _ => None,
        };
        Self { low: sum(&self.low, &other.low), high: sum(&self.high, &other.high) }
    }

    /// Products with one number.
    #[must_use]
    pub fn scaled(&self, factor: &Number) -> Self {
        if factor.is_zero() {
            return Self::point(Number::zero());
        }
        let scale = |bound: &Option<Bound>| {
            let bound = bound.as_ref()?;
            let value = &bound.value * factor;
            (value.bits() <= MAX_BITS).then_some(Bound { value, closed: bound.closed })
        };
        let (low, high) = (scale(&self.low), scale(&self.high));
        if factor.is_negative() { Self { low: high, high: low } } else { Self { low, high } }
    }

    /// Products.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        let ends =
            [(&self.low, &other.low), (&self.low, &other.high), (&self.high, &other.low), (&self.high, &other.high)];
        let products: Option<Vec<Number>> =
            ends.iter().map(|(a, b)| Some(&a.as_ref()?.value * &b.as_ref()?.value)).collect();
        if let Some(products) = products {
            return Self::between(products.iter().min().cloned(), products.iter().max().cloned());
        }
        let zero = Number::zero();
        if self.is_at_least(&zero) && other.is_at_least(&zero) {
            return Self::between(ends.first().and_then(|(a, b)| Some(&a.as_ref()?.value * &b.as_ref()?.value)), None);
        }
        Self::all()
    }

    /// Quotients; a divisor of 0 gives none.
    #[must_use]
    pub fn over(&self, divisor: &Self) -> Self {
        let zero = Number::zero();
        if !divisor.is_at_least(&zero) {
            return Self::all();
        }
        let one = Number::one();
        let inverse = |bound: &Option<Bound>| bound.as_ref().and_then(|bound| one.checked_div(&bound.value));
        let reciprocal = Self::between(inverse(&divisor.high).or(Some(zero)), inverse(&divisor.low));
        self.times(&reciprocal)
    }

    /// Amounts.
    #[must_use]
    pub fn absolute(&self) -> Self {
        let zero = Number::zero();
        if self.is_at_least(&zero) {
            return self.clone();
        }
        let mirrored = self.scaled(&Number::from(-1));
        if mirrored.is_at_least(&zero) {
            return mirrored;
        }
        Self::at_least(zero).intersected(&self.hull(&mirrored))
    }

    /// Roundings to so many decimal places.
    #[must_use]
    pub fn rounded(&self, digits: u32) -> Self {
        let round = |bound: &Option<Bound>| Bound::closed(bound.as_ref()?.value.rounded(digits, Rounding::HalfEven));
        Self { low: round(&self.low), high: round(&self.high) }
    }

    /// The lesser of one number of each.
    #[must_use]
    pub fn least(&self, other: &Self) -> Self {
        Self { low: wider(&self.low, &other.low, |a, b| a < b), high: tighter(&self.high, &other.high, |a, b| a < b) }
    }

    /// The greater of one number of each.
    #[must_use]
    pub fn greatest(&self, other: &Self) -> Self {
        Self { low: tighter(&self.low, &other.low, |a, b| a > b), high: wider(&self.high, &other.high, |a, b| a > b) }
    }
}

/// The bound that leaves out more; any bound leaves out more than none.
fn tighter(one: &Option<Bound>, other: &Option<Bound>, further: fn(&Number, &Number) -> bool) -> Option<Bound> {
    match (one, other) {
        (Some(a), Some(b)) if a.value == b.value => {
            Some(Bound { value: a.value.clone(), closed: a.closed && b.closed })
        }
        (Some(a), Some(b)) => Some(if further(&a.value, &b.value) { a.clone() } else { b.clone() }),
        (bound, None) | (None, bound) => bound.clone(),
    }
}

/// The bound that leaves out less.
fn wider(one: &Option<Bound>, other: &Option<Bound>, further: fn(&Number, &Number) -> bool) -> Option<Bound> {
    match (one, other) {
        (Some(a), Some(b)) if a.value == b.value => {
            Some(Bound { value: a.value.clone(), closed: a.closed || b.closed })
        }
        (Some(a), Some(b)) => Some(if further(&a.value, &b.value) { a.clone() } else { b.clone() }),
        _ => None,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn interval() -> impl Strategy<Value = Interval> {
        let bound = || proptest::option::of((-6i64..=6, any::<bool>()));
        (bound(), bound()).prop_map(|(low, high)| {
            let bound = |(value, closed): (i64, bool)| Bound { value: value.into(), closed };
            Interval { low: low.map(bound), high: high.map(bound) }
        })
    }

    fn holds(interval: &Interval, value: &Number) -> bool {
        !interval.is_above(value) && !interval.is_below(value)
    }

    fn number() -> impl Strategy<Value = Number> {
        (-14i64..=14).prop_map(|halves| Number::from(halves).checked_div(&Number::from(2)).unwrap())
    }

    proptest! {
        #[test]
        fn arithmetic_leaves_no_result_out(a in interval(), b in interval(), x in number(), y in number()) {
            prop_assume!(holds(&a, &x) && holds(&b, &y));
            prop_assert!(holds(&a.plus(&b), &(&x + &y)));
            prop_assert!(holds(&a.times(&b), &(&x * &y)));
            prop_assert!(holds(&a.hull(&b), &x) && holds(&a.hull(&b), &y));
            prop_assert!(holds(&a.absolute(), &x.abs()));
            prop_assert!(holds(&a.least(&b), &x.clone().min(y.clone())));
            prop_assert!(holds(&a.greatest(&b), &x.clone().max(y.clone())));
            prop_assert!(holds(&a.scaled(&y), &(&x * &y)));
            if let Some(quotient) = x.checked_div(&y) {
                prop_assert!(holds(&a.over(&b), &quotient));
            }
            if x.is_integer() {
                prop_assert!(holds(&a.whole(), &x));
            }
        }

        #[test]
        fn sets_are_exact(a in interval(), b in interval(), x in number()) {
            prop_assert_eq!(holds(&a.intersected(&b), &x), holds(&a, &x) && holds(&b, &x));
            if !a.is_empty() {
                prop_assert_eq!(a.complement().iter().any(|part| holds(part, &x)), !holds(&a, &x));
            }
            prop_assert!(!(a.is_empty() && holds(&a, &x)));
        }
    }
}
