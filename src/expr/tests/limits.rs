//! Hostile expressions are refused or ended.

use super::world::{Fact, Facts, compiled, evaluated, expression, mistakes, number, numbers};

fn code(text: &str) -> &'static str {
    compiled(text).err().unwrap().first().unwrap().entry.code
}

#[test]
fn length() {
    let fitting = format!("{}x", "x + ".repeat(999));
    assert!(compiled(&fitting).is_ok());
    assert_eq!(code(&"x + ".repeat(1001)), "GJ3001");
    assert_eq!(code(&"（".repeat(4001)), "GJ3001");
}

#[test]
fn long_chains_are_not_deep() {
    let facts = Facts::new().with("x", number("1")).with("a", Fact::Boolean(true));
    assert_eq!(evaluated(&format!("{}x", "x + ".repeat(900)), &facts), "901");
    assert_eq!(evaluated(&format!("{}a", "a && ".repeat(700)), &facts), "true");
}

#[test]
fn nesting() {
    let nested = |depth: usize| format!("{}x{}", "(".repeat(depth), ")".repeat(depth));
    assert!(compiled(&nested(64)).is_ok());
    assert_eq!(code(&nested(65)), "GJ3002");
    assert!(compiled(&format!("{}a", "!".repeat(64))).is_ok());
    assert_eq!(code(&format!("{}a", "!".repeat(3000))), "GJ3002");
    assert_eq!(code(&format!("{}1{}", "[".repeat(1500), "]".repeat(1500))), "GJ3002");
    assert_eq!(code(&format!("hall{}", ".x".repeat(1500))), "GJ3002");
    assert_eq!(code(&format!("{}1", "a ? 1 : ".repeat(400))), "GJ3002");
    let alternating = (0..30).fold("x".to_owned(), |inner, _| format!("f({inner}){}", ".a".repeat(60)));
    assert_eq!(code(&alternating), "GJ3002");
}

#[test]
fn deep_trees_within_the_limits_are_evaluated() {
    let facts = Facts::new().with("x", number("1")).with("a", Fact::Boolean(true));
    let sums = (0..63).fold("x".to_owned(), |inner, _| format!("(1 + 2 * {inner})"));
    assert_eq!(evaluated(&sums, &facts), ((1_u64 << 63) + ((1_u64 << 63) - 1)).to_string());
    let conditions = (0..63).fold("a".to_owned(), |inner, _| format!("(!a || a && {inner} == true)"));
    assert_eq!(evaluated(&conditions, &facts), "true");
}

#[test]
fn macros() {
    let nested = |depth: usize| (0..depth).fold("true".to_owned(), |body, _| format!("numbers.all(n, {body})"));
    assert!(compiled(&nested(3)).is_ok());
    assert_eq!(code(&nested(4)), "GJ3003");
    assert_eq!(mistakes("numbers.filter(n, n > 1).filter(n, n > 1).filter(n, n > 1).all(n, n > 1)"), [""; 0]);
}

#[test]
fn work_is_bounded() {
    let many: Vec<Fact> = (0..400).map(|_| number("1")).collect();
    let facts = Facts::new().with("numbers", Fact::List(many, false));
    let evaluation = expression("numbers.all(i, numbers.all(j, numbers.all(k, i + j + k > 0)))").evaluate(&facts);
    assert!(evaluation.exhausted);
    assert!(evaluation.value.shown().is_none());
    let evaluation = expression("numbers.all(i, numbers.all(j, i + j > 0))").evaluate(&facts);
    assert!(!evaluation.exhausted);
    assert_eq!(evaluation.value.shown().as_deref(), Some("true"));
}

#[test]
fn derived_members_without_end_are_ended() {
    let circle = Facts::new().with("x", Fact::Derived(expression("x + 1").into()));
    let evaluation = expression("x > 0").evaluate(&circle);
    assert!(evaluation.exhausted && evaluation.value.shown().is_none());
}

#[test]
fn numbers_do_not_grow_without_end() {
    let power = format!("{}x", "x * ".repeat(990));
    let base = Facts::new().with("x", number("123456789012345678901234567890"));
    let inner = Facts::new().with("x", Fact::Derived(expression(&power).into())).with("y", number("1"));
    let evaluation = expression(&power).evaluate(&base);
    assert!(evaluation.exhausted);
    let small = format!("{}x", "x * ".repeat(300));
    assert!(!expression(&small).evaluate(&base).exhausted);
    assert!(expression("x + y > 0").evaluate(&inner).exhausted);
}

#[test]
fn big_sums_of_fractions_are_exact() {
    let texts: Vec<String> = (1..400).map(|n| format!("1/{}", n * (n + 1))).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(evaluated("numbers.sum()", &Facts::new().with("numbers", numbers(&texts))), "0.9975");
}

#[test]
fn objects_of_another_type_than_declared_are_unknown() {
    let facts = Facts::new().with("x", Fact::Text("text")).with("a", number("1")).with("zones", number("1"));
    for text in ["x + 1", "x > 1", "!a", "a && true", "zones.size()", "zones.exists(z, z.open)", "-x", "abs(x)"] {
        assert_eq!(evaluated(text, &facts), "?", "{text}");
    }
}
