//! What a region wrote, before it is held against a standard: the same for every format.

use crate::diagnostic::Span;

/// The deepest nesting of a submission, in any format; records of standards are far flatter.
pub const MAX_DEPTH: usize = 64;

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
