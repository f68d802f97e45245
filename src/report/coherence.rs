//! What a round says of the indicator systems themselves, as a part of the JSON report.

use super::json::RankingPlace;
use crate::coherence::{Coherence, Indicator, LeftOut, Omission, Skipped};
use crate::diagnostic::Language;
use schemars::JsonSchema;
use serde::Serialize;

/// What the round says of one system.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CoherenceEntry {
    /// The system's id.
    pub system: String,
    /// How many regions it scores.
    pub regions: usize,
    /// Of how many everything is known that applies to them.
    pub complete: usize,
    /// Its indicators, in order.
    pub indicators: Vec<IndicatorEntry>,
    /// Pairs within a group that go together: the square of their correlation is above 0.81.
    pub pairs: Vec<PairEntry>,
    /// Pairs of which one reads nothing but what the other reads.
    pub doubled: Vec<DoubledEntry>,
    /// Why no indicator is left out: `unranked`, `too-few-ranked` or `too-much-work`; absent where each is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out_skipped: Option<String>,
    /// Why nobody is asked whether silence pays: `too-much-work`; absent where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub omission_skipped: Option<String>,
}

/// What the round says of one indicator.
#[derive(Debug, Serialize, JsonSchema)]
pub struct IndicatorEntry {
    /// Its id.
    pub id: String,
    /// Of how many regions it is known.
    pub known: usize,
    /// Of how many it is not reported.
    pub missing: usize,
    /// The part of those to whom it applies that do not report it, exact.
    pub missing_share: String,
    /// To how many it does not apply.
    pub not_applicable: usize,
    /// The one share of its points that all have of whom it is known, exact; absent where they differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constant: Option<String>,
    /// Whether it falls where its group rises.
    pub against_group: bool,
    /// Its part of the points of all indicators, exact.
    pub nominal: String,
    /// Its part of the variance of the sum of points, exact; absent where too few regions are complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    /// The edge just below which several regions lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cliff: Option<CliffEntry>,
    /// The round without it; absent where no indicator of the system is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out: Option<LeftOutEntry>,
    /// Who would gain by not reporting it; absent where that was not asked, or what would stand in for it depends on more than the
    /// values of the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub omission: Option<OmissionEntry>,
}

/// A round without one indicator, with the weights that the system gives the others then.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeftOutEntry {
    /// Whether nobody's place depends on the indicator.
    pub decides_nothing: bool,
    /// How many regions have a place both with it and without it.
    pub compared: usize,
    /// How many of them have another place without it.
    pub moved: usize,
    /// Over how many places they move on average, exact; those that stay count.
    pub mean_move: String,
    /// The move over the most places; absent where nobody moves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub largest_move: Option<MoveEntry>,
    /// How many have a place only with it.
    pub lost: usize,
    /// How many have a place only without it.
    pub gained: usize,
}

/// A region that moves.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MoveEntry {
    /// Its code.
    pub region: String,
    /// Its place with the indicator.
    pub from: RankingPlace,
    /// Its place without it.
    pub to: RankingPlace,
}

/// What not reporting an indicator would do, as its missing policy has it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OmissionEntry {
    /// How many regions have a score and know the indicator below its full points.
    pub tried: usize,
    /// How many of them would have a higher score without reporting it.
    pub gaining: usize,
    /// The largest gain; absent where nobody gains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub largest_gain: Option<GainEntry>,
}

/// What a region gains.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GainEntry {
    /// Its code.
    pub region: String,
    /// By how much its score would rise, exact, or after `≈`.
    pub points: String,
}

/// Several regions just below the edge of a step.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CliffEntry {
    /// The value at which the step begins, exact.
    pub edge: String,
    /// How many regions lie just below it.
    pub regions: usize,
}

/// Two indicators that go together.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PairEntry {
    /// Their titles.
    pub titles: [String; 2],
    /// The square of their correlation, exact.
    pub square: String,
    /// Whether one falls where the other rises.
    pub opposed: bool,
    /// Over how many regions.
    pub regions: usize,
}

/// Two lines of which one reads nothing but what the other reads.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DoubledEntry {
    /// Their titles.
    pub titles: [String; 2],
    /// The fields that they have in common, as `record.name`.
    pub fields: Vec<String>,
}

impl CoherenceEntry {
    /// The entry of a system.
    #[must_use]
    pub fn of(coherence: &Coherence<'_>, language: Language) -> Self {
        let pairs = coherence.pairs.iter().map(|pair| PairEntry {
            titles: pair.titles.map(|title| title.text(language).to_owned()),
            square: pair.square.to_string(),
            opposed: pair.opposed,
            regions: pair.regions,
        });
        let doubled = coherence.doubled.iter().map(|doubled| DoubledEntry {
            titles: doubled.titles.map(|title| title.text(language).to_owned()),
            fields: doubled.fields.iter().map(|(record, name)| format!("{record}.{name}")).collect(),
        });
        Self {
            system: coherence.system.id.clone(),
            regions: coherence.regions,
            complete: coherence.complete,
            indicators: coherence.indicators.iter().map(indicator).collect(),
            pairs: pairs.collect(),
            doubled: doubled.collect(),
            left_out_skipped: coherence.left_out_skipped.map(word),
            omission_skipped: coherence.omission_skipped.map(word),
        }
    }
}

fn word(skipped: Skipped) -> String {
    skipped.keyword().to_owned()
}

fn indicator(indicator: &Indicator<'_>) -> IndicatorEntry {
    IndicatorEntry {
        id: indicator.id.to_owned(),
        known: indicator.known,
        missing: indicator.missing,
        missing_share: indicator.missing_share().to_string(),
        not_applicable: indicator.not_applicable,
        constant: indicator.constant.as_ref().map(ToString::to_string),
        against_group: indicator.against_group,
        nominal: indicator.nominal.to_string(),
        effective: indicator.effective.as_ref().map(ToString::to_string),
        cliff: indicator
            .cliff
            .as_ref()
            .map(|cliff| CliffEntry { edge: cliff.edge.to_string(), regions: cliff.regions }),
        left_out: indicator.left_out.as_ref().map(left_out),
        omission: indicator.omission.as_ref().map(omission),
    }
}

fn left_out(left_out: &LeftOut<'_>) -> LeftOutEntry {
    let largest = left_out.largest;
    LeftOutEntry {
        decides_nothing: left_out.decides_nothing(),
        compared: left_out.compared,
        moved: left_out.moved,
        mean_move: left_out.mean.to_string(),
        largest_move: largest.map(|own| MoveEntry {
            region: own.region.code.clone(),
            from: own.from.into(),
            to: own.to.into(),
        }),
        lost: left_out.lost,
        gained: left_out.gained,
    }
}

fn omission(omission: &Omission<'_>) -> OmissionEntry {
    let largest = omission.largest.as_ref();
    OmissionEntry {
        tried: omission.tried,
        gaining: omission.gaining,
        largest_gain: largest
            .map(|gain| GainEntry { region: gain.region.code.clone(), points: gain.points.to_string() }),
    }
}
