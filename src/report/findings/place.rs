//! Where a finding is, with its end.

use crate::diagnostic::{Position, SourceMap, Span, cell_name};

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, by the path under which it was read, with `/`.
    pub path: String,
    /// Where in it.
    pub at: At,
}

/// Where in a file. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The file as a whole.
    File,
    /// A part of a text.
    Text {
        /// The first line.
        line: usize,
        /// The column of the first character.
        column: usize,
        /// The last line.
        end_line: usize,
        /// The column after the last character.
        end_column: usize,
    },
    /// A cell of a workbook.
    Cell {
        /// The name of the sheet.
        sheet: String,
        /// The name of the cell, as in `C5`.
        cell: String,
    },
}

impl Place {
    /// The place of a span.
    #[must_use]
    pub fn of(span: Span, sources: &SourceMap) -> Self {
        let at = match sources.position(span) {
            Position::Cell { sheet, row, column } => At::Cell { sheet: sheet.to_owned(), cell: cell_name(row, column) },
            Position::Text { .. } if sources.is_grid(span.source) => At::File,
            Position::Text { line, column } => {
                let end = Span { start: span.end.max(span.start), ..span };
                let (end_line, end_column) = sources.line_column(end);
                At::Text { line, column, end_line, end_column }
            }
        };
        Self { path: relative(sources.path(span.source)).to_owned(), at }
    }

    /// A file as a whole.
    #[must_use]
    pub fn file(path: &str) -> Self {
        Self { path: relative(path).to_owned(), at: At::File }
    }

    /// The first line; 1 where there are none.
    #[must_use]
    pub fn line(&self) -> usize {
        match self.at {
            At::Text { line, .. } => line,
            At::File | At::Cell { .. } => 1,
        }
    }

    /// The place within the file in one word: `7:12`, `大厅!C5`, or nothing.
    #[must_use]
    pub fn within(&self) -> String {
        match &self.at {
            At::File => String::new(),
            At::Text { line, column, .. } => format!("{line}:{column}"),
            At::Cell { sheet, cell } => format!("{sheet}!{cell}"),
        }
    }

    /// File and place in one word: `a.kdl:7:12`, or `a.xlsx 大厅!C5`.
    #[must_use]
    pub fn shown(&self) -> String {
        let (path, within) = (&self.path, self.within());
        match self.at {
            At::File => path.clone(),
            At::Text { .. } => format!("{path}:{within}"),
            At::Cell { .. } => format!("{path} {within}"),
        }
    }
}

/// A path without `./` at its start, as other tools write it.
fn relative(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}
