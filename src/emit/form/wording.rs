//! What a form says to those who fill it in, in plain Chinese.

use super::measure::{cut, line};
pub use crate::form::wording::{STATE_HEADING, expected, heading, help, info, joined, owner_heading, title, unit};
use crate::form::{Due, Slot, SlotContent, geometry};
use crate::standard::Standard;

/// The most UTF-16 units of the title of a prompt.
pub const LONGEST_TITLE: usize = 32;
/// The most UTF-16 units of the text of a prompt.
pub const LONGEST_PROMPT: usize = 255;
/// The first and the last day of a form, `[year, month, day]`.
pub const DAYS: [(u16, u8, u8); 2] = [(1990, 1, 1), (2100, 12, 31)];

/// What shows beside a cell when it is chosen: title and text.
pub fn prompt(standard: &Standard, slot: &Slot<'_>) -> (String, String) {
    let mut text = help(standard, slot);
    let unit = unit(standard, slot.content);
    if !unit.is_empty() {
        text = format!("单位：{unit}。{text}");
    }
    let titles: Option<Vec<&str>> = slot.titles.iter().map(|title| title.en.as_deref()).collect();
    let english = titles.map(|titles| line(&titles.join(" · "))).unwrap_or_default();
    if english.is_empty() {
        return (cut(&title(slot), LONGEST_TITLE), cut(&text, LONGEST_PROMPT));
    }
    let room = LONGEST_PROMPT.saturating_sub(english.encode_utf16().count() + 1);
    let text = if room < LONGEST_PROMPT / 2 { text } else { format!("{}\n{english}", cut(&text, room)) };
    (cut(&title(slot), LONGEST_TITLE), cut(&text, LONGEST_PROMPT))
}

/// What shows where something else was typed.
pub fn error(standard: &Standard, content: SlotContent<'_>, is_key: bool) -> String {
    let expected = expected(standard, content);
    let [not_applicable, _] = geometry::NOT_APPLICABLE;
    let [partial, _] = geometry::PARTIAL;
    let also = match content {
        _ if is_key => String::new(),
        SlotContent::Completeness => format!("要写明原因的，写“{partial}：原因”，再选“是”。"),
        SlotContent::Field(_) => format!("确实不适用的，写“{not_applicable}：原因”，再选“是”。"),
    };
    cut(&format!("这里应当{expected}。{also}"), LONGEST_PROMPT)
}

/// Until when, as the plan's own table says it: a month where it is the last day of one.
pub fn due(due: Due) -> String {
    match due {
        Due::Continuous => "持续推进".to_owned(),
        Due::Open => String::new(),
        Due::By(date) if date.plus_days(1).is_some_and(|next| next.day() == 1) => {
            format!("{} 年 {} 月", date.year(), date.month())
        }
        Due::By(date) => date.to_string(),
    }
}
