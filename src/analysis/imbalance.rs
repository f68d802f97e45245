//! Penalties for imbalance under which a better fact can cost points.

use crate::base::number::Number;
use crate::diagnostic::catalogue::analysis as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::standard::Standard;
use crate::standard::indicator::{Aggregate, Branch, Weighting};

/// What is put together so that more of one part can make less of the whole, with the part of which that holds first: that with the
/// least weight.
pub(super) fn check(standard: &Standard) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for system in &standard.systems {
        found.extend(falling(&system.id, &system.aggregate, &system.weighting, &system.children, system.span));
        below(&system.children, &mut found);
    }
    found
}

// The tree is as deep as the front end lets blocks nest.
fn below(children: &[Branch], found: &mut Vec<Diagnostic>) {
    for child in children {
        let Branch::Group(group) = child else { continue };
        let own = group.aggregate.as_ref();
        found.extend(own.and_then(|own| falling(&group.id, own, &group.weighting, &group.children, group.span)));
        below(&group.children, found);
    }
}

fn falling(
    id: &str,
    aggregate: &Aggregate,
    weighting: &Weighting,
    children: &[Branch],
    span: Span,
) -> Option<Diagnostic> {
    let imbalance = aggregate.imbalance()?;
    let mut parts = Vec::new();
    gather(children, weighting, &mut parts);
    let sum: Number = parts.iter().map(|(_, weight, _)| (*weight).clone()).sum();
    let (part, weight, _) = parts.iter().min_by(|(_, one, _), (_, other, _)| one.cmp(other))?;
    // Weights that values decide may be as small as nothing.
    let is_open = parts.len() > 1 && parts.iter().any(|(.., is_open)| *is_open);
    let may_fall = is_open || imbalance.may_fall(weight, &sum);
    let message = Diagnostic::new(&messages::BETTER_MAY_COST).with("id", id).with("part", part).at(span);
    may_fall.then_some(message)
}

/// What is put together, with weights, and whether values decide them: groups without a figure of their own only gather.
// The tree is as deep as the front end lets blocks nest.
fn gather<'s>(children: &'s [Branch], weighting: &Weighting, parts: &mut Vec<(&'s str, &'s Number, bool)>) {
    for child in children {
        match child {
            Branch::Group(group) if group.aggregate.is_none() => gather(&group.children, &group.weighting, parts),
            _ => parts.push((child.id(), child.weight(), matches!(weighting, Weighting::Objective(_)))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::probe::texts;

    fn system(aggregate: &str, weights: &[u32]) -> String {
        let indicator = |(at, weight): (usize, &u32)| {
            format!(
                "indicator \"i{at}\" \"指标\" weight={weight} {{ measure \"ratio\"; scale \"linear\" from=0 to=1 }}"
            )
        };
        let indicators: Vec<String> = weights.iter().enumerate().map(indicator).collect();
        format!(
            "indicators \"sys\" \"体系\" total=100 {{ weights \"ratio\"; aggregate {aggregate}; {} }}",
            indicators.join("; ")
        )
    }

    #[test]
    fn a_better_fact_can_cost_points() {
        let told = |aggregate: &str, weights: &[u32]| texts("GJ6036", &system(aggregate, weights));
        // √((Σw − w) ÷ w) is 1 of two equal parts, √3 of the lesser of 3 to 1, √2 of three.
        for (penalty, weights, may_fall) in [
            ("1", &[1, 1][..], false),
            ("1.01", &[1, 1], true),
            ("0.57", &[3, 1], false),
            ("0.58", &[3, 1], true),
            ("0.7", &[1, 1, 1], false),
            ("0.71", &[1, 1, 1], true),
        ] {
            let told = told(&format!("\"mean-less-deviation\" penalty={penalty}"), weights);
            assert_eq!(!told.is_empty(), may_fall, "{penalty} {weights:?}");
        }
        assert!(told("\"mazziotta-pareto\"", &[1, 1]).is_empty());
        assert_eq!(
            told("\"mazziotta-pareto\"", &[2, 3]),
            ["in `sys`, what is uneven costs points: where `i0` is far above the rest, more of it lowers the score"]
        );
        assert!(told("\"geometric\"", &[1, 1, 1]).is_empty());
    }
}
