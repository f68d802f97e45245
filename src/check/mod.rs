//! Facts + standard → outcomes.
//!
//! The order of conditions, the three values and what each outcome means are in `docs/en/language.md`, chapter 6.

mod context;
mod outcome;

pub use context::{Assessment, Context, RegionFacts};
pub use outcome::{Answer, Considered, Kind, Outcome, decide};

use crate::diagnostic::Diagnostic;

/// The outcomes of every rule that binds the region, in the order of the rules.
pub fn check<'a>(context: &Context<'a>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Outcome<'a>> {
    let assessment = context.assessment;
    let rules = assessment.standard.rules.iter().filter(|rule| rule.binds.selects(context.region));
    rules.map(|rule| decide(rule, context, diagnostics)).collect()
}
