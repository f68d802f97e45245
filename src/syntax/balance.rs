//! Which brace is to blame where braces do not match: the one that the indentation contradicts.

/// The beginning of a line, as far as it was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineStart {
    /// Bytes of blanks before its first token.
    pub indent: usize,
    /// Nothing but blanks was read yet.
    pub fresh: bool,
}

impl Default for LineStart {
    fn default() -> Self {
        Self { indent: 0, fresh: true }
    }
}

/// Braces whose indentation does not fit that of their partners, in case some have none.
#[derive(Debug, Default)]
pub(super) struct Balance {
    /// `{` whose `}` stands further left than the line of the `{`.
    outlived: Vec<usize>,
    /// The first `}` that stands further right than the line of its `{`.
    early: Option<usize>,
}

impl Balance {
    /// Takes note of a `{` at the outermost level.
    pub(super) fn opened_outermost(&mut self, line: LineStart) {
        if line.indent == 0 {
            self.early = None;
        }
    }

    /// Takes note of a `}` on `line` and of its `{`, at `open` on a line indented by `indent`; `depth` blocks stay open.
    pub(super) fn closed(&mut self, close: usize, line: LineStart, open: usize, indent: usize, depth: usize) {
        if line.fresh && line.indent < indent {
            self.outlived.push(open);
        } else if line.fresh && line.indent > indent {
            self.early.get_or_insert(close);
        }
        if depth == 0 {
            self.outlived.clear();
        }
    }

    /// Where to report a `}` that was found to close nothing at `found`.
    pub(super) fn stray(&mut self, found: usize) -> usize {
        self.early.take().unwrap_or(found)
    }

    /// Where to report blocks that are still open at the end; `open` are their `{`.
    pub(super) fn unclosed(&self, open: impl ExactSizeIterator<Item = usize>) -> Vec<usize> {
        let count = open.len();
        let mut places: Vec<usize> = self.outlived.iter().copied().take(count).collect();
        places.extend(open.take(count - places.len()));
        places
    }
}
