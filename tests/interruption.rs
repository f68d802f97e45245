//! Builds that are killed, run out of room, or run at the same time: the outputs are always wholly those of one edition, and
//! nothing is left beside them.
//!
//! `KILLS=1000 cargo test --release --test interruption` is the long form.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use support::binary::guiju;
use support::edits::Chance;
use support::folder::{contents, write};
use support::small;

type Contents = BTreeMap<String, Vec<u8>>;

const OUT: &str = "generated/small";

/// Writes one of two editions of the package, which differ in most outputs.
fn edition(folder: &Path, number: usize) {
    let text = small::MAIN.replace("小标准", ["甲版标准", "乙版标准"][number]);
    write(folder, &format!("{}/standard.kdl", small::STANDARD), text.as_bytes());
}

/// What a build of each edition makes, built elsewhere.
fn editions() -> [Contents; 2] {
    [0, 1].map(|number| {
        let folder = small::folder();
        edition(folder.path(), number);
        assert_eq!(guiju(folder.path(), &["build"]).code, 0);
        contents(&folder.path().join(OUT))
    })
}

/// What lies in the folder of outputs, hidden things as well.
fn beside(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join("generated")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_killed_build_leaves_the_old_or_the_new() {
    let kills: usize = std::env::var("KILLS").ok().and_then(|value| value.parse().ok()).unwrap_or(40);
    let editions = editions();
    let folder = small::folder();
    edition(folder.path(), 0);
    assert_eq!(guiju(folder.path(), &["build"]).code, 0);
    // How long a build takes here, so that kills fall into all of it.
    edition(folder.path(), 1);
    let begun = Instant::now();
    assert_eq!(guiju(folder.path(), &["build"]).code, 0);
    let whole = begun.elapsed();
    let mut chance = Chance(7);
    let (mut seen, mut littered, mut ended) = ([0, 0], 0, 0);
    let mut current = 1;
    for number in 0..kills {
        let next = 1 - current;
        edition(folder.path(), next);
        let mut child = Command::new(env!("CARGO_BIN_EXE_guiju"))
            .arg("build")
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        let share = f64::from(u32::try_from(chance.below(1000)).unwrap()) / 1000.0;
        if number % 2 == 0 {
            // At any moment.
            thread::sleep(whole.mul_f64(share * 1.1));
        } else {
            // While it writes, which is a small part of the whole.
            while beside(folder.path()).len() < 2 && begun.elapsed() < whole * 4 {
                thread::sleep(Duration::from_micros(50));
            }
            thread::sleep(whole.mul_f64(share * share * 0.2));
        }
        child.kill().unwrap();
        ended += usize::from(child.wait().unwrap().code().is_some());
        let present = contents(&folder.path().join(OUT));
        let is = editions.iter().position(|edition| *edition == present);
        let is = is.unwrap_or_else(|| panic!("kill {number}: neither the old nor the new edition"));
        seen[usize::from(is == next)] += 1;
        current = is;
        littered += usize::from(beside(folder.path()).len() > 1);
    }
    let last = 1 - current;
    edition(folder.path(), last);
    assert_eq!(guiju(folder.path(), &["build"]).code, 0);
    assert_eq!(contents(&folder.path().join(OUT)), editions[last]);
    assert_eq!(beside(folder.path()), ["small"], "the next run removes what killed ones left");
    println!(
        "{kills} kills of builds: the old edition {} times, the new one {}, never a mixture; litter after {littered}, which the \
         next run removed; {ended} had ended before",
        seen[0], seen[1]
    );
}

#[test]
fn builds_at_once_come_to_one_result() {
    let editions = editions();
    let folder = small::folder();
    for round in 0..4 {
        edition(folder.path(), round % 2);
        let builds: Vec<_> = (0..8)
            .map(|_| {
                Command::new(env!("CARGO_BIN_EXE_guiju"))
                    .arg("build")
                    .current_dir(folder.path())
                    .stdin(Stdio::null())
                    .stdout(Stdio::null())
                    .stderr(Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for build in builds {
            let output = build.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!(contents(&folder.path().join(OUT)), editions[round % 2]);
        assert_eq!(beside(folder.path()), ["small"]);
    }
}

/// A small file system in memory; gone when it is dropped.
struct Disk<'f>(&'f Path);

impl<'f> Disk<'f> {
    /// `None` where this process may not mount one.
    fn of(folder: &'f Path, kilobytes: usize) -> Option<Self> {
        let size = format!("size={kilobytes}k");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "guiju-test"])
            .arg(folder)
            .stderr(Stdio::null())
            .status();
        mount.is_ok_and(|status| status.success()).then_some(Self(folder))
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        _ = Command::new("umount").arg(self.0).status();
    }
}

#[test]
fn a_full_disk_leaves_the_old_edition() {
    let editions = editions();
    let needed: usize = editions[0].values().map(|bytes| bytes.len().div_ceil(4096) * 4).sum();
    let folder = small::folder();
    let generated = folder.path().join("generated");
    fs::create_dir(&generated).unwrap();
    // Room for one edition and some more, but not for two.
    let Some(disk) = Disk::of(&generated, needed + needed / 2) else {
        println!("skipped: no file system can be mounted here, so none can be filled");
        return;
    };
    edition(folder.path(), 0);
    assert_eq!(guiju(folder.path(), &["build"]).code, 0);
    fs::write(generated.join("filler"), vec![0; needed * 1024 / 2 - 32 * 1024]).unwrap();
    edition(folder.path(), 1);
    let run = guiju(folder.path(), &["build"]);
    assert_eq!(run.code, 3, "{}", run.all());
    assert!(run.messages.contains("GJ9003") && run.messages.contains("generated/.small.new-"), "{}", run.messages);
    assert_eq!(contents(&folder.path().join(OUT)), editions[0]);
    assert_eq!(beside(folder.path()), ["filler", "small"]);
    fs::remove_file(generated.join("filler")).unwrap();
    let run = guiju(folder.path(), &["build"]);
    println!("with room again: exit code {}", run.code);
    assert_eq!(run.code, 0, "{}", run.all());
    assert_eq!(contents(&folder.path().join(OUT)), editions[1]);
    drop(disk);
}
