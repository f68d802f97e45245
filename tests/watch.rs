//! `watch`: after every edit, the outputs are those of a clean build; what is broken leaves the last valid ones; the process
//! follows editors however they save, and ends cleanly.
//!
//! `WATCH_SCRIPTS=10000 cargo test --release --test watch` is the long form; `WATCH_SEED` asks for other edits.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use guiju::base::atomic::{Durability, replace_directory};
use guiju::diagnostic::{Diagnostic, Language, SourceMap};
use guiju::package::{self, Files};
use guiju::publication::{Memory, publish};
use guiju::watch::{News, Refreshed, Touched, Workshop};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};
use support::edits::{Chance, copy, edit};
use support::folder::{contents, write};
use support::{LIBRARY, ZHEJIANG, repository, small};

fn asked(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

/// What messages say, with their places.
fn told(diagnostics: &[Diagnostic], sources: &SourceMap) -> Vec<String> {
    let place = |found: &Diagnostic| found.place.map(|place| sources.location(place)).unwrap_or_default();
    diagnostics
        .iter()
        .map(|found| format!("{} {} {}", place(found), found.entry.code, found.text(Language::Zh)))
        .collect()
}

/// How many states were valid, and how often something else happened before all was found.
struct Followed {
    valid: u64,
    overtaken: u64,
}

/// Runs edit scripts on a package, each of one to four edits, and compares after each with a clean build: outputs on the disk,
/// messages and their places.
fn follow(package: &Path, scripts: u64, seed: u64) -> Followed {
    let root = tempfile::tempdir().unwrap();
    let folder = fs::canonicalize(root.path()).unwrap().join("package");
    copy(package, &folder);
    let out = root.path().join("out");
    let mut workshop = Workshop::new(&folder).unwrap();
    let mut chance = Chance(seed);
    let mut expected = BTreeMap::new();
    let (mut valid, mut overtaken) = (0, 0);
    for script in 0..=scripts {
        let mut touched = BTreeSet::new();
        // The first state is the package as it is.
        for _ in 0..if script == 0 { 0 } else { 1 + chance.below(4) } {
            touched.extend(edit(&folder, package, &mut chance));
        }
        let touched = if script == 0 { Touched::Everything } else { Touched::Paths(touched) };
        let mut written = false;
        let mut refresh = |touched: &Touched, news: &News| {
            workshop.refresh(touched, news, &mut |_, outputs| {
                replace_directory(&out, outputs, Durability::Process).unwrap();
                written = true;
            })
        };
        let news = News::default();
        // Every third time something else happens meanwhile, which then turns out to be nothing.
        if script % 3 == 1 {
            news.announce();
            if refresh(&touched, &news) == Refreshed::Overtaken {
                overtaken += 1;
                assert_eq!(refresh(&Touched::Paths(BTreeSet::new()), &news), Refreshed::Made);
            }
        } else {
            assert_ne!(refresh(&touched, &news), Refreshed::Overtaken);
        }
        assert!(workshop.is_valid || !written, "seed {seed}, script {script}");
        let mut sources = SourceMap::default();
        let files = Files::read(&folder, &package::EXTENSIONS).unwrap();
        let clean = publish(&files, &mut sources, &mut Memory::default());
        if let Some(outputs) = clean.outputs {
            expected = outputs;
            valid += 1;
        }
        assert_eq!(
            told(&workshop.diagnostics, &workshop.sources),
            told(&clean.diagnostics, &sources),
            "seed {seed}, script {script}"
        );
        let present = contents(&out);
        let differs = expected.iter().find(|(path, bytes)| present.get(*path) != Some(*bytes)).map(|(path, _)| path);
        assert!(differs.is_none() && present.len() == expected.len(), "seed {seed}, script {script}: {differs:?}");
    }
    Followed { valid, overtaken }
}

#[test]
fn incremental_equals_clean() {
    let scripts = asked("WATCH_SCRIPTS", 150);
    let seed = asked("WATCH_SEED", 1);
    let folder = small::folder();
    let Followed { valid, overtaken } = follow(&folder.path().join(small::STANDARD), scripts, seed);
    println!(
        "small package: {scripts} edit scripts, {valid} valid states, {overtaken} overtaken, all as a clean build makes them"
    );
    assert!(valid > scripts / 5, "too few edits stay valid to say much: {valid}");
    assert!(overtaken > scripts / 30, "too few are overtaken to say much: {overtaken}");
    for (package, share) in [(LIBRARY, 10), (ZHEJIANG, 40)] {
        let scripts = (scripts / share).max(3);
        let Followed { valid, overtaken } = follow(&repository(package), scripts, seed + share);
        println!(
            "{package}: {scripts} edit scripts, {valid} valid states, {overtaken} overtaken, all as a clean build makes them"
        );
    }
}

/// The binary under watch, with what it says.
struct Watch {
    child: Child,
    said: Receiver<String>,
    heard: String,
}

impl Watch {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_guiju"))
            .arg("watch")
            .args(arguments)
            .current_dir(folder)
            .env("LC_ALL", "zh_CN.UTF-8")
            .env("XDG_CACHE_HOME", folder.join(".cache"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, said) = channel();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, said, heard: String::new() }
    }

    /// Waits until it has said this; what it said until then, this included.
    fn until(&mut self, what: &str) -> String {
        let begun = Instant::now();
        loop {
            if let Some((until, rest)) = self.heard.split_once(what) {
                let (until, rest) = (format!("{until}{what}"), rest.to_owned());
                self.heard = rest;
                return until;
            }
            let patience = Duration::from_secs(60).saturating_sub(begun.elapsed());
            match self.said.recv_timeout(patience) {
                Ok(line) => self.heard.push_str(&format!("{line}\n")),
                Err(_) => panic!("it never said {what:?}, but {:?}", self.heard),
            }
        }
    }

    /// Ends it as a terminal does.
    fn interrupt(mut self) -> i32 {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        self.child.wait().unwrap().code().expect("it ends by itself")
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// What a clean build makes of the package.
fn clean(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = Files::read(&folder.join(small::STANDARD), &package::EXTENSIONS).unwrap();
    publish(&files, &mut SourceMap::default(), &mut Memory::default()).outputs.expect("a valid state")
}

#[test]
fn the_process_follows_every_way_of_saving() {
    let folder = small::folder();
    let file = folder.path().join(small::STANDARD).join("standard.kdl");
    let out = folder.path().join("generated/small");
    let mut watch = Watch::start(folder.path(), &[]);
    watch.until("generated/small");
    watch.until("\n");
    assert_eq!(contents(&out), clean(folder.path()));
    let text = |word: &str| small::MAIN.replace("小标准", word);
    // Over the file.
    fs::write(&file, text("甲标准")).unwrap();
    watch.until("文件有变化");
    assert_eq!(contents(&out), clean(folder.path()));
    // Beside it, and then in its place.
    fs::write(file.with_extension("kdl~"), text("乙标准")).unwrap();
    fs::rename(file.with_extension("kdl~"), &file).unwrap();
    watch.until("文件有变化");
    assert_eq!(contents(&out), clean(folder.path()));
    // A state that is not valid leaves the outputs and says why; once mended, nothing is said any more.
    let before = contents(&out);
    fs::write(&file, text("丙标准").replace("area / seats", "area / seets")).unwrap();
    let said = watch.until("最近一次有效时的内容");
    assert!(said.contains("standard.kdl:") && said.contains("seets"), "{said}");
    assert_eq!(contents(&out), before);
    fs::write(&file, text("丙标准")).unwrap();
    let said = watch.until("文件有变化");
    assert!(!said.contains("seets"), "{said}");
    assert_eq!(contents(&out), clean(folder.path()));
    // The whole folder goes away and comes back, as a checkout does it.
    let package = folder.path().join(small::STANDARD);
    let aside = folder.path().join("aside");
    copy(&package, &aside);
    write(&aside, "standard.kdl", text("丁标准").as_bytes());
    fs::remove_dir_all(&package).unwrap();
    fs::rename(&aside, &package).unwrap();
    watch.until("文件有变化");
    assert_eq!(contents(&out), clean(folder.path()));
    // Files of editors and offices are no news.
    for name in [".standard.kdl.swp", "~$standard.xlsx", "4913", "standard.kdl~"] {
        write(&package, name, b"x");
    }
    fs::write(&file, text("戊标准")).unwrap();
    let said = watch.until("文件有变化");
    assert_eq!(said.matches("文件有变化").count(), 1, "{said}");
    assert_eq!(contents(&out), clean(folder.path()));
    assert_eq!(watch.interrupt(), 0);
    let left: Vec<PathBuf> =
        fs::read_dir(folder.path().join("generated")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(left, [out]);
}

#[test]
fn the_page_shows_what_is_there_now() {
    let folder = small::folder();
    let file = folder.path().join(small::STANDARD).join("standard.kdl");
    let mut watch = Watch::start(folder.path(), &["--port", "0", "--round", small::ROUND]);
    watch.until("http://127.0.0.1:");
    let rest = watch.until("/");
    let port: u16 = rest.trim_end_matches('/').parse().unwrap();
    let get = |path: &str| {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let page = get("/");
    assert!(page.contains("小标准") && page.contains("data-version=\"1\""), "{page}");
    assert!(page.contains("<th scope=\"row\">") && page.contains("服务评价"), "{page}");
    assert!(get("/outputs/0/documents/standard.zh.html").contains("大厅应设座席"));
    assert!(get("/rounds/0/0").contains("<!-- guiju check -->"));
    fs::write(
        &file,
        small::MAIN.replace(
            "seats\"\n        scale \"linear\" from=0 to=20",
            "seats\"\n        scale \"linear\" from=0 to=40",
        ),
    )
    .unwrap();
    watch.until("文件有变化");
    let begun = Instant::now();
    let main = loop {
        let main = get("/main");
        if main.contains("data-version=\"2\"") {
            break main;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{main}");
        thread::sleep(Duration::from_millis(20));
    };
    assert!(main.contains("<tr class=\"changed\">") && main.contains("</s> → <strong>"), "{main}");
    assert_eq!(watch.interrupt(), 0);
}
