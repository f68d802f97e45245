//! How the parts of the page name each other.

use crate::base::markup::Markup;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::report::Round;
use std::collections::BTreeMap;

/// The numbers by which anchors name rules, clauses and regions: short, and safe whatever their ids are.
#[derive(Debug)]
pub(super) struct Numbers<'r> {
    rules: BTreeMap<&'r str, usize>,
    clauses: BTreeMap<&'r str, usize>,
    regions: BTreeMap<&'r str, usize>,
}

impl<'r> Numbers<'r> {
    pub fn of(round: &Round<'r>) -> Self {
        let standard = round.assessment.standard;
        let numbered = |ids: Vec<&'r str>| ids.into_iter().enumerate().map(|(number, id)| (id, number)).collect();
        Self {
            rules: numbered(standard.rules.iter().map(|rule| rule.id.as_str()).collect()),
            clauses: numbered(standard.clauses().map(|(_, clause)| clause.id.as_str()).collect()),
            regions: numbered(round.regions.iter().map(|report| report.region.code.as_str()).collect()),
        }
    }

    /// A link to a rule.
    pub fn rule(&self, out: &mut Markup, id: &str, text: &str) {
        link(out, "u", self.rules.get(id), text);
    }

    /// A link to a clause.
    pub fn clause(&self, out: &mut Markup, id: &str) {
        link(out, "c", self.clauses.get(id), id);
    }

    /// The number of a region, for the anchor itself.
    pub fn of_region(&self, out: &mut Markup, code: &str) {
        if let Some(number) = self.regions.get(code) {
            out.count(*number);
        }
    }

    /// A link to a region.
    pub fn region(&self, out: &mut Markup, code: &str, name: &str) {
        link(out, "r", self.regions.get(code), name);
    }
}

fn link(out: &mut Markup, prefix: &'static str, number: Option<&usize>, text: &str) {
    match number {
        Some(number) => {
            out.raw("<a href=\"#").raw(prefix).count(*number).raw("\">").text(text).raw("</a>");
        }
        None => {
            out.text(text);
        }
    }
}

/// The number in the middle of what encloses it, for drawing and ordering.
pub(super) fn middle(real: &Real) -> Number {
    match real.as_exact() {
        Some(number) => number.clone(),
        None => {
            let sum = real.low() + real.high();
            sum.checked_div(&Number::from(2)).unwrap_or_else(|| real.low().clone())
        }
    }
}
