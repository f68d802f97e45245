//! Texts between quotes: on one line, on several, raw.

use super::Lexer;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::syntax as message;
use crate::syntax::characters::{CONTROLS, find, line_end, newline, space};
use crate::syntax::kind::Kind;
use crate::syntax::limits;
use crate::syntax::literal::{self, Fault};

/// Bytes that may end the line of a text, or end the text.
const QUOTE_OR_BREAK: [u8; 3] = [b'"', 0xC2, 0xE2];

impl Lexer<'_> {
    fn at_line_end(&self) -> bool {
        self.byte().is_none() || newline(self.rest()) > 0
    }

    pub(super) fn quoted(&mut self) -> Kind {
        let start = self.at;
        if self.eat("\"\"\"") {
            return self.multiline(start);
        }
        self.at += 1;
        let mut kind = Kind::Quoted;
        loop {
            self.at = find(self.bytes, self.at, [b'"', b'\\', 0xC2, 0xE2], CONTROLS);
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return kind;
                }
                Some(b'\\') => {
                    kind = Kind::Escaped;
                    self.escape();
                }
                Some(_) if newline(self.rest()) == 0 => self.at += 1,
                _ => return self.unterminated(start, "\""),
            }
        }
    }

    fn unterminated(&mut self, start: usize, closing: &str) -> Kind {
        self.torn |= self.slice(start).contains(['{', '}']);
        let end = line_end(self.bytes, start).min(self.at);
        self.mistakes.add(Diagnostic::new(&message::UNTERMINATED_TEXT).with("closing", closing), start, end);
        Kind::Broken
    }

    /// Reads one escape.
    fn escape(&mut self) {
        let start = self.at;
        self.at += 1;
        let known = match self.bump() {
            Some('"' | '\\' | 'b' | 'f' | 'n' | 'r' | 't' | 's') => true,
            Some('u') => self.code_point(),
            Some(_) => {
                self.at = start + 1;
                self.skip_blanks() > 0 || {
                    self.bump();
                    false
                }
            }
            None => false,
        };
        if !known && !self.mistakes.is_full() {
            let escape = self.mistakes.excerpt(start, self.at);
            let diagnostic = Diagnostic::new(&message::INVALID_ESCAPE).with("escape", escape);
            self.mistakes.add(diagnostic, start, self.at);
        }
    }

    /// Skips blanks and line breaks and says how many bytes they have.
    fn skip_blanks(&mut self) -> usize {
        let start = self.at;
        loop {
            match space(self.rest()) + newline(self.rest()) {
                0 => return self.at - start,
                length => self.at += length,
            }
        }
    }

    /// `{…}` after `\u`: a Unicode scalar value.
    fn code_point(&mut self) -> bool {
        if !self.eat("{") {
            return false;
        }
        let start = self.at;
        self.at += self.rest().iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        let known = literal::scalar_value(self.slice(start)).is_some();
        self.eat("}") && known
    }

    fn multiline(&mut self, start: usize) -> Kind {
        match newline(self.rest()) {
            0 => return self.inline_triple(start),
            length => self.at += length,
        }
        let body = self.at;
        let mut kind = Kind::Lines;
        loop {
            self.at = find(self.bytes, self.at, [b'"', b'\\'], 0);
            let close = self.at;
            match self.byte() {
                None => return self.unterminated(start, "\"\"\""),
                Some(b'\\') => {
                    kind = Kind::EscapedLines;
                    self.escape();
                }
                Some(_) if self.eat("\"\"\"") => return self.lines(kind, body, close),
                Some(_) => self.at += 1,
            }
        }
    }

    /// Triple quotes with text behind them: goes on after those that close on the same line.
    fn inline_triple(&mut self, start: usize) -> Kind {
        let opened = self.at;
        while !self.at_line_end() && !self.eat("\"\"\"") {
            self.at = find(self.bytes, self.at + 1, QUOTE_OR_BREAK, CONTROLS);
        }
        self.torn |= !self.slice(opened).ends_with("\"\"\"");
        self.mistakes.add(Diagnostic::new(&message::MULTILINE_START), start, opened);
        Kind::Broken
    }

    /// A text without escapes, between quotes with that many `#` on either side.
    pub(super) fn raw(&mut self, start: usize, hashes: usize) -> Kind {
        let many = self.rest().starts_with(b"\"\"\"") && newline(self.rest().get(3..).unwrap_or_default()) > 0;
        let quotes = if many { "\"\"\"" } else { "\"" };
        self.at += quotes.len();
        if many {
            self.at += newline(self.rest());
        }
        let body = self.at;
        loop {
            self.at = if many {
                find(self.bytes, self.at, [b'"'], 0)
            } else {
                find(self.bytes, self.at, QUOTE_OR_BREAK, CONTROLS)
            };
            let close = self.at;
            if self.byte().is_none() || !many && self.at_line_end() {
                let closing = format!("{quotes}{}", "#".repeat(hashes.min(limits::EXCERPT)));
                return self.unterminated(start, &closing);
            }
            if !self.eat(quotes) {
                self.at += 1;
            } else if self.eat_hashes(hashes) {
                return if many { self.lines(Kind::RawLines, body, close) } else { self.raw_line(start, body, close) };
            } else if many {
                // Of four quotes before the `#`, the last three close.
                self.at = close + 1;
            }
        }
    }

    /// Takes as many `#` as there are, at most `wanted`.
    fn eat_hashes(&mut self, wanted: usize) -> bool {
        let present = self.rest().iter().take(wanted).take_while(|byte| **byte == b'#').count();
        self.at += present;
        present == wanted
    }

    /// What begins with `#"""` looks like a text of several lines; on one line KDL refuses it.
    fn raw_line(&mut self, start: usize, body: usize, close: usize) -> Kind {
        let text = self.text.get(body..close).unwrap_or("");
        if text == "\"" || text.starts_with("\"\"") {
            return self.broken(Diagnostic::new(&message::MULTILINE_START), start);
        }
        Kind::Raw
    }

    /// Checks that the lines of a multi-line text begin with the blanks before its closing quotes.
    fn lines(&mut self, kind: Kind, body: usize, close: usize) -> Kind {
        let text = self.text.get(body..close).unwrap_or("");
        let Some(fault) = literal::fault(kind, text) else { return kind };
        let (entry, start, end) = match fault {
            Fault::ClosingLine => (&message::MULTILINE_END, close, self.at),
            Fault::Indentation(line) => (&message::MULTILINE_INDENT, body + line.start, body + line.end),
        };
        self.mistakes.add(Diagnostic::new(entry), start, end);
        Kind::Broken
    }
}
