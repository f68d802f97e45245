//! A round that was checked → findings: what every rule says of every region, where figures do not agree, and the messages.

use super::message::both;
use super::{About, Activity, Finding, Findings, Place, Severity, StandardIdentity, Status, Suite};
use crate::check::{Kind, Outcome};
use crate::diagnostic::{Diagnostic, SourceId, SourceMap};
use crate::report::roll_up::wording::disagreement;
use crate::report::{RegionReport, Round};
use crate::rollup::{RollUp, Status as Delivered, Superior, Total};
use crate::standard::rule::Rule;
use crate::standard::{Standard, Text};
use std::collections::BTreeMap;

/// The most facts beside the first of which a finding names the places.
const FURTHER_FACTS: usize = 8;

impl About {
    fn of_rule(rule: &Rule, standard: &Standard) -> Self {
        let advice =
            |language| rule.advice.as_ref().map_or_else(String::new, |advice| advice.text(language).to_owned());
        let text = both(|language| {
            let clauses = rule.clauses.iter().filter_map(|clause| standard.clause(&clause.value));
            let texts =
                clauses.map(|(_, clause)| clause.text.as_ref().unwrap_or(&clause.title).text(language).to_owned());
            let notes = rule.notes.iter().map(|note| note.text(language).to_owned());
            texts.chain(notes).collect::<Vec<_>>().join("\n\n")
        });
        Self {
            title: both(|language| rule.title.text(language).to_owned()),
            text,
            advice: both(advice),
            severity: Severity::Error,
            clauses: values(&rule.clauses),
        }
    }
}

impl Findings {
    /// Everything that a check found. `roots` are the folders of the round and of the standard, by which messages name them.
    #[must_use]
    pub fn of_round(round: &Round<'_>, roots: &[&str]) -> Self {
        let standard = round.assessment.standard;
        let mut findings = Self::new(Activity::Check, round.language, roots);
        findings.standards.push(StandardIdentity::of(&standard.manifest));
        findings.day = Some(round.assessment.as_of.to_string());
        let rules = standard.rules.iter().map(|rule| (rule.id.clone(), About::of_rule(rule, standard)));
        findings.rules.extend(rules);
        let region = |report: &RegionReport<'_>| {
            let (id, name) = (report.region.code.clone(), report.region.name.clone());
            Suite { id, name, is_region: true }
        };
        findings.suites.extend(round.regions.iter().map(region));
        let (id, name) = (&standard.manifest.id, standard.manifest.title.text(round.language));
        findings.suites.push(Suite { id: id.clone(), name: name.to_owned(), is_region: false });
        findings.missing = missing(round.rolled);
        let deliveries = &round.rolled.deliveries.regions;
        let files: BTreeMap<&str, &[SourceId]> =
            deliveries.iter().map(|delivery| (delivery.region.code.as_str(), delivery.sources.as_slice())).collect();
        for (suite, report) in round.regions.iter().enumerate() {
            let file = files.get(report.region.code.as_str()).and_then(|files| files.first()).copied();
            for outcome in &report.outcomes {
                let finding = findings.outcome(suite, outcome, report, (round, file));
                findings.list.push(finding);
            }
        }
        for (superior, total) in round.rolled.disagreements() {
            findings.add_disagreement(superior, total, round);
        }
        findings.add_round_messages(round);
        findings
    }

    /// What a rule says of a region. Where none of its facts has a place, it is at the submission, and without one at the rule.
    fn outcome(
        &mut self,
        suite: usize,
        outcome: &Outcome<'_>,
        report: &RegionReport<'_>,
        (round, file): (&Round<'_>, Option<SourceId>),
    ) -> Finding {
        let (rule, sources) = (outcome.rule, round.sources);
        let mut finding = Finding::new(Status::Outcome(outcome.kind), rule.id.as_str(), suite, rule.id.as_str());
        finding.reason = outcome.reason.clone();
        let Some(message) = &outcome.message else { return finding };
        finding.message = Some(message.clone());
        let advised = matches!(outcome.kind, Kind::Problem | Kind::External);
        let advice = rule.advice.as_ref().filter(|_| advised);
        finding.advice = advice.map(|advice| both(|language| advice.text(language).to_owned()));
        finding.clauses = values(&rule.clauses);
        let own = format!("{}:", report.region.code);
        let (mut facts, others): (Vec<_>, Vec<_>) = outcome.facts.iter().partition(|fact| fact.path.starts_with(&own));
        facts.extend(others);
        let mut places = facts.into_iter().filter_map(|fact| Some((fact.place?, &fact.path)));
        finding.place = Some(match (places.next(), file) {
            (Some((span, _)), _) => Place::of(span, sources),
            (None, Some(file)) => Place::file(sources.path(file)),
            (None, None) => Place::of(rule.span, sources),
        });
        finding.further = places
            .take(FURTHER_FACTS)
            .map(|(span, path)| {
                let path = path.strip_prefix(&own).unwrap_or(path);
                (Place::of(span, sources), both(|_| path.to_owned()))
            })
            .collect();
        finding.further.extend(clauses(&rule.clauses, round.assessment.standard, sources));
        let standard = &round.assessment.standard.manifest.id;
        let parts = ["outcome", standard, &rule.id, &report.region.code, outcome.kind.keyword()];
        finding.fingerprint = self.fingerprints.of(&parts);
        finding
    }

    fn add_disagreement(&mut self, superior: &Superior<'_>, total: &Total<'_>, round: &Round<'_>) {
        let standard = round.assessment.standard;
        let summary = superior.summaries.iter().find(|own| own.totals.iter().any(|one| std::ptr::eq(one, total)));
        let id = summary.map_or("", |own| own.summary.id.as_str());
        let rule = format!("{id}/{}", total.figure.id);
        let suite = round.regions.iter().position(|report| report.region.code == superior.region.code);
        let suite = suite.unwrap_or(round.regions.len());
        let clauses_of = summary.map(|own| own.summary.clauses.as_slice()).unwrap_or_default();
        let served: Vec<Text> = clauses_of.iter().chain(&total.figure.clauses).cloned().collect();
        self.rules.entry(rule.clone()).or_insert_with(|| About {
            title: both(|language| total.figure.title.text(language).to_owned()),
            text: both(|_| String::new()),
            advice: both(|_| String::new()),
            severity: Severity::Error,
            clauses: values(&served),
        });
        let message = both(|language| disagreement(superior, total, language).unwrap_or_default());
        let deliveries = &round.rolled.deliveries.regions;
        let file = deliveries.iter().find(|delivery| delivery.region.code == superior.region.code);
        let file = file.and_then(|delivery| delivery.sources.first());
        let place = file
            .map_or_else(|| Place::of(total.figure.span, round.sources), |file| Place::file(round.sources.path(*file)));
        let parts = ["figure", &standard.manifest.id, &rule, &superior.region.code];
        let fingerprint = self.fingerprints.of(&parts);
        self.list.push(Finding {
            message: Some(message),
            clauses: values(&served),
            place: Some(place),
            further: clauses(&served, standard, round.sources),
            fingerprint,
            ..Finding::new(Status::Outcome(Kind::Problem), rule.as_str(), suite, rule.as_str())
        });
    }

    /// Messages go to the region whose submission they are about, or that they name; the rest are about the round.
    fn add_round_messages(&mut self, round: &Round<'_>) {
        let numbers: BTreeMap<&str, usize> =
            round.regions.iter().enumerate().map(|(number, report)| (report.region.code.as_str(), number)).collect();
        let deliveries = round.rolled.deliveries.regions.iter();
        let by_file: BTreeMap<SourceId, usize> = deliveries
            .filter_map(|delivery| Some((numbers.get(delivery.region.code.as_str())?, &delivery.sources)))
            .flat_map(|(number, sources)| sources.iter().map(|source| (*source, *number)))
            .collect();
        let suite = |diagnostic: &Diagnostic| {
            let by_place = diagnostic.place.and_then(|span| by_file.get(&span.source));
            let named = || {
                let mut arguments = diagnostic.arguments.iter().filter(|(name, _)| *name == "region");
                arguments.find_map(|(_, code)| numbers.get(code.as_str()))
            };
            by_place.or_else(named).copied().unwrap_or(round.regions.len())
        };
        for diagnostic in round.diagnostics {
            self.add_message(suite(diagnostic), diagnostic, round.sources);
        }
    }
}

/// How many regions of which a submission is expected handed in nothing.
#[must_use]
pub fn missing(rolled: &RollUp<'_>) -> usize {
    rolled.deliveries.regions.iter().filter(|delivery| delivery.is(Delivered::Missing)).count()
}

fn values(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}

/// Where the clauses stand, with their titles.
fn clauses(served: &[Text], standard: &Standard, sources: &SourceMap) -> Vec<(Place, super::Bilingual)> {
    let clauses = served.iter().filter_map(|clause| standard.clause(&clause.value));
    clauses
        .map(|(_, clause)| {
            (Place::of(clause.span, sources), both(|language| format!("{} {}", clause.id, clause.title.text(language))))
        })
        .collect()
}
