//! Bad input, to standards and to submissions: every fault gives its coded message at its place, in both languages, all
//! faults of a run at once; the run ends with exit code 2, soon, and leaves `generated/` as it was.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use guiju::diagnostic::{Language, catalogue};
use std::fs;
use std::path::Path;
use support::binary::{Run, guiju};
use support::folder::{contents, write};
use support::small;

/// Where a fault is put into the package, and into the round.
const EXTRA: &str = "standards/small/extra.kdl";
const EXTRA_KDL: &str = "round/extra.kdl";
const EXTRA_JSON: &str = "round/extra.json";

/// A message that is wanted: its code, and the line and column of its place in the file.
type Expected<'e> = (&'e str, usize, usize);

/// The codes in what was told, each with its place, in order.
fn told(messages: &str) -> Vec<(String, String)> {
    let mut told: Vec<(String, String)> = Vec::new();
    for line in messages.lines() {
        let heading = ["错误 ", "error ", "警告 ", "warning "].iter().find_map(|level| line.strip_prefix(level));
        if let Some(code) = heading.filter(|code| code.starts_with("GJ")) {
            told.push((code.to_owned(), String::new()));
        } else if let Some((_, place)) = line.split_once("╭─[")
            && let Some((_, known)) = told.last_mut().filter(|(_, known)| known.is_empty())
        {
            *known = place.trim_end_matches(']').to_owned();
        }
    }
    told
}

/// Whether a message of that code is told in that language: the longest of the fixed parts of its text is there.
fn speaks(messages: &str, code: &str, language: Language) -> bool {
    let text = catalogue::find(code).expect("a code of the catalogue").text(language);
    let fixed = text.split('{').map(|part| part.split_once('}').map_or(part, |(_, fixed)| fixed));
    let longest = fixed.max_by_key(|part| part.chars().count()).expect("a text has parts");
    // Long messages are broken into lines with a margin.
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '│').collect::<String>();
    plain(messages).contains(&plain(longest))
}

fn assert_told(run: &Run, language: Language, file: &str, expected: &[Expected<'_>]) {
    assert_eq!(run.code, 2, "{}", run.all());
    let expected_places: Vec<(String, String)> =
        expected.iter().map(|(code, line, column)| ((*code).to_owned(), format!("{file}:{line}:{column}"))).collect();
    assert_eq!(told(&run.messages), expected_places, "{}", run.messages);
    for (code, ..) in expected {
        assert!(speaks(&run.messages, code, language), "{code} is not told in {language:?}:\n{}", run.messages);
    }
}

/// Puts a file where a good build was made, runs in both languages, and looks at what was told and what was left.
fn assert_refused(file: &str, bytes: &[u8], arguments: &[&str], expected: &[Expected<'_>]) {
    let folder = small::folder();
    let good = guiju(folder.path(), &["build", small::STANDARD]);
    assert_eq!(good.code, 0, "{}", good.all());
    let before = contents(&folder.path().join("generated"));
    assert!(before.len() > 5);
    write(folder.path(), file, bytes);
    for (word, language) in [("zh", Language::Zh), ("en", Language::En)] {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--lang", word]).collect();
        assert_told(&guiju(folder.path(), &arguments), language, file, expected);
    }
    assert!(contents(&folder.path().join("generated")) == before, "generated/ was touched");
}

/// A fault in a file of the package: `build` refuses it, and so does `check`, before any verdict.
fn standard(text: impl AsRef<[u8]>, expected: &[Expected<'_>]) {
    assert_refused(EXTRA, text.as_ref(), &["build", small::STANDARD], expected);
    assert_refused(EXTRA, text.as_ref(), &["check", small::ROUND], expected);
}

/// A fault in a submission in KDL.
fn submission(text: impl AsRef<[u8]>, expected: &[Expected<'_>]) {
    assert_refused(EXTRA_KDL, text.as_ref(), &["check", small::ROUND], expected);
}

/// A fault in a submission in JSON.
fn json(text: impl AsRef<[u8]>, expected: &[Expected<'_>]) {
    assert_refused(EXTRA_JSON, text.as_ref(), &["check", small::ROUND], expected);
}

// Standards.

#[test]
fn broken_kdl() {
    standard("rule \"x\" {\n", &[("GJ1008", 1, 10)]);
    standard("unit \"a\" \"甲\n", &[("GJ1007", 1, 10)]);
}

#[test]
fn an_unknown_keyword() {
    standard("ruel \"x\" \"y\" { clause \"must\" }\n", &[("GJ2002", 1, 1)]);
    standard(
        "rule \"x\" \"y\" { clause \"must\"; problem-if \"seats < 1\"; good-when \"seats > 1\" }\n",
        &[("GJ2001", 1, 31)],
    );
}

#[test]
fn a_value_of_the_wrong_type() {
    standard("threshold \"t\" \"many\" \"标题\" origin=\"ours\"\n", &[("GJ2007", 1, 15)]);
    standard("rule \"x\" \"y\" { clause \"must\"; problem-when \"seats + 1\" }\n", &[("GJ2401", 1, 44)]);
}

#[test]
fn a_reference_that_leads_nowhere() {
    standard("rule \"x\" \"y\" { clause \"nowhere\"; problem-when \"seats < 1\" }\n", &[("GJ2202", 1, 23)]);
}

#[test]
fn records_in_a_circle() {
    let records =
        "record \"a\" \"A\" { part \"b\" \"B\" of=\"b\" }\nrecord \"b\" \"B\" { part \"a\" \"A\" of=\"a\" }\n";
    standard(records, &[("GJ2203", 2, 34)]);
}

#[test]
fn derived_values_in_a_circle() {
    let record = "record \"r\" \"R\" {\n    derived \"a\" \"A\" \"b + 1\"\n    derived \"b\" \"B\" \"a + 1\"\n}\n";
    standard(record, &[("GJ2203", 2, 21)]);
    // What only reads a wrong one is in no circle and has no fault of its own.
    let record =
        "record \"r\" \"R\" {\n    derived \"a\" \"A\" \"nothing + 1\"\n    derived \"b\" \"B\" \"a + 1\"\n}\n";
    standard(record, &[("GJ3030", 2, 22)]);
}

#[test]
fn weights_that_do_not_sum() {
    let system = "indicators \"w\" \"W\" total=100 round=2 rounding=\"half-even\" {\n    indicator \"i\" \"I\" weight=70 { measure \"seats\"; scale \"linear\" from=0 to=1; missing \"zero\"; clause \"must\" }\n}\n";
    standard(system, &[("GJ2501", 1, 1)]);
}

#[test]
fn a_file_that_is_no_utf8() {
    // 规 in GB 18030.
    standard(b"// \xB9\xE6\n", &[("GJ1002", 1, 4)]);
    standard(b"// a\n// b\n\xFF\xFE", &[("GJ1002", 3, 1)]);
}

#[test]
fn nesting_of_a_hundred_thousand_levels() {
    // The outermost node is read as far as the limit goes, and is no keyword either.
    standard("a {".repeat(100_000), &[("GJ2002", 1, 1), ("GJ1004", 1, 195)]);
    let closed = format!("{}{}", "a {".repeat(100_000), "}".repeat(100_000));
    standard(closed, &[("GJ2002", 1, 1), ("GJ1004", 1, 195)]);
    let comment = format!("{}{}", "/*".repeat(100_000), "*/".repeat(100_000));
    standard(comment, &[("GJ1005", 1, 129)]);
}

#[test]
fn parentheses_in_expressions_of_many_levels() {
    let expression = format!(
        "rule \"x\" \"y\" {{ clause \"must\"; problem-when \"{}1{} > 1\" }}\n",
        "(".repeat(1500),
        ")".repeat(1500)
    );
    standard(expression, &[("GJ3002", 1, 110)]);
    let long = format!("rule \"x\" \"y\" {{ clause \"must\"; problem-when \"1{} > 1\" }}\n", "+1".repeat(100_000));
    standard(long, &[("GJ3001", 1, 44)]);
}

#[test]
fn slashdash_blocks_within_one_another() {
    // The reader of KDL would need minutes for this.
    let braces: Vec<Expected<'_>> = (0..30).map(|depth| ("GJ1008", 1, 5 + 6 * depth)).collect();
    standard("a /-{ ".repeat(30), &braces);
    let closed = format!("{}{}\n", "a /-{ ".repeat(30), "}".repeat(30));
    standard(closed, &[("GJ2002", 1, 1)]);
}

#[test]
fn a_property_given_twice() {
    standard("threshold \"t\" 1 \"标题\" origin=\"ours\" origin=\"law\"\n", &[("GJ1032", 1, 36)]);
    // In both spellings.
    standard("threshold \"t\" 1 \"标题\" origin=\"ours\" 出处=\"law\"\n", &[("GJ2008", 1, 36)]);
}

#[test]
fn a_number_of_a_thousand_million_digits() {
    standard("threshold \"t\" 1e999999999 \"标题\" origin=\"ours\"\n", &[("GJ2007", 1, 15)]);
    standard("rule \"x\" \"y\" { clause \"must\"; problem-when \"seats < 1e999999999\" }\n", &[("GJ3015", 1, 53)]);
    let digits = format!("threshold \"t\" {} \"标题\" origin=\"ours\"\n", "9".repeat(1_000_000));
    standard(digits, &[("GJ1020", 1, 15)]);
}

#[test]
fn an_id_that_would_leave_the_folder() {
    standard("rule \"../../x\" \"y\" { clause \"must\"; problem-when \"seats < 1\" }\n", &[("GJ2205", 1, 1)]);
    let sign = "sign \"../../x\" style=\"hall\" { set \"name\" \"大厅\"; clause \"must\" }\n";
    standard(sign, &[("GJ2205", 1, 6)]);
}

#[test]
fn a_file_named_outside_the_package() {
    let folder = small::folder();
    write(folder.path(), "secret.csv", small::REGISTRY.as_bytes());
    let manifest = small::MAIN.replace("\"regions.csv\"", "\"../../secret.csv\"");
    write(folder.path(), "standards/small/standard.kdl", manifest.as_bytes());
    let run = guiju(folder.path(), &["build", small::STANDARD]);
    assert_eq!(run.code, 2, "{}", run.all());
    let expected = ("GJ2108".to_owned(), "standards/small/standard.kdl:5:13".to_owned());
    assert!(told(&run.messages).contains(&expected), "{}", run.messages);
}

#[test]
fn a_permission_that_would_make_a_problem() {
    standard("rule \"x\" \"y\" { clause \"may\"; problem-when \"seats < 1\" }\n", &[("GJ2405", 1, 43)]);
}

#[test]
fn several_faults_in_one_expression() {
    let rule = "rule \"x\" \"y\" { clause \"must\"; problem-when \"seatz < 1 && style == 'closed' && remark > 3\" }\n";
    standard(rule, &[("GJ3030", 1, 45), ("GJ3034", 1, 67), ("GJ3041", 1, 86)]);
}

#[test]
fn several_faults_in_one_package() {
    let text = "unit \"m\" \"米\"\nthreshold \"t\" \"many\" \"标题\" origin=\"ours\"\nruel \"x\"\nrule \"x\" \"y\" { clause \"nowhere\"; problem-when \"seatz < 1\" }\nrule \"x\" \"z\" { clause \"must\"; good-when \"seats > 1\" }\n";
    standard(
        text,
        &[
            ("GJ2209", 1, 6),
            ("GJ2007", 2, 15),
            ("GJ2002", 3, 1),
            ("GJ2202", 4, 23),
            ("GJ3030", 4, 48),
            ("GJ2201", 5, 1),
        ],
    );
}

#[test]
fn an_invisible_character_in_a_standard() {
    standard("unit \"a\" \"甲\u{202E}乙\"\n", &[("GJ1003", 1, 12)]);
    standard("unit \"a\" \"甲\u{1B}[31m\"\n", &[("GJ1003", 1, 12)]);
}

// Submissions.

#[test]
fn a_region_that_does_not_exist() {
    submission("submission region=\"A9\" { seats 1 }\n", &[("GJ2107", 1, 19)]);
    json("{\"region\": \"A9\", \"data\": {}}", &[("GJ2107", 1, 12)]);
}

#[test]
fn a_second_submission() {
    submission("submission region=\"A1\" { seats 1 }\n", &[("GJ4014", 1, 19)]);
}

#[test]
fn neither_of_two_submissions_counts() {
    let folder = small::folder();
    write(folder.path(), EXTRA_KDL, b"submission region=\"A1\" { seats 1 }\n");
    let run = guiju(folder.path(), &["check", small::ROUND, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.output).unwrap();
    assert_eq!(report["regions"][1]["code"], "A1");
    assert_eq!(report["regions"][1]["submitted"], false);
    assert_eq!(report["regions"][1]["outcomes"][0]["outcome"], "unknown");
}

#[test]
fn many_faults_in_one_submission_all_at_once() {
    let text = "submission region=\"A0\" {\n    seatz 3\n    style \"closed\"\n    seats \"many\"\n    area -1\n    opened \"2024-02-31\"\n    rooms { - \"a\" area=1; - \"a\" area=2 }\n    density 3\n}\n";
    submission(
        text,
        &[
            ("GJ4106", 2, 5),
            ("GJ4110", 3, 11),
            ("GJ4107", 4, 11),
            ("GJ4109", 5, 10),
            ("GJ4107", 6, 12),
            ("GJ4113", 7, 29),
            ("GJ4105", 8, 5),
        ],
    );
}

#[test]
fn a_submission_that_is_broken_text() {
    submission("submission region=\"A0\" {\n", &[("GJ1008", 1, 24)]);
    submission(b"submission region=\"A0\" { remark \"\xB9\xE6\" }\n", &[("GJ1002", 1, 34)]);
    json("{\"region\": \"A0\", ", &[("GJ4001", 1, 1)]);
    json("{\"region\": \"A0\", \"data\": {\"seats\": 0x10}}", &[("GJ4001", 1, 36)]);
}

#[test]
fn a_submission_nested_too_deep() {
    submission("a {".repeat(100_000), &[("GJ1004", 1, 195)]);
    json("[".repeat(100_000), &[("GJ4002", 1, 65)]);
    let objects = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    json(objects, &[("GJ4002", 1, 321)]);
}

#[test]
fn a_fact_given_twice() {
    submission("submission region=\"A0\" { seats 1; seats 2 }\n", &[("GJ4003", 1, 35)]);
    submission("submission region=\"A0\" { rooms { - \"a\" area=1 area=2 } }\n", &[("GJ1032", 1, 47)]);
    json("{\"region\": \"A0\", \"data\": {\"seats\": 1, \"seats\": 2}}", &[("GJ4003", 1, 39)]);
}

#[test]
fn a_reported_number_beyond_all_bounds() {
    submission("submission region=\"A0\" { seats 1e999999999 }\n", &[("GJ4108", 1, 32)]);
    json("{\"region\": \"A0\", \"data\": {\"seats\": 1e999999999}}", &[("GJ4108", 1, 36)]);
    json("{\"region\": \"A0\", \"data\": {\"seats\": 1e-999999999}}", &[("GJ4108", 1, 36)]);
}

#[test]
fn one_bad_submission_leaves_the_others_their_verdicts() {
    let folder = small::folder();
    write(folder.path(), EXTRA_KDL, b"submission region=\"A0\" { seatz 3 }\n");
    let run = guiju(folder.path(), &["check", small::ROUND, "--format", "json"]);
    assert_eq!(run.code, 2);
    let report: serde_json::Value = serde_json::from_str(&run.output).unwrap();
    assert_eq!(report["diagnostics"][0]["code"], "GJ4106");
    assert_eq!(report["diagnostics"][0]["file"], EXTRA_KDL);
    assert_eq!((&report["diagnostics"][0]["line"], &report["diagnostics"][0]["column"]), (&1.into(), &26.into()));
    assert_eq!(report["regions"][1]["score"]["value"]["published"], "76.00");
}

// What texts and files must not do.

/// Characters that steer a terminal or turn the direction of text.
fn is_dangerous(c: char) -> bool {
    matches!(c, '\u{1B}' | '\u{7}' | '\u{9B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn texts_never_steer_the_terminal() {
    let folder = small::folder();
    let remark = r#"submission region="A1" { style "counter"; remark "甲\u{202E}乙\u{1B}[31m丙\u{7}\u{9B}2J"; seats "\u{202E}\u{1B}[2J" }"#;
    write(folder.path(), "round/A1.kdl", format!("{remark}\n").as_bytes());
    for format in ["text", "json"] {
        for language in ["zh", "en"] {
            let run = guiju(folder.path(), &["check", small::ROUND, "--format", format, "--lang", language]);
            let all = run.all();
            assert!(all.contains("counter-style") && all.contains("甲"), "the message is told: {all}");
            assert!(!all.contains(is_dangerous), "{format} {language}: {all:?}");
            if format == "json" {
                // The text itself is not lost to machines.
                let report: serde_json::Value = serde_json::from_str(&run.output).unwrap();
                let message = report["regions"][1]["outcomes"][0]["message"].as_str().unwrap();
                assert!(message.contains("甲\u{202E}乙\u{1B}[31m丙"), "{message:?}");
            }
        }
    }
}

#[test]
fn names_of_files_never_steer_the_terminal() {
    let folder = small::folder();
    write(folder.path(), "round/\u{1B}[31m\u{202E}.kdl", b"submission region=\"A0\" { seatz 1 }\n");
    for format in ["text", "json"] {
        let run = guiju(folder.path(), &["check", small::ROUND, "--format", format]);
        assert_eq!(run.code, 2);
        assert!(!run.all().contains(is_dangerous), "{format}: {:?}", run.all());
    }
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    /// Puts links and pipes into a folder: to a file and a folder outside that would be a fault if read, to the folder
    /// itself, and into nowhere.
    fn add_links_and_pipes(folder: &Path, into: &str, ends: &[&str]) {
        write(folder, "outside/fault.kdl", b"}}}");
        write(folder, "outside/fault.json", b"}}}");
        let into = folder.join(into);
        for end in ends {
            symlink(folder.join("outside").join(format!("fault.{end}")), into.join(format!("link.{end}"))).unwrap();
            symlink("/nowhere/at/all", into.join(format!("dangling.{end}"))).unwrap();
            let pipe = into.join(format!("pipe.{end}"));
            rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR).unwrap();
        }
        symlink(folder.join("outside"), into.join("folder")).unwrap();
        symlink(&into, into.join("self")).unwrap();
    }

    #[test]
    fn are_not_followed_in_a_package() {
        let folder = small::folder();
        assert_eq!(guiju(folder.path(), &["build", small::STANDARD]).code, 0);
        let before = contents(&folder.path().join("generated"));
        add_links_and_pipes(folder.path(), small::STANDARD, &["kdl"]);
        let run = guiju(folder.path(), &["build", small::STANDARD]);
        assert_eq!(run.code, 0, "{}", run.all());
        assert!(contents(&folder.path().join("generated")) == before);
    }

    #[test]
    fn are_not_followed_in_a_round() {
        let folder = small::folder();
        let before = guiju(folder.path(), &["check", small::ROUND, "--format", "json"]);
        add_links_and_pipes(folder.path(), small::ROUND, &["kdl", "json"]);
        let after = guiju(folder.path(), &["check", small::ROUND, "--format", "json"]);
        let whole = |run: &Run| serde_json::from_str::<serde_json::Value>(&run.output).unwrap();
        let (before, report) = (whole(&before), whole(&after));
        assert_eq!(before["regions"], report["regions"]);
        // Each of them is told, once: two links and a pipe of either ending, and the links to folders.
        let told = report["diagnostics"].as_array().unwrap();
        let files: Vec<&str> = told.iter().map(|told| told["file"].as_str().unwrap()).collect();
        assert!(told.iter().all(|told| told["code"] == "GJ4446"), "{}", after.messages);
        assert_eq!((after.code, files.len()), (2, 8), "{files:?}");
    }

    #[test]
    fn nothing_is_written_through_them() {
        let folder = small::folder();
        write(folder.path(), "outside/kept.txt", b"kept");
        fs::create_dir(folder.path().join("generated")).unwrap();
        symlink(folder.path().join("outside"), folder.path().join("generated/small")).unwrap();
        let before = contents(&folder.path().join("outside"));
        guiju(folder.path(), &["build", small::STANDARD]);
        assert!(contents(&folder.path().join("outside")) == before, "what the link leads to was changed");
    }
}
