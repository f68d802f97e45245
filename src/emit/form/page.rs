//! What every sheet of a form has: the mark, title and help, the hidden rows, protection, and how it is printed.

use super::measure::{LINE_HEIGHT, cut, height_in_lines, line, lines, row_height};
use super::style;
use crate::form::Form;
use crate::form::geometry::{FIRST_ROW, HEADING_ROW, HELP_ROW, KEY_ROW, MARK, MARK_ROW, TITLE_ROW};
use rust_xlsxwriter::utility::quote_sheet_name;
use rust_xlsxwriter::{ProtectionOptions, Url, Worksheet, XlsxError};

/// The number of A4 in print set-ups.
const A4: u8 = 9;
/// The most UTF-16 units of a standard's title in the header of a page, which has little room.
const LONGEST_HEADER: usize = 80;

/// The height of rows with one line, in points.
const ROW_HEIGHT: f64 = 18.0;

/// A row of the geometry, which counts from 1, as the crate counts.
pub const fn row(number: u32) -> u32 {
    number.saturating_sub(1)
}

/// What a sheet begins with.
pub struct Head<'h> {
    /// Its path.
    pub path: &'h str,
    /// Its title.
    pub title: &'h str,
    /// What to know before filling it in.
    pub help: &'h str,
    /// The widths of its columns, as far as they are seen.
    pub widths: &'h [u16],
    /// The cover, to go back to; nothing on the cover itself.
    pub back: Option<&'h str>,
}

/// Writes the mark, title and help, and sets the widths of columns.
pub fn head(sheet: &mut Worksheet, form: &Form<'_>, digest: &str, head: &Head<'_>) -> Result<(), XlsxError> {
    // Without this, a formula that comes to an empty text would be said to come to 0.
    sheet.set_formula_result_default("");
    sheet.set_default_row_height(ROW_HEIGHT);
    let manifest = &form.standard.manifest;
    let marks = [MARK, &manifest.id, &manifest.version, form.level, digest, head.path];
    for (mark, column) in marks.into_iter().zip(0_u16..) {
        sheet.write_string_with_format(row(MARK_ROW), column, line(mark), &style::fixed())?;
    }
    for (width, column) in head.widths.iter().zip(0_u16..) {
        sheet.set_column_width(column, f64::from(*width))?;
    }
    for hidden in [MARK_ROW, KEY_ROW] {
        sheet.set_row_hidden(row(hidden))?;
    }
    sheet.write_string_with_format(row(TITLE_ROW), 0, line(head.title), &style::title())?;
    sheet.set_row_height(row(TITLE_ROW), LINE_HEIGHT * 1.8)?;
    let last = u16::try_from(head.widths.len().saturating_sub(1)).unwrap_or(0);
    if let Some(cover) = head.back {
        let link = Url::new(format!("internal:{}!A1", quote_sheet_name(cover))).set_text(format!("返回{cover}"));
        sheet.write_url_with_format(row(TITLE_ROW), last, link, &style::back())?;
    }
    paragraph(sheet, HELP_ROW, head.help, head.widths, last)
}

/// Writes a text over the columns of a sheet, in a row as high as it needs.
pub fn paragraph(sheet: &mut Worksheet, number: u32, text: &str, widths: &[u16], last: u16) -> Result<(), XlsxError> {
    let (text, width) = (lines(text), widths.iter().map(|width| usize::from(*width)).sum());
    sheet.set_row_height(row(number), row_height(height_in_lines(&text, width)))?;
    if last == 0 {
        sheet.write_string_with_format(row(number), 0, text, &style::help())?;
    } else {
        sheet.merge_range(row(number), 0, row(number), last, &text, &style::help())?;
    }
    Ok(())
}

/// What may be done on a protected sheet beside filling it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freedom {
    /// Widths and heights.
    Sizes,
    /// Sizes, and filters; rows stay as they are.
    Filters,
    /// Sizes and filters, and to insert, delete and sort rows.
    Rows,
}

/// Locks what is not open, without a password.
pub fn protect(sheet: &mut Worksheet, freedom: Freedom) {
    let (rows, filters) = (freedom == Freedom::Rows, freedom != Freedom::Sizes);
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        insert_rows: rows,
        delete_rows: rows,
        sort: rows,
        use_autofilter: filters,
        ..ProtectionOptions::default()
    });
}

/// How a sheet is printed: on A4, one page wide, the heading on every page, with its name, the standard and the edition.
pub fn print(
    sheet: &mut Worksheet,
    form: &Form<'_>,
    name: &str,
    landscape: bool,
    frozen_columns: u16,
) -> Result<(), XlsxError> {
    sheet.set_paper_size(A4);
    if landscape {
        sheet.set_landscape();
    } else {
        sheet.set_portrait();
    }
    sheet.set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3);
    sheet.set_repeat_rows(row(HEADING_ROW), row(HEADING_ROW))?;
    let manifest = &form.standard.manifest;
    let coded = |text: &str| cut(&line(text), LONGEST_HEADER).replace('&', "&&");
    sheet.set_header(format!("&L{} {}&R{}", coded(&manifest.title.zh), coded(&manifest.version), coded(name)));
    sheet.set_footer("&C第 &P 页，共 &N 页");
    sheet.set_freeze_panes(row(FIRST_ROW), frozen_columns)?;
    Ok(())
}
