//! Files of regions → facts with provenance: a format, a file.
//!
//! [`kdl`], [`json`], [`yaml`] and [`csv`] give the same [`Datum`], [`mod@format`] says by which a file is read, and [`facts`] holds it
//! against the records of a standard; values of tables go through [`handwriting`] first. [`folder`] reads a whole round,
//! [`round`] says what of it came for whom, and by which way.

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
mod privacy;
pub mod round;
pub mod sheet;
pub mod workbook;
pub mod yaml;

pub use datum::Datum;
pub use facts::Facts;
pub use folder::{Round, Submission};
