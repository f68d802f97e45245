//! Annotations of GitHub Actions: workflow commands, one a line.
//!
//! A step shows ten errors, ten warnings and ten notices, and says nothing of the others; so the worst come first, and a last notice
//! says how many are left out. Everything in a command stands on one line without control characters, and the marks that end a
//! property or a command are escaped, so that nothing that was submitted becomes a command of its own.

use super::advised;
use crate::base::text::{counted, safe_line};
use crate::diagnostic::Language;
use crate::report::findings::{At, Finding, Findings, Severity, State, said};

/// How many annotations of each command a step shows.
const SHOWN: usize = 10;

/// The report; nothing where nothing is told.
pub fn render(findings: &Findings) -> String {
    let told = findings.worst_first();
    let count = |severity| told.iter().filter(|finding| finding.status.severity() == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    // The notice that says what is left out needs a place of its own.
    let is_over = counts.iter().any(|count| *count > SHOWN);
    let limit = |severity| if is_over && severity == Severity::Note { SHOWN - 1 } else { SHOWN };
    let (mut text, mut left_out) = (String::new(), 0);
    let mut shown = [0; 3];
    for finding in told {
        let severity = finding.status.severity();
        let Some(count) = shown.get_mut(severity as usize) else { continue };
        if *count < limit(severity) {
            *count += 1;
            text.push_str(&annotation(finding, findings));
        } else {
            left_out += 1;
        }
    }
    if left_out > 0 {
        let told = match findings.language {
            Language::Zh => format!("另有 {left_out} 条没有列在这里：一步最多显示错误、警告、提示各 {SHOWN} 条"),
            Language::En => {
                format!("{} not listed: a step shows {SHOWN} of each kind", counted(left_out, "more finding(s)"))
            }
        };
        text.push_str(&command("notice", &[("title", "guiju")], &told));
    }
    text
}

fn annotation(finding: &Finding, findings: &Findings) -> String {
    let name = match finding.status.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let language = findings.language;
    let mut properties = Vec::new();
    let mut message = finding.text(language).to_owned();
    if let Some(place) = &finding.place {
        properties.push(("file", place.path.clone()));
        match &place.at {
            At::File => {}
            At::Text { line, column, end_line, end_column } => {
                properties.push(("line", line.to_string()));
                properties.push(("endLine", end_line.to_string()));
                // Columns are shown within one line only.
                if line == end_line {
                    properties.push(("col", column.to_string()));
                    properties.push(("endColumn", end_column.to_string()));
                }
            }
            At::Cell { .. } => message = format!("{}: {message}", place.within()),
        }
    }
    let suite = findings.suite(finding).map_or("", |suite| suite.name.as_str());
    let status = finding.status.text(language);
    let state = if finding.state == Some(State::Unchanged) {
        findings.pick("（基线里已有）", " (in the baseline)")
    } else {
        ""
    };
    properties.push(("title", format!("{status} {} · {suite}{state}", finding.rule)));
    let advice = finding.advice.as_ref().map_or("", |advice| said(advice, language));
    let properties: Vec<(&str, &str)> = properties.iter().map(|(name, value)| (*name, value.as_str())).collect();
    command(name, &properties, &advised(&message, advice))
}

/// One workflow command.
fn command(name: &str, properties: &[(&str, &str)], message: &str) -> String {
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    format!("::{name} {}::{}\n", properties.join(","), data(message))
}

/// A message: on one line, with the escape of commands escaped.
fn data(text: &str) -> String {
    safe_line(text).replace('%', "%25").replace('\r', "%0D")
}

/// The value of a property: also without the marks that end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
