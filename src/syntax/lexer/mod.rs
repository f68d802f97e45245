//! Text → tokens of KDL 2.0.
//!
//! Linear and without recursion on any text: every byte is looked at a bounded number of times. Mistakes inside a token
//! go to [`Lexer::mistakes`]; the token is then [`Kind::Broken`], so that they are not reported again. What is KDL but
//! not accepted here goes to [`Lexer::refused`].

mod number;
mod quoted;
mod word;

use super::characters::{find, forbidden, line_end, newline, space};
use super::kind::Kind;
use super::limits;
use super::mistakes::Mistakes;
use crate::diagnostic::catalogue::syntax as message;
use crate::diagnostic::{Diagnostic, Entry, SourceId};

/// A token and its bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

/// A text on its way to tokens.
pub(super) struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// The line goes on after its break.
    continued: bool,
    /// What does not follow KDL.
    pub mistakes: Mistakes<'a>,
    /// What follows KDL and is not accepted all the same.
    pub refused: Mistakes<'a>,
    /// Whether a broken text or comment may have swallowed braces.
    pub torn: bool,
    /// Whether full-width marks stand where braces were meant.
    pub full_width_brace: bool,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str, source: SourceId) -> Self {
        let mut lexer = Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            continued: false,
            mistakes: Mistakes::new(text, source),
            refused: Mistakes::new(text, source),
            torn: false,
            full_width_brace: false,
        };
        lexer.characters();
        lexer
    }

    /// Reports forbidden characters: one message, at the first.
    fn characters(&mut self) {
        let [disallowed, refused] = forbidden(self.text);
        for (found, list) in [(disallowed, &mut self.mistakes), (refused, &mut self.refused)] {
            if let Some((place, first)) = found.first {
                let diagnostic = Diagnostic::new(&message::FORBIDDEN_CHARACTER)
                    .with("character", format!("U+{:04X}", u32::from(first)))
                    .with("count", found.count);
                list.add(diagnostic, place.start, place.end);
            }
        }
    }

    /// The next token; [`Kind::End`] for ever after the last. Together they hold every byte of the text.
    #[inline]
    pub(super) fn token(&mut self) -> Token {
        let start = self.at;
        let kind = match self.byte() {
            None => Kind::End,
            Some(b' ' | b'\t') => self.blank(),
            Some(b'\n' | b'\r' | 0x0B | 0x0C) => self.newline(),
            Some(b'"') => self.quoted(),
            Some(b'{') => self.mark(Kind::BraceOpen),
            Some(b'}') => self.mark(Kind::BraceClose),
            Some(b'(') => self.mark(Kind::ParenOpen),
            Some(b')') => self.mark(Kind::ParenClose),
            Some(b'=') => self.mark(Kind::Equals),
            Some(b';') => self.mark(Kind::Semicolon),
            Some(b'#') => self.hash(),
            Some(b'/') => self.slash(),
            Some(b'\\') => self.backslash(),
            Some(b'[' | b']') => self.invalid_word(start),
            Some(0xC2 | 0xE1..=0xE3) if newline(self.rest()) > 0 => self.newline(),
            Some(0xC2 | 0xE1..=0xE3) if space(self.rest()) > 0 => self.blank(),
            Some(0xEF) if start == 0 && self.eat("\u{FEFF}") => Kind::ByteOrderMark,
            Some(_) => self.word(),
        };
        Token { kind, start, end: self.at }
    }

    /// Whether the next line break continues the line.
    pub(super) fn is_continued(&self) -> bool {
        self.continued
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The text from `start` to here.
    fn slice(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or("")
    }

    /// Takes the next character.
    fn bump(&mut self) -> Option<char> {
        let c = self.text.get(self.at..)?.chars().next()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected.as_bytes());
        if found {
            self.at += expected.len();
        }
        found
    }

    fn mark(&mut self, kind: Kind) -> Kind {
        self.at += 1;
        kind
    }

    fn broken(&mut self, diagnostic: Diagnostic, start: usize) -> Kind {
        self.mistakes.add(diagnostic, start, self.at);
        Kind::Broken
    }

    fn broken_word(&mut self, entry: &'static Entry, start: usize) -> Kind {
        if self.mistakes.is_full() {
            return Kind::Broken;
        }
        let word = self.mistakes.excerpt(start, self.at);
        self.broken(Diagnostic::new(entry).with("word", word), start)
    }

    fn blank(&mut self) -> Kind {
        loop {
            // Indentation first: it is the most of all blanks.
            self.at += self.rest().iter().take_while(|byte| **byte == b' ').count();
            match space(self.rest()) {
                0 => return Kind::Blank,
                length => self.at += length,
            }
        }
    }

    fn newline(&mut self) -> Kind {
        self.at += newline(self.rest());
        if std::mem::take(&mut self.continued) { Kind::Fold } else { Kind::Newline }
    }

    fn slash(&mut self) -> Kind {
        let start = self.at;
        match self.bytes.get(start + 1) {
            Some(b'-') => {
                self.at += 2;
                Kind::Slashdash
            }
            Some(b'/') => {
                self.at = line_end(self.bytes, start);
                Kind::LineComment
            }
            Some(b'*') => self.block_comment(),
            _ => self.invalid_word(start),
        }
    }

    /// One comment with all within it; one that does not end goes to the end of the text.
    fn block_comment(&mut self) -> Kind {
        let start = self.at;
        let comment = BlockComment::measure(self.bytes, start);
        self.at = comment.end;
        if let Some(deep) = comment.too_deep {
            let limit = Diagnostic::new(&message::COMMENT_TOO_DEEP).with("limit", limits::COMMENT_DEPTH);
            self.refused.add(limit, deep, deep + 2);
        }
        if !comment.closed {
            self.torn = true;
            self.mistakes.add(Diagnostic::new(&message::UNTERMINATED_COMMENT), start, start + 2);
        }
        Kind::BlockComment
    }

    /// A backslash that continues the line, or one that does not belong there.
    fn backslash(&mut self) -> Kind {
        let start = self.at;
        if continues(self.bytes, start + 1) {
            self.at += 1;
            self.continued = true;
            return Kind::Continuation;
        }
        self.invalid_word(start)
    }
}

/// Whether nothing but blanks and comments stands between `at` and the end of the line.
fn continues(bytes: &[u8], mut at: usize) -> bool {
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        match space(rest) {
            0 if rest.starts_with(b"/*") => at = BlockComment::measure(bytes, at).end,
            0 => return rest.is_empty() || rest.starts_with(b"//") || newline(rest) > 0,
            length => at += length,
        }
    }
}

/// The extent of a block comment.
struct BlockComment {
    end: usize,
    closed: bool,
    /// Where the first comment beyond the limit of nesting begins.
    too_deep: Option<usize>,
}

impl BlockComment {
    /// Measures the one that begins at `start`.
    fn measure(bytes: &[u8], start: usize) -> Self {
        let mut comment = Self { end: start, closed: false, too_deep: None };
        let mut depth = 0_usize;
        while comment.end < bytes.len() {
            match bytes.get(comment.end..).unwrap_or_default() {
                [b'/', b'*', ..] => {
                    depth += 1;
                    if depth > limits::COMMENT_DEPTH {
                        comment.too_deep.get_or_insert(comment.end);
                    }
                    comment.end += 2;
                }
                [b'*', b'/', ..] => {
                    depth = depth.saturating_sub(1);
                    comment.end += 2;
                    if depth == 0 {
                        comment.closed = true;
                        return comment;
                    }
                }
                _ => comment.end = find(bytes, comment.end + 1, [b'*', b'/'], 0),
            }
        }
        comment
    }
}
