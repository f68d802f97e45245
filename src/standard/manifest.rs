//! The `standard` node: what the package is.

use super::shape::{IDS, LINE, Many, NAMED, Reading, Shape, Slot, Takes};
use super::text::{Label, Text};
use crate::base::date::Date;
use crate::diagnostic::{Diagnostic, Language, Span};
use crate::syntax::Node;

static SHAPE: Shape = Shape {
    keyword: "standard",
    arguments: &[Slot::required("id", Takes::Text)],
    rest: None,
    properties: &[Slot::required("version", Takes::Text)],
    open: false,
    children: &[
        ("title", Many::Needed),
        ("issuer", Many::Once),
        ("effective", Many::Once),
        ("regions", Many::Several),
        ("level", Many::Several),
        ("submission", Many::Needed),
        ("templates", Many::Once),
    ],
};

static DATE: Shape = Shape {
    keyword: "effective",
    arguments: &[Slot::required("date", Takes::Date)],
    rest: None,
    properties: &[],
    open: false,
    children: &[],
};

/// The identity of a package.
#[derive(Debug, Clone)]
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
            span: reading.span(),
        })
    }

    /// What people call a level; the registry's own word where the manifest has none.
    #[must_use]
    pub fn level<'m>(&'m self, level: &'m str, language: Language) -> &'m str {
        self.levels.iter().find(|(known, _)| known == level).map_or(level, |(_, title)| title.text(language))
    }
}
