//! What all regions decide for each of them, beyond the points of its lines.

use super::ideal::Ideals;

/// What the cards of a system have in common.
#[derive(Debug)]
pub struct Shared<'a> {
    /// The best and the worst, where closeness to them counts.
    pub ideals: Ideals<'a>,
    /// Whether values give no weights where they should decide them.
    pub lacks_weights: bool,
}
