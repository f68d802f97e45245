//! Workbooks that offices read, fill in and print: a title, what to know, and a table with headings, on A4.
//!
//! What a cell holds is text, a count or a day; nothing is ever a formula or markup. The same workbook gives the same bytes: the
//! clock is not read.

mod format;
mod write;

pub use write::clean;

use super::date::Date;
use super::text::counted;
use std::fmt;

/// The most sheets of a workbook: with more, nobody finds anything.
pub const MAX_SHEETS: usize = 250;
/// The most rows of a table.
pub const MAX_ROWS: usize = 10_000;

/// A workbook.
#[derive(Debug)]
pub struct Workbook {
    /// What it is.
    pub title: String,
    /// The day it is said to be made on.
    pub day: Option<Date>,
    /// What stands at the foot of every page, beside the number of the page.
    pub footer: String,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// A sheet with one table.
#[derive(Debug)]
pub struct Sheet {
    /// What stands on its tab: at most 31 characters, unique whatever the case, without the marks `[]:*?/\`.
    pub name: String,
    /// The title above the table.
    pub title: String,
    /// Lines below the title.
    pub notes: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// How many columns stay where they are when the sheet is scrolled.
    pub fixed: u16,
    /// The rows, a cell a column; what is missing is empty.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its heading, `[zh, en]`.
    pub heading: [String; 2],
    /// Its width in characters of the width of a digit.
    pub width: u16,
    /// How its cells stand.
    pub align: Align,
}

/// How cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Align {
    /// At the left, for sentences.
    Left,
    /// In the middle, for short words, numbers and days.
    Centre,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text; line feeds break it.
    Text(String),
    /// A text that says that there is nothing to say.
    Faint(String),
    /// A text that stands out.
    Strong(String),
    /// How many there are.
    Count(u32),
    /// A day.
    Day(Date),
    /// The way to another sheet, by its name.
    Link {
        /// What is shown.
        text: String,
        /// The name of the sheet.
        sheet: String,
    },
    /// Something to be filled in by hand.
    Open,
}

impl Cell {
    /// A number that authors wrote: a count where it is one, else its text.
    #[must_use]
    pub fn number(written: &str) -> Self {
        match written.parse() {
            Ok(count) if !written.starts_with(['0', '+']) => Self::Count(count),
            _ => Self::Text(written.to_owned()),
        }
    }

    /// The text that it shows, where it is one that may need several lines.
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Faint(text) | Self::Strong(text) | Self::Link { text, .. } => Some(text),
            Self::Empty | Self::Count(_) | Self::Day(_) | Self::Open => None,
        }
    }
}

impl Column {
    /// A column.
    #[must_use]
    pub fn new(zh: &str, en: &str, width: u16, align: Align) -> Self {
        Self { heading: [zh.to_owned(), en.to_owned()], width, align }
    }
}

/// A workbook beyond the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge {
    /// How many sheets it has.
    pub sheets: usize,
    /// How many rows its longest sheet has.
    pub rows: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, at most {} each", counted(self.sheets, "sheet(s)"), counted(self.rows, "row(s)"))
    }
}

impl std::error::Error for TooLarge {}

impl Workbook {
    /// The file.
    ///
    /// # Errors
    /// Where it has more sheets or rows than a workbook can sensibly have.
    pub fn to_bytes(&self) -> Result<Vec<u8>, TooLarge> {
        let size = TooLarge {
            sheets: self.sheets.len(),
            rows: self.sheets.iter().map(|sheet| sheet.rows.len()).max().unwrap_or(0),
        };
        if size.sheets > MAX_SHEETS || size.rows > MAX_ROWS {
            return Err(size);
        }
        // Names, lengths and numbers are within what the format allows, so that nothing else can fail.
        write::write(self).map_err(|_| size)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail by panicking")]
mod tests;
