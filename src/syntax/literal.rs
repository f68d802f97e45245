//! What the literals of KDL mean: text without quotes and escapes, numbers as decimal text.
//!
//! The functions take the bytes of a token that the lexer found sound.

use std::borrow::Cow;
use std::ops::Range;

use super::characters::{find, is_newline, is_space, newline, space};
use super::kind::Kind;
use super::limits;

/// The text of a token whose kind [is a text](Kind::is_text).
pub(super) fn text(kind: Kind, token: &str) -> Cow<'_, str> {
    let quoted = token.get(1..token.len().saturating_sub(1)).unwrap_or("");
    match kind {
        Kind::Quoted => Cow::Borrowed(quoted),
        Kind::Escaped => Cow::Owned(unescape(quoted)),
        Kind::Raw => Cow::Borrowed(raw_body(token, 1)),
        Kind::Lines => dedent(first_line_off(token.get(3..token.len().saturating_sub(3)).unwrap_or(""))),
        Kind::RawLines => dedent(first_line_off(raw_body(token, 3))),
        Kind::EscapedLines => {
            let body = first_line_off(token.get(3..token.len().saturating_sub(3)).unwrap_or(""));
            Cow::Owned(unescape(&dedent(&Folded::new(body).text)))
        }
        _ => Cow::Borrowed(token),
    }
}

/// Where in the token the text begins, if it stands there letter by letter.
pub(super) fn verbatim(kind: Kind, token: &str, text: &str) -> Option<usize> {
    let opening = match kind {
        Kind::Word => return Some(0),
        Kind::Quoted => return Some(1),
        Kind::Escaped => 1,
        Kind::Raw => return Some(hashes(token) + 1),
        _ => {
            let quotes = hashes(token) + 3;
            let after = token.get(quotes..)?;
            let body = quotes + newline(after.as_bytes());
            // The blanks before the closing quotes were taken from every line.
            let content = token.get(body..)?.trim_end_matches(['"', '#']);
            body + content.len() - content.trim_end_matches(is_space).len()
        }
    };
    token.get(opening..)?.starts_with(text).then_some(opening)
}

fn hashes(token: &str) -> usize {
    token.bytes().take_while(|byte| *byte == b'#').count()
}

fn raw_body(token: &str, quotes: usize) -> &str {
    let edge = hashes(token) + quotes;
    token.get(edge..token.len().saturating_sub(edge)).unwrap_or("")
}

/// A multi-line text after the line break that follows its opening quotes.
fn first_line_off(body: &str) -> &str {
    body.get(newline(body.as_bytes())..).unwrap_or("")
}

/// What is wrong with the lines of a multi-line text.
pub(super) enum Fault {
    /// More than blanks stands before its closing quotes.
    ClosingLine,
    /// A line does not begin with the blanks before its closing quotes. Its bytes, from the first line on.
    Indentation(Range<usize>),
}

/// Judges the lines of a multi-line text, given from its first line on.
pub(super) fn fault(kind: Kind, body: &str) -> Option<Fault> {
    if kind != Kind::EscapedLines {
        return line_fault(body);
    }
    let folded = Folded::new(body);
    line_fault(&folded.text).map(|fault| match fault {
        Fault::ClosingLine => fault,
        Fault::Indentation(line) => Fault::Indentation(folded.origin(line.start)..folded.origin(line.end)),
    })
}

fn line_fault(text: &str) -> Option<Fault> {
    let (lines, prefix) = closing_line(text);
    if !prefix.chars().all(is_space) {
        return Some(Fault::ClosingLine);
    }
    let mut at = 0;
    for line in Lines(lines) {
        if !line.content.starts_with(prefix) && !line.content.chars().all(is_space) {
            return Some(Fault::Indentation(at..at + line.content.len()));
        }
        at += line.length;
    }
    None
}

/// The lines of a multi-line text with their line breaks, and what stands before its closing quotes.
fn closing_line(text: &str) -> (&str, &str) {
    let start = text.rfind(is_newline).map_or(0, |at| at + newline(text.as_bytes().get(at..).unwrap_or_default()));
    text.split_at_checked(start).unwrap_or((text, ""))
}

/// A line and its length with its line break.
struct Line<'a> {
    content: &'a str,
    length: usize,
}

/// Lines that all end with a line break.
struct Lines<'a>(&'a str);

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        if self.0.is_empty() {
            return None;
        }
        let bytes = self.0.as_bytes();
        let end = super::characters::line_end(bytes, 0);
        let length = end + newline(bytes.get(end..).unwrap_or_default());
        let line = Line { content: self.0.get(..end)?, length };
        self.0 = self.0.get(length..)?;
        Some(line)
    }
}

/// Takes the blanks before the closing quotes from every line; lines of nothing but blanks become empty, line breaks `\n`.
fn dedent(text: &str) -> Cow<'_, str> {
    let (lines, prefix) = closing_line(text);
    let mut each = Lines(lines).map(|line| {
        if line.content.chars().all(is_space) { "" } else { line.content.strip_prefix(prefix).unwrap_or(line.content) }
    });
    let Some(first) = each.next() else { return Cow::Borrowed("") };
    let Some(second) = each.next() else { return Cow::Borrowed(first) };
    let mut joined = String::with_capacity(lines.len());
    joined.push_str(first);
    for line in std::iter::once(second).chain(each) {
        joined.push('\n');
        joined.push_str(line);
    }
    Cow::Owned(joined)
}

/// A text whose escaped blanks and line breaks were taken out; all other escapes stay.
struct Folded {
    text: String,
    /// Where it goes on after each fold: the byte here and in the original.
    folds: Vec<(usize, usize)>,
}

impl Folded {
    fn new(body: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(body.len()), folds: Vec::new() };
        let bytes = body.as_bytes();
        let mut from = 0;
        let mut at = 0;
        loop {
            at = find(bytes, at, [b'\\'], 0);
            if at >= bytes.len() {
                break;
            }
            let blanks = at + 1 + blanks(bytes.get(at + 1..).unwrap_or_default());
            if blanks == at + 1 {
                at += 2;
                continue;
            }
            folded.text.push_str(body.get(from..at).unwrap_or(""));
            folded.folds.push((folded.text.len(), blanks));
            from = blanks;
            at = blanks;
        }
        folded.text.push_str(body.get(from..).unwrap_or(""));
        folded
    }

    /// Where a byte of it stands in the original.
    fn origin(&self, at: usize) -> usize {
        let before = self.folds.partition_point(|(here, _)| *here < at);
        match before.checked_sub(1).and_then(|index| self.folds.get(index)) {
            Some((here, there)) => there + at - here,
            None => at,
        }
    }
}

/// How many bytes of blanks and line breaks begin the bytes.
fn blanks(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        match space(rest) + newline(rest) {
            0 => return at,
            length => at += length,
        }
    }
}

/// Replaces every escape by what it stands for.
fn unescape(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let mut after = escape.chars();
        match after.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('b') => text.push('\u{08}'),
            Some('f') => text.push('\u{0C}'),
            Some('s') => text.push(' '),
            Some('u') => {
                let (digits, behind) =
                    escape.strip_prefix("u{").and_then(|digits| digits.split_once('}')).unwrap_or(("", ""));
                text.extend(scalar_value(digits));
                rest = behind;
                continue;
            }
            Some(c) if is_space(c) || is_newline(c) => {
                rest = escape.get(blanks(escape.as_bytes())..).unwrap_or("");
                continue;
            }
            Some(c) => text.push(c),
            None => {}
        }
        rest = after.as_str();
    }
    text.push_str(rest);
    text
}

/// The character with that number in hexadecimal digits.
pub(super) fn scalar_value(digits: &str) -> Option<char> {
    if digits.len() > 6 {
        return None;
    }
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

/// The radix that a literal's prefix names, and its digits.
pub(super) fn radix(unsigned: &str) -> Option<(u32, &str)> {
    match unsigned.as_bytes() {
        [b'0', b'x', ..] => Some((16, unsigned.get(2..)?)),
        [b'0', b'o', ..] => Some((8, unsigned.get(2..)?)),
        [b'0', b'b', ..] => Some((2, unsigned.get(2..)?)),
        _ => None,
    }
}

/// A number as decimal text without what carries no meaning; `None` beyond the limits.
pub(super) fn number(token: &str) -> Option<Cow<'_, str>> {
    let plain = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    let (radix, digits) = radix(token.strip_prefix(['+', '-']).unwrap_or(token)).unwrap_or((10, token));
    let count = digits.chars().filter(|c| c.is_digit(radix)).count();
    let most = limits::DIGITS.iter().find(|(known, _)| *known == radix).map_or(0, |(_, most)| *most);
    if token.len() > limits::NUMBER_LENGTH || count > most {
        return None;
    }
    if radix != 10 {
        let value = u128::from_str_radix(&digits.replace('_', ""), radix).ok()?;
        let sign = if token.starts_with('-') && value > 0 { "-" } else { "" };
        return Some(Cow::Owned(format!("{sign}{value}")));
    }
    if token.as_bytes().iter().all(plain) {
        return Some(Cow::Borrowed(token));
    }
    let unsigned = token.strip_prefix('+').unwrap_or(token);
    Some(Cow::Owned(unsigned.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect()))
}
