//! Sheets and their cells, and the file that they make.

use crate::base::date::Date;
use crate::base::number::{Number, Rounding};
use crate::base::real::Real;
use crate::base::workbook::clean;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, XlsxError,
};

/// The rows above the first region, counted from 0: title, what the sheet is, headings, weights or ids.
pub const TITLE: u32 = 0;
const ABOUT: u32 = 1;
/// The row of the headings.
pub const HEADINGS: u32 = 2;
/// The row of the ids or the weights.
pub const HEAD: u32 = 3;
/// The row of the first region.
pub const FIRST: u32 = 4;

/// The longest formula that the format takes, with some room.
const LONGEST: usize = 8_000;
/// Decimal places with which a number is handed over to become binary.
const PLACES: u32 = 40;

/// A sheet.
#[derive(Debug)]
pub struct Sheet {
    /// What stands on its tab.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// What it is, `zh / en`.
    pub about: String,
    /// The columns: heading and width.
    pub columns: Vec<(String, u16)>,
    /// How many columns stay when it is scrolled.
    pub fixed: u16,
    /// The rows, from [`HEAD`] on.
    pub rows: Vec<Vec<Cell>>,
    /// Columns whose cells take only these words.
    pub choices: Vec<(u16, Vec<&'static str>)>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// What people may change.
    Input(Value),
    /// A formula with its result.
    Formula {
        /// Without `=`.
        text: String,
        /// Its result.
        result: Value,
        /// Whether it goes over arrays.
        is_array: bool,
    },
    /// A result without its formula.
    Fixed(Value),
}

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A text; empty for nothing.
    Text(String),
}

impl Value {
    /// Nothing.
    pub fn none() -> Self {
        Self::Text(String::new())
    }

    /// A word.
    pub fn word(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A number, or nothing.
    pub fn of(number: Option<&Real>) -> Self {
        number.map_or_else(Self::none, |number| Self::Number(float(number)))
    }

    /// A number.
    pub fn number(number: &Number) -> Self {
        Self::Number(float(&number.clone().into()))
    }
}

impl Cell {
    /// A formula; where it is longer than the format takes, its result alone.
    pub fn formula(text: String, result: Value) -> Self {
        Self::made(text, result, false)
    }

    /// The same over arrays.
    pub fn array(text: String, result: Value) -> Self {
        Self::made(text, result, true)
    }

    fn made(text: String, result: Value, is_array: bool) -> Self {
        if text.chars().count() > LONGEST { Self::Fixed(result) } else { Self::Formula { text, result, is_array } }
    }
}

/// The nearest binary number to the middle of what is known of a number.
pub fn float(number: &Real) -> f64 {
    let middle = (number.low() + number.high()).checked_div(&Number::from(2)).unwrap_or_default();
    middle.decimal(PLACES, Rounding::HalfEven).parse().unwrap_or(0.0)
}

/// Writes the file.
pub fn write(sheets: &[Sheet], title: &str, as_of: Date) -> Result<Vec<u8>, XlsxError> {
    let mut file = Workbook::new();
    // The clock of the machine would make every run another file. Workbooks know no year before 1900.
    let year = u16::try_from(as_of.year()).unwrap_or(1900).max(1900);
    let (month, day) = (u8::try_from(as_of.month()).unwrap_or(1), u8::try_from(as_of.day()).unwrap_or(1));
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    file.set_properties(&DocProperties::new().set_title(clean(title)).set_creation_datetime(&created));
    let looks = Looks::new();
    for sheet in sheets {
        write_sheet(file.add_worksheet(), sheet, &looks)?;
    }
    file.save_to_buffer()
}

fn write_sheet(page: &mut Worksheet, sheet: &Sheet, looks: &Looks) -> Result<(), XlsxError> {
    page.set_name(sheet.name)?;
    // Of formulas that come to nothing the library would say that they come to 0.
    page.set_formula_result_default("");
    page.write_string_with_format(TITLE, 0, clean(&sheet.title), &looks.title)?;
    page.write_string_with_format(ABOUT, 0, clean(&sheet.about), &looks.about)?;
    page.set_row_height(HEADINGS, 48)?;
    for (column, (heading, width)) in (0..).zip(&sheet.columns) {
        page.set_column_width(column, *width)?;
        page.write_string_with_format(HEADINGS, column, clean(heading), &looks.heading)?;
    }
    for (row, cells) in (HEAD..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            write_cell(page, row, column, cell, looks)?;
        }
    }
    let last = HEAD + u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
    for (column, words) in &sheet.choices {
        let rule = DataValidation::new().allow_list_strings(words)?;
        page.add_data_validation(FIRST, *column, last.max(FIRST), *column, &rule)?;
    }
    page.set_freeze_panes(FIRST, sheet.fixed)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(HEADINGS, HEAD)?;
    Ok(())
}

fn write_cell(page: &mut Worksheet, row: u32, column: u16, cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => drop(page.write_string_with_format(row, column, clean(text), &looks.text)?),
        Cell::Input(value) => write_value(page, row, column, value, &looks.input)?,
        Cell::Fixed(value) => write_value(page, row, column, value, &looks.fixed)?,
        Cell::Formula { text, result, is_array } => {
            let formula = Formula::new(text).set_result(stored(result));
            if *is_array {
                page.write_array_formula_with_format(row, column, row, column, formula, &looks.number)?;
            } else {
                page.write_formula_with_format(row, column, formula, &looks.number)?;
            }
        }
    }
    Ok(())
}

fn write_value(page: &mut Worksheet, row: u32, column: u16, value: &Value, look: &Format) -> Result<(), XlsxError> {
    match value {
        Value::Number(number) => page.write_number_with_format(row, column, *number, look)?,
        Value::Text(text) if text.is_empty() => page.write_blank(row, column, look)?,
        Value::Text(text) => page.write_string_with_format(row, column, clean(text), look)?,
    };
    Ok(())
}

/// A result as the library takes it. A text that it would store as something else than a text is left to be computed.
fn stored(result: &Value) -> String {
    match result {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => {
            let is_plain = text.parse::<f64>().is_err() && !text.starts_with('#') && text != "TRUE" && text != "FALSE";
            if is_plain { clean(text) } else { String::new() }
        }
    }
}

struct Looks {
    title: Format,
    about: Format,
    heading: Format,
    text: Format,
    number: Format,
    input: Format,
    fixed: Format,
}

impl Looks {
    fn new() -> Self {
        let font = || Format::new().set_font_name("宋体").set_font_size(10);
        let cell = || font().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xA0_A0_A0));
        let tinted = |colour: u32| cell().set_background_color(Color::RGB(colour));
        Self {
            title: font().set_bold().set_font_size(14),
            about: font().set_font_color(Color::RGB(0x59_59_59)),
            heading: tinted(0xE8_EE_F4)
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            text: cell(),
            number: cell(),
            input: tinted(0xFF_F9_E5),
            fixed: tinted(0xED_ED_ED),
        }
    }
}
