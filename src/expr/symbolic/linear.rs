//! Sums of multiples of unknown numbers: the form in which numbers are compared, so that `a > b` and `b < a` are one.

use super::formula::{Formula, Literal};
use super::interval::Interval;
use crate::base::number::Number;
use std::collections::BTreeMap;
use std::fmt::Write;

/// An unknown number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// What it can be.
    pub interval: Interval,
    /// Whether it is an integer.
    pub whole: bool,
}

/// A sum of multiples of unknown numbers and a constant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Linear {
    terms: BTreeMap<String, (Number, Variable)>,
    constant: Number,
}

impl Linear {
    /// A number that is known.
    pub fn constant(value: Number) -> Self {
        Self { terms: BTreeMap::new(), constant: value }
    }

    /// A number that is not; the same key is the same number.
    pub fn variable(key: String, interval: Interval, whole: bool) -> Self {
        match interval.only() {
            Some(value) => Self::constant(value.clone()),
            None => {
                let variable = Variable { interval, whole };
                Self { terms: BTreeMap::from([(key, (Number::one(), variable))]), constant: Number::zero() }
            }
        }
    }

    /// The value, where it is the same for all facts.
    pub fn as_constant(&self) -> Option<&Number> {
        self.terms.is_empty().then_some(&self.constant)
    }

    /// The sum.
    pub fn plus(&self, other: &Self) -> Self {
        let mut sum = self.clone();
        sum.constant = &sum.constant + &other.constant;
        for (key, (factor, variable)) in &other.terms {
            let known = sum.terms.remove(key).map_or_else(Number::zero, |(known, _)| known);
            let factor = &known + factor;
            if !factor.is_zero() {
                sum.terms.insert(key.clone(), (factor, variable.clone()));
            }
        }
        sum
    }

    /// The product with a number.
    pub fn scaled(&self, by: &Number) -> Self {
        if by.is_zero() {
            return Self::default();
        }
        let terms = self.terms.iter().map(|(key, (factor, variable))| (key.clone(), (factor * by, variable.clone())));
        Self { terms: terms.collect(), constant: &self.constant * by }
    }

    /// The difference.
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.scaled(&Number::from(-1)))
    }

    /// The factor by which this is the other one, where the two are proportional.
    pub fn ratio_to(&self, other: &Self) -> Option<Number> {
        let (key, (factor, _)) = self.terms.iter().next()?;
        let ratio = factor.checked_div(&other.terms.get(key)?.0)?;
        (other.scaled(&ratio) == *self).then_some(ratio)
    }

    /// Between which numbers it lies.
    pub fn interval(&self) -> Interval {
        self.interval_with(|_| None)
    }

    /// The same where more is known of some of its unknown numbers.
    pub fn interval_with<'i>(&self, known: impl Fn(&str) -> Option<&'i Interval>) -> Interval {
        let start = Interval::point(self.constant.clone());
        let interval = self.terms.iter().fold(start, |sum, (key, (factor, variable))| {
            sum.plus(&known(key).unwrap_or(&variable.interval).scaled(factor))
        });
        if self.is_whole() { interval.whole() } else { interval }
    }

    /// Whether it is an integer.
    pub fn is_whole(&self) -> bool {
        let whole = |(factor, variable): &(Number, Variable)| factor.is_integer() && variable.whole;
        self.constant.is_integer() && self.terms.values().all(whole)
    }

    /// How large its numbers are.
    pub fn bits(&self) -> usize {
        self.terms.values().map(|(factor, _)| factor.bits()).sum::<usize>() + self.constant.bits()
    }

    /// The key of the one unknown number that it is.
    pub fn single(&self) -> Option<&str> {
        let (key, (factor, _)) = self.terms.iter().next()?;
        (self.terms.len() == 1 && self.constant.is_zero() && *factor == Number::one()).then_some(key)
    }

    /// A text for it: equal texts, equal numbers.
    pub fn key(&self) -> String {
        let mut key = String::new();
        for (name, (factor, _)) in &self.terms {
            if *factor == Number::one() {
                let _ = write!(key, "{name} + ");
            } else {
                let _ = write!(key, "{factor}*{name} + ");
            }
        }
        if key.is_empty() || !self.constant.is_zero() {
            let _ = write!(key, "{}", self.constant);
        } else {
            key.truncate(key.len() - 3);
        }
        if self.single().is_some() || self.terms.is_empty() { key } else { format!("({key})") }
    }

    /// That it lies in the interval: a condition on the form without constant, with 1 as its first factor.
    pub fn within(&self, interval: &Interval) -> Formula {
        let Some(lead) = self.terms.values().next().map(|(factor, _)| factor.clone()) else {
            return Formula::Known(!interval.is_above(&self.constant) && !interval.is_below(&self.constant));
        };
        let Some(inverse) = Number::one().checked_div(&lead) else { return Formula::Known(true) };
        let shift = Interval::point(-self.constant.clone());
        let within = interval.plus(&shift).scaled(&inverse);
        let form = Self { constant: Number::zero(), ..self.clone() }.scaled(&inverse);
        let within = if form.is_whole() { within.whole() } else { within };
        let domain = form.interval();
        if domain.intersected(&within).is_empty() {
            return Formula::Known(false);
        }
        if within.complement().iter().all(|rest| domain.intersected(rest).is_empty()) {
            return Formula::Known(true);
        }
        Formula::Literal(Literal::Number { form, within })
    }
}
