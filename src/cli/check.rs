//! `check`: submissions → outcomes and scores.

use super::Ending;
use super::arguments::{CheckArguments, Format};
use super::build;
use super::console::Console;
use crate::base::date::Date;
use crate::check::{Assessment, Kind};
use crate::diagnostic::catalogue::{submission, tool as messages};
use crate::diagnostic::{self, Diagnostic, SourceMap, has_errors};
use crate::package::intake;
use crate::report::{self, RegionReport};
use crate::submission::folder::{Round, accept, read_round, read_submissions, report_setbacks};
use crate::submission::format;
use std::path::PathBuf;

/// Runs the verb.
pub fn run(arguments: &CheckArguments, console: &Console) -> Ending {
    match checked(arguments, console) {
        Ok(ending) | Err(ending) => ending,
    }
}

fn checked(arguments: &CheckArguments, console: &Console) -> Result<Ending, Ending> {
    let mut sources = SourceMap::default();
    let taken = intake::read(&arguments.submissions, |name| format::of(name).is_some());
    let (files, setbacks) = taken.map_err(|error| {
        console.complain(build::unreadable(error));
        Ending::Wrong
    })?;
    let mut diagnostics = Vec::new();
    let round = read_round(&files, &mut sources, &mut diagnostics).unwrap_or_default();
    if has_errors(&diagnostics) {
        console.report(&diagnostics, &sources);
        return Err(Ending::Wrong);
    }
    let folder = standard_folder(arguments, &round, console)?;
    let as_of = as_of(arguments, &round, console)?;

    let compilation = build::compile(&folder, &mut sources, console)?;
    let Some(standard) = compilation.standard else {
        console.report(&compilation.diagnostics, &sources);
        return Err(Ending::Wrong);
    };
    report_setbacks(&files, setbacks, &mut sources, &mut diagnostics);
    let submissions = read_submissions(&files, &standard, &mut sources, &mut diagnostics);
    let submissions = accept(submissions, &standard, &mut diagnostics);
    let assessment = Assessment::new(&standard, as_of, &submissions, &mut diagnostics);
    let regions = assess(&assessment, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    match arguments.format {
        Format::Text => console.print(&report::terminal::render(&assessment, &regions, &sources, console.language)),
        Format::Json => {
            let text = report::json::render(&assessment, &regions, &diagnostics, &sources, console.language);
            console.print(&text.map_err(|_| Ending::Failed)?);
        }
    }
    console.report(&diagnostics, &sources);
    Ok(ending(&regions, &diagnostics))
}

/// What every region of the round comes to.
fn assess<'a>(assessment: &'a Assessment<'a>, diagnostics: &mut Vec<Diagnostic>) -> Vec<RegionReport<'a>> {
    assessment.regions.iter().map(|own| RegionReport::of(assessment, own, diagnostics)).collect()
}

fn ending(regions: &[RegionReport<'_>], diagnostics: &[Diagnostic]) -> Ending {
    let mut outcomes = regions.iter().flat_map(|region| &region.outcomes);
    if has_errors(diagnostics) {
        Ending::Wrong
    } else if outcomes.any(|outcome| outcome.kind == Kind::Problem) {
        Ending::Findings
    } else {
        Ending::Holds
    }
}

fn standard_folder(arguments: &CheckArguments, round: &Round, console: &Console) -> Result<PathBuf, Ending> {
    if let Some(folder) = &arguments.standard {
        return Ok(folder.clone());
    }
    let Some(relative) = &round.standard else {
        let path = arguments.submissions.display();
        console.complain(Diagnostic::new(&submission::NO_ROUND).with("path", path));
        return Err(Ending::Wrong);
    };
    Ok(normalised(&arguments.submissions.join(relative)))
}

/// A path without `a/..`, so that messages name files the short way. Only names are looked at, not the disk.
fn normalised(path: &std::path::Path) -> PathBuf {
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

fn as_of(arguments: &CheckArguments, round: &Round, console: &Console) -> Result<Date, Ending> {
    match (&arguments.as_of, round.as_of) {
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
