//! A table: an element a row, before its key the keys of the lists that it lies in.

use super::card::is_no_state;
use super::element::{Reader, Row};
use super::header::Header;
use super::notes::Notes;
use super::row::{self, Kind, Read};
use super::view::{Merges, View, shown};
use super::wanted::Wanted;
use crate::diagnostic::catalogue::sheet as messages;
use crate::diagnostic::{Diagnostic, Entry};
use crate::form::{Arrangement, Column, Sheet};
use crate::standard::Standard;
use std::collections::BTreeSet;

/// What stands in a table.
#[derive(Debug, Default)]
pub struct Table {
    /// Its elements.
    pub rows: Vec<Row>,
    /// Whether a row could not be read, so that there may be more elements than these.
    pub lost: bool,
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

    fn pass_over(&mut self, entry: &'static Entry, row: u32) {
        let text = self.view.row(row).next().map(|(_, cell)| shown(cell)).unwrap_or_default();
        self.notes.gather(self.view.index, 0, Diagnostic::new(entry).with("text", text).at(self.first(row)));
    }

    /// What stands above the table and beside its columns, where the form has nothing or a title.
    fn say_beside(&mut self, kinds: &[(u32, Kind)]) {
        let above: Vec<u32> = self.header.rows_above(self.view).filter(|row| self.filled(*row) > 1).collect();
        for row in above {
            let about = Diagnostic::new(&messages::NOT_READ).at(self.first(row));
            self.notes.gather(self.view.index, 0, about);
            self.lost = true;
        }
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
