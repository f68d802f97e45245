//! What there is to say about the workbooks of a round.

use super::annotate;
use super::finding::{Finding, Place};
use crate::base::text::counted;
use crate::check::{Kind, Outcome};
use crate::diagnostic::{Diagnostic, Language, Position, SourceId, SourceMap, Span};
use crate::package::Files;
use crate::report::RegionReport;
use std::collections::{BTreeMap, BTreeSet};

/// The outcomes that a region is told of, worst first.
const TOLD: [Kind; 4] = [Kind::Problem, Kind::Review, Kind::External, Kind::Good];

/// The workbooks of a round with what was found in each, by their paths in the round; `submissions` says in which text that of a
/// region stands. What could not be read, or cannot be written to, is left out.
#[must_use]
pub fn workbooks(
    files: &Files,
    submissions: &BTreeMap<String, SourceId>,
    regions: &[RegionReport<'_>],
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
    language: Language,
) -> BTreeMap<String, Vec<u8>> {
    let mut returned = BTreeMap::new();
    for (path, bytes) in files.iter().filter(|(path, _)| is_workbook(path)) {
        // A workbook that was refused has no cells to comment on.
        let Some(id) = sources.find(&files.shown(path)).filter(|id| sources.is_grid(*id)) else { continue };
        let handed_in = submissions.iter().find(|(_, source)| **source == id);
        let region = handed_in.and_then(|(code, _)| regions.iter().find(|report| report.region.code == *code));
        let found = findings(id, region, diagnostics, sources, language);
        if let Ok(workbook) = annotate(bytes, &heading(region, &found, language), &found, language) {
            returned.insert(path.to_owned(), workbook);
        }
    }
    returned
}

/// Whether any workbook was handed in, whatever became of it.
#[must_use]
pub fn are_there(files: &Files) -> bool {
    files.iter().any(|(path, _)| is_workbook(path))
}

/// Whether a file is a workbook by the ending of its name, however that is spelled: `.XLSX` is read as well.
#[must_use]
pub fn is_workbook(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("xlsx"))
}

/// What stands above the list of findings.
fn heading(region: Option<&RegionReport<'_>>, found: &[Finding], language: Language) -> String {
    let name = region.map_or("", |report| report.region.name.as_str());
    match language {
        Language::Zh => {
            format!("{name} 检查结果：{} 条。说明写在各单元格的批注里；改好后可以直接再交这份表。", found.len())
        }
        Language::En => format!(
            "{name}: {}, told in comments at the cells; when mended, this same workbook can be handed in again.",
            counted(found.len(), "finding(s)")
        ),
    }
}

/// The messages at the workbook's cells and the outcomes of its region, in the order of the sheets' cells.
fn findings(
    workbook: SourceId,
    region: Option<&RegionReport<'_>>,
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
    language: Language,
) -> Vec<Finding> {
    let gatherer = Gatherer { workbook, sources, language };
    let messages = diagnostics.iter().filter(|found| found.place.is_some_and(|place| place.source == workbook));
    let mut findings: Vec<Finding> = messages.map(|found| gatherer.message(found)).collect();
    for kind in TOLD {
        let outcomes = region.iter().flat_map(|region| &region.outcomes);
        let told = outcomes.filter(|outcome| outcome.kind == kind && outcome.message.is_some());
        findings.extend(told.map(|outcome| gatherer.outcome(outcome)));
    }
    findings
}

struct Gatherer<'g> {
    workbook: SourceId,
    sources: &'g SourceMap,
    language: Language,
}

impl Gatherer<'_> {
    fn place(&self, span: Span) -> Option<Place> {
        if span.source != self.workbook {
            return None;
        }
        match self.sources.position(span) {
            Position::Cell { sheet, row, column } => Some(Place { sheet: sheet.to_owned(), row, column }),
            Position::Text { .. } => None,
        }
    }

    fn message(&self, found: &Diagnostic) -> Finding {
        let spans = found.place.into_iter().chain(found.remarks.iter().map(|(span, _)| *span));
        Finding {
            kind: found.level.text(self.language).to_owned(),
            code: found.entry.code.to_owned(),
            message: found.text(self.language),
            help: found.help(self.language),
            places: spans.filter_map(|span| self.place(span)).collect(),
        }
    }

    fn outcome(&self, outcome: &Outcome<'_>) -> Finding {
        let [zh, en] = outcome.message.as_ref().map_or(["", ""], |[zh, en]| [zh.as_str(), en.as_str()]);
        let advice = outcome.rule.advice.as_ref().filter(|_| outcome.kind == Kind::Problem);
        let places: BTreeSet<Place> =
            outcome.facts.iter().filter_map(|fact| fact.place).filter_map(|span| self.place(span)).collect();
        Finding {
            kind: outcome.kind.text(self.language).to_owned(),
            code: outcome.rule.id.clone(),
            message: if self.language == Language::Zh { zh } else { en }.to_owned(),
            help: advice.map(|advice| advice.text(self.language).to_owned()).unwrap_or_default(),
            places: places.into_iter().collect(),
        }
    }
}
