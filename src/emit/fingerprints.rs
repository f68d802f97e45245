//! What the steps of a run read, in fingerprints: of each sort of declaration one, however many steps read it.

use crate::base::fingerprint::fingerprint;
use crate::standard::Standard;

/// The fingerprints of what a standard declares.
#[derive(Debug, Clone, Copy)]
pub struct Fingerprints {
    pub manifest: u64,
    pub registry: u64,
    pub sources: u64,
    pub region_sets: u64,
    pub units: u64,
    pub unit_titles: u64,
    pub thresholds: u64,
    pub code_lists: u64,
    pub choices: u64,
    pub records: u64,
    pub rules: u64,
    pub systems: u64,
    pub documents: u64,
    pub sign_styles: u64,
    pub signs: u64,
    pub tables: u64,
    pub plans: u64,
    pub summaries: u64,
    pub glossaries: u64,
}

impl Fingerprints {
    /// Those of a standard.
    pub fn of(standard: &Standard) -> Self {
        let Standard { manifest, registry, sources, region_sets, units, unit_titles, thresholds, .. } = standard;
        let Standard { code_lists, choices, records, rules, systems, documents, .. } = standard;
        let Standard { sign_styles, signs, tables, plans, summaries, glossaries, .. } = standard;
        Self {
            manifest: fingerprint(manifest),
            registry: fingerprint(registry),
            sources: fingerprint(sources),
            region_sets: fingerprint(region_sets),
            units: fingerprint(units),
            unit_titles: fingerprint(unit_titles),
            thresholds: fingerprint(thresholds),
            code_lists: fingerprint(code_lists),
            choices: fingerprint(choices),
            records: fingerprint(records),
            rules: fingerprint(rules),
            systems: fingerprint(systems),
            documents: fingerprint(documents),
            sign_styles: fingerprint(sign_styles),
            signs: fingerprint(signs),
            tables: fingerprint(tables),
            plans: fingerprint(plans),
            summaries: fingerprint(summaries),
            glossaries: fingerprint(glossaries),
        }
    }

    /// That of what the names in expressions mean.
    pub fn declared(&self) -> u64 {
        fingerprint(&(self.manifest, self.registry, self.records, self.choices, self.thresholds, self.code_lists))
    }
}
