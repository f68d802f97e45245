//! Why an expectation was not met: the conditions that decided, with the value of every part.

use super::scored;
use crate::base::date::Date;
use crate::check::{Answer, Context, Kind, Outcome};
use crate::expr::SubValue;
use crate::rollup::{Contribution, Given, Total};
use crate::score::{Line, Measurement, Scorecard};
use crate::standard::indicator::IndicatorSystem;

/// One thing from which a result came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// The rule does not bind the region of the test.
    Unbound {
        /// The region's name.
        region: String,
    },
    /// An expression, with the value of every part.
    Condition {
        /// Its keyword, as in `problem-when`.
        keyword: &'static str,
        /// What it came to, for a condition of a rule.
        answer: Option<Answer>,
        /// Its parts.
        parts: Vec<SubValue>,
    },
    /// Nothing is owed yet.
    NotDue {
        /// The last day before it is due.
        due: Date,
        /// The day of the test.
        as_of: Date,
    },
    /// From the measured value to the points, or what a region adds to a figure.
    Arithmetic(String),
    /// A line of a scorecard: its id, its points where they are known, its full points.
    Line {
        /// Its id.
        id: String,
        /// Its points.
        points: Option<String>,
        /// Its full points.
        full: String,
    },
}

impl Evidence {
    /// Why a rule said what it said.
    pub(super) fn of_outcome(outcome: &Outcome<'_>, context: &Context<'_>) -> Vec<Self> {
        let mut evidence = Vec::new();
        if let (Kind::NotDue, Some(due)) = (outcome.kind, outcome.rule.due) {
            evidence.push(Self::NotDue { due, as_of: context.assessment.as_of });
        }
        for considered in outcome.decisive() {
            let mut all = outcome.rule.conditions.all();
            if let Some((keyword, condition)) = all.find(|(keyword, _)| *keyword == considered.keyword) {
                let parts = condition.sub_values(context);
                evidence.push(Self::Condition { keyword, answer: Some(considered.answer), parts });
            }
        }
        evidence
    }

    /// Why a line has its points.
    pub(super) fn of_line(system: &IndicatorSystem, line: &Line<'_>, context: &Context<'_>) -> Vec<Self> {
        let mut evidence = Vec::new();
        for declared in scored::lines(system).into_iter().filter(|declared| declared.id == line.id) {
            for (keyword, expression) in declared.expressions {
                evidence.push(Self::Condition { keyword, answer: None, parts: expression.sub_values(context) });
            }
        }
        if let Measurement::Known { arithmetic, .. } = &line.measurement {
            evidence.push(Self::Arithmetic(arithmetic.clone()));
        }
        evidence
    }

    /// What the regions add to a figure.
    pub(super) fn of_total(total: &Total<'_>) -> Vec<Self> {
        let line = |one: &Contribution<'_>| {
            let given = match &one.given {
                Given::Known(number) => number.to_string(),
                Given::Pair(above, below) => format!("{above}/{below}"),
                Given::Unknown => "unknown".to_owned(),
                Given::NotApplicable => "n/a".to_owned(),
            };
            Self::Arithmetic(format!("{} = {given}", one.region.code))
        };
        total.contributions.iter().map(line).collect()
    }

    /// Of what a score is made.
    pub(super) fn of_card(card: &Scorecard<'_>) -> Vec<Self> {
        let line = |line: &Line<'_>| Self::Line {
            id: line.id.to_owned(),
            points: line.points().map(ToString::to_string),
            full: line.full.to_string(),
        };
        card.lines.iter().map(line).collect()
    }
}
