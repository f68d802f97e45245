//! `check`: submissions → outcomes, scores and their roll-up.

use super::arguments::{CheckArguments, FailOn, Format};
use super::console::Console;
use super::reports::Reports;
use super::round::{Opened, Submitted};
use super::{Ending, build, destination};
use crate::base::atomic::{self, Difference};
use crate::check::{Assessment, Kind};
use crate::diagnostic::catalogue::{reports, round, tool as messages};
use crate::diagnostic::{self, Diagnostic, Language, Level, SourceId, SourceMap};
use crate::emit::Outputs;
use crate::package::Files;
use crate::package::files::{FileProblem, read_at_most};
use crate::report::findings::{self, Activity, Findings, State, Status};
use crate::report::machine::baseline::{Baseline, MOST_BYTES};
use crate::report::page;
use crate::report::{self, RegionReport, returned};
use crate::rollup::{Deliveries, RollUp};
use crate::standard::Standard;
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
    let reports = Reports::parse(&arguments.reports).map_err(refused)?;
    reports.check(&[&arguments.submissions, &opened.folder]).map_err(refused)?;
    if let Some(form) = reports.on_output().filter(|_| arguments.format == Format::Json) {
        let taken = Diagnostic::new(&reports::REPORT_OUTPUT).with("format", "json");
        return Err(refused(taken.with("form", form.keyword())));
    }
    for target in arguments.feedback.iter().chain(&arguments.live).chain(&arguments.html) {
        destination::check(target, &[&arguments.submissions, &opened.folder]).map_err(refused)?;
    }
    if let Some(target) = &arguments.html {
        destination::check_page(target).map_err(refused)?;
    }
    let roots = [arguments.submissions.to_string_lossy().into_owned(), opened.folder.to_string_lossy().into_owned()];
    let roots = roots.each_ref().map(String::as_str);
    let standard = opened.compile(console).or_else(|ending| uncompiled(&opened, roots, &reports, console, ending))?;
    let baseline = arguments.baseline.as_deref().map(|file| baseline(file, &standard, console)).transpose()?;
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
        Format::Text if reports.on_output().is_some() => {}
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
    let ending = if reports.are_asked_for() || baseline.is_some() {
        let findings = found(&checked, roots, baseline, console);
        reports.write(&findings, console)?;
        let new = findings.list.iter().filter(|finding| finding.state.is_none_or(|state| state == State::New));
        ending(new.map(|finding| finding.status), findings.missing > 0, arguments.fail_on)
    } else {
        ending(statuses(&checked), findings::missing(&rolled) > 0, arguments.fail_on)
    };
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
    let (folder, name) = destination::split(target);
    build::add(&folder, &BTreeMap::from([(name, page::render(round).into_bytes())]), console)
}

/// What every region of the round comes to.
fn assess<'a>(assessment: &'a Assessment<'a>, diagnostics: &mut Vec<Diagnostic>) -> Vec<RegionReport<'a>> {
    RegionReport::all(assessment, diagnostics)
}

/// Where the standard cannot be compiled, what is wrong with it is what was found.
fn uncompiled<T>(
    opened: &Opened,
    roots: [&str; 2],
    reports: &Reports,
    console: &Console,
    ending: Ending,
) -> Result<T, Ending> {
    let mut findings = Findings::new(Activity::Check, console.language, &roots);
    let suite = findings.package(None, &opened.folder.to_string_lossy());
    findings.add_messages(suite, &opened.diagnostics, &opened.sources);
    reports.write(&findings, console)?;
    Err(ending)
}

/// Reads the former report; the reason is printed where it cannot be used.
fn baseline(file: &Path, standard: &Standard, console: &Console) -> Result<Baseline, Ending> {
    let bytes = read_at_most(MOST_BYTES, file).map_err(|error| {
        console.complain(match error.reason {
            FileProblem::TooLarge => Diagnostic::new(&reports::BASELINE_TOO_LARGE)
                .with("limit", MOST_BYTES / (1024 * 1024))
                .with("path", file.display()),
            FileProblem::Io(_) => error.diagnostic(),
        });
        Ending::Wrong
    })?;
    let mut sources = SourceMap::default();
    // Bytes that are no text make a line that is no finding.
    let id = sources.add(file.to_string_lossy(), String::from_utf8_lossy(&bytes));
    Baseline::read(id, &sources, &standard.manifest.id).map_err(|diagnostics| {
        console.report(&diagnostics, &sources);
        Ending::Wrong
    })
}

/// Everything that was found, beside a former report where there is one.
fn found(round: &report::Round<'_>, roots: [&str; 2], baseline: Option<Baseline>, console: &Console) -> Findings {
    let mut findings = Findings::of_round(round, &roots);
    if let Some(baseline) = baseline {
        findings.compare(baseline);
        let count = |state| findings.in_state(state).unwrap_or_default();
        let (new, unchanged, absent) = (count(State::New), count(State::Unchanged), count(State::Absent));
        console.note(&match console.language {
            Language::Zh => format!("与基线相比：新增 {new}，原有 {unchanged}，已消除 {absent}"),
            Language::En => format!("against the baseline: {new} new, {unchanged} unchanged, {absent} resolved"),
        });
    }
    findings
}

/// What was found, where nothing else is asked of it.
fn statuses(round: &report::Round<'_>) -> impl Iterator<Item = Status> {
    let outcomes = round.regions.iter().flat_map(|region| &region.outcomes).map(|outcome| outcome.kind);
    let disagreements = round.rolled.disagreements().map(|_| Kind::Problem);
    let messages = round.diagnostics.iter().map(|diagnostic| Status::Message(diagnostic.level));
    outcomes.chain(disagreements).map(Status::Outcome).chain(messages)
}

/// How a check ends in which that was found.
fn ending(found: impl Iterator<Item = Status>, is_missing: bool, fail_on: FailOn) -> Ending {
    let ends = |status: Status| match status {
        Status::Message(Level::Error) if fail_on >= FailOn::Error => Ending::Wrong,
        Status::Outcome(Kind::Problem) if fail_on >= FailOn::Problem => Ending::Findings,
        Status::Message(Level::Warning) if fail_on >= FailOn::Warning => Ending::Findings,
        Status::Outcome(Kind::Unknown | Kind::Review) if fail_on >= FailOn::Unknown => Ending::Findings,
        _ => Ending::Holds,
    };
    let missing = if is_missing && fail_on >= FailOn::Unknown { Ending::Findings } else { Ending::Holds };
    found.map(ends).fold(missing, Ending::worse)
}
