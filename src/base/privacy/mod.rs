//! Personal data in texts that people type: telephone numbers, identity numbers, e-mail addresses; found, and masked.
//!
//! A text is cut into runs of letters and digits, full-width ones included; what is found is one run, or a few that stand one
//! blank, hyphen or bracket apart. A run that goes on with further letters or digits is no number of a person: codes, digests,
//! numbers of documents. Every character is looked at a bounded number of times.

mod email;
mod identity;
mod run;
mod telephone;

use run::plain;
use std::borrow::Cow;
use std::ops::Range;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A mobile or fixed telephone number of the mainland.
    Telephone,
    /// A resident identity number (GB 11643): 18 characters whose last one checks the others, or 15 of the older form.
    Identity,
    /// An e-mail address.
    Email,
}

/// Something found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// Digits that stay legible in what is masked.
const LEGIBLE: usize = 3;
/// The fewest digits of anything that is looked for.
const FEWEST: usize = 11;

/// Everything found in a text, in order; nothing overlaps.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    if !is_worth_a_look(text) {
        return Vec::new();
    }
    let addresses = email::find(text);
    let mut found = Vec::new();
    let runs = run::runs(text);
    let mut at = 0;
    while let Some(first) = runs.get(at) {
        // Addresses come in order and apart, as runs do.
        let next = addresses.partition_point(|address| address.range.end <= first.start);
        let in_address = addresses.get(next).is_some_and(|address| address.range.start < first.end);
        let (kind, count) = match identity::at(text, &runs, at) {
            _ if in_address => (None, 1),
            Some(count) => (Some(Kind::Identity), count),
            None => match telephone::at(text, &runs, at) {
                Some(count) => (Some(Kind::Telephone), count),
                None => (None, 1),
            },
        };
        let end = runs.get(at + count - 1).map_or(first.end, |last| last.end);
        found.extend(kind.map(|kind| Found { kind, range: first.start..end }));
        at += count;
    }
    found.extend(addresses);
    found.sort_by_key(|one| one.range.start);
    found
}

/// Most texts hold neither enough digits nor the sign of an address, which their bytes tell.
fn is_worth_a_look(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits >= FEWEST || bytes.contains(&b'@') {
        return true;
    }
    // Full-width digits and the sign are EF BC 90 to 99 and EF BC A0.
    let wide = |last: &[u8]| last.first().is_some_and(|last| matches!(last, 0x90..=0x99 | 0xA0));
    let starts = bytes.windows(3).filter(|three| three.starts_with(&[0xEF, 0xBC]));
    starts.filter_map(|three| three.get(2..)).any(wide)
}

/// The text with everything that is found masked: of a number the first three digits stay, of an address its first character.
/// The masked text has as many characters as the text, as many bytes and as many columns, so that places in it stay right.
#[must_use]
pub fn masked(text: &str) -> Cow<'_, str> {
    let found = find(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut end = 0;
    for one in found {
        shown.push_str(text.get(end..one.range.start).unwrap_or(""));
        shown.push_str(&masked_as(one.kind, text.get(one.range.clone()).unwrap_or("")));
        end = one.range.end;
    }
    shown.push_str(text.get(end..).unwrap_or(""));
    Cow::Owned(shown)
}

/// What was found, masked. What it is may be clear only from what stands around it, so that it is not looked for again.
#[must_use]
pub fn masked_as(kind: Kind, number: &str) -> String {
    let legible = if kind == Kind::Email { 1 } else { LEGIBLE };
    let mut seen = 0;
    let shown = number.chars().map(|c| {
        let counts = plain(c).is_ascii_alphanumeric();
        seen += usize::from(counts);
        match (counts && seen > legible, c.len_utf8()) {
            (false, _) => c,
            (true, 1) => '*',
            // Full-width, as the character it stands for.
            (true, _) => '＊',
        }
    });
    shown.collect()
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may fail by panicking")]
mod tests;
