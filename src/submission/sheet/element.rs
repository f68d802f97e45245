//! A row of a table → an element: its keys, and what its slots hold.

use super::header::Header;
use super::notes::Notes;
use super::row::Read;
use super::value::{Held, canonical, held, is_ditto};
use super::view::{Merges, View, shown};
use super::wanted::Wanted;
use crate::diagnostic::catalogue::sheet as messages;
use crate::diagnostic::{Diagnostic, Entry, Span};
use crate::form::{Column, SlotContent};
use crate::standard::Standard;
use crate::standard::record::Field;
use crate::submission::grid::{Area, Cell};
use std::collections::{BTreeMap, BTreeSet};

/// An element.
#[derive(Debug)]
pub struct Row {
    /// The keys of the lists in which it lies, the outermost first.
    pub owners: Vec<Key>,
    /// Its own key.
    pub key: Key,
    /// What its slots hold, its key included, by their place among the columns of the sheet.
    pub slots: BTreeMap<usize, Held>,
}

/// A key.
#[derive(Debug, Clone)]
pub struct Key {
    /// What it is compared by; `None` where it cannot be read.
    pub canonical: Option<String>,
    /// What stands there.
    pub held: Held,
}

/// What an element repeats where it says ditto or nothing.
#[derive(Debug)]
pub struct Above {
    owners: Vec<Key>,
    slots: BTreeMap<usize, Held>,
}

/// A table on its way to its elements.
pub struct Reader<'g, 'f, 's, 'n> {
    /// The sheet.
    pub view: View<'g>,
    /// What it is looked for by.
    pub wanted: &'f Wanted,
    /// Its columns in the form.
    pub columns: Vec<Column<'f, 's>>,
    /// Where they stand.
    pub header: &'f Header,
    /// Those that are read.
    pub read: Read,
    /// What is merged in them.
    pub merges: Merges,
    /// The standard.
    pub standard: &'s Standard,
    /// What was found.
    pub notes: &'n mut Notes,
    /// The element above the one that is read.
    pub above: Option<Above>,
    /// Whether a row could not be read.
    pub lost: bool,
}

impl Reader<'_, '_, '_, '_> {
    /// The element in a row; `None` where nobody can say which it is, or to what it belongs (which is reported). `keyed` are the rows
    /// with a key of their own.
    pub fn element(&mut self, row: u32, keyed: &BTreeSet<u32>) -> Option<Row> {
        let owners = self.owners(row);
        let key = self.key_cell(self.read.key, row);
        let slots = self.slots(row, keyed);
        let owners_of_next = owners.clone().unwrap_or_default();
        self.above = Some(Above { owners: owners_of_next, slots: slots.clone() });
        self.say_hidden(row);
        let owners = owners?;
        let Some(held) = key else {
            self.lose(&messages::KEY_BLANK, row);
            return None;
        };
        if owners.iter().any(|owner| owner.canonical.is_none()) {
            // What is wrong with it was said.
            self.lost = true;
            return None;
        }
        // How it reads is said where the facts are read.
        let key = self.key(self.read.key.0, held.clone(), false, &mut Vec::new());
        let mut slots = slots;
        slots.insert(self.read.key.0, held);
        Some(Row { owners, key, slots })
    }

    fn key(&self, item: usize, held: Held, suggests: bool, diagnostics: &mut Vec<Diagnostic>) -> Key {
        let field = self.field(item);
        let (title, suggests) = (self.title(item), suggests && !self.notes.are_many());
        let canonical = field.and_then(|field| canonical(self.standard, field, title, &held, suggests, diagnostics));
        Key { canonical, held }
    }

    /// What a column with keys holds in a row; where cells are merged, for all their rows.
    fn key_cell(&mut self, (item, column): (usize, u32), row: u32) -> Option<Held> {
        let area = self.merges.at(row, column);
        if let Some(cell) = self.view.filled(row, column) {
            if !area.is_some_and(|area| self.is_wide(area)) {
                return Some(self.held(item, cell));
            }
            let shared = Diagnostic::new(&messages::MERGED_VALUE).with("title", self.title(item));
            self.notes.say(shared.at(cell.span));
            return Some(Held { value: None, span: cell.span });
        }
        let area = area.filter(|area| area.first.0 < row && area.first.1 == column && !self.is_wide(*area))?;
        let cell = self.view.filled(area.first.0, column)?;
        self.note(&messages::MERGED_KEY, item, column, cell.span);
        // What is wrong with it was said where it stands.
        Some(held(cell, "", &mut Notes::default()))
    }

    fn held(&mut self, item: usize, cell: &Cell) -> Held {
        let title = self.wanted.items.get(item).map_or("", |item| item.title.as_str());
        held(cell, title, self.notes)
    }

    /// The keys of the lists in which the element lies; `None` where one is not known, which is reported.
    fn owners(&mut self, row: u32) -> Option<Vec<Key>> {
        let mut owners: Vec<Key> = Vec::new();
        for (place, (item, column)) in self.read.owners.clone().into_iter().enumerate() {
            let written = self.view.filled(row, column);
            let own = match written {
                Some(cell) if is_ditto(cell) => None,
                _ => self.key_cell((item, column), row),
            };
            if let Some(held) = own {
                let mut found = Vec::new();
                owners.push(self.key(item, held, true, &mut found));
                found.into_iter().for_each(|found| self.notes.say(found));
                continue;
            }
            let above = self.above.as_ref().filter(|above| {
                let outer = above.owners.iter().zip(&owners).all(|(above, own)| above.canonical == own.canonical);
                outer && above.owners.len() > place
            });
            let Some(owner) = above.and_then(|above| above.owners.get(place)).cloned() else {
                self.lose(&messages::OWNER_BLANK, row);
                return None;
            };
            let entry = if written.is_some() { &messages::DITTO } else { &messages::OWNER_ABOVE };
            self.note(entry, item, column, self.first(row));
            owners.push(owner);
        }
        Some(owners)
    }

    fn slots(&mut self, row: u32, keyed: &BTreeSet<u32>) -> BTreeMap<usize, Held> {
        let mut slots = BTreeMap::new();
        for (item, column) in self.read.slots.clone() {
            let cell = self.view.filled(row, column);
            if let Some(area) = self.merges.at(row, column).filter(|area| self.is_shared(*area, keyed)) {
                if let Some(cell) = cell {
                    self.notes
                        .say(Diagnostic::new(&messages::MERGED_VALUE).with("title", self.title(item)).at(cell.span));
                }
                let place = self.view.filled(area.first.0, area.first.1).map_or(self.view.sheet.span, |cell| cell.span);
                slots.insert(item, Held { value: None, span: place });
                continue;
            }
            let Some(cell) = cell else { continue };
            let above =
                self.above.as_ref().and_then(|above| above.slots.get(&item)).filter(|_| is_ditto(cell)).cloned();
            let held = match above {
                Some(above) => {
                    if above.value.is_some() {
                        self.note(&messages::DITTO, item, column, cell.span);
                    }
                    Held { value: above.value, span: cell.span }
                }
                None => self.held(item, cell),
            };
            slots.insert(item, held);
        }
        slots
    }

    /// Whether an area takes in the cells of several elements, or of several slots.
    fn is_shared(&self, area: Area, keyed: &BTreeSet<u32>) -> bool {
        self.is_wide(area) || keyed.range(area.first.0..=area.last.0.max(area.first.0)).count() > 1
    }

    fn is_wide(&self, area: Area) -> bool {
        self.read.all().filter(|column| (area.first.1..=area.last.1).contains(column)).count() > 1
    }

    fn say_hidden(&mut self, row: u32) {
        let hidden = self.read.all().filter(|column| self.view.sheet.is_hidden(row, *column));
        let cell = hidden.filter_map(|column| self.view.filled(row, column)).next();
        if let Some(cell) = cell {
            let about = Diagnostic::new(&messages::HIDDEN).with("name", &self.view.sheet.name);
            self.notes.gather(self.view.index, 0, about.at(cell.span));
        }
    }

    /// The place of the first cell of a row that is read.
    pub fn first(&self, row: u32) -> Span {
        let cells = self.read.all().filter_map(|column| self.view.filled(row, column));
        cells.map(|cell| cell.span).min().unwrap_or(self.view.sheet.span)
    }

    /// The title of an item.
    pub fn title(&self, item: usize) -> &str {
        self.wanted.items.get(item).map_or("", |item| item.title.as_str())
    }

    /// The field of an item.
    pub fn field(&self, item: usize) -> Option<&Field> {
        match self.columns.get(item)? {
            Column::Owner(owner) => Some(owner.field),
            Column::Slot(slot) => match slot.content {
                SlotContent::Field(field) => Some(field),
                SlotContent::Completeness => None,
            },
            Column::Info(_) | Column::State => None,
        }
    }

    /// Reports a row that is not read.
    pub fn lose(&mut self, entry: &'static Entry, row: u32) {
        let text = self.view.row(row).next().map(|(_, cell)| shown(cell)).unwrap_or_default();
        self.notes.say(
            Diagnostic::new(entry).with("text", text).with("title", self.title(self.read.key.0)).at(self.first(row)),
        );
        self.lost = true;
    }

    /// Notes something about a column.
    pub fn note(&mut self, entry: &'static Entry, item: usize, column: u32, span: Span) {
        let about = Diagnostic::new(entry).with("title", self.title(item)).at(span);
        self.notes.gather(self.view.index, column, about);
    }
}
