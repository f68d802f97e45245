//! The `standard` node: what the package is.

use super::shape::{Child, IDS, LINE, NAMED, Reading, Shape, Slot, Takes, Words, nearest_or_all, words_of};
use super::text::{Label, Text};
use crate::base::date::Date;
use crate::diagnostic::catalogue::{analysis, declaration as messages};
use crate::diagnostic::{Diagnostic, Language, Level, Span};
use crate::syntax::{Node, vocabulary};

/// The `standard` node.
pub static SHAPE: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text)],
    rest: None,
    properties: &[Slot::required("version", Takes::Text)],
    open: false,
    children: &[
        Child::needed("title", &LINE),
        Child::once("issuer", &LINE),
        Child::once("effective", &DATE),
        Child::several("regions", &IDS),
        Child::several("level", &NAMED),
        Child::needed("submission", &LINE),
        Child::once("templates", &LINE),
        Child::several("finding", &FINDING),
    ],
};

static FINDING: Shape = Shape {
    arguments: &[Slot::required("code", Takes::Text)],
    rest: None,
    properties: &[Slot::required("level", Takes::Text).of(Words::Fixed(&words_of(&LEVELS)))],
    open: false,
    children: &[],
};

/// The levels of findings; `None`: they are not shown.
const LEVELS: [(Option<Level>, &str); 4] =
    [(Some(Level::Error), "error"), (Some(Level::Warning), "warning"), (Some(Level::Hint), "hint"), (None, "off")];

static DATE: Shape = Shape {
    arguments: &[Slot::required("date", Takes::Date)],
    rest: None,
    properties: &[],
    open: false,
    children: &[],
};

/// The identity of a package.
#[derive(Debug, Clone, Hash)]
pub struct Manifest {
    /// Its id, kebab-case.
    pub id: String,
    /// Its edition.
    pub version: String,
    /// Its title.
    pub title: Label,
    /// Who issues it.
    pub issuer: Option<Label>,
    /// The day from which it holds.
    pub effective: Option<Date>,
    /// Registry files, relative to the package.
    pub regions: Vec<Text>,
    /// What people call the levels of the registry: level and title.
    pub levels: Vec<(String, Label)>,
    /// The record that one region hands in.
    pub submission: Text,
    /// The folder whose templates replace the built-in ones, relative to the package.
    pub templates: Option<Text>,
    /// How much findings of the analysis matter, by code, where it is not as usual; `None`: not at all.
    pub findings: Vec<(String, Option<Level>)>,
    /// Where it is declared.
    pub span: Span,
}

impl Manifest {
    /// Reads the `standard` node; `None` where something needed is missing (and reported).
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &SHAPE, diagnostics);
        let effective = reading.child("effective").and_then(|child| {
            let text = Reading::new(child, &DATE, diagnostics).text(0)?;
            Date::parse(&text.value)
        });
        let regions =
            reading.children("regions").flat_map(|child| Reading::new(child, &IDS, diagnostics).texts(0)).collect();
        let levels = reading
            .children("level")
            .filter_map(|child| {
                let level = Reading::new(child, &NAMED, diagnostics);
                Some((level.text(0)?.value, level.label(1)?))
            })
            .collect();
        let templates = reading.child_text("templates", diagnostics);
        let submission = reading.child_text("submission", diagnostics);
        let title = reading.child("title").and_then(|child| Reading::new(child, &LINE, diagnostics).label(0));
        let findings = reading.children("finding").filter_map(|child| read_finding(child, diagnostics)).collect();
        let issuer = reading.child_label("issuer", diagnostics);
        Some(Self {
            id: reading.text(0)?.value,
            version: reading.property_text("version")?.value,
            title: title?,
            issuer,
            effective,
            regions,
            levels,
            submission: submission?,
            templates,
            findings,
            span: reading.span(),
        })
    }

    /// What people call a level; the registry's own word where the manifest has none.
    #[must_use]
    pub fn level<'m>(&'m self, level: &'m str, language: Language) -> &'m str {
        self.levels.iter().find(|(known, _)| known == level).map_or(level, |(_, title)| title.text(language))
    }
}

fn read_finding(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<(String, Option<Level>)> {
    let reading = Reading::new(node, &FINDING, diagnostics);
    let (code, word) = (reading.text(0)?, reading.property_text("level")?);
    let canonical = vocabulary::canonical(&word.value).unwrap_or(&word.value);
    let level = LEVELS.iter().find(|(_, known)| *known == canonical).map(|(level, _)| *level);
    let codes = || analysis::ENTRIES.iter().map(|entry| entry.code);
    let is_code = codes().any(|known| known == code.value);
    let mut unknown = |text: &Text, known: String| {
        let diagnostic = Diagnostic::new(&messages::UNKNOWN_WORD).with("word", &text.value).with("known", known);
        diagnostics.push(diagnostic.at(text.span));
    };
    if !is_code {
        unknown(&code, nearest_or_all(&code.value, codes()));
    }
    if level.is_none() {
        unknown(&word, nearest_or_all(&word.value, LEVELS.iter().map(|(_, known)| *known)));
    }
    is_code.then_some((code.value, level?))
}
