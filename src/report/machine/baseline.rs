//! A former report (JSON Lines) → what is new since, what is not, and what is gone.
//!
//! The file comes from wherever somebody kept it, so that nothing in it is believed: its size, its lines and their depth are bounded,
//! and what is no finding is told at its line.

use super::lines::{FORMAT, FindingLine};
use crate::base::privacy::masked;
use crate::diagnostic::catalogue::reports as messages;
use crate::diagnostic::{Diagnostic, SourceId, SourceMap, Span};
use crate::report::findings::{Finding, Findings, State, Status};
use std::collections::BTreeMap;

/// The most bytes of a baseline.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// The most bytes of a line.
const MOST_IN_LINE: usize = 256 * 1024;
/// The most messages about one file.
const MOST_MESSAGES: usize = 20;
/// The digits of a fingerprint.
const DIGITS: usize = 32;

/// What a former report told, by fingerprint.
#[derive(Debug)]
pub struct Baseline {
    lines: BTreeMap<String, FindingLine>,
}

impl Baseline {
    /// Reads a report that was made of that standard; what is wrong with it otherwise.
    ///
    /// # Errors
    /// A message for each line that is no finding of this standard, up to a limit.
    pub fn read(id: SourceId, sources: &SourceMap, standard: &str) -> Result<Self, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let mut lines = BTreeMap::new();
        let mut start = 0;
        for text in sources.text(id).split('\n') {
            let span = Span::new(id, start, start + text.len());
            start += text.len() + 1;
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            match read_line(text, span, standard) {
                Ok(line) if line.state.as_deref() == Some(State::Absent.keyword()) => {}
                Ok(line) => drop(lines.insert(line.fingerprint.clone(), line)),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
            if diagnostics.len() >= MOST_MESSAGES {
                break;
            }
        }
        if diagnostics.is_empty() { Ok(Self { lines }) } else { Err(diagnostics) }
    }
}

fn read_line(text: &str, span: Span, standard: &str) -> Result<FindingLine, Diagnostic> {
    let damaged = || Diagnostic::new(&messages::BASELINE_DAMAGED).at(span);
    if text.len() > MOST_IN_LINE {
        return Err(damaged());
    }
    let line: FindingLine = serde_json::from_str(text).map_err(|_| damaged())?;
    let is_fingerprint =
        line.fingerprint.len() == DIGITS && line.fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
    if line.format != FORMAT || !is_fingerprint || Status::parse(&line.kind).is_none() {
        return Err(damaged());
    }
    if line.standard != standard {
        let other = Diagnostic::new(&messages::BASELINE_OTHER).with("other", line.standard).with("standard", standard);
        return Err(other.at(span));
    }
    Ok(line)
}

impl Findings {
    /// Says of every finding how it stands to a former report, and adds what that told and is no longer there.
    pub fn compare(&mut self, baseline: Baseline) {
        let mut left = baseline.lines;
        for finding in self.list.iter_mut().filter(|finding| finding.is_told()) {
            let known = left.remove(&finding.fingerprint).is_some();
            finding.state = Some(if known { State::Unchanged } else { State::New });
        }
        let regions: BTreeMap<&str, usize> =
            self.suites.iter().enumerate().map(|(number, suite)| (suite.id.as_str(), number)).collect();
        let last = self.suites.len().saturating_sub(1);
        let absent: Vec<Finding> = left
            .into_values()
            .filter_map(|line| {
                let status = Status::parse(&line.kind)?;
                let suite = line.region.as_deref().and_then(|region| regions.get(region)).copied().unwrap_or(last);
                let message = masked(&line.message).into_owned();
                let gone = Finding::absent(status, line.rule, suite, message);
                Some(Finding {
                    place: line.place.place(),
                    clauses: line.clauses,
                    fingerprint: line.fingerprint,
                    ..gone
                })
            })
            .collect();
        self.list.extend(absent);
    }
}
