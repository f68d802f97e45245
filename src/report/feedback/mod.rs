//! The feedback tables of plans: what each region says of the duties that bind it, laid out as authorities collect it.
//!
//! A workbook a region that others report through, with a summary, its own sheet and one for each of those; a workbook with its own
//! sheet for any other region. What was not reported is said to be not reported, and nothing else.

mod answers;
mod sheets;

use crate::base::workbook::{MAX_ROWS, MAX_SHEETS};
use crate::check::{Assessment, RegionFacts};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::output as messages;
use crate::standard::plan::Plan;
use std::collections::BTreeMap;

/// What must not stand in the name of a file on some system.
const FORBIDDEN: &str = "/\\:*?\"<>|";
/// The most bytes of a region's name in the name of a file.
const LONGEST: usize = 150;

/// The plans that regions report on.
pub fn plans<'a>(assessment: &Assessment<'a>) -> Vec<&'a Plan> {
    let plans = assessment.standard.plans.iter();
    plans.filter(|plan| plan.reported_in.is_some() && !plan.duties.is_empty()).collect()
}

/// The feedback tables of a round as files: `<code>-<name>.xlsx`, in a folder for each plan where there are several. Regions
/// that no duty binds, and through which none reports that one does, have none.
pub fn files(assessment: &Assessment<'_>, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let plans = plans(assessment);
    for plan in &plans {
        let folder = if plans.len() > 1 { format!("{}/", plan.id) } else { String::new() };
        for own in &assessment.regions {
            let group = group(assessment, own);
            let Some(workbook) = sheets::workbook(assessment, plan, &group) else { continue };
            let name = format!("{}-{}", own.region.code, file_name(&own.region.name));
            match workbook.to_bytes() {
                Ok(bytes) => {
                    files.insert(format!("{folder}{name}.xlsx"), bytes);
                }
                Err(size) => diagnostics.push(
                    Diagnostic::new(&messages::WORKBOOK_TOO_LARGE)
                        .with("name", &name)
                        .with("sheets", size.sheets)
                        .with("rows", size.rows)
                        .with("most_sheets", MAX_SHEETS)
                        .with("most_rows", MAX_ROWS)
                        .at(own.region.span),
                ),
            }
        }
    }
    files
}

/// A region and those that report through it, in the order of the registry.
fn group<'a>(assessment: &'a Assessment<'a>, own: &'a RegionFacts<'a>) -> Vec<&'a RegionFacts<'a>> {
    let registry = &assessment.standard.registry;
    let through = |other: &&RegionFacts<'_>| {
        registry.reports_through(other.region).is_some_and(|superior| superior.code == own.region.code)
    };
    std::iter::once(own).chain(assessment.regions.iter().filter(through)).collect()
}

/// A region's name as a part of the name of a file on every system.
fn file_name(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| if FORBIDDEN.contains(c) || crate::base::text::is_unsafe(c) || c.is_control() { '·' } else { c })
        .collect();
    let end = name.floor_char_boundary(LONGEST);
    name.get(..end).unwrap_or("").trim_matches([' ', '.']).to_owned()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]
mod tests;
