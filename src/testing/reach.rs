//! Which parts of a standard an expectation depends on: a change elsewhere cannot change what it finds.

use super::scored;
use crate::expr::Expression;
use crate::standard::Standard;
use crate::standard::record::Content;
use crate::standard::test::{Expectation, ExpectationSubject};
use std::collections::BTreeSet;

/// A name that expressions read: the record and the member; without a record a threshold.
pub type Name = (Option<String>, String);

/// What an expectation depends on.
#[derive(Debug, Default)]
pub struct Reach {
    /// Rules, by id.
    rules: BTreeSet<String>,
    /// Whole systems, by id.
    systems: BTreeSet<String>,
    /// Lines: system and id.
    lines: BTreeSet<(String, String)>,
    /// Names that are read, those behind derived values included.
    names: BTreeSet<Name>,
}

/// A part of a standard that can be changed.
#[derive(Debug, Clone)]
pub enum Part {
    /// A threshold or a derived value.
    Name(Name),
    /// A rule.
    Rule(String),
    /// These lines of a system; none where only its total is concerned.
    Lines(String, Vec<String>),
}

impl Reach {
    /// What the expectation depends on.
    pub fn of(standard: &Standard, expectation: &Expectation) -> Self {
        let id = expectation.id.value.as_str();
        let mut reach = Self::default();
        match expectation.subject {
            ExpectationSubject::Outcome => {
                if let Some(rule) = standard.rule(id) {
                    reach.rules.insert(id.to_owned());
                    reach.names = names(standard, rule.conditions.all().map(|(_, condition)| condition));
                }
            }
            ExpectationSubject::Points => {
                for (system, line) in scored::with_id(standard, id) {
                    reach.lines.insert((system.id.clone(), id.to_owned()));
                    reach.names.extend(names(standard, line.expressions.into_iter().map(|(_, read)| read)));
                }
            }
            ExpectationSubject::Score => {
                for system in standard.systems.iter().filter(|system| system.id == id) {
                    reach.systems.insert(system.id.clone());
                    let expressions = scored::lines(system).into_iter().flat_map(|line| line.expressions);
                    reach.names.extend(names(standard, expressions.map(|(_, read)| read)));
                }
            }
            ExpectationSubject::Figure => {
                if let Some((_, figure)) = standard.figure(id) {
                    reach.names = names(standard, figure.of_regions());
                }
            }
        }
        reach
    }

    /// Whether a change of the part may change what is found.
    pub fn covers(&self, part: &Part) -> bool {
        match part {
            Part::Name(name) => self.names.contains(name),
            Part::Rule(id) => self.rules.contains(id),
            Part::Lines(system, ids) => {
                self.systems.contains(system) || ids.iter().any(|id| self.lines.contains(&(system.clone(), id.clone())))
            }
        }
    }
}

/// All names that expressions of rules, indicators and figures read, those behind derived values included.
pub fn names<'e>(standard: &Standard, expressions: impl Iterator<Item = &'e Expression>) -> BTreeSet<Name> {
    let root = &standard.manifest.submission.value;
    let mut found = BTreeSet::new();
    let mut waiting: Vec<Name> = expressions.flat_map(|read| resolved(standard, read, root)).collect();
    while let Some(name) = waiting.pop() {
        if !found.insert(name.clone()) {
            continue;
        }
        if let (Some(record), member) = &name
            && let Some(Content::Derived(behind)) = content(standard, record, member)
        {
            waiting.extend(resolved(standard, behind, record));
        }
    }
    found
}

/// The names that one expression reads; those that stand by themselves are members of `record`, or thresholds.
fn resolved(standard: &Standard, expression: &Expression, record: &str) -> Vec<Name> {
    let names = expression.members().iter().map(|member| {
        let own = || content(standard, record, &member.name).map(|_| record.to_owned());
        (member.record.clone().or_else(own), member.name.clone())
    });
    names.collect()
}

fn content<'s>(standard: &'s Standard, record: &str, member: &str) -> Option<&'s Content> {
    standard.record(record)?.member(member).map(|member| &member.content)
}

/// Whether the expression rests on anything that is reported, so that it can be unknown.
pub fn rests_on_facts(standard: &Standard, expression: &Expression) -> bool {
    names(standard, std::iter::once(expression)).iter().any(|(record, member)| {
        let content = record.as_ref().and_then(|record| content(standard, record, member));
        content.is_some_and(|content| !matches!(content, Content::Derived(_)))
    })
}
