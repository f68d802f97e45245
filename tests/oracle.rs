//! The oracle: what the inspection of December 2023 found, region by region, and nothing else.
//!
//! `oracle/gold.csv` was made from the inspection's report, before there was any rule. The example's submissions encode
//! the facts that the report tells; the rules of the standard have to come to the same findings.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use guiju::base::number::Number;
use guiju::check::{Context, Kind, Outcome, check};
use guiju::submission::datum::{Content, Datum};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use support::oracle::{GOLD, Row, assert_same, expected, is_finding, rows};
use support::{Round, ZHEJIANG_ROUND, binary, reports, repository};

#[test]
fn the_check_gives_the_findings_of_the_inspection_and_no_others() {
    let round = Round::zhejiang();
    assert_eq!(round.as_of.to_string(), "2023-12-28");
    let assessment = round.assessment();
    let mut found = BTreeSet::new();
    for report in reports(&assessment) {
        for outcome in report.outcomes.iter().filter(|outcome| is_finding(outcome.kind)) {
            found.insert((report.region.code.clone(), outcome.rule.id.clone(), outcome.kind));
        }
    }
    assert_same(&found, &expected());
    assert_eq!(found.len(), 79);
}

#[test]
fn the_json_report_of_the_binary_says_the_same() {
    let run = binary::guiju(&repository(""), &["check", ZHEJIANG_ROUND, "--as-of", "2023-12-28", "--format", "json"]);
    assert_eq!(run.code, 1, "there are problems: {}", run.messages);
    let report: Value = serde_json::from_str(&run.output).expect("a JSON report");
    let mut found = BTreeSet::new();
    for region in report["regions"].as_array().expect("regions") {
        for outcome in region["outcomes"].as_array().expect("outcomes") {
            let word = outcome["outcome"].as_str().expect("an outcome");
            let kind = Kind::ALL.into_iter().find(|kind| kind.keyword() == word).expect("a known outcome");
            if is_finding(kind) {
                let text = |value: &Value| value.as_str().expect("a text").to_owned();
                found.insert((text(&region["code"]), text(&outcome["rule"]), kind));
            }
        }
    }
    assert_same(&found, &expected());
}

#[test]
fn context_is_no_rule() {
    let standard = Round::zhejiang().standard;
    let context: Vec<Row> = rows().into_iter().filter(|row| row.basis == "context-only").collect();
    assert_eq!(context.len(), 1);
    for row in context {
        assert!(standard.rule(&row.finding).is_none(), "{} judges nobody", row.finding);
    }
}

#[test]
fn every_other_finding_is_a_rule() {
    let standard = Round::zhejiang().standard;
    let findings: BTreeSet<String> = expected().into_iter().map(|(_, finding, _)| finding).collect();
    assert_eq!(findings.len(), 48);
    for finding in findings {
        assert!(standard.rule(&finding).is_some(), "there is no rule {finding}");
    }
}

#[test]
fn figures_are_those_of_the_inspection() {
    let round = Round::zhejiang();
    let assessment = round.assessment();
    let reports = reports(&assessment);
    let outcomes: BTreeMap<(&str, &str), &Outcome<'_>> = reports
        .iter()
        .flat_map(|report| {
            report.outcomes.iter().map(|outcome| ((report.region.code.as_str(), outcome.rule.id.as_str()), outcome))
        })
        .collect();
    let mut compared = Vec::new();
    let rows = rows();
    // Figures with words, units or parts, such as `39/76`, are read by people.
    let plain = |row: &&Row| !row.figure.is_empty() && row.figure.bytes().all(|byte| byte.is_ascii_digit());
    for row in rows.iter().filter(plain).filter(|row| row.basis != "context-only") {
        let figure = Number::parse(&row.figure).expect("digits are a number");
        let outcome = outcomes[&(row.region.as_str(), row.finding.as_str())];
        if outcome.rule.figure.is_some() {
            assert_eq!(outcome.figure.as_ref(), Some(&figure), "{} of {}", row.finding, row.region);
            compared.push(row.figure.as_str());
        }
    }
    for figure in ["17", "12", "23", "65", "185", "24", "15700", "9"] {
        assert!(compared.contains(&figure), "no rule reports the figure {figure}");
    }
}

/// Takes the named record out of a body, wherever it stands.
fn remove(datum: &mut Datum, name: &str) {
    match &mut datum.content {
        Content::Object { members, .. } => {
            members.retain(|member| member.name != name);
            members.iter_mut().for_each(|member| remove(&mut member.value, name));
        }
        Content::Array { items, .. } => items.iter_mut().for_each(|item| remove(item, name)),
        _ => {}
    }
}

#[test]
fn judgement_without_the_assessors_record_is_review() {
    let judged: Vec<Row> = rows().into_iter().filter(|row| row.basis == "judgement").collect();
    assert!(!judged.is_empty());
    let mut round = Round::zhejiang();
    for row in &judged {
        let rule = round.standard.rule(&row.finding).expect("a rule");
        let fact = rule.conditions.judged.as_ref().expect("what a person judges is named by judged-by").text();
        let path: Vec<&str> = fact.split('.').collect();
        let [.., record, _] = path.as_slice() else { panic!("{fact} is no fact of a record") };
        let record = (*record).to_owned();
        let body = &mut round.submissions.get_mut(&row.region).expect("a submission").data;
        remove(body, &record);
    }
    let assessment = round.assessment();
    for row in &judged {
        let own = assessment.regions.iter().find(|own| own.region.code == row.region).expect("a region");
        let outcomes = check(&Context::new(&assessment, own), &mut Vec::new());
        let outcome = outcomes.iter().find(|outcome| outcome.rule.id == row.finding).expect("an outcome");
        assert_eq!(outcome.kind, Kind::Review, "{} of {}", row.finding, row.region);
    }
}

/// How the test reads what is not known.
#[derive(Clone, Copy, PartialEq)]
enum Unknown {
    /// As the product does.
    IsUnknown,
    /// As a form would that counts every empty cell as a failing.
    IsFailing,
}

fn false_problems(reading: Unknown) -> usize {
    let round = Round::zhejiang();
    let assessment = round.assessment();
    let expected = expected();
    let mut count = 0;
    for report in reports(&assessment) {
        for outcome in &report.outcomes {
            let failing = reading == Unknown::IsFailing
                && outcome.kind == Kind::Unknown
                && outcome.rule.conditions.problem.is_some();
            let kind = if failing { Kind::Problem } else { outcome.kind };
            let finding = (report.region.code.clone(), outcome.rule.id.clone(), kind);
            count += usize::from(kind == Kind::Problem && !expected.contains(&finding));
        }
    }
    count
}

#[test]
fn reading_the_unknown_as_failing_would_invent_hundreds_of_problems() {
    assert_eq!(false_problems(Unknown::IsUnknown), 0);
    let invented = false_problems(Unknown::IsFailing);
    println!("problems that the inspection never found: {invented}");
    assert!(invented >= 500, "only {invented}: the oracle could hardly fail");
}

#[test]
fn the_committed_oracle_is_the_shared_one() {
    let shared = repository("../shared/domain/gold.csv");
    // The folder stands beside the repository where the standards are written, not in a clone.
    if shared.exists() {
        assert_eq!(fs::read(repository(GOLD)).unwrap(), fs::read(shared).unwrap(), "the copies differ");
    }
}
