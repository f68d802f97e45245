//! A new package formats, passes its own tests, compiles and checks as soon as it is there, in both languages; and nothing that
//! lay there before is touched.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::path::Path;
use support::binary::{Run, guiju};
use support::folder::{contents, with_files};
use support::repository;

/// A run in a folder, in a language, that ends as expected and warns of nothing.
fn ends(folder: &Path, language: &str, code: i32, arguments: &[&str]) -> Run {
    let run = guiju(folder, &[arguments, &["--lang", language]].concat());
    assert_eq!(run.code, code, "{arguments:?}: {}", run.all());
    assert!(!run.messages.contains("GJ"), "{arguments:?}: {}", run.messages);
    run
}

#[test]
fn a_new_package_holds_at_once_in_both_languages() {
    for (language, name) in [("zh", "社区花园"), ("en", "gardens")] {
        let here = with_files(&[]);
        let made = ends(here.path(), language, 0, &["new", name]);
        let project = here.path().join(name);
        let round = format!("examples/{name}-2024-q1");
        for call in ["guiju test", "guiju build", "guiju form", &format!("guiju check {round}"), "build --check"] {
            assert!(made.output.contains(call), "{call}: {}", made.output);
        }
        ends(&project, language, 0, &["fmt", "--check", "standards", "examples"]);
        let tested = ends(&project, language, 0, &["test", "--coverage", "--mutants"]);
        for part in ["3/3 (100.0%)", "2/2 (100.0%)", "16/16 (100.0%)", "25"] {
            assert!(tested.output.contains(part), "{part}: {}", tested.output);
        }
        // Both of the others mean the same: half a day of opening, and a coverage that no choice of two weights gives.
        let noticed = if language == "zh" { "测试发现 23 处" } else { "23 noticed" };
        assert!(tested.output.contains(noticed), "{}", tested.output);
        ends(&project, language, 0, &["build"]);
        ends(&project, language, 1, &["check", &round]);
        ends(&project, language, 0, &["build", "--check"]);
        let form = ["form", "--prefill", &round, "--out", "forms"];
        ends(&project, language, 0, &form);
    }
}

#[test]
fn keywords_and_texts_are_in_the_language() {
    let is_chinese = |text: &str| text.contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    for (path, bytes) in contents(&repository("src/scaffold/en")) {
        assert!(!is_chinese(&String::from_utf8_lossy(&bytes)), "{path}");
    }
    // In Chinese no keyword is left in English: turning them into Chinese changes nothing.
    let here = with_files(&[]);
    ends(here.path(), "zh", 0, &["new", "gardens"]);
    let before = contents(here.path());
    ends(&here.path().join("gardens"), "zh", 0, &["fmt", "--keywords", "zh", "standards", "examples"]);
    assert_eq!(contents(here.path()), before);
}

#[test]
fn what_lies_there_is_left_alone() {
    let here = with_files(&[("taken/mine.txt", "mine"), ("file", "mine")]);
    std::fs::create_dir(here.path().join("empty")).unwrap();
    let before = contents(here.path());
    for (arguments, code) in [
        (&["new", "taken"][..], "GJ9291"),
        (&["new", "file"], "GJ9291"),
        (&["new", "gardens", "--out", "taken"], "GJ9291"),
        (&["new", "../gardens"], "GJ9290"),
        (&["new", "nul"], "GJ9290"),
    ] {
        let run = guiju(here.path(), arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.all());
        assert!(run.messages.contains(code) && run.output.is_empty(), "{arguments:?}: {}", run.all());
    }
    assert_eq!(contents(here.path()), before);
    // An empty folder is taken, also the one in which the call is made.
    assert_eq!(guiju(&here.path().join("empty"), &["new", "gardens", "--out", "."]).code, 0);
    assert_eq!(guiju(&here.path().join("empty"), &["test"]).code, 0);
    assert_eq!(guiju(&here.path().join("empty"), &["new", "gardens", "--out", "."]).code, 2, "a second time");
}

#[test]
fn pipelines_are_written_when_asked_for() {
    for (word, path) in [("github", ".github/workflows/guiju.yml"), ("gitlab", ".gitlab-ci.yml")] {
        let here = with_files(&[]);
        ends(here.path(), "zh", 0, &["new", "gardens", "--ci", word]);
        let files = contents(&here.path().join("gardens"));
        let text = String::from_utf8_lossy(&files[path]).into_owned();
        assert!(text.contains("guiju build --check") && text.contains("examples/gardens-2024-q1"), "{text}");
        assert_eq!(files.keys().filter(|path| path.ends_with(".yml")).count(), 1);
    }
}
