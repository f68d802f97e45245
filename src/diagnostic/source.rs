//! The texts that were read, and places in them.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// One text in a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(u32);

/// A range of bytes in one text.
///
/// Its hash is that of nothing: two declarations that say the same have the same hash wherever they stand, which is how it is
/// known that an output need not be made again ([`crate::emit::Memory`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The text.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Hash for Span {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl Span {
    /// A span of bytes `start..end`.
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let bound = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { source, start: bound(start), end: bound(end.max(start)) }
    }
}

/// Where the cells of a workbook stand in the text that shows them, a row a line.
#[derive(Debug, Clone, Default)]
pub struct GridLayout {
    sheets: Vec<String>,
    cells: Vec<GridCell>,
}

#[derive(Debug, Clone, Copy)]
struct GridCell {
    start: u32,
    sheet: u32,
    row: u32,
    column: u32,
}

impl GridLayout {
    /// Begins a sheet; the cells that follow are on it.
    pub fn sheet(&mut self, name: impl Into<String>) {
        self.sheets.push(name.into());
    }

    /// The next cell, whose text begins at byte `start`; rows and columns count from 1.
    pub fn cell(&mut self, start: usize, row: u32, column: u32) {
        let sheet = u32::try_from(self.sheets.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        self.cells.push(GridCell { start, sheet, row, column });
    }
}

/// A place as people name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position<'m> {
    /// In a text: line and column, both from 1; the column counts characters.
    Text {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// In a workbook: the sheet, and row and column from 1.
    Cell {
        /// The name of the sheet.
        sheet: &'m str,
        /// The row.
        row: u32,
        /// The column, 1 for A.
        column: u32,
    },
}

impl fmt::Display for Position<'_> {
    /// `7:12`, or `大厅!C5`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { line, column } => write!(formatter, "{line}:{column}"),
            Self::Cell { sheet, row, column } => write!(formatter, "{sheet}!{}", cell_name(*row, *column)),
        }
    }
}

/// The name of a cell in a workbook: `C5`. Row and column count from 1.
#[must_use]
pub fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect::<String>() + &row.to_string()
}

/// From how many bytes to how many characters are counted ahead, so that a place in a file of a single line costs no more than one
/// in a file of short ones.
const STRIDE: usize = 1024;

#[derive(Debug, Clone)]
struct Source {
    path: String,
    text: Arc<str>,
    line_starts: Vec<u32>,
    /// How many characters begin before each [`STRIDE`] of bytes.
    characters: Vec<u32>,
    /// For a workbook: which bytes are which cell.
    grid: Option<GridLayout>,
}

impl Source {
    fn new(path: String, text: String, grid: Option<GridLayout>) -> Self {
        let text: Arc<str> = text.into();
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts =
            std::iter::once(0).chain(newlines.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX))).collect();
        let counts = text.as_bytes().chunks(STRIDE).scan(0, |before, stride| {
            let own = stride.iter().filter(|byte| is_boundary(**byte)).count();
            Some(std::mem::replace(before, *before + own))
        });
        let characters = counts.map(|before| u32::try_from(before).unwrap_or(u32::MAX)).collect();
        Self { path, text, line_starts, characters, grid }
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let stride = (byte / STRIDE).min(self.characters.len().saturating_sub(1));
        let counted = self.characters.get(stride).map_or(0, |before| *before as usize);
        let rest = self.text.as_bytes().get(stride * STRIDE..byte).unwrap_or_default();
        counted + rest.iter().filter(|byte| is_boundary(**byte)).count()
    }
}

/// Whether a character of UTF-8 begins with the byte.
fn is_boundary(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// All texts of a run, by id. Paths are shown as given: relative, with `/`.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
}

impl SourceMap {
    /// Adds a text under the path by which messages name it.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.push(path.into(), text.into(), None)
    }

    /// Adds the text that shows a workbook, a row a line, with the cells in it in order.
    pub fn add_grid(&mut self, path: impl Into<String>, text: impl Into<String>, layout: GridLayout) -> SourceId {
        self.push(path.into(), text.into(), Some(layout))
    }

    /// Replaces the text of a workbook that was added before: its reader needs the id before it has the whole text.
    pub fn set_grid(&mut self, id: SourceId, text: impl Into<String>, layout: GridLayout) {
        if let Some(source) = self.sources.get_mut(id.0 as usize) {
            *source = Source::new(std::mem::take(&mut source.path), text.into(), Some(layout));
        }
    }

    fn push(&mut self, path: String, text: String, grid: Option<GridLayout>) -> SourceId {
        self.sources.push(Source::new(path, text, grid));
        SourceId(u32::try_from(self.sources.len() - 1).unwrap_or(u32::MAX))
    }

    /// The id of the text that is added next: those of all texts that are here lie before it.
    #[must_use]
    pub fn next(&self) -> SourceId {
        SourceId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX))
    }

    fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0 as usize)
    }

    /// The path by which messages name the text.
    #[must_use]
    pub fn path(&self, id: SourceId) -> &str {
        self.source(id).map_or("", |source| &source.path)
    }

    /// The first text that messages name by that path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<SourceId> {
        let index = self.sources.iter().position(|source| source.path == path)?;
        u32::try_from(index).ok().map(SourceId)
    }

    /// Whether the text shows a workbook.
    #[must_use]
    pub fn is_grid(&self, id: SourceId) -> bool {
        self.source(id).is_some_and(|source| source.grid.is_some())
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self, id: SourceId) -> &str {
        self.source(id).map_or("", |source| &source.text)
    }

    /// The text itself, to be held beyond the map.
    #[must_use]
    pub fn shared(&self, id: SourceId) -> Arc<str> {
        self.source(id).map_or_else(Arc::default, |source| Arc::clone(&source.text))
    }

    /// The text that a span covers; empty where the span does not fit.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.source).get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Line and column of the span's start, both from 1; the column counts characters.
    #[must_use]
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let Some(source) = self.source(span.source) else {
            return (1, 1);
        };
        let line = source.line_starts.partition_point(|start| *start <= span.start).max(1);
        let start = source.line_starts.get(line - 1).copied().unwrap_or(0);
        // A place that does not fit is shown at the start of the line.
        if !source.text.is_char_boundary(span.start as usize) {
            return (line, 1);
        }
        let before = source.characters_before(span.start as usize) - source.characters_before(start as usize);
        (line, before + 1)
    }

    /// The place of the span's start as people name it: line and column, or sheet and cell. What stands before the first cell
    /// is about the file, not about a cell.
    #[must_use]
    pub fn position(&self, span: Span) -> Position<'_> {
        let layout = self.source(span.source).and_then(|source| source.grid.as_ref());
        if let Some(layout) = layout {
            let after = layout.cells.partition_point(|cell| cell.start <= span.start);
            let cell = after.checked_sub(1).and_then(|index| layout.cells.get(index));
            if let Some(cell) = cell {
                let sheet = layout.sheets.get(cell.sheet as usize).map_or("", String::as_str);
                return Position::Cell { sheet, row: cell.row, column: cell.column };
            }
        }
        let (line, column) = self.line_column(span);
        Position::Text { line, column }
    }

    /// File and place in one word: `a.kdl:7:12`, or `a.xlsx 大厅!C5`.
    #[must_use]
    pub fn location(&self, span: Span) -> String {
        let path = self.path(span.source);
        match self.position(span) {
            position @ Position::Text { .. } => format!("{path}:{position}"),
            position @ Position::Cell { .. } => format!("{path} {position}"),
        }
    }

    /// The bytes of a line, numbered from 1, with its line break; empty beyond the last line.
    #[must_use]
    pub fn line(&self, id: SourceId, line: usize) -> Span {
        let Some(source) = self.source(id) else {
            return Span::new(id, 0, 0);
        };
        let end = source.text.len();
        let start_of = |line: usize| source.line_starts.get(line).map_or(end, |start| *start as usize);
        Span::new(id, line.checked_sub(1).map_or(end, start_of), start_of(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_names_of_spreadsheets() {
        for (row, column, name) in [(1, 1, "A1"), (5, 26, "Z5"), (7, 27, "AA7"), (9, 702, "ZZ9"), (1, 16_384, "XFD1")] {
            assert_eq!(cell_name(row, column), name);
        }
    }

    #[test]
    fn columns_count_characters_however_long_the_line() {
        let mut sources = SourceMap::default();
        for (character, lengths) in [("a", 0..5_000usize), ("面", 0..2_000), ("😀", 0..1_500)] {
            let text = format!("x\n{}", character.repeat(lengths.end));
            let id = sources.add("a.json", text.as_str());
            for length in lengths {
                let start = 2 + length * character.len();
                assert_eq!(sources.line_column(Span::new(id, start, start)), (2, length + 1));
            }
            let end = Span::new(id, text.len(), text.len());
            assert_eq!(sources.line_column(end), (2, text.chars().count() - 1));
        }
        let id = sources.add("b.json", "面积");
        for beyond in [1, 7, 5_000] {
            assert_eq!(sources.line_column(Span::new(id, beyond, beyond)), (1, 1));
        }
        let id = sources.add("empty", "");
        assert_eq!(sources.line_column(Span::new(id, 0, 0)), (1, 1));
    }

    #[test]
    fn places_in_workbooks_are_cells_and_others_lines() {
        let mut sources = SourceMap::default();
        let mut layout = GridLayout::default();
        layout.sheet("大厅");
        layout.cell(0, 3, 1);
        layout.cell(7, 3, 4);
        layout.sheet("岗位");
        layout.cell(9, 1, 28);
        let grid = sources.add_grid("a.xlsx", "面积\t12\n岗", layout);
        let named = |start| sources.location(Span::new(grid, start, start + 1));
        assert_eq!(
            (named(0), named(7), named(9)),
            ("a.xlsx 大厅!A3".into(), "a.xlsx 大厅!D3".into(), "a.xlsx 岗位!AB1".into())
        );
        let text = sources.add("a.kdl", "标准\n规则 x");
        assert_eq!(sources.location(Span::new(text, 14, 15)), "a.kdl:2:4");
    }
}
