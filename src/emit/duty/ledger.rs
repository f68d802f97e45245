//! Duties by the units that have them.

use crate::base::date::Date;
use crate::standard::Standard;
use crate::standard::clause::{Clause, Modality};
use crate::standard::plan::{Duty, Plan};
use std::collections::BTreeSet;

/// Up to so many regions are named, more are counted only.
const NAMED: usize = 8;

/// The duties of a plan, and who has them.
#[derive(Debug)]
pub struct Ledger<'s> {
    /// The plan.
    pub plan: &'s Plan,
    /// Its duties, in order.
    pub entries: Vec<Entry<'s>>,
    /// The units responsible, in the order in which the plan first names them; last, where there are any, the duties without one.
    pub units: Vec<Unit<'s>>,
}

/// A duty with what its clause says.
#[derive(Debug)]
pub struct Entry<'s> {
    /// The duty.
    pub duty: &'s Duty,
    /// The clause that demands it.
    pub clause: Option<&'s Clause>,
    /// The last day for it; none where it goes on without an end.
    pub due: Option<Date>,
    /// The units responsible, each once.
    pub units: Vec<&'s str>,
}

/// A unit and its duties.
#[derive(Debug)]
pub struct Unit<'s> {
    /// Its name; `None` for duties of which the plan names no unit.
    pub name: Option<&'s str>,
    /// Its duties: places in [`Ledger::entries`].
    pub duties: Vec<usize>,
}

impl<'s> Ledger<'s> {
    /// The ledger of a plan.
    #[must_use]
    pub fn of(standard: &'s Standard, plan: &'s Plan) -> Self {
        let entries: Vec<Entry<'s>> = plan.duties.iter().map(|duty| Entry::of(standard, duty)).collect();
        let mut units: Vec<Unit<'s>> = Vec::new();
        let mut without = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            if entry.units.is_empty() {
                without.push(index);
            }
            for name in &entry.units {
                match units.iter_mut().find(|unit| unit.name == Some(name)) {
                    Some(unit) => unit.duties.push(index),
                    None => units.push(Unit { name: Some(name), duties: vec![index] }),
                }
            }
        }
        if !without.is_empty() {
            units.push(Unit { name: None, duties: without });
        }
        Self { plan, entries, units }
    }

    /// The duties of a unit.
    pub fn duties_of<'l>(&'l self, unit: &'l Unit<'s>) -> impl Iterator<Item = &'l Entry<'s>> {
        unit.duties.iter().filter_map(|index| self.entries.get(*index))
    }

    /// The name of a unit's calendar, without its ending: numbers have as many digits as the last one needs, and at least two.
    #[must_use]
    pub fn calendar_id(&self, index: usize) -> String {
        let digits = self.units.len().to_string().len().max(2);
        format!("{}.unit-{:0digits$}", self.plan.id, index + 1)
    }
}

impl<'s> Entry<'s> {
    fn of(standard: &'s Standard, duty: &'s Duty) -> Self {
        let clause = standard.clause(&duty.clause).map(|(_, clause)| clause);
        let due = clause.and_then(|clause| clause.due).filter(|_| !duty.continuous);
        let mut seen = BTreeSet::new();
        let units = duty.units.iter().map(|unit| unit.trim()).filter(|unit| !unit.is_empty() && seen.insert(*unit));
        Self { duty, clause, due, units: units.collect() }
    }

    /// What it demands, in the author's words.
    #[must_use]
    pub fn demand(&self) -> Option<&'s str> {
        self.clause?.text.as_ref().map(|text| text.zh.as_str())
    }

    /// The verb of its strength, and the word for it.
    #[must_use]
    pub fn strength(&self) -> &'static str {
        match self.clause.map(|clause| clause.modality) {
            Some(Modality::Requirement) => "应\n要求",
            Some(Modality::Recommendation) => "宜\n推荐",
            Some(Modality::Permission) => "可\n允许",
            Some(Modality::Possibility) => "能\n可能",
            Some(Modality::Statement) | None => "—",
        }
    }

    /// Which regions it binds: a few by their names, many by level and number.
    #[must_use]
    pub fn bound(&self, standard: &Standard) -> String {
        let Some(clause) = self.clause else { return "—".to_owned() };
        let regions: Vec<_> =
            standard.registry.regions().iter().filter(|region| clause.binds.selects(region)).collect();
        if regions.len() <= NAMED {
            let names: Vec<&str> = regions.iter().map(|region| region.name.as_str()).collect();
            return match names.as_slice() {
                [] => "—".to_owned(),
                [only] => (*only).to_owned(),
                _ => format!("{}（{} 个）", names.join("、"), names.len()),
            };
        }
        let counted = standard.registry.values("level").into_iter().filter_map(|level| {
            let count = regions.iter().filter(|region| region.level == level).count();
            let title = standard.manifest.level(level, crate::diagnostic::Language::Zh);
            (count > 0).then(|| format!("{title} {count} 个"))
        });
        counted.collect::<Vec<_>>().join("\n")
    }
}
