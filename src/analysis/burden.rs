//! What a region has to fill in, and what of it nothing reads.

use super::domains::Declared;
use super::subject::Subject;
use crate::base::fingerprint::fingerprint;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::analysis as messages;
use crate::expr::symbolic::cells;
use crate::expr::{Expression, Template};
use crate::standard::Standard;
use crate::standard::registry::Region;
use crate::standard::rule::Rule;
use crate::standard::selector::Selector;
use crate::standard::summary::Figure;
use crate::standard::trace::leaves;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// How many cells the regions of one level have to fill in for all rules, indicators and figures that concern one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Burden {
    /// The level, as in the registry.
    pub level: String,
    /// Cells that are there once.
    pub cells: usize,
    /// Cells that are there once in each element of their list.
    pub per_element: usize,
}

/// The burden of each level of the registry, in its order. Facts of the regions below are those regions' burden.
#[must_use]
pub fn burden(standard: &Standard) -> Vec<Burden> {
    let needs = needs(standard, 0, &mut Reads::default());
    let of_level = |level: &str| {
        let asked = own_cells(standard, &needs, level);
        let per_element = asked.iter().filter(|path| path.contains("[]")).count();
        Burden { level: level.to_owned(), cells: asked.len() - per_element, per_element }
    };
    standard.registry.values("level").into_iter().map(of_level).collect()
}

/// What regions are asked for: what rules, indicators and summaries read, found out once for all levels.
#[derive(Debug)]
pub struct Asked<'s> {
    standard: &'s Standard,
    needs: Vec<Need<'s>>,
}

impl<'s> Asked<'s> {
    /// What a standard asks for.
    #[must_use]
    pub fn of(standard: &'s Standard) -> Self {
        Self::again(standard, 0, &mut Reads::default())
    }

    /// The same, without finding out again what is known of expressions; `declared` is the fingerprint of what their names mean.
    #[must_use]
    pub fn again(standard: &'s Standard, declared: u64, reads: &mut Reads) -> Self {
        Self { standard, needs: needs(standard, declared, reads) }
    }

    /// The fingerprint of who is asked for what, as far as the meaning of names is the same.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        fingerprint(&self.needs.iter().map(|need| (&need.binds, need.key)).collect::<Vec<_>>())
    }

    /// The fields that the regions of a level are asked for, as paths (`hall.section_area`, `hall.zones[].kind`): what rules and
    /// indicators read that bind one of them, what those of a region above read of its members, what summaries over them or for
    /// them read, and what an author asks for whether or not anything reads it.
    #[must_use]
    pub fn of_level(&self, level: &str) -> BTreeSet<String> {
        let mut asked = own_cells(self.standard, &self.needs, level);
        let registry = &self.standard.registry;
        let above = |region: &&Region| {
            registry.regions().iter().any(|below| below.level == level && registry.is_below(&below.code, &region.code))
        };
        let above: Vec<&Region> = registry.regions().iter().filter(above).collect();
        let of_members = self.needs.iter().filter(|need| need.binds_one(&above)).flat_map(|need| need.cells.iter());
        asked.extend(of_members.filter_map(|path| path.strip_prefix(OF_MEMBERS)).map(str::to_owned));
        // Of a region itself the registry knows everything.
        asked.retain(|path| !path.starts_with(OF_REGION));
        asked
    }
}

/// How paths of fields of the regions below begin.
const OF_MEMBERS: &str = "members[].";
/// How paths of what the registry knows begin.
const OF_REGION: &str = "region.";

fn own_cells(standard: &Standard, needs: &[Need<'_>], level: &str) -> BTreeSet<String> {
    let regions: Vec<&Region> = standard.registry.regions().iter().filter(|region| region.level == level).collect();
    let read = needs.iter().filter(|need| need.binds_one(&regions)).flat_map(|need| need.cells.iter());
    read.filter(|path| !path.starts_with(OF_MEMBERS)).cloned().collect()
}

/// What a rule, an indicator or a figure needs.
#[derive(Debug)]
struct Need<'s> {
    /// Whom it is about: all of them.
    binds: Vec<&'s Selector>,
    /// The fingerprint of its expressions.
    key: u64,
    /// The cells that they read.
    cells: Arc<BTreeSet<String>>,
}

impl Need<'_> {
    fn binds_one(&self, regions: &[&Region]) -> bool {
        regions.iter().any(|region| self.binds.iter().all(|selector| selector.selects(region)))
    }
}

/// The cells that expressions read, as they were found out for the last standard.
#[derive(Debug, Default)]
pub struct Reads {
    /// The fingerprint of what their names mean.
    declared: u64,
    /// By the fingerprint of expressions.
    cells: HashMap<u64, Arc<BTreeSet<String>>>,
}

fn needs<'s>(standard: &'s Standard, declared: u64, reads: &mut Reads) -> Vec<Need<'s>> {
    let domains = Declared(standard);
    let before = std::mem::replace(reads, Reads { declared, ..Reads::default() });
    let known = if before.declared == declared { before.cells } else { HashMap::new() };
    let mut need = |binds: Vec<&'s Selector>, expressions: Vec<&Expression>| {
        let key = fingerprint(&expressions);
        let found = || Arc::new(expressions.into_iter().flat_map(|expression| cells(expression, &domains)).collect());
        let cells = known.get(&key).cloned().unwrap_or_else(found);
        reads.cells.insert(key, Arc::clone(&cells));
        Need { binds, key, cells }
    };
    let mut needs: Vec<Need<'_>> =
        standard.rules.iter().map(|rule| need(vec![&rule.binds], expressions(rule))).collect();
    for system in &standard.systems {
        for leaf in leaves(&system.children) {
            let measured = leaf.expressions().collect();
            needs.push(need(vec![&system.binds, &leaf.binds], measured));
        }
        let bonuses = system.bonuses.iter().map(|bonus| &bonus.measure);
        let deductions = system.deductions.iter().map(|deduction| &deduction.measure);
        let vetoes = system.vetoes.iter().map(|veto| &veto.when);
        needs.push(need(vec![&system.binds], bonuses.chain(deductions).chain(vetoes).collect()));
    }
    for summary in &standard.summaries {
        let figures = || summary.figures.iter();
        needs.push(need(vec![&summary.of], figures().flat_map(Figure::of_regions).collect()));
        needs.push(need(vec![&summary.binds], figures().flat_map(Figure::of_superior).collect()));
    }
    needs
}

fn expressions(rule: &Rule) -> Vec<&Expression> {
    let told = rule.message.iter().chain(&rule.message_en).flat_map(Template::expressions);
    rule.conditions.all().map(|(_, condition)| condition).chain(&rule.figure).chain(told).collect()
}

/// One finding for all fields that nothing reads, by record, so that a build stays readable.
pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (standard, unused) = (subject.standard, &subject.trace().unused);
    if unused.is_empty() {
        return Vec::new();
    }
    let records = standard.records.iter().filter_map(|record| {
        let names: Vec<&str> =
            unused.iter().filter(|(of, _)| *of == record.name).map(|(_, name)| name.as_str()).collect();
        (!names.is_empty()).then(|| format!("{} ({})", record.name, names.join(" ")))
    });
    let names = records.collect::<Vec<_>>().join(", ");
    let found = Diagnostic::new(&messages::UNUSED_FIELDS).with("count", unused.len()).with("names", names);
    vec![found.at(standard.manifest.submission.span)]
}

#[cfg(test)]
mod tests {
    use super::super::probe::{rule, standard, texts};
    use super::*;
    use crate::standard::trace::Trace;

    #[test]
    fn unused_fields_are_named_by_record() {
        let found = texts("GJ6001", &rule("r", "problem-when \"hall.area < 10 || items.exists(i, i.days > 3)\""));
        assert_eq!(
            found,
            [
                "no rule, indicator or summary reads 7 fields: report (stage staff present rating opened_on open), item (kind)"
            ]
        );
        let all = "problem-when \"stage == 'open' && ratio < 1 && rating > 2 && opened_on < as_of && open && hall.area < 10 && items.exists(i, i.kind == 'new' && i.days > 3)\"";
        assert!(texts("GJ6001", &rule("r", all)).is_empty());
    }

    #[test]
    fn the_burden_counts_cells_by_level_and_those_of_lists_once_an_element() {
        let standard = standard(
            &[
                rule("a", "binds level=\"city\"; problem-when \"ratio < 0.5\""),
                rule("b", "binds level=\"county\"; problem-when \"items.exists(i, i.days > 3)\"; figure \"staff\""),
                rule("c", "binds level=\"city\"; problem-when \"members.exists(m, m.rating < 3)\""),
            ]
            .concat(),
        );
        let of = |level: &str, cells, per_element| Burden { level: level.to_owned(), cells, per_element };
        assert_eq!(burden(&standard), [of("city", 2, 0), of("county", 1, 2)]);
        let counties: Vec<String> = Asked::of(&standard).of_level("county").into_iter().collect();
        assert_eq!(counties, ["items[].code", "items[].days", "rating", "staff"]);
        let cities: Vec<String> = Asked::of(&standard).of_level("city").into_iter().collect();
        assert_eq!(cities, ["present", "staff"]);
    }

    #[test]
    fn a_summary_asks_the_regions_it_goes_over_and_its_superior() {
        let figure = "figure \"a\" \"人数\" sum=\"staff\" own=\"rating\"";
        let standard =
            standard(&format!("summary \"s\" \"汇总\" {{ binds level=\"city\"; of level=\"county\"; {figure} }}"));
        let of = |level: &str| Asked::of(&standard).of_level(level).into_iter().collect::<Vec<_>>();
        assert_eq!((of("county"), of("city")), (vec!["staff".to_owned()], vec!["rating".to_owned()]));
        let trace = Trace::of(&standard);
        let staff = ("report".to_owned(), "staff".to_owned());
        assert!(!trace.unused.contains(&staff), "{:?}", trace.unused);
        let figures = trace.members.get(&staff).map(|member| &member.figures);
        assert_eq!(figures, Some(&BTreeSet::from(["s/a".to_owned()])));
    }
}
