//! One line of a scorecard: what is measured, on which scale, and the points with their arithmetic.

use super::peers::{Column, Peers};
use super::precision::Precision;
use super::sample::{Sampled, of_mean, of_proportion};
use super::share::share;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::check::Context;
use crate::diagnostic::{Language, Span};
use crate::expr::{Expression, Read, Reason, Value};
use crate::standard::indicator::{Branch, Indicator, IndicatorSystem, Missing, Scale};
use crate::standard::{Label, Text};
use std::collections::BTreeMap;

/// A line of a scorecard.
#[derive(Debug, Clone)]
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
    /// The sample that it is the measure of.
    pub sampled: Option<Sampled>,
    /// The facts it read.
    pub facts: Vec<Read>,
    /// The clauses it serves.
    pub clauses: &'a [Text],
    /// The measure as the author wrote it.
    pub measure: &'a str,
    /// Whether its points lie between 0 and the full ones.
    pub is_bounded: bool,
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
#[derive(Debug, Clone)]
pub enum Measurement {
    /// Points, with the measured value and how they follow from it.
    Known {
        /// The value.
        value: String,
        /// The share of the full points.
        share: Real,
        /// The points; for a deduction those taken off.
        points: Real,
        /// From the value to the points, as arithmetic.
        arithmetic: String,
    },
    /// Not decidable from what is reported; the peers' values stand in for it.
    StandIn {
        /// The share of the full points that it counts as.
        share: Real,
        /// The points that it counts as.
        points: Real,
        /// From the peers' values to the points, as arithmetic.
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
    /// Not reported; the peers' values stand in for it.
    StandIn,
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
            Self::StandIn => "stand-in",
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
            Measurement::StandIn { .. } => State::StandIn,
            Measurement::Unknown => State::Unknown,
            Measurement::NotApplicable(_) => State::NotApplicable,
        }
    }

    /// What was measured, where it is a number.
    #[must_use]
    pub fn measured(&self) -> Option<Number> {
        match &self.measurement {
            Measurement::Known { value, .. } => Number::parse(value).ok(),
            _ => None,
        }
    }

    /// The points it has, where they are known.
    #[must_use]
    pub fn points(&self) -> Option<&Real> {
        match &self.measurement {
            Measurement::Known { points, .. } => Some(points),
            _ => None,
        }
    }

    /// The least and the most points it may have; `None` where there is neither.
    #[must_use]
    pub fn bounds(&self) -> Option<(Real, Real)> {
        match &self.measurement {
            Measurement::Known { points, .. } => Some((points.clone(), points.clone())),
            Measurement::Unknown | Measurement::StandIn { .. } => {
                self.is_bounded.then(|| (Real::zero(), self.full.clone().into()))
            }
            Measurement::NotApplicable(_) | Measurement::Struck(_) => Some((Real::zero(), Real::zero())),
        }
    }
}

/// All lines of a system for a region.
pub(super) fn measure<'a>(
    system: &'a IndicatorSystem,
    context: &Context<'a>,
    peers: &Peers<'_>,
    precision: &mut Precision,
) -> Vec<Line<'a>> {
    let mut measuring = Measuring { system, context, peers, precision, lines: Vec::new() };
    measuring.branches(&system.children, &mut Vec::new());
    for bonus in &system.bonuses {
        let mut reading = Reading::new(context);
        let raw = reading.measured(&bonus.measure);
        let line = Declared {
            id: &bonus.id,
            title: &bonus.title,
            part: Part::Bonus,
            full: &bonus.max,
            clauses: &bonus.clauses,
            measure: &bonus.measure,
            span: bonus.span,
        };
        let measurement = measuring.scaled(raw, &bonus.id, &bonus.scale, &bonus.max);
        measuring.add(line, &[], measurement, reading, bonus.scale.is_bounded());
    }
    for deduction in &system.deductions {
        let mut reading = Reading::new(context);
        let measurement = deducted(reading.measured(&deduction.measure), &deduction.per, &deduction.max);
        let line = Declared {
            id: &deduction.id,
            title: &deduction.title,
            part: Part::Deduction,
            full: &deduction.max,
            clauses: &deduction.clauses,
            measure: &deduction.measure,
            span: deduction.span,
        };
        measuring.add(line, &[], measurement, reading, true);
    }
    let zero = Number::zero();
    for veto in &system.vetoes {
        let mut reading = Reading::new(context);
        let measurement = match reading.measured(&veto.when) {
            Raw::Boolean(struck) => Measurement::Struck(struck),
            Raw::NotApplicable(reason) => Measurement::NotApplicable(reason),
            Raw::Number(_) | Raw::Unknown | Raw::Exempt => Measurement::Unknown,
        };
        let line = Declared {
            id: &veto.id,
            title: &veto.title,
            part: Part::Veto,
            full: &zero,
            clauses: &veto.clauses,
            measure: &veto.when,
            span: veto.span,
        };
        measuring.add(line, &[], measurement, reading, true);
    }
    measuring.lines
}

/// A line as it is declared.
struct Declared<'a, 'n> {
    id: &'a str,
    title: &'a Label,
    part: Part,
    full: &'n Number,
    clauses: &'a [Text],
    measure: &'a Expression,
    span: Span,
}

struct Measuring<'m, 'a> {
    system: &'a IndicatorSystem,
    context: &'m Context<'a>,
    peers: &'m Peers<'m>,
    precision: &'m mut Precision,
    lines: Vec<Line<'a>>,
}

impl<'a> Measuring<'_, 'a> {
    // The tree is as deep as the front end lets blocks nest.
    fn branches(&mut self, branches: &'a [Branch], groups: &mut Vec<&'a Label>) {
        for branch in branches {
            match branch {
                Branch::Group(group) => {
                    groups.push(&group.title);
                    self.branches(&group.children, groups);
                    groups.pop();
                }
                Branch::Indicator(leaf) => self.indicator(leaf, groups),
            }
        }
    }

    fn indicator(&mut self, leaf: &'a Indicator, groups: &[&'a Label]) {
        let mut reading = Reading::new(self.context);
        let raw = if leaf.binds.selects(self.context.region) { reading.raw(leaf) } else { Raw::unbound() };
        let full = self.peers.points(&self.system.id, &leaf.id).unwrap_or(&leaf.weight);
        let measurement = self.scaled(raw, &leaf.id, &leaf.scale, full);
        let sampled = self.sampled(leaf, full, &mut reading);
        let line = Declared {
            id: &leaf.id,
            title: &leaf.title,
            part: Part::Indicator { missing: leaf.missing },
            full,
            clauses: &leaf.clauses,
            measure: &leaf.measure,
            span: leaf.span,
        };
        self.add(line, groups, measurement, reading, leaf.scale.is_bounded());
        if let Some(line) = self.lines.last_mut() {
            line.sampled = sampled;
        }
    }

    /// What the sample behind a measure says; `None` where it has none, or its size is unknown.
    fn sampled(&mut self, leaf: &'a Indicator, full: &Number, reading: &mut Reading<'_, 'a>) -> Option<Sampled> {
        let sample = leaf.sample.as_ref()?;
        let Raw::Number(size) = reading.measured(&sample.size) else { return None };
        let value = match reading.measured(&leaf.measure) {
            Raw::Number(value) => Some(value),
            _ => None,
        };
        let interval = value.and_then(|value| match &sample.deviation {
            None => of_proportion(&value, &size, &sample.quantile, self.precision),
            Some(deviation) => match reading.measured(deviation) {
                Raw::Number(deviation) => of_mean(&value, &deviation, &size, &sample.quantile, self.precision),
                _ => None,
            },
        });
        let column = self.peers.column(&self.system.id, &leaf.id);
        let points = interval.as_ref().and_then(|(low, high)| self.points_within(&leaf.scale, low, high, full, column));
        let (least, confidence) = (sample.least.clone(), sample.confidence.clone());
        Some(Sampled { size, least, confidence, interval, points })
    }

    /// The least and the most points that values between two earn.
    fn points_within(
        &mut self,
        scale: &Scale,
        low: &Number,
        high: &Number,
        full: &Number,
        column: Option<&Column<'_>>,
    ) -> Option<(Number, Number)> {
        // Between its ends a scale turns only where it has a point of its own.
        let own = match scale {
            Scale::Anchors(points) | Scale::Step(points) => points.as_slice(),
            _ => &[],
        };
        let turns = own.iter().map(|(at, _)| at).filter(|at| *at > low && *at < high);
        let values: Vec<Number> = [low, high].into_iter().chain(turns).cloned().collect();
        let shares: Option<Vec<Real>> =
            values.iter().map(|value| Some(self.share(scale, value, full, column)?.0)).collect();
        let shares = shares?;
        let least = shares.iter().map(Real::low).min()?;
        let most = shares.iter().map(Real::high).max()?;
        Some((least.clone() * full.clone(), most.clone() * full.clone()))
    }

    fn add(
        &mut self,
        line: Declared<'a, '_>,
        groups: &[&'a Label],
        measurement: Measurement,
        reading: Reading<'_, 'a>,
        is_bounded: bool,
    ) {
        self.lines.push(Line {
            id: line.id,
            title: line.title,
            groups: groups.to_vec(),
            part: line.part,
            full: line.full.clone(),
            measurement,
            clauses: line.clauses,
            measure: line.measure.text(),
            is_bounded,
            sampled: None,
            exhausted: reading.exhausted,
            facts: reading.into_facts(),
            span: line.span,
        });
    }

    /// What a measured value comes to on a scale.
    fn scaled(&mut self, raw: Raw, id: &str, scale: &Scale, full: &Number) -> Measurement {
        let column = self.peers.column(&self.system.id, id);
        match raw {
            Raw::NotApplicable(reason) => Measurement::NotApplicable(reason),
            Raw::Exempt => {
                Measurement::NotApplicable(["按指标自身的规定".to_owned(), "by the indicator's own rule".to_owned()])
            }
            Raw::Boolean(passed) => {
                let share = if passed { Number::one() } else { Number::zero() };
                let points = share.clone() * full.clone();
                let arithmetic = format!("{share} × {full} = {points}");
                Measurement::Known { value: passed.to_string(), share: share.into(), points: points.into(), arithmetic }
            }
            Raw::Number(value) => {
                let before = column.and_then(|column| column.before(self.context.region));
                let moved = before.map_or_else(String::new, |before| format!("{before} ⇒ "));
                let held = column.and_then(|column| column.value(self.context.region)).unwrap_or(&value);
                let Some((share, steps)) = self.share(scale, held, full, column) else { return Measurement::Unknown };
                let points = share.clone() * Real::from(full.clone());
                let arithmetic = format!("{moved}{steps}; {share} × {full} = {points}");
                Measurement::Known { value: value.to_string(), share, points, arithmetic }
            }
            Raw::Unknown => self.stand_in(scale, full, column).unwrap_or(Measurement::Unknown),
        }
    }

    /// What stands in for an unknown value, where something does.
    fn stand_in(&mut self, scale: &Scale, full: &Number, column: Option<&Column<'_>>) -> Option<Measurement> {
        let column = column?;
        let (mean, of) = column.stand_in(self.context.region)?;
        let held = column.value(self.context.region)?;
        let (share, steps) = self.share(scale, held, full, Some(column))?;
        let points = share.clone() * Real::from(full.clone());
        let moved = if held == mean { String::new() } else { format!(" ⇒ {held}") };
        let arithmetic = format!("n = {of}: {mean}{moved}; {steps}; {share} × {full} = {points}");
        Some(Measurement::StandIn { share, points, arithmetic })
    }

    fn share(
        &mut self,
        scale: &Scale,
        value: &Number,
        full: &Number,
        column: Option<&Column<'_>>,
    ) -> Option<(Real, String)> {
        let class = scale.relative().zip(column).map(|(relative, column)| column.class(relative, self.context.region));
        share(scale, value, full, class.unwrap_or_default(), self.precision)
    }
}

fn deducted(raw: Raw, per: &Number, max: &Number) -> Measurement {
    match raw {
        Raw::NotApplicable(reason) => Measurement::NotApplicable(reason),
        Raw::Number(value) => {
            let product = value.clone() * per.clone();
            let points = product.clone().clamp(Number::zero(), max.clone());
            let arithmetic = format!("{value} × {per} = {product}; 0 ≤ {points} ≤ {max}");
            let share = points.checked_div(max).unwrap_or_else(Number::zero);
            Measurement::Known { value: value.to_string(), share: share.into(), points: points.into(), arithmetic }
        }
        Raw::Boolean(_) | Raw::Unknown | Raw::Exempt => Measurement::Unknown,
    }
}

/// What is measured, before it is put on a scale.
#[derive(PartialEq)]
pub(super) enum Raw {
    /// A number.
    Number(Number),
    /// A condition that is decided.
    Boolean(bool),
    /// Not decidable from what is reported.
    Unknown,
    /// It does not apply, `[zh, en]`.
    NotApplicable([String; 2]),
    /// The indicator's own rule says that it does not apply.
    Exempt,
}

impl Raw {
    fn unbound() -> Self {
        Self::NotApplicable(["不约束本地".to_owned(), "does not bind this region".to_owned()])
    }
}

fn not_applicable(reason: &Reason) -> [String; 2] {
    [reason.text(Language::Zh).to_owned(), reason.text(Language::En).to_owned()]
}

/// Evaluates a line's expressions and gathers what they read.
pub(super) struct Reading<'c, 'a> {
    context: &'c Context<'a>,
    facts: BTreeMap<String, Read>,
    exhausted: bool,
}

impl<'c, 'a> Reading<'c, 'a> {
    pub(super) fn new(context: &'c Context<'a>) -> Self {
        Self { context, facts: BTreeMap::new(), exhausted: false }
    }

    fn into_facts(self) -> Vec<Read> {
        self.facts.into_values().collect()
    }

    fn value(&mut self, expression: &Expression) -> Value<'c> {
        let evaluation = expression.evaluate(self.context.answering(expression));
        self.exhausted |= evaluation.exhausted;
        self.facts.extend(evaluation.reads.into_iter().map(|read| (read.path.clone(), read)));
        evaluation.value
    }

    /// What an indicator measures, its own exception considered.
    pub(super) fn raw(&mut self, leaf: &Indicator) -> Raw {
        let exempt = leaf.not_applicable.as_ref().map(|condition| self.value(condition));
        let measured = self.measured(&leaf.measure);
        match exempt {
            Some(Value::Boolean(true)) => Raw::Exempt,
            Some(Value::Unknown) => Raw::Unknown,
            _ if !self.is_enough(leaf) => Raw::Unknown,
            _ => measured,
        }
    }

    /// Whether so many were asked that anything is known; of too few, and of who knows how many, nothing is.
    fn is_enough(&mut self, leaf: &Indicator) -> bool {
        let Some(sample) = &leaf.sample else { return true };
        matches!(self.measured(&sample.size), Raw::Number(size) if size >= sample.least)
    }

    /// What an expression measures.
    pub(super) fn measured(&mut self, measure: &Expression) -> Raw {
        match self.value(measure) {
            Value::NotApplicable(reason) => Raw::NotApplicable(not_applicable(&reason)),
            Value::Boolean(value) => Raw::Boolean(value),
            Value::Number(value) => Raw::Number(value),
            _ => Raw::Unknown,
        }
    }
}
