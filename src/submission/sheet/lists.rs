//! The elements of all lists, each below the element of the outer list that owns it.

use super::completeness::Said;
use super::notes::Notes;
use super::table::{Key, Row, Table};
use super::value::{Held, datum};
use crate::diagnostic::catalogue::sheet as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::form::{Arrangement, Column, Owner, Sheet, SlotContent};
use crate::standard::names::suggested;
use crate::submission::datum::Datum;
use std::collections::{BTreeMap, BTreeSet};

/// The most keys with which one is compared that is not among them.
const MOST_COMPARED: usize = 2_000;

/// The keys that lead to an element: those of the lists it lies in, and its own.
pub type Way = Vec<String>;

/// An element with what is known of it beside its inner lists.
#[derive(Debug)]
pub struct Element {
    /// Its key; `None` where it cannot be read.
    pub key: Option<String>,
    /// What stands there as its key.
    pub shown: String,
    /// Where it stands.
    pub place: Span,
    /// What it holds, by path.
    pub members: Vec<(String, Datum)>,
    /// What is said of its inner lists, by path.
    pub said: BTreeMap<String, Said>,
}

/// A list.
#[derive(Debug)]
pub struct List<'f, 's> {
    /// Its sheet in the form.
    pub sheet: &'f Sheet<'s>,
    /// Where its sheet is named.
    pub place: Span,
    /// Its elements, by the way to what owns them.
    pub elements: BTreeMap<Way, Vec<Element>>,
    /// The ways to its elements.
    known: BTreeSet<Way>,
    /// Whether its sheet could be read.
    is_read: bool,
    /// Whether there may be elements besides these.
    pub open: bool,
    /// Whether the key of an element cannot be read, so that inner rows may belong to it.
    pub has_unread_keys: bool,
}

/// All lists of a form.
#[derive(Debug, Default)]
pub struct Lists<'f, 's> {
    /// The lists, outer ones before those that lie in them.
    pub all: Vec<List<'f, 's>>,
}

impl<'f, 's> Lists<'f, 's> {
    /// Adds a list; without a table its sheet is not there or cannot be read. Rows that belong to nothing are reported.
    pub fn add(&mut self, sheet: &'f Sheet<'s>, place: Span, table: Option<Table>, notes: &mut Notes) {
        let Arrangement::Table { owners, .. } = &sheet.arrangement else { return };
        let is_read = table.is_some();
        let table = table.unwrap_or_default();
        let has_unread_keys = table.rows.iter().any(|row| row.key.canonical.is_none());
        let mut elements: BTreeMap<Way, Vec<Element>> = BTreeMap::new();
        let mut known: BTreeSet<Way> = BTreeSet::new();
        let mut strangers: BTreeMap<Way, (Key, usize)> = BTreeMap::new();
        let columns = sheet.columns();
        for row in table.rows {
            let way: Way = row.owners.iter().filter_map(|owner| owner.canonical.clone()).collect();
            match row.owners.last().filter(|_| !self.knows(owners, &row.owners)) {
                Some(owner) => strangers.entry(way).or_insert_with(|| (owner.clone(), 0)).1 += 1,
                None => {
                    let element = element(&columns, row);
                    known.extend(element.key.as_ref().map(|key| [way.as_slice(), std::slice::from_ref(key)].concat()));
                    elements.entry(way).or_default().push(element);
                }
            }
        }
        let open = !is_read || table.lost || !strangers.is_empty();
        for (way, (owner, count)) in &strangers {
            self.say_stranger(owners, way, owner, *count, notes);
        }
        self.all.push(List { sheet, place, elements, known, is_read, open, has_unread_keys });
    }

    fn of(&mut self, owner: &Owner<'_>) -> Option<&mut List<'f, 's>> {
        self.all.iter_mut().find(|list| list.sheet.path == owner.path)
    }

    /// Whether there are elements with these keys, one in the other. What is said on an inner sheet of an element whose own
    /// sheet could not be read shows that it is there.
    fn knows(&mut self, owners: &[Owner<'_>], keys: &[Key]) -> bool {
        let (Some((owner, outer)), Some((key, before))) = (owners.split_last(), keys.split_last()) else { return true };
        if !self.knows(outer, before) {
            return false;
        }
        let (Some(list), Some(own)) = (self.of(owner), &key.canonical) else { return false };
        let way: Way = before.iter().filter_map(|key| key.canonical.clone()).collect();
        let whole = [way.as_slice(), std::slice::from_ref(own)].concat();
        if list.is_read || list.known.contains(&whole) {
            return list.known.contains(&whole);
        }
        let members = datum(key.held.clone()).map(|datum| (owner.key.to_owned(), datum)).into_iter().collect();
        let (shown, place) = (key.held.shown(), key.held.span);
        let element = Element { key: Some(own.clone()), shown, place, members, said: BTreeMap::new() };
        list.elements.entry(way).or_default().push(element);
        list.known.insert(whole)
    }

    fn say_stranger(&mut self, owners: &[Owner<'_>], way: &Way, owner: &Key, count: usize, notes: &mut Notes) {
        let Some((_, before)) = way.split_last() else { return };
        let Some(list) = owners.last().and_then(|outer| self.of(outer)) else { return };
        // A key of the outer list that cannot be read was reported, and these rows may be its own.
        if list.has_unread_keys {
            return;
        }
        let known = list.elements.get(before).into_iter().flatten().map(|element| element.shown.as_str());
        let shown = owner.held.shown();
        let known = if notes.are_many() { "…".to_owned() } else { suggested(&shown, known.take(MOST_COMPARED)) };
        notes.say(
            Diagnostic::new(&messages::OWNER_UNKNOWN)
                .with("key", &shown)
                .with("list", &list.sheet.name)
                .with("known", known)
                .with("count", count)
                .at(owner.held.span),
        );
    }
}

fn element(columns: &[Column<'_, '_>], row: Row) -> Element {
    let (mut members, mut said) = (Vec::new(), BTreeMap::new());
    let place = row.key.held.span;
    let mut held: BTreeMap<usize, Held> = row.slots;
    for (item, column) in columns.iter().enumerate() {
        let Column::Slot(slot) = column else { continue };
        let held = held.remove(&item);
        match slot.content {
            SlotContent::Field(_) => members.extend(held.and_then(datum).map(|datum| (slot.path.clone(), datum))),
            SlotContent::Completeness => drop(said.insert(slot.path.clone(), Said { held, place })),
        }
    }
    Element { key: row.key.canonical, shown: row.key.held.shown(), place, members, said }
}
