//! From the nodes of an indicator system to its declaration.

use super::super::names::suggested;
use super::super::selector::Selector;
use super::super::shape::{Reading, nearest_or_all};
use super::super::text::Text;
use super::aggregate::{Aggregate, check_nesting};
use super::grade::{self, Grade};
use super::matrix::{self, Matrix};
use super::method::{Outliers, Ranking, Weighting};
use super::peers::Peers;
use super::sample::Sample;
use super::scale::Scale;
use super::shapes::{BONUS, DEDUCTION, GROUP, INDICATOR, MISSING, SYSTEM, VETO};
use super::uncertainty::Uncertainty;
use super::weights::{self, Whole};
use super::{Bonus, Branch, Deduction, Effect, Group, Indicator, Limits, Missing, SystemDeclaration, Veto, ids};
use crate::base::number::{Number, Rounding};
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::syntax::{Node, vocabulary};
use std::collections::BTreeSet;

/// The most digits behind the point that rounding keeps.
const MAX_DIGITS: u32 = 12;

impl SystemDeclaration {
    /// Reads an `indicators` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &SYSTEM, diagnostics);
        let digits = digits(&reading, diagnostics);
        let rounding = reading.property_text("rounding");
        let rounding = word(rounding, &ROUNDINGS, diagnostics).unwrap_or(Rounding::HalfEven);
        let binds = Selector::read(reading.children("binds"), diagnostics);
        let total = reading.property_number("total");
        let defaults =
            Defaults { weighting: Weighting::Points, missing: Missing::Zero, among: Peers::All, outliers: None };
        let defaults = defaults.within(&reading, diagnostics);
        let aggregate = reading.child("aggregate").and_then(|child| Aggregate::read(child, diagnostics));
        let ranking = reading.child("ranking").and_then(|child| Ranking::read(child, diagnostics));
        let uncertainty = Uncertainty::read(&reading, ranking.as_ref(), diagnostics);
        let mut incomplete = BTreeSet::new();
        let mut children = read_branches(&reading, &defaults, &mut incomplete, diagnostics);
        check_nesting(aggregate.as_ref(), &children, diagnostics);
        let matrix = reading.child("matrix").and_then(|child| Matrix::read(child, diagnostics));
        matrix::check(matrix.as_ref(), &children, false, diagnostics);
        let bonuses = reading.children("bonus").filter_map(|child| read_bonus(child, diagnostics)).collect();
        let deductions = reading.children("deduction").filter_map(|child| read_deduction(child, diagnostics)).collect();
        let vetoes: Vec<Veto<Text>> =
            reading.children("veto").filter_map(|child| read_veto(child, diagnostics)).collect();
        let grades = grade::read(&reading, ranking.as_ref(), diagnostics);
        let notes = reading.child_labels("note", diagnostics);
        check_tie_breaks(ranking.as_ref(), &children, diagnostics);
        let limits = read_limits(&reading, diagnostics);
        check_grades(&vetoes, &grades, diagnostics);
        let id = reading.text(0)?.value;
        let total = total?;
        let whole = Whole { id: &id, points: &total, weighting: &defaults.weighting, span: reading.span() };
        weights::distribute(&whole, &mut children, &incomplete, diagnostics);
        Some(Self {
            id,
            title: reading.label(1)?,
            total,
            digits: digits.unwrap_or(2),
            rounding,
            min_coverage: reading.property_number("min-coverage").unwrap_or_else(|| Number::from(0)),
            limits,
            weighting: defaults.weighting,
            binds,
            aggregate: aggregate.unwrap_or(Aggregate::Arithmetic),
            ranking,
            matrix,
            uncertainty,
            children,
            bonuses,
            deductions,
            vetoes,
            grades,
            notes,
            span: reading.span(),
        })
    }
}

/// How scores are rounded.
pub(super) const ROUNDINGS: [(Rounding, &str); 2] = [(Rounding::HalfEven, "half-even"), (Rounding::HalfUp, "half-up")];

/// Reads one of a fixed set of words; an unknown one is reported.
pub(super) fn word<T: Copy>(
    text: Option<Text>,
    known: &[(T, &'static str)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    let text = text?;
    let canonical = vocabulary::canonical(&text.value).unwrap_or(&text.value);
    let found = known.iter().find(|(_, keyword)| *keyword == canonical).map(|(value, _)| *value);
    if found.is_none() {
        diagnostics.push(
            Diagnostic::new(&messages::UNKNOWN_WORD)
                .with("word", &text.value)
                .with("known", nearest_or_all(&text.value, known.iter().map(|(_, word)| *word)))
                .at(text.span),
        );
    }
    found
}

/// What a group says for all indicators below that say nothing themselves.
#[derive(Clone)]
struct Defaults {
    weighting: Weighting,
    missing: Missing,
    among: Peers,
    outliers: Option<Outliers>,
}

impl Defaults {
    /// These, with what a node says otherwise.
    fn within(&self, reading: &Reading<'_>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let weighting = reading.child("weights").and_then(|child| Weighting::read(child, diagnostics));
        let outliers = reading.child("outliers").and_then(|child| Outliers::read(child, diagnostics));
        let (missing, among) = reading
            .child("missing")
            .and_then(|child| read_missing(child, diagnostics))
            .unwrap_or_else(|| (self.missing, self.among.clone()));
        Self {
            weighting: weighting.unwrap_or_else(|| self.weighting.below()),
            missing,
            among,
            outliers: outliers.or_else(|| self.outliers.clone()),
        }
    }
}

fn read_missing(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<(Missing, Peers)> {
    let reading = Reading::new(node, &MISSING, diagnostics);
    let missing = word(reading.text(0), &Missing::ALL, diagnostics)?;
    Some((missing, reading.property_text("among").map_or(Peers::All, |word| Peers::of(&word))))
}

/// Digits behind the point: 0 to 12.
pub(super) fn digits(reading: &Reading<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<u32> {
    let number = reading.property_number("round")?;
    let digits = number.to_i64().and_then(|digits| u32::try_from(digits).ok()).filter(|digits| *digits <= MAX_DIGITS);
    if digits.is_none() {
        let place = reading.property("round").map_or(reading.span(), |argument| argument.span);
        diagnostics
            .push(Diagnostic::new(&messages::ROUND_RANGE).with("value", &number).with("limit", MAX_DIGITS).at(place));
    }
    digits
}

/// The groups and indicators of a node. Where one cannot be read, the place of the node goes to `incomplete`.
fn read_branches(
    reading: &Reading<'_>,
    defaults: &Defaults,
    incomplete: &mut BTreeSet<Span>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Branch<Text>> {
    let mut branches = Vec::new();
    for (keyword, child) in reading.all_children() {
        let branch = match keyword {
            "group" => read_group(child, defaults, incomplete, diagnostics).map(|group| Branch::Group(Box::new(group))),
            "indicator" => read_indicator(child, defaults, diagnostics).map(|leaf| Branch::Indicator(Box::new(leaf))),
            _ => continue,
        };
        if branch.is_none() {
            incomplete.insert(reading.span());
        }
        branches.extend(branch);
    }
    branches
}

// Groups nest as deep as the front end lets blocks nest, which bounds this recursion.
fn read_group(
    node: &Node,
    defaults: &Defaults,
    incomplete: &mut BTreeSet<Span>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Group<Text>> {
    let reading = Reading::new(node, &GROUP, diagnostics);
    let given = reading.property_number("weight");
    let digits = digits(&reading, diagnostics);
    let defaults = defaults.within(&reading, diagnostics);
    let aggregate = reading.child("aggregate").and_then(|child| Aggregate::read(child, diagnostics));
    let children = read_branches(&reading, &defaults, incomplete, diagnostics);
    check_nesting(aggregate.as_ref(), &children, diagnostics);
    let notes = reading.child_labels("note", diagnostics);
    if given.is_none() && reading.has_refused_property() {
        // What was refused may have been the weight.
        return None;
    }
    Some(Group {
        id: reading.text(0)?.value,
        title: reading.label(1)?,
        weight: Number::zero(),
        given,
        weighting: defaults.weighting,
        // What is rounded has a value of its own.
        aggregate: aggregate.or(digits.map(|_| Aggregate::Arithmetic)),
        digits,
        children,
        column: reading.property_text("column"),
        notes,
        span: reading.span(),
    })
}

fn read_indicator(node: &Node, defaults: &Defaults, diagnostics: &mut Vec<Diagnostic>) -> Option<Indicator<Text>> {
    let reading = Reading::new(node, &INDICATOR, diagnostics);
    let digits = digits(&reading, diagnostics);
    let measure = reading.child_text("measure", diagnostics);
    let scale = reading.child("scale").and_then(|child| Scale::read(child, diagnostics));
    let sample = reading.child("sample").and_then(|child| Sample::read(child, diagnostics));
    let Defaults { missing, among, outliers, .. } = defaults.within(&reading, diagnostics);
    let not_applicable = reading.child_text("not-applicable-when", diagnostics);
    let binds = Selector::read(reading.children("binds"), diagnostics);
    let clauses = reading.child_ids("clause", diagnostics);
    let notes = reading.child_labels("note", diagnostics);
    let given = reading.property_number("weight");
    if given.is_none() && reading.has_refused_property() {
        return None;
    }
    Some(Indicator {
        id: reading.text(0)?.value,
        title: reading.label(1)?,
        weight: Number::zero(),
        given,
        digits,
        measure: measure?,
        sample,
        outliers,
        scale: scale?,
        missing,
        missing_among: among,
        not_applicable,
        column: reading.property_text("column"),
        binds,
        clauses,
        notes,
        span: reading.span(),
    })
}

fn read_bonus(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Bonus<Text>> {
    let reading = Reading::new(node, &BONUS, diagnostics);
    let measure = reading.child_text("measure", diagnostics);
    let scale = reading.child("scale").and_then(|child| Scale::read(child, diagnostics));
    let clauses = reading.child_ids("clause", diagnostics);
    Some(Bonus {
        id: reading.text(0)?.value,
        title: reading.label(1)?,
        max: reading.property_number("max")?,
        measure: measure?,
        scale: scale?,
        clauses,
        span: reading.span(),
    })
}

fn read_deduction(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Deduction<Text>> {
    let reading = Reading::new(node, &DEDUCTION, diagnostics);
    let measure = reading.child_text("measure", diagnostics);
    let clauses = reading.child_ids("clause", diagnostics);
    Some(Deduction {
        id: reading.text(0)?.value,
        title: reading.label(1)?,
        max: reading.property_number("max")?,
        per: reading.property_number("per")?,
        measure: measure?,
        clauses,
        span: reading.span(),
    })
}

fn read_veto(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Veto<Text>> {
    let reading = Reading::new(node, &VETO, diagnostics);
    let clauses = reading.child_ids("clause", diagnostics);
    let points = limit(&reading, "cap", diagnostics);
    let grade = reading.property_text("best-grade");
    let is_capped = points.is_some() || grade.is_some() || reading.property_number("cap").is_some();
    Some(Veto {
        id: reading.text(0)?.value,
        title: reading.label(1)?,
        when: reading.property_text("when")?,
        effect: if is_capped { Effect::Capped { points, grade } } else { Effect::Unscored },
        clauses,
        span: reading.span(),
    })
}

fn read_limits(reading: &Reading<'_>, diagnostics: &mut Vec<Diagnostic>) -> Limits {
    Limits {
        bonus: limit(reading, "bonus-limit", diagnostics),
        deduction: limit(reading, "deduction-limit", diagnostics),
        ceiling: limit(reading, "ceiling", diagnostics),
    }
}

/// A number of points that is not below zero.
fn limit(reading: &Reading<'_>, property: &'static str, diagnostics: &mut Vec<Diagnostic>) -> Option<Number> {
    let number = reading.property_number(property)?;
    if !number.is_negative() {
        return Some(number);
    }
    let place = reading.property(property).map_or(reading.span(), |argument| argument.span);
    let negative = Diagnostic::new(&messages::NEGATIVE_LIMIT).with("property", property).with("value", &number);
    diagnostics.push(negative.at(place));
    None
}

/// Best grades under vetoes are grades of the system.
fn check_grades(vetoes: &[Veto<Text>], grades: &[Grade], diagnostics: &mut Vec<Diagnostic>) {
    for veto in vetoes {
        let Effect::Capped { grade: Some(best), .. } = &veto.effect else { continue };
        let mut known = grades.iter().map(|grade| grade.title.zh.as_str());
        if !known.any(|title| title == best.value) {
            let known: Vec<&str> = grades.iter().map(|grade| grade.title.zh.as_str()).collect();
            let stranger = Diagnostic::new(&messages::VETO_GRADE).with("name", &best.value);
            diagnostics.push(stranger.with("known", known.join(", ")).at(best.span));
        }
    }
}

/// Ties are broken by what the system has.
fn check_tie_breaks(ranking: Option<&Ranking>, children: &[Branch<Text>], diagnostics: &mut Vec<Diagnostic>) {
    let known = ids(children);
    for name in ranking.into_iter().flat_map(|ranking| &ranking.then) {
        if known.iter().all(|(id, _)| *id != name.value) {
            let suggested = suggested(&name.value, known.iter().map(|(id, _)| *id));
            let stranger = Diagnostic::new(&messages::TIE_BREAK).with("name", &name.value).with("known", suggested);
            diagnostics.push(stranger.at(name.span));
        }
    }
}
