//! What is proved without facts, held against facts.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::laws::{condition, facts, leaves, number_expression};
use super::world::{Fact, Facts, expression, number};
use crate::base::number::Number;
use crate::expr::symbolic::{Claim, Domain, Domains, Interval, Quantity, cells};
use crate::expr::{Expression, Trace, Value};

/// The world of the laws: numbers are integers from -2 to 2.
struct Declared;

fn small() -> Domain<'static> {
    Domain::Number { least: Some(Number::from(-2)), most: Some(Number::from(2)), whole: true }
}

impl Domains for Declared {
    fn submission(&self) -> &str {
        "world"
    }

    fn root(&self, _: &str) -> Option<Domain<'_>> {
        None
    }

    fn member(&self, record: &str, name: &str) -> Option<Domain<'_>> {
        let list = |element: Domain<'static>, key: Option<&str>| Domain::List {
            element: Box::new(element),
            key: key.map(str::to_owned),
        };
        Some(match (record, name) {
            ("world", "a" | "b" | "c") | ("zone", "open") => Domain::Condition,
            ("world", "x" | "y") | ("zone", "size") => small(),
            ("world", "numbers") => list(small(), None),
            ("world", "zones") => list(Domain::Record("zone".to_owned()), Some("kind")),
            _ => return None,
        })
    }
}

fn holds(interval: &Interval, value: &Number) -> bool {
    !interval.is_above(value) && !interval.is_below(value)
}

/// Conditions that meet each other often: few facts, small constants.
fn dense() -> BoxedStrategy<String> {
    let forms = [
        "x OP K",
        "x OP K",
        "y OP K",
        "x OP y",
        "x - y OP K",
        "x + 2 * y OP K",
        "x * y OP K",
        "x / y OP K",
        "abs(x) OP K",
        "max(x, K) OP y",
        "(a ? x : y) OP K",
        "a",
        "(x > 0) == a",
        "x in [K, 1]",
        "zones.exists(z, z.size OP K)",
        "zones.all(z, z.size OP K)",
        "zones.exists(z, z.open && z.size OP K)",
        "zones.all(z, z.open)",
        "zones.size() OP K",
        "zones.count(z, z.size OP K) > 0",
        "zones.share(z, z.size OP K) >= 1",
        "zones.sum(z, z.size) OP K",
        "zones.filter(z, z.open).exists(z, z.size OP x)",
        "zones.map(z, z.size).max() OP K",
    ];
    let operators = ["<", "<=", "==", "!=", ">=", ">"];
    let atom = (prop::sample::select(forms.to_vec()), prop::sample::select(operators.to_vec()), -3..=3_i32);
    let atom = atom.prop_map(|(form, operator, constant)| {
        form.replace("OP", operator).replace('K', &format!("({constant})")).replace("((", "(0 + (")
    });
    let part = (atom, any::<bool>()).prop_map(|(atom, denied)| if denied { format!("!({atom})") } else { atom });
    let parts = (prop::collection::vec(part, 1..4), prop::sample::select(vec![" && ", " && ", " || "]));
    parts.prop_map(|(parts, operator)| format!("({})", parts.join(operator))).boxed()
}

/// All facts of a small world: every pair of numbers, a truth, and some lists.
fn all_facts() -> Vec<Facts> {
    let zone = |size: i32, open: bool| {
        Fact::Record(Facts::new().with("size", number(&size.to_string())).with("open", Fact::Boolean(open)))
    };
    let lists = [
        vec![],
        vec![zone(-2, true)],
        vec![zone(1, false)],
        vec![zone(2, true)],
        vec![zone(0, false), zone(2, true)],
        vec![zone(-1, false), zone(-2, true), zone(2, false)],
    ];
    let mut worlds = Vec::new();
    for (x, y) in (-2..=2).flat_map(|x| (-2..=2).map(move |y| (x, y))) {
        for a in [false, true] {
            for list in &lists {
                let facts = Facts::new().with("x", number(&x.to_string())).with("y", number(&y.to_string()));
                worlds.push(facts.with("a", Fact::Boolean(a)).with("zones", Fact::List(list.clone(), false)));
            }
        }
    }
    worlds
}

/// Statements about one and two conditions, held against every facts there can be.
#[test]
fn what_is_proved_holds_for_all_facts_and_most_is_proved() {
    let worlds = all_facts();
    let mut runner = TestRunner::deterministic();
    let (mut proved, mut so) = (0, 0);
    for _ in 0..300 {
        let texts = [dense(), dense()].map(|strategy| strategy.new_tree(&mut runner).unwrap().current());
        let [one, other] = texts.map(|text| expression(&text));
        let claims = [Claim::of(&one, &Declared), Claim::of(&other, &Declared)];
        let [first, second] = &claims;
        let statements = [
            (first.clone(), true, true),
            (first.denied(), false, true),
            (Claim::all([first.clone(), second.denied()]), true, false),
            (Claim::all([first.clone(), second.clone()]), true, true),
        ];
        let values: Vec<_> = worlds.iter().map(|facts| (truth(&one, facts), truth(&other, facts))).collect();
        for (index, (claim, left, right)) in statements.into_iter().enumerate() {
            let happens = values.iter().any(|(one, other)| *one == Some(left) && (index < 2 || *other == Some(right)));
            let impossible = claim.is_impossible();
            assert!(!(impossible && happens), "{index}: {} and {}", one.text(), other.text());
            so += usize::from(!happens);
            proved += usize::from(impossible);
        }
    }
    assert!(so > 100 && proved * 2 > so, "{proved} of {so} proved");
}

fn truth(expression: &Expression, facts: &Facts) -> Option<bool> {
    match expression.evaluate(facts).value {
        Value::Boolean(value) => Some(value),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_proved_impossible_does_not_happen(text in condition(), leaves in leaves()) {
        let expression = expression(&text);
        let facts = facts(&leaves);
        let claim = Claim::of(&expression, &Declared);
        let value = truth(&expression, &facts);
        prop_assert!(!(claim.is_impossible() && value == Some(true)), "{}", text);
        prop_assert!(!(claim.denied().is_impossible() && value == Some(false)), "{}", text);
    }

    #[test]
    fn numbers_lie_in_their_intervals(text in number_expression(), leaves in leaves()) {
        let expression = expression(&text);
        let facts = facts(&leaves);
        let quantity = Quantity::of(&expression, &Declared);
        if let Value::Number(value) = expression.evaluate(&facts).value {
            prop_assert!(holds(&quantity.interval(), &value), "{} = {} in {:?}", text, value, quantity.interval());
            prop_assert!(!quantity.within(&Interval::point(value)).is_impossible(), "{}", text);
        }
    }

    #[test]
    fn equal_keys_are_equal_numbers(one in number_expression(), other in number_expression(), leaves in leaves()) {
        let (one, other) = (expression(&one), expression(&other));
        let facts = facts(&leaves);
        if Quantity::of(&one, &Declared).key() == Quantity::of(&other, &Declared).key() {
            let values = (one.evaluate(&facts).value, other.evaluate(&facts).value);
            if let (Value::Number(left), Value::Number(right)) = values {
                prop_assert_eq!(left, right, "{} and {}", one.text(), other.text());
            }
        }
    }
}

#[test]
fn cells_are_the_fields_with_their_lists() {
    let expression = expression("zones.exists(z, z.open && z.size > x) && numbers.size() > 1");
    let cells: Vec<String> = cells(&expression, &Declared).into_iter().collect();
    assert_eq!(cells, ["numbers", "x", "zones[].kind", "zones[].open", "zones[].size"]);
}

#[test]
fn what_is_too_large_proves_nothing_and_ends() {
    let wide = (0..300).map(|value| format!("(x > {value} || y < {value} || a)")).collect::<Vec<_>>().join(" && ");
    let deep = format!("{}a{}", "!(".repeat(30), ")".repeat(30));
    for text in [wide.get(..wide.len().min(3900)).and_then(|cut| cut.rsplit_once(" && ")).unwrap().0, &deep] {
        let claim = Claim::of(&expression(text), &Declared);
        assert!(!claim.is_impossible(), "{text}");
        let mut trace = Trace::new();
        assert!(expression(text).evaluate_in(&facts(&[]), &mut trace).shown().is_none());
    }
}
