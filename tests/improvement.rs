//! What would raise a score: gains against facts that are really changed, the fewest changes against every set there is, and the
//! least change of a value against the one just below it; on random systems.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, clippy::panic, reason = "tests")]

mod support;

use guiju::base::date::Date;
use guiju::base::number::Number;
use guiju::base::real::Real;
use guiju::check::{Assessment, Context};
use guiju::improvement::{self, Change, Goal, Kind, MOST_EXACT, Outcome, Target, candidates, with};
use guiju::score::{Scorecard, score_all};
use guiju::standard::Standard;
use std::cmp::Ordering;
use support::assert_flawless;
use support::systems::{FIELDS, Facts, Random, System, facts, standard, submissions};

const SYSTEMS: usize = 40;
const MORE: &str = "bonus \"b\" \"b\" max=6 { measure \"f1\"; scale \"linear\" from=0 to=90 }\n\
                    deduction \"d\" \"d\" max=8 per=0.5 { measure \"f2 / 9\" }\n\
                    veto \"v\" \"v\" when=\"f3 > 100\"\n\
                    grade \"A\" at=80\ngrade \"B\" at=60\ngrade \"C\" at=40\ngrade \"D\" at=0\n";
const POLICIES: [&str; 5] = ["zero", "leave-out", "hold", "mean", "median"];

/// A random system; every fourth is one in which what is uneven may cost points.
fn any(random: &mut Random, number: usize) -> System {
    if number % 4 == 3 { System::random_uneven(random, &POLICIES) } else { System::random(random, &POLICIES) }
}

/// Applies `look` to the card of every region, of which the number is given.
fn each<T>(
    standard: &Standard,
    facts: &Facts,
    mut look: impl FnMut(usize, &Scorecard<'_>, &[Vec<Scorecard<'_>>]) -> T,
) -> Vec<T> {
    let mut diagnostics = Vec::new();
    let submissions = submissions(standard, facts, 1);
    let day = Date::parse("2024-01-01").unwrap();
    let assessment = Assessment::new(standard, day, &submissions, &mut diagnostics);
    let cards = score_all(&Context::all(&assessment), &mut diagnostics);
    assert_flawless(&diagnostics);
    cards.iter().enumerate().map(|(region, own)| look(region, &own[0], &cards)).collect()
}

fn reaches(card: &Scorecard<'_>, goal: &Goal<'_>, changes: &[&Change]) -> bool {
    let changed = with(card, changes.iter().copied());
    let outcome = Outcome {
        value: changed.value.clone(),
        published: changed.published_value(),
        grade: changed.grade,
        coverage: changed.coverage.clone(),
    };
    goal.is_reached(&outcome)
}

/// The sizes of all sets of changes that reach a goal, as the least of them.
fn least_by_trying_all(card: &Scorecard<'_>, goal: &Goal<'_>, changes: &[Change], below: usize) -> Option<usize> {
    let sets = (1_usize..1 << changes.len()).filter(|set| (set.count_ones() as usize) < below);
    let taken = |set: usize| changes.iter().enumerate().filter(move |(index, _)| set >> index & 1 == 1);
    let enough = sets.filter(|set| reaches(card, goal, &taken(*set).map(|(_, change)| change).collect::<Vec<_>>()));
    enough.map(|set| set.count_ones() as usize).min()
}

#[test]
fn no_smaller_set_reaches_the_next_grade() {
    let mut random = Random(0x5EED_0101);
    let (mut found, mut sizes, mut hopeless, mut beaten, mut exact) = (0, [0; 16], 0, 0, 0);
    for system in 0..SYSTEMS {
        let standard = standard(&any(&mut random, system).kdl_with(1, MORE), &[0, 1, 2, 3]);
        let facts: Facts = facts(&mut random).into_iter().take(4).collect();
        each(&standard, &facts, |region, card, _| {
            // Now and then a score that only bonuses lead to, or one that nothing leads to.
            let goal = match region {
                3 => Some(Goal::Score(Number::from(105))),
                2 if system < 10 => Some(Goal::Score(Number::from(107))),
                _ => Goal::next_grade(card),
            };
            let improvements = improvement::towards(card, goal);
            let Some(goal) = &improvements.goal else { return };
            let changes: Vec<Change> = candidates(card).into_iter().filter(Change::is_whole).collect();
            assert!(changes.len() <= MOST_EXACT);
            let Some(fewest) = &improvements.fewest else {
                if card.withheld.is_none() {
                    assert_eq!(least_by_trying_all(card, goal, &changes, usize::MAX), None, "{region}: {facts:?}");
                    hopeless += 1;
                }
                return;
            };
            let own: Vec<&Change> = fewest.changes.iter().collect();
            assert!(reaches(card, goal, &own));
            assert!(fewest.is_proven);
            for left_out in 0..own.len() {
                let fewer = own.iter().enumerate().filter(|(index, _)| *index != left_out).map(|(_, change)| *change);
                assert!(!reaches(card, goal, &fewer.collect::<Vec<_>>()), "one fewer is enough");
            }
            assert_eq!(least_by_trying_all(card, goal, &changes, own.len()), None, "{region}: {facts:?}");
            found += 1;
            sizes[own.len()] += 1;
            beaten += usize::from(fewest.greedy > own.len());
            exact += usize::from(own.len() > 1);
        });
    }
    println!(
        "{found} sets proved smallest by trying all smaller ones, by size {sizes:?}; {hopeless} without any; greedy took more in {beaten}"
    );
    assert!(found > 60 && exact > 20 && hopeless > 0, "{found} {exact} {hopeless}");
}

/// What is told of a single change: field and value, the score with it, the gain, and whether it goes to the next step only.
type Told = (usize, i64, Real, Option<Real>, bool);

/// The facts of a region with a field changed.
fn changed(facts: &Facts, region: usize, field: usize, value: i64) -> Facts {
    let mut facts = facts.clone();
    facts[region][field] = Some(value);
    facts
}

#[test]
fn gains_are_those_of_facts_that_are_really_changed() {
    let mut random = Random(0x5EED_0102);
    let (mut compared, mut nexts) = (0, 0);
    for number in 0..2 * SYSTEMS {
        let mut system = any(&mut random, number);
        // Only scales of the region's own: peers would be measured anew.
        system.groups.iter_mut().flatten().for_each(|leaf| leaf.scale %= 4);
        let kdl = system.kdl_with(1, "grade \"A\" at=50\ngrade \"B\" at=0\n");
        let standard = standard(&kdl, &[0, 1, 2]);
        let facts: Facts = facts(&mut random).into_iter().take(3).collect();
        let order: Vec<usize> = system.groups.iter().flatten().map(|leaf| leaf.field).collect();
        let expected: Vec<Vec<Told>> = each(&standard, &facts, |_, card, _| {
            let singles = improvement::of(card).singles;
            let told = singles.into_iter().filter_map(|single| {
                let (value, is_next) = match &single.change.target {
                    Target::Most(Some(value)) => (value.to_i64()?, false),
                    Target::Next(value) => (value.to_i64()?, true),
                    other => panic!("{other:?}"),
                };
                if let (Some(gain), Some(before), Some(after)) = (&single.gain, &card.value, &single.outcome.value) {
                    assert_eq!(*gain, after.clone() - before.clone());
                }
                Some((order[single.change.line], value, single.outcome.value?, single.gain, is_next))
            });
            told.collect()
        });
        for (region, told) in expected.into_iter().enumerate() {
            for (field, value, expected, gain, is_next) in told {
                assert!(gain.is_none_or(|gain| *gain.low() > Number::zero()));
                let after = each(&standard, &changed(&facts, region, field, value), |_, card, _| card.value.clone());
                // Roots may have been computed with more bits for the sake of other regions.
                let is_same = after[region]
                    .as_ref()
                    .is_some_and(|after| after.compare(&expected).is_none_or(|order| order == Ordering::Equal));
                assert!(is_same, "{region} f{field}={value}: {:?}, not {expected:?}: {kdl}", after[region]);
                compared += 1;
                nexts += usize::from(is_next);
            }
        }
    }
    println!("{compared} single changes give what the changed facts give, {nexts} of them to the next step or anchor");
    assert!(compared > 200 && nexts > 10, "{compared} {nexts}");
}

#[test]
fn a_value_that_is_a_little_nearer_is_not_enough() {
    let mut random = Random(0x5EED_0103);
    let mut tried = [0; 4];
    for number in 0..3 * SYSTEMS {
        let mut system = any(&mut random, number);
        system.groups.iter_mut().flatten().for_each(|leaf| leaf.scale %= 4);
        let standard = standard(&system.kdl_with(1, MORE), &[0, 1, 2]);
        let facts: Facts = facts(&mut random).into_iter().take(3).collect();
        let leaves: Vec<_> = system.groups.iter().flatten().collect();
        let margins = each(&standard, &facts, |_, card, _| {
            let improvements = improvement::of(card);
            let goal = improvements.goal.map(|goal| match goal {
                Goal::Grade(_, at) => at,
                other => panic!("{other:?}"),
            });
            improvements
                .margins
                .into_iter()
                .map(|margin| (margin.line, margin.from, margin.to, margin.unit, goal.clone().unwrap()))
                .collect::<Vec<_>>()
        });
        for (region, margins) in margins.into_iter().enumerate() {
            for (line, from, to, unit, at) in margins.into_iter().filter(|margin| margin.0 < FIELDS) {
                let leaf = leaves[line];
                // The bonus, the deduction and the veto read these too.
                if (1..=3).contains(&leaf.field) {
                    continue;
                }
                let grade = |value: &Number| {
                    let facts = changed(&facts, region, leaf.field, value.to_i64().unwrap());
                    each(&standard, &facts, |_, card, _| card.published_value().is_some_and(|found| found >= at))
                        [region]
                };
                assert!(grade(&to), "{from} → {to}");
                let nearer = if to > from { to.clone() - unit.clone() } else { to.clone() + unit.clone() };
                assert_eq!(unit, Number::one());
                assert!(!grade(&nearer), "{from} → {nearer} is enough, too");
                tried[leaf.scale] += 1;
            }
        }
    }
    println!("plugged back, by scale (linear, logarithmic, anchors, steps): {tried:?}");
    assert!(tried.iter().all(|count| *count > 3), "{tried:?}");
}

#[test]
fn a_place_is_reached_among_the_others() {
    let mut random = Random(0x5EED_0104);
    let mut reached = 0;
    for _ in 0..SYSTEMS {
        let standard = standard(&System::random(&mut random, &["zero"]).kdl(1), &(0..7).collect::<Vec<_>>());
        let facts = facts(&mut random);
        each(&standard, &facts, |region, card, cards| {
            let others: Vec<&Scorecard<'_>> =
                cards.iter().enumerate().filter(|(index, _)| *index != region).map(|(_, own)| &own[0]).collect();
            let Some(place) = card.rank.and_then(|rank| rank.place.as_whole()) else { return };
            let own = Goal::place(card, place, &others).unwrap();
            assert!(reaches(card, &own, &[]), "it has its own place");
            let Some(better) = place.checked_sub(1).filter(|better| *better > 0) else { return };
            let goal = Goal::place(card, better, &others).unwrap();
            assert!(!reaches(card, &goal, &[]), "and not the one above");
            let Some(fewest) = improvement::towards(card, Some(goal)).fewest else { return };
            let value = fewest.outcome.value.unwrap();
            let above =
                others.iter().filter(|other| other.value.as_ref().is_some_and(|other| other.low() > value.high()));
            assert!(above.count() < better);
            reached += 1;
        });
    }
    println!("{reached} places");
    assert!(reached > 50);
}

#[test]
fn deductions_and_vetoes_are_taken_away() {
    let system = "indicators \"s\" \"s\" total=100 round=1 {\n\
                  indicator \"i\" \"i\" weight=100 { measure \"f0\"; scale \"linear\" from=0 to=100 }\n\
                  deduction \"d\" \"d\" max=20 per=3 { measure \"f2\" }\n\
                  veto \"v\" \"v\" when=\"f3 > 1\"\n\
                  grade \"A\" at=80\ngrade \"B\" at=0\n}\n";
    let standard = standard(system, &[0, 1]);
    let row = |value: [i64; FIELDS]| value.map(Some);
    let facts: Facts = vec![row([83, 0, 5, 0, 0, 0]), row([83, 0, 1, 2, 0, 0])];
    let told = each(&standard, &facts, |_, card, _| {
        let improvements = improvement::of(card);
        let singles: Vec<_> = improvements
            .singles
            .iter()
            .map(|single| {
                (card.lines[single.change.line].id, single.change.kind, single.gain.as_ref().map(ToString::to_string))
            })
            .map(|(id, kind, gain)| (id.to_owned(), kind, gain))
            .collect();
        let margins: Vec<_> = improvements.margins.iter().map(|margin| (margin.line, margin.to.to_string())).collect();
        (singles, margins, improvements.fewest.map(|fewest| fewest.changes.len()))
    });
    // 83 − 15 = 68; one incident may stay, and 95 would be enough.
    let gain = |text: &str| Some(text.to_owned());
    assert_eq!(told[0].0, [("i".to_owned(), Kind::Raise, gain("17")), ("d".to_owned(), Kind::Remove, gain("15"))]);
    assert_eq!(told[0].1, [(0, "95".to_owned()), (1, "1".to_owned())]);
    assert_eq!(told[0].2, Some(1));
    // Only lifting the veto gives a score; then 80 is reached.
    assert_eq!(told[1].0, [("v".to_owned(), Kind::Lift, None)]);
    assert_eq!(told[1].2, Some(1));
}

#[test]
fn what_reaches_a_grade_for_so_many_only_is_not_said() {
    let system = "indicators \"s\" \"s\" total=100 round=1 {\n\
                  ranking \"exact\"\n\
                  indicator \"i\" \"i\" weight=100 { measure \"f0\"; scale \"linear\" from=0 to=100 }\n\
                  grade \"A\" at=80 most=1 ties=\"excluded\"\ngrade \"B\" at=60\ngrade \"C\" at=0\n}\n";
    let standard = standard(system, &[0, 1, 2]);
    let facts: Facts = [90, 85, 40].map(|value| [Some(value); FIELDS]).to_vec();
    let told = each(&standard, &facts, |_, card, _| {
        let goal = improvement::of(card).goal.map(|goal| match goal {
            Goal::Grade(grade, at) => (grade.zh.clone(), at.to_string()),
            other => panic!("{other:?}"),
        });
        (card.grade.map(|grade| grade.zh.clone()), goal, Goal::next_by_quota(card).map(|grade| grade.zh.clone()))
    });
    let text = |text: &str| Some(text.to_owned());
    // 85 is enough for A but for the other region; 60 is enough for B, whatever others have.
    assert_eq!(told[0], (text("A"), None, None));
    assert_eq!(told[1], (text("B"), None, text("A")));
    assert_eq!(told[2], (text("C"), Some(("B".to_owned(), "60".to_owned())), None));
}
