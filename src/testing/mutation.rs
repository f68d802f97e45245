//! How many small changes to a standard its tests notice, and which they do not.
//!
//! Every change is judged by the expectations that depend on the changed part, and by no others. What survives may also be
//! a change that no facts could show (it means the same as before): nothing tells the two apart, so both count as survived.

use super::mutants::{self, Change, Mutant, Owner};
use super::reach::Reach;
use super::runner::holds;
use crate::diagnostic::Span;
use crate::standard::Standard;
use std::collections::BTreeMap;

/// What became of the changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MutationScore {
    /// Changes that there are.
    pub possible: usize,
    /// Changes that were tried: all, or as many as were asked for, evenly over the standard.
    pub tried: usize,
    /// Changes that a test noticed.
    pub killed: usize,
    /// The same by sort: noticed, and tried.
    pub by_change: BTreeMap<Change, (usize, usize)>,
    /// Changes that no test noticed, in the order of the standard.
    pub survivors: Vec<Survivor>,
    /// Tests that do not hold without any change, and so cannot judge one.
    pub failing: usize,
}

/// A change that no test noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survivor {
    /// What sort of change it is.
    pub change: Change,
    /// What is changed.
    pub owner: Owner,
    /// Where.
    pub place: Span,
    /// As the standard has it.
    pub before: String,
    /// As changed.
    pub after: String,
    /// How many tests look at what is changed.
    pub tests: usize,
}

/// Tries at most `limit` changes. The same standard gives the same score.
#[must_use]
pub fn mutation_score(standard: &Standard, limit: usize) -> MutationScore {
    let judges = Judges::of(standard);
    let mutants = mutants::all(standard);
    let possible = mutants.len();
    let mut score = MutationScore {
        possible,
        tried: 0,
        killed: 0,
        by_change: BTreeMap::new(),
        survivors: Vec::new(),
        failing: judges.failing,
    };
    let mut changed = standard.clone();
    for (_, mutant) in mutants.into_iter().enumerate().filter(|(index, _)| is_chosen(*index, possible, limit)) {
        mutant.target.apply(&mut changed, &mutant.edit);
        let verdict = judges.judge(&changed, &mutant);
        mutant.target.restore(&mut changed, standard);
        score.add(mutant, verdict);
    }
    score
}

/// Whether the change is among `limit` of `possible` that lie evenly.
fn is_chosen(index: usize, possible: usize, limit: usize) -> bool {
    // How many of the first so many are chosen; steps up exactly `limit` times.
    let chosen = |first: usize| first.saturating_mul(limit) / possible.max(1);
    possible <= limit || chosen(index + 1) > chosen(index)
}

impl MutationScore {
    fn add(&mut self, mutant: Mutant, verdict: Verdict) {
        let (killed, tried) = self.by_change.entry(mutant.change).or_default();
        self.tried += 1;
        *tried += 1;
        match verdict {
            Verdict::Killed => {
                self.killed += 1;
                *killed += 1;
            }
            Verdict::Survived { tests } => self.survivors.push(Survivor {
                change: mutant.change,
                owner: mutant.owner,
                place: mutant.place,
                before: mutant.before,
                after: mutant.after,
                tests,
            }),
        }
    }
}

enum Verdict {
    Killed,
    Survived { tests: usize },
}

/// The tests that hold, with what each of their expectations depends on.
struct Judges {
    /// Position of the test, and the reach of each of its expectations.
    tests: Vec<(usize, Vec<Reach>)>,
    failing: usize,
}

impl Judges {
    fn of(standard: &Standard) -> Self {
        let holding = standard.tests.iter().enumerate().filter(|(_, test)| holds(standard, test, |_| true));
        let tests: Vec<(usize, Vec<Reach>)> = holding
            .map(|(at, test)| (at, test.expectations.iter().map(|expected| Reach::of(standard, expected)).collect()))
            .collect();
        let failing = standard.tests.len() - tests.len();
        Self { tests, failing }
    }

    fn judge(&self, changed: &Standard, mutant: &Mutant) -> Verdict {
        let mut tests = 0;
        for (at, reaches) in &self.tests {
            let wanted = |index: usize| reaches.get(index).is_some_and(|reach| reach.covers(&mutant.part));
            let Some(test) = changed.tests.get(*at).filter(|_| (0..reaches.len()).any(wanted)) else { continue };
            tests += 1;
            if !holds(changed, test, wanted) {
                return Verdict::Killed;
            }
        }
        Verdict::Survived { tests }
    }
}
