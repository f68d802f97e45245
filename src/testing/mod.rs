//! Runs the authors' own tests: made-up facts → outcomes and scores, held against what the author expects.

use crate::base::date::Date;
use crate::check::{Assessment, Context, RegionFacts, decide};
use crate::diagnostic::catalogue::tool as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::score;
use crate::standard::Standard;
use crate::standard::registry::Region;
use crate::standard::test::{Expectation, ExpectationSubject, Test};
use crate::submission::{Datum, Facts, kdl};
use crate::syntax::Node;
use std::collections::BTreeMap;

/// What running the tests of a package came to.
#[derive(Debug, Default)]
pub struct Summary {
    /// Tests of which every expectation held.
    pub passed: usize,
    /// Tests of which one did not.
    pub failed: usize,
    /// What did not hold, at its place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Runs all tests of a standard.
#[must_use]
pub fn run(standard: &Standard) -> Summary {
    let mut summary = Summary::default();
    for test in &standard.tests {
        let before = summary.diagnostics.len();
        run_one(standard, test, &mut summary.diagnostics);
        if summary.diagnostics.len() == before {
            summary.passed += 1;
        } else {
            summary.failed += 1;
        }
    }
    summary
}

fn run_one(standard: &Standard, test: &Test, diagnostics: &mut Vec<Diagnostic>) {
    let Some(region) = region_of(standard, test) else {
        diagnostics.push(Diagnostic::new(&messages::TEST_REGION).at(test.span));
        return;
    };
    let before = diagnostics.len();
    let mut bodies: BTreeMap<&str, Datum> = BTreeMap::new();
    let mut body = |nodes: &[Node], span: Span| kdl::body(nodes, span, diagnostics);
    bodies.insert(&region.code, body(&test.given, test.span));
    for (code, nodes) in &test.members {
        bodies.insert(&code.value, body(nodes, code.span));
    }
    // Only the regions of the test take part: what it does not give is not there to be unknown.
    let regions = standard.registry.regions().iter().map(|known| if known.code == region.code { &region } else { known });
    let mut facts = Vec::new();
    for known in regions {
        let below = standard.registry.is_below(&known.code, &region.code);
        if known.code != region.code && !below {
            continue;
        }
        let body = bodies.get(known.code.as_str());
        let Some(read) = Facts::read(standard, &known.code, body, diagnostics) else { continue };
        facts.push(RegionFacts { region: known, facts: read, submitted: body.is_some() });
    }
    // What a test gives wrongly, no expectation can be held against.
    if diagnostics.len() > before {
        return;
    }
    let as_of = test.as_of.or(standard.manifest.effective).or_else(|| Date::parse("2000-01-01"));
    let Some(as_of) = as_of else { return };
    let assessment = Assessment { standard, as_of, regions: facts };
    let Some(own) = assessment.regions.iter().find(|known| known.region.code == region.code) else { return };
    let context = Context::new(&assessment, own);
    for expectation in &test.expectations {
        expect(expectation, &context, diagnostics);
    }
}

/// The region that a test speaks of: the one it names, or the first of the registry that its expectations bind.
fn region_of(standard: &Standard, test: &Test) -> Option<Region> {
    let named = |region: &&Region| {
        test.code.as_ref().is_none_or(|code| region.code == code.value)
            && test.level.as_ref().is_none_or(|level| region.level == level.value)
    };
    let bound = |region: &&Region| {
        test.expectations.first().is_none_or(|expectation| match expectation.subject {
            ExpectationSubject::Outcome => {
                standard.rule(&expectation.id.value).is_some_and(|rule| rule.binds.selects(region))
            }
            ExpectationSubject::Score => standard
                .systems
                .iter()
                .any(|system| system.id == expectation.id.value && system.binds.selects(region)),
            ExpectationSubject::Points => standard.systems.iter().any(|system| system.binds.selects(region)),
        })
    };
    let regions = || standard.registry.regions().iter().filter(named);
    let mut region = regions().find(bound).or_else(|| regions().next())?.clone();
    region.attributes.extend(test.attributes.iter().cloned());
    Some(region)
}

fn expect(expectation: &Expectation, context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let standard = context.assessment.standard;
    let id = expectation.id.value.as_str();
    let found = match expectation.subject {
        ExpectationSubject::Outcome => standard.rule(id).map(|rule| {
            if rule.binds.selects(context.region) {
                decide(rule, context, diagnostics).kind.keyword().to_owned()
            } else {
                "not-applicable".to_owned()
            }
        }),
        ExpectationSubject::Score => {
            let cards = score::score(context, diagnostics);
            cards.iter().find(|card| card.system.id == id).map(|card| {
                card.value.as_ref().map_or_else(|| "none".to_owned(), |value| card.published(value))
            })
        }
        ExpectationSubject::Points => {
            let cards = score::score(context, diagnostics);
            let line = cards.iter().flat_map(|card| &card.lines).find(|line| line.id == id);
            line.map(|line| line.points().map_or_else(|| "none".to_owned(), ToString::to_string))
        }
    };
    let found = found.unwrap_or_else(|| "none".to_owned());
    if found != expectation.value.value {
        diagnostics.push(
            Diagnostic::new(&messages::TEST_FAILED)
                .with("name", id)
                .with("expected", &expectation.value.value)
                .with("found", found)
                .at(expectation.value.span),
        );
    }
}
