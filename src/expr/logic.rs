//! Truth in four states: Kleene's three values, and *not applicable* below *unknown*.

use super::value::{Reason, Value};

/// The state of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Truth {
    True,
    False,
    Unknown,
    NotApplicable(Reason),
}

impl Truth {
    /// One side false: false; else one side unknown: unknown; else one side not applicable: not applicable; else true.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::NotApplicable(reason), _) | (_, Self::NotApplicable(reason)) => Self::NotApplicable(reason),
            (Self::True, Self::True) => Self::True,
        }
    }

    /// The mirror of [`Truth::and`].
    pub fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// The opposite of what is known.
    pub fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            state => state,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

impl From<Value<'_>> for Truth {
    /// A value that is no condition (an object that gives a value of another type than declared) is unknown.
    fn from(value: Value<'_>) -> Self {
        match value {
            Value::Boolean(value) => value.into(),
            Value::NotApplicable(reason) => Self::NotApplicable(reason),
            _ => Self::Unknown,
        }
    }
}

impl From<Truth> for Value<'_> {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::True => Value::Boolean(true),
            Truth::False => Value::Boolean(false),
            Truth::Unknown => Value::Unknown,
            Truth::NotApplicable(reason) => Value::NotApplicable(reason),
        }
    }
}
