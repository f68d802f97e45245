//! Alternatives that change nothing, or that leave regions without a score.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::analysis as messages;
use crate::standard::Standard;
use crate::standard::indicator::{IndicatorSystem, Mean, Method, Peers, Scale, Uncertainty};
use crate::standard::trace::leaves;

/// Alternatives that are what the standard does already, and means of what may lie below zero.
pub(super) fn check(standard: &Standard) -> Vec<Diagnostic> {
    let systems = standard.systems.iter();
    let uncertain = systems.filter_map(|system| Some((system, system.uncertainty.as_ref()?)));
    uncertain
        .flat_map(|(system, uncertainty)| {
            let idle = idle(system, uncertainty).into_iter().map(|name| (&messages::ALTERNATIVE_IDLE, name));
            let unscored = unscored(system, uncertainty).into_iter();
            let found = idle.chain(unscored.map(|name| (&messages::ALTERNATIVE_UNSCORED, name)));
            let told = found.map(|(entry, name)| {
                Diagnostic::new(entry).with("id", &system.id).with("name", name).at(uncertainty.span)
            });
            told.collect::<Vec<_>>()
        })
        .collect()
}

fn idle(system: &IndicatorSystem, uncertainty: &Uncertainty) -> Vec<&'static str> {
    let leaves = leaves(&system.children);
    let aggregates = system.aggregates();
    let ways = uncertainty.aggregates.iter().filter(|other| {
        let other = other.aggregate();
        aggregates.iter().all(|(_, own)| **own == other)
    });
    let policies = uncertainty
        .missing
        .iter()
        .filter(|other| leaves.iter().all(|leaf| leaf.missing == **other && !other.is_imputed()));
    let scales = uncertainty.scales.iter().filter(|method| {
        let mut relative = leaves.iter().filter(|leaf| leaf.scale != Scale::Pass).map(|leaf| leaf.scale.relative());
        let is_own = |among: &Peers| system.ranking.as_ref().is_some_and(|ranking| ranking.among == *among);
        relative.all(|own| own.is_some_and(|own| own.method == **method && is_own(&own.among)))
    });
    let treated = leaves.iter().any(|leaf| leaf.outliers.is_some());
    let untreated = (uncertainty.without_outliers && !treated).then_some("none");
    let words = ways.map(|way| way.keyword()).chain(policies.map(|policy| policy.keyword()));
    words.chain(scales.map(|method| method.keyword())).chain(untreated).collect()
}

/// The other ways to put together that standard scores may not have.
fn unscored(system: &IndicatorSystem, uncertainty: &Uncertainty) -> Vec<&'static str> {
    let own = leaves(&system.children).into_iter().any(|leaf| !leaf.scale.is_bounded());
    if !own && !uncertainty.scales.contains(&Method::ZScore) {
        return Vec::new();
    }
    let own = system.aggregates();
    let is_taken =
        |mean: &Mean| uncertainty.aggregates.contains(mean) || own.iter().any(|(_, own)| **own == mean.aggregate());
    [Mean::Geometric, Mean::Harmonic].into_iter().filter(is_taken).map(Mean::keyword).collect()
}
