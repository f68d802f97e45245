//! The official suite of KDL, and what a text means in the canonical form that the suite's README describes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use guiju::diagnostic::{Language, SourceMap};
use guiju::syntax::{Kind, Lossless, Piece};

/// The folder of the cases, in the package that Cargo unpacked.
pub fn cases() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // What other systems would need was never fetched.
    let version = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let version = String::from_utf8(version.stdout).expect("rustc speaks UTF-8");
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host");
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--offline", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata runs");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let package = metadata
        .get("packages")
        .and_then(serde_json::Value::as_array)
        .and_then(|packages| packages.iter().find(|package| package.get("name").is_some_and(|name| name == "kdl")))
        .expect("the kdl crate is a dependency for tests");
    let manifest = Path::new(package.get("manifest_path").and_then(serde_json::Value::as_str).unwrap());
    let cases = manifest.parent().unwrap().join("tests/test_cases");
    assert!(
        cases.join("input").is_dir(),
        "the package of the kdl crate holds no official suite ({}): it may have been vendored without its tests",
        cases.display()
    );
    cases
}

/// The text of a file.
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The canonical form of a text, or what is wrong with it.
pub fn canonical(text: &str) -> Result<String, Vec<String>> {
    let mut sources = SourceMap::default();
    let id = sources.add("case.kdl", text);
    let (tree, mistakes) = Lossless::parse(&sources, id);
    assert_eq!(tree.text(), text, "the tree holds every byte");
    if !mistakes.is_empty() {
        return Err(mistakes.iter().map(|mistake| mistake.text(Language::En)).collect());
    }
    let mut printed = String::new();
    for node in tree.pieces() {
        print_node(node, 0, &mut printed);
    }
    // A document without nodes is one empty line.
    Ok(if printed.is_empty() { "\n".to_owned() } else { printed })
}

fn print_node(node: Piece<'_>, depth: usize, printed: &mut String) {
    if node.kind() != Kind::Node || node.is_off() {
        return;
    }
    printed.push_str(&"    ".repeat(depth));
    print_annotated(node.annotation(), &text(node.name().unwrap()), printed);
    let mut entries: Vec<Piece<'_>> = node
        .pieces()
        .filter(|piece| matches!(piece.kind(), Kind::Argument | Kind::Property) && !piece.is_off())
        .collect();
    // Of several properties with one key the last counts.
    let mut keys = BTreeSet::new();
    entries.reverse();
    entries.retain(|entry| entry.name().is_none_or(|key| keys.insert(key.unquoted().unwrap())));
    entries.reverse();
    for entry in entries {
        printed.push(' ');
        if let Some(key) = entry.name() {
            printed.push_str(&text(key));
            printed.push('=');
        }
        print_annotated(entry.annotation(), &value(entry.value().unwrap()), printed);
    }
    let children: Vec<Piece<'_>> = node
        .block()
        .into_iter()
        .flat_map(Piece::pieces)
        .filter(|piece| piece.kind() == Kind::Node && !piece.is_off())
        .collect();
    if !children.is_empty() {
        printed.push_str(" {\n");
        for child in children {
            print_node(child, depth + 1, printed);
        }
        printed.push_str(&"    ".repeat(depth));
        printed.push('}');
    }
    printed.push('\n');
}

fn print_annotated(annotation: Option<Piece<'_>>, value: &str, printed: &mut String) {
    if let Some(word) = annotation.and_then(Piece::word) {
        printed.push('(');
        printed.push_str(&text(word));
        printed.push(')');
    }
    printed.push_str(value);
}

fn value(piece: Piece<'_>) -> String {
    match piece.kind() {
        Kind::Number => number(piece.text()),
        Kind::Keyword => piece.text().to_owned(),
        _ => text(piece),
    }
}

/// A number as the suite expects it: an integer in decimal, anything else as the shortest 64-bit float.
fn number(literal: &str) -> String {
    let plain = literal.replace('_', "");
    let unsigned = plain.trim_start_matches(['+', '-']);
    let sign = if plain.starts_with('-') { "-" } else { "" };
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = unsigned.strip_prefix(prefix) {
            return format!("{sign}{}", u128::from_str_radix(digits, radix).unwrap());
        }
    }
    if let Ok(integer) = plain.parse::<i128>() {
        return integer.to_string();
    }
    let float: f64 = plain.parse().unwrap();
    if float.is_infinite() { format!("#{sign}inf") } else { format!("{float:?}") }
}

/// A text without quotes where it can go without.
fn text(piece: Piece<'_>) -> String {
    let text = piece.unquoted().unwrap();
    if is_bare(&text) {
        return text.into_owned();
    }
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{C}' => quoted.push_str("\\f"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn is_bare(text: &str) -> bool {
    let unsigned = text.trim_start_matches(['+', '-']);
    let digits = unsigned.strip_prefix('.').unwrap_or(unsigned);
    !text.is_empty()
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "\\/(){};[]\"#=".contains(c))
        && !digits.starts_with(|c: char| c.is_ascii_digit())
        && !["true", "false", "null", "inf", "-inf", "nan"].contains(&text)
}
