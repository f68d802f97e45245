//! KDL text → trees. Only this folder knows how KDL is read.
//!
//! Bytes of a file → [`decode`] → text → [`Lossless`], which holds every byte of it, for editors and the formatter →
//! [`Document`], what the compiler reads; [`parse`] does both steps. A mistake is reported once, at its place, and
//! reading goes on with the next line; time grows linearly with the text, whatever it holds, and nothing recurses on its
//! nesting. KDL 2.0 is read exactly; what it allows and we do not accept (numbers that are infinite or too long,
//! annotated nodes, repeated properties, full-width marks in bare words, blocks nested deeper than [`limits::DEPTH`]) is
//! refused in a second step, so that [`Lossless::parse`] knows KDL only.
//! [`format()`] prints a text in the one layout, from its lossless tree.
//! Keywords have an English and a Chinese spelling: [`vocabulary`].

mod balance;
mod characters;
mod decode;
pub mod format;
mod kind;
mod lexer;
pub mod limits;
mod literal;
mod lossless;
mod lowering;
mod mistakes;
mod parser;
mod shared;
#[cfg(test)]
mod tests;
mod tree;
pub mod vocabulary;

pub use decode::decode;
pub use format::format;
pub use kind::Kind;
pub use lossless::{Lossless, Piece, Pieces};
pub use parser::Limits;
pub use shared::SharedText;
pub use tree::{Argument, Document, Name, Node, Property, Scalar};

use std::collections::BTreeSet;

use crate::diagnostic::catalogue::syntax as message;
use crate::diagnostic::{Diagnostic, SourceId, SourceMap, sort};

/// Reads a text of the map: its tree, and all that is wrong with it, sorted by place.
///
/// What is broken is left out of the tree: a value that cannot be read, a node without a name, the repetition of a
/// property. A text beyond [`limits::SIZE`] gives an empty tree.
#[must_use]
pub fn parse(sources: &SourceMap, id: SourceId) -> (Document, Vec<Diagnostic>) {
    parse_within(sources, id, Limits::default())
}

/// [`parse`] with other limits.
#[must_use]
pub fn parse_within(sources: &SourceMap, id: SourceId, limits: Limits) -> (Document, Vec<Diagnostic>) {
    let (_, document, diagnostics) = read(sources, id, limits);
    (document, diagnostics)
}

/// Both trees of a text, and all that is wrong with it.
fn read(sources: &SourceMap, id: SourceId, limits: Limits) -> (Lossless<'_>, Document, Vec<Diagnostic>) {
    let (tree, mut found) = Lossless::parse_within(sources, id, limits);
    let (document, refused) = lowering::lower(&tree, sources.shared(id), id);
    if found.braces_follow {
        found.mistakes.retain(|mistake| !parser::BRACES.contains(&mistake.entry));
    }
    let mut diagnostics = found.refused;
    one_a_line(sources, &mut diagnostics, &mut found.mistakes);
    diagnostics.append(&mut found.mistakes);
    diagnostics.extend(refused);
    sort(&mut diagnostics);
    diagnostics.truncate(limits::REPORTED);
    (tree, document, diagnostics)
}

/// Of the full-width marks on a line keeps the first; the others, and mistakes behind it, have the same cause.
fn one_a_line(sources: &SourceMap, refused: &mut Vec<Diagnostic>, mistakes: &mut Vec<Diagnostic>) {
    let line = |diagnostic: &Diagnostic| diagnostic.place.map(|place| sources.line_column(place).0);
    let mut marked = BTreeSet::new();
    let mut first = Vec::new();
    refused.retain(|diagnostic| {
        let is_mark = diagnostic.entry == &message::FULL_WIDTH;
        let kept = !is_mark || marked.insert(line(diagnostic));
        if is_mark && kept {
            first.push((line(diagnostic), diagnostic.place));
        }
        kept
    });
    if !first.is_empty() {
        mistakes.retain(|mistake| {
            let place = line(mistake);
            !first.iter().any(|(marked, mark)| *marked == place && *mark < mistake.place)
        });
    }
}
