//! Weights that nobody writes: derived from comparisons in pairs, or from the points of a panel.

use super::super::shape::{Child, LINE, Reading, Shape, Slot, Takes};
use super::super::text::Text;
use super::read::word;
use crate::base::number::Number;
use crate::base::weighting::judgement::{Comparison, ComparisonMatrix, Derivation, Judgement, RandomIndex};
use crate::base::weighting::panel::{Consensus, PanelError, allocate};
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Remark, Span};
use std::collections::BTreeMap;

/// The `compare` node: one item is so many times as important as another.
pub static COMPARE: Shape = Shape {
    arguments: &[
        Slot::required("first", Takes::Text),
        Slot::required("second", Takes::Text),
        Slot::required("times", Takes::Number),
    ],
    properties: &[],
    ..LINE
};

/// The `panel` node: one expert's points.
pub static PANEL: Shape = Shape { children: &[Child::several("give", &GIVE)], ..LINE };

static GIVE: Shape = Shape {
    arguments: &[Slot::required("name", Takes::Text), Slot::required("points", Takes::Number)],
    properties: &[],
    ..LINE
};

/// How comparisons become weights.
pub const DERIVATIONS: [(Derivation, &str); 3] = [
    (Derivation::Eigenvector, "eigenvector"),
    (Derivation::GeometricMean, "geometric-mean"),
    (Derivation::ColumnMean, "column-mean"),
];

/// With what the consistency of comparisons is compared.
pub const INDICES: [(RandomIndex, &str); 4] = [
    (RandomIndex::Saaty1980, "saaty-1980"),
    (RandomIndex::Saaty2004, "saaty-2004"),
    (RandomIndex::AlonsoLamata2006, "alonso-lamata-2006"),
    (RandomIndex::Hong2002, "hong-2002"),
];

/// How the points of a panel become one.
pub const CONSENSUSES: [(Consensus, &str); 2] = [(Consensus::Mean, "mean"), (Consensus::Median, "median")];

/// Comparisons of everything below a node.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Judged {
    derivation: Derivation,
    index: RandomIndex,
    tolerance: Number,
    comparisons: Vec<(Text, Text, Number)>,
    span: Span,
}

/// The points of experts for everything below a node.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Allotted {
    consensus: Consensus,
    total: Number,
    experts: Vec<(Text, Vec<(Text, Number)>)>,
    span: Span,
}

/// What has to be named, since its variants give other weights.
fn variant<T: Copy>(
    reading: &Reading<'_>,
    name: &str,
    known: &[(T, &'static str)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    let given = reading.property_text(name);
    if given.is_none() {
        let words: Vec<&str> = known.iter().map(|(_, word)| *word).collect();
        let needed = Diagnostic::new(&messages::VARIANT_NEEDED).with("name", name).with("known", words.join(", "));
        diagnostics.push(needed.at(reading.span()));
    }
    word(given, known, diagnostics)
}

impl Judged {
    pub(super) fn read(reading: &Reading<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let derivation = variant(reading, "derivation", &DERIVATIONS, diagnostics);
        let index = variant(reading, "index", &INDICES, diagnostics);
        let tenth = || Number::one().checked_div(&Number::from(10)).unwrap_or_default();
        let tolerance = reading.property_number("tolerance").unwrap_or_else(tenth);
        let comparisons = reading.children("compare").filter_map(|child| {
            let compared = Reading::new(child, &COMPARE, diagnostics);
            Some((compared.text(0)?, compared.text(1)?, compared.number(2)?))
        });
        let comparisons = comparisons.collect();
        Some(Self { derivation: derivation?, index: index?, tolerance, comparisons, span: reading.span() })
    }

    /// The weights of items, in order, with a sum of 1; `None` where they give none, which is reported.
    pub fn weights(&self, items: &[&str], diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Number>> {
        let limit = self.index.max_items();
        if items.len() > limit {
            let many = Diagnostic::new(&messages::TOO_MANY_COMPARED).with("limit", limit).with("count", items.len());
            diagnostics.push(many.at(self.span));
            return None;
        }
        let before = diagnostics.len();
        let comparisons = self.comparisons(items, diagnostics);
        if diagnostics.len() > before {
            return None;
        }
        let judgement =
            ComparisonMatrix::new(items.len(), &comparisons).ok()?.judge(self.derivation, self.index).ok()?;
        self.check_consistency(&judgement, items, diagnostics);
        Some(judgement.weights)
    }

    fn comparisons(&self, items: &[&str], diagnostics: &mut Vec<Diagnostic>) -> Vec<Comparison> {
        let mut known: BTreeMap<(usize, usize), Span> = BTreeMap::new();
        let mut comparisons = Vec::new();
        for (first, second, preference) in &self.comparisons {
            let places = (place(items, first, diagnostics), place(items, second, diagnostics));
            let (Some(one), Some(other)) = places else { continue };
            let named = |entry| Diagnostic::new(entry).with("first", &first.value).with("second", &second.value);
            let pair = (one.min(other), one.max(other));
            if let Some(before) = known.insert(pair, first.span).or((one == other).then_some(first.span)) {
                let twice = named(&messages::COMPARED_TWICE).at(first.span);
                diagnostics.push(twice.remark(before, Remark::DeclaredHere));
            } else if !is_on_scale(preference) {
                diagnostics.push(named(&messages::COMPARISON_SCALE).with("value", preference).at(first.span));
            }
            comparisons.push(Comparison { first: one, second: other, preference: preference.clone() });
        }
        // What is misspelt is missing, too; one message for one cause.
        if comparisons.len() == self.comparisons.len() {
            for (one, first) in items.iter().enumerate() {
                for (other, second) in items.iter().enumerate().skip(one + 1) {
                    if !known.contains_key(&(one, other)) {
                        let missing = Diagnostic::new(&messages::NOT_COMPARED).with("first", first);
                        diagnostics.push(missing.with("second", second).at(self.span));
                    }
                }
            }
        }
        comparisons
    }

    fn check_consistency(&self, judgement: &Judgement, items: &[&str], diagnostics: &mut Vec<Diagnostic>) {
        if *judgement.consistency_ratio.low() <= self.tolerance {
            return;
        }
        let Some(worst) = judgement.least_consistent() else { return };
        let name = |item: usize| items.get(item).copied().unwrap_or_default();
        let shown = |number: &Number| number.decimal(2, crate::base::number::Rounding::HalfEven);
        let place = self.comparisons.iter().find(|(first, second, _)| {
            let pair = [first.value.as_str(), second.value.as_str()];
            pair == [name(worst.first), name(worst.second)] || pair == [name(worst.second), name(worst.first)]
        });
        diagnostics.push(
            Diagnostic::new(&messages::INCONSISTENT)
                .with("ratio", judgement.consistency_ratio.low().decimal(3, crate::base::number::Rounding::HalfEven))
                .with("limit", &self.tolerance)
                .with("first", name(worst.first))
                .with("second", name(worst.second))
                .with("value", shown(&worst.given))
                .with("instead", shown(&worst.consistent))
                .at(place.map_or(self.span, |(first, _, _)| first.span)),
        );
    }
}

/// Whether a preference lies between 1/9 and 9.
fn is_on_scale(preference: &Number) -> bool {
    let nine = Number::from(9);
    *preference <= nine && preference.clone() * nine >= Number::one()
}

impl Allotted {
    pub(super) fn read(reading: &Reading<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let consensus = variant(reading, "consensus", &CONSENSUSES, diagnostics);
        let total = reading.property_number("total").unwrap_or_else(|| Number::from(100));
        let mut experts = Vec::new();
        for child in reading.children("panel") {
            let expert = Reading::new(child, &PANEL, diagnostics);
            let mut given = Vec::new();
            for child in expert.children("give") {
                let points = Reading::new(child, &GIVE, diagnostics);
                given.extend(points.text(0).zip(points.number(1)));
            }
            experts.extend(expert.text(0).map(|name| (name, given)));
        }
        Some(Self { consensus: consensus?, total, experts, span: reading.span() })
    }

    /// The weights of items, in order, with a sum of 1; `None` where they give none, which is reported.
    pub fn weights(&self, items: &[&str], diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Number>> {
        let before = diagnostics.len();
        let mut rows = Vec::new();
        for (_, given) in &self.experts {
            let mut row = vec![Number::zero(); items.len()];
            for (name, points) in given {
                if let Some(cell) = place(items, name, diagnostics).and_then(|item| row.get_mut(item)) {
                    *cell = cell.clone() + points.clone();
                }
            }
            rows.push(row);
        }
        if diagnostics.len() > before {
            return None;
        }
        match allocate(items.len(), &rows, &self.total, self.consensus) {
            Ok(weights) => return Some(weights),
            Err(PanelError::WrongTotal { .. }) => {
                let sums = rows.iter().map(|row| row.iter().cloned().sum::<Number>());
                for ((name, _), sum) in self.experts.iter().zip(sums).filter(|(_, sum)| *sum != self.total) {
                    let wrong = Diagnostic::new(&messages::PANEL_TOTAL).with("name", &name.value).with("sum", &sum);
                    diagnostics.push(wrong.with("total", &self.total).at(name.span));
                }
            }
            Err(_) => diagnostics.push(Diagnostic::new(&messages::NO_CONSENSUS).at(self.span)),
        }
        None
    }
}

/// Which of the items a name is; another one is reported.
fn place(items: &[&str], name: &Text, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
    let found = items.iter().position(|item| *item == name.value);
    if found.is_none() {
        let known = super::super::names::suggested(&name.value, items.iter().copied());
        let stranger = Diagnostic::new(&messages::WEIGHT_OF_NOBODY).with("name", &name.value).with("known", known);
        diagnostics.push(stranger.at(name.span));
    }
    found
}
