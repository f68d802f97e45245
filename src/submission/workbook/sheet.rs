//! The cells and merged areas of one sheet.

use super::super::datum::Loose;
use super::super::grid::{Area, Cell, CellContent, Sheet};
use super::fault::{Fault, shown};
use super::limits::{MAX_ARRAY_FORMULAS, MAX_ARRAY_ROWS, MAX_CELL_TEXT, MAX_COLUMN, MAX_MERGED_AREAS, MAX_ROW};
use super::rendition::{Rendition, too_many};
use super::report::Report;
use super::serial::{self, Epoch};
use super::strings::{MAX_CELL_BYTES, SharedTexts, rich_text, unescaped};
use super::styles::{Shown, Styles};
use super::xml::{Element, Event, Xml};
use super::{decimal, reference};
use crate::base::date::Date;
use crate::diagnostic::catalogue::workbook as messages;
use crate::diagnostic::{Diagnostic, Entry, Remark, cell_name};
use std::borrow::Cow;

/// What cells refer to, and where what is read goes.
pub struct SheetReader<'r, 'd> {
    /// The texts that cells share.
    pub texts: &'r SharedTexts,
    /// How cells are shown.
    pub styles: &'r Styles,
    /// How days are counted.
    pub epoch: Epoch,
    /// The text that shows the workbook.
    pub rendition: &'r mut Rendition,
    /// How many merged areas all sheets may still have.
    pub merged_left: &'r mut usize,
    /// What is wrong.
    pub report: &'r mut Report<'d>,
}

/// A cell as its element says it.
#[derive(Default)]
struct Written {
    place: Place,
    kind: Kind,
    /// The number of its format; `None` where what is given is no number.
    format: Option<usize>,
    value: String,
    has_value: bool,
    /// The text of its formula, as far as it matters.
    formula: Option<String>,
    whole: bool,
}

/// Where a cell says that it is.
#[derive(Default)]
enum Place {
    /// Behind the one before.
    #[default]
    Next,
    At(u32, u32),
    Nowhere(String),
}

/// What a cell says that its value is.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Inline,
    Boolean,
    Error,
    Date,
    Unknown,
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
            self.cell(xml, &mut written, arrays)?;
            let column = match &written.place {
                Place::Next if last < MAX_COLUMN => last + 1,
                Place::At(own, column) if *own == row => *column,
                Place::Next => {
                    self.misplaced(sheet, "");
                    continue;
                }
                Place::At(row, column) => {
                    self.misplaced(sheet, &cell_name(*row, *column));
                    continue;
                }
                Place::Nowhere(text) => {
                    self.misplaced(sheet, text);
                    continue;
                }
            };
            last = column;
            let content = match self.content(&written) {
                Ok(None) => continue,
                Ok(Some(content)) => content,
                Err(diagnostic) => {
                    let span = self.rendition.cell(row, column, &shown(&written.value));
                    self.report.push(diagnostic.at(span));
                    continue;
                }
            };
            let span = {
                let shown = display(&content);
                if !self.rendition.may_hold(shown.len(), self.report) {
                    return Err(Fault::Reported);
                }
                self.rendition.cell(row, column, &shown)
            };
            cells.push((column, Cell { content, span }));
        }
    }

    /// Reads the inside of a cell.
    fn cell(&mut self, xml: &mut Xml<'_>, written: &mut Written, arrays: &mut Vec<Area>) -> Result<(), Fault> {
        loop {
            let child = match xml.next()? {
                Event::Open(element) => match element.name() {
                    "v" => Child::Value,
                    "is" => Child::Text,
                    "f" => Child::Formula(array(&element)?),
                    _ => Child::Other,
                },
                Event::Close | Event::End => return Ok(()),
                _ => continue,
            };
            match child {
                // Where a cell has both, its type says which counts.
                Child::Value if written.kind != Kind::Inline => {
                    written.has_value = true;
                    written.whole &= xml.text(&mut written.value, MAX_CELL_BYTES)?;
                }
                Child::Text if written.kind == Kind::Inline => {
                    written.has_value = true;
                    written.whole &= rich_text(xml, &mut written.value)?;
                }
                Child::Formula(area) => {
                    if let Some(area) = area {
                        if arrays.len() >= MAX_ARRAY_FORMULAS {
                            too_many("array formulas", MAX_ARRAY_FORMULAS, self.report);
                            return Err(Fault::Reported);
                        }
                        arrays.push(area);
                    }
                    let mut text = String::new();
                    let whole = xml.text(&mut text, LONGEST_TRUTH)?;
                    written.formula = Some(if whole { text } else { String::new() });
                }
                Child::Value | Child::Text | Child::Other => xml.skip()?,
            }
        }
    }

    /// What a cell holds; `None` where it is empty.
    fn content(&self, written: &Written) -> Result<Option<CellContent>, Diagnostic> {
        match written.formula.as_deref() {
            None => {}
            // A constant, not a computation: LibreOffice writes truth values so.
            Some("TRUE()") => return Ok(Some(CellContent::Value(Loose::Boolean(true)))),
            Some("FALSE()") => return Ok(Some(CellContent::Value(Loose::Boolean(false)))),
            Some(_) => return Ok(Some(CellContent::Formula)),
        }
        if !written.has_value {
            return Ok(None);
        }
        let long = || Diagnostic::new(&messages::LONG_CELL).with("limit", MAX_CELL_TEXT);
        if !written.whole {
            return Err(long());
        }
        let wrong = |entry: &'static Entry| Diagnostic::new(entry).with("value", shown(&written.value));
        let value = written.value.as_str();
        let loose = match written.kind {
            Kind::Shared => {
                let index = value.trim().parse().ok().filter(|index| *index < self.texts.len());
                let index = index.ok_or_else(|| wrong(&messages::BAD_INDEX))?;
                text(self.texts.get(index).ok_or_else(long)?)?
            }
            Kind::Text | Kind::Inline => text(&unescaped(value))?,
            Kind::Number if value.trim().is_empty() => None,
            Kind::Number => Some(self.number(written)?),
            Kind::Boolean => match value.trim() {
                "1" | "true" => Some(Loose::Boolean(true)),
                "0" | "false" => Some(Loose::Boolean(false)),
                _ => return Err(wrong(&messages::BAD_VALUE)),
            },
            Kind::Error if value.chars().count() <= MAX_ERROR => return Ok(Some(CellContent::Error(value.to_owned()))),
            Kind::Date => date(value.trim()),
            Kind::Error | Kind::Unknown => return Err(wrong(&messages::BAD_VALUE)),
        };
        Ok(loose.map(CellContent::Value))
    }

    fn number(&self, written: &Written) -> Result<Loose, Diagnostic> {
        let wrong = |entry| Diagnostic::new(entry).with("value", shown(&written.value));
        let literal = decimal::literal(&written.value).ok_or_else(|| wrong(&messages::BAD_NUMBER))?;
        let shown_as = written.format.and_then(|format| self.styles.shown(format));
        let shown_as = shown_as.ok_or_else(|| wrong(&messages::BAD_INDEX))?;
        let time = match shown_as {
            Shown::Plain | Shown::Percent => None,
            Shown::Day | Shown::Time | Shown::Elapsed => serial::meaning(&literal, shown_as, self.epoch),
        };
        Ok(time.unwrap_or(Loose::Number { literal, percent: shown_as == Shown::Percent }))
    }

    /// Moves the cells of a row into the sheet.
    fn keep(&mut self, sheet: &mut Sheet, row: u32, cells: &mut Vec<(u32, Cell)>) -> Result<(), Fault> {
        if cells.is_empty() {
            return Ok(());
        }
        if !sheet.rows.contains_key(&row) {
            if !self.rendition.may_hold_row(self.report) {
                return Err(Fault::Reported);
            }
            // In order, as nearly always, the cells make a map without room left in it.
            if cells.is_sorted_by(|(before, _), (after, _)| before < after) {
                sheet.rows.insert(row, cells.drain(..).collect());
                return Ok(());
            }
        }
        let kept = sheet.rows.entry(row).or_default();
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
            *self.merged_left = self.merged_left.checked_sub(1).ok_or_else(|| {
                too_many("merged areas", MAX_MERGED_AREAS, self.report);
                Fault::Reported
            })?;
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
                    too_many("rows of array formulas", MAX_ARRAY_ROWS, self.report);
                    return Err(Fault::Reported);
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

/// Characters of the name of an error; the longest that programs write is `#GETTING_DATA`.
const MAX_ERROR: usize = 32;
/// Bytes of `FALSE()`, the longest formula whose text matters.
const LONGEST_TRUTH: usize = 7;

enum Child {
    Value,
    Text,
    Formula(Option<Area>),
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "n" => Self::Number,
            "s" => Self::Shared,
            "str" => Self::Text,
            "inlineStr" => Self::Inline,
            "b" => Self::Boolean,
            "e" => Self::Error,
            "d" => Self::Date,
            _ => Self::Unknown,
        }
    }
}

impl Written {
    fn begin(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let mut value = std::mem::take(&mut self.value);
        value.clear();
        *self = Self { value, whole: true, format: Some(0), ..Self::default() };
        element.attributes(|attribute| match attribute.name {
            _ if attribute.prefixed => {}
            "r" => {
                let place = reference::cell(&attribute.value);
                let nowhere = || Place::Nowhere(attribute.value.into_owned());
                self.place = place.map_or_else(nowhere, |(row, column)| Place::At(row, column));
            }
            "t" => self.kind = Kind::of(&attribute.value),
            "s" => self.format = attribute.value.parse().ok(),
            _ => {}
        })
    }
}

/// The area that a formula fills, where it fills one. A reference that is none fills nothing.
fn array(element: &Element<'_>) -> Result<Option<Area>, Fault> {
    let (mut fills, mut area) = (false, None);
    element.attributes(|attribute| match attribute.name {
        "t" => fills = matches!(&*attribute.value, "array" | "dataTable"),
        "ref" => area = reference::area(&attribute.value),
        _ => {}
    })?;
    Ok(area.filter(|_| fills))
}

/// A text; `None` for an empty one.
fn text(text: &str) -> Result<Option<Loose>, Diagnostic> {
    // Bytes are counted first, because they are known.
    if text.len() > MAX_CELL_TEXT && text.chars().count() > MAX_CELL_TEXT {
        return Err(Diagnostic::new(&messages::LONG_CELL).with("limit", MAX_CELL_TEXT));
    }
    Ok((!text.is_empty()).then(|| Loose::Text(text.to_owned())))
}

/// A day written as such; with a time, or in another form, it is the text.
fn date(value: &str) -> Option<Loose> {
    let day = value.get(..10).and_then(Date::parse);
    let rest = value.get(10..).unwrap_or("").trim_end_matches('Z');
    let midnight = rest.trim_start_matches(['T', '0', ':', '.']).is_empty();
    match day {
        Some(day) if midnight => Some(Loose::Date(day)),
        _ => (!value.is_empty()).then(|| Loose::Text(value.to_owned())),
    }
}

/// What messages show of a cell.
fn display(content: &CellContent) -> Cow<'_, str> {
    match content {
        CellContent::Value(Loose::Text(text) | Loose::Number { literal: text, .. }) => Cow::Borrowed(text),
        CellContent::Value(Loose::Date(day)) => Cow::Owned(day.to_string()),
        CellContent::Value(Loose::Boolean(value)) => Cow::Borrowed(if *value { "TRUE" } else { "FALSE" }),
        CellContent::Formula => Cow::Borrowed("=…"),
        CellContent::Error(error) => Cow::Borrowed(error),
    }
}
