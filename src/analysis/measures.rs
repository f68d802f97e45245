//! What indicators measure: nothing that changes, the same twice, or something that may be kept silent.

use super::domains::Declared;
use crate::diagnostic::catalogue::analysis as messages;
use crate::diagnostic::{Diagnostic, Remark, Span};
use crate::expr::Expression;
use crate::expr::symbolic::Quantity;
use crate::standard::Standard;
use crate::standard::indicator::{IndicatorSystem, Missing, Scale};
use crate::standard::trace::leaves;
use std::collections::BTreeMap;

/// An indicator, a bonus or a deduction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measured<'s> {
    pub id: &'s str,
    pub measure: &'s Expression,
    /// `None` for a deduction.
    pub scale: Option<&'s Scale>,
    pub span: Span,
}

/// All that a system measures.
pub(super) fn measured(system: &IndicatorSystem) -> Vec<Measured<'_>> {
    let indicators = leaves(&system.children).into_iter().map(|leaf| Measured {
        id: &leaf.id,
        measure: &leaf.measure,
        scale: Some(&leaf.scale),
        span: leaf.span,
    });
    let bonuses = system.bonuses.iter().map(|bonus| Measured {
        id: &bonus.id,
        measure: &bonus.measure,
        scale: Some(&bonus.scale),
        span: bonus.span,
    });
    let deductions = system.deductions.iter().map(|deduction| Measured {
        id: &deduction.id,
        measure: &deduction.measure,
        scale: None,
        span: deduction.span,
    });
    indicators.chain(bonuses).chain(deductions).collect()
}

/// Constant measures, measures that occur twice in a system, and indicators that leave out what is not reported.
pub(super) fn check(standard: &Standard) -> Vec<Diagnostic> {
    let domains = Declared(standard);
    let mut found = Vec::new();
    for system in &standard.systems {
        let mut known: BTreeMap<String, Measured<'_>> = BTreeMap::new();
        for measured in measured(system) {
            let quantity = Quantity::of(measured.measure, &domains);
            if let Some(value) = quantity.interval().only() {
                found.push(constant(&measured, value.to_string()));
            } else if let Some(first) = known.get(&quantity.key()) {
                let twice = Diagnostic::new(&messages::SAME_MEASURE).with("id", measured.id).with("other", first.id);
                found.push(twice.at(measured.measure.span()).remark(first.measure.span(), Remark::DeclaredHere));
            } else {
                known.insert(quantity.key(), measured);
            }
        }
        let left_out = leaves(&system.children).into_iter().filter(|leaf| pays(leaf.missing));
        found.extend(left_out.map(|leaf| Diagnostic::new(&messages::LEAVE_OUT).with("id", &leaf.id).at(leaf.span)));
    }
    found
}

/// Whether leaving out a bad figure can raise a score.
fn pays(missing: Missing) -> bool {
    match missing {
        Missing::LeaveOut | Missing::Mean | Missing::Median => true,
        Missing::Zero | Missing::Hold => false,
    }
}

fn constant(measured: &Measured<'_>, value: String) -> Diagnostic {
    let value = match measured.scale {
        Some(Scale::Pass) if value == "1" => "true".to_owned(),
        Some(Scale::Pass) => "false".to_owned(),
        _ => value,
    };
    Diagnostic::new(&messages::CONSTANT_MEASURE)
        .with("id", measured.id)
        .with("value", value)
        .at(measured.measure.span())
}

#[cfg(test)]
mod tests {
    use super::super::probe::{finds, indicator, texts};

    fn two(first: &str, second: &str) -> String {
        format!(
            "indicators \"sys\" \"体系\" total=100 min-coverage=0.5 {{
                indicator \"a\" \"甲\" weight=50 {{ measure \"{first}\"; scale \"linear\" from=0 to=1 }}
                indicator \"b\" \"乙\" weight=50 {{ measure \"{second}\"; scale \"linear\" from=0 to=1 }}
            }}"
        )
    }

    #[test]
    fn a_measure_without_facts_is_constant() {
        let measure = |text: &str, scale: &str| indicator(&format!("measure \"{text}\"; scale {scale}"));
        let linear = "\"linear\" from=0 to=1";
        for constant in ["staff_min / 10", "present / present", "2 * present / (present + present)"] {
            assert!(finds("GJ6012", &measure(constant, linear)), "{constant}");
        }
        assert_eq!(
            texts("GJ6012", &measure("staff >= 0", "\"pass\"")),
            ["what `i` measures does not depend on the facts: wherever it has a value, it is true"]
        );
        for varying in ["present / staff", "ratio", "present / max(staff, 1)"] {
            assert!(!finds("GJ6012", &measure(varying, linear)), "{varying}");
        }
    }

    #[test]
    fn a_measure_that_is_counted_twice_is_found_in_any_spelling() {
        for (first, second) in [
            ("ratio", "present / staff"),
            ("present + staff", "staff + present"),
            ("hall.area / staff_min", "hall.area / 5"),
        ] {
            assert!(finds("GJ6014", &two(first, second)), "{first}, {second}");
        }
        for (first, second) in [("ratio", "staff / present"), ("present", "staff"), ("present", "2 * present")] {
            assert!(!finds("GJ6014", &two(first, second)), "{first}, {second}");
        }
    }

    #[test]
    fn leaving_out_is_named() {
        let missing =
            |policy: &str| indicator(&format!("measure \"ratio\"; scale \"linear\" from=0 to=1; missing \"{policy}\""));
        assert_eq!(texts("GJ6013", &missing("leave-out")).len(), 1);
        assert!(!finds("GJ6013", &missing("zero")));
        assert!(!finds("GJ6013", &missing("hold")));
    }
}
