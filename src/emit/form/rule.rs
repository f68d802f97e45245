//! What a cell takes: a rule, a prompt when it is chosen, and a message when something else is typed.

use super::lists::{List, Lists};
use super::style::Typed;
use super::wording::{self, DAYS};
use crate::base::number::Number;
use crate::form::{Owner, Slot, SlotContent};
use crate::standard::Standard;
use crate::standard::record::Field;
use crate::submission::facts::MAX_TEXT;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, XlsxError,
};

/// The greatest number without a bound of its own: 15 digits, which every program keeps.
const GREATEST: &str = "999999999999999";
/// The longest bound, in characters; one beyond is left to the check of what comes back.
const LONGEST_BOUND: usize = 17;
/// The most characters of a cell with several values.
const LONGEST_CELL: u32 = 32_000;

/// What is typed into the cells of a slot.
pub fn typed(content: SlotContent<'_>) -> Typed {
    match content {
        SlotContent::Field(field) if !field.many => match field.kind.value.as_str() {
            "number" | "integer" => Typed::Number,
            "date" => Typed::Date,
            _ => Typed::Text,
        },
        _ => Typed::Text,
    }
}

/// The rule of a slot. A key takes nothing but its type; elsewhere people are asked before something else stays, since
/// `不适用：…` may stand anywhere.
pub fn of_slot(standard: &Standard, lists: &Lists, slot: &Slot<'_>, is_key: bool) -> Result<DataValidation, XlsxError> {
    let (title, text) = wording::prompt(standard, slot);
    let rule = of_content(standard, lists, slot.content)?.set_input_title(title)?.set_input_message(text)?;
    // Several values in one cell are no option of the list, and yet may stand there.
    if matches!(slot.content, SlotContent::Field(field) if field.many && field.kind.value != "text") {
        return Ok(rule.show_error_message(false));
    }
    let message = wording::error(standard, slot.content, is_key);
    let rule = rule.set_error_title("请核对")?.set_error_message(message)?;
    let is_text = matches!(slot.content, SlotContent::Field(field) if field.kind.value == "text");
    let stops = is_key || is_text;
    Ok(rule.set_error_style(if stops { DataValidationErrorStyle::Stop } else { DataValidationErrorStyle::Warning }))
}

fn of_content(standard: &Standard, lists: &Lists, content: SlotContent<'_>) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new();
    let field = match content {
        SlotContent::Completeness => return Ok(listed(rule, lists, &List::Completeness)),
        SlotContent::Field(field) => field,
    };
    if let Some(list) = List::of(standard, field) {
        return Ok(listed(rule, lists, &list));
    }
    Ok(match field.kind.value.as_str() {
        _ if field.many => rule.allow_text_length(DataValidationRule::LessThanOrEqualTo(LONGEST_CELL)),
        "number" => rule.allow_decimal_number_formula(numbers(field)),
        "integer" => rule.allow_whole_number_formula(numbers(field)),
        "date" => rule.allow_date(days()?),
        _ => rule
            .allow_text_length(DataValidationRule::LessThanOrEqualTo(u32::try_from(MAX_TEXT).unwrap_or(LONGEST_CELL))),
    })
}

fn days() -> Result<DataValidationRule<ExcelDateTime>, XlsxError> {
    let [first, last] = DAYS.map(|(year, month, day)| ExcelDateTime::from_ymd(year, month, day));
    Ok(DataValidationRule::Between(first?, last?))
}

fn listed(rule: DataValidation, lists: &Lists, list: &List) -> DataValidation {
    match lists.name(list) {
        Some(name) => rule.allow_list_formula(Formula::new(name)),
        None => rule.allow_text_length(DataValidationRule::LessThanOrEqualTo(LONGEST_CELL)),
    }
}

fn numbers(field: &Field) -> DataValidationRule<Formula> {
    let bound = |bound: &Option<Number>| {
        let text = bound.as_ref()?.to_string();
        (text.chars().count() <= LONGEST_BOUND && !text.contains('/')).then_some(text)
    };
    let formula = |text: String| Formula::new(text);
    match (bound(&field.min), bound(&field.max)) {
        (Some(min), Some(max)) => DataValidationRule::Between(formula(min), formula(max)),
        (Some(min), None) => DataValidationRule::GreaterThanOrEqualTo(formula(min)),
        (None, Some(max)) => DataValidationRule::LessThanOrEqualTo(formula(max)),
        (None, None) => DataValidationRule::Between(formula(format!("-{GREATEST}")), formula(GREATEST.to_owned())),
    }
}

/// The rule of the column with the key of an outer list: one of its options, or one of the keys that stand on its sheet, whose
/// range has the name `keys`.
pub fn of_owner(
    standard: &Standard,
    lists: &Lists,
    owner: &Owner<'_>,
    sheet: &str,
    keys: &str,
) -> Result<DataValidation, XlsxError> {
    let key = wording::joined(&[owner.key_title]);
    let text = format!("写这一行属于哪一个：与“{sheet}”表里的“{key}”一致");
    let rule = DataValidation::new();
    let rule = match List::of(standard, owner.field) {
        Some(list) => listed(rule, lists, &list),
        None => rule.allow_list_formula(Formula::new(keys)),
    };
    let title = format!("所属{}", wording::joined(&[owner.title]));
    rule.set_input_title(super::measure::cut(&title, wording::LONGEST_TITLE))?
        .set_input_message(super::measure::cut(&text, wording::LONGEST_PROMPT))?
        .set_error_title("请核对")?
        .set_error_message(super::measure::cut(&format!("{text}。"), wording::LONGEST_PROMPT))
        .map(|rule| rule.set_error_style(DataValidationErrorStyle::Warning))
}

/// A cell of the cover: a list, a day, or a text.
pub fn of_cover(
    lists: &Lists,
    list: Option<List>,
    typed: Typed,
    title: &str,
    help: &str,
) -> Result<DataValidation, XlsxError> {
    let stops = list == Some(List::OwnRegions);
    let rule = match list {
        Some(list) => listed(DataValidation::new(), lists, &list),
        None if typed == Typed::Date => DataValidation::new().allow_date(days()?),
        None => DataValidation::new().allow_text_length(DataValidationRule::LessThanOrEqualTo(60)),
    };
    let style = if stops { DataValidationErrorStyle::Stop } else { DataValidationErrorStyle::Warning };
    Ok(rule
        .set_input_title(title)?
        .set_input_message(help)?
        .set_error_title("请核对")?
        .set_error_message(format!("{help}。"))?
        .set_error_style(style))
}
