//! SARIF 2.1.0 (OASIS, with errata 01).
//!
//! Paths are given as the file names of a call are: relative ones count from the folder in which the tool ran, which no base names,
//! because nothing here knows where that is on the machine of the reader. What is unknown is no result; it is only counted.

use super::json;
use crate::base::address;
use crate::base::text::safe_line;
use crate::check::Kind;
use crate::diagnostic::Language;
use crate::report::findings::{About, At, Finding, Findings, Place, State, Status, said};
use crate::report::legible::Legible;
use serde_json::{Map, Value, json as value};
use std::collections::BTreeMap;

/// The schema of the format.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Under which name the fingerprint of a finding goes.
const FINGERPRINT: &str = "guijuFinding/v1";

/// The report.
pub fn render(findings: &Findings) -> String {
    let language = tag(findings.language);
    let numbers: BTreeMap<&str, usize> =
        findings.rules.keys().enumerate().map(|(at, rule)| (rule.as_str(), at)).collect();
    let rules: Vec<Value> = findings.rules.iter().map(|(id, about)| rule(id, about, findings.language)).collect();
    let shown = findings.list.iter().filter(|finding| finding.is_told() || finding.state == Some(State::Absent));
    let results: Vec<Value> = shown.map(|finding| result(finding, findings, &numbers)).collect();
    let standards: Vec<&str> = findings.standards.iter().map(|standard| standard.id.as_str()).collect();
    let log = value!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "guiju",
                "fullName": "Guiju 规矩",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": language,
                "rules": rules,
            }},
            "language": language,
            "columnKind": "unicodeCodePoints",
            "automationDetails": { "id": format!("guiju-{}/{}/", findings.activity.verb(), standards.join("+")) },
            "results": results,
            "properties": properties(findings),
        }],
    });
    json(&log, Legible::over_lines())
}

/// The language of a report in the words of RFC 5646.
fn tag(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh-CN",
        Language::En => "en",
    }
}

/// What the report is about, and how many findings of each kind there are, the unknown included.
fn properties(findings: &Findings) -> Value {
    let standards = findings.standards.iter().map(|standard| {
        value!({
            "id": standard.id,
            "version": standard.version,
            "title": said(&standard.title, findings.language),
        })
    });
    let mut properties = Map::new();
    properties.insert("standards".to_owned(), standards.collect());
    if let Some(day) = &findings.day {
        properties.insert("asOf".to_owned(), value!(day));
    }
    let counts = findings.counts();
    let counts: Map<String, Value> =
        counts.iter().map(|(status, count)| (status.keyword().to_owned(), value!(count))).collect();
    properties.insert("counts".to_owned(), counts.into());
    properties.insert("missingSubmissions".to_owned(), value!(findings.missing));
    if let Some(absent) = findings.in_state(State::Absent) {
        properties.insert("resolved".to_owned(), value!(absent));
    }
    properties.into()
}

fn rule(id: &str, about: &About, language: Language) -> Value {
    let (title, text, advice) =
        (said(&about.title, language), said(&about.text, language), said(&about.advice, language));
    let full = if text.is_empty() { title } else { text };
    let help: Vec<&str> = [full, advice].into_iter().filter(|part| !part.is_empty()).collect();
    let mut rule = value!({
        "id": id,
        "name": title,
        "shortDescription": { "text": title },
        "fullDescription": { "text": full },
        "help": { "text": help.join("\n\n"), "markdown": markdown(&about.clauses, &help) },
        "defaultConfiguration": { "level": about.severity.keyword() },
    });
    if !about.clauses.is_empty() {
        set(&mut rule, "properties", value!({ "clauses": about.clauses }));
    }
    rule
}

/// The help of a rule with its clauses.
fn markdown(clauses: &[String], help: &[&str]) -> String {
    let mut parts: Vec<String> = help.iter().map(|part| super::markdown::escaped_lines(part)).collect();
    if !clauses.is_empty() {
        let items: Vec<String> =
            clauses.iter().map(|clause| format!("- {}", super::markdown::escaped(clause))).collect();
        parts.push(items.join("\n"));
    }
    parts.join("\n\n")
}

fn result(finding: &Finding, findings: &Findings, numbers: &BTreeMap<&str, usize>) -> Value {
    let language = findings.language;
    let (kind, level) = judged(finding.status);
    let mut result = value!({
        "ruleId": finding.rule,
        "kind": kind,
        "level": level,
        "message": { "text": literal(finding.text(language)) },
        "partialFingerprints": { FINGERPRINT: finding.fingerprint },
    });
    if let Some(number) = numbers.get(finding.rule.as_str()) {
        set(&mut result, "ruleIndex", value!(number));
    }
    if let Some(place) = &finding.place {
        set(&mut result, "locations", value!([location(place, None)]));
    }
    let further: Vec<Value> = finding
        .further
        .iter()
        .enumerate()
        .map(|(at, (place, note))| {
            let mut related = location(place, Some(said(note, language)));
            set(&mut related, "id", value!(at));
            related
        })
        .collect();
    if !further.is_empty() {
        set(&mut result, "relatedLocations", further.into());
    }
    if let Some(state) = finding.state {
        set(&mut result, "baselineState", value!(state.keyword()));
    }
    let mut properties = value!({ "outcome": finding.status.keyword() });
    match findings.suite(finding) {
        Some(region) if region.is_region => {
            set(&mut properties, "region", value!(region.id));
            set(&mut properties, "regionName", value!(region.name));
        }
        Some(package) => set(&mut properties, "standard", value!(package.id)),
        None => {}
    }
    if finding.is_of_test {
        set(&mut properties, "test", value!(finding.case));
    }
    if let Some(advice) = &finding.advice {
        set(&mut properties, "advice", value!(said(advice, language)));
    }
    if !finding.clauses.is_empty() {
        set(&mut properties, "clauses", value!(finding.clauses));
    }
    set(&mut result, "properties", properties);
    result
}

/// The kind of a result, and its level, which is `none` for what does not fail.
fn judged(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Outcome(Kind::Good | Kind::External) => ("informational", "none"),
        Status::Outcome(Kind::Review) => ("review", "none"),
        failing => ("fail", failing.severity().keyword()),
    }
}

fn location(place: &Place, note: Option<&str>) -> Value {
    let mut physical = value!({ "artifactLocation": { "uri": uri(&place.path) } });
    if let At::Text { line, column, end_line, end_column } = place.at {
        let region = value!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column });
        set(&mut physical, "region", region);
    }
    let mut location = value!({ "physicalLocation": physical });
    if let At::Cell { sheet, cell } = &place.at {
        let logical = value!([{ "name": cell, "fullyQualifiedName": format!("{sheet}!{cell}"), "kind": "cell" }]);
        set(&mut location, "logicalLocations", logical);
    }
    if let Some(note) = note {
        set(&mut location, "message", value!({ "text": literal(&safe_line(note)) }));
    }
    location
}

/// A path as a URI; an absolute one becomes a `file` URI.
pub(super) fn uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", address::path(path))
}

/// A text of which a reader takes no part for a placeholder (`{0}`) or a link (`[text](1)`).
fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' => literal.push(c),
            '\\' | '[' | ']' => literal.push('\\'),
            _ => {}
        }
        literal.push(c);
    }
    literal
}

fn set(object: &mut Value, name: &str, value: Value) {
    if let Value::Object(members) = object {
        members.insert(name.to_owned(), value);
    }
}
