//! Facts + indicator system → scorecards: a value, its bounds, its coverage, its place, and the arithmetic of every line.
//!
//! | file | does |
//! | --- | --- |
//! | `line` | what is measured, and the points it comes to |
//! | `peers`, `outliers` | what all regions report, where points depend on it |
//! | `share` | from a value to a share of the points |
//! | `tree` | from the shares of indicators to that of the whole |
//! | `precision` | how exactly what is irrational is computed |
//! | `rank` | places |
//! | `what_if` | the same card with other measurements or policies |
//!
//! Numbers are exact, or enclosed so closely that every rounding and every order is certain. A figure is rounded where the
//! standard says so (`round=` of an indicator, a group, the system) and nowhere else; the grade is that of the published
//! score. What is unknown lies between nothing and the full points whatever the missing policy says, so that leaving a fact
//! out never raises the lower bound.

mod line;
mod outliers;
mod peers;
mod precision;
mod rank;
mod share;
#[cfg(test)]
mod tests;
mod tree;
mod what_if;

pub use line::{Line, Measurement, Part, State};
pub use peers::Peers;
pub use rank::Rank;
pub use tree::{Figure, GroupFigure};
pub use what_if::{score_under, share_of};

use crate::base::number::Number;
use crate::base::real::Real;
use crate::check::Context;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::submission as messages;
use crate::standard::Label;
use crate::standard::indicator::IndicatorSystem;
use precision::Precision;

/// One region's score in one system.
#[derive(Debug)]
pub struct Scorecard<'a> {
    /// The system.
    pub system: &'a IndicatorSystem,
    /// The exact score; `None` with the reason in `withheld`.
    pub value: Option<Real>,
    /// Why there is no value.
    pub withheld: Option<Withheld>,
    /// The least that the unknown could still make of it; `None` where there is no least. What peers report is taken as given.
    pub lower: Option<Real>,
    /// The most that the unknown could still make of it; `None` where there is no most. What peers report is taken as given.
    pub upper: Option<Real>,
    /// Known weight ÷ applicable weight, exact, 0 to 1.
    pub coverage: Number,
    /// The grade of the published score.
    pub grade: Option<&'a Label>,
    /// Its place, where the system ranks and there is a value.
    pub rank: Option<Rank>,
    /// The whole, as a share of the total, before bonuses and deductions.
    pub whole: Figure,
    /// The groups, in order.
    pub groups: Vec<GroupFigure<'a>>,
    /// The indicators, bonuses, deductions and vetoes, in order.
    pub lines: Vec<Line<'a>>,
}

/// Why a scorecard has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Nothing is known.
    NothingKnown,
    /// A veto struck.
    Vetoed,
    /// An indicator that must be reported is not.
    Held,
    /// Less is known than the system asks for.
    LowCoverage,
    /// Nothing applies.
    NothingApplies,
}

impl Withheld {
    /// The word in reports.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::NothingKnown => "nothing-known",
            Self::Vetoed => "vetoed",
            Self::Held => "held",
            Self::LowCoverage => "low-coverage",
            Self::NothingApplies => "nothing-applies",
        }
    }
}

impl Scorecard<'_> {
    /// A number of this card as it is published.
    #[must_use]
    pub fn published(&self, number: &Real) -> String {
        let (digits, rounding) = (self.system.digits, self.system.rounding);
        // All that are published were rounded with certainty, or are equal to what ends in a half for all that anybody can tell.
        number.rounded(digits, rounding).unwrap_or_else(|| number.low().clone()).decimal(digits, rounding)
    }
}

/// The scorecards of every system that scores the region, without places.
pub fn score<'a>(context: &Context<'a>, peers: &Peers<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Scorecard<'a>> {
    let systems = context.assessment.standard.systems.iter();
    let bound = systems.filter(|system| system.binds.selects(context.region));
    let cards = bound.map(|system| Precision::enough(|precision| card(system, context, peers, precision)));
    let cards: Vec<Scorecard<'a>> = cards.collect();
    cards.iter().for_each(|card| report(card, context, diagnostics));
    cards
}

/// The scorecards of all regions of a round, with places, in the order of their contexts.
pub fn score_all<'a>(contexts: &[Context<'a>], diagnostics: &mut Vec<Diagnostic>) -> Vec<Vec<Scorecard<'a>>> {
    let Some(first) = contexts.first() else { return Vec::new() };
    let systems = &first.assessment.standard.systems;
    let peers = Peers::among(systems, contexts);
    let mut all: Vec<Vec<Scorecard<'a>>> = contexts.iter().map(|_| Vec::new()).collect();
    for system in systems {
        let bound = || contexts.iter().zip(0..).filter(|(context, _)| system.binds.selects(context.region));
        let cards = Precision::enough(|precision| {
            let mut cards: Vec<(usize, Scorecard<'a>)> =
                bound().map(|(context, index)| (index, card(system, context, &peers, precision))).collect();
            let mut placed: Vec<_> =
                bound().zip(&mut cards).map(|((context, _), (_, card))| (context.region, card)).collect();
            rank::rank(system, &mut placed, precision);
            cards
        });
        for (index, card) in cards {
            if let (Some(context), Some(own)) = (contexts.get(index), all.get_mut(index)) {
                report(&card, context, diagnostics);
                own.push(card);
            }
        }
    }
    all
}

fn report(card: &Scorecard<'_>, context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for line in card.lines.iter().filter(|line| line.exhausted) {
        diagnostics.push(
            Diagnostic::new(&messages::TOO_MUCH_WORK)
                .with("name", line.id)
                .with("region", &context.region.code)
                .at(line.span),
        );
    }
}

fn card<'a>(
    system: &'a IndicatorSystem,
    context: &Context<'a>,
    peers: &Peers<'_>,
    precision: &mut Precision,
) -> Scorecard<'a> {
    settled(system, line::measure(system, context, peers, precision), precision)
}

/// What the lines of a system come to.
fn settled<'a>(system: &'a IndicatorSystem, lines: Vec<Line<'a>>, precision: &mut Precision) -> Scorecard<'a> {
    let (figure, groups) = tree::assemble(system, &lines, precision);
    let sums = Sums::of(&lines);
    let coverage = figure.known.checked_div(&figure.applicable).unwrap_or_else(Number::zero);
    let withheld = withheld(system, &figure, &coverage, sums.veto);
    // Deductions and vetoes leave nothing below zero; standard scores lie on both sides of it.
    let is_bounded = lines.iter().all(|line| line.is_bounded);
    let held = |score: Real| if is_bounded { score.max(Real::zero()) } else { score };
    let scaled = |share: &Option<Real>, bonus: &Number, deduction: &Number| {
        let points = share.clone()? * Real::from(system.total.clone());
        Some(held(points + Real::from(bonus.clone()) - Real::from(deduction.clone())))
    };
    let value = withheld.is_none().then(|| scaled(&figure.value, &sums.bonus.0, &sums.deduction.0)).flatten();
    // Where nothing applies, nothing is unknown.
    let ends = if figure.applicable.is_zero() {
        (Some(Real::zero()), Some(Real::zero()))
    } else {
        (figure.lower.clone(), figure.upper.clone())
    };
    let lower = scaled(&ends.0, &sums.bonus.0, &sums.deduction.1);
    let upper = scaled(&ends.1, &sums.bonus.1, &sums.deduction.0);
    let grade = value.as_ref().and_then(|value| {
        let published = precision.rounded(value, system.digits, system.rounding);
        system.grades.iter().find(|(_, at)| published >= *at).map(|(grade, _)| grade)
    });
    for end in lower.iter().chain(&upper).chain(&value) {
        precision.rounded(end, system.digits, system.rounding);
    }
    Scorecard {
        system,
        value,
        withheld,
        // An unscored region has nothing; as long as a veto may strike, that is the least it may end with.
        lower: if sums.veto == Some(false) { lower } else { Some(Real::zero()) },
        upper: if sums.veto == Some(true) { Some(Real::zero()) } else { upper },
        coverage,
        grade,
        rank: None,
        whole: figure,
        groups,
        lines,
    }
}

fn withheld(system: &IndicatorSystem, figure: &Figure, coverage: &Number, veto: Option<bool>) -> Option<Withheld> {
    if veto == Some(true) {
        Some(Withheld::Vetoed)
    } else if figure.applicable.is_zero() {
        Some(Withheld::NothingApplies)
    } else if coverage.is_zero() {
        Some(Withheld::NothingKnown)
    } else if figure.held {
        Some(Withheld::Held)
    } else if *coverage < system.min_coverage {
        Some(Withheld::LowCoverage)
    } else {
        None
    }
}

/// The sums of a card's further lines. Pairs are least and most, by amount.
struct Sums {
    bonus: (Number, Number),
    deduction: (Number, Number),
    veto: Option<bool>,
}

impl Sums {
    fn of(lines: &[Line<'_>]) -> Self {
        let zero = || (Number::zero(), Number::zero());
        let mut sums = Self { bonus: zero(), deduction: zero(), veto: Some(false) };
        for line in lines {
            match (&line.part, &line.measurement) {
                (Part::Indicator { .. }, _) => {}
                (Part::Bonus, measurement) => add_range(&mut sums.bonus, &line.full, measurement),
                (Part::Deduction, measurement) => add_range(&mut sums.deduction, &line.full, measurement),
                (Part::Veto, Measurement::Struck(true)) => sums.veto = Some(true),
                (Part::Veto, Measurement::Unknown) => sums.veto = sums.veto.filter(|struck| *struck),
                (Part::Veto, _) => {}
            }
        }
        sums
    }
}

fn add_range((least, most): &mut (Number, Number), full: &Number, measurement: &Measurement) {
    match measurement {
        Measurement::Known { points, .. } => {
            *least = least.clone() + points.low().clone();
            *most = most.clone() + points.high().clone();
        }
        Measurement::Unknown | Measurement::StandIn { .. } => *most = most.clone() + full.clone(),
        Measurement::NotApplicable(_) | Measurement::Struck(_) => {}
    }
}
