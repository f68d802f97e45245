//! Outcomes, scores and the roll-up → reports: for a person at a terminal, as JSON for machines, as folders of workbooks for
//! superiors, as the clerks' own workbooks with comments, and as one page with pictures.

pub mod coherence;
pub mod comparison;
pub mod explanation;
pub mod feedback;
pub mod findings;
pub mod improvement;
pub mod json;
mod legible;
pub mod live;
pub mod machine;
pub mod page;
pub mod picture;
pub mod returned;
pub mod robustness;
pub mod roll_up;
mod round;
pub mod schema;
pub mod terminal;
pub(crate) mod wording;

pub use round::Round;

use crate::check::{Assessment, Context, Outcome, check};
use crate::diagnostic::Diagnostic;
use crate::score::{Scorecard, score_all};
use crate::standard::registry::Region;

/// Everything that a check found out about one region.
#[derive(Debug)]
pub struct RegionReport<'a> {
    /// The region.
    pub region: &'a Region,
    /// Whether it handed in anything.
    pub submitted: bool,
    /// How many values it reported.
    pub reported: usize,
    /// What the rules say.
    pub outcomes: Vec<Outcome<'a>>,
    /// What the indicator systems say.
    pub scores: Vec<Scorecard<'a>>,
}

impl<'a> RegionReport<'a> {
    /// What a round comes to for each of its regions, in the order of the registry.
    pub fn all(assessment: &'a Assessment<'a>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Self> {
        let contexts = Context::all(assessment);
        let scores = score_all(&contexts, diagnostics);
        let reports = assessment.regions.iter().zip(&contexts).zip(scores).map(|((own, context), scores)| Self {
            region: own.region,
            submitted: own.submitted,
            reported: own.facts.count(),
            outcomes: check(context, diagnostics),
            scores,
        });
        reports.collect()
    }
}
