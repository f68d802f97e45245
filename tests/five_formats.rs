//! The same submission in KDL, JSON, YAML, CSV and as a workbook comes to the same verdicts and scores, each with places in its
//! own file; the round of December 2023, handed in as workbooks, comes to the findings of the inspection; and no text in any
//! format makes its reader panic or fall silent.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use guiju::base::parallel;
use guiju::check::Assessment;
use guiju::diagnostic::{Language, SourceMap, Span};
use guiju::emit::form::{Filling, prefill, workbook as write_form};
use guiju::form::Form;
use guiju::package::Files;
use guiju::report;
use guiju::standard::record::{Content, Record};
use guiju::standard::{Label, Standard};
use guiju::submission::Facts;
use guiju::submission::folder::{accept, read_submissions};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use support::oracle::{assert_same, expected, is_finding};
use support::{Round, ZHEJIANG, ZHEJIANG_ROUND, binary, reports, repository};

/// How many regions are compared: those that report most.
const RICHEST: usize = 6;

/// Block YAML with the object's members.
fn yaml(value: &Value, indent: usize, text: &mut String) {
    let margin = "  ".repeat(indent);
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, value) in members {
                text.push_str(&format!("\n{margin}{name}:"));
                yaml(value, indent + 1, text);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                text.push_str(&format!("\n{margin}-"));
                yaml(item, indent + 1, text);
            }
        }
        // Empty collections and scalars are the same in both.
        other => text.push_str(&format!(" {other}")),
    }
}

/// Rows of CSV with the members of a record, as a clerk fills them in.
struct Rows<'s> {
    standard: &'s Standard,
    rows: Vec<[String; 2]>,
}

impl Rows<'_> {
    fn put(&mut self, path: &str, value: impl Into<String>) {
        self.rows.push([path.to_owned(), value.into()]);
    }

    fn record(&mut self, record: &Record, path: &str, object: &Map<String, Value>) {
        let reasons = |name: &str| object.get(name).and_then(Value::as_object).cloned().unwrap_or_default();
        for (name, reason) in reasons("not_applicable") {
            self.put(&join(path, &name), format!("不适用：{}", reason.as_str().unwrap()));
        }
        let partial = reasons("partial");
        for (name, value) in object {
            let Some(member) = record.member(name) else { continue };
            let path = join(path, name);
            match &member.content {
                Content::Part(of) => {
                    self.record(self.standard.record(&of.value).unwrap(), &path, value.as_object().unwrap());
                }
                Content::List { of, key } => {
                    let said = match partial.get(name).and_then(Value::as_str) {
                        Some(reason) => format!("未列全：{reason}"),
                        None => "已列全".to_owned(),
                    };
                    self.put(&format!("{path}[]"), said);
                    let of = self.standard.record(&of.value).unwrap();
                    for item in value.as_array().unwrap() {
                        let item = item.as_object().unwrap();
                        let own = format!("{path}[\"{}\"]", plain(&item[&key.value]).replace('"', "\"\""));
                        self.put(&own, "");
                        self.record(of, &own, item);
                    }
                }
                // The key of an element stands in its path.
                Content::Field(_) if path.ends_with(&format!("].{name}")) && is_key(value, &path) => {}
                Content::Field(field) => {
                    let title = |value: &Value| {
                        let choice = self.standard.choice(&field.kind.value);
                        let label: Option<&Label> = choice.and_then(|choice| choice.option(value.as_str()?));
                        label.map_or_else(|| plain(value), |label| label.zh.clone())
                    };
                    let text = match value {
                        Value::Array(items) if items.is_empty() => "无".to_owned(),
                        Value::Array(items) => items.iter().map(title).collect::<Vec<_>>().join("；"),
                        other => title(other),
                    };
                    self.put(&path, text);
                }
                Content::Derived(_) => panic!("{path} is computed"),
            }
        }
    }
}

fn is_key(value: &Value, path: &str) -> bool {
    path.contains(&format!("[\"{}\"].", plain(value)))
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "是".to_owned(),
        Value::Bool(false) => "否".to_owned(),
        other => other.to_string(),
    }
}

fn csv(standard: &Standard, region: &str, body: &Value) -> String {
    let mut rows = Rows { standard, rows: Vec::new() };
    rows.put("@region", region);
    rows.record(standard.root().unwrap(), "", body.as_object().unwrap());
    let quoted = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    let lines = rows.rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(","));
    ["路径,值".to_owned()].into_iter().chain(lines).collect::<Vec<_>>().join("\r\n")
}

/// The report on these files, without what every region that is not among them comes to.
fn report(round: &Round, files: Files, codes: &[&str]) -> Vec<Value> {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let submissions = read_submissions(&files, &round.standard, &mut sources, &mut diagnostics);
    let submissions = accept(submissions, &round.standard, &mut diagnostics);
    let assessment = Assessment::new(&round.standard, round.as_of, &submissions, &mut diagnostics);
    let told: Vec<String> =
        diagnostics.iter().map(|found| format!("{} {}", found.entry.code, found.text(Language::En))).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    let regions = reports(&assessment);
    let rolled = support::rolled(&assessment);
    let checked = report::Round::new(&assessment, &regions, &rolled, &diagnostics, &sources, Language::Zh);
    let text = report::json::render(&checked).unwrap();
    let mut whole: Value = serde_json::from_str(&text).unwrap();
    let regions = whole["regions"].as_array_mut().unwrap();
    regions.retain(|region| codes.contains(&region["code"].as_str().unwrap()));
    std::mem::take(regions)
}

/// Takes the places out of a report; gives the files that they name, and how many there are.
fn take_places(value: &mut Value, files: &mut Vec<String>) -> usize {
    match value {
        Value::Object(members) => {
            let mut count = 0;
            if let Some(Value::String(file)) = members.get("file") {
                let in_text = members.get("line").and_then(Value::as_u64).is_some_and(|line| line > 0);
                let in_workbook = members.get("sheet").is_some_and(Value::is_string)
                    && members.get("cell").is_some_and(Value::is_string);
                assert!(in_text != in_workbook, "a place is a line or a cell: {members:?}");
                files.push(file.clone());
                count += 1;
            }
            for name in ["file", "line", "column", "sheet", "cell"] {
                members.remove(name);
            }
            count + members.values_mut().map(|value| take_places(value, files)).sum::<usize>()
        }
        Value::Array(items) => items.iter_mut().map(|item| take_places(item, files)).sum(),
        _ => 0,
    }
}

/// Takes out what verdicts and points rest on.
fn take_facts(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("facts");
            members.values_mut().for_each(take_facts);
        }
        Value::Array(items) => items.iter_mut().for_each(take_facts),
        _ => {}
    }
}

#[test]
fn the_same_data_comes_to_the_same_in_every_format() {
    let round = Round::zhejiang();
    let count = |code: &str| {
        let facts = Facts::read(&round.standard, code, Some(&round.submissions[code].data), &mut Vec::new());
        facts.unwrap().count()
    };
    let mut codes: Vec<&str> = round.submissions.keys().map(String::as_str).collect();
    codes.sort_by_key(|code| std::cmp::Reverse(count(code)));
    codes.truncate(RICHEST);
    assert!(codes.iter().all(|code| count(code) >= 5));

    let files = |ending: &str, text: &dyn Fn(&str, &Value) -> String| {
        let files = codes.iter().map(|code| {
            let body = support::facts::json(&round.standard, &round.submissions[*code].data);
            (format!("{code}.{ending}"), text(code, &body).into_bytes())
        });
        Files::in_memory("", files.collect::<Vec<_>>())
    };
    let as_json = |code: &str, body: &Value| json!({"region": code, "data": body});
    let as_yaml = |code: &str, body: &Value| {
        let mut text = String::new();
        yaml(&as_json(code, body), 0, &mut text);
        text
    };
    let shipped = Files::read(&repository(ZHEJIANG_ROUND), &["kdl", "json"]).unwrap();
    let is_one = |path: &str| path.rsplit_once('-').is_some_and(|(code, _)| codes.contains(&code));
    let shipped = shipped.iter().filter(|(path, _)| is_one(path));
    let shipped = Files::in_memory("", shipped.map(|(path, bytes)| (path.to_owned(), bytes.to_vec())));
    let mut reports = vec![("shipped", report(&round, shipped, &codes))];
    reports.push(("json", report(&round, files("json", &|code, body| as_json(code, body).to_string()), &codes)));
    reports.push(("yaml", report(&round, files("yaml", &as_yaml), &codes)));
    reports.push(("csv", report(&round, files("csv", &|code, body| csv(&round.standard, code, body)), &codes)));

    let books = workbooks(&round, &|code| codes.contains(&code));
    reports.push(("xlsx", report(&round, Files::in_memory("", books), &codes)));

    let mut bare = Vec::new();
    for (format, mut regions) in reports {
        assert_eq!(regions.len(), codes.len());
        for region in &mut regions {
            assert_eq!(region["submitted"], true);
            let code = region["code"].as_str().unwrap().to_owned();
            let mut named = Vec::new();
            let places = take_places(region, &mut named);
            assert!(places > 0, "{code} in {format} has no places");
            if format != "shipped" {
                let own = named.iter().filter(|file| **file == format!("{code}.{format}")).count();
                assert!(own > 0 && named.iter().all(|file| file.ends_with(format)), "{format}: {named:?}");
            }
        }
        bare.push((format, regions));
    }
    let (_, first) = &bare[0];
    for (format, regions) in &bare[1..] {
        for (one, other) in first.iter().zip(regions) {
            if *format == "xlsx" {
                // A form names the duties of a plan before anybody reports on them, so that more is known of their list.
                let (mut one, mut other) = (one.clone(), other.clone());
                take_facts(&mut one);
                take_facts(&mut other);
                assert_eq!(one, other, "{format} differs");
            } else {
                assert_eq!(one, other, "{format} differs");
            }
        }
    }
}

/// The forms of regions that handed in, with what they reported, by the names of their files.
fn workbooks(round: &Round, is_asked: &dyn Fn(&str) -> bool) -> BTreeMap<String, Vec<u8>> {
    let assessment = round.assessment();
    let forms = Form::all(&round.standard);
    let asked = assessment.regions.iter().filter(|own| own.submitted && is_asked(&own.region.code));
    let filled: Vec<(String, &Form<'_>, Filling)> = asked
        .map(|own| {
            let form = forms.iter().find(|form| form.level == own.region.level).expect("a form for every level");
            let (filling, _) = prefill(form, &own.region.code, &own.facts);
            (format!("{}.xlsx", own.region.code), form, filling)
        })
        .collect();
    // Writing a hundred takes long enough to share it out.
    let written = |(path, form, filling): (String, &Form<'_>, Filling)| {
        (path, write_form(form, &filling).expect("the form can be written"))
    };
    parallel::map(filled, written).into_iter().collect()
}

#[test]
fn workbooks_give_the_findings_of_the_inspection_and_no_others() {
    let mut round = Round::zhejiang();
    let books = workbooks(&round, &|_| true);
    println!("{} workbooks, {} bytes", books.len(), books.values().map(Vec::len).sum::<usize>());
    assert!(books.len() >= 101);
    let (mut sources, mut found) = (SourceMap::default(), Vec::new());
    let files = Files::in_memory("", books);
    let submissions = read_submissions(&files, &round.standard, &mut sources, &mut found);
    let submissions = accept(submissions, &round.standard, &mut found);
    assert_eq!(submissions.len(), round.submissions.len());
    Assessment::new(&round.standard, round.as_of, &submissions, &mut found);
    let told = found.iter().map(|found| {
        let place = found.place.map(|span| sources.location(span)).unwrap_or_default();
        format!("{} {place} {}", found.entry.code, found.text(Language::Zh))
    });
    let told: Vec<String> = told.collect();
    assert!(told.is_empty(), "{} messages: {:#?}", told.len(), told.iter().take(40).collect::<Vec<_>>());
    round.submissions = submissions;
    let assessment = round.assessment();
    let findings: BTreeSet<_> = reports(&assessment)
        .iter()
        .flat_map(|report| report.outcomes.iter().map(|outcome| (report.region.code.clone(), outcome)))
        .filter(|(_, outcome)| is_finding(outcome.kind))
        .map(|(region, outcome)| (region, outcome.rule.id.clone(), outcome.kind))
        .collect();
    assert_same(&findings, &expected());
    assert_eq!(findings.len(), 79);
}

#[test]
fn the_binary_names_cells() {
    let round = Round::zhejiang();
    let folder = tempfile::tempdir().expect("a folder");
    let standard = repository(ZHEJIANG);
    let manifest = format!("submissions standard=\"{}\" as-of=\"2023-12-28\"\n", standard.display());
    support::folder::write(folder.path(), "submissions.kdl", manifest.as_bytes());
    for (path, bytes) in workbooks(&round, &|code| code == "330481") {
        support::folder::write(folder.path(), &path, &bytes);
    }
    let arguments = ["check", ".", "--standard", &standard.display().to_string(), "--format", "json"];
    let run = binary::guiju(folder.path(), &arguments);
    assert!(run.messages.is_empty(), "{}", run.messages);
    let mut report: Value = serde_json::from_str(&run.output).expect("a JSON report");
    let mut files = Vec::new();
    let places = take_places(&mut report, &mut files);
    assert!(places > 10 && files.iter().all(|file| file == "./330481.xlsx"), "{places} {files:?}");
}

/// A step of a generator of pseudo-random numbers (xorshift), the same in every run.
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state % 1_000_003).unwrap()
}

#[test]
fn no_text_makes_a_reader_panic() {
    let parts: [&[&str]; 3] = [
        &[
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "d800", "a", "region", "data", "1", "-", "e", ".", "null",
            " ", "\n", "中", "\u{0}",
        ],
        &[
            "a",
            "中",
            ":",
            ": ",
            "- ",
            "-",
            "? ",
            "\n",
            "\n  ",
            "\n    ",
            "\t",
            "[",
            "]",
            "{",
            "}",
            ",",
            "'",
            "\"",
            "\\",
            "|",
            ">",
            "|2-",
            "&a ",
            "*a",
            "!!",
            "!<",
            "%YAML 1.2",
            "---",
            "...",
            "#",
            " #",
            "<<",
            "region",
            "data",
            "~",
            "1",
            ".5",
            "\r",
            "\u{FEFF}",
            "\u{85}",
            "@",
            "`",
        ],
        &[
            "path", "value", ",", ";", "\t", "\"", "\"\"", "\n", "\r", "\r\n", "a", "a.b", "[", "]", "[]", "@region",
            "A", "=\"", "sep=;\n", "中", " ",
        ],
    ];
    let standard = support::form::sample();
    let mut state = 0x2545_F491_4F6C_DD1D;
    for round in 0..20_000 {
        for (ending, parts) in ["json", "yaml", "csv"].iter().zip(parts) {
            let mut text = if *ending == "csv" { "path,value\n".to_owned() } else { String::new() };
            for _ in 0..next(&mut state) % 40 {
                text.push_str(parts[next(&mut state) % parts.len()]);
            }
            let files = Files::in_memory("", [(format!("A.{ending}"), text.clone().into_bytes())]);
            let read = std::panic::catch_unwind(|| {
                let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
                let read = read_submissions(&files, standard, &mut sources, &mut diagnostics);
                // Every place lies within the text, between characters.
                let inside = |span: Span| {
                    let text = sources.text(span.source);
                    text.is_char_boundary(span.start as usize)
                };
                assert!(diagnostics.iter().filter_map(|found| found.place).all(inside), "{text:?}");
                assert!(!read.is_empty() || !diagnostics.is_empty(), "{text:?} says nothing");
            });
            assert!(read.is_ok(), "{ending}, round {round}: {text:?}");
        }
    }
}
