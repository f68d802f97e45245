//! Files of regions → facts with provenance: a format, a file.
//!
//! [`kdl`] and [`json`] give the same [`Datum`]; [`facts`] holds it against the records of a standard. [`workbook`] gives a [`grid::Grid`],
//! whose meaning a form says. [`folder`] reads a whole round.

pub mod datum;
pub mod facts;
pub mod folder;
pub mod grid;
pub mod json;
pub mod kdl;
pub mod workbook;

pub use datum::Datum;
pub use facts::Facts;
pub use folder::{Round, Submission};
