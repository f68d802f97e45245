//! How far the duties of a plan are carried out, by region, on a day.
//!
//! The reports are read as the rule on a duty (`measure-N-implemented`) reads them: what the rule calls a problem is overdue here.
//! Beyond the rule, the months before a deadline are told apart; and since a duty stands in a list once, its entry counts also where
//! the list is said not to be all.

use crate::base::date::Date;
use crate::base::number::Number;
use crate::check::{Assessment, Context};
use crate::diagnostic::Language;
use crate::expr::{Trace, Value};
use crate::standard::plan::{Duty, Plan};
use crate::standard::record::Content;
use crate::standard::registry::Region;
use crate::standard::{Label, Standard};
use std::collections::{BTreeMap, BTreeSet};

/// The fields of a report on a duty, and the words in it that mean something here.
const NUMBER: &str = "no";
const STATE: &str = "state";
const DONE: &str = "done";
const NOT_APPLICABLE: &str = "not-applicable";

/// How a region stands to a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
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
    /// The deadline has passed, it is reported as not done, and it need not be: the clause only allows it.
    Optional,
    /// It is reported as not applicable.
    NotApplicable,
    /// It lies with units at the top, and nothing is reported.
    External,
}

impl Standing {
    /// All, in the order in which reports list them.
    pub const ALL: [Self; 9] = [
        Self::Overdue,
        Self::NotReported,
        Self::Due,
        Self::NotDue,
        Self::Continuous,
        Self::Done,
        Self::Optional,
        Self::NotApplicable,
        Self::External,
    ];

    /// The word in reports.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::NotReported => "not-reported",
            Self::Due => "due",
            Self::NotDue => "not-due",
            Self::Continuous => "continuous",
            Self::Done => "done",
            Self::Optional => "optional",
            Self::NotApplicable => "not-applicable",
            Self::External => "external",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        match language {
            Language::En => match self {
                Self::NotReported => "not reported",
                Self::NotDue => "not due",
                Self::NotApplicable => "not applicable",
                _ => self.keyword(),
            },
            Language::Zh => match self {
                Self::Overdue => "逾期",
                Self::NotReported => "到期未报",
                Self::Due => "本月到期",
                Self::NotDue => "未到期",
                Self::Continuous => "持续推进",
                Self::Done => "已完成",
                Self::Optional => "可不做",
                Self::NotApplicable => "不适用",
                Self::External => "外部责任",
            },
        }
    }

    /// What it means, for the legend of a table.
    #[must_use]
    pub fn definition(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Overdue, Language::Zh) => "已过时限，填报的是没有完成",
            (Self::Overdue, Language::En) => "the deadline has passed, and it is reported as not done",
            (Self::NotReported, Language::Zh) => "已过时限，没有填报；没报不等于没做，所以不算逾期",
            (Self::NotReported, Language::En) => {
                "the deadline has passed, and nothing is reported; not reported is not undone, so it is never overdue"
            }
            (Self::Due, Language::Zh) => "时限就在本月，还没有过",
            (Self::Due, Language::En) => "the deadline lies in this month and has not passed",
            (Self::NotDue, Language::Zh) => "还没有到时限所在的月份",
            (Self::NotDue, Language::En) => "the month of the deadline has not begun",
            (Self::Continuous, Language::Zh) => "持续推进，没有时限，永不逾期",
            (Self::Continuous, Language::En) => "goes on without an end and is never overdue",
            (Self::Done, Language::Zh) => "填报的是已完成",
            (Self::Done, Language::En) => "reported as done",
            (Self::Optional, Language::Zh) => "已过时限，填报的是没有完成；条款只是“可”，不做也行",
            (Self::Optional, Language::En) => {
                "the deadline has passed and it is reported as not done, but the clause only allows it"
            }
            (Self::NotApplicable, Language::Zh) => "填报的是不适用",
            (Self::NotApplicable, Language::En) => "reported as not applicable",
            (Self::External, Language::Zh) => "只约束最上级的单位，地区不用报",
            (Self::External, Language::En) => "lies with units at the top; no region is asked for it",
        }
    }
}

/// How far a plan is carried out.
#[derive(Debug, Clone)]
pub struct PlanProgress<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its duties, in order.
    pub duties: Vec<DutyProgress<'a>>,
}

/// How far a duty is carried out.
#[derive(Debug, Clone)]
pub struct DutyProgress<'a> {
    /// The duty.
    pub duty: &'a Duty,
    /// The last day for it.
    pub due: Option<Date>,
    /// Whether its clause binds no region that reports to another one.
    pub external: bool,
    /// One entry for each region that its clause binds, in the order of the registry.
    pub regions: Vec<Progress<'a>>,
}

/// How a region stands to a duty, and what it reported.
#[derive(Debug, Clone)]
pub struct Progress<'a> {
    /// The region.
    pub region: &'a Region,
    /// How it stands.
    pub standing: Standing,
    /// What it reported: the word of the state.
    pub reported: Option<String>,
}

/// What a region reported on a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Report {
    /// A state.
    State(String),
    /// The list is said to name all, and does not name the duty.
    Absent,
    /// Nothing, or nothing that can be read.
    Unknown,
}

impl<'a> PlanProgress<'a> {
    /// How far the duties of every plan are carried out on the day of the assessment.
    pub(super) fn all(assessment: &'a Assessment<'a>, contexts: &[Context<'a>]) -> Vec<Self> {
        let plans = assessment.standard.plans.iter();
        plans.map(|plan| Self::of(plan, assessment, contexts)).collect()
    }

    fn of(plan: &'a Plan, assessment: &'a Assessment<'a>, contexts: &[Context<'a>]) -> Self {
        let standard = assessment.standard;
        let reports: Vec<Reports> = contexts.iter().map(|context| Reports::read(plan, context)).collect();
        let tops = tops(standard);
        let duties = plan.duties.iter().map(|duty| {
            let clause = standard.clause(&duty.clause).map(|(_, clause)| clause);
            let due = clause.and_then(|clause| clause.due);
            let is_demand = clause.is_some_and(|clause| clause.modality.is_demand());
            let bound = || standard.registry.regions().iter().filter(|region| binds(standard, duty, region));
            let external = bound().all(|region| tops.contains(region.code.as_str()));
            let bound = contexts.iter().zip(&reports).filter(|(context, _)| binds(standard, duty, context.region));
            let regions = bound.map(|(context, reports)| {
                let report = reports.of(&duty.number);
                let standing = if external && report == Report::Unknown {
                    Standing::External
                } else {
                    standing(duty, due, is_demand, &report, assessment.as_of)
                };
                let reported = match report {
                    Report::State(state) => Some(state),
                    Report::Absent | Report::Unknown => None,
                };
                Progress { region: context.region, standing, reported }
            });
            DutyProgress { duty, due, external, regions: regions.collect() }
        });
        Self { plan, duties: duties.collect() }
    }

    /// How often each standing occurs among the regions with these codes.
    #[must_use]
    pub fn counts(&self, codes: &BTreeSet<&str>) -> BTreeMap<Standing, usize> {
        let mut counts = BTreeMap::new();
        for duty in &self.duties {
            for (standing, count) in duty.counts(|region| codes.contains(region.code.as_str())) {
                *counts.entry(standing).or_default() += count;
            }
        }
        counts
    }

    /// What people call a state that regions report; the word itself where it is no option of a choice.
    #[must_use]
    pub fn state<'s>(&self, standard: &'s Standard, state: &'s str, language: Language) -> &'s str {
        state_label(self.plan, standard, state).map_or(state, |label| label.text(language))
    }
}

impl DutyProgress<'_> {
    /// How often each standing occurs among the regions that are wanted.
    pub fn counts(&self, wanted: impl Fn(&Region) -> bool) -> BTreeMap<Standing, usize> {
        let mut counts = BTreeMap::new();
        for progress in self.regions.iter().filter(|progress| wanted(progress.region)) {
            *counts.entry(progress.standing).or_default() += 1;
        }
        counts
    }
}

fn binds(standard: &Standard, duty: &Duty, region: &Region) -> bool {
    standard.clause(&duty.clause).is_some_and(|(_, clause)| clause.binds.selects(region))
}

/// The regions that report to nobody while others report to them.
fn tops(standard: &Standard) -> BTreeSet<&str> {
    let registry = &standard.registry;
    let superiors = registry.regions().iter().filter_map(|region| registry.reports_to(&region.code));
    superiors.filter(|region| registry.reports_to(&region.code).is_none()).map(|region| region.code.as_str()).collect()
}

fn standing(duty: &Duty, due: Option<Date>, is_demand: bool, report: &Report, as_of: Date) -> Standing {
    match report {
        Report::State(state) if state == NOT_APPLICABLE => return Standing::NotApplicable,
        Report::State(state) if state == DONE => return Standing::Done,
        _ => {}
    }
    let Some(due) = due.filter(|_| !duty.continuous) else { return Standing::Continuous };
    let month = |day: Date| (day.year(), day.month());
    match report {
        _ if as_of <= due && month(as_of) < month(due) => Standing::NotDue,
        _ if as_of <= due => Standing::Due,
        Report::Unknown => Standing::NotReported,
        Report::State(_) | Report::Absent if is_demand => Standing::Overdue,
        Report::State(_) | Report::Absent => Standing::Optional,
    }
}

/// All that a region reports on a plan.
struct Reports {
    by_number: BTreeMap<String, Report>,
    /// What holds of duties that are not among them.
    others: Report,
}

impl Reports {
    fn read(plan: &Plan, context: &Context<'_>) -> Self {
        let mut reports = Self { by_number: BTreeMap::new(), others: Report::Unknown };
        let mut trace = Trace::new();
        let mut value = Value::Object(context);
        for name in plan.reported_in.iter().flat_map(|path| path.split('.')) {
            let Value::Object(object) = value else { return reports };
            value = object.member(name, &mut trace);
        }
        let Value::List(list) = value else { return reports };
        reports.others = if list.is_settled() { Report::Absent } else { Report::Unknown };
        for element in list.elements() {
            let Value::Object(entry) = &element.value else { continue };
            let state = match entry.member(STATE, &mut trace) {
                Value::Text(state) => Report::State(state.to_string()),
                // The same as a state that says so.
                Value::NotApplicable(_) => Report::State(NOT_APPLICABLE.to_owned()),
                _ => Report::Unknown,
            };
            match entry.member(NUMBER, &mut trace) {
                Value::Number(number) => {
                    reports.by_number.insert(number.to_string(), state);
                }
                // It may be about any duty.
                _ => reports.others = Report::Unknown,
            }
        }
        reports
    }

    fn of(&self, number: &str) -> Report {
        let number = Number::parse(number).map_or_else(|_| number.to_owned(), |number| number.to_string());
        self.by_number.get(&number).unwrap_or(&self.others).clone()
    }
}

/// The title of the option of the choice of which the state is.
fn state_label<'s>(plan: &Plan, standard: &'s Standard, state: &str) -> Option<&'s Label> {
    let mut record = standard.root()?;
    for name in plan.reported_in.as_ref()?.split('.') {
        let (Content::Part(of) | Content::List { of, .. }) = &record.member(name)?.content else { return None };
        record = standard.record(&of.value)?;
    }
    let Content::Field(field) = &record.member(STATE)?.content else { return None };
    standard.choice(&field.kind.value)?.option(state)
}
