//! Small rounds worked by hand, and random ones against the engine: what is left out, and what is not reported.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::{Coherence, Indicator, Skipped, examine};
use crate::base::date::Date;
use crate::base::number::{Number, Rounding};
use crate::base::real::Real;
use crate::check::{Assessment, Context};
use crate::diagnostic::SourceMap;
use crate::package::Files;
use crate::score::tiny;
use crate::score::{Measurement, Replacing, Scorecard, score_all};
use crate::standard::Standard;
use crate::submission::folder::{accept, read_submissions};
use std::collections::BTreeMap;

/// What regions report, by indicator; `None` where nothing is.
type Facts = Vec<Vec<Option<i64>>>;

/// A standard with a system of those indicators, and more lines.
fn compile(head: &str, indicators: &str, facts: &Facts) -> Standard {
    let codes: Vec<String> = (0..facts.len()).map(|region| format!("r{region}")).collect();
    tiny::standard(head, indicators, facts[0].len(), &codes)
}

/// Looks at the cards of a round.
fn scored<T>(standard: &Standard, facts: &Facts, look: impl FnOnce(&[&Scorecard<'_>]) -> T) -> T {
    let files = facts.iter().enumerate().map(|(region, values)| {
        let known = values.iter().enumerate().filter_map(|(field, value)| Some(format!("\"f{field}\": {}", (*value)?)));
        let data = known.collect::<Vec<_>>().join(", ");
        (format!("r{region}.json"), format!("{{\"region\": \"r{region}\", \"data\": {{{data}}}}}").into_bytes())
    });
    let files = Files::in_memory("", files.collect::<Vec<_>>());
    let mut diagnostics = Vec::new();
    let read = read_submissions(&files, standard, &mut SourceMap::default(), &mut diagnostics);
    let submissions = accept(read, standard, &mut diagnostics);
    let assessment = Assessment::new(standard, Date::parse("2024-01-01").unwrap(), &submissions, &mut Vec::new());
    let cards = score_all(&Context::all(&assessment), &mut Vec::new());
    look(&cards.iter().map(|own| &own[0]).collect::<Vec<_>>())
}

fn examined<T>(standard: &Standard, facts: &Facts, look: impl FnOnce(&Coherence<'_>) -> T) -> T {
    scored(standard, facts, |cards| look(&examine(standard, &standard.systems[0], cards).unwrap()))
}

/// Indicators of 50, 30 and 20 points, from 0 to 10.
fn three(missing: &str) -> String {
    let indicator = |(field, weight)| {
        format!(
            "indicator \"x{field}\" \"指标\" weight={weight} {{ measure \"f{field}\"; scale \"linear\" from=0 to=10; \
             missing \"{missing}\" }}"
        )
    };
    [(0, 50), (1, 30), (2, 20)].map(indicator).join("\n")
}

/// Scores 60, 65 and 40 with those.
fn small() -> Facts {
    [[10, 0, 5], [5, 10, 5], [0, 10, 5]].map(|values| values.map(Some).to_vec()).to_vec()
}

/// Who moves: how many, the mean, and the longest move.
fn moves(indicator: &Indicator<'_>) -> (usize, String, Option<(String, usize, usize)>) {
    let own = indicator.left_out.as_ref().unwrap();
    let largest =
        own.largest.map(|own| (own.region.code.clone(), own.from.as_whole().unwrap(), own.to.as_whole().unwrap()));
    (own.moved, own.mean.to_string(), largest)
}

fn scores(indicator: &Indicator<'_>) -> Vec<String> {
    let scores = &indicator.left_out.as_ref().unwrap().scores;
    scores.iter().map(|score| score.as_ref().map_or_else(String::new, ToString::to_string)).collect()
}

#[test]
fn what_becomes_of_places_without_an_indicator() {
    let standard = compile("{ ranking \"exact\"", &three("zero"), &small());
    examined(&standard, &small(), |coherence| {
        let [one, two, three] = &coherence.indicators[..] else { unreachable!() };
        let move_of = |region: &str, from, to| Some((region.to_owned(), from, to));
        // Of 50 points: 10, 40, 40; places 2, 1, 3 become 3, 1, 1.
        assert_eq!(scores(one), ["20", "80", "80"]);
        assert_eq!(moves(one), (2, "1".to_owned(), move_of("r2", 3, 1)));
        // Of 70 points: 60, 35, 10.
        assert_eq!(scores(two), ["600/7", "50", "100/7"]);
        assert_eq!(moves(two), (2, "2/3".to_owned(), move_of("r0", 2, 1)));
        // Of 80 points: 50, 55, 30.
        assert_eq!(scores(three), ["62.5", "68.75", "37.5"]);
        assert_eq!(moves(three), (0, "0".to_owned(), None));
        let nothing = coherence.indicators.iter().map(|own| own.left_out.as_ref().unwrap().decides_nothing());
        assert_eq!(nothing.collect::<Vec<_>>(), [false, false, true]);
    });
}

#[test]
fn who_has_nothing_left_loses_the_place() {
    let facts = vec![vec![Some(8), None, None], vec![Some(4), Some(5), Some(5)], vec![Some(2), Some(5), Some(4)]];
    let standard = compile("{ ranking \"exact\"", &three("leave-out"), &facts);
    examined(&standard, &facts, |coherence| {
        let own = coherence.indicators[0].left_out.as_ref().unwrap();
        // 80, 45, 33; without the first, nothing is known of the best, and the others move up.
        assert_eq!((own.compared, own.moved, own.lost, own.gained), (2, 2, 1, 0));
        assert!(!own.decides_nothing());
        let missing: Vec<String> = coherence.indicators.iter().map(|own| own.missing_share().to_string()).collect();
        assert_eq!(missing, ["0", "1/3", "1/3"]);
    });
    // With half of the weight unknown the best has no score; without what it does not report, it has one.
    let held = compile("min-coverage=0.6 { ranking \"exact\"", &three("zero"), &facts);
    examined(&held, &facts, |coherence| {
        let reason = coherence.left_out_skipped;
        assert_eq!(reason, Some(Skipped::TooFew), "two are ranked");
        assert!(coherence.indicators.iter().all(|own| own.left_out.is_none() && own.omission.is_some()));
    });
    let mut more = facts;
    more.push(vec![Some(1), Some(1), Some(1)]);
    let held = compile("min-coverage=0.6 { ranking \"exact\"", &three("zero"), &more);
    examined(&held, &more, |coherence| {
        let gained = coherence.indicators.iter().map(|own| own.left_out.as_ref().unwrap().gained);
        // 50 of 70 and 50 of 80 points are known.
        assert_eq!(gained.collect::<Vec<_>>(), [0, 1, 1]);
    });
}

#[test]
fn who_ranks_nobody_is_not_asked_for_places() {
    let standard = compile("{", &three("zero"), &small());
    examined(&standard, &small(), |coherence| {
        assert_eq!(coherence.left_out_skipped, Some(Skipped::Unranked));
        assert_eq!(coherence.omission_skipped, None);
        assert!(coherence.indicators.iter().all(|own| own.left_out.is_none()));
    });
}

#[test]
fn what_would_take_minutes_is_skipped() {
    let most = super::MOST_LINES;
    assert_eq!(Skipped::as_too_much([most / 4; 2].into_iter(), 2), None);
    assert_eq!(Skipped::as_too_much([most / 4, most / 4 + 1].into_iter(), 2), Some(Skipped::TooMuch));
    assert_eq!(Skipped::as_too_much([usize::MAX; 2].into_iter(), 2), Some(Skipped::TooMuch));
}

/// Of each indicator: who could gain, who does, and the most.
fn silence(head: &str, missing: &str) -> Vec<(usize, usize, String)> {
    let standard = compile(head, &three(missing), &small());
    examined(&standard, &small(), |coherence| {
        let of = |own: &Indicator<'_>| {
            let own = own.omission.as_ref().unwrap();
            let most = own.largest.as_ref().map(|gain| format!("{} {}", gain.region.code, gain.points));
            (own.tried, own.gaining, most.unwrap_or_default())
        };
        coherence.indicators.iter().map(of).collect()
    })
}

#[test]
fn whether_silence_pays() {
    let told = |gains: [(usize, &str); 3]| {
        let all = [2, 1, 3].into_iter().zip(gains);
        all.map(|(tried, (gaining, most))| (tried, gaining, most.to_owned())).collect::<Vec<_>>()
    };
    for policy in ["zero", "hold"] {
        assert_eq!(silence("{", policy), told([(0, ""), (0, ""), (0, "")]), "{policy}");
    }
    // 65 → 40 of 50 and 40 → 40 of 50; 60 → 60 of 70; 60 → 50 of 80, 65 → 55 of 80 and 40 → 30 of 80.
    assert_eq!(silence("{", "leave-out"), told([(2, "r2 40"), (1, "r0 180/7"), (2, "r1 3.75")]));
    // Without the first or the second, 50 or 70 of 100 points are known: no score at all.
    assert_eq!(silence("min-coverage=0.8 {", "leave-out"), told([(0, ""), (0, ""), (2, "r1 3.75")]));
    // The others have 10 and 0, or 10 and 5; both 10; both 5.
    for policy in ["mean", "median"] {
        assert_eq!(silence("{", policy), told([(1, "r2 37.5"), (1, "r0 30"), (0, "")]), "{policy}");
    }
}

#[test]
fn stand_ins_from_a_comparison_are_not_guessed() {
    let relative = "indicator \"x0\" \"指标\" weight=50 { measure \"f0\"; scale \"min-max\"; missing \"mean\" }
        indicator \"x1\" \"指标\" weight=50 { measure \"f1\"; scale \"min-max\"; missing \"leave-out\" }";
    let standard = compile("{", relative, &small());
    examined(&standard, &small(), |coherence| {
        let asked = coherence.indicators.iter().map(|own| own.omission.is_some());
        assert_eq!(asked.collect::<Vec<_>>(), [false, true]);
    });
}

/// Numbers by chance.
struct Stream(u64);

impl Stream {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap() % end
    }

    fn pick<'t>(&mut self, words: &[&'t str]) -> &'t str {
        words[self.below(words.len())]
    }
}

const INDICATORS: usize = 5;

/// The lines of a system by chance, and its indicators, each with what is asked of it apart.
fn random_system(stream: &mut Stream) -> (String, Vec<String>) {
    let head = format!(
        "round={} min-coverage=0.3 {{ weights \"ratio\"\n{}\n{}\n{}",
        stream.below(3),
        stream.pick(&[
            "ranking \"exact\"",
            "ranking \"published\" ties=\"dense\"",
            "ranking \"exact\" among=\"level\""
        ]),
        stream.pick(&["", "", "", "aggregate \"geometric\"", "aggregate \"harmonic\""]),
        stream.pick(&["", "deduction \"d\" \"扣分\" max=30 per=2 { measure \"f3\" }"]),
    );
    let indicator = |field: usize| {
        let policy = stream.pick(&[
            "zero",
            "zero",
            "leave-out",
            "leave-out",
            "leave-out",
            "mean",
            "median",
            "mean",
            "median",
            "hold",
        ]);
        let scale = stream.pick(&[
            "\"linear\" from=0 to=10",
            "\"linear\" from=12 to=-1",
            "\"step\" { at 8 share=1; at 4 share=0.5; at 2 share=0.25 }",
        ]);
        let (weight, round) = (1 + stream.below(9), if stream.below(20) == 0 { "round=1" } else { "" });
        format!(
            "indicator \"x{field}\" \"指标\" weight={weight} {round} {{ measure \"f{field}\"; scale {scale}; missing \"{policy}\""
        )
    };
    (head, (0..INDICATORS).map(indicator).collect())
}

/// The system, with one of its indicators applying to nobody.
fn source(indicators: &[String], without: Option<usize>) -> String {
    let own = |(index, text): (usize, &String)| {
        let never = if without == Some(index) { "; not-applicable-when \"1 == 1\"" } else { "" };
        format!("{text}{never} }}")
    };
    let all: Vec<String> = indicators.iter().enumerate().map(own).collect();
    format!("{}\ngroup \"g\" \"组\" weight=10 {{\n{}\n}}", all[..2].join("\n"), all[2..].join("\n"))
}

#[test]
fn the_engine_finds_the_same() {
    let mut stream = Stream(0xC0_4E_12);
    let (mut moved, mut gaining, mut at_once, mut again) = (0, 0, 0, 0);
    for system in 0..12 {
        let (head, indicators) = random_system(&mut stream);
        let region = |stream: &mut Stream| {
            let value = |_| (stream.below(6) > 0).then(|| i64::try_from(stream.below(11)).unwrap());
            (0..INDICATORS).map(value).collect::<Vec<_>>()
        };
        let facts: Facts = (0..6).map(|_| region(&mut stream)).collect();
        let standard = compile(&head, &source(&indicators, None), &facts);
        scored(&standard, &facts, |cards| {
            // A deduction reads the fourth field as well; what it takes off stays with a line, not with a fact.
            let reads_twice = head.contains("deduction");
            let coherence = examine(&standard, &standard.systems[0], cards).unwrap();
            for (index, own) in coherence.indicators.iter().enumerate() {
                if let Some(left_out) = &own.left_out {
                    let without = compile(&head, &source(&indicators, Some(index)), &facts);
                    scored(&without, &facts, |others| {
                        let found = left_out.scores.iter().map(|score| score.as_ref().map(close));
                        let really = others.iter().map(|own| own.value.as_ref().map(close));
                        assert_eq!(found.collect::<Vec<_>>(), really.collect::<Vec<_>>(), "{system} {index}");
                        let pairs = cards.iter().zip(others).filter_map(|(own, other)| Some((own.rank?, other.rank?)));
                        let far: Vec<Number> = pairs.map(|(own, other)| own.place.distance(other.place)).collect();
                        let largest = left_out.largest.map_or_else(Number::zero, |largest| largest.distance());
                        assert_eq!(far.iter().cloned().max().unwrap_or_default(), largest, "{system} {index}");
                        assert_eq!(far.iter().filter(|far| !far.is_zero()).count(), left_out.moved, "{system} {index}");
                    });
                    moved += left_out.moved;
                }
                let omission = own.omission.as_ref().unwrap();
                if reads_twice && index == 3 {
                    continue;
                }
                let (tried, gains) = really_unreported(&standard, &facts, cards, index);
                assert_eq!((omission.tried, omission.gaining), (tried, gains.len()), "{system} {index}\n{head}");
                let largest = omission.largest.as_ref().map(|gain| close(&gain.points));
                assert_eq!(largest, gains.into_iter().max(), "{system} {index}");
                gaining += omission.gaining;
            }
            for card in cards {
                let replacing = Replacing::of(card);
                let count = if replacing.score_cost() == 0 { &mut at_once } else { &mut again };
                *count += 1;
                for line in 0..INDICATORS {
                    for share in ["0", "1/3", "1"] {
                        let share = Number::parse(share).unwrap().into();
                        let changed = Scorecard::at_share(&card.lines[line], share);
                        same(card, &replacing, line, changed);
                    }
                    same(card, &replacing, line, Measurement::Unknown);
                    same(card, &replacing, line, Measurement::NotApplicable(Default::default()));
                }
            }
        });
    }
    // Nothing of this is empty.
    assert!(moved > 20 && gaining > 20 && at_once > 20 && again > 20, "{moved} {gaining} {at_once} {again}");
}

/// A number as far as any attempt has it.
fn close(number: &Real) -> Number {
    number.low().rounded(20, Rounding::HalfEven)
}

/// The sums against the whole put together.
fn same(card: &Scorecard<'_>, replacing: &Replacing<'_, '_>, line: usize, measurement: Measurement) {
    let found = replacing.score(line, &measurement);
    let whole = card.with(&BTreeMap::from([(line, measurement)]));
    assert_eq!(found, whole.value);
}

/// How many could gain by not reporting an indicator, and what those gain who do, with the fact really taken away.
fn really_unreported(
    standard: &Standard,
    facts: &Facts,
    cards: &[&Scorecard<'_>],
    index: usize,
) -> (usize, Vec<Number>) {
    let mut tried = 0;
    let mut gains = Vec::new();
    for (region, card) in cards.iter().enumerate() {
        let (Some(before), Measurement::Known { share, .. }) = (&card.value, &card.lines[index].measurement) else {
            continue;
        };
        if *share.low() == Number::one() {
            continue;
        }
        tried += 1;
        let mut silent = facts.clone();
        silent[region][index] = None;
        let after = scored(standard, &silent, |cards| cards[region].value.clone());
        if let Some(after) = after.filter(|after| after.low() > before.high()) {
            gains.push(close(&(after - before.clone())));
        }
    }
    (tried, gains)
}

#[test]
fn no_change_of_a_card_gives_weights_to_values_that_give_none() {
    let facts: Facts = vec![vec![Some(4), Some(7)]; 3];
    let head = "{ weights \"entropy\" scaling=\"min-max\" round=4";
    let indicator =
        |id: usize| format!("indicator \"x{id}\" \"x\" {{ measure \"f{id}\"; scale \"linear\" from=0 to=10 }}");
    let standard = compile(head, &[indicator(0), indicator(1)].join("\n"), &facts);
    scored(&standard, &facts, |cards| {
        let card = cards[0];
        let better = Scorecard::at_share(&card.lines[0], Real::one());
        let changed = card.with(&BTreeMap::from([(0, better)]));
        for card in [card, &changed] {
            assert_eq!((&card.value, card.withheld), (&None, Some(crate::score::Withheld::NoWeights)));
        }
    });
}
