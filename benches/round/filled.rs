//! A large round: the shipped standard for 3,000 regions, and a submission for each in which everything is filled in.

use guiju::package::{self, Files};
use guiju::standard::Standard;
use guiju::standard::record::{Choice, Content, Field, Member, Record};
use serde_json::{Map, Value, json};
use std::fs::{create_dir_all, write};
use std::path::Path;

/// The standard of the round, from the root of the repository.
const PACKAGE: &str = "standards/zhejiang";
/// What a clerk writes where a text is asked for.
const SAID: &str = "已于本季度办结，由企业综合服务中心牵头，材料存档备查（第 3 版）。";
/// The elements of lists grow by so many until a submission has its size.
const STEP: usize = 1;

/// The shipped package, its registry continued by counties without names of their own up to that many regions.
pub fn standard(regions: usize) -> Standard {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(PACKAGE);
    let shipped = Files::read(&folder, &["kdl", "csv", "hbs"]).expect("the package is there");
    let known: usize =
        shipped.with_extension("csv").filter(|(path, _)| is_registry(path)).map(|file| rows(file.1)).sum();
    let files = shipped.iter().map(|(path, bytes)| {
        let mut bytes = bytes.to_vec();
        if path == "regions.csv" {
            let further = regions.saturating_sub(known);
            bytes.extend((0..further).flat_map(|number| county(number).into_bytes()));
        }
        (path.to_owned(), bytes)
    });
    let files = Files::in_memory(PACKAGE, files);
    let compilation = package::compile(&files, &mut guiju::diagnostic::SourceMap::default());
    compilation.standard.expect("the package compiles with more regions")
}

fn is_registry(path: &str) -> bool {
    ["regions.csv", "functional-areas.csv"].contains(&path)
}

fn rows(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').skip(1).filter(|row| !row.is_empty()).count()
}

/// A row of the registry: the eleven cities have their numbers from 3301 to 3311.
fn county(number: usize) -> String {
    let city = number % 11 + 1;
    format!("33{city:02}00-C{number:04},测试县{number},county,33{city:02}00,county\n")
}

/// Writes the round: what describes it, and for every region a file of at least `size` bytes.
pub fn write_round(folder: &Path, standard: &Standard, size: usize) {
    create_dir_all(folder).expect("a folder");
    let round = "submissions standard=\"-\" as-of=\"2023-12-28\" period=\"2023Q4\" due=\"2024-01-08\"\n";
    write(folder.join("submissions.kdl"), round).expect("a file");
    let root = standard.root().expect("a record that is submitted");
    let mut elements = STEP;
    for (number, region) in standard.registry.regions().iter().enumerate() {
        loop {
            let mut filling = Filling { standard, elements, turn: number, depth: 0 };
            let submission = json!({
                "region": region.code,
                "period": "2023Q4",
                "basis": "document",
                "status": "submitted",
                "data": filling.record(root, None),
            });
            let text = submission.to_string();
            if text.len() >= size {
                write(folder.join(format!("{}.json", region.code)), text).expect("a file");
                break;
            }
            elements += STEP;
        }
    }
}

/// Fills records in: every value fits its field, and no two regions say the same.
struct Filling<'s> {
    standard: &'s Standard,
    /// How many elements a list has, where its key allows so many.
    elements: usize,
    /// Turns with every value.
    turn: usize,
    depth: usize,
}

impl Filling<'_> {
    /// A record; `key` is the value of the field that tells it apart in its list.
    fn record(&mut self, record: &Record, key: Option<(&str, &Value)>) -> Value {
        self.depth += 1;
        let mut members = Map::new();
        for member in &record.members {
            let value = match key {
                Some((name, value)) if name == member.name => Some(value.clone()),
                _ => self.member(member),
            };
            members.extend(value.map(|value| (member.name.clone(), value)));
        }
        self.depth -= 1;
        Value::Object(members)
    }

    fn member(&mut self, member: &Member) -> Option<Value> {
        match &member.content {
            Content::Field(field) if field.many => Some(Value::Array(vec![self.value(field)])),
            Content::Field(field) => Some(self.value(field)),
            Content::Part(of) => Some(self.record(self.standard.record(&of.value)?, None)),
            Content::List { of, key } => {
                let record = self.standard.record(&of.value)?;
                let Content::Field(field) = &record.member(&key.value)?.content else { return None };
                let keys = self.keys(field);
                Some(keys.iter().map(|value| self.record(record, Some((&key.value, value)))).collect())
            }
            Content::Derived(_) => None,
        }
    }

    /// Different keys: as many as lists have elements, or as the type has values. Lists within lists stay short.
    fn keys(&self, field: &Field) -> Vec<Value> {
        let most = if self.depth > 2 { 3 } else { self.elements };
        match (self.standard.choice(&field.kind.value), field.kind.value.as_str()) {
            (Some(choice), _) => choice.options.iter().take(most).map(|(id, _)| json!(id)).collect(),
            (None, "integer") => (1..=most.min(25)).map(|number| json!(number)).collect(),
            (None, _) => (1..=most).map(|number| json!(format!("事项-{number:04}"))).collect(),
        }
    }

    fn value(&mut self, field: &Field) -> Value {
        self.turn += 1;
        let turn = self.turn;
        match (self.standard.choice(&field.kind.value), field.kind.value.as_str()) {
            (Some(choice), _) => option(choice, turn),
            (None, "boolean") => json!(!turn.is_multiple_of(3)),
            (None, "integer") => json!(turn % 2 + 1),
            (None, "number") => json!((turn % 100) as f64 / 100.0),
            (None, "date") => json!(format!("2023-{:02}-{:02}", turn % 12 + 1, turn % 28 + 1)),
            (None, "region") => json!("330100"),
            (None, _) => json!(format!("{SAID}{turn}")),
        }
    }
}

fn option(choice: &Choice, turn: usize) -> Value {
    choice.options.get(turn % choice.options.len().max(1)).map_or(Value::Null, |(id, _)| json!(id))
}
