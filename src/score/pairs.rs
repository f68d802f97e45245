//! Regions in the order of how they fare against each other, one by one (Copeland).
//!
//! Of two regions the one is ahead that is better in indicators with more points together. An indicator in which both are equal, or in
//! which one of them has nothing that counts, says nothing of the pair. Each pair is looked at, so that the work grows with the square of
//! the regions.

use super::Scorecard;
use super::line::{Line, Measurement, Part};
use super::place::half;
use super::precision::Precision;
use super::rank::ordered;
use super::what_if::share_as_counted;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::standard::indicator::{Draw, Indicator, Missing, Ranking};
use crate::standard::trace::leaves;
use std::cmp::Ordering;

/// How a region fares against those that are ranked with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pairs {
    /// How many it is ahead of.
    pub won: usize,
    /// How many are ahead of it.
    pub lost: usize,
    /// With how many it is equal.
    pub equal: usize,
}

impl Pairs {
    /// What it is ranked by: those it is ahead of, and what the equal ones count as.
    #[must_use]
    pub fn score(&self, draw: Draw) -> Number {
        match draw {
            Draw::Half => Number::of_count(self.won) + half(self.equal),
            Draw::Zero => Number::of_count(self.won),
        }
    }

    fn add(&mut self, order: Ordering) {
        match order {
            Ordering::Greater => self.won += 1,
            Ordering::Less => self.lost += 1,
            Ordering::Equal => self.equal += 1,
        }
    }
}

/// What a region has of an indicator.
#[derive(Debug, Clone)]
pub struct Compared {
    /// Its share of the points, as it counts; `None` where nothing does.
    pub share: Option<Real>,
    /// The points.
    pub weight: Number,
}

/// What a region has of every indicator, where they decide its place.
pub(super) fn compared(card: &Scorecard<'_>) -> Vec<Compared> {
    if card.system.ranking.as_ref().is_none_or(Ranking::is_by_score) {
        return Vec::new();
    }
    let lines = card.lines.iter().filter(|line| matches!(line.part, Part::Indicator { .. }));
    let all = lines.zip(leaves(&card.system.children));
    all.map(|(line, leaf)| Compared { share: counted(card, line, leaf), weight: line.full.clone() }).collect()
}

/// The share as the missing policy has it.
fn counted(card: &Scorecard<'_>, line: &Line<'_>, leaf: &Indicator) -> Option<Real> {
    match &line.measurement {
        Measurement::Known { share, .. } | Measurement::StandIn { share, .. } => {
            Some(share_as_counted(card.system, share, leaf.digits))
        }
        Measurement::NotApplicable(_) => None,
        Measurement::Unknown | Measurement::Struck(_) => (leaf.missing == Missing::Zero).then(Real::zero),
    }
}

/// How each of the regions fares against the others, in their order.
pub(super) fn pairs(regions: &[&[Compared]], precision: &mut Precision) -> Vec<Pairs> {
    let indicators = regions.iter().map(|own| own.len()).max().unwrap_or(0);
    // Of each indicator only the order matters: the level of each region, the best first.
    let levels: Vec<Vec<Option<usize>>> = (0..indicators).map(|at| levels(regions, at, precision)).collect();
    let mut all = vec![Pairs::default(); regions.len()];
    for (one, own) in regions.iter().enumerate() {
        for other in one + 1..regions.len() {
            let (mut ahead, mut behind) = (Number::zero(), Number::zero());
            for (levels, Compared { weight, .. }) in levels.iter().zip(own.iter()) {
                let level = |region: usize| levels.get(region).copied().flatten();
                let (Some(first), Some(second)) = (level(one), level(other)) else { continue };
                match first.cmp(&second) {
                    Ordering::Less => ahead = &ahead + weight,
                    Ordering::Greater => behind = &behind + weight,
                    Ordering::Equal => {}
                }
            }
            let order = ahead.cmp(&behind);
            for (region, order) in [(one, order), (other, order.reverse())] {
                if let Some(pairs) = all.get_mut(region) {
                    pairs.add(order);
                }
            }
        }
    }
    all
}

/// The level of each region in one indicator: 0 for the best, the same for equal ones.
fn levels(regions: &[&[Compared]], indicator: usize, precision: &mut Precision) -> Vec<Option<usize>> {
    let share = |own: &&[Compared]| own.get(indicator)?.share.clone();
    let known = regions.iter().enumerate().filter_map(|(region, own)| Some((region, vec![Some(share(own)?)])));
    let mut levels = vec![None; regions.len()];
    for (level, equal) in ordered(known.collect(), 0, precision).into_iter().enumerate() {
        for region in equal {
            if let Some(own) = levels.get_mut(region) {
                *own = Some(level);
            }
        }
    }
    levels
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::{Compared, Pairs, pairs};
    use crate::base::number::Number;
    use crate::base::real::Real;
    use crate::score::precision::Precision;
    use crate::standard::indicator::Draw;

    /// Won, lost, equal and both scores of regions with these shares, a blank for none, of indicators with these weights.
    fn fared(weights: &str, regions: &[&str]) -> Vec<String> {
        let number = |text: &str| Number::parse(text).unwrap();
        let of = |shares: &str| -> Vec<Compared> {
            let share = |text: &str| (text != "-").then(|| Real::from(number(text)));
            let all = shares.split(' ').zip(weights.split(' '));
            all.map(|(text, weight)| Compared { share: share(text), weight: number(weight) }).collect()
        };
        let all: Vec<Vec<Compared>> = regions.iter().map(|shares| of(shares)).collect();
        let all: Vec<&[Compared]> = all.iter().map(Vec::as_slice).collect();
        let told = |own: Pairs| {
            let Pairs { won, lost, equal } = own;
            format!("{won} {lost} {equal} {} {}", own.score(Draw::Half), own.score(Draw::Zero))
        };
        Precision::enough(|precision| pairs(&all, precision)).into_iter().map(told).collect()
    }

    #[test]
    fn more_weight_is_ahead_however_little_better() {
        // The first is better in 3 of 5 points against each of the others; those are equal in 3, and the second better in 2.
        assert_eq!(fared("3 2", &["0.6 0", "0.5 1", "0.5 0.9"]), ["2 0 0 2 2", "1 1 0 1 1", "0 2 0 0 0"]);
    }

    #[test]
    fn the_example_of_coinr_has_its_scores() {
        // COINr 1 tests `outrankMatrix` with these: pairs won less pairs lost are -1, 1, -3 and 3.
        let all = fared("1 1 1", &["1 3 2", "2 2 3", "3 1 1", "4 5 4"]);
        assert_eq!(all, ["1 2 0 1 1", "2 1 0 2 2", "0 3 0 0 0", "3 0 0 3 3"]);
    }

    #[test]
    fn a_ring_leaves_all_equal() {
        assert_eq!(fared("1 1 1", &["3 1 2", "2 3 1", "1 2 3"]), ["1 1 0 1 1"; 3]);
    }

    #[test]
    fn what_equal_pairs_count_as_decides_places() {
        // The first is equal with the other three, which are ahead of each other in a row: 1.5 by halves, none otherwise.
        let all = fared("1 1 1", &["5 - -", "5 3 3", "5 2 2", "5 1 1"]);
        assert_eq!(all, ["0 0 3 1.5 0", "2 0 1 2.5 2", "1 1 1 1.5 1", "0 2 1 0.5 0"]);
    }

    #[test]
    fn what_one_of_them_lacks_says_nothing_of_a_pair() {
        // Of the first and the second only the second indicator says something.
        assert_eq!(fared("9 1", &["- 0.5", "1 0.4"]), ["1 0 0 1 1", "0 1 0 0 0"]);
        assert_eq!(fared("9 1", &["- 0.5", "1 -"]), ["0 0 1 0.5 0", "0 0 1 0.5 0"]);
    }
}
