//! What a region wrote, before it is held against a standard: the same for every format.

use crate::base::date::Date;
use crate::diagnostic::Span;

/// The deepest nesting of a submission, in any format; records of standards are far flatter.
pub const MAX_DEPTH: usize = 64;
/// The most values of a submission in a text format; a region reports some thousand.
pub const MAX_VALUES: usize = 1_000_000;

/// A value as written, with its place.
#[derive(Debug, Clone)]
pub struct Datum {
    /// The value.
    pub content: Content,
    /// Where it stands.
    pub span: Span,
}

/// The forms that a value can have.
#[derive(Debug, Clone)]
pub enum Content {
    /// Not reported.
    Null,
    /// A truth value.
    Boolean(bool),
    /// A number as its literal.
    Number(String),
    /// A text.
    Text(String),
    /// There can be no value, with the reason.
    NotApplicable(String),
    /// Members by name, in order; `key` is the value that stands before them where the format has a place for it.
    Object {
        /// The value of the key field, given by position.
        key: Option<Box<Datum>>,
        /// The members.
        members: Vec<Entry>,
    },
    /// Values in order; `partial` where the submitter says that there are more, with the reason.
    Array {
        /// The values.
        items: Vec<Datum>,
        /// Why they are not all.
        partial: Option<String>,
    },
    /// Values of a format that writes one value and a list of one value alike.
    Values(Vec<Datum>),
    /// A value of a format that says no types or only guesses them: the field it stands for decides how it is read.
    Loose(Loose),
}

/// A value as it stands in a table that people fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loose {
    /// A text, whatever it may mean.
    Text(String),
    /// A number that a program stored as one.
    Number {
        /// Its decimal literal.
        literal: String,
        /// Whether it is shown as a percentage, so that 0.85 reads 85%.
        percent: bool,
    },
    /// A day that a program stored as one.
    Date(Date),
    /// A truth value that a program stored as one.
    Boolean(bool),
}

/// A named value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The name as written.
    pub name: String,
    /// Where the name stands.
    pub span: Span,
    /// The value.
    pub value: Datum,
}
