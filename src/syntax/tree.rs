//! The tree that the parser gives: nodes with a place for every name and value.

use crate::diagnostic::Span;

/// A KDL document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Its top-level nodes, in order.
    pub nodes: Vec<Node>,
}

/// A name with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The text, unescaped.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A node: `name argument… property=value… { children }`.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its name as written.
    pub name: Name,
    /// Values without a key, in order.
    pub arguments: Vec<Argument>,
    /// Values with a key, in order; keys are unique (a repetition is reported by the parser).
    pub properties: Vec<Property>,
    /// `None` without braces; an empty block is not the same as none.
    pub children: Option<Vec<Node>>,
    /// The whole node, children included.
    pub span: Span,
}

/// A value without a key.
#[derive(Debug, Clone)]
pub struct Argument {
    /// The type annotation, as in `(n/a)"reason"`.
    pub annotation: Option<Name>,
    /// The value.
    pub value: Scalar,
    /// Where the value stands, quotes included.
    pub span: Span,
    /// For a text that stands in the file letter by letter (no escapes): its first byte after the quote.
    pub verbatim: Option<u32>,
}

/// A value with a key.
#[derive(Debug, Clone)]
pub struct Property {
    /// The key.
    pub name: Name,
    /// The value.
    pub value: Argument,
}

/// A KDL value. Numbers stay the text of the literal (without `_`; hexadecimal and the like made decimal), so that nothing is rounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    /// A string.
    Text(String),
    /// A number as decimal text: digits, optional fraction and exponent.
    Number(String),
    /// `#true` or `#false`.
    Boolean(bool),
    /// `#null`.
    Null,
}

impl Node {
    /// The child nodes; none without a block.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().flatten()
    }

    /// The property with that key as written.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name.text == name)
    }
}
