//! Small changes to an expression, each of which an example at the boundary would notice.
//!
//! A change is made to the text, as an author could have written it, and compiled anew: what does not compile is no
//! change. Literals move by one in their last place, comparisons take or leave their boundary, connectives and
//! negations are confused.

use super::ast::{BinaryOperator, Syntax, SyntaxKind, UnaryOperator};
use super::{Expression, Names, Source, compile, parser};
use crate::base::date::Date;
use crate::base::number::Number;
use crate::diagnostic::Span;

/// Characters that a mutation shows on either side of what it changes.
const AROUND: usize = 30;

/// The sorts of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MutationKind {
    /// `<` and `<=`, `>` and `>=`, `==` and `!=`.
    Comparison,
    /// `&&` and `||`.
    Connective,
    /// A number by one in its last place, a date by a day.
    Literal,
    /// `!` left out.
    Negation,
}

/// One change to one expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutation {
    /// What sort of change it is.
    pub kind: MutationKind,
    /// Where it is made.
    pub span: Span,
    /// The part of the text around it, as written.
    pub before: String,
    /// The same, changed.
    pub after: String,
    /// The whole text, changed.
    text: String,
}

/// Bytes of the text and what stands there instead.
struct Replacement {
    kind: MutationKind,
    start: usize,
    end: usize,
    by: String,
}

impl Expression {
    /// Every change, in the order of the text.
    #[must_use]
    pub fn mutations(&self) -> Vec<Mutation> {
        let source = Source { text: &self.text, span: self.span, verbatim: self.verbatim };
        let Ok(syntax) = parser::parse(&source.detached()) else { return Vec::new() };
        let mut replacements = Vec::new();
        collect(&syntax, &mut replacements);
        replacements.sort_by_key(|replacement| replacement.start);
        replacements.into_iter().map(|replacement| mutation(&source, &replacement)).collect()
    }

    /// The changed expression; `None` where it does not compile or has values of another type.
    #[must_use]
    pub fn mutated(&self, mutation: &Mutation, names: &dyn Names) -> Option<Self> {
        let source = Source { text: &mutation.text, span: self.span, verbatim: None };
        compile(source, names).ok().filter(|changed| changed.value_type == self.value_type)
    }
}

fn mutation(source: &Source<'_>, replacement: &Replacement) -> Mutation {
    let part = |from: usize, to: usize| source.text.get(from..to).unwrap_or("");
    let (before, changed, after) = (
        part(0, replacement.start),
        part(replacement.start, replacement.end),
        part(replacement.end, source.text.len()),
    );
    let window = |middle: &str| format!("{}{middle}{}", tail(before), head(after));
    Mutation {
        kind: replacement.kind,
        span: source.place(replacement.start, replacement.end),
        before: window(changed),
        after: window(&replacement.by),
        text: [before, &replacement.by, after].concat(),
    }
}

/// The last few characters.
fn tail(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND - 1) {
        Some((at, _)) if at > 0 => format!("…{}", text.get(at..).unwrap_or("")),
        _ => text.to_owned(),
    }
}

/// The first few characters.
fn head(text: &str) -> String {
    match text.char_indices().nth(AROUND) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text.to_owned(),
    }
}

// The parser bounds the height of the tree, and with it this recursion.
fn collect(syntax: &Syntax, found: &mut Vec<Replacement>) {
    let (start, end) = (syntax.span.start as usize, syntax.span.end as usize);
    let mut replace = |kind, start, end, by: String| found.push(Replacement { kind, start, end, by });
    match &syntax.kind {
        SyntaxKind::Number(number) => {
            for by in neighbours(number) {
                // Behind a sign or another operator, a negative number has to stand by itself.
                let by = if by.is_negative() { format!("({by})") } else { by.to_string() };
                replace(MutationKind::Literal, start, end, by);
            }
        }
        SyntaxKind::Unary { operator: UnaryOperator::Not, .. } => {
            replace(MutationKind::Negation, start, start + 1, String::new());
        }
        SyntaxKind::Call { receiver: None, name, arguments } if name.text == "date" => {
            if let [Syntax { kind: SyntaxKind::Text(text), .. }] = arguments.as_slice() {
                for day in Date::parse(text).iter().flat_map(|date| [-1, 1].map(|days| date.plus_days(days))).flatten()
                {
                    replace(MutationKind::Literal, start, end, format!("date('{day}')"));
                }
            }
        }
        SyntaxKind::Chain { rest, .. } => {
            for link in rest {
                if let Some((kind, operator)) = confused(link.operator) {
                    let (start, end) = (link.span.start as usize, link.span.end as usize);
                    replace(kind, start, end, operator.symbol().to_owned());
                }
            }
        }
        _ => {}
    }
    for part in syntax.kind.parts() {
        collect(part, found);
    }
}

/// The number, one less and one more in its last place.
fn neighbours(number: &Number) -> Vec<Number> {
    let Some(unit) = number.last_place() else { return Vec::new() };
    vec![number - &unit, number + &unit]
}

/// The operator that is most easily written instead.
fn confused(operator: BinaryOperator) -> Option<(MutationKind, BinaryOperator)> {
    let comparison = |operator| Some((MutationKind::Comparison, operator));
    match operator {
        BinaryOperator::Less => comparison(BinaryOperator::LessEqual),
        BinaryOperator::LessEqual => comparison(BinaryOperator::Less),
        BinaryOperator::Greater => comparison(BinaryOperator::GreaterEqual),
        BinaryOperator::GreaterEqual => comparison(BinaryOperator::Greater),
        BinaryOperator::Equal => comparison(BinaryOperator::NotEqual),
        BinaryOperator::NotEqual => comparison(BinaryOperator::Equal),
        BinaryOperator::And => Some((MutationKind::Connective, BinaryOperator::Or)),
        BinaryOperator::Or => Some((MutationKind::Connective, BinaryOperator::And)),
        _ => None,
    }
}
