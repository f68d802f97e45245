//! Personal data in what regions submit: told at its place, and masked before anything is made of it.
//!
//! A submission speaks of posts, not of persons. Texts are cleaned before they become facts, so that no message, report or table
//! can show what was typed by mistake; the lines that messages quote are masked where they are drawn.

use super::datum::{Content, Datum, Loose};
use crate::base::privacy::{self, Kind};
use crate::diagnostic::catalogue::privacy as messages;
use crate::diagnostic::{Diagnostic, Span};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What was submitted with every number of a person masked and told once at its place.
///
/// Different numbers stay different and equal ones equal, so that what is counted, compared or told apart by them comes out
/// as it would have.
pub fn cleaned<'d>(datum: &'d Datum, diagnostics: &mut Vec<Diagnostic>) -> Cow<'d, Datum> {
    let before = diagnostics.len();
    tell(datum, diagnostics);
    if diagnostics.len() == before {
        return Cow::Borrowed(datum);
    }
    let mut cleaned = datum.clone();
    Cleaner::default().clean(&mut cleaned);
    Cow::Owned(cleaned)
}

/// Whether a key that is written as a number may be the number of a person; it then names no element.
pub fn is_personal(key: &str) -> bool {
    !privacy::find(key).is_empty()
}

// The depth of a submission is bounded where it is read, and with it every recursion here.

fn tell(datum: &Datum, diagnostics: &mut Vec<Diagnostic>) {
    match &datum.content {
        Content::Text(text) | Content::NotApplicable(text) | Content::Loose(Loose::Text(text)) => {
            tell_text(text, datum.span, diagnostics);
        }
        Content::Object { key, members } => {
            if let Some(key) = key {
                match &key.content {
                    Content::Number(literal) => tell_text(literal, key.span, diagnostics),
                    _ => tell(key, diagnostics),
                }
            }
            for member in members {
                tell(&member.value, diagnostics);
            }
        }
        Content::Array { items, partial } => {
            if let Some(reason) = partial {
                tell_text(reason, datum.span, diagnostics);
            }
            for item in items {
                tell(item, diagnostics);
            }
        }
        Content::Values(values) => {
            for value in values {
                tell(value, diagnostics);
            }
        }
        Content::Null | Content::Boolean(_) | Content::Number(_) | Content::Loose(_) => {}
    }
}

/// One message for each kind of number in a text. It never quotes the number.
fn tell_text(text: &str, place: Span, diagnostics: &mut Vec<Diagnostic>) {
    let kinds: BTreeSet<Kind> = privacy::find(text).into_iter().map(|found| found.kind).collect();
    for kind in kinds {
        let entry = match kind {
            Kind::Telephone => &messages::TELEPHONE,
            Kind::Identity => &messages::IDENTITY,
            Kind::Email => &messages::EMAIL,
        };
        diagnostics.push(Diagnostic::new(entry).at(place));
    }
}

/// What was masked, so that different numbers do not become one.
#[derive(Default)]
struct Cleaner {
    /// What each number is shown as.
    shown: BTreeMap<String, String>,
    /// How many numbers would be shown alike.
    alike: BTreeMap<String, usize>,
}

impl Cleaner {
    fn clean(&mut self, datum: &mut Datum) {
        match &mut datum.content {
            Content::Text(text) | Content::NotApplicable(text) | Content::Loose(Loose::Text(text)) => self.mask(text),
            Content::Object { key, members } => {
                if let Some(key) = key {
                    self.clean(key);
                }
                for member in members {
                    self.clean(&mut member.value);
                }
            }
            Content::Array { items, partial } => {
                if let Some(reason) = partial {
                    self.mask(reason);
                }
                for item in items {
                    self.clean(item);
                }
            }
            Content::Values(values) => {
                for value in values {
                    self.clean(value);
                }
            }
            Content::Null | Content::Boolean(_) | Content::Number(_) | Content::Loose(_) => {}
        }
    }

    fn mask(&mut self, text: &mut String) {
        let found = privacy::find(text);
        for one in found.into_iter().rev() {
            let Some(number) = text.get(one.range.clone()) else { continue };
            let shown = self.shown_as(one.kind, number).to_owned();
            text.replace_range(one.range, &shown);
        }
    }

    fn shown_as(&mut self, kind: Kind, number: &str) -> &str {
        let alike = &mut self.alike;
        self.shown.entry(number.to_owned()).or_insert_with(|| {
            let masked = privacy::masked_as(kind, number);
            let count = alike.entry(masked.clone()).or_default();
            *count += 1;
            told_apart(&masked, *count)
        })
    }
}

/// A masked number that is the nth to look so: from the second on, its last masked characters say which.
fn told_apart(masked: &str, nth: usize) -> String {
    let (mut left, mut shown) = (nth - 1, Vec::new());
    for c in masked.chars().rev() {
        if left > 0 && matches!(c, '*' | '＊') {
            let letter = u8::try_from(left % 26).unwrap_or(0);
            shown.push(char::from(b'a' + letter));
            left /= 26;
        } else {
            shown.push(c);
        }
    }
    shown.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceMap;

    fn datum(content: Content) -> Datum {
        Datum { content, span: Span::new(SourceMap::default().add("a.kdl", ""), 0, 0) }
    }

    fn text(text: &str) -> Datum {
        datum(Content::Text(text.to_owned()))
    }

    #[test]
    fn nothing_is_copied_where_nothing_is_found() {
        let clean =
            datum(Content::Values(vec![text("第 3 项已完成"), datum(Content::Number("13800000000".to_owned()))]));
        let mut diagnostics = Vec::new();
        assert!(matches!(cleaned(&clean, &mut diagnostics), Cow::Borrowed(_)) && diagnostics.is_empty());
    }

    #[test]
    fn numbers_are_masked_wherever_they_stand_and_stay_apart() {
        let written = datum(Content::Array {
            items: vec![
                datum(Content::Object { key: Some(Box::new(text("13800000000"))), members: Vec::new() }),
                datum(Content::Object { key: Some(Box::new(text("13800000001"))), members: Vec::new() }),
                datum(Content::NotApplicable("问 13800000000".to_owned())),
                text("13800000000、a@example.com、（0571）87000000"),
            ],
            partial: Some("其余问 13900000000".to_owned()),
        });
        let mut diagnostics = Vec::new();
        let cleaned = cleaned(&written, &mut diagnostics);
        let shown = format!("{:?}", cleaned.content);
        for part in [
            "\"138********\"",
            "\"138*******b\"",
            "问 138********",
            "138********、a@*******.***、（057*）********",
            "其余问 139********",
        ] {
            assert!(shown.contains(part), "{part} in {shown}");
        }
        assert!(!shown.contains("0000"), "{shown}");
        let codes: Vec<&str> = diagnostics.iter().map(|found| found.entry.code).collect();
        assert_eq!(codes, ["GJ4550", "GJ4550", "GJ4550", "GJ4550", "GJ4550", "GJ4552"]);
    }

    #[test]
    fn many_numbers_that_look_alike_are_told_apart() {
        let shown: BTreeSet<String> = (1..=1000).map(|nth| told_apart("138********", nth)).collect();
        assert_eq!(shown.len(), 1000);
        assert!(shown.iter().all(|number| number.len() == 11), "{:?}", shown.first());
    }
}
