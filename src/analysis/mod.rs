//! What is wrong with a standard though it compiles: findings, a check a file, between [`standard`](crate::standard) and
//! [`emit`](crate::emit).
//!
//! `build` runs it. A finding is a warning or a hint; the manifest changes that by `finding "GJ6040" level="error"` (or `warning`,
//! `hint`, `off`). A finding is only made where it is proved: what a condition or a measure can come to is found out by
//! [`symbolic`](crate::expr::symbolic), over all submissions at once, from the types, the `min` and `max` of fields, the options of
//! choices, thresholds and the columns of the registry. Unknown and not applicable are left aside: "never" means that no known facts
//! make it so, "always" that it is so wherever it can be decided.
//!
//! Not decided are: relations of more than one fact beyond sums and differences (products, quotients of facts against each other),
//! texts beyond equality, relations between an aggregate of a list (`sum`, `avg`, `count`) and its elements, parts of a condition that
//! as a whole can be true and false, and what is larger than the limits of the search.

mod burden;
mod catalogue;
mod clauses;
mod conditions;
mod deadlines;
mod domains;
mod glossary;
mod imbalance;
mod measures;
mod overlaps;
#[cfg(test)]
mod probe;
mod scales;
mod subject;
mod systems;
mod uncertainty;

pub use burden::{Asked, Burden, Reads, burden};
pub use domains::range;

use crate::base::parallel::{self, Wanted};
use crate::diagnostic::{self, Diagnostic};
use crate::standard::Standard;
use crate::standard::trace::LazyTrace;
use subject::Subject;

/// What a check finds; `None` where that was no longer wanted.
type Check = fn(&Subject<'_>) -> Option<Vec<Diagnostic>>;

/// All findings, sorted by place, with the levels that the manifest gives them.
#[must_use]
pub fn analyse(standard: &Standard) -> Vec<Diagnostic> {
    // Where it is always wanted, it comes to its end.
    analyse_while(standard, &LazyTrace::default(), &|| true).unwrap_or_default()
}

/// The same with the trace of the standard; `None` where it was no longer wanted before it came to its end.
#[must_use]
pub fn analyse_while(standard: &Standard, trace: &LazyTrace, is_wanted: Wanted<'_>) -> Option<Vec<Diagnostic>> {
    let subject = Subject::new(standard, trace, is_wanted)?;
    let checks: Vec<Check> = vec![
        // What takes longest first, so that nothing waits for it in the end; the order of the findings is that of their places.
        overlaps::check,
        scales::check,
        |subject| Some(burden::check(subject)),
        |subject| Some(clauses::check(subject)),
        |subject| Some(measures::check(subject.standard)),
        |subject| Some(systems::check(subject.standard)),
        |subject| Some(imbalance::check(subject.standard)),
        |subject| Some(uncertainty::check(subject.standard)),
        |subject| Some(conditions::check(subject.standard)),
        |subject| Some(deadlines::check(subject.standard)),
        |subject| Some(catalogue::check(subject.standard)),
        |subject| Some(glossary::check(subject.standard)),
    ];
    let found = parallel::map(checks, |check| if is_wanted() { check(&subject) } else { None });
    let found: Option<Vec<Vec<Diagnostic>>> = found.into_iter().collect();
    let mut findings: Vec<Diagnostic> = found?.into_iter().flatten().collect();
    for (code, level) in &standard.manifest.findings {
        match level {
            Some(level) => {
                findings.iter_mut().filter(|found| found.entry.code == code).for_each(|found| found.level = *level)
            }
            None => findings.retain(|found| found.entry.code != code),
        }
    }
    diagnostic::sort(&mut findings);
    Some(findings)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::probe;
    use crate::diagnostic::Level;

    const IDLE: &str = "rule \"r\" \"规则\" { clause \"c-1\"; problem-when \"staff < 0\" }";

    #[test]
    fn the_manifest_changes_the_level_of_a_finding() {
        let level = |setting: &str| {
            let found = probe::findings_with(setting, IDLE);
            found.iter().find(|found| found.entry.code == "GJ6040").map(|found| found.level)
        };
        assert_eq!(level(""), Some(Level::Warning));
        assert_eq!(level("finding \"GJ6040\" level=\"error\""), Some(Level::Error));
        assert_eq!(level("分析项 \"GJ6040\" level=\"提示\""), Some(Level::Hint));
        assert_eq!(level("finding \"GJ6040\" level=\"off\""), None);
        assert_eq!(level("finding \"GJ6041\" level=\"off\""), Some(Level::Warning));
    }

    #[test]
    fn a_setting_names_a_finding_and_a_level() {
        for setting in ["finding \"GJ2001\" level=\"off\"", "finding \"GJ6040\" level=\"loud\""] {
            let codes = probe::errors_with(setting, IDLE);
            assert_eq!(codes, ["GJ2011"], "{setting}");
        }
    }

    #[test]
    fn findings_stand_in_the_order_of_their_places() {
        let found = probe::findings_with("", IDLE);
        let places: Vec<_> = found.iter().map(|found| found.place.unwrap()).collect();
        assert!(places.is_sorted());
    }
}
