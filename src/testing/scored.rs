//! The lines of an indicator system with their expressions, whatever sort of line they are.

use crate::diagnostic::Span;
use crate::expr::Expression;
use crate::standard::Standard;
use crate::standard::indicator::{IndicatorSystem, Scale};
use crate::standard::trace::leaves;

/// The keyword of what is measured.
pub const MEASURE: &str = "measure";
/// The keyword of the condition under which an indicator leaves the denominator.
pub const EXEMPT: &str = "not-applicable-when";
/// The keyword of a veto's condition.
pub const WHEN: &str = "when";

/// One line: an indicator, bonus, deduction or veto.
pub struct Scored<'s> {
    /// Its id, unique in its system.
    pub id: &'s str,
    /// Its expressions, each with its keyword.
    pub expressions: Vec<(&'static str, &'s Expression)>,
    /// Its scale, where it has one.
    pub scale: Option<&'s Scale>,
    /// Where it is declared.
    pub span: Span,
}

/// All lines of a system, in the order of a scorecard.
pub fn lines(system: &IndicatorSystem) -> Vec<Scored<'_>> {
    let indicators = leaves(&system.children).into_iter().map(|leaf| Scored {
        id: &leaf.id,
        expressions: std::iter::once((MEASURE, &leaf.measure))
            .chain(leaf.not_applicable.as_ref().map(|when| (EXEMPT, when)))
            .collect(),
        scale: Some(&leaf.scale),
        span: leaf.span,
    });
    let bonuses = system.bonuses.iter().map(|bonus| Scored {
        id: &bonus.id,
        expressions: vec![(MEASURE, &bonus.measure)],
        scale: Some(&bonus.scale),
        span: bonus.span,
    });
    let deductions = system.deductions.iter().map(|deduction| Scored {
        id: &deduction.id,
        expressions: vec![(MEASURE, &deduction.measure)],
        scale: None,
        span: deduction.span,
    });
    let vetoes = system.vetoes.iter().map(|veto| Scored {
        id: &veto.id,
        expressions: vec![(WHEN, &veto.when)],
        scale: None,
        span: veto.span,
    });
    indicators.chain(bonuses).chain(deductions).chain(vetoes).collect()
}

/// The lines with that id, with their system: ids are unique in a system only.
pub fn with_id<'s>(standard: &'s Standard, id: &str) -> Vec<(&'s IndicatorSystem, Scored<'s>)> {
    let all = standard.systems.iter().flat_map(|system| lines(system).into_iter().map(move |line| (system, line)));
    all.filter(|(_, line)| line.id == id).collect()
}
