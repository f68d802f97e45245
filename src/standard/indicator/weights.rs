//! From the weights as they are written to points: those of children make up their parent's exactly.

use super::super::text::Text;
use super::{Branch, Weighting};
use crate::base::number::Number;
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Span};

/// Gives everything below a node of so many points its own.
pub fn distribute(
    id: &str,
    whole: &Number,
    weighting: Weighting,
    children: &mut [Branch<Text>],
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let before = diagnostics.len();
    for child in children.iter() {
        let (own, given, place) = named(child);
        let wrong = match (weighting, given) {
            (Weighting::Equal, Some(_)) => Some(&messages::WEIGHT_WRITTEN),
            (Weighting::Points | Weighting::Ratio, None) => Some(&messages::WEIGHT_NEEDED),
            (_, Some(given)) if *given <= Number::zero() => Some(&messages::NOT_POSITIVE),
            _ => None,
        };
        diagnostics.extend(wrong.map(|entry| Diagnostic::new(entry).with("name", own).at(place)));
    }
    // A sum with a wrong weight in it is wrong by that.
    if diagnostics.len() > before {
        return;
    }
    let written = |child: &Branch<Text>| named(child).1.cloned().unwrap_or_else(Number::one);
    let sum = children.iter().fold(Number::zero(), |sum, child| sum + written(child));
    if weighting == Weighting::Points && sum != *whole {
        diagnostics
            .push(Diagnostic::new(&messages::WEIGHTS).with("name", id).with("sum", &sum).with("total", whole).at(span));
        return;
    }
    let unit = match weighting {
        Weighting::Points => Number::one(),
        Weighting::Ratio | Weighting::Equal => whole.checked_div(&sum).unwrap_or_else(Number::zero),
    };
    // The tree is as deep as the front end lets blocks nest.
    for child in children {
        let points = written(child) * unit.clone();
        match child {
            Branch::Indicator(leaf) => leaf.weight = points,
            Branch::Group(group) => {
                group.weight = points.clone();
                distribute(&group.id, &points, group.weighting, &mut group.children, group.span, diagnostics);
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
