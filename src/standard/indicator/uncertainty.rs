//! What could have been decided otherwise in a system: how far weights may move, and alternatives beside its own choices.

use super::super::shape::{Child, LINE, Reading, Shape, Slot, Takes, Words, words_of};
use super::super::text::Text;
use super::Missing;
use super::aggregate::Aggregate;
use super::method::{Ranking, Ties};
use super::read::word;
use super::scale::Method;
use crate::base::number::Number;
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Entry, Span};
use crate::syntax::Node;

/// The fewest draws: of fewer, the outermost twentieth says nothing.
pub const MIN_DRAWS: u32 = 100;
/// The most draws.
pub const MAX_DRAWS: u32 = 100_000;

/// The `uncertainty` node.
pub static UNCERTAINTY: Shape = Shape {
    arguments: &[],
    properties: &[Slot::required("draws", Takes::Number), Slot::required("seed", Takes::Number)],
    children: &[Child::once("weights", &NOISE), Child::several("alternative", &ALTERNATIVE)],
    ..LINE
};

static NOISE: Shape =
    Shape { arguments: &[], properties: &[Slot::required("within", Takes::Number).in_second_sense()], ..LINE };

static ALTERNATIVE: Shape = Shape {
    arguments: &[
        Slot::required("choice", Takes::Text).of(Words::Fixed(&words_of(&CHOICES))),
        Slot::required("other", Takes::Text).of(Words::Fixed(&OTHERS)),
    ],
    ..LINE
};

/// What could have been decided otherwise in a system. Nothing of it is assumed: all is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Uncertainty {
    /// How often all is drawn anew: [`MIN_DRAWS`] to [`MAX_DRAWS`].
    pub draws: u32,
    /// From where the draws start: the same seed gives the same draws.
    pub seed: u64,
    /// By which part of itself the weight of each indicator may be greater or less, above 0 and up to 1; `None`: weights stay.
    pub within: Option<Number>,
    /// Other ways to put together, in place of the system's and of every group's that has one.
    pub aggregates: Vec<Mean>,
    /// Other policies for what is not reported, in place of every indicator's.
    pub missing: Vec<Missing>,
    /// Comparisons with those ranked together, in place of the scale of every indicator that measures a number.
    pub scales: Vec<Method>,
    /// Whether values far from all others may also stay as they are.
    pub without_outliers: bool,
    /// Where it is declared.
    pub span: Span,
}

/// A way to put together that needs nothing more than its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mean {
    /// The weighted mean.
    Arithmetic,
    /// The weighted geometric mean.
    Geometric,
    /// The weighted harmonic mean.
    Harmonic,
    /// The least.
    Minimum,
    /// The greatest.
    Maximum,
}

const MEANS: [(Mean, &str); 5] = [
    (Mean::Arithmetic, "arithmetic"),
    (Mean::Geometric, "geometric"),
    (Mean::Harmonic, "harmonic"),
    (Mean::Minimum, "minimum"),
    (Mean::Maximum, "maximum"),
];

#[derive(Clone, Copy)]
enum Choice {
    Aggregate,
    Missing,
    Scale,
    Outliers,
}

const CHOICES: [(Choice, &str); 4] = [
    (Choice::Aggregate, "aggregate"),
    (Choice::Missing, "missing"),
    (Choice::Scale, "scale"),
    (Choice::Outliers, "outliers"),
];

const METHODS: [(Method, &str); 4] =
    [(Method::MinMax, "min-max"), (Method::ZScore, "z-score"), (Method::Rank, "rank"), (Method::Best, "best")];

const TREATMENTS: [((), &str); 1] = [((), "none")];

/// All words of alternatives.
const OTHERS: [&str; MEANS.len() + Missing::ALL.len() + METHODS.len() + TREATMENTS.len()] = {
    let lists: [&[&str]; 4] =
        [&words_of(&MEANS), &words_of(&Missing::ALL), &words_of(&METHODS), &words_of(&TREATMENTS)];
    joined(lists)
};

const fn joined<const N: usize>(lists: [&[&'static str]; 4]) -> [&'static str; N] {
    let mut all = [""; N];
    let (mut list, mut at) = (0, 0);
    #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
    while list < lists.len() {
        let mut index = 0;
        while index < lists[list].len() {
            all[at] = lists[list][index];
            at += 1;
            index += 1;
        }
        list += 1;
    }
    all
}

impl Uncertainty {
    /// Reads the node of a system that ranks as it says.
    pub(super) fn read(
        system: &Reading<'_>,
        ranking: Option<&Ranking>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let reading = Reading::new(system.child("uncertainty")?, &UNCERTAINTY, diagnostics);
        let before = diagnostics.len();
        let number = |name: &str| reading.property_number(name);
        let at = |name: &str| reading.property(name).map_or(reading.span(), |argument| argument.span);
        let wrong = |entry: &'static Entry, name: &str, value: &Number| {
            Diagnostic::new(entry).with("value", value).at(at(name))
        };
        let (draws, seed) = (number("draws")?, number("seed")?);
        let whole = |number: &Number| number.to_i64().and_then(|whole| u64::try_from(whole).ok());
        let counted = whole(&draws).and_then(|draws| u32::try_from(draws).ok());
        let counted = counted.filter(|draws| (MIN_DRAWS..=MAX_DRAWS).contains(draws));
        if counted.is_none() {
            let range = wrong(&messages::DRAWS_RANGE, "draws", &draws);
            diagnostics.push(range.with("least", MIN_DRAWS).with("most", MAX_DRAWS));
        }
        if whole(&seed).is_none() {
            diagnostics.push(wrong(&messages::SEED_RANGE, "seed", &seed));
        }
        if system.child("ranking").is_none() {
            diagnostics.push(Diagnostic::new(&messages::UNCERTAIN_WITHOUT_RANKING).at(reading.span()));
        }
        if ranking.is_some_and(|ranking| ranking.ties == Ties::Average) {
            diagnostics.push(Diagnostic::new(&messages::UNCERTAIN_MEAN_PLACES).at(reading.span()));
        }
        if ranking.is_some_and(|ranking| !ranking.is_by_score()) {
            diagnostics.push(Diagnostic::new(&messages::COPELAND_ALONE).at(reading.span()));
        }
        let mut read = Self {
            draws: counted.unwrap_or(MIN_DRAWS),
            seed: whole(&seed).unwrap_or_default(),
            within: reading.child("weights").and_then(|child| noise(child, diagnostics)),
            aggregates: Vec::new(),
            missing: Vec::new(),
            scales: Vec::new(),
            without_outliers: false,
            span: reading.span(),
        };
        reading.children("alternative").for_each(|child| read.add(child, diagnostics));
        // What could not be read may have been the only thing.
        if diagnostics.len() == before && read.within.is_none() && read.levels() == [1; 4] {
            diagnostics.push(Diagnostic::new(&messages::NOTHING_UNCERTAIN).at(reading.span()));
        }
        (diagnostics.len() == before).then_some(read)
    }

    fn add(&mut self, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
        let reading = Reading::new(node, &ALTERNATIVE, diagnostics);
        let (choice, other) = (reading.text(0), reading.text(1));
        let Some(choice) = word(choice, &CHOICES, diagnostics) else { return };
        let is_new = match choice {
            Choice::Aggregate => added(&mut self.aggregates, other.clone(), &MEANS, diagnostics),
            Choice::Missing => added(&mut self.missing, other.clone(), &Missing::ALL, diagnostics),
            Choice::Scale => added(&mut self.scales, other.clone(), &METHODS, diagnostics),
            Choice::Outliers => word(other.clone(), &TREATMENTS, diagnostics)
                .is_none_or(|()| !std::mem::replace(&mut self.without_outliers, true)),
        };
        if let Some(other) = other.filter(|_| !is_new) {
            diagnostics.push(Diagnostic::new(&messages::ALTERNATIVE_TWICE).with("name", &other.value).at(other.span));
        }
    }

    /// How many ways there are of each choice, the system's own among them: putting together, what is not reported, scales,
    /// outliers.
    #[must_use]
    pub fn levels(&self) -> [usize; 4] {
        let others = [self.aggregates.len(), self.missing.len(), self.scales.len(), usize::from(self.without_outliers)];
        others.map(|others| others + 1)
    }
}

/// Adds what a word names; false where it is there already.
fn added<T: Copy + PartialEq>(
    list: &mut Vec<T>,
    text: Option<Text>,
    known: &[(T, &'static str)],
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let Some(other) = word(text, known, diagnostics) else { return true };
    let is_new = !list.contains(&other);
    list.extend(is_new.then_some(other));
    is_new
}

fn noise(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Number> {
    let reading = Reading::new(node, &NOISE, diagnostics);
    let within = reading.property_number("within")?;
    let is_part = within > Number::zero() && within <= Number::one();
    if !is_part {
        let place = reading.property("within").map_or(reading.span(), |argument| argument.span);
        diagnostics.push(Diagnostic::new(&messages::WITHIN_RANGE).with("value", &within).at(place));
    }
    is_part.then_some(within)
}

impl Mean {
    /// The same among all ways to put together.
    #[must_use]
    pub fn aggregate(self) -> Aggregate {
        match self {
            Self::Arithmetic => Aggregate::Arithmetic,
            Self::Geometric => Aggregate::Geometric,
            Self::Harmonic => Aggregate::Harmonic,
            Self::Minimum => Aggregate::Minimum,
            Self::Maximum => Aggregate::Maximum,
        }
    }

    /// The keyword.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        keyword(self, &MEANS)
    }
}

impl Method {
    /// The keyword.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        keyword(self, &METHODS)
    }
}

fn keyword<T: Copy + PartialEq>(value: T, known: &[(T, &'static str)]) -> &'static str {
    known.iter().find(|(other, _)| *other == value).map_or("", |(_, word)| word)
}
