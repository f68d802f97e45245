//! Whether what a superior says of itself is what the regions below it add up to.

use super::total::Total;
use crate::base::number::Number;
use crate::check::Context;
use crate::expr::Value;
use crate::standard::summary::Own;

/// How the superior's own figure and the total stand to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// What it comes to.
    pub state: Agreement,
    /// The superior's own figure in the unit of the total, where it is known.
    pub own: Option<Number>,
    /// Own figure − total, or − the bound that it breaks; where it breaks one.
    pub difference: Option<Number>,
}

/// Whether two figures agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// Both are known, and they are the same.
    Agrees,
    /// Both are known, and they differ.
    Differs,
    /// What is known already comes to more than the superior's own figure, whatever the rest is.
    Exceeds,
    /// Whatever the unknown is, it cannot come to the superior's own figure.
    FallsShort,
    /// Not decidable from what is reported.
    Unknown,
    /// The superior has no such figure, or there is nothing below it that it could be held against.
    NotApplicable,
}

impl Agreement {
    /// The word in reports.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Differs => "differs",
            Self::Exceeds => "exceeds",
            Self::FallsShort => "falls-short",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// Whether it is a problem of the superior.
    #[must_use]
    pub fn is_problem(self) -> bool {
        matches!(self, Self::Differs | Self::Exceeds | Self::FallsShort)
    }
}

impl Identity {
    pub(super) fn of(own: &Own, total: &Total<'_>, superior: &Context<'_>) -> Self {
        let value = match own.value.evaluate(superior).value {
            Value::Number(number) => number * own.factor.clone(),
            Value::NotApplicable(_) => return Self { state: Agreement::NotApplicable, own: None, difference: None },
            _ => return Self { state: Agreement::Unknown, own: None, difference: None },
        };
        let (state, difference) = compared(&value, &own.within, total);
        Self { state, own: Some(value), difference }
    }
}

fn compared(own: &Number, within: &Number, total: &Total<'_>) -> (Agreement, Option<Number>) {
    // Bounds count every region that does not say with whom it shares for itself, so that they prove nothing here.
    if total.sharing_unstated > 0 {
        return (Agreement::Unknown, None);
    }
    if total.is_settled() {
        let Some(value) = &total.value else { return (Agreement::NotApplicable, None) };
        let difference = own.clone() - value.clone();
        let agrees = difference.abs() <= *within;
        return if agrees { (Agreement::Agrees, None) } else { (Agreement::Differs, Some(difference)) };
    }
    let above = total.lower.as_ref().map(|lower| own.clone() - lower.clone());
    let below = total.upper.as_ref().map(|upper| own.clone() - upper.clone());
    match (above, below) {
        (Some(difference), _) if -difference.clone() > *within => (Agreement::Exceeds, Some(difference)),
        (_, Some(difference)) if difference > *within => (Agreement::FallsShort, Some(difference)),
        _ => (Agreement::Unknown, None),
    }
}
