//! What all regions report on one indicator, for scales, stand-ins and outliers that depend on it.

use super::line::{Raw, Reading};
use super::outliers::treated;
use super::weights::Weights;
use crate::base::number::Number;
use crate::check::{Assessment, Context};
use crate::standard::indicator::{Indicator, IndicatorSystem, Missing, Outliers, Peers as Among, Relative, Scale};
use crate::standard::registry::Region;
use crate::standard::trace::leaves;
use std::collections::BTreeMap;

/// What the points of a region depend on beyond its own values, by system.
#[derive(Debug, Default)]
pub struct Peers<'a>(BTreeMap<&'a str, Columns<'a>>);

/// The columns of all indicators whose points depend on more than the region's own value, and the weights that values decide; by
/// indicator.
#[derive(Debug, Default)]
struct Columns<'a> {
    columns: BTreeMap<&'a str, Column<'a>>,
    weights: Weights<'a>,
}

/// The values of one indicator.
#[derive(Debug, Default)]
pub struct Column<'a> {
    values: BTreeMap<&'a str, Number>,
    /// What stands in for an unknown value, by region: the value, and of how many others it is made.
    stand_ins: BTreeMap<&'a str, (Number, usize)>,
    /// Values before they were changed as outliers, by region.
    before: BTreeMap<&'a str, Number>,
    /// The values that a comparison goes over, by class, in rising order.
    classes: BTreeMap<&'a str, Vec<Number>>,
}

impl<'a> Column<'a> {
    /// The values that are put on the scale, by region.
    pub fn values(&self) -> &BTreeMap<&'a str, Number> {
        &self.values
    }

    /// The value that is put on the scale, where there is one.
    pub fn value(&self, region: &Region) -> Option<&Number> {
        self.values.get(region.code.as_str())
    }

    /// The value before it was changed as an outlier, where it was.
    pub fn before(&self, region: &Region) -> Option<&Number> {
        self.before.get(region.code.as_str())
    }

    /// Of how many others the value is made that stands in for an unknown one.
    pub fn stand_in(&self, region: &Region) -> Option<&(Number, usize)> {
        self.stand_ins.get(region.code.as_str())
    }

    /// The values with which the region's is compared, its own among them, in rising order.
    pub fn class(&self, relative: &Relative, region: &Region) -> &[Number] {
        self.classes.get(relative.among.class(region)).map_or(&[], Vec::as_slice)
    }
}

impl<'a> Peers<'a> {
    /// Measures in all regions of a round what the points of one of them depend on.
    #[must_use]
    pub fn of(assessment: &'a Assessment<'a>) -> Self {
        let systems = &assessment.standard.systems;
        let depend = |system: &IndicatorSystem| {
            leaves(&system.children).into_iter().any(depends)
                || !system.by_values().is_empty()
                || system.bonuses.iter().any(|bonus| bonus.scale.relative().is_some())
        };
        // Most standards compare nobody, and looking at every region takes long.
        if systems.iter().any(depend) { Self::among(systems, &Context::all(assessment)) } else { Self::default() }
    }

    /// The same, with the contexts of all regions at hand.
    #[must_use]
    pub fn among(systems: &'a [IndicatorSystem], contexts: &[Context<'a>]) -> Self {
        let columns = systems.iter().map(|system| {
            let weighted: Vec<&str> =
                system.by_values().iter().flat_map(|(_, leaves)| leaves.iter().map(|leaf| leaf.id.as_str())).collect();
            let looked_at = |leaf: &&Indicator| depends(leaf) || weighted.contains(&leaf.id.as_str());
            let indicators = leaves(&system.children).into_iter().filter(looked_at);
            let mut columns: BTreeMap<&str, Column<'a>> =
                indicators.map(|leaf| (leaf.id.as_str(), of_indicator(contexts, system, leaf))).collect();
            for bonus in &system.bonuses {
                if let Scale::Relative(relative) = &bonus.scale {
                    let mut column = measured(contexts, system, |reading, _| reading.measured(&bonus.measure));
                    column.classify(contexts, relative);
                    columns.insert(&bonus.id, column);
                }
            }
            let weights = Weights::of(system, &columns);
            (system.id.as_str(), Columns { columns, weights })
        });
        Self(columns.collect())
    }

    /// The column of a line, where its points depend on one.
    #[must_use]
    pub fn column(&self, system: &str, line: &str) -> Option<&Column<'a>> {
        self.0.get(system)?.columns.get(line)
    }

    /// The points of an indicator, where values decide them.
    #[must_use]
    pub fn points(&self, system: &str, line: &str) -> Option<&Number> {
        self.0.get(system)?.weights.points(line)
    }

    /// Whether values give no weights where they should decide them.
    #[must_use]
    pub fn lacks_weights(&self, system: &str) -> bool {
        self.0.get(system).is_some_and(|columns| columns.weights.are_lacking())
    }
}

/// Whether the points of an indicator depend on more than the region's own value.
fn depends(leaf: &Indicator) -> bool {
    leaf.scale.relative().is_some() || leaf.missing.is_imputed() || leaf.outliers.is_some()
}

fn of_indicator<'a>(contexts: &[Context<'a>], system: &'a IndicatorSystem, leaf: &'a Indicator) -> Column<'a> {
    let mut column =
        measured(
            contexts,
            system,
            |reading, region| {
                if leaf.binds.selects(region) { reading.raw(leaf) } else { Raw::Exempt }
            },
        );
    if leaf.missing.is_imputed() {
        column.impute(contexts, leaf.missing, &leaf.missing_among);
    } else {
        column.stand_ins.clear();
    }
    if let Some(outliers) = &leaf.outliers {
        column.treat(outliers);
    }
    if let Scale::Relative(relative) = &leaf.scale {
        column.classify(contexts, relative);
    }
    column
}

/// The known values; where one is unknown, a stand-in without a value.
fn measured<'a>(
    contexts: &[Context<'a>],
    system: &'a IndicatorSystem,
    read: impl Fn(&mut Reading<'_, 'a>, &Region) -> Raw,
) -> Column<'a> {
    let mut column = Column::default();
    for context in contexts.iter().filter(|context| system.binds.selects(context.region)) {
        match read(&mut Reading::new(context), context.region) {
            Raw::Number(value) => drop(column.values.insert(&context.region.code, value)),
            Raw::Unknown => drop(column.stand_ins.insert(&context.region.code, (Number::zero(), 0))),
            Raw::Boolean(_) | Raw::NotApplicable(_) | Raw::Exempt => {}
        }
    }
    column
}

impl<'a> Column<'a> {
    fn impute(&mut self, contexts: &[Context<'a>], missing: Missing, among: &Among) {
        let mut classes: BTreeMap<&str, Vec<Number>> = BTreeMap::new();
        for own in contexts {
            if let Some(value) = self.values.get(own.region.code.as_str()) {
                classes.entry(among.class(own.region)).or_default().push(value.clone());
            }
        }
        let missing = |values: &[Number]| if missing == Missing::Mean { mean(values) } else { median(values) };
        let middles: BTreeMap<&str, (Number, usize)> =
            classes.iter().filter_map(|(class, values)| Some((*class, (missing(values)?, values.len())))).collect();
        let open = std::mem::take(&mut self.stand_ins);
        for own in contexts {
            let code = own.region.code.as_str();
            if let (true, Some((value, of))) = (open.contains_key(code), middles.get(among.class(own.region))) {
                self.stand_ins.insert(code, (value.clone(), *of));
                self.values.insert(code, value.clone());
            }
        }
    }

    fn treat(&mut self, outliers: &Outliers) {
        let (codes, values): (Vec<&str>, Vec<Number>) =
            self.values.iter().map(|(code, value)| (*code, value.clone())).unzip();
        for ((code, before), after) in codes.into_iter().zip(values.iter()).zip(treated(&values, outliers)) {
            if *before != after {
                self.before.insert(code, before.clone());
                self.values.insert(code, after);
            }
        }
    }

    fn classify(&mut self, contexts: &[Context<'a>], relative: &'a Relative) {
        for own in contexts {
            if let Some(value) = self.values.get(own.region.code.as_str()) {
                self.classes.entry(relative.among.class(own.region)).or_default().push(value.clone());
            }
        }
        self.classes.values_mut().for_each(|values| values.sort());
    }
}

/// The mean; `None` of nothing.
pub fn mean(values: &[Number]) -> Option<Number> {
    let sum = values.iter().fold(Number::zero(), |sum, value| sum + value.clone());
    sum.checked_div(&Number::of_count(values.len()))
}

fn median(values: &[Number]) -> Option<Number> {
    let mut sorted: Vec<&Number> = values.iter().collect();
    sorted.sort();
    let half = sorted.len() / 2;
    let upper = *sorted.get(half)?;
    if sorted.len() % 2 == 1 {
        return Some(upper.clone());
    }
    let lower = *sorted.get(half.checked_sub(1)?)?;
    (lower.clone() + upper.clone()).checked_div(&Number::from(2))
}
