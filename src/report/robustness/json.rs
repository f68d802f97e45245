//! How safe places are, as a part of the JSON report.
//!
//! Parts and means are made of draws; four decimal places of them are kept.

use super::wording;
use crate::diagnostic::Language;
use crate::report::json::RankingPlace;
use crate::robustness::{Influence, Neighbours, Robustness, Seen, Sensitivity, Shares, Standing};
use schemars::JsonSchema;
use serde::Serialize;

/// How safe the places in one system are.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RobustnessEntry {
    /// The system's id.
    pub system: String,
    /// What was varied and how, in the language of the report.
    pub method: String,
    /// How many draws were made; where weights stay, how many combinations of choices there are.
    pub draws: u32,
    /// From where the draws start; `null` where all combinations were counted.
    pub seed: Option<u64>,
    /// By which part of itself each weight may be greater or less, exact; `null` where weights stay.
    pub within: Option<String>,
    /// What could be chosen instead of the standard's own.
    pub alternatives: Vec<AlternativesEntry>,
    /// One entry per region that the system scores: those with a place first, in the order of their places.
    pub regions: Vec<StandingEntry>,
    /// Neighbours in the ranking, and how often each is before the other.
    pub neighbours: Vec<NeighboursEntry>,
    /// Of how many pairs of regions no weights change the order; `null` where that cannot be proved.
    pub certain_pairs: Option<PairsEntry>,
    /// Why nothing is proved, in the language of the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncertified: Option<String>,
    /// Which choice matters most; `null` where there is but one.
    pub sensitivity: Option<SensitivityEntry>,
}

/// What could be chosen instead.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AlternativesEntry {
    /// `aggregate`, `missing`, `scale` or `outliers`.
    pub choice: String,
    /// The keywords of the alternatives.
    pub others: Vec<String>,
}

/// How safe the place of one region is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StandingEntry {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its place by the standard; `null` where it has none.
    pub place: Option<RankingPlace>,
    /// Where it was seen; `null` where it never had a place.
    pub seen: Option<SeenEntry>,
    /// Between which places no weights lead beyond, all other choices being the standard's; `null` where that cannot be proved.
    pub certain: Option<RangeEntry>,
}

/// The places at which a region was seen.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SeenEntry {
    /// In how many draws it had a place.
    pub draws: u32,
    /// The best place.
    pub least: u32,
    /// The worst place.
    pub most: u32,
    /// The place that it reached, or was better than, in 5 % of the draws.
    pub p5: u32,
    /// The same for 50 %.
    pub p50: u32,
    /// The same for 95 %.
    pub p95: u32,
    /// The mean of its places.
    pub mean: f64,
}

/// Places from one to another.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RangeEntry {
    /// The best place.
    pub least: u32,
    /// The worst place.
    pub most: u32,
}

/// Two regions next to each other.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NeighboursEntry {
    /// The code of the one before.
    pub first: String,
    /// The code of the one behind, or in the same place.
    pub second: String,
    /// In how many draws both had a place.
    pub draws: u32,
    /// In which part of them the first was before the second; `null` of no draws.
    pub first_wins: Option<f64>,
    /// In which part of them the second was before the first; in the others they were equal.
    pub second_wins: Option<f64>,
}

/// Counts of pairs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PairsEntry {
    /// All pairs that are ranked together.
    pub all: usize,
    /// Those whose order no weights change.
    pub certain: usize,
}

/// Which choice matters most.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SensitivityEntry {
    /// Whether all cases were counted; otherwise parts have an error bar.
    pub exact: bool,
    /// The parts in how far places move, in the mean over regions.
    pub places: InfluencesEntry,
    /// The parts in how far scores move, in the mean over regions.
    pub scores: InfluencesEntry,
}

/// The parts of the choices in one result.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InfluencesEntry {
    /// `known`; `nothing` where nothing varies; `too-few-draws` where an estimate came out as it cannot be.
    pub state: String,
    /// Each choice; none unless known.
    pub choices: Vec<InfluenceEntry>,
}

/// The parts of one choice.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InfluenceEntry {
    /// `aggregate`, `missing`, `scale`, `outliers` or `weights`.
    pub choice: String,
    /// The part of the variance that it makes by itself.
    pub first: f64,
    /// Half of the width of its error bar at 95 %; 0 where exact.
    pub first_error: f64,
    /// The part that it makes by itself or together with others.
    pub total: f64,
    /// Half of the width of its error bar at 95 %; 0 where exact.
    pub total_error: f64,
}

impl RobustnessEntry {
    /// The entry of a system.
    #[must_use]
    pub fn of(robustness: &Robustness<'_>, language: Language) -> Self {
        let uncertainty = robustness.uncertainty;
        let pairs = robustness.certain_pairs.as_ref();
        let alternatives = wording::alternatives(robustness, Language::En).into_iter();
        Self {
            system: robustness.system.id.clone(),
            method: wording::method(robustness, language),
            draws: robustness.draws,
            seed: uncertainty.within.as_ref().map(|_| uncertainty.seed),
            within: uncertainty.within.as_ref().map(ToString::to_string),
            alternatives: alternatives
                .map(|(choice, others)| AlternativesEntry {
                    choice: choice.keyword().to_owned(),
                    others: others.into_iter().map(str::to_owned).collect(),
                })
                .collect(),
            regions: robustness.standings.iter().map(standing).collect(),
            neighbours: robustness.neighbours.iter().map(neighbours).collect(),
            certain_pairs: pairs.ok().map(|pairs| PairsEntry { all: pairs.all, certain: pairs.certain }),
            uncertified: pairs.err().map(|reason| wording::uncertified(*reason, language).to_owned()),
            sensitivity: robustness.sensitivity.as_ref().map(sensitivity),
        }
    }
}

fn standing(standing: &Standing<'_>) -> StandingEntry {
    StandingEntry {
        code: standing.region.code.clone(),
        name: standing.region.name.clone(),
        place: standing.rank.map(|rank| rank.place.into()),
        seen: standing.seen.as_ref().map(seen),
        certain: standing.certain.map(|(least, most)| RangeEntry { least, most }),
    }
}

fn seen(seen: &Seen) -> SeenEntry {
    SeenEntry {
        draws: seen.draws,
        least: seen.least,
        most: seen.most,
        p5: seen.fifth,
        p50: seen.median,
        p95: seen.ninety_fifth,
        mean: kept(seen.mean),
    }
}

fn neighbours(neighbours: &Neighbours<'_>) -> NeighboursEntry {
    let wins = neighbours.wins;
    let part = |count: u32| (wins.draws > 0).then(|| kept(f64::from(count) / f64::from(wins.draws)));
    NeighboursEntry {
        first: neighbours.first.code.clone(),
        second: neighbours.second.code.clone(),
        draws: wins.draws,
        first_wins: part(wins.first_wins),
        second_wins: part(wins.second_wins),
    }
}

fn sensitivity(sensitivity: &Sensitivity) -> SensitivityEntry {
    SensitivityEntry {
        exact: sensitivity.is_exact,
        places: influences(&sensitivity.places),
        scores: influences(&sensitivity.scores),
    }
}

fn influences(influence: &Influence) -> InfluencesEntry {
    let (state, parts) = match influence {
        Influence::Known(parts) => ("known", parts.as_slice()),
        Influence::Nothing => ("nothing", &[][..]),
        Influence::TooFewDraws => ("too-few-draws", &[][..]),
    };
    let choices = parts.iter().map(|(choice, Shares { first, total, .. })| InfluenceEntry {
        choice: choice.keyword().to_owned(),
        first: kept(first.value),
        first_error: kept(first.error),
        total: kept(total.value),
        total_error: kept(total.error),
    });
    InfluencesEntry { state: state.to_owned(), choices: choices.collect() }
}

/// A number with four decimal places; never a zero below zero.
fn kept(number: f64) -> f64 {
    libm::round(number * 10_000.0) / 10_000.0 + 0.0
}
