//! Text → tokens of KDL 2.0, for the [`guard`](super::guard).
//!
//! Linear and without recursion on any text: every byte is looked at a bounded number of times. Mistakes inside a token
//! are collected in [`Lexer::found`]; the token is then [`Kind::Broken`], so that they are not reported again.

use std::ops::Range;

use crate::diagnostic::catalogue::syntax as message;
use crate::diagnostic::{Diagnostic, Entry, SourceId, Span};

/// Block comments within block comments.
const COMMENT_DEPTH: usize = 64;
/// Characters of a number, as written.
const NUMBER_LENGTH: usize = 64;
/// Digits of a number by radix: what the reader of KDL holds in 128 bits.
const DIGITS: [(u32, usize); 4] = [(2, 126), (8, 42), (10, 38), (16, 31)];
/// Characters of a word that a message repeats.
const QUOTED_LENGTH: usize = 40;
/// Full-width marks that are taken for marks of the grammar, and what was meant.
const FULL_WIDTH: [(char, &str); 7] =
    [('“', "\""), ('”', "\""), ('＂', "\""), ('＝', "="), ('｛', "{"), ('｝', "}"), ('；', ";")];

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A bare word.
    Word,
    /// A text between quotes.
    Quoted,
    /// A number or a keyword such as `#true`.
    Value,
    /// Something that was reported.
    Broken,
    BraceOpen,
    BraceClose,
    ParenOpen,
    ParenClose,
    Equals,
    Semicolon,
    Newline,
    Slashdash,
    /// Blanks, comments, continued lines.
    Space,
    End,
}

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
    source: SourceId,
    at: usize,
    /// What is wrong so far.
    pub found: Vec<Diagnostic>,
    /// Block comments, in order.
    pub comments: Vec<Range<usize>>,
    /// Whether a broken text or comment may have swallowed braces.
    pub torn: bool,
}

/// Line breaks of KDL.
pub(super) fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Blanks of KDL.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, '\t' | ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

fn is_word(c: char) -> bool {
    !is_space(c)
        && !is_newline(c)
        && !matches!(c, '\\' | '/' | '(' | ')' | '{' | '}' | ';' | '[' | ']' | '"' | '#' | '=')
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str, source: SourceId) -> Self {
        let at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        Self { text, source, at, found: Vec::new(), comments: Vec::new(), torn: false }
    }

    /// The place of those bytes.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }

    /// The text of those bytes, short enough for a message.
    pub(super) fn excerpt(&self, start: usize, end: usize) -> String {
        let slice = self.text.get(start..end).unwrap_or("");
        match slice.char_indices().nth(QUOTED_LENGTH) {
            Some((cut, _)) => format!("{}…", slice.get(..cut).unwrap_or("")),
            None => slice.to_owned(),
        }
    }

    /// The next token; [`Kind::End`] for ever after the last.
    pub(super) fn token(&mut self) -> Token {
        let start = self.at;
        let kind = match self.peek() {
            None => Kind::End,
            Some(c) if is_newline(c) => self.newline(),
            Some(c) if is_space(c) => {
                self.skip_while(is_space);
                Kind::Space
            }
            Some('/') => self.slash(),
            Some('\\') => self.backslash(),
            Some('"') => self.quoted(),
            Some('#') => self.hash(),
            Some('{') => self.mark(Kind::BraceOpen),
            Some('}') => self.mark(Kind::BraceClose),
            Some('(') => self.mark(Kind::ParenOpen),
            Some(')') => self.mark(Kind::ParenClose),
            Some('=') => self.mark(Kind::Equals),
            Some(';') => self.mark(Kind::Semicolon),
            Some('[' | ']') => self.invalid_word(start),
            Some(_) => self.word(),
        };
        Token { kind, start, end: self.at }
    }

    /// Where the next token begins.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Goes back to where a token began, to read it again.
    pub(super) fn return_to(&mut self, position: usize) {
        self.at = position;
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    fn skip_while(&mut self, wanted: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&wanted) {
            self.bump();
        }
    }

    fn mark(&mut self, kind: Kind) -> Kind {
        self.bump();
        kind
    }

    fn newline(&mut self) -> Kind {
        if !self.eat("\r\n") {
            self.bump();
        }
        Kind::Newline
    }

    fn report(&mut self, diagnostic: Diagnostic, start: usize, end: usize) {
        let place = self.span(start, end);
        self.found.push(diagnostic.at(place));
    }

    fn broken(&mut self, diagnostic: Diagnostic, start: usize) -> Kind {
        self.report(diagnostic, start, self.at);
        Kind::Broken
    }

    fn broken_word(&mut self, entry: &'static Entry, start: usize) -> Kind {
        let word = self.excerpt(start, self.at);
        self.broken(Diagnostic::new(entry).with("word", word), start)
    }

    /// A word with characters that need quotes: all of it, so that its rest is not reported again. A list between square
    /// brackets counts as one.
    fn invalid_word(&mut self, start: usize) -> Kind {
        if self.bump() == Some('[') {
            self.skip_while(|c| !is_newline(c) && !matches!(c, ']' | '{' | '}' | ';' | '"'));
        }
        self.skip_while(|c| is_word(c) || matches!(c, '/' | '\\' | '[' | ']' | '#'));
        self.broken_word(&message::INVALID_WORD, start)
    }

    fn slash(&mut self) -> Kind {
        let start = self.at;
        if self.eat("/-") {
            return Kind::Slashdash;
        }
        if self.rest().starts_with("//") {
            self.skip_while(|c| !is_newline(c));
            return Kind::Space;
        }
        if self.rest().starts_with("/*") {
            return self.block_comment();
        }
        self.invalid_word(start)
    }

    fn block_comment(&mut self) -> Kind {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            if self.eat("/*") {
                depth += 1;
                if depth == COMMENT_DEPTH + 1 {
                    let limit = Diagnostic::new(&message::COMMENT_TOO_DEEP).with("limit", COMMENT_DEPTH);
                    self.report(limit, self.at - 2, self.at);
                }
            } else if self.eat("*/") {
                depth -= 1;
                if depth == 0 {
                    self.comments.push(start..self.at);
                    return Kind::Space;
                }
            } else if self.bump().is_none() {
                self.torn = true;
                self.report(Diagnostic::new(&message::UNTERMINATED_COMMENT), start, start + 2);
                return Kind::Broken;
            }
        }
    }

    /// A backslash that continues the line, or one that does not belong there.
    fn backslash(&mut self) -> Kind {
        let start = self.at;
        self.bump();
        loop {
            self.skip_while(is_space);
            if self.rest().starts_with("/*") {
                if self.block_comment() == Kind::Broken {
                    return Kind::Broken;
                }
            } else {
                break;
            }
        }
        if self.rest().starts_with("//") {
            self.skip_while(|c| !is_newline(c));
        }
        match self.peek() {
            None => Kind::Space,
            Some(c) if is_newline(c) => {
                self.newline();
                Kind::Space
            }
            Some(_) => {
                self.at = start;
                self.invalid_word(start)
            }
        }
    }

    fn word(&mut self) -> Kind {
        let start = self.at;
        self.skip_while(is_word);
        let rest = self.rest();
        let comment = rest.starts_with("//") || rest.starts_with("/*");
        if rest.starts_with(['#', '[', ']']) || (rest.starts_with('/') && !comment) {
            return self.invalid_word(start);
        }
        let word = self.text.get(start..self.at).unwrap_or("");
        let unsigned = word.strip_prefix(['+', '-']).unwrap_or(word);
        if unsigned.strip_prefix('.').unwrap_or(unsigned).starts_with(|c: char| c.is_ascii_digit()) {
            return self.number(start, unsigned);
        }
        if matches!(word, "true" | "false" | "null" | "inf" | "-inf" | "nan") {
            return self.broken_word(&message::BARE_KEYWORD, start);
        }
        self.full_width(start, word).unwrap_or(Kind::Word)
    }

    fn full_width(&mut self, start: usize, word: &str) -> Option<Kind> {
        let (at, (character, ascii)) = word
            .char_indices()
            .find_map(|(at, c)| FULL_WIDTH.iter().find(|(full, _)| *full == c).map(|known| (at, *known)))?;
        // What was meant as a brace was not counted as one.
        self.torn |= word.contains(['｛', '｝']);
        let from = start + at;
        self.report(
            Diagnostic::new(&message::FULL_WIDTH).with("character", character).with("ascii", ascii),
            from,
            from + character.len_utf8(),
        );
        Some(Kind::Broken)
    }

    fn number(&mut self, start: usize, unsigned: &str) -> Kind {
        if !is_number(unsigned) {
            return self.broken_word(&message::MALFORMED_NUMBER, start);
        }
        if self.at - start > NUMBER_LENGTH || !fits(unsigned) {
            return self.broken(Diagnostic::new(&message::NUMBER_TOO_LONG), start);
        }
        Kind::Value
    }

    /// What begins with `#`: a raw text or a keyword.
    fn hash(&mut self) -> Kind {
        let start = self.at;
        self.skip_while(|c| c == '#');
        let hashes = self.at - start;
        if self.rest().starts_with('"') {
            return self.raw(start, hashes);
        }
        let word_start = self.at;
        self.skip_while(is_word);
        match (hashes, self.text.get(word_start..self.at).unwrap_or("")) {
            (1, "true" | "false" | "null") => Kind::Value,
            (1, "inf" | "-inf" | "nan") => self.broken_word(&message::NOT_FINITE, start),
            _ => {
                self.skip_while(|c| is_word(c) || matches!(c, '/' | '\\' | '[' | ']' | '#'));
                self.broken_word(&message::UNKNOWN_KEYWORD, start)
            }
        }
    }

    fn quoted(&mut self) -> Kind {
        let start = self.at;
        if self.eat("\"\"\"") {
            return self.multiline(start);
        }
        self.bump();
        loop {
            match self.peek() {
                Some('"') => {
                    self.bump();
                    return Kind::Quoted;
                }
                Some('\\') => _ = self.escape(),
                Some(c) if !is_newline(c) => _ = self.bump(),
                _ => return self.unterminated(start, "\""),
            }
        }
    }

    fn unterminated(&mut self, start: usize, closing: &str) -> Kind {
        self.torn = true;
        let first_line = self.text.get(start..self.at).and_then(|text| text.find(is_newline));
        let end = first_line.map_or(self.at, |length| start + length);
        self.report(Diagnostic::new(&message::UNTERMINATED_TEXT).with("closing", closing), start, end);
        Kind::Broken
    }

    /// Reads one escape and says whether it swallows blanks.
    fn escape(&mut self) -> bool {
        let start = self.at;
        self.bump();
        match self.bump() {
            Some('"' | '\\' | 'b' | 'f' | 'n' | 'r' | 't' | 's') => false,
            Some(c) if is_space(c) || is_newline(c) => {
                self.skip_while(|c| is_space(c) || is_newline(c));
                true
            }
            Some('u') if self.code_point() => false,
            _ => {
                let escape = self.excerpt(start, self.at);
                self.report(Diagnostic::new(&message::INVALID_ESCAPE).with("escape", escape), start, self.at);
                false
            }
        }
    }

    /// `{…}` after `\u`: a Unicode scalar value.
    fn code_point(&mut self) -> bool {
        if !self.eat("{") {
            return false;
        }
        let start = self.at;
        self.skip_while(|c| c.is_ascii_hexdigit());
        let digits = self.text.get(start..self.at).unwrap_or("");
        let known =
            digits.len() <= 6 && u32::from_str_radix(digits, 16).is_ok_and(|value| char::from_u32(value).is_some());
        self.eat("}") && known
    }

    fn multiline(&mut self, start: usize) -> Kind {
        if !self.peek().is_some_and(is_newline) {
            return self.inline_triple(start);
        }
        self.newline();
        let body = self.at;
        let mut folded = false;
        loop {
            let close = self.at;
            if self.eat("\"\"\"") {
                // Where an escape swallows line breaks, lines are not what they seem; the reader judges.
                return if folded { Kind::Quoted } else { self.indentation(body, close) };
            }
            match self.peek() {
                Some('\\') => folded |= self.escape(),
                Some(_) => _ = self.bump(),
                None => return self.unterminated(start, "\"\"\""),
            }
        }
    }

    /// Triple quotes with text behind them: goes on after those that close on the same line.
    fn inline_triple(&mut self, start: usize) -> Kind {
        let opened = self.at;
        while self.peek().is_some_and(|c| !is_newline(c)) && !self.eat("\"\"\"") {
            self.bump();
        }
        self.torn |= self.peek().is_none_or(is_newline);
        self.report(Diagnostic::new(&message::MULTILINE_START), start, opened);
        Kind::Broken
    }

    fn raw(&mut self, start: usize, hashes: usize) -> Kind {
        let closing = |quotes: &str| format!("{quotes}{}", "#".repeat(hashes.min(QUOTED_LENGTH)));
        let many = self.rest().strip_prefix("\"\"\"").is_some_and(|rest| rest.starts_with(is_newline));
        let quotes = if many { "\"\"\"" } else { "\"" };
        self.eat(quotes);
        if many {
            self.newline();
        }
        let body = self.at;
        loop {
            let close = self.at;
            if self.eat(quotes) {
                if self.eat_hashes(hashes) {
                    return if many { self.indentation(body, close) } else { self.raw_line(start, body, close) };
                }
                if many {
                    // Of four quotes before the `#`, the last three close.
                    self.at = close + 1;
                }
                continue;
            }
            match self.peek() {
                Some(c) if many || !is_newline(c) => _ = self.bump(),
                _ => return self.unterminated(start, &closing(quotes)),
            }
        }
    }

    fn eat_hashes(&mut self, wanted: usize) -> bool {
        let present = self.rest().bytes().take(wanted).take_while(|byte| *byte == b'#').count();
        self.at += present;
        present == wanted
    }

    /// `#"""#` looks like the start of a multi-line text; KDL refuses it.
    fn raw_line(&mut self, start: usize, body: usize, close: usize) -> Kind {
        if self.text.get(body..close) == Some("\"") {
            return self.broken(Diagnostic::new(&message::MULTILINE_START), start);
        }
        Kind::Quoted
    }

    /// Checks that the lines of a multi-line text begin with the blanks before its closing quotes.
    fn indentation(&mut self, body: usize, close: usize) -> Kind {
        let text = self.text.get(body..close).unwrap_or("");
        let last_line = text
            .rfind(is_newline)
            .map_or(0, |at| at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
        let (lines, prefix) = text.split_at_checked(last_line).unwrap_or((text, ""));
        if !prefix.chars().all(is_space) {
            self.report(Diagnostic::new(&message::MULTILINE_END), close, self.at);
            return Kind::Broken;
        }
        let mut at = body;
        for line in lines.split_inclusive(is_newline) {
            if !line.starts_with(prefix) && !line.chars().all(|c| is_space(c) || is_newline(c)) {
                let end = at + line.trim_end_matches(is_newline).len();
                self.report(Diagnostic::new(&message::MULTILINE_INDENT), at, end);
                return Kind::Broken;
            }
            at += line.len();
        }
        Kind::Quoted
    }
}

/// Whether an unsigned literal is a decimal, hexadecimal, octal or binary number of KDL.
fn is_number(unsigned: &str) -> bool {
    if let Some((radix, digits)) = radix(unsigned) {
        return digits.starts_with(|c: char| c.is_digit(radix))
            && digits.chars().all(|c| c == '_' || c.is_digit(radix));
    }
    let integer = |digits: &str| {
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c == '_' || c.is_ascii_digit())
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    integer(whole) && fraction.is_none_or(integer) && exponent.is_none_or(integer)
}

/// The radix that a literal's prefix names, and its digits.
pub(super) fn radix(unsigned: &str) -> Option<(u32, &str)> {
    let split = |prefix: [&str; 2], radix: u32| {
        prefix.iter().find_map(|prefix| unsigned.strip_prefix(*prefix)).map(|digits| (radix, digits))
    };
    split(["0x", "0X"], 16).or_else(|| split(["0o", "0O"], 8)).or_else(|| split(["0b", "0B"], 2))
}

/// Whether a number has no more digits than the reader of KDL holds.
fn fits(unsigned: &str) -> bool {
    let (radix, digits) = radix(unsigned).unwrap_or((10, unsigned));
    let count = digits.chars().filter(|c| c.is_digit(radix)).count();
    DIGITS.iter().any(|(known, most)| *known == radix && count <= *most)
}
