//! Messages → findings.

use super::{About, Bilingual, Finding, Findings, Place, Status};
use crate::diagnostic::page::Page;
use crate::diagnostic::{Diagnostic, Entry, Language, SourceMap};

/// Arguments that change while the finding is the same: where it is, and what might have been meant.
const PASSING: [&str; 4] = ["line", "offset", "column", "known"];

/// In both languages.
pub(super) fn both(text: impl Fn(Language) -> String) -> Bilingual {
    [text(Language::Zh), text(Language::En)]
}

impl About {
    /// What a message says.
    fn of_message(entry: &'static Entry) -> Self {
        let page = Page::of(entry);
        let title = |language| page.as_ref().map_or(entry.text(language), |page| page.title(language)).to_owned();
        let text = |language| page.as_ref().map_or("", |page| page.explanation(language)).to_owned();
        Self {
            title: both(title),
            text: both(text),
            advice: both(|_| String::new()),
            severity: entry.level.into(),
            clauses: Vec::new(),
        }
    }
}

impl Findings {
    /// Adds messages to a suite. Without a place, a message is about the file that it names, if any.
    pub fn add_messages(&mut self, suite: usize, diagnostics: &[Diagnostic], sources: &SourceMap) {
        for diagnostic in diagnostics {
            self.add_message(suite, diagnostic, sources);
        }
    }

    pub(super) fn add_message(&mut self, suite: usize, diagnostic: &Diagnostic, sources: &SourceMap) {
        let finding = self.message(suite, diagnostic, sources);
        self.list.push(finding);
    }

    /// The finding that a message is; its case is named after its place.
    pub(super) fn message(&mut self, suite: usize, diagnostic: &Diagnostic, sources: &SourceMap) -> Finding {
        let entry = diagnostic.entry;
        self.rules.entry(entry.code.to_owned()).or_insert_with(|| About::of_message(entry));
        let named = || diagnostic.arguments.iter().find(|(name, _)| *name == "path").map(|(_, path)| Place::file(path));
        let place = diagnostic.place.map(|span| Place::of(span, sources)).or_else(named);
        let case =
            place.as_ref().map_or_else(|| entry.code.to_owned(), |place| format!("{} {}", entry.code, place.shown()));
        let help = both(|language| diagnostic.help(language));
        let further = diagnostic
            .remarks
            .iter()
            .map(|(span, remark)| (Place::of(*span, sources), both(|language| remark.text(language).to_owned())));
        // A region has one submission, whatever its file is called.
        let own = self.suites.get(suite);
        let is_region = own.is_some_and(|suite| suite.is_region);
        let path = place.as_ref().filter(|_| !is_region).map_or("", |place| place.path.as_str());
        let id = own.map_or("", |suite| suite.id.as_str()).to_owned();
        let mut parts = vec![entry.code, &id, path];
        let lasting = diagnostic.arguments.iter().filter(|(name, _)| !PASSING.contains(name));
        parts.extend(lasting.flat_map(|(name, value)| [*name, value.as_str()]));
        Finding {
            message: Some(both(|language| diagnostic.text(language))),
            advice: Some(help).filter(|[zh, en]| !zh.is_empty() || !en.is_empty()),
            further: further.collect(),
            fingerprint: self.fingerprints.of(&parts),
            place,
            ..Finding::new(Status::Message(diagnostic.level), entry.code, suite, case)
        }
    }
}
