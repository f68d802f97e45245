use super::files;
use crate::base::date::Date;
use crate::check::Assessment;
use crate::diagnostic::SourceMap;
use crate::package::{Files, compile};
use crate::standard::Standard;
use crate::submission::folder::{accept, read_submissions};
use calamine::{Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

const STANDARD: &str = r#"
standard "small" version="1.0.0" { title "小标准"; regions "regions.csv"; submission "report" }
source "law" title="法" { axis "part" "部分" }
choice "state" "状态" { option "done" "已完成"; option "not-started" "未启动"; option "not-applicable" "不适用" }
record "status" "情况" { field "no" "序号" type="integer"; field "state" "状态" type="state"; MORE }
record "report" "填报" { list "status" "情况" of="status" key="no" }
measures "plan" "计划" source="law" axis="part" reported-in="status" {
    measure 1 "第一件" due="2024-01-31" { units "甲办" "乙局"; modality "requirement"; text "把第一件办好。" }
    measure 2 "第二件" continuous=#true { units "甲办"; binds level="county"; modality "recommendation" }
    measure 3 "第三件" due="2024-03-31" { units "省办"; binds level="province"; modality "requirement" }
}
"#;
const MORE: &str = r#"field "progress" "进展" type="text"; field "evidence_count" "依据" type="integer"; field "reported_on" "日期" type="date""#;
const REGIONS: &str = "code,name,level,parent\n01,甲省,province,\n0101,乙市,city,01\n010101,丙县,county,0101\n010102,丁/县,county,0101\n010103,丙县,county,0101\n";

fn standard(text: &str) -> Standard {
    let files =
        [("small.kdl".to_owned(), text.as_bytes().to_vec()), ("regions.csv".to_owned(), REGIONS.as_bytes().to_vec())];
    let compilation = compile(&Files::in_memory("small", files), &mut SourceMap::default());
    assert!(compilation.standard.is_some(), "{:?}", compilation.diagnostics);
    compilation.standard.unwrap()
}

/// The name of a sheet, and its rows.
type Table = (String, Vec<Vec<String>>);

/// The workbooks of a round, by file.
fn workbooks(text: &str, submissions: &[(&str, &str)]) -> BTreeMap<String, Vec<Table>> {
    let standard = standard(text);
    let round = submissions
        .iter()
        .map(|(code, body)| (format!("{code}.kdl"), format!("submission region=\"{code}\" {{ {body} }}").into_bytes()));
    let round = Files::in_memory("round", round.collect::<Vec<_>>());
    let mut diagnostics = Vec::new();
    let submissions = read_submissions(&round, &standard, &mut SourceMap::default(), &mut diagnostics);
    let submissions = accept(submissions, &standard, &mut diagnostics);
    let as_of = Date::parse("2024-01-08").unwrap();
    let assessment = Assessment::new(&standard, as_of, &submissions, &mut diagnostics);
    let files = files(&assessment, &mut diagnostics);
    assert!(diagnostics.iter().all(|found| !found.is_error()), "{diagnostics:?}");
    files
        .into_iter()
        .map(|(path, bytes)| {
            let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
            let sheets = file.worksheets().into_iter().map(|(name, range)| {
                (name, range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect())
            });
            (path, sheets.collect())
        })
        .collect()
}

fn full() -> String {
    STANDARD.replace("MORE", MORE)
}

#[test]
fn superiors_collect_and_others_have_their_own() {
    let reported = r#"status {
        - 1 state="done" progress="=1+1 办好了" evidence_count=2 reported_on="2024-01-05"
        - 2 state="not-started"
    }"#;
    let workbooks = workbooks(&full(), &[("010101", reported), ("0101", "status { - 1 { progress \"在办\" } }")]);
    let files: Vec<&str> = workbooks.keys().map(String::as_str).collect();
    assert_eq!(files, ["01-甲省.xlsx", "0101-乙市.xlsx", "010101-丙县.xlsx", "010102-丁·县.xlsx", "010103-丙县.xlsx"]);
    let names = |file: &str| workbooks[file].iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
    assert_eq!(names("01-甲省.xlsx"), ["汇总", "甲省", "乙市"]);
    assert_eq!(names("0101-乙市.xlsx"), ["汇总", "乙市", "丙县", "丁·县", "丙县 2"]);
    assert_eq!(names("010101-丙县.xlsx"), ["丙县"]);

    let rows = &workbooks["010101-丙县.xlsx"][0].1;
    assert_eq!(rows[0][0], "计划反馈表");
    assert!(rows[1][0].contains("丙县（010101") && rows[2][0].contains("2 项"), "{rows:?}");
    assert_eq!(rows[3], ["序号", "举措", "责任单位", "时限", "贯彻落实情况"]);
    assert_eq!(rows[4][..3], ["1", "第一件\n把第一件办好。", "甲办\n乙局"]);
    assert_eq!(rows[4][4], "【已完成】\n=1+1 办好了\n（依据 2 件，填报于 2024-01-05）");
    assert_eq!(rows[5], ["2", "第二件", "甲办", "持续推进", "【未启动】"]);
    assert_eq!(rows.len(), 6, "the third measure binds others");

    let summary = &workbooks["0101-乙市.xlsx"][0].1;
    assert_eq!(summary[3][3..], ["乙市", "丙县", "丁/县", "丙县"]);
    assert_eq!(summary[4][3..], ["未报", "已完成", "未报", "未报"]);
    assert_eq!(summary[5][3..], ["—", "未启动", "未报", "未报"]);
    assert_eq!(summary[6][1..], ["已报 / 应报", "", "0/1", "2/2", "0/2", "0/2"]);
    let city = &workbooks["0101-乙市.xlsx"][1].1;
    assert_eq!(city[4][4], "在办");
    let silent = &workbooks["010103-丙县.xlsx"][0].1;
    assert!(silent[1][0].ends_with("本地区没有报送") && silent[4][4] == "未报" && silent[5][4] == "未报");
}

#[test]
fn only_number_and_state_have_to_be_there() {
    let text = STANDARD.replace("; MORE", "");
    let workbooks = workbooks(&text, &[("010101", "status { - 1 state=\"done\" }")]);
    assert_eq!(workbooks["010101-丙县.xlsx"][0].1[4][4], "【已完成】");
}

#[test]
fn reasons_are_told_and_numbers_of_persons_are_not() {
    let submissions = [
        ("010101", "status (\"n/a\")\"归 13800000000 管\""),
        ("010102", "status { - 1 state=\"done\" progress=\"问 13800000000\" }"),
    ];
    let workbooks = workbooks(&full(), &submissions);
    assert_eq!(workbooks["010101-丙县.xlsx"][0].1[5][4], "【不适用：归 138******** 管】");
    assert_eq!(workbooks["010102-丁·县.xlsx"][0].1[4][4], "【已完成】\n问 138********");
    assert!(!format!("{workbooks:?}").contains("0000000"));
}

#[test]
fn several_plans_have_a_folder_each() {
    let second = "measures \"other\" \"另一份\" source=\"law\" axis=\"part\" reported-in=\"status\" { measure 9 \"九\" continuous=#true { modality \"requirement\"; binds level=\"city\" } }";
    let workbooks = workbooks(&format!("{}{second}", full()), &[]);
    let files: Vec<&str> = workbooks.keys().map(String::as_str).collect();
    assert_eq!(files[..2], ["other/01-甲省.xlsx", "other/0101-乙市.xlsx"]);
    assert_eq!(files.len(), 7, "counties that the second plan does not bind have no table of it");
}
