//! What is published as text and data: documents and tables.

use super::shape::{Child, IDS, LINE, NAMED, Reading, Shape, Slot, Takes};
use super::text::{Label, Text};
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::syntax::Node;

/// The `document` node.
pub static DOCUMENT: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text)],
    open: false,
    children: &[Child::once("template", &LINE), Child::several("foreword", &LINE)],
};

/// The `table` node.
pub static TABLE: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text)],
    open: false,
    children: &[Child::several("column", &NAMED), Child::several("row", &IDS)],
};

/// A document made from the standard by a template.
#[derive(Debug, Clone, Hash)]
pub struct DocumentDeclaration {
    /// Its id; the name of its files.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// The template; `standard` where none is named.
    pub template: Text,
    /// Paragraphs before the first chapter.
    pub forewords: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

impl DocumentDeclaration {
    /// Reads a `document` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &DOCUMENT, diagnostics);
        let template = reading.child_text("template", diagnostics);
        let forewords = reading.child_labels("foreword", diagnostics);
        Some(Self {
            id: reading.text(0)?.value,
            title: reading.label(1)?,
            template: template.unwrap_or_else(|| Text::made("standard", reading.span())),
            forewords,
            span: reading.span(),
        })
    }
}

/// Data that is published as CSV and JSON.
#[derive(Debug, Clone, Hash)]
pub struct Table {
    /// Its id; the name of its files.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// Its columns: key and title.
    pub columns: Vec<(String, Label)>,
    /// Its rows, a cell a column; several values of one cell stay apart.
    pub rows: Vec<Vec<Cell>>,
    /// Clauses that rows serve: the row's first cell, and the clause.
    pub clauses: Vec<(String, Text)>,
    /// Where it is declared.
    pub span: Span,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// One value.
    One(String),
    /// Several values.
    Several(Vec<String>),
}

impl From<Option<String>> for Cell {
    fn from(value: Option<String>) -> Self {
        value.map_or(Self::Empty, Self::One)
    }
}

impl Table {
    /// Reads a `table` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &TABLE, diagnostics);
        let columns: Vec<(String, Label)> = reading
            .children("column")
            .filter_map(|child| {
                let column = Reading::new(child, &NAMED, diagnostics);
                Some((column.text(0)?.value, column.label(1)?))
            })
            .collect();
        let mut rows = Vec::new();
        for child in reading.children("row") {
            let cells = Reading::new(child, &IDS, diagnostics).texts(0);
            if cells.len() == columns.len() {
                rows.push(cells.into_iter().map(|cell| Cell::One(cell.value)).collect());
            } else {
                diagnostics.push(
                    Diagnostic::new(&messages::TABLE_ROW)
                        .with("cells", cells.len())
                        .with("columns", columns.len())
                        .at(child.name.span),
                );
            }
        }
        Some(Self {
            id: reading.text(0)?.value,
            title: reading.label(1)?,
            columns,
            rows,
            clauses: Vec::new(),
            span: reading.span(),
        })
    }
}
