//! Small rounds worked by hand.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::column::Column;
use super::moments::{covariance, variance};
use super::*;
use crate::standard::indicator::Scale;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn numbers(texts: &str) -> Vec<Number> {
    texts.split(' ').map(number).collect()
}

/// A column of a group; `-` is what is not known.
fn column<'a>(title: &'a Label, group: &'a Label, full: &str, points: &str) -> Column<'a> {
    let points = points.split(' ').map(|text| Number::parse(text).ok()).collect();
    Column::made(title, vec![group], number(full), points)
}

#[test]
fn moments_are_exact() {
    // Distances from the means 2 and 4: −1, 0, 1 and −2, 1, 1.
    assert_eq!(covariance(&numbers("1 2 3"), &numbers("2 5 5")), number("1"));
    assert_eq!(variance(&numbers("1 2 3")), number("2/3"));
    assert_eq!(variance(&[]), Number::zero());
}

#[test]
fn who_goes_together() {
    let (a, b, c, group, other) = (Label::zh("a"), Label::zh("b"), Label::zh("c"), Label::zh("g"), Label::zh("h"));
    let one = || column(&a, &group, "5", "1 2 3 4 5");
    let squares = |second: Column<'_>| {
        pairs(&[one(), second]).into_iter().map(|pair| (pair.square.to_string(), pair.opposed)).collect::<Vec<_>>()
    };
    assert_eq!(squares(column(&b, &group, "10", "2 4 6 8 10")), [("1".to_owned(), false)]);
    assert_eq!(squares(column(&b, &group, "5", "5 4 3 2 1")), [("1".to_owned(), true)]);
    // Covariance 1.8, variances 2 and 2: 3.24 ÷ 4 = 0.81, which is not above it.
    assert_eq!(squares(column(&b, &group, "5", "2 1 3 4 5")), []);
    assert_eq!(squares(column(&b, &other, "10", "2 4 6 8 10")), [], "another group");
    assert_eq!(squares(column(&b, &group, "10", "2 4 6 8 -")), [], "four regions are too few");
    assert_eq!(squares(column(&c, &group, "10", "3 3 3 3 3")), [], "what is constant goes with nothing");
}

#[test]
fn who_runs_against_the_group() {
    let (a, b, group) = (Label::zh("a"), Label::zh("b"), Label::zh("g"));
    let columns = [column(&a, &group, "10", "0 2 4 6 8"), column(&b, &group, "5", "5 4 3 2 1")];
    // Sums 5, 6, 7, 8, 9: the second falls as they rise.
    let against: Vec<bool> = columns.iter().map(|column| against_group(column, &columns, 5)).collect();
    assert_eq!(against, [false, true]);
}

#[test]
fn weights_at_work_make_up_one() {
    let (a, b, group) = (Label::zh("a"), Label::zh("b"), Label::zh("g"));
    let columns = [column(&a, &group, "50", "10 20 30 40 50"), column(&b, &group, "50", "1 1 1 1 6")];
    let all = sums(&columns, 5);
    // Variances 200 and 4, covariance 20: 220 and 24 of 244.
    let parts: Vec<String> = columns.iter().map(|column| effective(column, &all).unwrap().to_string()).collect();
    assert_eq!(parts, ["55/61", "6/61"]);
    let open = [column(&a, &group, "50", "10 20 30 40 -")];
    assert_eq!(effective(&columns[0], &sums(&open, 5)), None);
}

#[test]
fn what_is_the_same_everywhere() {
    let (a, group) = (Label::zh("a"), Label::zh("g"));
    let constant = |points: &str| column(&a, &group, "4", points).constant().map(|share| share.to_string());
    assert_eq!(constant("2 2 - 2").as_deref(), Some("0.5"));
    assert_eq!(constant("4 4").as_deref(), Some("1"));
    assert_eq!(constant("2 2 3"), None);
    assert_eq!(constant("2 - -"), None, "one region says nothing");
}

#[test]
fn who_lies_just_below_an_edge() {
    let steps = Scale::Step(vec![(number("100"), number("1")), (number("50"), number("0.5"))]);
    let found = |values: &str| cliff::of(&steps, &numbers(values)).map(|cliff| (cliff.edge.to_string(), cliff.regions));
    assert_eq!(found("98 99 99.9 100 101 49"), Some(("100".to_owned(), 3)));
    assert_eq!(found("97.9 99 99.9"), None, "beyond a fiftieth");
    assert_eq!(found("49 49.5 49.9 49.2 98 99 99.5"), Some(("50".to_owned(), 4)));
    assert_eq!(cliff::of(&Scale::Pass, &numbers("1 1 1")), None);
}
