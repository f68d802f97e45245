//! A system that decides something otherwise, for the shares that its indicators then have.

use crate::standard::indicator::{
    Aggregate, Branch, Indicator, IndicatorSystem, Method, Missing, Peers, Relative, Scale, Uncertainty,
};

/// What is decided otherwise; `None` and `false` leave what the standard says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Otherwise {
    missing: Option<Missing>,
    scale: Option<Method>,
    without_outliers: bool,
}

impl Otherwise {
    /// All that shares may come of: policies slowest, outliers fastest, and the standard's own first.
    pub(super) fn all(uncertainty: &Uncertainty) -> Vec<Self> {
        let policies = || std::iter::once(None).chain(uncertainty.missing.iter().copied().map(Some));
        let scales = || std::iter::once(None).chain(uncertainty.scales.iter().copied().map(Some));
        let treatments = || std::iter::once(false).chain(uncertainty.without_outliers.then_some(true));
        let pairs = policies().flat_map(|missing| scales().map(move |scale| (missing, scale)));
        let all = pairs.flat_map(|(missing, scale)| {
            treatments().map(move |without_outliers| Self { missing, scale, without_outliers })
        });
        all.collect()
    }

    /// The system in which the shares of indicators are those, and in which nothing is rounded or irrational that shares do not
    /// depend on.
    pub(super) fn system(self, system: &IndicatorSystem) -> IndicatorSystem {
        let mut other = system.clone();
        other.aggregate = Aggregate::Arithmetic;
        let among = system.ranking.as_ref().map_or(Peers::All, |ranking| ranking.among.clone());
        self.change(&mut other.children, &among);
        other
    }

    // The tree is as deep as the front end lets blocks nest.
    fn change(self, children: &mut [Branch], among: &Peers) {
        for child in children {
            match child {
                Branch::Group(group) => {
                    group.aggregate = group.aggregate.take().map(|_| Aggregate::Arithmetic);
                    group.digits = None;
                    self.change(&mut group.children, among);
                }
                Branch::Indicator(leaf) => self.change_indicator(leaf, among),
            }
        }
    }

    fn change_indicator(self, leaf: &mut Indicator, among: &Peers) {
        if let Some(missing) = self.missing {
            // Who stands in is the standard's to say where it says it.
            if missing.is_imputed() && !leaf.missing.is_imputed() {
                leaf.missing_among = among.clone();
            }
            leaf.missing = missing;
        }
        if self.without_outliers {
            leaf.outliers = None;
        }
        if let Some((method, prefers_less)) = self.scale.zip(prefers_less(&leaf.scale)) {
            let share = |number: i64| crate::base::number::Number::from(number);
            leaf.scale =
                Scale::Relative(Relative { method, prefers_less, among: among.clone(), from: share(0), to: share(1) });
        }
    }
}

/// Whether less earns more; `None` where a scale is no comparison of numbers, or where neither more nor less does throughout.
fn prefers_less(scale: &Scale) -> Option<bool> {
    let goes_one_way = match scale {
        Scale::Pass => false,
        // Values fall from one point to the next.
        Scale::Anchors(points) | Scale::Step(points) => {
            let shares = || points.iter().map(|(_, share)| share);
            let differ = shares().min() < shares().max();
            // Below the lowest step there is nothing.
            let falls_off =
                matches!(scale, Scale::Step(_)) && shares().next_back().is_some_and(|share| !share.is_zero());
            let falls = shares().is_sorted_by(|above, below| above >= below);
            let rises = shares().is_sorted();
            falls && (differ || falls_off) || rises && differ && !falls_off
        }
        _ => true,
    };
    goes_one_way.then(|| scale.prefers_less())
}
