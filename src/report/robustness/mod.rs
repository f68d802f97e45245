//! How safe places are, in reports.

pub mod json;
pub(super) mod terminal;
mod wording;
