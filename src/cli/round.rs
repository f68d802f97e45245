//! A round as verbs open it: its manifest, its standard, its submissions.

use super::console::Console;
use super::{Ending, build};
use crate::base::date::Date;
use crate::diagnostic::catalogue::{submission, tool as messages};
use crate::diagnostic::{Diagnostic, SourceMap, has_errors};
use crate::package::Files;
use crate::package::intake::{self, Setback};
use crate::standard::Standard;
use crate::submission::Submission;
use crate::submission::folder::{Round, accept, read_round, read_submissions, report_setbacks};
use crate::submission::format;
use crate::submission::round::{Arrival, arrivals};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A round whose manifest is read, and of which it is known by what and on which day it is judged.
pub struct Opened {
    /// The files of its folder.
    pub files: Files,
    /// What its manifest says.
    pub round: Round,
    /// The folder of its standard.
    pub folder: PathBuf,
    /// The day of the verdicts.
    pub as_of: Date,
    /// The texts that were read.
    pub sources: SourceMap,
    /// What was said about it.
    pub diagnostics: Vec<Diagnostic>,
    setbacks: Vec<Setback>,
}

/// What was submitted in a round.
pub struct Submitted {
    /// By region, what is taken as its submission.
    pub submissions: BTreeMap<String, Submission>,
    /// What came in.
    pub arrivals: Vec<Arrival>,
}

impl Opened {
    /// Opens the round in a folder; `standard` and `as_of` are said on the command line and come before what the manifest says. The
    /// reason is printed where that cannot be done.
    pub fn open(
        submissions: &Path,
        standard: Option<&Path>,
        as_of: Option<&str>,
        console: &Console,
    ) -> Result<Self, Ending> {
        let mut sources = SourceMap::default();
        let (files, setbacks) = round_files(submissions, console)?;
        let mut diagnostics = Vec::new();
        let round = read_round(&files, &mut sources, &mut diagnostics).unwrap_or_default();
        if has_errors(&diagnostics) {
            console.report(&diagnostics, &sources);
            return Err(Ending::Wrong);
        }
        let folder = standard_folder(submissions, standard, &round, console)?;
        let as_of = day(as_of, &round, console)?;
        Ok(Self { files, round, folder, as_of, sources, diagnostics, setbacks })
    }

    /// Compiles the standard; where it has errors, its messages are printed, and are what was said.
    pub fn compile(&mut self, console: &Console) -> Result<Standard, Ending> {
        let compilation = build::compile(&self.folder, &mut self.sources, console)?;
        compilation.standard.ok_or_else(|| {
            console.report(&compilation.diagnostics, &self.sources);
            self.diagnostics = compilation.diagnostics;
            Ending::Wrong
        })
    }

    /// Reads what was submitted. What is wrong with it is said among the messages.
    pub fn read(&mut self, standard: &Standard) -> Submitted {
        let setbacks = std::mem::take(&mut self.setbacks);
        let Self { files, round, sources, diagnostics, .. } = self;
        report_setbacks(files, setbacks, sources, diagnostics);
        let submissions = read_submissions(files, standard, sources, diagnostics);
        let arrivals = arrivals(files, sources, round, &submissions, &standard.registry, diagnostics);
        let submissions = accept(submissions, standard, diagnostics);
        Submitted { submissions, arrivals }
    }
}

/// The files of a round, and what of its folder was not read; the reason is printed where the folder itself cannot be.
pub fn round_files(folder: &Path, console: &Console) -> Result<(Files, Vec<Setback>), Ending> {
    intake::read(folder, |name| format::of(name).is_some()).map_err(|error| {
        console.complain(error.diagnostic());
        Ending::Wrong
    })
}

fn standard_folder(
    submissions: &Path,
    given: Option<&Path>,
    round: &Round,
    console: &Console,
) -> Result<PathBuf, Ending> {
    if let Some(folder) = given {
        return Ok(folder.to_owned());
    }
    let Some(relative) = &round.standard else {
        console.complain(Diagnostic::new(&submission::NO_ROUND).with("path", submissions.display()));
        return Err(Ending::Wrong);
    };
    Ok(normalised(&submissions.join(relative)))
}

/// A path without `a/..`, so that messages name files the short way. Only names are looked at, not the disk.
fn normalised(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut short = PathBuf::new();
    for component in path.components() {
        let ends_in_name = matches!(short.components().next_back(), Some(Component::Normal(_)));
        match component {
            Component::ParentDir if ends_in_name => {
                short.pop();
            }
            Component::CurDir => {}
            other => short.push(other),
        }
    }
    short
}

/// The day of the verdicts.
fn day(given: Option<&str>, round: &Round, console: &Console) -> Result<Date, Ending> {
    match (given, round.as_of) {
        (Some(text), _) => Date::parse(text).ok_or_else(|| {
            console.complain(Diagnostic::new(&messages::INVALID_AS_OF).with("value", text));
            Ending::Wrong
        }),
        (None, Some(date)) => Ok(date),
        (None, None) => {
            console.complain(Diagnostic::new(&messages::NO_AS_OF));
            Err(Ending::Wrong)
        }
    }
}
