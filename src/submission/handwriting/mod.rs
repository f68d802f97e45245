//! Values as people write them into tables, read as the field wants them.
//!
//! A [`Loose`] value has no type of its own. What can mean only one thing is read, with a note that says as what,
//! unless it is written as
//! the standard's own form writes it. Everything else is reported at its place and stays unknown. Nothing is guessed.
//!
//! | file | reads |
//! | --- | --- |
//! | `marks` | what stands for no value, and what lists say of themselves |
//! | `figure` | a number and what follows it |
//! | `quantity` | a number with its unit, for a field |
//! | `day` | a day |
//! | `word` | yes and no, options, regions |

mod day;
mod figure;
mod marks;
mod quantity;
#[cfg(test)]
mod tests;
mod word;

pub use day::one_day;
pub use marks::{Completeness, Mark, completeness, mark};
pub use word::{Named, region_named};

use super::datum::{Content, Datum, Loose};
use super::facts::MAX_TEXT;
use crate::base::text::{is_unsafe, safe_line, truncate_to_width};
use crate::diagnostic::catalogue::{format as messages, submission};
use crate::diagnostic::{Diagnostic, Entry, Span};
use crate::form::geometry::NONE;
use crate::standard::Standard;
use crate::standard::record::Field;
use day::Day;

/// Columns of the text that a message repeats.
const SHOWN: usize = 40;
/// Between several values in one cell; what comes later parts only what is left over.
const SEPARATORS: [&[char]; 4] = [&['\n', '\r', '；', ';'], &['、'], &['，', ','], &['/', '／']];
/// Unreadable values of one cell that are reported; more have one cause.
const MAX_REFUSED: usize = 5;
/// How many of the separators part the values of a type that has no fixed words.
const SURE_SEPARATORS: usize = 3;

/// What a loose value is read for.
pub struct Hand<'s, 'd> {
    /// The standard.
    pub standard: &'s Standard,
    /// The field.
    pub field: &'s Field,
    /// The field's title.
    pub title: &'s str,
    /// Where the value stands.
    pub span: Span,
    /// Whether messages say what was probably meant, which takes time.
    pub suggests: bool,
    /// What was found.
    pub diagnostics: &'d mut Vec<Diagnostic>,
}

/// What a value comes to where one stands for a record or a list: not reported, or not applicable. `None` for any
/// other.
#[must_use]
pub fn absent(loose: &Loose) -> Option<Content> {
    let Loose::Text(text) = loose else { return None };
    match mark(text.trim()) {
        Some(Mark::NotReported) => Some(Content::Null),
        Some(Mark::NotApplicable(Some(reason))) => Some(Content::NotApplicable(reason.to_owned())),
        _ if text.trim().is_empty() => Some(Content::Null),
        _ => None,
    }
}

impl Hand<'_, '_> {
    /// The value as a strict one; `None` where it cannot be read (and is reported).
    pub fn one(&mut self, loose: &Loose) -> Option<Content> {
        match loose {
            Loose::Text(text) => {
                let text = self.visible(text)?;
                let text = text.trim();
                if text.is_empty() {
                    return Some(Content::Null);
                }
                match mark(text).filter(|_| !self.is_option(text)) {
                    Some(mark) => self.marked(mark, text),
                    None => self.typed(text),
                }
            }
            Loose::Number { literal, percent } => self.number(literal, *percent),
            Loose::Date(date) => match self.field.kind.value.as_str() {
                "number" | "integer" => self.not_a_number(&date.to_string()),
                "date" => Some(Content::Text(date.to_string())),
                _ => self.typed(&date.to_string()),
            },
            Loose::Boolean(value) => match self.field.kind.value.as_str() {
                "number" | "integer" => self.not_a_number(&value.to_string()),
                "boolean" => Some(Content::Boolean(*value)),
                _ => self.typed(&value.to_string()),
            },
        }
    }

    /// The values of a field that holds several; `None` where none of them can be read.
    pub fn many(&mut self, loose: &Loose) -> Option<Content> {
        let Loose::Text(text) = loose else {
            let item = self.one(loose)?;
            return Some(Content::Array { items: vec![Datum { content: item, span: self.span }], partial: None });
        };
        let text = self.visible(text)?;
        let text = text.trim();
        if text.is_empty() {
            return Some(Content::Null);
        }
        if !self.is_option(text) {
            match mark(text) {
                Some(mark) => return self.marked(mark, text),
                None if NONE.iter().any(|none| text.eq_ignore_ascii_case(none)) => {
                    return Some(Content::Array { items: Vec::new(), partial: None });
                }
                None => {}
            }
        }
        let mut pieces = Vec::new();
        self.parted(text, 0, &mut pieces);
        self.items(pieces)
    }

    fn items(&mut self, pieces: Vec<&str>) -> Option<Content> {
        let mut items: Vec<Datum> = Vec::new();
        let mut partial = None;
        let mut refused = 0;
        for piece in pieces {
            if let Some(Completeness::Partial(reason)) = completeness(piece).filter(|_| !self.is_option(piece)) {
                partial = Some(reason.unwrap_or_else(|| piece.to_owned()));
                continue;
            }
            let read = match mark(piece).filter(|_| !self.is_option(piece)) {
                Some(mark) => self.marked(mark, piece).and(None),
                None => self.typed(piece),
            };
            let Some(content) = read else {
                // One value that cannot be read leaves the set open, not smaller.
                partial = Some(piece.to_owned());
                refused += 1;
                if refused == MAX_REFUSED {
                    break;
                }
                continue;
            };
            if items.iter().any(|known| same(&known.content, &content)) {
                self.note(self.message(&messages::OPTION_TWICE, piece));
            } else {
                items.push(Datum { content, span: self.span });
            }
        }
        Some(Content::Array { items, partial })
    }

    /// The pieces between separators. A piece that is an option is not parted further, since its title may hold them.
    fn parted<'t>(&self, text: &'t str, level: usize, pieces: &mut Vec<&'t str>) {
        let has_words = self.standard.choice(&self.field.kind.value).is_some();
        let levels = match self.field.kind.value.as_str() {
            // Commas stand in numbers, too.
            "number" | "integer" => 2,
            _ if has_words => SEPARATORS.len(),
            _ => SURE_SEPARATORS,
        };
        let separators = SEPARATORS.get(level).filter(|_| level < levels && !self.may_be_option(text));
        match separators {
            None => pieces.push(text),
            Some(separators) => {
                let parts = text.split(*separators).map(str::trim).filter(|part| !part.is_empty());
                parts.for_each(|part| self.parted(part, level + 1, pieces));
            }
        }
    }

    fn typed(&mut self, text: &str) -> Option<Content> {
        match self.field.kind.value.as_str() {
            "text" => Some(Content::Text(text.to_owned())),
            "number" | "integer" => self.quantity(text),
            "boolean" => self.boolean(text),
            "date" => self.day(text),
            "region" => self.region(text),
            _ => self.option(text),
        }
    }

    fn number(&mut self, literal: &str, percent: bool) -> Option<Content> {
        match self.field.kind.value.as_str() {
            "number" | "integer" => self.stored(literal, percent),
            _ => self.typed(literal),
        }
    }

    fn day(&mut self, text: &str) -> Option<Content> {
        if matches!(text, "无" | "没有") {
            return self.refuse(&messages::NONE_UNCLEAR, text);
        }
        let (date, timed, entry) = match day::read(text) {
            Day::Read { date, timed } => (date, timed, &messages::READ_AS),
            Day::Serial { date, timed } => (date, timed, &messages::SERIAL),
            Day::Unclear(days) => {
                let days: Vec<String> = days.iter().map(ToString::to_string).collect();
                return self.report(self.message(&messages::UNCLEAR_DAY, text).with("known", days.join(", ")));
            }
            Day::Incomplete => return self.refuse(&messages::INCOMPLETE_DAY, text),
            Day::None => return self.refuse(&messages::NOT_A_DAY, text),
        };
        let written = date.to_string();
        if written != text {
            let entry = if timed { &messages::TIME_LEFT_OUT } else { entry };
            self.note(self.message(entry, text).with("read", &written));
        }
        Some(Content::Text(written))
    }

    fn marked(&mut self, mark: Mark<'_>, text: &str) -> Option<Content> {
        match mark {
            Mark::NotReported => {
                self.note(self.message(&messages::BLANK_MARK, text));
                Some(Content::Null)
            }
            Mark::NotApplicable(Some(reason)) => Some(Content::NotApplicable(reason.to_owned())),
            Mark::NotApplicable(None) => self.refuse(&messages::REASON_NEEDED, text),
            Mark::Ditto => self.refuse(&messages::DITTO, text),
            Mark::Error => self.refuse(&messages::PROGRAM_ERROR, text),
        }
    }

    /// The text without characters that nobody sees; line breaks and tabs stay. One that is too long for any value is
    /// none.
    fn visible(&mut self, text: &str) -> Option<String> {
        if text.len() > MAX_TEXT && text.chars().count() > MAX_TEXT {
            let message = Diagnostic::new(&submission::LONG_TEXT).with("title", self.title).with("limit", MAX_TEXT);
            return self.report(message.at(self.span));
        }
        let is_hidden = |c: char| {
            (is_unsafe(c) && c != '\r') || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{AD}')
        };
        if !text.contains(is_hidden) {
            return Some(text.to_owned());
        }
        self.note(Diagnostic::new(&messages::INVISIBLE).with("title", self.title).at(self.span));
        Some(text.chars().filter(|c| !is_hidden(*c)).collect())
    }

    fn message(&self, entry: &'static Entry, written: &str) -> Diagnostic {
        Diagnostic::new(entry).with("title", self.title).with("written", shown(written)).at(self.span)
    }

    fn read_as(&self, written: &str, read: impl ToString) -> Diagnostic {
        self.message(&messages::READ_AS, written).with("read", read)
    }

    fn note(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn report<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.diagnostics.push(diagnostic);
        None
    }

    fn refuse<T>(&mut self, entry: &'static Entry, written: &str) -> Option<T> {
        self.report(self.message(entry, written))
    }
}

/// A text as a message repeats it: on one line, and not too long.
fn shown(text: &str) -> String {
    truncate_to_width(&safe_line(text), SHOWN).into_owned()
}

fn same(one: &Content, other: &Content) -> bool {
    match (one, other) {
        (Content::Text(one), Content::Text(other)) | (Content::Number(one), Content::Number(other)) => one == other,
        (Content::Boolean(one), Content::Boolean(other)) => one == other,
        _ => false,
    }
}
