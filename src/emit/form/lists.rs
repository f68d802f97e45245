//! The hidden sheet with the lists of options: a column a list, a named range each.

use super::measure::line;
use super::style;
use crate::form::{Form, SlotContent, geometry, words};
use crate::standard::Standard;
use crate::standard::record::Field;
use rust_xlsxwriter::utility::{column_number_to_name, quote_sheet_name};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// The most words of a list; nobody picks from a longer one, and programs are slow to show it.
const LONGEST: usize = 20_000;

/// Which list a cell picks from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// The options of a choice; whether several may stand in a cell decides how they are written.
    Choice(String, bool),
    /// The truth values.
    Boolean,
    /// Whether a list names everything there is.
    Completeness,
    /// All regions.
    Regions,
    /// The regions of the form's level.
    OwnRegions,
    /// What the facts rest on.
    Basis,
    /// How far the submission has come.
    Status,
}

/// The lists of a form, each with the name of its range.
#[derive(Debug, Default)]
pub struct Lists {
    names: BTreeMap<List, String>,
    columns: Vec<(String, Vec<String>)>,
}

impl List {
    /// The list of a field's type; nothing where there is none to pick from.
    pub fn of(standard: &Standard, field: &Field) -> Option<Self> {
        match field.kind.value.as_str() {
            "boolean" => Some(Self::Boolean),
            "region" => Some(Self::Regions),
            choice => standard.choice(choice).map(|choice| Self::Choice(choice.name.clone(), field.many)),
        }
    }

    fn words(&self, form: &Form<'_>) -> Vec<String> {
        let regions = form.standard.registry.regions().iter();
        match self {
            Self::Choice(name, many) => {
                let options = form.standard.choice(name).map(|choice| words::options(choice, *many));
                options.unwrap_or_default().into_iter().map(|(_, word)| line(word)).collect()
            }
            Self::Boolean => vec![geometry::YES[0].to_owned(), geometry::NO[0].to_owned()],
            Self::Completeness => vec![geometry::COMPLETE[0].to_owned(), geometry::PARTIAL[0].to_owned()],
            Self::Regions => regions.map(words::region).map(|word| line(&word)).collect(),
            Self::OwnRegions => {
                let own = regions.filter(|region| region.level == form.level);
                own.map(words::region).map(|word| line(&word)).collect()
            }
            Self::Basis => geometry::BASES.map(|(_, word)| word.to_owned()).to_vec(),
            Self::Status => geometry::STATUSES.map(|(_, word)| word.to_owned()).to_vec(),
        }
    }

    /// What stands behind the number in the name of the range, for people; a number before it keeps names apart, whatever the
    /// case, and lets none be taken for a cell.
    fn word(&self) -> &str {
        match self {
            Self::Choice(name, _) => name,
            Self::Boolean => "boolean",
            Self::Completeness => "completeness",
            Self::Regions => "regions",
            Self::OwnRegions => "own_regions",
            Self::Basis => "basis",
            Self::Status => "status",
        }
    }
}

impl Lists {
    /// The lists that the cover and the slots of a form pick from.
    pub fn of(form: &Form<'_>) -> Self {
        let mut lists = Self::default();
        for list in [List::OwnRegions, List::Basis, List::Status] {
            lists.add(form, list);
        }
        for slot in form.sheets.iter().flat_map(|sheet| &sheet.slots) {
            match slot.content {
                SlotContent::Field(field) => {
                    if let Some(list) = List::of(form.standard, field) {
                        lists.add(form, list);
                    }
                }
                SlotContent::Completeness => lists.add(form, List::Completeness),
            }
        }
        lists
    }

    fn add(&mut self, form: &Form<'_>, list: List) {
        let words = list.words(form);
        if self.names.contains_key(&list) || words.is_empty() || words.len() > LONGEST {
            return;
        }
        let plain: String = list.word().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(60).collect();
        let name = format!("list_{}_{plain}", self.columns.len() + 1);
        self.columns.push((name.clone(), words));
        self.names.insert(list, name);
    }

    /// The name of a list's range; nothing where it is too long to pick from.
    pub fn name(&self, list: &List) -> Option<&str> {
        self.names.get(list).map(String::as_str)
    }

    /// The words of a list of this form.
    pub fn words(&self, list: &List) -> &[String] {
        let name = self.name(list);
        let column = self.columns.iter().find(|(known, _)| Some(known.as_str()) == name);
        column.map_or(&[], |(_, words)| words.as_slice())
    }

    /// Writes the sheet and defines the names.
    pub fn write(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(geometry::LISTS)?.set_hidden(true).protect();
        for ((name, words), column) in self.columns.iter().zip(0_u16..) {
            sheet.write_string_with_format(0, column, name, &style::heading())?;
            for (word, row) in words.iter().zip(1_u32..) {
                sheet.write_string(row, column, word)?;
            }
        }
        workbook.push_worksheet(sheet);
        for ((name, words), column) in self.columns.iter().zip(0_u16..) {
            let (sheet, column) = (quote_sheet_name(geometry::LISTS), column_number_to_name(column));
            workbook.define_name(name, &format!("={sheet}!${column}$2:${column}${}", words.len() + 1))?;
        }
        Ok(())
    }
}
