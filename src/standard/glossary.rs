//! The glossary: the word for each thing, and the words that are not to be used for it.

use super::shape::{Child, IDS, LINE, Reading, Shape, Slot, Takes};
use super::text::{Label, Text};
use crate::diagnostic::{Diagnostic, Span};
use crate::syntax::Node;

/// The `glossary` node.
pub static GLOSSARY: Shape =
    Shape { arguments: &[], rest: None, properties: &[], open: false, children: &[Child::several("term", &TERM)] };

static TERM: Shape = Shape {
    arguments: &[Slot::required("term", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text)],
    open: false,
    children: &[Child::several("instead-of", &IDS), Child::several("note", &LINE)],
};

/// Words for things.
#[derive(Debug, Clone, Hash)]
pub struct Glossary {
    /// The terms, in order.
    pub terms: Vec<Term>,
    /// Where it is declared.
    pub span: Span,
}

/// The word for one thing.
#[derive(Debug, Clone, Hash)]
pub struct Term {
    /// The word, in both languages.
    pub word: Label,
    /// Words that are not to be used for it, in either language.
    pub avoided: Vec<Text>,
    /// Notes on it.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

impl Glossary {
    /// Reads a `glossary` node; a term that is not right is reported and left out.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let reading = Reading::new(node, &GLOSSARY, diagnostics);
        let terms = reading.children("term").filter_map(|child| Term::read(child, diagnostics)).collect();
        Self { terms, span: reading.span() }
    }
}

impl Term {
    fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &TERM, diagnostics);
        let avoided = reading.child_ids("instead-of", diagnostics);
        let notes = reading.child_labels("note", diagnostics);
        Some(Self { word: reading.label(0)?, avoided, notes, span: reading.span() })
    }
}
