//! The expression language: text → typed [`Expression`] → [`Value`].
//!
//! Pure and total: an accepted expression ends, never panics, and divides by nothing that is zero (see `docs/en/language.md`, chapter 5).
//! [`compile`] goes text → tokens → syntax tree → checked tree and reports all mistakes with their places;
//! [`Expression::evaluate`] walks the checked tree over [`Object`]s and notes what it reads.

mod adaptation;
mod aggregation;
mod ast;
mod calls;
mod checker;
mod evaluator;
mod function;
mod lexer;
mod logic;
mod mutation;
mod parser;
mod sub_value;
pub mod symbolic;
mod template;
mod term;
#[cfg(test)]
mod tests;
mod token;
mod trace;
mod types;
mod value;

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

pub use mutation::{Mutation, MutationKind};
pub use sub_value::{Form, SubValue};
pub use template::{Template, compile_template};
pub use trace::{Read, Trace};
pub use types::{Member, Names, Type};
pub use value::{Element, List, Object, Reason, Value};

use crate::diagnostic::catalogue::expression as message;
use crate::diagnostic::{Diagnostic, Span};
use checker::Checker;
use evaluator::Evaluator;
use term::Term;

/// Most characters of an expression.
pub const MAX_CHARACTERS: usize = 4000;
/// Most levels of parentheses, arguments, signs, branches and members inside each other.
pub const MAX_NESTING: usize = 64;
/// Most list macros inside each other.
pub const MAX_MACROS: usize = 3;
/// Most nodes of a syntax tree on the way down: a level of nesting can hold several operators of different precedence.
const MAX_HEIGHT: usize = 4 * MAX_NESTING;

/// The text of an expression and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The text.
    pub text: &'a str,
    /// The place of the whole text.
    pub span: Span,
    /// The byte of the file at which the text begins, if it stands there letter by letter; parts of the expression then
    /// have exact places, otherwise all have that of the whole text.
    pub verbatim: Option<u32>,
}

impl<'a> Source<'a> {
    /// The place of the bytes `start..end` of the text.
    fn place(&self, start: usize, end: usize) -> Span {
        match self.verbatim {
            Some(offset) => {
                let offset = offset as usize;
                Span::new(self.span.source, offset + start, offset + end)
            }
            None => self.span,
        }
    }

    /// The same text, in which places count from its start.
    fn detached(&self) -> Self {
        Self { span: Span::new(self.span.source, 0, self.text.len()), verbatim: Some(0), ..*self }
    }

    /// A diagnostic about the detached text with its places in the file.
    fn placed(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        let placed = |span: Span| self.place(span.start as usize, span.end as usize);
        diagnostic.place = diagnostic.place.map(placed);
        for (span, _) in &mut diagnostic.remarks {
            *span = placed(*span);
        }
        diagnostic
    }

    /// The bytes `start..end` as a source of their own.
    fn part(&self, start: usize, end: usize) -> Self {
        let span = self.place(start, end);
        let verbatim = self.verbatim.map(|_| span.start);
        Self { text: self.text.get(start..end).unwrap_or(""), span, verbatim }
    }
}

/// A checked expression.
#[derive(Debug, Clone)]
pub struct Expression {
    text: String,
    span: Span,
    verbatim: Option<u32>,
    term: Term,
    value_type: Type,
    members: BTreeSet<Member>,
}

/// The result of an evaluation.
#[derive(Debug)]
pub struct Evaluation<'a> {
    /// The value; unknown if the evaluation was ended.
    pub value: Value<'a>,
    /// All facts that were read, by path.
    pub reads: Vec<Read>,
    /// Whether it was ended because it was too much work.
    pub exhausted: bool,
}

/// Compiles the text of an expression.
///
/// # Errors
/// All mistakes that can be told apart: one of the limits, else all stray characters, else the first mistake of syntax,
/// else all unknown names and mistakes of type.
pub fn compile(source: Source<'_>, names: &dyn Names) -> Result<Expression, Vec<Diagnostic>> {
    let length = source.text.chars().count();
    if length > MAX_CHARACTERS {
        let diagnostic = Diagnostic::new(&message::TOO_LONG).with("length", length).with("limit", MAX_CHARACTERS);
        return Err(vec![diagnostic.at(source.span)]);
    }
    checked(source, names).map_err(|diagnostics| diagnostics.into_iter().map(|found| source.placed(found)).collect())
}

/// The checked expression. Places of mistakes count from the start of the text.
fn checked(source: Source<'_>, names: &dyn Names) -> Result<Expression, Vec<Diagnostic>> {
    let syntax = parser::parse(&source.detached())?;
    let mut checker = Checker::new(names);
    let checked = checker.check(&syntax);
    match checked.value_type {
        Some(value_type) if checker.diagnostics.is_empty() => Ok(Expression {
            text: source.text.to_owned(),
            span: source.span,
            verbatim: source.verbatim,
            term: checked.term,
            value_type,
            members: checker.members,
        }),
        _ => Err(checker.diagnostics),
    }
}

/// That of the text: what its names mean is declared elsewhere.
impl Hash for Expression {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl Expression {
    /// The type of its values.
    #[must_use]
    pub fn value_type(&self) -> &Type {
        &self.value_type
    }

    /// The text as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Every name that it reads.
    #[must_use]
    pub fn members(&self) -> &BTreeSet<Member> {
        &self.members
    }

    /// The value for the object that answers for the names.
    #[must_use]
    pub fn evaluate<'a>(&self, root: &'a dyn Object) -> Evaluation<'a> {
        let mut trace = Trace::new();
        let value = self.evaluate_in(root, &mut trace);
        let exhausted = trace.is_exhausted();
        Evaluation { value: if exhausted { Value::Unknown } else { value }, reads: trace.into_reads(), exhausted }
    }

    /// The value of every part of the expression, outermost first.
    #[must_use]
    pub fn sub_values(&self, root: &dyn Object) -> Vec<SubValue> {
        let mut trace = Trace::recording();
        self.evaluate_in(root, &mut trace);
        trace.into_sub_values()
    }

    /// The same inside another evaluation, for derived members: reads and work are counted there.
    pub fn evaluate_in<'a>(&self, root: &'a dyn Object, trace: &mut Trace) -> Value<'a> {
        Evaluator { text: &self.text, root, trace, variables: Vec::new() }.evaluate(&self.term)
    }
}
