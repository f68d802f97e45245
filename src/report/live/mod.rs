//! Scores → workbooks that compute them anew without us: what was measured as input, and formulas from there to the published score,
//! the grade, the place and the bounds.
//!
//! | file | does |
//! | --- | --- |
//! | `sheet` | sheets and their cells, as they are written |
//! | `formula` | references, rounding and other pieces of formulas |
//! | `plan` | what stands where: lines, groups, classes, parameters |
//! | `values` | the sheets from inputs to points |
//! | `scale` | from a value to a share, a scale an arm |
//! | `figures` | groups and the whole, with their bounds |
//! | `results` | scores, grades, places |
//! | `notes`, `parameters` | what to know, and what the formulas read |
//!
//! Results are stored beside formulas, so that viewers that do not compute show them. What has no formula holds the result alone, and
//! the first sheet names it. Names of regions and titles are texts of cells; formulas only refer to them.

mod figures;
mod formula;
mod notes;
mod parameters;
mod plan;
mod results;
mod scale;
mod sheet;
mod values;

use crate::base::date::Date;
use crate::check::Assessment;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::output as messages;
use crate::report::RegionReport;
use crate::score::{Peers, Scorecard};
use crate::standard::indicator::IndicatorSystem;
use crate::standard::registry::Region;
use plan::Plan;
use std::collections::BTreeMap;

/// The most regions of a workbook: formulas that compare all with all grow with their square.
pub const MOST_REGIONS: usize = 5_000;

/// A region with its card.
#[derive(Debug, Clone, Copy)]
struct Row<'r, 'a> {
    region: &'a Region,
    card: &'r Scorecard<'a>,
}

/// The workbooks of a round, by name: one a system that scores a region, `<system>.xlsx`.
pub fn files(
    assessment: &Assessment<'_>,
    regions: &[RegionReport<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Vec<u8>> {
    let peers = Peers::of(assessment);
    let mut files = BTreeMap::new();
    for system in &assessment.standard.systems {
        let rows = regions.iter().filter_map(|report| {
            let card = report.scores.iter().find(|card| card.system.id == system.id)?;
            Some(Row { region: report.region, card })
        });
        let rows: Vec<Row<'_, '_>> = rows.collect();
        if rows.is_empty() {
            continue;
        }
        match workbook(system, &rows, &peers, assessment.as_of) {
            Ok(bytes) => drop(files.insert(format!("{}.xlsx", system.id), bytes)),
            Err(reason) => diagnostics.push(
                Diagnostic::new(&messages::LIVE_TOO_LARGE)
                    .with("name", &system.id)
                    .with("count", rows.len())
                    .with("limit", MOST_REGIONS)
                    .with("reason", reason)
                    .at(system.span),
            ),
        }
    }
    files
}

fn workbook(system: &IndicatorSystem, rows: &[Row<'_, '_>], peers: &Peers<'_>, as_of: Date) -> Result<Vec<u8>, String> {
    if rows.len() > MOST_REGIONS {
        return Err(format!("{} > {MOST_REGIONS}", rows.len()));
    }
    let plan = Plan::of(system, rows, peers);
    let mut sheets = vec![parameters::sheet(&plan), values::input(&plan), values::treated(&plan)];
    sheets.extend(values::compared(&plan));
    sheets.extend([values::shares(&plan), values::points(&plan)]);
    sheets.extend(figures::sheets(&plan));
    sheets.push(results::sheet(&plan));
    let first = notes::sheet(&plan, &sheets, as_of);
    sheets.insert(0, first);
    sheet::write(&sheets, &system.title.zh, as_of).map_err(|error| error.to_string())
}
