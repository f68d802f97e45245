//! Facts + indicator system → scorecards: a value, its bounds, its coverage, its place, and the arithmetic of every line.
//!
//! | file | does |
//! | --- | --- |
//! | `line` | what is measured, and the points it comes to |
//! | `weights` | the weights that values decide |
//! | `peers`, `outliers` | what all regions report, where points depend on it |
//! | `sample` | how far a measure of a sample may lie from the truth |
//! | `share` | from a value to a share of the points |
//! | `aggregate` | from the shares of parts to that of a whole |
//! | `imbalance` | a mean less a penalty for what is uneven |
//! | `ideal` | the best and the worst of all regions, where closeness to them counts |
//! | `shared` | what the cards of a system have in common |
//! | `tree` | the parts and wholes of a system |
//! | `adjustment` | bonuses, deductions, vetoes, limits |
//! | `precision` | how exactly what is irrational is computed |
//! | `rank`, `place` | places |
//! | `pairs` | how regions fare against each other, where that decides places |
//! | `quota` | grades of which only so many may have |
//! | `alike` | whether two editions measure the same |
//! | `what_if` | the same card with other measurements or policies |
//! | `replacing` | what one line changes, at once where sums are enough |
//!
//! Numbers are exact, or enclosed so closely that every rounding and every order is certain. A figure is rounded where the
//! standard says so (`round=` of an indicator, a group, the system) and nowhere else; the grade is that of the published
//! score. What is unknown lies between nothing and the full points whatever the missing policy says, so that leaving a fact
//! out never raises the lower bound.

mod adjustment;
mod aggregate;
mod alike;
mod ideal;
mod imbalance;
mod line;
mod outliers;
mod pairs;
mod peers;
mod place;
mod precision;
mod quota;
mod rank;
mod replacing;
mod sample;
mod share;
mod shared;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod tiny;
mod tree;
mod weights;
mod what_if;

pub use alike::{measure_alike, read_alike};
pub use line::{Line, Measurement, Part, State};
pub use pairs::{Compared, Pairs};
pub use peers::Peers;
pub use place::Place;
pub use quota::PossibleGrades;
pub use rank::{Rank, Standing, places};
pub use replacing::Replacing;
pub use sample::Sampled;
pub use tree::{ColumnFigure, Figure, GroupFigure, Row};
pub use what_if::{score_under, share_as_counted, share_of};

use crate::base::number::Number;
use crate::base::real::Real;
use crate::check::Context;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::submission as messages;
use crate::standard::Label;
use crate::standard::indicator::IndicatorSystem;
use crate::standard::registry::Region;
use adjustment::{Adjustment, End};
use ideal::Ideals;
use precision::Precision;
use shared::Shared;
use std::sync::Arc;
use tree::Tree;

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
    /// The grade of the published score. Where quotas decide grades it is given among all regions of a round, as places are.
    pub grade: Option<&'a Label>,
    /// Where quotas decide grades: from which to which grade the unknown, here and elsewhere, can still make it. Of scales and weights,
    /// what peers report is taken as given.
    pub possible_grades: Option<PossibleGrades<'a>>,
    /// Its place, where the system ranks and there is a value.
    pub rank: Option<Rank>,
    /// The whole, as a share of the total, before bonuses and deductions.
    pub whole: Figure,
    /// The groups, in order.
    pub groups: Vec<GroupFigure<'a>>,
    /// The columns of the matrix, where the system has one.
    pub columns: Vec<ColumnFigure<'a>>,
    /// The region.
    region: &'a Region,
    /// What all regions decide together.
    shared: Arc<Shared<'a>>,
    /// What vetoes decide.
    fate: Fate,
    /// The indicators, bonuses, deductions and vetoes, in order.
    pub lines: Vec<Line<'a>>,
}

/// What vetoes decide of a card beside its points.
#[derive(Debug, Clone, Copy)]
struct Fate {
    /// Whether there is no score; `None` as long as it is not decided.
    unscored: Option<bool>,
    /// The best grade there can be, as its place among the grades: for certain, and where what is undecided strikes, too.
    best_grade: (usize, usize),
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
    /// The values of the round give no weights.
    NoWeights,
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
            Self::NoWeights => "no-weights",
        }
    }
}

impl<'a> Scorecard<'a> {
    /// Whose card it is.
    #[must_use]
    pub fn region(&self) -> &'a Region {
        self.region
    }

    /// What bonuses and deductions add to the points of the indicators, and the most that the score can then be, where there is one.
    #[must_use]
    pub fn adjustment(&self) -> (Number, Option<Number>) {
        Adjustment::of(self.system, &self.lines).known()
    }

    /// A number of this card as it is published.
    #[must_use]
    pub fn published(&self, number: &Real) -> String {
        let (digits, rounding) = (self.system.digits, self.system.rounding);
        // All that are published were rounded with certainty, or are equal to what ends in a half for all that anybody can tell.
        number.rounded_as_far_as_known(digits, rounding).decimal(digits, rounding)
    }
}

/// The scorecards of every system that scores the region, without places.
pub fn score<'a>(context: &Context<'a>, peers: &Peers<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Scorecard<'a>> {
    let systems = context.assessment.standard.systems.iter();
    let bound = systems.filter(|system| system.binds.selects(context.region));
    let cards = bound.filter_map(|system| {
        let all = if system.seeks_ideal() { Context::all(context.assessment) } else { Vec::new() };
        card_of(system, context, &all, peers)
    });
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
        let (bound, owners): (Vec<&Context<'a>>, Vec<_>) =
            contexts.iter().zip(&mut all).filter(|(context, _)| system.binds.selects(context.region)).unzip();
        let cards = Precision::enough(|precision| {
            let mut cards = cards(system, &bound, &peers, precision);
            let mut placed: Vec<_> = bound.iter().map(|context| context.region).zip(&mut cards).collect();
            rank::rank(system, &mut placed, precision);
            quota::award(system, &mut placed, precision);
            cards
        });
        for ((card, context), own) in cards.into_iter().zip(bound).zip(owners) {
            report(&card, context, diagnostics);
            own.push(card);
        }
    }
    all
}

/// The card of one region that the system scores. The contexts of all are looked at only where an ideal is made of what all have.
fn card_of<'a>(
    system: &'a IndicatorSystem,
    own: &Context<'a>,
    all: &[Context<'a>],
    peers: &Peers<'_>,
) -> Option<Scorecard<'a>> {
    let is_other = |other: &&Context<'a>| other.region.code != own.region.code && system.binds.selects(other.region);
    let others = all.iter().filter(|_| system.seeks_ideal()).filter(is_other);
    let bound: Vec<&Context<'a>> = std::iter::once(own).chain(others).collect();
    Precision::enough(|precision| cards(system, &bound, peers, precision)).into_iter().next()
}

/// The cards of regions, in their order.
fn cards<'a>(
    system: &'a IndicatorSystem,
    bound: &[&Context<'a>],
    peers: &Peers<'_>,
    precision: &mut Precision,
) -> Vec<Scorecard<'a>> {
    let measured: Vec<Vec<Line<'a>>> =
        bound.iter().map(|context| line::measure(system, context, peers, precision)).collect();
    let mut ideals = Ideals::default();
    if system.seeks_ideal() {
        let sought = bound.iter().zip(&measured).map(|(context, lines)| {
            let tree = tree::assemble(system, context.region, lines, &ideals, precision);
            (context.region, tree.sought)
        });
        let sought: Vec<_> = sought.collect();
        ideals = Ideals::of(sought);
    }
    let shared = Arc::new(Shared { ideals, lacks_weights: peers.lacks_weights(&system.id) });
    let cards = bound.iter().zip(measured);
    cards.map(|(context, lines)| card(system, context.region, lines, &shared, precision)).collect()
}

/// The scorecards of all regions that a system scores, without places, each with the index of its context. The system need not be one
/// of the standard: it may be one that decides something otherwise.
pub fn score_otherwise<'a>(system: &'a IndicatorSystem, contexts: &[Context<'a>]) -> Vec<(usize, Scorecard<'a>)> {
    let peers = Peers::among(std::slice::from_ref(system), contexts);
    let (indices, bound): (Vec<usize>, Vec<&Context<'a>>) =
        (0..).zip(contexts).filter(|(_, context)| system.binds.selects(context.region)).unzip();
    let cards = Precision::enough(|precision| cards(system, &bound, &peers, precision));
    indices.into_iter().zip(cards).collect()
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

/// What the lines of a region come to.
fn card<'a>(
    system: &'a IndicatorSystem,
    region: &'a Region,
    lines: Vec<Line<'a>>,
    shared: &Arc<Shared<'a>>,
    precision: &mut Precision,
) -> Scorecard<'a> {
    let Tree { whole: figure, groups, columns, .. } = tree::assemble(system, region, &lines, &shared.ideals, precision);
    let adjustment = Adjustment::of(system, &lines);
    let coverage = figure.known.checked_div(&figure.applicable).unwrap_or_else(Number::zero);
    let withheld = withheld(system, &figure, &coverage, adjustment.unscored)
        .or(shared.lacks_weights.then_some(Withheld::NoWeights));
    // Deductions leave nothing below zero; standard scores lie on both sides of it.
    let is_bounded = lines.iter().all(|line| line.is_bounded);
    let scored = |share: &Option<Real>, end: End| {
        Some(adjustment.applied(share.clone()? * Real::from(system.total.clone()), end, is_bounded))
    };
    let value = withheld.is_none().then(|| scored(&figure.value, End::Value)).flatten();
    // Where nothing applies, nothing is unknown.
    let ends = if figure.applicable.is_zero() {
        (Some(Real::zero()), Some(Real::zero()))
    } else {
        (figure.lower.clone(), figure.upper.clone())
    };
    let (lower, upper) = (scored(&ends.0, End::Lower), scored(&ends.1, End::Upper));
    let grade = value.as_ref().and_then(|value| {
        let published = precision.rounded(value, system.digits, system.rounding);
        adjustment.grade(&published)
    });
    for end in lower.iter().chain(&upper).chain(&value) {
        precision.rounded(end, system.digits, system.rounding);
    }
    Scorecard {
        system,
        value,
        withheld,
        // An unscored region has nothing; as long as a veto may strike, that is the least it may end with.
        lower: if adjustment.unscored == Some(false) { lower } else { Some(Real::zero()) },
        upper: if adjustment.unscored == Some(true) { Some(Real::zero()) } else { upper },
        coverage,
        grade,
        possible_grades: None,
        rank: None,
        whole: figure,
        region,
        shared: Arc::clone(shared),
        fate: Fate { unscored: adjustment.unscored, best_grade: adjustment.best_grade },
        groups,
        columns,
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
