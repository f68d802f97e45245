//! Syntax tree → checked tree: names are resolved, types checked, units converted.
//!
//! All mistakes of an expression are reported. A part with a mistake has no type, and what is made of it is not
//! reported again.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::adaptation::{Adaptation, Checked, Literal, Mismatch, adaptation, leader};
use super::ast::{BinaryOperator, Link, Precedence, Syntax, SyntaxKind, UnaryOperator, Word};
use super::term::{Constant, Step, Term};
use super::types::{Member, Names, Type};
use crate::base::number::Number;
use crate::base::suggestion::nearest;
use crate::base::unit::{Scaled, Unit};
use crate::diagnostic::catalogue::expression as message;
use crate::diagnostic::{Diagnostic, Entry, Span};

/// Most names that a message lists.
const LISTED_NAMES: usize = 12;

/// The variable of a macro.
pub(super) struct Variable {
    /// Its name.
    pub name: String,
    /// The type of the elements; `None` where the list has a mistake.
    pub value_type: Option<Type>,
}

/// The state of checking one expression.
pub(super) struct Checker<'n> {
    pub(super) names: &'n dyn Names,
    pub(super) variables: Vec<Variable>,
    pub(super) members: BTreeSet<Member>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'n> Checker<'n> {
    /// A checker that has seen nothing yet.
    pub(super) fn new(names: &'n dyn Names) -> Self {
        Self { names, variables: Vec::new(), members: BTreeSet::new(), diagnostics: Vec::new() }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic, span: Span) {
        self.diagnostics.push(diagnostic.at(span));
    }

    /// Checks an expression or a part of one, and notes where it stands.
    pub(super) fn check(&mut self, syntax: &Syntax) -> Checked {
        let checked = self.check_unnoted(syntax);
        let range = (syntax.span.start, syntax.span.end);
        Checked { term: Term::Noted { range, value: Box::new(checked.term) }, ..checked }
    }

    fn check_unnoted(&mut self, syntax: &Syntax) -> Checked {
        let span = syntax.span;
        match &syntax.kind {
            SyntaxKind::Number(number) => {
                let term = Term::Constant(Constant::Number(number.clone()));
                Checked { term, value_type: Some(Type::number()), literal: Literal::Bare, span }
            }
            SyntaxKind::Text(text) => {
                let term = Term::Constant(Constant::Text(Arc::from(text.as_str())));
                let literal = Literal::Words(vec![(text.clone(), span)]);
                Checked { term, value_type: Some(Type::Text), literal, span }
            }
            SyntaxKind::Boolean(value) => settled(Term::Constant(Constant::Boolean(*value)), Type::Boolean, span),
            SyntaxKind::Name(name) => self.name(name, span),
            SyntaxKind::List(items) => self.list(items, span),
            SyntaxKind::Member { of, name } => self.member(of, name, span),
            SyntaxKind::Call { receiver, name, arguments } => self.call(receiver.as_deref(), name, arguments, span),
            SyntaxKind::Unary { operator, operand } => self.unary(*operator, operand, span),
            SyntaxKind::Chain { first, rest } => self.chain(first, rest, span),
            SyntaxKind::Conditional { condition, when_true, when_false } => {
                self.conditional([&**condition, &**when_true, &**when_false], span)
            }
        }
    }

    fn name(&mut self, name: &str, span: Span) -> Checked {
        let variable = self.variables.iter().enumerate().rev().find(|(_, variable)| variable.name == name);
        if let Some((slot, variable)) = variable {
            let value_type = variable.value_type.clone();
            return Checked { term: Term::Variable(slot), value_type, literal: Literal::Settled, span };
        }
        let Some(value_type) = self.names.root(name) else {
            let mut known = self.names.root_names();
            known.extend(self.variables.iter().map(|variable| variable.name.clone()));
            self.report(unknown(&message::UNKNOWN_NAME, name, &known), span);
            return mistaken(span);
        };
        self.members.insert(Member { record: None, name: name.to_owned() });
        settled(Term::Root(name.to_owned()), value_type, span)
    }

    fn member(&mut self, of: &Syntax, name: &Word, span: Span) -> Checked {
        let of = self.check(of);
        let record = match of.value_type {
            Some(Type::Record(record)) => record,
            Some(other) => {
                let diagnostic = Diagnostic::new(&message::NO_MEMBERS).with("type", other).with("name", &name.text);
                self.report(diagnostic, name.span);
                return mistaken(span);
            }
            None => return mistaken(span),
        };
        let Some(value_type) = self.names.member(&record, &name.text) else {
            let known = self.names.member_names(&record);
            let diagnostic = unknown(&message::UNKNOWN_MEMBER, &name.text, &known).with("record", &record);
            self.report(diagnostic, name.span);
            return mistaken(span);
        };
        self.members.insert(Member { record: Some(record), name: name.text.clone() });
        settled(Term::Member { of: Box::new(of.term), name: name.text.clone() }, value_type, span)
    }

    fn list(&mut self, items: &[Syntax], span: Span) -> Checked {
        let items = items.iter().map(|item| self.check(item)).collect();
        let (items, element, literal) = self.unified(items);
        // An empty list has elements of no type yet; that of a number is as good as any.
        let element = if items.is_empty() { Some(Type::number()) } else { element };
        Checked { term: Term::List(items), value_type: element.map(Type::list), literal, span }
    }

    fn unary(&mut self, operator: UnaryOperator, operand: &Syntax, span: Span) -> Checked {
        let operand = self.check(operand);
        match operator {
            UnaryOperator::Not => {
                let term = Term::Not(Box::new(self.boolean(operand)));
                settled(term, Type::Boolean, span)
            }
            UnaryOperator::Negate => {
                let value_type = operand.value_type.filter(|found| {
                    let fits = matches!(found, Type::Number(_));
                    if !fits {
                        self.report_type("number", found, operand.span);
                    }
                    fits
                });
                Checked { term: Term::Negate(Box::new(operand.term)), value_type, literal: operand.literal, span }
            }
        }
    }

    fn conditional(&mut self, [condition, when_true, when_false]: [&Syntax; 3], span: Span) -> Checked {
        let condition = self.check(condition);
        let condition = Box::new(self.boolean(condition));
        let branches = vec![self.check(when_true), self.check(when_false)];
        let (branches, value_type, literal) = self.unified(branches);
        let Ok([when_true, when_false]) = <[Term; 2]>::try_from(branches) else {
            return mistaken(span);
        };
        let term = Term::Conditional { condition, when_true: Box::new(when_true), when_false: Box::new(when_false) };
        Checked { term, value_type, literal, span }
    }

    /// Parts that have to be of one type, adapted to it.
    pub(super) fn unified(&mut self, parts: Vec<Checked>) -> (Vec<Term>, Option<Type>, Literal) {
        let wanted = leader(&parts).and_then(|leader| leader.value_type.clone());
        let mistaken = parts.iter().any(|part| part.value_type.is_none());
        let literal = Literal::joined(parts.iter().map(|part| part.literal.clone()).collect());
        let Some(wanted) = wanted.filter(|_| !mistaken) else {
            return (parts.into_iter().map(|part| part.term).collect(), None, literal);
        };
        let before = self.diagnostics.len();
        let terms = parts.into_iter().map(|part| self.fitted(part, &wanted)).collect();
        let value_type = (self.diagnostics.len() == before).then_some(wanted);
        (terms, value_type, literal)
    }

    /// The part as a value of the wanted type; reports where it cannot be one.
    pub(super) fn fitted(&mut self, part: Checked, wanted: &Type) -> Term {
        let (found, span) = (part.value_type.clone(), part.span);
        match (self.adapted(part, wanted), found) {
            (Ok(term), _) => return term,
            (Err(Mismatch::Units(left, right)), _) => self.report_units(&left, &right, span),
            (Err(Mismatch::Types), Some(found)) => self.report_type(&wanted.to_string(), &found, span),
            (Err(Mismatch::Types), None) => {}
        }
        mistaken(span).term
    }

    /// The part as a value of the wanted type. Words that are no options are reported.
    fn adapted(&mut self, part: Checked, wanted: &Type) -> Result<Term, Mismatch> {
        let Some(found) = &part.value_type else {
            return Ok(part.term);
        };
        match adaptation(found, &part.literal, wanted)? {
            Adaptation::Fits => {}
            Adaptation::Converted(factor) => {
                return Ok(Term::Convert { value: Box::new(part.term), factor });
            }
            Adaptation::Options(choice) => self.check_options(&choice, &part.literal),
        }
        Ok(part.term)
    }

    fn check_options(&mut self, choice: &str, literal: &Literal) {
        let (Literal::Words(words), Some(options)) = (literal, self.names.options(choice)) else {
            return;
        };
        for (word, span) in words.iter().filter(|(word, _)| !options.contains(word)) {
            let diagnostic = Diagnostic::new(&message::UNKNOWN_OPTION)
                .with("option", word)
                .with("choice", choice)
                .with("known", self.names.option_titled(choice, word).unwrap_or_else(|| known_options(word, &options)));
            self.report(diagnostic, *span);
        }
    }

    /// The part as a condition.
    pub(super) fn boolean(&mut self, part: Checked) -> Term {
        self.fitted(part, &Type::Boolean)
    }

    pub(super) fn report_type(&mut self, expected: &str, found: &Type, span: Span) {
        let diagnostic = Diagnostic::new(&message::TYPE_MISMATCH).with("expected", expected).with("found", found);
        self.report(diagnostic, span);
    }

    fn report_units(&mut self, left: &str, right: &str, span: Span) {
        let diagnostic = Diagnostic::new(&message::UNIT_MISMATCH).with("left", left).with("right", right);
        self.report(diagnostic, span);
    }

    fn chain(&mut self, first: &Syntax, rest: &[Link], span: Span) -> Checked {
        let first = self.check(first);
        let Some(precedence) = rest.first().map(|link| link.operator.precedence()) else {
            return first;
        };
        if matches!(precedence, Precedence::Or | Precedence::And) {
            return self.connection(first, rest, span);
        }
        let mut steps = Vec::with_capacity(rest.len());
        let placeholder = mistaken(first.span).term;
        let mut left = first;
        let first = Box::new(std::mem::replace(&mut left.term, placeholder));
        for link in rest {
            let right = self.check(&link.operand);
            let (step, value_type, literal) = match precedence {
                Precedence::Product => self.product(&left, link, right),
                Precedence::Sum => self.sum(&left, link, right),
                _ => self.relation(&left, link, right),
            };
            steps.push(step);
            left = Checked { value_type, literal, ..left };
        }
        Checked { term: Term::Chain { first, rest: steps }, span, ..left }
    }

    /// `a && b && c` or the same with `||`.
    fn connection(&mut self, first: Checked, rest: &[Link], span: Span) -> Checked {
        let first = Box::new(self.boolean(first));
        let rest = rest.iter().map(|link| {
            let operand = self.check(&link.operand);
            Step { operator: link.operator, operand: self.boolean(operand), factor: None }
        });
        let rest = rest.collect();
        settled(Term::Chain { first, rest }, Type::Boolean, span)
    }

    /// The right side in the type of the left one, or the other way round where the left one is a literal, and that type.
    fn paired(&mut self, left: &Checked, link: &Link, right: Checked) -> Option<(Term, Type)> {
        let (left_type, right_type) = (left.value_type.clone()?, right.value_type.clone()?);
        let literal = !matches!(left.literal, Literal::Settled);
        let adapted = if literal && matches!(right.literal, Literal::Settled) {
            // A literal needs no conversion: it takes the unit as it is, so that the left term stays.
            let term = mistaken(left.span).term;
            let left = Checked { term, value_type: Some(left_type.clone()), literal: left.literal.clone(), ..*left };
            self.adapted(left, &right_type).map(|_| (right.term, right_type.clone()))
        } else {
            self.adapted(right, &left_type).map(|term| (term, left_type.clone()))
        };
        match adapted {
            Ok(pair) => return Some(pair),
            Err(Mismatch::Units(..)) => self.report_units(&unit_text(&left_type), &unit_text(&right_type), link.span),
            Err(Mismatch::Types) => self.report_operands(link, &left_type, &right_type),
        }
        None
    }

    fn report_operands(&mut self, link: &Link, left: &Type, right: &Type) {
        let diagnostic = Diagnostic::new(&message::OPERAND_MISMATCH).with("operator", link.operator.symbol());
        self.report(diagnostic.with("left", left).with("right", right), link.span);
    }

    fn sum(&mut self, left: &Checked, link: &Link, right: Checked) -> (Step, Option<Type>, Literal) {
        let literal = Literal::joined(vec![left.literal.clone(), right.literal.clone()]);
        let paired = self.paired(left, link, right).and_then(|(operand, value_type)| {
            let fits = matches!(value_type, Type::Number(_));
            if !fits {
                self.report_operands(link, &value_type, &value_type);
            }
            fits.then_some((operand, value_type))
        });
        let (operand, value_type) = paired.map_or_else(|| (mistaken(link.span).term, None), |(t, v)| (t, Some(v)));
        (Step { operator: link.operator, operand, factor: None }, value_type, literal)
    }

    fn product(&mut self, left: &Checked, link: &Link, right: Checked) -> (Step, Option<Type>, Literal) {
        let literal = Literal::joined(vec![left.literal.clone(), right.literal.clone()]);
        let scaled = match (&left.value_type, &right.value_type) {
            (Some(Type::Number(left)), Some(Type::Number(right))) => self.scaled(left, link, right),
            (Some(left), Some(right)) => {
                self.report_operands(link, left, right);
                None
            }
            _ => None,
        };
        if let (BinaryOperator::Divide, Term::Constant(Constant::Number(divisor))) =
            (link.operator, right.term.unnoted())
            && divisor.is_zero()
        {
            self.report(Diagnostic::new(&message::ZERO_DIVISOR), right.span);
        }
        let (value_type, factor) = match scaled {
            Some(scaled) => (Some(Type::Number(scaled.unit)), Some(scaled.factor)),
            None => (None, None),
        };
        let factor = factor.filter(|factor| *factor != Number::one());
        (Step { operator: link.operator, operand: right.term, factor }, value_type, literal)
    }

    fn scaled(&mut self, left: &Unit, link: &Link, right: &Unit) -> Option<Scaled> {
        let scaled = match link.operator {
            BinaryOperator::Divide => left.quotient(right),
            _ => left.product(right),
        };
        if scaled.is_none() {
            let diagnostic = Diagnostic::new(&message::UNIT_TOO_LARGE).with("left", left).with("right", right);
            self.report(diagnostic, link.span);
        }
        scaled
    }

    /// A comparison is a condition whatever is wrong in it, so that what follows it is checked too.
    fn relation(&mut self, left: &Checked, link: &Link, right: Checked) -> (Step, Option<Type>, Literal) {
        let operand = match link.operator {
            BinaryOperator::In => self.membership(left, link, right),
            _ => self.comparison(left, link, right),
        };
        let operand = operand.unwrap_or_else(|| mistaken(link.span).term);
        (Step { operator: link.operator, operand, factor: None }, Some(Type::Boolean), Literal::Settled)
    }

    fn comparison(&mut self, left: &Checked, link: &Link, right: Checked) -> Option<Term> {
        let right_type = right.value_type.clone();
        let (operand, value_type) = self.paired(left, link, right)?;
        let fits = match link.operator {
            BinaryOperator::Equal | BinaryOperator::NotEqual => value_type.is_comparable(),
            _ => value_type.is_ordered(),
        };
        if !fits {
            let right_type = right_type.unwrap_or_else(|| value_type.clone());
            self.report_operands(link, left.value_type.as_ref().unwrap_or(&value_type), &right_type);
        }
        Some(operand)
    }

    /// `left in right`: the left side against the elements of the right one.
    fn membership(&mut self, left: &Checked, link: &Link, right: Checked) -> Option<Term> {
        let (left_type, right_type) = (left.value_type.as_ref()?, right.value_type.as_ref()?);
        let Type::List(element) = right_type else {
            self.report_operands(link, left_type, right_type);
            return None;
        };
        if !left_type.is_comparable() {
            self.report_operands(link, left_type, right_type);
            return None;
        }
        if matches!(right.literal, Literal::EmptyList) {
            return Some(right.term);
        }
        let elements = Checked { value_type: Some((**element).clone()), ..right };
        self.paired(left, link, elements).map(|(operand, _)| operand)
    }
}

/// A part whose type is settled.
pub(super) fn settled(term: Term, value_type: Type, span: Span) -> Checked {
    Checked { term, value_type: Some(value_type), literal: Literal::Settled, span }
}

/// A part in which a mistake was reported; its term is never evaluated.
pub(super) fn mistaken(span: Span) -> Checked {
    let term = Term::Constant(Constant::Boolean(false));
    Checked { term, value_type: None, literal: Literal::Settled, span }
}

/// That a name is unknown, with what was probably meant.
pub(super) fn unknown(entry: &'static Entry, name: &str, known: &[String]) -> Diagnostic {
    Diagnostic::new(entry).with("name", name).with("known", known_options(name, known))
}

/// The nearest name if one is near, else the names that there are.
fn known_options(name: &str, known: &[String]) -> String {
    if let Some(meant) = nearest(name, known.iter().map(String::as_str)) {
        return meant.to_owned();
    }
    let listed: Vec<&str> = known.iter().take(LISTED_NAMES).map(String::as_str).collect();
    let more = if known.len() > LISTED_NAMES { " …" } else { "" };
    if listed.is_empty() { "—".to_owned() } else { listed.join(" ") + more }
}

fn unit_text(value_type: &Type) -> String {
    match value_type {
        Type::Number(unit) => unit.to_string(),
        Type::List(element) => unit_text(element),
        other => other.to_string(),
    }
}
