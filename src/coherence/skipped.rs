//! What is not looked at, and why.

/// The most lines that are put together again for one question: sums are enough for most systems, and others do without the answer
/// where a round is so large that it would take minutes.
pub const MOST_LINES: usize = 5_000_000;

/// Why a question is not answered for a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// The system puts nobody in order.
    Unranked,
    /// Fewer than three regions are ranked.
    TooFew,
    /// More than [`MOST_LINES`] lines would have to be put together again.
    TooMuch,
}

impl Skipped {
    /// The word in reports.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Unranked => "unranked",
            Self::TooFew => "too-few-ranked",
            Self::TooMuch => "too-much-work",
        }
    }

    /// Whether it is too much to change each of the indicators in each region, with what that costs there.
    pub(super) fn as_too_much(costs: impl Iterator<Item = usize>, indicators: usize) -> Option<Self> {
        let lines = costs.fold(0_usize, usize::saturating_add).saturating_mul(indicators);
        (lines > MOST_LINES).then_some(Self::TooMuch)
    }
}
