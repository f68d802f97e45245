//! Guiju 规矩 compiles reform standards written in KDL into schemas, documents, signs and compliance checkers.
//!
//! Data flows one way, a folder a stage: [`syntax`] → [`standard`] and [`kinds`] (driven by [`package`]) → [`analysis`] → [`form`]
//! → [`emit`]; [`submission`] → [`check`] → [`score`] → [`robustness`], [`coherence`], [`improvement`], [`rollup`] → [`report`];
//! [`syntax::format()`] and [`keywords`] go from a
//! file to the same file written otherwise; [`roster`] lays a local list of names over signs; [`scaffold`] has the files of a package to
//! start from. The command line is in [`cli`].

// The list of explained differences stands beside the fuzz targets, which see the crate from outside.
#[cfg(test)]
extern crate self as guiju;

pub mod analysis;
pub mod base;
pub mod check;
pub mod cli;
pub mod coherence;
pub mod comparison;
pub mod diagnostic;
pub mod emit;
pub mod expr;
pub mod form;
pub mod improvement;
pub mod keywords;
pub mod kinds;
pub mod package;
pub mod preview;
pub mod publication;
pub mod report;
pub mod robustness;
pub mod rollup;
pub mod roster;
pub mod scaffold;
pub mod score;
pub mod standard;
pub mod submission;
pub mod syntax;
pub mod testing;
pub mod watch;
