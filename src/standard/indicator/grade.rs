//! Grades (等次): the least score for each, and how many regions may have it.

use super::super::shape::{Reading, Shape, Slot, Takes, Words, words_of};
use super::super::text::Label;
use super::method::Ranking;
use super::read::word;
use crate::base::number::{Number, Rounding};
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Entry, Span};

/// The `grade` node.
pub(super) static GRADE: Shape = Shape {
    arguments: &[Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[
        Slot::optional("en", Takes::Text),
        Slot::required("at", Takes::Number),
        Slot::optional("share", Takes::Number).in_second_sense(),
        Slot::optional("counting", Takes::Text).of(Words::Fixed(&words_of(&BASES))),
        Slot::optional("rounding", Takes::Text).of(Words::Fixed(&words_of(&WHOLES))),
        Slot::optional("most", Takes::Number),
        Slot::optional("ties", Takes::Text).of(Words::Fixed(&words_of(&EDGES))),
    ],
    open: false,
    children: &[],
};

/// A grade.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Grade {
    /// Its title.
    pub title: Label,
    /// The least published score for it.
    pub at: Number,
    /// How many may have it, where not all may who reach the score.
    pub quota: Option<Quota>,
}

/// How many of those that are ranked together may have a grade, those with a better one among them. Counted so, what is left free
/// above is there for the next grade, and a better score can never cost a grade.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quota {
    /// How many.
    pub most: Most,
    /// What equal regions get of whom only some would fit.
    pub edge: Edge,
}

/// How many regions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Most {
    /// So many.
    Count(usize),
    /// A share of them.
    Share {
        /// The share, above 0 and below 1.
        share: Number,
        /// Of whom.
        base: Base,
        /// How it becomes a number of regions.
        whole: Whole,
    },
}

impl Most {
    /// The number of regions, where so many have a score of so many that are to be scored.
    #[must_use]
    pub fn regions(&self, scored: usize, bound: usize) -> usize {
        match self {
            Self::Count(count) => *count,
            Self::Share { share, base, whole } => {
                let base = match base {
                    Base::Scored => scored,
                    Base::Bound => bound,
                };
                whole.of(&(share * &Number::of_count(base)))
            }
        }
    }
}

/// Of whom a quota is a share, among those that are ranked together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Base {
    /// Those that have a score.
    Scored,
    /// All that the system scores, with a score or without.
    Bound,
}

const BASES: [(Base, &str); 2] = [(Base::Scored, "scored"), (Base::Bound, "bound")];

/// How a share of regions becomes a number of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whole {
    /// The whole ones in it (去尾法).
    Down,
    /// Any part of one is one (进一法).
    Up,
    /// The nearest number; of a half, the greater one (四舍五入).
    HalfUp,
    /// The nearest number; of a half, the even one.
    HalfEven,
}

const WHOLES: [(Whole, &str); 4] =
    [(Whole::Down, "truncate"), (Whole::Up, "round-up"), (Whole::HalfUp, "half-up"), (Whole::HalfEven, "half-even")];

impl Whole {
    /// The whole number of a number that is not below zero.
    fn of(self, number: &Number) -> usize {
        let near = match self {
            Self::HalfEven => number.rounded(0, Rounding::HalfEven),
            Self::Down | Self::Up | Self::HalfUp => number.rounded(0, Rounding::HalfUp),
        };
        let one = Number::one();
        let whole = match self {
            Self::Down if near > *number => near - one,
            Self::Up if near < *number => near + one,
            Self::Down | Self::Up | Self::HalfUp | Self::HalfEven => near,
        };
        whole.to_i64().and_then(|whole| usize::try_from(whole).ok()).unwrap_or(0)
    }
}

/// What equal regions get where only some of them would fit into a quota (并列跨线).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// All of them have the grade, and more than the quota do.
    Included,
    /// None of them has it, and fewer than the quota do.
    Excluded,
}

const EDGES: [(Edge, &str); 2] = [(Edge::Included, "included"), (Edge::Excluded, "excluded")];

/// Reads the grades of a system, and says where their quotas cannot be kept or contradict each other.
pub(super) fn read(system: &Reading<'_>, ranking: Option<&Ranking>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Grade> {
    let mut grades: Vec<(Grade, Span)> = Vec::new();
    let mut is_limited = None;
    for child in system.children("grade") {
        let reading = Reading::new(child, &GRADE, diagnostics);
        let (title, at) = (reading.label(0), reading.property_number("at"));
        let has_quota = QUOTA.iter().any(|name| reading.property(name).is_some());
        is_limited = has_quota.then_some(reading.span());
        let quota = if has_quota { Quota::read(&reading, diagnostics) } else { None };
        if let (true, None) = (has_quota, system.child("ranking")) {
            diagnostics.push(Diagnostic::new(&messages::QUOTA_WITHOUT_RANKING).at(reading.span()));
        }
        let is_copeland = ranking.is_some_and(|ranking| !ranking.is_by_score());
        if has_quota && is_copeland {
            diagnostics.push(Diagnostic::new(&messages::COPELAND_ALONE).at(reading.span()));
        }
        let (Some(title), Some(at)) = (title, at) else { continue };
        grades.push((Grade { title, at, quota: quota.filter(|_| ranking.is_some()) }, reading.span()));
    }
    if let Some(lowest) = is_limited {
        diagnostics.push(Diagnostic::new(&messages::QUOTA_OF_LOWEST).at(lowest));
    }
    for pair in grades.windows(2) {
        let [(above, _), (below, span)] = pair else { continue };
        if let (Some(above), Some(below)) = (&above.quota, &below.quota)
            && below.most.is_less(&above.most)
        {
            diagnostics.push(Diagnostic::new(&messages::QUOTA_ORDER).at(*span));
        }
    }
    grades.into_iter().map(|(grade, _)| grade).collect()
}

/// The properties that make a quota.
const QUOTA: [&str; 5] = ["share", "counting", "rounding", "most", "ties"];

impl Quota {
    fn read(reading: &Reading<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let base = word(reading.property_text("counting"), &BASES, diagnostics);
        let whole = word(reading.property_text("rounding"), &WHOLES, diagnostics);
        let edge = word(reading.property_text("ties"), &EDGES, diagnostics);
        let has = |name: &str| reading.property(name).is_some();
        let is_said = match (has("share"), has("most")) {
            (true, false) => has("counting") && has("rounding"),
            (false, true) => !has("counting") && !has("rounding"),
            (true, true) | (false, false) => false,
        };
        if !is_said || !has("ties") {
            diagnostics.push(Diagnostic::new(&messages::QUOTA).at(reading.span()));
            return None;
        }
        let out_of_range = |entry: &'static Entry, name: &str, value: &Number| {
            let place = reading.property(name).map_or(reading.span(), |argument| argument.span);
            Diagnostic::new(entry).with("property", name).with("value", value).at(place)
        };
        let most = if let Some(count) = reading.property_number("most") {
            let whole = count.to_i64().and_then(|count| usize::try_from(count).ok()).filter(|count| *count > 0);
            if whole.is_none() {
                diagnostics.push(out_of_range(&messages::QUOTA_RANGE, "most", &count));
            }
            Most::Count(whole?)
        } else {
            let share = reading.property_number("share")?;
            if share <= Number::zero() || share >= Number::one() {
                diagnostics.push(out_of_range(&messages::QUOTA_RANGE, "share", &share));
                return None;
            }
            Most::Share { share, base: base?, whole: whole? }
        };
        Some(Self { most, edge: edge? })
    }
}

impl Most {
    /// Whether it is less than another in every round, so that nobody is left for a grade.
    fn is_less(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Count(own), Self::Count(other)) => own < other,
            (Self::Share { share: own, base: one, .. }, Self::Share { share: other, base: another, .. }) => {
                one == another && own < other
            }
            (Self::Count(_), Self::Share { .. }) | (Self::Share { .. }, Self::Count(_)) => false,
        }
    }
}

/// Whether grades fall from the best to the worst: their scores, or, at the same score, the number of regions that may have them.
#[must_use]
pub fn fall(grades: &[Grade]) -> bool {
    grades.is_sorted_by(|above, below| above.at > below.at || above.at == below.at && above.quota.is_some())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::{Base, Most, Whole};
    use crate::base::number::Number;

    #[test]
    fn a_share_becomes_a_number_of_regions() {
        let regions = |share: &str, whole: Whole, of: usize| {
            Most::Share { share: Number::parse(share).unwrap(), base: Base::Scored, whole }.regions(of, 99)
        };
        let all = |share: &str, of: usize| {
            [Whole::Down, Whole::Up, Whole::HalfUp, Whole::HalfEven].map(|whole| regions(share, whole, of))
        };
        // 2.2, 2.5, 2.75, 3, and 0.25 of a region.
        assert_eq!(all("0.2", 11), [2, 3, 2, 2]);
        assert_eq!(all("0.25", 10), [2, 3, 3, 2]);
        assert_eq!(all("0.25", 11), [2, 3, 3, 3]);
        assert_eq!(all("0.3", 10), [3, 3, 3, 3]);
        assert_eq!(all("0.25", 1), [0, 1, 0, 0]);
        let share = Number::parse("0.25").unwrap();
        assert_eq!(Most::Share { share, base: Base::Bound, whole: Whole::Down }.regions(10, 12), 3);
        assert_eq!(Most::Count(4).regions(2, 3), 4);
    }
}
