//! The part that lists the sheets of a workbook, its defined names and how it counts days.

use super::budget::{Budget, too_many};
use super::fault::{Fault, shown};
use super::limits::{MAX_CELL_TEXT, MAX_DEFINED_NAMES, MAX_SHEET_NAME, MAX_SHEETS};
use super::relations;
use super::report::Report;
use super::serial::Epoch;
use super::strings::{MAX_CELL_BYTES, unescaped};
use super::xml::{Event, Xml};
use crate::diagnostic::catalogue::workbook as messages;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// What the part says.
#[derive(Debug)]
pub struct Book {
    /// The sheets, in order.
    pub sheets: Vec<Listed>,
    /// The defined names; one of a sheet's own is `sheet!name`.
    pub names: BTreeMap<String, String>,
    /// How days are counted.
    pub epoch: Epoch,
}

/// A sheet as it is listed.
#[derive(Debug, Default)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Whether it is hidden, in either way.
    pub hidden: bool,
    /// The relationship that leads to its part.
    pub relation: String,
}

impl Book {
    /// Reads the part.
    ///
    /// # Errors
    /// Where the part cannot be read, or holds too much.
    pub fn read(xml: &mut Xml<'_>, budget: &mut Budget, report: &mut Report<'_>) -> Result<Self, Fault> {
        let mut book = Self { sheets: Vec::new(), names: BTreeMap::new(), epoch: Epoch::Of1900 };
        loop {
            let part = match xml.next()? {
                Event::Open(element) => {
                    if element.name() == "workbookPr"
                        && element.attribute("date1904")?.is_some_and(|value| value == "1" || value == "true")
                    {
                        book.epoch = Epoch::Of1904;
                    }
                    element.name().to_owned()
                }
                Event::Close => break,
                _ => continue,
            };
            match part.as_str() {
                "sheets" => book.list(xml, report)?,
                "definedNames" => book.define(xml, budget, report)?,
                _ => xml.skip()?,
            }
        }
        xml.finish()?;
        Ok(book)
    }

    fn list(&mut self, xml: &mut Xml<'_>, report: &mut Report<'_>) -> Result<(), Fault> {
        let mut seen = BTreeSet::new();
        loop {
            let mut sheet = Listed::default();
            match xml.next()? {
                Event::Open(element) if element.name() == "sheet" => {
                    element.attributes(|attribute| match (attribute.prefixed, attribute.name) {
                        (false, "name") => sheet.name = unescaped(&attribute.value).into_owned(),
                        (false, "state") => sheet.hidden = matches!(&*attribute.value, "hidden" | "veryHidden"),
                        (true, "id") => sheet.relation = relations::kept(&attribute.value),
                        _ => {}
                    })?;
                }
                Event::Open(_) => {
                    xml.skip()?;
                    continue;
                }
                Event::Close | Event::End => return Ok(()),
                _ => continue,
            }
            xml.skip()?;
            if self.sheets.len() >= MAX_SHEETS {
                return Err(too_many("sheets", MAX_SHEETS, report));
            }
            if sheet.name.is_empty() || sheet.name.chars().count() > MAX_SHEET_NAME {
                // Its cells are looked at all the same; nothing needs the rest of its name.
                sheet.name = shown(&sheet.name);
                report.file(&messages::SHEET_NAME, &sheet.name, MAX_SHEET_NAME as u64);
            } else if !seen.insert(sheet.name.to_lowercase()) {
                report.file(&messages::NAME_TWICE, &shown(&sheet.name), 0);
            }
            self.sheets.push(sheet);
        }
    }

    fn define(&mut self, xml: &mut Xml<'_>, budget: &mut Budget, report: &mut Report<'_>) -> Result<(), Fault> {
        loop {
            let (mut name, mut sheet) = (String::new(), None);
            match xml.next()? {
                Event::Open(element) if element.name() == "definedName" => {
                    element.attributes(|attribute| match attribute.name {
                        "name" => name = attribute.value.into_owned(),
                        "localSheetId" => sheet = attribute.value.parse::<usize>().ok(),
                        _ => {}
                    })?;
                }
                Event::Open(_) => {
                    xml.skip()?;
                    continue;
                }
                Event::Close | Event::End => return Ok(()),
                _ => continue,
            }
            if let Some(sheet) = sheet.and_then(|index| self.sheets.get(index)) {
                name = format!("{}!{name}", sheet.name);
            }
            if self.names.len() >= MAX_DEFINED_NAMES {
                return Err(too_many("defined names", MAX_DEFINED_NAMES, report));
            }
            named_text(xml, name, &mut self.names, budget, report)?;
        }
    }
}

/// Reads the text of the element that was opened last under a name; says so where the name is taken or the text too long.
pub fn named_text(
    xml: &mut Xml<'_>,
    name: String,
    into: &mut BTreeMap<String, String>,
    budget: &mut Budget,
    report: &mut Report<'_>,
) -> Result<(), Fault> {
    let mut value = String::new();
    let whole = xml.text(&mut value, MAX_CELL_BYTES)? && value.chars().count() <= MAX_CELL_TEXT;
    if !whole {
        report.file(&messages::LONG_NAMED_TEXT, &shown(&name), MAX_CELL_TEXT as u64);
        return Ok(());
    }
    match into.entry(name) {
        Entry::Occupied(known) => report.file(&messages::NAME_TWICE, &shown(known.key()), 0),
        Entry::Vacant(free) => {
            budget.text(free.key().len() + value.len(), report)?;
            free.insert(value);
        }
    }
    Ok(())
}
