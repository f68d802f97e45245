//! How the shares of children make that of their parent.

use super::super::shape::{LINE, Reading, Shape, Slot, Takes, Words, words_of};
use super::peers::Peers;
use super::read::word;
use super::{Branch, Group};
use crate::base::number::Number;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::declaration as messages;
use crate::syntax::Node;

/// The `aggregate` node.
pub static AGGREGATE: Shape = Shape {
    arguments: &[Slot::required("text", Takes::Text).of(Words::Fixed(&words_of(&WORDS)))],
    properties: &[
        Slot::optional("exponent", Takes::Number),
        Slot::optional("penalty", Takes::Number),
        Slot::optional("ideal", Takes::Text).of(Words::Fixed(&words_of(&IDEALS))),
        Slot::optional("among", Takes::Text).of(Words::Fixed(&Peers::WORDS)),
    ],
    ..LINE
};

/// The largest exponent of a power mean: roots and powers beyond it take long and say no more than the extremes do.
const MAX_EXPONENT: i64 = 20;

/// How the shares of children make that of their parent, each with its weight.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Aggregate {
    /// Σ wx ÷ Σ w.
    Arithmetic,
    /// (Π x^w)^(1 ÷ Σ w): a zero makes the whole zero.
    Geometric,
    /// Σ w ÷ Σ (w ÷ x): a zero makes the whole zero.
    Harmonic,
    /// The least (短板): weights only say what counts at all.
    Minimum,
    /// The greatest: weights only say what counts at all.
    Maximum,
    /// (Σ wx^p ÷ Σ w)^(1 ÷ p), p not zero and within ±20; where p is below zero, a zero makes the whole zero.
    Power(Number),
    /// The weighted mean less a penalty for what is uneven; nothing below zero, unless a share is.
    Imbalance(Imbalance),
    /// How close it comes to the ideal: d⁻ ÷ (d⁺ + d⁻), with the weighted Euclidean distances from the ideal and from its opposite
    /// (Hwang & Yoon 1981). Weights are shares of their sum.
    Topsis(Topsis),
}

/// A penalty for what is uneven. S is the standard deviation of the weighted shares around their weighted mean M, of all there are and
/// not of a sample: S² = Σ w(x − M)² ÷ Σ w.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Imbalance {
    /// M − λ·S, with a λ above zero.
    Deviation(Number),
    /// M − S²/M, the standard deviation times the coefficient of variation (Mazziotta & Pareto 2016), of shares that are not below
    /// zero.
    Variation,
}

impl Imbalance {
    /// Whether a greater share can make less of the whole: that with the weight `weight`, of weights that sum to `sum`.
    ///
    /// By M − λ·S it is where a share can lie more than S ÷ λ above M, which is at most √((Σw − w) ÷ w)·S; by M − S²/M, where it has
    /// less than half of the weight.
    #[must_use]
    pub fn may_fall(&self, weight: &Number, sum: &Number) -> bool {
        let others = sum - weight;
        match self {
            Self::Deviation(factor) => factor * factor * others > *weight,
            Self::Variation => others > *weight,
        }
    }
}

/// Closeness to an ideal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Topsis {
    /// Which ideal.
    pub ideal: Ideal,
    /// Whose best and worst an observed ideal is made of.
    pub among: Peers,
}

/// What every child would have in the ideal, and in its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ideal {
    /// The best share among the peers, and the worst.
    Observed,
    /// All, and nothing.
    Absolute,
}

#[derive(Clone, Copy)]
enum Word {
    Arithmetic,
    Geometric,
    Harmonic,
    Minimum,
    Maximum,
    Power,
    Deviation,
    Variation,
    Topsis,
}

const WORDS: [(Word, &str); 9] = [
    (Word::Arithmetic, "arithmetic"),
    (Word::Geometric, "geometric"),
    (Word::Harmonic, "harmonic"),
    (Word::Minimum, "minimum"),
    (Word::Maximum, "maximum"),
    (Word::Power, "power"),
    (Word::Deviation, "mean-less-deviation"),
    (Word::Variation, "mazziotta-pareto"),
    (Word::Topsis, "topsis"),
];

const IDEALS: [(Ideal, &str); 2] = [(Ideal::Observed, "observed"), (Ideal::Absolute, "absolute")];

impl Aggregate {
    /// Reads an `aggregate` node.
    pub(super) fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &AGGREGATE, diagnostics);
        let exponent = reading.property_number("exponent");
        let ideal = word(reading.property_text("ideal"), &IDEALS, diagnostics);
        let among = reading.property_text("among").map_or(Peers::All, |word| Peers::of(&word));
        let incomplete = |entry| Diagnostic::new(entry).at(reading.span());
        Some(match word(reading.text(0), &WORDS, diagnostics)? {
            Word::Arithmetic => Self::Arithmetic,
            Word::Geometric => Self::Geometric,
            Word::Harmonic => Self::Harmonic,
            Word::Minimum => Self::Minimum,
            Word::Maximum => Self::Maximum,
            Word::Power => {
                let limit = Number::from(MAX_EXPONENT);
                let fits = |power: &Number| !power.is_zero() && *power <= limit && *power >= -limit.clone();
                let exponent = exponent.filter(fits);
                if exponent.is_none() {
                    diagnostics.push(incomplete(&messages::POWER_MEAN));
                }
                Self::Power(exponent?)
            }
            Word::Deviation => {
                let factor = reading.property_number("penalty").filter(|factor| *factor > Number::zero());
                if factor.is_none() {
                    diagnostics.push(incomplete(&messages::IMBALANCE));
                }
                Self::Imbalance(Imbalance::Deviation(factor?))
            }
            Word::Variation => Self::Imbalance(Imbalance::Variation),
            Word::Topsis => {
                if ideal.is_none() && reading.property_text("ideal").is_none() {
                    diagnostics.push(incomplete(&messages::TOPSIS));
                }
                Self::Topsis(Topsis { ideal: ideal?, among })
            }
        })
    }

    /// The closeness to an ideal, where it is that.
    #[must_use]
    pub fn topsis(&self) -> Option<&Topsis> {
        match self {
            Self::Topsis(topsis) => Some(topsis),
            _ => None,
        }
    }

    /// The penalty for what is uneven, where there is one.
    #[must_use]
    pub fn imbalance(&self) -> Option<&Imbalance> {
        match self {
            Self::Imbalance(imbalance) => Some(imbalance),
            _ => None,
        }
    }

    /// Whether regions are compared with others by it.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        self.topsis().is_some_and(|topsis| topsis.ideal == Ideal::Observed)
    }
}

/// The groups among branches and everything below them that have an aggregation, with it.
// The tree is as deep as the front end lets blocks nest, which bounds this recursion.
pub(super) fn aggregated<E>(children: &[Branch<E>]) -> Vec<(&Group<E>, &Aggregate)> {
    let groups = children.iter().filter_map(|child| match child {
        Branch::Group(group) => Some(&**group),
        Branch::Indicator(_) => None,
    });
    let with_own = groups.flat_map(|group| {
        let own = group.aggregate.as_ref().map(|aggregate| (group, aggregate));
        own.into_iter().chain(aggregated(&group.children))
    });
    with_own.collect()
}

/// Reports groups below one that is put together by closeness to an ideal which are so, too: their ideals would depend on each
/// other.
pub(super) fn check_nesting<E>(above: Option<&Aggregate>, children: &[Branch<E>], diagnostics: &mut Vec<Diagnostic>) {
    if above.and_then(Aggregate::topsis).is_none() {
        return;
    }
    for (group, _) in aggregated(children).into_iter().filter(|(_, aggregate)| aggregate.topsis().is_some()) {
        diagnostics.push(Diagnostic::new(&messages::TOPSIS).at(group.span));
    }
}
