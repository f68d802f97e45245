//! A folder of submissions that anything may lie in: a bad file beside two good ones is told at its place, and what the
//! regions of the good ones come to is the same to the byte with or without it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use std::fs;
use std::path::Path;
use support::binary::{Run, guiju};
use support::folder::write;
use support::small;

const CHECK: [&str; 4] = ["check", small::ROUND, "--format", "json"];

/// The part of a report that speaks of regions.
fn regions(run: &Run) -> &str {
    let (regions, _) = run.output.split_once("\n  \"diagnostics\"").unwrap_or_else(|| panic!("{}", run.all()));
    assert!(regions.contains("\"score\""), "the good submissions are scored");
    regions
}

/// Codes and files of what a report tells.
fn told(run: &Run) -> Vec<(String, String)> {
    let report: serde_json::Value = serde_json::from_str(&run.output).unwrap();
    let told = report["diagnostics"].as_array().unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("").to_owned();
    told.iter().map(|told| (text(&told["code"]), text(&told["file"]))).collect()
}

/// Checks a round before and after something is put into it.
fn assert_told(put: impl Fn(&Path), code: i32, expected: &[(&str, &str)]) {
    let folder = small::folder();
    let before = guiju(folder.path(), &CHECK);
    assert!(before.code < 2 && told(&before).is_empty(), "{}", before.all());
    put(&folder.path().join(small::ROUND));
    let after = guiju(folder.path(), &CHECK);
    let expected: Vec<(String, String)> =
        expected.iter().map(|(code, file)| ((*code).to_owned(), format!("{}/{file}", small::ROUND))).collect();
    assert_eq!(told(&after), expected, "{}", after.messages);
    assert_eq!(after.code, if code == 2 { 2 } else { before.code }, "{}", after.messages);
    assert!(regions(&before) == regions(&after), "the other regions differ: {expected:?}");
    for language in ["zh", "en"] {
        let run = guiju(folder.path(), &["check", small::ROUND, "--lang", language]);
        assert!(expected.iter().all(|(code, _)| run.messages.contains(code.as_str())), "{}", run.messages);
    }
}

/// A file that is told with an error.
fn bad(name: &str, bytes: impl AsRef<[u8]>, code: &str) {
    assert_told(|round| write(round, name, bytes.as_ref()), 2, &[(code, name)]);
}

#[test]
fn files_that_cannot_be_read_as_what_they_are_called() {
    for (name, bytes, code) in [
        ("A0.json", &b"{\"region\": \"A0\", "[..], "GJ4001"),
        ("A0.json", b"{\"region\": \"A0\", \"data\": {}} 1", "GJ4001"),
        ("A0.json", b"{\"region\": \"A0\", \"data\": {\"seats\": NaN}}", "GJ4001"),
        ("A0.json", b"{\"region\": \"A0\", \"data\": {\"remark\": \"\\ud800\"}}", "GJ4001"),
        ("A0.json", b"{\"region\": \"A0\", \"data\": {\"remark\": \"\0\"}}", "GJ4001"),
        ("A0.json", b"{\"region\": \"A0\",\xC2\xA0\"data\": {}}", "GJ4001"),
        ("A0.json", b"\xFF\xFE{\0}\0", "GJ4443"),
        ("A0.json", b"\0{\0}", "GJ4443"),
        ("A0.json", b"\xFF\xFF\xFF", "GJ1002"),
        ("A0.JSON", b"[", "GJ4001"),
        ("A0.yaml", b"region: [", "GJ4440"),
        ("A0.yml", b"region: 'A0\n", "GJ4440"),
        ("A0.yaml", b"region: A0\ndata:\n\tseats: 3\n", "GJ4440"),
        ("A0.yaml", b"", "GJ4010"),
        ("A0.yaml", b"region: A0\n--- \nregion: A0\n", "GJ4441"),
        ("A0.csv", b"a,b\n1,2\n", "GJ4430"),
        ("A0.csv", b"path,value\narea,1\n", "GJ4012"),
        ("A0.csv", b"\xFF\xFE\x00\xD8", "GJ1002"),
        ("A0.kdl", b"submission region=\"A0\" {\n", "GJ1008"),
        ("A0.kdl", b"\xFF", "GJ1002"),
        ("sub/A0.kdl", b"", "GJ4010"),
        ("A0.xls", b"", "GJ4448"),
        ("A0.ODS", b"", "GJ4448"),
        ("A0.et", b"", "GJ4448"),
        ("A0.xlsm", b"", "GJ4448"),
        ("A0.zip", b"", "GJ4439"),
        ("A0.rar", b"", "GJ4439"),
    ] {
        bad(name, bytes, code);
    }
    bad("A0.json", "[".repeat(100_000), "GJ4002");
    bad("A0.yaml", "[".repeat(100_000), "GJ4002");
    bad("A0.yaml", format!("{}a", "- ".repeat(100)), "GJ4002");
    bad("A0.yaml", "? ".repeat(100_000), "GJ4441");
    bad("A0.json", vec![b' '; (16 << 20) + 1], "GJ4445");
    bad("A0.yaml", format!("[{}", "a,".repeat(200_000)), "GJ4112");
    bad("A0.csv", "path,value\n".to_owned() + &"area,1\n".repeat(100_001), "GJ4112");
}

#[test]
fn values_that_cannot_be_read_leave_their_own_region_without_them() {
    let folder = small::folder();
    let others = |run: &Run| regions(run).split_once("\"code\": \"A1\"").expect("A1 is reported on").1.to_owned();
    let before = others(&guiju(folder.path(), &CHECK));
    for (name, text, code) in [
        ("A0.json", format!("{{\"region\": \"A0\", \"data\": {{\"seats\": {}}}}}", "9".repeat(10_000)), "GJ4108"),
        ("A0.json", "\u{FEFF}{\"region\": \"A0\", \"data\": {\"seats\": 1e999999999}}".to_owned(), "GJ4108"),
        ("A0.yaml", "region: A0\ndata: {seats: 1e999999999}\n".to_owned(), "GJ4108"),
        ("A0.yaml", "region: A0\ndata: {seats: .inf}\n".to_owned(), "GJ4442"),
        ("A0.csv", format!("path,value\n@region,A0\nseats,{}\n", "9".repeat(10_000)), "GJ4111"),
        ("A0.csv", "path,value\n@region,甲市\nseats,1e999999999\n".to_owned(), "GJ4413"),
    ] {
        write(folder.path(), &format!("round/{name}"), text.as_bytes());
        let run = guiju(folder.path(), &CHECK);
        assert!(told(&run).iter().any(|told| *told == (code.to_owned(), format!("round/{name}"))), "{}", run.messages);
        assert_eq!((run.code, others(&run) == before), (2, true), "{name}");
        fs::remove_file(folder.path().join("round").join(name)).unwrap();
    }
}

#[test]
fn anchors_that_would_multiply() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        text.push_str(&format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")));
    }
    let folder = small::folder();
    write(folder.path(), "round/A0.yaml", text.as_bytes());
    let run = guiju(folder.path(), &CHECK);
    assert_eq!(run.code, 2);
    let told = told(&run);
    assert!(told.iter().all(|(code, _)| code == "GJ4441") && (1..=20).contains(&told.len()), "{told:?}");
}

#[test]
fn files_that_are_no_submissions_do_no_harm() {
    for (name, code) in [
        ("说明.md", "GJ4449"),
        ("README", "GJ4449"),
        ("A0.docx", "GJ4409"),
        ("附件.pdf", "GJ4409"),
        ("照片.JPG", "GJ4409"),
        ("A0.txt", "GJ4409"),
        ("A0.wps", "GJ4409"),
    ] {
        assert_told(|round| write(round, name, b"\0"), 0, &[(code, name)]);
    }
}

#[test]
fn what_programs_leave_behind_is_passed_over() {
    for name in
        ["~$A0.xlsx", ".~lock.A0.csv#", ".hidden.json", ".git/x.json", "Thumbs.db", "desktop.ini", "__MACOSX/A0.json"]
    {
        assert_told(|round| write(round, name, b"{"), 0, &[]);
    }
}

#[test]
fn two_submissions_of_one_region_concern_no_other() {
    let folder = small::folder();
    write(folder.path(), "round/x.csv", b"path,value\n@region,A0\nseats,3\n");
    write(folder.path(), "round/y.yaml", b"region: A0\ndata: {seats: 3}\n");
    let run = guiju(folder.path(), &CHECK);
    assert_eq!((run.code, told(&run)), (2, vec![("GJ4014".to_owned(), "round/y.yaml".to_owned())]));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use rustix::fs::{CWD, Mode, mkfifoat};
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    #[test]
    fn links_pipes_and_sockets() {
        assert_told(|round| symlink("A1.kdl", round.join("A0.kdl")).unwrap(), 2, &[("GJ4446", "A0.kdl")]);
        assert_told(|round| symlink("/nowhere", round.join("A0.csv")).unwrap(), 2, &[("GJ4446", "A0.csv")]);
        assert_told(|round| symlink("/dev/zero", round.join("A0.json")).unwrap(), 2, &[("GJ4446", "A0.json")]);
        assert_told(|round| symlink("..", round.join("above")).unwrap(), 2, &[("GJ4446", "above")]);
        let pipe = |round: &Path| mkfifoat(CWD, round.join("A0.yaml"), Mode::RUSR | Mode::WUSR).unwrap();
        assert_told(pipe, 2, &[("GJ4446", "A0.yaml")]);
        assert_told(|round| drop(UnixListener::bind(round.join("A0.json")).unwrap()), 2, &[("GJ4446", "A0.json")]);
    }

    #[test]
    fn names_that_cannot_be_shown() {
        for (name, shown) in [
            (&b"A0\xFF.json"[..], "A0\u{FFFD}.json"),
            (b"A0\x1B[31m.json", "A0?[31m.json"),
            (b"A0\n.json", "A0 .json"),
            ("A0\u{202E}nosj.json".as_bytes(), "A0\u{FFFD}nosj.json"),
        ] {
            let put = |round: &Path| fs::write(round.join(OsStr::from_bytes(name)), b"{").unwrap();
            assert_told(put, 2, &[("GJ4447", shown)]);
        }
    }

    #[test]
    fn files_and_folders_that_may_not_be_read() {
        let probe = tempfile::NamedTempFile::new().unwrap();
        fs::set_permissions(probe.path(), fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read(probe.path()).is_ok() {
            println!("skipped: this user may read everything");
            return;
        }
        let file = |round: &Path| {
            write(round, "A0.json", b"{}");
            fs::set_permissions(round.join("A0.json"), fs::Permissions::from_mode(0o000)).unwrap();
        };
        assert_told(file, 2, &[("GJ9002", "A0.json")]);
        let folder = |round: &Path| {
            write(round, "sub/A0.json", b"{}");
            fs::set_permissions(round.join("sub"), fs::Permissions::from_mode(0o000)).unwrap();
        };
        assert_told(folder, 2, &[("GJ9002", "sub")]);
    }
}
