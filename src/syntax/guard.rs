//! Judges a text before the `kdl` crate sees it.
//!
//! The crate's time doubles with every nested slashdashed block, its stack grows with nesting, with comments and with
//! mistakes, and it seldom reports more than the first mistake. So the whole grammar is checked here first: in one
//! linear scan, without recursion, with all mistakes at once and in the words of the catalogue. What passes is handed on
//! with comments, switched-off nodes and switched-off blocks blanked out, byte for byte, so that places stay those of the
//! author's file.

use std::ops::Range;

use super::lexer::{Kind, Lexer, Token};
use crate::diagnostic::catalogue::syntax as message;
use crate::diagnostic::{Diagnostic, Entry, SourceId, Span};

/// Bytes of a file.
pub(super) const SIZE: usize = 4 << 20;
/// Blocks within blocks.
pub(super) const DEPTH: usize = 64;
/// Messages about one file; more than that come from one cause.
const REPORTED: usize = 100;

/// What a `=` or an annotation still waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Want {
    Property,
    Annotated,
}

/// How far the node being read has come; the default is the gap between two nodes.
#[derive(Debug, Clone, Copy, Default)]
struct Progress {
    /// Its name was read.
    named: bool,
    /// Where the `/-` stands that switches all of it off.
    off: Option<usize>,
    /// A `/-` whose object has not come yet.
    slashdash: Option<usize>,
    /// A value that has to come next.
    want: Option<Want>,
    /// The last entry is a word or text that a `=` would make a key.
    key: bool,
    /// It had a block, be it switched off: no entry may follow.
    closed: bool,
    /// It had a block that counts.
    block: bool,
}

/// An open block.
#[derive(Debug)]
struct Block {
    open: usize,
    /// It is switched off itself, or its node is.
    off: bool,
    /// The node it belongs to, to be taken up again after it.
    outer: Progress,
}

struct Guard<'a> {
    lexer: Lexer<'a>,
    node: Progress,
    blocks: Vec<Block>,
    /// How many of the open blocks are switched off.
    off_depth: usize,
    off_ranges: Vec<Range<usize>>,
    too_deep: bool,
    /// A mistake was reported on this line; its consequences are not.
    quiet: bool,
}

/// The text to parse, of the same length and with the same places, or all that is wrong with it.
pub(super) fn check(text: &str, source: SourceId) -> Result<String, Vec<Diagnostic>> {
    if text.len() > SIZE {
        let place = Span::new(source, 0, 0);
        return Err(vec![Diagnostic::new(&message::TOO_LARGE).with("size", text.len()).with("limit", SIZE).at(place)]);
    }
    let mut guard = Guard {
        lexer: Lexer::new(text, source),
        node: Progress::default(),
        blocks: Vec::new(),
        off_depth: 0,
        off_ranges: Vec::new(),
        too_deep: false,
        quiet: false,
    };
    guard.characters(text);
    guard.run();
    guard.finish(text)
}

/// Whether KDL forbids the character, or it turns the direction of the text around it.
fn is_forbidden(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{08}' | '\u{0E}'..='\u{1F}' | '\u{7F}' | '\u{61C}' | '\u{200E}' | '\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

impl Guard<'_> {
    /// Reports forbidden characters: one message, at the first.
    fn characters(&mut self, text: &str) {
        let mark_at_start = |at: usize, c: char| at == 0 && c == '\u{FEFF}';
        let mut forbidden = text.char_indices().filter(|(at, c)| is_forbidden(*c) && !mark_at_start(*at, *c));
        let Some((at, first)) = forbidden.next() else {
            return;
        };
        let count = 1 + forbidden.count();
        let place = self.lexer.span(at, at + first.len_utf8());
        let character = format!("U+{:04X}", u32::from(first));
        self.lexer.found.push(
            Diagnostic::new(&message::FORBIDDEN_CHARACTER).with("character", character).with("count", count).at(place),
        );
    }

    fn run(&mut self) {
        let mut spaced = true;
        while self.lexer.found.len() < REPORTED {
            let token = self.lexer.token();
            match token.kind {
                Kind::End => break,
                Kind::Space => {}
                Kind::Newline => self.newline(token),
                Kind::Semicolon => self.semicolon(token),
                Kind::BraceOpen => self.open(token),
                Kind::BraceClose => self.close(token),
                Kind::Slashdash => self.slashdash(token, spaced),
                Kind::ParenOpen => self.annotation(token, spaced),
                Kind::ParenClose => self.unexpected(token),
                Kind::Equals => self.equals(token),
                Kind::Word | Kind::Quoted | Kind::Value => self.value(token, spaced),
                Kind::Broken => {
                    self.quiet = true;
                    self.value(token, true);
                }
            }
            spaced = matches!(token.kind, Kind::Space | Kind::Newline | Kind::Semicolon | Kind::BraceOpen);
        }
    }

    /// Reports a mistake, unless one was reported on this line.
    fn report(&mut self, diagnostic: Diagnostic, token: Token) {
        if !self.quiet {
            let place = self.lexer.span(token.start, token.end);
            self.lexer.found.push(diagnostic.at(place));
        }
        self.quiet = true;
    }

    fn mistake(&mut self, entry: &'static Entry, token: Token) {
        self.report(Diagnostic::new(entry), token);
    }

    fn unexpected(&mut self, token: Token) {
        let mark = self.lexer.excerpt(token.start, token.end);
        self.report(Diagnostic::new(&message::UNEXPECTED).with("mark", mark), token);
    }

    fn value(&mut self, token: Token, spaced: bool) {
        let is_text = matches!(token.kind, Kind::Word | Kind::Quoted);
        if !self.node.named {
            if token.kind == Kind::Value {
                let word = self.lexer.excerpt(token.start, token.end);
                self.report(Diagnostic::new(&message::NOT_A_NAME).with("word", word), token);
            }
            self.node = Progress { named: true, off: self.node.slashdash, ..Progress::default() };
        } else if self.node.want.take().is_some() {
            self.node.slashdash = None;
            self.node.key = false;
        } else {
            let after_slashdash = self.node.slashdash.take().is_some();
            if !spaced && !after_slashdash {
                self.mistake(&message::MISSING_SPACE, token);
            } else if self.node.closed {
                self.mistake(&message::ENTRY_AFTER_BLOCK, token);
            }
            self.node.key = is_text;
        }
    }

    fn equals(&mut self, token: Token) {
        if self.node.key {
            self.node.key = false;
            self.node.want = Some(Want::Property);
        } else {
            self.unexpected(token);
        }
    }

    fn slashdash(&mut self, token: Token, spaced: bool) {
        self.wanted(token);
        if self.node.slashdash.is_some() {
            self.unexpected(token);
        } else if self.node.named && !spaced && !self.node.closed {
            self.mistake(&message::MISSING_SPACE, token);
        }
        self.node.slashdash = Some(token.start);
        self.node.key = false;
    }

    /// `(word)` before a value.
    fn annotation(&mut self, open: Token, spaced: bool) {
        let close = self.annotation_end();
        let whole = Token { end: close.unwrap_or(open.end), ..open };
        if close.is_none() {
            self.mistake(&message::INVALID_ANNOTATION, whole);
        } else if !self.node.named {
            self.mistake(&message::NODE_ANNOTATION, whole);
        } else if self.node.want == Some(Want::Annotated) {
            self.unexpected(open);
        } else if self.node.closed {
            self.mistake(&message::ENTRY_AFTER_BLOCK, whole);
        } else if !spaced && self.node.want.is_none() && self.node.slashdash.is_none() {
            self.mistake(&message::MISSING_SPACE, whole);
        }
        if self.node.named {
            self.node.want = Some(Want::Annotated);
        }
    }

    /// Reads one word and `)`; leaves anything else to be read again.
    fn annotation_end(&mut self) -> Option<usize> {
        let mut word = false;
        loop {
            let before = self.lexer.position();
            let token = self.lexer.token();
            match token.kind {
                Kind::Space => {}
                Kind::Word | Kind::Quoted if !word => word = true,
                Kind::Broken => {
                    self.quiet = true;
                    word = true;
                }
                Kind::ParenClose => return word.then_some(token.end),
                _ => {
                    self.lexer.return_to(before);
                    return None;
                }
            }
        }
    }

    /// Reports a value that did not come before `token`.
    fn wanted(&mut self, token: Token) {
        if self.node.want.take().is_some() {
            self.mistake(&message::MISSING_VALUE, Token { end: token.start, ..token });
        }
    }

    /// Reports a `/-` that nothing followed.
    fn unfinished(&mut self, token: Token) {
        self.wanted(token);
        if let Some(start) = self.node.slashdash.take() {
            self.mistake(&message::SLASHDASH_EMPTY, Token { kind: Kind::Slashdash, start, end: start + 2 });
        }
    }

    fn newline(&mut self, token: Token) {
        self.wanted(token);
        self.quiet = false;
        // Line breaks may stand between `/-` and what it switches off.
        if self.node.slashdash.is_none() {
            self.end_node(token.start);
        }
    }

    fn semicolon(&mut self, token: Token) {
        self.unfinished(token);
        if !self.node.named {
            self.unexpected(token);
        }
        self.end_node(token.end);
        self.quiet = false;
    }

    /// Leaves the node, which ended before `end`.
    fn end_node(&mut self, end: usize) {
        let node = std::mem::take(&mut self.node);
        if let (Some(start), 0) = (node.off, self.off_depth) {
            self.off_ranges.push(start..end);
        }
    }

    fn open(&mut self, token: Token) {
        self.wanted(token);
        let slashed = self.node.slashdash.take().is_some();
        if !self.node.named {
            self.mistake(&message::MISSING_NAME, token);
        } else if self.node.block && !slashed {
            self.mistake(&message::SECOND_BLOCK, token);
        }
        let off = slashed || self.node.off.is_some();
        self.off_depth += usize::from(off);
        let outer = Progress { closed: true, block: self.node.block || !slashed, key: false, ..self.node };
        self.blocks.push(Block { open: token.start, off, outer });
        self.node = Progress::default();
        self.quiet = false;
        if self.blocks.len() > DEPTH && !self.too_deep {
            self.too_deep = true;
            self.report(Diagnostic::new(&message::TOO_DEEP).with("limit", DEPTH), token);
        }
    }

    fn close(&mut self, token: Token) {
        self.unfinished(token);
        self.end_node(token.start);
        self.quiet = false;
        let Some(block) = self.blocks.pop() else {
            self.mistake(&message::STRAY_BRACE, token);
            return;
        };
        if block.off {
            self.off_depth -= 1;
            if self.off_depth == 0 {
                self.off_ranges.push(block.open + 1..token.start);
            }
        }
        self.node = block.outer;
    }

    fn finish(mut self, text: &str) -> Result<String, Vec<Diagnostic>> {
        let end = Token { kind: Kind::End, start: text.len(), end: text.len() };
        self.unfinished(end);
        self.end_node(end.start);
        // Braces that a broken text swallowed, or that lie beyond the limit, are not a cause of their own.
        if self.lexer.torn {
            let braces = [message::UNCLOSED_BRACE.code, message::STRAY_BRACE.code];
            self.lexer.found.retain(|diagnostic| !braces.contains(&diagnostic.entry.code));
        } else if !self.too_deep && self.lexer.found.len() < REPORTED {
            for block in &self.blocks {
                let place = self.lexer.span(block.open, block.open + 1);
                self.lexer.found.push(Diagnostic::new(&message::UNCLOSED_BRACE).at(place));
            }
        }
        if !self.lexer.found.is_empty() {
            crate::diagnostic::sort(&mut self.lexer.found);
            return Err(self.lexer.found);
        }
        self.off_ranges.append(&mut self.lexer.comments);
        Ok(blank(text, self.off_ranges))
    }
}

/// The text with blanks for the bytes of those ranges.
fn blank(text: &str, mut ranges: Vec<Range<usize>>) -> String {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut blanked = String::with_capacity(text.len());
    for range in ranges {
        let from = blanked.len();
        if range.end > from {
            blanked.push_str(text.get(from..range.start.max(from)).unwrap_or(""));
            blanked.extend(std::iter::repeat_n(' ', range.end - blanked.len()));
        }
    }
    blanked.push_str(text.get(blanked.len()..).unwrap_or(""));
    blanked
}
