//! What a verb found, as one list: the outcomes of a check, the messages of a build, the results of tests → [`Findings`].
//!
//! Reports for machines (`report/machine`) are renderings of it. Everything in it is resolved, so that one list can hold what was
//! found in several packages.

mod fingerprint;
mod message;
mod place;
mod round;
mod status;
mod tested;

pub use place::{At, Place};
pub use round::missing;
pub use status::{Severity, Status};

use crate::check::Kind;
use crate::diagnostic::Language;
use crate::standard::manifest::Manifest;
use fingerprint::Fingerprints;
use std::collections::BTreeMap;

/// A text in Chinese and in English.
pub type Bilingual = [String; 2];

/// The text in that language.
#[must_use]
pub fn said(text: &Bilingual, language: Language) -> &str {
    let [zh, en] = text;
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// What was done to find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activity {
    /// Submissions were checked.
    Check,
    /// Standards were compiled.
    Build,
    /// The authors' tests were run.
    Test,
}

impl Activity {
    /// The verb.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build => "build",
            Self::Test => "test",
        }
    }
}

/// Everything that was found.
#[derive(Debug)]
pub struct Findings {
    /// What was done.
    pub activity: Activity,
    /// The language of the reports.
    pub language: Language,
    /// The standards it is about, in the order in which they were taken.
    pub standards: Vec<StandardIdentity>,
    /// The day of the verdicts, ISO 8601; of a build and of tests the day from which the standard holds.
    pub day: Option<String>,
    /// What the rules and messages say, by rule id, `summary/figure` or code.
    pub rules: BTreeMap<String, About>,
    /// What findings are gathered under.
    pub suites: Vec<Suite>,
    /// All of them, also those with nothing to tell.
    pub list: Vec<Finding>,
    /// How many regions of which a submission is expected handed in nothing.
    pub missing: usize,
    fingerprints: Fingerprints,
}

/// Which standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardIdentity {
    /// Its id.
    pub id: String,
    /// Its edition.
    pub version: String,
    /// Its title.
    pub title: Bilingual,
}

/// What a rule or message says, whoever it is said of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// In a few words.
    pub title: Bilingual,
    /// What it is about; empty where there is nothing beyond the title.
    pub text: Bilingual,
    /// What to do about it; empty where nothing general can be said.
    pub advice: Bilingual,
    /// How much it matters where it fails.
    pub severity: Severity,
    /// The clauses it serves.
    pub clauses: Vec<String>,
}

/// What findings are gathered under: a region, or a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suite {
    /// The code of the region, or the id of the standard.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is a region.
    pub is_region: bool,
}

/// How a finding stands to a former report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It was not there.
    New,
    /// It was there.
    Unchanged,
    /// It was there, and is no longer.
    Absent,
}

impl State {
    /// The word for it.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "unchanged",
            Self::Absent => "absent",
        }
    }
}

/// One thing that was found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What it is.
    pub status: Status,
    /// Which rule, `summary/figure` or message: a key of [`Findings::rules`].
    pub rule: String,
    /// Its index among [`Findings::suites`].
    pub suite: usize,
    /// What was looked at; unique in its suite but for several findings about the same.
    pub case: String,
    /// Whether it is about one of the authors' tests, which is then its case.
    pub is_of_test: bool,
    /// What is told; only where there is something to tell.
    pub message: Option<Bilingual>,
    /// What to do about it.
    pub advice: Option<Bilingual>,
    /// Why it does not apply.
    pub reason: Option<Bilingual>,
    /// The clauses it rests on.
    pub clauses: Vec<String>,
    /// Where it is.
    pub place: Option<Place>,
    /// Other places that explain it, with what is there.
    pub further: Vec<(Place, Bilingual)>,
    /// Lines that explain it, in the language of the reports.
    pub evidence: Vec<String>,
    /// The same for the same thing, whatever else is found, wherever its lines have moved, whichever the language; empty where
    /// nothing is told.
    pub fingerprint: String,
    /// How it stands to a former report, where one is given.
    pub state: Option<State>,
}

impl Finding {
    fn new(status: Status, rule: impl Into<String>, suite: usize, case: impl Into<String>) -> Self {
        Self {
            status,
            rule: rule.into(),
            suite,
            case: case.into(),
            is_of_test: false,
            message: None,
            advice: None,
            reason: None,
            clauses: Vec::new(),
            place: None,
            further: Vec::new(),
            evidence: Vec::new(),
            fingerprint: String::new(),
            state: None,
        }
    }

    /// Something of which nothing is known any more than what a former report said.
    pub(in crate::report) fn absent(status: Status, rule: String, suite: usize, message: String) -> Self {
        let message = Some([message.clone(), message]);
        Self { message, state: Some(State::Absent), ..Self::new(status, rule.clone(), suite, rule) }
    }

    /// Whether there is something to tell, and it is there.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.message.is_some() && self.state != Some(State::Absent)
    }

    /// What is told.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        self.message.as_ref().map_or("", |message| said(message, language))
    }
}

impl Findings {
    /// Nothing yet. `roots` are the folders from which the paths of findings count in their fingerprints.
    #[must_use]
    pub fn new(activity: Activity, language: Language, roots: &[&str]) -> Self {
        Self {
            activity,
            language,
            standards: Vec::new(),
            day: None,
            rules: BTreeMap::new(),
            suites: Vec::new(),
            list: Vec::new(),
            missing: 0,
            fingerprints: Fingerprints::new(roots),
        }
    }

    /// A package of which more is to come: its suite. While its manifest cannot be read, it is called after its folder.
    pub fn package(&mut self, manifest: Option<&Manifest>, folder: &str) -> usize {
        self.fingerprints.root(folder);
        let folder = folder.trim_end_matches('/');
        let named = folder.rsplit_once('/').map_or(folder, |(_, name)| name);
        if let Some(manifest) = manifest {
            self.standards.push(StandardIdentity::of(manifest));
            self.day = self.day.take().or_else(|| manifest.effective.map(|day| day.to_string()));
        }
        let id = manifest.map_or(named, |manifest| manifest.id.as_str()).to_owned();
        let name = manifest.map_or(named, |manifest| manifest.title.text(self.language)).to_owned();
        self.suites.push(Suite { id, name, is_region: false });
        self.suites.len() - 1
    }

    /// Adds that something of a suite went well.
    pub fn add_pass(&mut self, suite: usize, case: &str) {
        self.list.push(Finding::new(Status::Outcome(Kind::Pass), case, suite, case));
    }

    /// Those with something to tell, in their order.
    pub fn told(&self) -> impl Iterator<Item = &Finding> {
        self.list.iter().filter(|finding| finding.is_told())
    }

    /// The same, worst first: what is new before what is not, and then by how much it matters.
    #[must_use]
    pub fn worst_first(&self) -> Vec<&Finding> {
        let mut told: Vec<&Finding> = self.told().collect();
        told.sort_by_key(|finding| (finding.state, finding.status.rank()));
        told
    }

    /// How many there are of each status.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<Status, usize> {
        let mut counts = BTreeMap::new();
        for finding in self.list.iter().filter(|finding| finding.state != Some(State::Absent)) {
            *counts.entry(finding.status).or_default() += 1;
        }
        counts
    }

    /// How many are in that state; `None` where there is no former report.
    #[must_use]
    pub fn in_state(&self, state: State) -> Option<usize> {
        let mut states = self.list.iter().filter_map(|finding| finding.state).peekable();
        states.peek()?;
        Some(states.filter(|found| *found == state).count())
    }

    /// The suite of a finding.
    #[must_use]
    pub fn suite(&self, finding: &Finding) -> Option<&Suite> {
        self.suites.get(finding.suite)
    }

    /// The title of a rule or message; empty where it is not known.
    #[must_use]
    pub fn title(&self, rule: &str) -> &str {
        self.rules.get(rule).map_or("", |about| said(&about.title, self.language))
    }

    /// One of two fixed texts.
    #[must_use]
    pub fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}

impl StandardIdentity {
    fn of(manifest: &Manifest) -> Self {
        let title = [Language::Zh, Language::En].map(|language| manifest.title.text(language).to_owned());
        Self { id: manifest.id.clone(), version: manifest.version.clone(), title }
    }
}
