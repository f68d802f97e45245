//! Which cells of a sheet are filled in: for states, rules and the summary.

use super::card;
use super::filling::Row;
use crate::form::geometry::FIRST_ROW;
use crate::form::{Arrangement, Info, Sheet};
use crate::standard::Standard;
use crate::standard::record::Field;

/// How many rows are prepared where elements are the region's own.
const PREPARED: usize = 200;
/// How many more are prepared than are filled in already.
const MORE: usize = 20;
/// Down to which row cells are open and have rules.
const REACH: u32 = 2_000;

/// The open cells of a sheet. Columns count from 0, rows from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The first column that is filled in.
    pub first: u16,
    /// The column behind the last one.
    pub end: u16,
    /// The column of the element's own key; on a card, that of the values.
    pub key: u16,
    /// How many rows are prepared.
    pub prepared: usize,
    /// The last row that takes anything.
    pub reach: u32,
}

impl Extent {
    /// Of a card.
    pub fn card(slots: usize) -> Self {
        let reach = card::last_row(slots);
        Self { first: card::VALUE, end: card::VALUE + 1, key: card::VALUE, prepared: slots, reach }
    }

    /// Of a sheet on which so many rows are filled in already.
    pub fn of(standard: &Standard, sheet: &Sheet<'_>, filled: usize) -> Self {
        let Arrangement::Table { owners, given, .. } = &sheet.arrangement else {
            return Self::card(sheet.slots.len());
        };
        let count = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
        if !given.is_empty() {
            let first = 1 + Info::ALL.len();
            return Self {
                first: count(first),
                end: count(first + sheet.slots.len().saturating_sub(1)),
                key: 0,
                prepared: given.len(),
                reach: last_row(given.len()),
            };
        }
        // There cannot be more elements than options to tell them apart.
        let options = key_field(sheet).and_then(|field| standard.choice(&field.kind.value));
        let prepared = match options {
            Some(choice) if owners.is_empty() => choice.options.len().max(filled),
            _ => PREPARED.max(filled + MORE),
        };
        Self {
            first: 0,
            end: count(owners.len() + sheet.slots.len()),
            key: count(owners.len()),
            prepared,
            reach: last_row(prepared).max(REACH),
        }
    }

    /// How many cells one row has.
    pub fn cells(&self) -> u16 {
        self.end.saturating_sub(self.first)
    }
}

fn last_row(rows: usize) -> u32 {
    (FIRST_ROW - 1).saturating_add(u32::try_from(rows).unwrap_or(u32::MAX))
}

/// The field of the key of a table.
pub fn key_field<'s>(sheet: &Sheet<'s>) -> Option<&'s Field> {
    match sheet.slots.first()?.content {
        crate::form::SlotContent::Field(field) => Some(field),
        crate::form::SlotContent::Completeness => None,
    }
}

/// How many cells of a row are filled in; the locked key of a given row does not count.
pub fn filled_cells(sheet: &Sheet<'_>, row: &Row) -> usize {
    let Arrangement::Table { given, .. } = &sheet.arrangement else {
        return sheet.slots.iter().filter(|slot| row.slots.contains_key(&slot.path)).count();
    };
    let locked = usize::from(!given.is_empty());
    let slots = sheet.slots.iter().skip(locked).filter(|slot| row.slots.contains_key(&slot.path)).count();
    slots + row.owners.len()
}
