//! The standard as documents for people: Markdown made by a template, and one self-contained HTML page made of that.
//!
//! Texts of authors reach a document only as text: the templates escape them for Markdown, and the page takes no raw HTML from
//! Markdown but anchors.

mod labels;
pub mod markdown;
mod model;
mod page;
mod telling;
mod template;
mod wording;

use super::files::Files;
use crate::diagnostic::catalogue::output as messages;
use crate::diagnostic::{Diagnostic, Language};
use crate::standard::Standard;
use crate::standard::trace::Trace;
use std::collections::BTreeMap;
use telling::Teller;
use template::{Engine, Target};

/// The template that makes the page around a document.
const PAGE: &str = "page";
/// The built-in templates, by name.
const BUILT_IN: [(&str, &str); 2] =
    [("standard", include_str!("templates/standard.hbs")), (PAGE, include_str!("templates/page.hbs"))];

/// The author's own templates, by name; they replace built-in ones of the same name.
#[derive(Debug, Clone, Default)]
pub struct Templates(BTreeMap<String, String>);

impl Templates {
    /// Templates by name, which may end in `.hbs`.
    #[must_use]
    pub fn new(templates: BTreeMap<String, String>) -> Self {
        let stem = |name: String| name.strip_suffix(".hbs").map(str::to_owned).unwrap_or(name);
        Self(templates.into_iter().map(|(name, text)| (stem(name), text)).collect())
    }

    /// All templates, built-in ones included.
    fn all(&self) -> BTreeMap<&str, &str> {
        let own = self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        BUILT_IN.into_iter().chain(own).collect()
    }
}

/// Writes every declared document, in both languages, as Markdown and as HTML.
pub fn emit(
    standard: &Standard,
    trace: &Trace,
    templates: &Templates,
    files: &mut Files,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let manifest = &standard.manifest;
    let place = manifest.templates.as_ref().map_or(manifest.span, |folder| folder.span);
    let (pages, documents): (BTreeMap<_, _>, BTreeMap<_, _>) =
        templates.all().into_iter().partition(|(name, _)| *name == PAGE);
    let pages = Engine::new(&pages, Target::Html, place, diagnostics);
    let engine = Engine::new(&documents, Target::Markdown, place, diagnostics);
    for document in &standard.documents {
        let name = document.template.value.as_str();
        if !documents.contains_key(name) {
            let known: Vec<&str> = documents.keys().copied().collect();
            diagnostics.push(
                Diagnostic::new(&messages::TEMPLATE_MISSING)
                    .with("template", name)
                    .with("known", known.join(", "))
                    .at(document.template.span),
            );
            continue;
        }
        // A template that does not parse was reported when the engine was made.
        if !engine.has(name) || !pages.has(PAGE) {
            continue;
        }
        for (language, mark) in [(Language::Zh, "zh"), (Language::En, "en")] {
            let before = diagnostics.len();
            let model = Teller::new(standard, trace, language).tell(document);
            let place = document.template.span;
            let Some(text) = engine.render(name, &model, place, diagnostics) else {
                // The other language would fail at the same place.
                debug_assert!(diagnostics.len() > before);
                break;
            };
            let page = page::of(&model, &text);
            let Some(html) = pages.render(PAGE, &page, place, diagnostics) else { break };
            let mut add = |extension: &str, text: String| {
                files.add_declared("documents", &document.id, &format!("{mark}.{extension}"), document.span, text, diagnostics);
            };
            add("md", text);
            add("html", html);
        }
    }
}
