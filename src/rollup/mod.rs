//! A round → what superiors are told of it: who handed in, what the figures come to, how far the duties are carried out.
//!
//! Everything is held against the registry and along its lines of reporting (`reports_to`), not against what arrived.

pub mod delivery;
pub mod duty;
mod identity;
mod sharing;
mod total;

pub use delivery::{Deliveries, Delivery, Status};
pub use duty::{DutyProgress, PlanProgress, Progress, Standing};
pub use identity::{Agreement, Identity};
pub use total::{Contribution, Given, Total};

use crate::check::{Assessment, Context};
use crate::diagnostic::Diagnostic;
use crate::standard::registry::Region;
use crate::standard::summary::{Figure, Summary};
use std::collections::{BTreeMap, BTreeSet};
use total::Column;

/// A round, rolled up.
#[derive(Debug, Clone)]
pub struct RollUp<'a> {
    /// Who handed in.
    pub deliveries: Deliveries<'a>,
    /// Every region to which others report, in the order of the registry.
    pub superiors: Vec<Superior<'a>>,
    /// How far plans are carried out.
    pub plans: Vec<PlanProgress<'a>>,
}

/// What a region is told of those that report to it.
#[derive(Debug, Clone)]
pub struct Superior<'a> {
    /// The region.
    pub region: &'a Region,
    /// The region itself and those that report to it, directly or through others, in the order of the registry.
    pub bundle: Vec<&'a Region>,
    /// Its summaries, in the order of the standard.
    pub summaries: Vec<SummaryTotals<'a>>,
}

impl Superior<'_> {
    /// The codes of its bundle.
    #[must_use]
    pub fn codes(&self) -> BTreeSet<&str> {
        self.bundle.iter().map(|region| region.code.as_str()).collect()
    }
}

/// A summary for one superior.
#[derive(Debug, Clone)]
pub struct SummaryTotals<'a> {
    /// The summary.
    pub summary: &'a Summary,
    /// What its figures come to, in order.
    pub totals: Vec<Total<'a>>,
}

impl<'a> RollUp<'a> {
    /// Rolls a round up.
    pub fn of(assessment: &'a Assessment<'a>, deliveries: Deliveries<'a>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let contexts = contexts(assessment);
        let bundles = bundles(&contexts);
        let mut superiors: BTreeMap<usize, Superior<'a>> = BTreeMap::new();
        for (number, bundle) in bundles.iter().enumerate() {
            if let (Some(context), true) = (contexts.get(number), bundle.len() > 1) {
                let bundle = bundle.iter().filter_map(|below| contexts.get(*below)).map(|below| below.region);
                let superior = Superior { region: context.region, bundle: bundle.collect(), summaries: Vec::new() };
                superiors.insert(number, superior);
            }
        }
        for summary in &assessment.standard.summaries {
            let mut columns: Vec<Column<'a>> = summary
                .figures
                .iter()
                .map(|figure| Column::of(assessment.standard, &summary.id, figure, &contexts, diagnostics))
                .collect();
            for (number, superior) in &mut superiors {
                let Some(context) = contexts.get(*number) else { continue };
                let numbers = numbers(summary, context, bundles.get(*number), &contexts);
                if numbers.is_empty() {
                    continue;
                }
                let totals = columns.iter_mut().map(|column| column.total(&contexts, context, &numbers, diagnostics));
                superior.summaries.push(SummaryTotals { summary, totals: totals.collect() });
            }
        }
        let plans = PlanProgress::all(assessment, &contexts);
        Self { deliveries, superiors: superiors.into_values().collect(), plans }
    }

    /// The entry of a superior.
    #[must_use]
    pub fn superior(&self, code: &str) -> Option<&Superior<'a>> {
        self.superiors.iter().find(|superior| superior.region.code == code)
    }

    /// The figures that do not agree with a superior's own: problems of that superior.
    pub fn disagreements(&self) -> impl Iterator<Item = (&Superior<'a>, &Total<'a>)> {
        let differing = |total: &&Total<'a>| total.identity.as_ref().is_some_and(|own| own.state.is_problem());
        self.superiors.iter().flat_map(move |superior| {
            let totals = superior.summaries.iter().flat_map(|summary| &summary.totals);
            totals.filter(differing).map(move |total| (superior, total))
        })
    }
}

/// One figure of a summary for one superior, as in the authors' tests; `None` where the superior does not get it.
pub fn total<'a>(
    assessment: &'a Assessment<'a>,
    (summary, figure): (&'a Summary, &'a Figure),
    superior: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Total<'a>> {
    let contexts = contexts(assessment);
    let bundles = bundles(&contexts);
    let number = contexts.iter().position(|context| context.region.code == superior)?;
    let context = contexts.get(number)?;
    let numbers = numbers(summary, context, bundles.get(number), &contexts);
    let mut column = Column::of(assessment.standard, &summary.id, figure, &contexts, diagnostics);
    (!numbers.is_empty()).then(|| column.total(&contexts, context, &numbers, diagnostics))
}

fn contexts<'a>(assessment: &'a Assessment<'a>) -> Vec<Context<'a>> {
    assessment.regions.iter().map(|own| Context::new(assessment, own)).collect()
}

/// For each region the numbers of itself and of those that report to it, in order.
fn bundles(contexts: &[Context<'_>]) -> Vec<Vec<usize>> {
    let numbers: BTreeMap<&str, usize> =
        contexts.iter().enumerate().map(|(number, context)| (context.region.code.as_str(), number)).collect();
    let mut bundles: Vec<Vec<usize>> = vec![Vec::new(); contexts.len()];
    for (number, context) in contexts.iter().enumerate() {
        let superiors = context.assessment.standard.registry.superiors(&context.region.code);
        let line = superiors.iter().filter_map(|superior| numbers.get(superior.code.as_str()).copied());
        for member in std::iter::once(number).chain(line) {
            if let Some(bundle) = bundles.get_mut(member) {
                bundle.push(number);
            }
        }
    }
    bundles
}

/// The numbers of the regions that a summary for this superior goes over; none where it does not get it.
fn numbers(
    summary: &Summary,
    superior: &Context<'_>,
    bundle: Option<&Vec<usize>>,
    contexts: &[Context<'_>],
) -> Vec<usize> {
    if !summary.binds.selects(superior.region) {
        return Vec::new();
    }
    let is_of = |number: &&usize| contexts.get(**number).is_some_and(|context| summary.of.selects(context.region));
    bundle.into_iter().flatten().filter(is_of).copied().collect()
}
