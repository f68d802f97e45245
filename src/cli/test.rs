//! `test`: the authors' own tests.

use super::Ending;
use super::arguments::TestArguments;
use super::build;
use super::console::Console;
use crate::diagnostic::SourceMap;
use crate::report::findings::{Activity, Findings};
use crate::standard::Standard;
use crate::testing::{self, Summary, text};
use std::path::Path;

/// Runs the verb.
pub fn run(arguments: &TestArguments, console: &Console) -> Ending {
    let (packages, reports) = match build::asked(&arguments.packages, &arguments.reports) {
        Ok(asked) => asked,
        Err(diagnostic) => {
            console.complain(diagnostic);
            return Ending::Wrong;
        }
    };
    let run = Run { arguments, console, is_told: reports.on_output().is_none() };
    let mut findings = Findings::new(Activity::Test, console.language, &[]);
    let ending = packages.iter().map(|package| run.test(package, &mut findings)).fold(Ending::Holds, Ending::worse);
    let ending = ending.worse(build::on_warnings(arguments.fail_on, &findings));
    reports.write(&findings, console).map_or_else(|failed| failed, |()| ending)
}

struct Run<'a> {
    arguments: &'a TestArguments,
    console: &'a Console,
    /// Whether results are told to people on standard output.
    is_told: bool,
}

impl Run<'_> {
    fn test(&self, folder: &Path, findings: &mut Findings) -> Ending {
        let console = self.console;
        let mut sources = SourceMap::default();
        let compilation = match build::compile(folder, &mut sources, console) {
            Ok(compilation) => compilation,
            Err(ending) => return ending,
        };
        console.report(&compilation.diagnostics, &sources);
        let manifest = compilation.standard.as_ref().map(|standard| &standard.manifest);
        let suite = findings.package(manifest, &folder.to_string_lossy());
        findings.add_messages(suite, &compilation.diagnostics, &sources);
        let Some(standard) = compilation.standard else { return Ending::Wrong };
        let summary = testing::run(&standard);
        findings.add_tests(suite, &standard, &summary, &sources);
        self.tell(&standard, &summary, &sources);
        if summary.failed == 0 { Ending::Holds } else { Ending::Findings }
    }

    fn tell(&self, standard: &Standard, summary: &Summary, sources: &SourceMap) {
        let Self { arguments, console, is_told } = *self;
        let language = console.language;
        let explained = summary.findings.iter();
        let explained =
            explained.map(|finding| (finding.diagnostic.clone(), text::evidence(&finding.evidence, language)));
        console.report_explained(&explained.collect::<Vec<_>>(), sources);
        if !is_told {
            return;
        }
        let (passed, failed) = (console.pick("通过", "passed"), console.pick("未通过", "failed"));
        console.line(&format!("{}: {} {passed}, {} {failed}", standard.manifest.id, summary.passed, summary.failed));
        console.line(&text::coverage_summary(&summary.coverage, language));
        if arguments.coverage {
            console.print(&text::coverage_gaps(&summary.coverage, sources, language));
        }
        if let Some(limit) = arguments.mutants {
            let score = testing::mutation_score(standard, limit);
            console.print(&text::mutation_score(&score, sources, language));
        }
    }
}
