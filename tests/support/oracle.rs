//! What the inspection of December 2023 found, as the suites compare it.

use super::repository;
use guiju::check::Kind;
use std::collections::BTreeSet;

/// The oracle.
pub const GOLD: &str = "tests/oracle/gold.csv";
/// The finding that the report tells of regions although others have to act.
const EXTERNAL_FINDING: &str = "enterprise-code-not-authorised";

/// One row of the oracle.
pub struct Row {
    /// The region.
    pub region: String,
    /// The rule.
    pub finding: String,
    /// The outcome.
    pub kind: Kind,
    /// The figure, where there is one.
    pub figure: String,
    /// What it rests on.
    pub basis: String,
}

/// All rows.
pub fn rows() -> Vec<Row> {
    let mut reader = csv::Reader::from_path(repository(GOLD)).expect("the oracle can be read");
    let headers = reader.headers().expect("a header").clone();
    let column = |name: &str| headers.iter().position(|header| header == name).expect("a column of the oracle");
    let columns = ["region_code", "finding_id", "polarity", "figure", "check_basis"].map(column);
    let rows = reader.records().map(|record| {
        let record = record.expect("a row of the oracle");
        let [region, finding, polarity, figure, basis] = columns.map(|column| record[column].to_owned());
        let kind = match (polarity.as_str(), basis.as_str(), finding.as_str()) {
            ("good", ..) => Kind::Good,
            ("problem", "external", _) | ("problem", _, EXTERNAL_FINDING) => Kind::External,
            ("problem", ..) => Kind::Problem,
            (other, ..) => panic!("the oracle knows no polarity {other}"),
        };
        Row { region, finding, kind, figure, basis }
    });
    rows.collect()
}

/// What the oracle expects: region, rule, outcome. Context is told in the report but judges nobody.
pub fn expected() -> BTreeSet<(String, String, Kind)> {
    let judging = rows().into_iter().filter(|row| row.basis != "context-only");
    judging.map(|row| (row.region, row.finding, row.kind)).collect()
}

/// Whether an outcome is a finding.
pub fn is_finding(kind: Kind) -> bool {
    matches!(kind, Kind::Problem | Kind::Good | Kind::External)
}

/// Fails with the difference, which says more than two long sets.
pub fn assert_same(found: &BTreeSet<(String, String, Kind)>, expected: &BTreeSet<(String, String, Kind)>) {
    let missed: Vec<_> = expected.difference(found).collect();
    let invented: Vec<_> = found.difference(expected).collect();
    assert!(missed.is_empty() && invented.is_empty(), "missed: {missed:#?}\ninvented: {invented:#?}");
}
