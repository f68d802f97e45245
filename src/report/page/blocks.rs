//! The regions by superior: each that has others below it, with those directly below it.

use crate::report::RegionReport;
use crate::report::Round;
use crate::standard::registry::Region;
use std::collections::BTreeMap;

/// The columns of the registry that place a block on the map.
const PLACE: [&str; 2] = ["tile-row", "tile-column"];

/// A superior and the regions below it that have none below them.
#[derive(Debug)]
pub(super) struct Block<'r> {
    /// The superior; `None` for those that have none.
    pub head: Option<&'r Region>,
    /// The superior itself and those below it, in the order of the registry.
    pub members: Vec<&'r RegionReport<'r>>,
}

impl Block<'_> {
    /// What it is called.
    pub fn name<'b>(&'b self, round: &Round<'_>) -> &'b str {
        self.head.map_or(round.pick("其他地区", "other regions"), |head| &head.name)
    }

    /// Its place on the map, where the registry gives one.
    pub fn place(&self) -> Option<(usize, usize)> {
        let [row, column] = PLACE.map(|name| self.head?.attribute(name)?.parse().ok());
        row.zip(column)
    }
}

/// The blocks, in the order in which the registry names one of theirs first.
pub(super) fn of<'r>(round: &Round<'r>) -> Vec<Block<'r>> {
    let by_code: BTreeMap<&str, &Region> =
        round.regions.iter().map(|report| (report.region.code.as_str(), report.region)).collect();
    let parents: std::collections::BTreeSet<&str> =
        round.regions.iter().map(|report| report.region.parent.as_str()).collect();
    let mut blocks: Vec<Block<'r>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for report in round.regions {
        let region = report.region;
        let head = if parents.contains(region.code.as_str()) {
            Some(region)
        } else {
            by_code.get(region.parent.as_str()).copied()
        };
        let at = *known.entry(head.map_or("", |head| &head.code)).or_insert_with(|| {
            blocks.push(Block { head, members: Vec::new() });
            blocks.len() - 1
        });
        if let Some(block) = blocks.get_mut(at) {
            block.members.push(report);
        }
    }
    blocks
}
