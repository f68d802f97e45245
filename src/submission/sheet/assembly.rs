//! What stands on the sheets → one value, in which inner lists lie in the elements that own them.

use super::card::Entry;
use super::completeness::{Listed, Said};
use super::lists::{Element, Lists, Way};
use super::notes::Notes;
use super::value::{datum, held};
use super::wanted::Wanted;
use crate::diagnostic::catalogue::sheet as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::form::{Arrangement, Sheet, SlotContent};
use crate::submission::datum::{self, Content, Datum};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that stands on the sheets of a form.
#[derive(Debug, Default)]
pub struct Assembly<'f, 's> {
    /// What stands on cards, by path.
    members: Vec<(String, Datum)>,
    /// What is said of lists that lie in no other, by path.
    said: BTreeMap<String, Said>,
    /// The lists.
    pub lists: Lists<'f, 's>,
    /// Lists of which it was said that nothing tells whether they are complete.
    hinted: BTreeSet<String>,
}

impl Assembly<'_, '_> {
    /// Adds what stands on a card.
    pub fn card(&mut self, sheet: &Sheet<'_>, wanted: &Wanted, entries: Vec<Option<Entry<'_>>>, notes: &mut Notes) {
        for ((slot, item), entry) in sheet.slots.iter().zip(&wanted.items).zip(entries) {
            let Some(entry) = entry else { continue };
            let path = join(&sheet.path, &slot.path);
            let value = entry.value.filter(|_| !entry.shared).map(|cell| held(cell, &item.title, notes));
            match slot.content {
                SlotContent::Field(_) => self.members.extend(value.and_then(datum).map(|datum| (path, datum))),
                SlotContent::Completeness => {
                    self.said.insert(path, Said { held: value, place: entry.place });
                }
            }
        }
    }

    /// All of it as one value; `place` is where the workbook is named.
    pub fn finish(mut self, place: Span, notes: &mut Notes) -> Datum {
        let said = std::mem::take(&mut self.said);
        let mut members = std::mem::take(&mut self.members);
        members.extend(self.inner("", &Vec::new(), &said, notes));
        Datum { content: object(members), span: place }
    }

    /// The lists that lie directly in the element of the list `path` to which the way leads, by their path from there.
    // Lists lie in each other no deeper than records do.
    fn inner(
        &mut self,
        path: &str,
        way: &Way,
        said: &BTreeMap<String, Said>,
        notes: &mut Notes,
    ) -> Vec<(String, Datum)> {
        let mut found = Vec::new();
        for index in 0..self.lists.all.len() {
            let Some(list) = self.lists.all.get_mut(index) else { continue };
            let (sheet, place, open) = (list.sheet, list.place, list.open);
            let is_clear = !open && !list.has_unread_keys;
            let Arrangement::Table { owners, given, .. } = &sheet.arrangement else { continue };
            if owners.last().map_or("", |outer| outer.path.as_str()) != path {
                continue;
            }
            let elements = list.elements.remove(way).unwrap_or_default();
            let relative = sheet.path.strip_prefix(path).unwrap_or(&sheet.path).trim_start_matches('.');
            let said = said.get(relative);
            let has = |key: &str| elements.iter().any(|element| element.key.as_deref() == Some(key));
            let gone: Vec<&str> = given.iter().map(|row| row.key).filter(|key| !has(key)).collect();
            if !gone.is_empty() && is_clear {
                let about = Diagnostic::new(&messages::GIVEN_MISSING).with("title", &sheet.name);
                notes.say(about.with("missing", gone.join("、")).at(place));
            }
            let open = open || !gone.is_empty();
            let items = elements.into_iter().map(|element| self.element(sheet, way, element, notes)).collect();
            let list = Listed { title: &sheet.name, place, items, open };
            let mut is_hinted = self.hinted.contains(&sheet.path);
            let datum = if given.is_empty() { list.said(said, &mut is_hinted, notes) } else { list.given() };
            if is_hinted {
                self.hinted.insert(sheet.path.clone());
            }
            found.extend(datum.map(|datum| (relative.to_owned(), datum)));
        }
        found
    }

    fn element(&mut self, sheet: &Sheet<'_>, way: &Way, element: Element, notes: &mut Notes) -> Datum {
        let Element { key, place, mut members, said, .. } = element;
        if let Some(key) = key {
            let way = [way.as_slice(), &[key]].concat();
            members.extend(self.inner(&sheet.path, &way, &said, notes));
        }
        Datum { content: object(members), span: place }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// Members by path as one record, in which those of a part lie together.
// Paths are no longer than records are deep.
fn object(members: Vec<(String, Datum)>) -> Content {
    let mut own: Vec<datum::Entry> = Vec::new();
    let mut parts: Vec<(String, Vec<(String, Datum)>)> = Vec::new();
    for (path, value) in members {
        match path.split_once('.') {
            None => own.push(datum::Entry { name: path, span: value.span, value }),
            Some((part, rest)) => match parts.iter_mut().find(|(known, _)| known == part) {
                Some((_, members)) => members.push((rest.to_owned(), value)),
                None => parts.push((part.to_owned(), vec![(rest.to_owned(), value)])),
            },
        }
    }
    for (name, members) in parts {
        let Some(span) = members.first().map(|(_, value)| value.span) else { continue };
        own.push(datum::Entry { name, span, value: Datum { content: object(members), span } });
    }
    Content::Object { key: None, members: own }
}
