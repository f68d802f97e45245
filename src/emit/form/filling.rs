//! What stands in the open cells of a workbook when it is handed out.

use crate::base::date::Date;
use crate::base::number::Number;
use std::collections::BTreeMap;

/// The most digits of a number that every spreadsheet program keeps.
const MOST_DIGITS: usize = 15;

/// What is filled in already: nothing by default.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filling {
    /// The code of the region.
    pub region: Option<String>,
    /// The rows of each sheet, by its path; a card has one.
    pub sheets: BTreeMap<String, Vec<Row>>,
}

/// What is filled in of one element of a table, or of a card.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The keys of the lists in which the element lies, the outermost first.
    pub owners: Vec<Cell>,
    /// The slots, by path.
    pub slots: BTreeMap<String, Cell>,
}

/// What stands in a cell, in its own type.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A text, or words of options.
    Text(String),
    /// A number, as its literal; one that spreadsheets would change stands as a text.
    Number(Number),
    /// A day.
    Date(Date),
}

impl Cell {
    /// The text of the cell.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
        }
    }

    /// The binary number that a spreadsheet keeps, where it keeps exactly this one.
    pub fn binary(number: &Number) -> Option<f64> {
        let literal = number.to_string();
        let digits = literal.trim_start_matches(['-', '0', '.']).chars().filter(char::is_ascii_digit).count();
        let binary: f64 = literal.parse().ok()?;
        (digits <= MOST_DIGITS && binary.to_string() == literal).then_some(binary)
    }
}

impl Filling {
    /// The rows of a sheet.
    pub fn rows(&self, path: &str) -> &[Row] {
        self.sheets.get(path).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_stay_exact_are_numbers() {
        let kept = |text: &str| Cell::binary(&Number::parse(text).unwrap()).is_some();
        for text in ["0", "-3", "0.0833", "123456789012345", "0.1", "1000000", "-0.5"] {
            assert!(kept(text), "{text}");
        }
        for text in ["1234567890123456", "0.1234567890123456789", "12345678901234567890"] {
            assert!(!kept(text), "{text}");
        }
    }
}
