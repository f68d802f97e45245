//! The classes of characters of KDL, decided on bytes of UTF-8.

use std::ops::Range;

/// Bytes looked at in one step where most of them are of no interest.
const STRIDE: usize = 16;

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

/// The place of the first byte that satisfies the condition, from `from` on; the length where none does.
#[inline]
pub(super) fn find(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let mut at = from;
    let (strides, rest) = bytes.get(from..).unwrap_or_default().as_chunks::<STRIDE>();
    for stride in strides {
        if stride.iter().fold(false, |found, byte| found | wanted(*byte)) {
            return at + stride.iter().position(|byte| wanted(*byte)).unwrap_or(STRIDE);
        }
        at += STRIDE;
    }
    at + rest.iter().position(|byte| wanted(*byte)).unwrap_or(rest.len())
}

/// The place of the next line break, from `from` on.
#[inline]
pub(super) fn line_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    loop {
        at = find(bytes, at, |byte| matches!(byte, b'\n' | b'\r' | 0x0B | 0x0C | 0xC2 | 0xE2));
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

/// What KDL forbids, and what we refuse beyond that. A byte order mark at the very beginning is neither.
pub(super) fn forbidden(text: &str) -> [Forbidden; 2] {
    let mut found = [Forbidden::default(), Forbidden::default()];
    let [disallowed, refused] = &mut found;
    let bytes = text.as_bytes();
    let suspicious = |byte: u8| {
        (byte < 0x20) & !(0x09..=0x0D).contains(&byte)
            | (byte == 0x7F)
            | (byte == 0xD8)
            | (byte == 0xE2)
            | (byte == 0xEF)
    };
    let mut at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    loop {
        at = find(bytes, at, suspicious);
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return found };
        if is_disallowed(c) {
            disallowed.add(at, c);
        } else if turns(c) {
            refused.add(at, c);
        }
        at += c.len_utf8();
    }
}
