//! A round that was checked, with everything that was made of it: what reports are written from.

use super::RegionReport;
use crate::check::Assessment;
use crate::coherence::{Coherence, examine_all};
use crate::diagnostic::{Diagnostic, Language, SourceMap};
use crate::robustness::{Robustness, assess};
use crate::rollup::RollUp;
use crate::score::Scorecard;
use std::cell::OnceCell;

/// A round that was checked. What not every report asks for is found out when the first one does, and once for all of them.
#[derive(Debug)]
pub struct Round<'r> {
    /// The facts and the standard.
    pub assessment: &'r Assessment<'r>,
    /// What each region comes to, in the order of the registry.
    pub regions: &'r [RegionReport<'r>],
    /// What superiors are told.
    pub rolled: &'r RollUp<'r>,
    /// What was wrong with the submissions.
    pub diagnostics: &'r [Diagnostic],
    /// The files, for places.
    pub sources: &'r SourceMap,
    /// The language of the reports.
    pub language: Language,
    robustness: OnceCell<Vec<Robustness<'r>>>,
    coherence: OnceCell<Vec<Coherence<'r>>>,
}

impl<'r> Round<'r> {
    /// A round with its regions, in the order of the registry.
    #[must_use]
    pub fn new(
        assessment: &'r Assessment<'r>,
        regions: &'r [RegionReport<'r>],
        rolled: &'r RollUp<'r>,
        diagnostics: &'r [Diagnostic],
        sources: &'r SourceMap,
        language: Language,
    ) -> Self {
        let (robustness, coherence) = (OnceCell::new(), OnceCell::new());
        Self { assessment, regions, rolled, diagnostics, sources, language, robustness, coherence }
    }

    /// How safe places are, in every system that says what is uncertain.
    pub fn robustness(&self) -> &[Robustness<'r>] {
        self.robustness.get_or_init(|| {
            let scores: Vec<&[Scorecard<'_>]> = self.regions.iter().map(|region| region.scores.as_slice()).collect();
            assess(self.assessment, &scores)
        })
    }

    /// What the cards say of every system that scores a region.
    pub fn coherence(&self) -> &[Coherence<'r>] {
        self.coherence.get_or_init(|| {
            examine_all(self.assessment.standard, self.regions.iter().flat_map(|region| &region.scores))
        })
    }
}

impl Round<'_> {
    /// One of two fixed texts.
    pub fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    /// One of two texts.
    pub fn choose<'t>(&self, [zh, en]: &'t [String; 2]) -> &'t str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    /// What stands between names in a row.
    pub fn comma(&self) -> &'static str {
        self.pick("、", ", ")
    }

    /// What people call a level.
    pub fn level<'t>(&'t self, level: &'t str) -> &'t str {
        self.assessment.standard.manifest.level(level, self.language)
    }
}
