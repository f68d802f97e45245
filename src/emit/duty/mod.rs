//! The duty ledger of every plan: a task sheet for each unit responsible, and the deadlines as calendars.

mod calendar;
mod icalendar;
mod ledger;
mod task_sheets;

use super::files::Files;
use super::fingerprints::Fingerprints;
use super::plan::Plan;
use crate::base::workbook::{MAX_ROWS, MAX_SHEETS};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::output as messages;
use crate::standard::Standard;
use crate::standard::clause::Clause;
use ledger::Ledger;

/// The folder of the outputs.
const FOLDER: &str = "duties";

/// Plans `<plan>.xlsx`, `<plan>.ics` with all deadlines, and `<plan>.unit-01.ics` for each unit that has any.
pub fn plan<'s>(standard: &'s Standard, of: Fingerprints, plan: &mut Plan<'s>) {
    let demands: Vec<&Clause> = standard.clauses_of_duties().collect();
    let read = (of.manifest, of.registry, of.plans, demands);
    plan.add("duties.workbooks", &read, |files, found| {
        ledgers(standard).for_each(|ledger| workbook(standard, &ledger, files, found));
    });
    plan.add("duties.calendars", &read, |files, found| {
        ledgers(standard).for_each(|ledger| calendars(standard, &ledger, files, found));
    });
}

/// The ledgers of the plans that have duties.
fn ledgers(standard: &Standard) -> impl Iterator<Item = Ledger<'_>> {
    let plans = standard.plans.iter().filter(|plan| !plan.duties.is_empty());
    plans.map(|plan| Ledger::of(standard, plan))
}

fn workbook(standard: &Standard, ledger: &Ledger<'_>, files: &mut Files, diagnostics: &mut Vec<Diagnostic>) {
    let plan = ledger.plan;
    match task_sheets::workbook(standard, ledger).to_bytes() {
        Ok(bytes) => files.add_declared(FOLDER, &plan.id, "xlsx", plan.span, bytes, diagnostics),
        Err(size) => diagnostics.push(
            Diagnostic::new(&messages::WORKBOOK_TOO_LARGE)
                .with("name", &plan.id)
                .with("sheets", size.sheets)
                .with("rows", size.rows)
                .with("most_sheets", MAX_SHEETS)
                .with("most_rows", MAX_ROWS)
                .at(plan.span),
        ),
    }
}

fn calendars(standard: &Standard, ledger: &Ledger<'_>, files: &mut Files, diagnostics: &mut Vec<Diagnostic>) {
    let plan = ledger.plan;
    if let Some(text) = calendar::of_all(standard, ledger) {
        files.add_declared(FOLDER, &plan.id, "ics", plan.span, text, diagnostics);
    }
    for (index, unit) in ledger.units.iter().enumerate() {
        if let Some(text) = calendar::of_unit(standard, ledger, unit) {
            files.add_declared(FOLDER, &ledger.calendar_id(index), "ics", plan.span, text, diagnostics);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]
mod tests;
