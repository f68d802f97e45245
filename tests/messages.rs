//! The catalogue of messages and the pages that explain them: every code has a page in both languages, its bad examples
//! really give the code, its good ones are clean, and both languages speak of the same arguments.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use guiju::analysis;
use guiju::check::Assessment;
use guiju::diagnostic::page::{Example, Page};
use guiju::diagnostic::{self, Diagnostic, Entry, Language, Level, SourceMap, catalogue};
use guiju::emit::{self, Templates};
use guiju::form::Forms;
use guiju::package::{self, Files};
use guiju::report::RegionReport;
use guiju::rollup::{Deliveries, RollUp};
use guiju::standard::Standard;
use guiju::submission::Facts;
use guiju::submission::folder::{MANIFEST, accept, read_round, read_submissions};
use guiju::submission::round::arrivals;
use guiju::submission::workbook;
use guiju::testing;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use support::workbook::cooked;
use support::{binary, folder, form, repository};

/// The start of the codes of the analysis.
const ANALYSIS: &str = "GJ6";
/// What the analysis says of every fragment: fields that nothing reads yet and clauses that nothing serves yet.
const OF_FRAGMENTS: [&str; 2] = ["GJ6001", "GJ6002"];

/// The package into which examples are put.
const BASE: [(&str, &str); 4] = [
    (
        "standard.kdl",
        r#"standard "demo" version="1.0.0" {
    title "示例标准"
    effective "2024-01-01"
    regions "regions.csv"
    submission "report"
    templates "templates"
}
"#,
    ),
    (
        "regions.csv",
        "code,name,level,parent,kind\nA0,示例市,city,,\nA1,东区,county,A0,coastal\nA2,西区,county,A0,inland\n",
    ),
    (
        "records.kdl",
        r#"choice "counter_style" "服务方式" { option "counter" "柜台式"; option "open" "开放式" }
choice "grade" "等次" { option "first" "甲等"; option "second" "乙等"; option "old-second" "乙等" }
unit "sheet" "份"
unit "wan-sheet" "万份" of="sheet" factor=10000
record "zone" "分区" {
    field "kind" "种类" type="text"
    field "area" "面积" type="number" unit="m2"
}
record "item" "事项" {
    field "code" "编码" type="text"
    field "ref" "目录编码" type="text"
}
record "hall" "大厅" {
    field "area" "面积" type="number" unit="m2" min=0
    field "width" "宽度" type="number" unit="m"
    field "staff" "人数" type="integer" min=0
    field "rate" "到岗率" type="number" min=0 max=1
    field "opened" "启用日" type="date"
    field "moved" "已搬迁" type="boolean"
    field "counter_style" "服务方式" type="counter_style"
    field "note" "说明" type="text"
    field "served" "服务区域" type="region"
    field "styles" "采用过的方式" type="counter_style" many=#true
    field "grade" "等次" type="grade"
    field "leaflets" "资料" type="number" unit="wan-sheet" min=0
    derived "crowding" "人均面积" "area / staff"
    list "zones" "分区" of="zone" key="kind"
}
record "report" "填报" {
    part "hall" "大厅" of="hall"
    list "items" "事项" of="item" key="code"
}
"#,
    ),
    (
        "rules.kdl",
        r#"source "notice" title="示例通知" {
    axis "problem" "问题方面"
    clause "notice-1" "大厅面积不少于 60 平方米" modality="requirement"
    clause "notice-2" "可以设分厅" modality="permission"
}
rule "hall-area" "大厅面积不足" {
    clause "notice-1"
    problem-when "hall.area < 60"
}
"#,
    ),
];

/// What the template example is put into.
const DOCUMENT: &str = "document \"letter\" \"函\" { template \"letter\" }\n";
const ROUND: &str = "submissions standard=\"../standards/demo\" as-of=\"2024-03-31\"\n";
/// The round of a submission that is no shell session.
const COUNTIES: &str = "submissions standard=\"demo\" as-of=\"2024-03-31\" due=\"2024-03-31\" expects=\"county\"\n";
const SUBMISSION: &str = "submission region=\"A1\" { hall { area 80 } }\n";

fn in_memory(files: BTreeMap<&str, String>) -> Files {
    Files::in_memory("demo", files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())))
}

/// The package with an example in it.
fn package(example: &Example<'_>) -> Files {
    let mut files: BTreeMap<&str, String> = BASE.iter().map(|(path, text)| (*path, (*text).to_owned())).collect();
    match (example.format, example.subject) {
        ("csv", _) => files.insert("regions.csv", example.text.to_owned()),
        ("hbs", _) => {
            files.insert("document.kdl", DOCUMENT.to_owned());
            files.insert("templates/letter.hbs", example.text.to_owned())
        }
        (_, "alone") => {
            files.retain(|path, _| *path == "regions.csv");
            files.insert("example.kdl", example.text.to_owned())
        }
        _ => files.insert("example.kdl", example.text.to_owned()),
    };
    in_memory(files)
}

/// All that is said about a package: while it compiles, about its outputs, and by its tests.
fn compiled(files: &Files) -> (Option<Standard>, Vec<Diagnostic>) {
    let mut sources = SourceMap::default();
    let compilation = package::compile(files, &mut sources);
    let mut diagnostics = compilation.diagnostics;
    if let Some(standard) = &compilation.standard {
        diagnostics.extend(emit::emit(standard, &Templates::new(compilation.templates)).1);
        diagnostics.extend(testing::run(standard).findings.into_iter().map(|finding| finding.diagnostic));
    }
    (compilation.standard, diagnostics)
}

/// Whether what is found counts on the page of this code.
///
/// Examples are fragments put into [`BASE`], so that the analysis always has something to say about them. Only pages of
/// its own codes
/// take its findings into account, and these leave out [`OF_FRAGMENTS`] unless the page is about the very code. On
/// pages of other
/// codes the analysis still runs, but what it finds is not what the example is about.
fn counts(found: &str, code: &str) -> bool {
    !found.starts_with(ANALYSIS) || found == code || code.starts_with(ANALYSIS) && !OF_FRAGMENTS.contains(&found)
}

/// What is said about a package example on the page of this code: what [`compiled`] says and then what the analysis
/// says.
fn analysed(example: &Example<'_>, code: &str) -> Vec<Diagnostic> {
    let (standard, mut diagnostics) = compiled(&package(example));
    let findings = standard.as_ref().map(analysis::analyse).unwrap_or_default();
    diagnostics.extend(findings.into_iter().filter(|found| counts(found.entry.code, code)));
    diagnostics
}

/// All that is said about a submission to the package.
fn submitted(example: &Example<'_>) -> Vec<Diagnostic> {
    let (standard, mut diagnostics) =
        compiled(&in_memory(BASE.iter().map(|(path, text)| (*path, (*text).to_owned())).collect()));
    let standard = standard.expect("the base compiles");
    let path = format!("A1.{}", example.format);
    let files = in_memory(BTreeMap::from([(path.as_str(), example.text.to_owned()), (MANIFEST, COUNTIES.to_owned())]));
    let mut sources = SourceMap::default();
    let round = read_round(&files, &mut sources, &mut diagnostics).expect("a round");
    let submissions = read_submissions(&files, &standard, &mut sources, &mut diagnostics);
    let arrived = arrivals(&files, &sources, &round, &submissions, &standard.registry, &mut diagnostics);
    let submissions = accept(submissions, &standard, &mut diagnostics);
    let day = guiju::base::date::Date::parse("2024-03-31").expect("a day");
    let assessment = Assessment::new(&standard, day, &submissions, &mut diagnostics);
    let reports: Vec<RegionReport<'_>> = RegionReport::all(&assessment, &mut diagnostics);
    assert_eq!(reports.len(), 3, "every region is reported on");
    let deliveries = Deliveries::of(&standard, &round, &arrived, &mut diagnostics);
    RollUp::of(&assessment, deliveries, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// All that is said about a form that is filled in and then edited.
fn filled_in(script: &str) -> Vec<Diagnostic> {
    let standard = form::sample();
    let workbook = form::filled().edited(script);
    let (submission, mut diagnostics) = workbook.read(&mut Forms::new(standard), &mut SourceMap::default());
    for (code, submission) in accept(submission.into_iter().collect(), standard, &mut diagnostics) {
        Facts::read(standard, &code, Some(&submission.data), &mut diagnostics);
    }
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// The codes that a shell session with the binary prints, and whether its last command ended well.
fn session(example: &Example<'_>) -> (Vec<String>, bool) {
    let mut files: Vec<(String, &str)> =
        BASE.iter().map(|(path, text)| (format!("standards/demo/{path}"), *text)).collect();
    files.push(("submissions/submissions.kdl".to_owned(), ROUND));
    files.push(("submissions/A1.kdl".to_owned(), SUBMISSION));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let here = folder::with_files(&files);
    let binary = Path::new(env!("CARGO_BIN_EXE_guiju"));
    let path = std::env::join_paths(
        std::iter::once(binary.parent().expect("a folder").to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let run = Command::new("sh")
        .args(["-c", example.text])
        .current_dir(here.path())
        .env("PATH", path.expect("a search path"))
        .env("NO_COLOR", "1")
        .env("XDG_CACHE_HOME", here.path().join(".cache"))
        .output()
        .expect("a shell");
    (codes(&String::from_utf8(run.stderr).expect("UTF-8")), run.status.success())
}

/// The codes in a text, in order.
fn codes(text: &str) -> Vec<String> {
    let starts = text.match_indices("GJ").map(|(at, _)| at);
    let candidates = starts.filter_map(|at| text.get(at..at + 6));
    candidates.filter(|code| code.chars().skip(2).all(|c| c.is_ascii_digit())).map(str::to_owned).collect()
}

/// All that is said about the workbook that a recipe describes.
fn handed_in(recipe: &str) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    workbook::read("A1.xlsx", &cooked(recipe), &mut SourceMap::default(), &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// The diagnostics that an example that is no shell session gives on the page of this code, in order.
fn said(example: &Example<'_>, code: &str) -> Vec<Diagnostic> {
    match (example.format, example.subject) {
        ("json" | "yaml", _) | (_, "submission") => submitted(example),
        ("xlsx", _) => handed_in(example.text),
        ("sheet", _) => filled_in(example.text),
        _ => analysed(example, code),
    }
}

/// The codes that an example gives on the page of this code, in order.
fn given(example: &Example<'_>, code: &str) -> Vec<String> {
    if example.format == "sh" {
        let (mut codes, well) = session(example);
        // Only an error makes a run end badly.
        let is_error = catalogue::find(code).is_some_and(|entry| entry.level == Level::Error);
        let as_told = well == example.good || (well && !is_error);
        assert!(as_told, "the exit code says whether all is well: {codes:?}\n{}", example.text);
        codes.retain(|found| counts(found, code));
        return codes;
    }
    said(example, code).iter().map(|found| found.entry.code.to_owned()).collect()
}

fn page(entry: &'static Entry) -> Page<'static> {
    Page::of(entry).unwrap_or_else(|| panic!("{} has no page, or one without all its parts", entry.code))
}

#[test]
fn the_base_is_clean() {
    let files = in_memory(BASE.iter().map(|(path, text)| (*path, (*text).to_owned())).collect());
    let (standard, diagnostics) = compiled(&files);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let findings = analysis::analyse(&standard.expect("the base compiles"));
    assert!(findings.iter().all(|found| OF_FRAGMENTS.contains(&found.entry.code)), "{findings:?}");
}

#[test]
fn bad_examples_give_their_code_and_good_ones_are_clean() {
    let mut wrong = Vec::new();
    let (mut bad, mut good) = (0, 0);
    for entry in catalogue::all() {
        for example in &page(entry).examples {
            let codes = given(example, entry.code);
            let right =
                if example.good { codes.is_empty() } else { codes.first().is_some_and(|first| first == entry.code) };
            *(if example.good { &mut good } else { &mut bad }) += 1;
            if !right {
                wrong.push(format!(
                    "{} {} {}: {codes:?}\n{}",
                    entry.code,
                    example.format,
                    if example.good { "good" } else { "bad" },
                    example.text
                ));
            }
        }
    }
    println!("{bad} bad examples, {good} good ones");
    assert!(wrong.is_empty(), "{} examples are not what they say:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_code_has_both_examples() {
    for entry in catalogue::all() {
        let page = page(entry);
        for good in [false, true] {
            assert!(
                page.examples.iter().any(|example| example.good == good),
                "{} has no example that is good={good}",
                entry.code
            );
        }
    }
}

#[test]
fn pages_speak_both_languages() {
    let is_chinese = |text: &str| text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
    for entry in catalogue::all() {
        let page = page(entry);
        for language in [Language::Zh, Language::En] {
            let text = page.explanation(language);
            let ends: usize = text.matches(if language == Language::Zh { '。' } else { '.' }).count();
            assert!((1..=9).contains(&ends), "{} {language:?}: {ends} sentences", entry.code);
            assert!(!page.title(language).is_empty(), "{}", entry.code);
        }
        assert!(is_chinese(page.explanation(Language::Zh)) >= 15, "{}", entry.code);
        assert!(is_chinese(page.explanation(Language::En)) <= 4, "{}", entry.code);
    }
}

#[test]
fn the_folder_of_pages_holds_the_catalogue_and_nothing_else() {
    let codes: BTreeSet<String> = catalogue::all().map(|entry| format!("{}.md", entry.code)).collect();
    let files: BTreeSet<String> = folder::contents(&repository("docs/messages")).into_keys().collect();
    assert_eq!(files, codes);
    assert_eq!(codes.len(), catalogue::all().count(), "codes are unique");
    for entry in catalogue::all() {
        let text = std::fs::read_to_string(repository(&format!("docs/messages/{}.md", entry.code))).expect("a page");
        assert!(text.starts_with(&format!("# {}\n", entry.code)), "{}", entry.code);
        assert_eq!(text.matches("```").count() % 2, 0, "{}", entry.code);
    }
}

/// The placeholders of a text.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let opened = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    opened.filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')).collect()
}

#[test]
fn both_languages_speak_of_the_same_arguments() {
    for entry in catalogue::all() {
        assert_eq!(placeholders(entry.text(Language::Zh)), placeholders(entry.text(Language::En)), "{}", entry.code);
        assert_eq!(placeholders(entry.help(Language::Zh)), placeholders(entry.help(Language::En)), "{}", entry.code);
    }
}

#[test]
fn every_placeholder_is_filled() {
    for entry in catalogue::all() {
        for example in page(entry).examples.iter().filter(|example| !example.good && example.format != "sh") {
            let diagnostics = said(example, entry.code);
            let first = diagnostics.first().expect("a bad example gives a message");
            for name in placeholders(entry.text(Language::Zh)).union(&placeholders(entry.help(Language::Zh))) {
                assert!(first.arguments.iter().any(|(known, _)| known == name), "{}: {{{name}}}", entry.code);
            }
        }
    }
}

#[test]
fn explain_prints_a_page_in_either_language() {
    let here = tempfile::tempdir().expect("a folder");
    let zh = binary::guiju(here.path(), &["explain", "gj2202"]);
    assert_eq!(zh.code, 0);
    assert!(zh.output.starts_with("GJ2202 · 错误 · 找不到所引用的名称\n"), "{}", zh.output);
    assert!(zh.output.contains("\n    rule \"hall-small\"") && !zh.output.contains("```"), "{}", zh.output);
    let en = binary::guiju(here.path(), &["explain", "GJ2202", "--lang", "en"]);
    assert!(en.output.contains("The message offers the nearest name") && en.output.contains("Right:"), "{}", en.output);
}

#[test]
fn explain_without_a_code_lists_all() {
    let here = tempfile::tempdir().expect("a folder");
    let list = binary::guiju(here.path(), &["explain"]);
    assert_eq!(list.code, 0);
    assert_eq!(list.output.lines().count(), catalogue::all().count());
    for (line, entry) in list.output.lines().zip(catalogue::all()) {
        assert!(line.starts_with(entry.code) && line.contains(page(entry).title(Language::Zh)), "{line}");
    }
}
