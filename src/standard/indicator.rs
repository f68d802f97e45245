//! Indicator systems: what is measured, on which scale, with what weight, and what happens when it is not reported.

use super::selector::{BINDS, Selector};
use super::shape::{Child, IDS, LINE, Reading, Shape, Slot, Takes, Words, words_of};
use super::text::{Label, Text};
use crate::base::number::{Number, Rounding};
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::expr::Expression;
use crate::syntax::{Node, vocabulary};

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
    properties: &[Slot::optional("en", Takes::Text), Slot::required("weight", Takes::Number)],
    open: false,
    children: &[
        Child::several("group", &GROUP),
        Child::several("indicator", &INDICATOR),
        Child::several("note", &LINE),
    ],
};

static INDICATOR: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text), Slot::required("weight", Takes::Number)],
    open: false,
    children: &[
        Child::needed("measure", &LINE).in_second_sense(),
        Child::needed("scale", &SCALE),
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

static MISSING: Shape =
    Shape { arguments: &[Slot::required("text", Takes::Text).of(Words::Fixed(&words_of(&Missing::ALL)))], ..LINE };

static SCALE: Shape = Shape {
    arguments: &[Slot::required("kind", Takes::Text).of(Words::Fixed(&words_of(&SCALES)))],
    rest: None,
    properties: &[Slot::optional("from", Takes::Number), Slot::optional("to", Takes::Number)],
    open: false,
    children: &[Child::several("at", &AT)],
};

static AT: Shape = Shape {
    arguments: &[Slot::required("value", Takes::Number)],
    rest: None,
    properties: &[Slot::required("share", Takes::Number)],
    open: false,
    children: &[],
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
    Group(Group<E>),
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
    /// What is measured.
    pub measure: E,
    /// From the measured value to a share of the points.
    pub scale: Scale,
    /// What counts where the value is unknown.
    pub missing: Missing,
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

/// From a measured value to a share of the points, between 0 and 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scale {
    /// 0 at `from`, 1 at `to`, a straight line between, flat outside; `from` above `to` means that less is better.
    Linear {
        /// The value that earns nothing.
        from: Number,
        /// The value that earns all.
        to: Number,
    },
    /// The share of the highest step that the value reaches (values strictly falling); below the lowest step nothing.
    Step(Vec<(Number, Number)>),
    /// A condition: all or nothing.
    Pass,
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
}

impl Missing {
    const ALL: [(Self, &'static str); 3] = [(Self::Zero, "zero"), (Self::LeaveOut, "leave-out"), (Self::Hold, "hold")];

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
        let digits = reading.property_number("round").and_then(|number| number.to_i64());
        let rounding = reading.property_text("rounding");
        let rounding = word(rounding, &ROUNDINGS, diagnostics).unwrap_or(Rounding::HalfEven);
        let binds = Selector::read(reading.children("binds"), diagnostics);
        let total = reading.property_number("total");
        let children = read_branches(&reading, total.as_ref(), diagnostics);
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
        Some(Self {
            id: reading.text(0)?.value,
            title: reading.label(1)?,
            total: total?,
            digits: digits.and_then(|digits| u32::try_from(digits).ok()).unwrap_or(2).min(12),
            rounding,
            min_coverage: reading.property_number("min-coverage").unwrap_or_else(|| Number::from(0)),
            binds,
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

/// The groups and indicators of a node whose points are `whole`. Where one cannot be read, the weights are left unchecked.
fn read_branches(
    reading: &Reading<'_>,
    whole: Option<&Number>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Branch<Text>> {
    let mut branches = Vec::new();
    let mut complete = true;
    for (keyword, child) in reading.all_children() {
        let branch = match keyword {
            "group" => read_group(child, diagnostics).map(Branch::Group),
            "indicator" => read_indicator(child, diagnostics).map(|leaf| Branch::Indicator(Box::new(leaf))),
            _ => continue,
        };
        complete &= branch.is_some();
        branches.extend(branch);
    }
    if let (true, Some(whole), Some(id)) = (complete, whole, reading.text(0)) {
        check_weights(&id.value, whole, &branches, reading.span(), diagnostics);
    }
    branches
}

/// The weights of children make up their parent's exactly.
fn check_weights(id: &str, whole: &Number, children: &[Branch<Text>], span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let before = diagnostics.len();
    for child in children.iter().filter(|child| *child.weight() <= Number::from(0)) {
        let (id, span) = match child {
            Branch::Group(group) => (&group.id, group.span),
            Branch::Indicator(leaf) => (&leaf.id, leaf.span),
        };
        diagnostics.push(Diagnostic::new(&messages::NOT_POSITIVE).with("name", id).at(span));
    }
    let sum = children.iter().fold(Number::from(0), |sum, child| sum + child.weight().clone());
    // A sum with a wrong weight in it is wrong by that.
    if sum != *whole && diagnostics.len() == before {
        diagnostics
            .push(Diagnostic::new(&messages::WEIGHTS).with("name", id).with("sum", &sum).with("total", whole).at(span));
    }
}

// Groups nest as deep as the front end lets blocks nest, which bounds this recursion.
fn read_group(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Group<Text>> {
    let reading = Reading::new(node, &GROUP, diagnostics);
    let weight = reading.property_number("weight");
    let children = read_branches(&reading, weight.as_ref(), diagnostics);
    let notes = reading.child_labels("note", diagnostics);
    Some(Group {
        id: reading.text(0)?.value,
        title: reading.label(1)?,
        weight: weight?,
        children,
        notes,
        span: reading.span(),
    })
}

fn read_indicator(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Indicator<Text>> {
    let reading = Reading::new(node, &INDICATOR, diagnostics);
    let measure = reading.child_text("measure", diagnostics);
    let scale = reading.child("scale").and_then(|child| read_scale(child, diagnostics));
    let missing = reading.child("missing").and_then(|child| Reading::new(child, &MISSING, diagnostics).text(0));
    let missing = word(missing, &Missing::ALL, diagnostics).unwrap_or(Missing::Zero);
    let not_applicable = reading.child_text("not-applicable-when", diagnostics);
    let binds = Selector::read(reading.children("binds"), diagnostics);
    let clauses = reading.child_ids("clause", diagnostics);
    let notes = reading.child_labels("note", diagnostics);
    Some(Indicator {
        id: reading.text(0)?.value,
        title: reading.label(1)?,
        weight: reading.property_number("weight")?,
        measure: measure?,
        scale: scale?,
        missing,
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
    let scale = reading.child("scale").and_then(|child| read_scale(child, diagnostics));
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

#[derive(Clone, Copy)]
enum ScaleWord {
    Linear,
    Step,
    Pass,
}

const SCALES: [(ScaleWord, &str); 3] =
    [(ScaleWord::Linear, "linear"), (ScaleWord::Step, "step"), (ScaleWord::Pass, "pass")];

fn read_scale(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Scale> {
    let reading = Reading::new(node, &SCALE, diagnostics);
    match word(reading.text(0), &SCALES, diagnostics)? {
        ScaleWord::Pass => Some(Scale::Pass),
        ScaleWord::Linear => {
            let (from, to) = (reading.property_number("from"), reading.property_number("to"));
            match (from, to) {
                (Some(from), Some(to)) if from != to => Some(Scale::Linear { from, to }),
                _ => {
                    diagnostics.push(Diagnostic::new(&messages::LINEAR_SCALE).at(reading.span()));
                    None
                }
            }
        }
        ScaleWord::Step => {
            let steps: Vec<Step> = reading.children("at").filter_map(|child| Step::read(child, diagnostics)).collect();
            if let Some(place) = wrong_step(&steps, reading.span()) {
                diagnostics.push(Diagnostic::new(&messages::STEP_SCALE).at(place));
                return None;
            }
            Some(Scale::Step(steps.into_iter().map(|step| (step.at, step.share)).collect()))
        }
    }
}

/// A step of a scale, with its place and that of its share.
struct Step {
    at: Number,
    share: Number,
    span: Span,
    share_span: Span,
}

impl Step {
    fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &AT, diagnostics);
        let share_span = reading.property("share")?.span;
        Some(Self { at: reading.number(0)?, share: reading.property_number("share")?, span: node.span, share_span })
    }
}

/// Where steps make no scale: the first share that is none, or the first two steps that do not fall; `whole` where there
/// are none.
fn wrong_step(steps: &[Step], whole: Span) -> Option<Span> {
    if steps.is_empty() {
        return Some(whole);
    }
    let is_share = |share: &Number| *share >= Number::from(0) && *share <= Number::from(1);
    let outside = steps.iter().find(|step| !is_share(&step.share)).map(|step| step.share_span);
    let rising = steps.windows(2).filter_map(|pair| match pair {
        [above, below] if above.at <= below.at => Some(Span { end: below.span.end, ..above.span }),
        _ => None,
    });
    outside.into_iter().chain(rising).min()
}
