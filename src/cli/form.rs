//! `form`: a workbook a region, to be filled in.

use super::Ending;
use super::arguments::FormArguments;
use super::build;
use super::console::Console;
use super::round::round_files;
use crate::base::atomic::{self, Difference};
use crate::base::text::counted;
use crate::diagnostic::catalogue::tool as messages;
use crate::diagnostic::{Diagnostic, Language, SourceMap, has_errors, sort};
use crate::emit::files::unique;
use crate::emit::form::{Filling, prefill, workbook};
use crate::form::Form;
use crate::standard::Standard;
use crate::standard::names::suggested;
use crate::standard::registry::Region;
use crate::submission::Facts;
use crate::submission::folder::{Submission, accept, read_submissions, report_setbacks};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Runs the verb.
pub fn run(arguments: &FormArguments, console: &Console) -> Ending {
    let named: Vec<PathBuf> = arguments.package.iter().cloned().collect();
    let packages = match build::packages(&named) {
        Ok(packages) => packages,
        Err(diagnostic) => {
            console.complain(diagnostic);
            return Ending::Wrong;
        }
    };
    let endings = packages.iter().map(|package| match forms(package, arguments, console) {
        Ok(ending) | Err(ending) => ending,
    });
    endings.max_by_key(|ending| ending.code()).unwrap_or(Ending::Holds)
}

fn forms(folder: &Path, arguments: &FormArguments, console: &Console) -> Result<Ending, Ending> {
    let mut sources = SourceMap::default();
    let compilation = build::compile(folder, &mut sources, console)?;
    console.report(&compilation.diagnostics, &sources);
    let standard = compilation.standard.ok_or(Ending::Wrong)?;
    let forms = Form::all(&standard);
    let regions = regions(&standard, &forms, arguments).map_err(|diagnostic| {
        console.complain(diagnostic);
        Ending::Wrong
    })?;
    let mut diagnostics = Vec::new();
    let former = match &arguments.prefill {
        Some(round) => Some(former(round, &standard, &mut sources, &mut diagnostics, console)?),
        None => None,
    };
    let mut outputs: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for region in regions {
        let Some(form) = forms.iter().find(|form| form.level == region.level) else { continue };
        let filling = match &former {
            Some(former) => filled(form, region, former.get(&region.code), &mut diagnostics, console),
            None => Filling { region: Some(region.code.clone()), ..Filling::default() },
        };
        let name = unique(&format!("{}-{}", region.code, region.name), &mut taken);
        match workbook(form, &filling) {
            Ok(bytes) => _ = outputs.insert(format!("{name}.xlsx"), bytes),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    sort(&mut diagnostics);
    console.report(&diagnostics, &sources);
    let written = write(&arguments.out.join(&standard.manifest.id), &outputs, console);
    // What a former round says wrongly is missing in the workbooks.
    let found = if has_errors(&diagnostics) { Ending::Findings } else { Ending::Holds };
    Ok(if written == Ending::Holds { found } else { written })
}

/// The regions asked for, in the order of the registry: all of levels with a form, or those of a level, or those named.
fn regions<'s>(
    standard: &'s Standard,
    forms: &[Form<'s>],
    arguments: &FormArguments,
) -> Result<Vec<&'s Region>, Diagnostic> {
    let registry = &standard.registry;
    if let Some(code) = arguments.regions.iter().find(|code| registry.get(code).is_none()) {
        let known = suggested(code, registry.regions().iter().map(|region| region.code.as_str()));
        return Err(Diagnostic::new(&messages::NO_SUCH_REGION).with("code", code).with("known", known));
    }
    let levels = registry.values("level");
    if let Some(level) = arguments.level.as_ref().filter(|level| !levels.contains(&level.as_str())) {
        let known = suggested(level, levels.into_iter());
        return Err(Diagnostic::new(&messages::NO_SUCH_LEVEL).with("level", level).with("known", known));
    }
    let is_asked = |region: &&Region| {
        forms.iter().any(|form| form.level == region.level)
            && arguments.level.as_ref().is_none_or(|level| *level == region.level)
            && (arguments.regions.is_empty() || arguments.regions.contains(&region.code))
    };
    let regions: Vec<&Region> = registry.regions().iter().filter(is_asked).collect();
    if regions.is_empty() { Err(Diagnostic::new(&messages::NO_FORM)) } else { Ok(regions) }
}

/// The submissions of an earlier round, by region.
fn former(
    folder: &Path,
    standard: &Standard,
    sources: &mut SourceMap,
    diagnostics: &mut Vec<Diagnostic>,
    console: &Console,
) -> Result<BTreeMap<String, Submission>, Ending> {
    let (files, setbacks) = round_files(folder, console)?;
    report_setbacks(&files, setbacks, sources, diagnostics);
    let submissions = read_submissions(&files, standard, sources, diagnostics);
    Ok(accept(submissions, standard, diagnostics))
}

/// What a region said before, as far as the form asks for it; a line tells how much that is.
fn filled(
    form: &Form<'_>,
    region: &Region,
    former: Option<&Submission>,
    diagnostics: &mut Vec<Diagnostic>,
    console: &Console,
) -> Filling {
    let data = former.map(|submission| &submission.data);
    let facts = data.and_then(|data| Facts::read(form.standard, &region.code, Some(data), diagnostics));
    let blank = Filling { region: Some(region.code.clone()), ..Filling::default() };
    let (filling, left_out) = facts.as_ref().map_or((blank, 0), |facts| prefill(form, &region.code, facts));
    let (code, name) = (&region.code, &region.name);
    let known = facts.as_ref().map(Facts::count);
    let line = match (console.language, known) {
        (Language::Zh, None) => format!("{code} {name}：上一轮没有填报，表是空的"),
        (Language::En, None) => format!("{code} {name}: no submission in that round, the form is blank"),
        (Language::Zh, Some(known)) => {
            format!("{code} {name}：带入 {} 项，表上没有地方的 {left_out} 项没有带入", known - left_out)
        }
        (Language::En, Some(known)) => {
            format!(
                "{code} {name}: {} taken over, {left_out} without a place on the form left out",
                counted(known - left_out, "value(s)")
            )
        }
    };
    console.note(&line);
    filling
}

/// Writes the workbooks into a folder of their own, unless something else is there: it may have been filled in.
fn write(target: &Path, outputs: &BTreeMap<String, Vec<u8>>, console: &Console) -> Ending {
    let differences = atomic::difference(target, outputs);
    match differences.iter().find(|(_, difference)| *difference != Difference::Missing) {
        Some((path, _)) => {
            console.complain(Diagnostic::new(&messages::FORMS_THERE).with("path", target.join(path).display()));
            Ending::Wrong
        }
        None => build::write(target, outputs, console),
    }
}
