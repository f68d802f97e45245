//! Whether two texts say the same: the same tokens in the same groups, and the same comments between them.
//!
//! This is stricter than equal documents: what `/-` switches off, the spelling of numbers and the quotes of strings are
//! compared, too.

use crate::syntax::characters::{is_newline, is_space};
use crate::syntax::kind::Kind;
use crate::syntax::literal;
use crate::syntax::lossless::{Lossless, Piece};

/// Whether two texts without mistakes say the same, with the same comments in the same places.
pub(super) fn is_same(one: &Lossless<'_>, other: &Lossless<'_>) -> bool {
    let mut others = significant(other);
    significant(one).all(|piece| others.next().is_some_and(|other| is_same_piece(piece, other)))
        && others.next().is_none()
}

/// Everything but blanks, line breaks and `;`, groups before what is in them. Where groups end follows from the tokens.
fn significant<'t>(tree: &'t Lossless<'t>) -> impl Iterator<Item = Piece<'t>> {
    let is_significant = |kind: Kind| {
        matches!(kind, Kind::LineComment | Kind::BlockComment) || !kind.is_trivia() && kind != Kind::Semicolon
    };
    (0..tree.len()).map(|index| tree.piece(index)).filter(move |piece| is_significant(piece.kind()))
}

fn is_same_piece(one: Piece<'_>, other: Piece<'_>) -> bool {
    let kind = one.kind();
    if kind != other.kind() {
        return false;
    }
    if kind.is_group() {
        return true;
    }
    let (one, other) = (one.token().1, other.token().1);
    match kind {
        Kind::LineComment | Kind::BlockComment => comment_lines(one).eq(comment_lines(other)),
        Kind::Escaped | Kind::Lines | Kind::EscapedLines | Kind::RawLines => {
            one == other || literal::text(kind, one) == literal::text(kind, other)
        }
        _ => one == other,
    }
}

/// What the lines of a comment say, whatever blanks are around it. A line break of two characters makes an empty line
/// more, which is left out with all empty ones.
fn comment_lines(comment: &str) -> impl Iterator<Item = &str> {
    comment.split(is_newline).map(|line| line.trim_matches(is_space)).filter(|line| !line.is_empty())
}
