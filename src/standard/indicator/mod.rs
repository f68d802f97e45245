//! Indicator systems: what is measured, on which scale, with what weight, how it is put together, and what happens when it is not
//! reported.
//!
//! | file | holds |
//! | --- | --- |
//! | `shapes`, `read` | the nodes of the language, and what is read from them |
//! | `scale`, `peers` | from values to shares of points, by themselves or by comparison |
//! | `sample` | how many were asked |
//! | `weights`, `derived`, `objective` | whose points are whose, as they are written, derived, or decided by values |
//! | `matrix` | what the topics of a system have in common |
//! | `aggregate` | how the children of a node make one figure |
//! | `method` | weights, outliers, ranks |
//! | `grade` | the least scores of grades, and how many may have them |
//! | `uncertainty` | what could have been decided otherwise |

mod aggregate;
mod derived;
mod grade;
mod matrix;
mod method;
mod objective;
mod peers;
mod read;
mod sample;
mod scale;
mod shapes;
mod uncertainty;
mod weights;

use aggregate::aggregated;
pub use aggregate::{Aggregate, Ideal, Imbalance, Topsis};
pub use derived::{Allotted, Judged};
pub(in crate::standard) use grade::fall;
pub use grade::{Base, Edge, Grade, Most, Quota, Whole};
pub use matrix::Matrix;
pub use method::{Draw, Outliers, Ranking, Stage, Ties, Weighting};
pub use objective::{Objective, Spread};
pub use peers::Peers;
pub use sample::Sample;
pub use scale::{Method, Relative, Scale};
pub use shapes::SYSTEM;
pub use uncertainty::{MAX_DRAWS, MIN_DRAWS, Mean, Uncertainty};

use super::selector::Selector;
use super::text::{Label, Text};
use crate::base::number::{Number, Rounding};
use crate::diagnostic::Span;
use crate::expr::Expression;

/// A system that scores regions.
#[derive(Debug, Clone, Hash)]
pub struct IndicatorSystem<E = Expression> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// Full marks.
    pub total: Number,
    /// Digits to which a published score is rounded; rounding happens there and nowhere else.
    pub digits: u32,
    /// How it is rounded.
    pub rounding: Rounding,
    /// The least share of weight that has to be known for a score to have a value.
    pub min_coverage: Number,
    /// How far bonuses and deductions go.
    pub limits: Limits,
    /// What the weights of its children are.
    pub weighting: Weighting,
    /// Whom it scores.
    pub binds: Selector,
    /// How the children make the whole.
    pub aggregate: Aggregate,
    /// How regions are put in order.
    pub ranking: Option<Ranking>,
    /// What its topics have in common.
    pub matrix: Option<Matrix>,
    /// What could have been decided otherwise, where it is said.
    pub uncertainty: Option<Uncertainty>,
    /// The tree of groups and indicators.
    pub children: Vec<Branch<E>>,
    /// What is added.
    pub bonuses: Vec<Bonus<E>>,
    /// What is taken off.
    pub deductions: Vec<Deduction<E>>,
    /// What makes a region unscored, or bounds its score or grade.
    pub vetoes: Vec<Veto<E>>,
    /// Grades, best first.
    pub grades: Vec<Grade>,
    /// Notes on it.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

impl<E> IndicatorSystem<E> {
    /// The nodes that have an aggregation of their own, and the whole: id and aggregation.
    #[must_use]
    pub fn aggregates(&self) -> Vec<(&str, &Aggregate)> {
        let groups = aggregated(&self.children).into_iter().map(|(group, aggregate)| (group.id.as_str(), aggregate));
        std::iter::once((self.id.as_str(), &self.aggregate)).chain(groups).collect()
    }

    /// The nodes whose children have weights that values decide, with those children.
    #[must_use]
    pub fn by_values(&self) -> Vec<(&Objective, Vec<&Indicator<E>>)> {
        by_values(&self.weighting, &self.children)
    }

    /// Whether bonuses, deductions or scores end at limits.
    #[must_use]
    pub fn has_limits(&self) -> bool {
        self.limits != Limits::default() || self.vetoes.iter().any(|veto| veto.effect != Effect::Unscored)
    }

    /// Whether only so many regions may have some grade.
    #[must_use]
    pub fn has_quotas(&self) -> bool {
        self.grades.iter().any(|grade| grade.quota.is_some())
    }

    /// Whether regions are compared with the best and the worst of all.
    #[must_use]
    pub fn seeks_ideal(&self) -> bool {
        self.aggregates().into_iter().any(|(_, aggregate)| aggregate.is_relative())
    }
}

// The tree is as deep as the front end lets blocks nest.
fn by_values<'s, E>(
    weighting: &'s Weighting,
    children: &'s [Branch<E>],
) -> Vec<(&'s Objective, Vec<&'s Indicator<E>>)> {
    if let Weighting::Objective(objective) = weighting {
        let leaves = children.iter().filter_map(|child| match child {
            Branch::Indicator(leaf) => Some(&**leaf),
            Branch::Group(_) => None,
        });
        return vec![(objective, leaves.collect())];
    }
    let below = children.iter().map(|child| match child {
        Branch::Group(group) => by_values(&group.weighting, &group.children),
        Branch::Indicator(_) => Vec::new(),
    });
    below.flatten().collect()
}

/// The ids of all groups and indicators, with the places where they are declared.
// The tree is as deep as the front end lets blocks nest.
#[must_use]
pub fn ids<E>(branches: &[Branch<E>]) -> Vec<(&str, Span)> {
    let all = branches.iter().flat_map(|branch| match branch {
        Branch::Group(group) => std::iter::once((group.id.as_str(), group.span)).chain(ids(&group.children)).collect(),
        Branch::Indicator(leaf) => vec![(leaf.id.as_str(), leaf.span)],
    });
    all.collect()
}

/// A node of the tree.
#[derive(Debug, Clone, Hash)]
pub enum Branch<E = Expression> {
    /// A group of further nodes.
    Group(Box<Group<E>>),
    /// A leaf.
    Indicator(Box<Indicator<E>>),
}

impl<E> Branch<E> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Group(group) => &group.id,
            Self::Indicator(indicator) => &indicator.id,
        }
    }

    /// Its weight in points.
    #[must_use]
    pub fn weight(&self) -> &Number {
        match self {
            Self::Group(group) => &group.weight,
            Self::Indicator(indicator) => &indicator.weight,
        }
    }
}

/// A group of indicators.
#[derive(Debug, Clone, Hash)]
pub struct Group<E = Expression> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// Its points; the sum of its children's.
    pub weight: Number,
    /// Its weight as it was written.
    pub given: Option<Number>,
    /// What the weights of its children are.
    pub weighting: Weighting,
    /// How its children make its share; `None`: they stand for themselves in what it stands in.
    pub aggregate: Option<Aggregate>,
    /// Digits to which its value, out of the total, is rounded before it counts.
    pub digits: Option<u32>,
    /// What it holds.
    pub children: Vec<Branch<E>>,
    /// The column of the matrix that it belongs to.
    pub column: Option<Text>,
    /// Notes on it.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

/// One indicator.
#[derive(Debug, Clone, Hash)]
pub struct Indicator<E = Expression> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// Its full points.
    pub weight: Number,
    /// Its weight as it was written.
    pub given: Option<Number>,
    /// Digits to which its value, out of the total, is rounded before it counts.
    pub digits: Option<u32>,
    /// What is measured.
    pub measure: E,
    /// The sample that it is the measure of.
    pub sample: Option<Sample<E>>,
    /// What is done to values far from all others.
    pub outliers: Option<Outliers>,
    /// From the measured value to a share of the points.
    pub scale: Scale,
    /// What counts where the value is unknown.
    pub missing: Missing,
    /// The regions whose values stand in for an unknown one, where they do.
    pub missing_among: Peers,
    /// Where it leaves the denominator.
    pub not_applicable: Option<E>,
    /// The column of the matrix that it belongs to.
    pub column: Option<Text>,
    /// Whom it measures.
    pub binds: Selector,
    /// The clauses it serves.
    pub clauses: Vec<Text>,
    /// Notes on it.
    pub notes: Vec<Label>,
    /// Where it is declared.
    pub span: Span,
}

impl<E> Indicator<E> {
    /// All that is asked of the facts: the measure, its exception, its sample.
    pub fn expressions(&self) -> impl Iterator<Item = &E> {
        let sample = self.sample.iter().flat_map(|sample| std::iter::once(&sample.size).chain(&sample.deviation));
        std::iter::once(&self.measure).chain(&self.not_applicable).chain(sample)
    }
}

/// Points on top.
#[derive(Debug, Clone, Hash)]
pub struct Bonus<E = Expression> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// The most it can add.
    pub max: Number,
    /// What is measured.
    pub measure: E,
    /// From the measured value to a share of `max`.
    pub scale: Scale,
    /// The clauses it serves.
    pub clauses: Vec<Text>,
    /// Where it is declared.
    pub span: Span,
}

/// Points off.
#[derive(Debug, Clone, Hash)]
pub struct Deduction<E = Expression> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// The most it can take off.
    pub max: Number,
    /// Points off for each unit of the measure.
    pub per: Number,
    /// What is counted.
    pub measure: E,
    /// The clauses it serves.
    pub clauses: Vec<Text>,
    /// Where it is declared.
    pub span: Span,
}

/// How far bonuses and deductions go, in points; none is below zero.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Limits {
    /// The most that all bonuses add together.
    pub bonus: Option<Number>,
    /// The most that all deductions take off together.
    pub deduction: Option<Number>,
    /// The most that the score comes to, bonuses included.
    pub ceiling: Option<Number>,
}

/// What a veto (一票否决) does where it strikes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Effect {
    /// There is no score.
    Unscored,
    /// The score is at most so many points, the grade at best this one.
    Capped {
        /// Points.
        points: Option<Number>,
        /// The title of a grade, in Chinese.
        grade: Option<Text>,
    },
}

/// What makes a region unscored, or bounds its score or grade.
#[derive(Debug, Clone, Hash)]
pub struct Veto<E = Expression> {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// When it strikes.
    pub when: E,
    /// What it does then.
    pub effect: Effect,
    /// The clauses it serves.
    pub clauses: Vec<Text>,
    /// Where it is declared.
    pub span: Span,
}

/// What an unknown value counts as in a score; its bounds stay 0 and the full points under every policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// Nothing.
    Zero,
    /// The indicator leaves the denominator.
    LeaveOut,
    /// The region gets no score.
    Hold,
    /// The mean of the peers.
    Mean,
    /// The middle value of the peers.
    Median,
}

impl Missing {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Zero, "zero"),
        (Self::LeaveOut, "leave-out"),
        (Self::Hold, "hold"),
        (Self::Mean, "mean"),
        (Self::Median, "median"),
    ];

    /// Whether the peers' values stand in for it.
    #[must_use]
    pub fn is_imputed(self) -> bool {
        matches!(self, Self::Mean | Self::Median)
    }

    /// The keyword.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        Self::ALL.iter().find(|(missing, _)| *missing == self).map_or("zero", |(_, word)| word)
    }
}

/// A system as it was declared.
pub type SystemDeclaration = IndicatorSystem<Text>;
