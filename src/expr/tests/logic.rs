//! Truth tables of the four states.

use super::world::{Fact, Facts, check, evaluated, number};

/// The states in the order of the tables.
const STATES: [&str; 4] = ["true", "false", "?", "n/a"];

fn state(name: &str) -> Fact {
    match name {
        "?" => Fact::Unknown,
        "n/a" => Fact::NotApplicable,
        name => Fact::Boolean(name == "true"),
    }
}

fn check_table(operator: &str, table: [[&str; 4]; 4]) {
    for (left, row) in STATES.iter().zip(table) {
        for (right, result) in STATES.iter().zip(row) {
            let facts = Facts::new().with("a", state(left)).with("b", state(right));
            assert_eq!(evaluated(&format!("a {operator} b"), &facts), result, "{left} {operator} {right}");
        }
    }
}

#[test]
fn and() {
    check_table(
        "&&",
        [
            ["true", "false", "?", "n/a"],
            ["false", "false", "false", "false"],
            ["?", "false", "?", "?"],
            ["n/a", "false", "?", "n/a"],
        ],
    );
}

#[test]
fn or() {
    check_table(
        "||",
        [
            ["true", "true", "true", "true"],
            ["true", "false", "?", "n/a"],
            ["true", "?", "?", "?"],
            ["true", "n/a", "?", "n/a"],
        ],
    );
}

#[test]
fn equality_of_conditions() {
    check_table(
        "==",
        [
            ["true", "false", "?", "n/a"],
            ["false", "true", "?", "n/a"],
            ["?", "?", "?", "n/a"],
            ["n/a", "n/a", "n/a", "n/a"],
        ],
    );
}

#[test]
fn not_and_conditional() {
    for (name, opposite, chosen) in
        [("true", "false", "1"), ("false", "true", "2"), ("?", "?", "?"), ("n/a", "n/a", "n/a")]
    {
        let facts = Facts::new().with("a", state(name));
        check(&facts, &[("!a", opposite), ("a ? 1 : 2", chosen)]);
    }
}

#[test]
fn comparisons_and_arithmetic_put_not_applicable_before_unknown() {
    for operator in ["<", "<=", ">", ">=", "==", "!=", "+", "-", "*", "/"] {
        let text = format!("x {operator} y");
        let value = |left: Fact, right: Fact| evaluated(&text, &Facts::new().with("x", left).with("y", right));
        assert_eq!(value(Fact::Unknown, number("1")), "?", "{text}");
        assert_eq!(value(number("1"), Fact::Unknown), "?", "{text}");
        assert_eq!(value(Fact::Unknown, Fact::NotApplicable), "n/a", "{text}");
        assert_eq!(value(Fact::NotApplicable, Fact::Unknown), "n/a", "{text}");
        assert_eq!(value(Fact::NotApplicable, number("1")), "n/a", "{text}");
    }
}

#[test]
fn comparisons() {
    let facts = Facts::new()
        .with("x", number("1.50"))
        .with("y", number("3/2"))
        .with("z", number("2"))
        .with("day", Fact::Date("2024-01-31"))
        .with("style", Fact::Text("counter"))
        .with("note", Fact::Text("惠企政策"));
    check(
        &facts,
        &[
            ("x == y", "true"),
            ("x != y", "false"),
            ("x < y || x > y", "false"),
            ("x <= y && x >= y && x < z && z > x", "true"),
            ("day < date('2024-02-01')", "true"),
            ("day == date('2024-01-31')", "true"),
            ("style == 'counter'", "true"),
            ("'open' == style", "false"),
            ("style in ['open', 'mixed']", "false"),
            ("style in ['open', 'counter']", "true"),
            ("note == \"惠企政策\"", "true"),
            ("note.starts_with('惠企') && note.contains('政策') && !note.contains('税')", "true"),
            ("note.size()", "4"),
            ("size(note) == 4", "true"),
            ("(a ? style : 'open') == 'open'", "?"),
        ],
    );
}

#[test]
fn both_sides_are_read() {
    let facts = Facts::new().with("a", Fact::Boolean(false)).with("b", Fact::Boolean(true)).with("x", number("1/3"));
    let evaluation = super::world::expression("a && b || (a ? x : y) > 1").evaluate(&facts);
    let reads: Vec<(String, Option<String>)> =
        evaluation.reads.iter().map(|read| (read.path.clone(), read.value.clone())).collect();
    let read = |path: &str, value: Option<&str>| (path.to_owned(), value.map(str::to_owned));
    assert_eq!(reads, [read("a", Some("false")), read("b", Some("true")), read("x", Some("1/3")), read("y", None)]);
}
