//! The small changes of an expression.

use super::world::{World, expression};
use crate::expr::MutationKind;

/// What each change makes of the text around it; changes that do not compile are left out.
fn changes(text: &str) -> Vec<String> {
    let expression = expression(text);
    let mutations = expression.mutations().into_iter();
    let compiled = mutations.filter(|mutation| expression.mutated(mutation, &World::new()).is_some());
    compiled.map(|mutation| mutation.after).collect()
}

#[test]
fn operators_literals_and_negations() {
    assert_eq!(changes("x < 0.6"), ["x <= 0.6", "x < 0.5", "x < 0.7"]);
    assert_eq!(changes("a && !b || c"), ["a || !b || c", "a && b || c", "a && !b && c"]);
    assert_eq!(changes("!(a && b)"), ["(a && b)", "!(a || b)"]);
    assert_eq!(
        changes("day >= date('2024-03-01')"),
        ["day > date('2024-03-01')", "day >= date('2024-02-29')", "day >= date('2024-03-02')"]
    );
    assert_eq!(changes("x - 0 == y"), ["x - (-1) == y", "x - 1 == y", "x - 0 != y"]);
    assert_eq!(
        changes("numbers.all(n, n <= 3)"),
        ["numbers.all(n, n < 3)", "numbers.all(n, n <= 2)", "numbers.all(n, n <= 4)"]
    );
    assert_eq!(changes("style == 'open'"), ["style != 'open'"]);
    assert_eq!(changes("x in [1, 2]").len(), 4);
    assert!(changes("note").is_empty());
}

#[test]
fn what_does_not_compile_is_no_change() {
    // Digits cannot be negative, and a constant divisor cannot be zero.
    assert_eq!(changes("round(x, 0)"), ["round(x, 1)"]);
    assert_eq!(changes("x / 1"), ["x / 2"]);
}

#[test]
fn places_are_exact_and_long_texts_cut() {
    let text = format!("{} && x < 5 && {}", vec!["a"; 30].join(" && "), vec!["b"; 30].join(" && "));
    let expression = expression(&text);
    let mutation = expression.mutations().into_iter().find(|found| found.kind == MutationKind::Comparison).unwrap();
    let at = text.find('<').unwrap();
    assert_eq!((mutation.span.start as usize, mutation.span.end as usize), (at, at + 1));
    assert_eq!(mutation.before, "…&& a && a && a && a && a && x < 5 && b && b && b && b && b &&…");
    assert_eq!(mutation.after, mutation.before.replace('<', "<="));
}
