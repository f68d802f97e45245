//! How fast KDL is read and formatted, beside the `kdl` crate, `serde_json` and a plain scan of the bytes, all in one run; and that
//! the time grows linearly on texts that are hard on parsers: `cargo bench --bench parse`.
//!
//! `cargo bench --bench parse -- family NAME BYTES` reads one such text and ends, for tools that count instructions
//! (`benches/instructions` does); `-- shipped BYTES` reads the shipped files so; `-- families` prints the names.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::expect_used, reason = "without its input a benchmark has nothing to measure")]
#![expect(clippy::indexing_slicing, reason = "the indices are those of one array")]

mod data;
mod families;

use std::hint::black_box;
use std::time::{Duration, Instant};

use data::{LARGE, as_json, shipped};
use families::{FAMILIES, Family};
use guiju::diagnostic::SourceMap;
use guiju::syntax::{self, Lossless};

/// Bytes of the shipped files, repeated.
const SIZE: usize = 2 << 20;
/// Runs of each side; the fastest counts.
const RUNS: usize = 7;
/// The largest text of a family, and how often it is read.
const LARGEST: usize = 10 << 20;
const FAMILY_RUNS: usize = 5;
/// What a doubling of the text may do to the time.
const DOUBLING: f64 = 2.1;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["family", name, bytes] => read_family(name, bytes.parse().expect("a number of bytes")),
        ["shipped", bytes] => read_once("shipped", shipped(bytes.parse().expect("a number of bytes"))),
        ["families"] => FAMILIES.iter().for_each(|family| println!("{}", family.name)),
        // `cargo test --benches` only asks whether it runs.
        ["--test", ..] => read_family("mistakes", 1 << 10),
        _ => {
            print_speeds();
            print_doublings();
        }
    }
}

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn print_speeds() {
    let text = shipped(SIZE);
    let json = as_json(&text);
    let mut sources = SourceMap::default();
    let id = sources.add("shipped.kdl", text.as_str());
    let (tree, _) = Lossless::parse(&sources, id);
    let mut times = [Duration::MAX; 7];
    // The sides take turns, so that a busy machine slows all of them.
    for _ in 0..RUNS {
        let round = [
            time(|| _ = black_box(black_box(text.as_bytes()).iter().filter(|byte| **byte == b'\n').count())),
            time(|| drop(black_box(Lossless::parse(&sources, id)))),
            time(|| drop(black_box(syntax::parse_within(&sources, id, LARGE)))),
            time(|| drop(black_box(black_box(&tree).formatted()))),
            time(|| drop(black_box(syntax::format(&sources, id)))),
            time(|| drop(black_box(serde_json::from_str::<serde_json::Value>(&json)))),
            time(|| drop(black_box(kdl::KdlDocument::parse_v2(&text)))),
        ];
        times = std::array::from_fn(|side| times[side].min(round[side]));
    }
    let [scan, lossless, document, print, format, serde, theirs] = times;
    println!("{} bytes of KDL, {} bytes of equal JSON; fastest of {RUNS} runs", text.len(), json.len());
    let rows = [
        ("byte scan", scan, text.len()),
        ("guiju, lossless tree", lossless, text.len()),
        ("guiju, document", document, text.len()),
        ("guiju, layout alone", print, text.len()),
        ("guiju, format and check", format, text.len()),
        ("serde_json::Value", serde, json.len()),
        ("kdl crate", theirs, text.len()),
    ];
    println!("{:<24}{:>12}{:>12}{:>22}", "", "ms", "MB/s", "time of the document");
    for (name, time, bytes) in rows {
        let seconds = time.as_secs_f64();
        println!(
            "{name:<24}{:>12.3}{:>12.1}{:>21.2}×",
            seconds * 1e3,
            bytes as f64 / seconds / 1e6,
            seconds / document.as_secs_f64()
        );
    }
    println!(
        "the layout alone takes {:.2} times as long as the lossless tree",
        print.as_secs_f64() / lossless.as_secs_f64()
    );
}

fn time_of(family: &Family, size: usize) -> f64 {
    let mut sources = SourceMap::default();
    let id = sources.add(family.name, family.text(size));
    let times = (0..FAMILY_RUNS).map(|_| time(|| drop(black_box(syntax::parse_within(&sources, id, LARGE)))));
    times.min().unwrap_or_default().as_secs_f64()
}

fn print_doublings() {
    println!("\n{:<28}{:>12}{:>12}{:>12}{:>10}", "family", "ms", "ms doubled", "MB/s", "ratio");
    let mut worst = 0.0_f64;
    for family in &FAMILIES {
        let (half, whole) = (time_of(family, LARGEST / 2), time_of(family, LARGEST));
        worst = worst.max(whole / half);
        let speed = LARGEST as f64 / whole / 1e6;
        println!("{:<28}{:>12.2}{:>12.2}{speed:>12.1}{:>10.2}", family.name, half * 1e3, whole * 1e3, whole / half);
    }
    println!("worst ratio {worst:.2} (by the clock; aim: {DOUBLING} in instructions, see benches/instructions)");
}

/// Reads one text of a family, once.
fn read_family(name: &str, size: usize) {
    let family = FAMILIES.iter().find(|family| family.name == name).expect("a family by that name");
    read_once(name, family.text(size));
}

fn read_once(name: &str, text: String) {
    let mut sources = SourceMap::default();
    let id = sources.add(name, text);
    drop(black_box(syntax::parse_within(&sources, id, LARGE)));
}
