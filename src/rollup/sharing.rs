//! What several regions have together: which regions count once.

use crate::check::Context;
use crate::expr::{Expression, Value};
use std::collections::BTreeMap;

/// The regions of a round in groups that share one thing; regions are numbered as the round has them.
#[derive(Debug)]
pub(super) struct Sharing {
    /// Per region the group it is in, named by its first region.
    group: Vec<usize>,
    /// Per region whether it says with whom it shares, and that this is all.
    stated: Vec<bool>,
    /// Per group its regions, in order.
    members: BTreeMap<usize, Vec<usize>>,
}

impl Sharing {
    /// Every region for itself.
    pub fn none(regions: usize) -> Self {
        let members = (0..regions).map(|region| (region, vec![region])).collect();
        Self { group: (0..regions).collect(), stated: vec![true; regions], members }
    }

    /// What the regions say: whoever names another is in one group with it, and with all whom that one or those name in turn.
    /// What nobody says is no sharing.
    pub fn of(expression: &Expression, contexts: &[Context<'_>]) -> Self {
        let numbers: BTreeMap<&str, usize> =
            contexts.iter().enumerate().map(|(number, context)| (context.region.code.as_str(), number)).collect();
        let mut sharing = Self::none(contexts.len());
        for (number, context) in contexts.iter().enumerate() {
            let stated = match expression.evaluate(context).value {
                Value::List(list) => {
                    let named = list.elements().iter().filter(|element| !element.maybe);
                    for element in named {
                        let Value::Text(code) = &element.value else { continue };
                        if let Some(other) = numbers.get(&**code) {
                            sharing.join(number, *other);
                        }
                    }
                    list.is_settled() && list.elements().iter().all(|element| element.value.is_known())
                }
                // Where there is nothing that could be shared, all is said.
                Value::NotApplicable(_) => true,
                _ => false,
            };
            if let Some(known) = sharing.stated.get_mut(number) {
                *known = stated;
            }
        }
        sharing.settle();
        sharing
    }

    /// The first region of the group, as far as it is known.
    fn first(&self, region: usize) -> usize {
        let mut current = region;
        while let Some(next) = self.group.get(current).copied().filter(|next| *next != current) {
            current = next;
        }
        current
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        // The lower number stays the first, so that every step leads down and ends.
        if let Some(group) = self.group.get_mut(one.max(other)) {
            *group = one.min(other);
        }
    }

    fn settle(&mut self) {
        self.group = (0..self.group.len()).map(|region| self.first(region)).collect();
        self.members.clear();
        for (region, group) in self.group.iter().enumerate() {
            self.members.entry(*group).or_default().push(region);
        }
    }

    /// The group of a region.
    pub fn group(&self, region: usize) -> usize {
        self.group.get(region).copied().unwrap_or(region)
    }

    /// All regions of a group.
    pub fn members(&self, group: usize) -> &[usize] {
        self.members.get(&group).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a region says with whom it shares.
    pub fn is_stated(&self, region: usize) -> bool {
        self.stated.get(region).copied().unwrap_or(true)
    }
}
