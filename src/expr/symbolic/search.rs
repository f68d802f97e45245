//! The search for contradictions: a tableau over the literals of a formula.
//!
//! A branch closes when a number has no value left, a text no word, a truth two values, or a list an element that it must not have.
//! The formula is impossible when every branch closes; a search that grows too large proves nothing.

use super::formula::{Formula, Literal, Words};
use super::interval::Interval;
use super::linear::Linear;
use std::collections::BTreeMap;

/// Most formulas that one search looks at.
const MAX_STEPS: usize = 20_000;
/// Most alternatives that are followed inside each other.
const MAX_BRANCHES: usize = 64;
/// Most lists inside lists that are looked into.
const MAX_LISTS: usize = 4;

/// Whether no facts make the formula true.
pub fn is_impossible(formula: &Formula) -> bool {
    let mut search = Search { steps: 0, lists: 0 };
    search.closes(Branch { agenda: vec![formula], ..Branch::default() }, 0)
}

struct Search {
    /// How many formulas were looked at.
    steps: usize,
    /// How many lists the search is inside of.
    lists: usize,
}

/// What has to hold together.
#[derive(Clone, Default)]
struct Branch<'f> {
    /// What is not looked at yet.
    agenda: Vec<&'f Formula>,
    /// Of each, one has to hold.
    alternatives: Vec<&'f [Formula]>,
    numbers: BTreeMap<String, (&'f Linear, Interval)>,
    words: BTreeMap<&'f str, Words>,
    flags: BTreeMap<&'f str, bool>,
    /// Lists with conditions that an element of theirs satisfies, or none does.
    elements: Vec<(&'f str, &'f Formula, bool)>,
}

impl Search {
    /// Whether the branch closes, whatever alternatives are chosen.
    fn closes(&mut self, mut branch: Branch<'_>, depth: usize) -> bool {
        while let Some(formula) = branch.agenda.pop() {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return false;
            }
            match formula {
                Formula::Known(true) => {}
                Formula::Known(false) => return true,
                Formula::All(parts) => branch.agenda.extend(parts),
                Formula::Any(parts) => branch.alternatives.push(parts),
                Formula::Literal(literal) => {
                    if !branch.accepts(literal) {
                        return true;
                    }
                }
            }
        }
        if branch.sums_contradict() || self.lists_contradict(&branch) {
            return true;
        }
        let Some(chosen) = branch.alternatives.pop() else { return false };
        if depth >= MAX_BRANCHES {
            return false;
        }
        chosen.iter().all(|alternative| {
            let mut chosen = branch.clone();
            chosen.agenda.push(alternative);
            self.closes(chosen, depth + 1)
        })
    }

    /// Whether a list must have an element that it must not have.
    fn lists_contradict(&mut self, branch: &Branch<'_>) -> bool {
        if self.lists >= MAX_LISTS {
            return false;
        }
        self.lists += 1;
        let mut present = branch.elements.iter().filter(|(_, _, present)| *present);
        let contradict = present.any(|(list, body, _)| {
            let absent = branch.elements.iter().filter(|(other, _, present)| !present && other == list);
            let denied: Vec<Formula> = absent.map(|(_, absent, _)| absent.denied()).collect();
            if denied.is_empty() {
                return false;
            }
            // Inside, only the element is looked at; what is known outside would prove more.
            let agenda = denied.iter().chain(std::iter::once(*body)).collect();
            self.closes(Branch { agenda, ..Branch::default() }, 0)
        });
        self.lists -= 1;
        contradict
    }
}

impl<'f> Branch<'f> {
    /// Adds a literal; `false` where it contradicts what is there.
    fn accepts(&mut self, literal: &'f Literal) -> bool {
        match literal {
            Literal::Number { form, within } => {
                let (_, known) = self.numbers.entry(form.key()).or_insert_with(|| (form, form.interval()));
                let both = known.intersected(within);
                *known = if form.is_whole() { both.whole() } else { both };
                !known.is_empty()
            }
            Literal::Word { subject, words, .. } => {
                let both =
                    self.words.get(subject.as_str()).map_or_else(|| words.clone(), |known| known.intersected(words));
                let some = !both.is_empty();
                self.words.insert(subject, both);
                some
            }
            Literal::Flag { subject, value } => *self.flags.entry(subject).or_insert(*value) == *value,
            Literal::Exists { list, body, value } => {
                self.elements.push((list, body, *value));
                true
            }
        }
    }

    /// Whether a sum cannot have its value, given what is known of its parts.
    fn sums_contradict(&self) -> bool {
        let known = |key: &str| self.numbers.get(key).map(|(_, interval)| interval);
        let mut sums = self.numbers.values().filter(|(form, _)| form.single().is_none());
        sums.any(|(form, interval)| form.interval_with(known).intersected(interval).is_empty())
    }
}
