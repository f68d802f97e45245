//! Sources and their clauses: where a demand comes from, and how strong it is.

use super::selector::BINDS;
use super::selector::Selector;
use super::shape::{Child, IDS, LINE, NAMED, Reading, Shape, Slot, Takes, Words, words_of};
use super::text::{Label, Text};
use crate::base::date::Date;
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::syntax::{Node, Scalar, vocabulary};

/// The `source` node.
pub static SOURCE: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text)],
    rest: None,
    properties: &[
        Slot::required("title", Takes::Text),
        Slot::optional("en", Takes::Text),
        Slot::optional("date", Takes::Date),
        Slot::optional("url", Takes::Text),
    ],
    open: false,
    children: &[Child::several("axis", &NAMED), Child::several("clause", &CLAUSE), Child::several("note", &LINE)],
};

/// The `clause` node of a source.
pub static CLAUSE: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::optional("modality", Takes::Text).of(Modality::WORDS),
        Slot::optional("due", Takes::Date),
        Slot::optional("confirmed", Takes::Boolean),
        Slot::optional("quote", Takes::Boolean),
    ],
    open: true,
    children: &[
        Child::once("text", &LINE).in_second_sense(),
        Child::several("responsible", &IDS),
        Child::several("binds", &BINDS),
        Child::several("note", &LINE),
    ],
};

/// How strong a clause is (GB/T 1.1-2020, annex C, with the possibility of its earlier editions).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// 应: has to be.
    Requirement,
    /// 宜: ought to be.
    Recommendation,
    /// 可: is allowed.
    Permission,
    /// 能: is possible.
    Possibility,
    /// A statement of fact.
    Statement,
}

impl Modality {
    /// All, strongest first, with their keywords.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Requirement, "requirement"),
        (Self::Recommendation, "recommendation"),
        (Self::Permission, "permission"),
        (Self::Possibility, "possibility"),
        (Self::Statement, "statement"),
    ];

    /// The keywords.
    pub const WORDS: Words = Words::Fixed(&words_of(&Self::ALL));

    /// The keyword.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        Self::ALL.iter().find(|(modality, _)| *modality == self).map_or("statement", |(_, word)| word)
    }

    /// Reads the keyword in either language.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = vocabulary::canonical(word).unwrap_or(word);
        Self::ALL.iter().find(|(_, keyword)| *keyword == word).map(|(modality, _)| *modality)
    }

    /// Whether a region that does not do it can be told that it has a problem.
    #[must_use]
    pub fn can_bind(self) -> bool {
        !matches!(self, Self::Permission | Self::Possibility)
    }

    /// Whether it is a demand, so that what is not done in time is overdue.
    #[must_use]
    pub fn is_demand(self) -> bool {
        matches!(self, Self::Requirement | Self::Recommendation)
    }
}

/// A document that demands something.
#[derive(Debug, Clone, Hash)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// Its date.
    pub date: Option<Date>,
    /// Where it is published.
    pub url: Option<String>,
    /// The axes that classify its clauses: name and title.
    pub axes: Vec<(String, Label)>,
    /// Its clauses, in order.
    pub clauses: Vec<Clause>,
    /// Notes on the source.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

/// One demand of a source.
#[derive(Debug, Clone, Hash)]
pub struct Clause {
    /// Its id, unique in the package.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// How strong it is.
    pub modality: Modality,
    /// The last day for it.
    pub due: Option<Date>,
    /// Whether the figure was confirmed at its source; `false` for what only a secondary source says.
    pub confirmed: bool,
    /// Whether its title and text are the source's own words.
    pub quote: bool,
    /// Its places on the axes of its source: axis and value.
    pub axes: Vec<(String, String)>,
    /// What it says, in the author's words.
    pub text: Option<Label>,
    /// Who has to act.
    pub responsible: Vec<Label>,
    /// Whom it binds.
    pub binds: Selector,
    /// Notes on it.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

impl Source {
    /// Reads a `source` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &SOURCE, diagnostics);
        let axes: Vec<(String, Label)> = reading
            .children("axis")
            .filter_map(|child| {
                let axis = Reading::new(child, &NAMED, diagnostics);
                Some((axis.text(0)?.value, axis.label(1)?))
            })
            .collect();
        let clauses = reading.children("clause").filter_map(|child| Clause::read(child, &axes, diagnostics)).collect();
        let notes = reading.child_labels("note", diagnostics);
        let title = reading.property_text("title")?.value;
        Some(Self {
            id: reading.text(0)?.value,
            title: Label { zh: title, en: reading.property_text("en").map(|text| text.value) },
            date: reading.property_date("date"),
            url: reading.property_text("url").map(|text| text.value),
            axes,
            clauses,
            notes,
            span: reading.span(),
        })
    }
}

impl Clause {
    /// Reads a `clause` node; properties beyond its own must be among the `axes`.
    pub fn read(node: &Node, axes: &[(String, Label)], diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &CLAUSE, diagnostics);
        let mut places = Vec::new();
        for (name, argument) in reading.open_properties(&CLAUSE) {
            if axes.iter().any(|(axis, _)| axis == name) {
                if let Scalar::Text(value) | Scalar::Number(value) = &argument.value {
                    places.push((name.to_owned(), value.to_string()));
                }
            } else {
                diagnostics.push(
                    Diagnostic::new(&messages::UNKNOWN_AXIS)
                        .with("name", name)
                        .with("known", super::shape::nearest_or_all(name, axes.iter().map(|(axis, _)| axis.as_str())))
                        .at(node.property(name).map_or(argument.span, |property| property.name.span)),
                );
            }
        }
        let modality = read_modality(reading.property_text("modality"), diagnostics);
        let text = reading.child_label("text", diagnostics);
        let responsible = reading.child_ids("responsible", diagnostics).into_iter().map(|unit| Label::zh(unit.value));
        let responsible = responsible.collect();
        let notes = reading.child_labels("note", diagnostics);
        let binds = Selector::read(reading.children("binds"), diagnostics);
        Some(Self {
            id: reading.text(0)?.value,
            title: reading.label(1)?,
            modality,
            due: reading.property_date("due"),
            confirmed: reading.property_boolean("confirmed").unwrap_or(true),
            quote: reading.property_boolean("quote").unwrap_or(false),
            axes: places,
            text,
            responsible,
            binds,
            notes,
            span: reading.span(),
        })
    }
}

/// Reads a modality; without one, a clause states a fact.
pub(crate) fn read_modality(text: Option<Text>, diagnostics: &mut Vec<Diagnostic>) -> Modality {
    let Some(text) = text else { return Modality::Statement };
    Modality::parse(&text.value).unwrap_or_else(|| {
        diagnostics.push(
            Diagnostic::new(&messages::UNKNOWN_WORD)
                .with("word", &text.value)
                .with("known", super::shape::nearest_or_all(&text.value, Modality::ALL.iter().map(|(_, word)| *word)))
                .at(text.span),
        );
        Modality::Statement
    })
}
