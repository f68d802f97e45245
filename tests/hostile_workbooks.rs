//! Workbooks made to do harm: each gives the messages it should, or does no harm, soon and in bounded memory.
//!
//! Its own program with one test, because memory is counted for the whole program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(dead_code, reason = "the support of the suites offers more than this one uses")]
#![expect(clippy::print_stdout, reason = "the figures are what one wants to see")]

#[path = "support/archive.rs"]
mod archive;
#[path = "hostile_workbooks/cases.rs"]
mod cases;
#[path = "support/workbook.rs"]
mod workbook;

use cases::Case;
use guiju::diagnostic::{Language, SourceMap, render};
use guiju::submission::workbook::{limits, read};
use peak_alloc::PeakAlloc;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// What reading a file may take beside the file itself.
const MEMORY: usize = 128_000_000;
/// Far above what is needed, because tests run without optimisation and beside other things; the figure is printed.
const PATIENCE: Duration = Duration::from_secs(60);

/// What reading a file took.
struct Taken {
    time: Duration,
    memory: usize,
}

/// Reads the file of a case and holds what is said of it against what should be.
fn taken(case: &Case, wrong: &mut Vec<String>) -> Taken {
    let bytes = (case.make)();
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let start = Instant::now();
    let workbook = read("a.xlsx", &bytes, &mut sources, &mut diagnostics);
    let time = start.elapsed();
    let memory = ALLOCATOR.peak_usage().saturating_sub(before);
    let said: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.entry.code).collect();
    let expected: BTreeSet<&str> = case.codes.iter().copied().collect();
    if said != expected {
        wrong.push(format!("{}: {said:?} instead of {expected:?}", case.name));
    }
    if workbook.is_some() != expected.is_empty() {
        wrong.push(format!("{}: a file with problems gives nothing, one without gives its cells", case.name));
    }
    if diagnostics.len() > limits::MAX_PROBLEMS + 1 {
        wrong.push(format!("{}: {} problems", case.name, diagnostics.len()));
    }
    if let Some(unplaced) = diagnostics.iter().find(|diagnostic| diagnostic.place.is_none()) {
        wrong.push(format!("{}: {} has no place", case.name, unplaced.entry.code));
    }
    for language in [Language::Zh, Language::En] {
        let shown = render::render(&diagnostics, &sources, language, render::Style::Plain);
        if shown.contains(guiju::base::text::is_unsafe) || shown.contains("{part}") {
            wrong.push(format!("{}: {shown}", case.name));
        }
    }
    if memory > MEMORY {
        wrong.push(format!("{}: {} kB", case.name, memory / 1000));
    }
    if time > PATIENCE {
        wrong.push(format!("{}: {time:?}", case.name));
    }
    Taken { time, memory }
}

#[test]
fn hostile_workbooks_are_refused_or_do_no_harm() {
    let cases = cases::all();
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "names are unique");
    let refused = cases.iter().filter(|case| !case.codes.is_empty()).count();
    assert!(refused >= 100, "{refused} cases are refused");
    let mut wrong = Vec::new();
    let taken: Vec<(&str, Taken)> = cases.iter().map(|case| (case.name.as_str(), taken(case, &mut wrong))).collect();
    let (slow, time) =
        taken.iter().max_by_key(|(_, taken)| taken.time).map(|(name, taken)| (name, taken.time)).unwrap();
    let (large, memory) =
        taken.iter().max_by_key(|(_, taken)| taken.memory).map(|(name, taken)| (name, taken.memory)).unwrap();
    println!("{} hostile workbooks, {refused} of them refused", cases.len());
    println!(
        "slowest: {:.0} ms ({slow}); most memory: {:.1} MB ({large})",
        time.as_secs_f64() * 1e3,
        memory as f64 / 1e6
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "prints what each file takes"]
fn what_each_takes() {
    for case in cases::all() {
        let taken = taken(&case, &mut Vec::new());
        println!("{:>8.1} ms {:>8.2} MB  {}", taken.time.as_secs_f64() * 1e3, taken.memory as f64 / 1e6, case.name);
    }
}
