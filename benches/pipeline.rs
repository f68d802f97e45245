//! How long a build and a check take, and how that compares with a plain peer in the same run: `cargo bench`.
//!
//! Input is what is shipped: `standards/zhejiang` and `examples/zhejiang-2023-12`. Divan gives the times; the ratios after
//! them are medians of runs that alternate between the two sides, so that a busy machine slows both.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::expect_used, reason = "without its input a benchmark has nothing to measure")]

mod counting;

use counting::{Roster, share_of_long_duties};
use divan::{Bencher, black_box};
use guiju::base::privacy;
use guiju::check::Assessment;
use guiju::diagnostic::{Language, SourceMap};
use guiju::emit::{self, Templates};
use guiju::package::{self, Compilation, Files};
use guiju::report::{self, RegionReport};
use guiju::rollup::{Deliveries, RollUp};
use guiju::standard::Standard;
use guiju::submission::Round;
use guiju::submission::folder::{accept, read_round, read_submissions};
use std::path::Path;
use std::time::{Duration, Instant};

const PACKAGE: &str = "standards/zhejiang";
const ROUND: &str = "examples/zhejiang-2023-12";
/// Runs of each side of a ratio.
const RUNS: usize = 25;
/// Evaluations of an expression in one run: a single one is too short for a clock.
const EVALUATIONS: usize = 10_000;

/// What people type into a submission.
const TYPED: &str = "第 3 项举措已于 2024-01-05 完成，文号〔2024〕12 号，编制 12 人，实有 11 人，面积 320.5 平方米；";

fn main() {
    divan::main();
    // `--test` and `--list` are the harness's own modes, in which nothing is measured.
    let measures = std::env::args().all(|argument| argument != "--test" && argument != "--list");
    if measures {
        print_ratios();
    }
}

/// From the folder on disk to the bytes of every output; they are not written.
#[divan::bench]
fn build() -> usize {
    let compilation = compiled(&files(PACKAGE, &["kdl", "csv", "hbs"]));
    let (outputs, _) = emit::emit(&standard(compilation), &Templates::default());
    outputs.values().map(Vec::len).sum()
}

/// From the texts of the package to the checked standard.
#[divan::bench]
fn compile(bencher: Bencher<'_, '_>) {
    let files = files(PACKAGE, &["kdl", "csv", "hbs"]);
    bencher.bench(|| compiled(black_box(&files)));
}

/// The same texts by the `kdl` crate alone, which gives a tree and nothing more.
#[divan::bench]
fn bare_kdl(bencher: Bencher<'_, '_>) {
    let texts = texts(&files(PACKAGE, &["kdl"]));
    bencher.bench(|| parse_bare(black_box(&texts)));
}

/// From the folders on disk, the package included, to the JSON report of every region.
#[divan::bench]
fn check() -> String {
    check_report()
}

/// The report of that check, read and printed again by `serde_json`.
#[divan::bench]
fn bare_json(bencher: Bencher<'_, '_>) {
    let report = check_report();
    bencher.bench(|| reprint(black_box(&report)));
}

/// The search for numbers of persons in 100 kB of what people type, in texts of some 130 bytes with more digits than most.
#[divan::bench]
fn personal_numbers(bencher: Bencher<'_, '_>) {
    let texts = vec![TYPED; 100_000 / TYPED.len()];
    bencher.bench(|| black_box(&texts).iter().map(|text| privacy::find(text).len()).sum::<usize>());
}

/// One expression over a list of 100 records.
#[divan::bench]
fn expression(bencher: Bencher<'_, '_>) {
    let (roster, expression) = (Roster::of(100), counting::expression());
    bencher.bench(|| counting::is_below(black_box(&expression), black_box(&roster)));
}

/// The same question as a Rust closure.
#[divan::bench]
fn closure(bencher: Bencher<'_, '_>) {
    let roster = Roster::of(100);
    bencher.bench(|| share_of_long_duties(black_box(&roster)));
}

fn files(folder: &str, extensions: &[&str]) -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    Files::read(&folder, extensions).expect("the folder is there")
}

fn texts(files: &Files) -> Vec<String> {
    files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect()
}

fn compiled(files: &Files) -> Compilation {
    package::compile(files, &mut SourceMap::default())
}

fn standard(compilation: Compilation) -> Standard {
    compilation.standard.expect("the shipped package compiles")
}

fn parse_bare(texts: &[String]) -> usize {
    texts.iter().map(|text| kdl::KdlDocument::parse_v2(text).map_or(0, |document| document.nodes().len())).sum()
}

fn check_report() -> String {
    let standard = standard(compiled(&files(PACKAGE, &["kdl", "csv", "hbs"])));
    let files = files(ROUND, &["kdl", "json"]);
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let round = read_round(&files, &mut sources, &mut diagnostics).expect("the round is described");
    let submissions = read_submissions(&files, &standard, &mut sources, &mut diagnostics);
    let submissions = accept(submissions, &standard, &mut diagnostics);
    let as_of = round.as_of.expect("the round has a day");
    let assessment = Assessment::new(&standard, as_of, &submissions, &mut diagnostics);
    let regions = RegionReport::all(&assessment, &mut diagnostics);
    let deliveries = Deliveries::of(&standard, &Round::default(), &[], &mut diagnostics);
    let rolled = RollUp::of(&assessment, deliveries, &mut diagnostics);
    report::json::render(&report::Round::new(&assessment, &regions, &rolled, &diagnostics, &sources, Language::Zh))
        .expect("a report is JSON")
}

fn reprint(report: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(report).expect("a report is JSON");
    serde_json::to_string_pretty(&value).expect("a value is JSON")
}

fn print_ratios() {
    let package = files(PACKAGE, &["kdl", "csv", "hbs"]);
    let source = texts(&files(PACKAGE, &["kdl"]));
    let report = check_report();
    let (roster, expression) = (Roster::of(100), counting::expression());
    println!("\nkdl of the package: {} kB; report of the check: {} kB", size(&source) / 1000, report.len() / 1000);
    println!("ratios: medians of {RUNS} alternating runs each");
    ratio("compile ÷ the kdl crate alone on the same bytes", || compiled(&package), || parse_bare(&source));
    ratio("build ÷ the kdl crate alone on the same bytes", build, || parse_bare(&source));
    ratio("check ÷ serde_json reading and printing its report", check_report, || reprint(&report));
    ratio(
        "expression ÷ closure, 100 records, exact and three-valued",
        || repeated(|| counting::is_below(black_box(&expression), black_box(&roster))),
        || repeated(|| Some(share_of_long_duties(black_box(&roster)))),
    );
}

fn size(texts: &[String]) -> usize {
    texts.iter().map(String::len).sum()
}

fn repeated(evaluate: impl Fn() -> Option<bool>) -> usize {
    (0..EVALUATIONS).filter(|_| evaluate() == Some(true)).count()
}

fn ratio<A, B>(name: &str, ours: impl Fn() -> A, peer: impl Fn() -> B) {
    let (mut our_times, mut peer_times) = (Vec::with_capacity(RUNS), Vec::with_capacity(RUNS));
    for _ in 0..RUNS {
        our_times.push(time(&ours));
        peer_times.push(time(&peer));
    }
    let (ours, peer) = (median(our_times), median(peer_times));
    let times = ours.as_secs_f64() / peer.as_secs_f64();
    println!("{times:8.2} × {name} ({:.2} ms ÷ {:.2} ms)", ours.as_secs_f64() * 1e3, peer.as_secs_f64() * 1e3);
}

fn time<T>(run: impl Fn() -> T) -> Duration {
    let start = Instant::now();
    black_box(run());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
