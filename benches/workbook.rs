//! How long a large workbook takes to read, and how much memory, beside a reader that trusts its files and one in Python:
//! `cargo bench --bench workbook`.
//!
//! The workbook has as many rows as the catalogue of items of a province, ten columns of the types that such lists have. Divan
//! gives the times; the ratios after them are medians of runs that alternate between all sides. Memory is what a process of its own
//! had at most, over what it had with the bytes of the file.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::expect_used, reason = "without its input a benchmark has nothing to measure")]

mod resident;

use calamine::{Data, Reader, Xlsx};
use divan::{Bencher, black_box};
use guiju::diagnostic::SourceMap;
use guiju::submission::workbook::{Workbook, read};
use rust_xlsxwriter::{Format, Workbook as Writer};
use std::io::Cursor;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const ROWS: u32 = 15_700;
/// Runs of each side of a ratio.
const RUNS: usize = 7;
/// Reads a workbook with openpyxl, all values of all rows, and prints how many seconds that took; the start of Python is not
/// counted.
const SCRIPT: &str = "
import sys, time
from openpyxl import load_workbook
start = time.perf_counter()
for sheet in load_workbook(sys.argv[1], read_only=sys.argv[2] == 'read-only'):
    for row in sheet.iter_rows(values_only=True):
        pass
print(time.perf_counter() - start)
";
/// The ways in which openpyxl reads, as the script calls them.
const OPENPYXL: [(&str, &str); 2] = [("read-only", "openpyxl, row by row (read_only)"), ("whole", "openpyxl")];

fn main() {
    if let Some((side, path)) = resident::asked() {
        return measure_memory(&side, &path);
    }
    divan::main();
    // `--test` and `--list` are the harness's own modes, in which nothing is measured.
    let measures = std::env::args().all(|argument| argument != "--test" && argument != "--list");
    if measures {
        print_ratios();
    }
}

/// From the bytes to the cells with their places.
#[divan::bench]
fn workbook(bencher: Bencher<'_, '_>) {
    let bytes = written();
    bencher.bench(|| ours(black_box(&bytes)));
}

/// The same bytes by calamine: a dense range of values, without places.
#[divan::bench]
fn dense(bencher: Bencher<'_, '_>) {
    let bytes = written();
    bencher.bench(|| calamine_reads(black_box(&bytes)));
}

fn written() -> Vec<u8> {
    let mut writer = Writer::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let share = Format::new().set_num_format("0.0%");
    let sheet = writer.add_worksheet();
    let kinds = ["行政许可", "行政确认", "公共服务"].into_iter().cycle();
    for (row, kind) in (0..ROWS).zip(kinds) {
        let number = f64::from(row);
        sheet.write(row, 0, format!("330000{row:06}")).expect("a cell");
        sheet.write(row, 1, format!("行政许可事项第 {row} 项：设立、变更、注销")).expect("a cell");
        sheet.write(row, 2, kind).expect("a cell");
        sheet.write(row, 3, number * 1.1).expect("a cell");
        sheet.write(row, 4, row % 30).expect("a cell");
        sheet.write_with_format(row, 5, 45_000 + row % 400, &day).expect("a cell");
        sheet.write_with_format(row, 6, f64::from(row % 101) / 100.0, &share).expect("a cell");
        sheet.write(row, 7, row % 2 == 0).expect("a cell");
        sheet.write(row, 8, "是").expect("a cell");
        sheet.write(row, 9, number / 7.0).expect("a cell");
    }
    writer.save_to_buffer().expect("memory")
}

fn ours(bytes: &[u8]) -> (Workbook, SourceMap) {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let workbook = read("a.xlsx", bytes, &mut sources, &mut diagnostics).expect("a workbook without problems");
    (workbook, sources)
}

fn calamine_reads(bytes: &[u8]) -> Vec<calamine::Range<Data>> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    workbook.worksheets().into_iter().map(|(_, range)| range).collect()
}

fn print_ratios() {
    let bytes = written();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.xlsx");
    std::fs::write(&path, &bytes).expect("a file");
    let cells: usize =
        ours(&bytes).0.grid.sheets.iter().flat_map(|sheet| sheet.rows.values()).map(|row| row.len()).sum();
    println!(
        "\n{ROWS} rows, {cells} cells, {} kB; ratios: medians of {RUNS} alternating runs each",
        bytes.len() / 1000
    );
    let (mut our_times, mut dense_times) = (Vec::new(), Vec::new());
    let mut python_times: Vec<(&str, Vec<Duration>)> = OPENPYXL.map(|(_, name)| (name, Vec::new())).into();
    for _ in 0..RUNS {
        our_times.push(time(|| ours(&bytes)));
        dense_times.push(time(|| calamine_reads(&bytes)));
        for ((way, _), (_, times)) in OPENPYXL.iter().zip(&mut python_times) {
            times.extend(openpyxl(&path, way));
        }
    }
    let ours = median(our_times);
    print_ratio("calamine, dense", ours, median(dense_times));
    for (name, times) in python_times {
        if times.len() == RUNS {
            print_ratio(name, ours, median(times));
        } else {
            println!("left out: {name}, since python3 with openpyxl is not there");
        }
    }
    print_memory(&path, bytes.len());
}

fn print_ratio(peer: &str, ours: Duration, other: Duration) {
    let times = ours.as_secs_f64() / other.as_secs_f64();
    println!("{times:8.3} × {peer} ({:.1} ms ÷ {:.1} ms)", ours.as_secs_f64() * 1e3, other.as_secs_f64() * 1e3);
}

/// How long openpyxl takes by its own clock; `None` where it is not there.
fn openpyxl(path: &Path, way: &str) -> Option<Duration> {
    let run = Command::new("python3").args(["-c", SCRIPT]).arg(path).arg(way).output().ok()?;
    String::from_utf8(run.stdout).ok()?.trim().parse().ok().map(Duration::from_secs_f64)
}

fn print_memory(path: &Path, size: usize) {
    for (side, name) in [("ours", "ours, with places"), ("calamine", "calamine, dense")] {
        match resident::of_own_process(side, path) {
            Some(peak) => {
                let ratio = peak as f64 / size as f64;
                println!("{ratio:8.2} bytes of memory a byte of the file, {name} ({:.1} MB)", peak as f64 / 1e6);
            }
            None => println!("left out: this system does not say how much memory {name} takes"),
        }
    }
}

fn measure_memory(side: &str, path: &Path) {
    let bytes = std::fs::read(path).expect("the file is there");
    match side {
        "ours" => resident::print_peak(|| ours(&bytes)),
        _ => resident::print_peak(|| calamine_reads(&bytes)),
    }
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
