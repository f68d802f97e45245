//! The text as it grows, and how far its last line reaches.

use super::columns::columns;
use crate::base::text::display_width;
use crate::syntax::characters::is_space;
use crate::syntax::kind::Kind;
use crate::syntax::limits;

/// Columns up to which a block stays on one line.
pub const LIMIT: usize = 120;
/// Blanks of one level.
const STEP: usize = 4;
/// Blanks of the deepest level.
const BLANKS: &str = match str::from_utf8(&[b' '; STEP * (limits::DEPTH + 1)]) {
    Ok(blanks) => blanks,
    Err(_) => "",
};

/// The blanks before a line within that many blocks.
pub(super) fn indentation(depth: usize) -> &'static str {
    BLANKS.get(..depth * STEP).unwrap_or(BLANKS)
}

/// A point of the text to which it can be taken back, on the same line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    length: usize,
    columns: usize,
}

/// The text that was printed.
#[derive(Debug)]
pub(super) struct Output<'t> {
    text: String,
    /// Where its last line begins.
    line: usize,
    /// Columns of the last line, without `unmeasured`.
    columns: usize,
    /// Tokens of the last line that were not measured yet.
    unmeasured: Vec<(Kind, &'t str)>,
}

impl<'t> Output<'t> {
    pub(super) fn new(capacity: usize) -> Self {
        Self { text: String::with_capacity(capacity), line: 0, columns: 0, unmeasured: Vec::new() }
    }

    /// Adds a mark of ours, which has a column a byte.
    pub(super) fn mark(&mut self, mark: &str) {
        self.text.push_str(mark);
        self.columns += mark.len();
    }

    /// Adds a token without line breaks.
    pub(super) fn token(&mut self, kind: Kind, token: &'t str) {
        self.text.push_str(token);
        self.unmeasured.push((kind, token));
    }

    /// Adds lines; the first goes on from the last one of the text.
    pub(super) fn lines(&mut self, lines: &str) {
        self.text.push_str(lines);
        self.line = self.text.len() - lines.len() + lines.rfind('\n').map_or(0, |at| at + 1);
        self.columns = display_width(self.text.get(self.line..).unwrap_or(""));
        self.unmeasured.clear();
    }

    /// Begins a line within that many blocks.
    pub(super) fn new_line(&mut self, depth: usize) {
        let indentation = indentation(depth);
        self.text.push('\n');
        self.line = self.text.len();
        self.text.push_str(indentation);
        self.columns = indentation.len();
        self.unmeasured.clear();
    }

    /// Leaves a line empty.
    pub(super) fn empty_line(&mut self) {
        self.text.push('\n');
    }

    /// The columns of the last line. Every token is measured once.
    pub(super) fn columns(&mut self) -> usize {
        self.columns += self.unmeasured.drain(..).map(|(kind, token)| columns(kind, token)).sum::<usize>();
        self.columns
    }

    /// The blanks that begin the last line.
    pub(super) fn indentation(&self) -> &str {
        let line = self.text.get(self.line..).unwrap_or("");
        line.get(..line.len() - line.trim_start_matches(is_space).len()).unwrap_or("")
    }

    /// This point of the text.
    pub(super) fn here(&mut self) -> Mark {
        Mark { columns: self.columns(), length: self.text.len() }
    }

    /// Takes back what was added since.
    pub(super) fn back_to(&mut self, mark: Mark) {
        self.text.truncate(mark.length);
        self.columns = mark.columns;
        self.unmeasured.clear();
    }

    /// The text; it ends with a line break unless it is empty.
    pub(super) fn into_text(mut self) -> String {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }
}
