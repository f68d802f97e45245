//! The code quality report of GitLab: a list of what got worse. Good practice did not, so it is left out.

use super::{advised, json};
use crate::base::text::safe_line;
use crate::check::Kind;
use crate::diagnostic::Level;
use crate::report::findings::{At, Finding, Findings, Status, said};
use crate::report::legible::Legible;
use serde::Serialize;

/// Where a finding is that has no file: the report demands one.
const NOWHERE: &str = ".";

#[derive(Serialize)]
struct Degradation {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

/// The report.
pub fn render(findings: &Findings) -> String {
    let told = findings.told().filter(|finding| finding.status != Status::Outcome(Kind::Good));
    let all: Vec<Degradation> = told.map(|finding| degradation(finding, findings)).collect();
    json(&all, Legible::over_lines())
}

fn degradation(finding: &Finding, findings: &Findings) -> Degradation {
    let language = findings.language;
    let advice = finding.advice.as_ref().map_or("", |advice| said(advice, language));
    let mut message = advised(finding.text(language), advice);
    let mut lines = Lines { begin: 1, end: None };
    match finding.place.as_ref().map(|place| (&place.at, place)) {
        Some((At::Text { line, end_line, .. }, _)) => lines = Lines { begin: *line, end: Some(*end_line) },
        Some((At::Cell { .. }, place)) => message = format!("{}: {message}", place.within()),
        _ => {}
    }
    if let Some(region) = findings.suite(finding).filter(|suite| suite.is_region) {
        message = format!("{} {}: {message}", region.id, region.name);
    }
    Degradation {
        description: safe_line(&message),
        check_name: safe_line(&finding.rule),
        fingerprint: finding.fingerprint.clone(),
        severity: severity(finding.status),
        location: Location {
            path: finding.place.as_ref().map_or(NOWHERE, |place| place.path.as_str()).to_owned(),
            lines,
        },
    }
}

/// The word of GitLab: `info`, `minor`, `major`, `critical` or `blocker`.
fn severity(status: Status) -> &'static str {
    match status {
        Status::Message(Level::Error) => "critical",
        Status::Outcome(Kind::Problem) => "major",
        Status::Message(Level::Warning) => "minor",
        _ => "info",
    }
}
