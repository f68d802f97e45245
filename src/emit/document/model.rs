//! The data that templates see: the standard, told in one language. Field names here are the names in templates.
//!
//! Every text is as the author wrote it; the template's `{{…}}` makes it safe. What is not there is `null` or an empty list, so
//! that `{{#if}}` works. `anchor` is an id inside the document.

use serde::Serialize;
use std::collections::BTreeMap;

/// Everything.
#[derive(Debug, Serialize)]
pub struct Model {
    /// `zh` or `en`.
    pub lang: &'static str,
    /// The fixed words of the language, by key.
    pub labels: BTreeMap<&'static str, &'static str>,
    /// The numbers of the chapters that have content: `scope`, `references`, `terms`, `requirements`, `tables`,
    /// `indicators`, `summaries`, `thresholds`, `records`, `signs`; `null` for the others.
    pub chapters: BTreeMap<&'static str, Option<usize>>,
    /// The document's title.
    pub title: String,
    /// The package.
    pub package: Package,
    /// Paragraphs of the foreword.
    pub forewords: Vec<String>,
    /// Levels of regions with their number.
    pub levels: Vec<Level>,
    /// Named sets of regions.
    pub region_sets: Vec<RegionSet>,
    /// Sources with their clauses.
    pub sources: Vec<Source>,
    /// Choices.
    pub choices: Vec<Choice>,
    /// Tables, those of kinds included.
    pub tables: Vec<Table>,
    /// Indicator systems.
    pub systems: Vec<System>,
    /// What superiors are told of the regions that report to them.
    pub summaries: Vec<Summary>,
    /// Named figures.
    pub thresholds: Vec<Threshold>,
    /// Records.
    pub records: Vec<Record>,
    /// Styles of signs with their signs.
    pub sign_styles: Vec<SignStyle>,
    /// What serves each clause.
    pub trace: Vec<TraceRow>,
    /// Clauses that nothing serves.
    pub unserved: Vec<Reference>,
}

/// The package.
#[derive(Debug, Serialize)]
pub struct Package {
    /// Its id.
    pub id: String,
    /// Its edition.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Who issues it.
    pub issuer: Option<String>,
    /// The day from which it holds.
    pub effective: Option<String>,
}

/// A pointer to something else in the document.
#[derive(Debug, Clone, Serialize)]
pub struct Reference {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
}

/// A level of regions.
#[derive(Debug, Serialize)]
pub struct Level {
    /// The word of the authority.
    pub name: String,
    /// How many regions it has.
    pub count: usize,
}

/// A set of regions.
#[derive(Debug, Serialize)]
pub struct RegionSet {
    /// Its title.
    pub title: String,
    /// The names of its regions, in one text.
    pub regions: String,
}

/// A source.
#[derive(Debug, Serialize)]
pub struct Source {
    /// Its number in the chapter of requirements.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Notes.
    pub notes: Vec<String>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
}

/// A clause.
#[derive(Debug, Serialize)]
pub struct Clause {
    /// Its id.
    pub id: String,
    /// Its anchor.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// The keyword of its strength.
    pub modality: &'static str,
    /// The word of its strength: 应, 宜, 可, 能; `null` for a statement.
    pub verb: Option<&'static str>,
    /// The last day for it.
    pub due: Option<String>,
    /// Whether it was confirmed at its source.
    pub confirmed: bool,
    /// Its places on axes, in one text.
    pub axes: Option<String>,
    /// What it says.
    pub paragraphs: Vec<String>,
    /// Who has to act, in one text.
    pub responsible: Option<String>,
    /// Whom it binds; `null` for every region.
    pub binds: Option<String>,
    /// Notes.
    pub notes: Vec<String>,
    /// The rules that are told here: those of which it is the first clause.
    pub rules: Vec<Rule>,
    /// Further rules, told elsewhere.
    pub further_rules: Vec<Reference>,
}

/// A rule.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// Its anchor.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// Its conditions in the order in which they decide.
    pub conditions: Vec<Condition>,
    /// What is told about a region, with its `{{expressions}}` as written.
    pub message: Option<String>,
    /// Who has to act where the outcome is external.
    pub responsible: Option<String>,
    /// Whom it binds; `null` for every region.
    pub binds: Option<String>,
    /// The last day before it is due.
    pub due: Option<String>,
    /// What to do about a problem.
    pub advice: Option<String>,
    /// Notes.
    pub notes: Vec<String>,
}

/// A condition of a rule.
#[derive(Debug, Serialize)]
pub struct Condition {
    /// What it decides.
    pub label: &'static str,
    /// The expression.
    pub expression: String,
}

/// A choice.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// Its name.
    pub name: String,
    /// Its anchor.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// Its options.
    pub options: Vec<ChoiceOption>,
}

/// An option of a choice.
#[derive(Debug, Serialize)]
pub struct ChoiceOption {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A table.
#[derive(Debug, Serialize)]
pub struct Table {
    /// Its number in its chapter.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The titles of its columns.
    pub columns: Vec<String>,
    /// Its rows: a text a cell.
    pub rows: Vec<Vec<String>>,
}

/// An indicator system.
#[derive(Debug, Serialize)]
pub struct System {
    /// Its number in its chapter.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Full marks.
    pub total: String,
    /// How a score is rounded.
    pub rounding: String,
    /// The least coverage, in percent; `null` where none is asked for.
    pub min_coverage: Option<String>,
    /// Whom it scores; `null` for every region.
    pub binds: Option<String>,
    /// How the score is put together where it is no weighted mean, and how regions are ranked.
    pub methods: Vec<String>,
    /// Notes.
    pub notes: Vec<String>,
    /// Groups and indicators, in order.
    pub rows: Vec<IndicatorRow>,
    /// Bonuses.
    pub bonuses: Vec<Extra>,
    /// Deductions.
    pub deductions: Vec<Extra>,
    /// Vetoes.
    pub vetoes: Vec<Extra>,
    /// Grades, best first.
    pub grades: Vec<Grade>,
    /// Whether only so many regions may have some grade.
    pub has_quotas: bool,
}

/// A group or an indicator.
#[derive(Debug, Serialize)]
pub struct IndicatorRow {
    /// Its number in the tree, as in `1.2`.
    pub number: String,
    /// Whether it is a group; groups have none of the fields from `measure` on.
    pub is_group: bool,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its full points.
    pub points: String,
    /// What is measured.
    pub measure: Option<String>,
    /// From the measured value to points, in words.
    pub scoring: Option<String>,
    /// What counts where it is not reported, in words.
    pub missing: Option<String>,
    /// When it leaves the denominator.
    pub not_applicable: Option<String>,
    /// Whom it measures; `null` for every region.
    pub binds: Option<String>,
    /// The clauses it serves.
    pub clauses: Vec<Reference>,
    /// Notes.
    pub notes: Vec<String>,
}

/// A bonus, a deduction or a veto.
#[derive(Debug, Serialize)]
pub struct Extra {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The most it adds or takes; `null` for a veto.
    pub max: Option<String>,
    /// Points for each unit of the measure; deductions only.
    pub per: Option<String>,
    /// What is measured, or when the veto strikes.
    pub measure: String,
    /// From the measured value to points, in words; of a veto, what it does. `null` for deductions.
    pub scoring: Option<String>,
    /// The clauses it serves.
    pub clauses: Vec<Reference>,
}

/// A grade.
#[derive(Debug, Serialize)]
pub struct Grade {
    /// Its title.
    pub title: String,
    /// The least score for it.
    pub at: String,
    /// How many regions may have it, in words; empty where all may who reach the score.
    pub quota: String,
}

/// A named figure.
#[derive(Debug, Serialize)]
pub struct Threshold {
    /// Its name in expressions.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Value and unit.
    pub value: String,
    /// Who set it, in words.
    pub origin: &'static str,
    /// Whether the standard itself set it, so that there is nothing to confirm.
    pub is_ours: bool,
    /// Whether it is confirmed.
    pub confirmed: bool,
    /// The clauses it belongs to.
    pub clauses: Vec<Reference>,
    /// Notes.
    pub notes: Vec<String>,
}

/// A record.
#[derive(Debug, Serialize)]
pub struct Record {
    /// Its number in its chapter.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// Its anchor.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// Help.
    pub help: Option<String>,
    /// What it holds.
    pub members: Vec<Member>,
}

/// A member of a record.
#[derive(Debug, Serialize)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its type, in words.
    pub kind: String,
    /// The choice or record that the type names.
    pub target: Option<Reference>,
    /// What follows the target in words.
    pub kind_after: String,
    /// Unit and bounds, in one text.
    pub range: String,
    /// Help.
    pub help: Option<String>,
    /// The formula of a computed value.
    pub formula: Option<String>,
}

/// A style of signs.
#[derive(Debug, Serialize)]
pub struct SignStyle {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Width × height.
    pub size: String,
    /// Its signs.
    pub signs: Vec<Sign>,
}

/// A sign.
#[derive(Debug, Serialize)]
pub struct Sign {
    /// Its id; its file is `signs/<id>.svg`.
    pub id: String,
    /// What is written on it, in one text.
    pub text: String,
    /// Where it hangs.
    pub place: Option<String>,
    /// The clauses it serves.
    pub clauses: Vec<Reference>,
}

/// A summary.
#[derive(Debug, Serialize)]
pub struct Summary {
    /// Its number in its chapter.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who gets it; `null` for every region.
    pub binds: Option<String>,
    /// Over which regions it goes; `null` for all.
    pub of: Option<String>,
    /// The clauses that all its figures serve.
    pub clauses: Vec<Reference>,
    /// Notes.
    pub notes: Vec<String>,
    /// Its figures, in order.
    pub figures: Vec<Figure>,
}

/// One figure of a summary.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How it is made, in words.
    pub operation: String,
    /// From what, as expressions.
    pub formula: String,
    /// The superior's own figure, as an expression.
    pub own: Option<String>,
    /// With whom the thing is shared, as an expression.
    pub once_by: Option<String>,
    /// The clauses it serves.
    pub clauses: Vec<Reference>,
    /// Notes.
    pub notes: Vec<String>,
}

/// What serves a clause.
#[derive(Debug, Serialize)]
pub struct TraceRow {
    /// The clause.
    pub clause: Reference,
    /// Rules.
    pub rules: Vec<Reference>,
    /// Ids of indicators, in one text.
    pub indicators: String,
    /// Figures of summaries, in one text.
    pub figures: String,
    /// Names of thresholds, in one text.
    pub thresholds: String,
    /// Ids of signs, in one text.
    pub signs: String,
    /// Rows of tables, in one text.
    pub rows: String,
    /// How many fields its rules, indicators and figures read.
    pub fields: usize,
}
