//! Declarations → [`Standard`]: names are resolved, expressions typed, and what can be checked without submissions is checked.
//!
//! All that is wrong is reported, and a declaration that could not be compiled is left out, so that one mistake does not make others.

mod summary;

use super::clause::Modality;
use super::declarations::TypedValue;
use super::indicator::{
    self, Bonus, Branch, Deduction, Group, Indicator, IndicatorSystem, Sample, Scale, SystemDeclaration, Veto,
};
use super::names::{self, BUILT_IN_ROOTS, BUILT_IN_TYPES, Scope, dangling, repeated};
use super::record::{Content, Field, Member, Record};
use super::registry::Registry;
use super::rule::{Conditions, Rule, RuleDeclaration};
use super::test::ExpectationSubject;
use super::{Declarations, Standard, Text};
use crate::base::intention;
use crate::base::number::Number;
use crate::base::parallel;
use crate::base::unit::{Unit, UnitTable};
use crate::diagnostic::catalogue::{declaration as messages, expression};
use crate::diagnostic::{Diagnostic, Remark, Span, has_errors};
use crate::expr::{self, Expression, Source, Template, Type};
use std::collections::{BTreeMap, BTreeSet};

/// The words for outcomes, as tests and reports write them.
pub const OUTCOMES: [&str; 8] =
    ["pass", "problem", "good", "unknown", "not-applicable", "not-due", "external", "review"];

/// Compiles what a package declares. `None` when anything is an error; the reasons are added to `diagnostics`.
pub fn compile(
    mut declarations: Declarations,
    registry: Registry,
    package: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Standard> {
    declarations.place_added_clauses(diagnostics);
    let Some(manifest) = declarations.manifest.take() else {
        if !declarations.manifest_declared {
            diagnostics.push(Diagnostic::new(&messages::NO_MANIFEST).at(package));
        }
        return None;
    };
    registry.check(diagnostics);
    for (level, _) in &manifest.levels {
        if !registry.regions().is_empty() && !registry.has_value("level", level) {
            let level = Text::made(level.clone(), manifest.span);
            diagnostics.push(dangling("level", &level, registry.values("level").into_iter()));
        }
    }
    if !is_id(&manifest.id) {
        diagnostics.push(Diagnostic::new(&messages::NOT_AN_ID).with("name", &manifest.id).at(manifest.span));
    }
    check_ids(&declarations, diagnostics);
    check_names(&declarations, &manifest.submission, diagnostics);
    let units = declare_units(&declarations, diagnostics);
    check_records(&declarations, &units, &registry, &manifest.submission, diagnostics);
    for threshold in &declarations.thresholds {
        check_unit(threshold.unit.as_ref(), &units, diagnostics);
    }
    let clauses = Clauses::of(&declarations);
    check_references(&declarations, &clauses, diagnostics);
    resolve_selectors(&mut declarations, &registry, diagnostics);
    check_typed_values(&declarations, diagnostics);

    let environment = Environment {
        declarations: &declarations,
        units: &units,
        registry: &registry,
        root: &manifest.submission.value,
    };
    let derived = derive_types(&environment, diagnostics);
    let compiler = Compiler { environment, derived };
    let records = compiler.records(diagnostics);
    let compiled = parallel::map(declarations.rules.iter().collect(), |rule| {
        let mut found = Vec::new();
        (compiler.rule(rule, &clauses, &mut found), found)
    });
    let mut rules = Vec::with_capacity(compiled.len());
    for (rule, found) in compiled {
        rules.extend(rule);
        diagnostics.extend(found);
    }
    let systems =
        declarations.systems.iter().filter_map(|system| compiler.system(system, diagnostics)).collect::<Vec<_>>();
    let summaries =
        declarations.summaries.iter().filter_map(|summary| compiler.summary(summary, diagnostics)).collect();
    check_tests(&declarations, &registry, diagnostics);
    drop_consequences(&declarations, &manifest.submission, &compiler.derived, diagnostics);
    if has_errors(diagnostics) {
        return None;
    }
    Some(Standard {
        manifest,
        registry,
        sources: declarations.sources,
        region_sets: declarations.region_sets,
        units,
        unit_titles: declarations.units.into_iter().map(|unit| (unit.id.value, unit.title)).collect(),
        thresholds: declarations.thresholds,
        code_lists: declarations.code_lists,
        choices: declarations.choices,
        records,
        rules,
        systems,
        documents: declarations.documents,
        sign_styles: declarations.sign_styles,
        signs: declarations.signs,
        tables: declarations.tables,
        plans: declarations.plans,
        summaries,
        glossaries: declarations.glossaries,
        tests: declarations.tests,
    })
}

/// Drops messages of expressions about members that have no type, because something in their own declaration is wrong:
/// that was reported, and is the one cause.
fn drop_consequences(
    declarations: &Declarations,
    submission: &Text,
    derived: &[(String, String, Type)],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let records = &declarations.records;
    let is_record = |name: &Text| records.iter().any(|record| record.name == name.value);
    let mut untyped: BTreeSet<&str> = BTreeSet::new();
    for record in records {
        for member in &record.members {
            match &member.content {
                Content::Part(of) | Content::List { of, .. } if !is_record(of) => {
                    untyped.insert(&member.name);
                }
                Content::Derived(_)
                    if !derived.iter().any(|(own, name, _)| *own == record.name && *name == member.name) =>
                {
                    untyped.insert(&member.name);
                }
                // Expressions name the unknown type of a field where they do not fit it.
                Content::Field(field) if !is_type(&field.kind.value, declarations) => {
                    untyped.insert(&field.kind.value);
                }
                _ => {}
            }
        }
    }
    let rootless = !is_record(submission);
    crate::diagnostic::drop_consequences(diagnostics, |found| {
        let about = |(_, value): &(&str, String)| untyped.contains(value.as_str());
        let unknown_name = rootless && found.entry == &expression::UNKNOWN_NAME;
        unknown_name || expression::ENTRIES.contains(&found.entry) && found.arguments.iter().any(about)
    });
}

fn is_type(name: &str, declarations: &Declarations) -> bool {
    BUILT_IN_TYPES.contains(&name) || declarations.choices.iter().any(|choice| choice.name == name)
}

/// Reports ids that occur twice among things of one sort, or that could not be the name of a file.
fn check_ids(declarations: &Declarations, diagnostics: &mut Vec<Diagnostic>) {
    let d = declarations;
    let mut unique = |kind: &'static str, ids: Vec<(&str, Span)>| {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for (id, span) in ids {
            if !is_id(id) {
                diagnostics.push(Diagnostic::new(&messages::NOT_AN_ID).with("name", id).at(span));
            }
            match seen.get(id) {
                Some(first) => diagnostics.push(repeated(kind, &Text::made(id, span), *first)),
                None => {
                    seen.insert(id, span);
                }
            }
        }
    };
    unique("source", d.sources.iter().map(|s| (s.id.as_str(), s.span)).collect());
    unique("clause", d.sources.iter().flat_map(|s| &s.clauses).map(|c| (c.id.as_str(), c.span)).collect());
    unique("region-set", d.region_sets.iter().map(|s| (s.id.as_str(), s.span)).collect());
    unique("rule", d.rules.iter().map(|r| (r.id.as_str(), r.span)).collect());
    unique("indicators", d.systems.iter().map(|s| (s.id.as_str(), s.span)).collect());
    unique("document", d.documents.iter().map(|s| (s.id.as_str(), s.span)).collect());
    unique("sign-style", d.sign_styles.iter().map(|s| (s.id.as_str(), s.span)).collect());
    unique("sign", d.signs.iter().map(|s| (s.id.value.as_str(), s.id.span)).collect());
    unique("table", d.tables.iter().map(|t| (t.id.as_str(), t.span)).collect());
    unique("summary", d.summaries.iter().map(|s| (s.id.as_str(), s.span)).collect());
    for summary in &d.summaries {
        // Of two figures of one name, which was reported, the first counts.
        unique("figure", summary.figures.iter().map(|f| (f.id.as_str(), f.span)).collect());
    }
    for system in &d.systems {
        let mut ids = indicator::ids(&system.children);
        ids.extend(system.bonuses.iter().map(|b| (b.id.as_str(), b.span)));
        ids.extend(system.deductions.iter().map(|b| (b.id.as_str(), b.span)));
        ids.extend(system.vetoes.iter().map(|b| (b.id.as_str(), b.span)));
        unique("indicator", ids);
    }
}

/// An id names files and anchors: letters, digits, `-`, `_`, and `.` inside.
fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.chars().count() <= 80
        && !id.starts_with('.')
        && !id.ends_with('.')
        && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// A name stands in expressions: letters, digits and `_`, not starting with a digit.
fn is_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && characters.all(|c| c.is_alphanumeric() || c == '_')
        && name.chars().count() <= 80
        && !matches!(name, "true" | "false" | "in")
}

/// Reports names that expressions could not read, that mean two things, or that the language keeps for itself.
fn check_names(declarations: &Declarations, submission: &Text, diagnostics: &mut Vec<Diagnostic>) {
    let records = declarations.records.iter().map(|record| (record.name.as_str(), record.span));
    let choices = declarations.choices.iter().map(|choice| (choice.name.as_str(), choice.span));
    let mut types: BTreeMap<&str, Span> = BTreeMap::new();
    for (name, span) in records.chain(choices) {
        let text = Text::made(name, span);
        if !is_name(name) || BUILT_IN_TYPES.contains(&name) || name == names::REGION_RECORD {
            diagnostics.push(Diagnostic::new(&messages::NOT_A_NAME).with("name", name).at(span));
        }
        match types.get(name) {
            Some(first) => diagnostics.push(repeated("type", &text, *first)),
            None => {
                types.insert(name, span);
            }
        }
    }
    for record in &declarations.records {
        let is_root = record.name == submission.value;
        for member in &record.members {
            let reserved = is_root && BUILT_IN_ROOTS.contains(&member.name.as_str());
            let reserved = reserved || matches!(member.name.as_str(), "not_applicable" | "partial");
            if !is_name(&member.name) || reserved {
                let message = if reserved { &messages::RESERVED_NAME } else { &messages::NOT_A_NAME };
                diagnostics.push(Diagnostic::new(message).with("name", &member.name).at(member.span));
            }
        }
    }
    let root = declarations.records.iter().find(|record| record.name == submission.value);
    let mut roots: BTreeMap<&str, Span> = BTreeMap::new();
    if let Some(root) = root {
        roots.extend(root.members.iter().map(|member| (member.name.as_str(), member.span)));
    }
    let thresholds = declarations.thresholds.iter().map(|threshold| ("threshold", &threshold.name, threshold.span));
    let lists = declarations.code_lists.iter().map(|list| ("catalog", &list.name, list.span));
    for (kind, name, span) in thresholds.chain(lists) {
        if !is_name(name) {
            diagnostics.push(Diagnostic::new(&messages::NOT_A_NAME).with("name", name).at(span));
        }
        if BUILT_IN_ROOTS.contains(&name.as_str()) {
            diagnostics.push(Diagnostic::new(&messages::RESERVED_NAME).with("name", name).at(span));
        }
        match roots.get(name.as_str()) {
            Some(first) => diagnostics.push(repeated(kind, &Text::made(name.clone(), span), *first)),
            None => {
                roots.insert(name, span);
            }
        }
    }
}

fn declare_units(declarations: &Declarations, diagnostics: &mut Vec<Diagnostic>) -> UnitTable {
    let mut units = UnitTable::default();
    // A unit may be a multiple of one that a later file declares.
    let mut waiting: Vec<_> = declarations.units.iter().collect();
    loop {
        let before = waiting.len();
        waiting.retain(|unit| {
            let multiple = unit.of.as_ref().map(|(of, factor)| (of.value.as_str(), factor.clone()));
            units.declare(&unit.id.value, multiple).is_err()
        });
        if waiting.len() == before {
            break;
        }
    }
    for unit in waiting {
        let diagnostic = match &unit.of {
            Some((of, _)) if units.parse(&of.value).is_err() => {
                Diagnostic::new(&messages::UNKNOWN_UNIT).with("name", &of.value).at(of.span)
            }
            _ => Diagnostic::new(&messages::UNIT_TAKEN).with("name", &unit.id.value).at(unit.id.span),
        };
        diagnostics.push(diagnostic);
    }
    for unit in &declarations.units {
        for word in std::iter::once(&unit.title.zh).chain(&unit.title.en) {
            units.call(word, &unit.id.value);
        }
    }
    units
}

fn check_unit(unit: Option<&Text>, units: &UnitTable, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(text) = unit
        && units.parse(&text.value).is_err()
    {
        diagnostics.push(Diagnostic::new(&messages::UNKNOWN_UNIT).with("name", &text.value).at(text.span));
    }
}

fn check_records(
    declarations: &Declarations,
    units: &UnitTable,
    registry: &Registry,
    submission: &Text,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let records = &declarations.records;
    let record_names = || records.iter().map(|record| record.name.as_str());
    if records.iter().all(|record| record.name != submission.value) {
        diagnostics.push(dangling("record", submission, record_names()));
    }
    if registry.regions().is_empty() {
        diagnostics.push(Diagnostic::new(&messages::NO_REGIONS).at(submission.span));
    }
    for record in records {
        for member in &record.members {
            match &member.content {
                Content::Field(field) => check_field(field, member, declarations, units, diagnostics),
                Content::Part(of) => {
                    if !record_names().any(|name| name == of.value) {
                        diagnostics.push(dangling("record", of, record_names()));
                    }
                }
                Content::List { of, key } => match records.iter().find(|record| record.name == of.value) {
                    None => diagnostics.push(dangling("record", of, record_names())),
                    Some(element) => check_key(element, key, diagnostics),
                },
                Content::Derived(_) => {}
            }
        }
    }
    let before = diagnostics.len();
    check_circles(records, diagnostics);
    if diagnostics.len() == before
        && let Some(root) = records.iter().find(|record| record.name == submission.value)
        && extent(root, records, 0, &mut BTreeMap::new()).is_none_or(|members| members > MAX_MEMBERS)
    {
        diagnostics.push(
            Diagnostic::new(&messages::TOO_LARGE_RECORD)
                .with("name", &root.name)
                .with("members", MAX_MEMBERS)
                .with("depth", MAX_RECORD_DEPTH)
                .at(root.span),
        );
    }
}

/// How deep records may hold records.
const MAX_RECORD_DEPTH: usize = 32;
/// How many members a submission may have, those of its parts counted again for every place where they occur.
const MAX_MEMBERS: usize = 20_000;

/// The members of a record with those of its parts and of one element of each list; `None` where it is too deep.
/// Facts are read by recursion over exactly these, so that the bound holds there too.
fn extent<'r>(
    record: &'r Record<Text>,
    records: &'r [Record<Text>],
    depth: usize,
    known: &mut BTreeMap<&'r str, usize>,
) -> Option<usize> {
    if depth > MAX_RECORD_DEPTH {
        return None;
    }
    let mut members = record.members.len();
    for member in &record.members {
        let (Content::Part(of) | Content::List { of, .. }) = &member.content else { continue };
        let Some(inner) = records.iter().find(|record| record.name == of.value) else { continue };
        let inner = match known.get(inner.name.as_str()) {
            Some(members) => *members,
            None => extent(inner, records, depth + 1, known)?,
        };
        members = members.saturating_add(inner);
    }
    known.insert(&record.name, members);
    Some(members)
}

fn check_field(
    field: &Field,
    member: &Member<Text>,
    declarations: &Declarations,
    units: &UnitTable,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let kind = field.kind.value.as_str();
    if !is_type(kind, declarations) {
        let choices = declarations.choices.iter().map(|choice| choice.name.as_str());
        diagnostics.push(dangling("type", &field.kind, BUILT_IN_TYPES.into_iter().chain(choices)));
        return;
    }
    let numeric = matches!(kind, "number" | "integer");
    if !numeric && (field.unit.is_some() || field.min.is_some() || field.max.is_some()) {
        diagnostics.push(Diagnostic::new(&messages::ONLY_FOR_NUMBERS).with("name", &member.name).at(member.span));
    }
    if field.many && kind == "boolean" {
        diagnostics.push(Diagnostic::new(&messages::NOT_FOR_BOOLEANS).with("name", &member.name).at(member.span));
    }
    if let (Some(min), Some(max)) = (&field.min, &field.max)
        && min > max
    {
        diagnostics.push(Diagnostic::new(&messages::EMPTY_RANGE).with("name", &member.name).at(member.span));
    }
    check_unit(field.unit.as_ref(), units, diagnostics);
}

fn check_key(element: &Record<Text>, key: &Text, diagnostics: &mut Vec<Diagnostic>) {
    let is_key = element.member(&key.value).is_some_and(
        |member| matches!(&member.content, Content::Field(field) if !field.many && field.kind.value != "boolean"),
    );
    if !is_key {
        let fields = element.members.iter().map(|member| member.name.as_str());
        diagnostics.push(dangling("field", key, fields));
    }
}

/// Reports records that contain themselves, once for each circle.
fn check_circles(records: &[Record<Text>], diagnostics: &mut Vec<Diagnostic>) {
    let edges = |name: &str| -> Vec<&Text> {
        let record = records.iter().find(|record| record.name == name);
        record
            .into_iter()
            .flat_map(|record| &record.members)
            .filter_map(|member| match &member.content {
                Content::Part(of) | Content::List { of, .. } => Some(of),
                _ => None,
            })
            .collect()
    };
    let names = records.iter().map(|record| record.name.as_str()).collect();
    for circle in circles(names, |name| edges(name).into_iter().map(|of| of.value.as_str()).collect()) {
        let closing = circle
            .last()
            .and_then(|last| edges(last).into_iter().find(|of| circle.first() == Some(&of.value.as_str())));
        let Some(closing) = closing else { continue };
        diagnostics.push(
            Diagnostic::new(&messages::CIRCULAR_REFERENCE)
                .with("chain", format!("{} → {}", circle.join(" → "), closing.value))
                .at(closing.span),
        );
    }
}

/// A circle through every set of nodes that lead to each other; what only leads to a circle is in none.
fn circles<N: Copy + Ord>(nodes: Vec<N>, edges: impl Fn(N) -> Vec<N>) -> Vec<Vec<N>> {
    let mut found = Vec::new();
    let mut done: BTreeSet<N> = BTreeSet::new();
    for start in nodes {
        if done.contains(&start) {
            continue;
        }
        let mut path: Vec<(N, Vec<N>)> = vec![(start, edges(start))];
        while let Some((node, waiting)) = path.last_mut() {
            let Some(next) = waiting.pop() else {
                done.insert(*node);
                path.pop();
                continue;
            };
            if let Some(at) = path.iter().position(|(known, _)| *known == next) {
                found.push(path.iter().skip(at).map(|(node, _)| *node).collect());
            } else if !done.contains(&next) {
                path.push((next, edges(next)));
            }
        }
    }
    found
}

/// All clauses by id, with their modality.
struct Clauses(BTreeMap<String, Modality>);

impl Clauses {
    fn of(declarations: &Declarations) -> Self {
        let mut modalities = BTreeMap::new();
        for clause in declarations.sources.iter().flat_map(|source| &source.clauses) {
            // Of two with one id, which was reported, the first counts.
            modalities.entry(clause.id.clone()).or_insert(clause.modality);
        }
        Self(modalities)
    }

    fn check(&self, references: &[Text], diagnostics: &mut Vec<Diagnostic>) {
        for reference in references.iter().filter(|reference| !self.0.contains_key(&reference.value)) {
            diagnostics.push(dangling("clause", reference, self.0.keys().map(String::as_str)));
        }
    }
}

/// Reports references to clauses, styles and templates that do not exist.
fn check_references(declarations: &Declarations, clauses: &Clauses, diagnostics: &mut Vec<Diagnostic>) {
    let d = declarations;
    for references in d
        .rules
        .iter()
        .map(|rule| &rule.clauses)
        .chain(d.thresholds.iter().map(|threshold| &threshold.clauses))
        .chain(d.sign_styles.iter().map(|style| &style.clauses))
        .chain(d.signs.iter().map(|sign| &sign.clauses))
        .chain(d.summaries.iter().map(|summary| &summary.clauses))
        .chain(d.summaries.iter().flat_map(|summary| &summary.figures).map(|figure| &figure.clauses))
    {
        clauses.check(references, diagnostics);
    }
    for (_, clause) in d.tables.iter().flat_map(|table| &table.clauses) {
        clauses.check(std::slice::from_ref(clause), diagnostics);
    }
    for system in &d.systems {
        check_branch_clauses(&system.children, clauses, diagnostics);
        for references in system
            .bonuses
            .iter()
            .map(|bonus| &bonus.clauses)
            .chain(system.deductions.iter().map(|deduction| &deduction.clauses))
            .chain(system.vetoes.iter().map(|veto| &veto.clauses))
        {
            clauses.check(references, diagnostics);
        }
    }
    for sign in &d.signs {
        if d.sign_styles.iter().all(|style| style.id != sign.style.value) {
            diagnostics.push(dangling("sign-style", &sign.style, d.sign_styles.iter().map(|style| style.id.as_str())));
        }
    }
}

fn check_branch_clauses(branches: &[Branch<Text>], clauses: &Clauses, diagnostics: &mut Vec<Diagnostic>) {
    for branch in branches {
        match branch {
            Branch::Group(group) => check_branch_clauses(&group.children, clauses, diagnostics),
            Branch::Indicator(leaf) => clauses.check(&leaf.clauses, diagnostics),
        }
    }
}

fn resolve_selectors(declarations: &mut Declarations, registry: &Registry, diagnostics: &mut Vec<Diagnostic>) {
    let sets = std::mem::take(&mut declarations.region_sets);
    for region in sets.iter().flat_map(|set| &set.regions) {
        if registry.get(&region.value).is_none() {
            let codes = registry.regions().iter().map(|region| region.code.as_str());
            diagnostics.push(dangling("region", region, codes));
        }
    }
    for source in &mut declarations.sources {
        for clause in &mut source.clauses {
            clause.binds.resolve(&sets, registry, diagnostics);
        }
    }
    for rule in &mut declarations.rules {
        rule.binds.resolve(&sets, registry, diagnostics);
    }
    for system in &mut declarations.systems {
        system.binds.resolve(&sets, registry, diagnostics);
        resolve_branches(&mut system.children, &sets, registry, diagnostics);
        let ideals = system.aggregates().into_iter().filter_map(|(_, aggregate)| aggregate.topsis());
        let ideals = ideals.map(|topsis| &topsis.among);
        for peers in system.ranking.iter().map(|ranking| &ranking.among).chain(ideals) {
            peers.check(registry, diagnostics);
        }
        for relative in system.bonuses.iter().filter_map(|bonus| bonus.scale.relative()) {
            relative.among.check(registry, diagnostics);
        }
    }
    for summary in &mut declarations.summaries {
        summary.binds.resolve(&sets, registry, diagnostics);
        summary.of.resolve(&sets, registry, diagnostics);
    }
    declarations.region_sets = sets;
}

fn resolve_branches(
    branches: &mut [Branch<Text>],
    sets: &[super::selector::RegionSet],
    registry: &Registry,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for branch in branches {
        match branch {
            Branch::Group(group) => resolve_branches(&mut group.children, sets, registry, diagnostics),
            Branch::Indicator(leaf) => {
                leaf.binds.resolve(sets, registry, diagnostics);
                leaf.missing_among.check(registry, diagnostics);
                if let Some(relative) = leaf.scale.relative() {
                    relative.among.check(registry, diagnostics);
                }
            }
        }
    }
}

fn check_typed_values(declarations: &Declarations, diagnostics: &mut Vec<Diagnostic>) {
    for TypedValue { kind, value } in &declarations.typed_values {
        let fits = match kind.value.as_str() {
            "text" => true,
            "number" => Number::parse(&value.value).is_ok(),
            "integer" => Number::parse(&value.value).is_ok_and(|number| number.is_integer()),
            "boolean" => matches!(value.value.as_str(), "true" | "false"),
            "date" => crate::base::date::Date::parse(&value.value).is_some(),
            name => {
                match words_of(name, declarations) {
                    Some(words) if words.contains(&value.value.as_str()) => {}
                    Some(words) => diagnostics.push(dangling("option", value, words.into_iter())),
                    None => {
                        let choices = declarations.choices.iter().map(|choice| choice.name.as_str());
                        diagnostics.push(dangling("type", kind, BUILT_IN_TYPES.into_iter().chain(choices)));
                    }
                }
                continue;
            }
        };
        if !fits {
            diagnostics.push(
                Diagnostic::new(&messages::WRONG_VALUE)
                    .with("expected", &kind.value)
                    .with("instead", meant(&kind.value, &value.value))
                    .at(value.span),
            );
        }
    }
}

/// The value of a built-in type that was probably meant; without one, how such values look.
fn meant(kind: &str, written: &str) -> String {
    let (meant, example) = match kind {
        "number" | "integer" => (intention::number(written).map(|number| number.to_string()), "12"),
        "date" => (intention::date(written).map(|date| format!("\"{date}\"")), "\"2024-01-31\""),
        "boolean" => (intention::boolean(written).map(|value| format!("#{value}")), "#true"),
        _ => (None, "\"…\""),
    };
    meant.unwrap_or_else(|| example.to_owned())
}

/// The words that a type allows: the options of a choice, or the codes of a catalogue (`catalog:<id>`).
fn words_of<'d>(kind: &str, declarations: &'d Declarations) -> Option<Vec<&'d str>> {
    if let Some(catalogue) = kind.strip_prefix("catalog:") {
        let name = names::name_of(catalogue);
        let list = declarations.code_lists.iter().find(|list| list.name == name)?;
        return Some(list.codes.iter().map(String::as_str).collect());
    }
    let choice = declarations.choices.iter().find(|choice| choice.name == kind)?;
    Some(choice.options.iter().map(|(id, _)| id.as_str()).collect())
}

/// What expressions are compiled against.
struct Environment<'d> {
    declarations: &'d Declarations,
    units: &'d UnitTable,
    registry: &'d Registry,
    root: &'d str,
}

impl<'d> Environment<'d> {
    /// The names inside one record, or of a whole submission.
    fn scope<'s>(&'s self, record: Option<&'s str>, derived: &'s [(String, String, Type)]) -> Scope<'s, Text>
    where
        'd: 's,
    {
        Scope {
            records: &self.declarations.records,
            choices: &self.declarations.choices,
            thresholds: &self.declarations.thresholds,
            code_lists: &self.declarations.code_lists,
            units: self.units,
            registry: self.registry,
            root: record.unwrap_or(self.root),
            whole: record.is_none(),
            derived,
        }
    }
}

fn source(text: &Text) -> Source<'_> {
    Source { text: &text.value, span: text.span, verbatim: text.verbatim }
}

/// The types of all derived values. Each is compiled once the ones it reads are known; what is left reads itself in a circle, or is wrong.
fn derive_types(environment: &Environment<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, String, Type)> {
    let mut derived: Vec<(String, String, Type)> = Vec::new();
    let mut waiting: Vec<(&str, &str, &Text)> = Vec::new();
    for record in &environment.declarations.records {
        for member in &record.members {
            if let Content::Derived(text) = &member.content {
                waiting.push((&record.name, &member.name, text));
            }
        }
    }
    loop {
        let mut left = Vec::new();
        let before = waiting.len();
        for (record, name, text) in waiting {
            match expr::compile(source(text), &environment.scope(Some(record), &derived)) {
                Ok(expression) => {
                    derived.push((record.to_owned(), name.to_owned(), expression.value_type().clone()));
                }
                Err(_) => left.push((record, name, text)),
            }
        }
        waiting = left;
        if waiting.len() == before {
            break;
        }
    }
    // With a stand-in for each that is left, those that compile are only missing each other.
    let mut standing = derived.clone();
    let stand_in = |(record, name, _): &(&str, &str, &Text)| {
        ((*record).to_owned(), (*name).to_owned(), Type::Number(Unit::none()))
    };
    standing.extend(waiting.iter().map(stand_in));
    let mut reads: BTreeMap<(&str, &str), (Span, BTreeSet<expr::Member>)> = BTreeMap::new();
    for (record, name, text) in &waiting {
        match expr::compile(source(text), &environment.scope(Some(record), &standing)) {
            Ok(expression) => {
                reads.insert((record, name), (text.span, expression.members().clone()));
            }
            Err(errors) => diagnostics.extend(errors),
        }
    }
    // The others only read one that is wrong, which has been said.
    let edges = |(record, name): (&str, &str)| -> Vec<(&str, &str)> {
        let members = reads.get(&(record, name)).map(|(_, members)| members);
        let is_read = |(of, known): &&(&str, &str)| {
            members.is_some_and(|members| {
                members.iter().any(|member| member.record.as_deref().unwrap_or(record) == *of && member.name == *known)
            })
        };
        reads.keys().filter(is_read).copied().collect()
    };
    for circle in circles(reads.keys().copied().collect(), edges) {
        let Some(first) = circle.first() else { continue };
        let chain: Vec<String> =
            circle.iter().chain([first]).map(|(record, name)| format!("{record}.{name}")).collect();
        let diagnostic = Diagnostic::new(&messages::CIRCULAR_REFERENCE).with("chain", chain.join(" → "));
        diagnostics.extend(reads.get(first).map(|(span, _)| diagnostic.at(*span)));
    }
    derived
}

struct Compiler<'d> {
    environment: Environment<'d>,
    derived: Vec<(String, String, Type)>,
}

impl Compiler<'_> {
    /// An expression of a rule or an indicator, or `None` where it is wrong (and reported).
    fn expression(&self, text: &Text, diagnostics: &mut Vec<Diagnostic>) -> Option<Expression> {
        match expr::compile(source(text), &self.environment.scope(None, &self.derived)) {
            Ok(expression) => Some(expression),
            Err(errors) => {
                diagnostics.extend(errors);
                None
            }
        }
    }

    fn condition(&self, text: &Text, diagnostics: &mut Vec<Diagnostic>) -> Option<Expression> {
        let expression = self.expression(text, diagnostics)?;
        if *expression.value_type() == Type::Boolean {
            return Some(expression);
        }
        diagnostics.push(Diagnostic::new(&messages::NOT_A_CONDITION).at(text.span));
        None
    }

    fn number(&self, text: &Text, diagnostics: &mut Vec<Diagnostic>) -> Option<Expression> {
        let expression = self.expression(text, diagnostics)?;
        if matches!(expression.value_type(), Type::Number(_)) {
            return Some(expression);
        }
        diagnostics.push(Diagnostic::new(&messages::NOT_A_NUMBER).at(text.span));
        None
    }

    fn template(&self, text: &Text, diagnostics: &mut Vec<Diagnostic>) -> Option<Template> {
        match expr::compile_template(source(text), &self.environment.scope(None, &self.derived)) {
            Ok(template) => Some(template),
            Err(errors) => {
                diagnostics.extend(errors);
                None
            }
        }
    }

    fn records(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<Record> {
        let records = self.environment.declarations.records.iter();
        records.map(|record| self.record(record, diagnostics)).collect()
    }

    fn record(&self, record: &Record<Text>, diagnostics: &mut Vec<Diagnostic>) -> Record {
        let mut members = Vec::with_capacity(record.members.len());
        for member in &record.members {
            let content = match &member.content {
                Content::Field(field) => Content::Field(field.clone()),
                Content::Part(of) => Content::Part(of.clone()),
                Content::List { of, key } => Content::List { of: of.clone(), key: key.clone() },
                Content::Derived(text) => {
                    // What is wrong with it was reported when its type was looked for.
                    let scope = self.environment.scope(Some(&record.name), &self.derived);
                    let Ok(expression) = expr::compile(source(text), &scope) else { continue };
                    Content::Derived(expression)
                }
            };
            members.push(Member {
                name: member.name.clone(),
                title: member.title.clone(),
                help: member.help.clone(),
                content,
                span: member.span,
            });
        }
        if members.is_empty() && record.members.is_empty() {
            diagnostics.push(Diagnostic::new(&messages::EMPTY_RECORD).with("name", &record.name).at(record.span));
        }
        Record {
            name: record.name.clone(),
            title: record.title.clone(),
            help: record.help.clone(),
            members,
            span: record.span,
        }
    }

    fn rule(&self, rule: &RuleDeclaration, clauses: &Clauses, diagnostics: &mut Vec<Diagnostic>) -> Option<Rule> {
        check_strength(rule, clauses, diagnostics);
        let given = &rule.conditions;
        if given.all().all(|(keyword, _)| matches!(keyword, "applies-when" | "judged-by")) {
            diagnostics.push(Diagnostic::new(&messages::NO_CONDITION).with("name", &rule.id).at(rule.span));
        }
        if rule.clauses.is_empty() {
            diagnostics.push(Diagnostic::new(&messages::NO_CLAUSE).with("name", &rule.id).at(rule.span));
        }
        let before = diagnostics.len();
        let mut condition = |text: &Option<Text>| text.as_ref().and_then(|text| self.condition(text, diagnostics));
        let conditions = Conditions {
            applies: condition(&given.applies),
            external: condition(&given.external),
            review: condition(&given.review),
            problem: condition(&given.problem),
            good: condition(&given.good),
            judged: None,
        };
        let judged = given.judged.as_ref().and_then(|text| self.expression(text, diagnostics));
        let figure = rule.figure.as_ref().and_then(|text| self.number(text, diagnostics));
        let message = rule.message.as_ref().and_then(|text| self.template(text, diagnostics));
        let message_en = rule.message_en.as_ref().and_then(|text| self.template(text, diagnostics));
        if diagnostics.len() > before {
            return None;
        }
        Some(Rule {
            id: rule.id.clone(),
            title: rule.title.clone(),
            clauses: rule.clauses.clone(),
            binds: rule.binds.clone(),
            conditions: Conditions { judged, ..conditions },
            responsible: rule.responsible.clone(),
            due: rule.due,
            message,
            message_en,
            figure,
            advice: rule.advice.clone(),
            notes: rule.notes.clone(),
            span: rule.span,
        })
    }

    fn system(&self, system: &SystemDeclaration, diagnostics: &mut Vec<Diagnostic>) -> Option<IndicatorSystem> {
        check_system(system, diagnostics);
        let before = diagnostics.len();
        let children = self.branches(&system.children, diagnostics);
        let bonuses = system.bonuses.iter().filter_map(|bonus| self.bonus(bonus, diagnostics)).collect();
        let deductions = system
            .deductions
            .iter()
            .filter_map(|deduction| {
                Some(Deduction {
                    id: deduction.id.clone(),
                    title: deduction.title.clone(),
                    max: deduction.max.clone(),
                    per: deduction.per.clone(),
                    measure: self.number(&deduction.measure, diagnostics)?,
                    clauses: deduction.clauses.clone(),
                    span: deduction.span,
                })
            })
            .collect();
        let vetoes = system
            .vetoes
            .iter()
            .filter_map(|veto| {
                Some(Veto {
                    id: veto.id.clone(),
                    title: veto.title.clone(),
                    when: self.condition(&veto.when, diagnostics)?,
                    effect: veto.effect.clone(),
                    clauses: veto.clauses.clone(),
                    span: veto.span,
                })
            })
            .collect();
        if diagnostics.len() > before {
            return None;
        }
        Some(IndicatorSystem {
            id: system.id.clone(),
            title: system.title.clone(),
            total: system.total.clone(),
            digits: system.digits,
            rounding: system.rounding,
            min_coverage: system.min_coverage.clone(),
            limits: system.limits.clone(),
            weighting: system.weighting.clone(),
            binds: system.binds.clone(),
            aggregate: system.aggregate.clone(),
            ranking: system.ranking.clone(),
            matrix: system.matrix.clone(),
            uncertainty: system.uncertainty.clone(),
            children,
            bonuses,
            deductions,
            vetoes,
            grades: system.grades.clone(),
            notes: system.notes.clone(),
            span: system.span,
        })
    }

    // The tree is as deep as the front end lets blocks nest, which bounds this recursion.
    fn branches(&self, branches: &[Branch<Text>], diagnostics: &mut Vec<Diagnostic>) -> Vec<Branch> {
        let mut compiled = Vec::with_capacity(branches.len());
        for branch in branches {
            match branch {
                Branch::Group(group) => {
                    compiled.push(Branch::Group(Box::new(Group {
                        id: group.id.clone(),
                        title: group.title.clone(),
                        weight: group.weight.clone(),
                        given: group.given.clone(),
                        weighting: group.weighting.clone(),
                        aggregate: group.aggregate.clone(),
                        digits: group.digits,
                        children: self.branches(&group.children, diagnostics),
                        column: group.column.clone(),
                        notes: group.notes.clone(),
                        span: group.span,
                    })));
                }
                Branch::Indicator(leaf) => {
                    compiled.extend(self.indicator(leaf, diagnostics).map(|leaf| Branch::Indicator(Box::new(leaf))));
                }
            }
        }
        compiled
    }

    fn indicator(&self, leaf: &Indicator<Text>, diagnostics: &mut Vec<Diagnostic>) -> Option<Indicator> {
        let measure = self.measured(&leaf.measure, &leaf.scale, diagnostics);
        let not_applicable = leaf.not_applicable.as_ref().and_then(|text| self.condition(text, diagnostics));
        Some(Indicator {
            id: leaf.id.clone(),
            title: leaf.title.clone(),
            weight: leaf.weight.clone(),
            given: leaf.given.clone(),
            digits: leaf.digits,
            measure: measure?,
            sample: leaf.sample.as_ref().and_then(|sample| self.sample(sample, diagnostics)),
            outliers: leaf.outliers.clone(),
            scale: leaf.scale.clone(),
            missing: leaf.missing,
            missing_among: leaf.missing_among.clone(),
            not_applicable,
            column: leaf.column.clone(),
            binds: leaf.binds.clone(),
            clauses: leaf.clauses.clone(),
            notes: leaf.notes.clone(),
            span: leaf.span,
        })
    }

    fn sample(&self, sample: &Sample<Text>, diagnostics: &mut Vec<Diagnostic>) -> Option<Sample> {
        let deviation = sample.deviation.as_ref().map(|text| self.number(text, diagnostics));
        Some(Sample {
            size: self.number(&sample.size, diagnostics)?,
            least: sample.least.clone(),
            confidence: sample.confidence.clone(),
            quantile: sample.quantile.clone(),
            deviation: deviation.flatten(),
        })
    }

    fn bonus(&self, bonus: &Bonus<Text>, diagnostics: &mut Vec<Diagnostic>) -> Option<Bonus> {
        Some(Bonus {
            id: bonus.id.clone(),
            title: bonus.title.clone(),
            max: bonus.max.clone(),
            measure: self.measured(&bonus.measure, &bonus.scale, diagnostics)?,
            scale: bonus.scale.clone(),
            clauses: bonus.clauses.clone(),
            span: bonus.span,
        })
    }

    /// What is measured fits its scale: a condition for `pass`, a number for the others.
    fn measured(&self, text: &Text, scale: &Scale, diagnostics: &mut Vec<Diagnostic>) -> Option<Expression> {
        match scale {
            Scale::Pass => self.condition(text, diagnostics),
            _ => self.number(text, diagnostics),
        }
    }
}

/// A problem needs a clause that can bind: a permission or a possibility never makes one (GB/T 1.1-2020).
fn check_strength(rule: &RuleDeclaration, clauses: &Clauses, diagnostics: &mut Vec<Diagnostic>) {
    let Some(problem) = &rule.conditions.problem else { return };
    let modalities: Vec<&Modality> = rule.clauses.iter().filter_map(|clause| clauses.0.get(&clause.value)).collect();
    if !modalities.is_empty() && modalities.iter().all(|modality| !modality.can_bind()) {
        let mut diagnostic =
            Diagnostic::new(&messages::PERMISSION_AS_REQUIREMENT).with("name", &rule.id).at(problem.span);
        for clause in &rule.clauses {
            diagnostic = diagnostic.remark(clause.span, Remark::RequiredHere);
        }
        diagnostics.push(diagnostic);
    }
}

fn check_system(system: &SystemDeclaration, diagnostics: &mut Vec<Diagnostic>) {
    let zero = Number::from(0);
    let bonuses = system.bonuses.iter().map(|bonus| (&bonus.id, &bonus.max, bonus.span));
    let maxima = system.deductions.iter().map(|deduction| (&deduction.id, &deduction.max, deduction.span));
    let pers = system.deductions.iter().map(|deduction| (&deduction.id, &deduction.per, deduction.span));
    for (id, number, span) in bonuses.chain(maxima).chain(pers) {
        if *number <= zero {
            diagnostics.push(Diagnostic::new(&messages::NOT_POSITIVE).with("name", id).at(span));
        }
    }
    if !indicator::fall(&system.grades) {
        diagnostics.push(Diagnostic::new(&messages::GRADES).with("name", &system.id).at(system.span));
    }
    if system.min_coverage < zero || system.min_coverage > Number::from(1) {
        diagnostics.push(Diagnostic::new(&messages::COVERAGE_RANGE).with("name", &system.id).at(system.span));
    }
}

fn check_tests(declarations: &Declarations, registry: &Registry, diagnostics: &mut Vec<Diagnostic>) {
    let rules = || declarations.rules.iter().map(|rule| rule.id.as_str());
    let systems = || declarations.systems.iter().map(|system| system.id.as_str());
    let mut leaves = Vec::new();
    for system in &declarations.systems {
        leaves.extend(indicator::ids(&system.children));
        leaves.extend(system.bonuses.iter().map(|bonus| (bonus.id.as_str(), bonus.span)));
        leaves.extend(system.deductions.iter().map(|deduction| (deduction.id.as_str(), deduction.span)));
    }
    let leaves: BTreeSet<&str> = leaves.into_iter().map(|(id, _)| id).collect();
    let figures = declarations.summaries.iter();
    let figures =
        figures.flat_map(|summary| summary.figures.iter().map(|figure| format!("{}/{}", summary.id, figure.id)));
    let figures: BTreeSet<String> = figures.collect();
    for test in &declarations.tests {
        for expectation in &test.expectations {
            let id = expectation.id.value.as_str();
            let missing = match expectation.subject {
                ExpectationSubject::Outcome if !rules().any(|rule| rule == id) => {
                    Some(dangling("rule", &expectation.id, rules()))
                }
                ExpectationSubject::Score if !systems().any(|system| system == id) => {
                    Some(dangling("indicators", &expectation.id, systems()))
                }
                ExpectationSubject::Points if !leaves.contains(id) => {
                    Some(dangling("indicator", &expectation.id, leaves.iter().copied()))
                }
                ExpectationSubject::Figure if !figures.contains(id) => {
                    Some(dangling("figure", &expectation.id, figures.iter().map(String::as_str)))
                }
                _ => None,
            };
            diagnostics.extend(missing);
            if expectation.subject == ExpectationSubject::Outcome
                && !OUTCOMES.contains(&expectation.value.value.as_str())
            {
                diagnostics.push(
                    Diagnostic::new(&messages::UNKNOWN_WORD)
                        .with("word", &expectation.value.value)
                        .with("known", OUTCOMES.join(", "))
                        .at(expectation.value.span),
                );
            }
        }
        for code in test.code.iter().chain(test.members.iter().map(|(code, _)| code)) {
            if registry.get(&code.value).is_none() {
                diagnostics.push(dangling("region", code, registry.values("code").into_iter()));
            }
        }
        if let Some(level) = &test.level
            && !registry.has_value("level", &level.value)
        {
            diagnostics.push(dangling("level", level, registry.values("level").into_iter()));
        }
    }
}
