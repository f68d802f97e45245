//! Facts of an earlier round → what stands in the cells of a form.

use super::filling::{Cell, Filling, Row};
use super::measure::lines;
use crate::expr::Value;
use crate::form::{Arrangement, Form, Sheet, Slot, SlotContent, geometry, words};
use crate::standard::Standard;
use crate::standard::record::Field;
use crate::submission::Facts;
use crate::submission::facts::Known;
use crate::submission::handwriting::mark;
use std::ops::RangeInclusive;

/// The most UTF-16 units of a cell that every program takes.
const LONGEST_CELL: usize = 32_000;

/// The years whose days every program counts alike.
const YEARS: RangeInclusive<i64> = 1901..=2200;

/// What is filled in for a region, and how many of its facts this form has no place for: what it does not ask for, and what
/// cannot stand in a cell as it was said.
#[must_use]
pub fn prefill(form: &Form<'_>, region: &str, facts: &Facts<'_>) -> (Filling, usize) {
    let mut filling = Filling { region: Some(region.to_owned()), ..Filling::default() };
    let mut taken = 0;
    for sheet in &form.sheets {
        let rows = rows(form.standard, sheet, facts);
        taken += rows.iter().map(|row| row.slots.len()).sum::<usize>();
        // A list whose rows are given says no more of itself than that it is there.
        taken += usize::from(is_given(sheet) && !rows.is_empty());
        if !rows.is_empty() {
            filling.sheets.insert(sheet.path.clone(), rows);
        }
    }
    (filling, facts.count().saturating_sub(taken))
}

fn is_given(sheet: &Sheet<'_>) -> bool {
    matches!(&sheet.arrangement, Arrangement::Table { given, .. } if !given.is_empty())
}

/// A record on the way to those of a sheet, with the keys of the lists it lies in.
struct Found<'f, 's> {
    facts: &'f Facts<'s>,
    owners: Vec<Cell>,
}

fn rows(standard: &Standard, sheet: &Sheet<'_>, facts: &Facts<'_>) -> Vec<Row> {
    let mut found = vec![Found { facts, owners: Vec::new() }];
    let names: Vec<&str> = sheet.path.split('.').filter(|name| !name.is_empty()).collect();
    let (outer, given) = match &sheet.arrangement {
        Arrangement::Table { owners, given, .. } => (owners.as_slice(), given.as_slice()),
        Arrangement::Card => (&[][..], &[][..]),
    };
    let mut owners = outer.iter();
    for (index, name) in names.iter().enumerate() {
        let is_last = index + 1 == names.len();
        let is_list = found.iter().any(|one| matches!(one.facts.known(name), Known::Elements { .. }));
        let owner = if is_list && !is_last { owners.next() } else { None };
        let next = found.into_iter().flat_map(|one| below(standard, &one, name, owner, is_last));
        found = next.collect();
    }
    let rows = found.into_iter().map(|one| {
        let cells = sheet.slots.iter().filter_map(|slot| Some((slot.path.clone(), cell(standard, slot, one.facts)?)));
        Row { owners: one.owners, slots: cells.collect() }
    });
    let keyed = |row: &Row| {
        let key = sheet.slots.first().and_then(|slot| row.slots.get(&slot.path)).map(Cell::text);
        given.is_empty() || key.is_some_and(|key| given.iter().any(|row| row.key == key))
    };
    rows.filter(|row| !row.slots.is_empty() && keyed(row)).collect()
}

/// The records of a member. Elements of an outer list without a key lead nowhere: no row could name them.
fn below<'f, 's>(
    standard: &Standard,
    one: &Found<'f, 's>,
    name: &str,
    owner: Option<&crate::form::Owner<'_>>,
    is_last: bool,
) -> Vec<Found<'f, 's>> {
    match one.facts.known(name) {
        Known::Part(facts) => vec![Found { facts, owners: one.owners.clone() }],
        Known::Elements { elements, .. } if is_last => {
            elements.iter().map(|facts| Found { facts, owners: one.owners.clone() }).collect()
        }
        Known::Elements { elements, .. } => elements
            .iter()
            .filter_map(|facts| {
                let owner = owner?;
                let Known::One(value) = facts.known(owner.key) else { return None };
                let key = written(standard, owner.field, value)?;
                Some(Found { facts, owners: [one.owners.as_slice(), &[key]].concat() })
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// What is known of a slot, as a cell.
fn cell(standard: &Standard, slot: &Slot<'_>, facts: &Facts<'_>) -> Option<Cell> {
    let (way, name) = slot.path.rsplit_once('.').unwrap_or(("", &slot.path));
    let mut facts = facts;
    for part in way.split('.').filter(|part| !part.is_empty()) {
        let Known::Part(inner) = facts.known(part) else { return None };
        facts = inner;
    }
    let [complete, _] = geometry::COMPLETE;
    let [partial, _] = geometry::PARTIAL;
    let cell = match (facts.known(name), slot.content) {
        (Known::NotApplicable(reason), _) => Cell::Text(not_applicable(reason)),
        (Known::Elements { partial: is_partial, .. }, SlotContent::Completeness) => {
            Cell::Text(if is_partial { partial } else { complete }.to_owned())
        }
        (Known::One(value), SlotContent::Field(field)) => written(standard, field, value)?,
        (Known::Several { values, partial: is_partial }, SlotContent::Field(field)) => {
            Cell::Text(several(standard, field, values, is_partial)?)
        }
        _ => return None,
    };
    let text = cell.text();
    (text.encode_utf16().count() <= LONGEST_CELL && lines(&text) == text).then_some(cell)
}

fn not_applicable(reason: &str) -> String {
    let [word, _] = geometry::NOT_APPLICABLE;
    if reason.is_empty() { word.to_owned() } else { format!("{word}：{reason}") }
}

/// Several values in one cell; nothing where one of them would be read as several, or all as none.
fn several(standard: &Standard, field: &Field, values: &[Value<'static>], is_partial: bool) -> Option<String> {
    let [none, none_en] = geometry::NONE;
    let [partial, partial_en] = geometry::PARTIAL;
    let mut words = Vec::with_capacity(values.len() + 1);
    for value in values {
        let word = written(standard, field, value)?.text();
        let reserved = [none, none_en, partial, partial_en].contains(&word.as_str());
        if word.contains(geometry::SEPARATORS) || reserved {
            return None;
        }
        words.push(word);
    }
    if is_partial {
        words.push(partial.to_owned());
    }
    Some(if words.is_empty() { none.to_owned() } else { words.join(geometry::SEPARATOR) })
}

/// One value as the form has it; nothing for a text that would be read as something else.
fn written(standard: &Standard, field: &Field, value: &Value<'static>) -> Option<Cell> {
    Some(match (value, field.kind.value.as_str()) {
        (Value::Boolean(value), _) => {
            let [yes, _] = geometry::YES;
            let [no, _] = geometry::NO;
            Cell::Text(if *value { yes } else { no }.to_owned())
        }
        (Value::Number(number), _) => Cell::Number(number.clone()),
        (Value::Date(date), _) => Cell::Date(Some(*date).filter(|date| YEARS.contains(&date.year()))?),
        (Value::Text(text), "text") => {
            let plain = text.trim();
            let is_mark = mark(plain).is_some() || plain.starts_with(['=', '＝']);
            if plain.is_empty() || plain != text.as_ref() || is_mark {
                return None;
            }
            Cell::Text(text.to_string())
        }
        (Value::Text(code), "region") => Cell::Text(words::region(standard.registry.get(code)?)),
        (Value::Text(id), choice) => {
            let options = words::options(standard.choice(choice)?, field.many);
            Cell::Text(options.into_iter().find(|(known, _)| *known == id.as_ref())?.1.to_owned())
        }
        _ => return None,
    })
}
