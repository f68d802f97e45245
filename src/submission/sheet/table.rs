//! A table: an element a row, before its key the keys of the lists that it lies in.

use super::card::is_no_state;
use super::header::Header;
use super::notes::Notes;
use super::row::{self, Kind, Read};
use super::value::{Held, canonical, held, is_ditto};
use super::view::{Merges, View, shown};
use super::wanted::Wanted;
use crate::diagnostic::catalogue::sheet as messages;
use crate::diagnostic::{Diagnostic, Entry, Span};
use crate::form::{Arrangement, Column, Sheet, SlotContent};
use crate::standard::Standard;
use crate::standard::record::Field;
use crate::submission::grid::{Area, Cell};
use std::collections::{BTreeMap, BTreeSet};

/// What stands in a table.
#[derive(Debug, Default)]
pub struct Table {
    /// Its elements.
    pub rows: Vec<Row>,
    /// Whether a row could not be read, so that there may be more elements than these.
    pub lost: bool,
}

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

/// Reads a table; `None` where its columns cannot be told (which is reported).
pub fn read(
    view: View<'_>,
    wanted: &Wanted,
    sheet: &Sheet<'_>,
    standard: &Standard,
    notes: &mut Notes,
) -> Option<Table> {
    let columns = sheet.columns();
    let header = Header::of(view, &wanted.items, notes);
    let read = header.as_ref().and_then(|header| own_columns(&columns, header));
    let (Some(header), Some(read)) = (&header, read) else {
        if header.is_none_or(|header| !header.unclear) {
            let unreadable = Diagnostic::new(&messages::SHEET_UNREADABLE).with("name", &view.sheet.name);
            notes.say(unreadable.at(view.sheet.span));
        }
        return None;
    };
    let is_missing =
        |(item, column): &(usize, &Column<'_, '_>)| matches!(column, Column::Slot(_)) && header.column(*item).is_none();
    let missing = columns.iter().enumerate().filter(is_missing);
    let missing: Vec<&str> =
        missing.filter_map(|(item, _)| wanted.items.get(item)).map(|item| item.title.as_str()).collect();
    if !missing.is_empty() && !header.unclear {
        wanted.say_missing(&missing, view, notes);
    }
    let merges = Merges::of(view.sheet, read.all());
    let reader = Reader { view, wanted, columns, header, read, merges, standard, notes, above: None, lost: false };
    Some(reader.table(matches!(&sheet.arrangement, Arrangement::Table { given, .. } if !given.is_empty())))
}

/// The columns that are read; `None` where one with keys is not there, without which no row can be told from another.
fn own_columns(columns: &[Column<'_, '_>], header: &Header) -> Option<Read> {
    let (mut owners, mut slots) = (Vec::new(), Vec::new());
    let mut key = None;
    for (item, column) in columns.iter().enumerate() {
        match column {
            Column::Owner(_) => owners.push((item, header.column(item)?)),
            Column::Slot(_) if key.is_none() => key = Some((item, header.column(item)?)),
            Column::Slot(_) => slots.extend(header.column(item).map(|column| (item, column))),
            Column::Info(_) | Column::State => {}
        }
    }
    Some(Read { owners, key: key?, slots })
}

/// The element above the one that is read.
struct Above {
    owners: Vec<Key>,
    slots: BTreeMap<usize, Held>,
}

struct Reader<'g, 'f, 's, 'n> {
    view: View<'g>,
    wanted: &'f Wanted,
    columns: Vec<Column<'f, 's>>,
    header: &'f Header,
    read: Read,
    merges: Merges,
    standard: &'s Standard,
    notes: &'n mut Notes,
    above: Option<Above>,
    lost: bool,
}

impl<'g> Reader<'g, '_, '_, '_> {
    fn table(mut self, is_given: bool) -> Table {
        let rows = self.header.rows(self.view);
        let kinds: Vec<(u32, Kind)> = rows.map(|row| (row, self.kind(row))).collect();
        let elements = || kinds.iter().filter(|(_, kind)| *kind == Kind::Element).map(|(row, _)| *row);
        let keyed: BTreeSet<u32> = elements().filter(|row| self.view.filled(*row, self.read.key.1).is_some()).collect();
        // Below the last row with more than a key, a key behind a gap may as well be a remark.
        let last = elements().rfind(|row| self.filled(*row) > 1).unwrap_or(0);
        let may_be_remark =
            !is_given && last > 0 && self.field(self.read.key.0).is_some_and(|field| field.kind.value == "text");
        let mut table = Vec::new();
        let (mut before, mut behind_gap) = (self.header.above, false);
        for (row, kind) in &kinds {
            if *kind == Kind::Empty {
                continue;
            }
            behind_gap |= *row > last && *row > before + 1;
            before = *row;
            match kind {
                Kind::Element if may_be_remark && behind_gap && self.filled(*row) == 1 => {
                    self.lose(&messages::REMARK, *row)
                }
                Kind::Element => table.extend(self.element(*row, &keyed)),
                Kind::Heading => self.pass_over(&messages::HEADING_REPEATED, *row),
                Kind::Total => self.pass_over(&messages::TOTAL_ROW, *row),
                Kind::Note => self.pass_over(&messages::NOTE_ROW, *row),
                Kind::Empty => {}
            }
            if matches!(kind, Kind::Total | Kind::Note) {
                // What stands above the next element is not an element.
                self.above = None;
            }
        }
        self.say_beside(&kinds);
        Table { rows: table, lost: self.lost }
    }

    fn kind(&self, row: u32) -> Kind {
        row::kind(self.view, row, &self.wanted.items, self.header, &self.read, &self.merges)
    }

    /// How many cells that are read say something.
    fn filled(&self, row: u32) -> usize {
        self.read.all().filter(|column| self.view.filled(row, *column).is_some()).count()
    }

    fn first(&self, row: u32) -> Span {
        let cells = self.read.all().filter_map(|column| self.view.filled(row, column));
        cells.map(|cell| cell.span).min().unwrap_or(self.view.sheet.span)
    }

    fn title(&self, item: usize) -> &str {
        self.wanted.items.get(item).map_or("", |item| item.title.as_str())
    }

    fn field(&self, item: usize) -> Option<&Field> {
        match self.columns.get(item)? {
            Column::Owner(owner) => Some(owner.field),
            Column::Slot(slot) => match slot.content {
                SlotContent::Field(field) => Some(field),
                SlotContent::Completeness => None,
            },
            Column::Info(_) | Column::State => None,
        }
    }

    fn pass_over(&mut self, entry: &'static Entry, row: u32) {
        let text = self.view.row(row).next().map(|(_, cell)| shown(cell)).unwrap_or_default();
        self.notes.gather(self.view.index, 0, Diagnostic::new(entry).with("text", text).at(self.first(row)));
    }

    fn lose(&mut self, entry: &'static Entry, row: u32) {
        let text = self.view.row(row).next().map(|(_, cell)| shown(cell)).unwrap_or_default();
        self.notes.say(
            Diagnostic::new(entry).with("text", text).with("title", self.title(self.read.key.0)).at(self.first(row)),
        );
        self.lost = true;
    }

    fn note(&mut self, entry: &'static Entry, item: usize, column: u32, span: Span) {
        let about = Diagnostic::new(entry).with("title", self.title(item)).at(span);
        self.notes.gather(self.view.index, column, about);
    }

    fn element(&mut self, row: u32, keyed: &BTreeSet<u32>) -> Option<Row> {
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

    /// What stands beside the columns of the form.
    fn say_beside(&mut self, kinds: &[(u32, Kind)]) {
        let state = self.columns.iter().position(|column| matches!(column, Column::State));
        let state = state.and_then(|item| self.header.column(item));
        for (row, _) in kinds.iter().filter(|(_, kind)| matches!(kind, Kind::Element | Kind::Empty)) {
            for (column, cell) in self.view.row(*row) {
                let is_stray =
                    if state == Some(column) { is_no_state(cell) } else { !self.header.known.contains(&column) };
                if !is_stray {
                    continue;
                }
                self.notes.gather(self.view.index, column, Diagnostic::new(&messages::NOT_READ).at(cell.span));
            }
        }
    }
}
