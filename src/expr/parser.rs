//! Tokens → syntax tree, by operator precedence (Pratt). The first mistake ends the parse: what follows it could only be guessed.

use super::ast::{BinaryOperator, Link, Precedence, Syntax, SyntaxKind, UnaryOperator, Word, spanning};
use super::token::{Token, TokenKind};
use super::{MAX_HEIGHT, MAX_NESTING, Source, lexer};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Span;
use crate::diagnostic::catalogue::expression as message;

/// Words that other languages and people use as operators, with what is meant.
const OTHER_WORDS: [(&str, &str); 13] = [
    ("and", "&&"),
    ("且", "&&"),
    ("并且", "&&"),
    ("而且", "&&"),
    ("or", "||"),
    ("或", "||"),
    ("或者", "||"),
    ("等于", "=="),
    ("不等于", "!="),
    ("大于", ">"),
    ("小于", "<"),
    ("不小于", ">="),
    ("不大于", "<="),
];
/// Words that other languages and people use for `!`.
const NEGATIONS: [&str; 4] = ["not", "NOT", "非", "不"];

/// The syntax tree of the whole text; its height is at most [`MAX_HEIGHT`].
pub(super) fn parse(source: &Source<'_>) -> Result<Syntax, Vec<Diagnostic>> {
    let tokens = lexer::tokens(source)?;
    let [.., end] = tokens.as_slice() else {
        return Err(vec![empty(source.span)]);
    };
    if tokens.len() == 1 {
        return Err(vec![empty(source.span)]);
    }
    let mut parser = Parser { tokens: &tokens, end, at: 0, depth: 0 };
    parser.whole().map_err(|diagnostic| vec![diagnostic])
}

fn empty(span: Span) -> Diagnostic {
    Diagnostic::new(&message::EMPTY).at(span)
}

fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(&message::TOO_DEEP).with("limit", MAX_NESTING).at(span)
}

struct Parser<'t, 'a> {
    tokens: &'t [Token<'a>],
    end: &'t Token<'a>,
    at: usize,
    /// How many levels surround the token that is looked at.
    depth: usize,
}

type Parsed<T> = Result<T, Diagnostic>;

impl<'t, 'a> Parser<'t, 'a> {
    fn whole(&mut self) -> Parsed<Syntax> {
        let syntax = self.expression()?;
        match self.peek().kind {
            TokenKind::End => Ok(syntax),
            _ => Err(self.unexpected(Diagnostic::new(&message::TRAILING))),
        }
    }

    fn peek(&self) -> &'t Token<'a> {
        self.tokens.get(self.at).unwrap_or(self.end)
    }

    fn peek_symbol(&self) -> Option<&'static str> {
        match self.peek().kind {
            TokenKind::Symbol(symbol) => Some(symbol),
            _ => None,
        }
    }

    fn next(&mut self) -> &'t Token<'a> {
        let token = self.peek();
        self.at += 1;
        token
    }

    /// Takes the symbol if it comes next.
    fn take(&mut self, symbol: &str) -> bool {
        let found = self.peek_symbol() == Some(symbol);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, symbol: &'static str) -> Parsed<Span> {
        let span = self.peek().span;
        if self.take(symbol) {
            return Ok(span);
        }
        Err(self.unexpected(Diagnostic::new(&message::EXPECTED_SYMBOL).with("expected", symbol)))
    }

    /// The diagnostic at the next token, or that the text ends too early.
    fn unexpected(&self, diagnostic: Diagnostic) -> Diagnostic {
        let token = self.peek();
        // A word used as an operator stands where the value before it has ended, `not` before what it negates.
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let negated = before.filter(|before| NEGATIONS.contains(&before.text)).map(|before| (before, "!"));
        let operator = OTHER_WORDS.iter().find(|(word, _)| token.text.eq_ignore_ascii_case(word));
        if let Some((token, instead)) = operator.map(|(_, instead)| (token, *instead)).or(negated) {
            let diagnostic = Diagnostic::new(&message::OTHER_CHARACTER).with("character", token.text);
            return diagnostic.with("instead", instead).at(token.span);
        }
        match token.kind {
            TokenKind::End => Diagnostic::new(&message::ENDS_EARLY).at(token.span),
            _ => diagnostic.with("found", token.text).at(token.span),
        }
    }

    /// Parses something one level deeper.
    fn nested(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<Syntax>) -> Parsed<Syntax> {
        self.check_depth(self.depth + 1)?;
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn check_depth(&self, depth: usize) -> Parsed<()> {
        if depth <= MAX_NESTING { Ok(()) } else { Err(too_deep(self.peek().span)) }
    }

    fn node(&self, kind: SyntaxKind, span: Span) -> Parsed<Syntax> {
        let syntax = Syntax::new(kind, span);
        if syntax.height <= MAX_HEIGHT { Ok(syntax) } else { Err(too_deep(span)) }
    }

    fn expression(&mut self) -> Parsed<Syntax> {
        let condition = self.chain(Precedence::Or)?;
        if !self.take("?") {
            return Ok(condition);
        }
        let when_true = self.nested(Self::expression)?;
        self.expect(":")?;
        let when_false = self.nested(Self::expression)?;
        let span = spanning(condition.span, when_false.span);
        let [condition, when_true, when_false] = [condition, when_true, when_false].map(Box::new);
        self.node(SyntaxKind::Conditional { condition, when_true, when_false }, span)
    }

    /// Operators that bind at least as strongly as `weakest`.
    fn chain(&mut self, weakest: Precedence) -> Parsed<Syntax> {
        let mut left = self.unary()?;
        while let Some(operator) = self.peek_operator().filter(|operator| operator.precedence() >= weakest) {
            left = self.row(left, operator.precedence())?;
        }
        Ok(left)
    }

    fn peek_operator(&self) -> Option<BinaryOperator> {
        self.peek_symbol().and_then(BinaryOperator::from_symbol)
    }

    /// `first` and all operators of that very precedence which follow it.
    fn row(&mut self, first: Syntax, precedence: Precedence) -> Parsed<Syntax> {
        let mut span = first.span;
        let mut rest = Vec::new();
        while let Some(operator) = self.peek_operator().filter(|operator| operator.precedence() == precedence) {
            let operator_span = self.next().span;
            let operand = match precedence.next() {
                Some(stronger) => self.chain(stronger)?,
                None => self.unary()?,
            };
            span = spanning(span, operand.span);
            rest.push(Link { operator, span: operator_span, operand });
        }
        self.node(SyntaxKind::Chain { first: Box::new(first), rest }, span)
    }

    fn unary(&mut self) -> Parsed<Syntax> {
        let start = self.peek().span;
        let operator = match self.peek_symbol() {
            Some("!") => UnaryOperator::Not,
            Some("-") => UnaryOperator::Negate,
            _ => return self.postfix(),
        };
        self.next();
        let operand = self.nested(Self::unary)?;
        let span = spanning(start, operand.span);
        self.node(SyntaxKind::Unary { operator, operand: Box::new(operand) }, span)
    }

    /// A value and the members and methods that follow it.
    fn postfix(&mut self) -> Parsed<Syntax> {
        let mut value = self.primary()?;
        let mut depth = self.depth;
        loop {
            if self.peek_symbol() == Some("[") {
                return Err(Diagnostic::new(&message::NO_INDEXING).at(self.peek().span));
            }
            if !self.take(".") {
                return Ok(value);
            }
            depth += 1;
            self.check_depth(depth)?;
            value = self.member_or_method(value)?;
        }
    }

    fn member_or_method(&mut self, value: Syntax) -> Parsed<Syntax> {
        let TokenKind::Name(text) = self.peek().kind else {
            return Err(self.unexpected(Diagnostic::new(&message::EXPECTED_NAME)));
        };
        let name = Word { text: text.to_owned(), span: self.next().span };
        if self.peek_symbol() == Some("(") {
            let start = value.span;
            return self.call(Some(Box::new(value)), name, start);
        }
        let span = spanning(value.span, name.span);
        self.node(SyntaxKind::Member { of: Box::new(value), name }, span)
    }

    fn call(&mut self, receiver: Option<Box<Syntax>>, name: Word, start: Span) -> Parsed<Syntax> {
        self.expect("(")?;
        let (arguments, end) = self.items(")")?;
        self.node(SyntaxKind::Call { receiver, name, arguments }, spanning(start, end))
    }

    /// Expressions between commas up to the closing symbol, with its place.
    fn items(&mut self, close: &'static str) -> Parsed<(Vec<Syntax>, Span)> {
        let mut items = Vec::new();
        if self.peek_symbol() != Some(close) {
            items.push(self.nested(Self::expression)?);
            while self.take(",") {
                items.push(self.nested(Self::expression)?);
            }
        }
        Ok((items, self.expect(close)?))
    }

    fn primary(&mut self) -> Parsed<Syntax> {
        let token = self.peek();
        let span = token.span;
        let kind = match &token.kind {
            TokenKind::Number(number) => SyntaxKind::Number(number.clone()),
            TokenKind::Text(text) => SyntaxKind::Text(text.clone()),
            TokenKind::Name("true") => SyntaxKind::Boolean(true),
            TokenKind::Name("false") => SyntaxKind::Boolean(false),
            TokenKind::Name(name) => return self.name(name),
            TokenKind::Symbol("(") => return self.parenthesised(),
            TokenKind::Symbol("[") => return self.list(),
            TokenKind::Symbol(_) | TokenKind::End => {
                return Err(self.unexpected(Diagnostic::new(&message::EXPECTED_VALUE)));
            }
        };
        self.next();
        self.node(kind, span)
    }

    fn name(&mut self, text: &str) -> Parsed<Syntax> {
        let span = self.next().span;
        if self.peek_symbol() == Some("(") {
            return self.call(None, Word { text: text.to_owned(), span }, span);
        }
        self.node(SyntaxKind::Name(text.to_owned()), span)
    }

    fn parenthesised(&mut self) -> Parsed<Syntax> {
        let start = self.next().span;
        let inner = self.nested(Self::expression)?;
        let end = self.expect(")")?;
        Ok(Syntax { span: spanning(start, end), ..inner })
    }

    fn list(&mut self) -> Parsed<Syntax> {
        let start = self.next().span;
        let (items, end) = self.items("]")?;
        self.node(SyntaxKind::List(items), spanning(start, end))
    }
}
