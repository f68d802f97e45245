//! JSON Lines: one finding a line, each complete in itself. A former report of this form is the baseline of a later one.

use super::json;
use crate::report::findings::{At, Finding, Findings, Place, State, said};
use crate::report::legible::Legible;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What every line says it is.
pub const FORMAT: &str = "guiju-finding/1";

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "guiju finding")]
pub struct FindingLine {
    /// The format of the line and its edition, `guiju-finding/1`.
    pub format: String,
    /// The same for the same finding, wherever its lines have moved, whatever else is found, in either language.
    pub fingerprint: String,
    /// With a baseline: `new`, `unchanged`, or `absent` for what the baseline has and is no longer found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// What it is: the outcome of a rule (`problem`, `good`, `external`, `review`), or a message (`error`, `warning`, `hint`).
    pub kind: String,
    /// How much it matters: `error`, `warning` or `note`.
    pub level: String,
    /// The rule, the figure as `summary/figure`, or the code of the message.
    pub rule: String,
    /// What the rule or message is about, in the language of the report.
    pub title: String,
    /// The id of the standard; empty where the manifest of a package cannot be read.
    pub standard: String,
    /// The code of the region, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The name of the region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region_name: Option<String>,
    /// The title of the test, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<String>,
    /// What is told, in the language of the report.
    pub message: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// The clauses it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<String>,
    /// Where it is.
    #[serde(flatten)]
    pub place: PlaceFields,
    /// Other places that explain it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<FurtherPlace>,
}

/// A place in a file; without a file there is none, and without more it is the file as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceFields {
    /// The file, by the path under which it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The first line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The column of the first character, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The last line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_line: Option<usize>,
    /// The column after the last character.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_column: Option<usize>,
    /// The sheet of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell of a workbook, for example `C5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

/// Another place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FurtherPlace {
    /// What is there.
    pub note: String,
    /// The place.
    #[serde(flatten)]
    pub place: PlaceFields,
}

impl From<&Place> for PlaceFields {
    fn from(place: &Place) -> Self {
        let file = Some(place.path.clone());
        match &place.at {
            At::File => Self { file, ..Self::default() },
            At::Text { line, column, end_line, end_column } => Self {
                file,
                line: Some(*line),
                column: Some(*column),
                end_line: Some(*end_line),
                end_column: Some(*end_column),
                ..Self::default()
            },
            At::Cell { sheet, cell } => {
                Self { file, sheet: Some(sheet.clone()), cell: Some(cell.clone()), ..Self::default() }
            }
        }
    }
}

impl PlaceFields {
    /// The place; `None` without a file.
    #[must_use]
    pub fn place(self) -> Option<Place> {
        let at = match (self.line, self.sheet, self.cell) {
            (_, Some(sheet), Some(cell)) => At::Cell { sheet, cell },
            (Some(line), ..) => {
                let column = self.column.unwrap_or(1);
                let (end_line, end_column) = (self.end_line.unwrap_or(line), self.end_column.unwrap_or(column));
                At::Text { line, column, end_line, end_column }
            }
            _ => At::File,
        };
        self.file.map(|path| Place { path, at })
    }
}

/// The report.
pub fn render(findings: &Findings) -> String {
    let shown = findings.list.iter().filter(|finding| finding.is_told() || finding.state == Some(State::Absent));
    shown.map(|finding| json(&line(finding, findings), Legible::on_one_line())).collect()
}

fn line(finding: &Finding, findings: &Findings) -> FindingLine {
    let language = findings.language;
    let suite = findings.suite(finding);
    let region = suite.filter(|suite| suite.is_region);
    let own = suite.filter(|suite| !suite.is_region).map(|suite| suite.id.clone());
    let standard = own.or_else(|| findings.standards.first().map(|standard| standard.id.clone()));
    let further = finding
        .further
        .iter()
        .map(|(place, note)| FurtherPlace { note: said(note, language).to_owned(), place: place.into() });
    FindingLine {
        format: FORMAT.to_owned(),
        fingerprint: finding.fingerprint.clone(),
        state: finding.state.map(|state| state.keyword().to_owned()),
        kind: finding.status.keyword().to_owned(),
        level: finding.status.severity().keyword().to_owned(),
        rule: finding.rule.clone(),
        title: findings.title(&finding.rule).to_owned(),
        standard: standard.unwrap_or_default(),
        region: region.map(|region| region.id.clone()),
        region_name: region.map(|region| region.name.clone()),
        test: finding.is_of_test.then(|| finding.case.clone()),
        message: finding.text(language).to_owned(),
        advice: finding.advice.as_ref().map(|advice| said(advice, language).to_owned()),
        clauses: finding.clauses.clone(),
        place: finding.place.as_ref().map(PlaceFields::from).unwrap_or_default(),
        further: further.collect(),
    }
}
