//! Regions that lie just below the edge of a step: a little more would earn them much, which invites a little rounding.

use crate::base::number::Number;
use crate::standard::indicator::Scale;

/// How near to an edge counts as just below it: within one fiftieth of the edge.
const NEAR: i64 = 50;
/// The fewest regions that are spoken of.
const FEWEST: usize = 3;

/// An edge with several regions just below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cliff {
    /// The value at which the step begins.
    pub edge: Number,
    /// How many regions lie just below it.
    pub regions: usize,
}

/// The edge just below which most of the values lie, where at least three do; the highest of several.
pub(super) fn of(scale: &Scale, values: &[Number]) -> Option<Cliff> {
    let Scale::Step(steps) = scale else { return None };
    let cliffs = steps.iter().map(|(edge, _)| {
        let width = edge.abs().checked_div(&Number::from(NEAR)).unwrap_or_else(Number::zero);
        let near = |value: &&Number| *value < edge && edge - *value <= width;
        Cliff { edge: edge.clone(), regions: values.iter().filter(near).count() }
    });
    let cliffs = cliffs.filter(|cliff| cliff.regions >= FEWEST);
    cliffs.max_by(|one, other| (one.regions, &one.edge).cmp(&(other.regions, &other.edge)))
}
