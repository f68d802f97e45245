//! The syntax tree of an expression, before names and types are known.

use crate::base::number::Number;
use crate::diagnostic::Span;

/// An expression or a part of one.
#[derive(Debug)]
pub(super) struct Syntax {
    /// What it is.
    pub kind: SyntaxKind,
    /// Where it stands.
    pub span: Span,
    /// Nodes on the longest way down, itself included; the parser keeps it within a limit.
    pub height: usize,
}

impl Syntax {
    /// The node with the height that its parts give it.
    pub fn new(kind: SyntaxKind, span: Span) -> Self {
        let height = 1 + kind.parts().map(|part| part.height).max().unwrap_or(0);
        Self { kind, span, height }
    }
}

impl SyntaxKind {
    /// The nodes directly below.
    pub fn parts(&self) -> Box<dyn Iterator<Item = &Syntax> + '_> {
        match self {
            Self::Number(_) | Self::Text(_) | Self::Boolean(_) | Self::Name(_) => Box::new(std::iter::empty()),
            Self::List(items) => Box::new(items.iter()),
            Self::Member { of, .. } => Box::new(std::iter::once(&**of)),
            Self::Call { receiver, arguments, .. } => Box::new(receiver.iter().map(|value| &**value).chain(arguments)),
            Self::Unary { operand, .. } => Box::new(std::iter::once(&**operand)),
            Self::Chain { first, rest } => {
                Box::new(std::iter::once(&**first).chain(rest.iter().map(|link| &link.operand)))
            }
            Self::Conditional { condition, when_true, when_false } => {
                Box::new([condition, when_true, when_false].into_iter().map(|part| &**part))
            }
        }
    }
}

/// From the start of the one place to the end of the other.
pub(super) fn spanning(first: Span, last: Span) -> Span {
    Span { end: last.end.max(first.end), ..first }
}

/// The forms of an expression.
#[derive(Debug)]
pub(super) enum SyntaxKind {
    /// `12`
    Number(Number),
    /// `'text'`
    Text(String),
    /// `true`
    Boolean(bool),
    /// `hall`
    Name(String),
    /// `[1, 2]`
    List(Vec<Syntax>),
    /// `of.name`
    Member { of: Box<Syntax>, name: Word },
    /// `name(arguments)` or `receiver.name(arguments)`
    Call { receiver: Option<Box<Syntax>>, name: Word, arguments: Vec<Syntax> },
    /// `!operand` or `-operand`
    Unary { operator: UnaryOperator, operand: Box<Syntax> },
    /// Operators of one precedence in a row, from the left: `first + a - b`. One node for the whole row, so that a long
    /// sum is not a deep tree.
    Chain { first: Box<Syntax>, rest: Vec<Link> },
    /// `condition ? when_true : when_false`
    Conditional { condition: Box<Syntax>, when_true: Box<Syntax>, when_false: Box<Syntax> },
}

/// A name with its place.
#[derive(Debug)]
pub(super) struct Word {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// An operator and its right operand.
#[derive(Debug)]
pub(super) struct Link {
    /// The operator.
    pub operator: BinaryOperator,
    /// Where the operator stands.
    pub span: Span,
    /// What follows it.
    pub operand: Syntax,
}

/// Operators with one operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnaryOperator {
    Not,
    Negate,
}

/// Operators with two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BinaryOperator {
    Or,
    And,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
    In,
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// How strongly operators bind, from weak to strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precedence {
    Or,
    And,
    Relation,
    Sum,
    Product,
}

impl Precedence {
    /// The next stronger one; `None` above products.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Or => Some(Self::And),
            Self::And => Some(Self::Relation),
            Self::Relation => Some(Self::Sum),
            Self::Sum => Some(Self::Product),
            Self::Product => None,
        }
    }
}

impl BinaryOperator {
    /// The operator that is written so.
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        Some(match symbol {
            "||" => Self::Or,
            "&&" => Self::And,
            "<" => Self::Less,
            "<=" => Self::LessEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterEqual,
            "==" => Self::Equal,
            "!=" => Self::NotEqual,
            "in" => Self::In,
            "+" => Self::Add,
            "-" => Self::Subtract,
            "*" => Self::Multiply,
            "/" => Self::Divide,
            _ => return None,
        })
    }

    /// How it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Or => "||",
            Self::And => "&&",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::In => "in",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }

    /// How strongly it binds.
    pub fn precedence(self) -> Precedence {
        match self {
            Self::Or => Precedence::Or,
            Self::And => Precedence::And,
            Self::Less
            | Self::LessEqual
            | Self::Greater
            | Self::GreaterEqual
            | Self::Equal
            | Self::NotEqual
            | Self::In => Precedence::Relation,
            Self::Add | Self::Subtract => Precedence::Sum,
            Self::Multiply | Self::Divide => Precedence::Product,
        }
    }
}
