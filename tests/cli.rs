//! The command: exit codes, what is printed without arguments, languages, the day of the verdicts, and `explain`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use guiju::base::text::display_width;
use guiju::diagnostic::page::Page;
use guiju::diagnostic::{Language, catalogue};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};
use support::binary::guiju;
use support::folder::{contents, with_files, write};
use support::{ZHEJIANG_ROUND, repository, small};

#[test]
fn zero_means_that_everything_holds() {
    let folder = small::folder();
    for arguments in [
        vec!["build", small::STANDARD],
        vec!["build", small::STANDARD, "--check"],
        vec!["check", small::ROUND],
        vec!["test", small::STANDARD],
        vec!["explain", "GJ2202"],
        vec!["--help"],
        vec!["--version"],
        vec![],
    ] {
        let run = guiju(folder.path(), &arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.all());
    }
}

#[test]
fn one_means_findings() {
    let folder = small::folder();
    assert_eq!(guiju(folder.path(), &["build", small::STANDARD]).code, 0);
    write(folder.path(), "round/A1.kdl", small::KDL.replace("\"open\"", "\"counter\"").as_bytes());
    assert_eq!(guiju(folder.path(), &["check", small::ROUND]).code, 1, "a problem");
    let expectation = small::MAIN.replace("expect \"counter-style\" \"problem\"", "expect \"counter-style\" \"pass\"");
    write(folder.path(), "standards/small/standard.kdl", expectation.as_bytes());
    let run = guiju(folder.path(), &["test", small::STANDARD]);
    assert_eq!(run.code, 1, "a test that fails");
    assert!(run.messages.contains("GJ9102"), "{}", run.messages);
    let title = small::MAIN.replace("仍为柜台式", "还是柜台式");
    write(folder.path(), "standards/small/standard.kdl", title.as_bytes());
    let run = guiju(folder.path(), &["build", small::STANDARD, "--check"]);
    assert_eq!(run.code, 1, "outputs of another edition");
    assert!(run.messages.contains("GJ9007"), "{}", run.messages);
}

#[test]
fn two_means_that_the_call_or_the_input_is_wrong() {
    let folder = small::folder();
    write(folder.path(), "empty/readme.txt", b"");
    write(folder.path(), "bare/A1.kdl", small::KDL.as_bytes());
    for (arguments, code) in [
        (vec!["build", "nowhere"], "GJ9001"),
        (vec!["check", "nowhere"], "GJ9001"),
        (vec!["test", "nowhere"], "GJ9001"),
        (vec!["build", "empty"], "GJ9013"),
        (vec!["check", "bare", "--as-of", "2024-03-31"], "GJ4020"),
        (vec!["check", "bare", "--standard", small::STANDARD], "GJ9004"),
        (vec!["check", small::ROUND, "--as-of", "2024-02-30"], "GJ9005"),
        (vec!["check", small::ROUND, "--as-of", "yesterday"], "GJ9005"),
        (vec!["explain", "GJ0000"], "GJ9006"),
        (vec!["check", small::ROUND, "--out", "returned"], "GJ9231"),
        (vec!["check", small::ROUND, "--out", "returned", "--format", "json"], "GJ9231"),
    ] {
        let run = guiju(folder.path(), &arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.all());
        assert!(run.messages.contains(code), "{arguments:?}: {}", run.messages);
        assert!(run.output.is_empty(), "{arguments:?} printed {}", run.output);
    }
    let (unknown, alone) = (["check", small::ROUND, "--format", "xml"], ["check", small::ROUND, "--format", "xlsx"]);
    for arguments in [vec!["biuld"], vec!["check"], unknown.to_vec(), alone.to_vec()] {
        assert_eq!(guiju(folder.path(), &arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn three_means_that_the_tool_could_not() {
    let folder = small::folder();
    write(folder.path(), "file", b"kept");
    write(folder.path(), "other/small", b"kept");
    for (out, code) in [("file", "GJ9003"), ("file/below", "GJ9003"), ("other", "GJ9011")] {
        let run = guiju(folder.path(), &["build", small::STANDARD, "--out", out]);
        assert_eq!(run.code, 3, "{out}: {}", run.all());
        assert!(run.messages.contains(code), "{out}: {}", run.messages);
    }
    assert_eq!(contents(folder.path())["file"], b"kept");
    assert_eq!(contents(folder.path())["other/small"], b"kept");
}

#[test]
fn a_reader_that_has_gone_away_is_no_failure() {
    let folder = small::folder();
    write(folder.path(), "round/A2.kdl", b"submission region=");
    for (arguments, code) in [
        (vec!["test", small::STANDARD, "--coverage"], 0),
        (vec!["check", small::ROUND], 2),
        (vec!["build", small::STANDARD], 0),
        (vec!["explain"], 0),
        (vec!["--help"], 0),
        (vec![], 0),
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_guiju"))
            .args(&arguments)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        drop((child.stdout.take(), child.stderr.take()));
        assert_eq!(child.wait().expect("it ends").code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn without_arguments_it_says_where_to_start() {
    let folder = with_files(&[]);
    let chinese = guiju(folder.path(), &[]);
    assert!(chinese.output.contains("guiju check") && chinese.output.contains("检查并评分"), "{}", chinese.output);
    let english = guiju(folder.path(), &["--lang", "en"]);
    assert!(english.output.contains("guiju check") && english.output.contains("check and score"), "{}", english.output);
}

#[test]
fn where_to_start_stands_in_columns() {
    let folder = with_files(&[]);
    for language in ["zh", "en"] {
        let start = guiju(folder.path(), &["--lang", language]).output;
        for line in start.lines().filter(|line| line.starts_with("  ")) {
            // A call and what it does, with at least two blanks between them, or the one of these that fits.
            let told = line.trim_start().rfind("  ").map(|at| at + line.len() - line.trim_start().len() + 2);
            let column = match told {
                Some(at) => display_width(&line[..at]),
                None if line.starts_with("  guiju") => continue,
                None => display_width(line) - display_width(line.trim_start()),
            };
            assert_eq!(column, 37, "{line}");
            assert!(display_width(line) <= 100, "{line}");
        }
        for call in ["--roll-up", "--feedback", "--format xlsx --out"] {
            assert!(start.contains(&format!("guiju check … {call} ")), "{start}");
        }
    }
}

#[test]
fn only_workbooks_are_given_back() {
    let folder = small::folder();
    let returned = ["check", small::ROUND, "--format", "xlsx", "--out", "returned"];
    for (language, words) in [("zh", "没有一份填报是工作簿"), ("en", "no workbook was handed in")] {
        let run = guiju(folder.path(), &[&returned[..], &["--lang", language]].concat());
        assert_eq!(run.code, 0, "{}", run.all());
        assert!(run.messages.contains("GJ9232") && run.messages.contains(words), "{}", run.messages);
        assert!(!run.messages.contains(" returned\n") && run.output.is_empty(), "{}", run.all());
        assert!(!folder.path().join("returned").exists());
    }
    let form = ["form", small::STANDARD, "--prefill", small::ROUND, "--region", "A1", "--out", "forms", "--lang", "en"];
    let run = guiju(folder.path(), &form);
    assert!(run.messages.contains("2 values taken over") && run.messages.contains("1 file in forms"), "{}", run.all());
    // An ending in capitals is that of a workbook, too.
    let workbook = contents(&folder.path().join("forms")).into_values().next().expect("a form");
    write(folder.path(), "round/A1.XLSX", &workbook);
    std::fs::remove_file(folder.path().join("round/A1.kdl")).expect("a submission");
    let run = guiju(folder.path(), &[&returned[..], &["--lang", "en"]].concat());
    assert!(run.messages.contains("GJ9233") && run.messages.contains("1 submission came"), "{}", run.messages);
    assert!(run.messages.contains("1 file in returned"), "{}", run.messages);
    assert_eq!(contents(&folder.path().join("returned")).into_keys().collect::<Vec<_>>(), ["A1.XLSX"]);
    std::fs::remove_file(folder.path().join("round/A2.json")).expect("a submission");
    let run = guiju(folder.path(), &returned);
    assert!(!run.messages.contains("GJ923"), "{}", run.messages);
}

#[test]
fn the_locale_chooses_the_language_unless_the_call_does() {
    let printed = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guiju"));
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG");
        let output = command.args(arguments).envs(variables.iter().copied()).output().expect("the binary runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let is_chinese = |text: String| text.contains("检查并评分");
    assert!(is_chinese(printed(&[], &[])));
    assert!(is_chinese(printed(&[("LANG", "zh_CN.UTF-8")], &[])));
    assert!(!is_chinese(printed(&[("LANG", "en_GB.UTF-8")], &[])));
    assert!(!is_chinese(printed(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "en_US.UTF-8")], &[])));
    assert!(is_chinese(printed(&[("LC_ALL", "en_US.UTF-8")], &["--lang", "zh"])));
}

#[test]
fn a_round_that_names_no_day_needs_one() {
    let folder = small::folder();
    write(folder.path(), "round/submissions.kdl", b"submissions standard=\"../standards/small\"\n");
    let run = guiju(folder.path(), &["check", small::ROUND]);
    assert_eq!(run.code, 2);
    assert!(run.messages.contains("GJ9004"), "{}", run.messages);
    assert_eq!(guiju(folder.path(), &["check", small::ROUND, "--as-of", "2024-03-31"]).code, 0);
}

/// The outcomes of a check by region and rule, with the day up to which the rule is not due.
fn outcomes(as_of: &str) -> BTreeMap<(String, String), (String, Option<String>)> {
    let run = guiju(&repository(""), &["check", ZHEJIANG_ROUND, "--as-of", as_of, "--format", "json"]);
    let report: Value = serde_json::from_str(&run.output).unwrap_or_else(|error| panic!("{error}: {}", run.messages));
    assert_eq!(report["as_of"], as_of);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let regions = report["regions"].as_array().expect("regions");
    regions
        .iter()
        .flat_map(|region| {
            region["outcomes"].as_array().expect("outcomes").iter().map(move |outcome| {
                let due = outcome["due"].as_str().map(str::to_owned);
                ((text(&region["code"]), text(&outcome["rule"])), (text(&outcome["outcome"]), due))
            })
        })
        .collect()
}

#[test]
fn what_was_not_due_becomes_unknown_or_a_problem_when_its_day_has_passed() {
    let [inspection, last_day, next_day] = ["2023-12-28", "2024-03-31", "2024-04-01"].map(outcomes);
    let mut overdue = 0;
    for (subject, (outcome, due)) in &inspection {
        let (last, next) = (&last_day[subject].0, &next_day[subject].0);
        match due.as_deref() {
            Some("2024-03-31") if outcome == "not-due" => {
                assert_eq!(last, "not-due", "{subject:?}: the last day is a day in time");
                assert!(next == "unknown" || next == "problem", "{subject:?} becomes {next}");
                overdue += 1;
            }
            // Neither the day after nor any other day makes a finding where nothing was due.
            None => assert!(outcome == last && last == next, "{subject:?}: {outcome}, {last}, {next}"),
            _ => {}
        }
    }
    println!("{overdue} outcomes of measures become overdue");
    assert!(overdue > 100, "only {overdue}");
}

/// The names in braces in a text.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let is_name = |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).filter(is_name).collect()
}

#[test]
fn every_message_is_there_in_both_languages_with_the_same_values() {
    let mut codes = BTreeSet::new();
    for entry in catalogue::all() {
        assert!(codes.insert(entry.code), "{} names two messages", entry.code);
        assert!(entry.code.len() == 6 && entry.code.starts_with("GJ"), "{}", entry.code);
        let [zh, en] = entry.texts;
        assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{} has an empty text", entry.code);
        assert!(zh.contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)), "{} is not in Chinese: {zh}", entry.code);
        assert!(en.bytes().any(|byte| byte.is_ascii_lowercase()), "{} is not in English: {en}", entry.code);
        assert_eq!(placeholders(zh), placeholders(en), "{}: {zh} / {en}", entry.code);
        let [zh, en] = entry.helps;
        assert_eq!(zh.is_empty(), en.is_empty(), "{} helps in one language only", entry.code);
        assert_eq!(placeholders(zh), placeholders(en), "{}: {zh} / {en}", entry.code);
    }
    assert!(codes.len() > 100, "{}", codes.len());
}

#[test]
fn explain_knows_every_message() {
    let folder = with_files(&[]);
    for entry in catalogue::all() {
        for (word, language) in [("zh", Language::Zh), ("en", Language::En)] {
            let run = guiju(folder.path(), &["explain", entry.code, "--lang", word]);
            assert_eq!(run.code, 0, "{}: {}", entry.code, run.messages);
            assert!(run.output.starts_with(entry.code), "{}", run.output);
            assert!(run.output.contains(entry.text(language)), "{}", run.output);
            assert!(run.output.contains(entry.help(language)), "{}", run.output);
            let page = Page::of(entry).expect("every message has a page");
            assert!(run.output.contains(page.title(language)), "{}", run.output);
            assert!(run.output.contains(page.explanation(language)), "{}", run.output);
        }
    }
}
