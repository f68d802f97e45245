//! The cover: for whom the form is filled in, how, and how much of it is.

use super::card::{self, Entry, HEADINGS, WIDTHS};
use super::extent::{Extent, filled_cells};
use super::filling::{Cell, Filling};
use super::lists::{List, Lists};
use super::measure::line;
use super::page::{self, Freedom, Head, row};
use super::style::Typed;
use super::{rule, style};
use crate::diagnostic::Language;
use crate::form::geometry::{COVER, COVER_NAME, COVER_SLOTS, FIRST_ROW};
use crate::form::{Arrangement, Form, Sheet, words};
use rust_xlsxwriter::utility::{column_number_to_name, quote_sheet_name};
use rust_xlsxwriter::{Formula, Url, Worksheet, XlsxError};

/// How to fill the form in.
const STEPS: [&str; 9] = [
    "1．先在上面选好填报地区，再逐表填写。只有浅黄底和白底的格子能填，蓝底、灰底的是锁住的。",
    "2．点中一个格子，旁边会出现填写提示；带下拉箭头的，从列表里选。",
    "3．没有数据的空着，按“未知”处理，既不算做到，也不算问题。不要用 0 或“无”代替不知道。",
    "4．确实不适用的，写“不适用：原因”；出现警告时选“是”。",
    "5．一格可填几项的，用“；”隔开；确定一项也没有的写“无”。",
    "6．表里一行填一条。表名后面问“是否列全”的，选“已列全”或“未列全”：没有列全时，表里没有的不当作不存在。",
    "7．日期写成 2024-01-31；数后面不写单位，单位在表头或“单位”一栏里。",
    "8．不要填写个人的姓名、电话和证件号。",
    "9．填好后存成 .xlsx 交回。不要改表名，不要取消隐藏、删改隐藏的行、列和表。",
];

/// What each slot of the cover takes.
fn slot_help(name: &str) -> &'static str {
    match name {
        "region" => "从下拉列表里选，写代码和名称",
        "period" => "填报的时段，如 2023Q4",
        "submitted_on" => "报出的那一天，写成 2024-01-31",
        "basis" => "所填数据主要依据什么，从下拉列表里选",
        _ => "从下拉列表里选",
    }
}

fn slot_list(name: &str) -> Option<List> {
    match name {
        "region" => Some(List::OwnRegions),
        "basis" => Some(List::Basis),
        "status" => Some(List::Status),
        _ => None,
    }
}

/// The cover.
pub fn write(form: &Form<'_>, digest: &str, lists: &Lists, filling: &Filling) -> Result<Worksheet, XlsxError> {
    let manifest = &form.standard.manifest;
    let mut target = Worksheet::new();
    target.set_name(COVER_NAME)?;
    let level = manifest.level(form.level, Language::Zh);
    let title = format!("{}填报表 · {level}", manifest.title.zh);
    let issuer = manifest.issuer.as_ref().map(|issuer| format!("发布单位：{}　", issuer.zh)).unwrap_or_default();
    let effective = manifest.effective.map(|date| format!("自 {date} 起施行　")).unwrap_or_default();
    let help = format!("{issuer}版本：{}　{effective}", manifest.version);
    let head = Head { path: COVER, title: &title, help: help.trim_end(), widths: &WIDTHS, back: None };
    card::begin(&mut target, form, digest, &head)?;
    for ((name, title), number) in COVER_SLOTS.into_iter().zip(FIRST_ROW..) {
        let help = slot_help(name);
        let typed = if name == "submitted_on" { Typed::Date } else { Typed::Text };
        let entry = Entry { path: name, title, unit: "", help, typed };
        card::write_entry(&mut target, number, &entry, filled(form, filling, name).as_ref())?;
        let rule = rule::of_cover(lists, slot_list(name), typed, title, help)?;
        target.add_data_validation(row(number), card::VALUE, row(number), card::VALUE, &rule)?;
    }
    let slots = card::last_row(COVER_SLOTS.len());
    card::end(&mut target, slots)?;
    let steps = slots + 2;
    subtitle(&mut target, steps, "怎样填写")?;
    let mut number = steps + 1;
    for step in STEPS {
        page::paragraph(&mut target, number, step, &WIDTHS, card::STATE)?;
        number += 1;
    }
    summary(&mut target, form, filling, number + 1)?;
    target.set_active(true);
    page::protect(&mut target, Freedom::Sizes);
    page::print(&mut target, form, COVER_NAME, false, 0)?;
    Ok(target)
}

fn filled(form: &Form<'_>, filling: &Filling, name: &str) -> Option<Cell> {
    // The rest is said anew each time: period, basis and status of a former submission are not those of this one.
    let code = filling.region.as_deref().filter(|_| name == "region")?;
    Some(Cell::Text(line(&words::region(form.standard.registry.get(code)?))))
}

fn subtitle(target: &mut Worksheet, number: u32, text: &str) -> Result<(), XlsxError> {
    target.write_string_with_format(row(number), card::TITLE, text, &style::subtitle())?;
    target.set_row_height(row(number), 24)?;
    Ok(())
}

/// How much of each sheet is filled in, by formula; with links.
fn summary(target: &mut Worksheet, form: &Form<'_>, filling: &Filling, first: u32) -> Result<(), XlsxError> {
    subtitle(target, first, "填写进度")?;
    let [_, _, _, _, state] = HEADINGS;
    let headings = ["表", "已填格数 / 应填格数", "行数", "说明", state];
    for (heading, column) in headings.into_iter().zip(0_u16..) {
        target.write_string_with_format(row(first + 1), column, heading, &style::heading())?;
    }
    for (sheet, number) in form.sheets.iter().zip(first + 2..) {
        summary_row(target, form, filling, sheet, number)?;
    }
    let last = (first + 1).saturating_add(u32::try_from(form.sheets.len()).unwrap_or(u32::MAX));
    card::colours(target, first + 2, last)
}

fn summary_row(
    target: &mut Worksheet,
    form: &Form<'_>,
    filling: &Filling,
    sheet: &Sheet<'_>,
    number: u32,
) -> Result<(), XlsxError> {
    let rows = filling.rows(&sheet.path);
    let extent = Extent::of(form.standard, sheet, rows.len());
    let place = quote_sheet_name(&sheet.name);
    let link = Url::new(format!("internal:{place}!A1")).set_text(sheet.name.as_str());
    target.write_url_with_format(row(number), 0, link, &style::link())?;

    let range = |first: u16, last: u16| {
        let (first, last) = (column_number_to_name(first), column_number_to_name(last));
        format!("{place}!${first}${FIRST_ROW}:${last}${}", extent.reach)
    };
    let cells = usize::from(extent.cells());
    let filled = format!("COUNTA({})", range(extent.first, extent.end.saturating_sub(1).max(extent.first)));
    let done: usize = rows.iter().map(|row| filled_cells(sheet, row)).sum();
    let keys = format!("COUNTA({})", range(extent.key, extent.key));
    // How many rows there are: a formula and what it comes to; a card has no rows, and given ones are known.
    let (count, told, kind) = match &sheet.arrangement {
        Arrangement::Card => (sheet.slots.len().to_string(), sheet.slots.len(), "一格一项"),
        Arrangement::Table { given, .. } if !given.is_empty() => {
            ((given.len() * cells).to_string(), given.len() * cells, "一行一项，行已印好")
        }
        Arrangement::Table { .. } => {
            let keyed =
                rows.iter().filter(|row| sheet.slots.first().is_some_and(|key| row.slots.contains_key(&key.path)));
            (format!("{keys}*{cells}"), keyed.count() * cells, "一行一条")
        }
    };
    let progress = Formula::new(format!("{filled}&\" / \"&{count}")).set_result(format!("{done} / {told}"));
    target.write_formula_with_format(row(number), 1, progress, &style::state())?;
    match &sheet.arrangement {
        Arrangement::Card => target.write_blank(row(number), 2, &style::state())?,
        Arrangement::Table { given, .. } => {
            let rows = if given.is_empty() { told.checked_div(cells).unwrap_or(0) } else { given.len() };
            let formula = Formula::new(keys).set_result(rows.to_string());
            target.write_formula_with_format(row(number), 2, formula, &style::count())?
        }
    };
    target.write_string_with_format(row(number), 3, kind, &style::note())?;
    let (empty, full, part) = (card::EMPTY, card::FILLED, "填了一些");
    let state = format!("IF({filled}=0,\"{empty}\",IF({filled}={count},\"{full}\",\"{part}\"))");
    let result = match done {
        0 => empty,
        _ if done == told => full,
        _ => part,
    };
    target.write_formula_with_format(row(number), 4, Formula::new(state).set_result(result), &style::state())?;
    Ok(())
}
