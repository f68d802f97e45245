//! A round of submissions judged by what a package says now: the author sees what a change does to every region before it is
//! issued.

use super::{News, Touched, Workshop};
use crate::base::parallel::Wanted;
use crate::check::{Assessment, Kind};
use crate::diagnostic::catalogue::{submission, tool};
use crate::diagnostic::{self, Diagnostic, Language, SourceMap, has_errors};
use crate::package::Files;
use crate::package::intake::{self, Setback};
use crate::report::{self, RegionReport, page, wording};
use crate::rollup::{Deliveries, RollUp};
use crate::standard::Standard;
use crate::submission::folder::{Round, accept, read_round, read_submissions, report_setbacks};
use crate::submission::format;
use crate::submission::round::arrivals;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a region stands in one indicator system, in the words of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The code of the region.
    pub region: String,
    /// Its name.
    pub name: String,
    /// The title of the system; empty for a region that none scores.
    pub system: String,
    /// The score, or why there is none.
    pub score: String,
    /// The place, where the system ranks.
    pub place: String,
    /// How many problems it has.
    pub problems: usize,
}

/// What became of a round.
struct Judgement {
    sources: SourceMap,
    diagnostics: Vec<Diagnostic>,
    /// The report as a page, and where the regions stand; `None` where the round could not be judged.
    shown: Option<(Arc<str>, Vec<Standing>)>,
}

/// A round that is judged again whenever it or its package changes.
#[derive(Debug)]
pub struct Trial {
    /// The folder of the round.
    pub folder: PathBuf,
    /// The same without links, as events name it.
    pub real: PathBuf,
    /// The report as a page; empty where it could not be judged.
    pub page: Arc<str>,
    /// Where the regions stand.
    pub standings: Vec<Standing>,
    /// How they stood before the last change of any of them, by region and system.
    pub before: BTreeMap<(String, String), Standing>,
    /// What is wrong with the round itself.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts of package and round, for places.
    pub sources: SourceMap,
    files: Files,
    is_overtaken: bool,
}

impl Trial {
    /// A round in a folder, not judged yet.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            real: std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()),
            page: Arc::from(""),
            standings: Vec::new(),
            before: BTreeMap::new(),
            diagnostics: Vec::new(),
            sources: SourceMap::default(),
            files: Files::default(),
            is_overtaken: false,
        }
    }

    /// The folder of the standard that the round in this folder names; `None` where it names none.
    #[must_use]
    pub fn standard_of(folder: &Path) -> Option<PathBuf> {
        let (files, _) = intake::read(folder, |name| name == crate::submission::folder::MANIFEST).ok()?;
        let round = read_round(&files, &mut SourceMap::default(), &mut Vec::new())?;
        std::fs::canonicalize(folder.join(round.standard?)).ok()
    }

    /// Judges the round again, where it was touched or its package was made again; whether that was done. A package that is not
    /// valid judges nothing: the page stays that of the last valid state. When something else happens it is given up, and done at the
    /// next call, which brings it to its end where nothing else has changed.
    pub fn refresh(
        &mut self,
        touched: &Touched,
        workshop: &Workshop,
        is_made: bool,
        news: &News,
        language: Language,
    ) -> bool {
        let is_touched = touched.below(&self.real).is_none_or(|paths| !paths.is_empty());
        if !is_touched && !is_made && !self.is_overtaken {
            return false;
        }
        let (files, setbacks) = match intake::read(&self.folder, |name| format::of(name).is_some()) {
            Ok(read) => read,
            Err(error) => {
                self.diagnostics = vec![error.diagnostic()];
                self.files = Files::default();
                return true;
            }
        };
        let (Some(standard), true) = (&workshop.standard, workshop.is_valid) else { return false };
        let is_other = is_made || files != self.files;
        if !is_other && !self.is_overtaken {
            return false;
        }
        self.files = files;
        let sources = workshop.sources.clone();
        let judgement = self.judge(standard, setbacks, sources, language, &|| !is_other || !news.arrived());
        self.is_overtaken = judgement.is_none();
        let Some(judgement) = judgement else { return false };
        (self.sources, self.diagnostics) = (judgement.sources, judgement.diagnostics);
        let Some((page, standings)) = judgement.shown else { return true };
        self.page = page;
        if standings != self.standings {
            let key = |standing: Standing| ((standing.region.clone(), standing.system.clone()), standing);
            self.before = std::mem::replace(&mut self.standings, standings).into_iter().map(key).collect();
        }
        true
    }

    /// What becomes of the round; `None` where that was no longer wanted.
    fn judge(
        &self,
        standard: &Standard,
        setbacks: Vec<Setback>,
        mut sources: SourceMap,
        language: Language,
        is_wanted: Wanted<'_>,
    ) -> Option<Judgement> {
        let wanted = || is_wanted().then_some(());
        wanted()?;
        let (files, mut found) = (&self.files, Vec::new());
        let round = read_round(files, &mut sources, &mut found).unwrap_or_else(|| {
            found.push(Diagnostic::new(&submission::NO_ROUND).with("path", files.name()));
            Round::default()
        });
        let as_of = round.as_of;
        if as_of.is_none() {
            found.push(Diagnostic::new(&tool::NO_AS_OF));
        }
        let (Some(as_of), false) = (as_of, has_errors(&found)) else {
            return Some(Judgement { sources, diagnostics: found, shown: None });
        };
        report_setbacks(files, setbacks, &mut sources, &mut found);
        let read = read_submissions(files, standard, &mut sources, &mut found);
        wanted()?;
        let arrivals = arrivals(files, &sources, &round, &read, &standard.registry, &mut found);
        let submissions = accept(read, standard, &mut found);
        let assessment = Assessment::new(standard, as_of, &submissions, &mut found);
        wanted()?;
        let regions = RegionReport::all(&assessment, &mut found);
        wanted()?;
        let deliveries = Deliveries::of(standard, &round, &arrivals, &mut found);
        let rolled = RollUp::of(&assessment, deliveries, &mut found);
        diagnostic::sort(&mut found);
        wanted()?;
        let judged = report::Round::new(&assessment, &regions, &rolled, &found, &sources, language);
        let shown = Some((page::render(&judged).into(), standings(&regions, language)));
        Some(Judgement { sources, diagnostics: found, shown })
    }
}

fn standings(regions: &[RegionReport<'_>], language: Language) -> Vec<Standing> {
    let mut standings = Vec::new();
    for report in regions.iter().filter(|report| report.submitted || !report.scores.is_empty()) {
        let problems = report.outcomes.iter().filter(|outcome| outcome.kind == Kind::Problem).count();
        let standing = |system: &str, score: String, place: String| Standing {
            region: report.region.code.clone(),
            name: report.region.name.clone(),
            system: system.to_owned(),
            score,
            place,
            problems,
        };
        if report.scores.is_empty() {
            standings.push(standing("", String::new(), String::new()));
        }
        for card in &report.scores {
            let score = match (&card.value, card.withheld) {
                (Some(value), _) => card.published(value),
                (None, Some(reason)) => wording::withheld(reason, language).to_owned(),
                (None, None) => String::new(),
            };
            let place = card.rank.map_or_else(String::new, |rank| wording::rank(rank, language));
            standings.push(standing(card.system.title.text(language), score, place));
        }
    }
    standings
}
