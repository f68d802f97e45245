//! Checking of functions, methods and list macros.

use std::collections::BTreeSet;

use super::MAX_MACROS;
use super::adaptation::{Checked, Literal};
use super::ast::{Syntax, SyntaxKind, Word};
use super::checker::{Checker, Variable, mistaken, settled, unknown};
use super::function::{
    Function, Gives, MACROS, MAPPING_METHODS, Macro, Shape, Signature, Style, callable_names, signatures,
};
use super::term::{Constant, Term};
use super::types::Type;
use crate::base::date::Date;
use crate::base::unit::Unit;
use crate::diagnostic::catalogue::expression as message;
use crate::diagnostic::{Diagnostic, Span};

/// Most decimal places of `round`.
const MAX_PLACES: i64 = 30;

impl Checker<'_> {
    /// Checks `name(arguments)` or `receiver.name(arguments)`.
    pub(super) fn call(&mut self, receiver: Option<&Syntax>, name: &Word, arguments: &[Syntax], span: Span) -> Checked {
        match receiver {
            Some(receiver) => self.method(receiver, name, arguments, span),
            None => self.function(name, arguments, span),
        }
    }

    fn method(&mut self, receiver: &Syntax, name: &Word, arguments: &[Syntax], span: Span) -> Checked {
        let receiver = self.check(receiver);
        if let Some((_, operation)) = MACROS.iter().find(|(known, _)| *known == name.text) {
            return self.list_macro(*operation, receiver, name, arguments, span);
        }
        if MAPPING_METHODS.contains(&name.text.as_str()) && arguments.len() == 2 {
            let mapped = self.list_macro(Macro::Map, receiver, name, arguments, span);
            return self.signature_call(Style::Method, vec![mapped], name, span);
        }
        let mut values = vec![receiver];
        values.extend(arguments.iter().map(|argument| self.check(argument)));
        self.signature_call(Style::Method, values, name, span)
    }

    fn function(&mut self, name: &Word, arguments: &[Syntax], span: Span) -> Checked {
        if name.text == "date" {
            return self.date(name, arguments, span);
        }
        let values: Vec<Checked> = arguments.iter().map(|argument| self.check(argument)).collect();
        match name.text.as_str() {
            "min" if values.len() > 1 => self.extreme(Function::Least, values, span),
            "max" if values.len() > 1 => self.extreme(Function::Greatest, values, span),
            _ => self.signature_call(Style::Function, values, name, span),
        }
    }

    /// `date('2024-01-31')`
    fn date(&mut self, name: &Word, arguments: &[Syntax], span: Span) -> Checked {
        let [argument] = arguments else {
            self.report_count(name, "1", arguments.len());
            return mistaken(span);
        };
        let date = match &argument.kind {
            SyntaxKind::Text(text) => Date::parse(text),
            _ => None,
        };
        let Some(date) = date else {
            self.report(Diagnostic::new(&message::MALFORMED_DATE), argument.span);
            return mistaken(span);
        };
        settled(Term::Constant(Constant::Date(date)), Type::Date, span)
    }

    /// `min(a, b, …)` and `max(a, b, …)` of numbers.
    fn extreme(&mut self, function: Function, values: Vec<Checked>, span: Span) -> Checked {
        let mut all_numbers = true;
        for value in &values {
            match &value.value_type {
                Some(Type::Number(_)) => {}
                Some(other) => {
                    all_numbers = false;
                    self.report_type(Shape::Number.text(), other, value.span);
                }
                None => all_numbers = false,
            }
        }
        if !all_numbers {
            return mistaken(span);
        }
        let (arguments, value_type, literal) = self.unified(values);
        Checked { term: Term::Call { function, arguments }, value_type, literal, span }
    }

    fn report_count(&mut self, name: &Word, expected: &str, found: usize) {
        let diagnostic = Diagnostic::new(&message::ARGUMENT_COUNT)
            .with("name", &name.text)
            .with("expected", expected)
            .with("found", found);
        self.report(diagnostic, name.span);
    }

    /// A call of a row of the table; the receiver of a method is the first value.
    fn signature_call(&mut self, style: Style, values: Vec<Checked>, name: &Word, span: Span) -> Checked {
        let rows = signatures(&name.text, style);
        if rows.is_empty() {
            let entry = match style {
                Style::Method => &message::UNKNOWN_METHOD,
                Style::Function | Style::Either => &message::UNKNOWN_FUNCTION,
            };
            self.report(unknown(entry, &name.text, &callable_names(style)), name.span);
            return mistaken(span);
        }
        let Some(row) = rows.iter().find(|row| row.parameters.len() == values.len()) else {
            let receiver = usize::from(style == Style::Method);
            let counts: BTreeSet<usize> = rows.iter().map(|row| row.parameters.len() - receiver).collect();
            let counts: Vec<String> = counts.iter().map(usize::to_string).collect();
            self.report_count(name, &counts.join("/"), values.len() - receiver);
            return mistaken(span);
        };
        let rows: Vec<&Signature> =
            rows.iter().filter(|other| other.parameters.len() == row.parameters.len()).copied().collect();
        let Some(row) = self.row_for_first(&rows, values.first()) else {
            return mistaken(span);
        };
        self.arguments(row, values, span)
    }

    /// The row whose first parameter fits the first value; none fitting is reported.
    fn row_for_first<'r>(&mut self, rows: &[&'r Signature], first: Option<&Checked>) -> Option<&'r Signature> {
        let first = first?;
        let found = first.value_type.as_ref()?;
        let first_shape = |row: &Signature| row.parameters.first().copied();
        let fitting = rows.iter().find(|row| first_shape(row).is_some_and(|shape| shape.fits(found)));
        if fitting.is_none() {
            let shapes: Vec<&str> = rows.iter().filter_map(|row| first_shape(row)).map(Shape::text).collect();
            self.report_type(&shapes.join(" | "), found, first.span);
        }
        fitting.copied()
    }

    fn arguments(&mut self, row: &'static Signature, values: Vec<Checked>, span: Span) -> Checked {
        let first = values.first().and_then(|first| first.value_type.clone());
        let literal = match row.gives {
            Gives::Same => values.first().map_or(Literal::Settled, |first| first.literal.clone()),
            Gives::Element if values.first().is_some_and(|first| first.literal.is_bare()) => Literal::Bare,
            Gives::Element => Literal::Settled,
            Gives::Boolean | Gives::Count | Gives::Days => Literal::Settled,
        };
        let mut right = true;
        let mut arguments = Vec::with_capacity(values.len());
        let mut list: Option<Checked> = None;
        for (value, shape) in values.into_iter().zip(row.parameters) {
            match shape {
                Shape::Element => match list.take().map(|list| self.element(list, value)) {
                    Some(Some(pair)) => arguments = pair,
                    _ => right = false,
                },
                Shape::Comparable if row.parameters.contains(&Shape::Element) => list = Some(value),
                _ => {
                    right &= self.accepts(*shape, &value);
                    arguments.push(value.term);
                }
            }
        }
        let value_type = first.filter(|_| right).and_then(|first| self.given(row.gives, first));
        Checked { term: Term::Call { function: row.function, arguments }, value_type, literal, span }
    }

    /// The list and a value in the type of its elements, for `contains`.
    fn element(&mut self, list: Checked, value: Checked) -> Option<Vec<Term>> {
        let value_type = value.value_type.as_ref()?;
        if !value_type.is_comparable() {
            self.report_type(Shape::Element.text(), value_type, value.span);
            return None;
        }
        if matches!(list.literal, Literal::EmptyList) {
            return Some(vec![list.term, value.term]);
        }
        let Some(Type::List(element)) = list.value_type else {
            return None;
        };
        let elements = Checked { value_type: Some(*element), ..list };
        let before = self.diagnostics.len();
        let (terms, _, _) = self.unified(vec![elements, value]);
        (self.diagnostics.len() == before).then_some(terms)
    }

    fn accepts(&mut self, shape: Shape, value: &Checked) -> bool {
        let Some(found) = &value.value_type else {
            return false;
        };
        if !shape.fits(found) {
            self.report_type(shape.text(), found, value.span);
            return false;
        }
        if shape == Shape::Digits && !is_digits(&value.term) {
            self.report(Diagnostic::new(&message::MALFORMED_DIGITS).with("limit", MAX_PLACES), value.span);
            return false;
        }
        true
    }

    fn given(&self, gives: Gives, first: Type) -> Option<Type> {
        match (gives, first) {
            (Gives::Boolean, _) => Some(Type::Boolean),
            (Gives::Count, _) => Some(Type::number()),
            (Gives::Days, _) => Some(Type::Number(self.names.units().parse("day").unwrap_or_else(|_| Unit::none()))),
            (Gives::Same, first) => Some(first),
            (Gives::Element, Type::List(element)) => Some(*element),
            (Gives::Element, _) => None,
        }
    }

    /// `xs.all(x, body)` and its kin.
    fn list_macro(
        &mut self,
        operation: Macro,
        receiver: Checked,
        name: &Word,
        arguments: &[Syntax],
        span: Span,
    ) -> Checked {
        let [variable, body] = arguments else {
            self.report_count(name, "2", arguments.len());
            return mistaken(span);
        };
        let SyntaxKind::Name(variable) = &variable.kind else {
            self.report(Diagnostic::new(&message::EXPECTED_VARIABLE).with("name", &name.text), variable.span);
            return mistaken(span);
        };
        if self.variables.len() >= MAX_MACROS {
            self.report(Diagnostic::new(&message::MACROS_TOO_DEEP).with("limit", MAX_MACROS), name.span);
            return mistaken(span);
        }
        let element = self.element_type(&receiver);
        self.variables.push(Variable { name: variable.clone(), value_type: element.clone() });
        let body = self.check(body);
        self.variables.pop();
        self.macro_of(operation, receiver, element, body, span)
    }

    fn element_type(&mut self, receiver: &Checked) -> Option<Type> {
        match &receiver.value_type {
            Some(Type::List(element)) => Some((**element).clone()),
            Some(other) => {
                self.report_type(Shape::List.text(), other, receiver.span);
                None
            }
            None => None,
        }
    }

    fn macro_of(
        &mut self,
        operation: Macro,
        receiver: Checked,
        element: Option<Type>,
        body: Checked,
        span: Span,
    ) -> Checked {
        let body_type = body.value_type.clone();
        let (literal, body) = match operation {
            Macro::Map => (body.literal, body.term),
            Macro::Filter => (receiver.literal, self.boolean(body)),
            Macro::All | Macro::Exists | Macro::Count | Macro::Share => (Literal::Settled, self.boolean(body)),
        };
        let value_type = element.and_then(|element| match operation {
            Macro::All | Macro::Exists => Some(Type::Boolean),
            Macro::Filter => Some(element.list()),
            Macro::Map => body_type.map(Type::list),
            Macro::Count | Macro::Share => Some(Type::number()),
        });
        let term = Term::Macro { operation, list: Box::new(receiver.term), body: Box::new(body) };
        Checked { term, value_type, literal, span }
    }
}

fn is_digits(term: &Term) -> bool {
    match term.unnoted() {
        Term::Constant(Constant::Number(number)) => {
            number.to_i64().is_some_and(|places| (0..=MAX_PLACES).contains(&places))
        }
        _ => false,
    }
}
