//! What a score would be: the same tree, roundings, caps and policies over other measurements. Nothing is estimated.

use super::aggregate::aggregated;
use super::line::{Line, Measurement};
use super::peers::Peers;
use super::precision::Precision;
use super::share::share;
use super::{Scorecard, card, card_of};
use crate::base::number::Number;
use crate::base::real::Real;
use crate::check::Context;
use crate::standard::indicator::{Aggregate, IndicatorSystem, Scale};
use crate::standard::registry::Region;
use std::collections::BTreeMap;

/// How exactly roots are computed that decide nothing, in bits.
const BITS: u32 = 128;

impl<'a> Scorecard<'a> {
    /// The card that would come out if some lines, by their place in `lines`, had come to something else. What peers report is
    /// taken as given; it has no place among them, and its lines name no facts.
    #[must_use]
    pub fn with(&self, changes: &BTreeMap<usize, Measurement>) -> Self {
        Precision::enough(|precision| {
            let lines = self.lines.iter().enumerate().map(|(index, line)| Line {
                measurement: changes.get(&index).unwrap_or(&line.measurement).clone(),
                groups: line.groups.clone(),
                full: line.full.clone(),
                facts: Vec::new(),
                sampled: None,
                ..*line
            });
            card(self.system, self.region, lines.collect(), &self.shared, precision)
        })
    }

    /// The score as it is published, as a number.
    #[must_use]
    pub fn published_value(&self) -> Option<Number> {
        let (digits, rounding) = (self.system.digits, self.system.rounding);
        Some(self.value.as_ref()?.rounded_as_far_as_known(digits, rounding))
    }

    /// Shares with their weights, as one, before anything is rounded; `None` of nothing, and where a share is below zero that must
    /// not be.
    #[must_use]
    pub fn put_together(&self, aggregate: &Aggregate, parts: &[(Real, Number)]) -> Option<Real> {
        aggregated(aggregate, parts, BITS)
    }

    /// A share of the full points of a line, as its measurement.
    #[must_use]
    pub fn at_share(line: &Line<'_>, share: Real) -> Measurement {
        let points = share.clone() * Real::from(line.full.clone());
        Measurement::Known { value: String::new(), share, points, arithmetic: String::new() }
    }
}

/// The share of the `full` points that a value earns on a scale, as exactly as its first attempt has it; `peers` are the values of a
/// comparison, in rising order.
#[must_use]
pub fn share_of(scale: &Scale, value: &Number, full: &Number, peers: &[Number]) -> Option<Real> {
    Precision::enough(|precision| share(scale, value, full, peers, precision)).map(|(share, _)| share)
}

/// The card of one region under a system that differs from that of its standard, for example in a missing policy. All regions are
/// measured under that system; the card has no place. `None` where the region is not among the contexts, or is not bound.
#[must_use]
pub fn score_under<'a>(
    system: &'a IndicatorSystem,
    contexts: &[Context<'a>],
    region: &Region,
) -> Option<Scorecard<'a>> {
    let own = contexts.iter().find(|context| context.region.code == region.code)?;
    let peers = Peers::among(std::slice::from_ref(system), contexts);
    system.binds.selects(own.region).then(|| card_of(system, own, contexts, &peers)).flatten()
}

/// The share of an indicator as it counts: its value, out of the total, is rounded where the indicator says so.
#[must_use]
pub fn share_as_counted(system: &IndicatorSystem, share: &Real, digits: Option<u32>) -> Real {
    let Some(digits) = digits else { return share.clone() };
    let value = share.clone() * Real::from(system.total.clone());
    let value = value.rounded_as_far_as_known(digits, system.rounding);
    value.checked_div(&system.total).map_or_else(|| share.clone(), Real::from)
}
