//! Indicator systems: what is measured, on which scale, with what weight, how it is put together, and what happens when it is not
//! reported.

mod derived;
mod method;
mod peers;
mod scale;
mod weights;

pub use derived::{Allotted, Judged};
pub use method::{Aggregate, Outliers, Ranking, Stage, Ties, Weighting};
pub use peers::Peers;
pub use scale::{Method, Relative, Scale};

use super::selector::{BINDS, Selector};
use super::shape::{Child, IDS, LINE, Reading, Shape, Slot, Takes, Words, words_of};
use super::text::{Label, Text};
use crate::base::number::{Number, Rounding};
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::expr::Expression;
use crate::syntax::{Node, vocabulary};
use method::{AGGREGATE, OUTLIERS, RANKING, WEIGHTS};
use scale::SCALE;
use std::collections::BTreeSet;
use weights::Whole;

/// The most digits behind the point that rounding keeps.
const MAX_DIGITS: u32 = 12;

/// The `indicators` node.
pub static SYSTEM: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::required("total", Takes::Number),
        Slot::optional("round", Takes::Number),
        Slot::optional("rounding", Takes::Text).of(Words::Fixed(&words_of(&ROUNDINGS))),
        Slot::optional("min-coverage", Takes::Number),
    ],
    open: false,
    children: &[
        Child::several("binds", &BINDS),
        Child::once("weights", &WEIGHTS),
        Child::once("aggregate", &AGGREGATE),
        Child::once("missing", &MISSING),
        Child::once("outliers", &OUTLIERS),
        Child::once("ranking", &RANKING),
        Child::several("group", &GROUP),
        Child::several("indicator", &INDICATOR),
        Child::several("bonus", &BONUS),
        Child::several("deduction", &DEDUCTION),
        Child::several("veto", &VETO),
        Child::several("grade", &GRADE),
        Child::several("note", &LINE),
    ],
};

static GROUP: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("weight", Takes::Number),
        Slot::optional("round", Takes::Number),
    ],
    open: false,
    children: &[
        Child::once("weights", &WEIGHTS),
        Child::once("aggregate", &AGGREGATE),
        Child::once("missing", &MISSING),
        Child::once("outliers", &OUTLIERS),
        Child::several("group", &GROUP),
        Child::several("indicator", &INDICATOR),
        Child::several("note", &LINE),
    ],
};

static INDICATOR: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("weight", Takes::Number),
        Slot::optional("round", Takes::Number),
    ],
    open: false,
    children: &[
        Child::needed("measure", &LINE).in_second_sense(),
        Child::needed("scale", &SCALE),
        Child::once("outliers", &OUTLIERS),
        Child::once("missing", &MISSING),
        Child::once("not-applicable-when", &LINE),
        Child::several("binds", &BINDS),
        Child::several("clause", &IDS),
        Child::several("note", &LINE),
    ],
};

static BONUS: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text), Slot::required("max", Takes::Number)],
    open: false,
    children: &[
        Child::needed("measure", &LINE).in_second_sense(),
        Child::needed("scale", &SCALE),
        Child::several("clause", &IDS),
        Child::several("note", &LINE),
    ],
};

static DEDUCTION: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::required("max", Takes::Number),
        Slot::required("per", Takes::Number),
    ],
    open: false,
    children: &[
        Child::needed("measure", &LINE).in_second_sense(),
        Child::several("clause", &IDS),
        Child::several("note", &LINE),
    ],
};

static VETO: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text), Slot::required("when", Takes::Text)],
    open: false,
    children: &[Child::several("clause", &IDS), Child::several("note", &LINE)],
};

static GRADE: Shape = Shape {
    arguments: &[Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text), Slot::required("at", Takes::Number)],
    open: false,
    children: &[],
};

static MISSING: Shape = Shape {
    arguments: &[Slot::required("text", Takes::Text).of(Words::Fixed(&words_of(&Missing::ALL)))],
    properties: &[Slot::optional("among", Takes::Text).of(Words::Fixed(&Peers::WORDS))],
    ..LINE
};

/// A system that scores regions.
#[derive(Debug, Clone)]
pub struct IndicatorSystem<E = Expression> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// Full marks.
    pub total: Number,
    /// Digits to which a published score is rounded; rounding happens there and nowhere else.
    pub digits: u32,
    /// How it is rounded.
    pub rounding: Rounding,
    /// The least share of weight that has to be known for a score to have a value.
    pub min_coverage: Number,
    /// Whom it scores.
    pub binds: Selector,
    /// How the children make the whole.
    pub aggregate: Aggregate,
    /// How regions are put in order.
    pub ranking: Option<Ranking>,
    /// The tree of groups and indicators.
    pub children: Vec<Branch<E>>,
    /// What is added.
    pub bonuses: Vec<Bonus<E>>,
    /// What is taken off.
    pub deductions: Vec<Deduction<E>>,
    /// What makes a region unscored.
    pub vetoes: Vec<Veto<E>>,
    /// Grades, best first: title and least score.
    pub grades: Vec<(Label, Number)>,
    /// Notes on it.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

/// A node of the tree.
#[derive(Debug, Clone)]
pub enum Branch<E = Expression> {
    /// A group of further nodes.
    Group(Box<Group<E>>),
    /// A leaf.
    Indicator(Box<Indicator<E>>),
}

impl<E> Branch<E> {
    /// Its weight in points.
    #[must_use]
    pub fn weight(&self) -> &Number {
        match self {
            Self::Group(group) => &group.weight,
            Self::Indicator(indicator) => &indicator.weight,
        }
    }
}

/// A group of indicators.
#[derive(Debug, Clone)]
pub struct Group<E = Expression> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// Its points; the sum of its children's.
    pub weight: Number,
    /// Its weight as it was written.
    pub given: Option<Number>,
    /// What the weights of its children are.
    pub weighting: Weighting,
    /// How its children make its share; `None`: they stand for themselves in what it stands in.
    pub aggregate: Option<Aggregate>,
    /// Digits to which its value, out of the total, is rounded before it counts.
    pub digits: Option<u32>,
    /// What it holds.
    pub children: Vec<Branch<E>>,
    /// Notes on it.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

/// One indicator.
#[derive(Debug, Clone)]
pub struct Indicator<E = Expression> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// Its full points.
    pub weight: Number,
    /// Its weight as it was written.
    pub given: Option<Number>,
    /// Digits to which its value, out of the total, is rounded before it counts.
    pub digits: Option<u32>,
    /// What is measured.
    pub measure: E,
    /// What is done to values far from all others.
    pub outliers: Option<Outliers>,
    /// From the measured value to a share of the points.
    pub scale: Scale,
    /// What counts where the value is unknown.
    pub missing: Missing,
    /// The regions whose values stand in for an unknown one, where they do.
    pub missing_among: Peers,
    /// Where it leaves the denominator.
    pub not_applicable: Option<E>,
    /// Whom it measures.
    pub binds: Selector,
    /// The clauses it serves.
    pub clauses: Vec<Text>,
    /// Notes on it.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

/// Points on top.
#[derive(Debug, Clone)]
pub struct Bonus<E = Expression> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// The most it can add.
    pub max: Number,
    /// What is measured.
    pub measure: E,
    /// From the measured value to a share of `max`.
    pub scale: Scale,
    /// The clauses it serves.
    pub clauses: Vec<Text>,
    /// Where it is declared.
    pub span: Span,
}

/// Points off.
#[derive(Debug, Clone)]
pub struct Deduction<E = Expression> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// The most it can take off.
    pub max: Number,
    /// Points off for each unit of the measure.
    pub per: Number,
    /// What is counted.
    pub measure: E,
    /// The clauses it serves.
    pub clauses: Vec<Text>,
    /// Where it is declared.
    pub span: Span,
}

/// What makes a region unscored.
#[derive(Debug, Clone)]
pub struct Veto<E = Expression> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// When it strikes.
    pub when: E,
    /// The clauses it serves.
    pub clauses: Vec<Text>,
    /// Where it is declared.
    pub span: Span,
}

/// What an unknown value counts as in a score; its bounds stay 0 and the full points under every policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Nothing.
    Zero,
    /// The indicator leaves the denominator.
    LeaveOut,
    /// The region gets no score.
    Hold,
    /// The mean of the peers.
    Mean,
    /// The middle value of the peers.
    Median,
}

impl Missing {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Zero, "zero"),
        (Self::LeaveOut, "leave-out"),
        (Self::Hold, "hold"),
        (Self::Mean, "mean"),
        (Self::Median, "median"),
    ];

    /// Whether the peers' values stand in for it.
    #[must_use]
    pub fn is_imputed(self) -> bool {
        matches!(self, Self::Mean | Self::Median)
    }

    /// The keyword.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        Self::ALL.iter().find(|(missing, _)| *missing == self).map_or("zero", |(_, word)| word)
    }
}

/// A system as it was declared.
pub type SystemDeclaration = IndicatorSystem<Text>;

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
        let mut incomplete = BTreeSet::new();
        let mut children = read_branches(&reading, &defaults, &mut incomplete, diagnostics);
        let bonuses = reading.children("bonus").filter_map(|child| read_bonus(child, diagnostics)).collect();
        let deductions = reading.children("deduction").filter_map(|child| read_deduction(child, diagnostics)).collect();
        let vetoes = reading.children("veto").filter_map(|child| read_veto(child, diagnostics)).collect();
        let grades = reading
            .children("grade")
            .filter_map(|child| {
                let grade = Reading::new(child, &GRADE, diagnostics);
                Some((grade.label(0)?, grade.property_number("at")?))
            })
            .collect();
        let notes = reading.child_labels("note", diagnostics);
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
            binds,
            aggregate: aggregate.unwrap_or(Aggregate::Arithmetic),
            ranking,
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

const ROUNDINGS: [(Rounding, &str); 2] = [(Rounding::HalfEven, "half-even"), (Rounding::HalfUp, "half-up")];

/// Reads one of a fixed set of words; an unknown one is reported.
fn word<T: Copy>(text: Option<Text>, known: &[(T, &'static str)], diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    let text = text?;
    let canonical = vocabulary::canonical(&text.value).unwrap_or(&text.value);
    let found = known.iter().find(|(_, keyword)| *keyword == canonical).map(|(value, _)| *value);
    if found.is_none() {
        diagnostics.push(
            Diagnostic::new(&messages::UNKNOWN_WORD)
                .with("word", &text.value)
                .with("known", super::shape::nearest_or_all(&text.value, known.iter().map(|(_, word)| *word)))
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
fn digits(reading: &Reading<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<u32> {
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
        notes,
        span: reading.span(),
    })
}

fn read_indicator(node: &Node, defaults: &Defaults, diagnostics: &mut Vec<Diagnostic>) -> Option<Indicator<Text>> {
    let reading = Reading::new(node, &INDICATOR, diagnostics);
    let digits = digits(&reading, diagnostics);
    let measure = reading.child_text("measure", diagnostics);
    let scale = reading.child("scale").and_then(|child| Scale::read(child, diagnostics));
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
        outliers,
        scale: scale?,
        missing,
        missing_among: among,
        not_applicable,
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
    Some(Veto {
        id: reading.text(0)?.value,
        title: reading.label(1)?,
        when: reading.property_text("when")?,
        clauses,
        span: reading.span(),
    })
}
