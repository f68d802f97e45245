//! Records and their members. Values that are computed are not submitted and are left out.

use super::key::Definition;
use super::{bound, reference};
use crate::standard::record::{Content, Field, Member, Record};
use serde_json::{Map, Value, json};

/// The schema of a record: its members, and the two notes that may stand beside them.
#[must_use]
pub fn record(record: &Record) -> Value {
    let submitted: Vec<&Member> =
        record.members.iter().filter(|member| !matches!(member.content, Content::Derived(_))).collect();
    let lists = submitted.iter().filter(|member| holds_several(member)).copied();
    let mut properties: Map<String, Value> =
        submitted.iter().map(|member| (member.name.clone(), Value::Object(of_member(member)))).collect();
    properties.insert(
        "not_applicable".to_owned(),
        reasons("不适用", "不适用的内容及理由。 What does not apply, and why.", submitted.iter().copied()),
    );
    if lists.clone().next().is_some() {
        properties.insert(
            "partial".to_owned(),
            reasons("未列全", "没有列全的清单及理由。 Lists that are not complete, and why.", lists),
        );
    }
    let mut schema = Map::new();
    schema.insert("title".to_owned(), record.title.zh.as_str().into());
    describe(&mut schema, [record.title.en.clone(), record.help.clone()]);
    schema.insert("type".to_owned(), json!(["object", "null"]));
    schema.insert("properties".to_owned(), properties.into());
    schema.insert("additionalProperties".to_owned(), false.into());
    Value::Object(schema)
}

/// Whether there can be more than is listed: in a list, or in a set of options.
fn holds_several(member: &Member) -> bool {
    match &member.content {
        Content::List { .. } => true,
        Content::Field(field) => field.many,
        Content::Part(_) | Content::Derived(_) => false,
    }
}

/// An object from names of members to reasons.
fn reasons<'m>(title: &str, description: &str, members: impl Iterator<Item = &'m Member>) -> Value {
    let properties: Map<String, Value> =
        members.map(|member| (member.name.clone(), json!({"title": member.title.zh, "type": "string"}))).collect();
    json!({
        "title": title,
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn of_member(member: &Member) -> Map<String, Value> {
    let (mut schema, unit) = match &member.content {
        Content::Field(field) => (of_field(field), field.unit.as_ref().map(|unit| unit.value.as_str())),
        Content::Part(of) => (reference(&Definition::Record(&of.value)), None),
        Content::List { of, key } => (list(&of.value, &key.value), None),
        Content::Derived(_) => (Map::new(), None),
    };
    schema.insert("title".to_owned(), member.title.zh.as_str().into());
    let unit = unit.map(|unit| format!("单位 unit: {unit}"));
    describe(&mut schema, [member.title.en.clone(), unit, member.help.clone()]);
    schema
}

/// Sets the description from the texts that are there.
fn describe<const N: usize>(schema: &mut Map<String, Value>, texts: [Option<String>; N]) {
    let texts: Vec<String> = texts.into_iter().flatten().collect();
    if !texts.is_empty() {
        schema.insert("description".to_owned(), texts.join(" · ").into());
    }
}

/// A list: elements that are objects, told apart by a key.
fn list(record: &str, key: &str) -> Map<String, Value> {
    let mut items = reference(&Definition::Record(record));
    items.insert("type".to_owned(), "object".into());
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!(["array", "null"]));
    schema.insert("items".to_owned(), items.into());
    schema.insert("x-key".to_owned(), key.into());
    schema
}

fn of_field(field: &Field) -> Map<String, Value> {
    if field.many {
        let mut schema = Map::new();
        schema.insert("type".to_owned(), json!(["array", "null"]));
        schema.insert("items".to_owned(), without_null(field).into());
        schema.insert("uniqueItems".to_owned(), true.into());
        return schema;
    }
    single(field)
}

/// One value; `null` where it is not reported.
fn single(field: &Field) -> Map<String, Value> {
    let mut schema = Map::new();
    match field.kind.value.as_str() {
        "date" => return reference(&Definition::Date),
        "region" => {
            let reference = reference(&Definition::Region);
            schema.insert("anyOf".to_owned(), json!([reference, {"type": "null"}]));
        }
        name => match basic_type(name) {
            Some(word) => {
                schema.insert("type".to_owned(), json!([word, "null"]));
                add_bounds(&mut schema, field);
            }
            None => return reference(&Definition::Choice(name)),
        },
    }
    schema
}

/// One value inside a set, where nothing stands for "not reported".
fn without_null(field: &Field) -> Map<String, Value> {
    let kind = field.kind.value.as_str();
    let mut schema = match kind {
        "region" => return reference(&Definition::Region),
        "date" => reference(&Definition::Date),
        _ => single(field),
    };
    schema.insert("type".to_owned(), basic_type(kind).unwrap_or("string").into());
    schema
}

fn basic_type(name: &str) -> Option<&'static str> {
    match name {
        "text" => Some("string"),
        "number" => Some("number"),
        "integer" => Some("integer"),
        "boolean" => Some("boolean"),
        _ => None,
    }
}

fn add_bounds(schema: &mut Map<String, Value>, field: &Field) {
    for (keyword, limit) in [("minimum", &field.min), ("maximum", &field.max)] {
        if let Some(limit) = limit.as_ref().and_then(bound) {
            schema.insert(keyword.to_owned(), limit);
        }
    }
}
