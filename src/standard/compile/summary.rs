//! Summaries: their expressions typed, and whether anybody gets them.

use super::Compiler;
use crate::base::unit::Unit;
use crate::diagnostic::catalogue::summary as messages;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::expr::{Expression, Type};
use crate::standard::Text;
use crate::standard::registry::{Region, Registry};
use crate::standard::summary::{Figure, Operation, Own, Summary, SummaryDeclaration};

impl Compiler<'_> {
    pub(super) fn summary(&self, summary: &SummaryDeclaration, diagnostics: &mut Vec<Diagnostic>) -> Option<Summary> {
        check_reach(summary, self.environment.registry, diagnostics);
        let before = diagnostics.len();
        let figures = summary.figures.iter().filter_map(|figure| self.figure(figure, diagnostics)).collect();
        if diagnostics.len() > before {
            return None;
        }
        Some(Summary {
            id: summary.id.clone(),
            title: summary.title.clone(),
            binds: summary.binds.clone(),
            of: summary.of.clone(),
            clauses: summary.clauses.clone(),
            figures,
            notes: summary.notes.clone(),
            span: summary.span,
        })
    }

    fn figure(&self, figure: &Figure<Text>, diagnostics: &mut Vec<Diagnostic>) -> Option<Figure> {
        let operation = self.operation(&figure.operation, diagnostics);
        let once_by = figure.once_by.as_ref().map(|text| self.regions(text, diagnostics));
        let own = figure.own.as_ref().map(|own| self.own(own, operation.as_ref(), diagnostics));
        Some(Figure {
            id: figure.id.clone(),
            title: figure.title.clone(),
            operation: operation?,
            own: own.map_or(Some(None), |own| own.map(Some))?,
            once_by: once_by.map_or(Some(None), |once_by| once_by.map(Some))?,
            clauses: figure.clauses.clone(),
            notes: figure.notes.clone(),
            span: figure.span,
        })
    }

    fn operation(&self, operation: &Operation<Text>, diagnostics: &mut Vec<Diagnostic>) -> Option<Operation> {
        Some(match operation {
            Operation::Count(condition) => Operation::Count(self.condition(condition, diagnostics)?),
            Operation::Share(condition) => Operation::Share(self.condition(condition, diagnostics)?),
            Operation::Sum(number) => Operation::Sum(self.number(number, diagnostics)?),
            Operation::Worst { value, better } => {
                Operation::Worst { value: self.number(value, diagnostics)?, better: *better }
            }
            Operation::Ratio { numerator, denominator } => {
                let (numerator, denominator) =
                    (self.number(numerator, diagnostics), self.number(denominator, diagnostics));
                Operation::Ratio { numerator: numerator?, denominator: denominator? }
            }
        })
    }

    /// A list of codes of regions.
    fn regions(&self, text: &Text, diagnostics: &mut Vec<Diagnostic>) -> Option<Expression> {
        let expression = self.expression(text, diagnostics)?;
        if *expression.value_type() == Type::Text.list() {
            return Some(expression);
        }
        diagnostics.push(Diagnostic::new(&messages::ONCE_BY).at(text.span));
        None
    }

    /// The superior's own figure, with what brings it to the unit of the sum.
    fn own(&self, own: &Own<Text>, operation: Option<&Operation>, diagnostics: &mut Vec<Diagnostic>) -> Option<Own> {
        let value = self.number(&own.value, diagnostics)?;
        let summed = match operation? {
            Operation::Sum(number) => unit(number),
            _ => Unit::none(),
        };
        let given = unit(&value);
        match given.factor_to(&summed) {
            Some(factor) => Some(Own { value, factor, within: own.within.clone() }),
            None => {
                diagnostics.push(
                    Diagnostic::new(&messages::OWN_UNIT)
                        .with("own", symbol(&given))
                        .with("sum", symbol(&summed))
                        .at(own.value.span),
                );
                None
            }
        }
    }
}

/// How a unit is written; a bare number has a dash.
fn symbol(unit: &Unit) -> &str {
    if unit.is_none() { "—" } else { &unit.symbol }
}

/// The unit of an expression that is a number.
fn unit(expression: &Expression) -> Unit {
    match expression.value_type() {
        Type::Number(unit) => unit.clone(),
        _ => Unit::none(),
    }
}

/// Reports a summary that no region of the registry gets.
fn check_reach(summary: &SummaryDeclaration, registry: &Registry, diagnostics: &mut Vec<Diagnostic>) {
    let reaches = |region: &Region| {
        let mut line = std::iter::once(region).chain(registry.superiors(&region.code));
        summary.of.selects(region) && line.any(|superior| summary.binds.selects(superior))
    };
    // A level that does not exist, or the like, was reported and is the cause.
    if !has_errors(diagnostics) && !registry.regions().iter().any(reaches) {
        diagnostics.push(Diagnostic::new(&messages::NOBODY_GETS_IT).with("name", &summary.id).at(summary.span));
    }
}
