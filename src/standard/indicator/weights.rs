//! From the weights as they are written to points: those of children make up their parent's exactly.

use super::super::text::Text;
use super::{Branch, Group, Weighting};
use crate::base::number::Number;
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Span};
use std::collections::BTreeSet;

/// A node that has children.
pub struct Whole<'w> {
    /// Its id.
    pub id: &'w str,
    /// Its points.
    pub points: &'w Number,
    /// What the weights of its children are.
    pub weighting: &'w Weighting,
    /// Where it is declared.
    pub span: Span,
}

/// Gives everything below a node its points. Of the children of nodes that are `incomplete`, nobody knows the sum.
pub fn distribute(
    whole: &Whole<'_>,
    children: &mut [Branch<Text>],
    incomplete: &BTreeSet<Span>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let before = diagnostics.len();
    for child in children.iter() {
        let (own, given, place) = named(child);
        let wrong = match (whole.weighting.is_written(), given) {
            (false, Some(_)) => Some(&messages::WEIGHT_WRITTEN),
            (true, None) => Some(&messages::WEIGHT_NEEDED),
            (_, Some(given)) if *given <= Number::zero() => Some(&messages::NOT_POSITIVE),
            _ => None,
        };
        diagnostics.extend(wrong.map(|entry| Diagnostic::new(entry).with("name", own).at(place)));
    }
    let written = |child: &Branch<Text>| named(child).1.cloned().unwrap_or_else(Number::one);
    let sum = children.iter().fold(Number::zero(), |sum, child| sum + written(child));
    let total = whole.points;
    // A sum with a wrong weight in it is wrong by that.
    let is_known = diagnostics.len() == before && !incomplete.contains(&whole.span);
    if is_known && *whole.weighting == Weighting::Points && sum != *total {
        let wrong = Diagnostic::new(&messages::WEIGHTS).with("name", whole.id).with("sum", &sum).with("total", total);
        diagnostics.push(wrong.at(whole.span));
    }
    if let Weighting::Objective(objective) = whole.weighting
        && !incomplete.contains(&whole.span)
    {
        objective.check(children, whole.span, diagnostics);
    }
    let shares = match whole.weighting {
        Weighting::Points => None,
        Weighting::Ratio | Weighting::Equal | Weighting::Objective(_) => {
            Some(children.iter().map(|child| written(child).checked_div(&sum).unwrap_or_default()).collect())
        }
        // Of what cannot be read, nobody knows whether it was compared.
        _ if !is_known => Some(Vec::new()),
        Weighting::Judged(judged) => Some(judged.weights(&ids(children), diagnostics).unwrap_or_default()),
        Weighting::Allotted(allotted) => Some(allotted.weights(&ids(children), diagnostics).unwrap_or_default()),
    };
    // The tree is as deep as the front end lets blocks nest.
    for (index, child) in children.iter_mut().enumerate() {
        let points = match &shares {
            None => written(child),
            Some(shares) => total.clone() * shares.get(index).cloned().unwrap_or_default(),
        };
        match child {
            Branch::Indicator(leaf) => leaf.weight = points,
            Branch::Group(group) => {
                let Group { id, weighting, span, children, weight, .. } = &mut **group;
                let whole = Whole { id, points: &points, weighting, span: *span };
                distribute(&whole, children, incomplete, diagnostics);
                *weight = points;
            }
        }
    }
}

fn ids(children: &[Branch<Text>]) -> Vec<&str> {
    children.iter().map(|child| named(child).0).collect()
}

fn named(child: &Branch<Text>) -> (&str, Option<&Number>, Span) {
    match child {
        Branch::Group(group) => (&group.id, group.given.as_ref(), group.span),
        Branch::Indicator(leaf) => (&leaf.id, leaf.given.as_ref(), leaf.span),
    }
}
