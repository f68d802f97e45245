//! Whom a clause, a rule or an indicator binds.

use super::registry::{Region, Registry};
use super::shape::{Child, IDS, LINE, Reading, Shape, Slot, Takes};
use super::text::{Label, Text};
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::syntax::{Argument, Node, vocabulary};

/// The `binds` node.
pub static BINDS: Shape = Shape {
    arguments: &[],
    rest: None,
    properties: &[
        Slot::optional("level", Takes::Text),
        Slot::optional("set", Takes::Text).in_second_sense(),
        Slot::optional("region", Takes::Text),
    ],
    open: true,
    children: &[],
};

/// The `region-set` node.
pub static REGION_SET: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text)],
    open: false,
    children: &[Child::several("region", &IDS), Child::several("note", &LINE)],
};

/// A named set of regions.
#[derive(Debug, Clone, Hash)]
pub struct RegionSet {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// The codes in it.
    pub regions: Vec<Text>,
    /// Where it is declared.
    pub span: Span,
}

impl RegionSet {
    /// Reads a `region-set` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &REGION_SET, diagnostics);
        let regions = reading.child_ids("region", diagnostics);
        Some(Self { id: reading.text(0)?.value, title: reading.label(1)?, regions, span: reading.span() })
    }
}

/// A selection of regions: one of several alternatives, each a conjunction of conditions. Without alternatives: every region.
#[derive(Debug, Clone, Default, Hash)]
pub struct Selector {
    /// The alternatives.
    pub alternatives: Vec<Vec<Condition>>,
}

/// One condition on a region.
#[derive(Debug, Clone, Hash)]
pub struct Condition {
    /// What is looked at.
    pub subject: Subject,
    /// The values of which one has to be met.
    pub values: Vec<Text>,
}

/// What a condition looks at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The region's level.
    Level,
    /// A named set it is in.
    Set,
    /// Its code.
    Code,
    /// A further column of the registry.
    Attribute(String),
}

impl Selector {
    /// Reads all `binds` nodes of a declaration.
    pub fn read<'t>(nodes: impl Iterator<Item = &'t Node>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        Self { alternatives: nodes.map(|node| read_conditions(node, diagnostics)).collect() }
    }

    /// Whether a region is selected; sets were resolved by [`Selector::resolve`].
    #[must_use]
    pub fn selects(&self, region: &Region) -> bool {
        let met = |condition: &Condition| {
            let value = match &condition.subject {
                Subject::Level => region.level.as_str(),
                Subject::Set | Subject::Code => region.code.as_str(),
                Subject::Attribute(name) => region.attribute(name).unwrap_or(""),
            };
            condition.values.iter().any(|wanted| wanted.value == value)
        };
        self.alternatives.is_empty() || self.alternatives.iter().any(|all| all.iter().all(met))
    }

    /// Replaces sets by their regions and checks levels, codes and attributes against the registry.
    pub fn resolve(&mut self, sets: &[RegionSet], registry: &Registry, diagnostics: &mut Vec<Diagnostic>) {
        for condition in self.alternatives.iter_mut().flatten() {
            match &condition.subject {
                Subject::Set => {
                    condition.values =
                        condition.values.iter().flat_map(|name| regions_of(name, sets, diagnostics)).collect();
                }
                Subject::Level => check_values(&condition.values, "level", registry, diagnostics),
                Subject::Code => check_values(&condition.values, "code", registry, diagnostics),
                Subject::Attribute(name) => check_values(&condition.values, name, registry, diagnostics),
            }
        }
    }

    /// The values asked for at the level, for display; empty where the level does not matter.
    #[must_use]
    pub fn levels(&self) -> Vec<&str> {
        let conditions = self.alternatives.iter().flatten();
        let levels = conditions.filter(|condition| condition.subject == Subject::Level);
        levels.flat_map(|condition| condition.values.iter().map(|text| text.value.as_str())).collect()
    }
}

fn regions_of(name: &Text, sets: &[RegionSet], diagnostics: &mut Vec<Diagnostic>) -> Vec<Text> {
    if let Some(set) = sets.iter().find(|set| set.id == name.value) {
        return set.regions.clone();
    }
    diagnostics.push(super::names::dangling("region-set", name, sets.iter().map(|set| set.id.as_str())));
    Vec::new()
}

fn check_values(values: &[Text], column: &str, registry: &Registry, diagnostics: &mut Vec<Diagnostic>) {
    for value in values.iter().filter(|value| !registry.has_value(column, &value.value)) {
        diagnostics.push(
            Diagnostic::new(&messages::NOT_IN_REGISTRY)
                .with("value", &value.value)
                .with("known", super::names::suggested(&value.value, registry.values(column).into_iter()))
                .at(value.span),
        );
    }
}

fn read_conditions(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Condition> {
    let reading = Reading::new(node, &BINDS, diagnostics);
    let mut conditions = Vec::new();
    for (subject, name) in [(Subject::Level, "level"), (Subject::Set, "set"), (Subject::Code, "region")] {
        let values = reading.property_words(name);
        if !values.is_empty() {
            conditions.push(Condition { subject, values });
        }
    }
    for (name, argument) in reading.open_properties(&BINDS) {
        let name = vocabulary::canonical(name).unwrap_or(name);
        conditions.push(Condition { subject: Subject::Attribute(name.to_owned()), values: words(argument) });
    }
    conditions
}

fn words(argument: &Argument) -> Vec<Text> {
    let Some(whole) = super::shape::text(argument) else { return Vec::new() };
    whole.value.split(',').map(|word| Text::made(word.trim(), whole.span)).collect()
}
