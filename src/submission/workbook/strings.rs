//! The texts that cells share, and how texts are written in parts.

use super::budget::{too_many, too_much_text};
use super::fault::Fault;
use super::limits::{MAX_CELL_TEXT, MAX_SHARED_BYTES, MAX_SHARED_TEXTS};
use super::report::Report;
use super::xml::{Event, Xml};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The most bytes that the longest text may take.
pub const MAX_CELL_BYTES: usize = MAX_CELL_TEXT * 4;

/// The table of shared texts: one text after another, and where each ends.
#[derive(Debug, Default)]
pub struct SharedTexts {
    text: String,
    ends: Vec<u32>,
    /// Those that no cell may hold, because they are too long; they are not kept.
    long: BTreeSet<usize>,
}

impl SharedTexts {
    /// The text of that number; `None` where it is too long.
    pub fn get(&self, index: usize) -> Option<&str> {
        if self.long.contains(&index) {
            return None;
        }
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start as usize..end as usize)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Reads the part that holds them.
    ///
    /// # Errors
    /// Where the part cannot be read, or holds too much.
    pub fn read(xml: &mut Xml<'_>, report: &mut Report<'_>) -> Result<Self, Fault> {
        let mut table = Self::default();
        let mut text = String::new();
        loop {
            match xml.next()? {
                Event::Open(element) if element.name() == "si" => {
                    text.clear();
                    // A text that is too long is reported where a cell uses it.
                    if !rich_text(xml, &mut text)? {
                        text.clear();
                        table.long.insert(table.ends.len());
                    }
                    table.push(&unescaped(&text), report)?;
                }
                Event::Open(_) => xml.skip()?,
                Event::End => return Ok(table),
                _ => {}
            }
        }
    }

    fn push(&mut self, text: &str, report: &mut Report<'_>) -> Result<(), Fault> {
        if self.ends.len() >= MAX_SHARED_TEXTS {
            return Err(too_many("shared texts", MAX_SHARED_TEXTS, report));
        }
        if self.text.len() + text.len() > MAX_SHARED_BYTES {
            return Err(too_much_text(MAX_SHARED_BYTES, report));
        }
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        Ok(())
    }
}

/// Appends the text of the element that was opened last: its own `t` and those of its runs, without the reading aids (`rPh`).
/// Whether all of it went in.
///
/// # Errors
/// Where the part cannot be read on.
pub fn rich_text(xml: &mut Xml<'_>, into: &mut String) -> Result<bool, Fault> {
    let mut whole = true;
    let mut in_run = false;
    loop {
        match xml.next()? {
            Event::Open(element) => match element.name() {
                "t" => whole &= xml.text(into, MAX_CELL_BYTES)?,
                "r" if !in_run => in_run = true,
                _ => xml.skip()?,
            },
            Event::Close if in_run => in_run = false,
            Event::Close | Event::End => return Ok(whole),
            _ => {}
        }
    }
}

/// The text with what programs write as `_xHHHH_` because XML has no place for it.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut units: Vec<u16> = Vec::new();
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((unit, after)) = escape(rest) {
            units.push(unit);
            rest = after;
            continue;
        }
        result.push_str(&String::from_utf16_lossy(&units));
        units.clear();
        result.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    result.push_str(&String::from_utf16_lossy(&units));
    Cow::Owned(result)
}

/// The UTF-16 unit of an escape at the beginning of a text, and the rest of it.
fn escape(text: &str) -> Option<(u16, &str)> {
    let (digits, rest) = text.strip_prefix("_x")?.split_at_checked(4)?;
    let rest = rest.strip_prefix('_')?;
    let proper = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    proper.then(|| u16::from_str_radix(digits, 16).ok()).flatten().map(|unit| (unit, rest))
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_are_resolved() {
        let cases = [
            ("面积", "面积"),
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD83D_", "\u{FFFD}"),
            ("_x00G0_ _x12 _x123_ _xé000_", "_x00G0_ _x12 _x123_ _xé000_"),
            ("__x0041_", "_A"),
        ];
        for (written, meant) in cases {
            assert_eq!(unescaped(written), meant, "{written}");
        }
    }
}
