//! The workbooks that are filled in: what stands on them, what is open, what a spreadsheet would run, what is filled in already.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use guiju::diagnostic::SourceMap;
use guiju::emit::form::{Filling, prefill, workbook};
use guiju::form::{Arrangement, Column, Form, Sheet, SlotContent, geometry};
use guiju::standard::Standard;
use guiju::submission::Facts;
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::sync::LazyLock;
use support::binary::guiju;
use support::dissection::{Workbook, column_name, tree};
use support::folder::contents;
use support::{LIBRARY, Round, ZHEJIANG, compile, repository, trial};

const FIRST: u32 = geometry::FIRST_ROW;

fn blank(form: &Form<'_>) -> Vec<u8> {
    workbook(form, &Filling::default()).unwrap_or_else(|found| panic!("{found:?}"))
}

/// The forms of all levels of the packages here, and their workbooks, blank. They are made once for all tests.
static FORMS: LazyLock<Vec<(Form<'static>, Workbook)>> = LazyLock::new(|| {
    let mut sources = SourceMap::default();
    let standards = [trial::standard(), compile(ZHEJIANG, &mut sources), compile(LIBRARY, &mut sources)];
    let mut forms = Vec::new();
    for standard in standards {
        let standard: &'static Standard = Box::leak(Box::new(standard));
        forms.extend(Form::all(standard).into_iter().map(|form| {
            let book = Workbook::read(&blank(&form));
            (form, book)
        }));
    }
    forms
});

fn each_form(mut check: impl FnMut(&Form<'_>, &Workbook)) {
    assert!(FORMS.len() > 6, "{}", FORMS.len());
    for (form, book) in FORMS.iter() {
        check(form, book);
    }
}

fn given(sheet: &Sheet<'_>) -> usize {
    match &sheet.arrangement {
        Arrangement::Table { given, .. } => given.len(),
        Arrangement::Card => 0,
    }
}

fn owners(sheet: &Sheet<'_>) -> usize {
    match &sheet.arrangement {
        Arrangement::Table { owners, .. } => owners.len(),
        Arrangement::Card => 0,
    }
}

/// Row and column of a place such as `B6`.
fn place(text: &str) -> (u32, String) {
    let letters: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    (text[letters.len()..].parse().unwrap(), letters)
}

#[test]
fn sheets_stand_where_the_geometry_says() {
    each_form(|form, book| {
        let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let own = form.sheets.iter().map(|sheet| sheet.name.as_str());
        let expected: Vec<&str> = std::iter::once("封面").chain(own).chain([geometry::LISTS]).collect();
        assert_eq!(names, expected);
        let hidden: Vec<&str> = book.sheets.iter().map(|sheet| sheet.state.as_str()).collect();
        let [shown @ .., lists] = hidden.as_slice() else { panic!("no sheets") };
        assert!(shown.iter().all(|state| state.is_empty()) && *lists == "hidden");

        let manifest = &form.standard.manifest;
        let digest = form.digest();
        let marks = [manifest.id.as_str(), &manifest.version, form.level, &digest];
        let properties = book.properties();
        assert_eq!(geometry::PROPERTIES.map(|name| properties[name].as_str()), marks);
        let paths = std::iter::once(geometry::COVER).chain(form.sheets.iter().map(|sheet| sheet.path.as_str()));
        for (sheet, path) in book.sheets.iter().zip(paths) {
            let row: Vec<&str> = [geometry::MARK].into_iter().chain(marks).chain([path]).collect();
            let found: Vec<&str> = (0..6).map(|column| sheet.text(&format!("{}1", column_name(column)))).collect();
            assert_eq!(found, row, "{}", sheet.name);
            for number in [geometry::MARK_ROW, geometry::KEY_ROW] {
                let row = sheet.root.all("row").into_iter().find(|row| row.get("r") == number.to_string()).unwrap();
                assert_eq!(row.get("hidden"), "1", "row {number} of {}", sheet.name);
            }
            let pane = sheet.root.all("pane").first().map(|pane| pane.get("ySplit").to_owned());
            assert_eq!(pane.as_deref(), Some("5"));
        }
        for sheet in &form.sheets {
            let found = book.sheet(&sheet.name);
            let keys = found.row(geometry::KEY_ROW);
            let headings = found.row(geometry::HEADING_ROW);
            if let Arrangement::Card = sheet.arrangement {
                assert_eq!(keys, geometry::CARD_COLUMNS);
                let paths: Vec<&str> =
                    (FIRST..).map(|row| found.text(&format!("F{row}"))).take_while(|path| !path.is_empty()).collect();
                assert_eq!(paths, sheet.slots.iter().map(|slot| slot.path.as_str()).collect::<Vec<_>>());
            } else {
                assert_eq!(keys, sheet.columns().iter().map(Column::key).collect::<Vec<_>>());
                assert_eq!(headings.len(), keys.len());
            }
        }
    });
}

#[test]
fn every_open_slot_has_its_rule_prompt_and_message_and_everything_else_is_locked() {
    each_form(|form, book| {
        let names = book.names();
        let rules = |sheet: &str| book.sheet(sheet).root.all("dataValidation").len();
        assert_eq!(rules("封面"), geometry::COVER_SLOTS.len());
        for sheet in &form.sheets {
            let expected = sheet.slots.len() + owners(sheet) - usize::from(given(sheet) > 0);
            assert_eq!(rules(&sheet.name), expected, "{}", sheet.name);
        }
        for sheet in &book.sheets {
            let protection = sheet.root.child("sheetProtection").unwrap_or_else(|| panic!("{} is open", sheet.name));
            assert_eq!(protection.get("sheet"), "1");
            let secrets = ["password", "hashValue", "saltValue", "algorithmName"];
            assert!(secrets.iter().all(|secret| protection.get(secret).is_empty()), "{protection:?}");
            let mut open: BTreeSet<String> = BTreeSet::new();
            for rule in sheet.root.all("dataValidation") {
                let (first, _) = rule.get("sqref").split_once(':').unwrap_or((rule.get("sqref"), ""));
                assert!(!sheet.cells[first].locked, "{} {first} has a rule and is locked", sheet.name);
                open.insert(place(first).1);
                let units = |name: &str| rule.get(name).encode_utf16().count();
                assert!((1..=32).contains(&units("promptTitle")) && (1..=255).contains(&units("prompt")), "{rule:?}");
                assert!(units("errorTitle") <= 32 && units("error") <= 255, "{rule:?}");
                assert_eq!(rule.get("showInputMessage"), "1");
                let says = rule.get("showErrorMessage") == "1" && !rule.get("error").is_empty();
                assert!(says || rule.get("type") == "list" || rule.get("type") == "textLength", "{rule:?}");
                if rule.get("type") == "list" {
                    let source = rule.child("formula1").unwrap().text.as_str();
                    assert!(names.contains_key(source), "{source} is no name");
                }
            }
            for (at, cell) in &sheet.cells {
                let (row, column) = place(at);
                let state = sheet.text(&format!("{column}{}", geometry::KEY_ROW)) == geometry::STATE;
                let expected = row < FIRST || !(open.contains(&column) || state && given_rows(form, &sheet.name) == 0);
                let below_slots = sheet.text(&format!("F{row}")).is_empty() && sheet.name == "封面";
                assert_eq!(cell.locked, expected || below_slots, "{} {at}", sheet.name);
            }
        }
        for (name, range) in names {
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && name.len() < 80, "{name}");
            assert!(range.contains('!'), "{name} = {range}");
        }
    });
}

fn given_rows(form: &Form<'_>, name: &str) -> usize {
    form.sheets.iter().find(|sheet| sheet.name == name).map_or(0, given)
}

#[test]
fn nothing_runs_and_nothing_comes_from_outside() {
    each_form(|form, book| {
        for (path, bytes) in &book.parts {
            let text = String::from_utf8_lossy(bytes);
            for bad in
                ["vbaProject", "externalLink", "TargetMode=\"External\"", "oleObject", "ddeLink", "http://example"]
            {
                assert!(!path.contains(bad) && !text.contains(bad), "{bad} in {path}");
            }
            assert!(path.ends_with(".xml") || path.ends_with(".rels"), "{path}");
            tree(bytes);
        }
        let mut formulas = 0;
        for sheet in &book.sheets {
            let summary = sheet.name == "封面";
            for (at, cell) in sheet.cells.iter().filter(|(_, cell)| cell.formula.is_some()) {
                let (row, column) = place(at);
                let key = sheet.text(&format!("{column}{}", geometry::KEY_ROW));
                let is_state = key == geometry::STATE || key == "state" && sheet.text("F4") == "path";
                assert!(row >= FIRST && (is_state || summary), "{} {at}: {:?}", sheet.name, cell.formula);
                let formula = cell.formula.as_deref().unwrap();
                let functions = formula.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 1);
                let functions = functions.filter(|word| word.chars().all(|c| c.is_ascii_uppercase()));
                for function in functions {
                    assert!(["IF", "COUNTA"].contains(&function), "{function} in {formula}");
                }
                formulas += 1;
            }
        }
        assert!(formulas > form.sheets.len(), "{formulas}");
    });
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let standard = trial::standard();
    for form in Form::all(&standard) {
        assert!(blank(&form) == blank(&form), "{}", form.level);
        assert!(blank(&form) == blank(&Form::of(&trial::standard(), form.level)));
    }
}

fn county(standard: &Standard) -> Form<'_> {
    Form::of(standard, "county")
}

#[test]
fn rules_say_what_the_standard_says() {
    let standard = trial::standard();
    let book = Workbook::read(&blank(&county(&standard)));
    let rule = |sheet: &str, column: &str, row: u32| {
        let rules = book.sheet(sheet).root.all("dataValidation");
        let starts = |range: &str| range.split(':').next() == Some(&format!("{column}{row}"));
        let rule =
            rules.into_iter().find(|rule| starts(rule.get("sqref"))).unwrap_or_else(|| panic!("{sheet} {column}{row}"));
        let formula = |name: &str| rule.child(name).map_or("", |formula| formula.text.as_str()).to_owned();
        (
            rule.get("sqref").to_owned(),
            rule.get("type").to_owned(),
            rule.get("operator").to_owned(),
            formula("formula1"),
            formula("formula2"),
            rule.get("errorStyle").to_owned(),
        )
    };
    let of = |sheet: &str, column: &str, row: u32| {
        let (_, kind, operator, from, to, style) = rule(sheet, column, row);
        format!("{kind} {operator} {from} {to} {style}")
    };
    // Cards: style, area, opened, shared, note, tags, numbers, rating.
    assert!(of("大厅", "B", 6).starts_with("list  list_") && of("大厅", "B", 6).contains("style"));
    assert_eq!(of("大厅", "B", 7), "decimal  -999999999999999 999999999999999 warning");
    assert_eq!(of("大厅", "B", 8), "date  32874 73415 warning");
    assert!(of("大厅", "B", 9).contains("regions"));
    assert_eq!(of("大厅", "B", 10), "textLength lessThanOrEqual 2000  ");
    assert_eq!(of("大厅", "B", 13), "whole  1 5 warning");
    // Tables: a key takes nothing else, and rules reach far down.
    assert_eq!(of("大厅·分区", "B", 6), "decimal  0 1000.5 warning");
    assert!(of("大厅·分区", "A", 6).ends_with("kind  ") && rule("大厅·分区", "A", 6).0 == "A6:A2000");
    // The keys of an outer list: its options, or what stands on its sheet.
    assert!(of("大厅·分区·岗位", "A", 6).contains("kind"));
    let keys = of("大厅·板块·岗位", "A", 6);
    assert!(keys.starts_with("list  keys_"), "{keys}");
    let range = book.names()[keys.split(' ').nth(2).unwrap()];
    assert!(
        range.starts_with("OFFSET(大厅·板块!$A$6,0,0,") || range.starts_with("OFFSET('大厅·板块'!$A$6,0,0,"),
        "{range}"
    );
    // Texts stay texts, days are shown as days.
    let format = |sheet: &str, at: &str| book.sheet(sheet).cells[at].format.as_str();
    assert_eq!((format("大厅", "B10"), format("大厅", "B8"), format("大厅", "B7")), ("@", "yyyy-mm-dd", ""));
    let help = |row: u32| book.sheet("大厅").text(&format!("D{row}")).to_owned();
    assert_eq!((book.sheet("大厅").text("C7"), help(8).as_str()), ("平方米/人", "填日期，如 2024-01-31"));
    // The lists hold what people read.
    let lists = book.sheet(geometry::LISTS);
    let column =
        (0..20).find(|column| lists.text(&format!("{}1", column_name(*column))).contains("own_regions")).unwrap();
    assert_eq!(lists.text(&format!("{}2", column_name(column))), "A1 乙县");
}

#[test]
fn duties_are_printed_in_their_rows() {
    let standard = trial::standard();
    let form = county(&standard);
    let book = Workbook::read(&blank(&form));
    let sheet = book.sheet("落实情况");
    assert_eq!(sheet.row(geometry::KEY_ROW), ["no", "#title", "#units", "#due", "state", "progress", "#state"]);
    assert_eq!(sheet.row(6), ["1", "第一项", "甲办、乙局", "2024 年 3 月", "", "", "未填"]);
    assert_eq!(sheet.row(7)[..4], ["2", "第二项", "", "2024-03-15"]);
    assert_eq!(sheet.row(8)[..4], ["3", "=第三项", "", "持续推进"]);
    assert!(
        !sheet.cells["A6"].is_text && sheet.cells["A6"].locked && sheet.cells["B6"].locked && !sheet.cells["E6"].locked
    );
    assert!(!sheet.cells.contains_key("A9"));
    // No duty binds a city: nobody asks it to report on the plan, and the card of the submission has no question about it.
    let city = Form::of(&standard, "city");
    assert!(city.sheet("statuses").is_none());
    let root = form.sheet("").unwrap();
    assert!(root.slots.iter().all(|slot| !matches!(slot.content, SlotContent::Completeness)));
    // In the workbook of a region that a duty does not bind, its row says so.
    let filling = Filling { region: Some("A1".to_owned()), ..Filling::default() };
    let book = Workbook::read(&workbook(&form, &filling).unwrap());
    assert_eq!(book.sheet("落实情况").text("D7"), "本地区不涉及");
    assert_eq!(book.sheet("封面").text("B6"), "A1 乙县");
}

#[test]
fn authors_texts_stay_texts() {
    let standard = trial::standard();
    let book = Workbook::read(&blank(&county(&standard)));
    assert_eq!(book.sheet("封面").text("A2"), "试表 <b>&\"填报表 · 县（区）");
    let card = book.sheet("大厅");
    assert!(card.text("A3").starts_with("=1+1") && card.cells["A3"].formula.is_none());
    assert_eq!(card.text("A10"), "=cmd|' /C calc'!A0");
    assert!(card.cells["A10"].is_text && card.cells["A10"].formula.is_none());
    assert!(card.text("D10").starts_with("<b>&\"'"));
    let footer = card.root.all("oddHeader")[0].text.clone();
    assert!(footer.contains("试表 <b>&&\" 2.1.0"), "{footer}");
}

/// What the earlier round says of a region, and its form filled in with that: the facts, the filling, the workbook's bytes, and how
/// much had no place.
fn former<'s>(standard: &'s Standard, code: &str) -> (Facts<'s>, Filling, Vec<u8>, usize) {
    let folder = trial::folder();
    let files = guiju::package::Files::read(&folder.path().join("former"), &["kdl", "json"]).unwrap();
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let submissions = guiju::submission::folder::read_submissions(&files, standard, &mut sources, &mut diagnostics);
    let submission = submissions.iter().find(|submission| submission.region == code).unwrap();
    let facts = Facts::read(standard, code, Some(&submission.data), &mut diagnostics).unwrap();
    support::assert_flawless(&diagnostics);
    let form = county(standard);
    let (filling, left_out) = prefill(&form, code, &facts);
    let bytes = workbook(&form, &filling).unwrap();
    (facts, filling, bytes, left_out)
}

/// The workbook of A1 with what it said before, and how much had no place.
fn filled(standard: &Standard) -> (Workbook, usize) {
    let (_, _, bytes, left_out) = former(standard, "A1");
    (Workbook::read(&bytes), left_out)
}

#[test]
fn what_stands_in_a_form_is_read_as_it_was_said() {
    let standard = trial::standard();
    let form = county(&standard);
    for (code, told) in [("A1", &[][..]), ("A2", &["GJ4381", "GJ4427"][..])] {
        let (facts, mut filling, bytes, left_out) = former(&standard, code);
        let files = guiju::package::Files::in_memory("round", [(format!("{code}.xlsx"), bytes)]);
        let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
        let back = guiju::submission::folder::read_submissions(&files, &standard, &mut sources, &mut diagnostics);
        let [submission] = back.as_slice() else { panic!("{code}: {diagnostics:?}") };
        assert_eq!(submission.region, code);
        let read = Facts::read(&standard, code, Some(&submission.data), &mut diagnostics).unwrap();
        // A row without its key, and what does not apply for no reason, stand there for somebody to mend.
        let codes: Vec<&str> = diagnostics.iter().map(|found| found.entry.code).collect();
        assert_eq!(codes, told, "{code}: {diagnostics:?}");
        let (mut again, left_again) = prefill(&form, code, &read);
        assert_eq!(left_again, 0, "{code}");
        // Rows that are given come back as elements of which nothing but the key is known.
        for filling in [&mut filling, &mut again] {
            let rows = filling.sheets.entry("statuses".to_owned()).or_default();
            rows.retain(|row| row.slots.len() > 1);
            let zones = filling.sheets.entry("hall.zones".to_owned()).or_default();
            zones.retain(|row| row.slots.contains_key("kind"));
            let hall = filling.sheets.entry("hall".to_owned()).or_default();
            // What cannot be read leaves its list open.
            let open = |slot: &str| code == "A2" && ["visit.rating", "zones"].contains(&slot);
            hall.iter_mut().for_each(|row| row.slots.retain(|slot, _| !open(slot)));
        }
        assert_eq!(again, filling, "{code}");
        // The given rows that were not reported; less what is to be mended.
        let more = if code == "A1" { 1 } else { 4 - 2 };
        assert_eq!(read.count(), facts.count() - left_out + more, "{code}");
    }
}

#[test]
fn what_cannot_stand_in_a_cell_as_it_was_said_is_left_out() {
    let standard = trial::standard();
    let (_, _, bytes, left_out) = former(&standard, "A2");
    let book = Workbook::read(&bytes);
    let hall = |row: u32| book.sheet("大厅").text(&format!("B{row}")).to_owned();
    // A number that spreadsheets would change stands as a text; a day that they do not have is left out.
    assert_eq!((hall(7).as_str(), hall(8).as_str()), ("0.1234567890123456789", ""));
    assert!(book.sheet("大厅").cells["B7"].is_text);
    // No values at all, not applicable without a reason, and a list that does not apply.
    assert_eq!((hall(12).as_str(), hall(13).as_str()), ("无", "不适用"));
    assert_eq!(hall(15), "不适用：没有板块");
    assert_eq!(book.sheet("大厅·分区·岗位").row(6)[..4], ["台席区", "p", "", "开放式；未列全"]);
    // An element without a key keeps its place, so that somebody can give it one.
    assert_eq!(book.sheet("大厅·分区").row(7), ["", "3", "", "", "缺种类"]);
    // Texts that would be read as a formula, and as "not applicable".
    assert_eq!((book.sheet("填报").text("B6"), hall(10).as_str(), left_out), ("", "", 3));
}

#[test]
fn what_was_said_before_stands_in_its_cells_in_its_types() {
    let standard = trial::standard();
    let (book, left_out) = filled(&standard);
    let cells = |sheet: &str, column: &str, rows: std::ops::RangeInclusive<u32>| -> Vec<String> {
        rows.map(|row| book.sheet(sheet).text(&format!("{column}{row}")).to_owned()).collect()
    };
    assert_eq!(cells("填报", "B", 6..=6), ["+1+1"]);
    let stage = &book.sheet("填报").cells["B6"];
    assert!(stage.is_text && stage.formula.is_none(), "{stage:?}");
    // style, area, opened, shared, note, tags, numbers, rating, zones?, sections?
    assert_eq!(
        cells("大厅", "B", 6..=15),
        ["开放式", "12.5", "45322", "A2 ../丙\"县", "不适用：还没有", "", "3；5", "4", "未列全", "已列全"]
    );
    let hall = book.sheet("大厅");
    assert!(!hall.cells["B7"].is_text && !hall.cells["B8"].is_text && hall.cells["B8"].format == "yyyy-mm-dd");
    assert_eq!(
        cells("大厅", "E", 6..=15),
        ["已填", "已填", "已填", "已填", "已填", "未填", "已填", "已填", "已填", "已填"]
    );
    // kind, area, open, posts?, state
    assert_eq!(book.sheet("大厅·分区").row(6), ["休息区", "20.25", "是", "已列全", "已填"]);
    assert_eq!(book.sheet("大厅·分区").row(7), ["台席区", "", "否", "", "还缺 2 格"]);
    // Owner first, then the key, whatever the order of declaration.
    assert_eq!(book.sheet("大厅·分区·岗位").row(6), ["休息区", "p1", "12", "开放式；柜台式", "", "还缺 1 格"]);
    assert_eq!(book.sheet("大厅·板块·岗位").row(6)[..3], ["综合", "q1", "1"]);
    assert_eq!(book.sheet("大厅·板块·岗位").row(7)[..5], ["综合", "q2", "", "", "A1 乙县；A2 ../丙\"县"]);
    let statuses = book.sheet("落实情况");
    assert_eq!((statuses.text("E6"), statuses.text("G6")), ("已完成", "还缺 1 格"));
    assert_eq!((statuses.text("E7"), statuses.text("E8")), ("未启动", ""));
    // Without a place: `spare`, a tag with a separator in it, the duty 9 with its state.
    assert_eq!(left_out, 4);
    // The summary says the same.
    let cover = book.sheet("封面");
    let row = (20..40).find(|row| cover.text(&format!("A{row}")) == "大厅·分区").unwrap();
    assert_eq!(cover.row(row)[1..3], ["6 / 8", "2"]);
    assert_eq!(cover.text(&format!("E{row}")), "填了一些");
}

#[test]
fn a_workbook_for_each_region() {
    let folder = trial::folder();
    let run = |arguments: &[&str]| guiju(folder.path(), &[&["form", trial::STANDARD], arguments].concat());
    let all = run(&["--out", "all"]);
    assert_eq!(all.code, 0, "{}", all.all());
    let names: Vec<String> = contents(&folder.path().join("all/trial")).into_keys().collect();
    assert_eq!(names, ["A0-甲市.xlsx", "A1-乙县.xlsx", "A2-.._丙_县.xlsx"]);
    assert_eq!(run(&["--out", "all"]).code, 0, "the same again is no loss");

    let nothing = run(&["--level", "city", "--prefill", "former", "--out", "city-forms"]);
    assert!(nothing.messages.contains("A0 甲市：上一轮没有填报"), "{}", nothing.messages);
    let former = run(&["--level", "county", "--prefill", "former", "--out", "former-forms"]);
    assert_eq!(former.code, 0, "{}", former.all());
    assert!(former.messages.contains("A1 乙县：带入 31 项，表上没有地方的 4 项没有带入"), "{}", former.messages);
    assert!(former.messages.contains("A2 ../丙\"县：带入"), "{}", former.messages);
    let files = contents(&folder.path().join("former-forms/trial"));
    assert_eq!(files.len(), 2);
    assert_eq!(Workbook::read(&files["A1-乙县.xlsx"]).sheet("大厅").text("B6"), "开放式");

    // What somebody may have filled in is not replaced.
    let refused = run(&["--level", "county", "--out", "former-forms"]);
    assert_eq!((refused.code, refused.messages.contains("GJ9213")), (2, true), "{}", refused.all());
    assert!(contents(&folder.path().join("former-forms/trial")) == files);
}

#[test]
fn a_former_round_with_mistakes_is_told_and_the_rest_is_taken_over() {
    let folder = trial::folder();
    fs::write(folder.path().join("former/A1.kdl"), "submission region=\"A1\" { hall { area 3; areas 4 } }\n").unwrap();
    let run = guiju(folder.path(), &["form", trial::STANDARD, "--region", "A1", "--prefill", "former", "--out", "out"]);
    assert_eq!(run.code, 1, "{}", run.all());
    assert!(run.messages.contains("GJ4106") && run.messages.contains("带入 1 项"), "{}", run.messages);
    let files = contents(&folder.path().join("out/trial"));
    assert_eq!(Workbook::read(&files["A1-乙县.xlsx"]).sheet("大厅").text("B7"), "3");
}

#[test]
fn the_examples_can_be_handed_out_again() {
    for round in [Round::zhejiang(), Round::library()] {
        let forms = Form::all(&round.standard);
        let (mut taken, mut left) = (0, 0);
        for (code, submission) in &round.submissions {
            let mut diagnostics = Vec::new();
            let facts = Facts::read(&round.standard, code, Some(&submission.data), &mut diagnostics).unwrap();
            let level = &round.standard.registry.get(code).unwrap().level;
            // A level that is asked for nothing can still have submitted.
            let Some(form) = forms.iter().find(|form| form.level == level) else { continue };
            let (filling, left_out) = prefill(form, code, &facts);
            let cells = filling.sheets.values().flatten().map(|row| row.slots.len()).sum::<usize>();
            assert!(cells + left_out <= facts.count(), "{code}");
            taken += facts.count() - left_out;
            left += left_out;
        }
        println!("{}: {taken} taken over, {left} left out", round.standard.manifest.id);
        assert!(taken > left, "{taken} {left}");
    }
}

/// Whether a command is there and answers.
fn answers(command: &str, arguments: &[&str]) -> bool {
    Command::new(command).args(arguments).output().is_ok_and(|run| run.status.success())
}

#[test]
fn a_form_survives_another_program() {
    if !answers("python3", &["-c", "import openpyxl"]) || !answers("soffice", &["--version"]) {
        println!("skipped: needs python3 with openpyxl, and soffice");
        return;
    }
    let standard = trial::standard();
    let folder = tempfile::tempdir().unwrap();
    let form = folder.path().join("county.xlsx");
    fs::write(&form, blank(&county(&standard))).unwrap();
    let run = Command::new("python3").arg(repository("tests/forms/roundtrip.py")).arg(&form).output().unwrap();
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    println!("{told}");
    assert!(run.status.success(), "{told}{}", String::from_utf8_lossy(&run.stderr));
    assert!(told.contains("cells filled in") && !told.contains("LOST"));
}
