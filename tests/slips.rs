//! Slips of those who fill in forms, each as they make it, with what it comes to: the value that is read and the note that
//! says so, or the report at its place and nothing read. None is misread, and none costs more than its own value.
//!
//! A slip is a row of [`SLIPS`]; a file with slips of another kind is a further variant of [`Handed`].
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use guiju::diagnostic::{Diagnostic, Language, SourceMap};
use guiju::expr::{Object, Trace, Value};
use guiju::package::{self, Files};
use guiju::standard::Standard;
use guiju::submission::Facts;
use guiju::submission::folder::{accept, read_submissions};

const PACKAGE: &str = r#"standard "slips" version="1.0.0" {
    title "表"
    effective "2024-01-01"
    regions "regions.csv"
    submission "report"
}
unit "person" "人"
unit "CNY" "元"
unit "wan-yuan" "万元" of="CNY" factor=10000
choice "style" "服务方式" { option "counter" "柜台式"; option "open" "开放式（含半开放式）"; option "mixed" "混合式" }
record "room" "房间" {
    field "id" "编号" type="text"
    field "kind" "种类" type="style"
    field "area" "面积" type="number" unit="m2" min=0
}
record "report" "填报" {
    field "seats" "座席数" type="integer" min=0
    field "staff" "人数" type="integer" unit="person" min=0
    field "area" "面积" type="number" unit="m2" min=0
    field "wait" "等候时间" type="number" unit="minute" min=0
    field "rate" "到岗率" type="number" min=0 max=1
    field "growth" "增速" type="number" unit="percent"
    field "cost" "投入" type="number" unit="CNY" min=0
    field "budget" "预算" type="number" unit="wan-yuan" min=0
    field "opened" "启用日期" type="date"
    field "moved" "已搬迁" type="boolean"
    field "style" "服务方式" type="style"
    field "styles" "采用过的方式" type="style" many=#true
    field "served" "服务区域" type="region"
    field "note" "说明" type="text"
    list "rooms" "房间" of="room" key="id"
}
"#;
const REGISTRY: &str = "code,name,level,parent\nA0,甲市,city,\nA1,东区,county,A0\nA2,西区,county,A0\n";

/// What is handed in.
enum Handed {
    /// One value: the path of its field, and what is written.
    Value(&'static str, &'static str),
    /// Several rows of CSV behind the region.
    Rows(&'static str),
}

/// A slip, and what it comes to.
struct Slip {
    /// What people do.
    slip: &'static str,
    handed: Handed,
    /// The path of what is looked at, and its value; `?` where nothing is known.
    read: (&'static str, &'static str),
    /// The codes of what is told, in order, each at the line of the slip.
    told: &'static [&'static str],
}

/// A slip in one value.
const fn value(
    slip: &'static str,
    path: &'static str,
    written: &'static str,
    read: &'static str,
    told: &'static [&'static str],
) -> Slip {
    Slip { slip, handed: Handed::Value(path, written), read: (path, read), told }
}

/// A slip in several rows.
const fn rows(
    slip: &'static str,
    rows: &'static str,
    read: (&'static str, &'static str),
    told: &'static [&'static str],
) -> Slip {
    Slip { slip, handed: Handed::Rows(rows), read, told }
}

static SLIPS: &[Slip] = &[
    // Read as what they can only mean.
    value("full-width digits", "seats", "１２", "12", &["GJ4400"]),
    value("a counter word", "seats", "12个", "12", &["GJ4400"]),
    value("another counter word", "staff", "12名", "12", &["GJ4400"]),
    value("blanks around", "seats", " \u{A0}12\u{3000}", "12", &[]),
    value("a comma between thousands", "seats", "1,200", "1200", &["GJ4400"]),
    value("a Chinese comma between thousands", "seats", "1，200", "1200", &["GJ4400"]),
    value("a blank between thousands", "seats", "1 200", "1200", &["GJ4400"]),
    value("a Chinese numeral", "seats", "二十五", "25", &["GJ4400"]),
    value("a numeral for accounts", "seats", "壹拾贰", "12", &["GJ4400"]),
    value("a full stop behind", "seats", "12。", "12", &["GJ4400"]),
    value("a Chinese full stop as the point", "area", "12。5", "12.5", &["GJ4400"]),
    value("scientific notation", "seats", "1.57E4", "15700", &["GJ4400"]),
    value("the unit", "area", "40平方米", "40", &["GJ4400"]),
    value("the sign of the unit", "area", "40㎡", "40", &["GJ4400"]),
    value("a smaller unit", "area", "400000cm²", "40", &["GJ4401"]),
    value("a larger unit", "wait", "2小时", "120", &["GJ4401"]),
    value("ten thousands", "seats", "1.57万", "15700", &["GJ4402"]),
    value("hundred millions", "cost", "55.8亿", "5580000000", &["GJ4402"]),
    value("ten thousand yuan for yuan", "cost", "300万元", "3000000", &["GJ4401"]),
    value("a percentage for a share", "rate", "85%", "0.85", &["GJ4400"]),
    value("the sign behind percents", "growth", "8.5%", "8.5", &["GJ4400"]),
    value("a day with points", "opened", "2024.1.8", "2024-01-08", &["GJ4400"]),
    value("a day with slashes", "opened", "2024/1/8", "2024-01-08", &["GJ4400"]),
    value("a day without marks", "opened", "20240108", "2024-01-08", &["GJ4400"]),
    value("a day in Chinese", "opened", "2024年1月8日", "2024-01-08", &["GJ4400"]),
    value("a day in Chinese numerals", "opened", "二〇二四年一月八日", "2024-01-08", &["GJ4400"]),
    value("a day with midnight", "opened", "2024-01-08 00:00:00", "2024-01-08", &["GJ4400"]),
    value("a day with a time", "opened", "2024/1/8 9:30", "2024-01-08", &["GJ4408"]),
    value("the serial number of a day", "opened", "45299", "2024-01-08", &["GJ4403"]),
    value("a tick", "moved", "√", "true", &["GJ4400"]),
    value("a cross", "moved", "×", "false", &["GJ4400"]),
    value("have for yes", "moved", "有", "true", &["GJ4400"]),
    value("Y for yes", "moved", "Y", "true", &["GJ4400"]),
    value("the title of an option", "style", "柜台式", "counter", &[]),
    value("blanks within a title", "style", "柜 台 式", "counter", &["GJ4400"]),
    value("half-width brackets in a title", "style", "开放式(含半开放式)", "open", &["GJ4400"]),
    value("upper case for an id", "style", "COUNTER", "counter", &["GJ4400"]),
    value("options with the wrong separators", "styles", "柜台式、混合式", "counter mixed", &[]),
    value("an option twice", "styles", "柜台式；柜台式", "counter", &["GJ4407"]),
    value("the name of a region", "served", "东区", "A1", &["GJ4400"]),
    value("a region's code with its name", "served", "A1 东区", "A1", &[]),
    value("a slash for nothing", "seats", "/", "?", &["GJ4405"]),
    value("a dash for nothing", "style", "——", "?", &["GJ4405"]),
    value("to be settled", "opened", "待定", "?", &["GJ4405"]),
    value("characters nobody sees", "note", "\u{FEFF}靠近\u{200B}地铁", "靠近地铁", &["GJ4406"]),
    value("not applicable, with a reason", "area", "不适用：没有大厅", "n/a", &[]),
    // Reported, and not read.
    value("about", "seats", "约30", "?", &["GJ4410"]),
    value("and more", "seats", "30多", "?", &["GJ4410"]),
    value("ten thousands and more", "seats", "140余万", "?", &["GJ4410"]),
    value("at least", "seats", "不少于30", "?", &["GJ4410"]),
    value("a dozen or so", "seats", "十几个", "?", &["GJ4410"]),
    value("a range", "seats", "3-5", "?", &["GJ4411"]),
    value("a range with a wave", "seats", "3～5", "?", &["GJ4411"]),
    value("a comma for the point", "area", "1,5", "?", &["GJ4412"]),
    value("two points", "area", "1.2.3", "?", &["GJ4413"]),
    value("a sum", "seats", "3+2", "?", &["GJ4413"]),
    value("thirty or more", "seats", "30+", "?", &["GJ4410"]),
    value("a remark behind", "seats", "3（其中兼职1）", "?", &["GJ4413"]),
    value("the letter O", "seats", "1O", "?", &["GJ4414"]),
    value("the letter l", "seats", "l2", "?", &["GJ4414"]),
    value("brackets", "seats", "(3)", "?", &["GJ4415"]),
    value("a unit nobody declared", "area", "3亩", "?", &["GJ4416"]),
    value("persons for an area", "area", "12人", "?", &["GJ4417"]),
    value("none for a number", "seats", "无", "?", &["GJ4418"]),
    value("the same as above", "style", "同上", "?", &["GJ4419"]),
    value("an error of the program", "seats", "#REF!", "?", &["GJ4420"]),
    value("percents for a share", "rate", "85", "?", &["GJ4429"]),
    value("a share above one", "rate", "850", "?", &["GJ4109"]),
    value("ten thousands in a field that counts them", "budget", "1.5万", "?", &["GJ4428"]),
    value("half a seat", "seats", "3.5个", "?", &["GJ4400", "GJ4107"]),
    value("month and day in either order", "opened", "1/8/2024", "?", &["GJ4421"]),
    value("a year of two digits", "opened", "24.1.8", "?", &["GJ4421"]),
    value("a month only", "opened", "2024年1月", "?", &["GJ4422"]),
    value("no such day", "opened", "2024-02-30", "?", &["GJ4423"]),
    value("partly", "moved", "部分", "?", &["GJ4424"]),
    value("an option nearly right", "style", "柜抬式", "?", &["GJ4110"]),
    value("a region that is not there", "served", "北区", "?", &["GJ4013"]),
    value("a code with another name", "served", "A1 西区", "?", &["GJ4426"]),
    value("not applicable without a reason", "area", "不适用", "?", &["GJ4427"]),
    // In the rows around the values.
    rows("a list that nobody called complete", "rooms[甲].area,20\n", ("rooms", "1 …"), &["GJ4436"]),
    rows("a list called complete", "rooms[],已列全\nrooms[甲].area,20\n", ("rooms", "1"), &[]),
    rows("a list known to be empty", "rooms[],已列全\n", ("rooms", "0"), &[]),
    rows("a list with other words", "rooms[],大概全了\nrooms[甲].area,20\n", ("rooms", "1 …"), &["GJ4437"]),
    rows("a path with a point too many", "rooms..area,20\n", ("rooms", "?"), &["GJ4431"]),
    rows("a name that is not there", "seatz,12\n", ("seats", "?"), &["GJ4106"]),
    rows("a value twice", "seats,12\nseats,13\n", ("seats", "12"), &["GJ4003"]),
    rows("a quote that nobody closes", "note,\"近地铁\n", ("note", "\"近地铁"), &["GJ4432"]),
    rows("a computed text of digits", "note,\"=\"\"0012\"\"\"\n", ("note", "0012"), &[]),
];

fn standard() -> Standard {
    let files = [("standard.kdl", PACKAGE), ("regions.csv", REGISTRY)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let compilation = package::compile(&Files::in_memory("", files), &mut SourceMap::default());
    support::assert_flawless(&compilation.diagnostics);
    compilation.standard.expect("the package is right")
}

impl Handed {
    fn file(&self) -> (String, Vec<u8>) {
        let rows = match self {
            Self::Value(path, written) => format!("{path},\"{written}\"\n"),
            Self::Rows(rows) => (*rows).to_owned(),
        };
        ("A1.csv".to_owned(), format!("path,value\n@region,A1\n{rows}").into_bytes())
    }
}

/// A value in short: a list by its elements, `…` where there may be more.
fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Unknown => "?".to_owned(),
        Value::NotApplicable(_) => "n/a".to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::Text(value) => value.to_string(),
        Value::Date(value) => value.to_string(),
        Value::Object(_) => "record".to_owned(),
        Value::List(list) => {
            let of_records = list.elements().iter().all(|element| matches!(element.value, Value::Object(_)));
            let mut parts: Vec<String> = match of_records {
                true => vec![list.elements().len().to_string()],
                false => list.elements().iter().map(|element| shown(&element.value)).collect(),
            };
            if list.is_partial() {
                parts.push("…".to_owned());
            }
            parts.join(" ")
        }
    }
}

#[test]
fn every_slip_is_read_or_reported() {
    let standard = standard();
    let mut wrong = Vec::new();
    for Slip { slip, handed, read: (path, expected), told } in SLIPS {
        let mut sources = SourceMap::default();
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let files = Files::in_memory("", [handed.file()]);
        let submissions = read_submissions(&files, &standard, &mut sources, &mut diagnostics);
        let submissions = accept(submissions, &standard, &mut diagnostics);
        let body = submissions.get("A1").map(|submission| &submission.data);
        let facts = Facts::read(&standard, "A1", body, &mut diagnostics).expect("the standard has a submission");
        let found = shown(&facts.member(path, &mut Trace::new()));
        let codes: Vec<&str> = diagnostics.iter().map(|found| found.entry.code).collect();
        if (found.as_str(), codes.as_slice()) != (*expected, *told) {
            let texts: Vec<String> = diagnostics.iter().map(|found| found.text(Language::En)).collect();
            wrong.push(format!("{slip}: {path} is {found}, told {codes:?} {texts:?}"));
        }
        let placed = |found: &Diagnostic| found.place.is_some_and(|place| sources.line_column(place).0 >= 3);
        if !diagnostics.iter().all(placed) {
            wrong.push(format!("{slip}: something is told of another line"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(SLIPS.len() >= 80, "{} slips", SLIPS.len());
}

/// Faults without end are told up to a limit, and looking for what was meant ends there as well.
#[test]
fn faults_without_end_are_told_up_to_a_limit() {
    let standard = standard();
    let count = 30_000;
    let rooms: String = (0..count).map(|room| format!("rooms[{room}].kind,柜抬式样\n")).collect();
    let names: String = (0..count).map(|name| format!("\"seatz{name}\": 1,")).collect();
    for (path, text) in [
        ("A1.csv", format!("path,value\n@region,A1\n{rooms}")),
        ("A1.json", format!("{{\"region\": \"A1\", \"data\": {{{names} \"seats\": 12}}}}")),
    ] {
        let begun = std::time::Instant::now();
        let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
        let files = Files::in_memory("", [(path.to_owned(), text.into_bytes())]);
        let submissions = read_submissions(&files, &standard, &mut sources, &mut diagnostics);
        let submissions = accept(submissions, &standard, &mut diagnostics);
        let facts = Facts::read(&standard, "A1", submissions.get("A1").map(|own| &own.data), &mut diagnostics);
        let known = ["rooms", "seats"].map(|name| facts.as_ref().unwrap().member(name, &mut Trace::new()).is_known());
        assert!(known.contains(&true), "what can be read is read");
        let limit = |found: &&Diagnostic| found.entry.code == "GJ4438";
        assert_eq!(diagnostics.iter().filter(limit).count(), 1);
        assert!(diagnostics.len() <= 1_100, "{path}: {} messages", diagnostics.len());
        // One by one it would take minutes.
        assert!(begun.elapsed().as_secs() < 60, "{path}: {:?}", begun.elapsed());
    }
}

/// A slip costs its own value and nothing else.
#[test]
fn a_slip_leaves_the_rest_of_the_file_as_it_is() {
    let standard = standard();
    let mut rows = "path,value\n@region,A1\nrooms[],已列全\nrooms[甲].area,20\n".to_owned();
    let mut expected = 0;
    for Slip { handed, told, .. } in SLIPS {
        if let Handed::Value(_, written) = handed {
            // Every slip in a room of its own, next to a value that is right.
            rows.push_str(&format!("rooms[{expected}].area,\"{written}\"\nrooms[{expected}].kind,counter\n"));
            expected += 1;
        }
        assert!(told.len() <= 2);
    }
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let files = Files::in_memory("", [("A1.csv".to_owned(), rows.into_bytes())]);
    let submissions = read_submissions(&files, &standard, &mut sources, &mut diagnostics);
    let submissions = accept(submissions, &standard, &mut diagnostics);
    let facts = Facts::read(&standard, "A1", submissions.get("A1").map(|own| &own.data), &mut diagnostics).unwrap();
    let Value::List(rooms) = facts.member("rooms", &mut Trace::new()) else { panic!("rooms is a list") };
    assert_eq!((rooms.elements().len(), rooms.is_partial()), (expected + 1, false));
    for (index, room) in rooms.elements().iter().enumerate().skip(1) {
        let Value::Object(room) = room.value else { panic!("a room is a record") };
        assert_eq!(shown(&room.member("kind", &mut Trace::new())), "counter", "room {index}");
    }
}
