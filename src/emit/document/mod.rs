//! The standard as documents for people: Markdown made by a template, and one self-contained HTML page made of that.
//!
//! Beside them there is one page a language in which all of them, and the signs, can be searched.
//!
//! Texts of authors reach a document only as text: the templates escape them for Markdown, and the page takes no raw HTML from
//! Markdown but anchors.

mod labels;
pub mod markdown;
mod model;
mod page;
pub mod scoring;
mod search;
mod telling;
mod template;
mod wording;

use super::files::Files;
use super::fingerprint;
use crate::diagnostic::catalogue::output as messages;
use crate::diagnostic::{Diagnostic, Language, Span};
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

/// The languages of documents, and their marks in the names of files.
const LANGUAGES: [(Language, &str); 2] = [(Language::Zh, "zh"), (Language::En, "en")];

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
        BUILT_IN.into_iter().chain(own).collect()
    }
}

/// The templates of documents and of their pages, parsed.
#[derive(Debug)]
struct Engines {
    documents: Engine,
    pages: Engine,
}

/// Templates as they were last parsed, with the fingerprint of those in which nothing was wrong: parsing them takes a third of the
/// time of a document, and they change least of all.
#[derive(Debug, Default)]
pub struct Parsed(Option<(Option<u64>, Engines)>);

impl Parsed {
    /// The engines of these templates; those with an error are reported at `place`, each time.
    fn engines(&mut self, templates: &Templates, place: Span, diagnostics: &mut Vec<Diagnostic>) -> &Engines {
        let now = Some(fingerprint(templates));
        let last = self.0.take().filter(|(fingerprint, _)| *fingerprint == now);
        let (_, engines) = self.0.insert(last.unwrap_or_else(|| {
            let before = diagnostics.len();
            let (pages, documents): (BTreeMap<_, _>, BTreeMap<_, _>) =
                templates.all().into_iter().partition(|(name, _)| *name == PAGE);
            let pages = Engine::new(&pages, Target::Html, place, diagnostics);
            let documents = Engine::new(&documents, Target::Markdown, place, diagnostics);
            (now.filter(|_| diagnostics.len() == before), Engines { documents, pages })
        }));
        engines
    }
}

/// Writes every declared document, in both languages, as Markdown and as HTML.
pub fn emit(
    standard: &Standard,
    trace: &Trace,
    templates: &Templates,
    parsed: &mut Parsed,
    files: &mut Files,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let manifest = &standard.manifest;
    let place = manifest.templates.as_ref().map_or(manifest.span, |folder| folder.span);
    let engines = parsed.engines(templates, place, diagnostics);
    let known = templates.all();
    let mut sought: [Vec<search::Source>; 2] = [Vec::new(), Vec::new()];
    for document in &standard.documents {
        if document.id.eq_ignore_ascii_case(search::NAME) {
            diagnostics
                .push(Diagnostic::new(&messages::DOCUMENT_NAMED_SEARCH).with("id", &document.id).at(document.span));
            continue;
        }
        let name = document.template.value.as_str();
        if name == PAGE || !known.contains_key(name) {
            let known: Vec<&str> = known.keys().copied().filter(|name| *name != PAGE).collect();
            diagnostics.push(
                Diagnostic::new(&messages::TEMPLATE_MISSING)
                    .with("template", name)
                    .with("known", known.join(", "))
                    .at(document.template.span),
            );
            continue;
        }
        // A template that does not parse was reported when the engine was made.
        if !engines.documents.has(name) || !engines.pages.has(PAGE) {
            continue;
        }
        for ((language, mark), sought) in LANGUAGES.into_iter().zip(&mut sought) {
            let before = diagnostics.len();
            let model = Teller::new(standard, trace, language).tell(document);
            let place = document.template.span;
            let Some(text) = engines.documents.render(name, &model, place, diagnostics) else {
                // The other language would fail at the same place.
                debug_assert!(diagnostics.len() > before);
                break;
            };
            let (page, parts) = page::of(&model, &text);
            let Some(html) = engines.pages.render(PAGE, &page, place, diagnostics) else { break };
            let mut add = |extension: &str, text: String| {
                files.add_declared(
                    "documents",
                    &document.id,
                    &format!("{mark}.{extension}"),
                    document.span,
                    text,
                    diagnostics,
                );
            };
            add("html", html);
            sought.push(search::Source::document(page.title, &format!("{}.{mark}.html", document.id), parts));
            add("md", text);
        }
    }
    for ((language, mark), sources) in LANGUAGES.into_iter().zip(sought).filter(|(_, sources)| !sources.is_empty()) {
        files.add(&format!("documents/{}.{mark}.html", search::NAME), search::page(standard, sources, language));
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
