//! The gaps as a page for the standard's authors: clauses that nothing serves, and fields that are asked for and not used.

use crate::emit::document::markdown::escape;
use crate::standard::Standard;
use crate::standard::clause::{Clause, Source};
use crate::standard::record::{Content, Record};
use crate::standard::text::Label;
use crate::standard::trace::Trace;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Writes the page, Chinese with English beside it.
#[must_use]
pub fn write(standard: &Standard, trace: &Trace) -> String {
    let mut page = format!("# {}：缺口 · Gaps\n\n", escape(&standard.manifest.title.zh));
    let fields = fields(standard);
    page.push_str("|  | 共 total | 缺口 gaps |\n| --- | ---: | ---: |\n");
    line(&mut page, format_args!("| 条款 clauses | {} | {} |", standard.clauses().count(), trace.unserved.len()));
    line(&mut page, format_args!("| 字段 fields | {fields} | {} |", trace.unused.len()));
    page.push_str("\n## 没有任何规则、指标、汇总数、数值、标牌或目录行落实的条款 · Clauses that nothing serves\n\n");
    unserved(&mut page, standard, trace);
    page.push_str(
        "## 填了却没有规则、指标或汇总数使用的字段（负担） · Fields that are asked for and not used (the burden)\n\n",
    );
    unused(&mut page, standard, trace);
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// Writing to a string cannot fail.
fn line(page: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = writeln!(page, "{text}");
}

fn fields(standard: &Standard) -> usize {
    let members = standard.records.iter().flat_map(|record| &record.members);
    members.filter(|member| matches!(member.content, Content::Field(_))).count()
}

fn unserved(page: &mut String, standard: &Standard, trace: &Trace) {
    if trace.unserved.is_empty() {
        page.push_str("无 none\n\n");
    }
    for source in &standard.sources {
        let missing: Vec<&Clause> =
            source.clauses.iter().filter(|clause| trace.unserved.contains(&clause.id)).collect();
        if missing.is_empty() {
            continue;
        }
        line(page, format_args!("### {}（{} / {}）\n", both(&source.title), missing.len(), source.clauses.len()));
        for (axis, title) in &source.axes {
            by_axis(page, source, (axis, title), trace);
        }
        for clause in missing {
            let places: Vec<String> = clause.axes.iter().map(|(axis, value)| format!("{axis}={value}")).collect();
            let places =
                if places.is_empty() { String::new() } else { format!("（{}）", escape(&places.join("，"))) };
            line(page, format_args!("- {} {}{places}", escape(&clause.id), both(&clause.title)));
        }
        page.push('\n');
    }
}

/// How many clauses of each place on an axis are served.
fn by_axis(page: &mut String, source: &Source, (axis, title): (&str, &Label), trace: &Trace) {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for clause in &source.clauses {
        let Some((_, value)) = clause.axes.iter().find(|(name, _)| name == axis) else { continue };
        if !counts.contains_key(value.as_str()) {
            order.push(value);
        }
        let (missing, all) = counts.entry(value).or_default();
        *all += 1;
        *missing += usize::from(trace.unserved.contains(&clause.id));
    }
    if counts.values().all(|(missing, _)| *missing == 0) {
        return;
    }
    line(page, format_args!("| {} | 条款 clauses | 缺口 gaps |\n| --- | ---: | ---: |", both(title)));
    for value in order {
        let (missing, all) = counts.get(value).copied().unwrap_or_default();
        line(page, format_args!("| {} | {all} | {missing} |", escape(value)));
    }
    page.push('\n');
}

fn unused(page: &mut String, standard: &Standard, trace: &Trace) {
    if trace.unused.is_empty() {
        page.push_str("无 none\n\n");
    }
    for record in &standard.records {
        let missing = unused_of(record, trace);
        if missing.is_empty() {
            continue;
        }
        line(page, format_args!("### {}（{}）\n", both(&record.title), missing.len()));
        for (name, title) in missing {
            line(page, format_args!("- {}.{} {}", escape(&record.name), escape(name), both(title)));
        }
        page.push('\n');
    }
}

fn unused_of<'r>(record: &'r Record, trace: &Trace) -> Vec<(&'r str, &'r Label)> {
    let is_unused = |name: &str| trace.unused.iter().any(|(of, member)| *of == record.name && member == name);
    let members = record.members.iter().filter(|member| is_unused(&member.name));
    members.map(|member| (member.name.as_str(), &member.title)).collect()
}

/// Chinese, with the English where there is one.
fn both(label: &Label) -> String {
    match &label.en {
        Some(en) => format!("{} {}", escape(&label.zh), escape(en)),
        None => escape(&label.zh),
    }
}
