//! The cover: which region reports, on which period, on what its facts rest, how far it has come, and when.

use super::card::Entry;
use super::notes::Notes;
use super::value::{Held, held};
use super::view::{cut, plain};
use crate::base::date::Date;
use crate::base::text::safe_line;
use crate::diagnostic::catalogue::{declaration, format, sheet as messages};
use crate::diagnostic::{Diagnostic, Span};
use crate::form::geometry::{BASES, COVER_SLOTS, STATUSES};
use crate::standard::Standard;
use crate::standard::names::suggested;
use crate::standard::registry::{Region, Registry};
use crate::submission::datum::Loose;
use crate::submission::envelope;
use crate::submission::handwriting::{Named, region_named};
use std::collections::BTreeSet;

/// What stands on the cover.
#[derive(Debug, Default)]
pub struct Cover<'s> {
    /// The region, where it is known.
    pub region: Option<(&'s Region, Span)>,
    /// The period.
    pub period: Option<String>,
    /// On what the facts rest.
    pub basis: Option<String>,
    /// How far the submission has come.
    pub status: Option<String>,
    /// When it was handed in.
    pub submitted_on: Option<Date>,
}

impl<'s> Cover<'s> {
    /// Reads the rows of the cover; `place` is where it is named.
    pub fn of(entries: &[Option<Entry<'_>>], place: Span, standard: &'s Standard, notes: &mut Notes) -> Self {
        let mut cover = Self::default();
        for ((name, title), entry) in COVER_SLOTS.iter().zip(entries) {
            let cell = entry.and_then(|entry| entry.value);
            let held = cell.map(|cell| held(cell, title, notes));
            let is_known = held.is_some();
            let word = held.and_then(words);
            match (*name, word) {
                ("region", Some((word, span))) => {
                    cover.region = region(standard, &word, title, span, notes).map(|region| (region, span));
                }
                ("region", None) if !is_known => {
                    let place = entry.map_or(place, |entry| entry.place);
                    notes.say(Diagnostic::new(&messages::COVER_WITHOUT_REGION).at(place));
                }
                ("period", Some((word, _))) => cover.period = Some(word),
                ("basis", Some((word, _))) => cover.basis = Some(meant(&BASES, word)),
                ("submitted_on", Some((word, span))) => {
                    let mut found = Vec::new();
                    cover.submitted_on = envelope::day(&word, span, true, &mut found);
                    found.into_iter().for_each(|found| notes.say(found));
                }
                ("status", Some((word, _))) => cover.status = Some(meant(&STATUSES, word)),
                _ => {}
            }
        }
        cover
    }
}

fn words(held: Held) -> Option<(String, Span)> {
    let word = match held.value? {
        Loose::Text(text) => safe_line(plain(&text)),
        Loose::Number { literal, .. } => literal,
        Loose::Date(date) => date.to_string(),
        Loose::Boolean(value) => value.to_string(),
    };
    Some((word, held.span))
}

/// The word of the envelope for one on the form; another one stays as it is.
fn meant(words: &[(&str, &str)], word: String) -> String {
    let known = words.iter().find(|(id, title)| *id == word || *title == word);
    known.map_or(word, |(id, _)| (*id).to_owned())
}

fn region<'s>(standard: &'s Standard, word: &str, title: &str, span: Span, notes: &mut Notes) -> Option<&'s Region> {
    let about = |entry| Diagnostic::new(entry).with("title", title).with("written", cut(word)).at(span);
    let code = match region_named(&standard.registry, word) {
        Named::Exactly(code) => code,
        Named::Nearly(code) => {
            notes.say(about(&format::READ_AS).with("read", code));
            code
        }
        Named::Several(codes) => {
            notes.say(about(&format::REGION_UNCLEAR).with("known", codes.join(", ")));
            return None;
        }
        Named::Nothing => {
            let regions = standard.registry.regions().iter();
            let known = regions.flat_map(|region| [region.code.as_str(), region.name.as_str()]);
            let unknown = Diagnostic::new(&declaration::NOT_IN_REGISTRY).with("value", cut(word));
            notes.say(unknown.with("known", suggested(word, known)).at(span));
            return None;
        }
    };
    standard.registry.get(code)
}

/// The regions whose codes stand in the name of a file, between other marks; of codes in each other the longest.
pub fn named_by_file<'s>(registry: &'s Registry, path: &str) -> BTreeSet<&'s str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_apart = |text: Option<char>| !text.is_some_and(char::is_alphanumeric);
    let stands_at = |code: &str| -> Option<(usize, usize)> {
        let mut places = stem.match_indices(code).map(|(at, _)| (at, at + code.len()));
        places.find(|(start, end)| {
            let before = stem.get(..*start).and_then(|text| text.chars().next_back());
            let after = stem.get(*end..).and_then(|text| text.chars().next());
            is_apart(before) && is_apart(after.filter(char::is_ascii))
        })
    };
    let found: Vec<(&str, (usize, usize))> =
        registry.regions().iter().filter_map(|region| Some((region.code.as_str(), stands_at(&region.code)?))).collect();
    let is_within = |(start, end): (usize, usize)| {
        found.iter().any(|(_, (from, to))| *from <= start && end <= *to && (to - from) > (end - start))
    };
    found.iter().filter(|(_, place)| !is_within(*place)).map(|(code, _)| *code).collect()
}
