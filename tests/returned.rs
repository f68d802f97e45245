//! The workbook that goes back: comments at the cells with findings, a list of them, and nothing else changed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, clippy::panic, reason = "tests")]

use calamine::{Reader, Xlsx};
use guiju::diagnostic::Language;
use guiju::form::geometry::FINDINGS;
use guiju::report::returned::{Finding, Place, annotate};
use rust_xlsxwriter::{Format, Note, Workbook};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::process::Command;

/// A clerk's workbook: two sheets, one with a comment of the clerk's own.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("大厅").unwrap();
    sheet.write(0, 0, "面积").unwrap();
    sheet.write_number_with_format(0, 1, 12.5, &Format::new().set_bold()).unwrap();
    sheet.write(1, 0, "<人数> & \"引号\"").unwrap();
    sheet.write_formula(1, 1, "=B1*2").unwrap();
    sheet.insert_note(1, 1, &Note::new("我的备注").set_author("某岗位")).unwrap();
    let other = workbook.add_worksheet().set_name("岗位's 表").unwrap();
    other.write(4, 2, "科长").unwrap();
    other.set_landscape();
    workbook.save_to_buffer().unwrap()
}

fn finding(code: &str, places: &[(&str, u32, u32)]) -> Finding {
    Finding {
        kind: "错误".to_owned(),
        code: code.to_owned(),
        message: format!("{code} 说明 <b>&\u{202e}"),
        help: "改一改".to_owned(),
        places: places
            .iter()
            .map(|(sheet, row, column)| Place { sheet: (*sheet).to_owned(), row: *row, column: *column })
            .collect(),
    }
}

fn findings() -> Vec<Finding> {
    vec![
        finding("GJ1", &[("大厅", 1, 2)]),
        finding("GJ2", &[("大厅", 2, 2), ("岗位's 表", 5, 3)]),
        finding("GJ3", &[("大厅", 1, 2)]),
        finding("=cmd|'/c calc'!A1", &[]),
    ]
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// The cells of a workbook as a program of others reads them: sheet, and row by row.
fn cells(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    workbook
        .sheet_names()
        .into_iter()
        .map(|name| {
            let range = workbook.worksheet_range(&name).unwrap();
            let rows = range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
            (name, rows)
        })
        .collect()
}

#[test]
fn only_what_has_to_be_added_is_added() {
    let original = workbook();
    let returned = annotate(&original, "标题", &findings(), Language::Zh).unwrap();
    let (before, after) = (parts(&original), parts(&returned));
    for untouched in ["docProps/app.xml", "docProps/core.xml", "xl/sharedStrings.xml", "xl/theme/theme1.xml"] {
        assert_eq!(before[untouched], after[untouched], "{untouched}");
    }
    // Of the sheets, everything is still there, and the reference to the shapes is all that came.
    for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let (before, after) = (text(&before[sheet]), text(&after[sheet]));
        let kept: String = after
            .split("<legacyDrawing xmlns:r=")
            .enumerate()
            .map(|(index, piece)| if index == 0 { piece } else { piece.split_once("/>").unwrap().1 })
            .collect();
        assert_eq!(kept, before, "{sheet}");
    }
    let (mut told, values) = (cells(&returned), cells(&original));
    let (name, list) = told.pop().unwrap();
    assert_eq!((told, name.as_str()), (values, FINDINGS));
    assert_eq!(list[0][0], "标题");
    assert_eq!(list[3][..3], ["错误", "大厅", "B1"]);
    assert_eq!(list[6][5], "=cmd|'/c calc'!A1");
    assert!(!returned.windows(3).any(|bytes| bytes == "\u{202e}".as_bytes()));
    assert!(!text(&after["xl/worksheets/guiju-findings.xml"]).contains("<f>"));
}

#[test]
fn the_clerks_own_comment_stays_and_ours_stands_below_it() {
    let after = parts(&annotate(&workbook(), "标题", &findings(), Language::Zh).unwrap());
    let first = text(&after["xl/comments1.xml"]);
    assert!(first.contains("我的备注") && first.contains("GJ2 说明 &lt;b&gt;&amp;"), "{first}");
    assert_eq!(first.matches("<comment ").count(), 2, "{first}");
    // Two findings at one cell share its comment.
    assert!(first.find("GJ1").unwrap() < first.find("GJ3").unwrap());
    let second = text(&after["xl/guiju/comments-sheet2.xml"]);
    assert!(second.contains("ref=\"C5\"") && second.matches("<comment ").count() == 1, "{second}");
    assert_eq!(text(&after["xl/guiju/shapes-sheet2.vml"]).matches("<v:shape ").count(), 1);
}

#[test]
fn a_workbook_that_comes_back_again_is_annotated_afresh() {
    let once = annotate(&workbook(), "标题", &findings(), Language::Zh).unwrap();
    let twice = annotate(&once, "标题", &findings(), Language::Zh).unwrap();
    let thrice = annotate(&twice, "标题", &findings(), Language::Zh).unwrap();
    assert!(parts(&twice) == parts(&thrice));
    // Between the first and the second time only the runs of the clerk's own comment are drawn together.
    let (first, second) = (parts(&once), parts(&twice));
    let changed: Vec<&str> =
        first.keys().filter(|name| first.get(*name) != second.get(*name)).map(String::as_str).collect();
    assert_eq!((changed, first.len()), (vec!["xl/comments1.xml"], second.len()));
    // What was mended is no longer said.
    let clean = parts(&annotate(&once, "标题", &[], Language::En).unwrap());
    for (name, content) in &clean {
        let content = String::from_utf8_lossy(content);
        assert!(!content.contains("说明 &lt;b&gt;"), "{name}: {content}");
    }
    assert!(text(&clean["xl/comments1.xml"]).contains("我的备注"));
    assert!(text(&clean["xl/worksheets/guiju-findings.xml"]).contains("nothing was found"));
    assert!(!text(&clean["xl/guiju/shapes-sheet2.vml"]).contains("<v:shape "));
}

#[test]
fn the_same_bytes_each_time() {
    let original = workbook();
    let run = || annotate(&original, "标题", &findings(), Language::Zh).unwrap();
    assert!(run() == run());
}

#[test]
fn what_is_no_workbook_is_refused() {
    for bytes in [&b""[..], b"PK", b"not a workbook at all"] {
        assert!(annotate(bytes, "", &findings(), Language::Zh).is_err());
    }
    let mut broken = workbook();
    broken.truncate(broken.len() / 2);
    assert!(annotate(&broken, "", &findings(), Language::Zh).is_err());
}

/// What openpyxl, which knows nothing of us, reads of the comments, also after LibreOffice has saved the workbook.
const READ_COMMENTS: &str = "
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment:
                print(sheet.title, cell.coordinate, cell.comment.text.count('说明'))
print([row[2].hyperlink.location for row in book.worksheets[-1].iter_rows(min_row=4) if row[2].hyperlink])
";

#[test]
fn other_programs_read_the_comments() {
    if !Command::new("python3").args(["-c", "import openpyxl"]).output().is_ok_and(|run| run.status.success()) {
        println!("skipped: python3 with openpyxl is not here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    std::fs::write(&path, annotate(&workbook(), "标题", &findings(), Language::Zh).unwrap()).unwrap();
    let read = |path: &std::path::Path| {
        let run = Command::new("python3").args(["-c", READ_COMMENTS]).arg(path).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).unwrap()
    };
    let expected = "大厅 B1 2\n大厅 B2 1\n岗位's 表 C5 1\n[\"'大厅'!B1\", \"'大厅'!B2\", \"'大厅'!B1\"]\n";
    assert_eq!(read(&path), expected);
    let out = folder.path().join("out");
    let office = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&out)
        .arg(&path)
        .output();
    if !office.is_ok_and(|run| run.status.success()) {
        println!("skipped: LibreOffice is not here");
        return;
    }
    let told = read(&out.join("a.xlsx"));
    assert!(told.starts_with("大厅 B1 2\n大厅 B2 1\n岗位's 表 C5 1\n"), "{told}");
    // What LibreOffice has written anew is annotated like the first one.
    let again = annotate(&std::fs::read(out.join("a.xlsx")).unwrap(), "标题", &findings(), Language::Zh).unwrap();
    std::fs::write(&path, again).unwrap();
    assert!(read(&path).starts_with("大厅 B1 2\n大厅 B2 1\n岗位's 表 C5 1\n"), "{}", read(&path));
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}
