//! JSON Schema 2020-12 of one region's submission in its JSON form (`docs/en/language.md`, chapter 10).
//!
//! Only what every validator and form generator understands is used: `$ref` by pointers into `$defs` under ASCII keys, `pattern`
//! beside `format`, no anchors, no dynamic references, no `multipleOf`. Nothing but the region is required, because what is not
//! written is unknown, and unknown is allowed; `null` says the same.

mod key;
mod member;

use super::files::Files;
use super::table::pretty;
use crate::base::address;
use crate::base::number::Number;
use crate::standard::Standard;
use crate::standard::record::{Choice, Content, Record};
use key::Definition;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Up to so many regions are listed one by one; beyond that only the form of a code is checked.
const LISTED_REGIONS: usize = 1000;
/// The form of a day. Whether the day exists is for `format` and the checker.
const DATE_PATTERN: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

/// Writes `schemas/submission.schema.json`.
pub fn emit(standard: &Standard, files: &mut Files) {
    files.add("schemas/submission.schema.json", pretty(&submission(standard)));
}

/// The schema of a submission.
fn submission(standard: &Standard) -> Value {
    let manifest = &standard.manifest;
    let text = |title: &str, description: &str| json!({"title": title, "description": description, "type": "string"});
    let mut region = reference(&Definition::Region);
    region.insert("title".to_owned(), "地区".into());
    region.insert("description".to_owned(), "地区名录里的代码。 The region's code in the registry.".into());
    let mut via = reference(&Definition::Region);
    via.insert("title".to_owned(), "经由".into());
    via.insert("description".to_owned(), "经哪个地区报送。 The code of the region through which it comes.".into());
    let submitted_on = json!({
        "title": "报送日期", "description": "报送的那一天，如 2024-01-08。 The day on which it is handed in.",
        "type": "string", "format": "date", "pattern": DATE_PATTERN,
    });
    let mut data = reference(&Definition::Record(&manifest.submission.value));
    data.insert("title".to_owned(), "填报内容".into());
    data.insert("description".to_owned(), "没有写的即未知。 What is not written is unknown.".into());
    data.insert("type".to_owned(), "object".into());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:guiju:{}:{}:submission", address::part(&manifest.id), address::part(&manifest.version)),
        "title": format!("{}：填报", manifest.title.zh),
        "description": format!(
            "一个地区的一份填报。 One region's submission for: {}.",
            manifest.title.en.as_deref().unwrap_or(&manifest.id)
        ),
        "type": "object",
        "properties": {
            "$schema": {"type": "string"},
            "region": region,
            "period": text("期次", "如 2023Q4。 The period, such as 2023Q4."),
            "edition": text("标准版本", "填报所依据的标准版本。 The edition of the standard that was followed."),
            "basis": text("依据", "如 site-visit、self-report。 What the facts rest on."),
            "status": text("状态", "如 draft、submitted。 How far the submission is."),
            "submitted_on": submitted_on,
            "via": via,
            "data": data,
        },
        "required": ["region", "data"],
        "additionalProperties": false,
        "$defs": definitions(standard),
    })
}

/// Everything that a submission can hold, by stable keys in the order of the declarations.
fn definitions(standard: &Standard) -> Value {
    let mut definitions = Map::new();
    definitions.insert(Definition::Region.key(), region(standard));
    definitions
        .insert(Definition::Date.key(), json!({"type": ["string", "null"], "format": "date", "pattern": DATE_PATTERN}));
    let records = reached(standard);
    let used: BTreeSet<&str> = records
        .iter()
        .flat_map(|record| &record.members)
        .filter_map(|member| match &member.content {
            Content::Field(field) => Some(field.kind.value.as_str()),
            _ => None,
        })
        .collect();
    for choice in standard.choices.iter().filter(|choice| used.contains(choice.name.as_str())) {
        definitions.insert(Definition::Choice(&choice.name).key(), options(choice));
    }
    for record in records {
        definitions.insert(Definition::Record(&record.name).key(), member::record(record));
    }
    Value::Object(definitions)
}

/// The records that the submission record holds, directly or not, in the order of the declarations.
fn reached(standard: &Standard) -> Vec<&Record> {
    let mut names = BTreeSet::new();
    let mut waiting = vec![standard.manifest.submission.value.as_str()];
    while let Some(name) = waiting.pop() {
        let Some(record) = standard.record(name).filter(|_| names.insert(name)) else { continue };
        waiting.extend(record.members.iter().filter_map(|member| match &member.content {
            Content::Part(of) | Content::List { of, .. } => Some(of.value.as_str()),
            Content::Field(_) | Content::Derived(_) => None,
        }));
    }
    standard.records.iter().filter(|record| names.contains(record.name.as_str())).collect()
}

/// A region's code: one of the registry's, or, where those are too many to list, of their form.
fn region(standard: &Standard) -> Value {
    let regions = standard.registry.regions();
    if regions.is_empty() || regions.len() > LISTED_REGIONS {
        return json!({"title": "地区代码", "type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[^\\s]+$"});
    }
    let codes: Vec<&str> = regions.iter().map(|region| region.code.as_str()).collect();
    let names: Vec<&str> = regions.iter().map(|region| region.name.as_str()).collect();
    json!({"title": "地区代码", "type": "string", "enum": codes, "x-enum-titles": names})
}

/// The options of a choice; the description lists their titles for those whose tools show nothing else.
fn options(choice: &Choice) -> Value {
    let mut ids: Vec<Value> = choice.options.iter().map(|(id, _)| Value::from(id.as_str())).collect();
    ids.push(Value::Null);
    let titles: Vec<&str> = choice.options.iter().map(|(_, title)| title.zh.as_str()).collect();
    let listed: Vec<String> =
        choice.options.iter().map(|(id, title)| option_text(id, &title.zh, title.en.as_deref())).collect();
    let listed = listed.join("；");
    let description = choice.title.en.as_ref().map_or(listed.clone(), |en| format!("{en}。 {listed}"));
    json!({"title": choice.title.zh, "description": description, "enum": ids, "x-enum-titles": titles})
}

fn option_text(id: &str, zh: &str, en: Option<&str>) -> String {
    let title = if id == zh { id.to_owned() } else { format!("{id}：{zh}") };
    en.map_or(title.clone(), |en| format!("{title} ({en})"))
}

/// An object that refers to a definition; further keywords may stand beside it.
fn reference(definition: &Definition<'_>) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("$ref".to_owned(), format!("#/$defs/{}", definition.key()).into());
    object
}

/// A bound as a JSON number, if one says exactly the same; the checker knows the others.
fn bound(number: &Number) -> Option<Value> {
    if let Some(integer) = number.to_i64() {
        return Some(integer.into());
    }
    let decimal: f64 = number.to_string().parse().ok()?;
    // The shortest decimal of a double is what a validator reads again.
    let same = Number::parse(&decimal.to_string()).is_ok_and(|read| read == *number);
    same.then(|| Value::from(decimal))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use crate::emit::fixture::standard;

    #[test]
    fn members_have_their_forms() {
        let schema = submission(&standard(""));
        assert_eq!(schema["$id"], "urn:guiju:small:1.0.0:submission");
        assert_eq!(schema["required"], json!(["region", "data"]));
        let definitions = &schema["$defs"];
        assert_eq!(definitions["region"]["enum"], json!(["01", "0101"]));
        assert_eq!(definitions["choice-style"]["enum"], json!(["柜台", "open", null]));
        assert_eq!(definitions["choice-style"]["description"], "柜台：柜台式；open：开放式 (Open)");
        let main = &definitions["record--u62A5--u544A-"]["properties"];
        assert_eq!(
            main["area"],
            json!({"type": ["number", "null"], "minimum": 0.5, "maximum": 1000, "title": "面积", "description": "单位 unit: m2"})
        );
        assert_eq!(main["opened"], json!({"$ref": "#/$defs/date", "title": "开放日期"}));
        assert_eq!(main["styles"]["items"], json!({"$ref": "#/$defs/choice-style", "type": "string"}));
        let root = &definitions["record-report"]["properties"];
        assert_eq!(root["style"], json!({"$ref": "#/$defs/choice-style", "title": "方式", "description": "看现场"}));
        assert_eq!(root["main"]["$ref"], "#/$defs/record--u62A5--u544A-");
        assert_eq!(root["halls"]["items"], json!({"$ref": "#/$defs/record-hall", "type": "object"}));
        assert_eq!(root["partial"]["properties"], json!({"halls": {"title": "各厅", "type": "string"}}));
        assert!(root.get("large").is_none(), "what is computed is not submitted");
    }

    #[test]
    fn a_foreign_validator_agrees() {
        let schema = submission(&standard(""));
        assert!(jsonschema::meta::is_valid(&schema));
        let validator = jsonschema::validator_for(&schema).unwrap();
        let fine = [
            json!({"region": "0101", "data": {}}),
            json!({"$schema": "x", "region": "01", "period": "2024Q1", "edition": "1.0.0", "basis": "b", "status": "s",
                "submitted_on": "2024-01-08", "via": "0101", "data": {
                "style": null, "main": {"area": 0.5, "styles": ["柜台", "open"], "opened": "2024-02-29"},
                "halls": [{"id": "a", "area": null, "shared_with": ["01"]}],
                "partial": {"halls": "还有"}, "not_applicable": {"style": "在装修"}}}),
            json!({"region": "01", "data": {"main": null, "halls": null}}),
        ];
        for submission in &fine {
            assert!(validator.is_valid(submission), "{submission}");
        }
        let wrong = [
            json!({"region": "01"}),
            json!({"region": "02", "data": {}}),
            json!({"region": "01", "data": null}),
            json!({"region": "01", "submitted_on": "2024-1-8", "data": {}}),
            json!({"region": "01", "via": "02", "data": {}}),
            json!({"region": "01", "data": {"large": 1}}),
            json!({"region": "01", "data": {"style": "closed"}}),
            json!({"region": "01", "data": {"main": {"area": 0.4}}}),
            json!({"region": "01", "data": {"main": {"area": "12"}}}),
            json!({"region": "01", "data": {"main": {"styles": [null]}}}),
            json!({"region": "01", "data": {"main": {"opened": "2024-2-29"}}}),
            json!({"region": "01", "data": {"halls": [null]}}),
            json!({"region": "01", "data": {"partial": {"style": "x"}}}),
            json!({"region": "01", "data": {"not_applicable": {"nothing": "x"}}}),
        ];
        for submission in &wrong {
            assert!(!validator.is_valid(submission), "{submission}");
        }
    }

    #[test]
    fn references_are_ascii_pointers_that_lead_somewhere() {
        let schema = submission(&standard(""));
        let mut waiting = vec![&schema];
        let mut count = 0;
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(values) => waiting.extend(values),
                Value::Object(object) => {
                    waiting.extend(object.values());
                    for (keyword, value) in object.iter().filter(|(keyword, _)| keyword.starts_with('$')) {
                        assert!(["$ref", "$schema", "$id", "$defs"].contains(&keyword.as_str()), "{keyword}");
                        if let (true, Some(reference)) = (keyword == "$ref", value.as_str()) {
                            let key = reference.strip_prefix("#/$defs/").unwrap();
                            assert!(key.is_ascii() && schema["$defs"].get(key).is_some(), "{reference}");
                            count += 1;
                        }
                    }
                }
                _ => {}
            }
        }
        assert_eq!(count, 9);
    }

    #[test]
    fn bounds_are_exact_or_absent() {
        let of = |text: &str| bound(&Number::parse(text).unwrap()).map(|value| value.to_string());
        assert_eq!(of("0"), Some("0".to_owned()));
        assert_eq!(of("-12"), Some("-12".to_owned()));
        assert_eq!(of("0.1"), Some("0.1".to_owned()));
        assert_eq!(of("1/12"), None);
        assert_eq!(of("0.12345678901234567890123"), None);
    }

    #[test]
    fn urns_are_ascii() {
        assert_eq!(address::part("public-library.2"), "public-library.2");
        assert_eq!(address::part("规:1"), "%E8%A7%84%3A1");
    }
}
