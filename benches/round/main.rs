//! How long a round of 3,000 submissions of 100 kB takes to check, and how much memory: `cargo bench --bench round`.
//!
//! The submissions are JSON files on the disk, made for the shipped standard with a longer registry. They are read, judged and
//! reported on as `guiju check --format json` does it. Beside that, in alternating runs: the same files read and parsed into
//! `serde_json::Value`, all kept as the check keeps all; and the same files only read. Memory is what the system says that a
//! process of its own had at most, over what it had before it began, for each byte of the files.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::expect_used, reason = "without its input a benchmark has nothing to measure")]

mod filled;
#[path = "../resident/mod.rs"]
mod resident;

use filled::{standard, write_round};
use guiju::check::Assessment;
use guiju::diagnostic::{Diagnostic, Language, SourceMap};
use guiju::package::intake;
use guiju::report::{self, RegionReport};
use guiju::rollup::{Deliveries, RollUp};
use guiju::standard::Standard;
use guiju::submission::folder::{accept, read_round, read_submissions, report_setbacks};
use guiju::submission::format;
use guiju::submission::round::arrivals;
use std::fs;
use std::hint::black_box;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const REGIONS: usize = 3_000;
const SIZE: usize = 100_000;
/// Runs of each side of a ratio.
const RUNS: usize = 3;

fn main() {
    if let Some((side, folder)) = resident::asked() {
        return measure_memory(&side, &folder);
    }
    // `--test` and `--list` are the harness's own modes, in which nothing is measured.
    if std::env::args().any(|argument| argument == "--list") {
        return;
    }
    let measures = std::env::args().all(|argument| argument != "--test");
    let (regions, size) = if measures { (REGIONS, SIZE) } else { (120, SIZE / 10) };
    let standard = standard(regions);
    let round = tempfile::tempdir().expect("a folder");
    write_round(round.path(), &standard, size);
    print!("{regions} submissions, ");
    let bytes = only_read(round.path());
    if measures {
        print_ratios(&standard, round.path(), bytes);
        print_memory(round.path(), bytes);
    } else {
        check(&standard, round.path()).print(bytes);
    }
}

/// What a check came to.
struct Checked {
    /// Bytes of the report.
    report: usize,
    messages: usize,
    stages: Vec<(&'static str, Duration)>,
}

impl Checked {
    fn print(&self, bytes: usize) {
        println!("{:.1} MB; the report has {:.1} MB, {} messages", mega(bytes), mega(self.report), self.messages);
        for (stage, time) in &self.stages {
            println!("{:>8.2} s {stage}", seconds(*time));
        }
    }
}

/// Checks the round as the verb does.
fn check(standard: &Standard, folder: &Path) -> Checked {
    let mut clock = Clock { begun: Instant::now(), stages: Vec::new() };
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::<Diagnostic>::new());
    let (mut files, setbacks) =
        intake::read(folder, |name| format::of(name).is_some()).expect("a folder within the limits");
    clock.stage("the files");
    let round = read_round(&files, &mut sources, &mut diagnostics).expect("the round is described");
    report_setbacks(&files, setbacks, &mut sources, &mut diagnostics);
    let submissions = read_submissions(&files, standard, &mut sources, &mut diagnostics);
    clock.stage("submissions with places");
    let arrivals = arrivals(&files, &sources, &round, &submissions, &standard.registry, &mut diagnostics);
    let submissions = accept(submissions, standard, &mut diagnostics);
    let as_of = round.as_of.expect("the round has a day");
    let assessment = Assessment::new(standard, as_of, &submissions, &mut diagnostics);
    assert_eq!(submissions.len(), standard.registry.regions().len(), "every region has a submission");
    drop(submissions);
    files.retain(|path| path.ends_with(".xlsx"));
    clock.stage("facts");
    let regions = RegionReport::all(&assessment, &mut diagnostics);
    clock.stage("outcomes and scores");
    let deliveries = Deliveries::of(standard, &round, &arrivals, &mut diagnostics);
    let rolled = RollUp::of(&assessment, deliveries, &mut diagnostics);
    clock.stage("roll-up");
    guiju::diagnostic::sort(&mut diagnostics);
    let mut out = Counted(0);
    let checked = report::Round::new(&assessment, &regions, &rolled, &diagnostics, &sources, Language::Zh);
    report::json::write(&mut out, &checked).expect("counting does not fail");
    clock.stage("the report as JSON");
    Checked { report: out.0, messages: diagnostics.len(), stages: clock.stages }
}

/// Where the report goes: its bytes are counted and let go, as a pipe takes them.
struct Counted(usize);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Clock {
    begun: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn stage(&mut self, name: &'static str) {
        self.stages.push((name, self.begun.elapsed()));
        self.begun = Instant::now();
    }
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension() == Some("json".as_ref()))
        .collect()
}

/// The same files, each let go when it was read; gives their bytes.
fn only_read(folder: &Path) -> usize {
    paths(folder).iter().map(|path| black_box(fs::read(path).expect("a file")).len()).sum()
}

/// The same files as trees without places.
fn as_values(folder: &Path) -> Vec<serde_json::Value> {
    let read = |path: &PathBuf| serde_json::from_slice(&fs::read(path).expect("a file")).expect("a file is JSON");
    paths(folder).iter().map(read).collect()
}

fn print_ratios(standard: &Standard, folder: &Path, bytes: usize) {
    let (mut ours, mut values, mut reads) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = None;
    for _ in 0..RUNS {
        ours.push(time(|| last = Some(check(standard, folder))));
        values.push(time(|| as_values(folder)));
        reads.push(time(|| only_read(folder)));
    }
    if let Some(last) = last {
        last.print(bytes);
    }
    let ours = median(ours);
    println!(
        "medians of {RUNS} alternating runs: the check takes {:.2} s, {:.1} MB/s",
        seconds(ours),
        mega(bytes) / seconds(ours)
    );
    for (peer, other) in
        [("serde_json::Value of the same files", median(values)), ("the files only read", median(reads))]
    {
        println!("{:>8.2} × {peer} ({:.2} s ÷ {:.2} s)", seconds(ours) / seconds(other), seconds(ours), seconds(other));
    }
}

fn print_memory(folder: &Path, bytes: usize) {
    for (side, name) in [("check", "the check"), ("values", "serde_json::Value, all kept")] {
        match resident::of_own_process(side, folder) {
            Some(peak) => {
                let ratio = peak as f64 / bytes as f64;
                println!("{ratio:>8.2} bytes of memory a byte of the files, {name} ({:.0} MB)", mega(peak));
            }
            None => println!("left out: this system does not say how much memory {name} takes"),
        }
    }
}

fn measure_memory(side: &str, folder: &Path) {
    // The registry is as long as the folder says.
    let standard = standard(paths(folder).len());
    match side {
        "check" => resident::print_peak(|| check(&standard, folder)),
        _ => resident::print_peak(|| as_values(folder)),
    }
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

fn time<T>(run: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(run());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
