//! The standard as documents for people: Markdown made by a template, and one self-contained HTML page made of that.
//!
//! Beside them there is one page a language in which all of them, and the signs, can be searched.
//!
//! Texts of authors reach a document only as text: the templates escape them for Markdown, and the page takes no raw HTML from
//! Markdown but anchors.

mod labels;
pub mod markdown;
mod memo;
mod model;
mod page;
mod part;
pub mod scoring;
mod search;
mod section;
mod telling;
mod template;
mod wording;

use super::files::Files;
use crate::base::fingerprint::fingerprint;
use crate::diagnostic::catalogue::output as messages;
use crate::diagnostic::{Diagnostic, Language, Span};
use crate::standard::Standard;
use crate::standard::trace::Trace;
use section::Sections;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use telling::Teller;
use template::{Engine, Target};

/// The template that makes the page around a document.
const PAGE: &str = "page";
/// The built-in templates of documents, and of the page, by name.
const BUILT_IN: [(&str, &str); 2] =
    [("standard", include_str!("templates/standard.hbs")), (PAGE, include_str!("templates/page.hbs"))];
/// The built-in templates of parts that documents are put together from.
const PARTS: [(&str, &str); 10] = [
    ("standard-clause", include_str!("templates/standard-clause.hbs")),
    ("standard-figure", include_str!("templates/standard-figure.hbs")),
    ("standard-record", include_str!("templates/standard-record.hbs")),
    ("standard-source", include_str!("templates/standard-source.hbs")),
    ("standard-system", include_str!("templates/standard-system.hbs")),
    ("standard-table", include_str!("templates/standard-table.hbs")),
    ("standard-terms", include_str!("templates/standard-terms.hbs")),
    ("standard-threshold", include_str!("templates/standard-threshold.hbs")),
    ("standard-trace", include_str!("templates/standard-trace.hbs")),
    ("standard-traces", include_str!("templates/standard-traces.hbs")),
];

/// The languages of documents, and their marks in the names of files.
pub const LANGUAGES: [(Language, &str); 2] = [(Language::Zh, "zh"), (Language::En, "en")];

/// The author's own templates, by name; they replace built-in ones of the same name.
#[derive(Debug, Clone, Default, Hash)]
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
        BUILT_IN.into_iter().chain(PARTS).chain(own).collect()
    }

    /// The names of those that make documents.
    fn of_documents(&self) -> BTreeSet<&str> {
        let own = self.0.keys().map(String::as_str);
        BUILT_IN.into_iter().map(|(name, _)| name).chain(own).filter(|name| *name != PAGE).collect()
    }
}

/// The templates of documents and of their pages, parsed, and what was wrong with them.
#[derive(Debug)]
struct Engines {
    documents: Engine,
    pages: Engine,
    faults: Vec<Diagnostic>,
}

impl Engines {
    /// Parses the templates; what is wrong with them stands at `place`.
    fn new(templates: &Templates, place: Span) -> Self {
        let mut faults = Vec::new();
        let (pages, documents): (BTreeMap<_, _>, BTreeMap<_, _>) =
            templates.all().into_iter().partition(|(name, _)| *name == PAGE);
        let pages = Engine::new(&pages, Target::Html, place, &mut faults);
        let documents = Engine::new(&documents, Target::Markdown, place, &mut faults);
        Self { documents, pages, faults }
    }
}

/// What the last run made: templates as they were parsed when a document first asked for them, with their fingerprint (parsing them
/// takes a third of the time of a document, and they change least of all), and sections of documents.
#[derive(Debug, Default)]
pub struct Parsed {
    fingerprint: u64,
    engines: OnceLock<Engines>,
    sections: Sections,
}

impl Parsed {
    /// Begins a run with these templates: those parsed before serve again where they are the same.
    pub fn renew(&mut self, templates: &Templates) {
        let now = fingerprint(templates);
        if self.fingerprint != now {
            (self.fingerprint, self.engines) = (now, OnceLock::new());
        }
        self.sections.renew();
        if let Some(engines) = self.engines.get_mut() {
            engines.documents.renew();
        }
    }

    /// What serves the next run: nothing where something was wrong, which is said again then, at its place.
    pub fn kept(self) -> Self {
        let is_sound = self.engines.get().is_none_or(|engines| engines.faults.is_empty());
        if is_sound { self } else { Self { sections: self.sections, ..Self::default() } }
    }
}

/// Writes every declared document in a language with its mark, as Markdown and as HTML, and the page in which all are searched.
pub fn emit(
    standard: &Standard,
    trace: &Trace,
    parsed: &Parsed,
    templates: &Templates,
    (language, mark): (Language, &str),
    files: &mut Files,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let manifest = &standard.manifest;
    let place = manifest.templates.as_ref().map_or(manifest.span, |folder| folder.span);
    let engines = parsed.engines.get_or_init(|| Engines::new(templates, place));
    diagnostics.extend(engines.faults.iter().cloned());
    let teller = Teller::new(standard, trace, language);
    let known = templates.of_documents();
    let mut sought = Vec::new();
    for document in &standard.documents {
        if document.id.eq_ignore_ascii_case(search::NAME) {
            diagnostics
                .push(Diagnostic::new(&messages::DOCUMENT_NAMED_SEARCH).with("id", &document.id).at(document.span));
            continue;
        }
        let (name, place) = (document.template.value.as_str(), document.template.span);
        if !known.contains(name) {
            let known: Vec<&str> = known.iter().copied().collect();
            diagnostics.push(
                Diagnostic::new(&messages::TEMPLATE_MISSING)
                    .with("template", name)
                    .with("known", known.join(", "))
                    .at(place),
            );
            continue;
        }
        // A template that does not parse was reported when the engine was made.
        if !engines.documents.has(name) || !engines.pages.has(PAGE) {
            continue;
        }
        let model = teller.tell(document);
        let Some(text) = engines.documents.render(name, &model, place, diagnostics) else { continue };
        let sections = section::all_of(&text, &parsed.sections);
        let page = page::of(&model, &sections);
        let Some(html) = engines.pages.render(PAGE, &page, place, diagnostics) else { continue };
        let mut add = |extension: &str, text: String| {
            let extension = format!("{mark}.{extension}");
            files.add_declared("documents", &document.id, &extension, document.span, text, diagnostics);
        };
        add("html", html);
        add("md", text);
        sought.push(search::Source::document(page.title, &format!("{}.{mark}.html", document.id), &sections));
    }
    if !sought.is_empty() {
        files.add(&format!("documents/{}.{mark}.html", search::NAME), search::page(standard, sought, language));
    }
}

#[cfg(test)]
mod tests {
    use crate::emit::fixture::{outputs, text};

    #[test]
    fn the_built_in_text_has_the_chapters_in_order() {
        let (files, found) = outputs("", &[]);
        assert_eq!(found, Vec::<String>::new());
        let document = text(&files, "documents/text.zh.md");
        let chapters: Vec<&str> = document.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(
            chapters,
            [
                "## 前言",
                "## 1 范围",
                "## 2 规范性引用文件与依据",
                "## 3 术语和取值",
                "## 4 要求",
                "## 5 评价指标",
                "## 6 填报内容",
                "## 附录 A（资料性） 条款的落实",
            ]
        );
        assert!(document.contains("#### <a id=\"clause-law-1\"></a>【应】law-1 应有大厅 \\*加粗\\*"));
        assert!(document.contains("  - 判为问题：`large == 0`"));
        assert!(document.contains("- 法 \\| 规 (law)"), "a script is no address");
        let english = text(&files, "documents/text.en.md");
        assert!(english.contains("【shall】law-1") && english.contains("  - A problem when: `large == 0`"));
    }

    #[test]
    fn own_templates_replace_built_in_ones() {
        let own = [("standard.hbs", "# {{title}}\n{{> part}}"), ("part", "{{#each sources}}{{id}}{{/each}}")];
        let (files, found) = outputs("", &own);
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(text(&files, "documents/text.zh.md"), "# 标准文本\nlaw\n");
        assert!(text(&files, "documents/text.zh.html").contains("<h1 id=\"h-1\">标准文本</h1>"));
    }

    #[test]
    fn a_fault_in_a_template_is_said_once() {
        let (files, found) = outputs("", &[("standard", "{{title}}\n{{titel}}")]);
        assert_eq!(found.len(), 1);
        assert!(
            found.iter().all(|message| message.starts_with("GJ5021 template `standard`, line 2, uses `titel`")),
            "{found:?}"
        );
        assert!(!files.contains_key("documents/text.zh.md"));
        let (_, found) = outputs("document \"b\" \"乙\" { template \"letter\" }", &[]);
        assert!(found.len() == 1 && found.iter().all(|message| message.starts_with("GJ5023")), "{found:?}");
        let (_, found) = outputs("", &[("page", "{{nothing}}")]);
        assert!(
            found.len() == 1 && found.iter().all(|message| message.starts_with("GJ5021 template `page`")),
            "{found:?}"
        );
    }
}
