//! Files of regions → facts with provenance: a format, a file.
//!
//! [`kdl`] and [`json`] give the same [`Datum`]; [`facts`] holds it against the records of a standard. [`folder`] reads a whole round,
//! [`round`] says what of it came for whom, and by which way.

pub mod datum;
pub mod facts;
pub mod folder;
pub mod grid;
pub mod json;
pub mod kdl;
mod privacy;
pub mod round;

pub use datum::Datum;
pub use facts::Facts;
pub use folder::{Round, Submission};
