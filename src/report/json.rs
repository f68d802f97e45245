//! The check report as JSON. Its schema is made from these types and committed with the outputs of every package.

use super::coherence::CoherenceEntry;
use super::improvement::ImprovementsEntry;
use super::legible::{Each, Legible};
use super::robustness::json::RobustnessEntry;
use super::roll_up::json::RollUpEntry;
use super::{RegionReport, Round};
use crate::base::number::Number;
use crate::base::real::Real;
use crate::check::{Kind, Outcome};
use crate::diagnostic::{Diagnostic, Language, Position, SourceMap, Span, cell_name};
use crate::expr::Read;
use crate::score::{self, Line, Measurement, Part, Place, Sampled, Scorecard};
use schemars::JsonSchema;
use serde::Serialize;
use serde::ser::Error as _;
use std::io::Write;

// Its long lists can also be made an entry at a time while they are written, which is nothing that its schema should speak of.
/// A whole check.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "guiju check report")]
pub struct CheckReport<R = Vec<RegionEntry>, D = Vec<DiagnosticEntry>> {
    /// The standard.
    pub standard: StandardReference,
    /// The day of the verdicts, ISO 8601.
    pub as_of: String,
    /// One entry per region of the registry, in its order.
    pub regions: R,
    /// What the round says of the indicator systems themselves, those that score a region.
    pub coherence: Vec<CoherenceEntry>,
    /// The round, rolled up.
    pub roll_up: RollUpEntry,
    /// How safe places are, in every system that says what is uncertain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub robustness: Vec<RobustnessEntry>,
    /// What was wrong with the submissions.
    pub diagnostics: D,
}

/// Which standard was applied.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StandardReference {
    /// Its id.
    pub id: String,
    /// Its edition.
    pub version: String,
    /// Its title.
    pub title: String,
}

/// One region.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RegionEntry {
    /// Its code in the registry.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: String,
    /// Whether it handed in anything that could be read.
    pub submitted: bool,
    /// One entry per rule that binds the region.
    pub outcomes: Vec<OutcomeEntry>,
    /// The score in the package's first indicator system that scores the region; `null` where none does.
    pub score: Option<ScoreEntry>,
    /// The scores in its other systems, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_scores: Vec<ScoreEntry>,
}

/// The outcome of one rule.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OutcomeEntry {
    /// The rule's id.
    pub rule: String,
    /// What it says.
    pub outcome: OutcomeWord,
    /// What is told about the region, in the language of the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Why it does not apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who has to act, for an external outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responsible: Option<String>,
    /// The rule's figure, exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
    /// What to do about a problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// The last day before the rule is due, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The clauses the rule serves.
    pub clauses: Vec<String>,
    /// The facts the rule read, those not reported included.
    pub facts: Vec<FactEntry>,
}

/// The words for outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeWord {
    /// Known, and nothing to find.
    Pass,
    /// There is a problem.
    Problem,
    /// Practice worth spreading.
    Good,
    /// Not decidable from what is reported.
    Unknown,
    /// The rule does not apply.
    NotApplicable,
    /// Nothing is owed yet.
    NotDue,
    /// Someone else is responsible.
    External,
    /// Only a person can decide.
    Review,
}

impl From<Kind> for OutcomeWord {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Pass => Self::Pass,
            Kind::Problem => Self::Problem,
            Kind::Good => Self::Good,
            Kind::Unknown => Self::Unknown,
            Kind::NotApplicable => Self::NotApplicable,
            Kind::NotDue => Self::NotDue,
            Kind::External => Self::External,
            Kind::Review => Self::Review,
        }
    }
}

/// A place in a file; without a file there is none.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct PlaceEntry {
    /// The file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line, from 1; not in a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The column in characters, from 1; not in a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell of a workbook, for example `C5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

/// A fact that was read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactEntry {
    /// Which fact; those of other regions begin with the region's code and a colon.
    pub path: String,
    /// Its value as text; `null` where it is not reported.
    pub value: Option<String>,
    /// The place it stands at.
    #[serde(flatten)]
    pub place: PlaceEntry,
}

/// The score in one indicator system.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScoreEntry {
    /// The system's id.
    pub system: String,
    /// The score; `null` where it is withheld.
    pub value: Option<Figure>,
    /// Why there is no value: `nothing-known`, `vetoed`, `held`, `low-coverage`, `nothing-applies` or `no-weights`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<String>,
    /// The least that the unknown could still make of it; `null` where there is no least.
    pub lower: Option<Figure>,
    /// The most that the unknown could still make of it; `null` where there is no most.
    pub upper: Option<Figure>,
    /// Known weight ÷ applicable weight.
    pub coverage: Figure,
    /// The grade of the published score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// Where quotas decide grades: from which to which grade the unknown, here and elsewhere, can still make it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub possible_grades: Option<PossibleGradesEntry>,
    /// Its place among the regions that are ranked together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<RankEntry>,
    /// Every group of the system.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupEntry>,
    /// The matrix of the system.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnEntry>,
    /// Every line of the score.
    pub arithmetic: Vec<LineEntry>,
    /// What would raise it; absent where nothing is known, and where nothing helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub improvements: Option<ImprovementsEntry>,
}

/// From which to which grade a region can still come. Of scales and weights, what peers report is taken as given.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PossibleGradesEntry {
    /// The best; `null` where it can have none.
    pub best: Option<String>,
    /// The worst; `null` where it may end up without one.
    pub worst: Option<String>,
}

/// A place as a number.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum RankingPlace {
    /// A whole one.
    Whole(usize),
    /// The middle between two.
    Middle(f64),
}

impl From<Place> for RankingPlace {
    fn from(place: Place) -> Self {
        place.as_whole().map_or_else(|| Self::Middle(place.number().nearest_f64()), Self::Whole)
    }
}

/// A place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RankEntry {
    /// The place, from 1; a half of one only where equal regions have the mean of their places.
    pub place: RankingPlace,
    /// How many regions have this place.
    pub shared_by: usize,
    /// How many regions are ranked together.
    pub of: usize,
    /// How it fares against the others one by one, where that decides places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pairs: Option<PairsEntry>,
}

/// How a region fares against the others one by one (Copeland).
#[derive(Debug, Serialize, JsonSchema)]
pub struct PairsEntry {
    /// How many it is ahead of.
    pub won: usize,
    /// How many are ahead of it.
    pub lost: usize,
    /// With how many it is equal.
    pub equal: usize,
    /// What it is ranked by, exact: those it is ahead of, and what equal ones count as.
    pub score: String,
}

/// What a group comes to, as points out of its own.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GroupEntry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How deep it lies, from 0.
    pub depth: usize,
    /// Its full points.
    pub full: String,
    /// What it comes to.
    #[serde(flatten)]
    pub bounded: BoundedEntry,
}

/// A column of the matrix: what the topics of a system have in common.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ColumnEntry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it comes to.
    #[serde(flatten)]
    pub bounded: BoundedEntry,
    /// What it comes to in each row.
    pub rows: Vec<RowEntry>,
}

/// A cell of the matrix.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RowEntry {
    /// The id of the topic.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it comes to.
    #[serde(flatten)]
    pub bounded: BoundedEntry,
}

/// A figure with its bounds, out of the total of the system.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BoundedEntry {
    /// What it comes to; `null` where nothing in it counts.
    pub value: Option<Figure>,
    /// The least that the unknown could still make of it; `null` where there is no least.
    pub lower: Option<Figure>,
    /// The most that the unknown could still make of it; `null` where there is no most.
    pub upper: Option<Figure>,
}

/// The sample behind a measure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SampleEntry {
    /// How many were asked.
    pub size: String,
    /// The fewest of whom anything is known.
    pub least: String,
    /// Whether enough were asked.
    pub enough: bool,
    /// How probable it is that the interval holds the true value.
    pub confidence: String,
    /// The least value of the interval; `null` where there is none.
    pub low: Option<String>,
    /// The greatest value of the interval.
    pub high: Option<String>,
    /// The least points that values of the interval earn.
    pub least_points: Option<String>,
    /// The most points that values of the interval earn.
    pub most_points: Option<String>,
}

/// An exact number and the way it is published.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Figure {
    /// Exact: a terminating decimal or a fraction such as `32/7`; of an irrational number `≈` and its first digits.
    pub exact: String,
    /// Rounded as the system says.
    pub published: String,
}

/// One line of a score.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LineEntry {
    /// The id of the indicator, bonus, deduction or veto.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `indicator`, `bonus`, `deduction` or `veto`.
    pub part: String,
    /// The groups it stands in, outermost first.
    pub groups: Vec<String>,
    /// `known`, `unknown` or `not-applicable`.
    pub state: String,
    /// Why it does not apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What an unknown value counts as: `zero`, `leave-out` or `hold`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    /// The measure as the author wrote it.
    pub measure: String,
    /// What it came to, exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<String>,
    /// From the measured value to the points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<String>,
    /// Full points, exact.
    pub full: String,
    /// Points, exact; absent while unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
    /// The least points, exact.
    pub lower: Option<String>,
    /// The most points, exact.
    pub upper: Option<String>,
    /// The sample behind the measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<SampleEntry>,
    /// The clauses it serves.
    pub clauses: Vec<String>,
    /// The facts it read.
    pub facts: Vec<FactEntry>,
}

/// Something that was wrong with a submission.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DiagnosticEntry {
    /// The code of the message.
    pub code: String,
    /// `error`, `warning` or `hint`.
    pub level: String,
    /// The message, in the language of the report.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// The place.
    #[serde(flatten)]
    pub place: PlaceEntry,
}

/// The report as JSON text, with a final line break.
///
/// # Errors
/// None in practice: every value of the report is a text, a number or a list.
pub fn render(round: &Round<'_>) -> Result<String, serde_json::Error> {
    let mut bytes = Vec::new();
    write(&mut bytes, round)?;
    String::from_utf8(bytes).map_err(serde_json::Error::custom)
}

/// Writes the same text. A report has some ten times the bytes of the submissions, so that only one region's part of it is in
/// memory at a time.
///
/// # Errors
/// Where the text cannot be written.
pub fn write(mut out: impl Write, round: &Round<'_>) -> Result<(), serde_json::Error> {
    let Round { assessment, regions, rolled, diagnostics, sources, language, .. } = *round;
    let writer = Writer { sources, language };
    let manifest = &assessment.standard.manifest;
    let report = CheckReport {
        standard: StandardReference {
            id: manifest.id.clone(),
            version: manifest.version.clone(),
            title: manifest.title.text(language).to_owned(),
        },
        as_of: assessment.as_of.to_string(),
        regions: Each(regions.iter().map(|region| writer.region(region))),
        coherence: round.coherence().iter().map(|own| CoherenceEntry::of(own, language)).collect(),
        roll_up: RollUpEntry::of(assessment.standard, rolled, language),
        robustness: round.robustness().iter().map(|own| RobustnessEntry::of(own, language)).collect(),
        diagnostics: Each(diagnostics.iter().map(|diagnostic| writer.diagnostic(diagnostic))),
    };
    report.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Legible::over_lines()))?;
    out.write_all(b"\n").map_err(serde_json::Error::io)
}

struct Writer<'w> {
    sources: &'w SourceMap,
    language: Language,
}

impl Writer<'_> {
    fn pick(&self, [zh, en]: &[String; 2]) -> String {
        match self.language {
            Language::Zh => zh.clone(),
            Language::En => en.clone(),
        }
    }

    fn region(&self, report: &RegionReport<'_>) -> RegionEntry {
        let own = format!("{}:", report.region.code);
        let mut scores = report.scores.iter().map(|score| self.score(score, &own));
        RegionEntry {
            code: report.region.code.clone(),
            name: report.region.name.clone(),
            level: report.region.level.clone(),
            submitted: report.submitted,
            outcomes: report.outcomes.iter().map(|outcome| self.outcome(outcome, &own)).collect(),
            score: scores.next(),
            further_scores: scores.collect(),
        }
    }

    fn outcome(&self, outcome: &Outcome<'_>, own: &str) -> OutcomeEntry {
        let rule = outcome.rule;
        let advice = rule.advice.as_ref().filter(|_| matches!(outcome.kind, Kind::Problem | Kind::External));
        OutcomeEntry {
            rule: rule.id.clone(),
            outcome: outcome.kind.into(),
            message: outcome.message.as_ref().map(|message| self.pick(message)),
            reason: outcome.reason.as_ref().map(|reason| self.pick(reason)),
            responsible: rule.responsible.clone().filter(|_| outcome.kind == Kind::External),
            figure: outcome.figure.as_ref().map(ToString::to_string),
            advice: advice.map(|advice| advice.text(self.language).to_owned()),
            due: rule.due.map(|due| due.to_string()),
            clauses: rule.clauses.iter().map(|clause| clause.value.clone()).collect(),
            facts: outcome.facts.iter().map(|read| self.fact(read, own)).collect(),
        }
    }

    fn fact(&self, read: &Read, own: &str) -> FactEntry {
        FactEntry {
            path: read.path.strip_prefix(own).unwrap_or(&read.path).to_owned(),
            value: read.value.clone(),
            place: self.place(read.place),
        }
    }

    fn place(&self, place: Option<Span>) -> PlaceEntry {
        let Some(span) = place else { return PlaceEntry::default() };
        let file = Some(self.sources.path(span.source).to_owned());
        match self.sources.position(span) {
            Position::Text { line, column } => {
                PlaceEntry { file, line: Some(line), column: Some(column), ..PlaceEntry::default() }
            }
            Position::Cell { sheet, row, column } => PlaceEntry {
                file,
                sheet: Some(sheet.to_owned()),
                cell: Some(cell_name(row, column)),
                ..PlaceEntry::default()
            },
        }
    }

    fn score(&self, card: &Scorecard<'_>, own: &str) -> ScoreEntry {
        let figure = |number: &Real| Figure { exact: number.to_string(), published: card.published(number) };
        let total = Real::from(card.system.total.clone());
        let of_total = |share: &Option<Real>| share.clone().map(|share| figure(&(share * total.clone())));
        let bounded = |figure: &score::Figure| BoundedEntry {
            value: of_total(&figure.value),
            lower: of_total(&figure.lower),
            upper: of_total(&figure.upper),
        };
        let groups = card.groups.iter().map(|group| GroupEntry {
            id: group.id.to_owned(),
            title: group.title.text(self.language).to_owned(),
            depth: group.depth,
            full: group.full.to_string(),
            bounded: bounded(&group.figure),
        });
        let columns = card.columns.iter().map(|column| ColumnEntry {
            id: column.id.to_owned(),
            title: column.title.text(self.language).to_owned(),
            bounded: bounded(&column.figure),
            rows: column
                .cells
                .iter()
                .map(|(row, figure)| RowEntry {
                    id: row.id.to_owned(),
                    title: row.title.text(self.language).to_owned(),
                    bounded: bounded(figure),
                })
                .collect(),
        });
        ScoreEntry {
            system: card.system.id.clone(),
            value: card.value.as_ref().map(figure),
            withheld: card.withheld.map(|withheld| withheld.keyword().to_owned()),
            lower: card.lower.as_ref().map(figure),
            upper: card.upper.as_ref().map(figure),
            coverage: Figure {
                exact: card.coverage.to_string(),
                published: card.coverage.decimal(4, card.system.rounding),
            },
            grade: card.grade.map(|grade| grade.text(self.language).to_owned()),
            possible_grades: card.possible_grades.map(|possible| PossibleGradesEntry {
                best: possible.best.map(|grade| grade.text(self.language).to_owned()),
                worst: possible.worst.map(|grade| grade.text(self.language).to_owned()),
            }),
            rank: card.rank.map(|rank| RankEntry {
                place: rank.place.into(),
                shared_by: rank.shared_by,
                of: rank.of,
                pairs: rank.pairs.map(|pairs| PairsEntry {
                    won: pairs.won,
                    lost: pairs.lost,
                    equal: pairs.equal,
                    score: card.copeland().map_or_else(String::new, |score| score.to_string()),
                }),
            }),
            groups: groups.collect(),
            columns: columns.collect(),
            arithmetic: card.lines.iter().map(|line| self.line(line, own)).collect(),
            improvements: ImprovementsEntry::of(card, self.language),
        }
    }

    fn line(&self, line: &Line<'_>, own: &str) -> LineEntry {
        let (part, missing) = match line.part {
            Part::Indicator { missing } => ("indicator", Some(missing.keyword().to_owned())),
            Part::Bonus => ("bonus", None),
            Part::Deduction => ("deduction", None),
            Part::Veto => ("veto", None),
        };
        let (measured, steps, reason) = match &line.measurement {
            Measurement::Known { value, arithmetic, .. } => (Some(value.clone()), Some(arithmetic.clone()), None),
            Measurement::Struck(struck) => (Some(struck.to_string()), None, None),
            Measurement::StandIn { arithmetic, .. } => (None, Some(arithmetic.clone()), None),
            Measurement::NotApplicable(reason) => (None, None, Some(self.pick(reason))),
            Measurement::Unknown => (None, None, None),
        };
        let bounds = line.bounds();
        LineEntry {
            id: line.id.to_owned(),
            title: line.title.text(self.language).to_owned(),
            part: part.to_owned(),
            groups: line.groups.iter().map(|group| group.text(self.language).to_owned()).collect(),
            state: line.state().keyword().to_owned(),
            reason,
            missing,
            measure: line.measure.to_owned(),
            measured,
            steps,
            full: line.full.to_string(),
            points: line.points().map(ToString::to_string),
            lower: bounds.as_ref().map(|(lower, _)| lower.to_string()),
            upper: bounds.as_ref().map(|(_, upper)| upper.to_string()),
            sample: line.sampled.as_ref().map(sample),
            clauses: line.clauses.iter().map(|clause| clause.value.clone()).collect(),
            facts: line.facts.iter().map(|read| self.fact(read, own)).collect(),
        }
    }

    fn diagnostic(&self, diagnostic: &Diagnostic) -> DiagnosticEntry {
        DiagnosticEntry {
            code: diagnostic.entry.code.to_owned(),
            level: diagnostic.level.text(Language::En).to_owned(),
            message: diagnostic.text(self.language),
            help: diagnostic.help(self.language),
            place: self.place(diagnostic.place),
        }
    }
}

fn sample(sampled: &Sampled) -> SampleEntry {
    let ends =
        |pair: &Option<(Number, Number)>| pair.as_ref().map(|(low, high)| (low.to_string(), high.to_string())).unzip();
    let (low, high) = ends(&sampled.interval);
    let (least_points, most_points) = ends(&sampled.points);
    SampleEntry {
        size: sampled.size.to_string(),
        least: sampled.least.to_string(),
        enough: sampled.is_enough(),
        confidence: sampled.confidence.to_string(),
        low,
        high,
        least_points,
        most_points,
    }
}
