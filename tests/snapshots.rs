//! What people see, kept as text: the report at a terminal, messages about mistakes, a sign. A change of them is read before it is accepted.
#![allow(clippy::expect_used, reason = "in a test a failed set-up is a failure")]

mod support;

use std::path::Path;
use support::binary::guiju;
use support::{folder, repository};

/// The library's report; every number, name and place in it is the example's own.
#[test]
fn the_report_at_a_terminal() {
    for language in ["zh", "en"] {
        let run = guiju(&repository("."), &["--lang", language, "check", support::LIBRARY_ROUND]);
        insta::assert_snapshot!(format!("report.{language}"), run.output);
    }
}

/// Several mistakes in two files, all told in one run: underlines stand under Chinese text, places name the very word.
#[test]
fn messages_about_mistakes() {
    let small = support::small::folder();
    folder::write(small.path(), "standards/small/mistakes.kdl", MISTAKES.as_bytes());
    for language in ["zh", "en"] {
        let run = guiju(small.path(), &["--lang", language, "build"]);
        insta::assert_snapshot!(format!("messages.{language}"), run.messages);
    }
}

const MISTAKES: &str = r#"// 每一处错误都应当指到字上
rule "late" "开门晚" {
    clause "no-such-clause"
    problem-when "未声明的字段 > 3 && as_of == 'x'"
}
threshold "limit" 3 "上限" origin="我们"
指标体系 "points" "评分" total=10 {
    指标 "one" "第一项" weight=4 { measure "limit"; scale "linear" from=0 to=1 }
}
"#;

/// A sign of the library, as it goes to the printer.
#[test]
fn a_sign() {
    let made = tempfile::tempdir().expect("a temporary folder");
    let out = made.path().to_str().expect("a path of UTF-8");
    let run = guiju(Path::new(&repository(".")), &["build", support::LIBRARY, "--out", out]);
    assert_eq!(run.code, 0, "{}", run.all());
    let signs = folder::contents(&made.path().join("library-opening/signs"));
    let (name, sign) = signs.iter().find(|(name, _)| name.ends_with(".svg")).expect("the library has a sign");
    insta::assert_snapshot!(format!("sign.{name}"), String::from_utf8_lossy(sign));
}
