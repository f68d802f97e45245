//! Random systems: the model against the engine, draws against what is proved, one thread against many.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]

use super::sampling::{Plan, Stream, moved};
use super::sensitivity::Influence;
use super::simulation::Baseline;
use super::{Draw, Model, Uncertified, all_wins, assess_system};
use crate::base::date::Date;
use crate::check::{Assessment, Context};
use crate::diagnostic::SourceMap;
use crate::package::Files;
use crate::score::{score_all, tiny};
use crate::standard::Standard;
use crate::standard::indicator::{
    Aggregate, Branch, Group, Indicator, IndicatorSystem, Method, Missing, Relative, Scale, Uncertainty,
};
use crate::submission::Submission;
use crate::submission::folder::{accept, read_submissions};
use std::collections::BTreeMap;

const INDICATORS: usize = 6;

/// A standard of one system, with that among its lines and with those indicators.
fn compile(lines: &str, indicators: &str, regions: usize) -> Standard {
    let codes: Vec<String> = (0..regions).map(|region| format!("r{region:03}")).collect();
    tiny::standard(lines, indicators, INDICATORS, &codes)
}

/// What each region reports: small whole numbers, so that many are equal, and nothing here and there.
fn submissions(standard: &Standard, gaps: f64, stream: &mut Stream) -> BTreeMap<String, Submission> {
    let files: Vec<(String, Vec<u8>)> = standard
        .registry
        .regions()
        .iter()
        .map(|region| {
            let values: Vec<String> = (0..INDICATORS)
                .map(|field| (field, stream.next() < gaps, stream.below(11)))
                .filter(|(_, is_missing, _)| !is_missing)
                .map(|(field, _, value)| format!("\"f{field}\": {value}"))
                .collect();
            let text = format!("{{\"region\": \"{}\", \"data\": {{{}}}}}", region.code, values.join(", "));
            (format!("{}.json", region.code), text.into_bytes())
        })
        .collect();
    let mut diagnostics = Vec::new();
    let read = read_submissions(&Files::in_memory("", files), standard, &mut SourceMap::default(), &mut diagnostics);
    accept(read, standard, &mut diagnostics)
}

fn pick<'t>(words: &[&'t str], stream: &mut Stream) -> &'t str {
    words[stream.below(words.len())]
}

/// Six indicators, some in groups, with scales, means, roundings and policies by chance.
fn random_indicators(means: &[&str], policies: &[&str], rounds: &[&str], stream: &mut Stream) -> String {
    let scales = [
        "\"linear\" from=0 to=10",
        "\"linear\" from=12 to=-1",
        "\"logarithmic\" from=1 to=20",
        "\"step\" { at 8 share=1; at 4 share=0.5; at 2 share=0.25 }",
        "\"anchors\" { at 9 share=1; at 5 share=0.75; at 1 share=0.125 }",
        "\"min-max\" prefer=\"less\"",
        "\"rank\" among=\"level\"",
    ];
    let indicators: Vec<String> = (0..INDICATORS)
        .map(|field| {
            format!(
                "indicator \"x{field}\" \"指标\" weight={} {} {{ measure \"f{field}\"; scale {}; missing \"{}\"\n{}\n{} }}",
                1 + stream.below(9),
                pick(rounds, stream),
                pick(&scales, stream),
                pick(policies, stream),
                pick(&["", "outliers \"winsorise\" most=2 skewness=0.5 kurtosis=0"], stream),
                pick(&["", "", "not-applicable-when \"f0 == 3\""], stream),
            )
        })
        .collect();
    let group = |id: &str, own: &str, inner: &[String], round: &str| {
        format!("group \"{id}\" \"组\" weight={} {round} {{ {own}\n{} }}", 1 + inner.len(), inner.join("\n"))
    };
    let mut own = || pick(means, stream);
    let inner = group("h", own(), &indicators[2..4], "");
    let outer = group("g", own(), &[indicators[1].clone(), inner], pick(rounds, stream));
    [&indicators[..1], &[outer], &indicators[4..]].concat().join("\n")
}

const MEANS: [&str; 9] = [
    "",
    "aggregate \"maximum\"",
    "aggregate \"power\" exponent=-2",
    "aggregate \"arithmetic\"",
    "aggregate \"geometric\"",
    "aggregate \"harmonic\"",
    "aggregate \"minimum\"",
    "aggregate \"mean-less-deviation\" penalty=0.75",
    "aggregate \"mazziotta-pareto\"",
];
/// For the whole only.
const IDEALS: [&str; 2] =
    ["aggregate \"topsis\" ideal=\"observed\" among=\"level\"", "aggregate \"topsis\" ideal=\"absolute\""];
const POLICIES: [&str; 5] = ["zero", "leave-out", "mean", "median", "hold"];
const ALTERNATIVES: &str = "uncertainty draws=200 seed=5 { weights within=0.3
    alternative \"aggregate\" \"geometric\"; alternative \"aggregate\" \"arithmetic\"
    alternative \"missing\" \"leave-out\"; alternative \"missing\" \"median\"; alternative \"missing\" \"hold\"
    alternative \"scale\" \"min-max\"; alternative \"scale\" \"rank\"; alternative \"outliers\" \"none\" }";

/// A system by chance, with more lines of its own.
fn random_standard(lines: &str, regions: usize, stream: &mut Stream) -> Standard {
    let rankings = ["ranking \"exact\"", "ranking \"published\" ties=\"dense\"", "ranking \"exact\" among=\"level\""];
    let further = "bonus \"b\" \"加分\" max=3 { measure \"f2\"; scale \"linear\" from=5 to=10 }
        deduction \"d\" \"扣分\" max=30 per=2 { measure \"f3\" }";
    let lines = format!(
        "round={} rounding=\"{}\" min-coverage=0.4 {{ weights \"ratio\"\n{}\n{}\n{}\n{lines}",
        stream.below(3),
        pick(&["half-even", "half-up"], stream),
        pick(&[&MEANS[..], &IDEALS[..]].concat(), stream),
        pick(&rankings, stream),
        pick(&["", further], stream),
    );
    let indicators = random_indicators(&MEANS, &POLICIES, &["", "", "round=1"], stream);
    compile(&lines, &indicators, regions)
}

fn assessed<T>(
    standard: &Standard,
    submissions: &BTreeMap<String, Submission>,
    look: impl Fn(&[Context<'_>]) -> T,
) -> T {
    let assessment = Assessment::new(standard, Date::parse("2024-01-01").unwrap(), submissions, &mut Vec::new());
    look(&Context::all(&assessment))
}

/// Scores and places of the engine; nothing where there are none.
fn engine(standard: &Standard, submissions: &BTreeMap<String, Submission>) -> Vec<(Option<f64>, u32)> {
    assessed(standard, submissions, |contexts| {
        let cards = score_all(contexts, &mut Vec::new());
        let own = cards.iter().map(|cards| {
            let score = cards[0].value.as_ref().map(|value| value.low().nearest_f64());
            (score, cards[0].rank.map_or(0, |rank| u32::try_from(rank.place.as_whole().unwrap()).unwrap()))
        });
        own.collect()
    })
}

fn assert_same(model: &Baseline, engine: &[(Option<f64>, u32)], told: &str) {
    assert_eq!(model.places, engine.iter().map(|(_, place)| *place).collect::<Vec<_>>(), "{told}");
    for (own, (score, _)) in model.scores.iter().zip(engine) {
        match score {
            Some(score) => assert!((own - score).abs() <= 1e-9 * score.abs().max(1.0), "{own} {score} {told}"),
            None => assert!(own.is_nan(), "{own} {told}"),
        }
    }
}

/// Everything below, changed.
fn change(branches: &mut [Branch], group: &dyn Fn(&mut Group), leaf: &dyn Fn(&mut Indicator)) {
    for branch in branches {
        match branch {
            Branch::Group(own) => {
                group(own);
                change(&mut own.children, group, leaf);
            }
            Branch::Indicator(own) => leaf(own),
        }
    }
}

/// What each level of [`ALTERNATIVES`] means, said once more.
fn otherwise(system: &mut IndicatorSystem, [aggregate, missing, scale, outliers]: [usize; 4]) {
    let among = system.ranking.as_ref().unwrap().among.clone();
    let instead = [None, Some(Aggregate::Geometric), Some(Aggregate::Arithmetic)][aggregate].clone();
    let policy = [None, Some(Missing::LeaveOut), Some(Missing::Median), Some(Missing::Hold)][missing];
    let method = [None, Some(Method::MinMax), Some(Method::Rank)][scale];
    system.aggregate = instead.clone().unwrap_or_else(|| system.aggregate.clone());
    let group = |group: &mut Group| {
        group.aggregate = group.aggregate.take().map(|own| instead.clone().unwrap_or(own));
    };
    let leaf = |leaf: &mut Indicator| {
        if let Some(policy) = policy {
            if !matches!(leaf.missing, Missing::Mean | Missing::Median) {
                leaf.missing_among = among.clone();
            }
            leaf.missing = policy;
        }
        if let Some(method) = method {
            let prefers_less = match &leaf.scale {
                Scale::Linear { from, .. } => from.to_string() == "12",
                Scale::Relative(relative) => relative.prefers_less,
                _ => false,
            };
            let (from, to) = (0.into(), 1.into());
            leaf.scale = Scale::Relative(Relative { method, prefers_less, among: among.clone(), from, to });
        }
        if outliers == 1 {
            leaf.outliers = None;
        }
    };
    change(&mut system.children, &group, &leaf);
}

#[test]
fn the_model_places_regions_as_the_engine_does() {
    let mut compared = 0;
    for number in 0..24 {
        let mut stream = Stream::new(20, number);
        let standard = random_standard(ALTERNATIVES, 14, &mut stream);
        let submissions = submissions(&standard, 0.15, &mut stream);
        let model = assessed(&standard, &submissions, |contexts| Model::of(&standard.systems[0], contexts).unwrap());
        assert_eq!((model.levels, model.combinations().len()), ([3, 4, 3, 2], 72));
        let own = engine(&standard, &submissions);
        assert_same(&model.baseline(), &own, &format!("{number}"));
        compared += own.iter().filter(|(_, place)| *place > 0).count();
        for _ in 0..4 {
            let levels = model.levels.map(|ways| stream.below(ways));
            let mut other = standard.clone();
            otherwise(&mut other.systems[0], levels);
            let scores = model.scores(&Draw { levels, ..model.own() });
            let mut places = vec![0; scores.len()];
            model.places(&scores, &mut places, &mut super::place::Room::default());
            let told = format!("{number} {levels:?}");
            assert_same(&Baseline { scores, places }, &engine(&other, &submissions), &told);
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn weights_move_as_they_do_in_a_standard_that_says_so() {
    for number in 0..8 {
        let mut stream = Stream::new(21, number);
        let mut standard = random_standard(ALTERNATIVES, 10, &mut stream);
        let submissions = submissions(&standard, 0.1, &mut stream);
        let model = assessed(&standard, &submissions, |contexts| Model::of(&standard.systems[0], contexts).unwrap());
        // Weights that are written with few digits, and the score that the standard with these weights gives.
        let drawn = moved(&model.weights, 0.3, &mut stream);
        let written: Vec<crate::base::number::Number> =
            drawn.iter().map(|weight| crate::base::number::Number::parse(&format!("{weight:.6}")).unwrap()).collect();
        let next = std::cell::Cell::new(0);
        let leaf = |leaf: &mut Indicator| {
            leaf.weight = written[next.get()].clone();
            next.set(next.get() + 1);
        };
        change(&mut standard.systems[0].children, &|_| {}, &leaf);
        reweigh(&mut standard.systems[0].children);
        let draw = Draw { weights: written.iter().map(|weight| weight.nearest_f64()).collect(), levels: [0; 4] };
        let scores = model.scores(&draw);
        let engine = engine(&standard, &submissions);
        for (own, (score, _)) in scores.iter().zip(&engine) {
            // Whether there is a score is decided with the weights of the standard.
            if let Some(score) = score.filter(|_| !own.is_nan()) {
                assert!((own - score).abs() <= 1e-9 * score.max(1.0), "{number}: {own} {score}");
            }
        }
    }
}

/// Gives every group the points of what it holds.
fn reweigh(branches: &mut [Branch]) {
    for branch in branches {
        if let Branch::Group(group) = branch {
            reweigh(&mut group.children);
            group.weight = group.children.iter().map(|child| child.weight().clone()).sum();
        }
    }
}

/// A system of weighted sums only.
fn plain_standard(within: &str, regions: usize, stream: &mut Stream) -> Standard {
    let rankings = ["ranking \"exact\"", "ranking \"published\"", "ranking \"exact\" ties=\"dense\" among=\"level\""];
    let lines = format!(
        "round=1 {{ weights \"ratio\"\n{}\n{}\nuncertainty draws=300 seed=9 {{ weights within={within} }}",
        pick(&rankings, stream),
        pick(&["", "deduction \"d\" \"扣分\" max=60 per=9 { measure \"f3\" }"], stream),
    );
    let means = ["", "aggregate \"arithmetic\""];
    compile(&lines, &random_indicators(&means, &["zero", "leave-out", "mean"], &[""], stream), regions)
}

#[test]
fn no_draw_leaves_the_places_that_are_proved() {
    let (mut narrow, mut seen) = (0, 0);
    for number in 0..40 {
        let mut stream = Stream::new(22, number);
        let within = ["0.02", "0.1", "0.5", "1"][number as usize % 4];
        let standard = plain_standard(within, 12, &mut stream);
        let submissions = submissions(&standard, [0.0, 0.0, 0.2][number as usize % 3], &mut stream);
        let system = &standard.systems[0];
        let uncertainty = system.uncertainty.as_ref().unwrap();
        let model = assessed(&standard, &submissions, |contexts| Model::of(system, contexts).unwrap());
        let plan = Plan::of(&model, uncertainty);
        let certified = model.certify(plan.within(), &model.baseline()).unwrap();
        let simulation = model.simulate(plan.count(), |number| plan.draw(&model, number), &[], 2);
        for (seen_places, places) in simulation.seen.iter().zip(&certified.places) {
            let (Some(found), Some((least, most))) = (seen_places, places) else {
                assert_eq!(seen_places.is_some(), places.is_some());
                continue;
            };
            assert!(found.least >= *least && found.most <= *most, "{number}: {found:?} {places:?}");
            narrow += most - least;
            seen += found.most - found.least;
        }
        assert!(certified.certain <= certified.pairs);
    }
    assert!(seen > 100 && narrow < 6 * seen, "{seen} {narrow}");
}

/// All corners of the weights: each at one of its ends but for one, which makes up the sum.
fn corners(weights: &[f64], within: f64) -> Vec<Vec<f64>> {
    let total: f64 = weights.iter().sum();
    let mut found = Vec::new();
    for free in 0..weights.len() {
        for ends in 0..1_u32 << weights.len() {
            let end =
                |(at, weight): (usize, &f64)| weight * if ends >> at & 1 == 1 { 1.0 + within } else { 1.0 - within };
            let mut corner: Vec<f64> = weights.iter().enumerate().map(end).collect();
            corner[free] += total - corner.iter().sum::<f64>();
            let is_inside = (corner[free] / weights[free] - 1.0).abs() <= within + 1e-12;
            found.extend(Some(corner).filter(|_| is_inside));
        }
    }
    found
}

#[test]
fn what_is_proved_is_all_that_can_be() {
    let (mut certain, mut open) = (0, 0);
    for number in 0..12 {
        let mut stream = Stream::new(23, number);
        let lines =
            "round=1 { weights \"ratio\"; ranking \"exact\"; uncertainty draws=100 seed=1 { weights within=0.2 }";
        let indicators = random_indicators(&["", "aggregate \"arithmetic\""], &["zero"], &[""], &mut stream);
        let indicators = indicators.replace("not-applicable-when \"f0 == 3\"", "");
        let standard = compile(lines, &indicators, 9);
        let submissions = submissions(&standard, 0.0, &mut stream);
        let system = &standard.systems[0];
        let model = assessed(&standard, &submissions, |contexts| Model::of(system, contexts).unwrap());
        let certified = model.certify(Some(0.2), &model.baseline()).unwrap();
        let scores: Vec<Vec<f64>> = corners(&model.weights, 0.2)
            .into_iter()
            .map(|weights| model.scores(&Draw { weights, levels: [0; 4] }))
            .collect();
        let mut proved = 0;
        for first in 0..9 {
            for second in 0..9 {
                let least = scores.iter().map(|scores| scores[first] - scores[second]).fold(f64::INFINITY, f64::min);
                proved += usize::from(least > 1e-6);
            }
        }
        assert_eq!(certified.certain, proved, "{number}");
        certain += certified.certain;
        open += certified.pairs - certified.certain;
    }
    assert!(certain > 50 && open > 50, "{certain} {open}");
}

#[test]
fn why_nothing_is_proved_is_said() {
    let indicator = "indicator \"x\" \"指标\" weight=1 { measure \"f0\"; scale \"linear\" from=0 to=10 }";
    let certify = |lines: &str, indicators: &str| {
        let lines = format!("round=1 {{ weights \"ratio\"; ranking \"exact\"; {lines}");
        let standard = compile(&lines, indicators, 3);
        let submissions = submissions(&standard, 0.0, &mut Stream::new(1, 1));
        let system = &standard.systems[0];
        let model = assessed(&standard, &submissions, |contexts| Model::of(system, contexts).unwrap());
        let within = system.uncertainty.as_ref().unwrap().within.as_ref().map(|within| within.nearest_f64());
        model.certify(within, &model.baseline()).map(|_| ())
    };
    let moving = "uncertainty draws=100 seed=1 { weights within=0.2 }";
    let choosing = "uncertainty draws=100 seed=1 { alternative \"missing\" \"hold\" }";
    assert_eq!(certify(moving, indicator), Ok(()));
    assert_eq!(certify(choosing, indicator), Err(Uncertified::WeightsStay));
    assert_eq!(certify(&format!("aggregate \"geometric\"; {moving}"), indicator), Err(Uncertified::OtherMeans));
    let rounding = format!("group \"g\" \"组\" weight=1 round=1 {{ {indicator} }}");
    assert_eq!(certify(moving, &rounding), Err(Uncertified::RoundedBetween));
}

#[test]
fn threads_make_no_difference() {
    for (number, lines) in [(0, ALTERNATIVES), (1, &ALTERNATIVES.replace("weights within=0.3", ""))] {
        let mut stream = Stream::new(24, number);
        let standard = random_standard(lines, 12, &mut stream);
        let submissions = submissions(&standard, 0.1, &mut stream);
        let told = |threads: usize| {
            assessed(&standard, &submissions, |contexts| {
                let cards = score_all(contexts, &mut Vec::new());
                let cards: Vec<_> = cards.iter().map(Vec::as_slice).collect();
                let found = assess_system(&standard.systems[0], contexts, &cards, threads).unwrap();
                format!(
                    "{:?} {:?} {:?} {:?}",
                    found.standings, found.neighbours, found.certain_pairs, found.sensitivity
                )
            })
        };
        let one = told(1);
        for threads in [2, 3, 8] {
            assert!(one == told(threads), "{threads}");
        }
        assert_eq!(number == 1, one.contains("is_exact: true"));
    }
}

#[test]
fn drawn_choices_agree_with_counting_them_all() {
    let mut stream = Stream::new(25, 3);
    let standard = random_standard(ALTERNATIVES, 12, &mut stream);
    let submissions = submissions(&standard, 0.2, &mut stream);
    let system = &standard.systems[0];
    let model = assessed(&standard, &submissions, |contexts| Model::of(system, contexts).unwrap());
    let all = Plan::All(model.combinations());
    let exact = model.enumerated(&model.shifts(all.count(), |number| all.draw(&model, number), 2)).unwrap();
    // Weights that move by next to nothing.
    let within = 1e-13;
    let random = Plan::Random { draws: 2_000, seed: 4, within };
    let drawn = model.shifts(random.count(), |number| random.draw(&model, number), 2);
    let sampled = model.sampled(within, 4, &drawn, 2).unwrap();
    let mut compared = 0;
    for (exact, sampled) in [(exact.places, sampled.places), (exact.scores, sampled.scores)] {
        let (Influence::Known(exact), Influence::Known(sampled)) = (exact, sampled) else { unreachable!() };
        assert_eq!((exact.len(), sampled.len()), (4, 5));
        for ((choice, exact), (other, sampled)) in exact.iter().zip(&sampled) {
            assert_eq!(choice, other);
            for (exact, sampled) in [(exact.first, sampled.first), (exact.total, sampled.total)] {
                let error = 2.0 * sampled.error + 1e-3;
                assert!((exact.value - sampled.value).abs() <= error, "{choice:?}: {exact:?} {sampled:?}");
                compared += 1;
            }
        }
        assert!(sampled[4].1.total.value < 1e-3, "{:?}", sampled[4]);
    }
    assert_eq!(compared, 16);
}

#[test]
fn wins_of_all_pairs_hold_those_of_neighbours() {
    let mut stream = Stream::new(26, 0);
    let standard = random_standard(ALTERNATIVES, 8, &mut stream);
    let submissions = submissions(&standard, 0.1, &mut stream);
    assessed(&standard, &submissions, |contexts| {
        let cards = score_all(contexts, &mut Vec::new());
        let cards: Vec<_> = cards.iter().map(Vec::as_slice).collect();
        let system = &standard.systems[0];
        let found = assess_system(system, contexts, &cards, 1).unwrap();
        let uncertainty: &Uncertainty = system.uncertainty.as_ref().unwrap();
        let all = all_wins(&Model::of(system, contexts).unwrap(), uncertainty, 2);
        assert!(!found.neighbours.is_empty());
        for neighbours in &found.neighbours {
            let own = neighbours.wins;
            let pair = all
                .iter()
                .find(|wins| [(wins.first, wins.second), (wins.second, wins.first)].contains(&(own.first, own.second)));
            let pair = pair.unwrap();
            let wins = (pair.first_wins, pair.second_wins);
            let turned = if pair.first == own.first { wins } else { (wins.1, wins.0) };
            assert_eq!((own.draws, own.first_wins, own.second_wins), (pair.draws, turned.0, turned.1));
        }
    });
}
