//! Tokens → the elements of a [`Lossless`](super::Lossless) tree, with all mistakes at once.
//!
//! One pass, without recursion. A mistake is reported where it is; what follows from it on the same line is not. The next
//! line is read as if nothing had happened.

use super::balance::{Balance, LineStart};
use super::kind::Kind;
use super::lexer::{Lexer, Token};
use super::limits;
use super::lossless::Element;
use super::mistakes::Mistakes;
use crate::diagnostic::catalogue::syntax as message;
use crate::diagnostic::{Diagnostic, Entry, SourceId};

/// Messages about braces without a partner.
pub(super) const BRACES: [&Entry; 2] = [&message::UNCLOSED_BRACE, &message::STRAY_BRACE];
/// Bytes of text for which one element is set aside at first.
const BYTES_PER_ELEMENT: usize = 6;

/// How large a text may be, for measurements beyond what files may have.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the text; never more than 4 GiB.
    pub size: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { size: limits::SIZE }
    }
}

/// What was found beside the tree.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What does not follow KDL.
    pub mistakes: Vec<Diagnostic>,
    /// What follows KDL and is not accepted all the same.
    pub refused: Vec<Diagnostic>,
    /// Whether braces without a partner follow from what was refused: full-width braces, or blocks nested too deep.
    pub braces_follow: bool,
}

/// What a `=` or an annotation still waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Want {
    Property,
    Annotated,
}

/// How far the node being read has come; the default is the gap between two nodes.
#[derive(Debug, Clone, Copy, Default)]
struct Progress {
    /// Its group.
    group: Option<usize>,
    /// The group of the entry being read, or of the last one while a `=` may make a property of it.
    entry: Option<usize>,
    /// Its name was read.
    named: bool,
    /// Where a `/-` stands whose object has not come yet.
    slashdash: Option<usize>,
    /// A value that has to come next.
    want: Option<Want>,
    /// The last entry is a text that a `=` would make a key.
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
    indent: usize,
    group: usize,
    /// The node it belongs to, to be taken up again after it.
    outer: Progress,
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    elements: Vec<Element>,
    node: Progress,
    blocks: Vec<Block>,
    balance: Balance,
    /// Braces without a partner; they are no cause of their own where a broken text may have swallowed braces.
    unmatched: Mistakes<'a>,
    /// `{` whose `}` an earlier reading found missing, in order: the indentation says where their blocks end.
    unclosed: Vec<usize>,
    line: LineStart,
    too_deep: bool,
    /// A mistake was reported on this line; its consequences are not.
    quiet: bool,
}

/// The elements of a text, the last of which is [`Kind::End`].
///
/// Where a `}` is missing, a second reading ends its block where the indentation says: what follows is not drawn into it.
pub(super) fn read(text: &str, source: SourceId, limits: Limits) -> (Vec<Element>, Found) {
    let (elements, found, unclosed) = read_once(text, source, limits, Vec::new());
    if unclosed.is_empty() {
        return (elements, found);
    }
    drop(elements);
    let (elements, ..) = read_once(text, source, limits, unclosed);
    (elements, found)
}

/// One reading, with the `{` that are known to lack their `}`; gives back those that it found so.
fn read_once(text: &str, source: SourceId, limits: Limits, unclosed: Vec<usize>) -> (Vec<Element>, Found, Vec<usize>) {
    let mut parser = Parser {
        lexer: Lexer::new(text, source),
        elements: Vec::with_capacity(text.len() / BYTES_PER_ELEMENT + 1),
        node: Progress::default(),
        blocks: Vec::new(),
        balance: Balance::default(),
        unmatched: Mistakes::new(text, source),
        unclosed,
        line: LineStart::default(),
        too_deep: false,
        quiet: false,
    };
    let mut unclosed = Vec::new();
    let end = Token { kind: Kind::End, start: text.len(), end: text.len() };
    if text.len() > limits.size.min(u32::MAX as usize - 1) {
        parser.push(Token { kind: Kind::Broken, start: 0, ..end });
        let diagnostic = Diagnostic::new(&message::TOO_LARGE).with("size", text.len()).with("limit", limits.size);
        parser.lexer.mistakes = Mistakes::new(text, source);
        parser.lexer.mistakes.add(diagnostic, 0, 0);
    } else {
        parser.run();
        unclosed = parser.finish(end);
    }
    parser.push(end);
    let mut lexer = parser.lexer;
    if !lexer.torn {
        lexer.mistakes.append(parser.unmatched);
    }
    let found = Found {
        braces_follow: lexer.full_width_brace || parser.too_deep,
        mistakes: lexer.mistakes.into_found(),
        refused: lexer.refused.into_found(),
    };
    (parser.elements, found, unclosed)
}

impl Parser<'_> {
    fn run(&mut self) {
        let mut spaced = true;
        let mut next = None;
        loop {
            let token = next.take().unwrap_or_else(|| self.lexer.token());
            if !self.unclosed.is_empty() && self.line.fresh && !token.kind.is_trivia() {
                self.end_unclosed(token.kind);
            }
            match token.kind {
                Kind::End => return,
                Kind::Newline => self.newline(token),
                kind if kind.is_trivia() => self.push(token),
                Kind::Word | Kind::Quoted => self.value(token, spaced),
                Kind::Semicolon => self.semicolon(token),
                Kind::BraceOpen => self.open(token),
                Kind::BraceClose => self.close(token),
                Kind::Slashdash => self.slashdash(token, spaced),
                Kind::ParenOpen => next = self.annotation(token, spaced),
                Kind::Equals => self.equals(token),
                Kind::Broken => {
                    self.quiet = true;
                    self.value(token, true);
                }
                kind if kind.is_value() => self.value(token, spaced),
                _ => self.unexpected(token),
            }
            match token.kind {
                Kind::Newline => self.line = LineStart::default(),
                Kind::Blank if self.line.fresh => self.line.indent = token.end - token.start,
                _ => self.line.fresh = false,
            }
            spaced = token.kind.is_trivia() || matches!(token.kind, Kind::Semicolon | Kind::BraceOpen);
        }
    }

    /// Adds a token to the innermost open group.
    fn push(&mut self, token: Token) {
        let at = u32::try_from(token.start).unwrap_or(u32::MAX);
        self.elements.push(Element { kind: token.kind, at });
    }

    /// Opens a group; [`Self::end_at`] says where it ends.
    fn group(&mut self, kind: Kind) -> usize {
        self.elements.push(Element { kind, at: u32::MAX });
        self.elements.len() - 1
    }

    /// Ends groups after the last element; a later end replaces an earlier one.
    fn end<const N: usize>(&mut self, groups: [Option<usize>; N]) {
        self.end_at(self.elements.len(), groups);
    }

    fn end_at<const N: usize>(&mut self, end: usize, groups: [Option<usize>; N]) {
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        for group in groups.into_iter().flatten() {
            if let Some(element) = self.elements.get_mut(group) {
                element.at = end;
            }
        }
    }

    fn rename(&mut self, group: Option<usize>, kind: Kind) {
        if let Some(element) = group.and_then(|group| self.elements.get_mut(group)) {
            element.kind = kind;
        }
    }

    /// Opens the group of the node, unless it is open.
    fn ensure_node(&mut self) {
        if self.node.group.is_none() {
            self.node.group = Some(self.group(Kind::Node));
        }
    }

    /// Opens the group of an entry, unless a `/-` or an annotation opened it.
    fn ensure_entry(&mut self) {
        let waits = self.node.slashdash.is_some() || self.node.want.is_some();
        if !waits || self.node.entry.is_none() {
            self.node.entry = Some(self.group(Kind::Argument));
        }
    }

    /// Adds a token that belongs to the entry being read and to its node.
    fn push_to_entry(&mut self, token: Token) {
        self.push(token);
        self.end([self.node.entry, self.node.group]);
    }

    /// Reports a mistake, unless one was reported on this line.
    fn report(&mut self, diagnostic: Diagnostic, start: usize, end: usize) {
        if !self.quiet {
            self.lexer.mistakes.add(diagnostic, start, end);
        }
        self.quiet = true;
    }

    fn mistake(&mut self, entry: &'static Entry, token: Token) {
        self.report(Diagnostic::new(entry), token.start, token.end);
    }

    fn wrong_mark(&mut self, token: Token) {
        let mark = self.lexer.mistakes.excerpt(token.start, token.end);
        self.report(Diagnostic::new(&message::UNEXPECTED).with("mark", mark), token.start, token.end);
    }

    /// A mark that fits nowhere here; it stays in the node as a token.
    fn unexpected(&mut self, token: Token) {
        self.wrong_mark(token);
        self.push(token);
        self.end([self.node.group]);
    }

    fn value(&mut self, token: Token, spaced: bool) {
        if self.node.named { self.entry_value(token, spaced) } else { self.node_name(token) }
    }

    fn node_name(&mut self, token: Token) {
        if matches!(token.kind, Kind::Number | Kind::Keyword) {
            let word = self.lexer.mistakes.excerpt(token.start, token.end);
            self.report(Diagnostic::new(&message::NOT_A_NAME).with("word", word), token.start, token.end);
        }
        self.ensure_node();
        self.push(token);
        self.node = Progress { group: self.node.group, named: true, ..Progress::default() };
        self.end([self.node.group]);
    }

    fn entry_value(&mut self, token: Token, spaced: bool) {
        self.ensure_entry();
        self.push_to_entry(token);
        let slashdash = self.node.slashdash.take();
        if self.node.want.take().is_some() {
            self.node.key = false;
            return;
        }
        if !spaced && slashdash.is_none() {
            self.mistake(&message::MISSING_SPACE, token);
        } else if self.node.closed {
            self.mistake(&message::ENTRY_AFTER_BLOCK, token);
        }
        self.node.key = token.kind.is_text();
    }

    fn equals(&mut self, token: Token) {
        if !self.node.key {
            self.unexpected(token);
            return;
        }
        self.rename(self.node.entry, Kind::Property);
        self.push_to_entry(token);
        self.node.key = false;
        self.node.want = Some(Want::Property);
    }

    fn slashdash(&mut self, token: Token, spaced: bool) {
        self.wanted(token.start);
        if self.node.slashdash.is_some() {
            self.unexpected(token);
            return;
        }
        if self.node.named && !spaced && !self.node.closed {
            self.mistake(&message::MISSING_SPACE, token);
        }
        self.ensure_node();
        self.node.entry = self.node.named.then(|| self.group(Kind::Argument));
        self.push_to_entry(token);
        self.node.slashdash = Some(token.start);
        self.node.key = false;
    }

    /// `(word)` before a name or a value; gives back the token that did not belong to it.
    fn annotation(&mut self, open: Token, spaced: bool) -> Option<Token> {
        self.ensure_node();
        if self.node.named {
            self.ensure_entry();
        }
        let group = self.group(Kind::Annotation);
        self.push(open);
        let (close, left_over) = self.annotation_end();
        self.end([Some(group), self.node.entry, self.node.group]);
        let whole = Token { end: close.unwrap_or(open.end), ..open };
        if close.is_none() {
            self.mistake(&message::INVALID_ANNOTATION, whole);
        } else if self.node.want == Some(Want::Annotated) {
            self.wrong_mark(open);
        } else if self.node.closed {
            self.mistake(&message::ENTRY_AFTER_BLOCK, whole);
        } else if self.node.named && !spaced && self.node.want.is_none() && self.node.slashdash.is_none() {
            self.mistake(&message::MISSING_SPACE, whole);
        }
        self.node.want = Some(Want::Annotated);
        left_over
    }

    /// Reads one word and `)`.
    fn annotation_end(&mut self) -> (Option<usize>, Option<Token>) {
        let mut word = false;
        loop {
            let token = self.lexer.token();
            match token.kind {
                Kind::ParenClose => {
                    self.push(token);
                    return (word.then_some(token.end), None);
                }
                Kind::Newline | Kind::LineComment if !self.lexer.is_continued() => return (None, Some(token)),
                kind if kind.is_trivia() => self.push(token),
                Kind::Broken => {
                    self.quiet = true;
                    word = true;
                    self.push(token);
                }
                kind if kind.is_text() && !word => {
                    word = true;
                    self.push(token);
                }
                _ => return (None, Some(token)),
            }
        }
    }

    /// Reports a value or a name that did not come before `end`.
    fn wanted(&mut self, end: usize) {
        if self.node.want.take().is_some() {
            self.report(Diagnostic::new(&message::MISSING_VALUE), end, end);
        }
    }

    /// Reports a `/-` that nothing followed.
    fn unfinished(&mut self, end: usize) {
        self.wanted(end);
        if let Some(start) = self.node.slashdash.take() {
            self.report(Diagnostic::new(&message::SLASHDASH_EMPTY), start, start + 2);
        }
    }

    fn newline(&mut self, token: Token) {
        self.wanted(token.start);
        self.quiet = false;
        self.push(token);
        // Line breaks may stand between `/-` and what it switches off.
        if self.node.slashdash.is_none() {
            self.node = Progress::default();
        }
    }

    fn semicolon(&mut self, token: Token) {
        self.unfinished(token.start);
        if !self.node.named {
            self.wrong_mark(token);
        }
        self.push(token);
        self.end([self.node.group]);
        self.node = Progress::default();
        self.quiet = false;
    }

    fn open(&mut self, token: Token) {
        self.wanted(token.start);
        let slashed = self.node.slashdash.take().is_some();
        if !self.node.named {
            self.mistake(&message::MISSING_NAME, token);
        } else if self.node.block && !slashed {
            self.mistake(&message::SECOND_BLOCK, token);
        }
        self.ensure_node();
        let group = match self.node.entry.filter(|_| slashed && self.node.named) {
            Some(pending) => {
                self.rename(Some(pending), Kind::Block);
                pending
            }
            None => self.group(Kind::Block),
        };
        self.push(token);
        if self.blocks.is_empty() {
            self.balance.opened_outermost(self.line);
        }
        let outer = Progress {
            named: true,
            closed: true,
            block: self.node.block || !slashed,
            key: false,
            entry: None,
            ..self.node
        };
        self.blocks.push(Block { open: token.start, indent: self.line.indent, group, outer });
        self.node = Progress::default();
        self.quiet = false;
        if self.blocks.len() > limits::DEPTH && !self.too_deep {
            self.too_deep = true;
            self.lexer.refused.add(
                Diagnostic::new(&message::TOO_DEEP).with("limit", limits::DEPTH),
                token.start,
                token.end,
            );
        }
    }

    fn close(&mut self, token: Token) {
        self.unfinished(token.start);
        self.quiet = false;
        let Some(block) = self.blocks.pop() else {
            let at = self.balance.stray(token.start);
            self.unmatched.add(Diagnostic::new(&message::STRAY_BRACE), at, at + 1);
            self.quiet = true;
            self.push(token);
            self.node = Progress::default();
            return;
        };
        self.push(token);
        self.balance.closed(token.start, self.line, block.open, block.indent, self.blocks.len());
        self.node = block.outer;
        self.end([Some(block.group), self.node.group]);
    }

    /// Ends blocks whose `}` is missing, before the first token of a line that stands no further right than theirs.
    fn end_unclosed(&mut self, next: Kind) {
        if self.node.group.is_some() {
            return;
        }
        let own = usize::from(next == Kind::BraceClose);
        // The trivia before the line belong to no block that ends there.
        let trivia = self.elements.iter().rev().take_while(|element| element.kind.is_trivia()).count();
        let end = self.elements.len() - trivia;
        while let Some(block) = self
            .blocks
            .pop_if(|block| self.line.indent + own <= block.indent && self.unclosed.binary_search(&block.open).is_ok())
        {
            self.end_at(end, [Some(block.group), block.outer.group]);
        }
    }

    /// Ends all that is open at the end of the text; gives back the `{` that lack their `}`.
    fn finish(&mut self, end: Token) -> Vec<usize> {
        self.unfinished(end.start);
        let blocks = std::mem::take(&mut self.blocks);
        for block in &blocks {
            self.end([Some(block.group), block.outer.group]);
        }
        let mut unclosed = self.balance.unclosed(blocks.iter().map(|block| block.open));
        for place in &unclosed {
            self.unmatched.add(Diagnostic::new(&message::UNCLOSED_BRACE), *place, place + 1);
        }
        unclosed.sort_unstable();
        unclosed
    }
}
