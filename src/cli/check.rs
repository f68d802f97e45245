//! `check`: submissions → outcomes, scores and their roll-up.

use super::arguments::{CheckArguments, Format};
use super::console::Console;
use super::{Ending, build, destination};
use crate::base::atomic::{self, Difference};
use crate::base::date::Date;
use crate::check::{Assessment, Kind};
use crate::diagnostic::catalogue::{round, submission, tool as messages};
use crate::diagnostic::{self, Diagnostic, SourceId, SourceMap, has_errors};
use crate::emit::Outputs;
use crate::package::Files;
use crate::package::intake::{self, Setback};
use crate::report::page::{self, Further};
use crate::report::{self, RegionReport, returned};
use crate::rollup::{Deliveries, RollUp};
use crate::submission::folder::{Round, accept, read_round, read_submissions, report_setbacks};
use crate::submission::format;
use crate::submission::round::arrivals;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Runs the verb.
pub fn run(arguments: &CheckArguments, console: &Console) -> Ending {
    match checked(arguments, console) {
        Ok(ending) | Err(ending) => ending,
    }
}

fn checked(arguments: &CheckArguments, console: &Console) -> Result<Ending, Ending> {
    if arguments.out.is_some() && arguments.format != Format::Xlsx {
        console.complain(Diagnostic::new(&messages::OUT_WITHOUT_WORKBOOKS));
        return Err(Ending::Wrong);
    }
    let mut sources = SourceMap::default();
    let (mut files, setbacks) = round_files(&arguments.submissions, console)?;
    let mut diagnostics = Vec::new();
    let round = read_round(&files, &mut sources, &mut diagnostics).unwrap_or_default();
    if has_errors(&diagnostics) {
        console.report(&diagnostics, &sources);
        return Err(Ending::Wrong);
    }
    let folder = standard_folder(arguments, &round, console)?;
    let as_of = as_of(arguments, &round, console)?;
    let refused = |diagnostic: Diagnostic| {
        console.complain(diagnostic);
        Ending::Wrong
    };
    if let Some(target) = &arguments.feedback {
        destination::check(target, &[&arguments.submissions, &folder]).map_err(refused)?;
    }
    if let Some(target) = &arguments.html {
        destination::check(target, &[&arguments.submissions, &folder]).map_err(refused)?;
        destination::check_page(target).map_err(refused)?;
    }

    let compilation = build::compile(&folder, &mut sources, console)?;
    let Some(standard) = compilation.standard else {
        console.report(&compilation.diagnostics, &sources);
        return Err(Ending::Wrong);
    };
    report_setbacks(&files, setbacks, &mut sources, &mut diagnostics);
    let submissions = read_submissions(&files, &standard, &mut sources, &mut diagnostics);
    let arrivals = arrivals(&files, &sources, &round, &submissions, &standard.registry, &mut diagnostics);
    let submissions = accept(submissions, &standard, &mut diagnostics);
    let assessment = Assessment::new(&standard, as_of, &submissions, &mut diagnostics);
    // A round of a province takes hundreds of megabytes: what has become facts is let go before more is made of them.
    let submissions: BTreeMap<String, SourceId> =
        submissions.into_iter().map(|(code, submission)| (code, submission.span.source)).collect();
    files.retain(|path| arguments.format == Format::Xlsx && returned::is_workbook(path));
    let regions = assess(&assessment, &mut diagnostics);
    let deliveries = Deliveries::of(&standard, &round, &arrivals, &mut diagnostics);
    let rolled = RollUp::of(&assessment, deliveries, &mut diagnostics);
    let tables = arguments.feedback.as_ref().map(|target| (target, feedback(&assessment, &mut diagnostics)));
    if arguments.format == Format::Xlsx {
        diagnostics.extend(left_out(arguments, &files, &submissions, &sources));
    }
    diagnostic::sort(&mut diagnostics);
    let language = console.language;
    match arguments.format {
        Format::Text => console.print(&report::terminal::render(&assessment, &regions, &rolled, &sources, language)),
        Format::Json => {
            let written = console.print_with(|out| {
                report::json::write(out, &assessment, &regions, &rolled, &diagnostics, &sources, language)
            });
            // A reader that has gone away is no failure.
            written.or_else(|error| if error.is_io() { Ok(()) } else { Err(Ending::Failed) })?;
        }
        Format::Xlsx => {
            let folder = out(arguments, console)?;
            let workbooks = returned::workbooks(&files, &submissions, &regions, &diagnostics, &sources, language);
            if !workbooks.is_empty() {
                build::add(folder, &workbooks, console)?;
            }
        }
    }
    console.report(&diagnostics, &sources);
    if let Some(folder) = &arguments.roll_up {
        write(folder, &assessment, &rolled, &diagnostics, console)?;
    }
    if let Some(target) = &arguments.html {
        let (assessment, regions, rolled, diagnostics) = (&assessment, &regions[..], &rolled, &diagnostics[..]);
        let further = Further::default();
        let round = page::Round { assessment, regions, rolled, diagnostics, sources: &sources, language, further };
        write_page(target, &round, console)?;
    }
    let ending = ending(&regions, &rolled, &diagnostics);
    match tables {
        Some((target, tables)) => Ok(write_tables(target, &tables, console).unwrap_or(ending)),
        None => Ok(ending),
    }
}

/// The files of a round, and what of its folder was not read; the reason is printed where the folder itself cannot be.
pub fn round_files(folder: &Path, console: &Console) -> Result<(Files, Vec<Setback>), Ending> {
    intake::read(folder, |name| format::of(name).is_some()).map_err(|error| {
        console.complain(build::unreadable(error));
        Ending::Wrong
    })
}

/// Writes the folder of the roll-up, which is replaced as a whole; one in which other things lie is left alone.
fn write(
    folder: &Path,
    assessment: &Assessment<'_>,
    rolled: &RollUp<'_>,
    diagnostics: &[Diagnostic],
    console: &Console,
) -> Result<(), Ending> {
    let files = report::roll_up::files(assessment, rolled, diagnostics).map_err(|reason| {
        let unwritable = Diagnostic::new(&messages::CANNOT_WRITE).with("path", folder.display());
        console.complain(unwritable.with("reason", reason));
        Ending::Failed
    })?;
    let foreign = |(name, difference): &(String, Difference)| {
        *difference == Difference::Unexpected && !report::roll_up::is_own(name)
    };
    if let Some((name, _)) = atomic::difference(folder, &files).into_iter().find(foreign) {
        console.complain(Diagnostic::new(&round::FOREIGN_FILE).with("path", folder.display()).with("name", name));
        return Err(Ending::Wrong);
    }
    match build::write(folder, &files, console) {
        Ending::Holds => Ok(()),
        other => Err(other),
    }
}

/// Where commented workbooks go: anywhere but over those handed in.
fn out<'a>(arguments: &'a CheckArguments, console: &Console) -> Result<&'a Path, Ending> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let submissions = arguments.submissions.as_path();
    match arguments.out.as_deref() {
        Some(out) if real(out).is_none_or(|out| Some(out) != real(submissions)) => Ok(out),
        _ => {
            console.complain(Diagnostic::new(&messages::OVER_SUBMISSIONS).with("path", submissions.display()));
            Err(Ending::Wrong)
        }
    }
}

/// What is said where not every submission can be given back with comments, because only workbooks can.
fn left_out(
    arguments: &CheckArguments,
    files: &Files,
    submissions: &BTreeMap<String, SourceId>,
    sources: &SourceMap,
) -> Option<Diagnostic> {
    if !returned::are_there(files) {
        return Some(Diagnostic::new(&messages::NO_WORKBOOK).with("path", arguments.submissions.display()));
    }
    let others = submissions.values().filter(|source| !sources.is_grid(**source)).count();
    (others > 0).then(|| Diagnostic::new(&messages::NOT_WORKBOOKS).with("count", others))
}

/// The feedback tables of the round; none where its standard asks for none, which is told.
fn feedback(assessment: &Assessment<'_>, diagnostics: &mut Vec<Diagnostic>) -> Outputs {
    if report::feedback::plans(assessment).is_empty() {
        diagnostics.push(Diagnostic::new(&messages::FEEDBACK_NO_PLAN));
    }
    report::feedback::files(assessment, diagnostics)
}

/// Writes the tables, where there are any; an ending where that fails.
fn write_tables(target: &Path, tables: &Outputs, console: &Console) -> Option<Ending> {
    if tables.is_empty() {
        return None;
    }
    if let Err(diagnostic) = destination::check_free(target, tables) {
        console.complain(diagnostic);
        return Some(Ending::Wrong);
    }
    Some(build::write(target, tables, console)).filter(|ending| *ending != Ending::Holds)
}

/// Writes the report as a page, beside what else lies in its folder.
fn write_page(target: &Path, round: &page::Round<'_>, console: &Console) -> Result<(), Ending> {
    let folder = match target.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    build::add(folder, &BTreeMap::from([(name, page::render(round).into_bytes())]), console)
}

/// What every region of the round comes to.
fn assess<'a>(assessment: &'a Assessment<'a>, diagnostics: &mut Vec<Diagnostic>) -> Vec<RegionReport<'a>> {
    RegionReport::all(assessment, diagnostics)
}

fn ending(regions: &[RegionReport<'_>], rolled: &RollUp<'_>, diagnostics: &[Diagnostic]) -> Ending {
    let mut outcomes = regions.iter().flat_map(|region| &region.outcomes);
    if has_errors(diagnostics) {
        Ending::Wrong
    } else if outcomes.any(|outcome| outcome.kind == Kind::Problem) || rolled.disagreements().next().is_some() {
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
