//! Scales against what their measures can come to, and against what rules say of the same facts.

use super::domains::Declared;
use super::measures::{Measured, measured};
use super::overlaps::Finding;
use super::subject::Subject;
use crate::base::number::Number;
use crate::diagnostic::catalogue::analysis as messages;
use crate::diagnostic::{Diagnostic, Entry, Remark};
use crate::expr::symbolic::{Bound, Claim, Interval, Quantity};
use crate::standard::Standard;
use crate::standard::indicator::{IndicatorSystem, Scale};
use crate::standard::selector::Selector;
use crate::standard::trace::{leaves, read_by};

/// Points that nobody or everybody gets, steps out of order or out of reach, and scales that run against the rules.
pub(super) fn check(subject: &Subject<'_>) -> Option<Vec<Diagnostic>> {
    let standard = subject.standard;
    let domains = Declared(standard);
    let mut found = Vec::new();
    for system in &standard.systems {
        for line in measured(system) {
            subject.is_wanted()?;
            let quantity = Quantity::of(line.measure, &domains);
            // A constant measure is a finding of its own, of which the others would only be consequences.
            let Some(scale) = line.scale.filter(|_| quantity.interval().only().is_none()) else { continue };
            let before = found.len();
            if let Scale::Step(steps) = scale {
                check_steps(&line, steps, &quantity, &mut found);
            }
            let full = Claim::any(values(scale, Share::Full).iter().map(|interval| quantity.within(interval)));
            let none = Claim::any(values(scale, Share::None).iter().map(|interval| quantity.within(interval)));
            let (no_full, no_none) = (full.is_impossible(), none.is_impossible());
            if no_full {
                found.push(ranged(&messages::MAXIMUM_UNREACHABLE, &line, &quantity));
            }
            if no_none {
                found.push(ranged(&messages::MINIMUM_UNREACHABLE, &line, &quantity));
            }
            if found.len() == before {
                let (binds, some) = (binds_of(system, line.id), none.denied());
                let reads = read_by(standard, std::iter::once(line.measure));
                let related = subject.outcomes.iter().filter(|rule| !reads.is_disjoint(&rule.reads));
                found.extend(related.filter_map(|rule| against(&line, &full, &some, rule, standard, &binds)));
            }
        }
    }
    Some(found)
}

fn ranged(entry: &'static Entry, line: &Measured<'_>, quantity: &Quantity) -> Diagnostic {
    Diagnostic::new(entry).with("id", line.id).with("range", shown(&quantity.interval())).at(line.measure.span())
}

/// An interval as people write it: `[0, 1)`, `[0, ∞)`.
pub(super) fn shown(interval: &Interval) -> String {
    let low = match &interval.low {
        Some(Bound { value, closed: true }) => format!("[{value}"),
        Some(Bound { value, closed: false }) => format!("({value}"),
        None => "(−∞".to_owned(),
    };
    let high = match &interval.high {
        Some(Bound { value, closed: true }) => format!("{value}]"),
        Some(Bound { value, closed: false }) => format!("{value})"),
        None => "∞)".to_owned(),
    };
    format!("{low}, {high}")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    Full,
    None,
}

/// The values that get all of the points, or none.
fn values(scale: &Scale, share: Share) -> Vec<Interval> {
    let wanted = if share == Share::Full { Number::one() } else { Number::zero() };
    match scale {
        Scale::Pass => vec![Interval::point(wanted)],
        // What peers report decides who gets all.
        Scale::Relative(_) => vec![Interval::all()],
        Scale::Anchors(points) => {
            let held = points.iter().filter(|(_, share)| *share == wanted).map(|(at, _)| Interval::point(at.clone()));
            let outer = |end: Option<&(Number, Number)>, interval: fn(Number) -> Interval| {
                end.filter(|(_, share)| *share == wanted).map(|(at, _)| interval(at.clone()))
            };
            let above = outer(points.first(), Interval::at_least);
            held.chain(above).chain(outer(points.last(), Interval::at_most)).collect()
        }
        Scale::Efficacy { from, to, base } => {
            // Where the line through both meets 0.
            let reach = (to.clone() - from.clone()).checked_div(&(Number::one() - base.clone())).unwrap_or_default();
            let end = if share == Share::Full { to.clone() } else { to.clone() - reach };
            let rises = (share == Share::Full) == (to > from);
            vec![if rises { Interval::at_least(end) } else { Interval::at_most(end) }]
        }
        Scale::Deduct { .. } if share == Share::Full => vec![Interval::at_most(Number::zero())],
        // How many points there are is the system's matter.
        Scale::Deduct { .. } => vec![Interval::all()],
        Scale::Linear { from, to } | Scale::Logarithmic { from, to } => {
            let (end, rises) = if share == Share::Full { (to, to > from) } else { (from, from > to) };
            vec![if rises { Interval::at_least(end.clone()) } else { Interval::at_most(end.clone()) }]
        }
        Scale::Step(steps) => {
            let below = steps.last().map(|(lowest, _)| (Interval::below(lowest.clone()), Number::zero()));
            let all = ranges(steps).into_iter().zip(steps.iter().map(|(_, share)| share.clone())).chain(below);
            all.filter(|(_, share)| *share == wanted).map(|(interval, _)| interval).collect()
        }
    }
}

/// The values of each step: from its own to the one above.
fn ranges(steps: &[(Number, Number)]) -> Vec<Interval> {
    let above = std::iter::once(None).chain(steps.iter().map(|(at, _)| Some(at)));
    let range = |((at, _), above): (&(Number, Number), Option<&Number>)| {
        let high = above.map(|above| Bound { value: above.clone(), closed: false });
        Interval { high, ..Interval::at_least(at.clone()) }
    };
    steps.iter().zip(above).map(range).collect()
}

/// Steps stand with falling values; their shares fall too, or all rise.
fn check_steps(line: &Measured<'_>, steps: &[(Number, Number)], quantity: &Quantity, found: &mut Vec<Diagnostic>) {
    let at = |entry: &'static Entry| Diagnostic::new(entry).with("id", line.id).at(line.span);
    let shares = || steps.iter().map(|(_, share)| share);
    let lowest = steps.last().map(|(lowest, _)| lowest);
    if !shares().is_sorted() && !shares().is_sorted_by(|above, below| above >= below) {
        found.push(at(&messages::UNEVEN_STEPS));
        return;
    }
    let rises_downwards =
        shares().is_sorted() && steps.first().map(|(_, share)| share) < steps.last().map(|(_, share)| share);
    if let Some(lowest) = lowest
        && rises_downwards
        && !quantity.within(&Interval::below(lowest.clone())).is_impossible()
    {
        found.push(at(&messages::STEPS_FALL_THROUGH).with("lowest", lowest));
    }
    let mut below: Option<&Number> = None;
    for ((value, share), range) in steps.iter().zip(ranges(steps)).rev() {
        // Full points out of reach are a finding of the whole scale.
        if *share != Number::one() && quantity.within(&range).is_impossible() {
            let range = shown(&quantity.interval());
            found.push(at(&messages::STEP_UNREACHABLE).with("at", value).with("range", range));
        } else if below == Some(share) {
            found.push(at(&messages::STEP_IDLE).with("at", value));
        }
        below = Some(share);
    }
}

fn binds_of<'s>(system: &'s IndicatorSystem, id: &str) -> Vec<&'s Selector> {
    let leaf = leaves(&system.children).into_iter().find(|leaf| leaf.id == id);
    std::iter::once(&system.binds).chain(leaf.map(|leaf| &leaf.binds)).collect()
}

/// A scale that pays only for a rule's problem, or never for what a rule praises: `full` is true where it gives all points, `some`
/// where it gives any.
fn against(
    line: &Measured<'_>,
    full: &Claim,
    some: &Claim,
    rule: &Finding<'_>,
    standard: &Standard,
    binds: &[&Selector],
) -> Option<Diagnostic> {
    let (entry, contrary) = match rule.keyword {
        "problem-when" => (&messages::FULL_FOR_PROBLEM, Claim::all([full.clone(), rule.denied.clone()])),
        "good-when" => (&messages::NONE_FOR_GOOD, Claim::all([rule.holds.clone(), some.clone()])),
        _ => return None,
    };
    let mut regions = standard.registry.regions().iter();
    let meet = regions.any(|region| rule.rule.binds.selects(region) && binds.iter().all(|binds| binds.selects(region)));
    if !meet || !contrary.is_impossible() {
        return None;
    }
    let found = Diagnostic::new(entry).with("id", line.id).with("rule", &rule.rule.id);
    Some(found.at(line.span).remark(rule.rule.span, Remark::Via))
}

#[cfg(test)]
mod tests {
    use super::super::probe::{finds, indicator, rule, texts};

    fn scaled(measure: &str, scale: &str) -> String {
        indicator(&format!("measure \"{measure}\"; scale {scale}"))
    }

    #[test]
    fn full_points_out_of_reach_are_found() {
        let unreachable = [
            ("rating", "\"linear\" from=1 to=6"),
            ("staff / 200", "\"linear\" from=0 to=1"),
            ("items.share(i, i.kind == 'new')", "\"linear\" from=0 to=2"),
            ("present / (present + staff)", "\"linear\" from=0 to=1.5"),
            ("items.count(i, i.days < 3)", "\"linear\" from=10 to=-1"),
            ("items.map(i, i.kind).distinct().size()", "\"linear\" from=0 to=3"),
            ("rating", "\"step\" { at 6 share=1; at 2 share=0.5 }"),
            ("rating", "\"step\" { at 4 share=0.8; at 2 share=0.5 }"),
            ("stage == 'open' ? 0.5 : 0", "\"linear\" from=0 to=1"),
        ];
        for (measure, scale) in unreachable {
            assert!(finds("GJ6010", &scaled(measure, scale)), "{measure}, {scale}");
        }
        let reachable = [
            ("rating", "\"linear\" from=1 to=5"),
            ("present / max(staff, 1)", "\"linear\" from=0 to=1"),
            ("ratio", "\"linear\" from=0 to=2"),
            ("items.share(i, i.kind == 'new')", "\"linear\" from=0 to=1"),
            ("items.sum(i, i.days)", "\"linear\" from=0 to=1000"),
            ("rating", "\"step\" { at 5 share=1; at 2 share=0.5 }"),
            ("open", "\"pass\""),
        ];
        for (measure, scale) in reachable {
            assert!(!finds("GJ6010", &scaled(measure, scale)), "{measure}, {scale}");
        }
        assert_eq!(
            texts("GJ6010", &scaled("rating", "\"linear\" from=1 to=6")),
            ["`i` can never earn its full points: what it measures lies in [1, 5]"]
        );
    }

    #[test]
    fn points_for_everybody_are_found() {
        assert!(finds("GJ6011", &scaled("rating", "\"linear\" from=0 to=5")));
        assert!(finds("GJ6011", &scaled("rating", "\"step\" { at 4 share=1; at 1 share=0.5 }")));
        assert!(!finds("GJ6011", &scaled("rating", "\"linear\" from=1 to=5")));
        assert!(!finds("GJ6011", &scaled("rating", "\"step\" { at 4 share=1; at 2 share=0.5 }")));
    }

    #[test]
    fn steps_run_one_way_and_reach_their_values() {
        assert!(finds("GJ6020", &scaled("staff", "\"step\" { at 30 share=0.5; at 20 share=1; at 10 share=0.2 }")));
        assert!(finds("GJ6021", &scaled("staff", "\"step\" { at 30 share=0; at 10 share=1 }")));
        assert!(!finds("GJ6021", &scaled("staff", "\"step\" { at 30 share=0; at 0 share=1 }")));
        assert!(finds("GJ6022", &scaled("staff", "\"step\" { at 300 share=0.9; at 20 share=1; }")));
        assert!(finds(
            "GJ6022",
            &scaled("rating", "\"step\" { at 4 share=1; at 2.6 share=0.5; at 2.5 share=0.4; at 1 share=0.1 }")
        ));
        assert!(finds("GJ6023", &scaled("staff", "\"step\" { at 30 share=1; at 20 share=1; at 10 share=0.2 }")));
        let right = scaled("staff", "\"step\" { at 30 share=1; at 20 share=0.5; at 10 share=0.2 }");
        for code in ["GJ6020", "GJ6021", "GJ6022", "GJ6023"] {
            assert!(!finds(code, &right), "{code}");
        }
    }

    #[test]
    fn a_scale_that_pays_for_problems_is_found() {
        let problem = rule("few", "problem-when \"staff < staff_min\"");
        let good = rule("many", "good-when \"staff >= 10\"");
        let falling = scaled("staff", "\"linear\" from=10 to=2");
        let rising = scaled("staff", "\"linear\" from=2 to=10");
        assert!(finds("GJ6024", &format!("{problem}{falling}")));
        assert!(!finds("GJ6024", &format!("{problem}{rising}")));
        assert!(finds("GJ6025", &format!("{good}{falling}")));
        assert!(!finds("GJ6025", &format!("{good}{rising}")));
        let elsewhere =
            rule("few", "binds level=\"nobody\"; problem-when \"staff < staff_min\"").replace("nobody", "city");
        let county = falling.replace("indicator \"i\"", "binds level=\"county\"; indicator \"i\"");
        assert!(!finds("GJ6024", &format!("{elsewhere}{county}")));
    }
}
