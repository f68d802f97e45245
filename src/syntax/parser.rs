//! Text → [`Document`]: the `kdl` crate reads what the guard let through; its tree becomes ours.
//!
//! Numbers keep the text of their literal, so that nothing is rounded; every name and value keeps its bytes in the file.

use std::ops::Range;
use std::sync::Arc;

use kdl::{KdlDocument, KdlEntry, KdlError, KdlIdentifier, KdlNode, KdlValue};

use super::tree::{Argument, Document, Name, Node, Property, Scalar};
use super::{guard, lexer};
use crate::diagnostic::catalogue::syntax as message;
use crate::diagnostic::{Diagnostic, Remark, SourceId, SourceMap, Span};

/// Stack for the crate: a level of nesting takes some 30 kB of it in a build without optimisation.
const STACK: usize = 16 << 20;

/// Reads a text of the map.
///
/// Gives an empty document with all mistakes where the text is not KDL 2.0 or beyond the limits (4 MiB, blocks nested
/// 64 deep, block comments 64 deep, numbers of 64 characters); otherwise the tree, and a message for each repeated
/// property (of which the tree holds the first).
#[must_use]
pub fn parse(sources: &SourceMap, id: SourceId) -> (Document, Vec<Diagnostic>) {
    let text = sources.text(id);
    let blanked = match guard::check(text, id) {
        Ok(blanked) => blanked,
        Err(diagnostics) => return (Document::default(), diagnostics),
    };
    match read(&blanked) {
        Err(error) => (Document::default(), refusals(&error, text, id)),
        Ok(document) => {
            let mut builder = Builder { text: &blanked, source: id, diagnostics: Vec::new() };
            let nodes = document.nodes().iter().map(|node| builder.node(node)).collect();
            (Document { nodes }, builder.diagnostics)
        }
    }
}

/// Calls the crate with a stack of known size; where no thread can be had, on that of the caller.
fn read(text: &str) -> Result<KdlDocument, KdlError> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        match thread.spawn_scoped(scope, || KdlDocument::parse_v2(text)) {
            // A thread that ended without an answer has refused the text, at no place.
            Ok(handle) => {
                handle.join().unwrap_or_else(|_| Err(KdlError { input: Arc::default(), diagnostics: vec![] }))
            }
            Err(_) => KdlDocument::parse_v2(text),
        }
    })
}

/// What the crate refuses although the guard did not: the first place of each line, outside what was reported before.
fn refusals(error: &KdlError, text: &str, source: SourceId) -> Vec<Diagnostic> {
    let mut places: Vec<Range<usize>> = error
        .diagnostics
        .iter()
        .map(|diagnostic| first_line(text, diagnostic.span.offset(), diagnostic.span.len()))
        .collect();
    places.sort_by_key(|place| place.start);
    places.dedup_by(|next, kept| {
        next.start < kept.end || !text.get(kept.end..next.start).is_some_and(|between| between.contains('\n'))
    });
    if places.is_empty() {
        places.push(0..0);
    }
    places
        .into_iter()
        .map(|place| Diagnostic::new(&message::UNREADABLE).at(Span::new(source, place.start, place.end)))
        .collect()
}

/// The part of a range that lies on its first line, at borders of characters.
fn first_line(text: &str, start: usize, length: usize) -> Range<usize> {
    let start = text.floor_char_boundary(start.min(text.len()));
    let end = text.floor_char_boundary(start.saturating_add(length).min(text.len())).max(start);
    let line = text.get(start..end).and_then(|slice| slice.find('\n'));
    start..line.map_or(end, |length| start + length)
}

struct Builder<'a> {
    /// As the crate read it: comments are blanks.
    text: &'a str,
    source: SourceId,
    diagnostics: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    fn name(&self, identifier: &KdlIdentifier) -> Name {
        let start = identifier.span().offset();
        let end = start + identifier.span().len();
        Name { text: identifier.value().to_owned(), span: self.span(start..end) }
    }

    /// Recursion is bounded by the guard's limit of nesting.
    fn node(&mut self, node: &KdlNode) -> Node {
        let mut arguments = Vec::new();
        let mut properties: Vec<Property> = Vec::new();
        for entry in node.entries() {
            let value = self.argument(entry);
            match entry.name() {
                None => arguments.push(value),
                Some(key) => {
                    let name = self.name(key);
                    if self.is_new(&name, &properties) {
                        properties.push(Property { name, value });
                    }
                }
            }
        }
        let start = node.span().offset();
        let end = start + node.span().len();
        let length = self
            .text
            .get(start..end)
            .map_or(end - start, |slice| slice.trim_end_matches(|c| lexer::is_space(c) || lexer::is_newline(c)).len());
        Node {
            name: self.name(node.name()),
            arguments,
            properties,
            children: node.children().map(|block| block.nodes().iter().map(|child| self.node(child)).collect()),
            span: self.span(start..start + length),
        }
    }

    /// Reports a key that stands on the node already. Whether two spellings mean one keyword is not known here: a key
    /// may be a name that an author declared.
    fn is_new(&mut self, name: &Name, properties: &[Property]) -> bool {
        let first = properties.iter().find(|known| known.name.text == name.text);
        if let Some(first) = first {
            self.diagnostics.push(
                Diagnostic::new(&message::DUPLICATE_PROPERTY)
                    .with("name", &name.text)
                    .at(name.span)
                    .remark(first.name.span, Remark::DeclaredHere),
            );
        }
        first.is_none()
    }

    fn argument(&self, entry: &KdlEntry) -> Argument {
        let literal = entry.format().map_or("", |format| format.value_repr.as_str());
        let end = entry.span().offset() + entry.span().len();
        let start = end.saturating_sub(literal.len());
        let value = match entry.value() {
            KdlValue::String(text) => Scalar::Text(text.clone()),
            KdlValue::Integer(value) => Scalar::Number(integer(literal, *value)),
            KdlValue::Float(_) => Scalar::Number(decimal(literal)),
            KdlValue::Bool(value) => Scalar::Boolean(*value),
            KdlValue::Null => Scalar::Null,
        };
        let verbatim = match &value {
            Scalar::Text(text) => verbatim(literal, text).and_then(|at| u32::try_from(start + at).ok()),
            _ => None,
        };
        Argument { annotation: entry.ty().map(|ty| self.name(ty)), value, span: self.span(start..end), verbatim }
    }
}

/// An integer as decimal text.
fn integer(literal: &str, value: i128) -> String {
    let unsigned = literal.strip_prefix(['+', '-']).unwrap_or(literal);
    match lexer::radix(unsigned) {
        Some(_) => value.to_string(),
        None => decimal(literal),
    }
}

/// A decimal literal without what carries no meaning.
fn decimal(literal: &str) -> String {
    literal.strip_prefix('+').unwrap_or(literal).replace('_', "").replace('E', "e")
}

/// Where the content of a literal begins in it, if it stands there letter by letter.
fn verbatim(literal: &str, text: &str) -> Option<usize> {
    let hashes = literal.bytes().take_while(|byte| *byte == b'#').count();
    let quoted = literal.get(hashes..)?;
    let (opening, body) = match quoted.strip_prefix("\"\"\"") {
        Some(lines) if lines.starts_with(lexer::is_newline) => {
            let body = lines.strip_prefix("\r\n").or_else(|| lines.strip_prefix(lexer::is_newline))?;
            // The blanks before the closing quotes were taken from every line.
            let indented = body.trim_end_matches(['"', '#']);
            let indent = indented.len() - indented.trim_end_matches(lexer::is_space).len();
            (literal.len() - body.len() + indent, body.get(indent..)?)
        }
        _ => match quoted.strip_prefix('"') {
            Some(body) => (hashes + 1, body),
            None => (0, literal),
        },
    };
    body.starts_with(text).then_some(opening)
}
