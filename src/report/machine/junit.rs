//! JUnit XML: a suite a region or package, a case a rule, test or message.
//!
//! There is no standard; two schemas are in use (Jenkins' `junit-10.xsd`, and that of Windy Road, after which GitLab reads), and one
//! document can satisfy both: the root bears nothing, a suite bears everything, in this order, and what a case comes to is said by at
//! most one element. GitLab shows one of several cases of the same name, so that no two have the same.

use crate::base::text::{safe, safe_line, xml_escape};
use crate::check::Kind;
use crate::diagnostic::Level;
use crate::diagnostic::catalogue::tool::TEST_FAILED;
use crate::report::findings::{Finding, Findings, State, Status, Suite, said};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Where reports come from that say nothing of a machine.
const HOST: &str = "localhost";
/// The day of a report that names none.
const NO_DAY: &str = "1970-01-01";

/// What a case comes to; of several findings the greatest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Passed,
    Skipped,
    Failed,
    Errors,
}

/// Everything about one case.
struct Case<'f> {
    name: String,
    findings: Vec<&'f Finding>,
}

/// The report.
pub fn render(findings: &Findings) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n".to_owned();
    let mut names = BTreeSet::new();
    let mut by_suite: Vec<Vec<&Finding>> = vec![Vec::new(); findings.suites.len()];
    for finding in findings.list.iter().filter(|finding| finding.state != Some(State::Absent)) {
        if let Some(own) = by_suite.get_mut(finding.suite) {
            own.push(finding);
        }
    }
    let writer = Writer { findings };
    // A suite without a case says nothing, but that something was looked at has to be said: Jenkins takes a report without any for
    // a failure.
    let filled = findings.suites.iter().zip(by_suite).filter(|(suite, own)| suite.is_region || !own.is_empty());
    for (number, (suite, own)) in filled.enumerate() {
        writer.suite(&mut text, number, suite, &cases(suite, own, findings, &mut names));
    }
    text.push_str("</testsuites>\n");
    text
}

/// The cases of a suite, in the order of their first findings.
fn cases<'f>(suite: &Suite, own: Vec<&'f Finding>, findings: &Findings, names: &mut BTreeSet<String>) -> Vec<Case<'f>> {
    let mut cases: Vec<Case<'f>> = Vec::new();
    for finding in own {
        match cases.last_mut() {
            Some(last) if last.findings.first().is_some_and(|first| first.case == finding.case) => {
                last.findings.push(finding);
            }
            _ => cases.push(Case { name: name(suite, finding, findings, names), findings: vec![finding] }),
        }
    }
    cases
}

/// A name that no other case has.
fn name(suite: &Suite, finding: &Finding, findings: &Findings, names: &mut BTreeSet<String>) -> String {
    let title = findings.title(&finding.rule);
    let titled = if title.is_empty() || finding.is_of_test { String::new() } else { format!(" {title}") };
    let name = token(&format!("{}{titled} · {} {}", finding.case, suite.id, suite.name));
    let mut unique = name.clone();
    let mut number = 2;
    while !names.insert(unique.clone()) {
        unique = format!("{name} #{number}");
        number += 1;
    }
    unique
}

struct Writer<'f> {
    findings: &'f Findings,
}

// Writing to a String cannot fail, so results of `write!` are let go of.
impl Writer<'_> {
    fn suite(&self, text: &mut String, number: usize, suite: &Suite, cases: &[Case<'_>]) {
        let verdicts: Vec<Verdict> = cases.iter().map(Case::verdict).collect();
        let count = |verdict| verdicts.iter().filter(|found| **found == verdict).count();
        let package = format!("guiju.{}", self.findings.activity.verb());
        let day = self.findings.day.as_deref().unwrap_or(NO_DAY);
        let _ = writeln!(
            text,
            "  <testsuite name=\"{}\" package=\"{package}\" id=\"{number}\" timestamp=\"{day}T00:00:00\" hostname=\"{HOST}\" \
             tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\">",
            attribute(&token(&format!("{} {}", suite.id, suite.name))),
            cases.len(),
            count(Verdict::Failed),
            count(Verdict::Errors),
            count(Verdict::Skipped),
        );
        self.properties(text);
        for (case, verdict) in cases.iter().zip(verdicts) {
            self.case(text, &format!("{package}.{}", suite.id), case, verdict);
        }
        // What neither fails nor errs has no place in a case.
        let beside = cases.iter().filter(|case| case.verdict() == Verdict::Passed);
        let beside = beside.flat_map(|case| &case.findings).filter(|finding| finding.is_told());
        let lines: String = beside.map(|finding| self.told(finding)).collect();
        let _ = writeln!(
            text,
            "    <system-out>{}</system-out>\n    <system-err></system-err>\n  </testsuite>",
            content(&lines)
        );
    }

    fn properties(&self, text: &mut String) {
        text.push_str("    <properties>\n");
        let mut property = |name: &str, value: &str| {
            let _ = writeln!(text, "      <property name=\"{name}\" value=\"{}\"/>", attribute(value));
        };
        for standard in &self.findings.standards {
            property("standard", &format!("{} {}", standard.id, standard.version));
        }
        property("guiju", env!("CARGO_PKG_VERSION"));
        text.push_str("    </properties>\n");
    }

    fn case(&self, text: &mut String, class: &str, case: &Case<'_>, verdict: Verdict) {
        let _ = write!(
            text,
            "    <testcase name=\"{}\" classname=\"{}\" time=\"0\"",
            attribute(&case.name),
            attribute(&token(class))
        );
        let Some(worst) = case.findings.iter().find(|finding| self::verdict(finding) == verdict) else { return };
        let element = match verdict {
            Verdict::Passed => {
                text.push_str("/>\n");
                return;
            }
            Verdict::Skipped => {
                let message = attribute(&self.skipped(worst));
                let told: String = case
                    .findings
                    .iter()
                    .filter(|finding| finding.is_told())
                    .map(|finding| self.told(finding))
                    .collect();
                let _ = writeln!(
                    text,
                    ">\n      <skipped message=\"{message}\">{}</skipped>\n    </testcase>",
                    content(&told)
                );
                return;
            }
            Verdict::Failed => "failure",
            Verdict::Errors => "error",
        };
        let body: String = case.findings.iter().map(|finding| self.told(finding)).collect();
        let message = safe_line(worst.text(self.findings.language));
        let kind = attribute(&worst.rule);
        let _ = writeln!(
            text,
            ">\n      <{element} message=\"{}\" type=\"{kind}\">{}</{element}>\n    </testcase>",
            attribute(&message),
            content(&body)
        );
    }

    /// Why a case is skipped.
    fn skipped(&self, finding: &Finding) -> String {
        let language = self.findings.language;
        let word = match finding.state {
            Some(State::Unchanged) => self.findings.pick("基线里已有", "in the baseline"),
            _ => finding.status.text(language),
        };
        let reason =
            finding.reason.as_ref().map(|reason| said(reason, language)).unwrap_or_else(|| finding.text(language));
        let line = if reason.is_empty() { word.to_owned() } else { format!("{word}: {reason}") };
        safe_line(&line)
    }

    /// A finding in lines: what, where, what to do about it, what explains it.
    fn told(&self, finding: &Finding) -> String {
        let language = self.findings.language;
        let status = finding.status.text(language);
        let mut text = format!("{status} {}: {}\n", finding.rule, safe_line(finding.text(language)));
        if let Some(place) = &finding.place {
            let _ = writeln!(text, "  {}", safe_line(&place.shown()));
        }
        if let Some(advice) = &finding.advice {
            let _ = writeln!(text, "  {}", safe_line(said(advice, language)));
        }
        for line in &finding.evidence {
            let _ = writeln!(text, "  {}", safe_line(line));
        }
        text
    }
}

impl Case<'_> {
    fn verdict(&self) -> Verdict {
        self.findings.iter().map(|finding| verdict(finding)).max().unwrap_or(Verdict::Passed)
    }
}

fn verdict(finding: &Finding) -> Verdict {
    let verdict = match finding.status {
        Status::Message(Level::Error) if finding.rule == TEST_FAILED.code => Verdict::Failed,
        Status::Message(Level::Error) => Verdict::Errors,
        Status::Outcome(Kind::Problem) => Verdict::Failed,
        Status::Outcome(Kind::Pass | Kind::Good) | Status::Message(Level::Warning | Level::Hint) => Verdict::Passed,
        Status::Outcome(_) => Verdict::Skipped,
    };
    let is_known = finding.state == Some(State::Unchanged);
    if is_known && verdict > Verdict::Skipped { Verdict::Skipped } else { verdict }
}

/// A text as `xs:token` has it: no blanks at its ends, and none beside another.
fn token(text: &str) -> String {
    let token = safe_line(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if token.is_empty() { "-".to_owned() } else { token }
}

fn attribute(text: &str) -> String {
    xml_escape(&safe_line(text)).into_owned()
}

fn content(text: &str) -> String {
    xml_escape(&safe(text)).into_owned()
}
