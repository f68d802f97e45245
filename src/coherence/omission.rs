//! Whether a region gains when it does not report what it has: then the missing policy pays for silence.

use super::Skipped;
use super::stand_in::StandIns;
use crate::base::real::Real;
use crate::score::{Line, Measurement, Replacing, Scorecard, share_of};
use crate::standard::indicator::Indicator;
use crate::standard::registry::Region;
use std::cmp::Ordering;

/// What not reporting one indicator would do, region by region, as its missing policy has it.
#[derive(Debug)]
pub struct Omission<'a> {
    /// How many regions have a score and know the indicator below its full points.
    pub tried: usize,
    /// How many of them would have a higher exact score without reporting it.
    pub gaining: usize,
    /// The largest gain; that of the first region of several.
    pub largest: Option<Gain<'a>>,
}

/// What a region gains.
#[derive(Debug, Clone)]
pub struct Gain<'a> {
    /// The region.
    pub region: &'a Region,
    /// The score without a report of it, less the score.
    pub points: Real,
}

/// Why a system is not looked at; `None` where it is.
pub(super) fn skipped(replacing: &[Replacing<'_, '_>], indicators: usize) -> Option<Skipped> {
    Skipped::as_too_much(replacing.iter().map(Replacing::score_cost), indicators)
}

/// One line of all cards; `None` where what would stand in for it is a comparison with peers or changed as an outlier, so that it
/// depends on more than the values of the others.
pub(super) fn of<'a>(
    line: usize,
    leaf: &Indicator,
    cards: &[&Scorecard<'a>],
    replacing: &[Replacing<'_, 'a>],
) -> Option<Omission<'a>> {
    let is_imputed = leaf.missing.is_imputed();
    if is_imputed && (leaf.scale.relative().is_some() || leaf.outliers.is_some()) {
        return None;
    }
    let stand_ins = is_imputed.then(|| StandIns::of(leaf, line, cards));
    let mut omission = Omission { tried: 0, gaining: 0, largest: None };
    for (card, replacing) in cards.iter().zip(replacing) {
        let (Some(before), Some(own)) = (&card.value, card.lines.get(line)) else { continue };
        let Measurement::Known { share, .. } = &own.measurement else { continue };
        if share.compare(&Real::one()) != Some(Ordering::Less) {
            continue;
        }
        omission.tried += 1;
        let unreported = stand_ins.as_ref().and_then(|stand_ins| stand_in(leaf, own, card.region(), stand_ins));
        let after = replacing.score(line, &unreported.unwrap_or(Measurement::Unknown));
        // What cannot be told apart is no gain.
        let Some(after) = after.filter(|after| after.compare(before) == Some(Ordering::Greater)) else { continue };
        omission.gaining += 1;
        let points = after - before.clone();
        if omission.largest.as_ref().is_none_or(|largest| points.compare(&largest.points) == Some(Ordering::Greater)) {
            omission.largest = Some(Gain { region: card.region(), points });
        }
    }
    Some(omission)
}

/// What stands in for a line that is not reported; `None` where nothing does.
fn stand_in(leaf: &Indicator, line: &Line<'_>, region: &Region, stand_ins: &StandIns<'_>) -> Option<Measurement> {
    let value = stand_ins.without(region, &line.measured()?)?;
    let share = share_of(&leaf.scale, &value, &line.full, &[])?;
    let points = share.clone() * Real::from(line.full.clone());
    Some(Measurement::StandIn { share, points, arithmetic: String::new() })
}
