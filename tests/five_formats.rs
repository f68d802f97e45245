//! The round of December 2023 handed in as workbooks, and one region in every format: the same findings, verdicts and scores.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use guiju::check::Assessment;
use guiju::diagnostic::{Diagnostic, Language, SourceMap};
use guiju::emit::form::{prefill, workbook as write_form};
use guiju::form::Form;
use guiju::submission::Submission;
use guiju::submission::{sheet, workbook};
use std::collections::{BTreeMap, BTreeSet};
use support::oracle::{assert_same, expected, is_finding};
use support::{Round, reports};

/// The workbooks of all regions that handed in, by the names of their files: each region's own form with what it reported.
fn workbooks(round: &Round) -> BTreeMap<String, Vec<u8>> {
    let assessment = round.assessment();
    let forms: Vec<Form<'_>> = Form::all(&round.standard);
    let submitted = assessment.regions.iter().filter(|own| own.submitted);
    let written = submitted.map(|own| {
        let form = forms.iter().find(|form| form.level == own.region.level).expect("a form for every level");
        let (filling, _) = prefill(form, &own.region.code, &own.facts);
        let bytes = write_form(form, &filling).expect("the form can be written");
        (format!("{}-{}.xlsx", own.region.code, own.region.name), bytes)
    });
    written.collect()
}

#[test]
fn workbooks_give_the_findings_of_the_inspection_and_no_others() {
    let mut round = Round::zhejiang();
    let books = workbooks(&round);
    println!("{} workbooks, {} bytes", books.len(), books.values().map(Vec::len).sum::<usize>());
    assert!(books.len() >= 101);
    let mut sources = SourceMap::default();
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut submissions: BTreeMap<String, Submission> = BTreeMap::new();
    for (path, bytes) in &books {
        let book = workbook::read(path, bytes, &mut sources, &mut found).expect("a workbook");
        let filled = sheet::Filled {
            path,
            grid: &book.grid,
            properties: &book.properties,
            place: guiju::diagnostic::Span::new(book.source, 0, 0),
        };
        let submission = sheet::read(&filled, &round.standard, &mut found).expect("a submission");
        submissions.insert(submission.region.clone(), submission);
    }
    Assessment::new(&round.standard, round.as_of, &submissions, &mut found);
    let told: Vec<String> = found
        .iter()
        .map(|found| {
            let place = found.place.map(|span| sources.location(span)).unwrap_or_default();
            format!("{} {place} {}", found.entry.code, found.text(Language::Zh))
        })
        .collect();
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
