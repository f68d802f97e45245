//! Where our parser and the `kdl` crate differ on purpose: what the specification of KDL 2 says, and what the crate does.
//!
//! Each predicate asks for the one construct that it is about: a text without any of them has to be read alike.

use guiju::diagnostic::Diagnostic;
use guiju::syntax::{Kind, Lossless, Piece};

/// Whether the text holds something that is KDL and that the crate does not read.
pub fn only_we_read(tree: &Lossless<'_>) -> bool {
    tree.tokens().any(is_beyond_128_bits)
        || tree.pieces().any(|piece| any_node(piece, &ends_off_with_semicolon))
        || tree.pieces().any(|piece| any_node(piece, &has_touching_off_blocks))
}

/// Whether a mistake that we report is none to the crate.
pub fn only_we_refuse(tree: &Lossless<'_>, text: &str, mistake: &Diagnostic) -> bool {
    let place = mistake.place.expect("every mistake has a place");
    let (start, end) = (place.start as usize, place.end as usize);
    let named = text.get(start..end).expect("places are whole characters");
    match mistake.entry.code {
        // KDL forbids some characters everywhere; the crate lets them pass in comments, and U+007F in texts as well.
        "GJ1003" => tree.tokens().all(|token| is_comment(token) || !token.text().contains(is_forbidden_in_texts)),
        // `#"""x"""#` on one line is refused by the official suite (multiline_raw_string_single_line_err_fail); the
        // crate reads it as a text that begins with quotes.
        "GJ1011" => named.starts_with('#') && named.trim_start_matches('#').starts_with("\"\"\""),
        // KDL reserves the bare word `-inf`, and the official suite refuses it beside `inf` and `nan`
        // (floating_point_keyword_identifier_strings_fail); the crate reads it as a text.
        "GJ1016" => named == "-inf",
        // The grammar spells the prefixes of numbers with small letters; the crate takes capitals, too.
        "GJ1019" if has_capital_prefix(named) => true,
        // The grammar has one mark before what it switches off; the crate takes any number of them.
        "GJ1030" => named == "/-" && last_before(tree, start) == Some(Kind::Slashdash),
        // A node ends with its line or `;`, and only switched-off blocks can follow its block. For the crate, a
        // switched-off node ends wherever it cannot go on, and one may begin behind the block of the last node.
        "GJ1014" | "GJ1017" | "GJ1019" | "GJ1024" | "GJ1025" => tree.pieces().any(|piece| is_off_at(piece, start)),
        _ => false,
    }
}

/// What stands before the byte, blanks, line breaks and comments left out.
fn last_before(tree: &Lossless<'_>, at: usize) -> Option<Kind> {
    let before = tree.tokens().take_while(|token| token.span().end as usize <= at);
    before.map(Piece::kind).filter(|kind| !kind.is_trivia()).last()
}

/// The crate holds integers, and the parts of other numbers, in 128 bits and refuses longer ones; KDL sets no limit.
fn is_beyond_128_bits(token: Piece<'_>) -> bool {
    if token.kind() != Kind::Number {
        return false;
    }
    let plain = token.text().replace('_', "");
    let unsigned = plain.trim_start_matches(['+', '-']);
    let prefixes = [("0x", 16), ("0o", 8), ("0b", 2)];
    match prefixes.iter().find_map(|(prefix, radix)| Some((unsigned.strip_prefix(prefix)?, *radix))) {
        Some((digits, radix)) => i128::from_str_radix(digits, radix).is_err(),
        None => unsigned
            .split(|c: char| !c.is_ascii_digit())
            .any(|digits| !digits.is_empty() && digits.parse::<i128>().is_err()),
    }
}

/// `;` ends a switched-off node like any other; the crate then expects no further node.
fn ends_off_with_semicolon(node: Piece<'_>) -> bool {
    node.is_off() && node.first(Kind::Semicolon).is_some()
}

/// The grammar asks for no blank between `/-{}` and `/-{}` (the official suite of 2025 has
/// zero_space_before_slashdash_children); the crate follows the edition of 2024, which did.
fn has_touching_off_blocks(node: Piece<'_>) -> bool {
    let is_off_block = |piece: Piece<'_>| piece.kind() == Kind::Block && piece.is_off();
    node.pieces().zip(node.pieces().skip(1)).any(|(one, next)| is_off_block(one) && is_off_block(next))
}

/// Whether the predicate holds of a node, or of one within it.
fn any_node(piece: Piece<'_>, holds: &impl Fn(Piece<'_>) -> bool) -> bool {
    match piece.kind() {
        Kind::Node => holds(piece) || piece.pieces().any(|piece| any_node(piece, holds)),
        Kind::Block => piece.pieces().any(|piece| any_node(piece, holds)),
        _ => false,
    }
}

/// Whether the byte belongs to something switched off, or follows it at once.
fn is_off_at(piece: Piece<'_>, at: usize) -> bool {
    let span = piece.span();
    let holds = (span.start as usize..=span.end as usize).contains(&at);
    holds && (piece.is_off() || piece.pieces().any(|piece| is_off_at(piece, at)))
}

fn is_comment(token: Piece<'_>) -> bool {
    matches!(token.kind(), Kind::LineComment | Kind::BlockComment | Kind::ByteOrderMark)
}

fn has_capital_prefix(number: &str) -> bool {
    let unsigned = number.strip_prefix(['+', '-']).unwrap_or(number);
    ["0X", "0O", "0B"].iter().any(|prefix| unsigned.starts_with(prefix))
}

/// The code points that both forbid in texts and words.
fn is_forbidden_in_texts(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{08}' | '\u{0E}'..='\u{1F}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}
