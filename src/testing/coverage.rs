//! What the tests of a standard reach, and what none of them does.
//!
//! A branch is something that a rule or a line of a scorecard can do: a condition that holds, does not, or is unknown; a
//! measure that is known or not; a step of a scale. Conditions count only where they were looked at: one behind a
//! condition that already decided does not. Unknown is a branch only where the expression rests on reported facts.

use super::reach::rests_on_facts;
use super::scored::{self, MEASURE, Scored};
use crate::base::number::Number;
use crate::check::{Answer, Considered, Context, Outcome};
use crate::diagnostic::Span;
use crate::expr::{Expression, Value};
use crate::score::{Line, Measurement};
use crate::standard::Standard;
use crate::standard::indicator::{IndicatorSystem, Scale};
use crate::standard::rule::Rule;
use std::collections::BTreeSet;

/// What the tests reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Rules that a test names.
    pub rules: Tally,
    /// Indicators, bonuses, deductions and vetoes that a test looks at.
    pub lines: Tally,
    /// Branches of both.
    pub branches: Tally,
    /// What is not reached, in the order of the standard. What no test looks at at all stands there once.
    pub gaps: Vec<Gap>,
}

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Reached.
    pub reached: usize,
    /// All.
    pub total: usize,
}

impl Tally {
    fn count(&mut self, reached: bool) {
        self.total += 1;
        self.reached += usize::from(reached);
    }
}

/// Something that no test reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The id of the rule or the line.
    pub id: String,
    /// The branches; `None` where no test looks at it at all.
    pub branches: Option<Vec<Branch>>,
    /// Where it is declared.
    pub place: Span,
}

/// Something that a rule or a line can do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Branch {
    /// A condition of a rule, an exemption or a veto comes to this.
    Condition(&'static str, Answer),
    /// A measure is known, or not.
    Measured(bool),
    /// A boolean measure holds, or not.
    Passed(bool),
    /// A value reaches this step of the scale and none above it.
    Step(Number),
    /// A value lies below all steps.
    BelowSteps,
}

/// A rule, or a line of a system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Rule(String),
    Line(String, String),
}

/// What one expectation looked at.
#[derive(Debug)]
pub(super) struct Observed {
    subject: Subject,
    branches: Vec<Branch>,
}

impl Observed {
    /// The branches that an outcome took.
    pub fn outcome(outcome: &Outcome<'_>) -> Self {
        let branch = |considered: &Considered| Branch::Condition(considered.keyword, considered.answer);
        let branches = outcome.considered.iter().map(branch).collect();
        Self { subject: Subject::Rule(outcome.rule.id.clone()), branches }
    }

    /// A rule that does not bind the region of the test: named, and nothing reached.
    pub fn unbound(rule: &Rule) -> Self {
        Self { subject: Subject::Rule(rule.id.clone()), branches: Vec::new() }
    }

    /// The branches that a line of a scorecard took.
    pub fn line(system: &IndicatorSystem, line: &Line<'_>, context: &Context<'_>) -> Self {
        let declared = scored::lines(system).into_iter().find(|declared| declared.id == line.id);
        let mut branches = Vec::new();
        let mut decided = false;
        for (keyword, condition) in declared.iter().flat_map(|declared| &declared.expressions) {
            if *keyword != MEASURE {
                let answer = answer(&condition.evaluate(context).value);
                decided |= matches!(answer, Answer::True | Answer::Unknown);
                branches.push(Branch::Condition(keyword, answer));
            }
        }
        match &line.measurement {
            Measurement::Known { value, .. } => {
                branches.push(Branch::Measured(true));
                branches.extend(on_scale(declared.and_then(|declared| declared.scale), value));
            }
            Measurement::Unknown | Measurement::StandIn { .. } if !decided => branches.push(Branch::Measured(false)),
            Measurement::Unknown
            | Measurement::StandIn { .. }
            | Measurement::Struck(_)
            | Measurement::NotApplicable(_) => {}
        }
        Self { subject: Subject::Line(system.id.clone(), line.id.to_owned()), branches }
    }
}

fn answer(value: &Value<'_>) -> Answer {
    match value {
        Value::Boolean(true) => Answer::True,
        Value::Boolean(false) => Answer::False,
        Value::NotApplicable(_) => Answer::NotApplicable,
        _ => Answer::Unknown,
    }
}

/// Where on the scale a value stands.
fn on_scale(scale: Option<&Scale>, value: &str) -> Option<Branch> {
    match scale? {
        Scale::Linear { .. }
        | Scale::Logarithmic { .. }
        | Scale::Efficacy { .. }
        | Scale::Deduct { .. }
        | Scale::Anchors(_)
        | Scale::Relative(_) => None,
        Scale::Pass => Some(Branch::Passed(value == "true")),
        Scale::Step(steps) => {
            let value = Number::parse(value).ok()?;
            let step = steps.iter().find(|(at, _)| value >= *at);
            Some(step.map_or(Branch::BelowSteps, |(at, _)| Branch::Step(at.clone())))
        }
    }
}

impl Coverage {
    /// What was reached of a standard.
    pub(super) fn of(standard: &Standard, observed: &[Observed]) -> Self {
        let subjects: BTreeSet<&Subject> = observed.iter().map(|seen| &seen.subject).collect();
        let branches: BTreeSet<(&Subject, &Branch)> =
            observed.iter().flat_map(|seen| seen.branches.iter().map(|branch| (&seen.subject, branch))).collect();
        let mut coverage =
            Self { rules: Tally::default(), lines: Tally::default(), branches: Tally::default(), gaps: Vec::new() };
        let mut add =
            |subject: Subject, id: &str, place: Span, possible: Vec<Branch>, tally: fn(&mut Self) -> &mut Tally| {
                let named = subjects.contains(&subject);
                tally(&mut coverage).count(named);
                let mut missing = Vec::new();
                for branch in possible {
                    let reached = branches.contains(&(&subject, &branch));
                    coverage.branches.count(reached);
                    if !reached {
                        missing.push(branch);
                    }
                }
                if !named || !missing.is_empty() {
                    coverage.gaps.push(Gap { id: id.to_owned(), branches: named.then_some(missing), place });
                }
            };
        for rule in &standard.rules {
            add(Subject::Rule(rule.id.clone()), &rule.id, rule.span, of_rule(standard, rule), |all| &mut all.rules);
        }
        for system in &standard.systems {
            for line in scored::lines(system) {
                let subject = Subject::Line(system.id.clone(), line.id.to_owned());
                add(subject, line.id, line.span, of_line(standard, &line), |all| &mut all.lines);
            }
        }
        coverage
    }
}

fn of_rule(standard: &Standard, rule: &Rule) -> Vec<Branch> {
    let conditions = rule.conditions.all();
    // A fact that a person states is stated or not; false is no answer of its own.
    conditions
        .flat_map(|(keyword, condition)| of_condition(standard, keyword, condition, keyword != "judged-by"))
        .collect()
}

fn of_condition(standard: &Standard, keyword: &'static str, condition: &Expression, decides: bool) -> Vec<Branch> {
    let mut answers = vec![Answer::True];
    if decides {
        answers.push(Answer::False);
    }
    if rests_on_facts(standard, condition) {
        answers.push(Answer::Unknown);
    }
    answers.into_iter().map(|answer| Branch::Condition(keyword, answer)).collect()
}

fn of_line(standard: &Standard, line: &Scored<'_>) -> Vec<Branch> {
    let mut branches = Vec::new();
    for (keyword, expression) in &line.expressions {
        if *keyword != MEASURE {
            branches.extend(of_condition(standard, keyword, expression, true));
            continue;
        }
        branches.push(Branch::Measured(true));
        if rests_on_facts(standard, expression) {
            branches.push(Branch::Measured(false));
        }
    }
    match line.scale {
        Some(Scale::Step(steps)) => {
            branches.extend(steps.iter().map(|(at, _)| Branch::Step(at.clone())));
            branches.push(Branch::BelowSteps);
        }
        Some(Scale::Pass) => branches.extend([Branch::Passed(true), Branch::Passed(false)]),
        Some(
            Scale::Linear { .. }
            | Scale::Logarithmic { .. }
            | Scale::Efficacy { .. }
            | Scale::Deduct { .. }
            | Scale::Anchors(_)
            | Scale::Relative(_),
        )
        | None => {}
    }
    branches
}
