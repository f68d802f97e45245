//! Units of the author's own, and thresholds: the named figures of a standard, each with its origin.

use super::shape::{Child, IDS, LINE, Reading, Shape, Slot, Takes, Words, words_of};
use super::text::{Label, Text};
use crate::base::number::Number;
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Language, Span};
use crate::syntax::{Node, vocabulary};

/// The `unit` node.
pub static UNIT: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("of", Takes::Text),
        Slot::optional("factor", Takes::Number),
    ],
    open: false,
    children: &[],
};

/// The `threshold` node.
pub static THRESHOLD: Shape = Shape {
    arguments: &[
        Slot::required("name", Takes::Text),
        Slot::required("value", Takes::Number),
        Slot::required("title", Takes::Text),
    ],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("unit", Takes::Text),
        Slot::required("origin", Takes::Text).of(Origin::WORDS),
        Slot::optional("confirmed", Takes::Boolean),
    ],
    open: false,
    children: &[Child::several("clause", &IDS), Child::several("note", &LINE)],
};

/// A unit that the package declares.
#[derive(Debug, Clone, Hash)]
pub struct UnitDeclaration {
    /// The word for it in `unit="…"`.
    pub id: Text,
    /// How people call it.
    pub title: Label,
    /// The unit it is a multiple of, and how many of that it is.
    pub of: Option<(Text, Number)>,
}

impl UnitDeclaration {
    /// Reads a `unit` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &UNIT, diagnostics);
        let factor = reading.property_number("factor").unwrap_or_else(|| Number::from(1));
        let of = reading.property_text("of").map(|of| (of, factor));
        Some(Self { id: reading.text(0)?, title: reading.label(1)?, of })
    }
}

/// Who set a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The source states it.
    Source,
    /// The authors of this standard chose it.
    Ours,
    /// A law or a mandatory standard states it.
    Law,
}

impl Origin {
    const ALL: [(Self, &'static str); 3] = [(Self::Source, "source"), (Self::Ours, "ours"), (Self::Law, "law")];

    /// The keywords.
    pub const WORDS: Words = Words::Fixed(&words_of(&Self::ALL));

    /// The keyword.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        Self::ALL.iter().find(|(origin, _)| *origin == self).map_or("ours", |(_, word)| word)
    }

    /// The word for people.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Source, Language::Zh) => "来源所定",
            (Self::Source, Language::En) => "stated by the source",
            (Self::Ours, Language::Zh) => "本标准自定",
            (Self::Ours, Language::En) => "set by this standard",
            (Self::Law, Language::Zh) => "法规或强制标准所定",
            (Self::Law, Language::En) => "set by law or a mandatory standard",
        }
    }

    /// Reads the word in either language; an unknown one is reported and taken as ours.
    pub fn read(text: Option<Text>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let Some(text) = text else { return Self::Ours };
        let word = vocabulary::canonical(&text.value).unwrap_or(&text.value);
        if let Some((origin, _)) = Self::ALL.iter().find(|(_, keyword)| *keyword == word) {
            return *origin;
        }
        diagnostics.push(
            Diagnostic::new(&messages::UNKNOWN_WORD)
                .with("word", &text.value)
                .with("known", super::shape::nearest_or_all(&text.value, Self::ALL.iter().map(|(_, word)| *word)))
                .at(text.span),
        );
        Self::Ours
    }
}

/// A figure with a name; a constant in every expression.
#[derive(Debug, Clone, Hash)]
pub struct Threshold {
    /// Its name in expressions.
    pub name: String,
    /// Its value, in its unit.
    pub value: Number,
    /// Its title.
    pub title: Label,
    /// Its unit, as written.
    pub unit: Option<Text>,
    /// Who set it.
    pub origin: Origin,
    /// `false` where only a secondary source confirms a figure of law.
    pub confirmed: bool,
    /// Clauses it belongs to.
    pub clauses: Vec<Text>,
    /// Notes on it.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

impl Threshold {
    /// Reads a `threshold` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &THRESHOLD, diagnostics);
        let origin = Origin::read(reading.property_text("origin"), diagnostics);
        let clauses = reading.child_ids("clause", diagnostics);
        let notes = reading.child_labels("note", diagnostics);
        Some(Self {
            name: reading.text(0)?.value,
            value: reading.number(1)?,
            title: reading.label(2)?,
            unit: reading.property_text("unit"),
            origin,
            confirmed: reading.property_boolean("confirmed").unwrap_or(true),
            clauses,
            notes,
            span: reading.span(),
        })
    }
}
