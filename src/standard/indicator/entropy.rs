//! Weights that the values of a round decide (熵权法), as a standard says them.

use super::super::shape::Reading;
use super::read::{digits, word};
use super::{Branch, Scale};
use crate::base::number::Number;
use crate::base::weighting::entropy::PreScaling;
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Span};

/// Weights by the entropy of the values of all regions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entropy {
    /// How values become shares of a column.
    pub scaling: PreScaling,
    /// Digits to which a weight, as a part of 1, is rounded before it counts; what they lack to 1 is made up in proportion.
    pub digits: u32,
}

#[derive(Clone, Copy)]
pub(super) enum Scaling {
    ColumnShares,
    MinMax,
    ShiftedMinMax,
}

/// How values become shares of a column.
pub(super) const SCALINGS: [(Scaling, &str); 3] = [
    (Scaling::ColumnShares, "column-shares"),
    (Scaling::MinMax, "min-max"),
    (Scaling::ShiftedMinMax, "shifted-min-max"),
];

impl Entropy {
    pub(super) fn read(reading: &Reading<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let shift = reading.property_number("shift").filter(|shift| *shift > Number::zero());
        let given = reading.property_text("scaling");
        let is_named = given.is_some();
        let scaling = word(given, &SCALINGS, diagnostics);
        let digits = digits(reading, diagnostics);
        let scaling = match scaling {
            Some(Scaling::ColumnShares) => Some(PreScaling::ColumnShares),
            Some(Scaling::MinMax) => Some(PreScaling::MinMaxShares),
            Some(Scaling::ShiftedMinMax) => shift.map(|shift| PreScaling::ShiftedMinMaxShares { shift }),
            None if is_named => return None,
            None => None,
        };
        let read = scaling.zip(digits).map(|(scaling, digits)| Self { scaling, digits });
        // A number of digits that cannot be kept has been reported.
        if read.is_none() && (digits.is_some() || reading.property_number("round").is_none()) {
            diagnostics.push(Diagnostic::new(&messages::ENTROPY).at(reading.span()));
        }
        read
    }

    /// Reports what has no values of which there could be an entropy.
    pub(super) fn check<E>(children: &[Branch<E>], place: Span, diagnostics: &mut Vec<Diagnostic>) {
        let has_values =
            |child: &Branch<E>| matches!(child, Branch::Indicator(leaf) if !matches!(leaf.scale, Scale::Pass));
        if !children.iter().all(has_values) {
            diagnostics.push(Diagnostic::new(&messages::ENTROPY).at(place));
        }
    }
}
