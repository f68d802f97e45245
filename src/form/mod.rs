//! What the regions of a level fill in, sheet by sheet: the one description from which forms are written and by which what
//! comes back is read.
//!
//! A [`Form`] holds only what a rule or an indicator reads that concerns the level ([`Asked`]), the keys of lists, and what the
//! author asks for in any case. A part of the submission is a card: a slot a row. A list is a table: an element a row, a slot
//! a column, before them the keys of the lists that it lies in. Parts within parts lie on the card of the outermost one. Whether
//! a list names everything there is stands in a slot of its owner, since an empty table does not say whether there is nothing.
//! A list in which regions report on a plan has a given row for each duty that binds one of them, and no such slot.

mod column;
mod digest;
pub mod geometry;
mod given;
pub mod name;
mod sheets;
mod shelf;
mod unit_word;
pub mod wording;
pub mod words;

pub use column::{Column, Info};
pub use given::{Due, Given};
pub use shelf::Forms;
pub use unit_word::unit_word;

use crate::analysis::Asked;
use crate::standard::record::Field;
use crate::standard::{Label, Standard};

/// The form of one level.
#[derive(Debug)]
pub struct Form<'s> {
    /// The standard.
    pub standard: &'s Standard,
    /// The level, as in the registry.
    pub level: &'s str,
    /// The sheets, those of the outer records first.
    pub sheets: Vec<Sheet<'s>>,
}

/// One sheet.
#[derive(Debug, Hash)]
pub struct Sheet<'s> {
    /// From the submission to the record: empty for the submission itself, `hall`, `sections.posts`.
    pub path: String,
    /// What stands on its tab: at most 31 characters, unique in the form whatever the case, without the marks `[]:*?/\`.
    pub name: String,
    /// The titles of the parts and lists on the way to the record, the outermost first; for the submission its own.
    pub titles: Vec<&'s Label>,
    /// Help for those who fill it in.
    pub help: Option<&'s str>,
    /// How it is laid out.
    pub arrangement: Arrangement<'s>,
    /// What is filled in, in order; in a table the key of its elements comes first.
    pub slots: Vec<Slot<'s>>,
}

/// How a sheet is laid out.
#[derive(Debug, Hash)]
pub enum Arrangement<'s> {
    /// A slot a row.
    Card,
    /// An element a row.
    Table {
        /// The keys of the lists in which this one lies, the outermost first.
        owners: Vec<Owner<'s>>,
        /// The name of the key of its own elements.
        key: &'s str,
        /// The rows that stand there from the start and are all there are; empty where a region names its own.
        given: Vec<Given<'s>>,
    },
}

/// The key of a list in which another one lies.
#[derive(Debug, Clone, Hash)]
pub struct Owner<'s> {
    /// The path of the list's own sheet.
    pub path: String,
    /// The title of the list.
    pub title: &'s Label,
    /// The name of its key.
    pub key: &'s str,
    /// The title of its key.
    pub key_title: &'s Label,
    /// The key's field.
    pub field: &'s Field,
}

/// Something to be filled in.
#[derive(Debug, Clone, Hash)]
pub struct Slot<'s> {
    /// From the sheet's record to the member: `area`, `site_assessment.rating`.
    pub path: String,
    /// The titles of the parts it lies in on this sheet, and its own.
    pub titles: Vec<&'s Label>,
    /// Help for those who fill it in.
    pub help: Option<&'s str>,
    /// What belongs there.
    pub content: SlotContent<'s>,
}

/// What belongs into a slot.
#[derive(Debug, Clone, Copy, Hash)]
pub enum SlotContent<'s> {
    /// A value, or several.
    Field(&'s Field),
    /// Whether the list of that name has been filled in completely.
    Completeness,
}

impl<'s> Form<'s> {
    /// The form of a level; without sheets where the level is asked for nothing.
    #[must_use]
    pub fn of(standard: &'s Standard, level: &'s str) -> Self {
        Self::asking(standard, level, &Asked::of(standard))
    }

    /// The forms of all levels that are asked for anything, in the order of the registry.
    #[must_use]
    pub fn all(standard: &'s Standard) -> Vec<Self> {
        Self::all_of(standard, &Asked::of(standard))
    }

    /// The same, where it is known already what is asked for.
    #[must_use]
    pub fn all_of(standard: &'s Standard, asked: &Asked<'s>) -> Vec<Self> {
        let levels = standard.registry.values("level").into_iter();
        levels.map(|level| Self::asking(standard, level, asked)).filter(|form| !form.sheets.is_empty()).collect()
    }

    fn asking(standard: &'s Standard, level: &'s str, asked: &Asked<'s>) -> Self {
        Self { standard, level, sheets: sheets::sheets(standard, level, &asked.of_level(level)) }
    }

    /// The sheet with that path.
    #[must_use]
    pub fn sheet(&self, path: &str) -> Option<&Sheet<'s>> {
        self.sheets.iter().find(|sheet| sheet.path == path)
    }
}
