//! The ledger as a workbook: an index of the units, and for each a sheet of its tasks with columns to fill in.

use super::ledger::{Entry, Ledger, Unit};
use crate::base::date::Date;
use crate::base::workbook::{Align, Cell, Column, Sheet, Workbook};
use crate::form::name::Names;
use crate::standard::Standard;

/// The name of the index.
const INDEX: &str = "目录";
/// What stands for the name of a unit where the plan names none.
const NO_UNIT: &str = "未列明责任单位";

/// The workbook of a ledger.
#[must_use]
pub fn workbook(standard: &Standard, ledger: &Ledger<'_>) -> Workbook {
    let mut names = Names::default();
    let index_name = names.give(INDEX);
    let sheets: Vec<String> = ledger.units.iter().map(|unit| names.give(unit.name.unwrap_or(NO_UNIT))).collect();
    let index = index(standard, ledger, index_name, &sheets);
    let tasks = ledger.units.iter().zip(&sheets).map(|(unit, name)| tasks(standard, ledger, unit, name));
    let manifest = &standard.manifest;
    Workbook {
        title: ledger.plan.title.zh.clone(),
        day: manifest.effective,
        footer: format!("{} {} · {}", manifest.id, manifest.version, ledger.plan.title.zh),
        sheets: std::iter::once(index).chain(tasks).collect(),
    }
}

fn title(ledger: &Ledger<'_>, what: &str) -> String {
    format!("{}：{what}", ledger.plan.title.zh)
}

fn index(standard: &Standard, ledger: &Ledger<'_>, name: String, sheets: &[String]) -> Sheet {
    let effective = standard.manifest.effective;
    let rows = ledger.units.iter().enumerate().zip(sheets).map(|((at, unit), sheet)| {
        let dues: Vec<Date> = ledger.duties_of(unit).filter_map(|entry| entry.due).collect();
        let day = |day: Option<Date>| day.map_or_else(|| Cell::Faint("—".to_owned()), Cell::Day);
        let has_calendar = super::calendar::of_unit(standard, ledger, unit).is_some();
        let calendar = if has_calendar {
            Cell::Text(format!("{}.ics", ledger.calendar_id(at)))
        } else {
            Cell::Faint("没有带日期的任务".to_owned())
        };
        vec![
            Cell::Count(count(at + 1)),
            Cell::Link { text: unit.name.unwrap_or(NO_UNIT).to_owned(), sheet: sheet.clone() },
            Cell::Count(count(unit.duties.len())),
            Cell::Count(count(unit.duties.len() - dues.len())),
            day(next(&dues, effective)),
            day(dues.iter().max().copied()),
            calendar,
        ]
    });
    let mut notes = Vec::new();
    notes.extend(ledger.plan.title.en.as_ref().map(|en| format!("{en}: duties by unit")));
    notes.push(match effective {
        Some(day) => format!("最近时限从生效日 {day} 算起。点单位名称到它的任务表。"),
        None => "最近时限取最早的一个。点单位名称到它的任务表。".to_owned(),
    });
    notes.push(format!("全部时限的日历：{}.ics；各单位的日历见末列，可导入手机或办公日历。", ledger.plan.id));
    Sheet {
        name,
        title: title(ledger, "任务台账"),
        notes,
        columns: vec![
            Column::new("序号", "No.", 6, Align::Centre),
            Column::new("责任单位", "Responsible", 44, Align::Left),
            Column::new("任务", "Duties", 8, Align::Centre),
            Column::new("其中持续推进", "Continuous", 13, Align::Centre),
            Column::new("最近时限", "Next due", 12, Align::Centre),
            Column::new("最晚时限", "Last due", 12, Align::Centre),
            Column::new("日历文件", "Calendar", 26, Align::Left),
        ],
        fixed: 0,
        rows: rows.collect(),
    }
}

fn tasks(standard: &Standard, ledger: &Ledger<'_>, unit: &Unit<'_>, name: &str) -> Sheet {
    let own = unit.name.unwrap_or(NO_UNIT);
    Sheet {
        name: name.to_owned(),
        title: title(ledger, own),
        notes: vec!["浅黄的格由责任单位填写。承办一栏写岗位，不写姓名和电话。时限当天算在内。".to_owned()],
        columns: vec![
            Column::new("序号", "No.", 6, Align::Centre),
            Column::new("举措", "Duty", 19, Align::Left),
            Column::new("要求", "Demand", 38, Align::Left),
            Column::new("强度", "Strength", 9, Align::Centre),
            Column::new("时限", "Due", 12, Align::Centre),
            Column::new("约束地区", "Binds", 16, Align::Left),
            Column::new("可交证据", "Evidence", 22, Align::Left),
            Column::new("承办岗位", "Post", 12, Align::Centre),
            Column::new("进展", "Progress", 18, Align::Left),
            Column::new("完成日期", "Done on", 12, Align::Centre),
        ],
        fixed: 2,
        rows: ledger.duties_of(unit).map(|entry| task(standard, entry, own)).collect(),
    }
}

fn task(standard: &Standard, entry: &Entry<'_>, own: &str) -> Vec<Cell> {
    let others: Vec<&str> = entry.units.iter().copied().filter(|unit| *unit != own).collect();
    let jointly = if others.is_empty() { String::new() } else { format!("\n（会同：{}）", others.join("、")) };
    let evidence: Vec<&str> = entry.duty.evidence.iter().map(|evidence| evidence.zh.as_str()).collect();
    let due = match (entry.duty.continuous, entry.due) {
        (true, _) => Cell::Text("持续推进".to_owned()),
        (false, Some(day)) => Cell::Day(day),
        (false, None) => Cell::Empty,
    };
    vec![
        Cell::number(&entry.duty.number),
        Cell::Text(format!("{}{jointly}", entry.duty.title.zh)),
        entry.demand().map_or(Cell::Empty, |text| Cell::Text(text.to_owned())),
        Cell::Text(entry.strength().to_owned()),
        due,
        Cell::Text(entry.bound(standard)),
        Cell::Text(evidence.join("\n")),
        Cell::Open,
        Cell::Open,
        Cell::Open,
    ]
}

/// The first day on or after the one from which the standard holds; the last one where all lie before it.
fn next(dues: &[Date], from: Option<Date>) -> Option<Date> {
    let ahead = dues.iter().filter(|due| from.is_none_or(|from| **due >= from)).min();
    ahead.or_else(|| dues.iter().max()).copied()
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
