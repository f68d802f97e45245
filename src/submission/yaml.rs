//! Submissions written in YAML 1.2 (core schema): the same object as in JSON.
//!
//! Of YAML only what JSON can say as well is taken: no anchors and aliases, no tags, no merge keys, one document, keys
//! that
//! are words. `yes`, `no`, `on`, `off` are texts, as the core schema has it.

use super::datum::{Content, Datum, Entry, MAX_DEPTH, MAX_VALUES};
use super::encoding::is_utf_16;
use super::format::Input;
use super::{Submission, envelope, members};
use crate::diagnostic::catalogue::{format as messages, submission};
use crate::diagnostic::{Diagnostic, Entry as Message, SourceId, SourceMap, Span};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

/// The most marks that begin or part values. Within brackets the parser looks ahead to their end, so that they bound
/// what it holds.
const MAX_MARKS: usize = 200_000;
/// Messages about what is not taken; more have one cause.
const MAX_REFUSED: usize = 20;

/// Reads a file; `None` where it holds no submission (and reported).
pub fn read(input: &mut Input<'_, '_>) -> Option<Submission> {
    if is_utf_16(input.bytes) {
        input.refuse(Diagnostic::new(&messages::UTF_16));
        return None;
    }
    let id = input.add_source()?;
    let datum = parse(input.sources, id, input.diagnostics)?;
    envelope::open(datum, input.diagnostics)
}

/// Reads a text as YAML; `None` where it is none that is taken (and reported).
pub fn parse(sources: &SourceMap, id: SourceId, diagnostics: &mut Vec<Diagnostic>) -> Option<Datum> {
    let text = sources.text(id);
    let marks = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b',' | b'[' | b'{' | b':'));
    if let Some((at, _)) = { marks }.nth(MAX_MARKS) {
        diagnostics.push(Diagnostic::new(&submission::TOO_MANY).with("limit", MAX_MARKS).at(Span::new(id, at, at + 1)));
        return None;
    }
    let mut reader = Reader {
        places: Places::new(text, id),
        diagnostics,
        open: Vec::new(),
        root: None,
        documents: 0,
        values: 0,
        refused: 0,
    };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => reader.take(event, span.start, span.end)?,
            Err(error) => {
                let place = reader.places.at(*error.marker());
                // The parser itself stops at 255 brackets within one another.
                let is_deep = error.info().contains("recursion limit");
                let message = match is_deep {
                    true => Diagnostic::new(&submission::JSON_TOO_DEEP).with("limit", MAX_DEPTH),
                    false => Diagnostic::new(&messages::YAML_SYNTAX),
                };
                return reader.stop(message.at(place));
            }
        }
    }
    if reader.refused > 0 {
        // What was read is not all that was reported.
        return None;
    }
    if reader.root.is_none() {
        return reader.stop(Diagnostic::new(&submission::NO_ENVELOPE).at(Span::new(id, 0, 0)));
    }
    reader.root
}

/// Bytes of a text by line and column, for places that come in order.
struct Places<'t> {
    text: &'t str,
    id: SourceId,
    /// The first byte of every line, as YAML breaks them.
    lines: Vec<usize>,
    /// The last place: line, column, byte.
    last: (usize, usize, usize),
}

impl<'t> Places<'t> {
    fn new(text: &'t str, id: SourceId) -> Self {
        let bytes = text.as_bytes();
        let breaks = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let lines = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        Self { text, id, lines, last: (1, 0, 0) }
    }

    fn byte(&mut self, marker: Marker) -> usize {
        let (line, column) = (marker.line(), marker.col());
        let (last_line, last_column, last_byte) = self.last;
        let (from_column, from) = if line == last_line && column >= last_column {
            (last_column, last_byte)
        } else {
            (0, self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len()))
        };
        let rest = self.text.get(from..).unwrap_or("");
        let byte = from + rest.char_indices().nth(column - from_column).map_or(rest.len(), |(at, _)| at);
        self.last = (line, column, byte);
        byte
    }

    fn between(&mut self, start: Marker, end: Marker) -> Span {
        let first = self.byte(start);
        Span::new(self.id, first, if end.index() > start.index() { self.byte(end) } else { first + 1 })
    }

    fn at(&mut self, marker: Marker) -> Span {
        let byte = self.byte(marker);
        Span::new(self.id, byte, byte + 1)
    }
}

/// A collection that has begun.
enum Open {
    Sequence { items: Vec<Datum>, span: Span },
    Mapping { entries: Vec<Entry>, key: Option<(String, Span)>, span: Span },
}

struct Reader<'t, 'd> {
    places: Places<'t>,
    diagnostics: &'d mut Vec<Diagnostic>,
    open: Vec<Open>,
    root: Option<Datum>,
    documents: usize,
    values: usize,
    refused: usize,
}

impl Reader<'_, '_> {
    /// Reports why no more is read.
    fn stop<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.diagnostics.push(diagnostic);
        None
    }

    /// Reports something of YAML that is not taken; the rest is still looked at.
    fn refuse(&mut self, kind: &'static str, span: Span) {
        self.refused += 1;
        if self.refused <= MAX_REFUSED {
            self.diagnostics.push(Diagnostic::new(&messages::YAML_REFUSED).with("kind", kind).at(span));
        }
    }

    fn refuse_properties(&mut self, anchor: usize, tagged: bool, span: Span) {
        if anchor != 0 {
            self.refuse("anchor", span);
        }
        if tagged {
            self.refuse("tag", span);
        }
    }

    /// Takes the next event; `None` where nothing more is to be read.
    fn take(&mut self, event: Event<'_>, start: Marker, end: Marker) -> Option<()> {
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Some(()),
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let span = self.places.at(start);
                    return self
                        .stop(Diagnostic::new(&messages::YAML_REFUSED).with("kind", "second document").at(span));
                }
                Some(())
            }
            Event::Alias(_) => {
                let span = self.places.between(start, end);
                self.refuse("alias", span);
                self.put(Datum { content: Content::Null, span })
            }
            Event::Scalar(text, style, anchor, tag) => {
                let span = self.places.between(start, end);
                self.refuse_properties(anchor, tag.is_some(), span);
                self.scalar(&text, style, span)
            }
            Event::SequenceStart(anchor, tag) => {
                let span = self.places.at(start);
                self.refuse_properties(anchor, tag.is_some(), span);
                self.begin(Open::Sequence { items: Vec::new(), span }, span)
            }
            Event::MappingStart(anchor, tag) => {
                let span = self.places.at(start);
                self.refuse_properties(anchor, tag.is_some(), span);
                self.begin(Open::Mapping { entries: Vec::new(), key: None, span }, span)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let datum = match self.open.pop()? {
                    Open::Sequence { items, span } => Datum { content: Content::Array { items, partial: None }, span },
                    Open::Mapping { entries, span, .. } => {
                        Datum { content: members::object(entries, self.diagnostics), span }
                    }
                };
                self.put(datum)
            }
        }
    }

    fn begin(&mut self, open: Open, span: Span) -> Option<()> {
        if let Some(Open::Mapping { key: None, .. }) = self.open.last() {
            return self.stop(Diagnostic::new(&messages::YAML_REFUSED).with("kind", "key that is no word").at(span));
        }
        if self.open.len() == MAX_DEPTH {
            return self.stop(Diagnostic::new(&submission::JSON_TOO_DEEP).with("limit", MAX_DEPTH).at(span));
        }
        self.open.push(open);
        Some(())
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Option<()> {
        let is_plain = style == ScalarStyle::Plain;
        if let Some(Open::Mapping { key: key @ None, .. }) = self.open.last_mut() {
            *key = Some((text.to_owned(), span));
            if is_plain && text == "<<" {
                self.refuse("merge key", span);
            }
            if text.is_empty() {
                self.refuse("key that is no word", span);
            }
            return Some(());
        }
        let content = if is_plain { resolved(text) } else { Ok(Content::Text(text.to_owned())) };
        let content = content.unwrap_or_else(|entry| {
            self.diagnostics.push(Diagnostic::new(entry).with("written", text).at(span));
            Content::Null
        });
        self.put(Datum { content, span })
    }

    /// Puts a value where it belongs.
    fn put(&mut self, datum: Datum) -> Option<()> {
        self.values += 1;
        if self.values > MAX_VALUES {
            return self.stop(Diagnostic::new(&submission::TOO_MANY).with("limit", MAX_VALUES).at(datum.span));
        }
        match self.open.last_mut() {
            None => self.root = Some(datum),
            Some(Open::Sequence { items, .. }) => items.push(datum),
            Some(Open::Mapping { entries, key, .. }) => match key.take() {
                Some((name, span)) => entries.push(Entry { name, span, value: datum }),
                // An alias where a key belongs, which is refused by itself.
                None => *key = Some((String::new(), datum.span)),
            },
        }
        Some(())
    }
}

/// What a plain scalar is by the core schema.
fn resolved(text: &str) -> Result<Content, &'static Message> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Ok(Content::Null),
        "true" | "True" | "TRUE" => Ok(Content::Boolean(true)),
        "false" | "False" | "FALSE" => Ok(Content::Boolean(false)),
        _ => match number(text) {
            Some(literal) => Ok(Content::Number(literal)),
            None if is_odd_number(text) => Err(&messages::YAML_NUMBER),
            None => Ok(Content::Text(text.to_owned())),
        },
    }
}

/// The decimal literal of an integer or a float of the core schema.
fn number(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (unsigned.get(..at)?, unsigned.get(at + 1..)?),
        None => (unsigned, "0"),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent_digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let is_number = digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && digits(exponent_digits)
        && !exponent_digits.is_empty();
    if !is_number {
        return None;
    }
    // The point may stand at either end here, but not in a number of ours.
    Some(match (whole.is_empty(), mantissa.ends_with('.')) {
        (true, _) => text.replacen('.', "0.", 1),
        (_, true) => text.replacen('.', "", 1),
        _ => text.to_owned(),
    })
}

/// Whether the core schema has a number for it that is no decimal: octal, hexadecimal, infinite, none.
fn is_odd_number(text: &str) -> bool {
    let digits = |text: &str, radix| !text.is_empty() && text.chars().all(|c| c.is_digit(radix));
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    text.strip_prefix("0x").is_some_and(|text| digits(text, 16))
        || text.strip_prefix("0o").is_some_and(|text| digits(text, 8))
        || matches!(unsigned, ".inf" | ".Inf" | ".INF")
        || matches!(text, ".nan" | ".NaN" | ".NAN")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_are_those_of_the_core_schema() {
        let written = |text: &str| match resolved(text) {
            Ok(Content::Null) => "null".to_owned(),
            Ok(Content::Boolean(value)) => value.to_string(),
            Ok(Content::Number(literal)) => literal,
            Ok(Content::Text(text)) => format!("\"{text}\""),
            Ok(other) => format!("{other:?}"),
            Err(entry) => entry.code.to_owned(),
        };
        for (text, expected) in [
            ("", "null"),
            ("~", "null"),
            ("Null", "null"),
            ("nULL", "\"nULL\""),
            ("true", "true"),
            ("FALSE", "false"),
            ("yes", "\"yes\""),
            ("on", "\"on\""),
            ("12", "12"),
            ("-12", "-12"),
            ("+12", "+12"),
            ("012", "012"),
            ("1.50", "1.50"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("5.", "5"),
            ("5.e3", "5e3"),
            ("1e-3", "1e-3"),
            ("1e", "\"1e\""),
            (".", "\".\""),
            ("-", "\"-\""),
            ("1_000", "\"1_000\""),
            ("1:30", "\"1:30\""),
            ("2024-01-08", "\"2024-01-08\""),
            ("0x1F", "GJ4442"),
            ("0o17", "GJ4442"),
            (".inf", "GJ4442"),
            ("-.INF", "GJ4442"),
            (".nan", "GJ4442"),
            ("0x", "\"0x\""),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }
}
