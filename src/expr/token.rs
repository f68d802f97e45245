//! The words of an expression.

use crate::base::number::Number;
use crate::diagnostic::Span;

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind<'a> {
    /// A name or a word such as `true`, as written.
    Name(&'a str),
    /// A number.
    Number(Number),
    /// A text, unescaped.
    Text(String),
    /// An operator or a punctuation mark.
    Symbol(&'static str),
    /// The end of the expression.
    End,
}

/// A token with its place.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    /// What it is.
    pub kind: TokenKind<'a>,
    /// As it is written; empty at the end.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
}

/// All symbols; longer ones before those with which they begin.
pub(super) const SYMBOLS: [&str; 22] = [
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "?", ":", ".", ",", "(", ")", "[", "]", "in",
];
