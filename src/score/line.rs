//! One line of a scorecard: what is measured, on which scale, and the points with their arithmetic.

use crate::base::number::Number;
use crate::check::Context;
use crate::diagnostic::{Language, Span};
use crate::expr::{Expression, Read, Reason, Value};
use crate::standard::indicator::{Branch, Indicator, IndicatorSystem, Missing, Scale};
use crate::standard::{Label, Text};
use std::collections::BTreeMap;

/// A line of a scorecard.
#[derive(Debug)]
pub struct Line<'a> {
    /// The id of the indicator, bonus, deduction or veto.
    pub id: &'a str,
    /// Its title.
    pub title: &'a Label,
    /// The groups it stands in, outermost first.
    pub groups: Vec<&'a Label>,
    /// What sort of line it is.
    pub part: Part,
    /// Its full points; for a deduction the most it takes off, for a veto 0.
    pub full: Number,
    /// What was measured.
    pub measurement: Measurement,
    /// The facts it read.
    pub facts: Vec<Read>,
    /// The clauses it serves.
    pub clauses: &'a [Text],
    /// The measure as the author wrote it.
    pub measure: &'a str,
    /// Whether the evaluation was ended as too much work.
    pub exhausted: bool,
    /// Where it is declared.
    pub span: Span,
}

/// The sorts of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Part of the total.
    Indicator {
        /// What an unknown value counts as.
        missing: Missing,
    },
    /// On top.
    Bonus,
    /// Off.
    Deduction,
    /// Makes the region unscored.
    Veto,
}

/// What a line's measure came to.
#[derive(Debug)]
pub enum Measurement {
    /// Points, with the measured value and how they follow from it.
    Known {
        /// The value.
        value: String,
        /// The points; for a deduction those taken off.
        points: Number,
        /// From the value to the points, as arithmetic.
        arithmetic: String,
    },
    /// Not decidable from what is reported.
    Unknown,
    /// It does not apply, `[zh, en]`.
    NotApplicable([String; 2]),
    /// A veto that is decided.
    Struck(bool),
}

/// The state of a line, as reports name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Measured.
    Known,
    /// Not reported.
    Unknown,
    /// Left out of the denominator.
    NotApplicable,
}

impl State {
    /// The word in reports.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not-applicable",
        }
    }
}

impl Line<'_> {
    /// Its state.
    #[must_use]
    pub fn state(&self) -> State {
        match self.measurement {
            Measurement::Known { .. } | Measurement::Struck(_) => State::Known,
            Measurement::Unknown => State::Unknown,
            Measurement::NotApplicable(_) => State::NotApplicable,
        }
    }

    /// The points it has, where they are known.
    #[must_use]
    pub fn points(&self) -> Option<&Number> {
        match &self.measurement {
            Measurement::Known { points, .. } => Some(points),
            _ => None,
        }
    }

    /// The least and the most points it may have.
    #[must_use]
    pub fn bounds(&self) -> (Number, Number) {
        match &self.measurement {
            Measurement::Known { points, .. } => (points.clone(), points.clone()),
            Measurement::Unknown => (Number::zero(), self.full.clone()),
            Measurement::NotApplicable(_) | Measurement::Struck(_) => (Number::zero(), Number::zero()),
        }
    }
}

/// All lines of a system for a region.
pub(super) fn measure<'a>(system: &'a IndicatorSystem, context: &Context<'a>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    add_branches(&system.children, &mut Vec::new(), context, &mut lines);
    for bonus in &system.bonuses {
        let mut reading = Reading::new(context);
        let measurement = reading.scaled(&bonus.measure, &bonus.scale, &bonus.max);
        lines.push(Line {
            id: &bonus.id,
            title: &bonus.title,
            groups: Vec::new(),
            part: Part::Bonus,
            full: bonus.max.clone(),
            measurement,
            clauses: &bonus.clauses,
            measure: bonus.measure.text(),
            exhausted: reading.exhausted,
            facts: reading.into_facts(),
            span: bonus.span,
        });
    }
    for deduction in &system.deductions {
        let mut reading = Reading::new(context);
        let measurement = reading.deducted(&deduction.measure, &deduction.per, &deduction.max);
        lines.push(Line {
            id: &deduction.id,
            title: &deduction.title,
            groups: Vec::new(),
            part: Part::Deduction,
            full: deduction.max.clone(),
            measurement,
            clauses: &deduction.clauses,
            measure: deduction.measure.text(),
            exhausted: reading.exhausted,
            facts: reading.into_facts(),
            span: deduction.span,
        });
    }
    for veto in &system.vetoes {
        let mut reading = Reading::new(context);
        let measurement = match reading.value(&veto.when) {
            Value::Boolean(struck) => Measurement::Struck(struck),
            Value::NotApplicable(reason) => not_applicable(&reason),
            _ => Measurement::Unknown,
        };
        lines.push(Line {
            id: &veto.id,
            title: &veto.title,
            groups: Vec::new(),
            part: Part::Veto,
            full: Number::zero(),
            measurement,
            clauses: &veto.clauses,
            measure: veto.when.text(),
            exhausted: reading.exhausted,
            facts: reading.into_facts(),
            span: veto.span,
        });
    }
    lines
}

// The tree is as deep as the front end lets blocks nest.
fn add_branches<'a>(
    branches: &'a [Branch],
    groups: &mut Vec<&'a Label>,
    context: &Context<'a>,
    lines: &mut Vec<Line<'a>>,
) {
    for branch in branches {
        match branch {
            Branch::Group(group) => {
                groups.push(&group.title);
                add_branches(&group.children, groups, context, lines);
                groups.pop();
            }
            Branch::Indicator(leaf) => lines.push(indicator_line(leaf, groups, context)),
        }
    }
}

fn indicator_line<'a>(leaf: &'a Indicator, groups: &[&'a Label], context: &Context<'a>) -> Line<'a> {
    let mut reading = Reading::new(context);
    let measurement = if leaf.binds.selects(context.region) {
        reading.indicator(leaf)
    } else {
        Measurement::NotApplicable(["不约束本地".to_owned(), "does not bind this region".to_owned()])
    };
    Line {
        id: &leaf.id,
        title: &leaf.title,
        groups: groups.to_vec(),
        part: Part::Indicator { missing: leaf.missing },
        full: leaf.weight.clone(),
        measurement,
        clauses: &leaf.clauses,
        measure: leaf.measure.text(),
        exhausted: reading.exhausted,
        facts: reading.into_facts(),
        span: leaf.span,
    }
}

fn not_applicable(reason: &Reason) -> Measurement {
    Measurement::NotApplicable([reason.text(Language::Zh).to_owned(), reason.text(Language::En).to_owned()])
}

/// Evaluates a line's expressions and gathers what they read.
struct Reading<'c, 'a> {
    context: &'c Context<'a>,
    facts: BTreeMap<String, Read>,
    exhausted: bool,
}

impl<'c, 'a> Reading<'c, 'a> {
    fn new(context: &'c Context<'a>) -> Self {
        Self { context, facts: BTreeMap::new(), exhausted: false }
    }

    fn into_facts(self) -> Vec<Read> {
        self.facts.into_values().collect()
    }

    fn value(&mut self, expression: &Expression) -> Value<'c> {
        let evaluation = expression.evaluate(self.context);
        self.exhausted |= evaluation.exhausted;
        self.facts.extend(evaluation.reads.into_iter().map(|read| (read.path.clone(), read)));
        evaluation.value
    }

    fn indicator(&mut self, leaf: &Indicator) -> Measurement {
        let exempt = leaf.not_applicable.as_ref().map(|condition| self.value(condition));
        let measured = self.scaled(&leaf.measure, &leaf.scale, &leaf.weight);
        match exempt {
            Some(Value::Boolean(true)) => {
                Measurement::NotApplicable(["按指标自身的规定".to_owned(), "by the indicator's own rule".to_owned()])
            }
            Some(Value::Unknown) => Measurement::Unknown,
            _ => measured,
        }
    }

    fn scaled(&mut self, measure: &Expression, scale: &Scale, full: &Number) -> Measurement {
        match self.value(measure) {
            Value::NotApplicable(reason) => not_applicable(&reason),
            Value::Boolean(passed) => {
                let share = if passed { Number::one() } else { Number::zero() };
                let points = share.clone() * full.clone();
                let arithmetic = format!("{share} × {full} = {points}");
                Measurement::Known { value: passed.to_string(), points, arithmetic }
            }
            Value::Number(value) => {
                let (share, steps) = share(scale, &value);
                let points = share.clone() * full.clone();
                let arithmetic = format!("{steps}; {share} × {full} = {points}");
                Measurement::Known { value: value.to_string(), points, arithmetic }
            }
            _ => Measurement::Unknown,
        }
    }

    fn deducted(&mut self, measure: &Expression, per: &Number, max: &Number) -> Measurement {
        match self.value(measure) {
            Value::NotApplicable(reason) => not_applicable(&reason),
            Value::Number(value) => {
                let product = value.clone() * per.clone();
                let points = product.clone().clamp(Number::zero(), max.clone());
                let arithmetic = format!("{value} × {per} = {product}; 0 ≤ {points} ≤ {max}");
                Measurement::Known { value: value.to_string(), points, arithmetic }
            }
            _ => Measurement::Unknown,
        }
    }
}

/// The share of the points that a value earns, and how.
fn share(scale: &Scale, value: &Number) -> (Number, String) {
    match scale {
        Scale::Linear { from, to } => {
            let width = to.clone() - from.clone();
            let raw = (value.clone() - from.clone()).checked_div(&width).unwrap_or_else(Number::zero);
            let share = raw.clone().clamp(Number::zero(), Number::one());
            let capped = if raw == share { String::new() } else { format!(" → {share}") };
            (share, format!("({value} − {from}) ÷ ({to} − {from}) = {raw}{capped}"))
        }
        Scale::Step(steps) => match steps.iter().find(|(at, _)| value >= at) {
            Some((at, share)) => (share.clone(), format!("{value} ≥ {at} → {share}")),
            None => {
                let lowest = steps.last().map_or_else(String::new, |(at, _)| at.to_string());
                (Number::zero(), format!("{value} < {lowest} → 0"))
            }
        },
        Scale::Pass => (Number::zero(), String::new()),
    }
}
