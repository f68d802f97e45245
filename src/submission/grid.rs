//! The cells of a table file, before anybody knows what they mean.

use super::datum::Loose;
use crate::diagnostic::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The sheets of a workbook, in order.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// The sheets.
    pub sheets: Vec<Sheet>,
}

/// One sheet. Rows and columns count from 1; what is empty is not there.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its cells, by row and column.
    pub rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    /// Areas that are merged into one cell.
    pub merged: Vec<Area>,
    /// Rows with cells that are hidden.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that are hidden: the first and the last of each run, in order.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Where it is named.
    pub span: Span,
}

/// A rectangle of cells; both corners belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Row and column of the first cell.
    pub first: (u32, u32),
    /// Row and column of the last cell.
    pub last: (u32, u32),
}

/// A cell that is not empty.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What is in it.
    pub content: CellContent,
    /// Where it stands.
    pub span: Span,
}

/// What a cell can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellContent {
    /// A value.
    Value(Loose),
    /// A formula. What a program last computed from it is not looked at.
    Formula,
    /// An error of a program: `#REF!`.
    Error(String),
}

impl Sheet {
    /// A sheet without cells.
    #[must_use]
    pub fn new(name: String, hidden: bool, span: Span) -> Self {
        let (rows, merged) = (BTreeMap::new(), Vec::new());
        Self { name, hidden, rows, merged, hidden_rows: BTreeSet::new(), hidden_columns: Vec::new(), span }
    }

    /// The cell at a row and column.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.rows.get(&row)?.get(&column)
    }

    /// Whether a cell lies in a hidden row or column.
    #[must_use]
    pub fn is_hidden(&self, row: u32, column: u32) -> bool {
        let after = self.hidden_columns.partition_point(|(first, _)| *first <= column);
        let run = after.checked_sub(1).and_then(|index| self.hidden_columns.get(index));
        self.hidden_rows.contains(&row) || run.is_some_and(|(_, last)| column <= *last)
    }
}
