//! What a region reports on the duties of a plan.

use crate::check::RegionFacts;
use crate::diagnostic::Language;
use crate::expr::{Object, Trace, Value};
use crate::standard::Standard;
use crate::standard::plan::{Duty, Plan};
use crate::standard::record::Content;
use std::collections::BTreeMap;

/// The fields of the list that are read; only the first two have to be there.
const NUMBER: &str = "no";
const STATE: &str = "state";
const PROGRESS: &str = "progress";
const EVIDENCE: &str = "evidence_count";
const REPORTED_ON: &str = "reported_on";

/// What is said where nothing was reported.
pub const UNREPORTED: &str = "未报";

/// The answers of one region, by the number of the duty.
#[derive(Debug, Default)]
pub struct Answers {
    by_number: BTreeMap<String, Answer>,
    /// Why the whole plan does not apply, where the region says so.
    inapplicable: Option<String>,
}

/// What a region reports on one duty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The state, in words.
    pub state: Option<String>,
    /// Everything else that it says, a line a part.
    pub told: Vec<String>,
}

impl Answers {
    /// What a region reports in the list of the plan.
    pub fn of(standard: &Standard, plan: &Plan, own: &RegionFacts<'_>) -> Self {
        let Some(list) = &plan.reported_in else { return Self::default() };
        // A trace of its own: the work for one region takes nothing from another's.
        let mut trace = Trace::new();
        match own.member(list, &mut trace) {
            Value::List(reported) => {
                let mut by_number = BTreeMap::new();
                for element in reported.elements() {
                    let Value::Object(element) = &element.value else { continue };
                    let number = element.member(NUMBER, &mut trace).shown();
                    let words = |state: &str| state_title(standard, list, state);
                    if let Some(number) = number {
                        by_number.entry(number).or_insert_with(|| Answer::of(*element, words));
                    }
                }
                Self { by_number, inapplicable: None }
            }
            Value::NotApplicable(reason) => {
                Self { by_number: BTreeMap::new(), inapplicable: Some(not_applicable(reason.text(Language::Zh))) }
            }
            _ => Self::default(),
        }
    }

    /// The answer on a duty; `None` where it was not reported.
    #[must_use]
    pub fn on(&self, duty: &Duty) -> Option<Answer> {
        let whole = || self.inapplicable.clone().map(|state| Answer { state: Some(state), told: Vec::new() });
        self.by_number.get(&duty.number).cloned().or_else(whole)
    }
}

impl Answer {
    fn of(element: &dyn Object, state_words: impl Fn(&str) -> String) -> Self {
        let read = |name: &str| match element.member(name, &mut Trace::new()) {
            Value::Unknown => None,
            Value::NotApplicable(reason) => Some(not_applicable(reason.text(Language::Zh))),
            value => value.shown(),
        };
        let state = read(STATE).map(|state| state_words(&state));
        let mut told: Vec<String> = read(PROGRESS).into_iter().collect();
        let evidence = read(EVIDENCE).map(|count| format!("依据 {count} 件"));
        let day = read(REPORTED_ON).map(|day| format!("填报于 {day}"));
        let about: Vec<String> = evidence.into_iter().chain(day).collect();
        if !about.is_empty() {
            told.push(format!("（{}）", about.join("，")));
        }
        Self { state, told }
    }

    /// All that it says, for one cell.
    #[must_use]
    pub fn text(&self) -> String {
        let state = self.state.as_ref().map(|state| format!("【{state}】"));
        state.into_iter().chain(self.told.iter().cloned()).collect::<Vec<_>>().join("\n")
    }

    /// Whether it says anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.state.is_none() && self.told.is_empty()
    }
}

fn not_applicable(reason: &str) -> String {
    if reason.is_empty() { "不适用".to_owned() } else { format!("不适用：{reason}") }
}

/// What people call a state, where it is an option of a choice.
fn state_title(standard: &Standard, list: &str, state: &str) -> String {
    let title = || {
        let Content::List { of, .. } = &standard.root()?.member(list)?.content else { return None };
        let Content::Field(field) = &standard.record(&of.value)?.member(STATE)?.content else { return None };
        let option = standard.choice(&field.kind.value)?.option(state)?;
        Some(option.zh.clone())
    };
    title().unwrap_or_else(|| state.to_owned())
}
