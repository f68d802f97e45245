//! The columns of a table, in order.

use super::geometry::{INFO, OWNER, STATE};
use super::{Arrangement, Owner, Sheet, Slot};

/// One column of a table.
#[derive(Debug, Clone, Copy)]
pub enum Column<'f, 's> {
    /// The key of a list in which this one lies.
    Owner(&'f Owner<'s>),
    /// Something to be filled in.
    Slot(&'f Slot<'s>),
    /// Something to be read.
    Info(Info),
    /// What is missing in the row.
    State,
}

/// What a given row tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Info {
    /// The title of the duty.
    Title,
    /// The units responsible.
    Units,
    /// Until when.
    Due,
}

impl Info {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Title, Self::Units, Self::Due];

    /// The word in the key of its column.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Units => "units",
            Self::Due => "due",
        }
    }
}

impl Column<'_, '_> {
    /// What stands in the row with the paths of columns.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Owner(owner) => format!("{OWNER}{}", owner.path),
            Self::Slot(slot) => slot.path.clone(),
            Self::Info(info) => format!("{INFO}{}", info.word()),
            Self::State => STATE.to_owned(),
        }
    }
}

impl<'s> Sheet<'s> {
    /// The columns of a table: the keys of outer lists, its own key, what given rows tell, the other slots, the state; none
    /// for a card.
    #[must_use]
    pub fn columns(&self) -> Vec<Column<'_, 's>> {
        let Arrangement::Table { owners, given, .. } = &self.arrangement else { return Vec::new() };
        let mut columns: Vec<Column<'_, 's>> = owners.iter().map(Column::Owner).collect();
        let mut slots = self.slots.iter().map(Column::Slot);
        columns.extend(slots.next());
        if !given.is_empty() {
            columns.extend(Info::ALL.map(Column::Info));
        }
        columns.extend(slots);
        columns.push(Column::State);
        columns
    }
}
