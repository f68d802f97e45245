//! The way back: the clerk's own workbook with what was found in it.
//!
//! Every cell with a finding gets a comment, and a sheet of its own ([`FINDINGS`](crate::form::geometry::FINDINGS)) lists them all with links to the
//! cells. Nothing else changes: parts that need no addition are copied as they are, byte for byte, the others are spliced. A
//! workbook that comes back once more loses what an earlier run added before the new is added.
//!
//! The workbook has been read before, within the limits of [`submission::workbook`](crate::submission::workbook); what could
//! not be read there never gets here.

mod comments;
mod container;
mod finding;
mod gather;
mod list;
mod relations;
mod shapes;
mod sheet;
mod splice;
mod styles;

pub use finding::{Finding, Place};
pub use gather::{are_there, is_workbook, workbooks};

use crate::diagnostic::Language;
use container::Container;
use relations::Relations;
use splice::Broken;
use std::collections::BTreeMap;

/// Why a workbook cannot be given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreturnable;

impl From<Broken> for Unreturnable {
    fn from(_: Broken) -> Self {
        Self
    }
}

/// The part that lists the sheets.
const WORKBOOK: &str = "xl/workbook.xml";

/// The workbook with its findings. `heading` stands above the list of them.
///
/// # Errors
/// Where the container or a part that has to be changed cannot be read.
pub fn annotate(
    original: &[u8],
    heading: &str,
    findings: &[Finding],
    language: Language,
) -> Result<Vec<u8>, Unreturnable> {
    let mut container = Container::read(original)?;
    let relations = Relations::of(&container, WORKBOOK)?;
    let sheets = sheet::sheets(&container, WORKBOOK, &relations)?;
    for (name, part) in &sheets {
        comments::replace(&mut container, part, &notes(findings, name))?;
    }
    list::add(&mut container, WORKBOOK, relations, heading, findings, language)?;
    container.write()
}

/// What is to be said at the cells of a sheet, by row and column; findings at one cell share its comment.
fn notes(findings: &[Finding], sheet: &str) -> BTreeMap<(u32, u32), String> {
    let mut notes: BTreeMap<(u32, u32), String> = BTreeMap::new();
    for finding in findings {
        for place in finding.places.iter().filter(|place| place.sheet == sheet) {
            let text = notes.entry((place.row, place.column)).or_default();
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&finding.note());
        }
    }
    notes
}
