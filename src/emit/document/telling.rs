//! The standard → the data of templates, in one language.

use super::labels::{self, label, pick};
use super::model::{
    Choice, ChoiceOption, Clause, Condition, Extra, Figure, Grade, IndicatorRow, Level, Member, Model, Package, Record,
    Reference, RegionSet, Rule, Sign, SignStyle, Source, Summary, System, Table, Threshold, TraceRow,
};
use super::{scoring, wording};
use crate::diagnostic::Language;
use crate::expr::Expression;
use crate::standard::document::{Cell, DocumentDeclaration};
use crate::standard::indicator::{Aggregate, Branch, IndicatorSystem};
use crate::standard::record::Content;
use crate::standard::rule::Conditions;
use crate::standard::threshold::Origin;
use crate::standard::trace::{Service, Trace};
use crate::standard::{Label, Standard, Text, clause, record, rule, sign, summary};
use std::collections::{BTreeSet, HashMap};

/// Tells a standard.
pub struct Teller<'s> {
    standard: &'s Standard,
    trace: &'s Trace,
    language: Language,
    /// The rules, by id.
    rules: HashMap<&'s str, &'s rule::Rule>,
    /// The rules that serve a clause, by its id.
    serving: HashMap<&'s str, Vec<&'s rule::Rule>>,
    /// The clauses, by id.
    clauses: HashMap<&'s str, &'s clause::Clause>,
}

impl<'s> Teller<'s> {
    /// A teller in one language.
    #[must_use]
    pub fn new(standard: &'s Standard, trace: &'s Trace, language: Language) -> Self {
        let mut serving: HashMap<&str, Vec<&rule::Rule>> = HashMap::new();
        for rule in &standard.rules {
            let served: BTreeSet<&str> = rule.clauses.iter().map(|clause| clause.value.as_str()).collect();
            served.into_iter().for_each(|clause| serving.entry(clause).or_default().push(rule));
        }
        let rules = standard.rules.iter().map(|rule| (rule.id.as_str(), rule)).collect();
        let clauses = standard.clauses().map(|(_, clause)| (clause.id.as_str(), clause)).collect();
        Self { standard, trace, language, rules, serving, clauses }
    }

    /// The data for one document.
    #[must_use]
    pub fn tell(&self, document: &DocumentDeclaration) -> Model {
        let standard = self.standard;
        let manifest = &standard.manifest;
        let mut model = Model {
            lang: pick(self.language, "zh", "en"),
            labels: labels::all(self.language),
            chapters: std::collections::BTreeMap::new(),
            title: self.text(&document.title),
            package: Package {
                id: manifest.id.clone(),
                version: manifest.version.clone(),
                title: self.text(&manifest.title),
                issuer: manifest.issuer.as_ref().map(|issuer| self.text(issuer)),
                effective: manifest.effective.map(|date| date.to_string()),
            },
            forewords: self.texts(&document.forewords),
            levels: self.levels(),
            region_sets: standard.region_sets.iter().map(|set| self.region_set(set)).collect(),
            sources: (1..).zip(&standard.sources).map(|(number, source)| self.source(number, source)).collect(),
            choices: standard.choices.iter().map(|choice| self.choice(choice)).collect(),
            tables: (1..).zip(&standard.tables).map(|(number, table)| self.table(number, table)).collect(),
            systems: (1..).zip(&standard.systems).map(|(number, system)| self.system(number, system)).collect(),
            summaries: (1..).zip(&standard.summaries).map(|(number, one)| self.summary(number, one)).collect(),
            thresholds: standard.thresholds.iter().map(|threshold| self.threshold(threshold)).collect(),
            records: (1..).zip(&standard.records).map(|(number, record)| self.record(number, record)).collect(),
            sign_styles: self.sign_styles(),
            trace: standard.clauses().map(|(_, clause)| self.trace_row(clause)).collect(),
            unserved: self.trace.unserved.iter().map(|id| self.clause_reference(id)).collect(),
        };
        number_chapters(&mut model);
        model
    }

    fn text(&self, label: &Label) -> String {
        label.text(self.language).to_owned()
    }

    fn texts(&self, labels: &[Label]) -> Vec<String> {
        labels.iter().map(|label| self.text(label)).collect()
    }

    fn joined<T: AsRef<str>>(&self, texts: impl IntoIterator<Item = T>) -> String {
        wording::enumerate(texts, self.language)
    }

    fn levels(&self) -> Vec<Level> {
        let registry = &self.standard.registry;
        let count = |level: &str| registry.regions().iter().filter(|region| region.level == level).count();
        registry
            .values("level")
            .into_iter()
            .map(|level| Level {
                name: self.standard.manifest.level(level, self.language).to_owned(),
                count: count(level),
            })
            .collect()
    }

    fn region_set(&self, set: &crate::standard::selector::RegionSet) -> RegionSet {
        let codes: Vec<&str> = set.regions.iter().map(|code| code.value.as_str()).collect();
        RegionSet { title: self.text(&set.title), regions: wording::region_names(self.standard, &codes, self.language) }
    }

    fn source(&self, number: usize, source: &clause::Source) -> Source {
        Source {
            number,
            id: source.id.clone(),
            title: self.text(&source.title),
            date: source.date.map(|date| date.to_string()),
            url: source.url.clone(),
            notes: self.texts(&source.notes),
            clauses: source.clauses.iter().map(|clause| self.clause(source, clause)).collect(),
        }
    }

    fn clause(&self, source: &clause::Source, clause: &clause::Clause) -> Clause {
        let is_first = |rule: &rule::Rule| rule.clauses.first().is_some_and(|first| first.value == clause.id);
        let serving = self.serving.get(clause.id.as_str()).map_or(&[][..], Vec::as_slice);
        let rules = serving.iter().copied();
        let axes: Vec<String> = clause
            .axes
            .iter()
            .map(|(name, value)| {
                let title = source.axes.iter().find(|(axis, _)| axis == name).map(|(_, title)| self.text(title));
                format!("{} {value}", title.unwrap_or_else(|| name.clone()))
            })
            .collect();
        let responsible = self.texts(&clause.responsible);
        Clause {
            id: clause.id.clone(),
            anchor: anchor("clause", &clause.id),
            title: self.text(&clause.title),
            modality: clause.modality.keyword(),
            verb: wording::verb(clause.modality, self.language),
            due: clause.due.map(|due| due.to_string()),
            confirmed: clause.confirmed,
            axes: Some(self.joined(axes)).filter(|text| !text.is_empty()),
            paragraphs: clause.text.iter().flat_map(|text| paragraphs(text.text(self.language))).collect(),
            responsible: Some(self.joined(responsible)).filter(|text| !text.is_empty()),
            binds: wording::binds(self.standard, &clause.binds, self.language),
            notes: self.texts(&clause.notes),
            rules: rules.clone().filter(|rule| is_first(rule)).map(|rule| self.rule(rule)).collect(),
            further_rules: rules.filter(|rule| !is_first(rule)).map(|rule| self.rule_reference(rule)).collect(),
        }
    }

    fn rule(&self, rule: &rule::Rule) -> Rule {
        Rule {
            id: rule.id.clone(),
            anchor: anchor("rule", &rule.id),
            title: self.text(&rule.title),
            conditions: self.conditions(&rule.conditions),
            message: rule.message_in(self.language).map(|message| message.text().to_owned()),
            responsible: rule.responsible.clone(),
            binds: wording::binds(self.standard, &rule.binds, self.language),
            due: rule.due.map(|due| due.to_string()),
            advice: rule.advice.as_ref().map(|advice| self.text(advice)),
            notes: self.texts(&rule.notes),
        }
    }

    fn conditions(&self, conditions: &Conditions<Expression>) -> Vec<Condition> {
        conditions
            .all()
            .map(|(keyword, condition)| Condition {
                label: label(self.language, keyword),
                expression: condition.text().to_owned(),
            })
            .collect()
    }

    fn rule_reference(&self, rule: &rule::Rule) -> Reference {
        Reference { id: rule.id.clone(), title: self.text(&rule.title), anchor: anchor("rule", &rule.id) }
    }

    fn clause_reference(&self, id: &str) -> Reference {
        let title = self.clauses.get(id).map(|clause| self.text(&clause.title)).unwrap_or_default();
        Reference { id: id.to_owned(), title, anchor: anchor("clause", id) }
    }

    fn references(&self, clauses: &[Text]) -> Vec<Reference> {
        clauses.iter().map(|clause| self.clause_reference(&clause.value)).collect()
    }

    fn choice(&self, choice: &record::Choice) -> Choice {
        let option = |(id, title): &(String, Label)| ChoiceOption { id: id.clone(), title: self.text(title) };
        Choice {
            name: choice.name.clone(),
            anchor: anchor("choice", &choice.name),
            title: self.text(&choice.title),
            options: choice.options.iter().map(option).collect(),
        }
    }

    fn table(&self, number: usize, table: &crate::standard::document::Table) -> Table {
        let cell = |cell: &Cell| match cell {
            Cell::Empty => String::new(),
            Cell::One(value) => value.clone(),
            Cell::Several(values) => self.joined(values),
        };
        Table {
            number,
            id: table.id.clone(),
            title: self.text(&table.title),
            columns: table.columns.iter().map(|(_, title)| self.text(title)).collect(),
            rows: table.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        }
    }

    fn system(&self, number: usize, system: &IndicatorSystem) -> System {
        let mut rows = Vec::new();
        self.add_branches(&system.children, "", &mut rows);
        System {
            number,
            id: system.id.clone(),
            title: self.text(&system.title),
            total: system.total.to_string(),
            rounding: wording::rounding(system.digits, system.rounding, self.language),
            min_coverage: Some(&system.min_coverage).filter(|least| !least.is_zero()).map(wording::percent),
            binds: wording::binds(self.standard, &system.binds, self.language),
            methods: self.methods(system),
            notes: self.texts(&system.notes),
            rows,
            bonuses: self.bonuses(system),
            deductions: self.deductions(system),
            vetoes: self.vetoes(system),
            grades: system
                .grades
                .iter()
                .map(|grade| Grade {
                    title: self.text(&grade.title),
                    at: grade.at.to_string(),
                    quota: grade
                        .quota
                        .as_ref()
                        .zip(system.ranking.as_ref())
                        .map_or_else(String::new, |(quota, ranking)| {
                            scoring::quota(quota, &ranking.among, self.language)
                        }),
                })
                .collect(),
            has_quotas: system.has_quotas(),
        }
    }

    fn methods(&self, system: &IndicatorSystem) -> Vec<String> {
        let aggregate = Some(&system.aggregate).filter(|aggregate| **aggregate != Aggregate::Arithmetic);
        let aggregate = aggregate.map(|aggregate| scoring::aggregation(aggregate, self.language));
        let ranking = system.ranking.as_ref().map(|ranking| scoring::ranking(ranking, self.language));
        let weighting = scoring::weighting(&system.weighting, self.language);
        let limits = scoring::limits(&system.limits, self.language);
        let matrix = system.matrix.as_ref();
        let matrix = matrix.map(|matrix| scoring::matrix(matrix, &system.children, self.language));
        weighting.into_iter().chain(aggregate).chain(limits).chain(matrix).chain(ranking).collect()
    }

    // Groups nest no deeper than the front end lets blocks nest, which bounds this recursion.
    fn add_branches(&self, branches: &[Branch], above: &str, rows: &mut Vec<IndicatorRow>) {
        for (position, branch) in (1..).zip(branches) {
            let number = if above.is_empty() { position.to_string() } else { format!("{above}.{position}") };
            match branch {
                Branch::Group(group) => {
                    rows.push(IndicatorRow {
                        number: number.clone(),
                        is_group: true,
                        id: group.id.clone(),
                        title: self.text(&group.title),
                        points: group.weight.to_string(),
                        measure: None,
                        scoring: scoring::of_group(group, self.language),
                        missing: None,
                        not_applicable: None,
                        binds: None,
                        clauses: Vec::new(),
                        notes: self.texts(&group.notes),
                    });
                    self.add_branches(&group.children, &number, rows);
                }
                Branch::Indicator(leaf) => rows.push(IndicatorRow {
                    number,
                    is_group: false,
                    id: leaf.id.clone(),
                    title: self.text(&leaf.title),
                    points: leaf.weight.to_string(),
                    measure: Some(leaf.measure.text().to_owned()),
                    scoring: Some(scoring::of_indicator(leaf, self.language)),
                    missing: Some(scoring::missing(leaf, self.language)),
                    not_applicable: leaf.not_applicable.as_ref().map(|when| when.text().to_owned()),
                    binds: wording::binds(self.standard, &leaf.binds, self.language),
                    clauses: self.references(&leaf.clauses),
                    notes: self.texts(&leaf.notes),
                }),
            }
        }
    }

    fn bonuses(&self, system: &IndicatorSystem) -> Vec<Extra> {
        let bonuses = system.bonuses.iter().map(|bonus| Extra {
            id: bonus.id.clone(),
            title: self.text(&bonus.title),
            max: Some(bonus.max.to_string()),
            per: None,
            measure: bonus.measure.text().to_owned(),
            scoring: Some(scoring::scoring(&bonus.scale, &bonus.measure, self.language)),
            clauses: self.references(&bonus.clauses),
        });
        bonuses.collect()
    }

    fn deductions(&self, system: &IndicatorSystem) -> Vec<Extra> {
        let deductions = system.deductions.iter().map(|deduction| Extra {
            id: deduction.id.clone(),
            title: self.text(&deduction.title),
            max: Some(deduction.max.to_string()),
            per: Some(deduction.per.to_string()),
            measure: deduction.measure.text().to_owned(),
            scoring: None,
            clauses: self.references(&deduction.clauses),
        });
        deductions.collect()
    }

    fn vetoes(&self, system: &IndicatorSystem) -> Vec<Extra> {
        let vetoes = system.vetoes.iter().map(|veto| Extra {
            id: veto.id.clone(),
            title: self.text(&veto.title),
            max: None,
            per: None,
            measure: veto.when.text().to_owned(),
            scoring: Some(scoring::effect(&veto.effect, self.language)),
            clauses: self.references(&veto.clauses),
        });
        vetoes.collect()
    }

    fn summary(&self, number: usize, summary: &summary::Summary) -> Summary {
        Summary {
            number,
            id: summary.id.clone(),
            title: self.text(&summary.title),
            binds: wording::binds(self.standard, &summary.binds, self.language),
            of: wording::binds(self.standard, &summary.of, self.language),
            clauses: self.references(&summary.clauses),
            notes: self.texts(&summary.notes),
            figures: summary.figures.iter().map(|figure| self.figure(figure)).collect(),
        }
    }

    fn figure(&self, figure: &summary::Figure) -> Figure {
        let formula: Vec<&str> = figure.operation.expressions().map(Expression::text).collect();
        let text = |expression: &Expression| expression.text().to_owned();
        Figure {
            id: figure.id.clone(),
            title: self.text(&figure.title),
            operation: label(self.language, &format!("operation_{}", figure.operation.keyword())).to_owned(),
            formula: formula.join(" ÷ "),
            own: figure.own.as_ref().map(|own| text(&own.value)),
            once_by: figure.once_by.as_ref().map(text),
            clauses: self.references(&figure.clauses),
            notes: self.texts(&figure.notes),
        }
    }

    fn threshold(&self, threshold: &crate::standard::threshold::Threshold) -> Threshold {
        let unit = threshold.unit.as_ref().map(|unit| format!(" {}", unit.value)).unwrap_or_default();
        Threshold {
            name: threshold.name.clone(),
            title: self.text(&threshold.title),
            value: format!("{}{unit}", threshold.value),
            origin: threshold.origin.text(self.language),
            is_ours: threshold.origin == Origin::Ours,
            confirmed: threshold.confirmed,
            clauses: self.references(&threshold.clauses),
            notes: self.texts(&threshold.notes),
        }
    }

    fn record(&self, number: usize, record: &record::Record) -> Record {
        Record {
            number,
            name: record.name.clone(),
            anchor: anchor("record", &record.name),
            title: self.text(&record.title),
            help: record.help.clone(),
            members: record.members.iter().map(|member| self.member(member)).collect(),
        }
    }

    fn member(&self, member: &record::Member) -> Member {
        let word = |key: &str| label(self.language, key).to_owned();
        let (kind, target, kind_after) = match &member.content {
            Content::Field(field) => {
                let many = if field.many { word("field_many") } else { String::new() };
                match self.standard.choice(&field.kind.value) {
                    Some(choice) => {
                        (String::new(), Some(self.type_reference("choice", &choice.name, &choice.title)), many)
                    }
                    None => (word(&format!("field_{}", field.kind.value)), None, many),
                }
            }
            Content::Part(of) => (word("field_part"), self.record_reference(&of.value), String::new()),
            Content::List { of, key } => {
                let after = format!("{}{}", word("field_key"), self.member_title(&of.value, &key.value));
                (word("field_list"), self.record_reference(&of.value), after)
            }
            Content::Derived(_) => (word("field_derived"), None, String::new()),
        };
        Member {
            name: member.name.clone(),
            title: self.text(&member.title),
            kind,
            target,
            kind_after,
            range: match &member.content {
                Content::Field(field) => wording::range(field),
                _ => String::new(),
            },
            help: member.help.clone(),
            formula: match &member.content {
                Content::Derived(expression) => Some(expression.text().to_owned()),
                _ => None,
            },
        }
    }

    fn member_title(&self, record: &str, member: &str) -> String {
        let member = self.standard.record(record).and_then(|record| record.member(member));
        member.map(|member| self.text(&member.title)).unwrap_or_default()
    }

    fn record_reference(&self, name: &str) -> Option<Reference> {
        self.standard.record(name).map(|record| self.type_reference("record", name, &record.title))
    }

    fn type_reference(&self, kind: &str, name: &str, title: &Label) -> Reference {
        Reference { id: name.to_owned(), title: self.text(title), anchor: anchor(kind, name) }
    }

    fn sign_styles(&self) -> Vec<SignStyle> {
        let styles = self.standard.sign_styles.iter().map(|style| SignStyle {
            id: style.id.clone(),
            title: self.text(&style.title),
            size: format!("{} × {}", style.width, style.height),
            signs: self
                .standard
                .signs
                .iter()
                .filter(|sign| sign.style.value == style.id)
                .map(|sign| self.sign(sign, style))
                .collect(),
        });
        styles.filter(|style| !style.signs.is_empty()).collect()
    }

    fn sign(&self, sign: &sign::Sign, style: &sign::SignStyle) -> Sign {
        let lines = style.slots.iter().filter(|slot| matches!(slot.content, sign::SlotContent::Line { .. }));
        let text = |slot: &sign::SlotStyle| {
            sign.texts.iter().find(|(name, _)| name.value == slot.name.value).map(|(_, text)| text.value.as_str())
        };
        let texts: Vec<&str> = lines.filter_map(text).collect();
        Sign {
            id: sign.id.value.clone(),
            text: texts.join(" / "),
            place: sign.place.clone(),
            clauses: self.references(&sign.clauses),
        }
    }

    fn trace_row(&self, clause: &clause::Clause) -> TraceRow {
        let nothing = Service::default();
        let service = self.trace.clauses.get(&clause.id).unwrap_or(&nothing);
        let one_text = |ids: &BTreeSet<String>| self.joined(ids);
        let rules = service.rules.iter().filter_map(|id| self.rules.get(id.as_str()));
        TraceRow {
            clause: self.clause_reference(&clause.id),
            rules: rules.map(|rule| self.rule_reference(rule)).collect(),
            indicators: one_text(&service.indicators),
            figures: one_text(&service.figures),
            thresholds: one_text(&service.thresholds),
            signs: one_text(&service.signs),
            rows: one_text(&service.rows),
            fields: service.fields.len(),
        }
    }
}

/// Numbers the chapters that have content, without gaps.
fn number_chapters(model: &mut Model) {
    let chapters = [
        ("scope", !model.levels.is_empty() || !model.region_sets.is_empty()),
        ("references", !model.sources.is_empty()),
        ("terms", !model.choices.is_empty()),
        ("requirements", model.sources.iter().any(|source| !source.clauses.is_empty())),
        ("tables", !model.tables.is_empty()),
        ("indicators", !model.systems.is_empty()),
        ("summaries", !model.summaries.is_empty()),
        ("thresholds", !model.thresholds.is_empty()),
        ("records", !model.records.is_empty()),
        ("signs", !model.sign_styles.is_empty()),
    ];
    let mut next = 1;
    for (chapter, has_content) in chapters {
        model.chapters.insert(chapter, has_content.then_some(next));
        next += usize::from(has_content);
    }
}

/// The anchor of something with an id; ids hold nothing that HTML or a link would read as markup.
fn anchor(kind: &str, id: &str) -> String {
    format!("{kind}-{id}")
}

/// The paragraphs of a text: its lines that are not empty.
fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned)
}
