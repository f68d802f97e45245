//! Conditions that nothing makes true, or false, and rules that bind nobody.

use super::domains::Declared;
use crate::diagnostic::catalogue::analysis as messages;
use crate::diagnostic::{Diagnostic, Entry, Span};
use crate::expr::Expression;
use crate::expr::symbolic::{Claim, Domains};
use crate::standard::Standard;
use crate::standard::rule::Rule;
use crate::standard::selector::Selector;
use crate::standard::trace::leaves;

/// The conditions of a rule that decide its outcome, in their order, with their keywords.
pub(super) fn deciding(rule: &Rule) -> impl Iterator<Item = (&'static str, &Expression)> {
    rule.conditions.all().filter(|(keyword, _)| !matches!(*keyword, "applies-when" | "judged-by"))
}

/// That the rule applies.
pub(super) fn applies(rule: &Rule, domains: &dyn Domains) -> Claim {
    Claim::all(rule.conditions.applies.iter().map(|condition| Claim::of(condition, domains)))
}

/// Conditions of rules, indicators and vetoes that are never or always true, and selections without regions.
pub(super) fn check(standard: &Standard) -> Vec<Diagnostic> {
    let domains = Declared(standard);
    let mut found = Vec::new();
    for rule in &standard.rules {
        check_rule(rule, &domains, &mut found);
    }
    for system in &standard.systems {
        let exempt = leaves(&system.children).into_iter().filter_map(|leaf| {
            leaf.not_applicable.as_ref().map(|condition| (leaf.id.as_str(), "not-applicable-when", condition))
        });
        let vetoes = system.vetoes.iter().map(|veto| (veto.id.as_str(), "when", &veto.when));
        let everywhere = Claim::all([]);
        found.extend(exempt.chain(vetoes).filter_map(|(id, keyword, condition)| {
            settled(&Claim::of(condition, &domains), &everywhere).map(|entry| about(entry, id, keyword, condition))
        }));
    }
    found.extend(nobody(standard));
    found
}

fn about(entry: &'static Entry, id: &str, keyword: &str, condition: &Expression) -> Diagnostic {
    Diagnostic::new(entry).with("id", id).with("keyword", keyword).at(condition.span())
}

/// What is to be said of a condition that is looked at where the other one holds.
fn settled(claim: &Claim, given: &Claim) -> Option<&'static Entry> {
    if Claim::all([given.clone(), claim.clone()]).is_impossible() {
        Some(&messages::NEVER_TRUE)
    } else if Claim::all([given.clone(), claim.denied()]).is_impossible() {
        Some(&messages::ALWAYS_TRUE)
    } else {
        None
    }
}

fn check_rule(rule: &Rule, domains: &dyn Domains, found: &mut Vec<Diagnostic>) {
    let applies = applies(rule, domains);
    if let Some(condition) = &rule.conditions.applies
        && let Some(entry) = settled(&applies, &Claim::all([]))
    {
        found.push(about(entry, &rule.id, "applies-when", condition));
        // Where the rule never applies, nothing else is worth saying.
        if applies.is_impossible() {
            return;
        }
    }
    let mut before: Vec<(&'static str, Claim)> = Vec::new();
    for (keyword, condition) in deciding(rule) {
        let claim = Claim::of(condition, domains);
        match settled(&claim, &applies) {
            Some(entry) => found.push(about(entry, &rule.id, keyword, condition)),
            None => {
                let earlier = before.iter().map(|(_, earlier)| earlier.denied());
                let left = Claim::all([applies.clone(), claim.clone()].into_iter().chain(earlier));
                if !before.is_empty() && left.is_impossible() {
                    let keywords: Vec<&str> = before.iter().map(|(keyword, _)| *keyword).collect();
                    found.push(
                        about(&messages::SHADOWED, &rule.id, keyword, condition).with("earlier", keywords.join(", ")),
                    );
                }
                before.push((keyword, claim));
            }
        }
    }
}

/// Rules, systems and indicators that bind no region.
fn nobody(standard: &Standard) -> Vec<Diagnostic> {
    let empty = |selectors: &[&Selector]| {
        let mut regions = standard.registry.regions().iter();
        !regions.any(|region| selectors.iter().all(|selector| selector.selects(region)))
    };
    let mut found: Vec<(&str, Span)> = Vec::new();
    found.extend(standard.rules.iter().filter(|rule| empty(&[&rule.binds])).map(|rule| (rule.id.as_str(), rule.span)));
    for system in &standard.systems {
        if empty(&[&system.binds]) {
            found.push((&system.id, system.span));
            continue;
        }
        let leaves = leaves(&system.children).into_iter().filter(|leaf| empty(&[&system.binds, &leaf.binds]));
        found.extend(leaves.map(|leaf| (leaf.id.as_str(), leaf.span)));
    }
    found.into_iter().map(|(id, span)| Diagnostic::new(&messages::BINDS_NOBODY).with("id", id).at(span)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::probe::{finds, indicator, rule, texts};

    fn problem(condition: &str) -> String {
        rule("r", &format!("problem-when \"{condition}\""))
    }

    #[test]
    fn conditions_that_nothing_makes_true_are_found() {
        let never = [
            "staff < 0",
            "staff > 100",
            "rating > 5 || rating < 1",
            "staff < 3 && staff > 5",
            "staff > 3 && staff < 4",
            "stage == 'open' && stage == 'moving'",
            "stage == 'open' && stage != 'open'",
            "!(stage in ['planned', 'moving', 'open'])",
            "present > staff && staff > present",
            "rating >= 4 && staff > 98 && rating + staff < 103",
            "open && !open",
            "(open && staff > 3) && !(staff > 3 && open)",
            "region.level == 'province'",
            "items.exists(i, i.days < 0)",
            "items.exists(i, i.days < 3 && i.days > 4)",
            "items.exists(i, i.days > 5) && items.all(i, i.days <= 5)",
            "items.exists(i, i.days > 5) && !items.exists(i, i.days > 3)",
            "items.share(i, i.kind == 'new') > 1",
            "items.size() < 0",
            "items.map(i, i.kind).distinct().size() > 2",
            "items.count(i, i.days < 0) > 0",
            "present / (present + staff) > 1",
            "hall.area * -1 > 0",
            "month(opened_on) == 13",
            "opened_on > as_of && days(opened_on, as_of) > 0",
            "ratio < 0",
            "present == 2.5",
            "(stage == 'open' ? 1 : 0) > 1",
            "(open ? staff > 100 : rating > 5)",
            "min(staff, 50) > 50",
            "abs(staff - 200) < 100",
            "hall.area < 5 && hall.area > 5",
        ];
        for condition in never {
            assert_eq!(texts("GJ6040", &problem(condition)), ["problem-when of `r` can never be true"], "{condition}");
        }
    }

    #[test]
    fn conditions_that_nothing_makes_false_are_found() {
        let always = [
            "staff >= 0",
            "rating < 6",
            "staff < 5 || staff >= staff_min",
            "stage in ['planned', 'moving', 'open']",
            "stage != 'open' || stage == 'open'",
            "items.all(i, i.days >= 0)",
            "items.size() >= 0",
            "ratio >= 0",
            "open || !open",
            "open == open",
            "present / max(staff, 1) >= 0",
        ];
        for condition in always {
            assert!(finds("GJ6041", &problem(condition)), "{condition}");
            assert!(!finds("GJ6040", &problem(condition)), "{condition}");
        }
    }

    #[test]
    fn conditions_that_facts_decide_are_left_alone() {
        let open = [
            "staff < staff_min",
            "staff == 0",
            "staff > 99",
            "rating >= 5",
            "ratio > 1",
            "ratio == 0",
            "stage == 'open'",
            "stage in ['planned', 'moving']",
            "present > staff",
            "present > staff || staff > present",
            "items.exists(i, i.days > 5) && items.exists(i, i.days <= 5)",
            "items.exists(i, i.kind == 'new') && !items.exists(i, i.days > 3)",
            "!items.all(i, i.days > 5)",
            "items.share(i, i.kind == 'new') >= 1",
            "items.count(i, i.days < 1) > 3",
            "items.filter(i, i.kind == 'new').size() == items.size()",
            "items.sum(i, i.days) > 1000",
            "items.avg(i, i.days) > staff",
            "opened_on > as_of",
            "days(opened_on, as_of) > 365",
            "region.level == 'city'",
            "members.exists(m, m.region.level == 'county' && !m.open)",
            "hall.area / staff < 3",
            "round(ratio, 2) == 0.67",
            "(open ? staff : rating) > 5",
            "(staff > 3) != (present > 3)",
            "present * staff > 10",
            "staff - present > 50 && present > 20",
        ];
        for condition in open {
            for code in ["GJ6040", "GJ6041"] {
                assert!(!finds(code, &problem(condition)), "{code}: {condition}");
            }
        }
    }

    #[test]
    fn conditions_are_looked_at_where_the_rule_applies() {
        assert!(finds("GJ6040", &rule("r", "applies-when \"staff > 10\"; problem-when \"staff < 5\"")));
        assert!(finds("GJ6041", &rule("r", "applies-when \"staff > 10\"; problem-when \"staff > 5\"")));
        assert!(!finds("GJ6040", &rule("r", "applies-when \"staff > 10\"; problem-when \"staff < 50\"")));
        let never_applies = rule("r", "applies-when \"staff < 0\"; problem-when \"present < 5\"");
        assert_eq!(texts("GJ6040", &never_applies), ["applies-when of `r` can never be true"]);
    }

    #[test]
    fn a_condition_behind_a_wider_one_is_found() {
        assert!(finds("GJ6042", &rule("r", "problem-when \"staff < 10\"; good-when \"staff < 5\"")));
        assert!(finds("GJ6042", &rule("r", "review-when \"open\"; problem-when \"open && staff < 5\"")));
        assert!(!finds("GJ6042", &rule("r", "problem-when \"staff < 10\"; good-when \"staff > 50\"")));
        assert!(!finds("GJ6042", &rule("r", "problem-when \"staff < 5\"; good-when \"staff < 10\"")));
    }

    #[test]
    fn vetoes_and_exemptions_are_conditions_too() {
        let exempt = |condition: &str| {
            indicator(&format!("measure \"ratio\"; scale \"linear\" from=0 to=1; not-applicable-when \"{condition}\""))
        };
        assert!(finds("GJ6040", &exempt("staff < 0")));
        assert!(!finds("GJ6040", &exempt("staff == 0")));
        let veto = |condition: &str| {
            let veto = format!(" }}; veto \"v\" \"否决\" when=\"{condition}\" }}\n");
            indicator("measure \"open\"; scale \"pass\"").replace(" } }\n", &veto)
        };
        assert!(finds("GJ6041", &veto("staff >= 0")));
        assert!(!finds("GJ6041", &veto("present > staff")));
    }

    #[test]
    fn a_rule_that_binds_nobody_is_found() {
        assert!(finds("GJ6043", &rule("r", "binds level=\"city\" region=\"11\"; problem-when \"staff < 5\"")));
        assert!(!finds("GJ6043", &rule("r", "binds level=\"county\" region=\"11\"; problem-when \"staff < 5\"")));
    }
}
