//! How safe the places of a published index are, against figures that others computed from the same tables.
//!
//! The tables lie beside the repository (`../shared/indices`), made by nobody here; without them the tests say so.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout, reason = "tests")]

mod support;

use guiju::base::number::Rounding;
use guiju::robustness::{Column, Columns, Draw, Item, Join, Model, Node, Placing};
use guiju::standard::indicator::{Stage, Ties};
use std::collections::BTreeMap;
use support::published::{Table, table};

/// The pillars, with their weights in the whole.
fn pillars() -> Option<(Vec<String>, Vec<f64>)> {
    let weights = table("asem/effective_weights.csv")?;
    let pillars = weights.iter().filter(|row| row["Level"] == "2");
    Some(pillars.map(|row| (row["iCode"].clone(), row["EffWeight"].parse::<f64>().unwrap())).unzip())
}

/// The index as a weighted sum of its pillars.
fn of_pillars(names: &[String], weights: Vec<f64>, countries: &Table) -> Model {
    let share = |country: &BTreeMap<String, String>, name: &String| Some(country[name].parse::<f64>().unwrap() / 100.0);
    let column = |name| Column::of(countries.iter().map(|country| share(country, name)).collect(), true);
    let rows = countries.len();
    let leaves: Vec<usize> = (0..names.len()).collect();
    let items = leaves.iter().copied().map(Item::Leaf).collect();
    Model {
        rows,
        weights,
        total: 1.0,
        nodes: vec![Node { join: Join::Arithmetic, classes: Vec::new(), digits: None, items, leaves }],
        joins: vec![None],
        columns: vec![Columns {
            columns: names.iter().map(column).collect(),
            offsets: vec![(0.0, f64::INFINITY); rows],
            scored: vec![true; rows],
            held: true,
        }],
        levels: [1; 4],
        classes: vec![(0..rows).collect()],
        placing: Placing { stage: Stage::Exact, ties: Ties::Lowest, digits: 2, rounding: Rounding::HalfEven },
    }
}

/// The middle of the widths of ranges, from the best place to the worst.
fn median(mut widths: Vec<u32>) -> u32 {
    widths.sort_unstable();
    widths[widths.len() / 2]
}

#[test]
fn the_pairs_of_the_asem_index_that_no_weights_turn() {
    let Some((names, weights)) = pillars() else { return };
    let countries = table("asem/dset_Aggregated.csv").unwrap();
    let model = of_pillars(&names, weights, &countries);
    let baseline = model.baseline();
    let ranks: BTreeMap<String, String> =
        table("asem/ranks.csv").unwrap().into_iter().map(|row| (row["uCode"].clone(), row["Index"].clone())).collect();
    for (country, place) in countries.iter().zip(&baseline.places) {
        assert_eq!(ranks[&country["uCode"]], place.to_string(), "{}", country["uCode"]);
    }
    for (within, certain, width) in [(0.1, 1_177, 3), (0.25, 1_037, 10), (0.5, 822, 18)] {
        let certified = model.certify(Some(within), &baseline).unwrap();
        let widths = certified.places.iter().flatten().map(|(least, most)| most - least).collect();
        let found = median(widths);
        println!("±{within}: {} of {} pairs, median of {found} places", certified.certain, certified.pairs);
        assert_eq!((certified.certain, certified.pairs, found), (certain, 1_275, width));
    }
    // Weights that are not those of the index give other pairs.
    let equal = of_pillars(&names, vec![0.125; names.len()], &countries);
    let certified = equal.certify(Some(0.25), &equal.baseline()).unwrap();
    assert_ne!(certified.certain, 1_037);
    println!("±0.25 of equal weights: {} of {} pairs", certified.certain, certified.pairs);
}

#[test]
fn a_mean_of_the_asem_index_of_another_kind_moves_it() {
    let Some((names, weights)) = pillars() else { return };
    let countries = table("asem/dset_Aggregated.csv").unwrap();
    let model = of_pillars(&names, weights.clone(), &countries);
    let moved = Model { joins: vec![None, Some(Join::Geometric)], levels: [2, 1, 1, 1], ..model.clone() };
    let scores = moved.scores(&Draw { weights, levels: [1, 0, 0, 0] });
    let shifted = scores.iter().zip(model.baseline().scores).filter(|(own, before)| *own < before).count();
    // No geometric mean is above the arithmetic one.
    assert_eq!(shifted, 51);
}
