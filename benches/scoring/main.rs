//! How long scoring 3,000 regions by 100 indicators takes, and 10,000 draws of that round: `cargo bench --bench scoring`.
//!
//! Scores are exact. Draws are floating-point numbers: weights that move by a quarter, and a coin between the arithmetic and the
//! geometric mean; each gives all regions places. Beside them, the same draws with numpy (`peer.py`), one by one and in blocks:
//! it gets shares, weights and coins as files, and reading them is not in its time, as drawing them is not in ours. Ours also
//! counts how often each region is at each place, and gives equal scores equal places.
//!
//! `SCORING_REGIONS` and `SCORING_DRAWS` ask for other sizes.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::expect_used, clippy::panic, reason = "without its input a benchmark has nothing to measure")]
#![expect(clippy::indexing_slicing, reason = "sizes are the benchmark's own")]

mod made;

use guiju::base::date::Date;
use guiju::check::{Assessment, Context};
use guiju::robustness::{Draw, Model, Simulation};
use guiju::score::score_all;
use made::{Chance, INDICATORS};
use std::fs;
use std::hint::black_box;
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const REGIONS: usize = 3_000;
const DRAWS: u32 = 10_000;
/// By which part of itself a weight moves.
const WITHIN: f64 = 0.25;

fn main() {
    // `--test` and `--list` are the harness's own modes, in which nothing is measured.
    if std::env::args().any(|argument| argument == "--list") {
        return;
    }
    let is_test = std::env::args().any(|argument| argument == "--test");
    let (regions, draws) =
        if is_test { (30, 100) } else { (size("SCORING_REGIONS", REGIONS), size("SCORING_DRAWS", DRAWS)) };
    let standard = made::standard(regions, draws);
    let submissions = made::submissions(&standard);
    let as_of = Date::parse("2024-01-01").expect("a day");
    let assessment = Assessment::new(&standard, as_of, &submissions, &mut Vec::new());
    let contexts = Context::all(&assessment);
    let (cards, taken) = timed(|| score_all(&contexts, &mut Vec::new()));
    assert!(cards.iter().all(|cards| cards[0].rank.is_some()), "every region has a place");
    let each = taken / (regions * INDICATORS) as f64 * 1e6;
    println!(
        "{taken:>8.2} s to score {regions} regions by {INDICATORS} indicators exactly: {each:.2} µs for each of each"
    );
    let (model, taken) = timed(|| Model::of(&standard.systems[0], &contexts).expect("what is uncertain"));
    println!("{taken:>8.2} s to score them again and make arrays of them");
    let drawn = drawn(&model, draws);
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let simulate = |threads| timed(|| model.simulate(draws, |number| drawn[number as usize].clone(), &[], threads));
    let (alone, one) = simulate(1);
    println!("{one:>8.2} s for {draws} draws with places, 1 thread");
    let (shared, all) = simulate(threads);
    println!("{all:>8.2} s for {draws} draws with places, {threads} threads");
    assert!(alone == shared, "threads make no difference");
    print_peer(&model, &drawn, &alone, one, all);
}

fn size<T: std::str::FromStr>(name: &str, otherwise: T) -> T {
    std::env::var(name).ok().and_then(|size| size.parse().ok()).unwrap_or(otherwise)
}

fn timed<T>(run: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let made = black_box(run());
    (made, start.elapsed().as_secs_f64())
}

/// Weights in their box that add up to the same, and a coin.
fn drawn(model: &Model, draws: u32) -> Vec<Draw> {
    let mut chance = Chance(7);
    let draw = |_| {
        let weights = &model.weights;
        let mut moved: Vec<f64> =
            weights.iter().map(|own| own * (1.0 + WITHIN * (2.0 * chance.next() - 1.0))).collect();
        let missing = weights.iter().sum::<f64>() - moved.iter().sum::<f64>();
        let corner = |own: &f64| own * (1.0 + WITHIN * missing.signum());
        let room: f64 = weights.iter().zip(&moved).map(|(own, moved)| corner(own) - moved).sum();
        for (moved, own) in moved.iter_mut().zip(weights) {
            *moved += missing / room * (corner(own) - *moved);
        }
        Draw { weights: moved, levels: [usize::from(chance.next() < 0.5), 0, 0, 0] }
    };
    (0..draws).map(draw).collect()
}

fn print_peer(model: &Model, drawn: &[Draw], simulation: &Simulation, one: f64, all: f64) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: Vec<u8>| fs::write(folder.path().join(name), bytes).expect("a file");
    let bytes = |numbers: &[f64]| numbers.iter().flat_map(|number| number.to_ne_bytes()).collect::<Vec<u8>>();
    write("shares", model.columns[0].columns.iter().flat_map(|column| bytes(&column.shares)).collect());
    write("weights", drawn.iter().flat_map(|draw| bytes(&draw.weights)).collect());
    write("coins", drawn.iter().map(|draw| u8::from(draw.levels[0] > 0)).collect());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/scoring/peer.py");
    let sizes = [model.rows, INDICATORS, drawn.len()].map(|size| size.to_string());
    let run = Command::new("python3").arg(script).arg(folder.path()).args(sizes).output();
    let Some(run) = run.ok().filter(|run| run.status.code() != Some(3)) else {
        println!("left out: the same with numpy, which is not on this machine");
        return;
    };
    let told = String::from_utf8_lossy(&run.stdout);
    let mut words = told.split_whitespace();
    let (Some(Ok(single)), Some(Ok(blocks))) =
        (words.next().map(str::parse::<f64>), words.next().map(str::parse::<f64>))
    else {
        panic!("peer.py: {}", String::from_utf8_lossy(&run.stderr));
    };
    println!("numpy {}:", words.next().unwrap_or_default());
    for (way, taken) in [("one by one", single), ("in blocks", blocks)] {
        println!("{taken:>8.2} s for the same, {way}: {:.2} × our 1 thread, {:.2} × all", taken / one, taken / all);
    }
    let seen = fs::read(folder.path().join("seen")).expect("a file");
    let seen: Vec<i32> =
        seen.chunks_exact(4).map(|four| i32::from_ne_bytes([four[0], four[1], four[2], four[3]])).collect();
    let (least, most) = seen.split_at(model.rows);
    let same = |(own, (least, most)): (&Option<guiju::robustness::Seen>, (&i32, &i32))| {
        own.is_some_and(|own| i64::from(own.least) == i64::from(*least) && i64::from(own.most) == i64::from(*most))
    };
    let agree = simulation.seen.iter().zip(least.iter().zip(most)).filter(|pair| same(*pair)).count();
    println!(
        "{agree} of {} regions have the same best and worst place in both (numpy tells equal scores apart)",
        model.rows
    );
}
