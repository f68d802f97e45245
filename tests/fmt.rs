//! `guiju fmt`, run as a user runs it: what is written and what is not, exit codes, differences, standard input.
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
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use support::binary::{guiju, guiju_reading};
use support::folder::{contents, with_files, write};
use support::{repository, small};

const LOOSE: &str = "unit   \"person\"  \"人\"\r\n\r\n\r\nunit \"CNY\" \"元\";  // 钱";
const TIDY: &str = "unit \"person\" \"人\"\n\nunit \"CNY\" \"元\" // 钱\n";
const CHINESE: &str = "单位 \"person\" \"人\"\n\n单位 \"CNY\" \"元\" // 钱\n";

#[test]
fn files_and_folders_are_rewritten_in_place() {
    let folder =
        with_files(&[("standards/a/deep/units.kdl", LOOSE), ("standards/a/tidy.kdl", TIDY), ("loose.kdl", LOOSE)]);
    let before = fs::metadata(folder.path().join("standards/a/tidy.kdl")).unwrap();
    write(folder.path(), "standards/a/regions.csv", b"code ,  name\n");
    let run = guiju(folder.path(), &["fmt"]);
    assert_eq!((run.code, run.output.as_str()), (0, ""), "{}", run.all());
    assert!(run.messages.contains("改写 1 个文件，1 个不用改"), "{}", run.messages);
    let now = contents(folder.path());
    assert_eq!(now["standards/a/deep/units.kdl"], TIDY.as_bytes());
    assert_eq!(now["standards/a/regions.csv"], b"code ,  name\n");
    assert_eq!(now["loose.kdl"], LOOSE.as_bytes(), "nobody asked for it");
    let after = fs::metadata(folder.path().join("standards/a/tidy.kdl")).unwrap();
    assert_eq!((after.ino(), after.mtime_nsec()), (before.ino(), before.mtime_nsec()), "a tidy file is not touched");
    let run = guiju(folder.path(), &["fmt", "loose.kdl", "standards", "--lang", "en"]);
    assert!(run.code == 0 && run.messages.contains("1 file rewritten, 2 left unchanged"), "{}", run.all());
    assert_eq!(contents(folder.path())["loose.kdl"], TIDY.as_bytes());
    assert_eq!(contents(folder.path()).len(), 4, "nothing is left beside");
}

#[test]
fn permissions_stay_and_links_are_not_followed() {
    let folder = with_files(&[("standards/units.kdl", LOOSE), ("elsewhere.kdl", LOOSE)]);
    let units = folder.path().join("standards/units.kdl");
    fs::set_permissions(&units, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(folder.path().join("elsewhere.kdl"), folder.path().join("standards/link.kdl")).unwrap();
    assert_eq!(guiju(folder.path(), &["fmt", "standards"]).code, 0);
    assert_eq!(fs::metadata(&units).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read(&units).unwrap(), TIDY.as_bytes());
    let run = guiju(folder.path(), &["fmt", "standards/link.kdl"]);
    assert!(run.code == 2 && run.messages.contains("GJ9203"), "{}", run.all());
    assert_eq!(fs::read(folder.path().join("elsewhere.kdl")).unwrap(), LOOSE.as_bytes());
    assert!(fs::symlink_metadata(folder.path().join("standards/link.kdl")).unwrap().is_symlink());
    write(folder.path(), "read-only.kdl", LOOSE.as_bytes());
    fs::set_permissions(folder.path().join("read-only.kdl"), fs::Permissions::from_mode(0o444)).unwrap();
    let run = guiju(folder.path(), &["fmt", "read-only.kdl"]);
    assert!(run.code == 3 && run.messages.contains("GJ9003"), "{}", run.all());
    assert_eq!(fs::read(folder.path().join("read-only.kdl")).unwrap(), LOOSE.as_bytes());
}

#[test]
fn check_and_diff_write_nothing() {
    let folder = with_files(&[("a.kdl", LOOSE), ("b.kdl", TIDY), ("c.kdl", "\u{FEFF}a\n")]);
    let before = contents(folder.path());
    let run = guiju(folder.path(), &["fmt", "--check", "a.kdl", "b.kdl", "c.kdl"]);
    assert_eq!((run.code, run.output.as_str()), (1, ""), "{}", run.all());
    assert_eq!(run.messages.matches("GJ9201").count(), 2, "{}", run.messages);
    assert!(run.messages.contains("a.kdl") && !run.messages.contains("b.kdl"), "{}", run.messages);
    let run = guiju(folder.path(), &["fmt", "--diff", "a.kdl", "b.kdl"]);
    assert_eq!(run.code, 1);
    assert!(
        run.output.starts_with("--- a/a.kdl\n+++ b/a.kdl\n@@ -1,4 +1,3 @@\n-unit   \"person\"  \"人\"\r\n"),
        "{}",
        run.output
    );
    assert!(run.output.contains("\\ No newline at end of file\n+unit \"person\" \"人\"\n"), "{}", run.output);
    assert!(!run.output.contains("b.kdl") && run.messages.is_empty(), "{}", run.all());
    let both = guiju(folder.path(), &["fmt", "--check", "--diff", "a.kdl"]);
    assert!(
        both.code == 1 && both.output.starts_with("--- a/a.kdl") && both.messages.contains("GJ9201"),
        "{}",
        both.all()
    );
    for flag in ["--check", "--diff"] {
        let run = guiju(folder.path(), &["fmt", flag, "b.kdl"]);
        assert_eq!((run.code, run.all().as_str()), (0, ""), "{flag}");
    }
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn a_difference_can_be_applied() {
    let folder = with_files(&[("a.kdl", "a  1\nb\nc {\n b 1;d\n}\n"), ("b.kdl", "x\ny  1")]);
    let diff = guiju(folder.path(), &["fmt", "--diff", "a.kdl", "b.kdl"]).output;
    write(folder.path(), "fmt.diff", diff.as_bytes());
    let patched =
        std::process::Command::new("patch").args(["-p1", "-i", "fmt.diff"]).current_dir(folder.path()).output();
    let Ok(patched) = patched else {
        println!("skipped: there is no `patch` here");
        return;
    };
    assert!(patched.status.success(), "{}", String::from_utf8_lossy(&patched.stdout));
    assert_eq!(guiju(folder.path(), &["fmt", "--check", "a.kdl", "b.kdl"]).code, 0);
}

#[test]
fn mistakes_are_told_and_the_other_files_are_written() {
    let folder = with_files(&[
        ("standards/good.kdl", LOOSE),
        ("standards/bad.kdl", "rule {  \"a\n"),
        ("standards/worse.kdl", "x"),
    ]);
    write(folder.path(), "standards/worse.kdl", b"a  \xFF");
    let run = guiju(folder.path(), &["fmt"]);
    assert_eq!(run.code, 2);
    assert!(run.messages.contains("bad.kdl:1") && run.messages.contains("GJ1002"), "{}", run.messages);
    let now = contents(folder.path());
    assert_eq!(now["standards/good.kdl"], TIDY.as_bytes());
    assert_eq!(now["standards/bad.kdl"], b"rule {  \"a\n");
    assert_eq!(now["standards/worse.kdl"], b"a  \xFF");
    for (arguments, code) in
        [(vec!["fmt", "nowhere"], "GJ9001"), (vec!["fmt", "empty"], "GJ9013"), (vec!["fmt", "/dev/null"], "GJ9203")]
    {
        write(folder.path(), "empty/readme.txt", b"");
        let run = guiju(folder.path(), &arguments);
        assert!(run.code == 2 && run.messages.contains(code), "{arguments:?}: {}", run.all());
    }
    assert_eq!(guiju(folder.path(), &["fmt", "--keywords", "fr"]).code, 2);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = with_files(&[]);
    let run = guiju_reading(folder.path(), &["fmt", "-"], LOOSE);
    assert_eq!((run.code, run.all().as_str()), (0, TIDY));
    let run = guiju_reading(folder.path(), &["fmt", "-"], TIDY);
    assert_eq!((run.code, run.all().as_str()), (0, TIDY), "an editor wants the text again");
    let run = guiju_reading(folder.path(), &["fmt", "-", "--keywords", "zh"], LOOSE);
    assert_eq!((run.code, run.all().as_str()), (0, CHINESE));
    let run = guiju_reading(folder.path(), &["fmt", "-", "--check"], LOOSE);
    assert!(run.code == 1 && run.output.is_empty() && run.messages.contains("<stdin>"), "{}", run.all());
    let run = guiju_reading(folder.path(), &["fmt", "-"], "a {");
    assert!(run.code == 2 && run.output.is_empty() && run.messages.contains("<stdin>:1:3"), "{}", run.all());
}

#[test]
fn keywords_of_a_package_go_there_and_back() {
    let folder = small::folder();
    assert_eq!(guiju(folder.path(), &["fmt", "standards", "round"]).code, 0);
    let english = contents(folder.path());
    assert_eq!(guiju(folder.path(), &["fmt", "--keywords", "zh", "--check", "standards"]).code, 1);
    assert_eq!(contents(folder.path()), english);
    let run = guiju(folder.path(), &["fmt", "--keywords", "zh", "standards", "round"]);
    assert_eq!(run.code, 0, "{}", run.all());
    let chinese = contents(folder.path());
    let main = String::from_utf8(chinese[&format!("{}/standard.kdl", small::STANDARD)].clone()).unwrap();
    assert!(
        main.starts_with("标准 \"small\" 版本=\"1.0.0\" {\n    标题 \"小标准\" 英文=\"Small standard\"\n"),
        "{main}"
    );
    assert_eq!(guiju(folder.path(), &["test", small::STANDARD]).code, 0);
    assert_eq!(guiju(folder.path(), &["check", small::ROUND]).code, 0);
    assert_eq!(guiju(folder.path(), &["fmt", "--check", "standards", "round"]).code, 0);
    assert_eq!(guiju(folder.path(), &["fmt", "--keywords", "en", "standards", "round"]).code, 0);
    assert!(contents(folder.path()) == english);
}

#[test]
fn texts_of_arrows_follow_styles_in_other_files() {
    let style = "sign-style s t { arrow a; line l }\n";
    let sign = "sign x style=s { set a left; set l left }\n";
    let folder = with_files(&[("p/styles.kdl", style), ("p/signs.kdl", sign)]);
    assert_eq!(guiju(folder.path(), &["fmt", "--keywords", "zh", "p"]).code, 0);
    let signs = String::from_utf8(contents(folder.path())["p/signs.kdl"].clone()).unwrap();
    assert_eq!(signs, "标牌 x 样式=s { 指定 a 左; 指定 l left }\n");
}

#[test]
fn the_shipped_files_are_formatted() {
    let run = guiju(&repository(""), &["fmt", "--check", "standards", "examples"]);
    assert_eq!((run.code, run.all().as_str()), (0, ""));
}
