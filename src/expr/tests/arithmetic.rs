//! Exact numbers, units, dates, derived members.

use super::world::{Fact, Facts, check, evaluated, expression, number};
use crate::expr::{Member, Type};

#[test]
fn numbers_are_exact() {
    let facts = Facts::new().with("x", number("0.1")).with("y", number("0")).with("z", number("-7"));
    check(
        &facts,
        &[
            ("0.1 + 0.2 == 0.3", "true"),
            ("x + 0.2 == 0.3", "true"),
            ("1 / 3 * 3 == 1", "true"),
            ("1 / 3", "1/3"),
            ("2 + 3 * 4 - 6 / 3", "12"),
            ("(2 + 3) * 4", "20"),
            ("10 - 2 - 3", "5"),
            ("-x - -x", "0"),
            ("1 / y", "n/a"),
            ("z / y", "n/a"),
            ("1 / y > 0 || true", "true"),
            ("abs(z)", "7"),
            ("round(2.5, 0)", "2"),
            ("round(0.125, 2)", "0.12"),
            ("round(2 / 3, 3)", "0.667"),
            ("min(3, z, x)", "-7"),
            ("max(3, z, x)", "3"),
            ("min(x, 1 / y)", "n/a"),
            ("max(x, length / length)", "?"),
            ("x > 0 ? x < 1 ? 1 : 2 : 3", "1"),
        ],
    );
}

#[test]
fn an_unknown_numerator_over_zero_is_not_applicable() {
    let facts = Facts::new().with("y", number("0"));
    check(&facts, &[("x / y", "n/a"), ("y / x", "?")]);
}

#[test]
fn units_are_converted_to_the_left() {
    let facts = Facts::new()
        .with("area", number("450"))
        .with("length", number("1500"))
        .with("distance", number("1.5"))
        .with("population", number("100"))
        .with("rate", number("60"))
        .with("x", number("0.6"))
        .with("lengths", super::world::numbers(&["1500", "1"]));
    check(
        &facts,
        &[
            ("length == distance", "true"),
            ("distance == length", "true"),
            ("length + distance", "3000"),
            ("distance + length", "3"),
            ("distance - length", "0"),
            ("min(distance, length)", "1.5"),
            ("length > 1000", "true"),
            ("1000 < length", "true"),
            ("area / population", "4.5"),
            ("area / population >= 4.5", "true"),
            ("distance / length", "1"),
            ("length / distance == 1", "true"),
            ("length * length == distance * distance", "true"),
            ("rate == x", "true"),
            ("x == rate", "true"),
            ("rate > 50", "true"),
            ("rate * area", "27000"),
            ("rate * area == area * x", "true"),
            ("rate / 2", "30"),
            ("distance in lengths", "true"),
            ("lengths.contains(distance)", "true"),
            ("lengths.contains(2)", "false"),
            ("2 * distance in [length, length + distance]", "true"),
            ("(a ? length : distance) + length", "?"),
        ],
    );
}

#[test]
fn types_carry_units() {
    let unit = |text: &str| match expression(text).value_type() {
        Type::Number(unit) => unit.symbol.clone(),
        other => panic!("{other}"),
    };
    assert_eq!(unit("area / population"), "m2/person");
    assert_eq!(unit("3 * area"), "m2");
    assert_eq!(unit("distance / length"), "");
    assert_eq!(unit("days(day, as_of)"), "day");
    assert_eq!(unit("lengths.sum() / lengths.size()"), "m");
    assert_eq!(unit("round(rate, 1)"), "percent");
    assert_eq!(expression("zones.map(z, z.size)").value_type().to_string(), "list<number>");
}

#[test]
fn dates() {
    let facts = Facts::new().with("day", Fact::Date("2024-01-31")).with("as_of", Fact::Date("2024-03-01"));
    check(
        &facts,
        &[
            ("days(day, as_of)", "30"),
            ("days(as_of, day) == -30", "true"),
            ("days(day, as_of) <= 30", "true"),
            ("year(day) * 100 + month(day)", "202401"),
            ("days(day, date('2024-02-01'))", "1"),
        ],
    );
}

#[test]
fn derived_members_share_the_trace() {
    let facts = Facts::new().with("x", number("2")).with("double", Fact::Derived(expression("x * 2 + y").into()));
    let hall = Facts::new().with("hall", Fact::Record(facts));
    let evaluation = expression("hall.double > 3").evaluate(&hall);
    let paths: Vec<&str> = evaluation.reads.iter().map(|read| read.path.as_str()).collect();
    assert_eq!(paths, ["hall", "hall.x", "hall.y"]);
    assert_eq!(evaluated("hall.double > 3", &hall), "?");
}

#[test]
fn members_are_listed() {
    let members = expression("hall.zones.exists(z, z.open && x > 1)").members().clone();
    let member = |record: Option<&str>, name: &str| Member { record: record.map(str::to_owned), name: name.to_owned() };
    let expected =
        [member(None, "hall"), member(None, "x"), member(Some("hall"), "zones"), member(Some("zone"), "open")];
    assert!(members.iter().eq(expected.iter()), "{members:?}");
}
