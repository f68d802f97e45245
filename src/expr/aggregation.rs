//! What is known of a list as a whole, when elements are unknown, not applicable, uncertain, or more may follow.
//!
//! The law behind every function: whatever the unknown turns out to be, a known result stays the same.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::logic::Truth;
use super::value::{Element, List, Reason, Value};
use crate::base::date::Date;
use crate::base::number::Number;

/// The truth of a predicate for an element, and whether it is uncertain that the element belongs to the list.
pub(super) type Judged = (Truth, bool);

/// Whether all elements satisfy: false as soon as one certain element does not.
pub(super) fn all(judged: Vec<Judged>, partial: bool) -> Truth {
    let further = if partial { Truth::Unknown } else { Truth::True };
    judged.into_iter().fold(further, |truth, (element, maybe)| {
        let contribution = match element {
            Truth::True => Truth::True,
            _ if maybe => Truth::Unknown,
            other => other,
        };
        truth.and(contribution)
    })
}

/// Whether an element satisfies: true as soon as one certain element does.
pub(super) fn exists(judged: Vec<Judged>, partial: bool) -> Truth {
    all(judged.into_iter().map(|(truth, maybe)| (truth.not(), maybe)).collect(), partial).not()
}

/// How many elements satisfy; where the predicate does not apply, it is not satisfied.
pub(super) fn count<'a>(judged: Vec<Judged>, partial: bool) -> Value<'a> {
    counted(&judged, partial).map_or(Value::Unknown, |count| Value::Number(Number::of_count(count)))
}

fn counted(judged: &[Judged], partial: bool) -> Option<usize> {
    let mut count = 0;
    for (truth, maybe) in judged {
        match truth {
            Truth::True if !maybe => count += 1,
            Truth::True | Truth::Unknown => return None,
            Truth::False | Truth::NotApplicable(_) => {}
        }
    }
    (!partial).then_some(count)
}

/// The count divided by the size.
pub(super) fn share<'a>(judged: Vec<Judged>, partial: bool) -> Value<'a> {
    if partial || judged.iter().any(|(_, maybe)| *maybe) {
        return Value::Unknown;
    }
    if judged.is_empty() {
        return Value::NotApplicable(Reason::EmptyList);
    }
    let share = counted(&judged, partial)
        .and_then(|count| Number::of_count(count).checked_div(&Number::of_count(judged.len())));
    share.map_or(Value::Unknown, Value::Number)
}

/// The elements that satisfy; those of which it is unknown stay as uncertain ones.
pub(super) fn filtered<'a>(elements: Vec<Element<'a>>, judged: Vec<Judged>, partial: bool) -> List<'a> {
    let kept = elements.into_iter().zip(judged).filter_map(|(element, (truth, _))| match truth {
        Truth::True => Some(element),
        Truth::Unknown => Some(Element { maybe: true, ..element }),
        Truth::False | Truth::NotApplicable(_) => None,
    });
    List::new(kept.collect(), partial)
}

/// How many elements there are.
pub(super) fn size<'a>(list: &List<'a>) -> Value<'a> {
    if list.is_settled() { Value::Number(Number::of_count(list.elements().len())) } else { Value::Unknown }
}

/// The applicable values, if it is known which they are and all are known.
pub(super) fn settled_values<'v, 'a>(list: &'v List<'a>) -> Option<Vec<&'v Value<'a>>> {
    if list.is_partial() {
        return None;
    }
    let applicable = list.elements().iter().filter(|element| !matches!(element.value, Value::NotApplicable(_)));
    applicable.map(|element| (!element.maybe && element.value.is_known()).then_some(&element.value)).collect()
}

/// A value that has a place among others: the least, the middle, the greatest.
fn picked<'a>(list: &List<'a>, pick: impl FnOnce(&[&Value<'a>]) -> Option<Value<'a>>) -> Value<'a> {
    let Some(mut values) = settled_values(list) else {
        return Value::Unknown;
    };
    if values.is_empty() {
        return Value::NotApplicable(Reason::EmptyList);
    }
    values.sort_by(|left, right| order(left, right));
    pick(&values).unwrap_or_default()
}

/// The least number or date.
pub(super) fn minimum<'a>(list: &List<'a>) -> Value<'a> {
    picked(list, |values| values.first().map(|value| (*value).clone()))
}

/// The greatest number or date.
pub(super) fn maximum<'a>(list: &List<'a>) -> Value<'a> {
    picked(list, |values| values.last().map(|value| (*value).clone()))
}

/// The number in the middle, or half the sum of the two in the middle.
pub(super) fn median<'a>(list: &List<'a>) -> Value<'a> {
    picked(list, |values| {
        let middle = |at: usize| match values.get(at) {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        };
        let (below, above) = (middle((values.len() - 1) / 2)?, middle(values.len() / 2)?);
        (below + above).checked_div(&Number::from(2)).map(Value::Number)
    })
}

/// Whether no element is less than the one before it. Elements to which it does not apply are passed over.
pub(super) fn is_sorted<'a>(list: &List<'a>) -> Value<'a> {
    let Some(values) = settled_values(list) else {
        return Value::Unknown;
    };
    Value::Boolean(values.is_sorted_by(|left, right| order(left, right) != Ordering::Greater))
}

/// Numbers by size, dates by time; others do not occur in the lists that are ordered.
fn order(left: &Value<'_>, right: &Value<'_>) -> Ordering {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.cmp(right),
        (Value::Date(left), Value::Date(right)) => left.cmp(right),
        _ => Ordering::Equal,
    }
}

/// Each value once, in the order of first appearance. Values that do not apply are left out. An unknown value may equal
/// another one: it stays as an uncertain element.
pub(super) fn distinct(list: List<'_>) -> List<'_> {
    let partial = list.is_partial();
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for element in list.into_elements() {
        match Key::of(&element.value) {
            Some(key) if element.maybe => {
                if !seen.contains(&key) {
                    kept.push(element);
                }
            }
            Some(key) => {
                if seen.insert(key) {
                    kept.push(element);
                }
            }
            None if matches!(element.value, Value::NotApplicable(_)) => {}
            None => kept.push(Element { maybe: true, ..element }),
        }
    }
    List::new(kept, partial)
}

/// A known value by which elements are told apart.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Boolean(bool),
    Number(Number),
    Text(Arc<str>),
    Date(Date),
}

impl Key {
    fn of(value: &Value<'_>) -> Option<Self> {
        Some(match value {
            Value::Boolean(value) => Self::Boolean(*value),
            Value::Number(number) => Self::Number(number.clone()),
            Value::Text(text) => Self::Text(text.clone()),
            Value::Date(date) => Self::Date(*date),
            Value::Unknown | Value::NotApplicable(_) | Value::Object(_) | Value::List(_) => {
                return None;
            }
        })
    }
}
