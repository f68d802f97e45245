//! Everything that a package declares, before names are resolved. Kinds lower into this.

use super::clause::Source;
use super::document::{DocumentDeclaration, Table};
use super::glossary::Glossary;
use super::indicator::SystemDeclaration;
use super::manifest::Manifest;
use super::plan::Plan;
use super::record::{Choice, Record};
use super::rule::RuleDeclaration;
use super::selector::RegionSet;
use super::shape::{Child, keywords_of};
use super::sign::{Sign, SignStyle};
use super::summary::SummaryDeclaration;
use super::test::Test;
use super::text::Text;
use super::threshold::{Threshold, UnitDeclaration};
use super::{clause, document, glossary, indicator, manifest, record, rule, selector, sign, summary, test, threshold};
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Remark, Span};
use crate::syntax::Node;

/// All declarations of a package, in the order of its files.
#[derive(Debug, Default)]
pub struct Declarations {
    /// The manifest.
    pub manifest: Option<Manifest>,
    /// Whether there is one, be it one that cannot be read.
    pub manifest_declared: bool,
    /// Sources with their clauses.
    pub sources: Vec<Source>,
    /// Named sets of regions.
    pub region_sets: Vec<RegionSet>,
    /// Units of the author's own.
    pub units: Vec<UnitDeclaration>,
    /// Named figures.
    pub thresholds: Vec<Threshold>,
    /// Closed sets of words.
    pub choices: Vec<Choice>,
    /// Forms.
    pub records: Vec<Record<Text>>,
    /// Rules.
    pub rules: Vec<RuleDeclaration>,
    /// Indicator systems.
    pub systems: Vec<SystemDeclaration>,
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
    pub summaries: Vec<SummaryDeclaration>,
    /// Words for things.
    pub glossaries: Vec<Glossary>,
    /// Tests.
    pub tests: Vec<Test>,
    /// Lists of codes, such as a catalogue's: constants in expressions, and types of catalogue columns.
    pub code_lists: Vec<CodeList>,
    /// Clauses that a kind adds to a source: its id, and the clause.
    pub added_clauses: Vec<(Text, clause::Clause)>,
    /// Values whose types are to be checked once all types are known.
    pub typed_values: Vec<TypedValue>,
}

/// A list of codes under one name.
#[derive(Debug, Clone, Hash)]
pub struct CodeList {
    /// Its name in expressions.
    pub name: String,
    /// The codes, in order.
    pub codes: Vec<String>,
    /// The title of each code.
    pub titles: Vec<Text>,
    /// Where it is declared.
    pub span: Span,
}

/// A value that has to be of a type that is not known while its kind lowers.
#[derive(Debug)]
pub struct TypedValue {
    /// The name of the type, as in `field … type=`.
    pub kind: Text,
    /// The value.
    pub value: Text,
}

/// The declarations of the core, as the children of a file.
pub const DECLARED: [Child; 16] = [
    Child::several("standard", &manifest::SHAPE),
    Child::several("source", &clause::SOURCE),
    Child::several("region-set", &selector::REGION_SET),
    Child::several("unit", &threshold::UNIT),
    Child::several("threshold", &threshold::THRESHOLD),
    Child::several("choice", &record::CHOICE),
    Child::several("record", &record::RECORD),
    Child::several("rule", &rule::SHAPE),
    Child::several("indicators", &indicator::SYSTEM),
    Child::several("document", &document::DOCUMENT),
    Child::several("sign-style", &sign::STYLE),
    Child::several("sign", &sign::SIGN),
    Child::several("table", &document::TABLE),
    Child::several("glossary", &glossary::GLOSSARY),
    Child::several("summary", &summary::SUMMARY),
    Child::several("test", &test::TEST),
];

/// The keywords of the core.
pub const KEYWORDS: [&str; DECLARED.len()] = keywords_of(&DECLARED);

impl Declarations {
    /// Adds what a top-level node of the core declares; `keyword` is its English spelling, one of [`KEYWORDS`].
    pub fn declare(&mut self, keyword: &str, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
        match keyword {
            "standard" => self.declare_manifest(node, diagnostics),
            "source" => self.sources.extend(Source::read(node, diagnostics)),
            "region-set" => self.region_sets.extend(RegionSet::read(node, diagnostics)),
            "unit" => self.units.extend(UnitDeclaration::read(node, diagnostics)),
            "threshold" => self.thresholds.extend(Threshold::read(node, diagnostics)),
            "choice" => self.choices.extend(Choice::read(node, diagnostics)),
            "record" => self.records.extend(Record::read(node, diagnostics)),
            "rule" => self.rules.extend(RuleDeclaration::read(node, diagnostics)),
            "indicators" => self.systems.extend(SystemDeclaration::read(node, diagnostics)),
            "document" => self.documents.extend(DocumentDeclaration::read(node, diagnostics)),
            "sign-style" => self.sign_styles.extend(SignStyle::read(node, diagnostics)),
            "sign" => self.signs.extend(Sign::read(node, diagnostics)),
            "glossary" => self.glossaries.push(Glossary::read(node, diagnostics)),
            "table" => self.tables.extend(Table::read(node, diagnostics)),
            "summary" => self.summaries.extend(SummaryDeclaration::read(node, diagnostics)),
            _ => self.tests.extend(Test::read(node, diagnostics)),
        }
    }

    fn declare_manifest(&mut self, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
        if let Some(first) = &self.manifest {
            diagnostics.push(
                Diagnostic::new(&messages::SECOND_MANIFEST).at(node.name.span).remark(first.span, Remark::DeclaredHere),
            );
            return;
        }
        self.manifest_declared = true;
        self.manifest = Manifest::read(node, diagnostics);
    }

    /// Adds what the next file declares, but for its manifest.
    pub fn join(&mut self, next: Self) {
        let Self {
            manifest: _,
            manifest_declared: _,
            sources,
            region_sets,
            units,
            thresholds,
            choices,
            records,
            rules,
            systems,
            documents,
            sign_styles,
            signs,
            tables,
            plans,
            summaries,
            glossaries,
            tests,
            code_lists,
            added_clauses,
            typed_values,
        } = next;
        self.sources.extend(sources);
        self.region_sets.extend(region_sets);
        self.units.extend(units);
        self.thresholds.extend(thresholds);
        self.choices.extend(choices);
        self.records.extend(records);
        self.rules.extend(rules);
        self.systems.extend(systems);
        self.documents.extend(documents);
        self.sign_styles.extend(sign_styles);
        self.signs.extend(signs);
        self.tables.extend(tables);
        self.plans.extend(plans);
        self.summaries.extend(summaries);
        self.glossaries.extend(glossaries);
        self.tests.extend(tests);
        self.code_lists.extend(code_lists);
        self.added_clauses.extend(added_clauses);
        self.typed_values.extend(typed_values);
    }

    /// Moves the clauses that kinds added into their sources; a source that does not exist is reported once.
    pub fn place_added_clauses(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let mut reported: Vec<Span> = Vec::new();
        for (source, clause) in std::mem::take(&mut self.added_clauses) {
            if let Some(found) = self.sources.iter_mut().find(|known| known.id == source.value) {
                found.clauses.push(clause);
            } else if !reported.contains(&source.span) {
                reported.push(source.span);
                let known = self.sources.iter().map(|known| known.id.as_str());
                diagnostics.push(super::names::dangling("source", &source, known));
            }
        }
    }
}
