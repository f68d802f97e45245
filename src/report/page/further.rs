//! What further stages found of a round: how safe places are, and what would raise scores.

use crate::base::number::{Number, Rounding};
use crate::diagnostic::Language;
use crate::improvement;
use crate::report::RegionReport;
use crate::report::improvement::told;
use crate::robustness::Robustness;
use std::collections::BTreeMap;

/// The most steps that are listed for a region and system.
const STEPS: usize = 5;

/// What further stages found. Where there is nothing, the page says nothing of it.
#[derive(Debug, Default)]
pub struct Further {
    /// The best and the worst place at which a region was seen under other choices, by system and code.
    pub ranks: BTreeMap<(String, String), (usize, usize)>,
    /// What each region could do next, by its code, the most useful first.
    pub steps: BTreeMap<String, Vec<Step>>,
}

/// Something that a region could do next.
#[derive(Debug, Clone)]
pub struct Step {
    /// What, `[zh, en]`.
    pub told: [String; 2],
    /// The points that it brings; `None` where it makes the difference between a score and none.
    pub gain: Option<String>,
}

impl Further {
    /// What there is of a round.
    #[must_use]
    pub fn of(regions: &[RegionReport<'_>], robustness: &[Robustness<'_>]) -> Self {
        let place = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
        let ranks = robustness.iter().flat_map(|found| {
            found.standings.iter().filter_map(move |standing| {
                let seen = standing.seen?;
                let key = (found.system.id.clone(), standing.region.code.clone());
                Some((key, (place(seen.least), place(seen.most))))
            })
        });
        let steps = regions.iter().map(|report| (report.region.code.clone(), steps(report)));
        Self { ranks: ranks.collect(), steps: steps.filter(|(_, steps)| !steps.is_empty()).collect() }
    }
}

fn steps(report: &RegionReport<'_>) -> Vec<Step> {
    let steps = report.scores.iter().flat_map(|card| {
        let digits = card.system.digits;
        let gain = move |gain: &Number| gain.decimal(digits, Rounding::HalfEven);
        improvement::singles(card).into_iter().take(STEPS).map(move |single| Step {
            told: [Language::Zh, Language::En].map(|language| told(card, &single.change, language)),
            gain: single.gain.as_ref().map(|found| gain(found.low())),
        })
    });
    steps.collect()
}
