//! What is added to a score, taken off it, and where it ends: bonuses, deductions, vetoes and limits.

use super::line::{Line, Measurement, Part};
use crate::base::number::Number;
use crate::base::real::Real;
use crate::standard::Label;
use crate::standard::indicator::{Effect, IndicatorSystem};

/// The further lines of a card, summed up. Pairs are the least and the most that the unknown can make of it.
pub struct Adjustment<'a> {
    system: &'a IndicatorSystem,
    /// Points on top.
    bonus: (Number, Number),
    /// Points off.
    deduction: (Number, Number),
    /// Whether there is no score; `None` as long as it is not decided.
    pub unscored: Option<bool>,
    /// The most points there can be, for certain, and where what is undecided strikes, too.
    cap: (Option<Number>, Option<Number>),
    /// The best grade there can be, as its place among the grades: for certain, and where what is undecided strikes, too.
    pub best_grade: (usize, usize),
}

/// Which of the three numbers of a card is meant.
#[derive(Clone, Copy)]
pub enum End {
    /// What is known.
    Value,
    /// The least it can be.
    Lower,
    /// The most it can be.
    Upper,
}

impl<'a> Adjustment<'a> {
    /// The sums of the lines of a card of the system.
    pub fn of(system: &'a IndicatorSystem, lines: &[Line<'_>]) -> Self {
        let zero = || (Number::zero(), Number::zero());
        let ceiling = system.limits.ceiling.clone();
        let mut own = Self {
            system,
            bonus: zero(),
            deduction: zero(),
            unscored: Some(false),
            cap: (ceiling.clone(), ceiling),
            best_grade: (0, 0),
        };
        for line in lines {
            match line.part {
                Part::Bonus => add_range(&mut own.bonus, line),
                Part::Deduction => add_range(&mut own.deduction, line),
                Part::Indicator { .. } | Part::Veto => {}
            }
        }
        let vetoes = lines.iter().filter(|line| line.part == Part::Veto);
        for (line, veto) in vetoes.zip(&system.vetoes) {
            let struck = match line.measurement {
                Measurement::Struck(true) => true,
                Measurement::Unknown => false,
                _ => continue,
            };
            own.strike(&veto.effect, struck);
        }
        own.bonus = limited(own.bonus, system.limits.bonus.as_ref());
        own.deduction = limited(own.deduction, system.limits.deduction.as_ref());
        own
    }

    /// A veto that strikes, or may.
    fn strike(&mut self, effect: &Effect, struck: bool) {
        match effect {
            Effect::Unscored if struck => self.unscored = Some(true),
            Effect::Unscored => self.unscored = self.unscored.filter(|struck| *struck),
            Effect::Capped { points, grade } => {
                let lower = |cap: &mut Option<Number>| {
                    let caps = cap.take().into_iter().chain(points.clone());
                    *cap = caps.min();
                };
                let place = grade
                    .as_ref()
                    .and_then(|wanted| self.system.grades.iter().position(|grade| grade.title.zh == wanted.value));
                let place = place.unwrap_or(0);
                lower(&mut self.cap.1);
                self.best_grade.1 = self.best_grade.1.max(place);
                if struck {
                    lower(&mut self.cap.0);
                    self.best_grade.0 = self.best_grade.0.max(place);
                }
            }
        }
    }

    /// The points of the indicators with all that is added, taken off and capped. Deductions leave nothing below zero where the
    /// points of indicators cannot be below it, either.
    pub fn applied(&self, points: Real, end: End, is_bounded: bool) -> Real {
        let (bonus, deduction, cap) = match end {
            End::Value => (&self.bonus.0, &self.deduction.0, &self.cap.0),
            End::Lower => (&self.bonus.0, &self.deduction.1, &self.cap.1),
            End::Upper => (&self.bonus.1, &self.deduction.0, &self.cap.0),
        };
        let score = points + Real::from(bonus.clone()) - Real::from(deduction.clone());
        let score = if is_bounded { score.max(Real::zero()) } else { score };
        match cap {
            Some(cap) => score.min(Real::from(cap.clone())),
            None => score,
        }
    }

    /// What is added by what is known, and the most that is left for certain.
    pub fn known(&self) -> (Number, Option<Number>) {
        (self.bonus.0.clone() - self.deduction.0.clone(), self.cap.0.clone())
    }

    /// The grade of a published score; `None` as well where it takes a look at others to say which.
    pub fn grade(&self, published: &Number) -> Option<&'a Label> {
        if self.system.has_quotas() {
            return None;
        }
        let mut allowed = self.system.grades.iter().skip(self.best_grade.0);
        allowed.find(|grade| *published >= grade.at).map(|grade| &grade.title)
    }
}

fn limited((least, most): (Number, Number), limit: Option<&Number>) -> (Number, Number) {
    match limit {
        Some(limit) => (least.min(limit.clone()), most.min(limit.clone())),
        None => (least, most),
    }
}

fn add_range((least, most): &mut (Number, Number), line: &Line<'_>) {
    match &line.measurement {
        Measurement::Known { points, .. } => {
            *least = least.clone() + points.low().clone();
            *most = most.clone() + points.high().clone();
        }
        Measurement::Unknown | Measurement::StandIn { .. } => *most = most.clone() + line.full.clone(),
        Measurement::NotApplicable(_) | Measurement::Struck(_) => {}
    }
}
