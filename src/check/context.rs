//! What expressions see: one region's facts, its own data, the regions below it, the day, and the constants of the standard.

use crate::base::date::Date;
use crate::diagnostic::{Diagnostic, SourceId};
use crate::expr::{Element, Expression, List, Object, Trace, Value};
use crate::standard::Standard;
use crate::standard::registry::Region;
use crate::submission::{Facts, Submission};
use std::collections::BTreeMap;

/// A whole round, held against a standard on a day.
#[derive(Debug)]
pub struct Assessment<'s> {
    /// The standard.
    pub standard: &'s Standard,
    /// The day of the verdicts.
    pub as_of: Date,
    /// Every region of the registry, with its facts, in the order of the registry.
    pub regions: Vec<RegionFacts<'s>>,
}

impl<'s> Assessment<'s> {
    /// Holds the submissions of a round against a standard. What does not fit is reported and unknown.
    pub fn new(
        standard: &'s Standard,
        as_of: Date,
        submissions: &BTreeMap<String, Submission>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let regions = standard.registry.regions().iter().filter_map(|region| {
            let submission = submissions.get(&region.code);
            let facts =
                Facts::read(standard, &region.code, submission.map(|submission| &submission.data), diagnostics)?;
            Some(RegionFacts { region, facts, submitted: submission.is_some() })
        });
        let regions = regions.collect();
        Self { standard, as_of, regions }
    }
}

/// One region with its facts.
#[derive(Debug)]
pub struct RegionFacts<'s> {
    /// The region.
    pub region: &'s Region,
    /// What it reported; all unknown where it reported nothing.
    pub facts: Facts<'s>,
    /// Whether it handed in anything.
    pub submitted: bool,
}

/// One region's view of a round: the root of all names.
#[derive(Debug)]
pub struct Context<'a> {
    /// The round.
    pub assessment: &'a Assessment<'a>,
    /// The region.
    pub region: &'a Region,
    facts: &'a Facts<'a>,
    below: Vec<&'a RegionFacts<'a>>,
    former: Option<(&'a Context<'a>, SourceId)>,
}

impl<'a> Context<'a> {
    /// The view of one region of the round.
    #[must_use]
    pub fn new(assessment: &'a Assessment<'a>, own: &'a RegionFacts<'a>) -> Self {
        let registry = &assessment.standard.registry;
        // Most regions have none below them, and looking from every region upwards for each of thousands takes long.
        let leads = registry.regions().iter().any(|other| other.parent == own.region.code);
        let below = assessment.regions.iter().filter(|_| leads);
        let below = below.filter(|other| registry.is_below(&other.region.code, &own.region.code)).collect();
        Self { assessment, region: own.region, facts: &own.facts, below, former: None }
    }

    /// The same beside the view of the region under a former edition of the standard, whose texts all lie before `from`.
    #[must_use]
    pub fn beside(self, former: &'a Context<'a>, from: SourceId) -> Self {
        Self { former: Some((former, from)), ..self }
    }

    /// Who answers for the names in an expression: of a former edition, the view under that one.
    #[must_use]
    pub fn answering(&self, expression: &Expression) -> &Context<'a> {
        match self.former {
            Some((former, from)) if expression.span().source < from => former,
            _ => self,
        }
    }

    /// The views of all regions of the round, in the order of the registry.
    #[must_use]
    pub fn all(assessment: &'a Assessment<'a>) -> Vec<Self> {
        assessment.regions.iter().map(|own| Self::new(assessment, own)).collect()
    }
}

impl Object for Context<'_> {
    fn member<'v>(&'v self, name: &str, trace: &mut Trace) -> Value<'v> {
        let standard = self.assessment.standard;
        if standard.root().is_some_and(|root| root.member(name).is_some()) {
            return self.facts.member(name, trace);
        }
        if let Some(threshold) = standard.thresholds.iter().find(|threshold| threshold.name == name) {
            return Value::Number(threshold.value.clone());
        }
        if let Some(list) = standard.code_lists.iter().find(|list| list.name == name) {
            return Value::List(List::of(list.codes.iter().map(|code| Value::text(code))));
        }
        match name {
            "region" => Value::Object(self.region),
            "as_of" => Value::Date(self.assessment.as_of),
            "members" => {
                let members = self.below.iter().map(|member| Element::certain(Value::Object(*member)));
                Value::List(List::new(members.collect(), false))
            }
            _ => Value::Unknown,
        }
    }

    fn label(&self) -> String {
        self.region.name.clone()
    }
}

impl Object for RegionFacts<'_> {
    fn member<'v>(&'v self, name: &str, trace: &mut Trace) -> Value<'v> {
        match name {
            "region" => Value::Object(self.region),
            _ => self.facts.member(name, trace),
        }
    }

    fn label(&self) -> String {
        self.region.name.clone()
    }
}

impl Object for Region {
    fn member<'v>(&'v self, name: &str, _: &mut Trace) -> Value<'v> {
        match name {
            "code" => Value::text(&self.code),
            "name" => Value::text(&self.name),
            "level" => Value::text(&self.level),
            "parent" => Value::text(&self.parent),
            other => Value::text(self.attribute(other).unwrap_or("")),
        }
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}
