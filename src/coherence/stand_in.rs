//! What stands in for the value of a region that does not report it: the mean or the middle of the others.

use crate::base::number::Number;
use crate::score::Scorecard;
use crate::standard::indicator::{Indicator, Missing};
use crate::standard::registry::Region;
use std::collections::BTreeMap;

/// The values of an indicator by class, so that each can be taken out at once.
pub(super) struct StandIns<'l> {
    leaf: &'l Indicator,
    classes: BTreeMap<String, Class>,
}

#[derive(Default)]
struct Class {
    /// In rising order.
    values: Vec<Number>,
    sum: Number,
}

impl<'l> StandIns<'l> {
    /// Those of one line of all cards.
    pub fn of(leaf: &'l Indicator, line: usize, cards: &[&Scorecard<'_>]) -> Self {
        let mut classes: BTreeMap<String, Class> = BTreeMap::new();
        for card in cards {
            let Some(value) = card.lines.get(line).and_then(|line| line.measured()) else { continue };
            let class = classes.entry(leaf.missing_among.class(card.region()).to_owned()).or_default();
            class.sum = class.sum.clone() + value.clone();
            class.values.push(value);
        }
        classes.values_mut().for_each(|class| class.values.sort());
        Self { leaf, classes }
    }

    /// What stands in for a value of a region; `None` where there are no others.
    pub fn without(&self, region: &Region, value: &Number) -> Option<Number> {
        let class = self.classes.get(self.leaf.missing_among.class(region))?;
        if self.leaf.missing == Missing::Median { class.median_without(value) } else { class.mean_without(value) }
    }
}

impl Class {
    fn mean_without(&self, value: &Number) -> Option<Number> {
        let others = i64::try_from(self.values.len()).ok()?.checked_sub(1)?;
        (self.sum.clone() - value.clone()).checked_div(&Number::from(others))
    }

    fn median_without(&self, value: &Number) -> Option<Number> {
        let own = self.values.binary_search(value).ok()?;
        let others = self.values.len().checked_sub(1).filter(|others| *others > 0)?;
        let at = |place: usize| self.values.get(if place < own { place } else { place + 1 });
        let upper = at(others / 2)?;
        if others % 2 == 1 {
            return Some(upper.clone());
        }
        let lower = at((others / 2).checked_sub(1)?)?;
        (lower + upper).checked_div(&Number::from(2))
    }
}
