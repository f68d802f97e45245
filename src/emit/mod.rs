//! From a compiled standard to the files that are published: an output, a folder.
//!
//! Everything here is a pure function of the standard and the author's templates: the same input gives the same bytes.
//! Texts are UTF-8 with LF line ends and end with one; calendars have the CRLF that their format asks for, and workbooks are
//! binary.

pub mod document;
mod duty;
pub mod files;
mod fingerprints;
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

use crate::base::parallel;
use crate::diagnostic::Diagnostic;
use crate::standard::Standard;
use crate::standard::trace::LazyTrace;
use fingerprints::Fingerprints;
use plan::Plan;
use std::collections::BTreeMap;

/// Files by relative path, with `/` between folders.
pub type Outputs = BTreeMap<String, Vec<u8>>;

/// Makes all outputs. Where a diagnostic is an error, the outputs are not complete and must not replace older ones.
#[must_use]
pub fn emit(standard: &Standard, templates: &Templates) -> (Outputs, Vec<Diagnostic>) {
    emit_again(standard, &LazyTrace::default(), templates, &mut Memory::default())
}

/// The same with the trace of the standard, without making again what reads nothing that has changed since the memory was last used;
/// the bytes are the same whatever the memory holds.
#[must_use]
pub fn emit_again(
    standard: &Standard,
    trace: &LazyTrace,
    templates: &Templates,
    memory: &mut Memory,
) -> (Outputs, Vec<Diagnostic>) {
    let mut parsed = std::mem::take(&mut memory.templates);
    parsed.renew(templates);
    let mut plan = Plan::default();
    // Documents wait for the trace, which takes as long as to see what has changed.
    let of = parallel::preparing(
        || _ = trace.of(standard),
        || {
            let of = Fingerprints::of(standard);
            form::plan(standard, of, &mut memory.forms, &mut plan);
            of
        },
    );
    let told = (of.region_sets, of.unit_titles, of.code_lists, of.systems, of.documents, of.plans, of.glossaries);
    let traced = (of.manifest, of.sources, of.thresholds, of.records, of.rules, of.systems);
    let traced = (traced, of.sign_styles, of.signs, of.tables, of.summaries);
    for language in document::LANGUAGES {
        let parsed = &parsed;
        let read = (of.registry, of.units, of.choices, told, traced, templates);
        plan.add(format!("documents.{}", language.1), &read, move |files, found| {
            document::emit(standard, trace.of(standard), parsed, templates, language, files, found);
        });
    }
    duty::plan(standard, of, &mut plan);
    trace::plan(standard, trace.of(standard), of, &mut plan);
    let read = (of.manifest, of.registry, of.records, of.choices, of.units);
    plan.add("schemas", &read, |files, _| schema::emit(standard, files));
    let read = (of.manifest, of.choices, of.sign_styles, of.signs);
    plan.add("signs", &read, |files, found| sign::emit(standard, files, found));
    plan.add("tables", &of.tables, |files, found| table::emit(standard, files, found));
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
