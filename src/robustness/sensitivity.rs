//! Which choice moves places and scores most.

use super::evaluation::Draw;
use super::model::Model;
use super::sampling;
use super::simulation::Shift;
use super::sobol::{self, Sample, Shares};

/// Something that could have been decided otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// How shares are put together.
    Aggregate,
    /// What is done about what is not reported.
    Missing,
    /// The scales.
    Scale,
    /// What is done to values far from all others.
    Outliers,
    /// The weights.
    Weights,
}

impl Choice {
    /// All of them: those with levels in the order of [`Draw::levels`], then the weights.
    pub const ALL: [Self; 5] = [Self::Aggregate, Self::Missing, Self::Scale, Self::Outliers, Self::Weights];

    /// The word in standards and reports.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Aggregate => "aggregate",
            Self::Missing => "missing",
            Self::Scale => "scale",
            Self::Outliers => "outliers",
            Self::Weights => "weights",
        }
    }
}

/// The parts of the choices in how far regions move, in the mean over all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// Whether all cases were counted; otherwise they were drawn, and there are error bars.
    pub is_exact: bool,
    /// In how far places move.
    pub places: Influence,
    /// In how far scores move.
    pub scores: Influence,
}

/// The parts of the choices in one result.
#[derive(Debug, Clone, PartialEq)]
pub enum Influence {
    /// Each choice with its parts, in their order.
    Known(Vec<(Choice, Shares)>),
    /// Nothing varies.
    Nothing,
    /// The draws are too few: an estimate came out as it cannot be.
    TooFewDraws,
}

impl Influence {
    /// The choice with the greatest total part.
    #[must_use]
    pub fn greatest(&self) -> Option<(Choice, Shares)> {
        let Self::Known(parts) = self else { return None };
        parts.iter().copied().max_by(|(_, one), (_, other)| one.total.value.total_cmp(&other.total.value))
    }

    fn of(choices: &[Choice], shares: Option<Vec<Shares>>) -> Self {
        match shares {
            None => Self::Nothing,
            Some(shares) if shares.iter().any(Shares::is_impossible) => Self::TooFewDraws,
            Some(shares) => Self::Known(choices.iter().copied().zip(shares).collect()),
        }
    }
}

/// Where the streams of the other set of draws begin, and those of the error bars; see [`sampling::draw`].
const OTHERS: u64 = 1 << 32;
const ERRORS: u64 = 1 << 40;

impl Model {
    /// What could have been decided otherwise, of which there is more than one way.
    #[must_use]
    pub fn choices(&self, within: Option<f64>) -> Vec<Choice> {
        let ways = self.levels.iter().copied().chain([if within.is_some() { 2 } else { 1 }]);
        Choice::ALL.into_iter().zip(ways).filter(|(_, ways)| *ways > 1).map(|(choice, _)| choice).collect()
    }

    /// All combinations of what can be chosen, the last choice varying fastest.
    #[must_use]
    pub fn combinations(&self) -> Vec<Draw> {
        let mut all = vec![[0; 4]];
        for choice in 0..4 {
            let ways = self.levels.get(choice).copied().unwrap_or(1);
            let with = |levels: &[usize; 4]| {
                let levels = *levels;
                let chosen = move |way| {
                    let mut levels = levels;
                    levels.iter_mut().skip(choice).take(1).for_each(|level| *level = way);
                    levels
                };
                (0..ways).map(chosen)
            };
            all = all.iter().flat_map(with).collect();
        }
        all.into_iter().map(|levels| Draw { weights: self.weights.clone(), levels }).collect()
    }

    /// The parts of the choices from what all combinations came to; `None` where there is but one choice.
    #[must_use]
    pub fn enumerated(&self, shifts: &[Shift]) -> Option<Sensitivity> {
        let choices = self.choices(None);
        if choices.len() < 2 {
            return None;
        }
        let influence = |of: fn(&Shift) -> f64| {
            let results: Vec<f64> = shifts.iter().map(of).collect();
            let levels: Vec<usize> = self.levels.iter().copied().filter(|ways| *ways > 1).collect();
            Influence::of(&choices, sobol::enumerate(&results, &levels))
        };
        let (places, scores) = (influence(|shift| shift.place), influence(|shift| shift.score));
        Some(Sensitivity { is_exact: true, places, scores })
    }

    /// The parts of the choices from draws, of which `shifts` are those of the first set; `None` where there is but one choice.
    #[must_use]
    pub fn sampled(&self, within: f64, seed: u64, shifts: &[Shift], threads: usize) -> Option<Sensitivity> {
        let choices = self.choices(Some(within));
        if choices.len() < 2 {
            return None;
        }
        let draws = u32::try_from(shifts.len()).unwrap_or(u32::MAX);
        let own = |number: u32| sampling::draw(self, within, seed, u64::from(number));
        let other = |number: u32| sampling::draw(self, within, seed, OTHERS + u64::from(number));
        let others = self.shifts(draws, other, threads);
        let mixed = choices.iter().map(|choice| {
            let with = |number: u32| {
                let (mut own, other) = (own(number), other(number));
                if *choice == Choice::Weights {
                    own.weights = other.weights;
                } else {
                    let taken = own.levels.iter_mut().zip(other.levels).zip(Choice::ALL);
                    taken.filter(|(_, of)| of == choice).for_each(|((own, other), _)| *own = other);
                }
                own
            };
            self.shifts(draws, with, threads)
        });
        let mixed: Vec<Vec<Shift>> = mixed.collect();
        let influence = |of: fn(&Shift) -> f64, stream: u64| {
            let results = |shifts: &[Shift]| shifts.iter().map(of).collect::<Vec<f64>>();
            let mixed: Vec<Vec<f64>> = mixed.iter().map(|shifts| results(shifts)).collect();
            let sample = Sample { a: &results(shifts), b: &results(&others), mixed: &mixed };
            Influence::of(&choices, sobol::estimate(&sample, seed, stream))
        };
        let (places, scores) = (influence(|shift| shift.place, ERRORS), influence(|shift| shift.score, 2 * ERRORS));
        Some(Sensitivity { is_exact: false, places, scores })
    }
}
