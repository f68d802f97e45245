//! How a system makes one figure of many: weights, outliers, ranks.

use super::super::shape::{Child, LINE, Reading, Shape, Slot, Takes, Words, words_of};
use super::super::text::Text;
use super::derived::{Allotted, COMPARE, CONSENSUSES, DERIVATIONS, INDICES, Judged, PANEL};
use super::objective::{Objective, SCALINGS};
use super::peers::Peers;
use super::read::word;
use crate::base::number::Number;
use crate::base::weighting::dispersion::Dispersion;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::declaration as messages;
use crate::syntax::Node;

/// The `weights` node.
pub static WEIGHTS: Shape = Shape {
    arguments: &[Slot::required("text", Takes::Text).of(Words::Fixed(&words_of(&WEIGHTINGS)))],
    properties: &[
        Slot::optional("derivation", Takes::Text).of(Words::Fixed(&words_of(&DERIVATIONS))),
        Slot::optional("index", Takes::Text).of(Words::Fixed(&words_of(&INDICES))),
        Slot::optional("tolerance", Takes::Number),
        Slot::optional("consensus", Takes::Text).of(Words::Fixed(&words_of(&CONSENSUSES))),
        Slot::optional("total", Takes::Number),
        Slot::optional("scaling", Takes::Text).of(Words::Fixed(&words_of(&SCALINGS))),
        Slot::optional("shift", Takes::Number),
        Slot::optional("round", Takes::Number),
    ],
    children: &[Child::several("compare", &COMPARE), Child::several("panel", &PANEL)],
    ..LINE
};

/// The `outliers` node.
pub static OUTLIERS: Shape = Shape {
    arguments: &[Slot::required("text", Takes::Text).of(Words::Fixed(&words_of(&TREATMENTS)))],
    properties: &[
        Slot::optional("most", Takes::Number),
        Slot::optional("skewness", Takes::Number),
        Slot::optional("kurtosis", Takes::Number),
        Slot::optional("from", Takes::Number),
        Slot::optional("to", Takes::Number),
    ],
    ..LINE
};

/// The `ranking` node.
pub static RANKING: Shape = Shape {
    arguments: &[Slot::required("text", Takes::Text).of(Words::Fixed(&words_of(&STAGES)))],
    properties: &[
        Slot::optional("equal-pairs", Takes::Text).of(Words::Fixed(&words_of(&DRAWS))),
        Slot::optional("ties", Takes::Text).of(Words::Fixed(&words_of(&TIES))),
        Slot::optional("among", Takes::Text).of(Words::Fixed(&Peers::WORDS)),
    ],
    children: &[Child::several("then", &THEN)],
    ..LINE
};

static THEN: Shape = Shape { arguments: &[Slot::required("id", Takes::Text)], properties: &[], ..LINE };

/// What the weights of children are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Weighting {
    /// Points; those of children make up their parent's exactly.
    Points,
    /// Ratios to each other; together they make up their parent's points.
    Ratio,
    /// None is written; all are equal.
    Equal,
    /// None is written; they are derived from comparisons in pairs (层次分析法).
    Judged(Box<Judged>),
    /// None is written; they are what a panel of experts makes of them.
    Allotted(Box<Allotted>),
    /// None is written; the values of a round decide. Until there are values, all are equal.
    Objective(Objective),
}

impl Weighting {
    pub(super) fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &WEIGHTS, diagnostics);
        Some(match word(reading.text(0), &WEIGHTINGS, diagnostics)? {
            WeightingWord::Points => Self::Points,
            WeightingWord::Ratio => Self::Ratio,
            WeightingWord::Equal => Self::Equal,
            WeightingWord::Judged => Self::Judged(Box::new(Judged::read(&reading, diagnostics)?)),
            WeightingWord::Entropy => Self::Objective(Objective::entropy(&reading, diagnostics)?),
            WeightingWord::Dispersion(dispersion) => {
                Self::Objective(Objective::dispersion(dispersion, &reading, diagnostics)?)
            }
            WeightingWord::Allotted => Self::Allotted(Box::new(Allotted::read(&reading, diagnostics)?)),
        })
    }

    /// Whether every child has a weight of its own in writing.
    pub(super) fn is_written(&self) -> bool {
        matches!(self, Self::Points | Self::Ratio)
    }

    /// What holds below: judgements are about one group only.
    pub(super) fn below(&self) -> Self {
        match self {
            Self::Judged(_) | Self::Allotted(_) | Self::Objective(_) => Self::Ratio,
            known => known.clone(),
        }
    }
}

#[derive(Clone, Copy)]
enum WeightingWord {
    Points,
    Ratio,
    Equal,
    Judged,
    Allotted,
    Entropy,
    Dispersion(Dispersion),
}

const WEIGHTINGS: [(WeightingWord, &str); 8] = [
    (WeightingWord::Points, "points"),
    (WeightingWord::Ratio, "ratio"),
    (WeightingWord::Equal, "equal"),
    (WeightingWord::Judged, "pairwise"),
    (WeightingWord::Allotted, "panel"),
    (WeightingWord::Entropy, "entropy"),
    (WeightingWord::Dispersion(Dispersion::StandardDeviation), "standard-deviation"),
    (WeightingWord::Dispersion(Dispersion::Critic), "critic"),
];

/// What is done to values that lie far from all others, before they are put on a scale.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Outliers {
    /// While the values are skewed, the outermost one on the longer side takes the value of its neighbour.
    Winsorise {
        /// The most values that are changed.
        most: usize,
        /// The absolute skewness from which values count as skewed …
        skewness: Number,
        /// … where their excess kurtosis is also as large as this.
        kurtosis: Number,
    },
    /// Values outside are moved to the nearest end.
    Clamp {
        /// The least value.
        from: Number,
        /// The greatest value.
        to: Number,
    },
}

impl Outliers {
    pub(super) fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &OUTLIERS, diagnostics);
        let number = |name: &str| reading.property_number(name);
        let (most, skewness, kurtosis) = (number("most"), number("skewness"), number("kurtosis"));
        let read = match word(reading.text(0), &TREATMENTS, diagnostics)? {
            Treatment::Winsorise => {
                let most = most.and_then(|most| most.to_i64()).and_then(|most| usize::try_from(most).ok());
                let both = skewness.zip(kurtosis);
                most.zip(both).map(|(most, (skewness, kurtosis))| Self::Winsorise { most, skewness, kurtosis })
            }
            Treatment::Clamp => {
                let ends = number("from").zip(number("to")).filter(|(from, to)| from < to);
                ends.map(|(from, to)| Self::Clamp { from, to })
            }
        };
        if read.is_none() {
            diagnostics.push(Diagnostic::new(&messages::OUTLIERS).at(reading.span()));
        }
        read
    }
}

#[derive(Clone, Copy)]
enum Treatment {
    Winsorise,
    Clamp,
}

const TREATMENTS: [(Treatment, &str); 2] = [(Treatment::Winsorise, "winsorise"), (Treatment::Clamp, "clamp")];

/// How regions are put in order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ranking {
    /// By which scores.
    pub stage: Stage,
    /// What equal scores get.
    pub ties: Ties,
    /// Who is ranked together.
    pub among: Peers,
    /// The indicators and groups by whose shares equal scores are put in order, the first one first.
    pub then: Vec<Text>,
}

/// By what regions are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The published scores, which are rounded.
    Published,
    /// The exact scores.
    Exact,
    /// How they fare against each other, one by one (Copeland): of two, the one is ahead that is better in indicators with more points.
    Copeland(Draw),
}

/// What a pair counts as, for either of the two, in which none is ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Draw {
    /// Half of one that is won, which puts all in the same order as pairs won less pairs lost.
    Half,
    /// Nothing.
    Zero,
}

const DRAWS: [(Draw, &str); 2] = [(Draw::Half, "half"), (Draw::Zero, "zero")];

#[derive(Clone, Copy)]
enum StageWord {
    Published,
    Exact,
    Copeland,
}

const STAGES: [(StageWord, &str); 3] =
    [(StageWord::Published, "published"), (StageWord::Exact, "exact"), (StageWord::Copeland, "copeland")];

/// Which places equal scores get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ties {
    /// All the best of theirs, and the next one keeps its own: 1, 2, 2, 4 (并列).
    Lowest,
    /// All the best of theirs, and the next one follows: 1, 2, 2, 3.
    Dense,
    /// The mean of theirs, and the next one keeps its own: 1, 2.5, 2.5, 4.
    Average,
}

const TIES: [(Ties, &str); 3] = [(Ties::Lowest, "lowest"), (Ties::Dense, "dense"), (Ties::Average, "average")];

impl Ranking {
    /// Whether scores decide places.
    #[must_use]
    pub fn is_by_score(&self) -> bool {
        match self.stage {
            Stage::Published | Stage::Exact => true,
            Stage::Copeland(_) => false,
        }
    }

    pub(super) fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &RANKING, diagnostics);
        let stage = word(reading.text(0), &STAGES, diagnostics);
        let ties = word(reading.property_text("ties"), &TIES, diagnostics).unwrap_or(Ties::Lowest);
        let among = reading.property_text("among").map_or(Peers::All, |word| Peers::of(&word));
        let then =
            reading.children("then").filter_map(|child| Reading::new(child, &THEN, diagnostics).text(0)).collect();
        let draw = word(reading.property_text("equal-pairs"), &DRAWS, diagnostics);
        let is_copeland = matches!(stage, Some(StageWord::Copeland));
        if stage.is_some() && is_copeland != reading.property("equal-pairs").is_some() {
            diagnostics.push(Diagnostic::new(&messages::COPELAND).at(reading.span()));
        }
        let stage = match stage? {
            StageWord::Published => Stage::Published,
            StageWord::Exact => Stage::Exact,
            StageWord::Copeland => Stage::Copeland(draw?),
        };
        Some(Self { stage, ties, among, then })
    }
}
