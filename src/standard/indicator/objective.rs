//! Weights that the values of a round decide (客观赋权), as a standard says them.

use super::super::shape::Reading;
use super::read::{digits, word};
use super::{Branch, Scale};
use crate::base::number::Number;
use crate::base::weighting::dispersion::{self, Dispersion};
use crate::base::weighting::entropy::PreScaling;
use crate::diagnostic::catalogue::Entry;
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Span};

/// Weights by how the values of all regions are spread.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Objective {
    /// What a column counts by.
    pub method: Spread,
    /// Digits to which a weight, as a part of 1, is rounded before it counts; what they lack to 1 is made up in proportion.
    pub digits: u32,
}

/// What a column counts by, and how its values are scaled for that.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Spread {
    /// What its entropy lacks to 1 (熵权法).
    Entropy(PreScaling),
    /// Its standard deviation, and with CRITIC its conflict with the others as well.
    Dispersion(Dispersion, dispersion::Scaling),
}

/// How values are scaled.
#[derive(Clone, Copy)]
pub(super) enum Scaling {
    ColumnShares,
    MinMax,
    ShiftedMinMax,
    Vector,
}

/// How values are scaled. Shifts change neither deviations nor correlations, and entropy is not found with vectors.
pub(super) const SCALINGS: [(Scaling, &str); 4] = [
    (Scaling::ColumnShares, "column-shares"),
    (Scaling::MinMax, "min-max"),
    (Scaling::ShiftedMinMax, "shifted-min-max"),
    (Scaling::Vector, "vector"),
];

impl Objective {
    pub(super) fn entropy(reading: &Reading<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let shift = reading.property_number("shift").filter(|shift| *shift > Number::zero());
        let of = |scaling| match scaling {
            Scaling::ColumnShares => Some(PreScaling::ColumnShares),
            Scaling::MinMax => Some(PreScaling::MinMaxShares),
            Scaling::ShiftedMinMax => shift.clone().map(|shift| PreScaling::ShiftedMinMaxShares { shift }),
            Scaling::Vector => None,
        };
        Self::read(reading, &|scaling| Some(Spread::Entropy(of(scaling)?)), &messages::ENTROPY, diagnostics)
    }

    pub(super) fn dispersion(
        dispersion: Dispersion,
        reading: &Reading<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let of = |scaling| match scaling {
            Scaling::ColumnShares => Some(dispersion::Scaling::ColumnShares),
            Scaling::MinMax => Some(dispersion::Scaling::MinMax),
            Scaling::Vector => Some(dispersion::Scaling::Vector),
            Scaling::ShiftedMinMax => None,
        };
        let spread = |scaling| Some(Spread::Dispersion(dispersion, of(scaling)?));
        Self::read(reading, &spread, &messages::DISPERSION, diagnostics)
    }

    fn read(
        reading: &Reading<'_>,
        spread: &dyn Fn(Scaling) -> Option<Spread>,
        incomplete: &'static Entry,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let given = reading.property_text("scaling");
        let is_named = given.is_some();
        let scaling = word(given, &SCALINGS, diagnostics);
        let digits = digits(reading, diagnostics);
        if scaling.is_none() && is_named {
            return None;
        }
        let read = scaling.and_then(spread).zip(digits).map(|(method, digits)| Self { method, digits });
        // A number of digits that cannot be kept has been reported.
        if read.is_none() && (digits.is_some() || reading.property_number("round").is_none()) {
            diagnostics.push(Diagnostic::new(incomplete).at(reading.span()));
        }
        read
    }

    /// Reports what has no values that could be spread, and what could conflict with nothing.
    pub(super) fn check<E>(&self, children: &[Branch<E>], place: Span, diagnostics: &mut Vec<Diagnostic>) {
        let has_values =
            |child: &Branch<E>| matches!(child, Branch::Indicator(leaf) if !matches!(leaf.scale, Scale::Pass));
        let (entry, least) = match self.method {
            Spread::Entropy(_) => (&messages::ENTROPY, 1),
            Spread::Dispersion(Dispersion::StandardDeviation, _) => (&messages::DISPERSION, 1),
            Spread::Dispersion(Dispersion::Critic, _) => (&messages::DISPERSION, 2),
        };
        if !children.iter().all(has_values) || children.len() < least {
            diagnostics.push(Diagnostic::new(entry).at(place));
        }
    }
}
