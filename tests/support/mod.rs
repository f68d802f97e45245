//! Set-up that the suites share: the packages and rounds of this repository compiled and read once, small packages in
//! temporary folders, and the binary run with a guard against hanging.
#![allow(dead_code, reason = "every suite is a crate of its own and uses its own part of this")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "in a test a failed set-up is a failure"
)]

pub mod archive;
pub mod binary;
pub mod dissection;
pub mod edits;
pub mod facts;
pub mod folder;
pub mod form;
pub mod kdl;
pub mod oracle;
pub mod programs;
pub mod published;
pub mod small;
pub mod systems;
pub mod trial;
pub mod workbook;

use guiju::base::date::Date;
use guiju::check::Assessment;
use guiju::diagnostic::{Diagnostic, Language, SourceMap, has_errors};
use guiju::package::{self, Files};
use guiju::report::RegionReport;
use guiju::rollup::{Deliveries, RollUp};
use guiju::standard::Standard;
use guiju::submission::Submission;
use guiju::submission::folder::{accept, read_round, read_submissions};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The example that the oracle speaks of.
pub const ZHEJIANG_ROUND: &str = "examples/zhejiang-2023-12";
/// Its standard.
pub const ZHEJIANG: &str = "standards/zhejiang";
/// The example that has nothing to do with it.
pub const LIBRARY_ROUND: &str = "examples/library/submissions";
/// Its standard.
pub const LIBRARY: &str = "examples/library/standard";

/// A path of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A round of submissions with its standard.
pub struct Round {
    /// The standard.
    pub standard: Standard,
    /// The submissions, by region.
    pub submissions: BTreeMap<String, Submission>,
    /// The day that the round names.
    pub as_of: Date,
}

impl Round {
    /// Reads a round of this repository. Nothing may be wrong with it.
    pub fn read(round: &str, standard: &str) -> Self {
        let mut sources = SourceMap::default();
        let standard = compile(standard, &mut sources);
        let files = Files::read(&repository(round), &["kdl", "json"]).expect("the round can be read");
        let mut diagnostics = Vec::new();
        let manifest = read_round(&files, &mut sources, &mut diagnostics).expect("the round has a manifest");
        let submissions = read_submissions(&files, &standard, &mut sources, &mut diagnostics);
        let submissions = accept(submissions, &standard, &mut diagnostics);
        assert_flawless(&diagnostics);
        Self { standard, submissions, as_of: manifest.as_of.expect("the round names its day") }
    }

    /// The inspection of December 2023.
    pub fn zhejiang() -> Self {
        Self::read(ZHEJIANG_ROUND, ZHEJIANG)
    }

    /// The branch libraries.
    pub fn library() -> Self {
        Self::read(LIBRARY_ROUND, LIBRARY)
    }

    /// The round held against its standard. Nothing may be wrong with it.
    pub fn assessment(&self) -> Assessment<'_> {
        let mut diagnostics = Vec::new();
        let assessment = Assessment::new(&self.standard, self.as_of, &self.submissions, &mut diagnostics);
        assert_flawless(&diagnostics);
        assessment
    }
}

/// What every region of an assessment comes to.
pub fn reports<'a>(assessment: &'a Assessment<'a>) -> Vec<RegionReport<'a>> {
    let mut diagnostics = Vec::new();
    let reports = RegionReport::all(assessment, &mut diagnostics);
    assert_flawless(&diagnostics);
    reports
}

/// The roll-up of an assessment of which nobody says how it came.
pub fn rolled<'a>(assessment: &'a Assessment<'a>) -> RollUp<'a> {
    let mut diagnostics = Vec::new();
    let deliveries = Deliveries::of(assessment.standard, &guiju::submission::Round::default(), &[], &mut diagnostics);
    let rolled = RollUp::of(assessment, deliveries, &mut diagnostics);
    assert_flawless(&diagnostics);
    rolled
}

/// Compiles a package of this repository. Nothing may be wrong with it.
pub fn compile(package: &str, sources: &mut SourceMap) -> Standard {
    let files = Files::read(&repository(package), &["kdl", "csv", "hbs"]).expect("the package can be read");
    let compilation = package::compile(&files, sources);
    assert_flawless(&compilation.diagnostics);
    compilation.standard.expect("a package without errors gives a standard")
}

/// Fails with the messages where any of them is an error.
pub fn assert_flawless(diagnostics: &[Diagnostic]) {
    let told: Vec<String> =
        diagnostics.iter().map(|found| format!("{} {}", found.entry.code, found.text(Language::En))).collect();
    assert!(!has_errors(diagnostics), "unexpected errors:\n{}", told.join("\n"));
}
