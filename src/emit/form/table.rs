//! A table: an element a row, a slot a column.

use super::extent::{Extent, filled_cells};
use super::filling::{Cell, Row};
use super::lists::{List, Lists};
use super::measure::{height_in_lines, line, row_height};
use super::page::{self, Freedom, Head, row};
use super::style::Typed;
use super::{card, cell, rule, style, wording};
use crate::base::number::Number;
use crate::base::text::display_width;
use crate::form::geometry::{COVER_NAME, FIRST_ROW, HEADING_ROW, KEY_ROW};
use crate::form::{Arrangement, Column, Form, Given, Info, Owner, Sheet, Slot, SlotContent};
use crate::standard::registry::Region;
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ConditionalFormatFormula, Formula, Worksheet, XlsxError};

/// The last column that there can be, from 0.
const LAST_COLUMN: u16 = 16_383;
/// The least lines of a given row, so that there is room to write.
const GIVEN_LINES: usize = 2;
/// What the state says of a row whose cells are all filled in.
const FILLED: &str = card::FILLED;

/// A table on its way to a sheet.
pub struct Table<'t, 's> {
    /// The form.
    pub form: &'t Form<'s>,
    /// Its lists of options.
    pub lists: &'t Lists,
    /// Its sheet with the table.
    pub sheet: &'t Sheet<'s>,
    /// What is filled in already.
    pub rows: &'t [Row],
    /// The region that the workbook is for.
    pub region: Option<&'t Region>,
}

/// Where the keys of an outer list stand: the name of its sheet, and that of the range.
pub type Keys<'k> = &'k dyn Fn(&str) -> Option<(String, String)>;

impl<'s> Table<'_, 's> {
    /// The sheet.
    pub fn write(&self, digest: &str, keys: Keys<'_>) -> Result<Worksheet, XlsxError> {
        let extent = Extent::of(self.form.standard, self.sheet, self.rows.len());
        let columns = self.sheet.columns();
        let widths: Vec<u16> = columns.iter().map(|column| self.width(column)).collect();
        let mut target = Worksheet::new();
        target.set_name(&self.sheet.name)?;
        self.open_columns(&mut target, &columns)?;
        let (title, help) = (wording::joined(&self.sheet.titles), self.help());
        let head = Head { path: &self.sheet.path, title: &title, help: &help, widths: &widths, back: Some(COVER_NAME) };
        page::head(&mut target, self.form, digest, &head)?;
        self.headings(&mut target, &columns, &widths)?;
        self.rules(&mut target, &columns, extent.reach, keys)?;
        for (index, number) in (0..extent.prepared).zip(FIRST_ROW..) {
            self.prepared_row(&mut target, &columns, extent, index, number)?;
        }
        highlight(&mut target, extent, columns.len())?;
        if let Some(last) = extent.end.checked_sub(1) {
            target.autofilter(row(HEADING_ROW), 0, row(extent.reach), last)?;
        }
        page::protect(&mut target, if self.given().is_empty() { Freedom::Rows } else { Freedom::Filters });
        page::print(&mut target, self.form, &self.sheet.name, true, extent.key + 1)?;
        Ok(target)
    }

    fn given(&self) -> &[Given<'s>] {
        match &self.sheet.arrangement {
            Arrangement::Table { given, .. } => given,
            Arrangement::Card => &[],
        }
    }

    fn is_key(&self, slot: &Slot<'_>) -> bool {
        self.sheet.slots.first().is_some_and(|first| first.path == slot.path)
    }

    fn key_title(&self) -> String {
        self.sheet.slots.first().map(wording::title).unwrap_or_default()
    }

    fn help(&self) -> String {
        let own = self.sheet.help.map(line).filter(|help| !help.is_empty());
        let own = own.map(|help| format!("{}。", help.trim_end_matches('。'))).unwrap_or_default();
        if !self.given().is_empty() {
            return format!("{own}每一行的灰底部分已经印好，只填后面的格子；没有数据的空着，不要用 0 代替。");
        }
        let key = self.key_title();
        format!(
            "{own}一行填一条，“{key}”不能空、不能重复；没有数据的空着，不要用 0 代替。行不够时，在已有的行中间插入行。"
        )
    }

    /// Opens whole columns, the rows above the elements apart: rows with a locked cell can be neither deleted nor sorted.
    fn open_columns(&self, target: &mut Worksheet, columns: &[Column<'_, 's>]) -> Result<(), XlsxError> {
        if !self.given().is_empty() {
            return Ok(());
        }
        let mut beside = 0;
        for (column, at) in columns.iter().zip(0_u16..) {
            target.set_column_format(at, &typed(column).map_or_else(style::beside, style::open))?;
            beside = at + 1;
        }
        target.set_column_range_format(beside, LAST_COLUMN, &style::beside())?;
        for number in 1..FIRST_ROW {
            target.set_row_format(row(number), &style::fixed())?;
        }
        Ok(())
    }

    fn headings(&self, target: &mut Worksheet, columns: &[Column<'_, 's>], widths: &[u16]) -> Result<(), XlsxError> {
        let mut most = 1;
        for ((column, width), at) in columns.iter().zip(widths).zip(0_u16..) {
            let heading = self.heading(column);
            // The button of the filter takes some of the room.
            most = most.max(height_in_lines(&heading, usize::from(*width).saturating_sub(3)));
            target.write_string_with_format(row(KEY_ROW), at, column.key(), &style::fixed())?;
            target.write_string_with_format(row(HEADING_ROW), at, heading, &style::heading())?;
        }
        target.set_row_height(row(HEADING_ROW), row_height(most))?;
        Ok(())
    }

    fn heading(&self, column: &Column<'_, 's>) -> String {
        match column {
            Column::Owner(owner) => wording::owner_heading(owner),
            Column::Slot(slot) => wording::heading(self.form.standard, slot),
            Column::Info(info) => wording::info(*info).to_owned(),
            Column::State => wording::STATE_HEADING.to_owned(),
        }
    }

    /// The width of a column, in characters, by what stands in it.
    fn width(&self, column: &Column<'_, 's>) -> u16 {
        match column {
            Column::Owner(Owner { field, .. }) => self.content_width(SlotContent::Field(field), true),
            Column::Slot(slot) => self.content_width(slot.content, self.is_key(slot)),
            Column::Info(Info::Title) => 34,
            Column::Info(Info::Units) => 26,
            Column::Info(Info::Due) => 13,
            Column::State => 13,
        }
    }

    fn content_width(&self, content: SlotContent<'_>, is_key: bool) -> u16 {
        let SlotContent::Field(field) = content else { return 14 };
        let list = List::of(self.form.standard, field);
        match field.kind.value.as_str() {
            _ if field.many => 28,
            "text" if is_key => 18,
            "text" => 30,
            "number" | "integer" | "date" | "boolean" => 12,
            _ => {
                let words = list.map(|list| self.lists.words(&list)).unwrap_or_default();
                let widest = words.iter().map(|word| display_width(word)).max().unwrap_or(0);
                u16::try_from((widest + 4).clamp(12, 28)).unwrap_or(28)
            }
        }
    }

    fn rules(
        &self,
        target: &mut Worksheet,
        columns: &[Column<'_, 's>],
        reach: u32,
        keys: Keys<'_>,
    ) -> Result<(), XlsxError> {
        let standard = self.form.standard;
        for (column, at) in columns.iter().zip(0_u16..) {
            let rule = match column {
                Column::Owner(owner) => {
                    let Some((sheet, range)) = keys(&owner.path) else { continue };
                    rule::of_owner(standard, self.lists, owner, &sheet, &range)?
                }
                // The keys of given rows are locked.
                Column::Slot(slot) if self.is_key(slot) && !self.given().is_empty() => continue,
                Column::Slot(slot) => rule::of_slot(standard, self.lists, slot, self.is_key(slot))?,
                Column::Info(_) | Column::State => continue,
            };
            target.add_data_validation(row(FIRST_ROW), at, row(reach), at, &rule)?;
        }
        Ok(())
    }

    fn prepared_row(
        &self,
        target: &mut Worksheet,
        columns: &[Column<'_, 's>],
        extent: Extent,
        index: usize,
        number: u32,
    ) -> Result<(), XlsxError> {
        let given = self.given().get(index);
        let filled = match given {
            Some(given) => self.rows.iter().find(|row| self.key_of(row).is_some_and(|key| key == given.key)),
            None => self.rows.get(index),
        };
        let blank = Row::default();
        let filled = filled.unwrap_or(&blank);
        let mut owners = filled.owners.iter();
        let mut most = 1;
        for (column, at) in columns.iter().zip(0_u16..) {
            let filled_in = |slot: &Slot<'_>| filled.slots.get(&slot.path).cloned();
            let (value, format) = match (column, given) {
                (Column::State, _) => {
                    self.state(target, extent, filled, number)?;
                    continue;
                }
                (Column::Slot(slot), Some(given)) if self.is_key(slot) => {
                    (Some(key_cell(slot, given.key)), style::locked_key())
                }
                (Column::Slot(slot), Some(_)) => (filled_in(slot), style::boxed(rule::typed(slot.content))),
                (Column::Slot(slot), None) => (filled_in(slot), style::ruled(rule::typed(slot.content))),
                (Column::Owner(owner), _) => {
                    (owners.next().cloned(), style::ruled(rule::typed(SlotContent::Field(owner.field))))
                }
                (Column::Info(info), given) => {
                    (given.map(|given| Cell::Text(self.told(*info, given))), style::locked())
                }
            };
            let text = value.as_ref().map(Cell::text).unwrap_or_default();
            most = most.max(height_in_lines(&text, usize::from(self.width(column)).saturating_sub(2)));
            cell::write(target, row(number), at, value.as_ref(), &format)?;
        }
        if given.is_some() {
            most = most.max(GIVEN_LINES);
        }
        if most > 1 {
            target.set_row_height(row(number), row_height(most))?;
        }
        Ok(())
    }

    fn key_of(&self, row: &Row) -> Option<String> {
        row.slots.get(&self.sheet.slots.first()?.path).map(Cell::text)
    }

    /// What a given row tells.
    fn told(&self, info: Info, given: &Given<'_>) -> String {
        match info {
            Info::Title => line(&given.title.zh),
            Info::Units => line(&given.units.join("、")),
            Info::Due if self.region.is_some_and(|region| !given.binds.selects(region)) => "本地区不涉及".to_owned(),
            Info::Due => wording::due(given.due),
        }
    }

    /// Says by formula what is missing in a row, and writes what it comes to as well, for programs that do not calculate.
    fn state(&self, target: &mut Worksheet, extent: Extent, filled: &Row, number: u32) -> Result<(), XlsxError> {
        let Some(last) = extent.end.checked_sub(1).filter(|last| *last >= extent.first) else { return Ok(()) };
        let name = column_number_to_name;
        let (cells, done) = (usize::from(extent.cells()), filled_cells(self.sheet, filled));
        let count = format!("COUNTA({}{number}:{}{number})", name(extent.first), name(last));
        let missing = format!("IF({count}={cells},\"{FILLED}\",\"还缺 \"&{cells}-{count}&\" 格\")");
        let told = if done == cells { FILLED.to_owned() } else { format!("还缺 {} 格", cells - done) };
        let (formula, result) = if self.given().is_empty() {
            let keys = usize::from(extent.key) + 1;
            let has_keys = filled.owners.len() + usize::from(self.key_of(filled).is_some()) == keys;
            let no_key = format!("缺{}", if keys == 1 { self.key_title() } else { format!("前 {keys} 列") });
            let quoted = no_key.replace('"', "\"\"");
            let count_keys = format!("COUNTA(A{number}:{}{number})", name(extent.key));
            let formula = format!("IF({count}=0,\"\",IF({count_keys}<{keys},\"{quoted}\",{missing}))");
            let result = if done == 0 {
                String::new()
            } else if has_keys {
                told
            } else {
                no_key
            };
            (formula, result)
        } else {
            let empty = card::EMPTY;
            let result = if done == 0 { empty.to_owned() } else { told };
            (format!("IF({count}=0,\"{empty}\",{missing})"), result)
        };
        let format = if self.given().is_empty() { style::row_state() } else { style::state() };
        target.write_formula_with_format(row(number), extent.end, Formula::new(formula).set_result(result), &format)?;
        Ok(())
    }
}

/// What is typed into a column; nothing where nothing belongs.
fn typed(column: &Column<'_, '_>) -> Option<Typed> {
    match column {
        Column::Owner(owner) => Some(rule::typed(SlotContent::Field(owner.field))),
        Column::Slot(slot) => Some(rule::typed(slot.content)),
        Column::Info(_) | Column::State => None,
    }
}

/// The key of a given row, in its type.
fn key_cell(slot: &Slot<'_>, key: &str) -> Cell {
    match (rule::typed(slot.content), Number::parse(key)) {
        (Typed::Number, Ok(number)) => Cell::Number(number),
        _ => Cell::Text(line(key)),
    }
}

/// Shows what is missing in rows that were begun, and colours the states.
fn highlight(target: &mut Worksheet, extent: Extent, columns: usize) -> Result<(), XlsxError> {
    let Some(last) = extent.end.checked_sub(1).filter(|last| *last >= extent.first) else { return Ok(()) };
    let name = column_number_to_name;
    let (first, end, top) = (name(extent.first), name(last), FIRST_ROW);
    let missing = format!("=AND(COUNTA(${first}{top}:${end}{top})>0,{first}{top}=\"\")");
    let rule = ConditionalFormatFormula::new().set_rule(missing.as_str()).set_format(style::when_missing());
    target.add_conditional_format(row(top), extent.first, row(extent.reach), last, &rule)?;
    let state = u16::try_from(columns.saturating_sub(1)).unwrap_or(extent.end);
    let is = |test: &str| format!("={}", test.replace('S', &format!("${}{top}", name(state))));
    for (test, format) in [
        (format!("S=\"{FILLED}\""), style::when_filled()),
        (format!("AND(S<>\"\",S<>\"{FILLED}\")"), style::when_empty()),
    ] {
        let rule = ConditionalFormatFormula::new().set_rule(is(&test).as_str()).set_format(format);
        target.add_conditional_format(row(top), state, row(extent.reach), state, &rule)?;
    }
    Ok(())
}
