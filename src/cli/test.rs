//! `test`: the authors' own tests.

use super::Ending;
use super::arguments::TestArguments;
use super::build;
use super::console::Console;
use crate::diagnostic::SourceMap;
use crate::testing::{self, text};
use std::path::Path;

/// Runs the verb.
pub fn run(arguments: &TestArguments, console: &Console) -> Ending {
    let packages = match build::packages(&arguments.packages) {
        Ok(packages) => packages,
        Err(diagnostic) => {
            console.complain(diagnostic);
            return Ending::Wrong;
        }
    };
    let mut ending = Ending::Holds;
    for package in packages {
        let one = test(&package, arguments, console);
        if one.code() > ending.code() {
            ending = one;
        }
    }
    ending
}

fn test(folder: &Path, arguments: &TestArguments, console: &Console) -> Ending {
    let mut sources = SourceMap::default();
    let compilation = match build::compile(folder, &mut sources, console) {
        Ok(compilation) => compilation,
        Err(ending) => return ending,
    };
    console.report(&compilation.diagnostics, &sources);
    let Some(standard) = compilation.standard else { return Ending::Wrong };
    let summary = testing::run(&standard);
    let language = console.language;
    let explained = summary.findings.into_iter();
    let explained = explained.map(|finding| (finding.diagnostic, text::evidence(&finding.evidence, language)));
    console.report_explained(&explained.collect::<Vec<_>>(), &sources);
    let (passed, failed) = (console.pick("通过", "passed"), console.pick("未通过", "failed"));
    console.line(&format!("{}: {} {passed}, {} {failed}", standard.manifest.id, summary.passed, summary.failed));
    console.line(&text::coverage_summary(&summary.coverage, language));
    if arguments.coverage {
        console.print(&text::coverage_gaps(&summary.coverage, &sources, language));
    }
    if let Some(limit) = arguments.mutants {
        let score = testing::mutation_score(&standard, limit);
        console.print(&text::mutation_score(&score, &sources, language));
    }
    if summary.failed == 0 { Ending::Holds } else { Ending::Findings }
}
