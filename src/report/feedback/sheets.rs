//! Answers as sheets: a table a region as the notice lays it out, and a summary of all.

use super::answers::{Answer, Answers, UNREPORTED};
use crate::base::workbook::{Align, Cell, Column, Sheet, Workbook};
use crate::check::{Assessment, RegionFacts};
use crate::form::name::Names;
use crate::standard::Standard;
use crate::standard::clause::Clause;
use crate::standard::plan::{Duty, Plan};
use crate::standard::registry::Region;

/// The name of the summary's sheet.
const SUMMARY: &str = "汇总";
/// What stands where a duty does not bind a region.
const UNBOUND: &str = "—";

/// One region's part.
struct Part<'a> {
    region: &'a Region,
    submitted: bool,
    answers: Answers,
    sheet: String,
}

/// The workbook of a region and of those that report through it, the first being the region itself; `None` where no duty
/// binds any of them.
pub fn workbook(assessment: &Assessment<'_>, plan: &Plan, group: &[&RegionFacts<'_>]) -> Option<Workbook> {
    let standard = assessment.standard;
    let mut names = Names::default();
    let is_alone = group.len() == 1;
    let summary_name = (!is_alone).then(|| names.give(SUMMARY));
    let parts: Vec<Part<'_>> = group
        .iter()
        .filter(|own| plan.duties.iter().any(|duty| binds(standard, duty, own.region)))
        .map(|own| Part {
            region: own.region,
            submitted: own.submitted,
            answers: Answers::of(standard, plan, own),
            sheet: names.give(&own.region.name),
        })
        .collect();
    if parts.is_empty() {
        return None;
    }
    let superior = group.first()?.region;
    let day = assessment.as_of;
    let summary = summary_name.map(|name| summary(standard, plan, superior, &parts, name, &day.to_string()));
    let own = parts.iter().map(|part| table(standard, plan, part, &day.to_string()));
    let manifest = &standard.manifest;
    Some(Workbook {
        title: format!("{}反馈表（{}）", plan.title.zh, superior.name),
        day: Some(day),
        footer: format!("{} {} · {} {}", manifest.id, manifest.version, superior.code, superior.name),
        sheets: summary.into_iter().chain(own).collect(),
    })
}

fn clause<'s>(standard: &'s Standard, duty: &Duty) -> Option<&'s Clause> {
    standard.clause(&duty.clause).map(|(_, clause)| clause)
}

fn binds(standard: &Standard, duty: &Duty, region: &Region) -> bool {
    clause(standard, duty).is_some_and(|clause| clause.binds.selects(region))
}

fn due(standard: &Standard, duty: &Duty) -> Cell {
    match clause(standard, duty).and_then(|clause| clause.due) {
        _ if duty.continuous => Cell::Text("持续推进".to_owned()),
        Some(day) => Cell::Day(day),
        None => Cell::Empty,
    }
}

/// 序号 | 举措 | 责任单位 | 时限 | 贯彻落实情况.
fn table(standard: &Standard, plan: &Plan, part: &Part<'_>, as_of: &str) -> Sheet {
    let bound = plan.duties.iter().filter(|duty| binds(standard, duty, part.region));
    let rows = bound.map(|duty| {
        let demand = clause(standard, duty).and_then(|clause| clause.text.as_ref());
        let title = &duty.title.zh;
        vec![
            Cell::number(&duty.number),
            Cell::Text(demand.map_or_else(|| title.clone(), |text| format!("{title}\n{}", text.zh))),
            Cell::Text(duty.units.join("\n")),
            due(standard, duty),
            answer(part.answers.on(duty)),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let level = standard.manifest.level(&part.region.level, crate::diagnostic::Language::Zh);
    let submitted = if part.submitted { "" } else { "。本地区没有报送" };
    Sheet {
        name: part.sheet.clone(),
        title: format!("{}反馈表", plan.title.zh),
        notes: vec![
            format!("填报地区：{}（{}，{level}）。截至 {as_of}{submitted}", part.region.name, part.region.code),
            format!("只列约束本地区的 {} 项。“{UNREPORTED}”只表示没有收到填报，不表示没有落实。", rows.len()),
        ],
        columns: vec![
            Column::new("序号", "", 6, Align::Centre),
            Column::new("举措", "", 48, Align::Left),
            Column::new("责任单位", "", 28, Align::Left),
            Column::new("时限", "", 12, Align::Centre),
            Column::new("贯彻落实情况", "", 50, Align::Left),
        ],
        fixed: 0,
        rows,
    }
}

fn answer(answer: Option<Answer>) -> Cell {
    match answer.filter(|answer| !answer.is_empty()) {
        Some(answer) => Cell::Text(answer.text()),
        None => Cell::Faint(UNREPORTED.to_owned()),
    }
}

/// Every duty on every region: its state in a word.
fn summary(
    standard: &Standard,
    plan: &Plan,
    superior: &Region,
    parts: &[Part<'_>],
    name: String,
    as_of: &str,
) -> Sheet {
    let bound = plan.duties.iter().filter(|duty| parts.iter().any(|part| binds(standard, duty, part.region)));
    let mut rows: Vec<Vec<Cell>> = bound
        .map(|duty| {
            let states = parts.iter().map(|part| {
                if !binds(standard, duty, part.region) {
                    return Cell::Faint(UNBOUND.to_owned());
                }
                match part.answers.on(duty).and_then(|answer| answer.state) {
                    Some(state) => Cell::Text(state),
                    None => Cell::Faint(UNREPORTED.to_owned()),
                }
            });
            let about = [Cell::number(&duty.number), Cell::Text(duty.title.zh.clone()), due(standard, duty)];
            about.into_iter().chain(states).collect()
        })
        .collect();
    rows.push(totals(standard, plan, parts));
    let about = [
        Column::new("序号", "", 6, Align::Centre),
        Column::new("举措", "", 34, Align::Left),
        Column::new("时限", "", 12, Align::Centre),
    ];
    let regions = parts.iter().map(|part| Column::new(&part.region.name, "", 9, Align::Centre));
    Sheet {
        name,
        title: format!("{}落实情况汇总表", plan.title.zh),
        notes: vec![
            format!("{}（{}）及由它汇总的地区。截至 {as_of}", superior.name, superior.code),
            format!("“{UNREPORTED}”只表示没有收到填报，不表示没有落实；“{UNBOUND}”表示这一项不约束该地区。"),
        ],
        columns: about.into_iter().chain(regions).collect(),
        fixed: 3,
        rows,
    }
}

/// How many of the duties that bind a region it reported on.
fn totals(standard: &Standard, plan: &Plan, parts: &[Part<'_>]) -> Vec<Cell> {
    let counts = parts.iter().map(|part| {
        let bound: Vec<&Duty> = plan.duties.iter().filter(|duty| binds(standard, duty, part.region)).collect();
        let reported = bound.iter().filter(|duty| part.answers.on(duty).is_some_and(|answer| answer.state.is_some()));
        Cell::Strong(format!("{}/{}", reported.count(), bound.len()))
    });
    let about = [Cell::Empty, Cell::Strong("已报 / 应报".to_owned()), Cell::Empty];
    about.into_iter().chain(counts).collect()
}
