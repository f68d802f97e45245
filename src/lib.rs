//! Guiju 规矩 compiles reform standards written in KDL into schemas, documents, signs and compliance checkers.
//!
//! Data flows one way, a folder a stage: [`syntax`] → [`standard`] and [`kinds`] (driven by [`package`]) → [`analysis`] → [`form`] → [`emit`];
//! [`submission`] → [`check`] → [`score`] → [`report`]. The command line is in [`cli`].

pub mod analysis;
pub mod base;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod emit;
pub mod expr;
pub mod form;
pub mod kinds;
pub mod package;
pub mod report;
pub mod score;
pub mod standard;
pub mod submission;
pub mod syntax;
pub mod testing;
