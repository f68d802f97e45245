//! Workbooks that programs write are read back exactly, what is wrong with others is told where it is, and no bytes make the
//! reader fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![expect(clippy::print_stdout, reason = "a test that is left out says so")]

mod support;

use guiju::diagnostic::{Diagnostic, Language, SourceMap, cell_name, render};
use guiju::submission::datum::Loose;
use guiju::submission::grid::{Area, CellContent, Grid};
use guiju::submission::workbook::{Workbook, read};
use proptest::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook as Writer};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use support::workbook::{BOOK, PROPERTIES, Parts, SHEET, STYLES, TEXTS, cooked};

/// A workbook without a problem, and the texts in which its cells have places.
fn accepted(bytes: &[u8]) -> (Workbook, SourceMap) {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let workbook = read("a.xlsx", bytes, &mut sources, &mut diagnostics);
    let told = render::render(&diagnostics, &sources, Language::Zh, render::Style::Plain);
    assert!(diagnostics.is_empty(), "{told}");
    (workbook.expect("a workbook without problems"), sources)
}

/// What is said of a workbook: code, place and text of each problem.
fn told(bytes: &[u8]) -> Vec<(&'static str, String, String)> {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    assert!(read("a.xlsx", bytes, &mut sources, &mut diagnostics).is_none(), "a workbook with problems gives nothing");
    let told = |found: &Diagnostic| {
        (found.entry.code, sources.location(found.place.expect("a place")), found.text(Language::En))
    };
    diagnostics.iter().map(told).collect()
}

/// The values of all cells as text: `大厅!A1` → `"面积"`.
fn shown(grid: &Grid) -> BTreeMap<String, String> {
    let mut shown = BTreeMap::new();
    for sheet in &grid.sheets {
        for (row, cells) in &sheet.rows {
            for (column, cell) in cells {
                let text = match &cell.content {
                    CellContent::Value(Loose::Text(text)) => format!("{text:?}"),
                    CellContent::Value(Loose::Number { literal, percent }) => {
                        format!("{literal}{}", if *percent { " %" } else { "" })
                    }
                    CellContent::Value(Loose::Date(day)) => day.to_string(),
                    CellContent::Value(Loose::Boolean(value)) => value.to_string(),
                    CellContent::Formula => "=".to_owned(),
                    CellContent::Error(error) => error.clone(),
                };
                shown.insert(format!("{}!{}", sheet.name, cell_name(*row, *column)), text);
            }
        }
    }
    shown
}

/// The cells of the only sheet, as text.
fn cells(recipe: &str) -> BTreeMap<String, String> {
    let cells = shown(&accepted(&cooked(recipe)).0.grid);
    cells.into_iter().map(|(place, text)| (place.trim_start_matches("大厅!").to_owned(), text)).collect()
}

fn expected(cells: &[(&str, &str)]) -> BTreeMap<String, String> {
    cells.iter().map(|(place, text)| ((*place).to_owned(), (*text).to_owned())).collect()
}

/// What [`written`] holds. Days and times come first.
const WRITTEN: &[(&str, &str)] = &[
    ("大厅!A1", "\"名称\""),
    ("大厅!B1", "\"前后 空格 \\n换行\\t制表 &<>\\\"'\""),
    ("大厅!C1", "\"😀𠮷\""),
    ("大厅!A2", "80"),
    ("大厅!B2", "0.3"),
    ("大厅!C2", "-12.5"),
    ("大厅!D2", "123456789012345"),
    ("大厅!E2", "0.000001"),
    ("大厅!A3", "2024-01-31"),
    ("大厅!B3", "2024-02-29"),
    ("大厅!C3", "\"2024-01-31T08:30:00\""),
    ("大厅!D3", "\"08:30:00\""),
    ("大厅!E3", "\"36:30:00\""),
    ("大厅!A4", "0.85 %"),
    ("大厅!B4", "1.25 %"),
    ("大厅!A5", "true"),
    ("大厅!B5", "false"),
    ("大厅!A6", "="),
    ("大厅!B6", "="),
    ("大厅!C6", "="),
    ("大厅!D6", "="),
    ("大厅!A8", "\"合并\""),
    ("大厅!A1048576", "\"最后一行\""),
    ("大厅!XFD1", "\"最后一列\""),
    ("密表!A1", "\"藏\""),
];

/// A workbook of everything that a cell can hold.
fn written() -> Vec<u8> {
    let mut writer = Writer::new();
    let properties = DocProperties::new()
        .set_custom_property("guiju", "季度表 v1")
        .set_custom_property("次数", 3)
        .set_custom_property("定稿", true);
    writer.set_properties(&properties);
    let shown_as = |code: &str| Format::new().set_num_format(code);
    let sheet = writer.add_worksheet().set_name("大厅").unwrap();
    sheet.write(0, 0, "名称").unwrap();
    sheet.write(0, 1, "前后 空格 \n换行\t制表 &<>\"'").unwrap();
    sheet.write(0, 2, "😀𠮷").unwrap();
    for (column, number) in [80.0, 0.1 + 0.2, -12.5, 123_456_789_012_345.0, 1e-6].into_iter().enumerate() {
        sheet.write(1, u16::try_from(column).unwrap(), number).unwrap();
    }
    let day = ExcelDateTime::from_ymd(2024, 1, 31).unwrap();
    sheet.write_with_format(2, 0, &day, &shown_as("yyyy\"年\"m\"月\"d\"日\"")).unwrap();
    sheet
        .write_with_format(2, 1, ExcelDateTime::from_ymd(2024, 2, 29).unwrap(), &Format::new().set_num_format_index(14))
        .unwrap();
    let moment = ExcelDateTime::from_ymd(2024, 1, 31).unwrap().and_hms(8, 30, 0).unwrap();
    sheet.write_with_format(2, 2, &moment, &shown_as("yyyy-mm-dd hh:mm")).unwrap();
    sheet.write_with_format(2, 3, ExcelDateTime::from_hms(8, 30, 0).unwrap(), &shown_as("h:mm")).unwrap();
    sheet.write_with_format(2, 4, 1.0 + 12.5 / 24.0, &shown_as("[h]:mm")).unwrap();
    sheet.write_with_format(3, 0, 0.85, &shown_as("0%")).unwrap();
    sheet.write_with_format(3, 1, 1.25, &shown_as("0.00%")).unwrap();
    sheet.write(4, 0, true).unwrap();
    sheet.write(4, 1, false).unwrap();
    sheet.write(5, 0, Formula::new("=A2*2").set_result("160")).unwrap();
    sheet.write(5, 1, Formula::new("=A1&\"x\"").set_result("名称x")).unwrap();
    sheet.write_array_formula(5, 2, 5, 3, Formula::new("{=A2:B2*2}")).unwrap();
    sheet.merge_range(7, 0, 9, 3, "合并", &Format::new()).unwrap();
    sheet.write(1_048_575, 0, "最后一行").unwrap();
    sheet.write(0, 16_383, "最后一列").unwrap();
    let hidden = writer.add_worksheet().set_name("密表").unwrap();
    hidden.write(0, 0, "藏").unwrap();
    hidden.set_hidden(true);
    writer.define_name("面积", "=大厅!$A$2").unwrap();
    writer.define_name("大厅!局部", "=大厅!$B$2").unwrap();
    writer.save_to_buffer().unwrap()
}

#[test]
fn everything_that_is_written_is_read() {
    let (workbook, sources) = accepted(&written());
    assert_eq!(shown(&workbook.grid), expected(WRITTEN));
    let sheets: Vec<(&str, bool)> =
        workbook.grid.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(sheets, [("大厅", false), ("密表", true)]);
    assert_eq!(workbook.grid.sheets[0].merged, [Area { first: (8, 1), last: (10, 4) }]);
    assert!(workbook.grid.sheets[1].merged.is_empty());
    assert_eq!(workbook.properties, expected(&[("guiju", "季度表 v1"), ("次数", "3"), ("定稿", "true")]));
    assert_eq!(workbook.names, expected(&[("大厅!局部", "大厅!$B$2"), ("面积", "大厅!$A$2")]));
    for sheet in &workbook.grid.sheets {
        assert_eq!(sources.location(sheet.span), format!("a.xlsx {}!A1", sheet.name));
        assert_eq!(sources.slice(sheet.span), sheet.name);
        for (row, cells) in &sheet.rows {
            for (column, cell) in cells {
                let name = cell_name(*row, *column);
                assert_eq!(sources.location(cell.span), format!("a.xlsx {}!{name}", sheet.name));
            }
        }
    }
    let line = sources.slice(workbook.grid.sheets[0].cell(1, 2).unwrap().span);
    assert_eq!(line, "前后 空格  换行 制表 &<>\"'");
}

#[test]
fn days_may_be_counted_from_1904() {
    let mut parts = Parts::plain();
    let book = parts.text(BOOK).replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>");
    parts.set(BOOK, book).inside(SHEET, "<row><c s=\"1\"><v>43860</v></c></row>");
    assert_eq!(shown(&accepted(&parts.bytes()).0.grid), expected(&[("大厅!A1", "2024-01-31")]));
}

#[test]
fn values_of_every_type_are_read() {
    let sheet = |row: &str| cells(&format!("{SHEET}: <row>{row}</row>"));
    let read = [
        ("<c/><c><v/></c><c t=\"str\"><v></v></c><c t=\"inlineStr\"><is/></c><c s=\"1\"/>", &[][..]),
        ("<c t=\"s\"><v>0</v></c><c t=\"n\"><v> 5 </v></c>", &[("A1", "\"面积\""), ("B1", "5")]),
        (
            "<c t=\"inlineStr\"><is><r><t>甲</t></r><rPh><t>jia</t></rPh><r><rPr><b/></rPr><t>乙</t></r></is></c>",
            &[("A1", "\"甲乙\"")],
        ),
        ("<c t=\"str\"><v>a_x000D__x005F_</v></c>", &[("A1", "\"a\\r_\"")]),
        ("<c t=\"b\"><v>1</v></c><c t=\"b\"><v>false</v></c>", &[("A1", "true"), ("B1", "false")]),
        ("<c t=\"e\"><v>#REF!</v></c>", &[("A1", "#REF!")]),
        (
            "<c t=\"d\"><v>2024-01-31</v></c><c t=\"d\"><v>2024-01-31T00:00:00.000Z</v></c>",
            &[("A1", "2024-01-31"), ("B1", "2024-01-31")],
        ),
        ("<c t=\"d\"><v>2024-01-31T08:30:00</v></c>", &[("A1", "\"2024-01-31T08:30:00\"")]),
        ("<c s=\"1\"><v>60</v></c><c s=\"1\"><v>0</v></c>", &[("A1", "\"1900-02-29\""), ("B1", "\"1900-01-00\"")]),
        ("<c s=\"1\"><v>-3</v></c><c s=\"1\"><v>1E+9</v></c>", &[("A1", "-3"), ("B1", "1000000000")]),
        ("<c s=\"2\"><v>0.85000000000000009</v></c>", &[("A1", "0.85 %")]),
        ("<c><f>1+1</f><v>NaN</v></c><c t=\"s\"><f/><v>999</v></c>", &[("A1", "="), ("B1", "=")]),
        (
            "<c><f t=\"shared\" si=\"0\" ref=\"A1:B1\">1</f><v>1</v></c><c><f t=\"shared\" si=\"0\"/><v>1</v></c><c><v>1</v></c>",
            &[("A1", "="), ("B1", "="), ("C1", "1")],
        ),
        (
            "<c><f t=\"array\" ref=\"A1:B9\">1</f><v>1</v></c><c><v>1</v></c><c><v>1</v></c>",
            &[("A1", "="), ("B1", "="), ("C1", "1")],
        ),
        ("<c r=\"C1\"><v>1</v></c><c><v>2</v></c>", &[("C1", "1"), ("D1", "2")]),
        (
            "<c t=\"n\"><is><t>x</t></is><v>1</v></c><c t=\"inlineStr\"><v>9</v><is><t>x</t></is></c>",
            &[("A1", "1"), ("B1", "\"x\"")],
        ),
    ];
    for (row, values) in read {
        assert_eq!(sheet(row), expected(values), "{row}");
    }
}

#[test]
fn shared_texts_keep_runs_and_drop_reading_aids() {
    let texts = "<si><t xml:space=\"preserve\"> 甲 </t></si><si><r><t>乙</t></r><r><rPr><b/></rPr><t>丙</t></r>\
        <rPh sb=\"0\" eb=\"1\"><t>yi</t></rPh><phoneticPr fontId=\"1\"/></si><si/>";
    let sheet = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>";
    let read = cells(&format!("{TEXTS}: {texts}\n{SHEET}: {sheet}"));
    assert_eq!(read, expected(&[("A1", "\" 甲 \""), ("B1", "\"乙丙\"")]));
}

#[test]
fn formats_decide_what_a_number_means() {
    let styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>\
        <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf/><xf numFmtId=\"164\"/><xf numFmtId=\"31\"/></cellXfs>";
    let sheet = "<row><c><v>45322</v></c><c s=\"1\"><v>45322</v></c><c s=\"2\"><v>45322</v></c></row>";
    let read = cells(&format!("{STYLES}: {styles}\n{SHEET}: {sheet}"));
    assert_eq!(read, expected(&[("A1", "45322"), ("B1", "2024-01-31"), ("C1", "2024-01-31")]));
}

#[test]
fn hidden_sheets_properties_and_names_are_read() {
    let book = "<sheets><sheet name=\"甲\" r:id=\"r1\"/><sheet name=\"乙\" state=\"veryHidden\" r:id=\"r1\"/></sheets>\
        <definedNames><definedName name=\"n\">甲!$A$1</definedName><definedName name=\"n\" localSheetId=\"1\">乙!$A$1</definedName></definedNames>";
    let properties = "<property name=\"form\" pid=\"2\"><vt:lpwstr>a_x005F_b</vt:lpwstr></property><property name=\"n\"><vt:r8>1.5</vt:r8></property>";
    let (workbook, _) = accepted(&cooked(&format!("{BOOK}: {book}\n{PROPERTIES}: {properties}")));
    assert_eq!(workbook.grid.sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, true]);
    assert_eq!(workbook.names, expected(&[("n", "甲!$A$1"), ("乙!n", "乙!$A$1")]));
    assert_eq!(workbook.properties, expected(&[("form", "a_b"), ("n", "1.5")]));
}

#[test]
fn problems_are_told_at_their_cells_and_all_at_once() {
    let sheet = "<row r=\"3\"><c r=\"B3\"><v>NaN</v></c><c r=\"C3\" t=\"s\"><v>9</v></c><c r=\"D4\"><v>1</v></c></row>\
        <row r=\"7\"><c r=\"A7\"><v>1</v></c><c r=\"A7\"><v>2</v></c></row>";
    let found = told(&cooked(&format!("{SHEET}: {sheet}\n{STYLES}: <!DOCTYPE x>")));
    let codes: Vec<&str> = found.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes, ["GJ4310"], "without formats, the cells are not looked at");
    let found = told(&cooked(&format!("{SHEET}: {sheet}\n{PROPERTIES}: <!DOCTYPE x>")));
    let places: Vec<(&str, &str)> = found.iter().map(|(code, place, _)| (*code, place.as_str())).collect();
    assert_eq!(
        places,
        [
            ("GJ4310", "a.xlsx:1:1"),
            ("GJ4338", "a.xlsx 大厅!B3"),
            ("GJ4339", "a.xlsx 大厅!C3"),
            ("GJ4336", "a.xlsx 大厅!A1"),
            ("GJ4337", "a.xlsx 大厅!A7"),
        ]
    );
    assert!(found[0].2.contains("docProps/custom.xml") && found[3].2.contains("`D4`"), "{found:?}");
}

#[test]
fn each_cause_is_told_once() {
    let mut parts = Parts::plain();
    for number in 0..50 {
        parts.set(&format!("xl/embeddings/{number}.bin"), "x");
    }
    let found = told(&parts.bytes());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].2.contains("xl/embeddings/0.bin"), "{found:?}");
}

/// What openpyxl writes; the last line of its output says that it did.
const SCRIPT: &str = r##"
import datetime, sys
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
book = Workbook()
sheet = book.active
sheet.title = "大厅"
sheet["A1"], sheet["B1"], sheet["C1"] = "名称", "前后 空格 \n换行", "😀𠮷"
sheet["A2"], sheet["B2"], sheet["C2"], sheet["D2"] = 80, 0.1 + 0.2, -12.5, 1e-6
sheet["A3"], sheet["B3"] = datetime.date(2024, 1, 31), datetime.datetime(2024, 1, 31, 8, 30)
sheet["C3"], sheet["D3"] = datetime.time(8, 30), datetime.timedelta(hours=36, minutes=30)
sheet["A4"] = 0.85
sheet["A4"].number_format = "0%"
sheet["A5"], sheet["B5"] = True, False
sheet["A6"] = "=A2*2"
sheet["B6"] = "#N/A"
sheet.merge_cells("A8:D10")
sheet["A8"] = "合并"
hidden = book.create_sheet("密表")
hidden.sheet_state = "hidden"
hidden["A1"] = "藏"
book.defined_names["面积"] = DefinedName("面积", attr_text="大厅!$A$2")
book.custom_doc_props.append(StringProperty(name="guiju", value="季度表 v1"))
book.save(sys.argv[1])
print("saved")
"##;

#[test]
fn workbooks_of_openpyxl_are_read() {
    let here = tempfile::tempdir().unwrap();
    let path = here.path().join("a.xlsx");
    let run = Command::new("python3").args(["-c", SCRIPT]).arg(&path).output();
    if !run.is_ok_and(|run| String::from_utf8_lossy(&run.stdout).contains("saved")) {
        println!("left out: python3 with openpyxl is not there");
        return;
    }
    let (workbook, _) = accepted(&std::fs::read(path).unwrap());
    let cells = [
        ("大厅!A1", "\"名称\""),
        ("大厅!B1", "\"前后 空格 \\n换行\""),
        ("大厅!C1", "\"😀𠮷\""),
        ("大厅!A2", "80"),
        ("大厅!B2", "0.3"),
        ("大厅!C2", "-12.5"),
        ("大厅!D2", "0.000001"),
        ("大厅!A3", "2024-01-31"),
        ("大厅!B3", "\"2024-01-31T08:30:00\""),
        ("大厅!C3", "\"08:30:00\""),
        ("大厅!D3", "\"36:30:00\""),
        ("大厅!A4", "0.85 %"),
        ("大厅!A5", "true"),
        ("大厅!B5", "false"),
        ("大厅!A6", "="),
        ("大厅!B6", "#N/A"),
        ("大厅!A8", "\"合并\""),
        ("密表!A1", "\"藏\""),
    ];
    assert_eq!(shown(&workbook.grid), expected(&cells));
    assert_eq!(workbook.grid.sheets[0].merged, [Area { first: (8, 1), last: (10, 4) }]);
    assert!(workbook.grid.sheets[1].hidden);
    assert_eq!(workbook.names, expected(&[("面积", "大厅!$A$2")]));
    assert_eq!(workbook.properties, expected(&[("guiju", "季度表 v1")]));
}

/// The file, saved again by LibreOffice; `None` where it is not there.
fn saved_again(folder: &Path, bytes: &[u8]) -> Option<Vec<u8>> {
    let (path, to) = (folder.join("a.xlsx"), folder.join("again"));
    std::fs::write(&path, bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .args([&to, &path])
        .output();
    run.ok().and_then(|_| std::fs::read(to.join("a.xlsx")).ok())
}

#[test]
fn workbooks_of_libreoffice_are_read() {
    let here = tempfile::tempdir().unwrap();
    let Some(bytes) = saved_again(here.path(), &written()) else {
        println!("left out: soffice is not there");
        return;
    };
    let (workbook, _) = accepted(&bytes);
    assert_eq!(shown(&workbook.grid), expected(WRITTEN));
    let sheets: Vec<(&str, bool)> =
        workbook.grid.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(sheets, [("大厅", false), ("密表", true)]);
    assert_eq!(workbook.grid.sheets[0].merged, [Area { first: (8, 1), last: (10, 4) }]);
    assert_eq!(workbook.properties.get("guiju").map(String::as_str), Some("季度表 v1"));
    assert_eq!(workbook.names.get("面积").map(String::as_str), Some("大厅!$A$2"));
}

/// What may be done to the bytes of a workbook.
#[derive(Debug, Clone)]
enum Harm {
    Flip(usize, u8),
    Cut(usize),
    Repeat(usize, usize),
    Swap(usize, usize),
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        4 => (any::<usize>(), 1..=255_u8).prop_map(|(at, bits)| Harm::Flip(at, bits)),
        1 => any::<usize>().prop_map(Harm::Cut),
        1 => (any::<usize>(), 1..200_usize).prop_map(|(at, length)| Harm::Repeat(at, length)),
        2 => (any::<usize>(), any::<usize>()).prop_map(|(one, other)| Harm::Swap(one, other)),
    ]
}

fn harmed(harms: &[Harm]) -> Vec<u8> {
    let mut parts = Parts::plain();
    for harm in harms {
        if let Harm::Swap(one, other) = harm {
            parts.swap(*one, *other);
        }
    }
    let mut bytes = parts.bytes();
    for harm in harms {
        match *harm {
            Harm::Flip(at, bits) if !bytes.is_empty() => {
                let at = at % bytes.len();
                bytes[at] ^= bits;
            }
            Harm::Cut(at) => bytes.truncate(at % (bytes.len() + 1)),
            Harm::Repeat(at, length) if !bytes.is_empty() => {
                let start = at % bytes.len();
                let end = (start + length).min(bytes.len());
                let piece = bytes[start..end].to_vec();
                bytes.splice(start..start, piece);
            }
            _ => {}
        }
    }
    bytes
}

/// A part whose text is harmed before it is packed, so that the harm reaches the reader of the part.
fn harmed_part(part: &str, harms: &[Harm]) -> Vec<u8> {
    let mut parts = Parts::plain();
    let mut text = parts.text(part).into_bytes();
    for harm in harms {
        match *harm {
            Harm::Flip(at, bits) if !text.is_empty() => {
                let at = at % text.len();
                text[at] ^= bits;
            }
            Harm::Cut(at) => text.truncate(at % (text.len() + 1)),
            Harm::Repeat(at, length) if !text.is_empty() => {
                let start = at % text.len();
                let end = (start + length).min(text.len());
                let piece = text[start..end].to_vec();
                text.splice(start..start, piece);
            }
            _ => {}
        }
    }
    parts.set(part, text).bytes()
}

/// Reads any bytes; whether they give a workbook or problems, never both and never neither.
fn ends(bytes: &[u8]) -> Result<(), TestCaseError> {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let workbook = read("a.xlsx", bytes, &mut sources, &mut diagnostics);
    prop_assert_eq!(workbook.is_some(), diagnostics.is_empty());
    for diagnostic in &diagnostics {
        let place = diagnostic.place.expect("every problem has a place");
        prop_assert!(sources.text(place.source).get(place.start as usize..place.end as usize).is_some());
        prop_assert!(!diagnostic.text(Language::Zh).contains('{'), "{}", diagnostic.text(Language::Zh));
    }
    let told = render::render(&diagnostics, &sources, Language::Zh, render::Style::Plain);
    prop_assert_eq!(told.is_empty(), diagnostics.is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn harmed_workbooks_are_read_or_refused(harms in prop::collection::vec(harm(), 1..6)) {
        ends(&harmed(&harms))?;
    }

    #[test]
    fn harmed_parts_are_read_or_refused(
        part in prop::sample::select(vec![SHEET, TEXTS, STYLES, BOOK, PROPERTIES, support::workbook::TYPES]),
        harms in prop::collection::vec(harm(), 1..6),
    ) {
        ends(&harmed_part(part, &harms))?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        ends(&bytes)?;
        ends(&[b"PK\x03\x04".as_slice(), &bytes].concat())?;
    }
}
