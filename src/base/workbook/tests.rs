use super::*;
use calamine::{Data, Reader, Xlsx};
use std::io::{Cursor, Read};

fn sheet(rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet {
        name: "任务".to_owned(),
        title: "标题".to_owned(),
        notes: vec!["说明".to_owned()],
        columns: vec![Column::new("序号", "No.", 8, Align::Centre), Column::new("内容", "", 40, Align::Left)],
        fixed: 1,
        rows,
    }
}

fn workbook(sheets: Vec<Sheet>) -> Workbook {
    Workbook { title: "台账".to_owned(), day: Date::parse("2024-01-01"), footer: "a & b".to_owned(), sheets }
}

/// The XML of a part of the file.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn texts(bytes: &[u8]) -> Vec<Vec<Data>> {
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let (_, range) = file.worksheets().into_iter().next().unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn a_foreign_reader_reads_what_was_meant() {
    let day = Date::parse("2024-02-29").unwrap();
    let rows = vec![
        vec![Cell::Count(3), Cell::Text("一\n二".to_owned())],
        vec![Cell::Day(day), Cell::Link { text: "去".to_owned(), sheet: "任务".to_owned() }],
        vec![Cell::Open],
    ];
    let bytes = workbook(vec![sheet(rows)]).to_bytes().unwrap();
    let read = texts(&bytes);
    assert_eq!(read[0][0], Data::String("标题".to_owned()));
    assert_eq!(read[2], [Data::String("序号\nNo.".to_owned()), Data::String("内容".to_owned())]);
    assert_eq!(read[3], [Data::Float(3.0), Data::String("一\n二".to_owned())]);
    assert!(matches!(&read[4][0], Data::DateTime(date) if date.as_f64() == 45351.0), "{:?}", read[4]);
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    for mark in [
        "paperSize=\"9\"",
        "fitToHeight=\"0\"",
        "ySplit=\"3\"",
        "xSplit=\"1\"",
        "state=\"frozen\"",
        "location=\"'任务'!A1\"",
        "a &amp;&amp; b",
    ] {
        assert!(xml.contains(mark), "{mark} in {xml}");
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    assert!(part(&bytes, "docProps/core.xml").contains("2024-01-01T00:00:00Z"));
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let made = || workbook(vec![sheet(vec![vec![Cell::Count(1)]])]).to_bytes().unwrap();
    assert!(made() == made());
    let without_day = Workbook { day: None, ..workbook(vec![sheet(Vec::new())]) }.to_bytes().unwrap();
    assert!(part(&without_day, "docProps/core.xml").contains("2000-01-01T00:00:00Z"));
}

#[test]
fn nothing_is_a_formula_or_markup() {
    let hostile = [
        "=1+1",
        "+A1",
        "-A1",
        "@SUM(A1)",
        "=HYPERLINK(\"http://example\",\"x\")",
        "<r><t>假</t></r>",
        "<r></t></si><si><t>假</t></r>",
        "_x0041_",
        "http://example",
        "internal:Sheet1!A1",
    ];
    let rows = hostile.iter().map(|text| vec![Cell::Text((*text).to_owned())]).collect();
    let bytes = workbook(vec![sheet(rows)]).to_bytes().unwrap();
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!xml.contains("<f>") && !xml.contains("<hyperlink"), "{xml}");
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert!(strings.contains("&lt;r&gt;&lt;t&gt;假") && strings.contains("_x005F_x0041_"), "{strings}");
    let read = texts(&bytes);
    for (text, row) in hostile.iter().zip(&read[3..]) {
        let Data::String(found) = &row[0] else { panic!("{row:?}") };
        assert!(*text == "_x0041_" || found.trim_end() == *text, "{found}");
    }
}

#[test]
fn texts_are_made_harmless_and_fit() {
    let long = "长".repeat(40_000);
    let rows = vec![vec![Cell::Text("a\u{202E}b\u{0}\u{1b}c\td".to_owned()), Cell::Text(long)]];
    let Sheet { columns, .. } = sheet(Vec::new());
    let early = Date::parse("0001-01-01").unwrap();
    let rows = [rows, vec![vec![Cell::Day(early)]]].concat();
    let bytes = workbook(vec![Sheet { columns, ..sheet(rows) }]).to_bytes().unwrap();
    let read = texts(&bytes);
    assert_eq!(read[3][0], Data::String("abc d".to_owned()));
    let Data::String(text) = &read[3][1] else { panic!() };
    assert!(text.ends_with('…') && text.chars().count() == 32_001);
    assert_eq!(read.last().unwrap()[0], Data::String("0001-01-01".to_owned()));
}

#[test]
fn rows_are_as_high_as_their_texts_and_long_ones_are_spread() {
    let text = |count: usize| Cell::Text("长".repeat(count));
    let rows =
        vec![vec![Cell::Count(1), text(19)], vec![Cell::Count(2), text(20)], vec![Cell::Count(3), text(19 * 60)]];
    let bytes = workbook(vec![sheet(rows)]).to_bytes().unwrap();
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    let height = |row: u32| {
        let tag = xml.split(&format!("<row r=\"{row}\"")).nth(1).unwrap().split('>').next().unwrap();
        tag.split("ht=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    assert_eq!([height(4), height(5)], ["21", "36"]);
    // 60 lines of 15 points and 6 beside them, in three parts.
    assert_eq!([height(6), height(7), height(8)], ["302.25", "302.25", "302.25"]);
    assert!(xml.contains("<mergeCell ref=\"B6:B8\"/>"), "{xml}");
    assert_eq!(texts(&bytes)[5][0], Data::Float(3.0));
}

#[test]
fn wide_tables_are_spread_over_pages_with_their_first_columns() {
    let mut wide = sheet(vec![vec![Cell::number("3"), Cell::number("3.1"), Cell::number("03")]]);
    wide.columns.extend((0..20).map(|index| Column::new(&index.to_string(), "", 12, Align::Centre)));
    let bytes = workbook(vec![wide]).to_bytes().unwrap();
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("fitToWidth=\"2\""));
    assert!(
        part(&bytes, "xl/workbook.xml").contains("'任务'!$A:$A,'任务'!$3:$3")
            | part(&bytes, "xl/workbook.xml").contains("任务!$A:$A,任务!$3:$3")
    );
    let read = texts(&bytes);
    assert_eq!(read[3][..3], [Data::Float(3.0), Data::String("3.1".to_owned()), Data::String("03".to_owned())]);
}

#[test]
fn beyond_the_limits_it_says_so() {
    let sheets = (0..=MAX_SHEETS).map(|index| Sheet { name: format!("表{index}"), ..sheet(Vec::new()) }).collect();
    assert_eq!(workbook(sheets).to_bytes().unwrap_err().sheets, MAX_SHEETS + 1);
    let rows = vec![vec![Cell::Empty]; MAX_ROWS + 1];
    assert_eq!(workbook(vec![sheet(rows)]).to_bytes().unwrap_err().rows, MAX_ROWS + 1);
}
