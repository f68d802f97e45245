//! Scales: from a measured value to a share of the points.

use super::super::shape::{Child, LINE, Reading, Shape, Slot, Takes, Words, words_of};
use super::peers::Peers;
use super::read::word;
use crate::base::number::Number;
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::syntax::Node;

/// The `scale` node.
pub static SCALE: Shape = Shape {
    arguments: &[Slot::required("kind", Takes::Text).of(Words::Fixed(&words_of(&KINDS)))],
    rest: None,
    properties: &[
        Slot::optional("from", Takes::Number),
        Slot::optional("to", Takes::Number),
        Slot::optional("base", Takes::Number),
        Slot::optional("each", Takes::Number),
        Slot::optional("prefer", Takes::Text).of(Words::Fixed(&words_of(&PREFERENCES))),
        Slot::optional("among", Takes::Text).of(Words::Fixed(&Peers::WORDS)),
    ],
    open: false,
    children: &[Child::several("at", &AT)],
};

static AT: Shape = Shape {
    arguments: &[Slot::required("value", Takes::Number)],
    properties: &[Slot::required("share", Takes::Number)],
    ..LINE
};

/// From a measured value to a share of the points: between 0 and 1, but for standard scores.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scale {
    /// 0 at `from`, 1 at `to`, a straight line between, flat outside; `from` above `to` means that less is better.
    Linear {
        /// The value that earns nothing.
        from: Number,
        /// The value that earns all.
        to: Number,
    },
    /// The same for the logarithm of the value, so that equal ratios earn equal shares. Both ends are above 0; what is not earns
    /// what the end next to it earns.
    Logarithmic {
        /// The value that earns nothing.
        from: Number,
        /// The value that earns all.
        to: Number,
    },
    /// `base` at `from`, 1 at `to`, a straight line through both, within 0 and 1: what falls short of `from` earns less than `base`
    /// (功效系数法).
    Efficacy {
        /// The value that is just permissible (不允许值).
        from: Number,
        /// The value that satisfies (满意值).
        to: Number,
        /// The share of the value that is just permissible, above 0 and below 1.
        base: Number,
    },
    /// All, less so many points for each unit of the value, down to nothing (倒扣).
    Deduct {
        /// The points off for each unit.
        each: Number,
    },
    /// Straight lines between points (values strictly falling), flat outside.
    Anchors(Vec<(Number, Number)>),
    /// The share of the highest step that the value reaches (values strictly falling); below the lowest step nothing.
    Step(Vec<(Number, Number)>),
    /// A condition: all or nothing.
    Pass,
    /// A comparison with the peers.
    Relative(Relative),
}

/// A scale whose ends are what the peers report.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Relative {
    /// How they are compared.
    pub method: Method,
    /// Whether less is better.
    pub prefers_less: bool,
    /// Who is compared.
    pub among: Peers,
    /// The share of the worst of the peers; for standard scores, that of the mean.
    pub from: Number,
    /// The share of the best of the peers; for standard scores, that of one standard deviation above the mean.
    pub to: Number,
}

/// How a region is compared with its peers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// (value − least) ÷ (most − least) (极差法).
    MinMax,
    /// (value − mean) ÷ standard deviation of the sample (标准分).
    ZScore,
    /// By place: the first of n has the share of the best, the last that of the worst, ties the middle of theirs.
    Rank,
    /// value ÷ the best; for less is better, the best ÷ value.
    Best,
    /// The part of the peers that are worse, with half of those that are equal, itself among them (百分位).
    Percentile,
    /// value ÷ √Σ value², the sum over the peers; for less is better, 1 less that (向量规范化). Values are not below zero.
    Vector,
}

impl Scale {
    /// Whether its shares lie between 0 and 1.
    #[must_use]
    pub fn is_bounded(&self) -> bool {
        !matches!(self, Self::Relative(Relative { method: Method::ZScore, .. }))
    }

    /// The comparison with peers, where it is one.
    #[must_use]
    pub fn relative(&self) -> Option<&Relative> {
        match self {
            Self::Relative(relative) => Some(relative),
            _ => None,
        }
    }

    /// Whether smaller values earn more.
    #[must_use]
    pub fn prefers_less(&self) -> bool {
        match self {
            Self::Linear { from, to } | Self::Logarithmic { from, to } | Self::Efficacy { from, to, .. } => from > to,
            Self::Deduct { .. } => true,
            Self::Anchors(points) | Self::Step(points) => {
                points.first().map(|(_, share)| share) < points.last().map(|(_, share)| share)
            }
            Self::Pass => false,
            Self::Relative(relative) => relative.prefers_less,
        }
    }

    /// Reads a `scale` node.
    pub(super) fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &SCALE, diagnostics);
        let ends = (reading.property_number("from"), reading.property_number("to"));
        let kind = word(reading.text(0), &KINDS, diagnostics)?;
        let prefers_less = word(reading.property_text("prefer"), &PREFERENCES, diagnostics);
        let among = reading.property_text("among").map(|word| Peers::of(&word));
        let steps = |diagnostics: &mut Vec<Diagnostic>| {
            let steps: Vec<Step> = reading.children("at").filter_map(|child| Step::read(child, diagnostics)).collect();
            if let Some(place) = wrong_step(&steps, reading.span()) {
                diagnostics.push(Diagnostic::new(&messages::STEP_SCALE).at(place));
                return None;
            }
            Some(steps.into_iter().map(|step| (step.at, step.share)).collect())
        };
        match kind {
            Kind::Pass => Some(Self::Pass),
            Kind::Linear | Kind::Logarithmic => {
                let is_log = matches!(kind, Kind::Logarithmic);
                let is_end = |number: &Number| !is_log || *number > Number::zero();
                match ends {
                    (Some(from), Some(to)) if from != to && is_end(&from) && is_end(&to) => {
                        Some(if is_log { Self::Logarithmic { from, to } } else { Self::Linear { from, to } })
                    }
                    _ => {
                        let entry = if is_log { &messages::LOGARITHMIC_SCALE } else { &messages::LINEAR_SCALE };
                        diagnostics.push(Diagnostic::new(entry).at(reading.span()));
                        None
                    }
                }
            }
            Kind::Efficacy => {
                let base = reading.property_number("base");
                let base = base.filter(|base| *base > Number::zero() && *base < Number::one());
                match (ends, base) {
                    ((Some(from), Some(to)), Some(base)) if from != to => Some(Self::Efficacy { from, to, base }),
                    _ => {
                        diagnostics.push(Diagnostic::new(&messages::EFFICACY_SCALE).at(reading.span()));
                        None
                    }
                }
            }
            Kind::Deduct => {
                let each = reading.property_number("each").filter(|each| *each > Number::zero());
                if each.is_none() {
                    diagnostics.push(Diagnostic::new(&messages::DEDUCT_SCALE).at(reading.span()));
                }
                Some(Self::Deduct { each: each? })
            }
            Kind::Step => Some(Self::Step(steps(diagnostics)?)),
            Kind::Anchors => Some(Self::Anchors(steps(diagnostics)?)),
            Kind::Relative(method) => {
                let from = ends.0.unwrap_or_else(Number::zero);
                let to = ends.1.unwrap_or_else(Number::one);
                let is_share = |share: &Number| *share >= Number::zero() && *share <= Number::one();
                let is_free = method == Method::ZScore;
                if from >= to || !(is_free || is_share(&from) && is_share(&to)) {
                    diagnostics.push(Diagnostic::new(&messages::RELATIVE_SCALE).at(reading.span()));
                    return None;
                }
                let among = among.unwrap_or(Peers::All);
                Some(Self::Relative(Relative { method, prefers_less: prefers_less.unwrap_or(false), among, from, to }))
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Linear,
    Logarithmic,
    Efficacy,
    Deduct,
    Anchors,
    Step,
    Pass,
    Relative(Method),
}

const KINDS: [(Kind, &str); 13] = [
    (Kind::Linear, "linear"),
    (Kind::Logarithmic, "logarithmic"),
    (Kind::Efficacy, "efficacy"),
    (Kind::Deduct, "deduct"),
    (Kind::Anchors, "anchors"),
    (Kind::Step, "step"),
    (Kind::Pass, "pass"),
    (Kind::Relative(Method::MinMax), "min-max"),
    (Kind::Relative(Method::ZScore), "z-score"),
    (Kind::Relative(Method::Rank), "rank"),
    (Kind::Relative(Method::Best), "best"),
    (Kind::Relative(Method::Percentile), "percentile"),
    (Kind::Relative(Method::Vector), "vector"),
];

const PREFERENCES: [(bool, &str); 2] = [(false, "more"), (true, "less")];

/// A point of a scale, with its place and that of its share.
struct Step {
    at: Number,
    share: Number,
    span: Span,
    share_span: Span,
}

impl Step {
    fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &AT, diagnostics);
        let share_span = reading.property("share")?.span;
        Some(Self { at: reading.number(0)?, share: reading.property_number("share")?, span: node.span, share_span })
    }
}

/// Where points make no scale: the first share that is none, or the first two values that do not fall; `whole` where there
/// are none.
fn wrong_step(steps: &[Step], whole: Span) -> Option<Span> {
    if steps.is_empty() {
        return Some(whole);
    }
    let is_share = |share: &Number| *share >= Number::zero() && *share <= Number::one();
    let outside = steps.iter().find(|step| !is_share(&step.share)).map(|step| step.share_span);
    let rising = steps.windows(2).filter_map(|pair| match pair {
        [above, below] if above.at <= below.at => Some(Span { end: below.span.end, ..above.span }),
        _ => None,
    });
    outside.into_iter().chain(rising).min()
}
