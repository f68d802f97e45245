//! Indicator systems as wholes: grades, coverage, deductions.

use super::domains::Declared;
use super::scales::shown;
use crate::base::number::Number;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::analysis as messages;
use crate::expr::symbolic::{Interval, Quantity};
use crate::standard::Standard;
use crate::standard::indicator::{Deduction, IndicatorSystem};

/// Grades out of reach, coverage that asks for nothing or everything, and deductions that take nothing or too much.
pub(super) fn check(standard: &Standard) -> Vec<Diagnostic> {
    let domains = Declared(standard);
    let mut found = Vec::new();
    for system in &standard.systems {
        found.extend(grades(system));
        found.extend(coverage(system));
        found.extend(excess(system));
        let deductions = system.deductions.iter();
        found.extend(deductions.filter_map(|deduction| idle(deduction, &Quantity::of(&deduction.measure, &domains))));
    }
    found
}

/// Grades above all points and bonuses. A grade is that of the rounded score.
fn grades(system: &IndicatorSystem) -> Vec<Diagnostic> {
    let bonuses: Number = system.bonuses.iter().map(|bonus| bonus.max.clone()).sum();
    let most = (system.total.clone() + bonuses).rounded(system.digits, system.rounding);
    let above = system.grades.iter().filter(|grade| grade.at > most);
    let found = above.map(|grade| {
        Diagnostic::new(&messages::GRADE_UNREACHABLE)
            .with("id", &system.id)
            .with("grade", &grade.title.zh)
            .with("at", &grade.at)
            .with("most", &most)
            .at(system.span)
    });
    found.collect()
}

fn coverage(system: &IndicatorSystem) -> Option<Diagnostic> {
    let entry = if system.min_coverage.is_zero() {
        &messages::NO_COVERAGE
    } else if system.min_coverage == Number::one() {
        &messages::FULL_COVERAGE
    } else {
        return None;
    };
    Some(Diagnostic::new(entry).with("id", &system.id).at(system.span))
}

fn excess(system: &IndicatorSystem) -> Option<Diagnostic> {
    let sum: Number = system.deductions.iter().map(|deduction| deduction.max.clone()).sum();
    let found = Diagnostic::new(&messages::DEDUCTIONS_EXCEED).with("id", &system.id).with("sum", &sum);
    (sum > system.total).then(|| found.with("total", &system.total).at(system.span))
}

/// A deduction that takes off nothing, or never its maximum. A constant one is a finding of the measures.
fn idle(deduction: &Deduction, quantity: &Quantity) -> Option<Diagnostic> {
    let interval = quantity.interval();
    let most = deduction.max.checked_div(&deduction.per)?;
    let entry = if interval.only().is_some() {
        return None;
    } else if quantity.within(&Interval::above(Number::zero())).is_impossible() {
        &messages::DEDUCTION_IDLE
    } else if quantity.within(&Interval::at_least(most)).is_impossible() {
        &messages::DEDUCTION_MAXIMUM
    } else {
        return None;
    };
    let found = Diagnostic::new(entry).with("id", &deduction.id).with("max", &deduction.max);
    Some(found.with("range", shown(&interval)).at(deduction.measure.span()))
}

#[cfg(test)]
mod tests {
    use super::super::probe::{finds, texts};

    fn system(properties: &str, rest: &str) -> String {
        format!(
            "indicators \"sys\" \"体系\" total=100 {properties} {{
                indicator \"i\" \"指标\" weight=100 {{ measure \"ratio\"; scale \"linear\" from=0 to=1 }}
                {rest}
            }}"
        )
    }

    #[test]
    fn a_grade_above_total_and_bonuses_is_out_of_reach() {
        let bonus = "bonus \"b\" \"加分\" max=5 { measure \"rating\"; scale \"linear\" from=1 to=5 }";
        assert_eq!(
            texts("GJ6030", &system("", "grade \"优\" at=101")),
            ["grade `优` of `sys` asks for 101 points; the most there can be is 100"]
        );
        assert!(!finds("GJ6030", &system("", &format!("{bonus}; grade \"优\" at=101; grade \"良\" at=80"))));
        assert!(!finds("GJ6030", &system("", "grade \"优\" at=100")));
    }

    #[test]
    fn coverage_asks_for_something_but_not_for_everything() {
        assert!(finds("GJ6031", &system("", "")));
        assert!(finds("GJ6032", &system("min-coverage=1", "")));
        let usual = system("min-coverage=0.6", "");
        assert!(!finds("GJ6031", &usual) && !finds("GJ6032", &usual));
    }

    #[test]
    fn deductions_take_off_something_and_not_more_than_all() {
        let deduction = |max: u32, measure: &str| {
            system("", &format!("deduction \"d\" \"扣分\" max={max} per=1 {{ measure \"{measure}\" }}"))
        };
        assert!(finds("GJ6033", &deduction(101, "present")));
        assert!(!finds("GJ6033", &deduction(100, "present")));
        assert!(finds("GJ6034", &deduction(10, "-present")));
        assert!(!finds("GJ6034", &deduction(10, "staff - present")));
        assert!(finds("GJ6035", &deduction(6, "rating")));
        assert!(!finds("GJ6035", &deduction(5, "rating")));
    }
}
