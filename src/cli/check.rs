//! `check`: submissions → outcomes, scores and their roll-up.

use super::arguments::{CheckArguments, Format};
use super::console::Console;
use super::round::{Opened, Submitted};
use super::{Ending, build, destination};
use crate::base::atomic::{self, Difference};
use crate::check::{Assessment, Kind};
use crate::diagnostic::catalogue::{round, tool as messages};
use crate::diagnostic::{self, Diagnostic, SourceId, SourceMap, has_errors};
use crate::emit::Outputs;
use crate::package::Files;
use crate::report::page;
use crate::report::{self, RegionReport, returned};
use crate::rollup::{Deliveries, RollUp};
use std::collections::BTreeMap;
use std::path::Path;

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
    let given = (arguments.standard.as_deref(), arguments.as_of.as_deref());
    let mut opened = Opened::open(&arguments.submissions, given.0, given.1, console)?;
    let refused = |diagnostic: Diagnostic| {
        console.complain(diagnostic);
        Ending::Wrong
    };
    for target in arguments.feedback.iter().chain(&arguments.live).chain(&arguments.html) {
        destination::check(target, &[&arguments.submissions, &opened.folder]).map_err(refused)?;
    }
    if let Some(target) = &arguments.html {
        destination::check_page(target).map_err(refused)?;
    }
    let standard = opened.compile(console)?;
    let progress = console.progress();
    progress.stage(opened.files.iter().count(), "读取 {n} 个文件", "reading {n} files");
    let Submitted { submissions, arrivals } = opened.read(&standard);
    let Opened { mut files, round, as_of, sources, mut diagnostics, .. } = opened;
    progress.stage(submissions.len(), "核对 {n} 份填报", "taking in {n} submissions");
    let assessment = Assessment::new(&standard, as_of, &submissions, &mut diagnostics);
    // A round of a province takes hundreds of megabytes: what has become facts is let go before more is made of them.
    let submissions: BTreeMap<String, SourceId> =
        submissions.into_iter().map(|(code, submission)| (code, submission.span.source)).collect();
    files.retain(|path| arguments.format == Format::Xlsx && returned::is_workbook(path));
    progress.stage(standard.registry.regions().len(), "检查并评分 {n} 个地区", "checking and scoring {n} regions");
    let regions = assess(&assessment, &mut diagnostics);
    progress.stage(regions.len(), "汇总 {n} 个地区", "rolling up {n} regions");
    let deliveries = Deliveries::of(&standard, &round, &arrivals, &mut diagnostics);
    let rolled = RollUp::of(&assessment, deliveries, &mut diagnostics);
    let feedback = arguments.feedback.as_ref().map(|target| (target, feedback(&assessment, &mut diagnostics)));
    let live = arguments.live.as_ref().map(|target| (target, live(&assessment, &regions, &mut diagnostics)));
    if arguments.format == Format::Xlsx {
        diagnostics.extend(left_out(arguments, &files, &submissions, &sources));
    }
    diagnostic::sort(&mut diagnostics);
    drop(progress);
    let language = console.language;
    let checked = report::Round::new(&assessment, &regions, &rolled, &diagnostics, &sources, language);
    match arguments.format {
        Format::Text => console.print(&report::terminal::render(&checked)),
        Format::Json => {
            let written = console.print_with(|out| report::json::write(out, &checked));
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
        write_page(target, &checked, console)?;
    }
    let ending = ending(&regions, &rolled, &diagnostics);
    let failed = feedback.iter().chain(&live).find_map(|(target, tables)| write_tables(target, tables, console));
    Ok(failed.unwrap_or(ending))
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

/// The scores of the round as workbooks with formulas; none where nobody is scored, which is told.
fn live(assessment: &Assessment<'_>, regions: &[RegionReport<'_>], diagnostics: &mut Vec<Diagnostic>) -> Outputs {
    if regions.iter().all(|region| region.scores.is_empty()) {
        diagnostics.push(Diagnostic::new(&messages::LIVE_NO_SYSTEM));
    }
    report::live::files(assessment, regions, diagnostics)
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
fn write_page(target: &Path, round: &report::Round<'_>, console: &Console) -> Result<(), Ending> {
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
