//! Facts + indicator system → scorecard: a value, its bounds, its coverage, and the arithmetic of every line.
//!
//! All numbers are exact; a score is rounded once, when it is published (`round=` and `rounding=` of the system), and the grade is
//! that of the published score. What is unknown lies between nothing and the full points whatever the missing policy says,
//! so that leaving a fact out never raises the lower bound.

mod line;

pub use line::{Line, Measurement, Part, State};

use crate::base::number::Number;
use crate::check::Context;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::submission as messages;
use crate::standard::Label;
use crate::standard::indicator::{IndicatorSystem, Missing};

/// One region's score in one system.
#[derive(Debug)]
pub struct Scorecard<'a> {
    /// The system.
    pub system: &'a IndicatorSystem,
    /// The exact score; `None` with the reason in `withheld`.
    pub value: Option<Number>,
    /// Why there is no value.
    pub withheld: Option<Withheld>,
    /// The least that the unknown could still make of it, exact.
    pub lower: Number,
    /// The most that the unknown could still make of it, exact.
    pub upper: Number,
    /// Known weight ÷ applicable weight, exact, 0 to 1.
    pub coverage: Number,
    /// The grade of the published score.
    pub grade: Option<&'a Label>,
    /// The indicators, bonuses, deductions and vetoes, in order.
    pub lines: Vec<Line<'a>>,
}

/// Why a scorecard has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Nothing is known.
    NothingKnown,
    /// A veto struck.
    Vetoed,
    /// An indicator that must be reported is not.
    Held,
    /// Less is known than the system asks for.
    LowCoverage,
    /// Nothing applies.
    NothingApplies,
}

impl Withheld {
    /// The word in reports.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::NothingKnown => "nothing-known",
            Self::Vetoed => "vetoed",
            Self::Held => "held",
            Self::LowCoverage => "low-coverage",
            Self::NothingApplies => "nothing-applies",
        }
    }
}

impl Scorecard<'_> {
    /// A number of this card as it is published.
    #[must_use]
    pub fn published(&self, number: &Number) -> String {
        number.decimal(self.system.digits, self.system.rounding)
    }
}

/// The scorecards of every system that scores the region.
pub fn score<'a>(context: &Context<'a>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Scorecard<'a>> {
    let systems = context.assessment.standard.systems.iter();
    let bound = systems.filter(|system| system.binds.selects(context.region));
    bound.map(|system| card(system, context, diagnostics)).collect()
}

fn card<'a>(system: &'a IndicatorSystem, context: &Context<'a>, diagnostics: &mut Vec<Diagnostic>) -> Scorecard<'a> {
    let lines = line::measure(system, context);
    for line in lines.iter().filter(|line| line.exhausted) {
        diagnostics.push(
            Diagnostic::new(&messages::TOO_MUCH_WORK)
                .with("name", line.id)
                .with("region", &context.region.code)
                .at(line.span),
        );
    }
    let sums = Sums::of(&lines);
    let coverage = sums.known_weight.checked_div(&sums.applicable).unwrap_or_else(Number::zero);
    let scaled = |points: &Number, of: &Number| {
        points.checked_div(of).map_or_else(Number::zero, |share| share * system.total.clone())
    };
    let lower = scaled(&sums.points, &sums.applicable) + sums.bonus.0.clone() - sums.deduction.1.clone();
    let upper = scaled(&(sums.points.clone() + sums.unknown_weight()), &sums.applicable) + sums.bonus.1.clone()
        - sums.deduction.0.clone();
    let may_be_vetoed = sums.veto != Some(false);
    let withheld = sums.withheld(system, &coverage);
    let value = withheld.is_none().then(|| {
        let denominator = sums.applicable.clone() - sums.left_out.clone();
        let value = scaled(&sums.points, &denominator) + sums.bonus.0.clone() - sums.deduction.0.clone();
        value.max(Number::zero())
    });
    let grade = value.as_ref().and_then(|value| {
        let published = value.rounded(system.digits, system.rounding);
        system.grades.iter().find(|(_, at)| published >= *at).map(|(grade, _)| grade)
    });
    Scorecard {
        system,
        value,
        withheld,
        // An unscored region has nothing; as long as a veto may strike, that is the least it may end with.
        lower: if may_be_vetoed { Number::zero() } else { lower.max(Number::zero()) },
        upper: if sums.veto == Some(true) { Number::zero() } else { upper.max(Number::zero()) },
        coverage,
        grade,
        lines,
    }
}

/// The sums of a card's lines. Pairs are least and most, by amount.
struct Sums {
    points: Number,
    known_weight: Number,
    applicable: Number,
    left_out: Number,
    held: bool,
    bonus: (Number, Number),
    deduction: (Number, Number),
    veto: Option<bool>,
}

impl Sums {
    fn of(lines: &[Line<'_>]) -> Self {
        let zero = Number::zero;
        let mut sums = Self {
            points: zero(),
            known_weight: zero(),
            applicable: zero(),
            left_out: zero(),
            held: false,
            bonus: (zero(), zero()),
            deduction: (zero(), zero()),
            veto: Some(false),
        };
        for line in lines {
            match (&line.part, &line.measurement) {
                (Part::Indicator { missing, .. }, measurement) => sums.add_indicator(*missing, &line.full, measurement),
                (Part::Bonus, measurement) => add_range(&mut sums.bonus, &line.full, measurement),
                (Part::Deduction, measurement) => add_range(&mut sums.deduction, &line.full, measurement),
                (Part::Veto, Measurement::Struck(true)) => sums.veto = Some(true),
                (Part::Veto, Measurement::Unknown) => sums.veto = sums.veto.filter(|struck| *struck),
                (Part::Veto, _) => {}
            }
        }
        sums
    }

    fn add_indicator(&mut self, missing: Missing, weight: &Number, measurement: &Measurement) {
        match measurement {
            Measurement::NotApplicable(_) => return,
            Measurement::Known { points, .. } => {
                self.points = self.points.clone() + points.clone();
                self.known_weight = self.known_weight.clone() + weight.clone();
            }
            Measurement::Unknown | Measurement::Struck(_) => match missing {
                Missing::Zero => {}
                Missing::LeaveOut => self.left_out = self.left_out.clone() + weight.clone(),
                Missing::Hold => self.held = true,
            },
        }
        self.applicable = self.applicable.clone() + weight.clone();
    }

    fn unknown_weight(&self) -> Number {
        self.applicable.clone() - self.known_weight.clone()
    }

    fn withheld(&self, system: &IndicatorSystem, coverage: &Number) -> Option<Withheld> {
        if self.veto == Some(true) {
            Some(Withheld::Vetoed)
        } else if self.applicable.is_zero() {
            Some(Withheld::NothingApplies)
        } else if coverage.is_zero() {
            Some(Withheld::NothingKnown)
        } else if self.held {
            Some(Withheld::Held)
        } else if *coverage < system.min_coverage {
            Some(Withheld::LowCoverage)
        } else {
            None
        }
    }
}

fn add_range((least, most): &mut (Number, Number), full: &Number, measurement: &Measurement) {
    match measurement {
        Measurement::Known { points, .. } => {
            *least = least.clone() + points.clone();
            *most = most.clone() + points.clone();
        }
        Measurement::Unknown => *most = most.clone() + full.clone(),
        Measurement::NotApplicable(_) | Measurement::Struck(_) => {}
    }
}
