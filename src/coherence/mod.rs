//! A scored round → what it says of the indicator systems themselves: indicators that tell no two regions apart, that say the
//! same twice, that run against the group they stand in, that weigh more than they are meant to, that decide no place, or that it
//! pays not to report.
//!
//! | file | does |
//! | --- | --- |
//! | `column` | what all regions have on one indicator |
//! | `moments` | means, variances and covariances, exact |
//! | `cliff` | regions that lie just below the edge of a step |
//! | `doubled` | indicators that read the same fields |
//! | `left_out` | places without an indicator |
//! | `omission` | who gains by not reporting |
//! | `stand_in` | what stands in for a value that is not reported |
//! | `skipped` | what is not looked at, and why |
//!
//! These are questions for the authors, not mistakes: whether two indicators that go together measure one thing, only a person
//! can say. Shares are rounded to twelve decimals before they are compared, since those of irrational scales have no end.

mod cliff;
mod column;
mod doubled;
mod left_out;
mod moments;
mod omission;
#[cfg(test)]
mod rounds;
mod skipped;
mod stand_in;
#[cfg(test)]
mod tests;

use crate::base::number::Number;
use crate::score::{Part, Replacing, Scorecard};
use crate::standard::Label;
use crate::standard::Standard;
use crate::standard::indicator::IndicatorSystem;
use crate::standard::trace::{MemberPath, leaves};
pub use cliff::Cliff;
use column::Column;
pub use doubled::Doubled;
pub use left_out::{LeftOut, Move};
use moments::{covariance, variance};
pub use omission::{Gain, Omission};
pub use skipped::{MOST_LINES, Skipped};

/// The fewest regions of which both numbers are known for a correlation to be spoken of.
pub const FEWEST: usize = 5;
/// The least share of the variance that two indicators have in common for them to count as going together: |r| > 0.9.
const TOGETHER: (i64, i64) = (81, 100);

/// What a round says of one system.
#[derive(Debug)]
pub struct Coherence<'a> {
    /// The system.
    pub system: &'a IndicatorSystem,
    /// How many regions it scores.
    pub regions: usize,
    /// How many regions everything is known of that applies to them, so that weights at work can be compared.
    pub complete: usize,
    /// Its indicators, in order.
    pub indicators: Vec<Indicator<'a>>,
    /// Pairs within a group that go together.
    pub pairs: Vec<Pair<'a>>,
    /// Pairs of indicators, bonuses and deductions of which one reads nothing but what the other reads.
    pub doubled: Vec<Doubled<'a>>,
    /// Why no indicator is left out; `None` where each is.
    pub left_out_skipped: Option<Skipped>,
    /// Why nobody is asked whether silence pays; `None` where it is.
    pub omission_skipped: Option<Skipped>,
}

/// What a round says of one indicator.
#[derive(Debug)]
pub struct Indicator<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a Label,
    /// Of how many regions it is known.
    pub known: usize,
    /// Of how many it is not reported.
    pub missing: usize,
    /// To how many it does not apply.
    pub not_applicable: usize,
    /// The one share that all have of whom it is known; `None` where they differ, or fewer than two are known.
    pub constant: Option<Number>,
    /// Whether it falls where its group rises, over the regions of which the whole group is known.
    pub against_group: bool,
    /// Its part of the points of all indicators.
    pub nominal: Number,
    /// Its part of the variance of the sum of points, over the complete regions; all parts make up 1. `None` where there are
    /// fewer than [`FEWEST`] of them, or their sums are equal.
    pub effective: Option<Number>,
    /// The edge of its steps just below which most regions lie, where several do.
    pub cliff: Option<Cliff>,
    /// The round without it; `None` where the system is skipped.
    pub left_out: Option<LeftOut<'a>>,
    /// Who would gain by not reporting it; `None` where the system is skipped, or what would stand in for it depends on more than
    /// the values of the others.
    pub omission: Option<Omission<'a>>,
}

impl Indicator<'_> {
    /// The part of those to whom it applies that do not report it; 0 where it applies to nobody.
    #[must_use]
    pub fn missing_share(&self) -> Number {
        Number::of_count(self.missing)
            .checked_div(&Number::of_count(self.known + self.missing))
            .unwrap_or_else(Number::zero)
    }

    /// Whether all of whom it is known have its full points.
    #[must_use]
    pub fn is_exhausted(&self) -> bool {
        self.constant.as_ref() == Some(&Number::one())
    }

    /// Whether it weighs more than twice as much as it is meant to, or the other way.
    #[must_use]
    pub fn is_out_of_weight(&self) -> bool {
        let twice = self.nominal.clone() * Number::from(2);
        self.effective.as_ref().is_some_and(|effective| *effective > twice || effective.is_negative())
    }
}

/// Two indicators of one group that go together.
#[derive(Debug)]
pub struct Pair<'a> {
    /// The titles of the two.
    pub titles: [&'a Label; 2],
    /// The square of their correlation, exact.
    pub square: Number,
    /// Whether one falls where the other rises.
    pub opposed: bool,
    /// Over how many regions.
    pub regions: usize,
}

/// What the cards of a round say of every system that scores a region.
pub fn examine_all<'r, 'a: 'r>(
    standard: &'a Standard,
    cards: impl Iterator<Item = &'r Scorecard<'a>>,
) -> Vec<Coherence<'a>> {
    let cards: Vec<&Scorecard<'a>> = cards.collect();
    standard.systems.iter().filter_map(|system| examine(standard, system, &cards)).collect()
}

/// What the cards of a round say of a system; `None` where it scores nobody. Cards of other systems are passed over.
#[must_use]
pub fn examine<'a>(
    standard: &'a Standard,
    system: &'a IndicatorSystem,
    cards: &[&Scorecard<'a>],
) -> Option<Coherence<'a>> {
    let cards: Vec<&Scorecard<'a>> = cards.iter().copied().filter(|card| card.system.id == system.id).collect();
    let first = cards.first()?;
    let columns: Vec<Column<'a>> = first
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| matches!(line.part, Part::Indicator { .. }))
        .map(|(number, line)| Column::of(number, line, &cards))
        .collect();
    let declared = leaves(&system.children);
    let whole = columns.iter().fold(Number::zero(), |sum, column| sum + column.full.clone());
    let sums = sums(&columns, cards.len());
    let replacing: Vec<Replacing<'_, 'a>> = cards.iter().map(|card| Replacing::of(card)).collect();
    let left_out_skipped = left_out::skipped(system, &cards, &replacing, columns.len());
    let omission_skipped = omission::skipped(&replacing, columns.len());
    let leaf = |column: &Column<'_>| declared.iter().find(|leaf| leaf.id == column.id);
    let indicators = columns.iter().map(|column| Indicator {
        id: column.id,
        title: column.title,
        known: column.known(),
        missing: column.missing,
        not_applicable: column.not_applicable,
        constant: column.constant(),
        against_group: against_group(column, &columns, cards.len()),
        nominal: column.full.checked_div(&whole).unwrap_or_else(Number::zero),
        effective: effective(column, &sums),
        cliff: leaf(column).and_then(|leaf| cliff::of(&leaf.scale, &column.values)),
        left_out: left_out_skipped.is_none().then(|| left_out::of(system, column.number, &cards, &replacing)),
        omission: leaf(column)
            .filter(|_| omission_skipped.is_none())
            .and_then(|leaf| omission::of(column.number, leaf, &cards, &replacing)),
    });
    Some(Coherence {
        system,
        regions: cards.len(),
        complete: sums.iter().flatten().count(),
        indicators: indicators.collect(),
        pairs: pairs(&columns),
        doubled: doubled::of(standard, system),
        left_out_skipped,
        omission_skipped,
    })
}

/// The sum of points of each region; `None` where not all that applies is known.
fn sums(columns: &[Column<'_>], regions: usize) -> Vec<Option<Number>> {
    let of = |region: usize| columns.iter().try_fold(Number::zero(), |sum, column| Some(sum + column.counted(region)?));
    (0..regions).map(of).collect()
}

/// The part that a column has in the variance of the sums.
fn effective(column: &Column<'_>, sums: &[Option<Number>]) -> Option<Number> {
    let both = sums.iter().enumerate();
    let (own, sums): (Vec<Number>, Vec<Number>) =
        both.filter_map(|(region, sum)| Some((column.counted(region)?, sum.clone()?))).unzip();
    if sums.len() < FEWEST {
        return None;
    }
    covariance(&own, &sums).checked_div(&variance(&sums))
}

/// Whether a column falls where the sum of its group rises.
fn against_group(column: &Column<'_>, columns: &[Column<'_>], regions: usize) -> bool {
    let group: Vec<&Column<'_>> = columns.iter().filter(|other| other.groups == column.groups).collect();
    if group.len() < 2 {
        return false;
    }
    let of = |region: usize| {
        let own = column.points.get(region)?.clone()?;
        let sum = group.iter().try_fold(Number::zero(), |sum, other| Some(sum + other.points.get(region)?.clone()?))?;
        Some((own, sum))
    };
    let (own, sums): (Vec<Number>, Vec<Number>) = (0..regions).filter_map(of).unzip();
    own.len() >= FEWEST && covariance(&own, &sums).is_negative()
}

fn pairs<'a>(columns: &[Column<'a>]) -> Vec<Pair<'a>> {
    let least = Number::from(TOGETHER.0).checked_div(&Number::from(TOGETHER.1)).unwrap_or_else(Number::one);
    let mut pairs = Vec::new();
    for (place, one) in columns.iter().enumerate() {
        for other in columns.iter().skip(place + 1).filter(|other| other.groups == one.groups) {
            let known = one.points.iter().zip(&other.points);
            let (first, second): (Vec<Number>, Vec<Number>) =
                known.filter_map(|(one, other)| Some((one.clone()?, other.clone()?))).unzip();
            if first.len() < FEWEST {
                continue;
            }
            let together = covariance(&first, &second);
            let square = (together.clone() * together.clone()).checked_div(&(variance(&first) * variance(&second)));
            if let Some(square) = square.filter(|square| *square > least) {
                let titles = [one.title, other.title];
                pairs.push(Pair { titles, square, opposed: together.is_negative(), regions: first.len() });
            }
        }
    }
    pairs
}

/// The fields that two have in common, as the doubled name them.
pub type Fields = Vec<MemberPath>;
