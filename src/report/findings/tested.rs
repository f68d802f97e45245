//! The authors' tests → findings: a case a test, and under it what did not hold.

use super::{Finding, Findings, Status};
use crate::check::Kind;
use crate::diagnostic::SourceMap;
use crate::standard::Standard;
use crate::testing::{Summary, text};

impl Findings {
    /// Adds what running the tests of a package came to.
    pub fn add_tests(&mut self, suite: usize, standard: &Standard, summary: &Summary, sources: &SourceMap) {
        let mut findings = summary.findings.iter();
        for (test, unmet) in standard.tests.iter().zip(&summary.unmet) {
            if *unmet == 0 {
                let passed = Finding::new(Status::Outcome(Kind::Pass), test.title.as_str(), suite, test.title.as_str());
                self.list.push(Finding { is_of_test: true, ..passed });
            }
            for found in findings.by_ref().take(*unmet) {
                let finding = self.message(suite, &found.diagnostic, sources);
                let evidence = text::evidence(&found.evidence, self.language);
                self.list.push(Finding { case: test.title.clone(), is_of_test: true, evidence, ..finding });
            }
        }
    }
}
