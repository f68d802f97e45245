//! The elements of a tree, one after the other → text.
//!
//! A block that may stay on one line is printed so at first; where that turns out too wide, or a line break is in it, the
//! text is taken back to its `{` and the block printed again, a node a line. No more than a line is ever taken back.

use super::indentation::{has_lines, indented, of_line};
use super::output::{LIMIT, Mark, Output, indentation};
use crate::syntax::characters::is_space;
use crate::syntax::kind::Kind;
use crate::syntax::lossless::{Lossless, Piece};

/// The tree, printed.
pub(super) fn print<'t>(tree: &'t Lossless<'t>) -> String {
    let mut printer = Printer {
        tree,
        index: 0,
        frames: Vec::new(),
        out: Output::new(tree.whole().len() + 1),
        attempt: None,
        state: State { fresh: true, ..State::default() },
    };
    while printer.index < tree.len() {
        printer.step();
    }
    printer.out.into_text()
}

/// A group whose end is not reached.
#[derive(Debug, Clone, Copy)]
struct Frame {
    group: Group,
    /// The first element after it.
    end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    /// With the last of its elements that has to be printed.
    Node {
        last: u32,
    },
    /// An argument, a property or an annotation.
    Entry,
    /// A block before its `{`.
    Opening,
    Block {
        flat: bool,
    },
}

/// What was printed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Before {
    #[default]
    Nothing,
    Brace,
    Slashdash,
    Comment,
    Other,
}

/// What decides what stands before the next token.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    before: Before,
    /// Blocks that are open with a node a line.
    depth: usize,
    /// Line breaks since the last token.
    breaks: usize,
    /// The author broke the line with `\` since the last token.
    continued: bool,
    /// A comment goes to the end of the line.
    closed: bool,
    /// No line of the innermost block was printed yet.
    fresh: bool,
    /// The next token begins a node.
    node: bool,
    /// The next token begins an entry or a block.
    entry: bool,
    /// Behind the comments that come, a node begins on the same line.
    leads: bool,
}

/// A block that is being printed on one line.
#[derive(Debug, Clone, Copy)]
struct Attempt {
    /// The element after its `{`, and the one after its `}`.
    start: u32,
    end: u32,
    frames: usize,
    mark: Mark,
    state: State,
}

/// What stands before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Blank,
    /// A new line of the block, after an empty one or not.
    Line {
        empty: bool,
    },
    /// A line that goes on: after a `\`, after a comment.
    Continued,
    AfterComment,
}

struct Printer<'t> {
    tree: &'t Lossless<'t>,
    index: u32,
    frames: Vec<Frame>,
    out: Output<'t>,
    attempt: Option<Attempt>,
    state: State,
}

impl<'t> Printer<'t> {
    /// Prints one element.
    fn step(&mut self) {
        while self.frames.pop_if(|frame| self.index >= frame.end).is_some() {}
        if self.attempt.is_some_and(|attempt| self.index >= attempt.end) {
            self.attempt = None;
        }
        let piece = self.tree.piece(self.index);
        self.index += 1;
        match piece.kind() {
            Kind::Node => {
                self.state.node = true;
                self.enter(Group::Node { last: last_printed(self.tree, piece) }, piece);
            }
            Kind::Argument | Kind::Property | Kind::Annotation => {
                self.state.entry |= !self.state.node && matches!(self.innermost(), Some(Group::Node { .. }));
                self.enter(Group::Entry, piece);
            }
            Kind::Block => {
                self.state.entry = true;
                self.enter(Group::Opening, piece);
            }
            Kind::Newline | Kind::Fold => self.line_break(),
            Kind::Continuation => self.state.continued |= self.goes_on(piece),
            Kind::LineComment | Kind::BlockComment => self.comment(piece),
            Kind::Semicolon if self.is_flat() && self.node_follows(is_flat_trivia) => {
                self.put(Gap::None, piece, Before::Other);
            }
            Kind::BraceOpen => self.open(piece),
            Kind::BraceClose => self.close(piece),
            Kind::Slashdash => _ = self.put(self.gap(false), piece, Before::Slashdash),
            // The node has ended; a comment before its `;` does not lead the next one.
            Kind::Semicolon => self.state.before = Before::Other,
            kind if kind.is_trivia() => {}
            _ => _ = self.put(self.gap(false), piece, Before::Other),
        }
    }

    fn enter(&mut self, group: Group, piece: Piece<'t>) {
        self.frames.push(Frame { group, end: piece.after() });
    }

    fn innermost(&self) -> Option<Group> {
        self.frames.last().map(|frame| frame.group)
    }

    /// Whether the next token stands between nodes, and not within one.
    fn between_nodes(&self) -> bool {
        self.state.node || matches!(self.innermost(), None | Some(Group::Block { .. }))
    }

    /// Whether the innermost block is printed on one line.
    fn is_flat(&self) -> bool {
        let flat = |frame: &Frame| if let Group::Block { flat } = frame.group { Some(flat) } else { None };
        self.frames.iter().rev().find_map(flat).unwrap_or(false)
    }

    /// Whether the innermost node goes on behind the piece.
    fn goes_on(&self, piece: Piece<'t>) -> bool {
        let last = |frame: &Frame| if let Group::Node { last } = frame.group { Some(last) } else { None };
        !self.between_nodes() && self.frames.iter().rev().find_map(last).is_some_and(|last| piece.index() < last)
    }

    /// Whether a node comes next, beside what is skipped.
    fn node_follows(&self, skipped: fn(Kind) -> bool) -> bool {
        let mut ahead = self.tree.pieces_from(self.index).map(Piece::kind).skip_while(|kind| skipped(*kind));
        ahead.next() == Some(Kind::Node)
    }

    fn gap(&self, comment: bool) -> Gap {
        let State { before, entry, .. } = self.state;
        if self.between_nodes() {
            return self.gap_between_nodes(comment);
        }
        let named = before == Before::Slashdash && matches!(self.innermost(), Some(Group::Node { .. }));
        if self.state.closed {
            Gap::AfterComment
        } else if self.state.continued {
            Gap::Continued
        } else if entry || comment || named || before == Before::Comment {
            Gap::Blank
        } else {
            Gap::None
        }
    }

    fn gap_between_nodes(&self, comment: bool) -> Gap {
        let State { before, fresh, leads, .. } = self.state;
        let breaks = self.breaks();
        let same_line = breaks == 0 && (before == Before::Comment || comment && !leads);
        if before == Before::Nothing {
            Gap::None
        } else if same_line || self.is_flat() {
            Gap::Blank
        } else {
            Gap::Line { empty: breaks >= 2 && !fresh }
        }
    }

    /// Line breaks since the last token; a comment that goes to the end of its line has one behind it.
    fn breaks(&self) -> usize {
        self.state.breaks.max(usize::from(self.state.closed))
    }

    /// Prints a token behind its gap. Gives back whether it stayed, and the block on one line with it.
    fn put(&mut self, gap: Gap, piece: Piece<'t>, before: Before) -> bool {
        let kind = piece.kind();
        let (span, token) = piece.token();
        let lines = has_lines(kind, token);
        if lines && self.attempt.is_some() {
            self.fail();
            return false;
        }
        let starts_line = matches!(gap, Gap::Line { .. }) || self.state.before == Before::Nothing;
        self.space(gap);
        if lines {
            let from = of_line(self.tree.whole(), span.start as usize);
            let text = indentation(self.state.depth + 1);
            let printed = indented(kind, token, from, self.out.indentation(), text);
            self.out.lines(&printed);
        } else {
            self.out.token(kind, token.trim_end_matches(is_space));
        }
        self.state = State {
            before,
            depth: self.state.depth,
            fresh: self.state.fresh && !starts_line,
            leads: self.state.leads,
            ..State::default()
        };
        if self.attempt.is_some() && self.out.columns() > LIMIT {
            self.fail();
            return false;
        }
        true
    }

    fn space(&mut self, gap: Gap) {
        match gap {
            Gap::None => {}
            Gap::Blank => self.out.mark(" "),
            Gap::Line { empty } => {
                if empty {
                    self.out.empty_line();
                }
                self.out.new_line(self.state.depth);
            }
            Gap::Continued => {
                self.out.mark(" \\");
                self.out.new_line(self.state.depth + 1);
            }
            Gap::AfterComment => self.out.new_line(self.state.depth + 1),
        }
    }

    fn line_break(&mut self) {
        if self.attempt.is_some() {
            self.fail();
        } else if self.between_nodes() {
            self.state.breaks += 1;
        }
    }

    fn comment(&mut self, piece: Piece<'t>) {
        let closes = piece.kind() == Kind::LineComment;
        if closes && self.attempt.is_some() {
            self.fail();
            return;
        }
        if self.between_nodes() {
            if self.state.before != Before::Comment || self.breaks() > 0 {
                self.state.leads = self.node_follows(is_line_trivia);
            }
        } else if closes && self.state.continued {
            // The `\` stays before the comment on its line.
            self.space(if self.state.closed { Gap::AfterComment } else { Gap::Blank });
            self.out.mark("\\");
            self.state.continued = false;
            self.state.closed = false;
        }
        if self.put(self.gap(true), piece, Before::Comment) {
            self.state.closed = closes;
        }
    }

    fn open(&mut self, piece: Piece<'t>) {
        let within = self.attempt.is_some();
        if !self.put(self.gap(false), piece, Before::Brace) {
            return;
        }
        let empty = self.is_empty_block();
        let frames = self.frames.len();
        let Some(frame) = self.frames.last_mut() else { return };
        frame.group = Group::Block { flat: true };
        let end = frame.end;
        if !within && !empty {
            self.attempt = Some(Attempt { start: self.index, end, frames, mark: self.out.here(), state: self.state });
            if self.out.columns() > LIMIT {
                self.fail();
            }
        }
    }

    /// Whether neither nodes nor comments stand before the `}` of the block that was opened.
    fn is_empty_block(&self) -> bool {
        let is_blank = |kind| matches!(kind, Kind::Blank | Kind::Newline | Kind::Continuation | Kind::Fold);
        let mut ahead = self.tree.pieces_from(self.index).map(Piece::kind).skip_while(|kind| is_blank(*kind));
        ahead.next() == Some(Kind::BraceClose)
    }

    /// Prints the block that was begun on one line again, a node a line.
    fn fail(&mut self) {
        let Some(attempt) = self.attempt.take() else { return };
        self.out.back_to(attempt.mark);
        self.index = attempt.start;
        self.frames.truncate(attempt.frames);
        if let Some(frame) = self.frames.last_mut() {
            frame.group = Group::Block { flat: false };
        }
        self.state = State { depth: attempt.state.depth + 1, fresh: true, ..attempt.state };
    }

    fn close(&mut self, piece: Piece<'t>) {
        let gap = if self.is_flat() {
            Gap::Blank
        } else {
            self.state.depth = self.state.depth.saturating_sub(1);
            Gap::Line { empty: false }
        };
        if self.put(gap, piece, Before::Other) {
            self.state.fresh = false;
        }
    }
}

/// The last element of a node that has to be printed: no `;`, and nothing that carries no meaning.
fn last_printed(tree: &Lossless<'_>, node: Piece<'_>) -> u32 {
    let mut last = node.after().saturating_sub(1);
    while last > node.index() {
        let kind = tree.piece(last).kind();
        if kind != Kind::Semicolon && !kind.is_trivia() {
            break;
        }
        last -= 1;
    }
    last
}

/// What may stand on one line before a node.
fn is_line_trivia(kind: Kind) -> bool {
    matches!(kind, Kind::Blank | Kind::BlockComment | Kind::Continuation)
}

/// What may stand before a node in a block on one line.
fn is_flat_trivia(kind: Kind) -> bool {
    matches!(kind, Kind::Blank | Kind::BlockComment)
}
