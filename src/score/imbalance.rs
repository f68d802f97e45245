//! The mean less a penalty for imbalance, with the least and the most that the unknown could make of it.
//!
//! With M the weighted mean of shares x, E that of their squares and S² = E − M², it is M − λ·S, or M − S²/M (Mazziotta and
//! Pareto 2016, Social Indicators Research 127(3), pages 983 to 1003, for shares of one direction). Both are concave in the shares,
//! so that over intervals the least is at ends of them; the most is where all that can be moved stands at one level.

use crate::base::number::Number;
use crate::base::real::Real;
use crate::standard::indicator::Imbalance;

/// The most parts with an interval of which all combinations of ends are tried; 2⁸ of them.
const MOST_OPEN: usize = 8;

/// A share between two ends, with its weight as a part of 1.
struct Part {
    low: Real,
    high: Real,
    weight: Real,
}

/// The figure of shares, none of which is without a weight. Where no share is below zero it is not, either; with the quotient, `None`
/// where one is.
pub fn uneven(imbalance: &Imbalance, shares: &[(Real, Number)], bits: u32) -> Option<Real> {
    let parts = parts(shares.iter().map(|(share, weight)| (share.clone(), share.clone(), weight)))?;
    let shares: Vec<&Real> = parts.iter().map(|part| &part.low).collect();
    held(imbalance, &parts, figure(imbalance, &parts, &shares, bits)?)
}

/// The least and the most of it, each share lying between two ends. Of more than [`MOST_OPEN`] such parts, the least is one that
/// holds, and need not be reached.
pub fn uneven_bounds(imbalance: &Imbalance, items: &[(Real, Real, Number)], bits: u32) -> Option<(Real, Real)> {
    let parts = parts(items.iter().map(|(low, high, weight)| (low.clone(), high.clone(), weight)))?;
    let least = held(imbalance, &parts, least(imbalance, &parts, bits)?)?;
    let most = held(imbalance, &parts, most(imbalance, &parts, bits)?)?;
    Some((least, most))
}

fn parts<'n>(items: impl Iterator<Item = (Real, Real, &'n Number)> + Clone) -> Option<Vec<Part>> {
    let sum: Number = items.clone().map(|(_, _, weight)| weight.clone()).sum();
    items.map(|(low, high, weight)| Some(Part { low, high, weight: weight.checked_div(&sum)?.into() })).collect()
}

/// What is left of a figure at zero.
fn held(imbalance: &Imbalance, parts: &[Part], figure: Real) -> Option<Real> {
    if !parts.iter().any(|part| part.low.high().is_negative()) {
        return Some(figure.max(Real::zero()));
    }
    matches!(imbalance, Imbalance::Deviation(_)).then_some(figure)
}

fn mean<'r>(parts: &[Part], shares: impl IntoIterator<Item = &'r Real>) -> Real {
    parts.iter().zip(shares).map(|(part, share)| share.clone() * part.weight.clone()).sum()
}

/// S², from the distances to the mean.
fn variance(parts: &[Part], shares: &[&Real], mean: &Real, bits: u32) -> Real {
    let away = |share: &Real| (share.clone() - mean.clone()).squared().coarse(bits * 2);
    parts.iter().zip(shares).map(|(part, share)| away(share) * part.weight.clone()).sum()
}

/// The figure before anything is held at zero.
fn figure(imbalance: &Imbalance, parts: &[Part], shares: &[&Real], bits: u32) -> Option<Real> {
    if let Some(figure) = multiple(imbalance, parts, shares, bits) {
        return Some(figure);
    }
    let mean = mean(parts, shares.iter().copied());
    let variance = variance(parts, shares, &mean, bits);
    match imbalance {
        Imbalance::Deviation(factor) => Some(mean - variance.sqrt(bits)? * Real::from(factor.clone())),
        // Of nothing but zeros there is no variation.
        Imbalance::Variation if mean.high().is_zero() => Some(Real::zero()),
        Imbalance::Variation => Some(mean.clone() - variance.checked_div(&mean)?),
    }
}

/// The figure of shares that are nothing or all the same, as a multiple of the latter: bounds of a share that is irrational would never
/// tell that nothing is left of it. With their weight w of 1, it is w − λ·√(w(1 − w)), or 2w − 1.
fn multiple(imbalance: &Imbalance, parts: &[Part], shares: &[&Real], bits: u32) -> Option<Real> {
    let is_nothing = |share: &Real| share.as_exact().is_some_and(Number::is_zero);
    let same = *shares.iter().find(|share| !is_nothing(share))?;
    if !shares.iter().all(|share| is_nothing(share) || *share == same) || same.low().is_negative() {
        return None;
    }
    let own = parts.iter().zip(shares).filter(|(_, share)| !is_nothing(share));
    let weight: Real = own.map(|(part, _)| part.weight.clone()).sum();
    let rest = Real::one() - weight.clone();
    let factor = match imbalance {
        Imbalance::Deviation(factor) => weight.clone() - (weight * rest).sqrt(bits)? * Real::from(factor.clone()),
        Imbalance::Variation => weight - rest,
    };
    Some(factor * same.clone())
}

fn least(imbalance: &Imbalance, parts: &[Part], bits: u32) -> Option<Real> {
    let open: Vec<usize> = (0..).zip(parts).filter(|(_, part)| part.low != part.high).map(|(at, _)| at).collect();
    if open.len() > MOST_OPEN {
        return Some(coarse_least(imbalance, parts));
    }
    let mut least: Option<Real> = None;
    for choice in 0_u32..1 << open.len() {
        let shares = parts.iter().enumerate().map(|(at, part)| {
            let bit = open.iter().position(|other| *other == at).unwrap_or(MOST_OPEN);
            if choice >> bit & 1 == 1 { &part.high } else { &part.low }
        });
        let own = figure(imbalance, parts, &shares.collect::<Vec<_>>(), bits)?;
        least = Some(match least {
            Some(least) => least.min(own),
            None => own,
        });
    }
    least
}

/// S² is at most (M − least)·(greatest − M), and with that at most a quarter of the square of what lies between them.
fn coarse_least(imbalance: &Imbalance, parts: &[Part]) -> Real {
    let mean = mean(parts, parts.iter().map(|part| &part.low));
    let bottom = parts.iter().map(|part| part.low.clone()).reduce(Real::min).unwrap_or_else(Real::zero);
    let top = parts.iter().map(|part| part.high.clone()).reduce(Real::max).unwrap_or_else(Real::zero);
    match imbalance {
        Imbalance::Deviation(factor) => {
            let half = Number::one().checked_div(&Number::from(2)).unwrap_or_default();
            mean - (top - bottom) * Real::from(factor * &half)
        }
        Imbalance::Variation => mean.clone() + mean - top,
    }
}

/// The least of what is proved to be no less than the figure. Any slopes of the right length prove one: the figure is at most what is
/// linear with them, and that is most at one end of every part. With those at the greatest figure it is the figure itself.
fn most(imbalance: &Imbalance, parts: &[Part], bits: u32) -> Option<Real> {
    let mut levels: Vec<&Real> = parts.iter().flat_map(|part| [&part.low, &part.high]).collect();
    levels.sort_by_key(|level| level.low() + level.high());
    // No share is penalised: that holds as well.
    let mut most = mean(parts, parts.iter().map(|part| &part.high));
    // What can be moved is what reaches across a stretch between two levels; what lies below it is at its upper end, what lies
    // above at its lower one.
    for (at, level) in levels.iter().enumerate() {
        let is_below = |end: &Real| end.low() + end.high() <= level.low() + level.high();
        let next = levels.get(at + 1);
        let is_moved = |part: &Part| next.is_some() && is_below(&part.low) && !is_below(&part.high);
        let shares: Vec<Option<&Real>> =
            parts
                .iter()
                .map(|part| {
                    if is_moved(part) { None } else { Some(if is_below(&part.high) { &part.high } else { &part.low }) }
                })
                .collect();
        if let Some(bound) = bound(imbalance, parts, &shares, bits) {
            most = most.min(bound);
        }
    }
    Some(most)
}

/// What the figure is at most, by the slopes where some shares stand and all others (`None`) at the level that suits them best, so that
/// no more of them and no less raises it; `None` where there is no such level.
fn bound(imbalance: &Imbalance, parts: &[Part], shares: &[Option<&Real>], bits: u32) -> Option<Real> {
    let weight = |is_moved: bool| -> Real {
        let own = parts.iter().zip(shares).filter(|(_, share)| share.is_none() == is_moved);
        own.map(|(part, _)| part.weight.clone()).sum()
    };
    let stretch = Stretch { parts, shares, moved: weight(true), fixed: weight(false), bits };
    if stretch.fixed.high().is_zero() {
        return None;
    }
    let slopes = match imbalance {
        Imbalance::Deviation(factor) => stretch.slopes_with_deviation(factor)?,
        Imbalance::Variation => stretch.slopes_with_variation()?,
    };
    let ends = parts.iter().zip(slopes).map(|(part, slope)| {
        let slope = slope.coarse(bits * 2);
        (part.low.clone() * slope.clone()).max(part.high.clone() * slope) * part.weight.clone()
    });
    Some(ends.sum())
}

/// Shares of which some stand and some are moved, with the weight of both.
struct Stretch<'p> {
    parts: &'p [Part],
    shares: &'p [Option<&'p Real>],
    moved: Real,
    fixed: Real,
    bits: u32,
}

impl Stretch<'_> {
    /// The sum over the fixed.
    fn sum(&self, of: impl Fn(&Real) -> Real) -> Real {
        let fixed = self.parts.iter().zip(self.shares);
        fixed.filter_map(|(part, share)| Some(of((*share)?) * part.weight.clone())).sum()
    }

    /// With a the weight of the moved, M' and S' of the fixed alone and q = λ²(1 − a) − a, the moved stand at M' + S' ÷ √q, where the
    /// figure is M' − S'·√q; it rises by 0 with each of the moved and by (1 − √q·(x − M') ÷ S') ÷ (1 − a) with each of the fixed.
    fn slopes_with_deviation(&self, factor: &Number) -> Option<Vec<Real>> {
        let pull = Real::from(factor * factor) * self.fixed.clone() - self.moved.clone();
        if *pull.low() <= Number::zero() {
            return None;
        }
        let mean = self.sum(Real::clone).checked_div(&self.fixed)?;
        let squares = self.sum(|share| (share.clone() - mean.clone()).squared().coarse(self.bits * 2));
        let deviation = squares.checked_div(&self.fixed)?.sqrt(self.bits)?;
        let pull = pull.sqrt(self.bits)?;
        let whole = Real::one().checked_div(&self.fixed)?;
        let slope = |share: &Real| {
            // Where the fixed are all the same, any distance from their mean is none.
            let away = (share.clone() - mean.clone()).checked_div(&deviation).unwrap_or_else(Real::zero);
            (Real::one() - away * pull.clone()) * whole.clone()
        };
        Some(self.shares.iter().map(|share| share.map_or_else(Real::zero, &slope)).collect())
    }

    /// With s = x ÷ M, the figure rises by 2 + Σ ws² − 2s with each. The moved stand at t, with a their weight, m and e the sums of the
    /// fixed and of their squares: a·t² + 2m·t = (2m² + e) ÷ (1 − 2a).
    fn slopes_with_variation(&self) -> Option<Vec<Real>> {
        let room = self.fixed.clone() - self.moved.clone();
        if *room.low() <= Number::zero() {
            return None;
        }
        let sum = self.sum(Real::clone);
        let ratios: Vec<Real> = if sum.high().is_zero() {
            // Beside nothing, the moved are all of the mean, however little they are.
            let all = Real::one().checked_div(&self.moved)?;
            self.shares.iter().map(|share| share.map_or_else(|| all.clone(), |_| Real::zero())).collect()
        } else {
            let level = if self.moved.high().is_zero() { Real::zero() } else { self.level(&sum, &room)? };
            let mean = sum + level.clone() * self.moved.clone();
            let shares = self.shares.iter().map(|share| share.unwrap_or(&level).checked_div(&mean));
            shares.collect::<Option<_>>()?
        };
        let squares: Real =
            self.parts.iter().zip(&ratios).map(|(part, ratio)| ratio.squared() * part.weight.clone()).sum();
        let all = Real::from(Number::from(2)) + squares;
        Some(ratios.into_iter().map(|ratio| all.clone() - ratio.clone() - ratio).collect())
    }

    fn level(&self, sum: &Real, room: &Real) -> Option<Real> {
        let own = sum.squared();
        let right = (own.clone() + own.clone() + self.sum(Real::squared)).checked_div(room)?;
        let root = (own + right * self.moved.clone()).sqrt(self.bits)?;
        (root - sum.clone()).checked_div(&self.moved)
    }
}
