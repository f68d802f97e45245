//! Laws that every indicator system keeps, whatever it is made of: shown on random systems and random facts.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "tests")]

mod support;

use guiju::base::date::Date;
use guiju::base::number::Number;
use guiju::base::real::Real;
use guiju::check::{Assessment, Context};
use guiju::diagnostic::SourceMap;
use guiju::package::{self, Files};
use guiju::score::score_all;
use guiju::standard::Standard;
use guiju::submission::folder::{accept, read_submissions};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::Write;
use support::assert_flawless;

/// Random systems that are tried; each law is held against every one of them.
const SYSTEMS: u64 = 150;
/// The ways to put shares together; the last ones are for wholes only, as what lies within closeness to an ideal has none.
const WAYS: [&str; 9] = [
    "\"arithmetic\"",
    "\"geometric\"",
    "\"harmonic\"",
    "\"minimum\"",
    "\"maximum\"",
    "\"power\" exponent=2",
    "\"power\" exponent=-1",
    "\"topsis\" ideal=\"observed\"",
    "\"topsis\" ideal=\"absolute\"",
];
const REGIONS: usize = 7;
const FIELDS: usize = 6;

/// Pseudo-random numbers (xorshift), the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap() % limit
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

/// An indicator: its field, whether less is better, and its scale for values that are `factor` times as large.
#[derive(Clone)]
struct Leaf {
    field: usize,
    prefers_less: bool,
    scale: usize,
    ends: (i64, i64),
    missing: &'static str,
    weight: usize,
}

impl Leaf {
    fn random(random: &mut Random, field: usize, missing: &[&'static str]) -> Self {
        let low = i64::try_from(random.below(40)).unwrap() + 1;
        let high = low + 1 + i64::try_from(random.below(60)).unwrap();
        let missing = missing[random.below(missing.len())];
        Self {
            field,
            prefers_less: random.below(3) == 0,
            scale: random.below(11),
            ends: (low, high),
            missing,
            weight: random.below(5) + 1,
        }
    }

    fn kdl(&self, factor: i64) -> String {
        let (low, high) = (self.ends.0 * factor, self.ends.1 * factor);
        let (from, to) = if self.prefers_less { (high, low) } else { (low, high) };
        let prefer = if self.prefers_less { "less" } else { "more" };
        let middle = (self.ends.0 + (self.ends.1 - self.ends.0) / 2) * factor;
        let (top, bottom) = if self.prefers_less { (0, 1) } else { (1, 0) };
        let points = if middle == low {
            format!("at {high} share={top}; at {low} share={bottom}")
        } else {
            format!("at {high} share={top}; at {middle} share=0.3; at {low} share={bottom}")
        };
        let scale = match self.scale {
            0 => format!("scale \"linear\" from={from} to={to}"),
            1 => format!("scale \"logarithmic\" from={from} to={to}"),
            2 => format!("scale \"anchors\" {{ {points} }}"),
            3 => format!("scale \"step\" {{ {points} }}"),
            4 => format!("scale \"min-max\" prefer=\"{prefer}\" from=0.1"),
            5 => format!("scale \"rank\" prefer=\"{prefer}\" from=0.1"),
            6 => format!("scale \"best\" prefer=\"{prefer}\""),
            8 => format!("scale \"efficacy\" from={from} to={to} base=0.6"),
            9 => format!("scale \"percentile\" prefer=\"{prefer}\" from=0.1"),
            10 => format!("scale \"vector\" prefer=\"{prefer}\""),
            _ => format!("scale \"z-score\" prefer=\"{prefer}\""),
        };
        let field = self.field;
        format!("measure \"f{field}\"; {scale}; missing \"{}\"", self.missing)
    }
}

/// A system: two groups of indicators, each put together in its own way.
struct System {
    aggregates: [&'static str; 3],
    groups: [Vec<Leaf>; 2],
    digits: [Option<usize>; 2],
}

impl System {
    fn random(random: &mut Random, missing: &[&'static str]) -> Self {
        let aggregates = [random.one(&WAYS), random.one(&WAYS[..7]), random.one(&WAYS[..7])];
        let mut groups = [Vec::new(), Vec::new()];
        for field in 0..FIELDS {
            let mut leaf = Leaf::random(random, field, missing);
            // Standard scores lie on both sides of zero, where only sums are defined.
            if leaf.scale == 7 && aggregates != [WAYS[0]; 3] {
                leaf.scale = 4;
            }
            groups[field % 2].push(leaf);
        }
        let mut digits = || Some(random.below(6)).filter(|digits| *digits > 2);
        let digits = [digits(), digits()];
        Self { aggregates, groups, digits }
    }

    fn kdl(&self, factor: i64) -> String {
        let mut text = format!(
            "indicators \"s\" \"s\" total=100 round=2 {{ weights \"ratio\"; aggregate {}; ranking \"exact\"\n",
            self.aggregates[0]
        );
        for (index, leaves) in self.groups.iter().enumerate() {
            let round = self.digits[index].map_or(String::new(), |digits| format!(" round={digits}"));
            let aggregate = self.aggregates[index + 1];
            writeln!(text, "group \"g{index}\" \"g\" weight={}{round} {{ aggregate {aggregate}", index + 1).unwrap();
            for leaf in leaves {
                let (field, weight) = (leaf.field, leaf.weight);
                writeln!(text, "indicator \"i{field}\" \"i\" weight={weight} {{ {} }}", leaf.kdl(factor)).unwrap();
            }
            text.push_str("}\n");
        }
        text + "}\n"
    }
}

fn standard(system: &str, regions: &[usize]) -> Standard {
    let mut registry = "code,name,level,parent\n".to_owned();
    for region in regions {
        writeln!(registry, "R{region},r,a,").unwrap();
    }
    let mut text = "standard \"s\" version=\"1.0.0\" { title \"s\"; regions \"regions.csv\"; level \"a\" \"a\"; submission \"r\" }\n\
                    record \"r\" \"r\" {\n"
        .to_owned();
    for field in 0..FIELDS {
        writeln!(text, "field \"f{field}\" \"f\" type=\"number\"").unwrap();
    }
    text.push_str("}\n");
    text.push_str(system);
    let files = [("regions.csv", registry), ("standard.kdl", text.clone())];
    let files = files.map(|(path, text)| (path.to_owned(), text.into_bytes()));
    let compilation = package::compile(&Files::in_memory("s", files), &mut SourceMap::default());
    assert_flawless(&compilation.diagnostics);
    compilation.standard.unwrap()
}

/// What each region reports.
type Facts = Vec<[Option<i64>; FIELDS]>;

fn facts(random: &mut Random) -> Facts {
    let mut row =
        || std::array::from_fn(|_| (random.below(6) > 0).then(|| i64::try_from(random.below(110)).unwrap() + 1));
    (0..REGIONS).map(|_| row()).collect()
}

/// Score, bounds, coverage and place of a region.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    value: Option<Real>,
    bounds: Option<(Real, Real)>,
    coverage: Number,
    place: Option<usize>,
    published: Option<String>,
}

fn scored(standard: &Standard, facts: &Facts, factor: i64) -> BTreeMap<String, Found> {
    let files = facts.iter().enumerate().map(|(region, row)| {
        let known = row.iter().enumerate().filter_map(|(field, value)| Some((field, (*value)? * factor)));
        let known: Vec<String> = known.map(|(field, value)| format!("\"f{field}\": {value}")).collect();
        let text = format!("{{\"region\": \"R{region}\", \"data\": {{{}}}}}", known.join(", "));
        (format!("R{region}.json"), text.into_bytes())
    });
    let files = Files::in_memory("", files.collect::<Vec<_>>());
    let mut diagnostics = Vec::new();
    let submissions = read_submissions(&files, standard, &mut SourceMap::default(), &mut diagnostics);
    let submissions = accept(submissions, standard, &mut diagnostics);
    let assessment = Assessment::new(standard, Date::parse("2024-01-01").unwrap(), &submissions, &mut diagnostics);
    let cards = score_all(&Context::all(&assessment), &mut diagnostics);
    assert_flawless(&diagnostics);
    let found = assessment.regions.iter().zip(cards).map(|(own, cards)| {
        let card = &cards[0];
        let found = Found {
            value: card.value.clone(),
            bounds: card.lower.clone().zip(card.upper.clone()),
            coverage: card.coverage.clone(),
            place: card.rank.map(|rank| rank.place),
            published: card.value.as_ref().map(|value| card.published(value)),
        };
        (own.region.code.clone(), found)
    });
    found.collect()
}

fn all() -> Vec<usize> {
    (0..REGIONS).collect()
}

fn is_less(one: &Real, other: &Real) -> bool {
    one.compare(other) == Some(Ordering::Less)
}

const POLICIES: [&str; 4] = ["zero", "leave-out", "mean", "median"];

#[test]
fn the_order_of_regions_changes_nothing() {
    let mut random = Random(0x5EED_0001);
    for _ in 0..SYSTEMS {
        let system = System::random(&mut random, &POLICIES).kdl(1);
        let facts = facts(&mut random);
        let mut shuffled = all();
        (1..REGIONS).for_each(|index| shuffled.swap(index, random.below(index + 1)));
        let (one, other) = (standard(&system, &all()), standard(&system, &shuffled));
        assert_eq!(scored(&one, &facts, 1), scored(&other, &facts, 1), "{system}");
    }
}

#[test]
fn another_unit_changes_nothing() {
    let mut random = Random(0x5EED_0002);
    for _ in 0..SYSTEMS {
        let system = System::random(&mut random, &POLICIES);
        let facts = facts(&mut random);
        let (one, other) = (standard(&system.kdl(1), &all()), standard(&system.kdl(1_000), &all()));
        let bare = |found: BTreeMap<String, Found>| -> Vec<_> {
            found.into_values().map(|found| (found.published, found.place, found.coverage)).collect()
        };
        assert_eq!(bare(scored(&one, &facts, 1)), bare(scored(&other, &facts, 1_000)), "{}", system.kdl(1));
    }
}

#[test]
fn a_better_fact_never_lowers_a_score() {
    let mut random = Random(0x5EED_0003);
    let mut raised = 0;
    for _ in 0..2 * SYSTEMS {
        let system = System::random(&mut random, &POLICIES);
        let standard = standard(&system.kdl(1), &all());
        let mut facts = facts(&mut random);
        let before = scored(&standard, &facts, 1);
        let leaf = &system.groups[random.below(2)][random.below(FIELDS / 2)];
        let region = random.below(REGIONS);
        let Some(value) = &mut facts[region][leaf.field] else { continue };
        let step = i64::try_from(random.below(40)).unwrap() + 1;
        *value = if leaf.prefers_less { (*value - step).max(1) } else { *value + step };
        let code = format!("R{region}");
        let (before, after) = (&before[&code].value, &scored(&standard, &facts, 1)[&code].value);
        let (Some(before), Some(after)) = (before, after) else { continue };
        assert!(!is_less(after, before), "{before} falls to {after}: {}\n{facts:?}", system.kdl(1));
        raised += usize::from(is_less(before, after));
    }
    println!("{raised} of {} scores rose", 2 * SYSTEMS);
    assert!(raised > 30);
}

#[test]
fn what_is_not_reported_counts_as_unknown() {
    let mut random = Random(0x5EED_0004);
    let mut dropped = 0;
    for _ in 0..SYSTEMS {
        let mut system = System::random(&mut random, &POLICIES);
        // Of what peers report, bounds say nothing: only scales of the region's own.
        system.groups.iter_mut().flatten().for_each(|leaf| leaf.scale %= 4);
        system.aggregates[0] = system.aggregates[1];
        let standard = standard(&system.kdl(1), &all());
        let mut facts = facts(&mut random);
        let before = scored(&standard, &facts, 1);
        let (region, field) = (random.below(REGIONS), random.below(FIELDS));
        if facts[region][field].take().is_none() {
            continue;
        }
        let code = format!("R{region}");
        let after = &scored(&standard, &facts, 1)[&code];
        let before = &before[&code];
        assert!(after.coverage < before.coverage, "coverage falls");
        let ((least, most), (lower, upper)) = (before.bounds.clone().unwrap(), after.bounds.clone().unwrap());
        assert!(!is_less(&least, &lower), "the lower bound rises from {least} to {lower}: {}", system.kdl(1));
        assert!(!is_less(&upper, &most), "the upper bound falls from {most} to {upper}: {}", system.kdl(1));
        dropped += 1;
    }
    assert!(dropped > 80, "{dropped}");
}

#[test]
fn scores_lie_within_their_bounds() {
    let mut random = Random(0x5EED_0005);
    let mut within = 0;
    for _ in 0..SYSTEMS {
        let mut system = System::random(&mut random, &POLICIES);
        // Standard scores lie below zero, too, so that leaving out and the least that may come are not the same.
        system.groups.iter_mut().flatten().filter(|leaf| leaf.scale == 7).for_each(|leaf| leaf.scale = 0);
        let system = system.kdl(1);
        for (code, found) in scored(&standard(&system, &all()), &facts(&mut random), 1) {
            let (Some(value), Some((lower, upper))) = (found.value, found.bounds) else { continue };
            assert!(
                !is_less(&value, &lower) && !is_less(&upper, &value),
                "{code}: {lower} ≤ {value} ≤ {upper}: {system}"
            );
            within += 1;
        }
    }
    assert!(within > 500, "{within}");
}

#[test]
fn what_has_no_weight_does_not_count() {
    let mut random = Random(0x5EED_0006);
    let mut compared = 0;
    for _ in 0..SYSTEMS {
        let system = System::random(&mut random, &POLICIES);
        let facts = facts(&mut random);
        let aggregate = system.aggregates[0];
        let leaves: Vec<&Leaf> = system.groups.iter().flatten().collect();
        let indicator = |leaf: &Leaf| format!("indicator \"i{0}\" \"i\" {{ {1} }}\n", leaf.field, leaf.kdl(1));
        let whole = |counting: &[&Leaf], all: &[&Leaf]| {
            let points = |leaf: &&Leaf| usize::from(counting.iter().any(|own| own.field == leaf.field)) * leaf.weight;
            let total: usize = all.iter().map(points).sum();
            let given: String = all.iter().map(|leaf| format!("give \"i{}\" {}; ", leaf.field, points(leaf))).collect();
            let indicators: String = all.iter().map(|leaf| indicator(leaf)).collect();
            format!(
                "indicators \"s\" \"s\" total=100 round=2 {{ aggregate {aggregate}; ranking \"exact\"\n\
                 weights \"panel\" consensus=\"mean\" total={total} {{ panel \"p\" {{ {given}}} }}\n{indicators}}}\n"
            )
        };
        let without = &leaves[1..];
        let (one, other) = (whole(without, &leaves), whole(without, without));
        let zero = scored(&standard(&one, &all()), &facts, 1);
        let removed = scored(&standard(&other, &all()), &facts, 1);
        let bare = |found: &BTreeMap<String, Found>| -> Vec<_> {
            found.values().map(|found| (found.value.clone(), found.place, found.coverage.clone())).collect()
        };
        assert_eq!(bare(&zero), bare(&removed), "{one}\n{facts:?}");
        compared += zero.values().filter(|found| found.value.is_some()).count();
    }
    assert!(compared > 500, "{compared}");
}
