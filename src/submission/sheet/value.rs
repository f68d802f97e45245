//! What a cell holds for the slot it stands for.

use super::notes::Notes;
use super::view::{cut, plain, text};
use crate::diagnostic::catalogue::{format, sheet as messages};
use crate::diagnostic::{Diagnostic, Span};
use crate::standard::Standard;
use crate::standard::record::Field;
use crate::submission::datum::{Content, Datum, Loose};
use crate::submission::grid::{Cell, CellContent};
use crate::submission::handwriting::{Hand, Mark, mark};

/// What a cell holds, with its place.
#[derive(Debug, Clone)]
pub struct Held {
    /// The value; `None` where it is none, which was reported.
    pub value: Option<Loose>,
    /// Where it stands.
    pub span: Span,
}

impl Held {
    /// What stands there, as a message repeats it.
    pub fn shown(&self) -> String {
        match &self.value {
            Some(Loose::Text(text)) => cut(plain(text)),
            Some(Loose::Number { literal, .. }) => literal.clone(),
            Some(Loose::Date(date)) => date.to_string(),
            Some(Loose::Boolean(value)) => value.to_string(),
            None => String::new(),
        }
    }
}

/// What a cell that says something holds. Formulas are not computed, whoever may have done so before.
pub fn held(cell: &Cell, title: &str, notes: &mut Notes) -> Held {
    let about = |entry| Diagnostic::new(entry).with("title", title).at(cell.span);
    let value = match &cell.content {
        CellContent::Value(Loose::Text(text)) if plain(text).starts_with(['=', '＝']) => {
            notes.say(about(&messages::FORMULA));
            None
        }
        CellContent::Value(loose) => Some(loose.clone()),
        CellContent::Formula => {
            notes.say(about(&messages::FORMULA));
            None
        }
        CellContent::Error(error) => {
            notes.say(about(&format::PROGRAM_ERROR).with("written", error));
            None
        }
    };
    Held { value, span: cell.span }
}

/// Whether a cell repeats the one above it.
pub fn is_ditto(cell: &Cell) -> bool {
    text(cell).is_some_and(|text| mark(&text) == Some(Mark::Ditto))
}

/// What a key is compared by: the value as the field reads it; `None` where it cannot be read, which goes to `diagnostics`;
/// `suggests` says what was probably meant, which takes time.
pub fn canonical(
    standard: &Standard,
    field: &Field,
    title: &str,
    held: &Held,
    suggests: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let mut hand = Hand { standard, field, title, span: held.span, suggests, diagnostics };
    match hand.one(held.value.as_ref()?)? {
        Content::Text(text) | Content::Number(text) => Some(text),
        Content::Boolean(value) => Some(value.to_string()),
        _ => None,
    }
}

/// The value as the field will read it; `None` where it could not be read.
pub fn datum(held: Held) -> Option<Datum> {
    held.value.map(|loose| Datum { content: Content::Loose(loose), span: held.span })
}
