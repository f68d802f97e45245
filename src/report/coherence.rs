//! What a round says of the indicator systems themselves, as a part of the JSON report.

use crate::coherence::{Coherence, Indicator};
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
        }
    }
}

fn indicator(indicator: &Indicator<'_>) -> IndicatorEntry {
    IndicatorEntry {
        id: indicator.id.to_owned(),
        known: indicator.known,
        missing: indicator.missing,
        not_applicable: indicator.not_applicable,
        constant: indicator.constant.as_ref().map(ToString::to_string),
        against_group: indicator.against_group,
        nominal: indicator.nominal.to_string(),
        effective: indicator.effective.as_ref().map(ToString::to_string),
        cliff: indicator
            .cliff
            .as_ref()
            .map(|cliff| CliffEntry { edge: cliff.edge.to_string(), regions: cliff.regions }),
    }
}
