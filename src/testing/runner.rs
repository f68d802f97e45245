//! Runs tests: facts of a test → an assessment of its regions → what is found, beside what is expected.

use super::coverage::{Coverage, Observed};
use super::evidence::Evidence;
use super::scored;
use crate::base::date::Date;
use crate::check::{Assessment, Context, Outcome, RegionFacts, decide};
use crate::diagnostic::catalogue::tool as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::expr::Expression;
use crate::rollup::{self, Total};
use crate::score::{self, Line, Peers, Scorecard};
use crate::standard::Standard;
use crate::standard::registry::Region;
use crate::standard::rule::Rule;
use crate::standard::test::{Expectation, ExpectationSubject, NO_NUMBER, Test};
use crate::submission::{Datum, Facts, kdl};
use crate::syntax::Node;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// The name under which expressions read the regions below.
const MEMBERS: &str = "members";

/// What running the tests of a package came to.
#[derive(Debug)]
pub struct Summary {
    /// Tests of which every expectation held.
    pub passed: usize,
    /// Tests of which one did not.
    pub failed: usize,
    /// What did not hold, at its place, test by test.
    pub findings: Vec<Finding>,
    /// How many of these each test has, in the order of the standard.
    pub unmet: Vec<usize>,
    /// What the tests reach.
    pub coverage: Coverage,
}

/// Something that did not hold, and why it came out as it did.
#[derive(Debug)]
pub struct Finding {
    /// What did not hold.
    pub diagnostic: Diagnostic,
    /// What it came from; empty where the test itself is wrong.
    pub evidence: Vec<Evidence>,
}

impl From<Diagnostic> for Finding {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { diagnostic, evidence: Vec::new() }
    }
}

/// Runs all tests of a standard.
#[must_use]
pub fn run(standard: &Standard) -> Summary {
    let mut reached = Vec::new();
    let mut findings: Vec<Finding> = Vec::new();
    let mut counts = Vec::new();
    for test in &standard.tests {
        let before = findings.len();
        let mut diagnostics = Vec::new();
        let unmet = in_trial(standard, test, &mut diagnostics, |trial, diagnostics| {
            let mut unmet = Vec::new();
            for expectation in &test.expectations {
                let found = trial.find(expectation, diagnostics);
                found.observe(trial.context, &mut reached);
                let text = found.text();
                if text != expectation.value.value {
                    unmet.push(Finding {
                        diagnostic: unmet_expectation(expectation, &text),
                        evidence: found.evidence(trial.context),
                    });
                }
            }
            unmet
        });
        findings.extend(diagnostics.into_iter().map(Finding::from));
        findings.extend(unmet.into_iter().flatten());
        counts.push(findings.len() - before);
    }
    let coverage = Coverage::of(standard, &reached);
    let failed = counts.iter().filter(|count| **count > 0).count();
    Summary { passed: standard.tests.len() - failed, failed, findings, unmet: counts, coverage }
}

/// Whether a test holds, looking only at the expectations that are wanted.
pub(super) fn holds(standard: &Standard, test: &Test, wanted: impl Fn(usize) -> bool) -> bool {
    let mut diagnostics = Vec::new();
    let met = in_trial(standard, test, &mut diagnostics, |trial, diagnostics| {
        let mut expectations = test.expectations.iter().enumerate().filter(|(index, _)| wanted(*index));
        expectations.all(|(_, expectation)| trial.find(expectation, diagnostics).text() == expectation.value.value)
    });
    met == Some(true) && diagnostics.is_empty()
}

fn unmet_expectation(expectation: &Expectation, found: &str) -> Diagnostic {
    Diagnostic::new(&messages::TEST_FAILED)
        .with("name", &expectation.id.value)
        .with("expected", &expectation.value.value)
        .with("found", found)
        .at(expectation.value.span)
}

/// Sets up the world of a test and looks at it; `None` where it has no region, or gives what cannot be read.
fn in_trial<R>(
    standard: &Standard,
    test: &Test,
    diagnostics: &mut Vec<Diagnostic>,
    look: impl FnOnce(&Trial<'_, '_>, &mut Vec<Diagnostic>) -> R,
) -> Option<R> {
    let Some(region) = region_of(standard, test) else {
        diagnostics.push(Diagnostic::new(&messages::TEST_REGION).at(test.span));
        return None;
    };
    let before = diagnostics.len();
    let mut bodies: BTreeMap<&str, Datum> = BTreeMap::new();
    let mut body = |nodes: &[Node], span: Span| kdl::body(nodes, span, diagnostics);
    bodies.insert(&region.code, body(&test.given, test.span));
    for (code, nodes) in &test.members {
        bodies.insert(&code.value, body(nodes, code.span));
    }
    let looks_below = looks_below(standard, test);
    // Only the regions of the test take part: what it does not give is not there to be unknown. Of the regions below, those
    // without facts matter only where something looks at all of them.
    let regions =
        standard.registry.regions().iter().map(|known| if known.code == region.code { &region } else { known });
    let mut facts = Vec::new();
    for known in regions {
        let body = bodies.get(known.code.as_str());
        let matters = known.code == region.code || body.is_some() || looks_below;
        let is_below = |above: &str| {
            standard.registry.is_below(&known.code, above) || standard.registry.reports_below(&known.code, above)
        };
        if !matters || (known.code != region.code && !is_below(&region.code)) {
            continue;
        }
        let Some(read) = Facts::read(standard, &known.code, body, diagnostics) else { continue };
        facts.push(RegionFacts { region: known, facts: read, submitted: body.is_some() });
    }
    // What a test gives wrongly, no expectation can be held against.
    if diagnostics.len() > before {
        return None;
    }
    let as_of = test.as_of.or(standard.manifest.effective).or_else(|| Date::parse("2000-01-01"))?;
    let assessment = Assessment { standard, as_of, regions: facts };
    let own = assessment.regions.iter().find(|known| known.region.code == region.code)?;
    let context = Context::new(&assessment, own);
    Some(look(&Trial { context: &context, cards: OnceCell::new() }, diagnostics))
}

/// Whether anything that the test expects reads the regions below its own.
fn looks_below(standard: &Standard, test: &Test) -> bool {
    let reads = |expression: &Expression| {
        expression.members().iter().any(|member| member.record.is_none() && member.name == MEMBERS)
    };
    test.expectations.iter().any(|expectation| match expectation.subject {
        ExpectationSubject::Outcome => {
            let rule = standard.rule(&expectation.id.value);
            rule.is_some_and(|rule| rule.conditions.all().any(|(_, condition)| reads(condition)))
        }
        // A figure goes over all that report to the region.
        ExpectationSubject::Figure => true,
        ExpectationSubject::Score | ExpectationSubject::Points => standard
            .systems
            .iter()
            .flat_map(scored::lines)
            .any(|line| line.expressions.into_iter().any(|(_, expression)| reads(expression))),
    })
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
            ExpectationSubject::Score => {
                standard.systems.iter().any(|system| system.id == expectation.id.value && system.binds.selects(region))
            }
            ExpectationSubject::Points => standard.systems.iter().any(|system| system.binds.selects(region)),
            ExpectationSubject::Figure => {
                standard.figure(&expectation.id.value).is_some_and(|(summary, _)| summary.binds.selects(region))
            }
        })
    };
    let regions = || standard.registry.regions().iter().filter(named);
    let mut region = regions().find(bound).or_else(|| regions().next())?.clone();
    region.attributes.extend(test.attributes.iter().cloned());
    Some(region)
}

/// The world of one test.
struct Trial<'t, 'a> {
    context: &'t Context<'a>,
    /// The scorecards, made when a test first asks for one.
    cards: OnceCell<Vec<Scorecard<'a>>>,
}

/// What an expectation finds.
enum Found<'f, 'a> {
    Outcome(Outcome<'a>),
    /// The rule does not bind the region.
    Unbound(&'a Rule),
    Card(&'f Scorecard<'a>),
    Line(&'f Scorecard<'a>, &'f Line<'a>),
    Total(Box<Total<'a>>),
    /// There is no such rule, line or figure, no system scores the region, or it does not get the summary.
    Nothing,
}

impl<'a> Trial<'_, 'a> {
    fn find<'f>(&'f self, expectation: &Expectation, diagnostics: &mut Vec<Diagnostic>) -> Found<'f, 'a> {
        let id = expectation.id.value.as_str();
        match expectation.subject {
            ExpectationSubject::Outcome => match self.context.assessment.standard.rule(id) {
                Some(rule) if rule.binds.selects(self.context.region) => {
                    Found::Outcome(decide(rule, self.context, diagnostics))
                }
                Some(rule) => Found::Unbound(rule),
                None => Found::Nothing,
            },
            ExpectationSubject::Score => {
                let card = self.cards(diagnostics).iter().find(|card| card.system.id == id);
                card.map_or(Found::Nothing, Found::Card)
            }
            ExpectationSubject::Points => {
                let lines =
                    self.cards(diagnostics).iter().flat_map(|card| card.lines.iter().map(move |line| (card, line)));
                let line = lines.into_iter().find(|(_, line)| line.id == id);
                line.map_or(Found::Nothing, |(card, line)| Found::Line(card, line))
            }
            ExpectationSubject::Figure => {
                let assessment = self.context.assessment;
                let code = &self.context.region.code;
                let figure = assessment.standard.figure(id);
                let mut told = Vec::new();
                let total = figure.and_then(|figure| rollup::total(assessment, figure, code, &mut told));
                // That regions differ on what they share may be just what the test is about.
                diagnostics.extend(told.into_iter().filter(Diagnostic::is_error));
                total.map_or(Found::Nothing, |total| Found::Total(Box::new(total)))
            }
        }
    }

    fn cards(&self, diagnostics: &mut Vec<Diagnostic>) -> &[Scorecard<'a>] {
        self.cards.get_or_init(|| score::score(self.context, &Peers::of(self.context.assessment), diagnostics))
    }
}

impl Found<'_, '_> {
    /// As tests write it.
    fn text(&self) -> String {
        let found = match self {
            Self::Outcome(outcome) => Some(outcome.kind.keyword().to_owned()),
            Self::Unbound(_) => Some("not-applicable".to_owned()),
            Self::Card(card) => card.value.as_ref().map(|value| card.published(value)),
            Self::Line(_, line) => line.points().map(ToString::to_string),
            Self::Total(total) => total.value.as_ref().map(ToString::to_string),
            Self::Nothing => None,
        };
        found.unwrap_or_else(|| NO_NUMBER.to_owned())
    }

    fn observe(&self, context: &Context<'_>, reached: &mut Vec<Observed>) {
        match self {
            Self::Outcome(outcome) => reached.push(Observed::outcome(outcome)),
            Self::Unbound(rule) => reached.push(Observed::unbound(rule)),
            Self::Card(card) => {
                reached.extend(card.lines.iter().map(|line| Observed::line(card.system, line, context)))
            }
            Self::Line(card, line) => reached.push(Observed::line(card.system, line, context)),
            Self::Total(_) | Self::Nothing => {}
        }
    }

    fn evidence(&self, context: &Context<'_>) -> Vec<Evidence> {
        match self {
            Self::Outcome(outcome) => Evidence::of_outcome(outcome, context),
            Self::Unbound(_) => vec![Evidence::Unbound { region: context.region.name.clone() }],
            Self::Card(card) => Evidence::of_card(card),
            Self::Line(card, line) => Evidence::of_line(card.system, line, context),
            Self::Total(total) => Evidence::of_total(total),
            Self::Nothing => Vec::new(),
        }
    }
}
