//! The types of values, and what an expression may name.

use std::fmt;

use crate::base::unit::{Unit, UnitTable};

/// The type of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// `true` or `false`.
    Boolean,
    /// A number in a unit; values are kept in that very unit.
    Number(Unit),
    /// Text.
    Text,
    /// A calendar day.
    Date,
    /// One option of the choice of this name.
    Choice(String),
    /// The record of this name.
    Record(String),
    /// A list of values of one type.
    List(Box<Self>),
}

impl Type {
    /// A number without unit.
    #[must_use]
    pub fn number() -> Self {
        Self::Number(Unit::none())
    }

    /// A list of this type.
    #[must_use]
    pub fn list(self) -> Self {
        Self::List(Box::new(self))
    }

    /// Whether values can be compared with `==`.
    pub(super) fn is_comparable(&self) -> bool {
        matches!(self, Self::Boolean | Self::Number(_) | Self::Text | Self::Date | Self::Choice(_))
    }

    /// Whether values can be compared with `<`.
    pub(super) fn is_ordered(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Date)
    }
}

/// As in `list<number[m2]>`; the words are those of field declarations.
impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean => formatter.write_str("boolean"),
            Self::Number(unit) if unit.symbol.is_empty() => formatter.write_str("number"),
            Self::Number(unit) => write!(formatter, "number[{unit}]"),
            Self::Text => formatter.write_str("text"),
            Self::Date => formatter.write_str("date"),
            Self::Choice(name) | Self::Record(name) => formatter.write_str(name),
            Self::List(element) => write!(formatter, "list<{element}>"),
        }
    }
}

/// What an expression may name: the static environment, from the declarations of a standard.
pub trait Names {
    /// The type of a name that stands by itself.
    fn root(&self, name: &str) -> Option<Type>;
    /// The type of a record's member.
    fn member(&self, record: &str, name: &str) -> Option<Type>;
    /// All names that [`Names::root`] knows, for suggestions.
    fn root_names(&self) -> Vec<String>;
    /// All names that [`Names::member`] knows for the record, for suggestions.
    fn member_names(&self, record: &str) -> Vec<String>;
    /// The ids of a choice's options; `None` for an unknown choice, which then is not checked.
    fn options(&self, choice: &str) -> Option<Vec<String>>;
    /// The id of the choice's option that people know under this title.
    fn option_titled(&self, choice: &str, title: &str) -> Option<String>;
    /// The units of the standard.
    fn units(&self) -> &UnitTable;
}

/// A name that an expression reads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member {
    /// The record to which it belongs; `None` for a name that stands by itself.
    pub record: Option<String>,
    /// The name.
    pub name: String,
}
