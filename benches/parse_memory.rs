//! How much memory a tree takes: `cargo bench --bench parse_memory`. Its own program, because counting slows every
//! allocation down.
//!
//! Bytes that were asked for, while the text is read (peak) and for what is kept, over the bytes of the text.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::expect_used, reason = "without its input a benchmark has nothing to measure")]

#[path = "parse/data.rs"]
mod data;

use data::{LARGE, as_json, shipped};
use guiju::diagnostic::SourceMap;
use guiju::syntax::{self, Lossless};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const SIZE: usize = 2 << 20;

fn main() {
    let text = shipped(SIZE);
    let json = as_json(&text);
    let mut sources = SourceMap::default();
    let id = sources.add("shipped.kdl", text.as_str());
    println!("{:<24}{:>16}{:>16}", "bytes a byte of text", "peak", "kept");
    measure("guiju, lossless tree", text.len(), || Lossless::parse(&sources, id));
    measure("guiju, document", text.len(), || syntax::parse_within(&sources, id, LARGE));
    measure("serde_json::Value", json.len(), || serde_json::from_str::<serde_json::Value>(&json));
    measure("kdl crate", text.len(), || kdl::KdlDocument::parse_v2(&text));
}

fn measure<T>(name: &str, bytes: usize, read: impl FnOnce() -> T) {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let tree = read();
    let peak = ALLOCATOR.peak_usage().saturating_sub(before);
    let kept = ALLOCATOR.current_usage().saturating_sub(before);
    drop(tree);
    println!("{name:<24}{:>16.2}{:>16.2}", peak as f64 / bytes as f64, kept as f64 / bytes as f64);
}
