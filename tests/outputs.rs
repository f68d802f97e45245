//! What `build` publishes: the same bytes on every run, what is committed is what the standards make, and each output
//! is what it claims to be: schemas by two validators, documents, signs, tables, the trace.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use guiju::check::Assessment;
use guiju::diagnostic::{SourceMap, has_errors};
use guiju::package::Files;
use guiju::standard::Standard;
use guiju::standard::record::Content;
use guiju::submission::folder::{accept, read_submissions};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use support::binary::guiju;
use support::folder::{contents, write};
use support::{LIBRARY, LIBRARY_ROUND, Round, ZHEJIANG, ZHEJIANG_ROUND, facts, repository, small};
use tempfile::TempDir;

/// Builds a package of this repository into a new folder.
fn built(package: &str) -> (TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    let run = guiju(&repository(""), &["build", package, "--out", folder.path().to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.all());
    let files = contents(folder.path());
    // Below the folder of the package's id.
    let files = files.into_iter().map(|(path, bytes)| (path.split_once('/').unwrap().1.to_owned(), bytes)).collect();
    (folder, files)
}

fn text<'f>(files: &'f BTreeMap<String, Vec<u8>>, path: &str) -> &'f str {
    let bytes = files.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", files.keys()));
    std::str::from_utf8(bytes).expect("outputs are UTF-8")
}

fn schema(package: &str, name: &str) -> Value {
    serde_json::from_str(text(&built(package).1, &format!("schemas/{name}.schema.json"))).expect("a schema is JSON")
}

#[test]
fn a_build_gives_the_same_bytes_every_time() {
    for package in [ZHEJIANG, LIBRARY] {
        let (_first, one) = built(package);
        let (second, two) = built(package);
        assert!(one.len() > 15, "{:?}", one.keys());
        assert!(one == two, "{package} is built differently the second time");
        let again = guiju(&repository(""), &["build", package, "--check", "--out", second.path().to_str().unwrap()]);
        assert_eq!(again.code, 0, "{}", again.all());
    }
}

#[test]
fn what_is_committed_is_what_the_standards_make() {
    for entry in repository("standards").read_dir().unwrap() {
        let package = format!("standards/{}", entry.unwrap().file_name().to_str().unwrap());
        let run = guiju(&repository(""), &["build", &package, "--check"]);
        assert_eq!(run.code, 0, "run `guiju build` and commit generated/:\n{}", run.all());
    }
}

#[test]
fn drift_of_one_byte_is_found_and_the_file_named() {
    let folder = small::folder();
    assert_eq!(guiju(folder.path(), &["build", small::STANDARD]).code, 0);
    let check = || guiju(folder.path(), &["build", small::STANDARD, "--check"]);
    let generated = folder.path().join("generated/small");
    let before = contents(&generated);
    for (path, bytes) in &before {
        let mut changed = bytes.clone();
        *changed.last_mut().unwrap() ^= 1;
        fs::write(generated.join(path), changed).unwrap();
        let run = check();
        assert_eq!(run.code, 1, "{path}: {}", run.all());
        assert!(run.messages.contains("GJ9007") && run.messages.contains(path.as_str()), "{path}: {}", run.messages);
        fs::remove_file(generated.join(path)).unwrap();
        let run = check();
        assert_eq!(run.code, 1);
        assert!(run.messages.contains("GJ9008") && run.messages.contains(path.as_str()), "{path}: {}", run.messages);
        fs::write(generated.join(path), bytes).unwrap();
    }
    write(&generated, "documents/mine.md", b"");
    let run = check();
    assert_eq!(run.code, 1);
    assert!(run.messages.contains("GJ9009") && run.messages.contains("documents/mine.md"), "{}", run.messages);
    fs::remove_file(generated.join("documents/mine.md")).unwrap();
    assert_eq!(check().code, 0);
    assert!(contents(&generated) == before, "--check writes nothing");
}

// Schemas.

/// One schema in two independent validators.
struct Validators {
    jsonschema: jsonschema::Validator,
    boon: boon::Schemas,
    index: boon::SchemaIndex,
}

impl Validators {
    fn of(schema: &Value) -> Self {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(jsonschema::meta::is_valid(schema), "the schema does not follow the metaschema");
        let mut boon = boon::Schemas::new();
        let mut compiler = boon::Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource("urn:tested", schema.clone()).unwrap();
        // This holds the schema against the metaschema as well.
        let index = compiler.compile("urn:tested", &mut boon).unwrap_or_else(|error| panic!("{error:#}"));
        let jsonschema = jsonschema::options().should_validate_formats(true).build(schema).unwrap();
        Self { jsonschema, boon, index }
    }

    /// Whether an instance is valid; both validators have to agree.
    fn accept(&self, instance: &Value) -> bool {
        let one = self.jsonschema.is_valid(instance);
        let other = self.boon.validate(instance, self.index).is_ok();
        assert_eq!(one, other, "jsonschema says {one}, boon says {other}: {instance:#}");
        one
    }

    fn assert_accepted(&self, what: &str, instance: &Value) {
        let errors: Vec<String> = self.jsonschema.iter_errors(instance).map(|error| error.to_string()).collect();
        assert!(self.accept(instance), "{what}: {}", errors.join("\n"));
    }
}

/// The JSON form of every submission of a round: as written where it is JSON.
fn instances(round_folder: &str, round: &Round) -> Vec<(String, Value)> {
    let mut instances = Vec::new();
    let converted = |code: &str| {
        let submission = &round.submissions[code];
        let mut envelope = json!({ "region": code, "data": facts::json(&round.standard, &submission.data) });
        for (name, value) in [
            ("period", &submission.period),
            ("edition", &submission.edition),
            ("basis", &submission.basis),
            ("status", &submission.status),
        ] {
            if let Some(value) = value {
                envelope[name] = json!(value);
            }
        }
        envelope
    };
    for code in round.submissions.keys() {
        instances.push((format!("{code}, converted"), converted(code)));
    }
    for (path, bytes) in contents(&repository(round_folder)) {
        if path.ends_with(".json") {
            instances.push((path, serde_json::from_slice(&bytes).unwrap()));
        }
    }
    instances
}

#[test]
fn every_submission_of_the_examples_is_valid() {
    for (folder, package) in [(ZHEJIANG_ROUND, ZHEJIANG), (LIBRARY_ROUND, LIBRARY)] {
        let validators = Validators::of(&schema(package, "submission"));
        let round = Round::read(folder, package);
        let instances = instances(folder, &round);
        assert!(instances.len() > round.submissions.len(), "both forms occur");
        for (what, instance) in instances {
            validators.assert_accepted(&what, &instance);
        }
    }
}

/// The converted submissions say the same as the ones written by hand: they come to the same facts.
#[test]
fn the_json_form_says_what_the_kdl_form_says() {
    let round = Round::zhejiang();
    let files = round.submissions.iter().map(|(code, submission)| {
        let instance = json!({ "region": code, "data": facts::json(&round.standard, &submission.data) });
        (format!("{code}.json"), instance.to_string().into_bytes())
    });
    let files = Files::in_memory("converted", files.collect::<Vec<_>>());
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let submissions = read_submissions(&files, &round.standard, &mut sources, &mut diagnostics);
    let submissions = accept(submissions, &round.standard, &mut diagnostics);
    let converted = Assessment::new(&round.standard, round.as_of, &submissions, &mut diagnostics);
    support::assert_flawless(&diagnostics);
    let kinds = |assessment: &Assessment<'_>| -> Vec<String> {
        let outcomes = support::reports(assessment);
        let outcomes = outcomes.iter().flat_map(|report| &report.outcomes);
        outcomes.map(|outcome| format!("{} {:?} {:?}", outcome.rule.id, outcome.kind, outcome.message)).collect()
    };
    assert_eq!(kinds(&round.assessment()), kinds(&converted));
}

/// Faults to plant into DS103: where, and what; nothing stands for removing it.
fn faults() -> Vec<(&'static str, Option<Value>)> {
    vec![
        ("/region", Some(json!("DS999"))),
        ("/region", Some(json!(103))),
        ("/region", None),
        ("/data", None),
        ("/data", Some(json!(["opening"]))),
        ("/note", Some(json!("…"))),
        ("/data/opening", Some(json!(56))),
        ("/data/opening/weekly_hour", Some(json!(56))),
        ("/data/opening/weekly_hours", Some(json!(-1))),
        ("/data/opening/weekly_hours", Some(json!(169))),
        ("/data/opening/weekly_hours", Some(json!("56"))),
        ("/data/opening/night_days", Some(json!(2.5))),
        ("/data/opening/open_weekend", Some(json!("yes"))),
        ("/data/collection/borrow_mode", Some(json!("robot"))),
        ("/data/collection/new_share", Some(json!(0.06))),
        ("/data/site_visit/visited_on", Some(json!("2024-13-01"))),
        ("/data/site_visit/visited_on", Some(json!("14 March 2024"))),
        ("/data/rooms", Some(json!({ "adult-reading": 75 }))),
        ("/data/rooms/0/kind", Some(json!("cellar"))),
        ("/data/rooms/0", Some(json!("adult-reading"))),
        ("/data/services/0/posts/0/role", Some(json!("director"))),
        ("/data/not_applicable", Some(json!({ "weather": "雨" }))),
        ("/data/not_applicable", Some(json!({ "rooms": true }))),
        ("/data/partial", Some(json!({ "rooms": 3 }))),
        ("/data/partial", Some(json!("rooms"))),
    ]
}

fn planted(instance: &Value, pointer: &str, value: Option<Value>) -> Value {
    let mut changed = instance.clone();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match changed.pointer_mut(parent).unwrap() {
        Value::Object(members) => match value {
            Some(value) => {
                members.insert(name.to_owned(), value);
            }
            None => assert!(members.remove(name).is_some(), "{pointer} is not there"),
        },
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value.unwrap(),
        other => panic!("{other} has no members"),
    }
    changed
}

/// Whether the product itself finds nothing wrong with a submission.
fn reads(standard: &Standard, instance: &Value) -> bool {
    let files = Files::in_memory("planted", [("DS103.json".to_owned(), instance.to_string().into_bytes())]);
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let submissions = read_submissions(&files, standard, &mut sources, &mut diagnostics);
    let submissions = accept(submissions, standard, &mut diagnostics);
    let as_of = standard.manifest.effective.unwrap();
    let _ = Assessment::new(standard, as_of, &submissions, &mut diagnostics);
    !has_errors(&diagnostics)
}

#[test]
fn planted_faults_are_invalid_in_both_validators_and_in_the_product() {
    let validators = Validators::of(&schema(LIBRARY, "submission"));
    let standard = Round::library().standard;
    let good: Value =
        serde_json::from_slice(&fs::read(repository("examples/library/submissions/DS103.json")).unwrap()).unwrap();
    assert!(validators.accept(&good) && reads(&standard, &good));
    for (pointer, value) in faults() {
        let what = format!("{pointer} = {value:?}");
        let bad = planted(&good, pointer, value);
        assert!(!validators.accept(&bad), "the schema accepts {what}");
        assert!(!reads(&standard, &bad), "the product accepts {what}");
    }
}

#[test]
fn what_is_not_known_is_valid() {
    let validators = Validators::of(&schema(LIBRARY, "submission"));
    let standard = Round::library().standard;
    for data in [
        json!({}),
        json!({ "opening": null }),
        json!({ "opening": { "weekly_hours": null, "not_applicable": { "night_days": "装修" } } }),
        json!({ "rooms": [], "partial": { "rooms": "…" } }),
        json!({ "not_applicable": { "programmes": "刚开馆" } }),
    ] {
        let instance = json!({ "region": "DS103", "data": data });
        validators.assert_accepted("not known", &instance);
        assert!(reads(&standard, &instance), "{instance}");
    }
}

/// Calls back on every schema within a schema.
fn walk(schema: &Value, visit: &mut impl FnMut(&serde_json::Map<String, Value>)) {
    let Value::Object(keywords) = schema else { return };
    visit(keywords);
    for (keyword, value) in keywords {
        match (keyword.as_str(), value) {
            ("properties" | "$defs" | "patternProperties", Value::Object(named)) => {
                named.values().for_each(|schema| walk(schema, visit));
            }
            ("anyOf" | "oneOf" | "allOf" | "prefixItems", Value::Array(schemas)) => {
                schemas.iter().for_each(|schema| walk(schema, visit));
            }
            (
                "items" | "additionalProperties" | "not" | "if" | "then" | "else" | "contains" | "propertyNames",
                schema,
            ) => {
                walk(schema, visit);
            }
            _ => {}
        }
    }
}

#[test]
fn schemas_stay_within_what_every_validator_understands() {
    for package in [ZHEJIANG, LIBRARY] {
        for name in ["submission", "check-report"] {
            let schema = schema(package, name);
            let definitions: BTreeSet<&str> = schema["$defs"].as_object().unwrap().keys().map(String::as_str).collect();
            let mut count = 0;
            walk(&schema, &mut |keywords| {
                count += 1;
                assert!(!keywords.contains_key("$dynamicRef") && !keywords.contains_key("$dynamicAnchor"));
                if let Some(reference) = keywords.get("$ref") {
                    let reference = reference.as_str().unwrap();
                    let key = reference.strip_prefix("#/$defs/").unwrap_or_else(|| panic!("{reference}"));
                    assert!(definitions.contains(key), "{reference} leads nowhere");
                }
                if let Some(multiple) = keywords.get("multipleOf") {
                    assert!(multiple.is_u64(), "multipleOf {multiple}");
                }
                // Formats of numbers, which schemars writes, are no texts.
                if keywords.contains_key("format") && keywords["type"].to_string().contains("string") {
                    assert!(keywords.contains_key("pattern"), "{keywords:?}");
                }
            });
            assert!(count > 50, "{count} schemas in {name}");
            let plain = |key: &&str| key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
            assert_eq!(definitions.iter().find(|key| !plain(key)), None);
        }
    }
}

#[test]
fn people_read_titles_and_options_in_chinese() {
    let schema = schema(ZHEJIANG, "submission");
    let is_chinese = |text: &str| text.contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    let standard = Round::zhejiang().standard;
    let fields = standard.records.iter().flat_map(|record| &record.members);
    let used: BTreeSet<&str> = fields
        .filter_map(|member| match &member.content {
            Content::Field(field) => Some(field.kind.value.as_str()),
            _ => None,
        })
        .collect();
    let choices: Vec<_> = standard.choices.iter().filter(|choice| used.contains(choice.name.as_str())).collect();
    assert!(choices.len() > 20, "{}", choices.len());
    for choice in choices {
        for (id, title) in &choice.options {
            let found = schema["$defs"].as_object().unwrap().values().any(|definition| {
                let holds = |key: &str, text: &str| {
                    definition[key].as_array().is_some_and(|values| values.iter().any(|value| value == text))
                };
                holds("enum", id) && holds("x-enum-titles", &title.zh)
            });
            assert!(found, "{} {id} {}", choice.name, title.zh);
        }
    }
    let mut titles = 0;
    walk(&schema, &mut |keywords| {
        if let Some(title) = keywords.get("title").and_then(Value::as_str) {
            titles += usize::from(is_chinese(title));
        }
    });
    assert!(titles > 200, "{titles}");
}

#[test]
fn check_reports_follow_their_schema() {
    let validators = Validators::of(&schema(LIBRARY, "check-report"));
    let folder = small::folder();
    write(folder.path(), "round/A0.kdl", b"submission region=\"A0\" { seatz 3 }\n");
    let folder = folder.path().to_path_buf();
    let rounds: [(&Path, &str); 3] =
        [(&repository(""), ZHEJIANG_ROUND), (&repository(""), LIBRARY_ROUND), (&folder, small::ROUND)];
    for (folder, round) in rounds {
        for language in ["zh", "en"] {
            let run = guiju(folder, &["check", round, "--format", "json", "--lang", language]);
            let report: Value = serde_json::from_str(&run.output).unwrap();
            validators.assert_accepted(round, &report);
            let mut bad = report.clone();
            bad["regions"][0]["outcomes"][0]["outcome"] = json!("perhaps");
            assert!(!validators.accept(&bad));
        }
    }
}

// Documents, signs, tables.

#[test]
fn an_authors_template_replaces_the_built_in_one() {
    let folder = small::folder();
    write(
        folder.path(),
        "standards/small/templates/standard.hbs",
        "# {{title}}：自拟\n\n{{#each sources}}{{id}}{{/each}}\n".as_bytes(),
    );
    let run = guiju(folder.path(), &["build", small::STANDARD]);
    assert_eq!(run.code, 0, "{}", run.all());
    let files = contents(&folder.path().join("generated/small"));
    assert_eq!(text(&files, "documents/standard.zh.md"), "# 标准文本：自拟\n\nnotice\n");
    assert!(text(&files, "documents/standard.zh.html").contains("标准文本：自拟"));
}

#[test]
fn a_faulty_template_is_refused_with_a_code_and_nothing_is_written() {
    let folder = small::folder();
    assert_eq!(guiju(folder.path(), &["build", small::STANDARD]).code, 0);
    let before = contents(&folder.path().join("generated"));
    for (template, code) in [
        ("{{#if title}}", "GJ5020"),
        ("# {{title}}\n{{nothing}}\n", "GJ5021"),
        ("{{> standard}}", "GJ5024"),
        ("{{> nowhere}}", "GJ50"),
    ] {
        write(folder.path(), "standards/small/templates/standard.hbs", template.as_bytes());
        for language in ["zh", "en"] {
            let run = guiju(folder.path(), &["build", small::STANDARD, "--lang", language]);
            assert_eq!(run.code, 2, "{template}: {}", run.all());
            assert!(run.messages.contains(code), "{template}: {}", run.messages);
        }
        assert!(contents(&folder.path().join("generated")) == before, "{template}: generated/ was touched");
    }
}

fn is_search(path: &str) -> bool {
    path.starts_with("documents/search.")
}

/// The page of the search without what alone may be script in it: the data, which do not run, and the script that lies in our
/// source and is named in the policy of the page.
fn without_own_script(page: &str) -> String {
    let own = fs::read_to_string(repository("src/emit/document/search/search.js")).unwrap();
    let digest = page.split_once("script-src &#39;sha256-").or_else(|| page.split_once("script-src 'sha256-"));
    assert!(digest.is_some() && page.contains("default-src"), "the policy names the script");
    let page = page.replace(&format!("<script>{own}</script>"), "");
    let (before, rest) = page.split_once("<script type=\"application/json\" id=\"data\">").expect("data");
    let (data, after) = rest.split_once("</script>").expect("their end");
    assert!(!data.contains('<'), "nothing in the data is markup");
    format!("{before}{after}")
}

#[test]
fn pages_need_nothing_beside_themselves() {
    for package in [ZHEJIANG, LIBRARY] {
        let files = built(package).1;
        let mut pages = 0;
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".svg")) {
            let page = std::str::from_utf8(bytes).unwrap();
            let page = if is_search(path) { without_own_script(page) } else { page.to_owned() };
            for loaded in ["<script", "<link", "<iframe", "src=\"http", "@import", "url(http"] {
                assert!(!page.contains(loaded), "{path} loads something: {loaded}");
            }
            pages += 1;
        }
        assert!(pages > 3);
    }
}

#[test]
fn signs_are_measured_in_millimetres() {
    for (package, least) in [(ZHEJIANG, 20), (LIBRARY, 3)] {
        let files = built(package).1;
        let signs: Vec<&str> = files.keys().filter(|path| path.ends_with(".svg")).map(String::as_str).collect();
        assert!(signs.len() >= least, "{signs:?}");
        for path in signs {
            let svg = text(&files, path);
            let root = svg.split("<svg").nth(1).and_then(|rest| rest.split_once('>')).expect("an svg").0;
            assert_eq!(root.matches("mm\"").count(), 2, "width and height of {path}: {root}");
        }
    }
}

/// The rows of a CSV output, the byte order mark that spreadsheets want left out.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let csv = csv.strip_prefix('\u{FEFF}').unwrap_or(csv);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn tables_say_the_same_in_csv_and_json() {
    for package in [ZHEJIANG, LIBRARY] {
        let files = built(package).1;
        let tables: Vec<&str> = files
            .keys()
            .filter_map(|path| path.strip_suffix(".csv"))
            .filter(|path| path.starts_with("tables/"))
            .collect();
        assert!(tables.len() >= 4, "{tables:?}");
        for table in tables {
            let csv = rows(text(&files, &format!("{table}.csv")));
            let json: Value = serde_json::from_str(text(&files, &format!("{table}.json"))).unwrap();
            assert_eq!(csv.len() - 1, json["rows"].as_array().unwrap().len(), "{table}");
            assert_eq!(csv[0].len(), json["columns"].as_array().unwrap().len(), "{table}");
        }
    }
}

#[test]
fn the_trace_holds_every_clause_and_nothing_that_does_not_exist() {
    for (package, standard) in [(ZHEJIANG, Round::zhejiang().standard), (LIBRARY, Round::library().standard)] {
        let files = built(package).1;
        let rows = rows(text(&files, "trace/clauses.csv"));
        let [header, rows @ ..] = rows.as_slice() else { panic!("an empty trace") };
        let column =
            |name: &str| header.iter().position(|column| column.ends_with(name)).unwrap_or_else(|| panic!("{name}"));
        let [source, clause] = [column(" source"), column(" clause")];
        let found: BTreeSet<(&str, &str)> =
            rows.iter().map(|row| (row[source].as_str(), row[clause].as_str())).collect();
        let clauses: BTreeSet<(&str, &str)> =
            standard.clauses().map(|(source, clause)| (source.id.as_str(), clause.id.as_str())).collect();
        assert_eq!(found, clauses);
        assert_eq!(rows.len(), clauses.len(), "each once");

        let cards = cards(&standard);
        let names = |name: &str, exists: &dyn Fn(&str) -> bool| {
            let column = column(name);
            let named: Vec<&str> =
                rows.iter().flat_map(|row| row[column].split(';')).filter(|id| !id.is_empty()).collect();
            for id in &named {
                assert!(exists(id), "{package}: the trace names {id} among {name}, which does not exist");
            }
            named.into_iter().map(str::to_owned).collect::<BTreeSet<String>>()
        };
        let rules = names(" rules", &|id| standard.rule(id).is_some());
        // And back: every rule serves a clause.
        assert_eq!(rules, standard.rules.iter().map(|rule| rule.id.clone()).collect());
        names(" indicators", &|id| cards.contains(id));
        names(" thresholds", &|id| standard.thresholds.iter().any(|threshold| threshold.name == id));
        names(" signs", &|id| {
            standard.signs.iter().any(|sign| sign.id.value == id)
                || standard.sign_styles.iter().any(|style| style.id == id)
        });
        names(" rows", &|id| {
            id.split_once(':').is_some_and(|(table, row)| {
                let table = standard.tables.iter().find(|known| known.id == table);
                table.is_some()
                    && files.iter().any(|(path, bytes)| {
                        path.starts_with("tables/") && String::from_utf8_lossy(bytes).contains(row)
                    })
            })
        });
        names(" fields", &|id| {
            id.split_once('.').is_some_and(|(record, member)| {
                standard.record(record).is_some_and(|record| record.member(member).is_some())
            })
        });
    }
}

/// The ids of all lines that any region's scorecard can have.
fn cards(standard: &Standard) -> BTreeSet<String> {
    let (as_of, mut diagnostics) = (standard.manifest.effective.unwrap(), Vec::new());
    let assessment = Assessment::new(standard, as_of, &BTreeMap::new(), &mut diagnostics);
    let reports = support::reports(&assessment);
    let lines = reports.iter().flat_map(|report| &report.scores).flat_map(|card| &card.lines);
    lines.map(|line| line.id.to_owned()).collect()
}
