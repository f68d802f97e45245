//! The packages of this repository: their authors' tests, the worked scores of the second one, and that neither the
//! names of files nor anything about the first one matters to the compiler.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use guiju::diagnostic::SourceMap;
use guiju::package::{self, Files};
use guiju::report::RegionReport;
use std::collections::{BTreeMap, BTreeSet};
use support::binary::guiju;
use support::folder::contents;
use support::{LIBRARY, LIBRARY_ROUND, Round, ZHEJIANG, ZHEJIANG_ROUND, assert_flawless, reports, repository};

#[test]
fn the_authors_tests_pass() {
    let run = guiju(&repository(""), &["test", ZHEJIANG, LIBRARY]);
    assert_eq!(run.code, 0, "{}", run.all());
    let lines: Vec<&str> = run.output.lines().collect();
    let passed = |id: &str, least: usize| {
        let line = lines.iter().find(|line| line.starts_with(id)).unwrap_or_else(|| panic!("no line for {id}"));
        let count: usize = line.split(' ').nth(1).and_then(|count| count.parse().ok()).expect("a count");
        assert!(count >= least, "{line}");
        assert!(line.ends_with("0 未通过"), "{line}");
    };
    passed("zhejiang-value-added-services:", 150);
    passed("library-opening:", 14);
}

#[test]
fn without_names_the_packages_of_the_standards_folder_are_tested() {
    let run = guiju(&repository(""), &["test"]);
    assert_eq!(run.code, 0, "{}", run.all());
    let packages = run.output.lines().filter(|line| line.ends_with(" 未通过")).count();
    assert_eq!(packages, repository("standards").read_dir().expect("standards").count());
}

#[test]
fn the_examples_notice_most_changes_of_the_standard() {
    let run = guiju(&repository(""), &["test", ZHEJIANG, "--coverage", "--mutants=100", "--lang", "en"]);
    assert_eq!(run.code, 0, "{}", run.all());
    let share = |line: &str, after: &str| -> f64 {
        let rest = line.split_once(after).unwrap_or_else(|| panic!("no {after} in {line}")).1;
        rest.split_once('%').and_then(|(share, _)| share.parse().ok()).expect("a share")
    };
    let line = |start: &str| run.output.lines().find(|line| line.starts_with(start)).expect("a line");
    assert!(line("coverage: rules ").contains("151/151 (100.0%)"), "{}", line("coverage: "));
    let score = line("mutation score ");
    assert!(score.contains(": 100 changes, ") && score.contains("(evenly chosen from "), "{score}");
    assert!(share(score, "mutation score ") >= 80.0, "{score}");
    assert!(run.output.contains("problem-when → unknown\n"), "gaps are listed with their branches");
}

/// A branch, its score exact and as published, and its grade.
type Score = (&'static str, Option<(&'static str, &'static str)>, Option<&'static str>);

/// Points of a hundred for opening, weekend, new books, self-service, satisfied readers, programmes; then nights and
/// complaints.
///
/// DS101: 70÷70 h 25; weekend 15; 6200÷62000 = 0.10 20; self-service 10; 76÷80 = 0.95 20; 6÷12 × 10 = 5; together 95.
/// 4÷7 × 5 = 20/7 = 2.857142…; no complaint. 97.857142… → 97.86, at least 90: excellent.
///
/// DS102: 49÷70 = 0.7, (0.7−0.5)÷0.5 = 0.4, 25 × 0.4 = 10; weekend 0; 1140÷38000 = 0.03, step 0.02, 20 × 0.3 = 6; staff
/// desk 0; 39÷50 = 0.78, (0.78−0.6)÷0.35 = 18/35, 20 × 18/35 = 72/7 = 10.285714…; 3÷12 × 10 = 2.5; together
/// 28.785714…. No night; 2 × 2 = 4 off. 24.785714… → 24.79, no grade.
///
/// DS103: 56÷70 = 0.8, 25 × 0.6 = 15; weekend 15; 720÷12000 = 0.06, step 0.05, 20 × 0.6 = 12; mixed 10; 31÷40 = 0.775,
/// 0.175÷0.35 = 0.5, 20 × 0.5 = 10; 3÷12 × 10 = 2.5; together 64.5. 2÷7 × 5 = 10/7; 2 off. 63.928571… → 63.93, pass.
///
/// DS104 returned 1610 volumes of 120 + 1400 = 1520: vetoed, no score.
const SCORES: [Score; 4] = [
    ("DS101", Some(("685/7", "97.86")), Some("优秀")),
    ("DS102", Some(("347/14", "24.79")), None),
    ("DS103", Some(("895/14", "63.93")), Some("合格")),
    ("DS104", None, None),
];

#[test]
fn the_library_scores_what_arithmetic_by_hand_says() {
    let round = Round::library();
    let assessment = round.assessment();
    let reports = reports(&assessment);
    for (code, score, grade) in SCORES {
        let report = reports.iter().find(|report| report.region.code == code).expect("a branch");
        let [card] = report.scores.as_slice() else { panic!("{code} has one score") };
        assert_eq!(card.system.id, "branch-service");
        let found = card.value.as_ref().map(|value| (value.to_string(), card.published(value)));
        assert_eq!(found, score.map(|(exact, published)| (exact.to_owned(), published.to_owned())), "{code}");
        assert_eq!(card.grade.map(|grade| grade.zh.as_str()), grade, "{code}");
        let vetoed = card.withheld == Some(guiju::score::Withheld::Vetoed);
        assert_eq!(vetoed, code == "DS104");
    }
    let city = reports.iter().find(|report| report.region.code == "DS000").expect("the city");
    assert!(city.scores.is_empty(), "the city is not a branch");
}

/// Everything that a check comes to, by region and rule or score, whatever the order of the rules.
fn verdicts(reports: &[RegionReport<'_>]) -> BTreeMap<(String, String), String> {
    let mut verdicts = BTreeMap::new();
    for report in reports {
        let mut note = |id: &str, verdict: String| {
            let twice = verdicts.insert((report.region.code.clone(), id.to_owned()), verdict);
            assert!(twice.is_none(), "{id} decides twice");
        };
        for outcome in &report.outcomes {
            let facts: Vec<_> = outcome.facts.iter().map(|read| (&read.path, &read.value)).collect();
            note(&outcome.rule.id, format!("{:?} {:?} {:?} {facts:?}", outcome.kind, outcome.message, outcome.figure));
        }
        for card in &report.scores {
            let grade = card.grade.map(|grade| &grade.zh);
            note(
                &card.system.id,
                format!("{:?} {:?} {:?} {:?} {grade:?}", card.value, card.lower, card.upper, card.withheld),
            );
        }
    }
    verdicts
}

/// The files of a package with other names in another order, all in one folder.
fn renamed(package: &str) -> Files {
    let files = Files::read(&repository(package), &["kdl", "csv", "hbs"]).expect("the package can be read");
    let count = files.iter().count();
    let renamed = files.iter().enumerate().map(|(index, (path, bytes))| {
        let name = if path.ends_with(".kdl") { format!("{:03}.kdl", count - index) } else { path.to_owned() };
        (name, bytes.to_vec())
    });
    Files::in_memory("renamed", renamed.collect::<Vec<_>>())
}

/// A package as one file, its declarations in the opposite order of files.
fn joined(package: &str) -> Files {
    let files = Files::read(&repository(package), &["kdl", "csv", "hbs"]).expect("the package can be read");
    let mut others: Vec<(String, Vec<u8>)> = Vec::new();
    let mut texts: Vec<&[u8]> = Vec::new();
    for (path, bytes) in files.iter() {
        if path.ends_with(".kdl") {
            texts.push(bytes);
        } else {
            others.push((path.to_owned(), bytes.to_vec()));
        }
    }
    texts.reverse();
    others.push(("all.kdl".to_owned(), texts.join(&b'\n')));
    Files::in_memory("joined", others)
}

#[test]
fn neither_names_nor_order_of_files_change_a_verdict() {
    for (round, package) in [(ZHEJIANG_ROUND, ZHEJIANG), (LIBRARY_ROUND, LIBRARY)] {
        let mut round = Round::read(round, package);
        let before = verdicts(&reports(&round.assessment()));
        assert!(before.len() > 50);
        for files in [renamed(package), joined(package)] {
            let compilation = package::compile(&files, &mut SourceMap::default());
            assert_flawless(&compilation.diagnostics);
            round.standard = compilation.standard.expect("a standard");
            assert!(
                verdicts(&reports(&round.assessment())) == before,
                "{package}: a verdict depends on the name of a file"
            );
        }
    }
}

#[test]
fn the_compiler_knows_nothing_about_its_first_subject() {
    let standard = Round::zhejiang().standard;
    let words =
        ["浙江", "Zhejiang", "zhejiang", "企服", "企业综合服务", "增值化", "增值服务", "一类事", "企业码", "民营经济"];
    let mut words: BTreeSet<String> = words.into_iter().map(str::to_owned).collect();
    words.extend(standard.registry.regions().iter().map(|region| region.name.clone()));
    let mut gold = csv::Reader::from_path(repository("tests/oracle/gold.csv")).expect("the oracle");
    words.extend(gold.records().map(|row| row.expect("a row")[2].to_owned()));
    let mut found = Vec::new();
    for (path, bytes) in contents(&repository("src")) {
        let text = String::from_utf8(bytes).expect("sources are UTF-8");
        for (index, line) in text.lines().enumerate() {
            for word in words.iter().filter(|word| line.contains(word.as_str())) {
                found.push(format!("src/{path}:{}: {word}: {}", index + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
