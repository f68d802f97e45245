//! A second way of looking at a system: its topics are rows, and what they have in common are columns.

use super::super::shape::{Child, LINE, Reading, Shape, Slot, Takes};
use super::super::text::{Label, Text};
use super::Branch;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::declaration as messages;
use crate::syntax::Node;

/// The `matrix` node.
pub static MATRIX: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    children: &[Child::several("column", &COLUMN)],
    ..LINE
};

static COLUMN: Shape =
    Shape { arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)], ..LINE };

/// The columns of a system; rows are what stands right below it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Matrix {
    /// Its id.
    pub id: String,
    /// What the columns are.
    pub title: Label,
    /// Their ids and titles, in order.
    pub columns: Vec<(String, Label)>,
}

impl Matrix {
    pub(super) fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &MATRIX, diagnostics);
        let columns = reading.children("column").filter_map(|child| {
            let column = Reading::new(child, &COLUMN, diagnostics);
            Some((column.text(0)?.value, column.label(1)?))
        });
        let columns = columns.collect();
        Some(Self { id: reading.text(0)?.value, title: reading.label(1)?, columns })
    }
}

/// Reports columns that there are not, and what would count in two.
// The tree is as deep as the front end lets blocks nest.
pub(super) fn check<E>(
    matrix: Option<&Matrix>,
    children: &[Branch<E>],
    is_within: bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for child in children {
        let (id, column) = match child {
            Branch::Group(group) => (&group.id, &group.column),
            Branch::Indicator(leaf) => (&leaf.id, &leaf.column),
        };
        if let Some(column) = column {
            diagnostics.extend(wrong(matrix, id, column, is_within));
        }
        if let Branch::Group(group) = child {
            check(matrix, &group.children, is_within || column.is_some(), diagnostics);
        }
    }
}

fn wrong(matrix: Option<&Matrix>, id: &str, column: &Text, is_within: bool) -> Option<Diagnostic> {
    let known: Vec<&str> = matrix.into_iter().flat_map(|matrix| &matrix.columns).map(|(id, _)| id.as_str()).collect();
    if !known.contains(&column.value.as_str()) {
        let stranger = Diagnostic::new(&messages::MATRIX_COLUMN).with("name", &column.value);
        return Some(stranger.with("known", known.join(", ")).at(column.span));
    }
    is_within.then(|| Diagnostic::new(&messages::MATRIX_NESTED).with("name", id).at(column.span))
}
