#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use super::*;
use crate::base::date::Date;
use crate::diagnostic::SourceMap;
use crate::package::{self, Files};
use crate::standard::record::Content as Declared;

/// A package with a field of every kind.
const PACKAGE: &str = r#"standard "t" version="1.0.0" {
    title "表"
    effective "2024-01-01"
    regions "regions.csv"
    submission "r"
}
unit "person" "人"
unit "CNY" "元"
unit "wan-yuan" "万元" of="CNY" factor=10000
choice "style" "方式" {
    option "counter" "柜台式" en="Counter"
    option "open" "开放式（含半开放）"
    option "none" "无"
    option "left" "同名"
    option "right" "同名"
    option "and" "咨询、投诉"
}
record "r" "填报" {
    field "count" "数量" type="integer" min=0
    field "area" "面积" type="number" unit="m2" min=0
    field "staff" "人数" type="integer" unit="person" min=0
    field "wait" "等候" type="number" unit="minute"
    field "share" "比例" type="number" min=0 max=1
    field "slope" "坡度" type="number" min=0
    field "growth" "增速" type="number" unit="percent"
    field "cost" "金额" type="number" unit="CNY"
    field "budget" "预算" type="number" unit="wan-yuan"
    field "opened" "日期" type="date"
    field "done" "是否" type="boolean"
    field "style" "方式" type="style"
    field "styles" "各种方式" type="style" many=#true
    field "counts" "各数" type="integer" many=#true
    field "place" "区域" type="region"
    field "places" "各区域" type="region" many=#true
    field "note" "说明" type="text"
    field "notes" "各说明" type="text" many=#true
}
"#;
const REGISTRY: &str = "code,name,level,parent\nA0,甲市,city,\nA1,东区,county,A0\nA2,西区,county,A0\nA3,同区,county,A0\nA4,同区,county,A0\nA1-N1,新区,county,A1\n";

fn standard() -> Standard {
    let files = [("t.kdl", PACKAGE), ("regions.csv", REGISTRY)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let compilation = package::compile(&Files::in_memory("", files), &mut SourceMap::default());
    compilation.standard.ok_or(compilation.diagnostics).expect("the package is right")
}

/// What a value comes to, and the codes of what is said about it.
fn read(standard: &Standard, field: &str, loose: &Loose) -> (String, Vec<&'static str>) {
    let mut sources = SourceMap::default();
    let span = Span::new(sources.add("t", ""), 0, 0);
    let mut diagnostics = Vec::new();
    let member = standard.root().unwrap().member(field).expect("a field of the package");
    let Declared::Field(field) = &member.content else { unreachable!("all members are fields") };
    let title = &member.title.zh;
    let mut hand = Hand { standard, field, title, span, suggests: true, diagnostics: &mut diagnostics };
    let content = if field.many { hand.many(loose) } else { hand.one(loose) };
    let codes = diagnostics.iter().map(|found| found.entry.code).collect();
    for found in &diagnostics {
        for language in [crate::diagnostic::Language::Zh, crate::diagnostic::Language::En] {
            let told = found.text(language) + &found.help(language);
            assert!(!told.contains('{'), "{told}");
        }
    }
    (content.as_ref().map_or_else(|| "?".to_owned(), written), codes)
}

fn written(content: &Content) -> String {
    match content {
        Content::Null => "null".to_owned(),
        Content::Boolean(value) => value.to_string(),
        Content::Number(text) => text.clone(),
        Content::Text(text) => format!("\"{text}\""),
        Content::NotApplicable(reason) => format!("n/a {reason}"),
        Content::Array { items, partial } => {
            let items: Vec<String> = items.iter().map(|item| written(&item.content)).collect();
            format!("[{}]{}", items.join(" "), if partial.is_some() { "…" } else { "" })
        }
        _ => "other".to_owned(),
    }
}

/// Field, text, what it comes to (`?` for unknown and reported), codes.
type Case = (&'static str, &'static str, &'static str, &'static [&'static str]);

fn assert_read(cases: &[Case]) {
    let standard = standard();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(field, text, value, codes)| {
            let found = read(&standard, field, &Loose::Text((*text).to_owned()));
            let right = (found.0.as_str(), found.1.as_slice()) == (*value, *codes);
            (!right).then(|| format!("{field} {text}: {found:?}, not {value} {codes:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers() {
    assert_read(&[
        ("count", "12", "12", &[]),
        ("count", " 12\u{A0}", "12", &[]),
        ("count", "\u{3000}12", "12", &[]),
        ("count", "-12", "-12", &[]),
        ("count", "１２", "12", &["GJ4400"]),
        ("count", "1,200", "1200", &["GJ4400"]),
        ("count", "1，200", "1200", &["GJ4400"]),
        ("count", "1 234", "1234", &["GJ4400"]),
        ("count", "3个", "3", &["GJ4400"]),
        ("count", "3 个。", "3", &["GJ4400"]),
        ("count", "三", "3", &["GJ4400"]),
        ("count", "十二", "12", &["GJ4400"]),
        ("count", "两百零五", "205", &["GJ4400"]),
        ("count", "壹拾", "10", &["GJ4400"]),
        ("count", "1.57E4", "15700", &["GJ4400"]),
        ("count", "1.57万", "15700", &["GJ4402"]),
        ("count", "55.8亿", "5580000000", &["GJ4402"]),
        ("count", "1.5700万", "15700", &["GJ4400"]),
        ("count", "2万个", "20000", &["GJ4402"]),
        ("count", "140余万", "?", &["GJ4410"]),
        ("count", "约30", "?", &["GJ4410"]),
        ("count", "30多", "?", &["GJ4410"]),
        ("count", "3万多", "?", &["GJ4410"]),
        ("count", "30个左右", "?", &["GJ4410"]),
        ("count", "近30", "?", &["GJ4410"]),
        ("count", "不少于30", "?", &["GJ4410"]),
        ("count", "十几", "?", &["GJ4410"]),
        ("count", "3-5", "?", &["GJ4411"]),
        ("count", "3～5", "?", &["GJ4411"]),
        ("count", "1,5", "?", &["GJ4412"]),
        ("count", "1 5", "?", &["GJ4412"]),
        ("count", "1.2.3", "?", &["GJ4413"]),
        ("count", "很多", "?", &["GJ4413"]),
        ("count", "3/5", "?", &["GJ4413"]),
        ("count", "1万3", "?", &["GJ4413"]),
        ("count", "1万3千", "?", &["GJ4413"]),
        ("count", "3（含兼职）", "?", &["GJ4413"]),
        ("count", "1O", "?", &["GJ4414"]),
        ("count", "l", "?", &["GJ4414"]),
        ("count", "(3)", "?", &["GJ4415"]),
        ("count", "40平方米", "?", &["GJ4417"]),
        ("count", "5%", "?", &["GJ4417"]),
        ("count", "3箩筐", "?", &["GJ4416"]),
        ("count", "无", "?", &["GJ4418"]),
        ("count", "没有", "?", &["GJ4418"]),
        ("count", "同上", "?", &["GJ4419"]),
        ("count", "〃", "?", &["GJ4419"]),
        ("count", "#REF!", "?", &["GJ4420"]),
        ("count", "/", "null", &["GJ4405"]),
        ("count", "—", "null", &["GJ4405"]),
        ("count", "待定", "null", &["GJ4405"]),
        ("count", "不详", "null", &["GJ4405"]),
        ("count", "", "null", &[]),
        ("count", "  ", "null", &[]),
        ("count", "N/A", "?", &["GJ4427"]),
        ("count", "不适用：没有大厅", "n/a 没有大厅", &[]),
        ("count", "n/a: no hall", "n/a no hall", &[]),
    ]);
}

#[test]
fn numbers_with_units() {
    assert_read(&[
        ("area", "40平方米", "40", &["GJ4400"]),
        ("area", "40㎡", "40", &["GJ4400"]),
        ("area", "40 m²", "40", &["GJ4400"]),
        ("area", "40平", "40", &["GJ4400"]),
        ("area", "4000cm²", "0.4", &["GJ4401"]),
        ("area", "0.01平方公里", "10000", &["GJ4401"]),
        ("area", "1.2万平方米", "12000", &["GJ4402"]),
        ("area", "40人", "?", &["GJ4417"]),
        ("area", "40亩", "?", &["GJ4416"]),
        ("area", "100平方米左右", "?", &["GJ4410"]),
        ("staff", "12人", "12", &["GJ4400"]),
        ("staff", "12名", "12", &["GJ4400"]),
        ("staff", "12小时", "?", &["GJ4417"]),
        ("wait", "2小时", "120", &["GJ4401"]),
        ("wait", "30分钟", "30", &["GJ4400"]),
        ("share", "0.85", "0.85", &[]),
        ("share", "85%", "0.85", &["GJ4400"]),
        ("share", "８５％", "0.85", &["GJ4400"]),
        ("share", "85", "?", &["GJ4429"]),
        ("share", "8５", "?", &["GJ4429"]),
        ("share", "1", "1", &[]),
        ("slope", "8.3%", "0.083", &["GJ4400"]),
        ("slope", "5‰", "0.005", &["GJ4400"]),
        ("growth", "85%", "85", &["GJ4400"]),
        ("growth", "85", "85", &[]),
        ("growth", "2.5个百分点", "2.5", &["GJ4400"]),
        ("growth", "5‰", "0.5", &["GJ4401"]),
        ("cost", "1.57万元", "15700", &["GJ4401"]),
        ("cost", "1.57万", "15700", &["GJ4402"]),
        ("cost", "300元", "300", &["GJ4400"]),
        ("cost", "300美元", "?", &["GJ4416"]),
        ("budget", "1.57万元", "1.57", &["GJ4400"]),
        ("budget", "1.57万", "?", &["GJ4428"]),
        ("budget", "30000元", "3", &["GJ4401"]),
    ]);
    let standard = standard();
    let percent = Loose::Number { literal: "0.85".to_owned(), percent: true };
    for (field, value, codes) in
        [("growth", "85", &["GJ4400"][..]), ("share", "0.85", &[]), ("slope", "0.85", &[]), ("area", "?", &["GJ4417"])]
    {
        assert_eq!(read(&standard, field, &percent), (value.to_owned(), codes.to_vec()), "{field}");
    }
}

#[test]
fn days() {
    assert_read(&[
        ("opened", "2024-01-08", "\"2024-01-08\"", &[]),
        ("opened", "2024.1.8", "\"2024-01-08\"", &["GJ4400"]),
        ("opened", "2024年1月8日", "\"2024-01-08\"", &["GJ4400"]),
        ("opened", "20240108", "\"2024-01-08\"", &["GJ4400"]),
        ("opened", "二〇二四年一月八日", "\"2024-01-08\"", &["GJ4400"]),
        ("opened", "2024-01-08 00:00:00", "\"2024-01-08\"", &["GJ4400"]),
        ("opened", "2024-01-08 09:30", "\"2024-01-08\"", &["GJ4408"]),
        ("opened", "45299", "\"2024-01-08\"", &["GJ4403"]),
        ("opened", "24.1.8", "?", &["GJ4421"]),
        ("opened", "1/8/2024", "?", &["GJ4421"]),
        ("opened", "15/1/2024", "\"2024-01-15\"", &["GJ4400"]),
        ("opened", "2024年1月", "?", &["GJ4422"]),
        ("opened", "2024-02-30", "?", &["GJ4423"]),
        ("opened", "去年", "?", &["GJ4423"]),
        ("opened", "无", "?", &["GJ4418"]),
        ("opened", "待定", "null", &["GJ4405"]),
    ]);
}

#[test]
fn words() {
    assert_read(&[
        ("done", "是", "true", &[]),
        ("done", "否", "false", &[]),
        ("done", "true", "true", &[]),
        ("done", "有", "true", &["GJ4400"]),
        ("done", "无", "false", &["GJ4400"]),
        ("done", "√", "true", &["GJ4400"]),
        ("done", "×", "false", &["GJ4400"]),
        ("done", "Y", "true", &["GJ4400"]),
        ("done", "0", "false", &["GJ4400"]),
        ("done", "部分", "?", &["GJ4424"]),
        ("done", "/", "null", &["GJ4405"]),
        ("style", "counter", "\"counter\"", &[]),
        ("style", "柜台式", "\"counter\"", &[]),
        ("style", "Counter", "\"counter\"", &[]),
        ("style", "ＣＯＵＮＴＥＲ", "\"counter\"", &["GJ4400"]),
        ("style", "柜台式。", "\"counter\"", &["GJ4400"]),
        ("style", "柜 台 式", "\"counter\"", &["GJ4400"]),
        ("style", "counter（柜台式）", "\"counter\"", &["GJ4400"]),
        ("style", "开放式(含半开放)", "\"open\"", &["GJ4400"]),
        ("style", "无", "\"none\"", &[]),
        ("style", "同名", "?", &["GJ4425"]),
        ("style", "柜抬式", "?", &["GJ4110"]),
        ("style", "敞开", "?", &["GJ4110"]),
        ("place", "A1", "\"A1\"", &[]),
        ("place", "A1 东区", "\"A1\"", &[]),
        ("place", "A1（东区）", "\"A1\"", &["GJ4400"]),
        ("place", "东区", "\"A1\"", &["GJ4400"]),
        ("place", "Ａ１", "\"A1\"", &["GJ4400"]),
        ("place", "同区", "?", &["GJ4426"]),
        ("place", "A1 西区", "?", &["GJ4426"]),
        ("place", "A1-N1 新区", "\"A1-N1\"", &[]),
        ("place", "A1-N1", "\"A1-N1\"", &[]),
        ("place", "A1-新区", "?", &["GJ4426"]),
        ("place", "北区", "?", &["GJ4013"]),
        ("note", " 有字 ", "\"有字\"", &[]),
        ("note", "无", "\"无\"", &[]),
        ("note", "有\u{200B}字\u{FEFF}", "\"有字\"", &["GJ4406"]),
        ("note", "/", "null", &["GJ4405"]),
        ("note", "不适用", "?", &["GJ4427"]),
    ]);
}

#[test]
fn several_values() {
    assert_read(&[
        ("styles", "柜台式；无", "[\"counter\" \"none\"]", &[]),
        ("styles", "counter,none", "[\"counter\" \"none\"]", &[]),
        ("styles", "柜台式\n咨询、投诉", "[\"counter\" \"and\"]", &[]),
        ("styles", "柜台式、咨询、投诉", "[\"counter\"]…", &["GJ4110", "GJ4110"]),
        ("styles", "柜台式/柜台式", "[\"counter\"]", &["GJ4407"]),
        ("styles", "柜台式；别的", "[\"counter\"]…", &["GJ4110"]),
        ("styles", "无", "[\"none\"]", &[]),
        ("styles", "", "null", &[]),
        ("styles", "/", "null", &["GJ4405"]),
        ("styles", "不适用：没有大厅", "n/a 没有大厅", &[]),
        ("styles", "柜台式；同上", "[\"counter\"]…", &["GJ4419"]),
        ("notes", "甲；/", "[\"甲\"]…", &["GJ4405"]),
        ("counts", "1;2；3", "[1 2 3]", &[]),
        ("counts", "1,200；3", "[1200 3]", &["GJ4400"]),
        ("counts", "无", "[]", &[]),
        ("counts", "none", "[]", &[]),
        ("places", "A1、A2", "[\"A1\" \"A2\"]", &[]),
        ("notes", "甲；乙/丙", "[\"甲\" \"乙/丙\"]", &[]),
    ]);
}

#[test]
fn what_programs_store() {
    let standard = standard();
    let number = |literal: &str| Loose::Number { literal: literal.to_owned(), percent: false };
    let day = Loose::Date(Date::parse("2024-01-08").unwrap());
    for (field, loose, value, codes) in [
        ("count", number("12"), "12", &[][..]),
        ("count", number("12.5"), "12.5", &[]),
        ("note", number("12.50"), "\"12.50\"", &[]),
        ("done", number("1"), "true", &["GJ4400"]),
        ("done", number("2"), "?", &["GJ4424"]),
        ("opened", number("45299"), "\"2024-01-08\"", &["GJ4403"]),
        ("opened", number("20240108"), "\"2024-01-08\"", &["GJ4400"]),
        ("opened", number("3"), "?", &["GJ4423"]),
        ("opened", day.clone(), "\"2024-01-08\"", &[]),
        ("note", day.clone(), "\"2024-01-08\"", &[]),
        ("count", day.clone(), "?", &["GJ4413"]),
        ("style", day, "?", &["GJ4110"]),
        ("done", Loose::Boolean(false), "false", &[]),
        ("count", Loose::Boolean(true), "?", &["GJ4413"]),
        ("note", Loose::Boolean(true), "\"true\"", &[]),
        ("styles", number("3"), "?", &["GJ4110"]),
    ] {
        let found = read(&standard, field, &loose);
        assert_eq!((found.0.as_str(), found.1.as_slice()), (value, codes), "{field} {loose:?}");
    }
}

#[test]
fn nothing_is_too_long() {
    let standard = standard();
    for text in ["9".repeat(1_000_000), "、".repeat(1_000_000), "一".repeat(100_000), "(".repeat(2_001)] {
        for member in &standard.root().unwrap().members {
            let (_, codes) = read(&standard, &member.name, &Loose::Text(text.clone()));
            assert_eq!(codes, ["GJ4111"], "{}", member.name);
        }
    }
}
