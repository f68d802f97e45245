//! CSV that spreadsheet programs open as it is meant: UTF-8 with its mark, quoted by RFC 4180, and with nothing to run.
//!
//! Lines end with LF, as in every other output, and not with the CRLF of the RFC; readers of CSV take both.

use std::fmt::Write;

/// Writes rows.
#[must_use]
pub fn write(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(&inert(cell))).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", cells.join(","));
    }
    text
}

/// A cell that starts as a formula gets an apostrophe in front, which spreadsheets take as "this is text". Plain numbers stay.
fn inert(cell: &str) -> String {
    let starts_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let is_number = cell.strip_prefix(['-', '+']).is_some_and(|digits| {
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
    });
    if starts_formula && !is_number { format!("'{cell}") } else { cell.to_owned() }
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        for cell in ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx", "\rx", "-1/12", "=cmd|' /C calc'!A0", "＝1"] {
            assert_eq!(inert(cell), format!("'{cell}"));
        }
        for cell in ["-5", "+3.25", "a=b", "政务", "", "1-2"] {
            assert_eq!(inert(cell), cell);
        }
    }

    #[test]
    fn cells_are_quoted_where_needed() {
        let rows = [vec!["a,b".to_owned(), "say \"hi\"".to_owned(), "two\nlines".to_owned(), "plain".to_owned()]];
        assert_eq!(write(rows.into_iter()), "\u{feff}\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",plain\n");
        let attack = [vec!["=HYPERLINK(\"http://example\",\"x\")".to_owned()]];
        assert_eq!(write(attack.into_iter()), "\u{feff}\"'=HYPERLINK(\"\"http://example\"\",\"\"x\"\")\"\n");
    }
}
