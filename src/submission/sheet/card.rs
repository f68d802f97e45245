//! A card: a slot a row, its value beside its title.

use super::header::{Header, one_of};
use super::matching::{Found, Item, Line, matched};
use super::notes::Notes;
use super::view::{Merges, View, folded, shown, text};
use super::wanted::Wanted;
use crate::diagnostic::catalogue::sheet as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::form::geometry::CARD_COLUMNS;
use crate::form::wording::{CARD_HEADINGS, EMPTY, FILLED, MISSING};
use crate::submission::grid::{Cell, CellContent};
use std::collections::BTreeMap;

/// The row of a slot.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'g> {
    /// Where it is, for messages about what is not there.
    pub place: Span,
    /// What was filled in.
    pub value: Option<&'g Cell>,
    /// Whether the cell is merged with that of another slot, so that nobody can say whose it is.
    pub shared: bool,
}

/// Where the columns of a card are.
struct Columns {
    title: Option<u32>,
    value: u32,
    path: Option<u32>,
}

/// The rows of a card, one for each item that has one; `None` where the sheet cannot be read (and is reported).
pub fn read<'g>(view: View<'g>, wanted: &Wanted, notes: &mut Notes) -> Option<Vec<Option<Entry<'g>>>> {
    let header = Header::of(view, &card_items(), notes);
    let named = |name: &str| {
        let index = CARD_COLUMNS.iter().position(|column| *column == name)?;
        header.as_ref()?.column(index)
    };
    let path = named("path").or_else(|| path_column(view, wanted, header.as_ref()?));
    let columns = (named("title").or(path), named("value"));
    let (Some(header), (Some(_), Some(value))) = (&header, columns) else {
        notes.say(Diagnostic::new(&messages::SHEET_UNREADABLE).with("name", &view.sheet.name).at(view.sheet.span));
        return None;
    };
    let columns = Columns { title: named("title"), value, path };
    Some(Reader { view, header, columns, notes }.entries(wanted))
}

/// The column with paths, where its own key is gone: one that nobody knows and in which nothing but paths stands.
fn path_column(view: View<'_>, wanted: &Wanted, header: &Header) -> Option<u32> {
    let mut columns: BTreeMap<u32, bool> = BTreeMap::new();
    for (column, cell) in header.rows(view).flat_map(|row| view.row(row)) {
        let is_path = text(cell).is_some_and(|text| wanted.items.iter().any(|item| item.key == text));
        *columns.entry(column).or_insert(true) &= is_path && !header.known.contains(&column);
    }
    columns.into_iter().find(|(_, is_path)| *is_path).map(|(column, _)| column)
}

fn card_items() -> Vec<Item> {
    // The column with paths has no heading.
    let headings = CARD_HEADINGS.into_iter().map(Some).chain([None]);
    let items = CARD_COLUMNS.iter().zip(headings).map(|(key, heading)| Item {
        key: (*key).to_owned(),
        title: heading.unwrap_or_default().to_owned(),
        texts: heading.into_iter().map(folded).collect(),
        beside: Vec::new(),
    });
    items.collect()
}

struct Reader<'g, 'h, 'n> {
    view: View<'g>,
    header: &'h Header,
    columns: Columns,
    notes: &'n mut Notes,
}

impl<'g> Reader<'g, '_, '_> {
    fn entries(&mut self, wanted: &Wanted) -> Vec<Option<Entry<'g>>> {
        let lines = self.lines(wanted);
        let mut rows: Vec<Vec<u32>> = wanted.items.iter().map(|_| Vec::new()).collect();
        let mut is_unclear = false;
        for (line, found) in lines.iter().zip(matched(&wanted.items, &lines)) {
            is_unclear |= found == Found::Unclear;
            self.say(wanted, line, found);
            if let Some(rows) = found.item().and_then(|item| rows.get_mut(item)) {
                rows.push(line.at);
            }
        }
        let mut own: Vec<Option<u32>> = Vec::with_capacity(rows.len());
        let mut missing = Vec::new();
        for (item, rows) in wanted.items.iter().zip(rows) {
            let value = self.columns.value;
            let places =
                rows.iter().map(|row| (*row, self.view.filled(*row, value).map(|cell| ((), cell)).into_iter()));
            own.push(one_of(item, places.collect(), self.notes, &mut is_unclear));
            if rows.is_empty() {
                missing.push(item.title.as_str());
            }
        }
        if !missing.is_empty() && !is_unclear && !wanted.is_cover() {
            wanted.say_missing(&missing, self.view, self.notes);
        }
        let merges = Merges::of(self.view.sheet, [self.columns.value]);
        let rows = wanted.items.iter().zip(&own);
        rows.map(|(item, row)| row.map(|row| self.entry(item, row, &own, &merges))).collect()
    }

    fn lines(&self, wanted: &Wanted) -> Vec<Line> {
        let own = card_items();
        let rows = self.header.rows(self.view).filter(|row| !self.header.is_repeated(self.view, &own, *row));
        let cell = |row, column: Option<u32>| text(self.view.filled(row, column?)?);
        let lines = rows.map(|row| Line {
            at: row,
            key: cell(row, self.columns.path),
            text: cell(row, self.columns.title).map(|text| folded(&text)),
        });
        let lines: Vec<Line> = lines.collect();
        let is_key = |line: &Line| wanted.items.iter().any(|item| line.key.as_ref() == Some(&item.key));
        // The cover goes on below its slots with what to know, where the same words may stand.
        if wanted.is_cover() && lines.iter().any(is_key) { lines.into_iter().filter(is_key).collect() } else { lines }
    }

    fn say(&mut self, wanted: &Wanted, line: &Line, found: Found) {
        let title = self.columns.title.and_then(|column| self.view.filled(line.at, column));
        let value = self.view.filled(line.at, self.columns.value);
        let place = title.or(value).map_or(self.view.sheet.span, |cell| cell.span);
        let shown = title.map(shown).unwrap_or_default();
        let about = |entry| Diagnostic::new(entry).with("text", &shown).at(place);
        match (found, value) {
            (Found::Titled(_), _) => self.notes.gather(self.view.index, 0, about(&messages::BY_TITLE)),
            (Found::Moved(_), _) => self.notes.gather(self.view.index, 0, about(&messages::MOVED)),
            (Found::Retitled(item), Some(_)) => {
                let usual = wanted.items.get(item).map_or("", |item| item.title.as_str());
                self.notes.say(about(&messages::RETITLED).with("usual", usual));
            }
            (Found::Unclear, Some(_)) => self.notes.say(about(&messages::TITLE_UNCLEAR)),
            // The cover goes on below its slots with what to know.
            (Found::Unknown, _) if wanted.is_cover() => {}
            (Found::Unknown, value) if line.key.is_some() => {
                self.notes.extra(format!("{}·{shown}", wanted.name));
                if let Some(value) = value {
                    let about = Diagnostic::new(&messages::NOT_READ).at(value.span);
                    self.notes.gather(self.view.index, self.columns.value, about);
                }
            }
            (Found::Unknown, Some(value)) => {
                let column = self.columns.value;
                self.notes.gather(self.view.index, column, Diagnostic::new(&messages::NOT_READ).at(value.span));
            }
            (Found::Unknown, None) if title.is_some() => {
                self.notes.gather(self.view.index, 0, about(&messages::NOTE_ROW));
            }
            _ => {}
        }
    }

    fn entry(&mut self, item: &Item, row: u32, own: &[Option<u32>], merges: &Merges) -> Entry<'g> {
        let value = self.view.filled(row, self.columns.value);
        let title = self.columns.title.and_then(|column| self.view.filled(row, column));
        let area = merges.at(row, self.columns.value);
        let within = |other: &u32| area.is_some_and(|area| (area.first.0..=area.last.0).contains(other));
        let shared = own.iter().flatten().filter(|other| within(other)).count() > 1;
        if let (Some(cell), true) = (value, shared) {
            self.notes.say(Diagnostic::new(&messages::MERGED_VALUE).with("title", &item.title).at(cell.span));
        }
        if let Some(cell) = value.filter(|_| self.view.sheet.is_hidden(row, self.columns.value)) {
            let hidden = Diagnostic::new(&messages::HIDDEN).with("name", &self.view.sheet.name);
            self.notes.gather(self.view.index, 0, hidden.at(cell.span));
        }
        self.say_beside(item, row, value.is_some());
        Entry { place: title.map_or(self.view.sheet.span, |cell| cell.span), value, shared }
    }

    /// What stands in a row beside its value, where the form has nothing or words of its own.
    fn say_beside(&mut self, item: &Item, row: u32, has_value: bool) {
        for (column, cell) in self.view.row(row) {
            let own = self.header.columns.iter().position(|own| *own == Some(column));
            let is_stray = match own.and_then(|own| CARD_COLUMNS.get(own)) {
                // A value that slipped into the next cell; with one in its own cell, a changed help does no harm.
                Some(&"unit" | &"help") => {
                    !has_value
                        && !item.beside.is_empty()
                        && text(cell).is_none_or(|text| !item.beside.contains(&folded(&text)))
                }
                Some(&"state") => is_no_state(cell),
                Some(_) => false,
                None => !self.header.known.contains(&column) && Some(column) != self.columns.path,
            };
            if is_stray {
                self.notes.gather(self.view.index, column, Diagnostic::new(&messages::NOT_READ).at(cell.span));
            }
        }
    }
}

/// Whether something else stands in a cell than what a form says of its state, by formula or pasted as text.
pub fn is_no_state(cell: &Cell) -> bool {
    let begins = |text: String| [EMPTY, FILLED].iter().chain(&MISSING).any(|word| text.starts_with(word));
    !matches!(cell.content, CellContent::Formula) && !text(cell).is_some_and(begins)
}
