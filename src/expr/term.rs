//! The checked tree: names resolved, types right, units converted. Only the checker makes it; the evaluator walks it.

use std::sync::Arc;

use super::ast::BinaryOperator;
use super::function::{Function, Macro};
use crate::base::date::Date;
use crate::base::number::Number;

/// A checked expression or a part of one.
#[derive(Debug, Clone)]
pub(super) enum Term {
    Constant(Constant),
    /// A part that stands in the text by itself, at these bytes; it has the value of what it holds.
    Noted {
        range: (u32, u32),
        value: Box<Self>,
    },
    /// A name that stands by itself.
    Root(String),
    /// The element that a macro looks at; 0 is the outermost macro.
    Variable(usize),
    Member {
        of: Box<Self>,
        name: String,
    },
    List(Vec<Self>),
    Not(Box<Self>),
    Negate(Box<Self>),
    /// A number, or each number of a list, times the factor.
    Convert {
        value: Box<Self>,
        factor: Number,
    },
    /// Operators of one precedence from the left.
    Chain {
        first: Box<Self>,
        rest: Vec<Step>,
    },
    Conditional {
        condition: Box<Self>,
        when_true: Box<Self>,
        when_false: Box<Self>,
    },
    Macro {
        operation: Macro,
        list: Box<Self>,
        body: Box<Self>,
    },
    Call {
        function: Function,
        arguments: Vec<Self>,
    },
}

impl Term {
    /// The term without the note of where it stands.
    pub fn unnoted(&self) -> &Self {
        match self {
            Self::Noted { value, .. } => value,
            other => other,
        }
    }
}

/// A literal.
#[derive(Debug, Clone)]
pub(super) enum Constant {
    Boolean(bool),
    Number(Number),
    Text(Arc<str>),
    Date(Date),
}

/// An operator with its right operand.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub operator: BinaryOperator,
    pub operand: Term,
    /// What the result is multiplied by to be in its unit.
    pub factor: Option<Number>,
}
