//! Reports for machines: one list of findings in six forms, read back by readers and judged by schemas that know nothing of us;
//! fingerprints and baselines; what makes a run fail; and texts that try to be more than texts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use guiju::check::Kind;
use guiju::diagnostic::{Language, Level};
use guiju::report::findings::{Activity, At, Finding, Findings, Place, Status, Suite};
use guiju::report::machine::Form;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::binary::guiju;
use support::folder::write;
use support::{ZHEJIANG_ROUND, repository, small};
use tempfile::TempDir;

/// The forms, with the name of a file of each.
const FORMS: [(&str, &str); 6] = [
    ("sarif", "all.sarif"),
    ("junit", "all.xml"),
    ("github", "all.txt"),
    ("gitlab", "all.json"),
    ("jsonl", "all.jsonl"),
    ("markdown", "all.md"),
];
/// What submissions, file names and names of regions hold that wants to be more than text.
const HOSTILE: [&str; 14] = [
    "::error file=x::boo",
    "\n::add-mask::secret",
    "\r::stop-commands::now",
    "##[set-env name=PATH]/tmp",
    "%0A::warning::x",
    "]]></system-out><failure/>",
    "<script>alert(1)</script><!--",
    "\u{1b}[2J\u{1b}]8;;https://example.invalid\u{7}",
    "\u{202e}txet\u{2066}",
    "| a | b |\n|---|---|\n# head",
    "`code` **bold** [x](https://example.invalid) ![i](javascript:x)",
    "@everyone @org/team #12 !7 org/repo#3 GH-12 ~label :smile: https://example.invalid www.example.invalid",
    "\u{2028}::error::x\u{85}::error::y",
    "&amp; &#64;x ,title=y:z {0} {{1}} \\[2](3)",
];

/// Folders and files that are judged by; absent on a machine that has not got them.
fn schema(name: &str) -> Option<PathBuf> {
    let folder =
        std::env::var_os("GUIJU_REPORT_SCHEMAS").map_or_else(|| repository("target/report-schemas"), PathBuf::from);
    let file = folder.join(name);
    if !file.exists() {
        println!("skipped: no {name} in GUIJU_REPORT_SCHEMAS");
        return None;
    }
    Some(file)
}

/// What Python's readers say of a report; `None` where there is no Python.
fn read(kind: &str, files: &[&Path]) -> Option<Vec<String>> {
    let run = Command::new("python3").arg(repository("tests/reports/read.py")).arg(kind).args(files).output();
    let Ok(run) = run else {
        println!("skipped: no python3");
        return None;
    };
    let errors = String::from_utf8_lossy(&run.stderr).into_owned();
    if errors.contains("No module named 'lxml'") {
        println!("skipped: no lxml");
        return None;
    }
    assert!(run.status.success(), "{kind}: {errors}");
    Some(String::from_utf8(run.stdout).unwrap().lines().map(str::to_owned).collect())
}

/// The small package and round, with every form asked for; regions are named by `names`.
struct Trial {
    folder: TempDir,
}

impl Trial {
    fn new() -> Self {
        let folder = small::folder();
        let rules = r#"
rule "open-good" "开放式服务" { clause "may"; good-when "style == 'open'"; message "{{region.name}}已开放：{{remark}}" }
rule "looked-at" "现场看" { clause "may"; review-when "seats > 14"; message "{{region.name}}要看：{{remark}}" }
rule "someone-else" "归别处" { clause "may"; external-when "seats > 13" responsible="别处"; message "归别处" ; advice "转告别处" en="tell them" }
"#;
        write(folder.path(), "standards/small/more.kdl", rules.as_bytes());
        write(folder.path(), "round/A1.kdl", small::KDL.replace("\"open\"", "\"counter\"").as_bytes());
        Self { folder }
    }

    /// A round in which hostile texts stand in values, names of regions and names of files.
    fn hostile() -> Self {
        let trial = Self::new();
        let mut registry =
            "code,name,level,parent,kind\nA0,甲市,city,,\nA1,乙县,county,A0,\nA2,丙县,county,A0,\n".to_owned();
        for (number, text) in HOSTILE.iter().enumerate() {
            let code = char::from(b'B' + u8::try_from(number).unwrap());
            let cell = text.replace('"', "\"\"");
            registry.push_str(&format!("{code}1,\"丁{cell}\",county,A0,\n"));
            let told = serde_json::to_string(&format!("说{text}")).unwrap();
            let data = format!("{{\"region\":\"{code}1\",\"data\":{{\"style\":\"counter\",\"remark\":{told}}}}}");
            let printable = |c: char| !c.is_control() && !"/\u{202e}\u{2066}\u{2028}\u{85}".contains(c);
            let name: String = text.chars().filter(|c| printable(*c)).take(60).collect();
            write(trial.folder.path(), &format!("round/戊 {number}{name}.json"), data.as_bytes());
        }
        write(trial.folder.path(), "standards/small/regions.csv", registry.as_bytes());
        trial
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs a verb with a report in every form, in files of the folder `out`.
    fn all_forms(&self, verb: &[&str], out: &str) -> i32 {
        let reports: Vec<String> = FORMS.iter().map(|(form, file)| format!("{form}={out}/{file}")).collect();
        let mut arguments = verb.to_vec();
        for report in &reports {
            arguments.extend(["--report", report]);
        }
        let run = guiju(self.folder.path(), &arguments);
        assert!(run.code < 3, "{}", run.all());
        for (_, file) in FORMS {
            assert!(self.path(out).join(file).exists(), "{file}: {}", run.all());
        }
        run.code
    }
}

type Found = BTreeSet<(String, String, String, String)>;

fn found(lines: &[String]) -> Found {
    lines.iter().map(|line| serde_json::from_str::<(String, String, String, String)>(line).unwrap()).collect()
}

/// The rows of the table of findings in Markdown: the cells as text. Nothing but text, breaks and tables may be in it.
fn markdown(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut cells, mut cell): (Vec<Vec<String>>, Vec<String>, String) = Default::default();
    for event in
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS)
    {
        match event {
            Event::Text(text) => cell.push_str(&text),
            Event::SoftBreak => cell.push(' '),
            Event::InlineHtml(html) => assert_eq!(&*html, "<br>"),
            Event::Html(html) => assert_eq!(html.trim_end(), "<!-- guiju report -->"),
            Event::Start(Tag::TableCell) => cell.clear(),
            Event::End(TagEnd::TableCell) => cells.push(std::mem::take(&mut cell).replace('\u{200b}', "")),
            Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut cells)),
            Event::End(TagEnd::TableHead) => cells.clear(),
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::Paragraph | Tag::Heading { .. })
            | Event::Start(Tag::HtmlBlock)
            | Event::End(_) => {}
            other => panic!("{other:?} in Markdown"),
        }
    }
    rows
}

#[test]
fn every_form_says_the_same() {
    let trial = Trial::new();
    let flawed = "submission region=\"A0\" {\n    area \"wide\"\n    nothing 3\n    remark \"电话 13800000000\"\n}\n";
    write(trial.folder.path(), "round/A0 #1 50%.kdl", flawed.as_bytes());
    assert_eq!(trial.all_forms(&["check", small::ROUND], "out"), 2);
    let lines: Vec<Value> =
        trial.text("out/all.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: BTreeSet<&str> = lines.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert!(
        ["problem", "good", "review", "external", "error", "warning"].iter().all(|kind| kinds.contains(kind)),
        "{kinds:?}"
    );
    let own: Found = lines
        .iter()
        .map(|line| {
            let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
            let place = line["line"].as_u64().map_or_else(String::new, |line| line.to_string());
            (text("rule"), text("region_name"), text("file"), place)
        })
        .collect();
    assert!(own.len() >= 7, "{own:?}");
    assert!(own.iter().any(|(rule, region, file, place)| {
        (rule.as_str(), region.as_str(), file.as_str(), place.as_str())
            == ("counter-style", "乙县", "round/A1.kdl", "4")
    }));
    agree(&trial, "out", &own, &["open-good"]);
}

/// Holds what every reader reads against `own`; `good` are rules of good practice, which the report of GitLab leaves out.
fn agree(trial: &Trial, out: &str, own: &Found, good: &[&str]) {
    let regions: BTreeSet<&String> = own.iter().map(|(_, region, ..)| region).collect();
    for (form, file) in FORMS.into_iter().filter(|(form, _)| *form != "markdown") {
        let Some(lines) = read(form, &[&trial.path(out).join(file)]) else { continue };
        // Forms that name the package where no region is meant, and those that give a file its first line.
        let read: Found = found(&lines)
            .into_iter()
            .map(|(rule, region, file, place)| {
                (rule, if regions.contains(&region) { region } else { String::new() }, file, place)
            })
            .collect();
        let first = |place: &String| if form == "gitlab" && place.is_empty() { "1".to_owned() } else { place.clone() };
        let expected: Found = own
            .iter()
            .filter(|(rule, ..)| form != "gitlab" || !good.contains(&rule.as_str()))
            .map(|(rule, region, file, place)| (rule.clone(), region.clone(), file.clone(), first(place)))
            .collect();
        assert_eq!(read, expected, "{form}");
    }
    let rows = markdown(&trial.text(&format!("{out}/all.md")));
    let rows: BTreeSet<(String, String)> =
        rows.iter().filter(|row| row.len() == 5).map(|row| (row[2].clone(), row[4].clone())).collect();
    assert_eq!(rows.len(), own.len());
    for (rule, _, file, place) in own {
        let is_it = |(told, shown): &(String, String)| {
            told == rule && shown.starts_with(file.as_str()) && shown.contains(place.as_str())
        };
        assert!(rows.iter().any(is_it), "{rule} {file}:{place} in {rows:?}");
    }
}

#[test]
fn cells_of_workbooks_are_places() {
    let trial = Trial::new();
    let here = trial.folder.path();
    let form = ["form", small::STANDARD, "--region", "A1", "--prefill", small::ROUND, "--out", "forms"];
    let run = guiju(here, &form);
    assert_eq!(run.code, 0, "{}", run.all());
    let forms = support::folder::contents(&trial.path("forms"));
    let (_, bytes) = forms.iter().find(|(name, _)| name.ends_with(".xlsx")).unwrap();
    fs::remove_file(trial.path("round/A1.kdl")).unwrap();
    write(here, "round/表 1#.xlsx", bytes);
    trial.all_forms(&["check", small::ROUND], "out");
    let log: Value = serde_json::from_str(&trial.text("out/all.sarif")).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let own = results.iter().find(|result| result["ruleId"] == "counter-style").unwrap();
    let place = &own["locations"][0];
    assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], "round/%E8%A1%A8%201%23.xlsx");
    assert!(place["physicalLocation"].get("region").is_none(), "a cell is no line");
    let cell = place["logicalLocations"][0]["fullyQualifiedName"].as_str().unwrap();
    assert!(cell.contains('!'), "{cell}");
    let lines = trial.text("out/all.jsonl");
    let own: Found = lines
        .lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
            let place = match (line["cell"].as_str(), line["line"].as_u64()) {
                (Some(cell), _) => format!("{}!{cell}", text("sheet")),
                (None, line) => line.map_or_else(String::new, |line| line.to_string()),
            };
            (text("rule"), text("region_name"), text("file"), place)
        })
        .collect();
    assert!(own.iter().any(|(rule, _, _, place)| rule == "counter-style" && place == cell), "{own:?}");
    agree(&trial, "out", &own, &["open-good"]);
}

#[test]
fn schemas_of_others_hold() {
    let trial = Trial::hostile();
    trial.all_forms(&["check", small::ROUND], "zh");
    trial.all_forms(&["check", small::ROUND, "--lang", "en"], "en");
    trial.all_forms(&["build", small::STANDARD, "--out", "made"], "build");
    trial.all_forms(&["test", small::STANDARD], "test");
    fs::copy(trial.path("zh/all.jsonl"), trial.path("base.jsonl")).unwrap();
    fs::remove_file(trial.path("round/A1.kdl")).unwrap();
    trial.all_forms(&["check", small::ROUND, "--baseline", "base.jsonl"], "again");
    let outs = ["zh", "en", "build", "test", "again"];
    if let Some(file) = schema("sarif-schema-2.1.0.json") {
        let schema: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        let (validator, mut schemas) = (jsonschema::validator_for(&schema).unwrap(), boon::Schemas::new());
        let mut compiler = boon::Compiler::new();
        compiler.add_resource("https://example.invalid/sarif.json", schema).unwrap();
        let index = compiler.compile("https://example.invalid/sarif.json", &mut schemas).unwrap();
        for out in outs {
            let log: Value = serde_json::from_str(&trial.text(&format!("{out}/all.sarif"))).unwrap();
            let errors: Vec<String> =
                validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{out}: {errors:?}");
            schemas.validate(&log, index).unwrap_or_else(|error| panic!("{out}: {error}"));
            // The judges do judge.
            let mut wrong = log;
            wrong["runs"][0]["columnKind"] = "bytes".into();
            assert!(!validator.is_valid(&wrong) && schemas.validate(&wrong, index).is_err());
        }
    }
    let generated = repository("generated/zhejiang-value-added-services/schemas/finding.schema.json");
    let generated: Value = serde_json::from_str(&fs::read_to_string(generated).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&generated).unwrap();
    for out in outs {
        for line in trial.text(&format!("{out}/all.jsonl")).lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            assert!(validator.is_valid(&line), "{line}");
        }
    }
    assert!(!validator.is_valid(&serde_json::json!({ "format": "guiju-finding/1" })));
    for name in ["junit-10.xsd", "JUnit.xsd"] {
        let Some(file) = schema(name) else { continue };
        for out in outs {
            if let Some(said) = read("xsd", &[&file, &trial.path(out).join("all.xml")]) {
                assert_eq!(said, ["valid"], "{name} {out}");
            }
        }
    }
}

#[test]
fn the_multitool_finds_nothing_to_say() {
    let Some(tool) = std::env::var_os("GUIJU_SARIF_MULTITOOL") else {
        println!("skipped: no GUIJU_SARIF_MULTITOOL");
        return;
    };
    let trial = Trial::hostile();
    trial.all_forms(&["check", small::ROUND], "zh");
    let run = Command::new(tool)
        .args(["validate", "zh/all.sarif", "--output", "said.sarif", "--log", "ForceOverwrite"])
        .args(["--rule-kind", "Sarif"])
        .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
        .current_dir(trial.folder.path())
        .output()
        .unwrap();
    println!("{}", String::from_utf8_lossy(&run.stdout));
    let said: Value = serde_json::from_str(trial.text("said.sarif").trim_start_matches('\u{feff}')).unwrap();
    let results = said["runs"][0]["results"].as_array().cloned().unwrap_or_default();
    // It warns that nobody says where the tool is at home.
    let told: Vec<&Value> = results.iter().filter(|result| result["ruleId"] != "SARIF2005").collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn nothing_submitted_is_more_than_text() {
    let trial = Trial::hostile();
    trial.all_forms(&["check", small::ROUND], "out");
    for (form, file) in FORMS {
        let text = trial.text(&format!("out/{file}"));
        let steers = |c: char| guiju::base::text::is_unsafe(c);
        assert!(!text.contains(steers), "{form} holds {:?}", text.chars().find(|c| steers(*c)));
        if form == "markdown" {
            markdown(&text);
            let text = text.replace('\\', "").replace("&#124;", "|").replace("&#96;", "`");
            for called in ["@everyone", "#12", "!7", "GH-12", "~label", ":smile:", "https:/", "www.e"] {
                assert!(!text.contains(called), "{called}");
            }
        } else if let Some(lines) = read(form, &[&trial.path("out").join(file)]) {
            assert!(lines.len() > 10, "{form}: {}", lines.len());
        }
    }
    // What is printed for people does not hold a command either.
    let run = guiju(trial.folder.path(), &["check", small::ROUND]);
    let is_command = |line: &str| line.trim_start().starts_with("::");
    assert!(!run.all().lines().any(is_command), "{:?}", run.all().lines().find(|line| is_command(line)));
    // Readers of SARIF take nothing for a link or a placeholder.
    let log: Value = serde_json::from_str(&trial.text("out/all.sarif")).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    for (result, line) in results.iter().zip(trial.text("out/all.jsonl").lines()) {
        let mut shown = result["message"]["text"].as_str().unwrap().replace("{{", "\u{1}").replace("}}", "\u{2}");
        assert!(!shown.contains(['{', '}']));
        shown = shown.replace("\\\\", "\u{3}").replace("\\[", "\u{4}").replace("\\]", "\u{5}");
        assert!(!shown.contains(['\\', '[', ']']));
        for (mark, meant) in [("\u{1}", "{"), ("\u{2}", "}"), ("\u{3}", "\\"), ("\u{4}", "["), ("\u{5}", "]")] {
            shown = shown.replace(mark, meant);
        }
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["message"], shown.as_str());
    }
    // Names of files and values stand in JSON whole, and can be read out again.
    let lines = trial.text("out/all.jsonl");
    let values: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (number, text) in HOSTILE.iter().enumerate() {
        let code = format!("{}1", char::from(b'B' + u8::try_from(number).unwrap()));
        let own = values.iter().find(|line| line["region"] == code.as_str() && line["rule"] == "counter-style");
        let own = own.unwrap_or_else(|| panic!("{text:?} has no finding"));
        let path = trial.path(own["file"].as_str().unwrap());
        assert!(path.exists(), "{}", path.display());
    }
}

#[test]
fn the_worst_come_first_and_the_rest_is_counted() {
    let trial = Trial::new();
    let mut registry = "code,name,level,parent,kind\nA0,甲市,city,,\n".to_owned();
    for number in 10..40 {
        registry.push_str(&format!("C{number},县{number},county,A0,\n"));
        let style = if number < 25 { "counter" } else { "open" };
        let text = format!("submission region=\"C{number}\" {{ style \"{style}\" }}\n");
        write(trial.folder.path(), &format!("round/C{number}.kdl"), text.as_bytes());
    }
    write(trial.folder.path(), "standards/small/regions.csv", registry.as_bytes());
    for name in ["A1.kdl", "A2.json"] {
        fs::remove_file(trial.path("round").join(name)).unwrap();
    }
    let run = guiju(trial.folder.path(), &["check", small::ROUND, "--report", "github=-", "--lang", "en"]);
    let commands: Vec<&str> = run.output.lines().collect();
    let count = |name: &str| commands.iter().filter(|line| line.starts_with(&format!("::{name} "))).count();
    assert_eq!((count("error"), count("warning"), count("notice")), (10, 0, 10), "{}", run.output);
    assert!(commands[9].starts_with("::error ") && commands[10].starts_with("::notice "), "worst first");
    assert_eq!(commands[19], "::notice title=guiju::11 more findings not listed: a step shows 10 of each kind");
    assert_eq!(commands.len(), 20, "nothing for people is printed among the commands");
}

#[test]
fn a_summary_is_short_enough_for_a_comment() {
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("summary.md");
    let run = guiju(&repository("."), &["check", ZHEJIANG_ROUND, "--report", &format!("markdown={}", file.display())]);
    assert_eq!(run.code, 1, "{}", run.messages);
    let text = fs::read_to_string(file).unwrap();
    let length = text.encode_utf16().count();
    println!("{length} characters");
    assert!(length <= 65_535);
    let rows = markdown(&text);
    assert!(rows.iter().any(|row| row.len() == 5 && row[0] == "问题"), "{text}");
    let run =
        guiju(&repository("."), &["check", "examples/library/submissions", "--report", "markdown=-", "--lang", "en"]);
    assert!(run.output.starts_with("<!-- guiju report -->\n## "), "{}", run.output);
}

/// The fingerprints of a report, each with its rule.
fn fingerprints(text: &str) -> BTreeMap<String, String> {
    let values = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    values.map(|line| (text(&line["fingerprint"]), text(&line["rule"]))).collect()
}

#[test]
fn fingerprints_stay() {
    let trial = Trial::new();
    write(trial.folder.path(), "round/A0.kdl", b"submission region=\"A0\" {\n    area \"wide\"\n    nothing 3\n}\n");
    let here = trial.folder.path();
    guiju(here, &["check", small::ROUND, "--report", "jsonl=first.jsonl"]);
    let first = fingerprints(&trial.text("first.jsonl"));
    assert!(first.values().any(|rule| rule.starts_with("GJ4")), "{first:?}");
    assert_eq!(first.len(), trial.text("first.jsonl").lines().count());
    // In the other language, and by an absolute path from elsewhere.
    guiju(here, &["check", small::ROUND, "--lang", "en", "--report", "jsonl=en.jsonl"]);
    assert_eq!(fingerprints(&trial.text("en.jsonl")), first);
    assert_ne!(trial.text("en.jsonl"), trial.text("first.jsonl"));
    let (elsewhere, round) = (tempfile::tempdir().unwrap(), trial.path(small::ROUND));
    let report = format!("jsonl={}", trial.path("far.jsonl").display());
    guiju(elsewhere.path(), &["check", &round.display().to_string(), "--report", &report]);
    assert_eq!(fingerprints(&trial.text("far.jsonl")), first);
    // Lines move, files are renamed, other findings appear, values change.
    write(
        here,
        "round/A0.kdl",
        b"// moved\n\n\nsubmission region=\"A0\" {\n    nothing 3\n    area \"wide\"\n    more 4\n}\n",
    );
    let moved = format!("// moved\n\n{}", small::KDL.replace("\"open\"", "\"counter\"").replace("seats 12", "seats 3"));
    for name in ["A0.kdl", "A1.kdl"] {
        let text = if name == "A0.kdl" { trial.text("round/A0.kdl") } else { moved.clone() };
        fs::remove_file(trial.path("round").join(name)).unwrap();
        write(here, &format!("round/z/moved-{name}"), text.as_bytes());
    }
    guiju(here, &["check", small::ROUND, "--report", "jsonl=moved.jsonl"]);
    let moved = fingerprints(&trial.text("moved.jsonl"));
    for (fingerprint, rule) in &first {
        assert!(moved.contains_key(fingerprint), "{rule}");
    }
    assert!(moved.len() > first.len());
    // The same in every form that has one.
    guiju(here, &["check", small::ROUND, "--report", "sarif=a.sarif", "--report", "gitlab=a.json"]);
    let log: Value = serde_json::from_str(&trial.text("a.sarif")).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let in_sarif: BTreeSet<&str> =
        results.iter().map(|result| result["partialFingerprints"]["guijuFinding/v1"].as_str().unwrap()).collect();
    assert_eq!(in_sarif, moved.keys().map(String::as_str).collect());
    let quality: Vec<Value> = serde_json::from_str(&trial.text("a.json")).unwrap();
    assert!(quality.iter().all(|one| in_sarif.contains(one["fingerprint"].as_str().unwrap())));
}

#[test]
fn only_what_is_not_in_the_baseline_counts() {
    let trial = Trial::new();
    let here = trial.folder.path();
    let check = |more: &[&str]| {
        let mut arguments = vec!["check", small::ROUND, "--lang", "en"];
        arguments.extend(more);
        guiju(here, &arguments)
    };
    assert_eq!(check(&["--report", "jsonl=base.jsonl"]).code, 1);
    let same = check(&["--baseline", "base.jsonl", "--report", "jsonl=same.jsonl", "--report", "junit=same.xml"]);
    assert_eq!(same.code, 0, "{}", same.all());
    assert!(same.messages.contains("against the baseline: 0 new, 4 unchanged, 0 resolved"), "{}", same.messages);
    assert!(!trial.text("same.xml").contains("<failure"), "what was there fails nothing");
    // One more, and one less.
    write(here, "round/A0.kdl", b"submission region=\"A0\" { style \"counter\" }\n");
    write(here, "round/A2.json", br#"{"region":"A2","data":{"seats":15,"style":"counter"}}"#);
    let run = check(&["--baseline", "base.jsonl", "--report", "sarif=new.sarif", "--report", "markdown=new.md"]);
    assert_eq!(run.code, 1, "{}", run.all());
    let log: Value = serde_json::from_str(&trial.text("new.sarif")).unwrap();
    let mut states: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let state = result["baselineState"].as_str().unwrap();
        let region = result["properties"]["region"].as_str().unwrap_or_default();
        states.entry(state).or_default().insert((result["ruleId"].as_str().unwrap(), region));
    }
    assert_eq!(states["new"], BTreeSet::from([("counter-style", "A0"), ("counter-style", "A2")]));
    assert_eq!(states["absent"], BTreeSet::from([("open-good", "A2")]));
    assert!(states["unchanged"].contains(&("counter-style", "A1")), "{states:?}");
    assert!(trial.text("new.md").contains("new 2 · unchanged 3 · resolved 1"), "{}", trial.text("new.md"));
    // A report that was itself made with a baseline is one, too, and what it calls absent is not there.
    check(&["--baseline", "base.jsonl", "--report", "jsonl=base.jsonl"]);
    assert!(trial.text("base.jsonl").contains("\"state\":\"absent\""));
    let again = check(&["--baseline", "base.jsonl"]);
    assert_eq!(again.code, 0);
    assert!(again.messages.contains("0 new, 5 unchanged, 0 resolved"), "{}", again.messages);
}

#[test]
fn a_damaged_baseline_is_told_of_at_its_line() {
    let trial = Trial::new();
    let here = trial.folder.path();
    guiju(here, &["check", small::ROUND, "--report", "jsonl=base.jsonl"]);
    let good = trial.text("base.jsonl");
    let line = good.lines().next().unwrap();
    let deep = format!("{{\"format\":{}1", "[".repeat(100_000));
    let long = format!("{{\"format\":\"{}\"}}", "x".repeat(400_000));
    for (bytes, code, place) in [
        (format!("{good}{{").into_bytes(), "GJ9265", "base.jsonl:5:1"),
        (format!("{line}\n[]\n").into_bytes(), "GJ9265", "base.jsonl:2:1"),
        (line.replace("finding/1", "finding/2").into_bytes(), "GJ9265", "base.jsonl:1:1"),
        (line.replace("\"fingerprint\":\"", "\"fingerprint\":\"../").into_bytes(), "GJ9265", "base.jsonl:1:1"),
        (line.replace("\"small\"", "\"other\"").into_bytes(), "GJ9266", "base.jsonl:1:1"),
        (deep.into_bytes(), "GJ9265", "base.jsonl:1:1"),
        (long.into_bytes(), "GJ9265", "base.jsonl:1:1"),
        (vec![0xff, 0xfe, 0, 0x1b, b'['], "GJ9265", "base.jsonl:1:1"),
        ("\u{202e}\u{1b}[2J\n".repeat(1000).into_bytes(), "GJ9265", "base.jsonl:1:1"),
    ] {
        write(here, "base.jsonl", &bytes);
        let run = guiju(here, &["check", small::ROUND, "--baseline", "base.jsonl"]);
        assert_eq!(run.code, 2, "{}", run.all());
        assert!(run.messages.contains(code) && run.messages.contains(place), "{}", run.messages);
        assert!(!run.all().contains(['\u{1b}', '\u{202e}']) && run.all().len() < 100_000);
        assert!(run.messages.matches("GJ926").count() <= 20);
    }
    write(here, "base.jsonl", b"");
    assert_eq!(guiju(here, &["check", small::ROUND, "--baseline", "base.jsonl"]).code, 1, "nothing was found before");
    assert!(guiju(here, &["check", small::ROUND, "--baseline", "gone.jsonl"]).messages.contains("GJ9001"));
    assert!(guiju(here, &["check", small::ROUND, "--baseline", "round"]).messages.contains("GJ9002"));
}

#[test]
fn the_level_says_what_fails() {
    let trial = Trial::new();
    let here = trial.folder.path();
    let code = |level: &str| guiju(here, &["check", small::ROUND, "--fail-on", level]).code;
    let codes = || ["never", "error", "problem", "warning", "unknown"].map(code);
    assert_eq!(codes(), [0, 0, 1, 1, 1], "a problem");
    write(here, "round/A1.kdl", small::KDL.as_bytes());
    assert_eq!(codes(), [0, 0, 0, 0, 1], "nothing but what is unknown");
    write(here, "round/A1.kdl", small::KDL.replace("area 120.5", "remark \"电话 13800000000\"").as_bytes());
    assert_eq!(codes(), [0, 0, 0, 1, 1], "a warning");
    write(here, "round/A1.kdl", small::KDL.replace("area 120.5", "area \"wide\"").as_bytes());
    assert_eq!(codes(), [0, 2, 2, 2, 2], "an error");
    // Wrong standards and calls stay wrong at every level.
    assert_eq!(guiju(here, &["check", small::ROUND, "--as-of", "soon", "--fail-on", "never"]).code, 2);
    write(here, "standards/small/more.kdl", b"rule");
    assert_eq!(codes(), [2; 5], "a standard that cannot be compiled");
}

#[test]
fn builds_and_tests_are_reported_alike() {
    let trial = Trial::new();
    let here = trial.folder.path();
    let report = |verb: &[&str], file: &str| {
        let asked = format!("jsonl={file}");
        let run = guiju(here, &[verb, &["--report", &asked]].concat());
        let text = fs::read_to_string(here.join(file)).unwrap();
        (run.code, text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>())
    };
    let (code, lines) = report(&["build", small::STANDARD], "build.jsonl");
    assert_eq!(code, 0);
    assert!(lines.iter().all(|line| line["kind"] != "error"), "{lines:?}");
    let warns = lines.iter().any(|line| line["kind"] == "warning");
    let run = guiju(here, &["build", small::STANDARD, "--fail-on", "warning"]);
    assert_eq!(run.code, i32::from(warns), "{}", run.messages);
    let (code, lines) = report(&["test", small::STANDARD], "test.jsonl");
    assert_eq!((code, lines.len()), (0, lines.iter().filter(|line| line["kind"] != "error").count()));
    write(here, "standards/small/regions.csv", small::REGISTRY.replace("乙县", "丁县").as_bytes());
    let (code, lines) = report(&["build", small::STANDARD, "--check"], "drift.jsonl");
    assert_eq!(code, 1);
    assert!(
        lines
            .iter()
            .any(|line| line["rule"] == "GJ9007" && line["file"].as_str().unwrap().starts_with("generated/small/"))
    );
    // What an author expects and does not get is a failure of the test, with what it came from.
    let main = trial.text("standards/small/standard.kdl");
    let unmet = main.replace(
        "expect \"counter-style\" \"problem\"",
        "expect \"counter-style\" \"pass\"; expect \"seats-missing\" \"pass\"",
    );
    write(here, "standards/small/standard.kdl", unmet.as_bytes());
    assert_eq!(trial.all_forms(&["test", small::STANDARD], "out"), 1);
    let junit = trial.text("out/all.xml");
    assert_eq!(junit.matches("<failure").count(), 1, "{junit}");
    assert!(
        junit.contains("柜台式被指出") && junit.contains("style = counter  ==  &#39;counter&#39;  → true"),
        "{junit}"
    );
    let junit = trial.text("out/all.jsonl");
    assert_eq!(junit.lines().filter(|line| line.contains("\"test\":\"柜台式被指出\"")).count(), 2, "{junit}");
    // A standard that does not compile is reported by every verb.
    write(here, "standards/small/more.kdl", b"rule \"x\" \"x\" { problem-when \"areaa < 1\" }\n");
    for verb in [&["build", small::STANDARD][..], &["test", small::STANDARD], &["check", small::ROUND]] {
        let (code, lines) = report(verb, "wrong.jsonl");
        assert_eq!(code, 2, "{verb:?}");
        let place = (&lines[0]["kind"], &lines[0]["file"], &lines[0]["line"]);
        assert_eq!(place, (&"error".into(), &"standards/small/more.kdl".into(), &1.into()), "{verb:?}");
    }
}

#[test]
fn reports_go_where_they_may() {
    let trial = Trial::new();
    let here = trial.folder.path();
    write(here, "notes.txt", b"mine");
    for (reports, code) in [
        (vec!["sarif"], "GJ9260"),
        (vec!["sarif="], "GJ9260"),
        (vec!["=x"], "GJ9261"),
        (vec!["xml=x"], "GJ9261"),
        (vec!["SARIF=x"], "GJ9261"),
        (vec!["sarif=x", "jsonl=./x"], "GJ9262"),
        (vec!["sarif=-", "jsonl=-"], "GJ9262"),
        (vec!["sarif=notes.txt"], "GJ9263"),
        (vec!["markdown=round"], "GJ9221"),
        (vec!["sarif=round/x.sarif"], "GJ9221"),
        (vec!["sarif=standards/small/x.sarif"], "GJ9221"),
        (vec!["sarif=generated/x.sarif"], "GJ9221"),
        (vec!["sarif=new/../round/x.sarif"], "GJ9221"),
    ] {
        let mut arguments = vec!["check", small::ROUND];
        for report in &reports {
            arguments.extend(["--report", report]);
        }
        let run = guiju(here, &arguments);
        assert_eq!(run.code, 2, "{reports:?}: {}", run.all());
        assert!(run.messages.contains(code) && run.output.is_empty(), "{reports:?}: {}", run.all());
    }
    assert_eq!(trial.text("notes.txt"), "mine");
    // A report is written over the last one, and over an empty file, in every form.
    for _ in 0..2 {
        trial.all_forms(&["check", small::ROUND], "out");
    }
    write(here, "empty.md", b"");
    assert_eq!(guiju(here, &["check", small::ROUND, "--report", "markdown=empty.md"]).code, 1);
    for (form, _) in FORMS {
        for (other, file) in FORMS.into_iter().filter(|(other, _)| *other != form) {
            let run = guiju(here, &["check", small::ROUND, "--report", &format!("{form}=out/{file}")]);
            assert!(run.messages.contains("GJ9263"), "{form} over {other}: {}", run.all());
        }
    }
    let run = guiju(here, &["check", small::ROUND, "--format", "json", "--report", "jsonl=-"]);
    assert!(run.code == 2 && run.messages.contains("GJ9264") && run.output.is_empty(), "{}", run.all());
    let run = guiju(here, &["check", small::ROUND, "--format", "json", "--report", "jsonl=beside.jsonl"]);
    assert!(run.code == 1 && serde_json::from_str::<Value>(&run.output).is_ok(), "{}", run.all());
    let run = guiju(here, &["test", small::STANDARD, "--report", "jsonl=-"]);
    assert!(run.code == 0 && run.output.lines().all(|line| line.starts_with("{\"format\"")), "{}", run.all());
    // The same input, the same bytes.
    trial.all_forms(&["check", small::ROUND], "again");
    for (_, file) in FORMS {
        assert_eq!(trial.text(&format!("out/{file}")), trial.text(&format!("again/{file}")), "{file}");
    }
}

/// Text of any characters, with what means something to one of the readers among them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![any::<String>(), proptest::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned)];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn finding() -> impl Strategy<Value = Finding> {
    let statuses = [
        Status::Message(Level::Error),
        Status::Outcome(Kind::Problem),
        Status::Message(Level::Hint),
        Status::Outcome(Kind::Good),
        Status::Outcome(Kind::Unknown),
    ];
    let at = prop_oneof![
        Just(At::File),
        (1usize..99, 1usize..99).prop_map(|(line, column)| At::Text {
            line,
            column,
            end_line: line,
            end_column: column
        }),
        text().prop_map(|sheet| At::Cell { sheet, cell: "C5".to_owned() }),
    ];
    let texts = (text(), text(), text(), text(), text());
    (proptest::sample::select(statuses.to_vec()), texts, at, any::<bool>()).prop_map(
        |(status, (rule, case, message, path, more), at, is_of_test)| Finding {
            status,
            rule,
            suite: 0,
            case,
            is_of_test,
            message: (status != Status::Outcome(Kind::Unknown)).then(|| [message.clone(), message.clone()]),
            advice: Some([more.clone(), more.clone()]),
            reason: Some([more.clone(), more.clone()]),
            clauses: vec![more.clone()],
            further: vec![(Place::file(&path), [more.clone(), more.clone()])],
            place: Some(Place { path, at }),
            evidence: vec![more],
            fingerprint: "0".repeat(32),
            state: None,
        },
    )
}

proptest! {
    #[test]
    fn whatever_is_told_stays_text(list in prop::collection::vec(finding(), 0..5), name in text(), id in text()) {
        let mut findings = Findings::new(Activity::Check, Language::Zh, &[]);
        findings.suites.push(Suite { id, name, is_region: true });
        findings.list = list;
        let told = findings.told().count();
        for form in Form::ALL {
            let report = form.render(&findings);
            prop_assert!(!report.contains(guiju::base::text::is_unsafe), "{:?}", form);
            prop_assert!(form.is_own(report.as_bytes().get(..4096).unwrap_or(report.as_bytes())), "{:?}", form);
            match form {
                Form::Sarif => {
                    let log: Value = serde_json::from_str(&report).unwrap();
                    prop_assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), told);
                }
                Form::Gitlab => drop(serde_json::from_str::<Vec<Value>>(&report).unwrap()),
                Form::Jsonl => {
                    let lines: Vec<Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
                    let messages: Vec<&str> = lines.iter().map(|line| line["message"].as_str().unwrap()).collect();
                    let own: Vec<&str> = findings.told().map(|finding| finding.text(Language::Zh)).collect();
                    prop_assert_eq!(messages, own);
                }
                Form::Github => {
                    prop_assert_eq!(report.lines().count(), told);
                    for line in report.lines() {
                        prop_assert!(["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start)));
                    }
                }
                Form::Junit => {
                    let mut reader = quick_xml::Reader::from_str(&report);
                    let (mut cases, mut depth) = (0, 0i32);
                    loop {
                        match reader.read_event().unwrap() {
                            quick_xml::events::Event::Start(start) => {
                                cases += usize::from(start.name().as_ref() == "testcase");
                                start.attributes().for_each(|attribute| drop(attribute.unwrap().normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap()));
                                depth += 1;
                            }
                            quick_xml::events::Event::Empty(start) => {
                                cases += usize::from(start.name().as_ref() == "testcase");
                            }
                            quick_xml::events::Event::End(_) => depth -= 1,
                            quick_xml::events::Event::Eof => break,
                            _ => {}
                        }
                    }
                    prop_assert_eq!(depth, 0);
                    prop_assert!(cases <= findings.list.len());
                }
                Form::Markdown => {
                    let rows = markdown(&report);
                    prop_assert_eq!(rows.iter().filter(|row| row.len() == 5).count(), told);
                }
            }
        }
    }
}
