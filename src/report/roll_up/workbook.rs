//! Pages → an XLSX workbook: texts are texts, numbers are numbers, nothing is a formula, and the same pages are the same bytes.

use super::pages::{Cell, Page, Tone};
use crate::base::date::Date;
use crate::base::number::{Number, Rounding};
use crate::base::text::safe;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

/// The most characters of a cell, below the limit of the format.
const MAX_CHARACTERS: usize = 32_000;
/// The most digits that a number in a workbook holds; longer ones are written as text.
const MAX_DIGITS: usize = 15;
/// Digits after the point of numbers whose decimal form does not end; their exact form stands beside them as text.
const PLACES: u32 = 6;

/// The workbook of these pages, dated with the day of the verdicts.
///
/// # Errors
/// The reason where a page holds more rows or columns than a sheet can.
pub(super) fn write(pages: &[Page], as_of: Date) -> Result<Vec<u8>, String> {
    written(pages, as_of).map_err(|error| error.to_string())
}

fn written(pages: &[Page], as_of: Date) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    // The clock of the machine would make every run another file. Workbooks know no year before 1900.
    let year = u16::try_from(as_of.year()).unwrap_or(1900).max(1900);
    let (month, day) = (u8::try_from(as_of.month()).unwrap_or(1), u8::try_from(as_of.day()).unwrap_or(1));
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for page in pages {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&page.name)?;
        sheet.write_string_with_format(0, 0, text(&page.title), &styles.title)?;
        for (column, heading) in (0..).zip(&page.columns) {
            sheet.set_column_width(column, heading.width)?;
            sheet.write_string_with_format(1, column, text(&heading.title), &styles.heading)?;
        }
        for (row, cells) in (2..).zip(&page.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(value) => {
                        sheet.write_string_with_format(row, column, text(value), &styles.text)?;
                    }
                    Cell::Toned(value, tone) => {
                        sheet.write_string_with_format(row, column, text(value), styles.tone(*tone))?;
                    }
                    Cell::Number(number) => match stored(number) {
                        Some(value) => {
                            sheet.write_number_with_format(row, column, value, &styles.number)?;
                        }
                        None => {
                            sheet.write_string_with_format(row, column, text(&number.to_string()), &styles.text)?;
                        }
                    },
                    Cell::Percent(share) => match stored(share) {
                        Some(value) => {
                            sheet.write_number_with_format(row, column, value, &styles.percent)?;
                        }
                        None => {
                            sheet.write_string_with_format(row, column, text(&share.to_string()), &styles.text)?;
                        }
                    },
                }
            }
        }
        sheet.set_freeze_panes(2, page.fixed)?;
        if let (Some(last), false) = (page.columns.len().checked_sub(1), page.rows.is_empty()) {
            let last_row = u32::try_from(page.rows.len() + 1).unwrap_or(u32::MAX);
            sheet.autofilter(1, 0, last_row, u16::try_from(last).unwrap_or(u16::MAX))?;
        }
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 1)?;
    }
    workbook.save_to_buffer()
}

/// The number as a workbook stores it; `None` where it has more digits than that holds.
fn stored(number: &Number) -> Option<f64> {
    let decimal = if number.is_terminating() { number.to_string() } else { number.decimal(PLACES, Rounding::HalfEven) };
    let digits = decimal.chars().filter(char::is_ascii_digit).count();
    // A decimal of so few digits comes back the same.
    (digits <= MAX_DIGITS).then(|| decimal.parse().ok()).flatten()
}

/// A text as a cell can hold it.
fn text(value: &str) -> String {
    let noncharacter = |c: char| matches!(c, '\u{FFFE}' | '\u{FFFF}');
    safe(value).replace(noncharacter, "\u{FFFD}").chars().take(MAX_CHARACTERS).collect()
}

struct Styles {
    title: Format,
    heading: Format,
    text: Format,
    number: Format,
    percent: Format,
    bad: Format,
    warning: Format,
    good: Format,
    quiet: Format,
}

impl Styles {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
        let wrapped = || cell().set_text_wrap();
        let toned =
            |back: u32, ink: u32| wrapped().set_background_color(Color::RGB(back)).set_font_color(Color::RGB(ink));
        Self {
            title: Format::new().set_bold().set_font_size(13),
            heading: wrapped().set_bold().set_background_color(Color::RGB(0xD9_E1_F2)),
            text: wrapped(),
            number: cell(),
            percent: cell().set_num_format("0.00%"),
            bad: toned(0xFF_C7_CE, 0x9C_00_06),
            warning: toned(0xFF_EB_9C, 0x7F_60_00),
            good: toned(0xC6_EF_CE, 0x00_61_00),
            quiet: wrapped().set_font_color(Color::RGB(0x7F_7F_7F)),
        }
    }

    fn tone(&self, tone: Tone) -> &Format {
        match tone {
            Tone::Bad => &self.bad,
            Tone::Warning => &self.warning,
            Tone::Good => &self.good,
            Tone::Quiet => &self.quiet,
        }
    }
}
