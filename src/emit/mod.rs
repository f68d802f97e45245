//! From a compiled standard to the files that are published: an output, a folder.
//!
//! Everything here is a pure function of the standard and the author's templates: the same input gives the same bytes.
//! Texts are UTF-8 with LF line ends and end with one.

pub mod document;
mod files;
mod markup;
mod schema;
mod sign;
mod table;
mod trace;

pub use document::Templates;

use crate::diagnostic::Diagnostic;
use crate::standard::Standard;
use std::collections::BTreeMap;

/// Files by relative path, with `/` between folders.
pub type Outputs = BTreeMap<String, Vec<u8>>;

/// Makes all outputs. Where a diagnostic is an error, the outputs are not complete and must not replace older ones.
#[must_use]
pub fn emit(standard: &Standard, templates: &Templates) -> (Outputs, Vec<Diagnostic>) {
    let mut files = files::Files::default();
    let mut diagnostics = Vec::new();
    let trace = crate::standard::trace::Trace::of(standard);
    schema::emit(standard, &mut files);
    document::emit(standard, &trace, templates, &mut files, &mut diagnostics);
    sign::emit(standard, &mut files, &mut diagnostics);
    table::emit(standard, &mut files, &mut diagnostics);
    trace::emit(standard, &trace, &mut files);
    (files.into_outputs(), diagnostics)
}
