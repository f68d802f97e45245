//! The cells of a text with separated values (RFC 4180), with their places.

use crate::diagnostic::catalogue::{format as messages, submission};
use crate::diagnostic::{Diagnostic, SourceId, Span};

/// The most rows of one file.
pub const MAX_ROWS: usize = 100_000;
/// The most cells of one row that are looked at.
const MAX_CELLS: usize = 64;
/// What may part the cells of a row.
const SEPARATORS: [char; 3] = [',', ';', '\t'];
/// The line before the header by which a spreadsheet program is told the separator.
const SEPARATOR_LINE: &str = "sep=";

/// A cell: its text without the quotes around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Rows of cells; lines without anything in them are left out.
pub type Rows = Vec<Vec<Cell>>;

/// Reads the text with the separator for which `is_header` takes the first row; `None` where there is no such header or
/// there are too many rows (and reported).
pub fn read(
    text: &str,
    id: SourceId,
    is_header: impl Fn(&[Cell]) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Rows> {
    let start = match text.lines().next() {
        Some(line) if line.to_ascii_lowercase().starts_with(SEPARATOR_LINE) => line.len(),
        _ => 0,
    };
    let scanner = |separator| Scanner { text, id, separator, at: start, quotes: true, found: Vec::new() };
    let header = |separator: &char| scanner(*separator).row_with_cells().is_some_and(|row| is_header(&row));
    let Some(separator) = SEPARATORS.into_iter().find(header) else {
        let first = text.lines().next().map_or(0, str::len);
        diagnostics.push(Diagnostic::new(&messages::CSV_HEADER).at(Span::new(id, 0, first)));
        return None;
    };
    let mut scanner = scanner(separator);
    let mut rows = Vec::new();
    while let Some(row) = scanner.row_with_cells() {
        if rows.len() > MAX_ROWS {
            let place = row.first().map_or(Span::new(id, 0, 0), |cell| cell.span);
            diagnostics.push(Diagnostic::new(&submission::TOO_MANY).with("limit", MAX_ROWS).at(place));
            return None;
        }
        rows.push(row);
    }
    diagnostics.append(&mut scanner.found);
    Some(rows)
}

/// Walks over the text once.
struct Scanner<'t> {
    text: &'t str,
    id: SourceId,
    separator: char,
    at: usize,
    /// Whether a quote opens a cell; not any more once one has never been closed.
    quotes: bool,
    found: Vec<Diagnostic>,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The next row that is not empty.
    fn row_with_cells(&mut self) -> Option<Vec<Cell>> {
        while !self.rest().is_empty() {
            let row = self.row();
            if row.iter().any(|cell| !cell.text.trim().is_empty()) {
                return Some(row);
            }
        }
        None
    }

    fn row(&mut self) -> Vec<Cell> {
        let mut cells = Vec::new();
        loop {
            let cell = self.cell();
            if cells.len() < MAX_CELLS {
                cells.push(cell);
            }
            let rest = self.rest();
            let mut characters = rest.chars();
            match characters.next() {
                Some(c) if c == self.separator => self.at += c.len_utf8(),
                Some('\r') if characters.next() == Some('\n') => {
                    self.at += 2;
                    return cells;
                }
                Some(c) => {
                    self.at += c.len_utf8();
                    return cells;
                }
                None => return cells,
            }
        }
    }

    /// The cell here; what follows it is a separator, the end of a line, or the end of the text.
    fn cell(&mut self) -> Cell {
        let start = self.at;
        if self.quotes && self.rest().starts_with('"') {
            if let Some(text) = self.quoted() {
                let text = text + self.bare();
                return Cell { text, span: Span::new(self.id, start, self.at) };
            }
            self.at = start;
            self.quotes = false;
            self.found.push(Diagnostic::new(&messages::CSV_QUOTE).at(Span::new(self.id, start, start + 1)));
        }
        let text = self.bare().to_owned();
        Cell { text, span: Span::new(self.id, start, self.at) }
    }

    /// Up to the next separator or end of a line.
    fn bare(&mut self) -> &str {
        let rest = self.text.get(self.at..).unwrap_or("");
        let end = rest.find([self.separator, '\r', '\n']).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or("")
    }

    /// What stands between the quote here and the one that closes it; `None` where nothing does.
    fn quoted(&mut self) -> Option<String> {
        let opening = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let end = rest.find('"')?;
            text.push_str(rest.get(..end).unwrap_or(""));
            self.at += end + 1;
            if !self.rest().starts_with('"') {
                break;
            }
            text.push('"');
            self.at += 1;
        }
        if !self.rest().is_empty() && !self.rest().starts_with([self.separator, '\r', '\n']) {
            self.found.push(Diagnostic::new(&messages::CSV_QUOTE).at(Span::new(self.id, opening, opening + 1)));
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceMap;

    type Table = Option<Vec<Vec<String>>>;

    /// The cells of a text; codes and first bytes of what is told.
    fn rows(text: &str) -> (Table, Vec<(&'static str, u32)>) {
        let mut sources = SourceMap::default();
        let id = sources.add("a.csv", text);
        let mut diagnostics = Vec::new();
        let is_header = |row: &[Cell]| row.len() > 1 && row.iter().any(|cell| cell.text == "path");
        let rows = read(sources.text(id), id, is_header, &mut diagnostics);
        let texts = |row: Vec<Cell>| row.into_iter().map(|cell| cell.text).collect();
        let found = diagnostics.iter().map(|found| (found.entry.code, found.place.map_or(0, |span| span.start)));
        (rows.map(|rows| rows.into_iter().map(texts).collect()), found.collect())
    }

    fn table(rows: &[&[&str]]) -> Table {
        Some(rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect())
    }

    #[test]
    fn cells_are_read_whatever_parts_them() {
        let expected = table(&[&["path", "value"], &["a", "1,2\n\"x\""], &["b", ""]]);
        for text in [
            "path,value\na,\"1,2\n\"\"x\"\"\"\nb,\n",
            "path,value\r\na,\"1,2\n\"\"x\"\"\"\r\n\r\nb,",
            "path;value\na;\"1,2\n\"\"x\"\"\"\nb;\n",
            "path\tvalue\na\t\"1,2\n\"\"x\"\"\"\n\t\nb\t\n",
            "sep=;\npath;value\na;\"1,2\n\"\"x\"\"\"\nb;\n",
            "path,value\ra,\"1,2\n\"\"x\"\"\"\rb,\r",
        ] {
            assert_eq!(rows(text), (expected.clone(), vec![]), "{text:?}");
        }
        assert_eq!(rows("path,value\na,2\"x\n").0, table(&[&["path", "value"], &["a", "2\"x"]]));
    }

    #[test]
    fn quotes_that_are_not_closed_are_reported_and_lose_no_row() {
        let (found, messages) = rows("path,value\na,\"1\nb,2\n");
        assert_eq!(found, table(&[&["path", "value"], &["a", "\"1"], &["b", "2"]]));
        assert_eq!(messages, [("GJ4432", 13)]);
        let (found, messages) = rows("path,value\na,\"1\"2\nb,2\n");
        assert_eq!(found, table(&[&["path", "value"], &["a", "12"], &["b", "2"]]));
        assert_eq!(messages, [("GJ4432", 13)]);
    }

    #[test]
    fn a_text_without_its_header_is_refused() {
        for text in ["", "\n\n", "a,b\n1,2\n", "path\n1\n", "路径|值\n"] {
            assert_eq!(rows(text), (None, vec![("GJ4430", 0)]), "{text:?}");
        }
        let (found, messages) = rows(&("path,value\n".to_owned() + &"a,1\n".repeat(MAX_ROWS + 1)));
        assert_eq!((found, messages.len()), (None, 1));
    }
}
