//! Editions whose differences are worked by hand, and random ones in which the parts have to add up.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::{Compared, Comparison, Kind, compare};
use crate::base::date::Date;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::check::Assessment;
use crate::diagnostic::{Diagnostic, Language, SourceMap};
use crate::package::{self, Files};
use crate::standard::Standard;
use crate::submission::Submission;
use crate::submission::folder::{accept, read_submissions};
use std::collections::BTreeMap;

const REGIONS: &str = "code,name,level,parent\nr0,甲,county,\nr1,乙,county,\nr2,丙,county,\n";

fn edition(more: &str, system: &str, sources: &mut SourceMap) -> Standard {
    let text = format!(
        "standard \"tiny\" version=\"1\" {{ title \"小标准\"; regions \"regions.csv\"; submission \"report\" }}\n\
         record \"report\" \"填报\" {{ field \"a\" \"甲数\" type=\"number\"; field \"b\" \"乙数\" type=\"number\"; field \"c\" \"丙数\" type=\"number\" }}\n\
         {more}\nindicators \"i\" \"指标\" {system}\n"
    );
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let files = Files::in_memory("tiny", [file("standard.kdl", &text), file("regions.csv", REGIONS)]);
    let compilation = package::compile(&files, sources);
    let told: Vec<String> = compilation.diagnostics.iter().map(|found| found.text(Language::En)).collect();
    compilation.standard.unwrap_or_else(|| unreachable!("{told:?}\n{text}"))
}

fn submitted(standard: &Standard, facts: &[[Option<i64>; 3]]) -> BTreeMap<String, Submission> {
    let files = facts.iter().enumerate().map(|(region, values)| {
        let known = ["a", "b", "c"].into_iter().zip(values);
        let known: Vec<String> = known.filter_map(|(name, value)| Some(format!("\"{name}\": {}", (*value)?))).collect();
        let text = format!("{{\"region\": \"r{region}\", \"data\": {{{}}}}}", known.join(", "));
        (format!("r{region}.json"), text.into_bytes())
    });
    let files = Files::in_memory("", files.collect::<Vec<_>>());
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let read = read_submissions(&files, standard, &mut SourceMap::default(), &mut diagnostics);
    accept(read, standard, &mut diagnostics)
}

/// Compares two editions, each of further declarations and a system.
pub(crate) fn editions<T>(
    [old, new]: [(&str, &str); 2],
    facts: &[[Option<i64>; 3]],
    look: impl FnOnce(&Comparison<'_>) -> T,
) -> T {
    let mut sources = SourceMap::default();
    let old = edition(old.0, old.1, &mut sources);
    let from = sources.next();
    let new = edition(new.0, new.1, &mut sources);
    let day = Date::parse("2024-01-01").unwrap();
    let before = Assessment::new(&old, day, &submitted(&old, facts), &mut Vec::new());
    let after = Assessment::new(&new, day, &submitted(&new, facts), &mut Vec::new());
    look(&compare(&before, &after, from, None, &mut Vec::new()))
}

/// The changes of the only system, and the difference of each region with its parts.
fn told(compared: &Compared<'_>) -> (Vec<String>, Vec<String>) {
    let changes = compared.changes.iter().map(|change| {
        let kinds: Vec<&str> = change.kinds.iter().map(|kind| kind.keyword()).collect();
        let indicators: Vec<&str> = change.indicators.iter().map(String::as_str).collect();
        format!("{} {}", kinds.join("+"), indicators.join("+")).trim_end().to_owned()
    });
    let regions = compared.regions.iter().map(|moved| {
        let difference = moved.difference.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
        let parts = moved.parts.iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        format!("{difference}: {parts}").trim_end().to_owned()
    });
    (changes.collect(), regions.collect())
}

fn both(old: &str, new: &str, facts: &[[Option<i64>; 3]]) -> (Vec<String>, Vec<String>) {
    editions([("", old), ("", new)], facts, |comparison| told(&comparison.systems[0]))
}

pub(crate) fn indicator(id: &str, weight: u32, to: u32) -> String {
    format!(
        "indicator \"{id}\" \"指标\" weight={weight} {{ measure \"{id}\"; scale \"linear\" from=0 to={to}; missing \"zero\" }}\n"
    )
}

pub(crate) fn system(parts: &[String]) -> String {
    format!("total=100 {{ ranking \"exact\"\n{} }}", parts.concat())
}

pub(crate) const FACTS: [[Option<i64>; 3]; 3] =
    [[Some(10), Some(0), Some(5)], [Some(5), Some(10), None], [Some(0), Some(10), Some(10)]];

#[test]
fn the_same_edition_changes_nothing() {
    let own = system(&[indicator("a", 60, 10), indicator("b", 40, 10)]);
    let (changes, regions) = both(&own, &own, &FACTS);
    assert!(changes.is_empty());
    assert_eq!(regions, ["0:", "0:", "0:"]);
    // So does one that says the same in other words.
    let other = own.replace("measure \"a\"", "measure \"a * 2 / 2\"");
    assert_eq!(both(&own, &other, &FACTS), (Vec::new(), regions));
}

#[test]
fn weights_and_a_scale_share_what_they_do_together() {
    let old = system(&[indicator("a", 60, 10), indicator("b", 40, 10)]);
    let new = system(&[indicator("a", 50, 20), indicator("b", 50, 10)]);
    let (changes, regions) = both(&old, &new, &FACTS);
    assert_eq!(changes, ["weights", "scale a"]);
    // a, b are 10, 0: 60 becomes 50 by the weights, 30 by the scale, 25 by both: (−10 − 5) ÷ 2 and (−30 − 25) ÷ 2.
    // 5, 10: 70 becomes 75, 55, 62.5: (5 + 7.5) ÷ 2 and (−15 − 12.5) ÷ 2. 0, 10: 40 becomes 50, 40, 50.
    assert_eq!(regions, ["-35: -7.5 -27.5", "-7.5: 6.25 -13.75", "10: 10 0"]);
}

#[test]
fn an_indicator_comes_and_another_goes() {
    let old = system(&[indicator("a", 50, 10), indicator("b", 50, 10)]);
    let new = system(&[indicator("a", 50, 10), indicator("c", 50, 10)]);
    let (changes, regions) = both(&old, &new, &FACTS);
    assert_eq!(changes, ["added c", "removed b"]);
    // 10, 0, 5: 50 becomes 50 with all three, 100 with a alone, 75 with a and c: (0 − 25) ÷ 2 and (50 + 25) ÷ 2.
    assert_eq!(regions[0], "25: -12.5 37.5");
    // 5, 10 and nothing reported, which counts as none: 75, 50, 50, 25.
    assert_eq!(regions[1], "-50: -25 -25");
}

#[test]
fn how_parts_are_put_together_and_what_is_missing() {
    let whole = |aggregate: &str, missing: &str| {
        system(&[
            format!("aggregate \"{aggregate}\"\n"),
            indicator("a", 50, 10),
            indicator("c", 50, 10).replace("zero", missing),
        ])
    };
    let (changes, regions) = both(&whole("arithmetic", "zero"), &whole("minimum", "leave-out"), &FACTS);
    assert_eq!(changes, ["structure", "policy c"]);
    // 10 and 5: 75 becomes 50. 5 and nothing reported: 25 becomes 0 by the minimum, 50 by leaving out, 50 by both.
    assert_eq!(regions[0], "-25: -25 0");
    assert_eq!(regions[1], "25: -12.5 37.5");
}

#[test]
fn what_an_indicator_measures_is_that_of_its_own_edition() {
    let of = |limit: u32| format!("threshold \"limit\" {limit} \"限\" origin=\"ours\" {{ note \"试算\" }}");
    let own =
        "total=100 { indicator \"a\" \"指标\" weight=100 { measure \"a / limit\"; scale \"linear\" from=0 to=1 } }";
    let (old, new) = (of(10), of(20));
    let compared = editions([(&old, own), (&new, own)], &FACTS, |comparison| told(&comparison.systems[0]));
    assert_eq!(compared, (vec!["measure a".to_owned()], ["-50: -50", "-25: -25", "0: 0"].map(str::to_owned).to_vec()));
}

#[test]
fn bonuses_vetoes_and_full_marks() {
    let whole = |total: u32, bonus: u32, veto: &str| {
        format!(
            "total={total} {{ indicator \"a\" \"指标\" weight={total} {{ measure \"a\"; scale \"linear\" from=0 to=10 }}\n\
             bonus \"p\" \"加分\" max={bonus} {{ measure \"b\"; scale \"linear\" from=0 to=10 }}\nveto \"v\" \"否决\" when=\"b > 5\" {veto} }}"
        )
    };
    let (changes, regions) = both(&whole(100, 10, "cap=40"), &whole(120, 20, "cap=50"), &FACTS);
    assert_eq!(changes, ["total", "bonuses", "vetoes"]);
    // 10, 0: all from full marks. 5, 10: capped at 40, and at 50. 0, 10: 10 becomes 20 by the bonus.
    assert_eq!(regions, ["20: 20 0 0", "10: 0 0 10", "10: 0 10 0"]);
}

#[test]
fn weights_that_values_decide_hang_on_who_stands_beside_whom() {
    let free = |id: &str| indicator(id, 1, 10).replace("weight=1 ", "");
    let old = system(&[indicator("a", 60, 10), indicator("b", 40, 10)]);
    let new = format!(
        "total=100 {{ weights \"entropy\" scaling=\"shifted-min-max\" shift=0.1 round=3\n{}{} }}",
        free("a"),
        free("b").replace("to=10", "to=20")
    );
    editions([("", &old), ("", &new)], &FACTS, |comparison| {
        let own = &comparison.systems[0];
        assert_eq!(told(own).0, ["structure", "scale b"]);
        assert!(assert_adds_up(own) > 1);
    });
}

#[test]
fn where_there_is_no_score_nothing_is_divided() {
    let old = system(&[indicator("a", 50, 10), indicator("c", 50, 10)]);
    let held = system(&[indicator("a", 50, 20), indicator("c", 50, 10).replace("zero", "hold")]);
    let (_, regions) = both(&old, &held, &FACTS);
    assert_eq!(regions[1], "-:");
    assert!(regions[0].starts_with("-25: "));
}

#[test]
fn too_many_changes_are_taken_together_by_their_sorts() {
    let measure = |at: usize| ["a", "b", "c"][at % 3];
    let leaf = |at: usize, to: u32| {
        format!(
            "indicator \"x{at}\" \"指标\" weight=10 {{ measure \"{}\"; scale \"linear\" from=0 to={to}; missing \"{}\" }}\n",
            measure(at),
            if to == 10 { "zero" } else { "leave-out" }
        )
    };
    let whole = |to: u32| system(&(0..10).map(|at| leaf(at, to)).collect::<Vec<_>>());
    editions([("", &whole(10)), ("", &whole(20))], &FACTS, |comparison| {
        let own = &comparison.systems[0];
        assert!(own.is_taken_together);
        let kinds: Vec<Kind> = own.changes.iter().flat_map(|change| change.kinds.iter().copied()).collect();
        assert_eq!(kinds, [Kind::Scale, Kind::Policy]);
        assert_eq!(own.changes[0].indicators.len(), 10);
        assert_adds_up(own);
    });
}

/// The parts of every region add up to its difference, exactly where that is exact.
fn assert_adds_up(compared: &Compared<'_>) -> usize {
    let mut divided = 0;
    for moved in &compared.regions {
        let (Some(difference), Some(parts)) = (&moved.difference, &moved.parts) else { continue };
        let sum: Real = parts.iter().cloned().sum();
        match (difference.as_exact(), sum.as_exact()) {
            (Some(difference), Some(sum)) => assert_eq!(difference, sum),
            _ => assert!(difference.compare(&sum).is_none_or(std::cmp::Ordering::is_eq), "{difference} {sum}"),
        }
        divided += usize::from(parts.iter().any(|part| *part.low() != Number::zero()));
    }
    divided
}

#[test]
fn parts_add_up_in_random_editions() {
    let mut state = 0x5EED_0301_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % 1_000_003).unwrap() % limit
    };
    let (mut divided, mut most, mut mixed) = (0, 0, 0);
    for _ in 0..24 {
        let mut whole = || {
            let aggregates = ["arithmetic", "minimum", "harmonic", "geometric"];
            let wholes = ["arithmetic", "minimum", "geometric", "topsis\" ideal=\"observed"];
            let mut text = String::from("total=100 { weights \"ratio\"; ranking \"exact\"\n");
            text += &format!("aggregate \"{}\"\n", wholes[below(4)]);
            for group in 0..2 {
                text += &format!(
                    "group \"g{group}\" \"组\" weight={}{} {{ aggregate \"{}\"\n",
                    1 + below(3),
                    ["", " round=2"][below(2)],
                    aggregates[below(4)]
                );
                for at in 0..2 {
                    let scale =
                        ["linear\" from=0 to=10", "min-max\" from=0.1", "rank\" from=0.1", "linear\" from=1 to=20"]
                            [below(4)];
                    let missing = ["zero", "leave-out", "mean"][below(3)];
                    // Now and then another indicator stands there, or none.
                    if at == 1 && below(4) == 0 {
                        continue;
                    }
                    let id = if below(5) == 0 { format!("y{group}{at}") } else { format!("x{group}{at}") };
                    text += &format!(
                        "indicator \"{id}\" \"指标\" weight={} {{ measure \"{}\"; scale \"{scale}; missing \"{missing}\" }}\n",
                        1 + below(3),
                        ["a", "b", "c", "a + b"][below(4)]
                    );
                }
                text += "}\n";
            }
            if below(2) == 0 {
                text += &format!(
                    "bonus \"p\" \"加分\" max={} {{ measure \"c\"; scale \"linear\" from=0 to=10 }}\n",
                    1 + below(5)
                );
            }
            text + "}"
        };
        let (old, new) = (whole(), whole());
        let mut value = || (below(6) > 0).then(|| i64::try_from(1 + below(10)).unwrap());
        let facts: Vec<[Option<i64>; 3]> = (0..3).map(|_| [value(), value(), value()]).collect();
        editions([("", &old), ("", &new)], &facts, |comparison| {
            let own = &comparison.systems[0];
            divided += assert_adds_up(own);
            most = most.max(own.changes.len());
            mixed += usize::from(own.is_taken_together);
        });
    }
    assert!(divided > 30 && most > 6 && mixed > 0, "{divided} {most} {mixed}");
}
