//! The core of the language: declarations, and the checked, immutable [`Standard`] they compile to.
//!
//! A declaration is a file; [`Declarations`] collects what the files of a package (and the kinds) declare;
//! [`compile`](compile::compile) resolves names, types every expression and checks what can be checked without submissions.

pub mod clause;
pub mod compile;
pub mod declarations;
pub mod document;
pub mod glossary;
pub mod indicator;
pub mod manifest;
pub mod names;
pub mod plan;
pub mod record;
pub mod registry;
pub mod rule;
pub mod selector;
pub mod shape;
pub mod sign;
pub mod summary;
pub mod test;
pub mod text;
pub mod threshold;
pub mod trace;

pub use declarations::Declarations;
pub use text::{Label, Text};

use crate::base::unit::UnitTable;
use clause::{Clause, Source};
use declarations::CodeList;
use document::{DocumentDeclaration, Table};
use glossary::Glossary;
use indicator::IndicatorSystem;
use manifest::Manifest;
use plan::Plan;
use record::{Choice, Record};
use registry::Registry;
use rule::Rule;
use selector::RegionSet;
use sign::{Sign, SignStyle};
use summary::{Figure, Summary};
use test::Test;
use threshold::Threshold;

/// A compiled package: every name resolved, every expression typed. Nothing in it changes any more.
#[derive(Debug, Clone)]
pub struct Standard {
    /// What the package is.
    pub manifest: Manifest,
    /// The regions it speaks of.
    pub registry: Registry,
    /// Sources with their clauses.
    pub sources: Vec<Source>,
    /// Named sets of regions.
    pub region_sets: Vec<RegionSet>,
    /// All units.
    pub units: UnitTable,
    /// What people call the units that the package declares: unit and title.
    pub unit_titles: Vec<(String, Label)>,
    /// Named figures.
    pub thresholds: Vec<Threshold>,
    /// Lists of codes.
    pub code_lists: Vec<CodeList>,
    /// Closed sets of words.
    pub choices: Vec<Choice>,
    /// Forms.
    pub records: Vec<Record>,
    /// Rules.
    pub rules: Vec<Rule>,
    /// Indicator systems.
    pub systems: Vec<IndicatorSystem>,
    /// Documents.
    pub documents: Vec<DocumentDeclaration>,
    /// Styles of signs.
    pub sign_styles: Vec<SignStyle>,
    /// Signs.
    pub signs: Vec<Sign>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Plans of duties.
    pub plans: Vec<Plan>,
    /// What superiors are told of the regions that report to them.
    pub summaries: Vec<Summary>,
    /// Words for things.
    pub glossaries: Vec<Glossary>,
    /// Tests.
    pub tests: Vec<Test>,
}

impl Standard {
    /// The record that one region hands in.
    #[must_use]
    pub fn root(&self) -> Option<&Record> {
        self.record(&self.manifest.submission.value)
    }

    /// The record with that name.
    #[must_use]
    pub fn record(&self, name: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.name == name)
    }

    /// The choice with that name.
    #[must_use]
    pub fn choice(&self, name: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.name == name)
    }

    /// The rule with that id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The figure that tests name `summary/figure`, with its summary.
    #[must_use]
    pub fn figure(&self, path: &str) -> Option<(&Summary, &Figure)> {
        let (summary, figure) = path.split_once('/')?;
        let summary = self.summaries.iter().find(|known| known.id == summary)?;
        summary.figures.iter().find(|known| known.id == figure).map(|figure| (summary, figure))
    }

    /// All clauses, with their source.
    pub fn clauses(&self) -> impl Iterator<Item = (&Source, &Clause)> {
        self.sources.iter().flat_map(|source| source.clauses.iter().map(move |clause| (source, clause)))
    }

    /// The clause with that id.
    #[must_use]
    pub fn clause(&self, id: &str) -> Option<(&Source, &Clause)> {
        self.clauses().find(|(_, clause)| clause.id == id)
    }

    /// The clauses that duties of plans come from, in the order of the duties.
    pub fn clauses_of_duties(&self) -> impl Iterator<Item = &Clause> {
        let duties = self.plans.iter().flat_map(|plan| &plan.duties);
        duties.filter_map(|duty| self.clause(&duty.clause).map(|(_, clause)| clause))
    }
}
