//! Submissions written in JSON (RFC 8259): the same members, with `not_applicable` and `partial` beside them.

use super::datum::{Content, Datum, Entry, MAX_DEPTH};
use crate::diagnostic::catalogue::submission as messages;
use crate::diagnostic::{Diagnostic, Remark, SourceId, SourceMap, Span};
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

/// Reads a text as JSON; `None` where it is none (and reported).
pub fn parse(sources: &SourceMap, id: SourceId, diagnostics: &mut Vec<Diagnostic>) -> Option<Datum> {
    let text = sources.text(id);
    if let Some(at) = too_deep(text) {
        let diagnostic = Diagnostic::new(&messages::JSON_TOO_DEEP).with("limit", MAX_DEPTH);
        diagnostics.push(diagnostic.at(Span::new(id, at, at + 1)));
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

/// The first bracket that is nested too deep. Brackets inside texts do not count.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(at);
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
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
        let mut members: Vec<Entry> = Vec::new();
        let (mut not_applicable, mut partial) = (Vec::new(), Vec::new());
        for property in &object.properties {
            let name = property.name.as_str().to_owned();
            let span = self.span(&property.name);
            let value = self.datum(&property.value);
            match name.as_str() {
                "not_applicable" => not_applicable = self.reasons(value),
                "partial" => partial = self.reasons(value),
                _ => match members.iter().find(|known| known.name == name) {
                    Some(first) => self.diagnostics.push(
                        Diagnostic::new(&messages::REPEATED_MEMBER)
                            .with("name", &name)
                            .at(span)
                            .remark(first.span, Remark::DeclaredHere),
                    ),
                    None => members.push(Entry { name, span, value }),
                },
            }
        }
        for (name, span, reason) in not_applicable {
            self.annotate(&mut members, name, span, Content::NotApplicable(reason));
        }
        for (name, span, reason) in partial {
            let found = members.iter_mut().find(|member| member.name == name);
            match found.map(|member| &mut member.value.content) {
                Some(Content::Array { partial, .. }) => *partial = Some(reason),
                _ => {
                    let content = Content::Array { items: Vec::new(), partial: Some(reason) };
                    self.annotate(&mut members, name, span, content);
                }
            }
        }
        Content::Object { key: None, members }
    }

    /// Adds what stands beside the members as a member; a member that has a value as well is a contradiction.
    fn annotate(&mut self, members: &mut Vec<Entry>, name: String, span: Span, content: Content) {
        members.retain(|member| member.name != name || !matches!(member.value.content, Content::Null));
        match members.iter().find(|member| member.name == name) {
            Some(first) => self.diagnostics.push(
                Diagnostic::new(&messages::REPEATED_MEMBER)
                    .with("name", &name)
                    .at(span)
                    .remark(first.span, Remark::DeclaredHere),
            ),
            None => members.push(Entry { name, span, value: Datum { content, span } }),
        }
    }

    /// `{"name": "reason"}`.
    fn reasons(&mut self, value: Datum) -> Vec<(String, Span, String)> {
        let Content::Object { members, .. } = value.content else {
            self.diagnostics.push(Diagnostic::new(&messages::REASONS).at(value.span));
            return Vec::new();
        };
        let mut reasons = Vec::new();
        for Entry { name, span, value } in members {
            match value.content {
                Content::Text(reason) => reasons.push((name, span, reason)),
                _ => self.diagnostics.push(Diagnostic::new(&messages::REASONS).at(value.span)),
            }
        }
        reasons
    }
}
