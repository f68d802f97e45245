//! Completions and manual pages, judged by the shells and formatters that are there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use std::path::Path;
use std::process::Command;
use support::binary::guiju;
use support::folder::{contents, with_files, write};
use support::programs::program;

/// Whether a program is there; a line says so where it is not.
fn is_there(name: &str) -> bool {
    let found = program(name).is_some();
    if !found {
        println!("{name} is not there: what it would judge is left out");
    }
    found
}

/// What a program says of its arguments, and whether it is content.
fn said(program: &str, arguments: &[&str], folder: &Path) -> (bool, String) {
    let run = Command::new(program).args(arguments).current_dir(folder).output().expect("the program starts");
    let text = [run.stdout, run.stderr].concat();
    (run.status.success(), String::from_utf8_lossy(&text).into_owned())
}

#[test]
fn completion_scripts_are_read_by_their_shells() {
    let here = with_files(&[]);
    for language in ["zh", "en"] {
        for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
            let run = guiju(here.path(), &["completions", shell, "--lang", language]);
            assert_eq!(run.code, 0, "{}", run.messages);
            assert!(run.output.contains("feedback") && run.messages.is_empty(), "{shell}: {}", run.all());
            write(here.path(), &format!("guiju.{shell}"), run.output.as_bytes());
        }
        for (shell, arguments) in
            [("bash", ["-n", "guiju.bash"]), ("zsh", ["-n", "guiju.zsh"]), ("fish", ["-n", "guiju.fish"])]
        {
            if is_there(shell) {
                let (content, text) = said(shell, &arguments, here.path());
                assert!(content && text.is_empty(), "{shell}: {text}");
            }
        }
    }
    if is_there("bash") {
        let line = "source ./guiju.bash; COMP_WORDS=(guiju check --ro); COMP_CWORD=2; _guiju guiju --ro check; echo ${COMPREPLY[@]}";
        let (_, text) = said("bash", &["-c", line], here.path());
        assert_eq!(text.trim(), "--roll-up");
    }
}

#[test]
fn manual_pages_are_clean_and_can_be_read() {
    let here = with_files(&[]);
    for (language, heading, words) in
        [("zh", "例子", "检查并评分各地的填报"), ("en", "EXAMPLES", "check and score what regions submitted")]
    {
        let run = guiju(here.path(), &["man", language, "--lang", language]);
        assert_eq!(run.code, 0, "{}", run.messages);
        let pages = contents(&here.path().join(language));
        assert!(pages.contains_key("guiju.1") && pages.contains_key("guiju-check.1"), "{:?}", pages.keys());
        for name in pages.keys() {
            let path = format!("{language}/{name}");
            if is_there("mandoc") {
                let (content, text) = said("mandoc", &["-Tlint", "-Wwarning", &path], here.path());
                // No clock is read, so that pages have no date.
                let complaints: Vec<&str> = text.lines().filter(|line| !line.contains("missing date")).collect();
                assert!(complaints.is_empty(), "{path}, {content}: {text}");
            }
            if is_there("groff") {
                let (content, text) = said("groff", &["-k", "-Tutf8", "-man", "-ww", "-z", &path], here.path());
                assert!(content && text.is_empty(), "{path}: {text}");
            }
        }
        if is_there("groff") {
            let page = format!("{language}/guiju-check.1");
            let (_, text) = said("groff", &["-k", "-Tutf8", "-man", "-P-cbou", &page], here.path());
            assert!(text.contains(heading) && text.contains(words) && text.contains("--feedback"), "{text}");
            assert!(text.lines().all(|line| line.chars().count() <= 90), "lines are broken: {text}");
        }
    }
}
