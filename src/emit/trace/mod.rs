//! The thread clause → rules, indicators, figures, thresholds, signs, rows, fields, and back, as tables and JSON; and the gaps in it.

mod gaps;

use super::fingerprints::Fingerprints;
use super::plan::Plan;
use super::table::{pretty, write_csv};
use crate::base::fingerprint::fingerprint;
use crate::diagnostic::Language;
use crate::standard::Standard;
use crate::standard::clause::{Clause, Source};
use crate::standard::record::{Content, Member, Record};
use crate::standard::trace::{MemberPath, Readers, Service, Trace};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Plans the trace in both directions, and the gaps. An edit that leaves the threads as they were makes only the files again that show
/// what was edited.
pub fn plan<'s>(standard: &'s Standard, trace: &'s Trace, of: Fingerprints, plan: &mut Plan<'s>) {
    let threads = fingerprint(trace);
    let mut add = |path: &'static str, read: &[u64], text: fn(&Standard, &Trace) -> String| {
        plan.add(path, &(threads, read), move |files, _| files.add(path, text(standard, trace)));
    };
    add("trace/trace.json", &[of.manifest, of.sources, of.rules, of.records], |standard, trace| {
        pretty(&json_of(standard, trace))
    });
    add("trace/clauses.csv", &[of.sources], clauses_csv);
    add("trace/fields.csv", &[of.records], fields_csv);
    add("trace/gaps.md", &[of.manifest, of.sources, of.records], gaps::write);
}

/// What serves a clause; nothing where the trace does not know it.
fn service(trace: &Trace, clause: &Clause) -> Service {
    trace.clauses.get(&clause.id).cloned().unwrap_or_default()
}

fn readers(trace: &Trace, record: &Record, member: &Member) -> Readers {
    trace.members.get(&path_of(record, member)).cloned().unwrap_or_default()
}

fn path_of(record: &Record, member: &Member) -> MemberPath {
    (record.name.clone(), member.name.clone())
}

fn dotted((record, member): &MemberPath) -> String {
    format!("{record}.{member}")
}

fn joined(ids: &BTreeSet<String>) -> String {
    ids.iter().map(String::as_str).collect::<Vec<_>>().join(";")
}

fn clauses_csv(standard: &Standard, trace: &Trace) -> String {
    let header = [
        "来源 source",
        "条款 clause",
        "标题 title",
        "强度 modality",
        "期限 due",
        "责任 responsible",
        "规则 rules",
        "指标 indicators",
        "汇总数 figures",
        "数值 thresholds",
        "标牌 signs",
        "目录行 rows",
        "字段 fields",
    ];
    let rows = standard.clauses().map(|(source, clause)| {
        let service = service(trace, clause);
        let responsible: Vec<&str> = clause.responsible.iter().map(|who| who.text(Language::Zh)).collect();
        vec![
            source.id.clone(),
            clause.id.clone(),
            clause.title.zh.clone(),
            clause.modality.keyword().to_owned(),
            clause.due.map(|due| due.to_string()).unwrap_or_default(),
            responsible.join(";"),
            joined(&service.rules),
            joined(&service.indicators),
            joined(&service.figures),
            joined(&service.thresholds),
            joined(&service.signs),
            joined(&service.rows),
            service.fields.iter().map(dotted).collect::<Vec<_>>().join(";"),
        ]
    });
    write_csv(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))
}

fn fields_csv(standard: &Standard, trace: &Trace) -> String {
    let header = [
        "记录 record",
        "名称 name",
        "标题 title",
        "种类 kind",
        "规则 rules",
        "指标 indicators",
        "汇总数 figures",
        "条款 clauses",
        "未使用 unused",
    ];
    let clauses = clauses_by_member(trace);
    let rows = members(standard).map(|(record, member)| {
        let readers = readers(trace, record, member);
        let path = path_of(record, member);
        vec![
            record.name.clone(),
            member.name.clone(),
            member.title.zh.clone(),
            kind(member).to_owned(),
            joined(&readers.rules),
            joined(&readers.indicators),
            joined(&readers.figures),
            clauses.get(&path).map(|ids| ids.join(";")).unwrap_or_default(),
            if trace.unused.contains(&path) { "是 yes".to_owned() } else { String::new() },
        ]
    });
    write_csv(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))
}

fn members(standard: &Standard) -> impl Iterator<Item = (&Record, &Member)> {
    standard.records.iter().flat_map(|record| record.members.iter().map(move |member| (record, member)))
}

fn kind(member: &Member) -> &'static str {
    match &member.content {
        Content::Field(_) => "field",
        Content::Part(_) => "part",
        Content::List { .. } => "list",
        Content::Derived(_) => "derived",
    }
}

/// The clauses whose rules, indicators and figures read a member.
fn clauses_by_member(trace: &Trace) -> BTreeMap<&MemberPath, Vec<&str>> {
    let mut clauses: BTreeMap<&MemberPath, Vec<&str>> = BTreeMap::new();
    for (clause, service) in &trace.clauses {
        for path in &service.fields {
            clauses.entry(path).or_default().push(clause);
        }
    }
    clauses
}

fn json_of(standard: &Standard, trace: &Trace) -> Value {
    let clauses: Vec<Value> =
        standard.clauses().map(|(source, clause)| clause_json(source, clause, &service(trace, clause))).collect();
    let by_member = clauses_by_member(trace);
    let fields: Vec<Value> = members(standard)
        .map(|(record, member)| {
            let readers = readers(trace, record, member);
            json!({
                "record": record.name, "name": member.name, "title": member.title.zh, "title_en": member.title.en,
                "kind": kind(member), "rules": readers.rules, "indicators": readers.indicators, "figures": readers.figures,
                "clauses": by_member.get(&path_of(record, member)).cloned().unwrap_or_default(),
            })
        })
        .collect();
    let mut by_rule: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (path, readers) in &trace.members {
        for rule in &readers.rules {
            by_rule.entry(rule).or_default().push(dotted(path));
        }
    }
    let rules: Vec<Value> = standard
        .rules
        .iter()
        .map(|rule| {
            let ids: Vec<&str> = rule.clauses.iter().map(|clause| clause.value.as_str()).collect();
            let reads = by_rule.remove(rule.id.as_str()).unwrap_or_default();
            json!({"id": rule.id, "title": rule.title.zh, "title_en": rule.title.en, "clauses": ids, "fields": reads})
        })
        .collect();
    json!({
        "standard": standard.manifest.id,
        "version": standard.manifest.version,
        "clauses": clauses,
        "rules": rules,
        "fields": fields,
        "unserved": trace.unserved,
        "unused": trace.unused.iter().map(dotted).collect::<Vec<_>>(),
    })
}

fn clause_json(source: &Source, clause: &Clause, service: &Service) -> Value {
    json!({
        "source": source.id, "id": clause.id, "title": clause.title.zh, "title_en": clause.title.en,
        "modality": clause.modality.keyword(), "due": clause.due.map(|due| due.to_string()),
        "rules": service.rules, "indicators": service.indicators, "figures": service.figures, "thresholds": service.thresholds,
        "signs": service.signs, "rows": service.rows, "fields": service.fields.iter().map(dotted).collect::<Vec<_>>(),
    })
}
