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
    pub weighting: Weighting,
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
        let wrong = match (whole.weighting, given) {
            (Weighting::Equal, Some(_)) => Some(&messages::WEIGHT_WRITTEN),
            (Weighting::Points | Weighting::Ratio, None) => Some(&messages::WEIGHT_NEEDED),
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
    if is_known && whole.weighting == Weighting::Points && sum != *total {
        let wrong = Diagnostic::new(&messages::WEIGHTS).with("name", whole.id).with("sum", &sum).with("total", total);
        diagnostics.push(wrong.at(whole.span));
    }
    let unit = match whole.weighting {
        Weighting::Points => Number::one(),
        Weighting::Ratio | Weighting::Equal => total.checked_div(&sum).unwrap_or_else(Number::zero),
    };
    // The tree is as deep as the front end lets blocks nest.
    for child in children {
        let points = written(child) * unit.clone();
        match child {
            Branch::Indicator(leaf) => leaf.weight = points,
            Branch::Group(group) => {
                let Group { id, weighting, span, children, weight, .. } = &mut **group;
                let whole = Whole { id, points: &points, weighting: *weighting, span: *span };
                distribute(&whole, children, incomplete, diagnostics);
                *weight = points;
            }
        }
    }
}

fn named(child: &Branch<Text>) -> (&str, Option<&Number>, Span) {
    match child {
        Branch::Group(group) => (&group.id, group.given.as_ref(), group.span),
        Branch::Indicator(leaf) => (&leaf.id, leaf.given.as_ref(), leaf.span),
    }
}
