//! Laws that hold for all expressions.

use proptest::prelude::*;

use super::world::{Fact, Facts, compiled, expression, number};

/// What a leaf can be.
fn leaf(known: impl Strategy<Value = Fact> + 'static) -> BoxedStrategy<Fact> {
    prop_oneof![4 => known, 1 => Just(Fact::Unknown), 1 => Just(Fact::NotApplicable)].boxed()
}

fn truth() -> BoxedStrategy<Fact> {
    leaf(any::<bool>().prop_map(Fact::Boolean))
}

fn small_number() -> BoxedStrategy<Fact> {
    leaf((-2_i64..3).prop_map(|value| number(&value.to_string())))
}

fn zone() -> BoxedStrategy<Fact> {
    let record = (truth(), small_number())
        .prop_map(|(open, size)| Fact::Record(Facts::new().with("open", open).with("size", size)));
    record.boxed()
}

fn list(element: BoxedStrategy<Fact>) -> BoxedStrategy<Fact> {
    leaf(
        (prop::collection::vec(element, 0..4), prop::bool::weighted(0.2))
            .prop_map(|(items, partial)| Fact::List(items, partial)),
    )
}

/// The leaves of the world, in the order of [`NAMES`].
pub fn leaves() -> impl Strategy<Value = Vec<Fact>> {
    let parts = [truth(), truth(), truth(), small_number(), small_number(), list(small_number()), list(zone())];
    parts.to_vec()
}

const NAMES: [&str; 7] = ["a", "b", "c", "x", "y", "numbers", "zones"];

pub fn facts(leaves: &[Fact]) -> Facts {
    NAMES.iter().zip(leaves).fold(Facts::new(), |facts, (name, fact)| facts.with(name, fact.clone()))
}

/// The facts with less known: a leaf is taken away, or an element of a list, or a member of an element, or it is no
/// longer known that these are all elements.
fn taken(leaves: &[Fact], which: usize, element: usize, how: usize) -> Facts {
    let mut leaves = leaves.to_vec();
    let at = which % leaves.len();
    let Some(leaf) = leaves.get_mut(at) else { panic!("no leaf") };
    *leaf = match (std::mem::replace(leaf, Fact::Unknown), how) {
        (Fact::List(mut items, partial), 0..4) if !items.is_empty() => {
            let at = element % items.len();
            if let Some(item) = items.get_mut(at) {
                *item = reduced(item.clone(), how);
            }
            Fact::List(items, partial)
        }
        (Fact::List(mut items, _), 4) => {
            items.truncate(element);
            Fact::List(items, true)
        }
        _ => Fact::Unknown,
    };
    facts(&leaves)
}

/// The element without one of its members, or nothing of it.
fn reduced(element: Fact, how: usize) -> Fact {
    match (element, how) {
        (Fact::Record(zone), 0 | 1) => Fact::Record(zone.with("open", Fact::Unknown)),
        (Fact::Record(zone), 2) => Fact::Record(zone.with("size", Fact::Unknown)),
        _ => Fact::Unknown,
    }
}

pub fn number_expression() -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        Just("x".to_owned()),
        Just("y".to_owned()),
        (0..3_i32).prop_map(|value| value.to_string()),
        Just("numbers.sum()".to_owned()),
        Just("numbers.size()".to_owned()),
        Just("numbers.max()".to_owned()),
        Just("numbers.median()".to_owned()),
        Just("numbers.avg()".to_owned()),
        Just("numbers.distinct().size()".to_owned()),
        Just("numbers.filter(n, n > x).sum()".to_owned()),
        Just("zones.filter(z, z.open).size()".to_owned()),
        Just("zones.filter(z, z.open).count(z, z.size > 0)".to_owned()),
        Just("zones.share(z, z.open && b)".to_owned()),
        Just("zones.filter(z, z.size > y).avg(z, z.size)".to_owned()),
        Just("zones.map(z, z.size).distinct().sum()".to_owned()),
    ];
    leaf.prop_recursive(3, 12, 2, |inner| {
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["+", "-", "*", "/"]), inner.clone())
                .prop_filter("a constant zero divisor is refused", |(_, operator, right)| {
                    *operator != "/" || right != "0"
                })
                .prop_map(|(left, operator, right)| format!("({left} {operator} {right})")),
            inner.clone().prop_map(|value| format!("abs({value})")),
            (inner.clone(), inner).prop_map(|(left, right)| format!("min({left}, {right})")),
        ]
    })
    .boxed()
}

pub fn condition() -> BoxedStrategy<String> {
    let relation = (number_expression(), prop::sample::select(vec!["<", "<=", "==", "!="]), number_expression())
        .prop_map(|(left, operator, right)| format!("{left} {operator} {right}"));
    let leaf = prop_oneof![
        3 => prop::sample::select(vec!["a", "b", "c"]).prop_map(str::to_owned),
        3 => relation,
        1 => Just("x in numbers".to_owned()),
        1 => Just("numbers.is_sorted()".to_owned()),
        1 => Just("numbers.distinct().is_sorted()".to_owned()),
        1 => Just("numbers.distinct().contains(y)".to_owned()),
        1 => Just("zones.all(z, z.open || z.size > 1)".to_owned()),
        1 => Just("zones.exists(z, z.open && z.size > x)".to_owned()),
        1 => Just("zones.filter(z, z.size > 0).all(z, z.open)".to_owned()),
        1 => Just("zones.filter(z, z.open).exists(z, z.size > 0)".to_owned()),
        1 => Just("zones.filter(z, z.open).map(z, z.size).distinct().is_sorted()".to_owned()),
        1 => Just("zones.all(z, numbers.exists(n, n == z.size))".to_owned()),
    ];
    leaf.prop_recursive(4, 20, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left} && {right})")),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left} || {right})")),
            inner.clone().prop_map(|operand| format!("!({operand})")),
            (inner.clone(), inner.clone(), inner)
                .prop_map(|(condition, left, right)| { format!("({condition} ? {left} : {right})") }),
        ]
    })
    .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    /// A fact that is taken away, or a list of which there may be more, can only make the result unknown.
    #[test]
    fn evaluation_is_monotone(
        text in prop_oneof![condition(), number_expression()],
        leaves in leaves(),
        which in prop_oneof![0..7_usize, 5..7_usize],
        element in 0..4_usize,
        how in 0..6_usize,
    ) {
        let expression = expression(&text);
        let before = facts(&leaves);
        let after = taken(&leaves, which, element, how);
        let before = expression.evaluate(&before).value.shown();
        let after = expression.evaluate(&after).value.shown();
        prop_assert!(after.is_none() || after == before, "{}: {:?} became {:?}", text, before, after);
    }

    /// Every fact that can matter is in the trace.
    #[test]
    fn what_is_not_read_does_not_matter(text in condition(), leaves in leaves()) {
        let expression = expression(&text);
        let before = facts(&leaves);
        let evaluation = expression.evaluate(&before);
        let is_read = |name: &str| evaluation.reads.iter().any(|read| read.path == name);
        let read_only = NAMES.iter().zip(&leaves).filter(|(name, _)| is_read(name));
        let after = read_only.fold(Facts::new(), |facts, (name, fact)| facts.with(name, fact.clone()));
        prop_assert_eq!(evaluation.value.shown(), expression.evaluate(&after).value.shown());
    }

    /// No text makes the compiler panic, and what it refuses it explains at a place inside the text.
    #[test]
    fn token_soup(tokens in prop::collection::vec(prop::sample::select(SOUP.to_vec()), 0..40)) {
        check_soup(&tokens.join(" "))?;
        check_soup(&tokens.concat())?;
    }

    #[test]
    fn any_text(text in any::<String>()) {
        check_soup(&text)?;
    }
}

const SOUP: [&str; 46] = [
    "a",
    "x",
    "area",
    "length",
    "style",
    "numbers",
    "zones",
    "hall",
    "大厅",
    "n",
    "nix",
    "1",
    "0.5",
    "1e9",
    "'open'",
    "'",
    "\"",
    "\\",
    "true",
    "in",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    "?",
    ":",
    "!",
    "-",
    "+",
    "*",
    "/",
    "<",
    "==",
    "&&",
    "||",
    "=",
    "。",
    ".all(n,",
    ".map(n,",
    ".sum()",
    "size(",
    "min(",
    "date('2024-01-01')",
    "{{",
];

fn check_soup(text: &str) -> Result<(), TestCaseError> {
    match compiled(text) {
        Ok(expression) => {
            let _ = expression.evaluate(&Facts::new());
        }
        Err(diagnostics) => {
            prop_assert!(!diagnostics.is_empty());
            for diagnostic in diagnostics {
                let Some(place) = diagnostic.place else {
                    return Err(TestCaseError::fail("no place"));
                };
                prop_assert!(text.get(place.start as usize..place.end as usize).is_some(), "{:?} {:?}", text, place);
            }
        }
    }
    Ok(())
}
