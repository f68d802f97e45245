//! How often each outcome occurs.

use crate::check::Kind;
use crate::report::RegionReport;
use std::collections::BTreeMap;

/// Counts by kind; kinds that do not occur are left out.
pub(super) type Tally = BTreeMap<Kind, usize>;

/// The counts of one region.
pub(super) fn of(report: &RegionReport<'_>) -> Tally {
    all([report])
}

/// The counts of several regions together.
pub(super) fn all<'r, 'a: 'r>(reports: impl IntoIterator<Item = &'r RegionReport<'a>>) -> Tally {
    let mut tally = Tally::new();
    for outcome in reports.into_iter().flat_map(|report| &report.outcomes) {
        *tally.entry(outcome.kind).or_default() += 1;
    }
    tally
}

/// The word by which the style sheet knows a kind.
pub(super) fn class(kind: Kind) -> &'static str {
    kind.keyword()
}

/// The mark that stands before the word of a kind, so that colour alone never says it.
pub(super) fn mark(kind: Kind) -> &'static str {
    match kind {
        Kind::Problem => "✗",
        Kind::Good => "★",
        Kind::External => "→",
        Kind::Review => "◇",
        Kind::Unknown => "?",
        Kind::NotDue => "…",
        Kind::NotApplicable => "–",
        Kind::Pass => "✓",
    }
}
