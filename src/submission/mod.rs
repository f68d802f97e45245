//! Files of regions → facts with provenance: a format, a file.
//!
//! [`kdl`], [`json`], [`yaml`], [`csv`] and [`sheet`] give the same [`Datum`], [`format`] says by which a file is read, and [`facts`] holds it
//! against the records of a standard; values of tables go through [`handwriting`] first. [`workbook`] gives a [`grid::Grid`], whose
//! meaning [`sheet`] finds in the form. [`folder`] reads a whole round.

pub mod csv;
pub mod datum;
pub mod encoding;
mod envelope;
pub mod facts;
pub mod folder;
pub mod format;
pub mod grid;
pub mod handwriting;
pub mod json;
pub mod kdl;
mod members;
pub mod sheet;
pub mod workbook;
pub mod yaml;

pub use datum::Datum;
pub use facts::Facts;
pub use folder::{Round, Submission};
