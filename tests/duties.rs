//! The duty ledger that `build` makes of the measures, held against their table, the rules of RFC 5545 and a foreign reader; and
//! the feedback tables that `check` makes of a round.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use calamine::{Data, Reader, Xlsx};
use guiju::diagnostic::SourceMap;
use guiju::emit::{self, Templates};
use guiju::report;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::process::Command;
use std::sync::LazyLock;
use support::binary::guiju;
use support::folder::{contents, write};
use support::{Round, ZHEJIANG, small};
use tempfile::TempDir;

/// Reads every calendar named, and prints the number of events; ends badly where anything is amiss.
const FOREIGN: &str = "
import sys, icalendar
count = 0
for path in sys.argv[1:]:
    calendar = icalendar.Calendar.from_ical(open(path, 'rb').read())
    events = calendar.walk('VEVENT')
    assert not calendar.errors and events, path
    for event in events:
        assert not event.errors, path
        assert (event.decoded('DTEND') - event.decoded('DTSTART')).days == 1, path
        assert event['SUMMARY'].params['LANGUAGE'] == 'zh-CN' and event['UID'] and event.decoded('DTSTAMP'), path
        for alarm in event.walk('VALARM'):
            assert alarm['ACTION'] == 'DISPLAY' and -7 <= alarm.decoded('TRIGGER').total_seconds() / 86400 < -6, path
    count += len(events)
print(count)
";

/// What is made of the shipped standard.
static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let standard = support::compile(ZHEJIANG, &mut SourceMap::default());
    let (files, diagnostics) = emit::emit(&standard, &Templates::default());
    support::assert_flawless(&diagnostics);
    files
});

fn calendars(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&str, &str> {
    let calendars = files.iter().filter(|(path, _)| path.ends_with(".ics"));
    calendars.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap())).collect()
}

/// The rows of the measures' own table: number, units, day.
fn measures(files: &BTreeMap<String, Vec<u8>>) -> Vec<(String, Vec<String>, String)> {
    let table: Value = serde_json::from_slice(&files["tables/six-advices.json"]).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = table["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        let units = row["units"].as_array().unwrap().iter().map(text).collect();
        (text(&row["no"]), units, text(&row["due"]))
    })
    .collect()
}

/// The values of a property of every event, unfolded.
fn values(calendar: &str, property: &str) -> Vec<String> {
    let unfolded = calendar.replace("\r\n ", "");
    let start = format!("{property}:");
    unfolded.lines().filter_map(|line| line.strip_prefix(&start)).map(str::to_owned).collect()
}

#[test]
fn calendars_follow_the_rfc() {
    let calendars = calendars(&FILES);
    assert!(calendars.len() > 20, "{}", calendars.len());
    for (path, text) in calendars {
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && text.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{path}");
        assert_eq!(text.matches('\r').count(), text.matches("\r\n").count(), "{path}");
        let mut open: Vec<&str> = Vec::new();
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= 75 && !line.is_empty(), "{path}: {line}");
            if let Some(component) = line.strip_prefix("BEGIN:") {
                open.push(component);
            } else if let Some(component) = line.strip_prefix("END:") {
                assert_eq!(open.pop(), Some(component), "{path}");
            }
        }
        assert!(open.is_empty(), "{path}");
        let (uids, stamps) = (values(text, "UID"), values(text, "DTSTAMP"));
        assert_eq!(uids.iter().collect::<BTreeSet<_>>().len(), uids.len(), "{path}");
        assert_eq!(uids.len(), text.matches("BEGIN:VEVENT").count(), "{path}");
        assert!(stamps.len() == uids.len() && stamps.iter().all(|stamp| stamp == "20240101T000000Z"), "{path}");
    }
}

#[test]
fn every_deadline_of_the_measures_is_an_event_of_each_unit() {
    let calendars = calendars(&FILES);
    let measures = measures(&FILES);
    let dated: Vec<(String, String)> = measures
        .iter()
        .filter(|(_, _, due)| due != "continuous")
        .map(|(no, _, due)| (format!("zhejiang-value-added-services.six-advices.{no}@guiju"), due.replace('-', "")))
        .collect();
    // The notice: six measures of 28 go on without an end.
    assert_eq!((measures.len(), dated.len()), (28, 22));
    let all = calendars["duties/six-advices.ics"];
    let events: Vec<(String, String)> = values(all, "UID").into_iter().zip(values(all, "DTSTART;VALUE=DATE")).collect();
    assert_eq!(events[..22], dated);
    assert_eq!(values(all, "SUMMARY;LANGUAGE=zh-CN")[22], "持续推进：第 1、7、14、25、26、28 项");
    assert_eq!(all.matches("BEGIN:VALARM").count(), 22);

    let mut units: Vec<&str> = Vec::new();
    for unit in measures.iter().flat_map(|(_, units, _)| units) {
        if !units.contains(&unit.as_str()) {
            units.push(unit);
        }
    }
    for (index, unit) in units.iter().enumerate() {
        let calendar = calendars[format!("duties/six-advices.unit-{:02}.ics", index + 1).as_str()];
        let own: Vec<&str> = measures
            .iter()
            .filter(|(_, units, due)| due != "continuous" && units.iter().any(|own| own == unit))
            .map(|(no, ..)| no.as_str())
            .collect();
        let found = values(calendar, "UID");
        let found: Vec<&str> = found
            .iter()
            .filter_map(|uid| uid.strip_prefix("zhejiang-value-added-services.six-advices.")?.strip_suffix("@guiju"))
            .filter(|no| !no.starts_with("continuous"))
            .collect();
        assert_eq!(found, own, "{unit}");
        assert!(values(calendar, "X-WR-CALNAME")[0].ends_with(&format!("（{unit}）")));
    }
    assert_eq!(calendars.len(), units.len() + 1);
}

#[test]
fn a_foreign_reader_takes_every_calendar() {
    let there = Command::new("python3").args(["-c", "import icalendar"]).output().is_ok_and(|run| run.status.success());
    if !there {
        println!("skipped: python3 with the package icalendar is not there");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let calendars = calendars(&FILES);
    let paths = calendars.iter().map(|(path, text)| {
        write(folder.path(), path, text.as_bytes());
        folder.path().join(path)
    });
    let run = Command::new("python3").args(["-c", FOREIGN]).args(paths).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let events: usize = calendars.values().map(|text| text.matches("BEGIN:VEVENT").count()).sum();
    assert_eq!(String::from_utf8_lossy(&run.stdout).trim(), events.to_string());
}

fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    file.worksheets().into_iter().map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect())).collect()
}

#[test]
fn the_workbook_has_a_sheet_a_unit_with_its_measures() {
    let measures = measures(&FILES);
    let sheets = sheets(&FILES["duties/six-advices.xlsx"]);
    let (_, index) = &sheets[0];
    let units: Vec<&Vec<Data>> = index.iter().filter(|row| matches!(row[0], Data::Float(_))).collect();
    assert_eq!(units.len(), sheets.len() - 1);
    let mut tasks = 0;
    for (row, (name, sheet)) in units.iter().zip(&sheets[1..]) {
        let unit = row[1].to_string();
        assert!(unit.starts_with(name.trim_end_matches([' ', '2'])), "{unit} {name}");
        let own = measures.iter().filter(|(_, units, _)| units.contains(&unit));
        let numbers: Vec<&str> = own.map(|(no, ..)| no.as_str()).collect();
        assert_eq!(row[2], Data::Float(numbers.len() as f64), "{unit}");
        let listed: Vec<String> = sheet[3..].iter().map(|task| task[0].to_string()).collect();
        assert_eq!(listed, numbers, "{unit}");
        tasks += listed.len();
    }
    assert_eq!(tasks, measures.iter().map(|(_, units, _)| units.len()).sum::<usize>());
}

/// The small package with two measures on which regions report.
const PLAN: &str = r#"
source "plan-source" title="计划" { axis "item" "项" }
choice "state" "状态" { option "not-started" "未启动"; option "done" "已完成"; option "not-applicable" "不适用" }
record "status" "落实情况" {
    field "no" "序号" type="integer"; field "state" "状态" type="state"; field "progress" "进展" type="text"
}
measures "plan" "计划" source="plan-source" axis="item" reported-in="status" {
    measure 1 "第一件" due="2024-06-30" { units "各单位"; modality "requirement" }
    measure 2 "第二件" due="2024-06-30" { units "各县"; binds level="county"; modality "requirement" }
}
"#;

fn with_plan() -> TempDir {
    let folder = small::folder();
    let list = small::MAIN
        .replace("    list \"rooms\"", "    list \"status\" \"落实情况\" of=\"status\" key=\"no\"\n    list \"rooms\"");
    write(folder.path(), "standards/small/standard.kdl", list.as_bytes());
    write(folder.path(), "standards/small/plan.kdl", PLAN.as_bytes());
    let submission = small::KDL.replace("    seats", "    status { - 1 state=\"done\" progress=\"已办\" }\n    seats");
    write(folder.path(), "round/A1.kdl", submission.as_bytes());
    folder
}

#[test]
fn feedback_is_written_beside_the_report() {
    let folder = with_plan();
    let run = guiju(folder.path(), &["check", small::ROUND, "--feedback", "feedback"]);
    assert_eq!(run.code, 0, "{}", run.all());
    let plain = guiju(folder.path(), &["check", small::ROUND]);
    assert_eq!(plain.output, run.output, "the report is the same");
    let files = contents(&folder.path().join("feedback"));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["A0-甲市.xlsx", "A1-乙县.xlsx", "A2-丙县.xlsx"]);
    let city = sheets(&files["A0-甲市.xlsx"]);
    let names: Vec<&str> = city.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["汇总", "甲市", "乙县", "丙县"]);
    assert_eq!(city[2].1[4][4].to_string(), "【已完成】\n已办");
    assert_eq!(city[3].1[4][4].to_string(), "未报");
    // Again: the same bytes, over the older ones.
    assert_eq!(guiju(folder.path(), &["check", small::ROUND, "--feedback", "feedback"]).code, 0);
    assert!(contents(&folder.path().join("feedback")) == files);
}

#[test]
fn feedback_goes_nowhere_it_should_not() {
    let folder = with_plan();
    write(folder.path(), "mine/letter.txt", b"kept");
    for (target, code) in [
        ("round/feedback", "GJ9221"),
        ("standards/small/feedback", "GJ9221"),
        ("generated/feedback", "GJ9221"),
        ("mine", "GJ9222"),
        ("round", "GJ9221"),
    ] {
        let run = guiju(folder.path(), &["check", small::ROUND, "--feedback", target]);
        assert_eq!(run.code, 2, "{target}: {}", run.all());
        assert!(run.messages.contains(code), "{target}: {}", run.messages);
    }
    assert_eq!(contents(&folder.path().join("mine"))["letter.txt"], b"kept");
    let plain = small::folder();
    let run = guiju(plain.path(), &["check", small::ROUND, "--feedback", "feedback", "--lang", "en"]);
    assert_eq!(run.code, 2);
    assert!(run.messages.contains("GJ9220") && !plain.path().join("feedback").exists(), "{}", run.messages);
}

#[test]
fn the_province_gets_a_table_of_every_region() {
    let round = Round::zhejiang();
    let assessment = round.assessment();
    let mut diagnostics = Vec::new();
    let files = report::feedback::files(&assessment, &mut diagnostics);
    assert!(diagnostics.is_empty());
    // A province, 11 cities, 90 counties and two new areas, each bound by something.
    assert_eq!(files.len(), 104);
    let province = sheets(&files["330000-浙江省.xlsx"]);
    assert_eq!(province.len(), 1 + 1 + 11);
    let hangzhou = sheets(&files["330100-杭州市.xlsx"]);
    assert_eq!(hangzhou.len(), 1 + 1 + 13);
    // Nobody reports on the measures in this round: nothing is called a failing.
    let (_, summary) = &hangzhou[0];
    let states: BTreeSet<String> =
        summary[4..summary.len() - 1].iter().flat_map(|row| row[3..].iter().map(ToString::to_string)).collect();
    assert_eq!(states, BTreeSet::from(["—".to_owned(), "未报".to_owned()]));
}
