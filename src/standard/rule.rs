//! Rules: what must hold, for whom, and what is said when it does not.

use super::selector::{BINDS, Selector};
use super::shape::{Child, IDS, LINE, Reading, Shape, Slot, Takes};
use super::text::{Label, Text};
use crate::base::date::Date;
use crate::diagnostic::{Diagnostic, Language, Span};
use crate::expr::{Expression, Template};
use crate::syntax::Node;

/// The `rule` node.
pub static SHAPE: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text)],
    open: false,
    children: &[
        Child::several("clause", &IDS),
        Child::several("binds", &BINDS),
        Child::once("applies-when", &CONDITION),
        Child::once("external-when", &EXTERNAL),
        Child::once("review-when", &CONDITION),
        Child::once("problem-when", &CONDITION),
        Child::once("good-when", &CONDITION),
        Child::once("judged-by", &CONDITION),
        Child::once("due", &DUE),
        Child::once("message", &LINE),
        Child::once("figure", &CONDITION),
        Child::once("advice", &LINE),
        Child::several("note", &LINE),
    ],
};

static CONDITION: Shape = Shape {
    arguments: &[Slot::required("expression", Takes::Text)],
    rest: None,
    properties: &[],
    open: false,
    children: &[],
};

static EXTERNAL: Shape = Shape {
    arguments: &[Slot::required("expression", Takes::Text)],
    rest: None,
    properties: &[Slot::required("responsible", Takes::Text)],
    open: false,
    children: &[],
};

static DUE: Shape = Shape {
    arguments: &[Slot::required("date", Takes::Date)],
    rest: None,
    properties: &[],
    open: false,
    children: &[],
};

/// A rule. `E` and `T` are the forms of its expressions and messages: text as declared, compiled in a standard.
#[derive(Debug, Clone, Hash)]
pub struct Rule<E = Expression, T = Template> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// The clauses it serves.
    pub clauses: Vec<Text>,
    /// Whom it binds.
    pub binds: Selector,
    /// Its conditions.
    pub conditions: Conditions<E>,
    /// Who has to act where the outcome is external.
    pub responsible: Option<String>,
    /// The last day before it is due.
    pub due: Option<Date>,
    /// What is said about a region, in Chinese.
    pub message: Option<T>,
    /// The same in English.
    pub message_en: Option<T>,
    /// A number reported with the outcome.
    pub figure: Option<E>,
    /// What to do about it.
    pub advice: Option<Label>,
    /// Notes on it.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

/// The conditions of a rule; in the order in which they decide, after `applies`.
#[derive(Debug, Clone, Hash)]
pub struct Conditions<E> {
    /// Where false, the rule does not apply.
    pub applies: Option<E>,
    /// Somebody else is responsible.
    pub external: Option<E>,
    /// Only a person can decide.
    pub review: Option<E>,
    /// There is a problem.
    pub problem: Option<E>,
    /// There is practice worth spreading.
    pub good: Option<E>,
    /// A fact that a person states; unknown means review.
    pub judged: Option<E>,
}

impl<E> Conditions<E> {
    /// All that are given, with their keyword.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &E)> {
        [
            ("applies-when", &self.applies),
            ("external-when", &self.external),
            ("review-when", &self.review),
            ("problem-when", &self.problem),
            ("good-when", &self.good),
            ("judged-by", &self.judged),
        ]
        .into_iter()
        .filter_map(|(keyword, condition)| condition.as_ref().map(|condition| (keyword, condition)))
    }

    /// The same, to be changed.
    pub fn all_mut(&mut self) -> impl Iterator<Item = (&'static str, &mut E)> {
        [
            ("applies-when", &mut self.applies),
            ("external-when", &mut self.external),
            ("review-when", &mut self.review),
            ("problem-when", &mut self.problem),
            ("good-when", &mut self.good),
            ("judged-by", &mut self.judged),
        ]
        .into_iter()
        .filter_map(|(keyword, condition)| condition.as_mut().map(|condition| (keyword, condition)))
    }
}

impl<E> Default for Conditions<E> {
    fn default() -> Self {
        Self { applies: None, external: None, review: None, problem: None, good: None, judged: None }
    }
}

impl Rule {
    /// The message in that language; the Chinese one where there is no English one.
    #[must_use]
    pub fn message_in(&self, language: Language) -> Option<&Template> {
        match language {
            Language::En => self.message_en.as_ref().or(self.message.as_ref()),
            Language::Zh => self.message.as_ref(),
        }
    }
}

/// A rule as it was declared.
pub type RuleDeclaration = Rule<Text, Text>;

impl RuleDeclaration {
    /// A rule that a kind makes while lowering.
    #[must_use]
    pub fn made(id: String, title: Label, span: Span) -> Self {
        Self {
            id,
            title,
            clauses: Vec::new(),
            binds: Selector::default(),
            conditions: Conditions::default(),
            responsible: None,
            due: None,
            message: None,
            message_en: None,
            figure: None,
            advice: None,
            notes: Vec::new(),
            span,
        }
    }

    /// Reads a `rule` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &SHAPE, diagnostics);
        let mut condition = |keyword: &str| {
            reading.child(keyword).and_then(|child| Reading::new(child, &CONDITION, diagnostics).text(0))
        };
        let conditions = Conditions {
            applies: condition("applies-when"),
            external: None,
            review: condition("review-when"),
            problem: condition("problem-when"),
            good: condition("good-when"),
            judged: condition("judged-by"),
        };
        let figure = condition("figure");
        let external = reading.child("external-when").map(|child| Reading::new(child, &EXTERNAL, diagnostics));
        let message = reading.child("message").map(|child| Reading::new(child, &LINE, diagnostics));
        let due = reading.child("due").and_then(|child| {
            let text = Reading::new(child, &DUE, diagnostics).text(0)?;
            Date::parse(&text.value)
        });
        let clauses = reading.child_ids("clause", diagnostics);
        let binds = Selector::read(reading.children("binds"), diagnostics);
        let advice = reading.child_label("advice", diagnostics);
        let notes = reading.child_labels("note", diagnostics);
        Some(Self {
            clauses,
            binds,
            conditions: Conditions { external: external.as_ref().and_then(|child| child.text(0)), ..conditions },
            responsible: external.and_then(|child| child.property_text("responsible")).map(|text| text.value),
            due,
            message: message.as_ref().and_then(|child| child.text(0)),
            message_en: message.as_ref().and_then(|child| child.property_text("en")),
            figure,
            advice,
            notes,
            ..Self::made(reading.text(0)?.value, reading.label(1)?, reading.span())
        })
    }
}
