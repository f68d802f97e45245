//! From the files of a package to the files that are published: compiling, analysing and emitting, one after the other.

use crate::analysis;
use crate::diagnostic::{Diagnostic, SourceMap, has_errors};
use crate::emit::{self, Memory, Outputs, Templates};
use crate::package::{self, Files};
use crate::report;
use crate::standard::Standard;

/// What becomes of a package.
#[derive(Debug)]
pub struct Publication {
    /// The standard; `None` where it does not compile.
    pub standard: Option<Standard>,
    /// What is published; `None` where anything is an error, so that nothing half-right replaces what was right.
    pub outputs: Option<Outputs>,
    /// All that was found, stage by stage.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes what is published of a package, and again only what reads something that has changed since `memory` was last used.
/// The texts of the package are added to `sources`, for messages.
#[must_use]
pub fn publish(files: &Files, sources: &mut SourceMap, memory: &mut Memory) -> Publication {
    let package::Compilation { standard, templates, mut diagnostics } = package::compile(files, sources);
    let Some(standard) = standard else {
        return Publication { standard: None, outputs: None, diagnostics };
    };
    diagnostics.extend(analysis::analyse(&standard));
    if has_errors(&diagnostics) {
        return Publication { standard: Some(standard), outputs: None, diagnostics };
    }
    let (mut outputs, found) = emit::emit_again(&standard, &Templates::new(templates), memory);
    diagnostics.extend(found);
    if let Ok(schema) = report::json::schema() {
        outputs.insert("schemas/check-report.schema.json".to_owned(), schema.into_bytes());
    }
    let outputs = (!has_errors(&diagnostics)).then_some(outputs);
    Publication { standard: Some(standard), outputs, diagnostics }
}
