//! How long it takes from a save to the refreshed output: `cargo bench --bench watch`.
//!
//! A watch runs on 1, 10 and 100 copies of the shipped package; 200 edits of four kinds (a sign, a document, a rule, a clause) are saved one after the other, each is timed
//! until the output that shows the new text has taken the place of the old one, and the next one waits until everything is quiet. Then the same with one
//! package that has ten times the rules. Beside it, where they are there, `mdbook watch` and `typst watch` on a document as large as
//! the one that our edits change. Prints the middle and the 95th percentile.
//!
//! `WATCH_EDITS` asks for another number of edits, `WATCH_SCALES` for other numbers of copies (`1,10`).
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![expect(clippy::expect_used, clippy::panic, reason = "without its input a benchmark has nothing to measure")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const PACKAGE: &str = "standards/zhejiang";
const ID: &str = "zhejiang-value-added-services";
const SCALES: [usize; 3] = [1, 10, 100];
const EDITS: usize = 200;
/// How long an output may take until the run counts as failed.
const PATIENCE: Duration = Duration::from_secs(120);
/// What is waited between an output and the next save, as an author would.
const PAUSE: Duration = Duration::from_millis(400);

fn main() {
    // `--test` and `--list` are the harness's own modes, in which nothing is measured.
    if std::env::args().any(|argument| argument == "--list" || argument == "--test") {
        return;
    }
    let edits = std::env::var("WATCH_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(EDITS);
    let asked = std::env::var("WATCH_SCALES").ok();
    let scales = asked.map_or_else(|| SCALES.to_vec(), |asked| asked.split(',').flat_map(str::parse).collect());
    for scale in scales {
        let root = tempfile::tempdir().expect("a temporary folder");
        for copy in 0..scale {
            package(root.path(), copy, 1);
        }
        measure(&format!("{scale} package(s)"), root.path(), scale, edits);
    }
    let root = tempfile::tempdir().expect("a temporary folder");
    package(root.path(), 0, 10);
    measure("1 package with 10 times the rules", root.path(), 1, edits.min(50));
    peer("mdbook", edits);
    peer("typst", edits);
}

/// Makes a copy of the package with its own id, and its rules as often as asked.
fn package(root: &Path, copy: usize, rules: usize) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(PACKAGE);
    let to = root.join(format!("standards/p{copy:03}"));
    let mut waiting = vec![PathBuf::new()];
    while let Some(folder) = waiting.pop() {
        fs::create_dir_all(to.join(&folder)).expect("folders can be made");
        for entry in fs::read_dir(from.join(&folder)).expect("the package") {
            let entry = entry.expect("an entry");
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() {
                waiting.push(path);
                continue;
            }
            let text = fs::read_to_string(entry.path()).expect("a text");
            fs::write(to.join(&path), text.replace(ID, &format!("p{copy:03}"))).expect("files can be written");
            for again in 1..rules {
                if folder.ends_with("rules") {
                    let name = to.join(path.with_extension(format!("{again}.kdl")));
                    fs::write(name, text.replace("\nrule \"", &format!("\nrule \"x{again}-")))
                        .expect("files can be written");
                }
            }
        }
    }
}

/// A process that is ended with the value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

fn start(program: &str, folder: &Path, arguments: &[&str]) -> Option<Running> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("XDG_CACHE_HOME", folder.join(".cache"));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok().map(Running)
}

fn measure(name: &str, root: &Path, copies: usize, edits: usize) {
    let begun = Instant::now();
    let watch = start(env!("CARGO_BIN_EXE_guiju"), root, &["watch"]).expect("the watch starts");
    for copy in 0..copies {
        let made = root.join(format!("generated/p{copy:03}/trace/gaps.md"));
        wait_until(&made, || made.exists());
    }
    let cold = begun.elapsed();
    thread::sleep(PAUSE * 5);
    let save = |number: usize, kind: Option<usize>| {
        let copy = number % copies;
        let mark = mark(number / copies);
        let (file, output, text) = edit(&root.join(format!("standards/p{copy:03}")), kind, &mark);
        let output = root.join(format!("generated/p{copy:03}")).join(output);
        let mut before = stamp(&output);
        let begun = Instant::now();
        fs::write(&file, text).expect("files can be written");
        let taken = loop {
            wait_until(&output, || stamp(&output) != before);
            let taken = begun.elapsed();
            before = stamp(&output);
            // The folder changes as a whole; that it is the right one is seen afterwards, because looking for a text takes time of its
            // own. Workbooks are packed, so that none can be looked for.
            if kind.is_none() || holds(&output, &mark) {
                break taken;
            }
        };
        thread::sleep(PAUSE);
        taken
    };
    let taken = (0..edits).map(|number| save(number, Some(number % 4))).collect();
    print(name, taken, &format!(", {:.2} s to begin with", cold.as_secs_f64()));
    let taken = (edits..edits + edits.div_ceil(20)).map(|number| save(number, None)).collect();
    print(&format!("{name}, its title"), taken, ": every output is made again");
    drop(watch);
}

/// What tells a folder from the one that takes its place.
fn stamp(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(folder).ok().map(|found| found.ino())
}

/// The text that an edit puts in, and that its output has to show, another one than at the last edit of the same file; always as wide,
/// because a sign holds no more.
fn mark(number: usize) -> String {
    format!("第{:02}改", number % 100)
}

/// The file that the edit changes, the output that shows it, and the new text of the file.
fn edit(package: &Path, kind: Option<usize>, mark: &str) -> (PathBuf, PathBuf, String) {
    let (file, after, output) = match kind {
        Some(0) => ("signs.kdl", "set \"name\" \"", "signs/index.html"),
        Some(1) => ("documents.kdl", "foreword \"", "documents"),
        Some(2) => ("rules/centre.kdl", "rule \"centre-build-slow\" \"", "documents"),
        Some(_) => ("sources/1-notice-2023-7.kdl", "text \"", "documents"),
        None => ("standard.kdl", "title \"", "forms"),
    };
    let file = package.join(file);
    let text = fs::read_to_string(&file).expect("a text");
    let at = text.find(after).map(|at| at + after.len()).unwrap_or_else(|| panic!("no {after} in {}", file.display()));
    // The mark of an earlier edit makes room.
    let rest = text.get(at..).expect("a boundary");
    let rest = match (rest.starts_with('第'), rest.find('改')) {
        (true, Some(end)) => rest.get(end + '改'.len_utf8()..).expect("a boundary"),
        _ => rest,
    };
    let edited = format!("{}{}{rest}", text.get(..at).expect("a boundary"), mark);
    (file, PathBuf::from(output), edited)
}

/// Whether the output, or a file in the folder of that name, holds a text.
fn holds(output: &Path, text: &str) -> bool {
    let found = |path: &Path| fs::read(path).is_ok_and(|bytes| contains(&bytes, text.as_bytes()));
    if output.is_dir() {
        let entries = fs::read_dir(output).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).any(|path| found(&path))
    } else {
        found(output)
    }
}

fn wait_until(output: &Path, is_there: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_there() {
        assert!(begun.elapsed() < PATIENCE, "{} never changed", output.display());
        thread::sleep(Duration::from_micros(200));
    }
}

fn contains(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

fn print(name: &str, mut taken: Vec<Duration>, further: &str) {
    taken.sort();
    let at = |share: usize| {
        taken.get((taken.len() * share / 100).min(taken.len() - 1)).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    println!("{name:<36} {} edits: p50 {:>7.1} ms, p95 {:>7.1} ms{further}", taken.len(), at(50), at(95));
}

/// The same edits of one document of about the size of ours, under the watch of another program.
fn peer(program: &str, edits: usize) {
    if Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
        println!("{program} is not there: nothing to compare with");
        return;
    }
    let generated = Path::new(env!("CARGO_MANIFEST_DIR")).join("generated").join(ID).join("documents");
    let documents = fs::read_dir(generated).expect("the documents").flatten().map(|entry| entry.path());
    let mut texts: Vec<PathBuf> = documents.filter(|path| path.to_string_lossy().ends_with(".zh.md")).collect();
    texts.sort();
    let text: String = texts.iter().map(|path| fs::read_to_string(path).expect("a document")).collect();
    let root = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    };
    let (file, output, arguments): (&str, &str, Vec<&str>) = if program == "mdbook" {
        write("book.toml", "[book]\ntitle = \"t\"\nlanguage = \"zh\"\n");
        write("src/SUMMARY.md", "# Summary\n\n- [a](a.md)\n");
        ("src/a.md", "book/a.html", vec!["watch"])
    } else {
        ("a.typ", "a.svg", vec!["watch", "a.typ", "a.svg"])
    };
    // Marks of the one language that mean something else in the other are left out.
    let plain = if program == "mdbook" {
        text
    } else {
        text.replace(['#', '$', '@', '<', '>', '*', '_', '`', '[', ']', '\\'], " ")
    };
    write(file, &plain);
    if program == "mdbook" {
        // Its watch makes nothing before the first change.
        let made = Command::new(program).arg("build").current_dir(root.path()).stderr(Stdio::null()).status();
        assert!(made.is_ok_and(|status| status.success()), "mdbook makes the book");
    }
    let Some(_running) = start(program, root.path(), &arguments) else { return };
    let output = root.path().join(output);
    wait_until(&output, || output.exists());
    thread::sleep(PAUSE * 5);
    let mut taken = Vec::new();
    for number in 0..edits {
        let before = fs::metadata(&output).and_then(|found| found.modified()).ok();
        let begun = Instant::now();
        write(file, &format!("{}\n\n{plain}", mark(number)));
        while fs::metadata(&output).and_then(|found| found.modified()).ok() == before {
            assert!(begun.elapsed() < PATIENCE, "{program} made nothing");
            thread::sleep(Duration::from_micros(200));
        }
        taken.push(begun.elapsed());
        thread::sleep(PAUSE);
    }
    print(&format!("{program} watch"), taken, "");
}
