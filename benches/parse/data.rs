//! What is read: the shipped standards, as KDL and as JSON.

use std::path::Path;

use guiju::diagnostic::SourceMap;
use guiju::syntax::{self, Limits, Node, Scalar};
use serde_json::{Map, Value, json};

const FOLDERS: [&str; 2] = ["standards", "examples"];

/// Without a limit of size.
pub const LARGE: Limits = Limits { size: usize::MAX };

/// All shipped KDL files one after the other, over and over, up to about that many bytes.
pub fn shipped(size: usize) -> String {
    let mut files = Vec::new();
    for folder in FOLDERS {
        add(Path::new(folder), &mut files);
    }
    files.sort();
    let once: String =
        files.iter().map(|path| std::fs::read_to_string(path).expect("shipped files are text") + "\n").collect();
    once.repeat((size / once.len()).max(1))
}

fn add(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the bench runs in the package's folder") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            add(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "kdl") {
            files.push(path);
        }
    }
}

/// The same nodes as JSON: name, arguments, properties, children; what is empty is left out.
pub fn as_json(text: &str) -> String {
    let mut sources = SourceMap::default();
    let id = sources.add("shipped.kdl", text);
    let (document, found) = syntax::parse_within(&sources, id, LARGE);
    assert!(found.is_empty(), "what is shipped is sound");
    Value::Array(document.nodes.iter().map(node).collect()).to_string()
}

fn node(node: &Node) -> Value {
    let mut members = Map::new();
    members.insert("name".to_owned(), json!(*node.name.text));
    if !node.arguments.is_empty() {
        members.insert("arguments".to_owned(), node.arguments.iter().map(|value| scalar(&value.value)).collect());
    }
    if !node.properties.is_empty() {
        let properties =
            node.properties.iter().map(|property| (property.name.text.to_string(), scalar(&property.value.value)));
        members.insert("properties".to_owned(), Value::Object(properties.collect()));
    }
    if let Some(children) = &node.children {
        members.insert("children".to_owned(), children.iter().map(self::node).collect());
    }
    Value::Object(members)
}

fn scalar(value: &Scalar) -> Value {
    match value {
        Scalar::Text(text) => json!(**text),
        Scalar::Number(number) => serde_json::from_str(number).unwrap_or_else(|_| json!(**number)),
        Scalar::Boolean(value) => json!(value),
        Scalar::Null => Value::Null,
    }
}
