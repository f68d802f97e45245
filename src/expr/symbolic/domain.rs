//! What is declared of names, before there are any facts.

use crate::base::number::Number;
use crate::expr::Expression;

/// What a name can stand for.
#[derive(Debug, Clone)]
pub enum Domain<'a> {
    /// A number that never changes.
    Constant(Number),
    /// Texts that never change.
    Texts(Vec<String>),
    /// A number between bounds.
    Number {
        /// Least value.
        least: Option<Number>,
        /// Greatest value.
        most: Option<Number>,
        /// Whether it is an integer.
        whole: bool,
    },
    /// True or false.
    Condition,
    /// Any text.
    Text,
    /// One of these words.
    Word(Vec<String>),
    /// A calendar day.
    Date,
    /// The record of this name.
    Record(String),
    /// A list of such values. The records in it are identified by the field `key`.
    List {
        /// What its elements are.
        element: Box<Self>,
        /// The field that identifies an element, for a list of records.
        key: Option<String>,
    },
    /// A value computed from the other members of its record.
    Derived(&'a Expression),
}

/// What is declared of the names that expressions use.
pub trait Domains {
    /// The record that a region hands in, whose members stand by themselves.
    fn submission(&self) -> &str;
    /// What a name that is no member can stand for.
    fn root(&self, name: &str) -> Option<Domain<'_>>;
    /// What a member of a record can stand for.
    fn member(&self, record: &str, name: &str) -> Option<Domain<'_>>;
}
