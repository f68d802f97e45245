//! Shares, means, outliers and places of small examples that anybody can check by hand.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::aggregate::{Placed, aggregated, closeness};
use super::imbalance::uneven_bounds;
use super::outliers::treated;
use super::place::Place;
use super::precision::Precision;
use super::rank::{ordered, placed};
use super::sample::{of_mean, of_proportion};
use super::share::share;
use crate::base::number::{Number, Rounding};
use crate::base::real::Real;
use crate::diagnostic::{SourceMap, Span};
use crate::standard::Text;
use crate::standard::indicator::{
    Aggregate, Imbalance, Method, Outliers, Peers, Ranking, Relative, Scale, Stage, Ties,
};

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn numbers(texts: &str) -> Vec<Number> {
    texts.split(' ').map(number).collect()
}

fn on(scale: &Scale, value: &str, peers: &str) -> Option<String> {
    let peers = if peers.is_empty() { Vec::new() } else { numbers(peers) };
    Precision::enough(|precision| share(scale, &number(value), &number("10"), &peers, precision))
        .map(|(share, _)| share.to_string())
}

#[test]
fn shares_of_absolute_scales() {
    let points = vec![(number("10"), number("1")), (number("4"), number("0.5")), (number("2"), number("0"))];
    let anchors = Scale::Anchors(points);
    for (value, expected) in
        [("12", "1"), ("10", "1"), ("7", "0.75"), ("4", "0.5"), ("3", "0.25"), ("2", "0"), ("1", "0")]
    {
        assert_eq!(on(&anchors, value, "").as_deref(), Some(expected), "{value}");
    }
    let logarithmic = Scale::Logarithmic { from: number("100"), to: number("10000") };
    for (value, expected) in [("-5", "0"), ("100", "0"), ("10000", "1"), ("20000", "1")] {
        assert_eq!(on(&logarithmic, value, "").as_deref(), Some(expected), "{value}");
    }
    // The logarithm of the geometric mean of the ends lies in the middle.
    assert!(on(&logarithmic, "1000", "").unwrap().starts_with("≈0.5"));
    let efficacy = Scale::Efficacy { from: number("50"), to: number("90"), base: number("0.6") };
    for (value, expected) in [("95", "1"), ("90", "1"), ("70", "0.8"), ("50", "0.6"), ("40", "0.5"), ("-20", "0")] {
        assert_eq!(on(&efficacy, value, "").as_deref(), Some(expected), "{value}");
    }
    // Of ten points.
    let deduct = Scale::Deduct { each: number("2.5") };
    for (value, expected) in [("0", "1"), ("1", "0.75"), ("4", "0"), ("7", "0"), ("-1", "1")] {
        assert_eq!(on(&deduct, value, "").as_deref(), Some(expected), "{value}");
    }
    let falling = Scale::Logarithmic { from: number("8"), to: number("1") };
    assert!(on(&falling, "2", "").unwrap().starts_with("≈0.66666666666"));
}

#[test]
fn shares_of_comparisons() {
    let relative = |method, prefers_less| {
        let (from, to) = (Number::zero(), Number::one());
        Scale::Relative(Relative { method, prefers_less, among: Peers::All, from, to })
    };
    let peers = "2 4 4 10";
    for (method, prefers_less, value, expected) in [
        (Method::MinMax, false, "4", "0.25"),
        (Method::MinMax, true, "4", "0.75"),
        (Method::Best, false, "4", "0.4"),
        (Method::Best, true, "4", "0.5"),
        (Method::Rank, false, "10", "1"),
        (Method::Rank, false, "4", "0.5"),
        (Method::Rank, true, "2", "1"),
        (Method::ZScore, false, "5", "0"),
        (Method::Percentile, false, "10", "0.875"),
        (Method::Percentile, false, "4", "0.5"),
        (Method::Percentile, true, "2", "0.875"),
    ] {
        assert_eq!(on(&relative(method, prefers_less), value, peers).as_deref(), Some(expected), "{method:?} {value}");
    }
    // Variance of 2, 4, 4, 10 as a sample: 12.
    assert!(on(&relative(Method::ZScore, true), "10", peers).unwrap().starts_with("≈-1.4433756729"));
    for method in [Method::MinMax, Method::Best, Method::Rank, Method::ZScore] {
        assert_eq!(on(&relative(method, false), "3", "3 3 3"), None, "{method:?}");
    }
}

#[test]
fn means() {
    let parts: Vec<(Real, Number)> =
        [("0.25", "1"), ("1", "1")].map(|(share, weight)| (number(share).into(), number(weight))).into();
    let of = |aggregate: &Aggregate, parts: &[(Real, Number)]| {
        aggregated(aggregate, parts, 96).map(|share| share.to_string())
    };
    assert_eq!(of(&Aggregate::Arithmetic, &parts).as_deref(), Some("0.625"));
    assert_eq!(of(&Aggregate::Geometric, &parts).as_deref(), Some("0.5"));
    assert_eq!(of(&Aggregate::Harmonic, &parts).as_deref(), Some("0.4"));
    assert_eq!(of(&Aggregate::Minimum, &parts).as_deref(), Some("0.25"));
    assert_eq!(of(&Aggregate::Maximum, &parts).as_deref(), Some("1"));
    let power = |exponent: &str| Aggregate::Power(number(exponent));
    // With the exponent 1 it is the arithmetic mean, with −1 the harmonic one; 1/2 of 1/4 and 1 is (3/4)².
    for (exponent, expected) in [("1", "0.625"), ("-1", "0.4"), ("0.5", "0.5625")] {
        assert_eq!(of(&power(exponent), &parts).as_deref(), Some(expected), "{exponent}");
    }
    assert!(of(&power("2"), &parts).unwrap().starts_with("≈0.728868986856"));
    assert!(of(&power("-2"), &parts).unwrap().starts_with("≈0.342997170285"));
    let with_zero = [parts, vec![(Real::zero(), number("1"))]].concat();
    for aggregate in [Aggregate::Geometric, Aggregate::Harmonic, Aggregate::Minimum, power("-3")] {
        assert_eq!(of(&aggregate, &with_zero).as_deref(), Some("0"), "{aggregate:?}");
    }
    // What may be nothing or just above it, as what is left of a penalty, is enclosed.
    let just_above = number("0.000000001");
    let maybe_zero = [(Real::between(Number::zero(), just_above.clone()), number("1")), (Real::one(), number("1"))];
    for aggregate in [Aggregate::Harmonic, power("-1"), power("-3")] {
        let figure = aggregated(&aggregate, &maybe_zero, 96).unwrap();
        let most =
            aggregated(&aggregate, &[(just_above.clone().into(), number("1")), maybe_zero[1].clone()], 96).unwrap();
        assert_eq!((figure.low(), figure.high()), (&Number::zero(), most.high()), "{aggregate:?}");
    }
    assert_eq!(of(&Aggregate::Arithmetic, &[]), None);
}

/// By hand: of 0.2, 0.4 and 0.9 the mean is 0.5 and the variance 0.26/3; of 0.25 and 1 with 3 to 1, 7/16 and 27/256.
#[test]
fn imbalance_costs_points() {
    let of = |imbalance: &Imbalance, parts: &[(&str, &str)]| {
        let parts: Vec<(Real, Number)> =
            parts.iter().map(|(share, weight)| (number(share).into(), number(weight))).collect();
        aggregated(&Aggregate::Imbalance(imbalance.clone()), &parts, 96).map(|share| share.to_string())
    };
    let less = |factor: &str| Imbalance::Deviation(number(factor));
    let three = [("0.2", "1"), ("0.4", "1"), ("0.9", "1")];
    // 0.5 − 0.294392028877… and 0.5 − 0.26/1.5.
    assert!(of(&less("1"), &three).unwrap().starts_with("≈0.205607971122"));
    assert_eq!(
        of(&Imbalance::Variation, &three),
        Some(number("0.5") - number("0.26").checked_div(&number("1.5")).unwrap()).map(|share| share.to_string())
    );
    // The root is exact where the variance is a square: of 0.25 and 0.75, 1/16.
    let two = [("0.25", "1"), ("0.75", "1")];
    assert_eq!(of(&less("0.5"), &two).as_deref(), Some("0.375"));
    assert_eq!(of(&Imbalance::Variation, &two).as_deref(), Some("0.375"));
    // 7/16 − 27/112.
    assert_eq!(of(&Imbalance::Variation, &[("0.25", "3"), ("1", "1")]).as_deref(), Some("11/56"));
    // Nothing is below zero, unless a share is; the variation asks for shares that are not.
    assert_eq!(of(&less("3"), &two).as_deref(), Some("0"));
    assert_eq!(of(&Imbalance::Variation, &[("0", "4"), ("1", "1")]).as_deref(), Some("0"));
    let below = [("-0.5", "1"), ("0.5", "1")];
    assert_eq!(of(&less("1"), &below).as_deref(), Some("-0.5"));
    assert_eq!(of(&Imbalance::Variation, &below), None);
    for imbalance in [less("2"), Imbalance::Variation] {
        assert_eq!(of(&imbalance, &[("0.3", "1"), ("0.3", "5"), ("1", "0")]).as_deref(), Some("0.3"));
        assert_eq!(of(&imbalance, &[("0", "1"), ("0", "5")]).as_deref(), Some("0"));
    }
}

#[test]
fn nothing_is_left_of_an_irrational_share_beside_as_much_nothing() {
    let root = Real::from(Number::from(2)).sqrt(96).unwrap();
    let of = |imbalance: Imbalance, shares: &[(Real, Number)]| {
        aggregated(&Aggregate::Imbalance(imbalance), shares, 96).unwrap()
    };
    let half = [(root.clone(), number("1")), (Real::zero(), number("1"))];
    assert_eq!(of(Imbalance::Variation, &half), Real::zero());
    assert_eq!(of(Imbalance::Deviation(number("1")), &half), Real::zero());
    let all = [(root.clone(), number("1")), (root.clone(), number("2"))];
    assert_eq!(of(Imbalance::Variation, &all), root);
    assert_eq!(of(Imbalance::Deviation(number("2")), &all), root);
}

/// Against a grid of all that the unknown can be.
#[test]
fn bounds_of_imbalance_hold_and_are_reached() {
    let tenths = |at: u32| Real::from(number(&format!("{}e-1", at)));
    let weights = ["1", "2", "3"].map(number);
    for imbalance in
        ["0.3", "1", "2.5"].map(|factor| Imbalance::Deviation(number(factor))).into_iter().chain([Imbalance::Variation])
    {
        for (known, ends) in
            [(3, [(0, 10), (0, 10)]), (8, [(0, 10), (2, 7)]), (0, [(0, 10), (0, 3)]), (5, [(5, 5), (0, 10)])]
        {
            let [one, other] = ends;
            let items = [(known, known), one, other];
            let items: Vec<(Real, Real, Number)> = items
                .iter()
                .zip(&weights)
                .map(|((low, high), weight)| (tenths(*low), tenths(*high), weight.clone()))
                .collect();
            let (least, most) = uneven_bounds(&imbalance, &items, 96).unwrap();
            let (mut lowest, mut highest) = (f64::INFINITY, f64::NEG_INFINITY);
            for first in one.0 * 10..=one.1 * 10 {
                for second in other.0 * 10..=other.1 * 10 {
                    let shares = [f64::from(known) / 10.0, f64::from(first) / 100.0, f64::from(second) / 100.0];
                    let mean =
                        shares.iter().zip([1.0, 2.0, 3.0]).map(|(share, weight)| share * weight).sum::<f64>() / 6.0;
                    let squares = shares
                        .iter()
                        .zip([1.0, 2.0, 3.0])
                        .map(|(share, weight)| (share - mean) * (share - mean) * weight);
                    let variance = squares.sum::<f64>() / 6.0;
                    let figure = match &imbalance {
                        Imbalance::Deviation(factor) => mean - factor.nearest_f64() * variance.sqrt(),
                        Imbalance::Variation if mean == 0.0 => 0.0,
                        Imbalance::Variation => mean - variance / mean,
                    };
                    lowest = lowest.min(figure.max(0.0));
                    highest = highest.max(figure.max(0.0));
                }
            }
            let (least, most) = (least.low().nearest_f64(), most.high().nearest_f64());
            let told = format!("{imbalance:?} {known} {ends:?}: {least} {lowest} {highest} {most}");
            assert!((least - lowest).abs() < 1e-12, "{told}");
            // The greatest may lie between two points of the grid.
            assert!(most >= highest - 1e-12 && most - highest < 2e-3, "{told}");
        }
    }
}

/// Of many that are unknown the least is not looked for, and holds all the same.
#[test]
fn the_least_of_many_unknown_holds() {
    for imbalance in [Imbalance::Deviation(number("0.5")), Imbalance::Variation] {
        let of = |open: usize| {
            let known = (Real::from(number("0.9")), Real::from(number("0.9")), number("9"));
            let items =
                std::iter::once(known).chain((0..open).map(|_| (Real::from(number("0.5")), Real::one(), number("1"))));
            uneven_bounds(&imbalance, &items.collect::<Vec<_>>(), 96).unwrap()
        };
        let (few, many) = (of(8), of(9));
        assert!(many.0.high() < few.0.low() && *many.0.low() > Number::zero(), "{imbalance:?}");
        assert!(many.1.low() >= many.0.high());
    }
}

#[test]
fn vectors() {
    let (from, to) = (Number::zero(), Number::one());
    let vector = |prefers_less| {
        let (from, to, among) = (from.clone(), to.clone(), Peers::All);
        Scale::Relative(Relative { method: Method::Vector, prefers_less, among, from, to })
    };
    assert_eq!(on(&vector(false), "3", "0 3 4").as_deref(), Some("0.6"));
    assert_eq!(on(&vector(true), "3", "0 3 4").as_deref(), Some("0.4"));
    assert_eq!(on(&vector(false), "3", "-1 3 4"), None);
}

#[test]
fn closeness_to_an_ideal() {
    let placed = |share: &str, weight: &str| {
        let (share, weight) = (number(share).into(), number(weight));
        Placed { share, weight, worst: Real::zero(), best: Real::one() }
    };
    let close = |parts: &[Placed]| closeness(parts, 96).map(|share| share.to_string());
    assert_eq!(close(&[placed("1", "1"), placed("0", "1")]).as_deref(), Some("0.5"));
    assert_eq!(close(&[placed("1", "1"), placed("1", "3")]).as_deref(), Some("1"));
    assert_eq!(close(&[placed("0", "1"), placed("0", "3")]).as_deref(), Some("0"));
    // Along one line it is the share itself.
    assert_eq!(close(&[placed("0.6", "5")]).as_deref(), Some("0.6"));
    let same = Placed { share: Real::one(), weight: number("1"), worst: Real::one(), best: Real::one() };
    assert_eq!(close(&[same]), None);
}

#[test]
fn values_far_from_all_others() {
    let values = numbers("1 2 3 4 5 6 7 8 9 1000 900");
    let winsorise = |most| Outliers::Winsorise { most, skewness: number("2"), kurtosis: number("3.5") };
    assert_eq!(treated(&values, &winsorise(0)), values);
    // With two such values there is no long tail by this measure.
    assert_eq!(treated(&values, &winsorise(5)), values);
    let one = numbers("1 2 3 4 5 6 7 8 9 10 1000");
    assert_eq!(treated(&one, &winsorise(5)), numbers("1 2 3 4 5 6 7 8 9 10 10"));
    let below: Vec<Number> = one.iter().map(|value| -value.clone()).collect();
    assert_eq!(treated(&below, &winsorise(5)), numbers("-1 -2 -3 -4 -5 -6 -7 -8 -9 -10 -10"));
    let clamp = Outliers::Clamp { from: number("2"), to: number("8") };
    assert_eq!(treated(&values, &clamp), numbers("2 2 3 4 5 6 7 8 8 8 8"));
}

#[test]
fn places_of_equal_scores() {
    let ranking = |ties| Ranking { stage: Stage::Exact, ties, among: Peers::All, then: Vec::new() };
    let values = || numbers("3 7 7 9").into_iter().map(|number| vec![Some(Real::from(number))]).enumerate().collect();
    let places = |ties| {
        let mut ranks = Precision::enough(|precision| placed(&ranking(ties), ordered(values(), 0, precision)));
        ranks.sort_by_key(|(index, _)| *index);
        ranks.into_iter().map(|(_, rank)| (rank.place.to_string(), rank.shared_by)).collect::<Vec<_>>()
    };
    let of = |places: [&str; 4]| places.map(str::to_owned).into_iter().zip([1, 2, 2, 1]).collect::<Vec<_>>();
    assert_eq!(places(Ties::Lowest), of(["4", "2", "2", "1"]));
    assert_eq!(places(Ties::Dense), of(["3", "2", "2", "1"]));
    assert_eq!(places(Ties::Average), of(["4", "2.5", "2.5", "1"]));
    // Three at the second place have the third on the average.
    assert_eq!(Place::mean(2, 3), Place::whole(3));
}

#[test]
fn ties_are_broken_by_what_the_standard_names() {
    let place = Span::new(SourceMap::default().add("ranking.kdl", ""), 0, 0);
    let text = |text: &str| Text::made(text, place);
    let (stage, ties, then) = (Stage::Exact, Ties::Lowest, vec![text("first"), text("second")]);
    let ranking = Ranking { stage, ties, among: Peers::All, then };
    let some = |text: &str| Some(Real::from(number(text)));
    let values = vec![
        (0, vec![some("7"), some("0.5"), some("1")]),
        (1, vec![some("7"), some("0.5"), some("1")]),
        (2, vec![some("7"), None, some("1")]),
        (3, vec![some("7"), some("0.9"), None]),
        (4, vec![some("8"), None, None]),
    ];
    let mut ranks = Precision::enough(|precision| placed(&ranking, ordered(values.clone(), 0, precision)));
    ranks.sort_by_key(|(index, _)| *index);
    let places: Vec<_> = ranks.into_iter().map(|(_, rank)| (rank.place.as_whole(), rank.shared_by)).collect();
    assert_eq!(places, [(3, 2), (3, 2), (5, 1), (2, 1), (1, 1)].map(|(place, shared_by)| (Some(place), shared_by)));
}

#[test]
fn intervals_of_samples() {
    let interval = |(low, high): (Number, Number)| (low.to_string(), high.to_string());
    let quantile = number("1.9599639845");
    let precision = |make: &dyn Fn(&Precision) -> Option<(Number, Number)>| {
        Precision::enough(|precision| make(precision)).map(interval)
    };
    let proportion = |part: &str, size: &str| {
        precision(&|precision| of_proportion(&number(part), &number(size), &quantile, precision))
    };
    // Newcombe 1998, table I, method 3 (score without continuity correction): 81/263, 15/148, 0/20, 1/29.
    for (part, size, low, high) in [
        ("81/263", "263", "0.2553", "0.3662"),
        ("15/148", "148", "0.0624", "0.1605"),
        ("0", "20", "0.0000", "0.1611"),
        ("1/29", "29", "0.0061", "0.1718"),
    ] {
        let (of, all) = part.split_once('/').unwrap_or((part, "1"));
        let part = number(of).checked_div(&number(all)).unwrap();
        let found = Precision::enough(|precision| of_proportion(&part, &number(size), &quantile, precision)).unwrap();
        let shown = [found.0.decimal(4, Rounding::HalfUp), found.1.decimal(4, Rounding::HalfUp)];
        assert_eq!(shown, [low, high], "{part} of {size}");
    }
    assert_eq!(proportion("1.2", "20"), None);
    assert_eq!(proportion("0.5", "0"), None);
    let mean = precision(&|precision| of_mean(&number("80"), &number("10"), &number("100"), &quantile, precision));
    assert_eq!(mean, Some(("78.040036".to_owned(), "81.959964".to_owned())));
}

#[test]
fn what_cannot_be_told_from_a_half_is_rounded_as_one() {
    // √2 × √2 is 2, which its bounds never tell; half of it and a half is 1.5.
    let half = |rounding| {
        Precision::enough(|precision| {
            let root = Real::from(Number::from(2)).sqrt(precision.bits).unwrap();
            let number = root.clone() * root * Real::from(number("0.5")) + Real::from(number("1.5"));
            precision.rounded(&number, 0, rounding)
        })
    };
    assert_eq!(half(Rounding::HalfUp), number("3"));
    assert_eq!(half(Rounding::HalfEven), number("2"));
}

#[test]
fn more_bits_are_taken_until_a_rounding_is_certain() {
    // √2 − close is half a unit of the 20th place and 10⁻³⁵: with the first bits it may as well be less than half.
    let close = number("1.41421356237309504880168872420") + number("9.69807e-30") - number("0.5e-20");
    let mut attempts = 0;
    let distance = Precision::enough(|precision| {
        attempts += 1;
        let root = Real::from(Number::from(2)).sqrt(precision.bits).unwrap();
        precision.rounded(&(root - Real::from(close.clone())), 20, Rounding::HalfEven)
    });
    assert_eq!(distance, number("1e-20"));
    assert!(attempts > 1);
}
