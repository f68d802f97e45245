//! What our parser and the `kdl` crate take for KDL 2, and what they read in it, is the same but for the differences that
//! [`explained`] lists.
#![no_main]

mod explained;

use std::fmt::Write;

use guiju::diagnostic::SourceMap;
use guiju::syntax::{Kind, Lossless, Piece};
use kdl::{KdlDocument, KdlEntry, KdlNode, KdlValue};
use libfuzzer_sys::fuzz_target;

/// Texts that the crate stands: it reads a block behind `/-` several times over, and those within it as often again, so
/// that `a /-{`, repeated, hangs it; its stack grows with nesting. Texts beyond these bounds are passed over.
const LENGTH: usize = 400;
const SLASHDASHES: usize = 3;
const NESTING: usize = 8;

fn is_gentle(text: &str) -> bool {
    text.len() <= LENGTH
        && text.matches("/-").count() <= SLASHDASHES
        && text.matches(['{', '(']).count() <= NESTING
        && text.matches("/*").count() <= NESTING
}

fuzz_target!(|text: &str| {
    if !is_gentle(text) {
        return;
    }
    let mut sources = SourceMap::default();
    let id = sources.add("fuzz.kdl", text);
    let (tree, mistakes) = Lossless::parse(&sources, id);
    let ours = mistakes.is_empty().then(|| {
        let mut printed = String::new();
        tree.pieces().for_each(|piece| print_ours(piece, &mut printed));
        printed
    });
    let theirs = KdlDocument::parse_v2(text).ok().map(|document| {
        let mut printed = String::new();
        document.nodes().iter().for_each(|node| print_theirs(node, &mut printed));
        printed
    });
    let is_explained = match (&ours, &theirs) {
        (Some(_), None) => explained::only_we_read(&tree),
        (None, Some(_)) => mistakes.iter().all(|mistake| explained::only_we_refuse(&tree, text, mistake)),
        _ => ours == theirs,
    };
    let codes: Vec<_> = mistakes.iter().map(|mistake| (mistake.entry.code, mistake.place)).collect();
    assert!(is_explained, "ours {ours:?} {codes:?}\ntheirs {theirs:?}\nof {text:?}");
});

fn print_ours(node: Piece<'_>, printed: &mut String) {
    if node.kind() != Kind::Node || node.is_off() {
        return;
    }
    print_annotation(node.annotation(), printed);
    let name = node.name().and_then(Piece::unquoted);
    let _ = write!(printed, "{name:?}");
    for entry in node.pieces().filter(|piece| matches!(piece.kind(), Kind::Argument | Kind::Property)) {
        let (false, Some(value)) = (entry.is_off(), entry.value()) else { continue };
        printed.push(' ');
        if let Some(key) = entry.name() {
            let _ = write!(printed, "{:?}=", key.unquoted());
        }
        print_annotation(entry.annotation(), printed);
        let _ = match value.kind() {
            Kind::Number => write!(printed, "{}", number(value.text())),
            Kind::Keyword => write!(printed, "{}", value.text()),
            _ => write!(printed, "{:?}", value.unquoted().expect("a text")),
        };
    }
    if let Some(block) = node.block() {
        printed.push('{');
        block.pieces().for_each(|piece| print_ours(piece, printed));
        printed.push('}');
    }
    printed.push('\n');
}

fn print_annotation(annotation: Option<Piece<'_>>, printed: &mut String) {
    if let Some(word) = annotation.and_then(Piece::word).and_then(Piece::unquoted) {
        let _ = write!(printed, "({word:?})");
    }
}

fn number(literal: &str) -> String {
    let plain = literal.replace('_', "");
    let unsigned = plain.trim_start_matches(['+', '-']);
    let sign = if plain.starts_with('-') { "-" } else { "" };
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = unsigned.strip_prefix(prefix) {
            let value = i128::from_str_radix(&format!("{sign}{digits}"), radix);
            return value.map_or_else(|_| literal.to_owned(), |value| value.to_string());
        }
    }
    match plain.parse::<i128>() {
        Ok(integer) => integer.to_string(),
        Err(_) => format!("{:?}", plain.parse::<f64>().expect("a float")),
    }
}

fn print_theirs(node: &KdlNode, printed: &mut String) {
    if let Some(annotation) = node.ty() {
        let _ = write!(printed, "({:?})", annotation.value());
    }
    let _ = write!(printed, "{:?}", Some(node.name().value()));
    node.entries().iter().for_each(|entry| print_their_entry(entry, printed));
    if let Some(block) = node.children() {
        printed.push('{');
        block.nodes().iter().for_each(|node| print_theirs(node, printed));
        printed.push('}');
    }
    printed.push('\n');
}

fn print_their_entry(entry: &KdlEntry, printed: &mut String) {
    printed.push(' ');
    if let Some(key) = entry.name() {
        let _ = write!(printed, "{:?}=", Some(key.value()));
    }
    if let Some(annotation) = entry.ty() {
        let _ = write!(printed, "({:?})", annotation.value());
    }
    let _ = match entry.value() {
        KdlValue::String(text) => write!(printed, "{text:?}"),
        KdlValue::Integer(integer) => write!(printed, "{integer}"),
        KdlValue::Float(float) if is_keyword(entry) => write!(printed, "{}", keyword(*float)),
        KdlValue::Float(float) => write!(printed, "{float:?}"),
        KdlValue::Bool(value) => write!(printed, "#{value}"),
        KdlValue::Null => write!(printed, "#null"),
    };
}

/// Whether a float was written as `#inf` and the like rather than with digits.
fn is_keyword(entry: &KdlEntry) -> bool {
    entry.format().is_some_and(|format| format.value_repr.starts_with('#'))
}

fn keyword(float: f64) -> &'static str {
    if float.is_nan() {
        "#nan"
    } else if float > 0.0 {
        "#inf"
    } else {
        "#-inf"
    }
}
