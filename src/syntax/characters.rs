//! The classes of characters of KDL, decided on bytes of UTF-8.

use std::ops::Range;

/// The length of the line break that begins the bytes; 0 where there is none.
#[inline]
pub(super) fn newline(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] | [0xC2, 0x85, ..] => 2,
        [b'\n' | b'\r' | 0x0B | 0x0C, ..] => 1,
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
        _ => 0,
    }
}

/// The length of the blank that begins the bytes; 0 where there is none.
#[inline]
pub(super) fn space(bytes: &[u8]) -> usize {
    match bytes {
        [b' ' | b'\t', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        [0xE1, 0x9A, 0x80, ..]
        | [0xE2, 0x80, 0x80..=0x8A | 0xAF, ..]
        | [0xE2, 0x81, 0x9F, ..]
        | [0xE3, 0x80, 0x80, ..] => 3,
        _ => 0,
    }
}

/// Blanks of KDL.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, '\t' | ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Line breaks of KDL.
pub(super) fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What a byte means within a bare word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum InWord {
    Part,
    /// Ends it.
    End,
    /// Begins a character that may end it.
    Ask,
}

const IN_WORD: [InWord; 256] = {
    let mut table = [InWord::Part; 256];
    let ends = b"\t\n\x0B\x0C\r \\/(){};[]\"#=";
    let mut index = 0;
    while index < ends.len() {
        #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        {
            table[ends[index] as usize] = InWord::End;
        }
        index += 1;
    }
    table[0xC2] = InWord::Ask;
    table[0xE1] = InWord::Ask;
    table[0xE2] = InWord::Ask;
    table[0xE3] = InWord::Ask;
    table
};

/// How many of the bytes belong to a bare word.
#[inline]
pub(super) fn word(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match IN_WORD.get(usize::from(*byte)) {
            Some(InWord::Part) => at += 1,
            Some(InWord::Ask) => {
                let rest = bytes.get(at..).unwrap_or_default();
                if newline(rest) + space(rest) > 0 {
                    break;
                }
                at += 1;
            }
            _ => break,
        }
    }
    at
}

/// The lowest bit of every byte, and the highest.
const LOW: u64 = u64::from_le_bytes([0x01; 8]);
const HIGH: u64 = u64::from_le_bytes([0x80; 8]);

/// The highest bit of bytes that equal `byte`; above the first of them, bits may be wrong.
#[inline]
const fn equal(bytes: u64, byte: u8) -> u64 {
    let differing = bytes ^ (LOW * byte as u64);
    differing.wrapping_sub(LOW) & !differing & HIGH
}

/// The highest bit of bytes below `bound`, which is at most 128; above the first of them, bits may be wrong.
#[inline]
const fn below(bytes: u64, bound: u8) -> u64 {
    bytes.wrapping_sub(LOW * bound as u64) & !bytes & HIGH
}

/// The place of the first byte that is in `wanted` or below `bound`, from `from` on; the length where there is none.
/// Looks at eight bytes at a time.
#[inline]
pub(super) fn find<const N: usize>(bytes: &[u8], from: usize, wanted: [u8; N], bound: u8) -> usize {
    let mut at = from;
    let (chunks, rest) = bytes.get(from..).unwrap_or_default().as_chunks::<8>();
    for chunk in chunks {
        let eight = u64::from_le_bytes(*chunk);
        let found = wanted.iter().fold(below(eight, bound), |found, byte| found | equal(eight, *byte));
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += chunk.len();
    }
    at + rest.iter().position(|byte| *byte < bound || wanted.contains(byte)).unwrap_or(rest.len())
}

/// First bytes of line breaks that are no control characters; those that are lie below [`CONTROLS`].
pub(super) const BREAKS: [u8; 2] = [0xC2, 0xE2];
/// All control characters that break lines are below it, and the tab.
pub(super) const CONTROLS: u8 = 0x0E;

/// The place of the next line break, from `from` on.
#[inline]
pub(super) fn line_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    loop {
        at = find(bytes, at, BREAKS, CONTROLS);
        if at >= bytes.len() || newline(bytes.get(at..).unwrap_or_default()) > 0 {
            return at;
        }
        at += 1;
    }
}

/// Characters that a text must not hold: the place of the first, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Forbidden {
    pub first: Option<(Range<usize>, char)>,
    pub count: usize,
}

impl Forbidden {
    fn add(&mut self, at: usize, c: char) {
        self.first.get_or_insert((at..at + c.len_utf8(), c));
        self.count += 1;
    }
}

/// Whether KDL forbids the character outside escapes.
fn is_disallowed(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{08}' | '\u{0E}'..='\u{1F}' | '\u{7F}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// Whether a character could turn the direction of the text around it although KDL allows it.
fn turns(c: char) -> bool {
    c == '\u{61C}'
}

/// Whether the bytes surely hold no character that is forbidden or [turns](turns) the text. Written without branches, for
/// the compiler to look at many bytes in one step; the last two bytes are looked at one by one.
fn is_clean(bytes: &[u8]) -> bool {
    let control = |byte: u8| (byte < b' ') & !(b'\t'..=b'\r').contains(&byte) | (byte == 0x7F);
    let second = bytes.get(1..).unwrap_or_default();
    let third = bytes.get(2..).unwrap_or_default();
    let found = bytes.iter().zip(second).zip(third).fold(false, |found, ((a, b), c)| {
        let marks = (*b == 0x80) & ((*c & 0xFE == 0x8E) | ((*c >= 0xAA) & (*c <= 0xAE)));
        let isolates = (*b == 0x81) & (*c >= 0xA6) & (*c <= 0xA9);
        let byte_order_mark = (*a == 0xEF) & (*b == 0xBB) & (*c == 0xBF);
        let arabic = (*a == 0xD8) & (*b == 0x9C);
        found | control(*a) | (*a == 0xE2) & (marks | isolates) | byte_order_mark | arabic
    });
    let tail = bytes.get(bytes.len().saturating_sub(2)..).unwrap_or_default();
    !found && tail != [0xD8, 0x9C] && !tail.iter().any(|byte| control(*byte))
}

/// What KDL forbids, and what we refuse beyond that. A byte order mark at the very beginning is neither.
pub(super) fn forbidden(text: &str) -> [Forbidden; 2] {
    let mut found = [Forbidden::default(), Forbidden::default()];
    let [disallowed, refused] = &mut found;
    let bytes = text.as_bytes();
    let mut at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    if is_clean(bytes.get(at..).unwrap_or_default()) {
        return found;
    }
    loop {
        at = find(bytes, at, [0x7F, 0xD8, 0xE2, 0xEF], b' ');
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return found };
        if is_disallowed(c) {
            disallowed.add(at, c);
        } else if turns(c) {
            refused.add(at, c);
        }
        at += c.len_utf8();
    }
}
