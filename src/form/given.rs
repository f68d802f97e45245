//! Rows that stand on a form from the start: the duties of a plan, in the list in which regions report on it.

use crate::base::date::Date;
use crate::standard::plan::Duty;
use crate::standard::selector::Selector;
use crate::standard::{Label, Standard};

/// A given row. Its key is filled in and locked; what the duty is stands beside it, to be read by people only.
#[derive(Debug, Clone, Hash)]
pub struct Given<'s> {
    /// The key of the row: the duty's number.
    pub key: &'s str,
    /// The title of the duty.
    pub title: &'s Label,
    /// The units responsible.
    pub units: &'s [String],
    /// Until when.
    pub due: Due,
    /// Whom it binds.
    pub binds: &'s Selector,
}

/// Until when a duty is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Due {
    /// The last day for it.
    By(Date),
    /// It goes on without an end.
    Continuous,
    /// Nothing is said.
    Open,
}

/// The given rows of the list with that path: those of all plans reported in it that bind a region of the level. Where two
/// plans give the same number, the first one counts, because a list has each key once.
pub fn rows<'s>(standard: &'s Standard, level: &str, list: &str) -> Vec<Given<'s>> {
    let plans = standard.plans.iter().filter(|plan| plan.reported_in.as_deref() == Some(list));
    let mut rows: Vec<Given<'_>> = Vec::new();
    for row in plans.flat_map(|plan| &plan.duties).filter_map(|duty| row(standard, level, duty)) {
        if !rows.iter().any(|known| known.key == row.key) {
            rows.push(row);
        }
    }
    rows
}

fn row<'s>(standard: &'s Standard, level: &str, duty: &'s Duty) -> Option<Given<'s>> {
    let (_, clause) = standard.clause(&duty.clause)?;
    let mut regions = standard.registry.regions().iter().filter(|region| region.level == level);
    let due = match clause.due {
        _ if duty.continuous => Due::Continuous,
        Some(due) => Due::By(due),
        None => Due::Open,
    };
    regions.any(|region| clause.binds.selects(region)).then_some(Given {
        key: &duty.number,
        title: &duty.title,
        units: &duty.units,
        due,
        binds: &clause.binds,
    })
}
