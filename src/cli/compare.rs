//! `compare`: two editions of a standard over the same submissions.

use super::arguments::{CompareArguments, CompareFormat};
use super::console::Console;
use super::round::{Opened, Submitted};
use super::{Ending, build};
use crate::check::Assessment;
use crate::comparison::{Comparison, compare, differing_regions};
use crate::diagnostic::catalogue::tool as messages;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::report::comparison::{ComparisonReport, render};
use crate::standard::Standard;
use crate::standard::names::suggested;

/// Runs the verb.
pub fn run(arguments: &CompareArguments, console: &Console) -> Ending {
    match compared(arguments, console) {
        Ok(ending) | Err(ending) => ending,
    }
}

fn compared(arguments: &CompareArguments, console: &Console) -> Result<Ending, Ending> {
    let mut opened = Opened::open(&arguments.submissions, Some(&arguments.new), arguments.as_of.as_deref(), console)?;
    // The texts of the old edition come before all of the new one, by which their expressions are told apart.
    let former = build::compile(&arguments.old, &mut opened.sources, console)?;
    let old = former.standard.ok_or_else(|| {
        console.report(&former.diagnostics, &opened.sources);
        Ending::Wrong
    })?;
    let from = opened.sources.next();
    let new = opened.compile(console)?;
    let Submitted { submissions: after, .. } = opened.read(&new);
    let told = opened.diagnostics.len();
    let Submitted { submissions: before, .. } = opened.read(&old);
    // What does not fit the old edition was not asked for by the new one: only what does not fit that is told.
    opened.diagnostics.truncate(told);
    let Opened { as_of, sources, mut diagnostics, .. } = opened;
    let old = Assessment::new(&old, as_of, &before, &mut Vec::new());
    let new = Assessment::new(&new, as_of, &after, &mut diagnostics);
    check(&old, &new, arguments.system.as_deref(), console)?;
    let comparison = compare(&old, &new, from, arguments.system.as_deref(), &mut diagnostics);
    diagnostics.extend(one_sided(&comparison));
    let manifests = [&old.standard.manifest, &new.standard.manifest];
    match arguments.format {
        CompareFormat::Text => console.print(&render(&comparison, manifests, console.language)),
        CompareFormat::Json => {
            let report = ComparisonReport::of(&comparison, manifests, as_of.to_string(), console.language);
            let text = serde_json::to_string_pretty(&report).map_err(|_| Ending::Failed)?;
            console.print(&format!("{text}\n"));
        }
    }
    console.report(&diagnostics, &sources);
    Ok(if has_errors(&diagnostics) { Ending::Wrong } else { Ending::Holds })
}

/// What cannot be compared is refused.
fn check(old: &Assessment<'_>, new: &Assessment<'_>, wanted: Option<&str>, console: &Console) -> Result<(), Ending> {
    let refused = |diagnostic: Diagnostic| {
        console.complain(diagnostic);
        Err(Ending::Wrong)
    };
    let differing = differing_regions(old, new);
    if let Some(first) = differing.first() {
        let differ = Diagnostic::new(&messages::COMPARE_REGIONS).with("count", differing.len());
        return refused(differ.with("region", first));
    }
    let has = |standard: &Standard, id: &str| standard.systems.iter().any(|system| system.id == id);
    let ids = new.standard.systems.iter().map(|system| system.id.as_str());
    let mut common: Vec<&str> = ids.filter(|id| has(old.standard, id)).collect();
    common.sort_unstable();
    match wanted {
        _ if common.is_empty() => refused(Diagnostic::new(&messages::COMPARE_NOTHING)),
        Some(id) if !common.contains(&id) => {
            let known = suggested(id, common.into_iter());
            refused(Diagnostic::new(&messages::COMPARE_SYSTEM).with("name", id).with("known", known))
        }
        Some(_) | None => Ok(()),
    }
}

/// The systems that only one edition has.
fn one_sided(comparison: &Comparison<'_>) -> Vec<Diagnostic> {
    let Comparison { only_old, only_new, .. } = comparison;
    let told = |entry, ids: &[&str]| ids.iter().map(|id| Diagnostic::new(entry).with("name", id)).collect::<Vec<_>>();
    let mut all = told(&messages::COMPARE_ONLY_OLD, only_old);
    all.extend(told(&messages::COMPARE_ONLY_NEW, only_new));
    all
}
