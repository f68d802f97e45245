//! The tree that the compiler reads: nodes with a place for every name and value.
//!
//! Lists are boxed slices and texts share the memory of the file: a tree is made once, never grows, and may be large.

use std::num::NonZeroU8;

use super::shared::SharedText;
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
    pub text: SharedText,
    /// Where it stands.
    pub span: Span,
}

/// A node: `name argument… property=value… { children }`.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its name as written.
    pub name: Name,
    /// Values without a key, in order.
    pub arguments: Box<[Argument]>,
    /// Values with a key, in order; keys are unique (a repetition is reported by the parser).
    pub properties: Box<[Property]>,
    /// `None` without braces; an empty block is not the same as none.
    pub children: Option<Box<[Self]>>,
    /// The whole node, children included.
    pub span: Span,
}

/// A value without a key.
#[derive(Debug, Clone)]
pub struct Argument {
    /// The type annotation, as in `(n/a)"reason"`.
    pub annotation: Option<Box<Name>>,
    /// The value.
    pub value: Scalar,
    /// Where the value stands, quotes included.
    pub span: Span,
    /// See [`Self::verbatim`].
    pub(super) letters: Letters,
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
    Text(SharedText),
    /// A number as decimal text: digits, optional fraction and exponent.
    Number(SharedText),
    /// `#true` or `#false`.
    Boolean(bool),
    /// `#null`.
    Null,
}

/// Whether and where the letters of a text stand in the file as they are: one more than the bytes before them in the
/// literal. Where there are more than 254 such bytes, it is as if the text did not stand there.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters(Option<NonZeroU8>);

impl Letters {
    pub(super) fn after(opening: Option<usize>) -> Self {
        Self(opening.and_then(|bytes| u8::try_from(bytes + 1).ok()).and_then(NonZeroU8::new))
    }
}

impl Argument {
    /// For a text that stands in the file letter by letter (no escapes): its first byte after the quote.
    #[must_use]
    pub fn verbatim(&self) -> Option<u32> {
        self.letters.0.map(|more| self.span.start + u32::from(more.get()) - 1)
    }
}

impl Node {
    /// The child nodes; none without a block.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().flatten()
    }

    /// The property with that key as written.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| &*property.name.text == name)
    }
}
