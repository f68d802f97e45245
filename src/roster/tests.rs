use super::{draw, known_words, read};
use crate::diagnostic::render::{Style, render};
use crate::diagnostic::{Language, SourceMap};
use crate::package::{Files, compile};
use crate::standard::Standard;
use std::collections::BTreeMap;

const STANDARD: &str = r##"
standard "small" version="1.0.0" { title "小标准"; regions "regions.csv"; submission "report" }
source "law" title="法" { clause "law-1" "应公示" modality="requirement" }
record "report" "填报" { field "note" "说明" type="text" }
sign-style "roster" "公示栏" width=900 height=300 background="#12355B" colour="#FFFFFF" { line "name" height=40; rows "posts" height=28 }
sign-style "plate" "牌" width=900 height=300 background="#12355B" colour="#FFFFFF" { line "name" height=40 }
sign "wall" style="roster" { set "name" "公示"; row "posts" "首席代表" ""; row "posts" "服务专员" ""; row "posts" "服务专员" ""; row "posts" "投诉"; clause "law-1" }
sign "other" style="roster" { row "posts" "窗口" ""; clause "law-1" }
sign "door" style="plate" { set "name" "大厅"; clause "law-1" }
"##;

fn standard() -> Standard {
    let regions = "code,name,level,parent\n01,甲省,province,\n";
    let files = [("small.kdl", STANDARD), ("regions.csv", regions)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let compilation = compile(&Files::in_memory("small", files), &mut SourceMap::default());
    assert!(compilation.standard.is_some(), "{:?}", compilation.diagnostics);
    compilation.standard.unwrap()
}

/// The files that a list gives, and what is told.
fn drawn(list: &[u8], only: &[&str]) -> (BTreeMap<String, String>, String) {
    let standard = standard();
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let list = read("names.csv", list, &known_words(&standard), &mut sources, &mut diagnostics);
    let only: Vec<String> = only.iter().map(|id| (*id).to_owned()).collect();
    let files = draw(&standard, &list, &only, &mut diagnostics);
    let told = [Language::Zh, Language::En].map(|language| render(&diagnostics, &sources, language, Style::Plain));
    let files = files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect();
    (files, told.concat())
}

#[test]
fn names_stand_behind_their_posts_in_the_order_of_the_list() {
    let list =
        "sign,post,name\nwall,服务专员,姓名乙\nwall,首席代表,姓名甲\nwall,服务专员,姓名丙\nwall,服务专员,姓名丁\n";
    let (files, told) = drawn(list.as_bytes(), &[]);
    assert_eq!(told, "");
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(paths, [".gitignore", "index.html", "wall.svg"]);
    let texts: Vec<&str> =
        files["wall.svg"].lines().filter_map(|line| line.strip_suffix("</text>")?.rsplit('>').next()).collect();
    let expected =
        ["公示", "首席代表", "姓名甲", "服务专员", "姓名乙", "服务专员", "姓名丙", "服务专员", "姓名丁", "投诉"];
    assert_eq!(texts, expected);
    assert!(files["index.html"].contains("姓名丁") && files[".gitignore"] == "*\n");
}

#[test]
fn numbers_say_the_place_within_a_post() {
    let list = "标牌,岗位,序号,姓名\nwall,服务专员,2,姓名甲\nwall,服务专员,,姓名乙\nwall,首席代表,,\n";
    let (files, told) = drawn(list.as_bytes(), &[]);
    assert_eq!(told, "");
    let svg = &files["wall.svg"];
    assert!(svg.find("姓名乙").unwrap() < svg.find("姓名甲").unwrap());
}

#[test]
fn lists_of_spreadsheets_are_read() {
    let list = "标牌;岗位;姓名\r\nwall;首席代表;\"姓名甲\"\r\n";
    let utf8 = [b"\xEF\xBB\xBF".as_slice(), list.as_bytes()].concat();
    let (gb, _, _) = encoding_rs::GB18030.encode(list);
    let tabs = list.replace(';', "\t");
    for bytes in [list.as_bytes(), &utf8, &gb, tabs.as_bytes()] {
        let (files, told) = drawn(bytes, &[]);
        assert!(told.is_empty() && files["wall.svg"].contains("姓名甲"), "{told}");
    }
    let (files, told) = drawn(b"sign,post,name\nwall,\xFF\xFF,\xFF\n", &[]);
    assert!(files.is_empty() && told.contains("GJ9223"), "{told}");
}

#[test]
fn chosen_signs_are_drawn_and_others_are_not() {
    let list = "sign,post,name\nwall,首席代表,姓名甲\nother,窗口,姓名乙\n";
    let (files, _) = drawn(list.as_bytes(), &[]);
    assert!(files.contains_key("wall.svg") && files.contains_key("other.svg"));
    let (files, told) = drawn(list.as_bytes(), &["other"]);
    assert!(told.is_empty() && !files.contains_key("wall.svg") && files["other.svg"].contains("姓名乙"));
    assert!(!files["index.html"].contains("姓名甲"));
    let (_, told) = drawn(list.as_bytes(), &["door"]);
    assert!(told.contains("GJ9226") && told.contains("wall"), "{told}");
}

#[test]
fn mistakes_have_codes_and_places_and_quote_nothing() {
    let long = "姓名甲".repeat(20);
    let many: String = (0..40).map(|_| "wall,服务专员,姓名甲\n").collect();
    for (list, code, place) in [
        ("post,name\n首席代表,姓名甲\n".to_owned(), "GJ9224", "names.csv:1:1"),
        ("wall,首席代表,姓名甲\n".to_owned(), "GJ9224", "names.csv:1:1"),
        ("sign,post,name\nhall,首席代表,姓名甲\n".to_owned(), "GJ9225", "names.csv:2:1"),
        ("sign,post,name\ndoor,首席代表,姓名甲\n".to_owned(), "GJ9225", "names.csv:2:1"),
        ("sign,post,name\n\nwall,首席,姓名甲\n".to_owned(), "GJ9227", "names.csv:3:6"),
        ("sign,post,name\nwall,投诉,姓名甲\n".to_owned(), "GJ9227", "names.csv:2:6"),
        // The columns have changed places.
        ("sign,name,post\nwall,首席代表,姓名甲\n".to_owned(), "GJ9227", "names.csv:2:11"),
        ("sign,post,number,name\nwall,首席代表,0,姓名甲\n".to_owned(), "GJ9228", "names.csv:2:11"),
        (
            "sign,post,number,name\nwall,首席代表,1,姓名甲\nwall,首席代表,1,姓名甲\n".to_owned(),
            "GJ9228",
            "names.csv:3:11",
        ),
        ("sign,post,name\nwall,首席代表,姓名甲,姓名甲\n".to_owned(), "GJ9229", "names.csv:2:1"),
        (format!("sign,post,name\nwall,首席代表,{long}\n"), "GJ5121", "names.csv:2:11"),
        (format!("sign,post,name\n{many}"), "GJ5122", "names.csv:41:11"),
    ] {
        let (files, told) = drawn(list.as_bytes(), &[]);
        assert!(files.is_empty(), "{code}");
        assert!(told.contains(code) && told.contains(place), "{code} {place}\n{told}");
        assert!(!told.contains('甲') && !told.contains("hall,"), "{told}");
    }
    // The height that fits is told, and how many rows do.
    let (_, told) = drawn(format!("sign,post,name\nwall,首席代表,{long}\n").as_bytes(), &[]);
    assert!(told.contains("13 mm fits"), "{told}");
    let (_, told) = drawn(format!("sign,post,name\n{many}").as_bytes(), &[]);
    assert!(told.contains("42 rows") && told.contains("room for 5"), "{told}");
}
