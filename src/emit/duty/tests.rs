use crate::emit::fixture::{outputs, text};
use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

const PLAN: &str = r#"
measures "plan" "计划" en="The plan" source="law" axis="part" {
    measure 1 "第一件" en="The first thing" due="2024-01-31" {
        units "甲办" "乙局" "甲办"
        binds level="city"
        modality "requirement"
        text "把第一件办好；\n逐条对照，不漏。"
        evidence "文号"; evidence "清单"
    }
    measure 2 "第二件" due="2023-12-31" { units "乙局"; modality "permission" }
    measure 3 "第三件" continuous=#true { units "丙办" "乙局"; modality "recommendation"; text "一直做" }
    measure 4 "第四件" due="2024-03-31" { modality "requirement" }
}
"#;

fn sheets(bytes: &[u8]) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let shown = |cell: &Data| match cell {
        Data::DateTime(day) => format!("@{}", day.as_f64()),
        other => other.to_string(),
    };
    let of = |range: &calamine::Range<Data>| range.rows().map(|row| row.iter().map(shown).collect()).collect();
    file.worksheets().iter().map(|(name, range)| (name.clone(), of(range))).collect()
}

#[test]
fn each_unit_has_a_sheet_and_the_index_leads_there() {
    let (files, found) = outputs(PLAN, &[]);
    assert_eq!(found, Vec::<String>::new());
    let paths: Vec<&str> = files.keys().map(String::as_str).filter(|path| path.starts_with("duties/")).collect();
    // 丙办 has nothing with a day, and the fixture names no day from which it holds.
    assert_eq!(
        paths,
        [
            "duties/plan.ics",
            "duties/plan.unit-01.ics",
            "duties/plan.unit-02.ics",
            "duties/plan.unit-04.ics",
            "duties/plan.xlsx",
        ]
    );
    let sheets = sheets(&files["duties/plan.xlsx"]);
    let names: Vec<&str> = sheets.keys().map(String::as_str).collect();
    assert_eq!(names, ["丙办", "乙局", "未列明责任单位", "甲办", "目录"]);
    let index: Vec<Vec<&str>> =
        sheets["目录"][5..].iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    assert_eq!(
        index,
        [
            ["1", "甲办", "1", "0", "@45322", "@45322", "plan.unit-01.ics"],
            ["2", "乙局", "3", "1", "@45291", "@45322", "plan.unit-02.ics"],
            ["3", "丙办", "1", "1", "—", "—", "没有带日期的任务"],
            ["4", "未列明责任单位", "1", "0", "@45382", "@45382", "plan.unit-04.ics"],
        ]
    );
    let tasks = &sheets["乙局"];
    assert_eq!(tasks[0][0], "计划：乙局");
    assert_eq!(tasks[2][7], "承办岗位\nPost");
    assert_eq!(tasks.len(), 6);
    assert_eq!(
        tasks[3][..7],
        ["1", "第一件\n（会同：甲办）", "把第一件办好；\n逐条对照，不漏。", "应\n要求", "@45322", "乙市", "文号\n清单"]
    );
    assert_eq!(tasks[4][3..6], ["可\n允许", "@45291", "甲省、乙市（2 个）"]);
    assert_eq!(tasks[5][4], "持续推进");
    assert!(tasks[3..].iter().all(|row| row[7..].iter().all(String::is_empty)), "the last columns are left open");
}

#[test]
fn deadlines_are_events_with_a_reminder() {
    let (files, _) = outputs(PLAN, &[]);
    let all = text(&files, "duties/plan.ics");
    assert_eq!(all.matches("BEGIN:VEVENT").count(), 3);
    assert_eq!(all.matches("TRIGGER:-P6DT15H").count(), 3);
    let unfolded = all.replace("\r\n ", "");
    let first = unfolded.split("BEGIN:VEVENT\r\n").nth(1).unwrap();
    for line in [
        "UID:small.plan.1@guiju",
        "DTSTAMP:20240131T000000Z",
        "DTSTART;VALUE=DATE:20240131",
        "DTEND;VALUE=DATE:20240201",
        "SUMMARY;LANGUAGE=zh-CN:截止：第 1 项 第一件",
        "DESCRIPTION;LANGUAGE=zh-CN:第 1 项 第一件\\nThe first thing\\n要求：把第一件办好；\\n逐条对照，不漏。\\n责任单位：甲办、乙局\\n可交证据：文号；清单\\n依据：measure-1",
        "TRANSP:TRANSPARENT",
    ] {
        assert!(first.contains(&format!("{line}\r\n")), "{line} in {first}");
    }
    let unit = text(&files, "duties/plan.unit-02.ics");
    assert_eq!(unit.matches("BEGIN:VEVENT").count(), 2);
    // The same event under the same name wherever it stands.
    assert!(unit.replace("\r\n ", "").contains(first.trim_end_matches("END:VCALENDAR\r\n")));
}

#[test]
fn what_has_no_end_stands_on_the_day_from_which_the_standard_holds() {
    let mut standard = crate::emit::fixture::standard(PLAN);
    standard.manifest.effective = crate::base::date::Date::parse("2024-01-01");
    let (files, found) = crate::emit::emit(&standard, &crate::emit::Templates::default());
    assert!(found.is_empty());
    let unit = text(&files, "duties/plan.unit-03.ics").replace("\r\n ", "");
    assert_eq!(unit.matches("BEGIN:VEVENT").count(), 1);
    assert!(unit.contains("SUMMARY;LANGUAGE=zh-CN:持续推进：第 3 项\r\n") && !unit.contains("VALARM"), "{unit}");
    assert!(
        unit.contains("DTSTART;VALUE=DATE:20240101\r\n")
            && unit.contains("自 2024-01-01 起持续推进\\，") | unit.contains("自 2024-01-01 起持续推进，")
    );
    let uids = |path: &str| -> Vec<String> {
        let text = text(&files, path).replace("\r\n ", "");
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let all = uids("duties/plan.ics");
    assert_eq!(all.last().unwrap(), "UID:small.plan.continuous@guiju");
    let (second, third) = (uids("duties/plan.unit-02.ics"), uids("duties/plan.unit-03.ics"));
    assert!(
        second.last() != third.last() && third[0].starts_with("UID:small.plan.continuous."),
        "{second:?} {third:?}"
    );
    let index = &sheets(&files["duties/plan.xlsx"])["目录"];
    assert_eq!(index[6][4], "@45322", "the next deadline after the day from which it holds");
    assert_eq!(index[7][6], "plan.unit-03.ics");
}

#[test]
fn a_plan_with_too_many_units_is_told() {
    let units: String = (0..300).map(|index| format!(" \"单位{index}\"")).collect();
    let (files, found) = outputs(
        &format!(
            "measures \"plan\" \"计划\" source=\"law\" axis=\"part\" {{ measure 1 \"一\" continuous=#true {{ units{units}; modality \"requirement\" }} }}"
        ),
        &[],
    );
    assert!(found[0].starts_with("GJ5120 ") && found[0].contains("301"), "{found:?}");
    assert!(files.keys().all(|path| !path.starts_with("duties/")));
}
