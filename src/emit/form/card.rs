//! A card: a slot a row.

use super::filling::{Cell, Row};
use super::lists::Lists;
use super::measure::{height_in_lines, line, row_height};
use super::page::{self, Freedom, Head, row};
use super::{cell, rule, style, wording};
use crate::form::geometry::{CARD_COLUMNS, COVER_NAME, FIRST_ROW, HEADING_ROW, KEY_ROW};
pub use crate::form::wording::{CARD_HEADINGS as HEADINGS, EMPTY, FILLED};
use crate::form::{Form, Sheet};
use rust_xlsxwriter::{ConditionalFormatFormula, Formula, Worksheet, XlsxError};

/// Their widths, in characters.
pub const WIDTHS: [u16; 5] = [26, 32, 10, 46, 10];
/// The column of titles, from 0.
pub const TITLE: u16 = 0;
/// The column of values.
pub const VALUE: u16 = 1;
const UNIT: u16 = 2;
const HELP: u16 = 3;
/// The column of states.
pub const STATE: u16 = 4;
const PATH: u16 = 5;

/// The card of a record.
pub fn write(
    form: &Form<'_>,
    digest: &str,
    lists: &Lists,
    sheet: &Sheet<'_>,
    filled: &Row,
) -> Result<Worksheet, XlsxError> {
    let mut target = Worksheet::new();
    target.set_name(&sheet.name)?;
    let title = wording::joined(&sheet.titles);
    let help = sheet.help.map(line).unwrap_or_default();
    let help = [help.as_str(), "没有数据的空着，不要用 0 代替。"].concat();
    begin(
        &mut target,
        form,
        digest,
        &Head { path: &sheet.path, title: &title, help: &help, widths: &WIDTHS, back: Some(COVER_NAME) },
    )?;
    for (slot, number) in sheet.slots.iter().zip(FIRST_ROW..) {
        let entry = Entry {
            path: &slot.path,
            title: &wording::title(slot),
            unit: &wording::unit(form.standard, slot.content),
            help: &wording::help(form.standard, slot),
            typed: rule::typed(slot.content),
        };
        write_entry(&mut target, number, &entry, filled.slots.get(&slot.path))?;
        let rule = rule::of_slot(form.standard, lists, slot, false)?;
        target.add_data_validation(row(number), VALUE, row(number), VALUE, &rule)?;
    }
    end(&mut target, last_row(sheet.slots.len()))?;
    page::protect(&mut target, Freedom::Sizes);
    page::print(&mut target, form, &sheet.name, false, 1)?;
    Ok(target)
}

/// The last row of a card with that many slots.
pub fn last_row(slots: usize) -> u32 {
    (FIRST_ROW - 1).saturating_add(u32::try_from(slots).unwrap_or(u32::MAX))
}

/// Everything above the first slot.
pub fn begin(target: &mut Worksheet, form: &Form<'_>, digest: &str, head: &Head<'_>) -> Result<(), XlsxError> {
    page::head(target, form, digest, head)?;
    for (key, column) in CARD_COLUMNS.into_iter().zip(0_u16..) {
        target.write_string_with_format(row(KEY_ROW), column, key, &style::fixed())?;
    }
    for (heading, column) in HEADINGS.into_iter().zip(0_u16..) {
        target.write_string_with_format(row(HEADING_ROW), column, heading, &style::heading())?;
    }
    target.set_row_height(row(HEADING_ROW), 22)?.set_column_hidden(PATH)?;
    Ok(())
}

/// A row of a card.
pub struct Entry<'e> {
    /// The path of the slot.
    pub path: &'e str,
    /// Its title.
    pub title: &'e str,
    /// Its unit, or nothing.
    pub unit: &'e str,
    /// What belongs there.
    pub help: &'e str,
    /// What is typed there.
    pub typed: style::Typed,
}

/// Writes a row of a card, with what is filled in already.
pub fn write_entry(
    target: &mut Worksheet,
    number: u32,
    entry: &Entry<'_>,
    filled: Option<&Cell>,
) -> Result<(), XlsxError> {
    let value = filled.map(Cell::text).unwrap_or_default();
    let texts = [entry.title, value.as_str(), entry.unit, entry.help];
    // Programs differ in whether they make rows as high as their texts need.
    let most =
        texts.into_iter().zip(WIDTHS).map(|(text, width)| height_in_lines(text, usize::from(width).saturating_sub(2)));
    target.set_row_height(row(number), row_height(most.max().unwrap_or(1)))?;
    target.write_string_with_format(row(number), TITLE, entry.title, &style::label())?;
    cell::write(target, row(number), VALUE, filled, &style::boxed(entry.typed))?;
    target.write_string_with_format(row(number), UNIT, entry.unit, &style::note())?;
    target.write_string_with_format(row(number), HELP, entry.help, &style::note())?;
    let state = Formula::new(format!("IF(B{number}=\"\",\"{EMPTY}\",\"{FILLED}\")"));
    let state = state.set_result(if filled.is_some() { FILLED } else { EMPTY });
    target.write_formula_with_format(row(number), STATE, state, &style::state())?;
    target.write_string_with_format(row(number), PATH, entry.path, &style::fixed())?;
    Ok(())
}

/// The colours of the states of a card, down to the row `last`.
pub fn end(target: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    colours(target, FIRST_ROW, last)
}

/// The colours of the states in these rows.
pub fn colours(target: &mut Worksheet, first: u32, last: u32) -> Result<(), XlsxError> {
    for (word, format) in [(EMPTY, style::when_empty()), (FILLED, style::when_filled())] {
        let rule =
            ConditionalFormatFormula::new().set_rule(format!("=$E{first}=\"{word}\"").as_str()).set_format(format);
        target.add_conditional_format(row(first), STATE, row(last), STATE, &rule)?;
    }
    Ok(())
}
