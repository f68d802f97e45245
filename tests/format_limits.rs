//! Hostile texts of submissions: each is read or refused in time and memory that grow with its size and no faster.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use guiju::diagnostic::SourceMap;
use guiju::package::{self, Files};
use guiju::standard::Standard;
use guiju::submission::folder::read_submissions;
use peak_alloc::PeakAlloc;
use std::sync::{LazyLock, mpsc};
use std::thread;
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// A standard that reads anything as nothing.
static STANDARD: LazyLock<Standard> = LazyLock::new(|| {
    let text = r#"standard "s" version="1" { title "s"; regions "r.csv"; submission "r" }
        record "r" "r" { field "a" "a" type="text" }"#;
    let files = [("s.kdl", text), ("r.csv", "code,name,level,parent\nA,A,a,\n")];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let compilation = package::compile(&Files::in_memory("s", files), &mut SourceMap::default());
    compilation.standard.expect("the standard compiles")
});

/// Bytes of a hostile text. What takes time by the square of it would take hours.
const SIZE: usize = 1 << 18;
/// How long one may take. No measure of speed: without optimisation each takes a few seconds at most.
const GUARD: Duration = Duration::from_secs(60);

/// A text of about that size.
fn filled(start: &str, part: &str, end: &str) -> String {
    format!("{start}{}{end}", part.repeat(SIZE / part.len()))
}

/// The same with a number in every part, so that no two are alike.
fn numbered(start: &str, before: &str, after: &str, end: &str) -> String {
    let mut text = start.to_owned();
    let mut number = 0;
    while text.len() < SIZE {
        text.push_str(&format!("{before}{number}{after}"));
        number += 1;
    }
    text + end
}

fn json() -> Vec<(&'static str, String)> {
    let open = "{\"region\": \"A\", \"data\": {";
    vec![
        ("brackets", filled("", "[", "")),
        ("brackets side by side", filled("[", "[],", "[]]")),
        ("numbers", filled("[", "0,", "0]")),
        ("digits", filled("[", "9", "]")),
        ("quotes", filled("", "\"\"", "")),
        ("escapes", filled("\"", "\\\\", "\"")),
        ("units", filled("\"", "\\u4e00", "\"")),
        ("one member again and again", filled(open, "\"a\":1,", "\"a\":1}}")),
        ("members that differ", numbered(open, "\"a", "\":1,", "\"a\":1}}")),
        ("reasons that differ", numbered("{\"data\": {\"not_applicable\": {", "\"a", "\":\"x\",", "\"a\":\"x\"}}}")),
        ("blanks", filled("", " ", "1")),
        ("a text that does not end", filled("\"", "a", "")),
    ]
}

fn yaml() -> Vec<(&'static str, String)> {
    vec![
        ("brackets", filled("", "[", "")),
        ("braces", filled("", "{a: ", "")),
        ("brackets side by side", filled("[", "[],", "[]]")),
        ("values in brackets", filled("[", "a,", "a]")),
        ("lines in brackets", filled("[", "a,\n", "a]")),
        ("dashes", filled("", "- ", "a")),
        ("lines", filled("", "- a\n", "")),
        ("question marks", filled("", "? ", "a")),
        ("colons", filled("", "a: ", "")),
        ("colons in brackets", filled("[", "a: ", "]")),
        ("one key again and again", filled("", "a: 1\n", "")),
        ("keys that differ", numbered("", "a", ": 1\n", "")),
        ("anchors", numbered("", "- &a", " x\n", "")),
        ("one long anchor", filled("&", "a", " x")),
        ("aliases", filled("- &a x\n", "- *a\n", "")),
        ("tags", filled("", "- !!str a\n", "")),
        ("one long tag", filled("!", "a", " x")),
        ("directives", numbered("", "%TAG !a", "! tag:a\n", "--- a\n")),
        ("documents", filled("", "---\n", "")),
        ("ends of documents", filled("", "...\n", "")),
        ("comments", filled("", "#\n", "")),
        ("one long comment", filled("#", "a", "")),
        ("blank lines", filled("", "\n", "a")),
        ("blanks", filled("", " ", "a")),
        ("tabs", filled("a:", "\t", "")),
        ("carriage returns", filled("", "\r", "")),
        ("a long line", filled("", "a ", "")),
        ("lines of one text", filled("", "a\n", "")),
        ("blank lines in a text", filled("a", "\n", " b")),
        ("quotes", filled("'", "''", "'")),
        ("escapes", filled("\"", "\\\\", "\"")),
        ("broken lines in quotes", filled("\"", "a\\\n", "\"")),
        ("blank lines in quotes", filled("\"a", "\n", "\"")),
        ("a text that does not end", filled("\"", "a", "")),
        ("a block of lines", filled("a: |\n", " b\n", "")),
        ("a block of blank lines", filled("a: |\n", "\n", "")),
        ("a folded block", filled("a: >\n", " b\n\n", "")),
        ("blocks", filled("", "- |\n", "")),
        ("deeper and deeper", (0..1_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect()),
    ]
}

fn csv() -> Vec<(&'static str, String)> {
    let head = "path,value\n@region,A\n";
    vec![
        ("separators", filled(head, ",", "")),
        ("separators in the header", filled("", ",", "\n")),
        ("quotes", filled(head, "\"", "")),
        ("quotes by lines", filled(head, "\"\"\"\"a\n", "")),
        ("one long quoted cell", filled("path,value\na,\"", "x\n", "\"")),
        ("a quote that does not end", filled("path,value\na,\"", "x\n", "")),
        ("quotes that do not end", filled(head, "a,\"x\n", "")),
        ("rows", filled(head, "a,1\n", "")),
        ("rows that differ", numbered(head, "a", ",1\n", "")),
        ("elements that differ", numbered(head, "a[", "].b,1\n", "")),
        ("deep paths", filled(head, &format!("{}a,1\n", "a.".repeat(63)), "")),
        ("one long path", filled(head, "a.", "a,1\n")),
        ("blank lines", filled(head, "\n", "")),
        ("carriage returns", filled(head, "\r", "")),
    ]
}

/// Reads a text in a thread that is watched; gives bytes of memory a byte of text, at most, and the codes that were
/// told.
fn read(ending: &str, name: &str, text: String) -> (f64, Vec<&'static str>) {
    let size = text.len();
    let path = format!("A.{ending}");
    let files = Files::in_memory("", [(path, text.into_bytes())]);
    let (sender, receiver) = mpsc::channel();
    let begun = Instant::now();
    LazyLock::force(&STANDARD);
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    thread::spawn(move || {
        let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
        drop(read_submissions(&files, &STANDARD, &mut sources, &mut diagnostics));
        let codes: Vec<&'static str> = diagnostics.iter().map(|found| found.entry.code).collect();
        let _ = sender.send(codes);
    });
    let codes = receiver.recv_timeout(GUARD).unwrap_or_else(|error| panic!("{ending}, {name}: {error}"));
    let peak = ALLOCATOR.peak_usage().saturating_sub(before);
    let ratio = peak as f64 / size as f64;
    println!(
        "{ending:<6}{name:<32}{ratio:>8.1} bytes a byte{:>8} ms  {} told",
        begun.elapsed().as_millis(),
        codes.len()
    );
    (ratio, codes)
}

// One test, since memory is counted for all threads together.
#[test]
fn hostile_texts_take_time_and_memory_by_their_size() {
    for (ending, texts) in [("json", json()), ("yaml", yaml()), ("csv", csv())] {
        for (name, text) in texts {
            let (ratio, codes) = read(ending, name, text);
            assert!(ratio < 400.0, "{ending}, {name}: {ratio:.0} bytes a byte");
            assert!(codes.len() <= 2_000, "{ending}, {name}: {} messages", codes.len());
        }
    }
}
