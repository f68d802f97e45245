//! Submissions written as CSV: a fact a row, its path and its value.
//!
//! ```text
//! path,value
//! @region,330502
//! hall.section_area,120
//! hall.zones[lounge].area,40平方米
//! hall.zones[],已列全
//! ```
//!
//! `@` stands before the names of the envelope, which are no members of the submission. The row `…[]` says whether a
//! list
//! names everything there is; without it nobody said so, and there may be more.

mod path;
mod table;
mod tree;

use super::Submission;
use super::datum::{Content, Datum, Loose};
use super::encoding;
use super::envelope::{NAMES, Texts, seal};
use super::format::Input;
use crate::diagnostic::catalogue::{format as messages, submission};
use crate::diagnostic::{Diagnostic, Remark, SourceId, Span};
use crate::standard::names::suggested;
use crate::syntax::vocabulary;
use table::{Cell, Rows};
use tree::Branch;

/// What stands before the name of something in the envelope.
const ENVELOPE: char = '@';
/// The headings of the column with the paths, and of that with the values.
const HEADINGS: [&[&str]; 2] = [&["path", "路径", "字段路径"], &["value", "值", "填报值"]];

/// Reads a file; `None` where it holds no submission (and reported).
pub fn read(input: &mut Input<'_, '_>) -> Option<Submission> {
    let Input { files, path, bytes, sources, diagnostics, .. } = input;
    let id = encoding::add_source(files, path, bytes, sources, diagnostics)?;
    let rows = table::read(sources.text(id), id, |row| columns(row).is_some(), diagnostics)?;
    Reader { id, diagnostics, envelope: Texts::new() }.submission(rows)
}

/// The columns of paths and values, by their headings.
fn columns(header: &[Cell]) -> Option<[usize; 2]> {
    let headings: Vec<String> = header.iter().map(|cell| cell.text.trim().to_lowercase()).collect();
    let column = |words: &[&str]| headings.iter().position(|heading| words.contains(&heading.as_str()));
    let [path, value] = HEADINGS;
    Some([column(path)?, column(value)?])
}

struct Reader<'d> {
    id: SourceId,
    diagnostics: &'d mut Vec<Diagnostic>,
    envelope: Texts,
}

impl Reader<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn submission(mut self, rows: Rows) -> Option<Submission> {
        let whole = Span::new(self.id, 0, 0);
        let mut rows = rows.into_iter();
        let [path, value] = rows.next().as_deref().and_then(columns)?;
        let mut root = Branch::new(whole);
        for row in rows {
            self.row(row.get(path), row.get(value), &mut root);
        }
        let Some((region, span)) = self.envelope.remove("region") else {
            self.report(Diagnostic::new(&submission::NO_REGION).at(whole));
            return None;
        };
        let data = root.into_record(self.diagnostics);
        Some(seal((region, span), true, self.envelope, data, self.diagnostics))
    }

    fn row(&mut self, path: Option<&Cell>, value: Option<&Cell>, root: &mut Branch) {
        let Some(path) = path.filter(|cell| !cell.text.trim().is_empty()) else {
            if let Some(value) = value.filter(|cell| !cell.text.trim().is_empty()) {
                self.report(Diagnostic::new(&messages::CSV_PATH).with("path", "").at(value.span));
            }
            return;
        };
        let text = value.map_or("", |cell| cell.text.as_str());
        let span = value.map_or(path.span, |cell| cell.span);
        // A formula that only makes a text of digits: ="0012".
        let text = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        if let Some(name) = path.text.trim().strip_prefix(ENVELOPE) {
            return self.in_envelope(name.trim(), path.span, text.trim(), span);
        }
        match path::read(&path.text) {
            Some(read) => {
                let content = Content::Loose(Loose::Text(text.to_owned()));
                root.put(&read, path.span, Datum { content, span }, self.diagnostics);
            }
            None => self.report(Diagnostic::new(&messages::CSV_PATH).with("path", path.text.trim()).at(path.span)),
        }
    }

    fn in_envelope(&mut self, name: &str, named: Span, text: &str, span: Span) {
        let name = vocabulary::canonical(name).unwrap_or(name).replace('-', "_");
        let name = name.as_str();
        if !NAMES.contains(&name) {
            let known = suggested(name, NAMES.into_iter());
            self.report(
                Diagnostic::new(&submission::UNKNOWN_ENVELOPE)
                    .with("name", format!("{ENVELOPE}{name}"))
                    .with("known", known)
                    .at(named),
            );
        } else if let Some((_, first)) = self.envelope.get(name) {
            let first = *first;
            self.report(
                Diagnostic::new(&submission::REPEATED_MEMBER)
                    .with("name", format!("{ENVELOPE}{name}"))
                    .at(named)
                    .remark(first, Remark::DeclaredHere),
            );
        } else if !text.is_empty() {
            self.envelope.insert(name.to_owned(), (text.to_owned(), span));
        }
    }
}
