//! How safe places are, in reports.

pub mod json;
pub(super) mod terminal;
mod wording;

use super::RegionReport;
use crate::check::Assessment;
use crate::robustness::{Robustness, assess};
use crate::score::Scorecard;

/// How safe the places of a round are, in every system that says what is uncertain.
#[must_use]
pub fn of<'a>(assessment: &'a Assessment<'a>, regions: &[RegionReport<'_>]) -> Vec<Robustness<'a>> {
    let scores: Vec<&[Scorecard<'_>]> = regions.iter().map(|region| region.scores.as_slice()).collect();
    assess(assessment, &scores)
}
