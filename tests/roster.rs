//! Names from a local list on roster signs: what is written, where, and that names stand nowhere else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::path::Path;
use support::binary::{Run, guiju};
use support::folder::{contents, write};
use support::{ZHEJIANG, repository};
use tempfile::TempDir;

const LIST: &str = "标牌,岗位,姓名\nsection-legal-roster,首席代表,姓名甲\nsection-legal-roster,服务专员,姓名乙\nsection-legal-roster,服务专员,姓名丙\n";

fn with_list(list: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "names.csv", list.as_bytes());
    folder
}

fn roster(folder: &Path, out: &str, further: &[&str]) -> Run {
    let package = repository(ZHEJIANG);
    let arguments = ["roster", package.to_str().unwrap(), "--names", "names.csv", "--out", out];
    guiju(folder, &[&arguments, further].concat())
}

#[test]
fn names_are_on_the_signs_of_the_list_and_nowhere_else() {
    let folder = with_list(LIST);
    let run = roster(folder.path(), "wall", &[]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(!run.all().contains("姓名"), "{}", run.all());
    let files = contents(folder.path());
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(paths, ["names.csv", "wall/.gitignore", "wall/index.html", "wall/section-legal-roster.svg"]);
    let svg = std::str::from_utf8(&files["wall/section-legal-roster.svg"]).unwrap();
    for name in ["姓名甲", "姓名乙", "姓名丙"] {
        assert_eq!(svg.matches(name).count(), 1, "{svg}");
    }
    // But for the names and the row for the third one, it is the sign that the standard makes.
    let built = repository("generated/zhejiang-value-added-services/signs/section-legal-roster.svg");
    let built = std::fs::read_to_string(built).unwrap();
    assert!(!built.contains("姓名") && svg.lines().next() == built.lines().next());
    assert_eq!(svg.matches("<rect").count(), built.matches("<rect").count() + 2);
    assert_eq!(roster(folder.path(), "wall", &[]).code, 0, "again");
    assert!(contents(folder.path()) == files);
}

#[test]
fn names_are_never_written_among_what_is_committed_or_handed_in() {
    let folder = with_list(LIST);
    write(folder.path(), "round/submissions.kdl", b"");
    write(folder.path(), "kept/letter.txt", b"kept");
    let package = repository(ZHEJIANG).join("wall");
    let generated = repository("generated/zhejiang-value-added-services/wall");
    for (out, code) in [
        (package.to_str().unwrap(), "GJ9221"),
        (generated.to_str().unwrap(), "GJ9221"),
        ("round/wall", "GJ9221"),
        ("generated", "GJ9221"),
        ("wall/../round", "GJ9221"),
        ("kept", "GJ9222"),
    ] {
        let run = roster(folder.path(), out, &[]);
        assert_eq!(run.code, 2, "{out}: {}", run.all());
        assert!(run.messages.contains(code) && run.output.is_empty(), "{out}: {}", run.messages);
        assert!(!run.messages.contains("姓名"), "{}", run.messages);
    }
    assert!(!package.exists() && !generated.exists());
    let left: Vec<String> = contents(folder.path()).into_keys().collect();
    assert_eq!(left, ["kept/letter.txt", "names.csv", "round/submissions.kdl"]);
}

#[test]
fn mistakes_in_the_list_are_told_without_what_stands_there() {
    let long = "姓名甲".repeat(30);
    for (list, code) in [
        (LIST.replace("section-legal-roster,首席", "section-law-roster,首席"), "GJ9225"),
        (LIST.replace("首席代表", "首席"), "GJ9227"),
        (LIST.replace("岗位,姓名", "姓名,岗位"), "GJ9227"),
        (LIST.replace("标牌,岗位,姓名\n", ""), "GJ9224"),
        (LIST.replace("姓名丙", &long), "GJ5121"),
    ] {
        let folder = with_list(&list);
        for language in ["zh", "en"] {
            let run = roster(folder.path(), "wall", &["--lang", language]);
            assert_eq!(run.code, 2, "{}", run.all());
            assert!(run.messages.contains(code) && run.messages.contains("names.csv:"), "{code}: {}", run.messages);
            for name in ["姓名甲", "姓名乙", "姓名丙"] {
                assert!(!run.all().contains(name), "{}", run.all());
            }
        }
        assert!(!folder.path().join("wall").exists());
    }
    let folder = with_list(LIST);
    let run = roster(folder.path(), "wall", &["--sign", "hall-name"]);
    assert!(run.code == 2 && run.messages.contains("GJ9226"), "{}", run.all());
    let run =
        guiju(folder.path(), &["roster", repository(ZHEJIANG).to_str().unwrap(), "--names", "no.csv", "--out", "wall"]);
    assert!(run.code == 2 && run.messages.contains("GJ9001"), "{}", run.all());
}
