//! The thread from every clause to what serves it, and from every field to what reads it, and the gaps in both.

use super::Standard;
use super::indicator::Branch;
use super::record::Content;
use crate::expr::{Expression, Member};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

/// A member of a record: record and name.
pub type MemberPath = (String, String);

/// What serves one clause. Each list holds ids, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Service {
    /// Rules.
    pub rules: BTreeSet<String>,
    /// Indicators, bonuses, deductions and vetoes.
    pub indicators: BTreeSet<String>,
    /// Figures of summaries, as `summary/figure`.
    pub figures: BTreeSet<String>,
    /// Thresholds.
    pub thresholds: BTreeSet<String>,
    /// Signs and styles of signs.
    pub signs: BTreeSet<String>,
    /// Rows of tables, as `table:row`.
    pub rows: BTreeSet<String>,
    /// Members of records that its rules, indicators and figures read.
    pub fields: BTreeSet<MemberPath>,
}

impl Service {
    /// Whether nothing serves the clause.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
            && self.indicators.is_empty()
            && self.figures.is_empty()
            && self.thresholds.is_empty()
            && self.signs.is_empty()
            && self.rows.is_empty()
    }
}

/// What reads one member of a record. Each list holds ids, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Readers {
    /// Rules.
    pub rules: BTreeSet<String>,
    /// Indicators, bonuses, deductions and vetoes.
    pub indicators: BTreeSet<String>,
    /// Figures of summaries, as `summary/figure`.
    pub figures: BTreeSet<String>,
}

impl Readers {
    /// Whether nothing reads the member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.indicators.is_empty() && self.figures.is_empty()
    }
}

/// Both directions, complete: every clause and every field has an entry.
#[derive(Debug, Clone, Default, Hash)]
pub struct Trace {
    /// By clause id.
    pub clauses: BTreeMap<String, Service>,
    /// By member of a record; derived values and what they read both count.
    pub members: BTreeMap<MemberPath, Readers>,
    /// Clauses that nothing serves, in the order of the sources.
    pub unserved: Vec<String>,
    /// Fields that are filled in and that nothing reads, in the order of the records.
    pub unused: Vec<MemberPath>,
}

/// The trace of one standard, found out when somebody first asks for it.
#[derive(Debug, Default)]
pub struct LazyTrace(OnceLock<Trace>);

impl LazyTrace {
    /// The trace of the standard, which is the same at every call.
    pub fn of(&self, standard: &Standard) -> &Trace {
        self.0.get_or_init(|| Trace::of(standard))
    }
}

impl Trace {
    /// The trace of a standard.
    #[must_use]
    pub fn of(standard: &Standard) -> Self {
        let mut trace = Self::default();
        for (_, clause) in standard.clauses() {
            trace.clauses.insert(clause.id.clone(), Service::default());
        }
        for record in &standard.records {
            for member in &record.members {
                trace.members.insert((record.name.clone(), member.name.clone()), Readers::default());
            }
        }
        let members = Members::of(standard);
        trace.add_rules(standard, &members);
        trace.add_indicators(standard, &members);
        trace.add_summaries(standard, &members);
        trace.add_others(standard);
        trace.unserved = standard
            .clauses()
            .filter(|(_, clause)| trace.clauses.get(&clause.id).is_none_or(Service::is_empty))
            .map(|(_, clause)| clause.id.clone())
            .collect();
        trace.unused = trace.unused_fields(standard);
        trace
    }

    fn add_rules<'s>(&mut self, standard: &'s Standard, members: &Members<'s>) {
        for rule in &standard.rules {
            let messages = rule.message.iter().chain(&rule.message_en).flat_map(|message| message.members());
            let expressions = rule.conditions.all().map(|(_, condition)| condition).chain(&rule.figure);
            let read = members.read_by(expressions.flat_map(Expression::members).chain(messages));
            for clause in &rule.clauses {
                let service = self.clauses.entry(clause.value.clone()).or_default();
                service.rules.insert(rule.id.clone());
                service.fields.extend(read.iter().cloned());
            }
            for member in read {
                self.members.entry(member).or_default().rules.insert(rule.id.clone());
            }
        }
    }

    fn add_indicators<'s>(&mut self, standard: &'s Standard, members: &Members<'s>) {
        for system in &standard.systems {
            for leaf in leaves(&system.children) {
                self.add_indicator(members, &leaf.id, &leaf.clauses, leaf.expressions());
            }
            for bonus in &system.bonuses {
                self.add_indicator(members, &bonus.id, &bonus.clauses, std::iter::once(&bonus.measure));
            }
            for deduction in &system.deductions {
                self.add_indicator(members, &deduction.id, &deduction.clauses, std::iter::once(&deduction.measure));
            }
            for veto in &system.vetoes {
                self.add_indicator(members, &veto.id, &veto.clauses, std::iter::once(&veto.when));
            }
        }
    }

    fn add_indicator<'e>(
        &mut self,
        members: &Members<'e>,
        id: &str,
        clauses: &[super::Text],
        expressions: impl Iterator<Item = &'e Expression>,
    ) {
        let read = members.read_by(expressions.flat_map(Expression::members));
        for clause in clauses {
            let service = self.clauses.entry(clause.value.clone()).or_default();
            service.indicators.insert(id.to_owned());
            service.fields.extend(read.iter().cloned());
        }
        for member in read {
            self.members.entry(member).or_default().indicators.insert(id.to_owned());
        }
    }

    fn add_summaries<'s>(&mut self, standard: &'s Standard, members: &Members<'s>) {
        for summary in &standard.summaries {
            for figure in &summary.figures {
                let id = format!("{}/{}", summary.id, figure.id);
                let expressions = figure.of_regions().chain(figure.of_superior());
                let read = members.read_by(expressions.flat_map(Expression::members));
                for clause in summary.clauses.iter().chain(&figure.clauses) {
                    let service = self.clauses.entry(clause.value.clone()).or_default();
                    service.figures.insert(id.clone());
                    service.fields.extend(read.iter().cloned());
                }
                for member in read {
                    self.members.entry(member).or_default().figures.insert(id.clone());
                }
            }
        }
    }

    fn add_others(&mut self, standard: &Standard) {
        for threshold in &standard.thresholds {
            for clause in &threshold.clauses {
                let service = self.clauses.entry(clause.value.clone()).or_default();
                service.thresholds.insert(threshold.name.clone());
            }
        }
        let signs = standard.signs.iter().map(|sign| (&sign.id.value, &sign.clauses));
        let styles = standard.sign_styles.iter().map(|style| (&style.id, &style.clauses));
        for (id, clauses) in signs.chain(styles) {
            for clause in clauses {
                self.clauses.entry(clause.value.clone()).or_default().signs.insert(id.clone());
            }
        }
        for table in &standard.tables {
            for (row, clause) in &table.clauses {
                let service = self.clauses.entry(clause.value.clone()).or_default();
                service.rows.insert(format!("{}:{row}", table.id));
            }
        }
    }

    fn unused_fields(&self, standard: &Standard) -> Vec<MemberPath> {
        let keys = keys(standard);
        let mut unused = Vec::new();
        for record in &standard.records {
            for member in &record.members {
                let path = (record.name.clone(), member.name.clone());
                let read = self.members.get(&path).is_some_and(|readers| !readers.is_empty());
                let unread = matches!(&member.content, Content::Field(field) if !field.asked) && !read;
                if unread && !keys.contains(&path) {
                    unused.push(path);
                }
            }
        }
        unused
    }
}

/// The leaves of an indicator tree, in order.
#[must_use]
pub fn leaves(branches: &[Branch]) -> Vec<&super::indicator::Indicator> {
    let mut found = Vec::new();
    for branch in branches {
        match branch {
            Branch::Group(group) => found.extend(leaves(&group.children)),
            Branch::Indicator(leaf) => found.push(leaf.as_ref()),
        }
    }
    found
}

/// The fields that identify elements of lists: they are needed even where no rule reads them.
fn keys(standard: &Standard) -> BTreeSet<MemberPath> {
    let members = standard.records.iter().flat_map(|record| &record.members);
    members
        .filter_map(|member| match &member.content {
            Content::List { of, key } => Some((of.value.clone(), key.value.clone())),
            _ => None,
        })
        .collect()
}

/// The members that the expressions read, with what the derived values among them read in turn.
pub fn read_by<'e>(standard: &'e Standard, expressions: impl Iterator<Item = &'e Expression>) -> BTreeSet<MemberPath> {
    Members::of(standard).read_by(expressions.flat_map(Expression::members))
}

/// The members of all records, by record and name.
pub struct Members<'s> {
    root: &'s str,
    all: HashMap<(&'s str, &'s str), &'s Content>,
}

impl<'s> Members<'s> {
    /// Those of a standard.
    #[must_use]
    pub fn of(standard: &'s Standard) -> Self {
        let members = standard.records.iter().flat_map(|record| {
            record.members.iter().map(|member| ((record.name.as_str(), member.name.as_str()), &member.content))
        });
        Self { root: &standard.manifest.submission.value, all: members.collect() }
    }

    /// The members read, and what the derived values among them read in turn; names that are no member (thresholds, the region) are
    /// left out.
    pub fn read_by(&self, direct: impl Iterator<Item = &'s Member>) -> BTreeSet<MemberPath> {
        let path = |member: &'s Member, own: &'s str| (member.record.as_deref().unwrap_or(own), member.name.as_str());
        let mut read: BTreeSet<(&str, &str)> = BTreeSet::new();
        let mut waiting: Vec<(&str, &str)> = direct.map(|member| path(member, self.root)).collect();
        while let Some(found) = waiting.pop() {
            let Some(content) = self.all.get(&found) else { continue };
            if let (true, Content::Derived(expression)) = (read.insert(found), content) {
                waiting.extend(expression.members().iter().map(|inner| path(inner, found.0)));
            }
        }
        read.into_iter().map(|(record, name)| (record.to_owned(), name.to_owned())).collect()
    }
}
