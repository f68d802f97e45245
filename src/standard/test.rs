//! The authors' own tests: made-up facts, and what they expect of them.

use super::compile::OUTCOMES;
use super::shape::{ANY, Child, FACTS, Reading, Shape, Slot, Takes, Words};
use super::text::Text;
use crate::base::date::Date;
use crate::diagnostic::{Diagnostic, Span};
use crate::syntax::{Node, vocabulary};

/// The `test` node.
pub static TEST: Shape = Shape {
    arguments: &[Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[],
    open: false,
    children: &[
        Child::once("region", &REGION),
        Child::once("as-of", &AS_OF),
        Child::needed("given", &FACTS),
        Child::several("member", &MEMBER),
        Child::several("expect", &EXPECT),
        Child::several("expect-score", &EXPECT_NUMBER),
        Child::several("expect-points", &EXPECT_NUMBER),
        Child::several("expect-figure", &EXPECT_NUMBER),
    ],
};

static REGION: Shape = Shape {
    arguments: &[],
    rest: None,
    properties: &[Slot::optional("level", Takes::Text), Slot::optional("code", Takes::Text)],
    open: true,
    children: &[],
};

/// A region below the tested one, with its facts.
static MEMBER: Shape = Shape {
    arguments: &[Slot::required("region", Takes::Text)],
    rest: None,
    properties: &[],
    open: false,
    children: &[Child::several(ANY, &FACTS)],
};

static AS_OF: Shape = Shape {
    arguments: &[Slot::required("date", Takes::Date)],
    rest: None,
    properties: &[],
    open: false,
    children: &[],
};

static EXPECT: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("value", Takes::Any).of(Words::Fixed(&OUTCOMES))],
    rest: None,
    properties: &[],
    open: false,
    children: &[],
};

static EXPECT_NUMBER: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("value", Takes::Any).of(Words::Fixed(&[NO_NUMBER]))],
    rest: None,
    properties: &[],
    open: false,
    children: &[],
};

/// What is expected where there is no score.
pub const NO_NUMBER: &str = "none";

/// One test.
#[derive(Debug, Clone)]
pub struct Test {
    /// What it shows.
    pub title: String,
    /// The region's level, where it matters.
    pub level: Option<Text>,
    /// The region's code, where it matters.
    pub code: Option<Text>,
    /// Further columns of the region.
    pub attributes: Vec<(String, String)>,
    /// The day of the verdict.
    pub as_of: Option<Date>,
    /// The submission's body.
    pub given: Vec<Node>,
    /// The bodies of other regions' submissions: code and body.
    pub members: Vec<(Text, Vec<Node>)>,
    /// What is expected.
    pub expectations: Vec<Expectation>,
    /// Where it is declared.
    pub span: Span,
}

/// One expectation of a test.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// What is looked at.
    pub subject: ExpectationSubject,
    /// The rule, system or indicator; for a figure `summary/figure`.
    pub id: Text,
    /// The outcome, or the number as text, or `none`.
    pub value: Text,
}

/// What an expectation looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectationSubject {
    /// The outcome of a rule.
    Outcome,
    /// The rounded score of an indicator system.
    Score,
    /// The exact points of an indicator.
    Points,
    /// The exact value of a figure of a summary.
    Figure,
}

impl Test {
    /// Reads a `test` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &TEST, diagnostics);
        let region = reading.child("region").map(|child| Reading::new(child, &REGION, diagnostics));
        let as_of = reading.child("as-of").and_then(|child| {
            let text = Reading::new(child, &AS_OF, diagnostics).text(0)?;
            Date::parse(&text.value)
        });
        let mut expectations = Vec::new();
        for (keyword, child) in reading.all_children() {
            let subject = match keyword {
                "expect" => ExpectationSubject::Outcome,
                "expect-score" => ExpectationSubject::Score,
                "expect-points" => ExpectationSubject::Points,
                "expect-figure" => ExpectationSubject::Figure,
                _ => continue,
            };
            let shape = if subject == ExpectationSubject::Outcome { &EXPECT } else { &EXPECT_NUMBER };
            let expect = Reading::new(child, shape, diagnostics);
            let (Some(id), Some(mut value)) = (expect.text(0), expect.text(1)) else { continue };
            if let Some(word) = vocabulary::canonical(&value.value) {
                value.value = word.to_owned();
            }
            expectations.push(Expectation { subject, id, value });
        }
        let members = reading
            .children("member")
            .filter_map(|child| {
                let code = Reading::new(child, &MEMBER, diagnostics).text(0)?;
                Some((code, child.children().cloned().collect()))
            })
            .collect();
        let attributes = region.as_ref().map_or_else(Vec::new, |region| {
            let open = region.open_properties(&REGION);
            open.filter_map(|(name, value)| {
                let name = vocabulary::canonical(name).unwrap_or(name);
                Some((name.to_owned(), super::shape::text(value)?.value))
            })
            .collect()
        });
        Some(Self {
            title: reading.text(0)?.value,
            level: region.as_ref().and_then(|region| region.property_text("level")),
            code: region.as_ref().and_then(|region| region.property_text("code")),
            attributes,
            as_of,
            given: reading.child("given").map(|given| given.children().cloned().collect()).unwrap_or_default(),
            members,
            expectations,
            span: reading.span(),
        })
    }
}
