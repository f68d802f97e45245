//! Writing values into cells, each in its own type.

use super::filling::Cell;
use super::measure::lines;
use crate::base::date::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

/// Writes what is filled in, or leaves the cell empty in its format.
pub fn write(
    target: &mut Worksheet,
    row: u32,
    column: u16,
    filled: Option<&Cell>,
    format: &Format,
) -> Result<(), XlsxError> {
    match filled {
        None => target.write_blank(row, column, format)?,
        Some(Cell::Number(number)) => match Cell::binary(number) {
            Some(binary) => target.write_number_with_format(row, column, binary, format)?,
            None => target.write_string_with_format(row, column, number.to_string(), format)?,
        },
        Some(Cell::Date(date)) => match day(*date) {
            Some(day) => target.write_datetime_with_format(row, column, &day, format)?,
            None => target.write_string_with_format(row, column, date.to_string(), format)?,
        },
        // The mark in front keeps a text a text when somebody edits the cell.
        Some(Cell::Text(text)) if text.starts_with(['=', '+', '-', '@']) => {
            target.write_string_with_format(row, column, lines(text), &format.clone().set_quote_prefix())?
        }
        Some(Cell::Text(text)) => target.write_string_with_format(row, column, lines(text), format)?,
    };
    Ok(())
}

/// A day as spreadsheets have it; nothing for one that they do not have.
fn day(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}
