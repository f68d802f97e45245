//! Laws that every indicator system keeps, whatever it is made of: shown on random systems and random facts.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "tests")]

mod support;

use guiju::analysis;
use guiju::base::date::Date;
use guiju::base::number::Number;
use guiju::base::real::Real;
use guiju::check::{Assessment, Context};
use guiju::score::{Place, score_all};
use guiju::standard::Standard;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;
use support::assert_flawless;
use support::systems::{FIELDS, Facts, Leaf, REGIONS, Random, System, facts, standard, submissions};

/// Random systems that are tried; each law is held against every one of them.
const SYSTEMS: u64 = 150;
/// Score, bounds, coverage and place of a region.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    value: Option<Real>,
    bounds: Option<(Real, Real)>,
    coverage: Number,
    place: Option<Place>,
    published: Option<String>,
}

fn scored(standard: &Standard, facts: &Facts, factor: i64) -> BTreeMap<String, Found> {
    let mut diagnostics = Vec::new();
    let submissions = submissions(standard, facts, factor);
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

/// A random system: one in which a better fact can never cost anything, and now and then one in which it can.
fn any(random: &mut Random) -> System {
    if random.below(4) == 0 {
        System::random_uneven(random, &POLICIES)
    } else {
        System::random_with_ideals(random, &POLICIES)
    }
}

const POLICIES: [&str; 4] = ["zero", "leave-out", "mean", "median"];

#[test]
fn the_order_of_regions_changes_nothing() {
    let mut random = Random(0x5EED_0001);
    for _ in 0..SYSTEMS {
        let system = any(&mut random).kdl(1);
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
        let system = any(&mut random);
        let facts = facts(&mut random);
        let (one, other) = (standard(&system.kdl(1), &all()), standard(&system.kdl(1_000), &all()));
        let bare = |found: BTreeMap<String, Found>| -> Vec<_> {
            found.into_values().map(|found| (found.published, found.place, found.coverage)).collect()
        };
        assert_eq!(bare(scored(&one, &facts, 1)), bare(scored(&other, &facts, 1_000)), "{}", system.kdl(1));
    }
}

/// The score of a region before and after one of its facts got better, and the facts after that.
struct Bettered {
    before: Real,
    after: Real,
    facts: Facts,
}

/// Makes a random fact better, by a step within the range; `None` where it is not reported, or there is no score.
fn bettered(system: &System, standard: &Standard, random: &mut Random, steps: Range<usize>) -> Option<Bettered> {
    let mut facts = facts(random);
    let before = scored(standard, &facts, 1);
    let leaf = &system.groups[random.below(2)][random.below(FIELDS / 2)];
    let region = random.below(REGIONS);
    let value = facts[region][leaf.field].as_mut()?;
    let step = i64::try_from(steps.start + random.below(steps.len())).unwrap();
    *value = if leaf.prefers_less { (*value - step).max(1) } else { *value + step };
    let code = format!("R{region}");
    let after = scored(standard, &facts, 1)[&code].value.clone();
    Some(Bettered { before: before[&code].value.clone()?, after: after?, facts })
}

#[test]
fn a_better_fact_never_lowers_a_score() {
    let mut random = Random(0x5EED_0003);
    let mut raised = 0;
    for _ in 0..2 * SYSTEMS {
        let system = System::random_with_ideals(&mut random, &POLICIES);
        let standard = standard(&system.kdl(1), &all());
        let Some(Bettered { before, after, facts }) = bettered(&system, &standard, &mut random, 1..41) else {
            continue;
        };
        assert!(!is_less(&after, &before), "{before} falls to {after}: {}\n{facts:?}", system.kdl(1));
        raised += usize::from(is_less(&before, &after));
    }
    println!("{raised} of {} scores rose", 2 * SYSTEMS);
    assert!(raised > 30);
}

#[test]
fn where_what_is_uneven_costs_points_the_compiler_says_whether_a_better_fact_can() {
    let mut random = Random(0x5EED_0007);
    let (mut fell, mut safe) = (0, 0);
    for _ in 0..2 * SYSTEMS {
        let mut system = System::random_uneven(&mut random, &POLICIES);
        // Below the lowest step there is nothing, however much less is better.
        let falls_off = |leaf: &&mut Leaf| leaf.scale == 3 && leaf.prefers_less;
        system.groups.iter_mut().flatten().filter(falls_off).for_each(|leaf| leaf.scale = 2);
        let standard = standard(&system.kdl(1), &all());
        let is_said = analysis::analyse(&standard).iter().any(|found| found.entry.code == "GJ6036");
        let Some(Bettered { before, after, facts }) = bettered(&system, &standard, &mut random, 10..100) else {
            continue;
        };
        assert!(is_said || !is_less(&after, &before), "{before} falls to {after}: {}\n{facts:?}", system.kdl(1));
        fell += usize::from(is_less(&after, &before));
        safe += usize::from(!is_said && is_less(&before, &after));
    }
    println!("{fell} scores fell, as the compiler said; {safe} rose where it said nothing");
    assert!(fell > 5 && safe > 5, "{fell} {safe}");
}

/// The same with places by pairs of regions.
fn by_pairs(system: &str, random: &mut Random) -> String {
    let equal = ["half", "zero"][random.below(2)];
    system.replace("ranking \"exact\"", &format!("ranking \"copeland\" equal-pairs=\"{equal}\""))
}

#[test]
fn places_by_pairs_depend_on_no_order_and_fall_with_no_better_fact() {
    let mut random = Random(0x5EED_000A);
    let (mut rose, mut others) = (0, 0);
    for _ in 0..2 * SYSTEMS {
        let system = with_ties(&mut random);
        let text = by_pairs(&system.kdl(1), &mut random);
        let mut shuffled = all();
        (1..REGIONS).for_each(|index| shuffled.swap(index, random.below(index + 1)));
        let (one, other) = (standard(&text, &all()), standard(&text, &shuffled));
        let mut facts = facts(&mut random);
        let before = scored(&one, &facts, 1);
        assert_eq!(before, scored(&other, &facts, 1), "{text}");
        let leaf = &system.groups[random.below(2)][random.below(FIELDS / 2)];
        let region = random.below(REGIONS);
        let Some(value) = facts[region][leaf.field].as_mut() else { continue };
        let (low, high) = leaf.ends;
        *value = if leaf.prefers_less { low } else { (*value).max(high) };
        let after = scored(&one, &facts, 1);
        let place = |found: &BTreeMap<String, Found>, region: usize| found[&format!("R{region}")].place.unwrap();
        assert!(place(&after, region) <= place(&before, region), "{before:?} becomes {after:?}: {text}");
        rose += usize::from(place(&after, region) < place(&before, region));
        others +=
            usize::from((0..REGIONS).any(|other| other != region && place(&after, other) != place(&before, other)));
    }
    println!("{rose} places rose; others changed in {others}");
    assert!(rose > 60 && others > 60, "{rose} {others}");
}

/// Grades with quotas over a random order, the best first, and their number.
fn quotas(random: &mut Random) -> (String, usize) {
    let mut text = String::new();
    let mut share = 0;
    let edges = ["included", "excluded"];
    for (at, points) in [60, 45, 30].into_iter().enumerate() {
        share += 1 + random.below(3);
        let edge = edges[random.below(2)];
        let of = ["scored", "bound"][at % 2];
        let whole = ["truncate", "round-up", "half-up"][random.below(3)];
        text += &match random.below(3) {
            0 if at > 0 => format!("grade \"g{at}\" at={points}\n"),
            _ => format!(
                "grade \"g{at}\" at={points} share=0.{share} counting=\"{of}\" rounding=\"{whole}\" ties=\"{edge}\"\n"
            ),
        };
    }
    (text + "grade \"g3\" at=0\n", 4)
}

/// The grade of each region and the best and the worst that is possible, as places among the grades; after the last one, none.
fn grades(standard: &Standard, facts: &Facts, none: usize) -> Vec<[usize; 3]> {
    let mut diagnostics = Vec::new();
    let submissions = submissions(standard, facts, 1);
    let assessment = Assessment::new(standard, Date::parse("2024-01-01").unwrap(), &submissions, &mut diagnostics);
    let cards = score_all(&Context::all(&assessment), &mut diagnostics);
    assert_flawless(&diagnostics);
    let place = |grade: Option<&guiju::standard::Label>| {
        let titles = &standard.systems[0].grades;
        grade.map_or(none, |grade| titles.iter().position(|own| own.title == *grade).unwrap())
    };
    let found = cards.iter().map(|cards| {
        let card = &cards[0];
        let possible = card.possible_grades;
        let ends = possible.map_or([card.grade; 2], |possible| [possible.best, possible.worst]);
        [card.grade, ends[0], ends[1]].map(place)
    });
    found.collect()
}

/// Scales of the region's own, so that others stay where they are. Deductions and whole steps make ties.
fn with_ties(random: &mut Random) -> System {
    let mut system = System::random(random, &["zero", "leave-out"]);
    system.groups.iter_mut().flatten().for_each(|leaf| leaf.scale = 3);
    system
}

#[test]
fn a_better_fact_never_lowers_a_grade() {
    let mut random = Random(0x5EED_0008);
    let (mut raised, mut others) = (0, 0);
    for _ in 0..4 * SYSTEMS {
        let system = with_ties(&mut random);
        let (text, none) = quotas(&mut random);
        let standard = standard(&system.kdl_with(1, &text), &all());
        let mut facts = facts(&mut random);
        let before = grades(&standard, &facts, none);
        let leaf = &system.groups[random.below(2)][random.below(FIELDS / 2)];
        let region = random.below(REGIONS);
        let Some(value) = facts[region][leaf.field].as_mut() else { continue };
        let (low, high) = leaf.ends;
        // Below the lowest step there is nothing, however much less is better.
        *value = if leaf.prefers_less { low } else { (*value).max(high) };
        let after = grades(&standard, &facts, none);
        assert!(after[region][0] <= before[region][0], "{before:?} becomes {after:?}: {}", system.kdl_with(1, &text));
        raised += usize::from(after[region][0] < before[region][0]);
        others += usize::from((0..REGIONS).any(|other| other != region && after[other][0] != before[other][0]));
    }
    println!("{raised} grades rose; others changed in {others}");
    assert!(raised > 40 && others > 10, "{raised} {others}");
}

#[test]
fn the_grade_that_it_will_be_is_one_that_was_possible() {
    let mut random = Random(0x5EED_0009);
    let (mut open, mut changed) = (0, 0);
    for number in 0..SYSTEMS {
        let mut system = with_ties(&mut random);
        if number % 3 == 0 {
            system.groups.iter_mut().flatten().for_each(|leaf| leaf.scale = 0);
        }
        let (text, none) = quotas(&mut random);
        let vetoes = "veto \"v\" \"v\" when=\"f3 > 90\"\nveto \"w\" \"w\" when=\"f4 > 80\" best-grade=\"g1\"\n";
        let kdl = system.kdl_with(1, &(text + vetoes));
        let standard = standard(&kdl, &all());
        let mut facts = facts(&mut random);
        let mut before = grades(&standard, &facts, none);
        // What is unknown becomes known, in two steps.
        for limit in [2, 1] {
            for value in facts.iter_mut().flatten().filter(|value| value.is_none()) {
                if random.below(limit) == 0 {
                    *value = Some(i64::try_from(random.below(110)).unwrap() + 1);
                }
            }
            let after = grades(&standard, &facts, none);
            for ([_, best, worst], [own, own_best, own_worst]) in before.iter().zip(&after) {
                assert!(best <= own && own <= worst, "{own} is not in {best} to {worst}: {kdl}\n{facts:?}");
                assert!(best <= own_best && own_worst <= worst, "{before:?} becomes {after:?}: {kdl}\n{facts:?}");
                open += usize::from(best < worst);
            }
            changed += before.iter().zip(&after).filter(|(before, after)| before[0] != after[0]).count();
            before = after;
        }
        assert!(before.iter().all(|[own, best, worst]| own == best && own == worst), "all is known: {before:?}");
    }
    println!("{open} grades were open, {changed} became others");
    assert!(open > 200 && changed > 100, "{open} {changed}");
}

#[test]
fn what_is_not_reported_counts_as_unknown() {
    let mut random = Random(0x5EED_0004);
    let mut dropped = 0;
    for _ in 0..SYSTEMS {
        let mut system = any(&mut random);
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
        let mut system = any(&mut random);
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
