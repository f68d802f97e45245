//! Numbers: whether a word that begins like one is one.

use super::Lexer;
use crate::diagnostic::catalogue::syntax as message;
use crate::syntax::kind::Kind;
use crate::syntax::literal::radix;

impl Lexer<'_> {
    pub(super) fn number(&mut self, start: usize, word: &str) -> Kind {
        if is_number(word.strip_prefix(['+', '-']).unwrap_or(word)) {
            return Kind::Number;
        }
        self.broken_word(&message::MALFORMED_NUMBER, start)
    }
}

/// Whether an unsigned literal is a decimal, hexadecimal, octal or binary number of KDL.
fn is_number(unsigned: &str) -> bool {
    if let Some((radix, digits)) = radix(unsigned) {
        return digits.starts_with(|c: char| c.is_digit(radix))
            && digits.chars().all(|c| c == '_' || c.is_digit(radix));
    }
    let rest = integer(unsigned.as_bytes());
    let rest = match rest {
        Some([b'.', fraction @ ..]) => integer(fraction),
        other => other,
    };
    let rest = match rest {
        Some([b'e' | b'E', b'+' | b'-', exponent @ ..] | [b'e' | b'E', exponent @ ..]) => integer(exponent),
        other => other,
    };
    rest.is_some_and(<[u8]>::is_empty)
}

/// What follows the digits that begin the bytes; `None` where none do.
fn integer(bytes: &[u8]) -> Option<&[u8]> {
    bytes.first().filter(|byte| byte.is_ascii_digit())?;
    let length = bytes.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'_').count();
    bytes.get(length..)
}
