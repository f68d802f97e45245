//! The roll-up as a part of the JSON report.

use super::wording;
use crate::base::number::Number;
use crate::diagnostic::Language;
use crate::rollup::{
    Agreement, Contribution, Delivery, DutyProgress, Given, PlanProgress, RollUp, Standing, Status, Superior, Total,
};
use crate::standard::Standard;
use crate::standard::registry::Region;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A round, rolled up.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RollUpEntry {
    /// The last day on which a submission is in time, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// One entry per region of the registry, in its order: what became of its submission.
    pub deliveries: Vec<DeliveryEntry>,
    /// One entry per region to which others report, in the order of the registry.
    pub superiors: Vec<SuperiorEntry>,
    /// How far plans are carried out.
    pub plans: Vec<PlanEntry>,
}

/// What became of a region's submission.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DeliveryEntry {
    /// The region.
    pub region: String,
    /// The region to which it reports; absent at the top.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reports_to: Option<String>,
    /// Whether a submission of it is expected.
    pub expected: bool,
    /// All that holds of it.
    pub statuses: Vec<StatusWord>,
    /// The day on which it was handed in, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_on: Option<String>,
    /// The region through which it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// Its files, by their paths in the round.
    pub files: Vec<String>,
}

/// What can be said of what a region handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StatusWord {
    /// There is a submission, and it was read.
    Submitted,
    /// One is expected, and no file is there for the region.
    Missing,
    /// There are two or more, of which none counts.
    Twice,
    /// A file is there for the region and could not be read.
    Unreadable,
    /// It was handed in after the last day.
    Late,
    /// It came through somebody else than the one to whom the region reports.
    WrongSuperior,
    /// None is expected.
    NotExpected,
}

impl From<Status> for StatusWord {
    fn from(status: Status) -> Self {
        match status {
            Status::Submitted => Self::Submitted,
            Status::Missing => Self::Missing,
            Status::Twice => Self::Twice,
            Status::Unreadable => Self::Unreadable,
            Status::Late => Self::Late,
            Status::WrongSuperior => Self::WrongSuperior,
            Status::NotExpected => Self::NotExpected,
        }
    }
}

/// What a region is told of those that report to it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SuperiorEntry {
    /// The region.
    pub region: String,
    /// Of those that report directly to it, how many are expected.
    pub expected: usize,
    /// Of those, how many handed in what could be read.
    pub submitted: usize,
    /// Its summaries.
    pub summaries: Vec<SummaryEntry>,
    /// How its whole bundle (itself and all that report to it, directly or through others) stands to the duties of each plan.
    pub standings: Vec<PlanCounts>,
}

/// A summary for one superior.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SummaryEntry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its figures, in order.
    pub figures: Vec<TotalEntry>,
}

/// What a figure comes to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TotalEntry {
    /// The id of the figure.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How it is made: `count`, `share`, `sum`, `ratio` or `worst`.
    pub operation: String,
    /// Its value over what is known, exact; `null` where there is none.
    pub value: Option<String>,
    /// What is above and below the line of a share or a ratio, exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fraction: Option<[String; 2]>,
    /// The value as people read it.
    pub published: String,
    /// Its unit; absent where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The least that the unknown could still make of it, exact; `null` where nothing tells.
    pub lower: Option<String>,
    /// The most that the unknown could still make of it, exact; `null` where nothing tells.
    pub upper: Option<String>,
    /// Over how many regions of the registry it goes.
    pub regions: usize,
    /// Of how many it is known.
    pub known: usize,
    /// To how many it does not apply.
    pub not_applicable: usize,
    /// Known ÷ applicable regions, exact; `null` where it applies to none.
    pub coverage: Option<String>,
    /// What each region adds, in the order of the registry.
    pub contributions: Vec<ContributionEntry>,
    /// The regions with the worst value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub worst: Vec<String>,
    /// The groups of regions that share one thing and count once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted_once: Vec<Vec<String>>,
    /// The groups whose regions say different things, so that theirs counts as unknown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differing: Vec<Vec<String>>,
    /// How many regions do not say with whom they share; they count each for itself.
    pub sharing_unstated: usize,
    /// How it stands to the superior's own figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentityEntry>,
}

/// What one region adds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ContributionEntry {
    /// The region.
    pub region: String,
    /// `known`, `unknown` or `not-applicable`.
    pub state: String,
    /// What it adds, exact; for a ratio what goes above the line. A condition adds 1 where it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// For a ratio what goes below the line, exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<String>,
}

/// How a total stands to the superior's own figure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct IdentityEntry {
    /// What it comes to.
    pub state: AgreementWord,
    /// The superior's own figure in the unit of the total, exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own: Option<String>,
    /// Own figure − total, or − the bound that it breaks, exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<String>,
    /// What is told of it, where it is a problem of the superior.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// Whether two figures agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AgreementWord {
    /// Both are known, and they are the same.
    Agrees,
    /// Both are known, and they differ.
    Differs,
    /// What is known already comes to more than the superior's own figure, whatever the rest is.
    Exceeds,
    /// Whatever the unknown is, it cannot come to the superior's own figure.
    FallsShort,
    /// Not decidable from what is reported.
    Unknown,
    /// The superior has no such figure, or there is nothing below it.
    NotApplicable,
}

impl From<Agreement> for AgreementWord {
    fn from(agreement: Agreement) -> Self {
        match agreement {
            Agreement::Agrees => Self::Agrees,
            Agreement::Differs => Self::Differs,
            Agreement::Exceeds => Self::Exceeds,
            Agreement::FallsShort => Self::FallsShort,
            Agreement::Unknown => Self::Unknown,
            Agreement::NotApplicable => Self::NotApplicable,
        }
    }
}

/// How a bundle stands to the duties of a plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlanCounts {
    /// The id of the plan.
    pub plan: String,
    /// How often each standing occurs over its duties and regions.
    pub counts: BTreeMap<String, usize>,
}

/// How far a plan is carried out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlanEntry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its duties, in order.
    pub duties: Vec<DutyEntry>,
}

/// How far a duty is carried out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DutyEntry {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its clause.
    pub clause: String,
    /// The last day for it, ISO 8601; absent where it goes on without an end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Whether it goes on without an end.
    pub continuous: bool,
    /// Whether its clause binds no region that reports to another one.
    pub external: bool,
    /// The units responsible.
    pub units: Vec<String>,
    /// How often each standing occurs, by level.
    pub counts: BTreeMap<String, BTreeMap<String, usize>>,
    /// One entry for each region that its clause binds, in the order of the registry.
    pub regions: Vec<ProgressEntry>,
}

/// How a region stands to a duty.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProgressEntry {
    /// The region.
    pub region: String,
    /// How it stands.
    pub standing: StandingWord,
    /// The word of the state that it reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported: Option<String>,
}

/// How a region can stand to a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StandingWord {
    /// The deadline has passed, and it is reported as not done.
    Overdue,
    /// The deadline has passed, and nothing is reported.
    NotReported,
    /// It is the month of the deadline, up to its last day.
    Due,
    /// The month of the deadline has not begun.
    NotDue,
    /// It goes on without an end and is never overdue.
    Continuous,
    /// It is reported as done.
    Done,
    /// The deadline has passed, it is reported as not done, and it need not be.
    Optional,
    /// It is reported as not applicable.
    NotApplicable,
    /// It lies with units at the top, and nothing is reported.
    External,
}

impl From<Standing> for StandingWord {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Overdue => Self::Overdue,
            Standing::NotReported => Self::NotReported,
            Standing::Due => Self::Due,
            Standing::NotDue => Self::NotDue,
            Standing::Continuous => Self::Continuous,
            Standing::Done => Self::Done,
            Standing::Optional => Self::Optional,
            Standing::NotApplicable => Self::NotApplicable,
            Standing::External => Self::External,
        }
    }
}

impl RollUpEntry {
    pub(in crate::report) fn of(standard: &Standard, roll_up: &RollUp<'_>, language: Language) -> Self {
        let levels = standard.registry.values("level");
        Self {
            due: roll_up.deliveries.due.map(|due| due.to_string()),
            deliveries: roll_up.deliveries.regions.iter().map(delivery).collect(),
            superiors: roll_up.superiors.iter().map(|superior| self::superior(roll_up, superior, language)).collect(),
            plans: roll_up.plans.iter().map(|plan| self::plan(plan, &levels, language)).collect(),
        }
    }
}

fn delivery(delivery: &Delivery<'_>) -> DeliveryEntry {
    DeliveryEntry {
        region: delivery.region.code.clone(),
        reports_to: delivery.superior.map(|superior| superior.code.clone()),
        expected: delivery.expected,
        statuses: delivery.statuses.iter().map(|status| (*status).into()).collect(),
        submitted_on: delivery.submitted_on.map(|day| day.to_string()),
        via: delivery.via.map(|via| via.code.clone()),
        files: delivery.files.clone(),
    }
}

fn superior(roll_up: &RollUp<'_>, superior: &Superior<'_>, language: Language) -> SuperiorEntry {
    let direct = || roll_up.deliveries.reporting_to(Some(&superior.region.code)).filter(|delivery| delivery.expected);
    let summaries = superior.summaries.iter().map(|summary| SummaryEntry {
        id: summary.summary.id.clone(),
        title: summary.summary.title.text(language).to_owned(),
        figures: summary.totals.iter().map(|total| self::total(superior, total, language)).collect(),
    });
    let codes = superior.codes();
    let standings = roll_up.plans.iter().map(|plan| PlanCounts {
        plan: plan.plan.id.clone(),
        counts: plan.counts(&codes).into_iter().map(|(word, count)| (word.keyword().to_owned(), count)).collect(),
    });
    SuperiorEntry {
        region: superior.region.code.clone(),
        expected: direct().count(),
        submitted: direct().filter(|delivery| delivery.is(Status::Submitted)).count(),
        summaries: summaries.collect(),
        standings: standings.collect(),
    }
}

fn codes(regions: &[&Region]) -> Vec<String> {
    regions.iter().map(|region| region.code.clone()).collect()
}

fn total(superior: &Superior<'_>, total: &Total<'_>, language: Language) -> TotalEntry {
    let exact = |number: &Option<Number>| number.as_ref().map(ToString::to_string);
    TotalEntry {
        id: total.figure.id.clone(),
        title: total.figure.title.text(language).to_owned(),
        operation: total.figure.operation.keyword().to_owned(),
        value: exact(&total.value),
        fraction: total.fraction.as_ref().map(|(above, below)| [above.to_string(), below.to_string()]),
        published: wording::value(total, language),
        unit: (!total.unit.is_none()).then(|| total.unit.symbol.clone()),
        lower: exact(&total.lower),
        upper: exact(&total.upper),
        regions: total.regions(),
        known: total.known(),
        not_applicable: total.not_applicable(),
        coverage: exact(&total.coverage()),
        contributions: total.contributions.iter().map(contribution).collect(),
        worst: codes(&total.worst),
        counted_once: total.once.iter().map(|group| codes(group)).collect(),
        differing: total.differing.iter().map(|group| codes(group)).collect(),
        sharing_unstated: total.sharing_unstated,
        identity: total.identity.as_ref().map(|identity| IdentityEntry {
            state: identity.state.into(),
            own: exact(&identity.own),
            difference: exact(&identity.difference),
            message: wording::disagreement(superior, total, language),
        }),
    }
}

fn contribution(contribution: &Contribution<'_>) -> ContributionEntry {
    let (state, value, denominator) = match &contribution.given {
        Given::Known(number) => ("known", Some(number.to_string()), None),
        Given::Pair(above, below) => ("known", Some(above.to_string()), Some(below.to_string())),
        Given::Unknown => ("unknown", None, None),
        Given::NotApplicable => ("not-applicable", None, None),
    };
    ContributionEntry { region: contribution.region.code.clone(), state: state.to_owned(), value, denominator }
}

fn plan(plan: &PlanProgress<'_>, levels: &[&str], language: Language) -> PlanEntry {
    PlanEntry {
        id: plan.plan.id.clone(),
        title: plan.plan.title.text(language).to_owned(),
        duties: plan.duties.iter().map(|duty| self::duty(duty, levels, language)).collect(),
    }
}

fn duty(progress: &DutyProgress<'_>, levels: &[&str], language: Language) -> DutyEntry {
    let counts = levels.iter().filter_map(|level| {
        let counts = progress.counts(|region| region.level == *level);
        let words = counts.into_iter().map(|(standing, count)| (standing.keyword().to_owned(), count));
        let words: BTreeMap<String, usize> = words.collect();
        (!words.is_empty()).then(|| ((*level).to_owned(), words))
    });
    let regions = progress.regions.iter().map(|one| ProgressEntry {
        region: one.region.code.clone(),
        standing: one.standing.into(),
        reported: one.reported.clone(),
    });
    DutyEntry {
        number: progress.duty.number.clone(),
        title: progress.duty.title.text(language).to_owned(),
        clause: progress.duty.clause.clone(),
        due: progress.due.map(|due| due.to_string()),
        continuous: progress.duty.continuous,
        external: progress.external,
        units: progress.duty.units.clone(),
        counts: counts.collect(),
        regions: regions.collect(),
    }
}
