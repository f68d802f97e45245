//! What can be wrong, where, and how it is said.
//!
//! Every stage gives back [`Diagnostic`]s; none prints. A diagnostic names an entry of the one [`catalogue`]
//! (code, level, Chinese and English text), the arguments of its text, and places in sources.
//! [`render`] turns diagnostics into text for a terminal; reports use [`Diagnostic::text`].

pub mod catalogue;
pub mod page;
pub mod render;
mod source;

pub use catalogue::{Entry, Level};
pub use source::{GridLayout, Position, SourceId, SourceMap, Span, cell_name};

use serde::{Deserialize, Serialize};

/// The languages in which every text for users exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Chinese, the first language of every text.
    #[default]
    Zh,
    /// English.
    En,
}

/// A place that helps to understand a diagnostic whose cause lies elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// The same name was declared here first.
    DeclaredHere,
    /// This is one link of the chain (of a circle, for example).
    Via,
    /// What this place asks for is not met.
    RequiredHere,
    /// The same is the matter here.
    AlsoHere,
}

impl Remark {
    /// The words shown at the place.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::DeclaredHere, Language::Zh) => "最先在此处声明",
            (Self::DeclaredHere, Language::En) => "first declared here",
            (Self::Via, Language::Zh) => "经由此处",
            (Self::Via, Language::En) => "by way of this",
            (Self::RequiredHere, Language::Zh) => "此处提出要求",
            (Self::RequiredHere, Language::En) => "required here",
            (Self::AlsoHere, Language::Zh) => "此处也是",
            (Self::AlsoHere, Language::En) => "here too",
        }
    }
}

/// One thing that is wrong, once, at its place.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// What kind of thing, with its texts.
    pub entry: &'static Entry,
    /// How much it matters here: as the entry says, where nobody has changed it.
    pub level: Level,
    /// Values for the placeholders of the entry's texts.
    pub arguments: Vec<(&'static str, String)>,
    /// The place itself; `None` where there is none (a missing file, a wrong call).
    pub place: Option<Span>,
    /// Other places that explain it.
    pub remarks: Vec<(Span, Remark)>,
}

impl Diagnostic {
    /// A diagnostic without arguments or places.
    #[must_use]
    pub fn new(entry: &'static Entry) -> Self {
        Self { entry, level: entry.level, arguments: Vec::new(), place: None, remarks: Vec::new() }
    }

    /// Fills the placeholder `{name}` of the entry's texts.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.place = Some(span);
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn remark(mut self, span: Span, remark: Remark) -> Self {
        self.remarks.push((span, remark));
        self
    }

    /// Whether it stops a compilation.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.level == Level::Error
    }

    /// The message with its arguments filled in; text from files may stand in it unfiltered.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        catalogue::fill(self.entry.text(language), &self.arguments, language)
    }

    /// How to mend it, or an empty text.
    #[must_use]
    pub fn help(&self, language: Language) -> String {
        catalogue::fill(self.entry.help(language), &self.arguments, language)
    }
}

/// Whether any of them is an error.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}

/// Drops the diagnostics that only follow from others. Where no error would be left, the cause is not among them and all
/// stay: a compilation never fails without a reason.
pub fn drop_consequences(diagnostics: &mut Vec<Diagnostic>, follows: impl Fn(&Diagnostic) -> bool) {
    let causes = |found: &Diagnostic| found.is_error() && !follows(found);
    if diagnostics.iter().any(causes) {
        diagnostics.retain(|found| !follows(found));
    }
}

/// Sorts by place (file, position) and then by code, and drops exact repetitions, so that output never depends on the
/// order in which stages found things.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.place, a.entry.code, &a.arguments).cmp(&(b.place, b.entry.code, &b.arguments)));
    diagnostics.dedup_by(|a, b| a.place == b.place && a.entry.code == b.entry.code && a.arguments == b.arguments);
}
