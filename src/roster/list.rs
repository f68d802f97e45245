//! A list of names: CSV with a column each for the sign, the post, perhaps the number within the post, and the name.
//!
//! What a message shows of the list is a copy in which only known words are legible, every other character being a block.

use crate::diagnostic::catalogue::tool as messages;
use crate::diagnostic::{Diagnostic, SourceMap, Span};
use encoding_rs::{Encoding, GB18030};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The headings of the columns, English and Chinese.
const SIGN: [&str; 2] = ["sign", "标牌"];
const POST: [&str; 2] = ["post", "岗位"];
const NUMBER: [&str; 2] = ["number", "序号"];
const NAME: [&str; 2] = ["name", "姓名"];
/// What may stand between cells; the one that is most frequent in the first line does.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// What stands for a character that is not shown.
const BLOCK: char = '■';

/// A list that was read.
#[derive(Debug, Default)]
pub struct List {
    lines: Vec<Line>,
}

/// One name.
#[derive(Debug)]
pub struct Line {
    /// The id of the sign.
    pub sign: Entry,
    /// The post.
    pub post: Entry,
    /// The place within the post, from 1, as it was written; empty where it was not.
    pub number: Entry,
    /// The name.
    pub name: Entry,
}

/// A cell of the list, and where it stands in the copy that messages show.
#[derive(Debug)]
pub struct Entry {
    /// What it holds.
    pub value: String,
    /// Its place.
    pub span: Span,
}

impl List {
    /// The names, in order.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }
}

/// Reads a list. `known` are the words that may be shown of it.
pub fn read(
    path: &str,
    bytes: &[u8],
    known: &BTreeSet<&str>,
    sources: &mut SourceMap,
    diagnostics: &mut Vec<Diagnostic>,
) -> List {
    let Some(text) = decode(bytes) else {
        let id = sources.add(path, "");
        diagnostics.push(Diagnostic::new(&messages::ROSTER_ENCODING).at(Span::new(id, 0, 0)));
        return List::default();
    };
    let records = records(&text);
    let (copy, places) = copy(&records, known);
    let id = sources.add(path, copy);
    let places: Vec<Vec<Span>> =
        places.into_iter().map(|row| row.into_iter().map(|(start, end)| Span::new(id, start, end)).collect()).collect();
    let mut rows = records.into_iter().map(|(_, cells)| cells).zip(places);
    let (heading, spans) = rows.next().unwrap_or_default();
    let place = spans.first().copied().unwrap_or(Span::new(id, 0, 0));
    let column = |names: [&str; 2]| heading.iter().position(|cell| is(cell, names));
    let (Some(sign), Some(post), Some(name)) = (column(SIGN), column(POST), column(NAME)) else {
        diagnostics.push(Diagnostic::new(&messages::ROSTER_COLUMNS).at(place));
        return List::default();
    };
    let number = column(NUMBER);
    let mut lines = Vec::new();
    for (cells, spans) in rows.filter(|(cells, _)| cells.iter().any(|cell| !cell.is_empty())) {
        let start = spans.first().copied().unwrap_or(place);
        if cells.len() != heading.len() {
            let row = Diagnostic::new(&messages::ROSTER_ROW).with("cells", cells.len()).with("columns", heading.len());
            diagnostics.push(row.at(start));
            continue;
        }
        let entry = |column: usize| Entry {
            value: cells.get(column).cloned().unwrap_or_default(),
            span: spans.get(column).copied().unwrap_or(start),
        };
        let number = number.map_or(Entry { value: String::new(), span: start }, entry);
        let line = Line { sign: entry(sign), post: entry(post), number, name: entry(name) };
        // A post without a name is vacant.
        if !line.name.value.is_empty() {
            lines.push(line);
        }
    }
    List { lines }
}

/// UTF-8, with its mark or without; UTF-16 with its mark; else GB 18030, which spreadsheets in China write.
fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, bytes.get(length..).unwrap_or_default()),
        None if str::from_utf8(bytes).is_ok() => (encoding_rs::UTF_8, bytes),
        None => (GB18030, bytes),
    };
    encoding.decode_without_bom_handling_and_without_replacement(rest)
}

/// The records with the lines they begin on, from 1.
fn records(text: &str) -> Vec<(usize, Vec<String>)> {
    let first = text.lines().next().unwrap_or("");
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    // Of equally frequent ones the first.
    let delimiter = DELIMITERS.iter().rev().max_by_key(|delimiter| count(delimiter)).copied().unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    let (mut seen, mut line) = (0, 1);
    // The text is UTF-8 and rows may differ in length, so that no record fails.
    for record in reader.records().flatten() {
        // The reader says where it began to look for the record, which may be before empty lines.
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let empty = text.get(start..).unwrap_or("").bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = text.get(seen..start + empty).unwrap_or("");
        line += passed.bytes().filter(|byte| *byte == b'\n').count();
        seen = start + empty;
        records.push((line, record.iter().map(str::to_owned).collect()));
    }
    records
}

/// The bytes of a cell in the copy.
type Place = (usize, usize);

/// What messages show of the records, on the lines on which they stand, and where its cells are.
fn copy(records: &[(usize, Vec<String>)], known: &BTreeSet<&str>) -> (String, Vec<Vec<Place>>) {
    let mut copy = String::new();
    let mut places = Vec::with_capacity(records.len());
    let mut at = 1;
    for (line, cells) in records {
        while at < *line {
            copy.push('\n');
            at += 1;
        }
        let mut row = Vec::with_capacity(cells.len());
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                copy.push(',');
            }
            let start = copy.len();
            if is_shown(cell, known) {
                copy.push_str(cell);
            } else {
                copy.extend(cell.chars().map(|_| BLOCK));
            }
            row.push((start, copy.len()));
        }
        places.push(row);
    }
    (copy, places)
}

fn is_shown(cell: &str, known: &BTreeSet<&str>) -> bool {
    let is_number = cell.len() <= 3 && cell.bytes().all(|byte| byte.is_ascii_digit());
    is_number || known.contains(cell) || [SIGN, POST, NUMBER, NAME].into_iter().any(|names| is(cell, names))
}

fn is(cell: &str, [english, chinese]: [&str; 2]) -> bool {
    cell.eq_ignore_ascii_case(english) || cell == chinese
}
