//! From the files of a package to the files that are published: compiling, emitting and analysing, one after the other.
//!
//! The analysis takes most of the time where little is made anew, and mostly cannot refuse anything: who looks on while writing has
//! the outputs before it.

use crate::analysis;
use crate::base::parallel::Wanted;
use crate::diagnostic::{Diagnostic, Level, SourceMap, has_errors};
use crate::emit::{self, Outputs, Templates};
use crate::package::{self, Files, Trees};
use crate::report::comparison::ComparisonReport;
use crate::report::json::CheckReport;
use crate::report::machine::lines::FindingLine;
use crate::report::schema;
use crate::standard::Standard;
use crate::standard::trace::LazyTrace;
use std::sync::LazyLock;

/// The schemas of our own reports, which are the same for every package.
static SCHEMAS: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(|| {
    let schemas = [
        ("schemas/check-report.schema.json", schema::of::<CheckReport>()),
        ("schemas/finding.schema.json", schema::of::<FindingLine>()),
        ("schemas/comparison.schema.json", schema::of::<ComparisonReport>()),
    ];
    schemas.into_iter().filter_map(|(path, schema)| Some((path, schema.ok()?.into_bytes()))).collect()
});

/// What was made of a package before, stage by stage.
#[derive(Debug, Default)]
pub struct Memory {
    /// Its files, read.
    pub trees: Trees,
    /// Its outputs.
    pub emitted: emit::Memory,
}

/// What becomes of a package.
#[derive(Debug)]
pub struct Publication {
    /// The standard; `None` where it does not compile.
    pub standard: Option<Standard>,
    /// What is published; `None` where anything is an error, so that nothing half-right replaces what was right.
    pub outputs: Option<Outputs>,
    /// All that was found, stage by stage.
    pub diagnostics: Vec<Diagnostic>,
    /// The trace of the standard.
    pub trace: LazyTrace,
}

/// Makes what is published of a package, and again only what reads something that has changed since `memory` was last used.
/// The texts of the package are added to `sources`, for messages.
#[must_use]
pub fn publish(files: &Files, sources: &mut SourceMap, memory: &mut Memory) -> Publication {
    let mut publication = Publication::draft(files, sources, memory);
    publication.examine(&|| true);
    publication
}

impl Publication {
    /// The same without what the analysis finds; [`Self::examine`] adds that.
    #[must_use]
    pub fn draft(files: &Files, sources: &mut SourceMap, memory: &mut Memory) -> Self {
        let package::Compilation { standard, templates, mut diagnostics } =
            package::compile_again(files, sources, &mut memory.trees);
        let Some(standard) = standard else {
            return Self { standard: None, outputs: None, diagnostics, trace: LazyTrace::default() };
        };
        let trace = LazyTrace::default();
        let templates = Templates::new(templates);
        let (mut outputs, found) = emit::emit_again(&standard, &trace, &templates, &mut memory.emitted);
        diagnostics.extend(found);
        outputs.extend(SCHEMAS.iter().map(|(path, schema)| ((*path).to_owned(), schema.clone())));
        let outputs = (!has_errors(&diagnostics)).then_some(outputs);
        Self { standard: Some(standard), outputs, diagnostics, trace }
    }

    /// Whether nothing that the analysis finds can be an error: its findings are warnings and hints unless a manifest makes more
    /// of them.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        let findings = self.standard.iter().flat_map(|standard| &standard.manifest.findings);
        !findings.into_iter().any(|(_, level)| *level == Some(Level::Error))
    }

    /// Adds what the analysis finds; where that is an error, nothing is published. Whether it came to its end: it is given up when
    /// it is no longer wanted, and nothing is added then.
    pub fn examine(&mut self, is_wanted: Wanted<'_>) -> bool {
        let Some(standard) = &self.standard else { return true };
        let Some(found) = analysis::analyse_while(standard, &self.trace, is_wanted) else { return false };
        self.diagnostics.extend(found);
        if has_errors(&self.diagnostics) {
            self.outputs = None;
        }
        true
    }
}
