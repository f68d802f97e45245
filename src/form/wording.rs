//! What stands on a form as titles, headings, units and help: in one place for those who write forms and those who read them.

use super::{Info, Owner, Slot, SlotContent, geometry, unit_word, words};
use crate::base::text::safe_line;
use crate::standard::record::Field;
use crate::standard::{Label, Standard};

/// The most UTF-16 units of one cell.
pub const LONGEST_CELL: usize = 32_767;
/// The headings of the columns of a card that are seen.
pub const CARD_HEADINGS: [&str; 5] = ["项目", "填写", "单位", "说明", STATE_HEADING];
/// The heading of the column with states.
pub const STATE_HEADING: &str = "填写情况";
/// What the state says of an empty slot.
pub const EMPTY: &str = "未填";
/// What the state says of a slot that is filled in.
pub const FILLED: &str = "已填";
/// How a state begins that says what is missing.
pub const MISSING: [&str; 2] = ["还缺", "缺"];

/// A text on one line, without what could steer the text around it.
pub fn line(text: &str) -> String {
    cut(&safe_line(text), LONGEST_CELL)
}

/// The text, cut to that many UTF-16 units; a cut text ends in `…`.
pub fn cut(text: &str, longest: usize) -> String {
    if text.encode_utf16().count() <= longest {
        return text.to_owned();
    }
    let mut units = 1;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= longest
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

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

/// The heading of a column that only informs.
pub fn info(info: Info) -> &'static str {
    match info {
        Info::Title => "举措",
        Info::Units => "责任单位",
        Info::Due => "时限",
    }
}
