//! Lines of a system of which one reads nothing but what another reads, so that one thing may count twice.

use super::Fields;
use crate::expr::Expression;
use crate::standard::indicator::IndicatorSystem;
use crate::standard::record::Content;
use crate::standard::trace::{MemberPath, leaves, read_by};
use crate::standard::{Label, Standard};
use std::collections::BTreeSet;

/// Two such lines.
#[derive(Debug)]
pub struct Doubled<'a> {
    /// The titles of the two.
    pub titles: [&'a Label; 2],
    /// The fields that they have in common: record and name.
    pub fields: Fields,
}

/// All pairs, in the order of the system.
pub(super) fn of<'a>(standard: &'a Standard, system: &'a IndicatorSystem) -> Vec<Doubled<'a>> {
    let fields = |measure: &'a Expression| -> BTreeSet<MemberPath> {
        let read = read_by(standard, std::iter::once(measure));
        // Parts and lists only lead to fields.
        read.into_iter().filter(|(record, name)| is_field(standard, record, name)).collect()
    };
    let indicators = leaves(&system.children).into_iter().map(|leaf| (&leaf.title, fields(&leaf.measure)));
    let bonuses = system.bonuses.iter().map(|bonus| (&bonus.title, fields(&bonus.measure)));
    let deductions = system.deductions.iter().map(|deduction| (&deduction.title, fields(&deduction.measure)));
    let lines: Vec<(&Label, BTreeSet<MemberPath>)> = indicators.chain(bonuses).chain(deductions).collect();
    let mut doubled = Vec::new();
    for (place, (title, own)) in lines.iter().enumerate() {
        for (other_title, other) in lines.iter().skip(place + 1) {
            if !own.is_empty() && !other.is_empty() && (own.is_subset(other) || other.is_subset(own)) {
                let fields = own.intersection(other).cloned().collect();
                doubled.push(Doubled { titles: [title, other_title], fields });
            }
        }
    }
    doubled
}

fn is_field(standard: &Standard, record: &str, name: &str) -> bool {
    let member = standard.record(record).and_then(|record| record.member(name));
    member.is_some_and(|member| matches!(member.content, Content::Field(_)))
}
