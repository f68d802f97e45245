//! The best and the worst of all regions, where closeness to them is what counts.

use crate::base::number::Number;
use crate::base::real::Real;
use crate::standard::indicator::{Ideal, Topsis};
use crate::standard::registry::Region;
use std::collections::BTreeMap;

/// What one region has of what an ideal is made of.
pub struct Sought<'a> {
    /// The id of the node that is put together by closeness; that of the system for the whole.
    pub node: &'a str,
    /// What its ideal is.
    pub topsis: &'a Topsis,
    /// The shares that are put together there, with the ids of the indicators and groups.
    pub shares: Vec<(&'a str, Real)>,
}

/// The worst and the best share of every indicator and group that an observed ideal is made of; by node, class of the regions that
/// are compared, and child.
#[derive(Debug, Default)]
pub struct Ideals<'a>(BTreeMap<(&'a str, &'a str, &'a str), (Real, Real)>);

impl<'a> Ideals<'a> {
    /// Those of what all regions have.
    pub fn of(regions: impl IntoIterator<Item = (&'a Region, Vec<Sought<'a>>)>) -> Self {
        let mut ends: BTreeMap<_, (Real, Real)> = BTreeMap::new();
        for (region, sought) in regions {
            for Sought { node, topsis, shares } in sought {
                for (child, share) in shares {
                    let key = (node, topsis.among.class(region), child);
                    let (worst, best) = ends.remove(&key).unwrap_or_else(|| (share.clone(), share.clone()));
                    ends.insert(key, (worst.min(share.clone()), best.max(share)));
                }
            }
        }
        Self(ends)
    }

    /// The worst and the best share of a child, for a region; `None` where nobody has one.
    pub fn ends(&self, node: &str, topsis: &Topsis, child: &str, region: &Region) -> Option<(Real, Real)> {
        match topsis.ideal {
            Ideal::Absolute => Some((Real::from(Number::zero()), Real::from(Number::one()))),
            Ideal::Observed => self.0.get(&(node, topsis.among.class(region), child)).cloned(),
        }
    }
}
