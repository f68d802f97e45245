//! The sheets of a form as a reader looks for them: what their rows or columns are known by.

use super::matching::Item;
use super::notes::Notes;
use super::view::{View, folded};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::sheet as messages;
use crate::form::geometry::{COVER, COVER_NAME, COVER_SLOTS};
use crate::form::{Arrangement, Column, Sheet, Slot, wording};
use crate::standard::Standard;

/// A sheet of the form that is looked for.
#[derive(Debug)]
pub struct Wanted {
    /// Its path.
    pub path: String,
    /// What stands on its tab.
    pub name: String,
    /// Its rows or columns.
    pub items: Vec<Item>,
}

impl Wanted {
    /// The cover.
    pub fn cover() -> Self {
        let items = COVER_SLOTS.iter().map(|(name, title)| Item {
            key: (*name).to_owned(),
            title: (*title).to_owned(),
            texts: vec![folded(title)],
            beside: Vec::new(),
        });
        Self { path: COVER.to_owned(), name: COVER_NAME.to_owned(), items: items.collect() }
    }

    /// A sheet of the form.
    pub fn of(standard: &Standard, sheet: &Sheet<'_>) -> Self {
        let items = match sheet.arrangement {
            Arrangement::Card => sheet.slots.iter().map(|slot| row(standard, slot)).collect(),
            Arrangement::Table { .. } => sheet.columns().iter().map(|own| column(standard, own)).collect(),
        };
        Self { path: sheet.path.clone(), name: sheet.name.clone(), items }
    }

    /// Whether it is the cover.
    pub fn is_cover(&self) -> bool {
        self.path == COVER
    }

    /// Says which rows or columns are not there.
    pub fn say_missing(&self, missing: &[&str], view: View<'_>, notes: &mut Notes) {
        let missing = missing.join("、");
        let about = Diagnostic::new(&messages::SLOT_MISSING).with("name", &view.sheet.name).with("missing", &missing);
        notes.lack(format!("{}·{missing}", self.name), about.at(view.sheet.span));
    }
}

fn row(standard: &Standard, slot: &Slot<'_>) -> Item {
    let title = wording::title(slot);
    let beside = [wording::unit(standard, slot.content), wording::help(standard, slot)];
    let beside = beside.iter().map(|text| folded(text)).collect();
    Item { key: slot.path.clone(), texts: vec![folded(&title)], title, beside }
}

fn column(standard: &Standard, column: &Column<'_, '_>) -> Item {
    let (title, heading) = match column {
        Column::Owner(owner) => (wording::owner_heading(owner).replace('\n', ""), None),
        Column::Slot(slot) => (wording::title(slot), Some(wording::heading(standard, slot))),
        Column::Info(info) => (wording::info(*info).to_owned(), None),
        Column::State => (wording::STATE_HEADING.to_owned(), None),
    };
    let mut texts = vec![folded(&title)];
    texts.extend(heading.map(|heading| folded(&heading)));
    Item { key: column.key(), title, texts, beside: Vec::new() }
}
