//! `build`: standards → `generated/`.

use super::Ending;
use super::arguments::{BuildArguments, FailOnMessage, ReportArguments};
use super::console::Console;
use super::reports::Reports;
use crate::analysis::{self, Burden};
use crate::base::atomic::{self, AtomicError, Cause, Difference, Durability};
use crate::base::text::counted;
use crate::diagnostic::catalogue::tool as messages;
use crate::diagnostic::{Diagnostic, Language, Level, SourceMap};
use crate::package::{self, Compilation, Files};
use crate::publication::{Memory, Publication, publish};
use crate::report::findings::{Activity, Findings, Status};
use crate::standard::Standard;
use crate::standard::record::Content;
use crate::standard::trace::{Trace, leaves};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder in which packages are looked for.
pub const STANDARDS: &str = "standards";

/// Runs the verb.
pub fn run(arguments: &BuildArguments, console: &Console) -> Ending {
    let (packages, reports) = match asked(&arguments.packages, &arguments.reports) {
        Ok(asked) => asked,
        Err(diagnostic) => {
            console.complain(diagnostic);
            return Ending::Wrong;
        }
    };
    let mut findings = Findings::new(Activity::Build, console.language, &[&arguments.out.to_string_lossy()]);
    let endings = packages.iter().map(|package| build(package, arguments, console, &mut findings));
    let ending = endings.fold(Ending::Holds, Ending::worse);
    let ending = ending.worse(on_warnings(arguments.fail_on, &findings));
    reports.write(&findings, console).map_or_else(|failed| failed, |()| ending)
}

/// The packages named, or each folder of [`STANDARDS`], and the reports on them.
pub fn asked(named: &[PathBuf], reports: &ReportArguments) -> Result<(Vec<PathBuf>, Reports), Diagnostic> {
    let reports = Reports::parse(reports)?;
    let packages = packages(named)?;
    reports.check(&packages.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
    Ok((packages, reports))
}

/// How a run ends in which warnings count.
pub fn on_warnings(fail_on: FailOnMessage, findings: &Findings) -> Ending {
    let mut messages = findings.told().map(|finding| finding.status);
    let fails = fail_on == FailOnMessage::Warning && messages.any(|status| status == Status::Message(Level::Warning));
    if fails { Ending::Findings } else { Ending::Holds }
}

/// The packages named, or each folder of [`STANDARDS`].
pub fn packages(named: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
    if !named.is_empty() {
        return Ok(named.to_vec());
    }
    let missing = || Diagnostic::new(&messages::NOT_FOUND).with("path", STANDARDS);
    let entries = std::fs::read_dir(STANDARDS).map_err(|_| missing())?;
    let folders = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.path()).collect();
    folders.sort();
    if folders.is_empty() { Err(missing()) } else { Ok(folders) }
}

/// Reads and compiles a package; the reasons are printed where it cannot be.
pub fn compile(folder: &Path, sources: &mut SourceMap, console: &Console) -> Result<Compilation, Ending> {
    let files = read(folder, &package::EXTENSIONS, console)?;
    Ok(package::compile(&files, sources))
}

/// Reads a folder; the reason is printed where it cannot be.
fn read(folder: &Path, extensions: &[&str], console: &Console) -> Result<Files, Ending> {
    Files::read(folder, extensions).map_err(|error| {
        console.complain(error.diagnostic());
        Ending::Wrong
    })
}

fn build(folder: &Path, arguments: &BuildArguments, console: &Console, findings: &mut Findings) -> Ending {
    let mut sources = SourceMap::default();
    let files = match read(folder, &package::EXTENSIONS, console) {
        Ok(files) => files,
        Err(ending) => return ending,
    };
    let Publication { standard, outputs, diagnostics, trace } = publish(&files, &mut sources, &mut Memory::default());
    console.report(&diagnostics, &sources);
    let suite = findings.package(standard.as_ref().map(|standard| &standard.manifest), &folder.to_string_lossy());
    findings.add_messages(suite, &diagnostics, &sources);
    let (Some(standard), Some(outputs)) = (standard, outputs) else { return Ending::Wrong };
    findings.add_pass(suite, Activity::Build.verb());
    let target = arguments.out.join(&standard.manifest.id);
    console.note(&summary(&standard, trace.of(&standard), console));
    if !arguments.check {
        return write(&target, &outputs, console);
    }
    let drift = drift(&target, &outputs);
    console.report(&drift, &SourceMap::default());
    findings.add_messages(suite, &drift, &SourceMap::default());
    if drift.is_empty() { Ending::Holds } else { Ending::Findings }
}

/// What a package holds, and what is missing in it, in one line.
fn summary(standard: &Standard, trace: &Trace, console: &Console) -> String {
    let (clauses, rules, signs) = (standard.clauses().count(), standard.rules.len(), standard.signs.len());
    let fields = standard.records.iter().flat_map(|record| &record.members);
    let fields = fields.filter(|member| matches!(member.content, Content::Field(_))).count();
    let indicators: usize = standard.systems.iter().map(|system| leaves(&system.children).len()).sum();
    let (unserved, unused) = (trace.unserved.len(), trace.unused.len());
    let (id, version) = (&standard.manifest.id, &standard.manifest.version);
    let burden = burdens(standard, console.language);
    match console.language {
        Language::Zh => format!(
            "{id} {version}：条款 {clauses}（{unserved} 条没有落实）· 规则 {rules} · 指标 {indicators} · 字段 {fields}（{unused} 个没有用到）· 标牌 {signs} · 填报负担 {burden}"
        ),
        Language::En => format!(
            "{id} {version}: clauses {clauses} (nothing serves {unserved}) · rules {rules} · indicators {indicators} · fields {fields} (nothing uses {unused}) · signs {signs} · cells to fill in: {burden}"
        ),
    }
}

/// What each level has to fill in: cells that are there once, and those that are there once in each element of a list.
fn burdens(standard: &Standard, language: Language) -> String {
    let of = |burden: &Burden| {
        let level = standard.manifest.level(&burden.level, language);
        let Burden { cells, per_element, .. } = burden;
        match (language, per_element) {
            (Language::Zh, 0) => format!("{level} {cells} 格"),
            (Language::Zh, _) => format!("{level} {cells} 格（另每个列表元素共 {per_element} 格）"),
            (Language::En, 0) => format!("{level} {cells}"),
            (Language::En, _) => format!("{level} {cells} (and {per_element} per element of lists)"),
        }
    };
    let burdens: Vec<String> = analysis::burden(standard).iter().map(of).collect();
    burdens.join(if language == Language::Zh { "，" } else { ", " })
}

/// What differs between the folder and what would be written.
fn drift(target: &Path, outputs: &BTreeMap<String, Vec<u8>>) -> Vec<Diagnostic> {
    let told = |(path, difference): &(String, Difference)| {
        let entry = match difference {
            Difference::Changed => &messages::DRIFT_CHANGED,
            Difference::Missing => &messages::DRIFT_MISSING,
            Difference::Unexpected => &messages::DRIFT_UNEXPECTED,
        };
        Diagnostic::new(entry).with("path", target.join(path).display())
    };
    atomic::difference(target, outputs).iter().map(told).collect()
}

/// Makes a folder of exactly these files, and says how many there are; the reason is printed where it cannot be.
pub fn write(target: &Path, outputs: &BTreeMap<String, Vec<u8>>, console: &Console) -> Ending {
    match replace(target, outputs, Durability::Power) {
        Ok(()) => {
            console.note(&written(target, outputs, console));
            Ending::Holds
        }
        Err(diagnostic) => {
            console.complain(diagnostic);
            Ending::Failed
        }
    }
}

/// Makes a folder of exactly these files; the message where it cannot be.
pub fn replace(target: &Path, outputs: &BTreeMap<String, Vec<u8>>, durability: Durability) -> Result<(), Diagnostic> {
    atomic::replace_directory(target, outputs, durability).map_err(unwritable)
}

/// Puts files into a folder of somebody's own; the reason is printed where that cannot be done.
pub fn add(folder: &Path, files: &BTreeMap<String, Vec<u8>>, console: &Console) -> Result<(), Ending> {
    atomic::add_files(folder, files).map_err(|error| {
        console.complain(unwritable(error));
        Ending::Failed
    })?;
    console.note(&written(folder, files, console));
    Ok(())
}

/// How many files were written, and where.
fn written(folder: &Path, files: &BTreeMap<String, Vec<u8>>, console: &Console) -> String {
    let folder = folder.display();
    match console.language {
        Language::Zh => format!("{} 个文件在 {folder}", files.len()),
        Language::En => format!("{} in {folder}", counted(files.len(), "file(s)")),
    }
}

fn unwritable(error: AtomicError) -> Diagnostic {
    let diagnostic = match error.cause {
        // Every file is named after an id, and ids were checked; this is the last line of defence.
        Cause::UnsafeName => {
            Diagnostic::new(&messages::CANNOT_WRITE).with("reason", std::io::ErrorKind::InvalidFilename)
        }
        Cause::NotAFolder => Diagnostic::new(&messages::NOT_A_FOLDER),
        Cause::Io(reason) => Diagnostic::new(&messages::CANNOT_WRITE).with("reason", reason),
    };
    diagnostic.with("path", error.path.display())
}
