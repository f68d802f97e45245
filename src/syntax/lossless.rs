//! The whole text as a tree: every byte, comment and blank is in it.
//!
//! [`Lossless::parse`] never fails: what it cannot read it reports and keeps as tokens. The tree is flat: one element of
//! eight bytes a token or group, in the order of the text; a group knows where it ends, a token where it begins. So
//! nothing recurses, whatever the nesting, and a tree takes about as much memory as its text.
//!
//! A [`Piece`] is a place in the tree, cheap to copy:
//!
//! ```
//! use guiju::diagnostic::SourceMap;
//! use guiju::syntax::{Kind, Lossless};
//!
//! let mut sources = SourceMap::default();
//! let id = sources.add("a.kdl", "// why\nrule \"甲\" weight = 0.1 { /- due 2 } // end\n");
//! let (tree, mistakes) = Lossless::parse(&sources, id);
//! assert!(mistakes.is_empty());
//! assert_eq!(tree.text(), sources.text(id));
//! let rule = tree.pieces().find(|piece| piece.kind() == Kind::Node).unwrap();
//! assert_eq!(rule.name().unwrap().text(), "rule");
//! let weight = rule.pieces().find(|piece| piece.kind() == Kind::Property).unwrap();
//! assert_eq!((weight.name().unwrap().text(), weight.value().unwrap().text()), ("weight", "0.1"));
//! let block = rule.block().unwrap();
//! assert!(block.pieces().find(|piece| piece.kind() == Kind::Node).unwrap().is_off());
//! ```
//!
//! # Where things are
//! - [`Lossless::pieces`]: the top level. Between nodes lie trivia: [`Kind::Blank`], [`Kind::Newline`], comments. A
//!   comment on the line of a node, after it, follows the node as `Blank LineComment Newline`.
//! - [`Kind::Node`]: from its `/-`, annotation or name to its last entry, block or `;`. The trivia between them, and what
//!   could not be read, are its pieces too; the trivia after them are not.
//! - [`Kind::Argument`]: `/-`? annotation? value. [`Kind::Property`]: `/-`? name `=` annotation? value.
//!   [`Kind::Annotation`]: `(` word `)`. [`Kind::Block`]: `/-`? `{` … `}`, where `…` is as on the top level. A token
//!   that the author left out is not there.

use std::borrow::Cow;

use super::kind::Kind;
use super::parser::{Found, Limits, read};
use super::{characters, literal};
use crate::diagnostic::{Diagnostic, SourceId, SourceMap, Span};

/// A token or the opening of a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element {
    pub kind: Kind,
    /// Of a token: its first byte. Of a group: the index of the first element after it.
    pub at: u32,
}

/// A text as a tree that holds all of it.
#[derive(Debug, Clone)]
pub struct Lossless<'s> {
    text: &'s str,
    source: SourceId,
    /// The last is [`Kind::End`].
    elements: Vec<Element>,
}

impl<'s> Lossless<'s> {
    /// Reads a text of the map, with all that does not follow KDL 2.0 in it.
    #[must_use]
    pub fn parse(sources: &'s SourceMap, id: SourceId) -> (Self, Vec<Diagnostic>) {
        let (tree, found) = Self::parse_within(sources, id, Limits::default());
        (tree, found.mistakes)
    }

    pub(super) fn parse_within(sources: &'s SourceMap, id: SourceId, limits: Limits) -> (Self, Found) {
        let text = sources.text(id);
        let (elements, found) = read(text, id, limits);
        (Self { text, source: id, elements }, found)
    }

    /// The text again, put together from the tokens.
    #[must_use]
    pub fn text(&self) -> String {
        self.tokens().map(Piece::text).collect()
    }

    /// The pieces of the top level, in order.
    #[must_use]
    pub fn pieces(&self) -> Pieces<'_> {
        Pieces { tree: self, next: 0, end: self.len() }
    }

    /// All tokens, whatever group they are in.
    pub fn tokens(&self) -> impl Iterator<Item = Piece<'_>> {
        (0..self.len()).map(|index| Piece { tree: self, index }).filter(|piece| !piece.kind().is_group())
    }

    /// The text that was read.
    pub(super) fn whole(&self) -> &'s str {
        self.text
    }

    /// The pieces from that element on, as if all groups ended at the end of the text.
    pub(super) fn pieces_from(&self, index: u32) -> Pieces<'_> {
        Pieces { tree: self, next: index, end: self.len() }
    }

    /// How many elements there are before the last.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.elements.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    pub(super) fn piece(&self, index: u32) -> Piece<'_> {
        Piece { tree: self, index }
    }

    fn element(&self, index: u32) -> Element {
        let end = Element { kind: Kind::End, at: u32::MAX };
        self.elements.get(index as usize).copied().unwrap_or(end)
    }

    /// The first byte of the element: a group begins where its first token begins.
    fn start(&self, mut index: u32) -> u32 {
        loop {
            let element = self.element(index);
            if !element.kind.is_group() {
                return element.at;
            }
            index += 1;
        }
    }
}

/// A token or a group of a [`Lossless`] tree.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'t> {
    tree: &'t Lossless<'t>,
    index: u32,
}

impl<'t> Piece<'t> {
    /// What it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.tree.element(self.index).kind
    }

    /// The bytes of a token and what they say, in one step.
    pub(super) fn token(self) -> (Span, &'t str) {
        let start = self.tree.element(self.index).at;
        let span = Span { source: self.tree.source, start, end: self.tree.start(self.index + 1) };
        (span, self.tree.text.get(start as usize..span.end as usize).unwrap_or(""))
    }

    /// Its bytes.
    #[must_use]
    pub fn span(self) -> Span {
        let start = self.tree.start(self.index);
        Span { source: self.tree.source, start, end: self.tree.start(self.after()) }
    }

    /// Its text as written.
    #[must_use]
    pub fn text(self) -> &'t str {
        let span = self.span();
        self.tree.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// What a string says, without quotes, escapes and indentation; `None` for anything else.
    #[must_use]
    pub fn unquoted(self) -> Option<Cow<'t, str>> {
        let kind = self.kind();
        kind.is_text().then(|| literal::text(kind, self.text()))
    }

    /// The pieces of a group, in order; a token has none.
    #[must_use]
    pub fn pieces(self) -> Pieces<'t> {
        Pieces { tree: self.tree, next: self.index + 1, end: self.after() }
    }

    /// The first of its pieces with that kind.
    #[must_use]
    pub fn first(self, kind: Kind) -> Option<Self> {
        self.pieces().find(|piece| piece.kind() == kind)
    }

    /// Whether a `/-` switches it off.
    #[must_use]
    pub fn is_off(self) -> bool {
        self.pieces().next().is_some_and(|piece| piece.kind() == Kind::Slashdash)
    }

    /// The name of a node, the key of a property.
    #[must_use]
    pub fn name(self) -> Option<Self> {
        matches!(self.kind(), Kind::Node | Kind::Property)
            .then(|| self.pieces().find(|piece| piece.kind().is_value()))
            .flatten()
    }

    /// The value of an argument or a property.
    #[must_use]
    pub fn value(self) -> Option<Self> {
        let mut values = self.pieces().filter(|piece| piece.kind().is_value());
        match self.kind() {
            Kind::Argument => values.next(),
            Kind::Property => values.nth(1),
            _ => None,
        }
    }

    /// The annotation of a node or a value.
    #[must_use]
    pub fn annotation(self) -> Option<Self> {
        self.first(Kind::Annotation)
    }

    /// The word within an annotation.
    #[must_use]
    pub fn word(self) -> Option<Self> {
        self.pieces().find(|piece| piece.kind().is_value())
    }

    /// The block of a node that is not switched off.
    #[must_use]
    pub fn block(self) -> Option<Self> {
        self.pieces().find(|piece| piece.kind() == Kind::Block && !piece.is_off())
    }

    /// How many line breaks its text holds.
    #[must_use]
    pub fn line_breaks(self) -> usize {
        let bytes = self.text().as_bytes();
        let mut count = 0;
        let mut at = characters::line_end(bytes, 0);
        while at < bytes.len() {
            count += 1;
            at += characters::newline(bytes.get(at..).unwrap_or_default());
            at = characters::line_end(bytes, at);
        }
        count
    }

    pub(super) fn index(self) -> u32 {
        self.index
    }

    /// The index of what follows it.
    pub(super) fn after(self) -> u32 {
        let element = self.tree.element(self.index);
        if element.kind.is_group() { element.at } else { self.index + 1 }
    }
}

/// Pieces that follow each other.
#[derive(Debug, Clone)]
pub struct Pieces<'t> {
    tree: &'t Lossless<'t>,
    next: u32,
    end: u32,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        if self.next >= self.end {
            return None;
        }
        let piece = Piece { tree: self.tree, index: self.next };
        self.next = piece.after();
        Some(piece)
    }
}
