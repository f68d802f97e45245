//! What is not reported never makes a finding, and what is reported changes only the rules that read it.
//!
//! Both are shown on every fact of every submission of both examples. Removing a fact may turn an outcome into
//! unknown (or into review, where a person's judgement is gone), never into a pass, a problem, a good practice or a
//! responsibility of others; and a score's bounds may only grow apart. Changing a fact changes at most the outcomes and
//! score lines that list it among the facts they read; for chosen facts, exactly the ones named here.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use guiju::base::number::Number;
use guiju::base::real::Real;
use guiju::check::{Assessment, Context, Kind, RegionFacts, check};
use guiju::expr::Read;
use guiju::score::{Peers, score};
use guiju::standard::Standard;
use guiju::submission::{Datum, Facts};
use std::collections::{BTreeMap, BTreeSet};
use support::facts::{Variant, flips, removals};
use support::{Round, assert_flawless};

/// What a rule or a line of a score comes to, without borrowing from the round.
#[derive(Debug, Clone, PartialEq)]
struct Result {
    /// The outcome of a rule; none for a line of a score.
    kind: Option<Kind>,
    /// Everything told beside it.
    told: String,
    /// The paths that were read.
    reads: BTreeSet<String>,
}

/// What one region comes to.
struct Verdicts {
    /// By the id of the rule, or `system/line`.
    results: BTreeMap<String, Result>,
    /// By system: the least and the most.
    bounds: BTreeMap<String, (Number, Number)>,
}

fn read_paths(reads: &[Read]) -> BTreeSet<String> {
    reads.iter().map(|read| read.path.clone()).collect()
}

fn values(reads: &[Read]) -> Vec<(&str, Option<&str>)> {
    reads.iter().map(|read| (read.path.as_str(), read.value.as_deref())).collect()
}

fn verdicts(assessment: &Assessment<'_>, region: usize) -> Verdicts {
    let mut diagnostics = Vec::new();
    let context = Context::new(assessment, &assessment.regions[region]);
    let outcomes = check(&context, &mut diagnostics);
    let scores = score(&context, &Peers::of(assessment), &mut diagnostics);
    assert_flawless(&diagnostics);
    let rules = outcomes.iter().map(|outcome| {
        let told =
            format!("{:?} {:?} {:?} {:?}", outcome.message, outcome.reason, outcome.figure, values(&outcome.facts));
        (outcome.rule.id.clone(), Result { kind: Some(outcome.kind), told, reads: read_paths(&outcome.facts) })
    });
    let lines = scores.iter().flat_map(|card| {
        card.lines.iter().map(|line| {
            let told = format!("{:?} {:?}", line.measurement, values(&line.facts));
            let id = format!("{}/{}", card.system.id, line.id);
            (id, Result { kind: None, told, reads: read_paths(&line.facts) })
        })
    });
    let bounds = scores.iter();
    let bounds = bounds.map(|card| {
        let exact = |end: &Option<Real>| end.as_ref().and_then(Real::as_exact).expect("points are exact").clone();
        (card.system.id.clone(), (exact(&card.lower), exact(&card.upper)))
    });
    Verdicts { results: rules.chain(lines).collect(), bounds: bounds.collect() }
}

/// A round in which one region's facts can be exchanged for others.
struct Laboratory<'r> {
    round: &'r Round,
    assessment: Assessment<'r>,
    before: Vec<Verdicts>,
}

impl<'r> Laboratory<'r> {
    fn new(round: &'r Round) -> Self {
        let assessment = round.assessment();
        let before = (0..assessment.regions.len()).map(|region| verdicts(&assessment, region)).collect();
        Self { round, assessment, before }
    }

    fn region(&self, code: &str) -> usize {
        self.assessment.regions.iter().position(|own| own.region.code == code).expect("a region")
    }

    /// The region and those above it, whose rules read it as one of their members.
    fn readers(&self, region: usize) -> Vec<usize> {
        let code = &self.assessment.regions[region].region.code;
        let registry = &self.round.standard.registry;
        let above = |other: &usize| registry.is_below(code, &self.assessment.regions[*other].region.code);
        (0..self.assessment.regions.len()).filter(|other| *other == region || above(other)).collect()
    }

    /// What these regions come to while one of them has this body, or none.
    fn with(&mut self, region: usize, body: Option<&Datum>, readers: &[usize]) -> Vec<Verdicts> {
        let known = self.assessment.regions[region].region;
        let mut diagnostics = Vec::new();
        let facts = Facts::read(&self.round.standard, &known.code, body, &mut diagnostics).expect("a root");
        assert_flawless(&diagnostics);
        let changed = RegionFacts { region: known, facts, submitted: body.is_some() };
        let original = std::mem::replace(&mut self.assessment.regions[region], changed);
        let found = readers.iter().map(|reader| verdicts(&self.assessment, *reader)).collect();
        self.assessment.regions[region] = original;
        found
    }
}

/// Whether an outcome may become another one when a fact is taken away.
fn may_become(standard: &Standard, rule: &str, before: Kind, after: Kind) -> bool {
    let rule = standard.rule(rule).expect("a rule");
    match after {
        _ if before == after => true,
        Kind::Unknown => true,
        Kind::Review => rule.conditions.judged.is_some(),
        Kind::NotDue => rule.due.is_some(),
        Kind::Problem | Kind::Good | Kind::External | Kind::NotApplicable | Kind::Pass => false,
    }
}

fn assert_weaker(standard: &Standard, what: &str, before: &Verdicts, after: &Verdicts) {
    for (id, after) in &after.results {
        if let (Some(was), Some(is)) = (before.results[id].kind, after.kind) {
            assert!(may_become(standard, id, was, is), "{what}: {id} turns from {was:?} into {is:?}");
        }
    }
    for (system, (lower, upper)) in &after.bounds {
        let (least, most) = &before.bounds[system];
        assert!(lower <= least, "{what}: the lower bound of {system} rises from {least} to {lower}");
        assert!(upper >= most, "{what}: the upper bound of {system} falls from {most} to {upper}");
    }
}

/// Removes every fact of every submission; gives back how many there were.
fn remove_everything(round: &Round) -> usize {
    let mut laboratory = Laboratory::new(round);
    let mut count = 0;
    for (code, submission) in &round.submissions {
        let region = laboratory.region(code);
        let readers = laboratory.readers(region);
        let whole =
            Variant { path: String::new(), change: "handed in nothing".to_owned(), body: submission.data.clone() };
        for variant in removals(&round.standard, &submission.data).into_iter().chain([whole]) {
            let body = (!variant.path.is_empty()).then_some(&variant.body);
            let after = laboratory.with(region, body, &readers);
            for (reader, after) in readers.iter().zip(&after) {
                let name = &laboratory.assessment.regions[*reader].region.name;
                let what = format!("{name}: {code}:{} {}", variant.path, variant.change);
                assert_weaker(&round.standard, &what, &laboratory.before[*reader], after);
            }
            count += 1;
        }
    }
    count
}

#[test]
fn a_fact_less_never_makes_a_finding_in_the_inspection() {
    let count = remove_everything(&Round::zhejiang());
    println!("{count} removals");
    assert!(count > 500, "only {count} facts were removed");
}

#[test]
fn a_fact_less_never_makes_a_finding_in_the_library() {
    let count = remove_everything(&Round::library());
    println!("{count} removals");
    assert!(count > 150, "only {count} facts were removed");
}

/// Changes every truth value, choice and number; gives back how many changes were tried and how many told.
fn flip_everything(round: &Round) -> (usize, usize) {
    let mut laboratory = Laboratory::new(round);
    let (mut tried, mut told) = (0, 0);
    for (code, submission) in &round.submissions {
        let region = laboratory.region(code);
        let readers = laboratory.readers(region);
        for variant in flips(&round.standard, &submission.data) {
            let path = format!("{code}:{}", variant.path);
            let after = laboratory.with(region, Some(&variant.body), &readers);
            let mut differs = false;
            for (reader, after) in readers.iter().zip(&after) {
                for (id, after) in &after.results {
                    let before = &laboratory.before[*reader].results[id];
                    differs |= before != after;
                    let name = &laboratory.assessment.regions[*reader].region.name;
                    let reads = before.reads.contains(&path);
                    assert!(
                        reads || before == after,
                        "{name}: {path} {}: {id} changes without reading it",
                        variant.change
                    );
                    assert!(
                        !reads || before != after,
                        "{name}: {path} {}: {id} reads it and tells the old value",
                        variant.change
                    );
                }
            }
            tried += 1;
            told += usize::from(differs);
        }
    }
    (tried, told)
}

#[test]
fn a_changed_fact_changes_only_what_reads_it_in_the_inspection() {
    let (tried, told) = flip_everything(&Round::zhejiang());
    println!("{tried} changes, {told} read by something");
    assert!(tried > 300 && told > 200, "{tried} changes, {told} read by something");
}

#[test]
fn a_changed_fact_changes_only_what_reads_it_in_the_library() {
    let (tried, told) = flip_everything(&Round::library());
    println!("{tried} changes, {told} read by something");
    assert!(tried > 80 && told > 80, "{tried} changes, {told} read by something");
}

/// A fact changed to another value, and the outcomes that this changes: region, rule, before, after.
type Change = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str, Kind, Kind)]);

/// Region, fact, new value. A county's fact may change its province's outcome; a share without a denominator does not
/// apply; a list that is not all there never turns into a pass.
const INSPECTION: [Change; 14] = [
    ("331023", "hall.counter_style", "mixed", &[("331023", "counter-style-service", Kind::Problem, Kind::Pass)]),
    (
        "331100",
        "centre.relation_doc.status",
        "issued",
        &[("331100", "city-district-centre-relation-unclear", Kind::Problem, Kind::Pass)],
    ),
    (
        "330800",
        "centre.institution_type",
        "none",
        &[("330800", "centre-dedicated-institution", Kind::Good, Kind::Pass)],
    ),
    (
        "330900",
        "item_counts.featured_chain.value_added_items",
        "0",
        &[("330900", "local-industry-items-marine", Kind::Good, Kind::Pass)],
    ),
    ("330106", "centre.sign_hung", "false", &[("330000", "province-centres-all-listed", Kind::Good, Kind::Pass)]),
    (
        "330703",
        "app_counts.high_frequency",
        "0",
        &[("330703", "high-frequency-apps-not-integrated", Kind::Problem, Kind::NotApplicable)],
    ),
    (
        "330000",
        "awareness_survey.unaware",
        "15",
        &[("330000", "survey-counts-inconsistent", Kind::Pass, Kind::Problem)],
    ),
    ("330502", "centre.stage", "in-operation", &[("330502", "centre-build-slow", Kind::Problem, Kind::Unknown)]),
    (
        "330300",
        "campaigns[letter-to-entrepreneurs].reach",
        "0",
        &[("330300", "outreach-letter-mass", Kind::Good, Kind::Unknown)],
    ),
    (
        "330481",
        "sections[legal].posts[haining-legal-1].published",
        "false",
        &[("330481", "posts-named-and-published", Kind::Good, Kind::Unknown)],
    ),
    (
        "330281",
        "sections[finance].posts[yuyao-2].employer_kind",
        "government-department",
        &[("330281", "seconded-staff-lack-authority", Kind::Problem, Kind::Unknown)],
    ),
    (
        "330100",
        "enterprise_code.authorised",
        "true",
        &[
            ("330100", "enterprise-code-authorised", Kind::Pass, Kind::Good),
            ("330100", "enterprise-code-not-authorised", Kind::External, Kind::Pass),
            ("330100", "enterprise-code-uses-missing", Kind::NotApplicable, Kind::NotDue),
        ],
    ),
    (
        "330114",
        "article_counts.direct",
        "5",
        &[
            ("330114", "article-counts-inconsistent", Kind::Pass, Kind::Problem),
            ("330114", "rules-145-decomposed", Kind::Good, Kind::Pass),
        ],
    ),
    (
        "330300",
        "network.key_townships",
        "0",
        &[
            ("330300", "township-centres-piloted", Kind::Good, Kind::NotApplicable),
            ("330300", "township-counts-inconsistent", Kind::Pass, Kind::Problem),
        ],
    ),
];

const LIBRARY: [Change; 6] = [
    (
        "DS102",
        "services[children].posts[C1].filled",
        "true",
        &[("DS102", "section-children-librarian", Kind::Problem, Kind::Pass)],
    ),
    ("DS104", "routes[R1].clear_width", "0", &[("DS104", "route-accessible-clear-width", Kind::Pass, Kind::Problem)]),
    ("DS103", "collection.new_volumes", "0", &[("DS103", "collection-stale", Kind::Pass, Kind::Problem)]),
    ("DS104", "collection.volumes", "0", &[("DS104", "collection-stale", Kind::Pass, Kind::NotApplicable)]),
    ("DS101", "loans.lent", "0", &[("DS101", "loans-do-not-add-up", Kind::Pass, Kind::Problem)]),
    ("DS101", "opening.open_weekend", "false", &[("DS101", "weekend-closed", Kind::Pass, Kind::Problem)]),
];

fn assert_changes(round: &Round, changes: &[Change]) {
    let mut laboratory = Laboratory::new(round);
    let everybody: Vec<usize> = (0..laboratory.assessment.regions.len()).collect();
    for (code, path, value, expected) in changes {
        let submission = &round.submissions[*code];
        let variants = flips(&round.standard, &submission.data);
        let variant = variants.iter().find(|variant| variant.path == *path && variant.change == *value);
        let variant = variant.unwrap_or_else(|| panic!("{code}:{path} cannot be {value}"));
        let after = laboratory.with(laboratory.region(code), Some(&variant.body), &everybody);
        let mut found = BTreeSet::new();
        for (region, after) in after.iter().enumerate() {
            for (id, after) in &after.results {
                if let (Some(was), Some(is)) = (laboratory.before[region].results[id].kind, after.kind)
                    && was != is
                {
                    found.insert((laboratory.assessment.regions[region].region.code.as_str(), id.as_str(), was, is));
                }
            }
        }
        assert_eq!(found, expected.iter().copied().collect(), "{code}:{path} = {value}");
    }
}

#[test]
fn a_changed_fact_flips_exactly_the_named_outcomes_in_the_inspection() {
    assert_changes(&Round::zhejiang(), &INSPECTION);
}

#[test]
fn a_changed_fact_flips_exactly_the_named_outcomes_in_the_library() {
    assert_changes(&Round::library(), &LIBRARY);
}
