//! What is shown: everything that a request can be answered with.

use super::{forms, messages, outputs, shell, trials};
use crate::diagnostic::Language;
use crate::emit::Outputs;
use crate::watch::{Trial, Workshop};
use std::sync::Arc;

/// The state of all packages under watch after a change.
#[derive(Debug, Default)]
pub struct View {
    /// How many changes there were; a page that knows another number is out of date.
    pub version: u64,
    /// The whole page.
    pub page: String,
    /// Its part that a change replaces.
    pub main: String,
    /// The packages, in the order in which the page names them.
    pub packages: Vec<PackageView>,
}

/// What a package gives to look at.
#[derive(Debug)]
pub struct PackageView {
    /// The outputs of the last valid state.
    pub outputs: Arc<Outputs>,
    /// The rounds that it judges.
    pub trials: Vec<TrialView>,
}

/// What a round gives to look at.
#[derive(Debug)]
pub struct TrialView {
    /// The report as a page.
    pub page: Arc<str>,
}

impl View {
    /// What is to be shown of packages and the rounds that each judges.
    #[must_use]
    pub fn of(version: u64, watched: &[(Workshop, Vec<Trial>)], language: Language) -> Self {
        let mut main = shell::Main::begin(version, watched.len(), language);
        for (number, (workshop, rounds)) in watched.iter().enumerate() {
            main.package(number, workshop);
            messages::write(&mut main, workshop, rounds);
            outputs::write(&mut main, number, workshop);
            forms::write(&mut main, number, workshop);
            trials::write(&mut main, number, rounds);
            main.end_package();
        }
        let main = main.into_string();
        let trial = |trial: &Trial| TrialView { page: Arc::clone(&trial.page) };
        let package = |(workshop, rounds): &(Workshop, Vec<Trial>)| PackageView {
            outputs: Arc::clone(&workshop.outputs),
            trials: rounds.iter().map(trial).collect(),
        };
        Self { version, page: shell::page(&main, language), main, packages: watched.iter().map(package).collect() }
    }
}
