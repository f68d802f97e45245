//! Keywords of either language: every package and round of this repository there and back, and what it comes to in Chinese.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use guiju::check::Assessment;
use guiju::diagnostic::{Language, SourceMap};
use guiju::emit::{self, Templates};
use guiju::keywords::{Styles, converted};
use guiju::package::{self, Files};
use guiju::report::{self, RegionReport};
use guiju::submission::folder::{accept, read_round, read_submissions};
use guiju::syntax::{self, Lossless, Node, Scalar};
use std::collections::{BTreeMap, BTreeSet};
use support::{LIBRARY, LIBRARY_ROUND, ZHEJIANG, ZHEJIANG_ROUND, assert_flawless, repository};

/// The packages of this repository, each with the round that is held against it.
const PACKAGES: [(&str, &str); 2] = [(ZHEJIANG, ZHEJIANG_ROUND), (LIBRARY, LIBRARY_ROUND)];
/// The endings of all files of packages and rounds.
const ENDINGS: [&str; 4] = ["kdl", "csv", "hbs", "json"];

fn read(folder: &str) -> Files {
    Files::read(&repository(folder), &ENDINGS).unwrap()
}

/// Files with every text of KDL made into another.
fn mapped(files: &Files, mut map: impl FnMut(&str, String) -> String) -> Files {
    let mapped = files.iter().map(|(path, bytes)| {
        let text = || String::from_utf8(bytes.to_vec()).unwrap();
        let bytes = if path.ends_with(".kdl") { map(path, text()).into_bytes() } else { bytes.to_vec() };
        (path.to_owned(), bytes)
    });
    Files::in_memory(files.name(), mapped.collect::<Vec<_>>())
}

/// Files with their keywords in that language, formatted.
fn in_language(files: &Files, language: Language) -> Files {
    let mut sources = SourceMap::default();
    let mut styles = Styles::default();
    mapped(files, |path, text| {
        let id = sources.add(path, text.clone());
        styles.add(&Lossless::parse(&sources, id).0);
        text
    });
    mapped(files, |path, text| {
        let id = sources.add(path, text);
        let text = converted(&sources, id, language, &styles).unwrap_or_else(|found| panic!("{path}: {found:?}"));
        let id = sources.add(path, text);
        syntax::format(&sources, id).unwrap_or_else(|found| panic!("{path}: {found:?}"))
    })
}

fn assert_equal(one: &Files, other: &Files) {
    let others: BTreeMap<&str, &[u8]> = other.iter().collect();
    assert_eq!(one.iter().count(), others.len());
    for (path, bytes) in one.iter() {
        assert_eq!(str::from_utf8(bytes), str::from_utf8(others[path]), "{path}");
    }
}

#[test]
fn there_and_back_changes_no_byte() {
    for folder in PACKAGES.iter().flat_map(|(package, round)| [package, round]) {
        let files = read(folder);
        let english = in_language(&files, Language::En);
        let chinese = in_language(&english, Language::Zh);
        assert_equal(&in_language(&chinese, Language::En), &english);
        assert_equal(&in_language(&in_language(&chinese, Language::En), Language::Zh), &chinese);
        // What the authors wrote in one language, file by file.
        let formatted = mapped(&files, |path, text| {
            let mut sources = SourceMap::default();
            let id = sources.add(path, text);
            syntax::format(&sources, id).unwrap()
        });
        let (english, chinese): (BTreeMap<_, _>, BTreeMap<_, _>) = (english.iter().collect(), chinese.iter().collect());
        for (path, bytes) in formatted.iter() {
            assert!(bytes == english[path] || bytes == chinese[path], "{folder}/{path}: two languages in one file");
        }
    }
}

/// Everything that a package and its round come to: outputs by path, and the report. Columns of places are left out, as words
/// of two languages are not of the same length.
fn results(package: &Files, round: &Files) -> BTreeMap<String, Vec<u8>> {
    let mut sources = SourceMap::default();
    let compilation = package::compile(package, &mut sources);
    assert_flawless(&compilation.diagnostics);
    let standard = compilation.standard.unwrap();
    let (mut results, found) = emit::emit(&standard, &Templates::new(compilation.templates));
    assert_flawless(&found);
    assert!(results.len() > 10);
    let mut diagnostics = Vec::new();
    let manifest = read_round(round, &mut sources, &mut diagnostics).unwrap();
    let submissions = read_submissions(round, &standard, &mut sources, &mut diagnostics);
    let submissions = accept(submissions, &standard, &mut diagnostics);
    let assessment = Assessment::new(&standard, manifest.as_of.unwrap(), &submissions, &mut diagnostics);
    let reports = RegionReport::all(&assessment, &mut diagnostics);
    assert_flawless(&diagnostics);
    for language in [Language::Zh, Language::En] {
        let json = report::json::render(&report::Round::new(
            &assessment,
            &reports,
            &support::rolled(&assessment),
            &diagnostics,
            &sources,
            language,
        ))
        .unwrap();
        let json: Vec<&str> = json.lines().filter(|line| !line.trim_start().starts_with("\"column\": ")).collect();
        assert!(json.len() > 100);
        results.insert(format!("report.{language:?}.json"), json.join("\n").into_bytes());
    }
    let tests = guiju::testing::run(&standard);
    assert_eq!(tests.failed, 0);
    results.insert("tests".to_owned(), tests.passed.to_string().into_bytes());
    results
}

#[test]
fn a_package_in_chinese_comes_to_the_same() {
    for (package, round) in PACKAGES {
        let (package, round) = (read(package), read(round));
        let before = results(&mapped(&package, formatted), &mapped(&round, formatted));
        let (package, round) = (in_language(&package, Language::Zh), in_language(&round, Language::Zh));
        let after = results(&package, &round);
        assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
        for (path, bytes) in &before {
            assert!(after[path] == *bytes, "{path}");
        }
    }
}

fn formatted(path: &str, text: String) -> String {
    let mut sources = SourceMap::default();
    let id = sources.add(path, text);
    syntax::format(&sources, id).unwrap()
}

/// The nodes of files, with those in their blocks.
fn nodes(files: &Files) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (path, bytes) in files.with_extension("kdl") {
        let mut sources = SourceMap::default();
        let id = sources.add(path, String::from_utf8(bytes.to_vec()).unwrap());
        let mut waiting = syntax::parse(&sources, id).0.nodes;
        while let Some(node) = waiting.pop() {
            waiting.extend(node.children().cloned());
            nodes.push(node);
        }
    }
    nodes
}

fn argument(node: &Node, index: usize) -> Option<String> {
    match &node.arguments.get(index)?.value {
        Scalar::Text(text) => Some(text.to_string()),
        _ => None,
    }
}

#[test]
fn no_english_keyword_is_left() {
    for (package, round) in PACKAGES {
        let (package, round) = (in_language(&read(package), Language::Zh), in_language(&read(round), Language::Zh));
        let standard = package::compile(&package, &mut SourceMap::default()).standard.unwrap();
        let mut own: BTreeSet<String> =
            standard.records.iter().flat_map(|record| &record.members).map(|member| member.name.clone()).collect();
        own.extend(standard.sources.iter().flat_map(|source| &source.axes).map(|(name, _)| name.clone()));
        own.extend(standard.registry.columns().iter().cloned());
        own.insert("-".to_owned());
        let choices: BTreeSet<&str> = standard.choices.iter().map(|choice| choice.name.as_str()).collect();
        let of_package = nodes(&package);
        own.extend(of_package.iter().filter(|node| &*node.name.text == "列").filter_map(|node| argument(node, 0)));
        assert!(of_package.len() > 100 && own.len() > 10);
        let mut names = 0;
        for node in of_package.into_iter().chain(nodes(&round)) {
            let properties = || node.properties.iter().map(|property| &property.name);
            for name in std::iter::once(&node.name).chain(properties()).filter(|name| name.text.is_ascii()) {
                assert!(own.contains(&*name.text), "{} in {}", name.text, node.name.text);
                names += 1;
            }
            let annotations = node.arguments.iter().chain(node.properties.iter().map(|property| &property.value));
            for annotation in annotations.filter_map(|argument| argument.annotation.as_ref()) {
                assert!(!annotation.text.is_ascii(), "({}) in {}", annotation.text, node.name.text);
            }
            // Values of which there is a fixed set of words.
            let value = |name: &str| match &node.property(name)?.value.value {
                Scalar::Text(text) => Some(text.to_string()),
                _ => None,
            };
            let mut fixed: Vec<Option<String>> =
                ["条款类型", "出处", "修约方式", "字重", "对齐", "所在侧"].into_iter().map(value).collect();
            match &*node.name.text {
                "计分方式" | "缺报处理" | "核查方式" | "条款类型" => fixed.push(argument(&node, 0)),
                "期望" => fixed.push(argument(&node, 1)),
                "分析项" => fixed.push(value("层级")),
                "字段" | "列" => fixed.push(value("类型").filter(|kind| !choices.contains(kind.as_str()))),
                _ => {}
            }
            for word in fixed.into_iter().flatten() {
                assert!(!word.is_ascii(), "{word} in {}", node.name.text);
            }
        }
        assert!(names > 50, "{names} names of authors");
    }
}
