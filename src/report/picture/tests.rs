//! Places and figures of small pictures that anybody can check by hand.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::axis::Axis;
use super::canvas::{fitted, width};
use super::map::{Block, Tile, Tone};
use super::profile::Quartiles;
use super::{Picture, ranking};
use crate::base::markup::Markup;
use crate::base::number::Number;
use crate::diagnostic::Language;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn svg(picture: &Picture) -> String {
    let mut markup = Markup::new();
    picture.write(&mut markup, 1);
    markup.into_string()
}

#[test]
fn places_are_exact_and_stay_on_the_axis() {
    let axis = Axis::new(number("50"), number("100"), 100, 1000);
    for (value, place) in [("50", 100), ("75", 600), ("100", 1100), ("0", 100), ("1000", 1100), ("66.6666", 433)] {
        assert_eq!(axis.at(&number(value)), place, "{value}");
    }
    let flat = Axis::new(number("3"), number("3"), 0, 10);
    assert_eq!((flat.at(&number("3")), flat.at(&number("4"))), (0, 10));
}

#[test]
fn ticks_are_round_numbers() {
    let ticks = |from: &str, to: &str| {
        let axis = Axis::new(number(from), number(to), 0, 1000);
        axis.ticks(4).into_iter().map(|(tick, _)| tick.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ticks("0", "100"), "0 50 100");
    assert_eq!(ticks("0", "1"), "0 0.5 1");
    assert_eq!(ticks("-2.5", "1.7"), "-2 0");
    assert_eq!(ticks("37", "64"), "40 50 60");
    assert_eq!(ticks("0", "0.03"), "0 0.01 0.02 0.03");
}

#[test]
fn texts_are_cut_where_they_would_run_over() {
    assert_eq!(fitted("甲乙丙丁自治县", 840, 120), "甲乙丙丁自治县");
    let cut = fitted("甲乙丙丁自治县", 700, 120);
    assert!(cut.ends_with('…') && width(&cut, 120) <= 700, "{cut}");
    assert_eq!(fitted("甲\n乙", 1000, 120), "甲 乙");
}

#[test]
fn quartiles_lie_between_neighbours() {
    let of = |texts: &str| Quartiles::of(texts.split(' ').map(number).collect());
    let four = of("4 1 3 2").unwrap();
    assert_eq!([four.first, four.median, four.third].map(|share| share.to_string()), ["1.75", "2.5", "3.25"]);
    assert_eq!(of("1 2"), None);
}

#[test]
fn who_has_no_score_is_hatched_and_not_zero() {
    let row = |value: Option<&str>| ranking::Row {
        place: None,
        ranks: None,
        name: "<b>甲</b>",
        value: value.map(|value| (number(value), value.to_owned())),
        without: "覆盖不足",
        lower: Some(number("0")),
        upper: Some(number("80")),
    };
    let drawn =
        |value| svg(&ranking::draw("排名".to_owned(), &[row(value)], (&number("0"), &number("100")), Language::Zh));
    let without = drawn(None);
    assert!(without.contains("class=\"hatch\"") && without.contains("覆盖不足") && !without.contains("<circle"));
    assert!(drawn(Some("0")).contains("<circle") && !drawn(Some("0")).contains("class=\"hatch\""));
    assert!(!without.contains("<b>") && without.contains("&lt;b&gt;"));
}

fn blocks(places: &[Option<(usize, usize)>]) -> Vec<Block<'static>> {
    let tile = || Tile { name: "区", label: "90".to_owned(), tone: Tone::Step(4) };
    places.iter().map(|place| Block { name: "市", place: *place, tiles: vec![tile(), tile(), tile()] }).collect()
}

/// The boxes of tiles: left, top, right and bottom edges.
fn boxes(svg: &str) -> Vec<[i64; 4]> {
    let tiles = svg.split("<rect class=\"s4\" ").skip(1);
    tiles
        .map(|tile| {
            let value = |name: &str| {
                let (_, rest) = tile.split_once(&format!("{name}=\"")).unwrap();
                rest.split('"').next().unwrap().parse::<i64>().unwrap()
            };
            [value("x"), value("y"), value("x") + value("width"), value("y") + value("height")]
        })
        .collect()
}

#[test]
fn no_tile_lies_on_another_or_runs_over() {
    let flowing = [None; 9];
    let given = [Some((0, 0)), Some((0, 2)), Some((1, 1)), Some((2, 2)), Some((3, 0))];
    let twice = [Some((0, 0)), Some((0, 0)), Some((1, 1))];
    for places in [&flowing[..], &given, &twice] {
        for (picture, right) in super::map::draw("图", &blocks(places), Language::Zh).iter().zip([7128, 3600]) {
            let boxes = boxes(&svg(picture));
            assert_eq!(boxes.len(), places.len() * 3);
            for (index, [left, top, end, bottom]) in boxes.iter().enumerate() {
                assert!(*left >= 0 && *end <= right, "{places:?}");
                let apart = |other: &[i64; 4]| {
                    let [other_left, other_top, other_end, other_bottom] = other;
                    end <= other_left || other_end <= left || bottom <= other_top || other_bottom <= top
                };
                assert!(boxes.iter().skip(index + 1).all(apart), "{places:?}");
            }
        }
    }
}
