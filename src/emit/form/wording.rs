//! What a form says to those who fill it in, in plain Chinese.

use super::measure::{cut, line};
use crate::form::{Due, Info, Owner, Slot, SlotContent, geometry, unit_word, words};
use crate::standard::record::Field;
use crate::standard::{Label, Standard};

/// The most UTF-16 units of the title of a prompt.
pub const LONGEST_TITLE: usize = 32;
/// The most UTF-16 units of the text of a prompt.
pub const LONGEST_PROMPT: usize = 255;
/// The first and the last day of a form, `[year, month, day]`.
pub const DAYS: [(u16, u8, u8); 2] = [(1990, 1, 1), (2100, 12, 31)];

/// Titles, the outermost first, as one.
pub fn joined(titles: &[&Label]) -> String {
    line(&titles.iter().map(|title| title.zh.as_str()).collect::<Vec<_>>().join("·"))
}

/// What a slot is called.
pub fn title(slot: &Slot<'_>) -> String {
    match slot.content {
        SlotContent::Field(_) => joined(&slot.titles),
        SlotContent::Completeness => format!("“{}”是否列全", joined(&slot.titles)),
    }
}

/// The unit of a slot; empty without one.
pub fn unit(standard: &Standard, content: SlotContent<'_>) -> String {
    let SlotContent::Field(Field { unit: Some(unit), .. }) = content else { return String::new() };
    line(&unit_word(standard, &unit.value))
}

/// The heading of a column: what it is called, with the unit.
pub fn heading(standard: &Standard, slot: &Slot<'_>) -> String {
    let (title, unit) = (title(slot), unit(standard, slot.content));
    if unit.is_empty() { title } else { format!("{title}\n（{unit}）") }
}

/// The heading of the column with the key of an outer list.
pub fn owner_heading(owner: &Owner<'_>) -> String {
    format!("所属{}\n（{}）", line(&owner.title.zh), line(&owner.key_title.zh))
}

/// What is to be written into a slot, as far as its type says.
pub fn expected(standard: &Standard, content: SlotContent<'_>) -> String {
    let [complete, _] = geometry::COMPLETE;
    let [partial, _] = geometry::PARTIAL;
    let SlotContent::Field(field) = content else {
        return format!("一条不少地列出的选“{complete}”，还有没列出的选“{partial}”");
    };
    let one = match field.kind.value.as_str() {
        "text" => "文字".to_owned(),
        "number" => format!("数{}", bounds(field)),
        "integer" => format!("整数{}", bounds(field)),
        "boolean" => format!("“{}”或“{}”", geometry::YES[0], geometry::NO[0]),
        "date" => "日期，如 2024-01-31".to_owned(),
        "region" => "地区，写代码和名称".to_owned(),
        choice => return of_choice(standard, choice, field.many),
    };
    match (field.many, field.kind.value.as_str()) {
        (true, _) => format!("{}；每一项是{one}", several()),
        (false, "boolean" | "region") => format!("从下拉列表里选{one}"),
        (false, _) => format!("填{one}"),
    }
}

fn several() -> String {
    format!("可填几项，用“{}”隔开；一项也没有的写“{}”", geometry::SEPARATOR, geometry::NONE[0])
}

fn of_choice(standard: &Standard, choice: &str, many: bool) -> String {
    if !many {
        return "从下拉列表里选一项".to_owned();
    }
    let options = standard.choice(choice).map(|choice| words::options(choice, true)).unwrap_or_default();
    let words: Vec<String> = options.iter().map(|(_, word)| line(word)).collect();
    format!("{}。可选：{}", several(), words.join("、"))
}

fn bounds(field: &Field) -> String {
    match (&field.min, &field.max) {
        (Some(min), Some(max)) => format!("，{min} 到 {max}"),
        (Some(min), None) => format!("，不小于 {min}"),
        (None, Some(max)) => format!("，不大于 {max}"),
        (None, None) => String::new(),
    }
}

/// The author's help and what the type says, for the column of help on a card.
pub fn help(standard: &Standard, slot: &Slot<'_>) -> String {
    let own = slot.help.map(line).unwrap_or_default();
    let expected = expected(standard, slot.content);
    if own.is_empty() { expected } else { format!("{}。{expected}", own.trim_end_matches('。')) }
}

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

/// The heading of a column that only informs.
pub fn info(info: Info) -> &'static str {
    match info {
        Info::Title => "举措",
        Info::Units => "责任单位",
        Info::Due => "时限",
    }
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
