//! The cells and merged areas of one sheet.

use super::super::grid::{Area, Cell, CellContent, Sheet};
use super::budget::{Budget, too_many};
use super::cell::{Lookup, Place, Written, display};
use super::fault::{Fault, shown};
use super::limits::{MAX_ARRAY_FORMULAS, MAX_ARRAY_ROWS, MAX_COLUMN, MAX_ROW};
use super::reference;
use super::rendition::Rendition;
use super::report::Report;
use super::xml::{Event, Xml};
use crate::diagnostic::catalogue::workbook as messages;
use crate::diagnostic::{Diagnostic, Remark, cell_name};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry::{Occupied, Vacant};

/// What the cells of a sheet refer to, and where what is read goes.
pub struct SheetReader<'r, 'd> {
    /// What cells refer to.
    pub lookup: &'r Lookup<'r>,
    /// What the workbook may still hold.
    pub budget: &'r mut Budget,
    /// The text that shows the workbook.
    pub rendition: &'r mut Rendition,
    /// What is wrong.
    pub report: &'r mut Report<'d>,
}

impl SheetReader<'_, '_> {
    /// Reads the part of a sheet.
    ///
    /// # Errors
    /// Where the part cannot be read on, or holds too much.
    pub fn read(&mut self, xml: &mut Xml<'_>, sheet: &mut Sheet) -> Result<(), Fault> {
        let mut arrays = Vec::new();
        loop {
            let part = match xml.next()? {
                Event::Open(element) => element.name().to_owned(),
                Event::Close => break,
                _ => continue,
            };
            match part.as_str() {
                "cols" => columns(xml, sheet)?,
                "sheetData" => self.rows(xml, sheet, &mut arrays)?,
                "mergeCells" => self.merged(xml, sheet)?,
                _ => xml.skip()?,
            }
        }
        xml.finish()?;
        self.fill(&arrays, sheet)
    }

    fn rows(&mut self, xml: &mut Xml<'_>, sheet: &mut Sheet, arrays: &mut Vec<Area>) -> Result<(), Fault> {
        let mut cells = Vec::new();
        let mut last = 0;
        loop {
            let (given, hidden) = match xml.next()? {
                Event::Open(element) if element.name() == "row" => {
                    let hidden = element.attribute("hidden")?;
                    (element.attribute("r")?, hidden.is_some_and(|hidden| is_true(&hidden)))
                }
                Event::Open(_) => {
                    xml.skip()?;
                    continue;
                }
                Event::Close => return Ok(()),
                _ => continue,
            };
            let row = match &given {
                Some(text) => reference::number(text, MAX_ROW),
                None => (last < MAX_ROW).then_some(last + 1),
            };
            let Some(row) = row else {
                self.misplaced(sheet, given.as_deref().unwrap_or(""));
                xml.skip()?;
                continue;
            };
            last = row;
            self.cells(xml, sheet, row, &mut cells, arrays)?;
            self.rendition.end_row();
            if hidden && !cells.is_empty() {
                sheet.hidden_rows.insert(row);
            }
            self.keep(sheet, row, &mut cells)?;
        }
    }

    /// Reads the cells of a row.
    fn cells(
        &mut self,
        xml: &mut Xml<'_>,
        sheet: &Sheet,
        row: u32,
        cells: &mut Vec<(u32, Cell)>,
        arrays: &mut Vec<Area>,
    ) -> Result<(), Fault> {
        let mut last = 0;
        let mut written = Written::default();
        loop {
            match xml.next()? {
                Event::Open(element) if element.name() == "c" => written.begin(&element)?,
                Event::Open(_) => {
                    xml.skip()?;
                    continue;
                }
                Event::Close => return Ok(()),
                _ => continue,
            }
            arrays.extend(written.read(xml)?);
            if arrays.len() > MAX_ARRAY_FORMULAS {
                return Err(too_many("array formulas", MAX_ARRAY_FORMULAS, self.report));
            }
            let column = match &written.place {
                Place::Next if last < MAX_COLUMN => Ok(last + 1),
                Place::At(own, column) if *own == row => Ok(*column),
                Place::Next => Err(Cow::Borrowed("")),
                Place::At(row, column) => Err(Cow::Owned(cell_name(*row, *column))),
                Place::Nowhere(text) => Err(Cow::Borrowed(text.as_str())),
            };
            match column {
                Ok(column) => {
                    last = column;
                    let cell = self.cell(&written, row, column)?;
                    cells.extend(cell.map(|cell| (column, cell)));
                }
                Err(reference) => self.misplaced(sheet, &reference),
            }
        }
    }

    /// The cell that was read; `None` where it is empty, or something is wrong with it, which is then reported.
    fn cell(&mut self, written: &Written, row: u32, column: u32) -> Result<Option<Cell>, Fault> {
        let content = self.lookup.content(written);
        let text = match &content {
            Ok(None) => return Ok(None),
            Ok(Some(content)) => display(content),
            Err(_) => Cow::Owned(shown(&written.value)),
        };
        self.budget.cell(text.len(), self.report)?;
        let span = self.rendition.cell(row, column, &text);
        drop(text);
        match content {
            Ok(content) => Ok(content.map(|content| Cell { content, span })),
            Err(diagnostic) => {
                self.report.push(diagnostic.at(span));
                Ok(None)
            }
        }
    }

    /// Moves the cells of a row into the sheet.
    fn keep(&mut self, sheet: &mut Sheet, row: u32, cells: &mut Vec<(u32, Cell)>) -> Result<(), Fault> {
        if cells.is_empty() {
            return Ok(());
        }
        let kept = match sheet.rows.entry(row) {
            Occupied(known) => known.into_mut(),
            Vacant(free) => {
                self.budget.row(self.report)?;
                // In order, as nearly always, the cells make a map without room left in it.
                if cells.is_sorted_by(|(before, _), (after, _)| before < after) {
                    free.insert(cells.drain(..).collect());
                    return Ok(());
                }
                free.insert(BTreeMap::new())
            }
        };
        for (column, cell) in cells.drain(..) {
            match kept.get(&column) {
                Some(first) => self.report.push(
                    Diagnostic::new(&messages::CELL_TWICE).at(cell.span).remark(first.span, Remark::DeclaredHere),
                ),
                None => {
                    kept.insert(column, cell);
                }
            }
        }
        Ok(())
    }

    fn merged(&mut self, xml: &mut Xml<'_>, sheet: &mut Sheet) -> Result<(), Fault> {
        loop {
            let given = match xml.next()? {
                Event::Open(element) if element.name() == "mergeCell" => Some(element.attribute("ref")?),
                Event::Open(_) => None,
                Event::Close | Event::End => return Ok(()),
                _ => continue,
            };
            xml.skip()?;
            let Some(given) = given.map(Option::unwrap_or_default) else { continue };
            let Some(area) = reference::area(&given) else {
                self.misplaced(sheet, &given);
                continue;
            };
            self.budget.area(self.report)?;
            sheet.merged.push(area);
        }
    }

    /// Makes every cell of an area that one formula fills a formula: only the first of them says so itself.
    fn fill(&mut self, arrays: &[Area], sheet: &mut Sheet) -> Result<(), Fault> {
        let mut steps = 0usize;
        for area in arrays {
            for cells in sheet.rows.range_mut(area.first.0..=area.last.0).map(|(_, cells)| cells) {
                let mut filled = 1;
                for (_, cell) in cells.range_mut(area.first.1..=area.last.1) {
                    cell.content = CellContent::Formula;
                    filled += 1;
                }
                steps += filled;
                if steps > MAX_ARRAY_ROWS {
                    return Err(too_many("rows of array formulas", MAX_ARRAY_ROWS, self.report));
                }
            }
        }
        Ok(())
    }

    fn misplaced(&mut self, sheet: &Sheet, reference: &str) {
        let diagnostic = Diagnostic::new(&messages::BAD_REFERENCE).with("reference", shown(reference));
        self.report.push(diagnostic.at(sheet.span));
    }
}

/// Notes which columns are hidden.
fn columns(xml: &mut Xml<'_>, sheet: &mut Sheet) -> Result<(), Fault> {
    let mut hidden: Vec<(u32, u32)> = Vec::new();
    loop {
        match xml.next()? {
            Event::Open(element) if element.name() == "col" => {
                let number = |name| {
                    let text = element.attribute(name)?;
                    Ok(text.and_then(|text| reference::number(&text, MAX_COLUMN)))
                };
                let (first, last) = (number("min")?, number("max")?);
                let is_hidden = element.attribute("hidden")?.is_some_and(|hidden| is_true(&hidden));
                // Nothing that is read depends on columns beyond those that there can be.
                if let (Some(first), Some(last), true) = (first, last, is_hidden)
                    && hidden.len() < MAX_COLUMN as usize
                {
                    hidden.push((first, last));
                }
            }
            Event::Open(_) => {}
            Event::Close | Event::End => break,
            _ => continue,
        }
        xml.skip()?;
    }
    hidden.sort_unstable();
    for (first, last) in hidden {
        match sheet.hidden_columns.last_mut().filter(|(_, before)| first <= before.saturating_add(1)) {
            Some((_, before)) => *before = last.max(*before),
            None => sheet.hidden_columns.push((first, last)),
        }
    }
    Ok(())
}

fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true")
}
