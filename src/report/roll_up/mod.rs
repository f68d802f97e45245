//! The roll-up in every form: lines at a terminal, a part of the JSON report, and a folder for those who chase and collect.
//!
//! The folder holds a workbook for the whole and one for each superior, the chase list as text in both languages, and the same as CSV.

mod chase;
pub(super) mod json;
mod pages;
pub(super) mod terminal;
pub(super) mod wording;
mod workbook;

use crate::check::Assessment;
use crate::diagnostic::{Diagnostic, Language};
use crate::rollup::{RollUp, Superior};
use chase::Chase;
use pages::Pages;
use std::collections::{BTreeMap, BTreeSet};

/// How the names of workbooks begin, and of the chase list.
const WORKBOOK: &str = "roll-up";
const CHASE: &str = "chase";

/// The files of the folder, by name.
///
/// # Errors
/// The reason where a workbook holds more than workbooks can.
pub fn files(
    assessment: &Assessment<'_>,
    rolled: &RollUp<'_>,
    diagnostics: &[Diagnostic],
) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut files = BTreeMap::new();
    let chase = Chase::of(assessment, rolled, diagnostics);
    files.insert(format!("{CHASE}.zh.txt"), chase.text(Language::Zh).into_bytes());
    files.insert(format!("{CHASE}.en.txt"), chase.text(Language::En).into_bytes());
    files.insert(format!("{CHASE}.csv"), chase.csv().into_bytes());
    let pages = Pages::new(assessment, rolled);
    files.insert(format!("{WORKBOOK}.xlsx"), workbook::write(&pages.of(None), assessment.as_of)?);
    let mut taken = BTreeSet::new();
    for superior in &rolled.superiors {
        let bytes = workbook::write(&pages.of(Some(superior)), assessment.as_of)?;
        files.insert(format!("{WORKBOOK}.{}.xlsx", file_stem(superior, &mut taken)), bytes);
    }
    Ok(files)
}

/// Whether a file of that name can be one that [`files`] made.
#[must_use]
pub fn is_own(name: &str) -> bool {
    let workbook = name.starts_with(WORKBOOK) && name.ends_with(".xlsx");
    let chase = name.starts_with(CHASE) && (name.ends_with(".txt") || name.ends_with(".csv"));
    !name.contains('/') && (workbook || chase)
}

/// The code of a superior; told apart from others that differ in case only, which some file systems take for the same.
fn file_stem(superior: &Superior<'_>, taken: &mut BTreeSet<String>) -> String {
    let code = &superior.region.code;
    let mut stem = code.clone();
    let mut further = 1;
    while !taken.insert(stem.to_lowercase()) {
        further += 1;
        stem = format!("{code}~{further}");
    }
    stem
}
