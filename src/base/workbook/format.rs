//! How things look: one look for everything that is handed to offices.

use super::Align;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// The family of every text; a family that is not there is replaced by a like one.
const FAMILY: &str = "宋体";
/// The sizes of texts in points.
const TITLE: u32 = 16;
const BODY: f64 = 10.5;
const NOTE: u32 = 9;
/// The grey of rules and of what says nothing, the tints of headings and of what is to be filled in.
const RULE: u32 = 0x80_80_80;
const FAINT: u32 = 0x76_76_76;
const HEADING: u32 = 0xE8_EE_F4;
const OPEN: u32 = 0xFF_F9_E5;
const LINK: u32 = 0x1F_4E_79;

fn text() -> Format {
    Format::new().set_font_name(FAMILY).set_font_size(BODY)
}

/// The title of a sheet.
pub fn title() -> Format {
    text()
        .set_font_size(TITLE)
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// A line below the title.
pub fn note() -> Format {
    text().set_font_size(NOTE).set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

fn ruled() -> Format {
    text().set_border(FormatBorder::Thin).set_border_color(Color::RGB(RULE)).set_text_wrap()
}

/// A heading.
pub fn heading() -> Format {
    ruled()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(HEADING))
}

/// A cell of the table.
pub fn cell(align: Align) -> Format {
    let align = match align {
        Align::Left => FormatAlign::Left,
        Align::Centre => FormatAlign::Center,
    };
    ruled().set_align(align).set_align(FormatAlign::VerticalCenter)
}

/// A cell that says that there is nothing to say.
pub fn faint(align: Align) -> Format {
    cell(align).set_font_color(Color::RGB(FAINT))
}

/// A cell that stands out.
pub fn strong(align: Align) -> Format {
    cell(align).set_bold()
}

/// A day.
pub fn day() -> Format {
    cell(Align::Centre).set_num_format("yyyy-mm-dd")
}

/// The way to another sheet.
pub fn link(align: Align) -> Format {
    cell(align).set_font_color(Color::RGB(LINK)).set_underline(FormatUnderline::Single)
}

/// A cell to be filled in.
pub fn open(align: Align) -> Format {
    cell(align).set_background_color(Color::RGB(OPEN)).set_unlocked()
}
