//! Lists: complete and partial ones, unknown, inapplicable and uncertain elements.

use super::world::{Fact, Facts, check, number, numbers, numeric};

fn zone(open: Option<bool>, size: &str) -> Fact {
    let open = open.map_or(Fact::Unknown, Fact::Boolean);
    Fact::Record(Facts::new().with("open", open).with("size", numeric(size)).with("kind", Fact::Text("open")))
}

fn zones(zones: Vec<Fact>, partial: bool) -> Facts {
    Facts::new().with("zones", Fact::List(zones, partial))
}

#[test]
fn complete_lists() {
    let facts = Facts::new()
        .with("numbers", numbers(&["3", "1", "2", "2"]))
        .with("days_off", Fact::List(vec![Fact::Date("2024-02-01"), Fact::Date("2024-01-01")], false));
    check(
        &facts,
        &[
            ("numbers.size()", "4"),
            ("size(numbers)", "4"),
            ("numbers.sum()", "8"),
            ("sum(numbers)", "8"),
            ("avg(numbers)", "2"),
            ("numbers.min()", "1"),
            ("max(numbers)", "3"),
            ("median(numbers)", "2"),
            ("[1, 2, 3].median()", "2"),
            ("[1, 2].median()", "1.5"),
            ("numbers.distinct()", "[3]"),
            ("numbers.distinct().sum()", "6"),
            ("numbers.is_sorted()", "false"),
            ("[1, 1, 2].is_sorted()", "true"),
            ("numbers.contains(2)", "true"),
            ("5 in numbers", "false"),
            ("numbers.all(n, n > 0)", "true"),
            ("numbers.exists(n, n > 2)", "true"),
            ("numbers.filter(n, n > 1).size()", "3"),
            ("numbers.map(n, n * n).sum()", "18"),
            ("numbers.sum(n, n * n)", "18"),
            ("numbers.max(n, -n)", "-1"),
            ("numbers.count(n, n == 2)", "2"),
            ("numbers.share(n, n == 2)", "0.5"),
            ("days_off.min() == date('2024-01-01')", "true"),
            ("days_off.is_sorted()", "false"),
            ("numbers.all(n, numbers.exists(m, m >= n))", "true"),
            ("numbers.map(n, numbers.filter(m, m > n).size()).sum()", "5"),
            ("numbers.map(n, [n, n]).all(pair, pair.size() == 2)", "true"),
        ],
    );
}

#[test]
fn empty_lists() {
    let facts = Facts::new().with("numbers", Fact::List(Vec::new(), false));
    check(
        &facts,
        &[
            ("numbers.size()", "0"),
            ("numbers.sum()", "0"),
            ("numbers.avg()", "n/a"),
            ("numbers.min()", "n/a"),
            ("numbers.max()", "n/a"),
            ("numbers.median()", "n/a"),
            ("numbers.share(n, n > 1)", "n/a"),
            ("numbers.count(n, n > 1)", "0"),
            ("numbers.all(n, n > 1)", "true"),
            ("numbers.exists(n, n > 1)", "false"),
            ("numbers.is_sorted()", "true"),
            ("1 in numbers", "false"),
            ("x in numbers", "false"),
            ("[].size()", "0"),
            ("'a' in []", "false"),
            ("length in []", "false"),
            ("[].contains('a')", "false"),
            ("(a ? numbers : []).size()", "?"),
        ],
    );
}

#[test]
fn unknown_and_inapplicable_lists() {
    let aggregates = [
        "size()",
        "sum()",
        "avg()",
        "min()",
        "median()",
        "is_sorted()",
        "distinct().size()",
        "contains(1)",
        "all(n, n > 1)",
        "exists(n, true)",
        "count(n, n > 1)",
        "share(n, n > 1)",
        "filter(n, n > 1).size()",
        "map(n, n + 1).sum()",
    ];
    for method in aggregates {
        let text = format!("numbers.{method}");
        check(&Facts::new(), &[(&text, "?")]);
        check(&Facts::new().with("numbers", Fact::NotApplicable), &[(&text, "n/a")]);
    }
}

#[test]
fn unknown_elements() {
    let facts = Facts::new().with("numbers", numbers(&["3", "?", "1"]));
    check(
        &facts,
        &[
            ("numbers.size()", "3"),
            ("numbers.sum()", "?"),
            ("numbers.avg()", "?"),
            ("numbers.min()", "?"),
            ("numbers.is_sorted()", "?"),
            ("numbers.exists(n, n > 2)", "true"),
            ("numbers.exists(n, n > 5)", "?"),
            ("numbers.all(n, n > 2)", "false"),
            ("numbers.all(n, n > 0)", "?"),
            ("numbers.count(n, n > 2)", "?"),
            ("numbers.share(n, n > 2)", "?"),
            ("3 in numbers", "true"),
            ("7 in numbers", "?"),
            ("numbers.distinct().size()", "?"),
            ("numbers.distinct().contains(3)", "true"),
            ("numbers.map(n, 1).sum()", "3"),
        ],
    );
}

#[test]
fn inapplicable_elements_are_skipped_by_aggregates() {
    let facts = Facts::new().with("numbers", numbers(&["3", "-", "1"]));
    check(
        &facts,
        &[
            ("numbers.size()", "3"),
            ("numbers.sum()", "4"),
            ("numbers.avg()", "2"),
            ("numbers.min()", "1"),
            ("numbers.median()", "2"),
            ("numbers.distinct().size()", "2"),
            ("numbers.all(n, n > 0)", "n/a"),
            ("numbers.all(n, n > 1)", "false"),
            ("numbers.exists(n, n > 5)", "n/a"),
            ("numbers.exists(n, n > 2)", "true"),
            ("numbers.count(n, n > 0)", "2"),
            ("numbers.filter(n, n > 0).size()", "2"),
            ("numbers.share(n, n > 1)", "1/3"),
        ],
    );
    let nothing = Facts::new().with("numbers", numbers(&["-", "-"]));
    check(&nothing, &[("numbers.avg()", "n/a"), ("numbers.sum()", "0"), ("numbers.max()", "n/a")]);
}

#[test]
fn partial_lists_know_only_what_no_further_element_changes() {
    let facts = zones(vec![zone(Some(true), "3"), zone(Some(false), "1")], true);
    check(
        &facts,
        &[
            ("zones.exists(z, z.open)", "true"),
            ("zones.exists(z, z.size > 5)", "?"),
            ("zones.all(z, z.open)", "false"),
            ("zones.all(z, z.size > 0)", "?"),
            ("zones.size()", "?"),
            ("zones.count(z, z.open)", "?"),
            ("zones.share(z, z.open)", "?"),
            ("zones.sum(z, z.size)", "?"),
            ("zones.avg(z, z.size)", "?"),
            ("zones.min(z, z.size)", "?"),
            ("zones.map(z, z.size).is_sorted()", "?"),
            ("3 in zones.map(z, z.size)", "true"),
            ("4 in zones.map(z, z.size)", "?"),
            ("zones.filter(z, z.open).size()", "?"),
            ("zones.map(z, z.size).distinct().contains(1)", "true"),
        ],
    );
}

#[test]
fn elements_with_unknown_predicate_stay_as_maybe() {
    let facts = zones(vec![zone(Some(true), "3"), zone(None, "1"), zone(Some(false), "9")], false);
    check(
        &facts,
        &[
            ("zones.filter(z, z.open).size()", "?"),
            ("zones.filter(z, z.open).sum(z, z.size)", "?"),
            ("zones.filter(z, z.open).max(z, z.size)", "?"),
            ("zones.filter(z, z.open).exists(z, z.size == 3)", "true"),
            ("zones.filter(z, z.open).exists(z, z.size == 1)", "?"),
            ("zones.filter(z, z.open).exists(z, z.size == 9)", "false"),
            ("zones.filter(z, z.open).all(z, z.size < 5)", "true"),
            ("zones.filter(z, z.open).all(z, z.size > 2)", "?"),
            ("zones.filter(z, z.open).all(z, z.size > 5)", "false"),
            ("zones.filter(z, z.open).filter(z, z.size > 2).size()", "1"),
            ("zones.filter(z, z.open).count(z, z.size > 2)", "1"),
            ("zones.filter(z, z.open).share(z, z.size > 2)", "?"),
        ],
    );
}

#[test]
fn elements_are_objects_with_labels_in_the_trace() {
    let facts = zones(vec![zone(Some(true), "3")], true);
    let evaluation = super::world::expression("zones.exists(z, z.open)").evaluate(&facts);
    let reads: Vec<(&str, Option<&str>)> =
        evaluation.reads.iter().map(|read| (read.path.as_str(), read.value.as_deref())).collect();
    assert_eq!(reads, [("zones", Some("[1+]")), ("zones[0].open", Some("true"))]);
}

#[test]
fn choices_in_lists() {
    let facts = Facts::new()
        .with("styles", Fact::List(vec![Fact::Text("open"), Fact::Text("mixed")], false))
        .with("style", Fact::Text("mixed"))
        .with("x", number("1"));
    check(
        &facts,
        &[
            ("'open' in styles", "true"),
            ("styles.contains('counter')", "false"),
            ("style in styles", "true"),
            ("styles.all(s, s in ['open', 'mixed'])", "true"),
            ("['open', style].size()", "2"),
            ("styles.filter(s, s == 'open').size() == 1", "true"),
            ("x in [1, 2] && !(x in [2, 3])", "true"),
        ],
    );
}
