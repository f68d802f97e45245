//! From a compiled standard to the files that are published: an output, a folder.
//!
//! Everything here is a pure function of the standard and the author's templates: the same input gives the same bytes.
//! Texts are UTF-8 with LF line ends and end with one; calendars have the CRLF that their format asks for, and workbooks are
//! binary.

pub mod document;
mod duty;
pub mod files;
#[cfg(test)]
#[expect(clippy::panic, reason = "a test may fail by panicking")]
mod fixture;
pub mod form;
mod memory;
mod plan;
mod schema;
pub(crate) mod sign;
mod table;
mod trace;

pub use document::Templates;
pub use memory::Memory;

use crate::base::fingerprint::fingerprint;
use crate::diagnostic::Diagnostic;
use crate::standard::Standard;
use crate::standard::trace::Trace;
use plan::Plan;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Files by relative path, with `/` between folders.
pub type Outputs = BTreeMap<String, Vec<u8>>;

/// Makes all outputs. Where a diagnostic is an error, the outputs are not complete and must not replace older ones.
#[must_use]
pub fn emit(standard: &Standard, templates: &Templates) -> (Outputs, Vec<Diagnostic>) {
    emit_again(standard, templates, &mut Memory::default())
}

/// The same, without making again what reads nothing that has changed since the memory was last used; the bytes are the same
/// whatever the memory holds.
#[must_use]
pub fn emit_again(standard: &Standard, templates: &Templates, memory: &mut Memory) -> (Outputs, Vec<Diagnostic>) {
    let trace = OnceLock::new();
    let trace = || trace.get_or_init(|| Trace::of(standard));
    let mut parsed = std::mem::take(&mut memory.templates);
    parsed.renew(templates);
    let mut plan = Plan::default();
    let Standard { manifest, registry, sources, region_sets, units, unit_titles, thresholds, .. } = standard;
    let Standard { code_lists, choices, records, rules, systems, documents, .. } = standard;
    let Standard { sign_styles, signs, tables, plans, summaries, glossaries, .. } = standard;
    let told = (region_sets, unit_titles, code_lists, systems, documents, plans, glossaries, templates);
    let traced = (manifest, sources, thresholds, records, rules, systems, sign_styles, signs, tables, summaries);
    // Both are read more than once.
    let traced = fingerprint(&traced);
    let read = fingerprint(&(registry, units, choices, told, traced));
    for language in document::LANGUAGES {
        let (trace, parsed) = (&trace, &parsed);
        plan.add(format!("documents.{}", language.1), &read, move |files, found| {
            document::emit(standard, trace(), parsed, templates, language, files, found);
        });
    }
    plan.add("trace", &traced, |files, _| trace::emit(standard, trace(), files));
    form::plan(standard, &mut memory.reads, &mut plan);
    let read = (manifest, registry, sources, plans);
    plan.add("duties", &read, |files, found| duty::emit(standard, files, found));
    let read = (manifest, registry, records, choices, units);
    plan.add("schemas", &read, |files, _| schema::emit(standard, files));
    let read = (manifest, choices, sign_styles, signs);
    plan.add("signs", &read, |files, found| sign::emit(standard, files, found));
    plan.add("tables", tables, |files, found| table::emit(standard, files, found));
    let made = plan.run(memory);
    memory.templates = parsed.kept();
    made
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    const SIGN: &str = r##"
        sign-style "plate" "牌" width=300 height=100 background="#12355B" colour="#FFFFFF" { line "name" height=30 }
        sign "a" style="plate" { set "name" "大厅"; clause "law-1" }
        table "list" "表" { column "id" "编号"; row "=1" }
    "##;

    #[test]
    fn all_outputs_are_there_and_repeat_byte_for_byte() {
        let (first, found) = fixture::outputs(SIGN, &[]);
        assert_eq!(found, Vec::<String>::new());
        let paths: Vec<&str> = first.keys().map(String::as_str).collect();
        assert_eq!(
            paths,
            [
                "documents/search.en.html",
                "documents/search.zh.html",
                "documents/text.en.html",
                "documents/text.en.md",
                "documents/text.zh.html",
                "documents/text.zh.md",
                "forms/city.xlsx",
                "forms/province.xlsx",
                "schemas/submission.schema.json",
                "signs/a.svg",
                "signs/index.html",
                "tables/list.csv",
                "tables/list.json",
                "trace/clauses.csv",
                "trace/fields.csv",
                "trace/gaps.md",
                "trace/trace.json",
            ]
        );
        assert_eq!(fixture::outputs(SIGN, &[]).0, first);
        for (path, bytes) in &first {
            let is_whole = if path.ends_with(".xlsx") {
                bytes.starts_with(b"PK\x03\x04")
            } else {
                bytes.ends_with(b"\n") && !bytes.contains(&b'\r')
            };
            assert!(is_whole, "{path}");
        }
    }

    #[test]
    fn authors_texts_run_nowhere() {
        let (outputs, _) = fixture::outputs(SIGN, &[]);
        for path in ["documents/text.zh.html", "documents/text.en.html", "signs/index.html", "signs/a.svg"] {
            let text = fixture::text(&outputs, path);
            for bad in ["<script", "<img", "javascript:", " src=\"", "@import", "<link"] {
                assert!(!text.contains(bad), "{bad} in {path}");
            }
        }
        let text = fixture::text(&outputs, "documents/text.zh.html");
        assert!(text.contains("&lt;img src=x onerror=alert(1)&gt;") && text.contains("应有大厅 *加粗*"));
        assert!(text.contains("<p># 第二段</p>"));
    }

    #[test]
    fn gaps_name_what_is_not_served_and_not_used() {
        let (outputs, _) = fixture::outputs("", &[]);
        let gaps = fixture::text(&outputs, "trace/gaps.md");
        assert!(gaps.contains("| 条款 clauses | 2 | 1 |"), "{gaps}");
        assert!(gaps.contains("- law-2 没有落实的（part=2）") && !gaps.contains("- law-1"));
        assert!(gaps.contains("| 1 | 1 | 0 |\n| 2 | 1 | 1 |"));
        assert!(gaps.contains("- 报告.unused 没有人用") && !gaps.contains("hall.area"));
        let trace: serde_json::Value =
            serde_json::from_str(&fixture::text(&outputs, "trace/trace.json")).unwrap_or_default();
        assert_eq!(trace["clauses"][0]["rules"], serde_json::json!(["has-hall"]));
        assert_eq!(trace["clauses"][0]["fields"], serde_json::json!(["hall.area", "report.halls", "report.large"]));
        assert_eq!(trace["rules"][0]["fields"], trace["clauses"][0]["fields"]);
        assert_eq!(trace["unserved"], serde_json::json!(["law-2"]));
    }
}
