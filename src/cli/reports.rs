//! Reports for machines, as `check`, `build` and `test` are asked for them: which, whether they may be written there, and writing them.

use super::arguments::ReportArguments;
use super::console::Console;
use super::{Ending, build, destination};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::reports as messages;
use crate::report::findings::Findings;
use crate::report::machine::Form;
use crate::standard::names::suggested;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What a report on standard output is asked for with.
const OUTPUT: &str = "-";

/// The reports asked for.
#[derive(Debug)]
pub struct Reports {
    targets: Vec<Target>,
}

#[derive(Debug)]
struct Target {
    form: Form,
    /// The file; `None`: standard output.
    file: Option<PathBuf>,
}

impl Reports {
    /// Reads what is asked for.
    pub fn parse(arguments: &ReportArguments) -> Result<Self, Diagnostic> {
        let targets =
            arguments.reports.iter().map(|asked| target(asked)).collect::<Result<Vec<Target>, Diagnostic>>()?;
        let mut files = BTreeSet::new();
        for target in &targets {
            let path = target.file.as_deref().map(destination::resolved);
            if !files.insert(path) {
                let shown = target.file.as_deref().map_or_else(|| OUTPUT.to_owned(), |file| file.display().to_string());
                return Err(Diagnostic::new(&messages::REPORT_TWICE).with("path", shown));
            }
        }
        Ok(Self { targets })
    }

    /// Whether any is asked for.
    pub fn are_asked_for(&self) -> bool {
        !self.targets.is_empty()
    }

    /// The form of the one on standard output, which then takes the place of what is printed for people.
    pub fn on_output(&self) -> Option<Form> {
        self.targets.iter().find(|target| target.file.is_none()).map(|target| target.form)
    }

    /// Refuses files among `sources`, other standards, submissions or generated files, and files that are no such report.
    pub fn check(&self, sources: &[&Path]) -> Result<(), Diagnostic> {
        for target in &self.targets {
            let Some(file) = &target.file else { continue };
            destination::check(file, sources)?;
            destination::check_replaceable(file, |beginning| target.form.is_own(beginning)).map_err(|()| {
                let taken = Diagnostic::new(&messages::REPORT_TAKEN).with("path", file.display());
                taken.with("form", target.form.keyword())
            })?;
        }
        Ok(())
    }

    /// Writes all of them, those of a folder together; the reason is printed where that cannot be done.
    pub fn write(&self, findings: &Findings, console: &Console) -> Result<(), Ending> {
        let mut folders: BTreeMap<PathBuf, BTreeMap<String, Vec<u8>>> = BTreeMap::new();
        for target in &self.targets {
            let text = target.form.render(findings);
            match &target.file {
                None => console.print(&text),
                Some(file) => {
                    let (folder, name) = destination::split(file);
                    folders.entry(folder).or_default().insert(name, text.into_bytes());
                }
            }
        }
        folders.iter().try_for_each(|(folder, files)| build::add(folder, files, console))
    }
}

fn target(asked: &str) -> Result<Target, Diagnostic> {
    let known = Form::ALL.map(Form::keyword);
    let malformed = || Diagnostic::new(&messages::REPORT_FORM).with("value", asked).with("known", known.join(", "));
    let (name, file) = asked.split_once('=').filter(|(_, file)| !file.is_empty()).ok_or_else(malformed)?;
    let form = Form::parse(name).ok_or_else(|| {
        let unknown = Diagnostic::new(&messages::REPORT_KIND).with("name", name);
        unknown.with("known", suggested(name, known.into_iter()))
    })?;
    Ok(Target { form, file: (file != OUTPUT).then(|| PathBuf::from(file)) })
}
