//! Submissions written in JSON (RFC 8259): the same members, with `not_applicable` and `partial` beside them.

use super::datum::{Content, Datum, Entry, MAX_DEPTH, MAX_VALUES};
use super::encoding::is_utf_16;
use super::format::Input;
use super::{Submission, envelope, members};
use crate::diagnostic::catalogue::{format, submission as messages};
use crate::diagnostic::{Diagnostic, SourceId, SourceMap, Span};
use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// Strict JSON: nothing of what the parser would allow beyond it.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads a file; `None` where it holds no submission (and reported).
pub fn read(input: &mut Input<'_, '_>) -> Option<Submission> {
    if is_utf_16(input.bytes) {
        input.refuse(Diagnostic::new(&format::UTF_16));
        return None;
    }
    let id = input.add_source()?;
    let datum = parse(input.sources, id, input.diagnostics)?;
    envelope::open(datum, input.diagnostics)
}

/// Reads a text as JSON; `None` where it is none (and reported).
pub fn parse(sources: &SourceMap, id: SourceId, diagnostics: &mut Vec<Diagnostic>) -> Option<Datum> {
    let text = sources.text(id);
    if let Some((at, entry)) = refused(text) {
        let limit = if entry == &messages::JSON_TOO_DEEP { MAX_DEPTH } else { MAX_VALUES };
        diagnostics.push(Diagnostic::new(entry).with("limit", limit).at(Span::new(id, at, at + 1)));
        return None;
    }
    let parsed = match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
        Ok(parsed) => parsed,
        Err(error) => {
            let range = error.range();
            let end = range.end.max(range.start + 1).min(text.len());
            diagnostics.push(Diagnostic::new(&messages::JSON_SYNTAX).at(Span::new(id, range.start, end)));
            return None;
        }
    };
    let Some(value) = parsed.value else {
        diagnostics.push(Diagnostic::new(&messages::JSON_SYNTAX).at(Span::new(id, 0, 0)));
        return None;
    };
    Some(Reader { id, diagnostics }.datum(&value))
}

/// What the parser must not see, and where: brackets nested too deep, too many values, and what it takes though JSON
/// does
/// not have it (controls within texts, blanks beyond ASCII).
fn refused(text: &str) -> Option<(usize, &'static crate::diagnostic::Entry)> {
    let (mut depth, mut values, mut quoted, mut escaped) = (0usize, 1usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            0..0x20 if quoted || !matches!(byte, b'\t' | b'\n' | b'\r') => return Some((at, &messages::JSON_SYNTAX)),
            0x7F.. if !quoted => return Some((at, &messages::JSON_SYNTAX)),
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some((at, &messages::JSON_TOO_DEEP));
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => {
                values += 1;
                if values > MAX_VALUES {
                    return Some((at, &messages::TOO_MANY));
                }
            }
            _ => {}
        }
    }
    None
}

struct Reader<'d> {
    id: SourceId,
    diagnostics: &'d mut Vec<Diagnostic>,
}

// Every recursion here is bounded by MAX_DEPTH, which was checked before.
impl Reader<'_> {
    fn span(&self, ranged: &impl Ranged) -> Span {
        Span::new(self.id, ranged.start(), ranged.end())
    }

    fn datum(&mut self, value: &ast::Value<'_>) -> Datum {
        let content = match value {
            ast::Value::NullKeyword(_) => Content::Null,
            ast::Value::BooleanLit(literal) => Content::Boolean(literal.value),
            ast::Value::NumberLit(literal) => Content::Number(literal.value.to_owned()),
            ast::Value::StringLit(literal) => Content::Text(literal.value.to_string()),
            ast::Value::Array(array) => Content::Array {
                items: array.elements.iter().map(|element| self.datum(element)).collect(),
                partial: None,
            },
            ast::Value::Object(object) => self.object(object),
        };
        Datum { content, span: self.span(value) }
    }

    fn object(&mut self, object: &ast::Object<'_>) -> Content {
        let entry = |property: &ast::ObjectProp<'_>| {
            let name = property.name.as_str().to_owned();
            Entry { name, span: self.span(&property.name), value: self.datum(&property.value) }
        };
        let entries: Vec<Entry> = object.properties.iter().map(entry).collect();
        members::object(entries, self.diagnostics)
    }
}
