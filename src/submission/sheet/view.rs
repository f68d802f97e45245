//! A sheet as people see it: which cells say something, and which of them are merged.

use crate::base::similar::half_width;
use crate::base::text::{safe_line, truncate_to_width};
use crate::submission::datum::Loose;
use crate::submission::grid::{Area, Cell, CellContent, Sheet};
use std::collections::BTreeMap;

/// Columns of a text that a message repeats.
const SHOWN: usize = 40;

/// A sheet with its place in the workbook.
#[derive(Debug, Clone, Copy)]
pub struct View<'g> {
    /// The sheet.
    pub sheet: &'g Sheet,
    /// Its place, from 0.
    pub index: usize,
}

impl<'g> View<'g> {
    /// The cell, unless nothing but blanks stands in it.
    pub fn filled(&self, row: u32, column: u32) -> Option<&'g Cell> {
        self.sheet.cell(row, column).filter(|cell| !is_blank(cell))
    }

    /// The cells of a row that say something.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &'g Cell)> + use<'g> {
        let cells = self.sheet.rows.get(&row).into_iter().flatten();
        cells.map(|(column, cell)| (*column, cell)).filter(|(_, cell)| !is_blank(cell))
    }

    /// The rows in which a cell stands.
    pub fn rows(&self) -> impl Iterator<Item = u32> + use<'g> {
        self.sheet.rows.keys().copied()
    }
}

/// Whether nothing but blanks stands in a cell.
pub fn is_blank(cell: &Cell) -> bool {
    matches!(&cell.content, CellContent::Value(Loose::Text(text)) if plain(text).is_empty())
}

/// The text without blanks around it, those included that nobody sees.
pub fn plain(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// What a text is compared by: without blanks, case and full width.
pub fn folded(text: &str) -> String {
    let visible = text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c));
    visible.map(half_width).flat_map(char::to_lowercase).collect()
}

/// What stands in a cell, as text; `None` for formulas and errors.
pub fn text(cell: &Cell) -> Option<String> {
    match &cell.content {
        CellContent::Value(Loose::Text(text)) => Some(plain(text).to_owned()),
        CellContent::Value(Loose::Number { literal, .. }) => Some(literal.clone()),
        CellContent::Value(Loose::Date(date)) => Some(date.to_string()),
        CellContent::Value(Loose::Boolean(value)) => Some(value.to_string()),
        CellContent::Formula | CellContent::Error(_) => None,
    }
}

/// What stands in a cell as a message repeats it: on one line, and not too long.
pub fn shown(cell: &Cell) -> String {
    text(cell).map(|text| cut(&text)).unwrap_or_default()
}

/// A text as a message repeats it.
pub fn cut(text: &str) -> String {
    truncate_to_width(&safe_line(text), SHOWN).into_owned()
}

/// The merged areas of a sheet that reach into some columns.
#[derive(Debug, Default)]
pub struct Merges {
    by_column: BTreeMap<u32, Vec<Area>>,
}

impl Merges {
    /// Those that reach into these columns.
    pub fn of(sheet: &Sheet, columns: impl IntoIterator<Item = u32>) -> Self {
        let mut by_column: BTreeMap<u32, Vec<Area>> = columns.into_iter().map(|column| (column, Vec::new())).collect();
        for area in &sheet.merged {
            for (_, areas) in by_column.range_mut(area.first.1..=area.last.1.max(area.first.1)) {
                areas.push(*area);
            }
        }
        for areas in by_column.values_mut() {
            areas.sort_by_key(|area| area.first);
        }
        Self { by_column }
    }

    /// The area in which a cell of one of the columns lies.
    pub fn at(&self, row: u32, column: u32) -> Option<Area> {
        let areas = self.by_column.get(&column)?;
        let after = areas.partition_point(|area| area.first.0 <= row);
        // Programs never let areas overlap.
        areas.get(after.checked_sub(1)?).copied().filter(|area| row <= area.last.0)
    }
}
