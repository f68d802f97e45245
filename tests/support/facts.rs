//! Submissions as trees: what stands in them, without one of their facts, with one fact changed, and as JSON.

use guiju::base::number::Number;
use guiju::standard::Standard;
use guiju::standard::record::{Content as Declared, Field, Record};
use guiju::submission::datum::{Content, Datum, Entry, Loose};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A submission's body with something about it changed.
pub struct Variant {
    /// The path of what was changed, as outcomes name it, without the region.
    pub path: String,
    /// What was done to it.
    pub change: String,
    /// The body after the change.
    pub body: Datum,
}

/// Every body that has one fact less: a value, a reason, a record, a list, the key of an element, or one element of a
/// list, where the rest is said not to be all.
pub fn removals(standard: &Standard, body: &Datum) -> Vec<Variant> {
    Walk { standard, removals: true, variants: Vec::new() }.all(body)
}

/// Every body that has one truth value, choice or number changed to another valid one. Keys stay as they are, because
/// with its key an element becomes another one.
pub fn flips(standard: &Standard, body: &Datum) -> Vec<Variant> {
    Walk { standard, removals: false, variants: Vec::new() }.all(body)
}

/// Puts a changed part back into the whole.
type Rebuild<'r> = &'r dyn Fn(Datum) -> Datum;

struct Walk<'s> {
    standard: &'s Standard,
    removals: bool,
    variants: Vec<Variant>,
}

impl Walk<'_> {
    fn all(mut self, body: &Datum) -> Vec<Variant> {
        let root = self.standard.root().expect("a standard has a root");
        self.record(root, "", None, body, &|changed| changed);
        self.variants
    }

    fn note(&mut self, path: &str, change: impl Into<String>, body: Datum) {
        self.variants.push(Variant { path: path.to_owned(), change: change.into(), body });
    }

    fn record(&mut self, record: &Record, path: &str, key: Option<&str>, datum: &Datum, whole: Rebuild<'_>) {
        let Content::Object { key: positional, members } = &datum.content else { return };
        let with = |members: Vec<Entry>| {
            whole(Datum { content: Content::Object { key: positional.clone(), members }, span: datum.span })
        };
        if self.removals && positional.is_some() {
            let content = Content::Object { key: None, members: members.clone() };
            self.note(path, "without its key", whole(Datum { content, span: datum.span }));
        }
        for (index, entry) in members.iter().enumerate() {
            let path = join(path, &entry.name);
            if self.removals {
                let mut fewer = members.clone();
                fewer.remove(index);
                self.note(&path, "removed", with(fewer));
            }
            let replace = |value: Datum| {
                let mut changed = members.clone();
                changed[index].value = value;
                with(changed)
            };
            match &record.member(&entry.name).expect("the example knows its members").content {
                Declared::Part(of) => {
                    let part = self.standard.record(&of.value).expect("records are resolved").clone();
                    self.record(&part, &path, None, &entry.value, &replace);
                }
                Declared::List { of, key } => {
                    let element = self.standard.record(&of.value).expect("records are resolved").clone();
                    self.list(&element, &key.value, &path, &entry.value, &replace);
                }
                Declared::Field(field) if field.many => self.set(&path, &entry.value, &replace),
                Declared::Field(field) if !self.removals && key != Some(&entry.name) => {
                    self.changed(field, &path, &entry.value, &replace);
                }
                Declared::Field(_) | Declared::Derived(_) => {}
            }
        }
    }

    fn list(&mut self, record: &Record, key: &str, path: &str, datum: &Datum, whole: Rebuild<'_>) {
        let Content::Array { items, partial } = &datum.content else { return };
        self.fewer(path, items, datum, whole);
        for (index, item) in items.iter().enumerate() {
            let label = element_key(item, key).unwrap_or_else(|| format!("#{}", index + 1));
            let replace = |value: Datum| {
                let mut items = items.clone();
                items[index] = value;
                whole(Datum { content: Content::Array { items, partial: partial.clone() }, span: datum.span })
            };
            self.record(record, &format!("{path}[{label}]"), Some(key), item, &replace);
        }
    }

    fn set(&mut self, path: &str, datum: &Datum, whole: Rebuild<'_>) {
        match &datum.content {
            Content::Values(items) | Content::Array { items, .. } => self.fewer(path, items, datum, whole),
            _ => {}
        }
    }

    /// Without each element in turn. Only the number of elements known to be there falls; that there are more is said.
    fn fewer(&mut self, path: &str, items: &[Datum], datum: &Datum, whole: Rebuild<'_>) {
        if !self.removals {
            return;
        }
        let open = |items: Vec<Datum>| {
            let content = Content::Array { items, partial: Some("…".to_owned()) };
            whole(Datum { content, span: datum.span })
        };
        self.note(path, "said not to be all", open(items.to_vec()));
        for index in 0..items.len() {
            let mut fewer = items.to_vec();
            fewer.remove(index);
            self.note(path, format!("without element {}", index + 1), open(fewer));
        }
    }

    fn changed(&mut self, field: &Field, path: &str, datum: &Datum, whole: Rebuild<'_>) {
        let value = match &datum.content {
            Content::Values(values) => values.first().expect("a field has a value"),
            _ => datum,
        };
        let others = match &value.content {
            Content::Boolean(value) => vec![Content::Boolean(!value)],
            Content::Text(text) => self.other_options(&field.kind.value, text),
            Content::Number(text) => other_numbers(field, text),
            _ => Vec::new(),
        };
        for content in others {
            let change = match &content {
                Content::Boolean(value) => value.to_string(),
                Content::Text(text) | Content::Number(text) => text.clone(),
                _ => String::new(),
            };
            self.note(path, change, whole(Datum { content, span: datum.span }));
        }
    }

    fn other_options(&self, choice: &str, text: &str) -> Vec<Content> {
        let options = self.standard.choice(choice).map(|choice| choice.options.as_slice()).unwrap_or_default();
        options.iter().filter(|(id, _)| id != text).map(|(id, _)| Content::Text(id.clone())).collect()
    }
}

/// Zero and the next number up, where they are valid and other than this one.
fn other_numbers(field: &Field, text: &str) -> Vec<Content> {
    let number = Number::parse(text).expect("the example holds numbers");
    let valid = |other: &Number| {
        *other != number
            && field.min.as_ref().is_none_or(|min| other >= min)
            && field.max.as_ref().is_none_or(|max| other <= max)
    };
    let others = [Number::zero(), number.clone() + Number::one()];
    others.iter().filter(|other| valid(other)).map(|other| Content::Number(other.to_string())).collect()
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// The text of an element's key, by position or by name.
fn element_key(item: &Datum, key: &str) -> Option<String> {
    let Content::Object { key: positional, members } = &item.content else { return None };
    let named = || members.iter().find(|member| member.name == key).map(|member| &member.value);
    let value = positional.as_deref().or_else(named)?;
    let value = match &value.content {
        Content::Values(values) => values.first()?,
        _ => value,
    };
    match &value.content {
        Content::Text(text) | Content::Number(text) => Some(text.clone()),
        _ => None,
    }
}

/// The JSON form of a submission's body, whatever form it was written in.
pub fn json(standard: &Standard, body: &Datum) -> Value {
    record_json(standard, standard.root().expect("a standard has a root"), None, body)
}

fn record_json(standard: &Standard, record: &Record, key: Option<&str>, datum: &Datum) -> Value {
    let Content::Object { key: positional, members } = &datum.content else { return Value::Object(Map::new()) };
    let mut object = Map::new();
    let (mut not_applicable, mut partial) = (Map::new(), Map::new());
    if let (Some(key), Some(value)) = (key, positional) {
        object.insert(key.to_owned(), scalar_json(value));
    }
    for Entry { name, value, .. } in members {
        if let Content::NotApplicable(reason) = &value.content {
            not_applicable.insert(name.clone(), Value::String(reason.clone()));
            continue;
        }
        if let Content::Array { partial: Some(reason), .. } = &value.content {
            partial.insert(name.clone(), Value::String(reason.clone()));
        }
        let items = || match &value.content {
            Content::Array { items, .. } | Content::Values(items) => items.as_slice(),
            _ => &[],
        };
        let json = match &record.member(name).expect("the example knows its members").content {
            Declared::Part(of) => {
                record_json(standard, standard.record(&of.value).expect("records are resolved"), None, value)
            }
            Declared::List { of, key } => {
                let of = standard.record(&of.value).expect("records are resolved");
                items().iter().map(|item| record_json(standard, of, Some(&key.value), item)).collect()
            }
            Declared::Field(field) if field.many => items().iter().map(scalar_json).collect(),
            Declared::Field(_) => match &value.content {
                Content::Values(values) => scalar_json(values.first().expect("a field has a value")),
                _ => scalar_json(value),
            },
            Declared::Derived(_) => panic!("`{name}` is computed"),
        };
        object.insert(name.clone(), json);
    }
    for (name, reasons) in [("not_applicable", not_applicable), ("partial", partial)] {
        if !reasons.is_empty() {
            object.insert(name.to_owned(), Value::Object(reasons));
        }
    }
    Value::Object(object)
}

fn scalar_json(datum: &Datum) -> Value {
    match &datum.content {
        Content::Boolean(value) => Value::Bool(*value),
        Content::Number(text) => {
            let number = Number::parse(text).expect("the example holds numbers").to_string();
            serde_json::from_str(&number).expect("a decimal is a JSON number")
        }
        Content::Text(text) => Value::String(text.clone()),
        other => panic!("{other:?} is no single value"),
    }
}

/// What stands in a body, a fact a line, whatever the order: `hall.area = 80`, and of lists whether they are complete.
pub fn lines(body: &Datum) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    add_lines("", body, &mut lines);
    lines
}

fn add_lines(path: &str, datum: &Datum, lines: &mut BTreeSet<String>) {
    let value = match &datum.content {
        Content::Object { members, .. } => {
            for Entry { name, value, .. } in members {
                add_lines(&join(path, name), value, lines);
            }
            return;
        }
        Content::Array { items, partial } => {
            lines.insert(format!("{path} {}", if partial.is_some() { "partial" } else { "complete" }));
            for item in items {
                let key = match &item.content {
                    Content::Object { members, .. } => members
                        .iter()
                        .find(|member| !matches!(member.value.content, Content::Array { .. } | Content::Object { .. })),
                    _ => None,
                };
                let key = key.map_or_else(|| "?".to_owned(), |key| written(&key.value.content));
                add_lines(&format!("{path}[{key}]"), item, lines);
            }
            return;
        }
        other => written(other),
    };
    lines.insert(format!("{path} = {value}"));
}

fn written(content: &Content) -> String {
    match content {
        Content::Loose(Loose::Text(text)) | Content::Text(text) | Content::Number(text) => text.clone(),
        Content::Loose(Loose::Number { literal, percent }) => format!("{literal}{}", if *percent { "%" } else { "" }),
        Content::Loose(Loose::Date(date)) => date.to_string(),
        Content::Loose(Loose::Boolean(value)) | Content::Boolean(value) => value.to_string(),
        Content::NotApplicable(reason) => format!("n/a {reason}"),
        other => format!("{other:?}"),
    }
}
