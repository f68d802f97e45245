//! What a workbook may still hold, over all its sheets.

use super::fault::Fault;
use super::limits::{MAX_CELLS, MAX_FILLED_ROWS, MAX_MERGED_AREAS, MAX_TEXT_BYTES};
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::workbook as messages;

/// What has been taken of the bounds that all sheets share.
#[derive(Debug, Default)]
pub struct Budget {
    cells: usize,
    rows: usize,
    areas: usize,
    bytes: usize,
    spent: bool,
}

impl Budget {
    /// Whether a bound was reached, so that nothing more needs to be read.
    pub fn is_spent(&self) -> bool {
        self.spent
    }

    /// Takes a cell with so many bytes of text.
    ///
    /// # Errors
    /// Where there are too many cells, or is too much text, which is then reported.
    pub fn cell(&mut self, bytes: usize, report: &mut Report<'_>) -> Result<(), Fault> {
        self.cells += 1;
        self.held(self.cells <= MAX_CELLS, || too_many("cells", MAX_CELLS, report))?;
        self.text(bytes, report)
    }

    /// Takes so many bytes of text.
    ///
    /// # Errors
    /// Where there is too much text, which is then reported.
    pub fn text(&mut self, bytes: usize, report: &mut Report<'_>) -> Result<(), Fault> {
        self.bytes += bytes;
        self.held(self.bytes <= MAX_TEXT_BYTES, || too_much_text(MAX_TEXT_BYTES, report))
    }

    /// Takes a filled row.
    ///
    /// # Errors
    /// Where there are too many, which is then reported.
    pub fn row(&mut self, report: &mut Report<'_>) -> Result<(), Fault> {
        self.rows += 1;
        self.held(self.rows <= MAX_FILLED_ROWS, || too_many("filled rows", MAX_FILLED_ROWS, report))
    }

    /// Takes a merged area.
    ///
    /// # Errors
    /// Where there are too many, which is then reported.
    pub fn area(&mut self, report: &mut Report<'_>) -> Result<(), Fault> {
        self.areas += 1;
        self.held(self.areas <= MAX_MERGED_AREAS, || too_many("merged areas", MAX_MERGED_AREAS, report))
    }

    fn held(&mut self, holds: bool, refuse: impl FnOnce() -> Fault) -> Result<(), Fault> {
        self.spent |= !holds;
        if holds { Ok(()) } else { Err(refuse()) }
    }
}

/// Reports that there is more of something than may be.
pub fn too_many(kind: &str, limit: usize, report: &mut Report<'_>) -> Fault {
    report.last(Diagnostic::new(&messages::TOO_MANY_THINGS).with("kind", kind).with("limit", limit));
    Fault::Reported
}

/// Reports that texts are too much together.
pub fn too_much_text(limit: usize, report: &mut Report<'_>) -> Fault {
    report.last(Diagnostic::new(&messages::TOO_MUCH_TEXT).with("limit", limit >> 20));
    Fault::Reported
}
