//! What is seen at a terminal, and what never reaches a log: colours and the line that tells what is being done.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use std::process::Command;
use support::binary::guiju;
use support::folder::write;
use support::small;

/// The bytes by which a line is taken away, and by which colours begin.
const AWAY: &str = "\r\x1b[K";
const COLOUR: &str = "\x1b[3";

/// Runs the binary with a terminal of its own, where Python is there to make one.
const AT_A_TERMINAL: &str = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]))";

/// What a check shows at a terminal under these variables; `None` without Python.
fn at_a_terminal(folder: &std::path::Path, variables: &[(&str, &str)]) -> Option<String> {
    let mut command = Command::new("python3");
    command.args(["-c", AT_A_TERMINAL, env!("CARGO_BIN_EXE_guiju"), "check", small::ROUND, "--lang", "en"]);
    for name in ["NO_COLOR", "CI", "TERM"] {
        command.env_remove(name);
    }
    let run = command.current_dir(folder).envs(variables.iter().copied()).stdin(std::process::Stdio::null()).output();
    let Ok(run) = run else {
        println!("python3 is not there: what a terminal shows is not looked at");
        return None;
    };
    Some(String::from_utf8_lossy(&run.stdout).into_owned())
}

/// A round with something to complain of.
fn folder() -> tempfile::TempDir {
    let folder = small::folder();
    write(folder.path(), "round/A2.kdl", b"submission region=\"A2\" { nothing 1 }\n");
    let _ = std::fs::remove_file(folder.path().join("round/A2.json"));
    folder
}

#[test]
fn colours_and_progress_are_for_terminals() {
    let folder = folder();
    let Some(seen) = at_a_terminal(folder.path(), &[("TERM", "xterm")]) else { return };
    assert!(seen.contains(COLOUR), "{seen:?}");
    let stages = ["reading 3 files…", "checking and scoring ", "rolling up "];
    assert!(stages.iter().all(|stage| seen.contains(stage)), "{seen:?}");
    // The line is gone before anything else is printed.
    let last = seen.rfind("rolling up").unwrap();
    let behind = &seen[last..];
    let gone = behind.find(AWAY).expect("the line goes away");
    assert!(!behind[..gone].contains('\n'), "{behind:?}");
    assert!(behind[gone + AWAY.len()..].contains("as of"), "the report follows: {behind:?}");

    let plain = at_a_terminal(folder.path(), &[("TERM", "xterm"), ("NO_COLOR", "1")]).unwrap();
    assert!(!plain.contains(COLOUR) && plain.contains(stages[0]), "{plain:?}");
    for variables in [[("TERM", "xterm"), ("CI", "true")], [("TERM", "dumb"), ("NO_COLOR", "")]] {
        let seen = at_a_terminal(folder.path(), &variables).unwrap();
        assert!(!seen.contains(AWAY) && !seen.contains(stages[0]), "{variables:?}: {seen:?}");
    }
}

#[test]
fn logs_hold_neither() {
    let folder = folder();
    let run = guiju(folder.path(), &["check", small::ROUND, "--lang", "en"]);
    assert!(run.messages.contains("GJ") && !run.all().contains('\x1b') && !run.all().contains('\r'), "{}", run.all());
    assert!(!run.all().contains("reading"), "{}", run.all());
}
