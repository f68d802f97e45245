//! Texts in spreadsheets: how long they are, how wide, how many lines they take.

use crate::base::text::{display_width, safe};
pub use crate::form::wording::{LONGEST_CELL, cut, line};

/// The height of one line of text, in points.
pub const LINE_HEIGHT: f64 = 15.75;

/// A text that may have several lines.
pub fn lines(text: &str) -> String {
    cut(&safe(text).replace("\r\n", "\n"), LONGEST_CELL)
}

/// The lines that a text takes in a column of that width, in characters of the usual size.
pub fn height_in_lines(text: &str, width: usize) -> usize {
    let width = width.max(1);
    text.split('\n').map(|line| display_width(line).div_ceil(width).max(1)).sum()
}

/// The height of a row with that many lines, in points.
pub fn row_height(lines: usize) -> f64 {
    // Row heights are no values of anybody; programs take at most 409 points.
    let lines = u32::try_from(lines).unwrap_or(u32::MAX);
    (f64::from(lines) * LINE_HEIGHT + 4.0).min(400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_by_utf16_units() {
        assert_eq!(cut("abcd", 4), "abcd");
        assert_eq!(cut("abcde", 4), "abc…");
        assert_eq!(cut("𠮷𠮷", 4), "𠮷𠮷");
        assert_eq!(cut("𠮷𠮷𠮷", 4), "𠮷…");
        assert_eq!(line("a\u{202E}b\u{1}\nc"), "a\u{FFFD}b? c");
        assert_eq!(lines("a\r\nb"), "a\nb");
        assert_eq!((height_in_lines("甲乙丙", 4), height_in_lines("a\n\nb", 4), height_in_lines("", 4)), (2, 3, 1));
    }
}
