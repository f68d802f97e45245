//! From a workbook to the bytes of its file.

use super::{Align, Cell, Sheet, Workbook, format};
use crate::base::date::Date;
use crate::base::text::{is_unsafe, wrap};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Url, Worksheet, XlsxError};

/// A4 in the numbers of the format.
const A4: u8 = 9;
/// Margins in inches: left, right, top, bottom, header, footer.
const MARGINS: [f64; 6] = [0.5, 0.5, 0.6, 0.7, 0.3, 0.4];
/// The most UTF-16 units of a cell's text, a little below what the format allows.
const LONGEST: usize = 32_000;
/// The most characters of a footer, below what the format allows for it with its marks.
const LONGEST_FOOTER: usize = 100;
/// Tables wider than this stand on landscape pages, and those wider than that on several side by side.
const PORTRAIT: u16 = 100;
const LANDSCAPE: u16 = 240;
/// The height of a line in points: of a title, of a note, of the table.
const TITLE_LINE: u32 = 22;
const NOTE_LINE: u32 = 14;
const LINE: u32 = 15;
/// What stands above and below the text of a cell together, in points.
const PADDING: u32 = 6;
/// The greatest height of a row, a little below what the format allows, in points; what needs more is spread over several rows.
const HIGHEST: u32 = 400;
/// The most rows over which a row of the table is spread.
const MOST_SPREAD: u32 = 100;
/// A title's characters are this much wider than those by which columns are measured: 16 to 11 points.
const TITLE_SCALE: (usize, usize) = (3, 2);
/// The first and the last year of the days that the format knows.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=9999;

/// Writes the file.
pub fn write(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut file = rust_xlsxwriter::Workbook::new();
    // Without a day of its own a file says the same one always, never today.
    let made = workbook.day.and_then(date_time).map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
    file.set_properties(&DocProperties::new().set_title(clean(&workbook.title)).set_creation_datetime(&made));
    for sheet in &workbook.sheets {
        write_sheet(file.add_worksheet(), sheet, &workbook.footer)?;
    }
    file.save_to_buffer()
}

fn write_sheet(page: &mut Worksheet, sheet: &Sheet, footer: &str) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?;
    let last = u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let width: u16 = sheet.columns.iter().map(|column| column.width).sum();
    for (index, column) in (0..).zip(&sheet.columns) {
        page.set_column_width(index, column.width)?;
    }
    let mut row = 0;
    let (numerator, denominator) = TITLE_SCALE;
    let title =
        std::iter::once((&sheet.title, format::title(), TITLE_LINE, usize::from(width) * denominator / numerator));
    let notes = sheet.notes.iter().map(|note| (note, format::note(), NOTE_LINE, usize::from(width)));
    for (text, format, height, width) in title.chain(notes) {
        let text = clean(text);
        page.set_row_height(row, (height * lines(&text, width) + PADDING).min(HIGHEST))?;
        if last > 0 {
            page.merge_range(row, 0, row, last, &text, &format)?;
        } else {
            page.write_string_with_format(row, 0, &text, &format)?;
        }
        row += 1;
    }
    let headings = row;
    let mut height = 0;
    for (index, column) in (0..).zip(&sheet.columns) {
        let [zh, en] = &column.heading;
        let text = clean(&if en.is_empty() { zh.clone() } else { format!("{zh}\n{en}") });
        height = height.max(lines(&text, usize::from(column.width)));
        page.write_string_with_format(row, index, text, &format::heading())?;
    }
    page.set_row_height(row, (LINE * height + PADDING).min(HIGHEST))?;
    row += 1;
    for cells in &sheet.rows {
        row = write_row(page, row, sheet, cells)?;
    }
    page.set_freeze_panes(headings + 1, sheet.fixed)?;
    page.set_repeat_rows(headings, headings)?;
    let across = width.div_ceil(LANDSCAPE).max(1);
    if let Some(fixed) = sheet.fixed.checked_sub(1).filter(|_| across > 1) {
        page.set_repeat_columns(0, fixed)?;
    }
    page.set_paper_size(A4).set_print_fit_to_pages(across, 0).set_print_center_horizontally(true);
    let [left, right, top, bottom, header, foot] = MARGINS;
    page.set_margins(left, right, top, bottom, header, foot);
    if width > PORTRAIT {
        page.set_landscape();
    }
    page.set_footer(footer_of(footer));
    Ok(())
}

/// Writes a row of the table as high as its texts need, and gives the number of the one after it. Programs do not all find the
/// height themselves.
fn write_row(page: &mut Worksheet, row: u32, sheet: &Sheet, cells: &[Cell]) -> Result<u32, XlsxError> {
    let cells = || sheet.columns.iter().zip(cells.iter().chain(std::iter::repeat(&Cell::Empty)));
    let needed = cells().map(|(column, cell)| cell.text().map_or(1, |text| lines(&clean(text), column.width.into())));
    let height = LINE * needed.max().unwrap_or(1) + PADDING;
    let spread = height.div_ceil(HIGHEST).min(MOST_SPREAD);
    for part in 0..spread {
        page.set_row_height(row + part, (height / spread).min(HIGHEST))?;
    }
    for (index, (column, cell)) in (0..).zip(cells()) {
        if spread > 1 {
            page.merge_range(row, index, row + spread - 1, index, "", &format::cell(column.align))?;
        }
        write_cell(page, row, index, cell, column.align)?;
    }
    Ok(row + spread)
}

fn write_cell(page: &mut Worksheet, row: u32, column: u16, cell: &Cell, align: Align) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => page.write_blank(row, column, &format::cell(align))?,
        Cell::Open => page.write_blank(row, column, &format::open(align))?,
        Cell::Text(text) => page.write_string_with_format(row, column, clean(text), &format::cell(align))?,
        Cell::Faint(text) => page.write_string_with_format(row, column, clean(text), &format::faint(align))?,
        Cell::Strong(text) => page.write_string_with_format(row, column, clean(text), &format::strong(align))?,
        Cell::Count(count) => page.write_number_with_format(row, column, *count, &format::cell(align))?,
        Cell::Day(day) => match date_time(*day) {
            Some(date) => page.write_datetime_with_format(row, column, date, &format::day())?,
            None => page.write_string_with_format(row, column, day.to_string(), &format::cell(align))?,
        },
        Cell::Link { text, sheet } => {
            let place = format!("internal:'{}'!A1", sheet.replace('\'', "''"));
            let url = Url::new(place).set_text(clean(text));
            page.write_url_with_format(row, column, url, &format::link(align))?
        }
    };
    Ok(())
}

fn date_time(day: Date) -> Option<ExcelDateTime> {
    let (Ok(year), Ok(month), Ok(date)) = (day.year().try_into(), day.month().try_into(), day.day().try_into()) else {
        return None;
    };
    YEARS.contains(&day.year()).then(|| ExcelDateTime::from_ymd(year, month, date).ok()).flatten()
}

/// How many lines a text takes in a width of so many digits, the room beside the text left out.
fn lines(text: &str, width: usize) -> u32 {
    let room = width.saturating_sub(1).max(2);
    let lines: usize = text.split('\n').map(|line| wrap(line, room).len()).sum();
    u32::try_from(lines).unwrap_or(u32::MAX / LINE / 2)
}

/// A text as a cell may hold it: nothing that steers or hides, and no longer than the format allows.
pub fn clean(text: &str) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= LONGEST
    };
    let harmless = text.chars().filter(|c| !is_unsafe(*c)).map(|c| if c == '\t' { ' ' } else { c });
    let mut kept: String = harmless.clone().take_while(fits).collect();
    if harmless.count() > kept.chars().count() {
        kept.push('…');
    }
    // The library takes a text of this form for the markup of rich text and would write it as it is.
    if kept.starts_with("<r>") && kept.ends_with("</r>") {
        kept.push(' ');
    }
    kept
}

fn footer_of(text: &str) -> String {
    let text: String = clean(text).replace('\n', " ").chars().take(LONGEST_FOOTER).collect();
    format!("&L&8{}&R&8&P / &N", text.replace('&', "&&"))
}
