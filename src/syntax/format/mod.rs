//! One layout for all files: the same nodes, values and comments in the same order, with blanks and line breaks of ours.
//!
//! - A node a line, indented by four blanks a block; one blank between what stands on a line, none around `=` and within
//!   `(…)`. At most one empty line, where the author left some; none at the edges of a block.
//! - `{` ends the line of its node and `}` has its own line. A block that the author wrote on one line stays on it, as
//!   `{ a; b }`, where the line up to its `}` takes at most [`LIMIT`] columns. A keyword counts with the wider of its two
//!   spellings, so that the layout does not depend on the language.
//! - Comments stay where they are: on their own line, at the end of one, or between values. A line that the author broke
//!   with `\` stays broken, its second part indented by four more blanks; so are the lines of a `"""` text.
//! - Names, numbers and strings stay as they are written. Line breaks become `\n`; blanks at the ends of lines, a byte
//!   order mark and `;` at the end of a line go; the last line ends with a line break.
//!
//! Formatting twice is formatting once. Time is linear in the text, and nothing recurses.

mod columns;
mod indentation;
mod output;
mod printer;
mod same;
#[cfg(test)]
mod tests;

use super::lossless::Lossless;
use super::{Limits, read};
use crate::diagnostic::catalogue::tool;
use crate::diagnostic::{Diagnostic, SourceId, SourceMap};

pub use output::LIMIT;

impl Lossless<'_> {
    /// The text in the one layout. Only of a text without mistakes does it say the same.
    #[must_use]
    pub fn formatted(&self) -> String {
        printer::print(self)
    }
}

/// A text of the map in the one layout. It was read again: it says the same, and all comments are there.
///
/// # Errors
/// What is wrong with the text; or `GJ9202`, should the layout say something else.
pub fn format(sources: &SourceMap, id: SourceId) -> Result<String, Vec<Diagnostic>> {
    let (tree, _, diagnostics) = read(sources, id, Limits::default());
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    let text = tree.formatted();
    let mut again = SourceMap::default();
    let copy = again.add(sources.path(id), text.as_str());
    let (formatted, _, found) = read(&again, copy, Limits::default());
    if found.is_empty() && same::is_same(&tree, &formatted) {
        return Ok(text);
    }
    Err(vec![Diagnostic::new(&tool::MEANING_CHANGES).with("path", sources.path(id))])
}
