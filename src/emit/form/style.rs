//! How cells look, and which of them are open.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// The plate behind headings.
const HEADING: Color = Color::RGB(0x00DD_EBF7);
/// The plate behind what is locked and read.
const LOCKED: Color = Color::RGB(0x00F2_F2F2);
/// The plate behind what is filled in.
const OPEN: Color = Color::RGB(0x00FF_FBE6);
/// The plate behind what is missing in a row.
const MISSING: Color = Color::RGB(0x00FC_E4D6);
/// Lines between cells.
const LINE: Color = Color::RGB(0x00BF_BFBF);
/// Text beside the matter.
const QUIET: Color = Color::RGB(0x0059_5959);
/// What is not filled in.
const EMPTY: Color = Color::RGB(0x00C5_5A11);
/// What is filled in.
const FILLED: Color = Color::RGB(0x0037_8139);
/// Links.
const LINK: Color = Color::RGB(0x0005_63C1);

/// What is typed into a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// A text, which no program should take for a number or a day.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

fn lined(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(LINE)
}

/// The hidden rows, and whole rows above what is filled in: locked, whatever their columns are.
pub fn fixed() -> Format {
    Format::new().set_font_color(QUIET)
}

/// The title of a sheet.
pub fn title() -> Format {
    Format::new().set_bold().set_font_size(15).set_align(FormatAlign::VerticalCenter)
}

/// Help and instructions.
pub fn help() -> Format {
    wrapped().set_font_color(QUIET)
}

/// A heading within the cover.
pub fn subtitle() -> Format {
    Format::new().set_bold().set_font_size(12).set_align(FormatAlign::VerticalCenter)
}

/// The heading of a column.
pub fn heading() -> Format {
    lined(Format::new())
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(HEADING)
}

/// What stands in a locked cell.
pub fn locked() -> Format {
    lined(wrapped()).set_background_color(LOCKED)
}

/// The title of a slot on a card.
pub fn label() -> Format {
    lined(wrapped()).set_bold()
}

/// Unit and help on a card.
pub fn note() -> Format {
    lined(wrapped()).set_font_color(QUIET)
}

/// What is missing.
pub fn state() -> Format {
    lined(wrapped()).set_font_color(QUIET)
}

/// How many rows there are.
pub fn count() -> Format {
    state().set_align(FormatAlign::Center)
}

/// What is missing in a row of a table. It is open, because rows with a locked cell cannot be deleted.
pub fn row_state() -> Format {
    state().set_unlocked()
}

/// The key of a given row.
pub fn locked_key() -> Format {
    locked().set_align(FormatAlign::Center)
}

/// A link to another sheet.
pub fn link() -> Format {
    lined(wrapped()).set_font_color(LINK).set_underline(FormatUnderline::Single)
}

/// A link beside the title of a sheet.
pub fn back() -> Format {
    Format::new().set_font_color(LINK).set_underline(FormatUnderline::Single).set_align(FormatAlign::VerticalCenter)
}

/// An open cell among locked ones.
pub fn boxed(typed: Typed) -> Format {
    lined(open(typed)).set_background_color(OPEN)
}

/// An open cell among open ones.
pub fn ruled(typed: Typed) -> Format {
    lined(open(typed))
}

/// Open cells beyond the rows that are prepared.
pub fn open(typed: Typed) -> Format {
    let format = wrapped().set_unlocked();
    match typed {
        Typed::Text => format.set_num_format("@").set_align(FormatAlign::Left),
        Typed::Number => format.set_align(FormatAlign::Right),
        Typed::Date => format.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
    }
}

/// Cells that belong to nothing, in rows that may be deleted.
pub fn beside() -> Format {
    Format::new().set_unlocked()
}

/// Over the state where nothing is filled in.
pub fn when_empty() -> Format {
    Format::new().set_font_color(EMPTY)
}

/// Over the state where all is filled in.
pub fn when_filled() -> Format {
    Format::new().set_font_color(FILLED)
}

/// Over the empty cells of a row that was begun.
pub fn when_missing() -> Format {
    Format::new().set_background_color(MISSING)
}
