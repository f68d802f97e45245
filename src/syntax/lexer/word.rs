//! Bare words, and what begins with `#`.

use super::Lexer;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::syntax as message;
use crate::syntax::characters::{is_newline, word};
use crate::syntax::kind::Kind;

/// Full-width marks that are taken for marks of the grammar, and what was meant.
const FULL_WIDTH: [(char, &str); 7] =
    [('“', "\""), ('”', "\""), ('＂', "\""), ('＝', "="), ('｛', "{"), ('｝', "}"), ('；', ";")];

impl Lexer<'_> {
    /// A bare word or a number.
    pub(super) fn word(&mut self) -> Kind {
        let start = self.at;
        self.at += word(self.rest());
        match self.rest() {
            [b'#' | b'[' | b']', ..] => return self.invalid_word(start),
            [b'/', next, ..] if !matches!(next, b'/' | b'*') => return self.invalid_word(start),
            [b'/'] => return self.invalid_word(start),
            _ => {}
        }
        let word = self.slice(start);
        match word.as_bytes() {
            [b'0'..=b'9', ..] => self.number(start, word),
            [b'+' | b'-', unsigned @ ..] if begins_number(unsigned) => self.number(start, word),
            [b'.', b'0'..=b'9', ..] => self.number(start, word),
            b"true" | b"false" | b"null" | b"inf" | b"-inf" | b"nan" => self.broken_word(&message::BARE_KEYWORD, start),
            bytes => {
                if bytes.iter().any(|byte| matches!(byte, 0xE2 | 0xEF)) {
                    self.full_width(start, word);
                }
                Kind::Word
            }
        }
    }

    /// Refuses a word with a full-width mark, at the mark.
    fn full_width(&mut self, start: usize, word: &str) {
        let meant = |c: char| FULL_WIDTH.iter().find(|(full, _)| *full == c).map(|(_, ascii)| *ascii);
        let Some((at, character, ascii)) = word.char_indices().find_map(|(at, c)| Some((at, c, meant(c)?))) else {
            return;
        };
        // What was meant as a brace was not counted as one.
        self.full_width_brace |= word.contains(['｛', '｝']);
        let from = start + at;
        let diagnostic = Diagnostic::new(&message::FULL_WIDTH).with("character", character).with("ascii", ascii);
        self.refused.add(diagnostic, from, from + character.len_utf8());
    }

    /// A word with characters that need quotes: all of it, so that its rest is not reported again. A list between square
    /// brackets counts as one.
    pub(super) fn invalid_word(&mut self, start: usize) -> Kind {
        if self.bump() == Some('[') {
            let list = |c: &char| !is_newline(*c) && !matches!(c, ']' | '{' | '}' | ';' | '"');
            let rest = self.text.get(self.at..).unwrap_or("");
            self.at += rest.chars().take_while(list).map(char::len_utf8).sum::<usize>();
        }
        self.skip_invalid();
        self.broken_word(&message::INVALID_WORD, start)
    }

    fn skip_invalid(&mut self) {
        loop {
            self.at += word(self.rest());
            if !matches!(self.byte(), Some(b'/' | b'\\' | b'[' | b']' | b'#')) {
                return;
            }
            self.at += 1;
        }
    }

    /// What begins with `#`: a raw text or a keyword.
    pub(super) fn hash(&mut self) -> Kind {
        let start = self.at;
        self.at += self.rest().iter().take_while(|byte| **byte == b'#').count();
        let hashes = self.at - start;
        if self.byte() == Some(b'"') {
            return self.raw(start, hashes);
        }
        self.at += word(self.rest());
        match self.slice(start) {
            "#true" | "#false" | "#null" | "#inf" | "#-inf" | "#nan" => Kind::Keyword,
            _ => {
                self.skip_invalid();
                self.broken_word(&message::UNKNOWN_KEYWORD, start)
            }
        }
    }
}

/// Whether what follows a sign makes it a number.
fn begins_number(unsigned: &[u8]) -> bool {
    matches!(unsigned, [b'0'..=b'9', ..] | [b'.', b'0'..=b'9', ..])
}
