//! Deadlines before the edition takes effect.

use crate::base::date::Date;
use crate::diagnostic::catalogue::analysis as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::standard::Standard;
use std::collections::BTreeMap;

/// Rules and clauses that are due before the edition holds; a kind's rule and clause of one declaration are one finding.
pub(super) fn check(standard: &Standard) -> Vec<Diagnostic> {
    let Some(effective) = standard.manifest.effective else { return Vec::new() };
    let rules = standard.rules.iter().map(|rule| (rule.span, rule.id.as_str(), rule.due));
    let clauses = standard.clauses().map(|(_, clause)| (clause.span, clause.id.as_str(), clause.due));
    let mut late: BTreeMap<Span, (&str, Date)> = BTreeMap::new();
    for (span, id, due) in clauses.chain(rules) {
        if let Some(due) = due.filter(|due| *due < effective) {
            late.entry(span).or_insert((id, due));
        }
    }
    let found = late.into_iter().map(|(span, (id, due))| {
        let found = Diagnostic::new(&messages::DUE_BEFORE_EFFECTIVE).with("id", id).with("due", due);
        found.with("effective", effective).at(span)
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::super::probe::{finds, rule, texts};

    #[test]
    fn a_deadline_in_the_past_of_the_edition_is_found() {
        let due = |day: &str| rule("r", &format!("problem-when \"staff < 5\"; due \"{day}\""));
        assert_eq!(
            texts("GJ6060", &due("2023-12-31")),
            ["`r` is due on 2023-12-31, before the edition takes effect on 2024-01-01"]
        );
        assert!(!finds("GJ6060", &due("2024-01-01")));
        assert!(finds("GJ6060", "source \"t\" title=\"来源\" { clause \"d\" \"条款\" due=\"2023-01-01\" }"));
    }

    #[test]
    fn a_measure_is_one_finding() {
        let measures = "source \"t\" title=\"来源\" { axis \"measure\" \"举措\" }
            measures \"m\" \"举措\" source=\"t\" axis=\"measure\" { measure 1 \"举措一\" due=\"2023-06-30\" { units \"甲\" } }";
        assert_eq!(texts("GJ6060", measures).len(), 1);
    }
}
