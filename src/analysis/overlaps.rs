//! Rules that say the same of the same facts, or the opposite.

use super::conditions::{applies, deciding};
use super::subject::Subject;
use crate::diagnostic::catalogue::analysis as messages;
use crate::diagnostic::{Diagnostic, Remark};
use crate::expr::symbolic::{Claim, Domains};
use crate::standard::Standard;
use crate::standard::record::Content;
use crate::standard::rule::Rule;
use crate::standard::trace::{MemberPath, Members};
use std::collections::BTreeSet;

/// Most pairs of outcomes that are compared; of a package with more, the first ones.
const MAX_PAIRS: usize = 200_000;

/// One outcome of a rule, over all facts.
pub(super) struct Finding<'s> {
    pub rule: &'s Rule,
    /// The condition that makes it.
    pub keyword: &'static str,
    /// What is true wherever it is the outcome.
    pub holds: Claim,
    /// What is true wherever it can be decided and is not the outcome.
    pub denied: Claim,
    /// What its conditions read, with what derived values are computed from in place of those.
    pub reads: BTreeSet<MemberPath>,
    /// The regions it binds, by their place in the registry.
    regions: BTreeSet<usize>,
}

impl<'s> Finding<'s> {
    /// The outcomes of a rule that can be.
    pub fn all(rule: &'s Rule, standard: &'s Standard, members: &Members<'s>, domains: &dyn Domains) -> Vec<Self> {
        let applies = applies(rule, domains);
        let all = standard.registry.regions().iter().enumerate();
        let regions: BTreeSet<usize> =
            all.filter(|(_, region)| rule.binds.selects(region)).map(|(index, _)| index).collect();
        let read = members.read_by(rule.conditions.all().flat_map(|(_, condition)| condition.members()));
        let reads: BTreeSet<MemberPath> = read.into_iter().filter(|path| is_given(standard, path)).collect();
        let mut before: Vec<Claim> = vec![applies.clone()];
        let mut findings = Vec::new();
        for (keyword, condition) in deciding(rule) {
            let claim = Claim::of(condition, domains);
            let holds = Claim::all([applies.clone(), claim.clone()]);
            if keyword != "review-when" && !holds.is_impossible() {
                let denied = Claim::all(before.iter().cloned().chain([claim.clone()])).denied();
                findings.push(Self { rule, keyword, holds, denied, reads: reads.clone(), regions: regions.clone() });
            }
            before.push(claim.denied());
        }
        findings
    }

    /// Whether this outcome is proved to bring the other one with it, where both rules can be decided.
    fn implies(&self, other: &Self) -> bool {
        Claim::all([self.holds.clone(), other.denied.clone()]).is_impossible()
    }

    /// Whether it is of another rule for some of the same regions and facts.
    fn meets(&self, other: &Self) -> bool {
        self.rule.id != other.rule.id
            && !self.regions.is_disjoint(&other.regions)
            && !self.reads.is_disjoint(&other.reads)
    }

    /// Whether the other one is due no later.
    fn is_due_after(&self, other: &Self) -> bool {
        other.rule.due <= self.rule.due
    }
}

/// Whether the member is filled in and not derived.
fn is_given(standard: &Standard, (record, name): &MemberPath) -> bool {
    let member = standard.record(record).and_then(|record| record.member(name));
    member.is_some_and(|member| !matches!(member.content, Content::Derived(_)))
}

/// Contradictions, duplicates, and rules that others make needless.
pub(super) fn check(subject: &Subject<'_>) -> Option<Vec<Diagnostic>> {
    let findings = &subject.outcomes;
    let pairs = findings.iter().enumerate().flat_map(|(index, one)| {
        let others = findings.iter().skip(index + 1);
        others.filter(|other| one.meets(other)).map(move |other| (one, other))
    });
    let mut found = Vec::new();
    for (one, other) in pairs.take(MAX_PAIRS) {
        subject.is_wanted()?;
        found.extend(match (one.keyword, other.keyword) {
            ("problem-when", "good-when") => contradiction(one, other),
            ("good-when", "problem-when") => contradiction(other, one),
            (one_keyword, other_keyword) if one_keyword == other_keyword => repetition(one, other),
            _ => None,
        });
    }
    Some(found)
}

/// A problem among facts that read more than the praise does may be another matter (permission is there, use is not): that is
/// no contradiction.
fn contradiction(problem: &Finding<'_>, good: &Finding<'_>) -> Option<Diagnostic> {
    let praised = problem.reads.is_subset(&good.reads) && problem.implies(good);
    let how = match (praised, good.implies(problem)) {
        (true, true) => "problem ⇔ good",
        (true, false) => "problem ⇒ good",
        (false, true) => "good ⇒ problem",
        (false, false) => return None,
    };
    let found = Diagnostic::new(&messages::CONTRADICTION).with("problem", &problem.rule.id).with("good", &good.rule.id);
    Some(found.with("how", how).at(good.rule.span).remark(problem.rule.span, Remark::Via))
}

fn repetition(one: &Finding<'_>, other: &Finding<'_>) -> Option<Diagnostic> {
    let within = |inner: &Finding<'_>, outer: &Finding<'_>| {
        inner.regions.is_subset(&outer.regions) && inner.is_due_after(outer) && inner.implies(outer)
    };
    let (entry, needless, kept) = match (within(one, other), within(other, one)) {
        (true, true) => (&messages::DUPLICATE_RULE, other, one),
        (true, false) => (&messages::IMPLIED_RULE, one, other),
        (false, true) => (&messages::IMPLIED_RULE, other, one),
        (false, false) => return None,
    };
    let found = Diagnostic::new(entry).with("id", &needless.rule.id).with("other", &kept.rule.id);
    Some(found.at(needless.rule.span).remark(kept.rule.span, Remark::Via))
}

#[cfg(test)]
mod tests {
    use super::super::probe::{finds, rule, texts};

    fn two(first: &str, second: &str) -> String {
        rule("a", first) + &rule("b", second)
    }

    #[test]
    fn a_problem_that_is_praised_elsewhere_is_found() {
        for (problem, good) in [
            ("staff < 10", "staff < 10"),
            ("staff < 10", "staff <= 9"),
            ("staff < 10", "staff < 10 && open"),
            ("ratio < 0.5", "present / staff < 0.6"),
            ("stage == 'moving'", "stage in ['moving', 'open']"),
            ("items.exists(i, i.days > 9)", "items.exists(i, i.days > 5)"),
            ("!items.exists(i, i.days > 5)", "items.all(i, i.days <= 5)"),
            ("present > staff", "staff < present"),
        ] {
            let rules = two(&format!("problem-when \"{problem}\""), &format!("good-when \"{good}\""));
            assert!(finds("GJ6050", &rules), "{problem}, {good}");
        }
        for (problem, good) in [
            ("staff < 10", "staff >= 10"),
            ("staff < 10", "open"),
            ("open && staff < 10", "open"),
            ("staff < 10", "staff > 5 && open"),
            ("items.exists(i, i.days > 9)", "items.exists(i, i.days < 5)"),
            ("staff < 0", "staff < 10"),
        ] {
            let rules = two(&format!("problem-when \"{problem}\""), &format!("good-when \"{good}\""));
            assert!(!finds("GJ6050", &rules), "{problem}, {good}");
        }
    }

    #[test]
    fn rules_for_different_regions_do_not_contradict() {
        let rules = |first: &str, second: &str| {
            two(
                &format!("binds level=\"{first}\"; problem-when \"staff < 10\""),
                &format!("binds level=\"{second}\"; good-when \"staff < 10\""),
            )
        };
        assert!(!finds("GJ6050", &rules("city", "county")));
        assert!(finds("GJ6050", &rules("city", "city,county")));
    }

    #[test]
    fn what_another_rule_decides_first_is_no_contradiction() {
        let rules = two("problem-when \"staff < 10\"", "review-when \"staff < 10\"; good-when \"staff < 20\"");
        assert_eq!(texts("GJ6050", &rules), Vec::<String>::new());
    }

    #[test]
    fn a_rule_that_another_makes_needless_is_found() {
        let narrow = two("problem-when \"staff < 10\"", "problem-when \"staff < 5 && open\"");
        assert_eq!(texts("GJ6051", &narrow), ["whatever the rule `b` finds, the rule `a` finds, too"]);
        let wider_regions = two("binds level=\"city\"; problem-when \"staff < 10\"", "problem-when \"staff < 5\"");
        assert!(!finds("GJ6051", &wider_regions));
        let later = two("problem-when \"staff < 10\"; due \"2024-06-30\"", "problem-when \"staff < 5\"");
        assert!(!finds("GJ6051", &later));
        assert!(!finds("GJ6051", &two("problem-when \"staff < 10\"", "good-when \"staff > 10\"")));
        assert!(!finds("GJ6051", &two("problem-when \"staff < 10\"", "problem-when \"present < 5\"")));
    }

    #[test]
    fn a_rule_that_stands_twice_is_found_once() {
        let twice = two("problem-when \"staff < staff_min\"", "problem-when \"!(staff >= 5)\"");
        assert_eq!(texts("GJ6052", &twice), ["the rules `b` and `a` have equal conditions and bind the same regions"]);
        assert!(!finds("GJ6051", &twice));
        assert!(!finds("GJ6052", &two("problem-when \"staff < 5\"", "problem-when \"staff < 6\"")));
    }
}
