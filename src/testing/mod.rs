//! The authors' own tests: made-up facts → outcomes and scores, held against what the author expects.
//!
//! [`run`] runs them and counts what they reach ([`Coverage`]); [`mutation_score`] changes the standard in small ways and
//! counts which changes the tests notice. [`text`] puts all of it into words.

mod coverage;
mod edit;
mod evidence;
mod mutants;
mod mutation;
mod reach;
mod runner;
mod scored;
#[cfg(test)]
mod tests;
pub mod text;

pub use coverage::{Branch, Coverage, Gap, Tally};
pub use evidence::Evidence;
pub use mutants::{Change, Owner, OwnerKind};
pub use mutation::{MutationScore, Survivor, mutation_score};
pub use runner::{Finding, Summary, run};
