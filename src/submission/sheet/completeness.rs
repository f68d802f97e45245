//! What a list says of itself: whether its rows are all there are.

use super::notes::Notes;
use super::value::Held;
use super::view::{cut, folded, plain};
use crate::diagnostic::catalogue::{format, sheet as messages};
use crate::diagnostic::{Diagnostic, Remark, Span};
use crate::form::geometry::{COMPLETE, NONE, NOT_APPLICABLE, PARTIAL};
use crate::submission::datum::{Content, Datum, Loose};
use crate::submission::handwriting::{self, Completeness, Mark};

/// What was said of a list, and where it would be said.
#[derive(Debug, Clone)]
pub struct Said {
    /// What was filled in.
    pub held: Option<Held>,
    /// Where it belongs.
    pub place: Span,
}

/// What the words come to.
enum Word {
    Nothing,
    Complete,
    Empty,
    Partial(String),
    NotApplicable(String),
    /// What cannot be read was reported.
    Unclear,
}

/// A list with its elements.
pub struct Listed<'l> {
    /// Its title.
    pub title: &'l str,
    /// Where its sheet is named.
    pub place: Span,
    /// Its elements.
    pub items: Vec<Datum>,
    /// Whether some could not be read, or nobody can say whether there are others.
    pub open: bool,
}

impl Listed<'_> {
    /// A list whose elements stand on the form; `None` where nothing is known of it.
    pub fn given(self) -> Option<Datum> {
        let partial = self.open.then(|| "…".to_owned());
        let is_known = !self.items.is_empty();
        is_known.then_some(Datum { content: Content::Array { items: self.items, partial }, span: self.place })
    }

    /// The list as it was said to be; `None` where nothing is known of it. Where rows stand without a word on whether they are
    /// all, that is said unless it was said before.
    pub fn said(self, said: Option<&Said>, hinted: &mut bool, notes: &mut Notes) -> Option<Datum> {
        let held = said.and_then(|said| said.held.as_ref());
        let span = held.map_or(self.place, |held| held.span);
        let first = self.items.first().map(|item| item.span);
        let all = |items, partial: Option<String>| Some(Datum { content: Content::Array { items, partial }, span });
        let open = self.open.then(|| "…".to_owned());
        match (held.map_or(Word::Nothing, |held| self.word(held, notes)), first) {
            (Word::Nothing | Word::Unclear, None) => None,
            (word @ (Word::Nothing | Word::Unclear), Some(first)) => {
                if matches!(word, Word::Nothing) && !std::mem::replace(hinted, true) {
                    let place = said.map_or(first, |said| said.place);
                    notes.say(Diagnostic::new(&messages::COMPLETENESS_BLANK).with("title", self.title).at(place));
                }
                all(self.items, Some("…".to_owned()))
            }
            (Word::Partial(reason), _) => all(self.items, Some(reason)),
            (Word::Complete, None) if self.open => None,
            (Word::Complete, _) => all(self.items, open),
            (Word::Empty, None) => {
                notes.say(Diagnostic::new(&messages::COMPLETENESS_NONE).with("title", self.title).at(span));
                if self.open { None } else { all(self.items, None) }
            }
            (Word::NotApplicable(reason), None) => Some(Datum { content: Content::NotApplicable(reason), span }),
            (Word::Empty | Word::NotApplicable(_), Some(first)) => {
                let against = Diagnostic::new(&messages::COMPLETENESS_AGAINST_ROWS).with("title", self.title);
                notes.say(against.at(span).remark(first, Remark::AlsoHere));
                all(self.items, Some("…".to_owned()))
            }
        }
    }

    fn word(&self, held: &Held, notes: &mut Notes) -> Word {
        let Some(loose) = &held.value else { return Word::Unclear };
        let mut report = |entry, written: &str| {
            let about = Diagnostic::new(entry).with("title", self.title).with("written", cut(written));
            let known = [COMPLETE, PARTIAL, NOT_APPLICABLE].map(|[zh, _]| zh).join("、");
            notes.say(about.with("known", known).at(held.span));
            Word::Unclear
        };
        let written = match loose {
            Loose::Text(text) => plain(text).trim_end_matches(['。', '.', '，', ',']),
            Loose::Number { literal, .. } => return report(&messages::COMPLETENESS, literal),
            Loose::Date(date) => return report(&messages::COMPLETENESS, &date.to_string()),
            Loose::Boolean(value) => return report(&messages::COMPLETENESS, &value.to_string()),
        };
        match (handwriting::completeness(written), handwriting::mark(written)) {
            (Some(Completeness::Complete), _) => Word::Complete,
            (Some(Completeness::Partial(reason)), _) => Word::Partial(reason.unwrap_or_else(|| PARTIAL.join(" "))),
            (None, Some(Mark::NotApplicable(Some(reason)))) => Word::NotApplicable(reason.to_owned()),
            (None, Some(Mark::NotApplicable(None))) => report(&format::REASON_NEEDED, written),
            (None, Some(Mark::NotReported)) => {
                report(&format::BLANK_MARK, written);
                Word::Nothing
            }
            _ if NONE.iter().any(|none| folded(written) == *none) => Word::Empty,
            _ => report(&messages::COMPLETENESS, written),
        }
    }
}
