//! Clauses that nothing serves.

use super::subject::Subject;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::analysis as messages;

/// One finding a source with clauses that nothing serves.
pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (standard, unserved) = (subject.standard, &subject.trace().unserved);
    let sources = standard.sources.iter().filter_map(|source| {
        let clauses = source.clauses.iter().filter(|clause| unserved.contains(&clause.id));
        let ids: Vec<&str> = clauses.map(|clause| clause.id.as_str()).collect();
        (!ids.is_empty()).then(|| {
            Diagnostic::new(&messages::UNSERVED_CLAUSES)
                .with("source", &source.id)
                .with("count", ids.len())
                .with("ids", ids.join(" "))
                .at(source.span)
        })
    });
    sources.collect()
}

#[cfg(test)]
mod tests {
    use super::super::probe::{finds, texts};

    #[test]
    fn clauses_that_nothing_serves_are_named_once_a_source() {
        let found = texts("GJ6002", "source \"t\" title=\"另一来源\" { clause \"d-1\" \"一\"; clause \"d-2\" \"二\" }");
        assert_eq!(found, ["nothing serves 2 clauses of the source `t`: d-1 d-2"]);
        // The one clause of the base is served by a threshold.
        assert!(!finds("GJ6002", ""));
    }
}
