//! Forms as workbooks (XLSX): a workbook a level, a sheet a record, laid out as [`geometry`] says.
//!
//! No macros, nothing from outside, no clock. Texts of authors are written as texts and never as formulas; the only formulas are
//! the states (what is missing) and the summary on the cover, and what they come to is written beside them.

mod card;
mod cell;
mod cover;
mod extent;
mod filling;
mod lists;
mod measure;
mod page;
mod prefill;
mod rule;
mod style;
mod table;
mod wording;

pub use filling::{Cell, Filling, Row};
pub use prefill::prefill;

use super::files::unique;
use super::fingerprints::Fingerprints;
use super::plan::Plan;
use crate::analysis::{Asked, Reads};
use crate::base::fingerprint::fingerprint;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::output as messages;
use crate::form::{Arrangement, Form, Sheet, geometry};
use crate::standard::Standard;
use lists::Lists;
use rust_xlsxwriter::utility::{column_number_to_name, quote_sheet_name};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use table::Table;

/// The most columns of a table: some programs have no more than 1,024.
const MOST_COLUMNS: usize = 1_000;
/// The day of workbooks of a standard without one, `[year, month, day]`.
const NO_DAY: (u16, u8, u8) = (2000, 1, 1);

/// The blank forms as they were last planned.
#[derive(Debug, Default)]
pub struct Planned {
    /// What expressions read.
    reads: Reads,
    /// The fingerprint of all that forms are laid out by.
    read: u64,
    /// The files with the fingerprints of what stands on them.
    files: Vec<(String, u64)>,
}

/// Plans the blank form of each level.
pub fn plan<'s>(standard: &'s Standard, of: Fingerprints, last: &mut Planned, plan: &mut Plan<'s>) {
    let asked = Asked::again(standard, of.declared(), &mut last.reads);
    let looks = (of.manifest, of.registry, of.choices, of.units, of.unit_titles);
    // Rows that are given are duties; their clauses say until when, and whom they bind.
    let given: Vec<_> = standard.clauses_of_duties().map(|clause| (clause.due, &clause.binds)).collect();
    let read = fingerprint(&(looks, of.records, given, of.plans, of.declared(), asked.fingerprint()));
    // Laying them out takes longer than to see that they are what they were.
    let forms = Arc::new(LazyLock::new(move || Form::all_of(standard, &asked)));
    if last.read != read {
        let mut taken = BTreeSet::new();
        let file = |form: &Form<'_>| {
            let name = format!("forms/{}.xlsx", unique(form.level, &mut taken));
            (name, fingerprint(&(looks, form.level, &form.sheets)))
        };
        (last.read, last.files) = (read, forms.iter().map(file).collect());
    }
    for (index, (name, read)) in last.files.iter().enumerate() {
        let (forms, file) = (Arc::clone(&forms), name.clone());
        plan.add(name.clone(), read, move |files, found| {
            match forms.get(index).map(|form| workbook(form, &Filling::default())) {
                Some(Ok(bytes)) => files.add(&file, bytes),
                Some(Err(diagnostic)) => found.push(diagnostic),
                // What reads the same has the same forms.
                None => {}
            }
        });
    }
}

/// The form of a level as a workbook, with what is filled in already.
///
/// # Errors
/// GJ5100, where the form is beyond what spreadsheets hold.
pub fn workbook(form: &Form<'_>, filling: &Filling) -> Result<Vec<u8>, Diagnostic> {
    let too_large = |what: String| {
        let place = form.standard.manifest.submission.span;
        Diagnostic::new(&messages::FORM_TOO_LARGE).with("level", form.level).with("what", what).at(place)
    };
    if let Some(sheet) = form.sheets.iter().find(|sheet| sheet.columns().len() > MOST_COLUMNS) {
        return Err(too_large(format!("{}: {} > {MOST_COLUMNS}", sheet.name, sheet.columns().len())));
    }
    written(form, filling).map_err(|error| too_large(error.to_string()))
}

fn written(form: &Form<'_>, filling: &Filling) -> Result<Vec<u8>, XlsxError> {
    let (digest, lists) = (form.digest(), Lists::of(form));
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(9).set_properties(&properties(form, &digest)?);
    workbook.push_worksheet(cover::write(form, &digest, &lists, filling)?);
    let region = filling.region.as_deref().and_then(|code| form.standard.registry.get(code));
    let blank = Row::default();
    for sheet in &form.sheets {
        let rows = filling.rows(&sheet.path);
        let written = match sheet.arrangement {
            Arrangement::Card => card::write(form, &digest, &lists, sheet, rows.first().unwrap_or(&blank))?,
            Arrangement::Table { .. } => {
                Table { form, lists: &lists, sheet, rows, region }.write(&digest, &|path| keys(form, path))?
            }
        };
        workbook.push_worksheet(written);
    }
    lists.write(&mut workbook)?;
    for (sheet, index) in form.sheets.iter().zip(1_usize..) {
        define_keys(&mut workbook, form, filling, sheet, index)?;
    }
    workbook.save_to_buffer()
}

/// The sheet of a list, and the name of the range with the keys of its elements.
fn keys(form: &Form<'_>, path: &str) -> Option<(String, String)> {
    let index = form.sheets.iter().position(|sheet| sheet.path == path)?;
    Some((form.sheets.get(index)?.name.clone(), keys_name(index + 1)))
}

fn keys_name(index: usize) -> String {
    format!("keys_{index}")
}

/// Names the keys of a list in which others lie, as far as they are filled in: the rows of the inner ones pick from them,
/// unless they are options anyway.
fn define_keys(
    workbook: &mut Workbook,
    form: &Form<'_>,
    filling: &Filling,
    sheet: &Sheet<'_>,
    index: usize,
) -> Result<(), XlsxError> {
    let is_outer = |other: &Sheet<'_>| match &other.arrangement {
        Arrangement::Table { owners, .. } => {
            owners.iter().any(|owner| owner.path == sheet.path && lists::List::of(form.standard, owner.field).is_none())
        }
        Arrangement::Card => false,
    };
    if !form.sheets.iter().any(is_outer) {
        return Ok(());
    }
    let extent = extent::Extent::of(form.standard, sheet, filling.rows(&sheet.path).len());
    let (place, column) = (quote_sheet_name(&sheet.name), column_number_to_name(extent.key));
    let (top, reach) = (geometry::FIRST_ROW, extent.reach);
    let all = format!("{place}!${column}${top}:${column}${reach}");
    let filled = format!("=OFFSET({place}!${column}${top},0,0,MAX(1,COUNTA({all})),1)");
    workbook.define_name(keys_name(index), &filled)?;
    Ok(())
}

fn properties(form: &Form<'_>, digest: &str) -> Result<DocProperties, XlsxError> {
    let manifest = &form.standard.manifest;
    let (year, month, day) = manifest
        .effective
        .and_then(|date| {
            Some((u16::try_from(date.year()).ok()?, date.month().try_into().ok()?, date.day().try_into().ok()?))
        })
        .filter(|(year, _, _)| (1900..=9999).contains(year))
        .unwrap_or(NO_DAY);
    let text = |text: &str| measure::cut(&measure::line(text), 255);
    let marks = [manifest.id.as_str(), &manifest.version, form.level, digest];
    let named = DocProperties::new()
        .set_title(text(&manifest.title.zh))
        .set_author(text(manifest.issuer.as_ref().map_or("", |issuer| issuer.zh.as_str())))
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?);
    let marked = geometry::PROPERTIES.into_iter().zip(marks);
    Ok(marked.fold(named, |properties, (name, value)| properties.set_custom_property(name, text(value).as_str())))
}
