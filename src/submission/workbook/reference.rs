//! References to cells and areas, as parts write them: `C5`, `A1:D3`.

use super::super::grid::Area;
use super::limits::{MAX_COLUMN, MAX_ROW};

/// Row and column, from 1, of a reference like `C5`; `None` for what is none on any sheet.
pub fn cell(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = text.split_at_checked(letters)?;
    if !(1..=3).contains(&letters) {
        return None;
    }
    let column = column.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row = number(row, MAX_ROW)?;
    (column <= MAX_COLUMN).then_some((row, column))
}

/// The area of a reference like `A1:D3`, or of one cell.
pub fn area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (cell(first)?, cell(last)?);
    (first.0 <= last.0 && first.1 <= last.1).then_some(Area { first, last })
}

/// A number from 1 to `most`, in digits without zeros before them.
pub fn number(text: &str, most: u32) -> Option<u32> {
    let proper = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    proper.then(|| text.parse().ok()).flatten().filter(|number| (1..=most).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read() {
        let cases = [("A1", Some((1, 1))), ("xfd1048576", Some((1_048_576, 16_384))), ("AA10", Some((10, 27)))];
        for (text, place) in cases {
            assert_eq!(cell(text), place, "{text}");
        }
        for text in [
            "",
            "A",
            "1",
            "A0",
            "A01",
            "XFE1",
            "A1048577",
            "AAAA1",
            "$A$1",
            "A-1",
            "A1 ",
            "R1C1",
            "甲1",
            "A99999999999",
        ] {
            assert_eq!(cell(text), None, "{text}");
        }
        assert_eq!(area("B2:D4"), Some(Area { first: (2, 2), last: (4, 4) }));
        assert_eq!(area("B2"), Some(Area { first: (2, 2), last: (2, 2) }));
        for text in ["D4:B2", "B2:", ":", "B2:D4:E5", "B:B"] {
            assert_eq!(area(text), None, "{text}");
        }
    }
}
