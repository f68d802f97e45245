//! What is refused, where, and with which words.

use super::world::{compiled, mistakes};
use crate::diagnostic::{Language, SourceMap, Span};
use crate::expr::{Source, compile};

fn check(table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(mistakes(text), *expected, "{text}");
    }
}

fn help(text: &str) -> String {
    compiled(text).err().unwrap().first().unwrap().help(Language::En)
}

#[test]
fn syntax() {
    check(&[
        ("", &["GJ3004 "]),
        ("  ", &["GJ3004   "]),
        ("a &&", &["GJ3016 "]),
        ("a && )", &["GJ3017 )"]),
        ("(a", &["GJ3016 "]),
        ("(a]", &["GJ3018 ]"]),
        ("a b", &["GJ3019 b"]),
        ("a ? b", &["GJ3016 "]),
        ("a ? b ; c", &["GJ3010 ;"]),
        ("numbers[0]", &["GJ3020 ["]),
        ("hall.1", &["GJ3021 1"]),
        ("hall.", &["GJ3016 "]),
        ("min(1,)", &["GJ3017 )"]),
        ("== 1", &["GJ3017 =="]),
        ("a = b", &["GJ3011 ="]),
        ("x > 1e99", &["GJ3015 1e99"]),
        ("x > 1x", &["GJ3014 1x"]),
        ("note == 'a", &["GJ3012 'a"]),
    ]);
}

#[test]
fn names() {
    check(&[
        ("haal.section_area > 1", &["GJ3030 haal"]),
        ("hall.section_aera > 1", &["GJ3031 section_aera"]),
        ("大厅.section_aera > 1 && 大听.zones.size() > 1", &["GJ3031 section_aera", "GJ3030 大听"]),
        ("sise(numbers)", &["GJ3032 sise"]),
        ("numbers.summ()", &["GJ3033 summ"]),
        ("hall.counter_style == 'countr'", &["GJ3034 'countr'"]),
        ("hall.counter_style in ['counter', 'ope', 'mixd']", &["GJ3034 'ope'", "GJ3034 'mixd'"]),
        ("styles.contains('x')", &["GJ3034 'x'"]),
        ("(a ? 'open' : 'shut') == style", &["GJ3034 'shut'"]),
        ("x.y", &["GJ3035 y"]),
        ("zones.size > 1", &["GJ3035 size"]),
        ("zones.all(z, z.opn)", &["GJ3031 opn"]),
        ("zones.all(z, true) && z", &["GJ3040 z"]),
        ("days(day, as_off)", &["GJ3030 as_off"]),
    ]);
    assert_eq!(help("haal.section_area > 1"), "could be: hall");
    assert_eq!(help("hall.counter_style == 'countr'"), "could be: counter");
    assert_eq!(help("hall.counter_style == 'windows'"), "could be: counter open mixed");
    assert_eq!(help("hall.counter_style == '柜台式'"), "could be: counter");
    assert_eq!(help("numbers.summ()"), "could be: sum");
    assert_eq!(help("zones.all(zone, zon.open)"), "could be: zone");
}

#[test]
fn types() {
    check(&[
        ("x && a", &["GJ3040 x"]),
        ("a || note || x", &["GJ3040 note", "GJ3040 x"]),
        ("!x", &["GJ3040 x"]),
        ("-a", &["GJ3040 a"]),
        ("x == 'a'", &["GJ3041 =="]),
        ("note < 'b'", &["GJ3041 <"]),
        ("a < b", &["GJ3041 <"]),
        ("style < 'open'", &["GJ3041 <"]),
        ("style == mood", &["GJ3041 =="]),
        ("style == note", &["GJ3041 =="]),
        ("hall == hall", &["GJ3041 =="]),
        ("numbers == numbers", &["GJ3041 =="]),
        ("note + 'a'", &["GJ3041 +"]),
        ("day - as_of", &["GJ3041 -"]),
        ("note * 2", &["GJ3041 *"]),
        ("x in x", &["GJ3041 in"]),
        ("note in numbers", &["GJ3041 in"]),
        ("hall in zones", &["GJ3041 in"]),
        ("1 < 2 < 3", &["GJ3041 <"]),
        ("x ? 1 : 2", &["GJ3040 x"]),
        ("a ? 1 : 'b'", &["GJ3040 'b'"]),
        ("[1, 'b', day]", &["GJ3040 1", "GJ3040 'b'"]),
        ("numbers.all(n, n)", &["GJ3040 n"]),
        ("numbers.filter(n, 1).size()", &["GJ3040 1"]),
        ("x.all(n, true)", &["GJ3040 x"]),
        ("words.sum()", &["GJ3040 words"]),
        ("zones.distinct()", &["GJ3040 zones"]),
        ("numbers.contains('a')", &["GJ3040 'a'"]),
        ("zones.contains(1)", &["GJ3040 zones"]),
        ("abs(note)", &["GJ3040 note"]),
        ("min(1, note, a)", &["GJ3040 note", "GJ3040 a"]),
        ("days(day, x)", &["GJ3040 x"]),
        ("round(x, 0.5)", &["GJ3047 0.5"]),
        ("round(x, y)", &["GJ3047 y"]),
        ("round(x, 31)", &["GJ3047 31"]),
        ("date('2024-02-30')", &["GJ3046 '2024-02-30'"]),
        ("date(note)", &["GJ3046 note"]),
        ("date()", &["GJ3044 date"]),
        ("size()", &["GJ3044 size"]),
        ("round(x)", &["GJ3044 round"]),
        ("numbers.all(n)", &["GJ3044 all"]),
        ("numbers.sum(1, 2, 3)", &["GJ3044 sum"]),
        ("numbers.all(1, true)", &["GJ3045 1"]),
        ("x / 0", &["GJ3048 0"]),
        ("x / 0.0 > 1", &["GJ3048 0.0"]),
    ]);
}

#[test]
fn units() {
    check(&[
        ("area > length", &["GJ3042 >"]),
        ("area + population", &["GJ3042 +"]),
        ("area == x", &["GJ3042 =="]),
        ("area / population > length", &["GJ3042 >"]),
        ("min(area, length)", &["GJ3042 length"]),
        ("[area, length]", &["GJ3042 length"]),
        ("area in lengths", &["GJ3042 in"]),
        ("lengths.contains(area)", &["GJ3042 area"]),
        ("a ? area : length", &["GJ3042 length"]),
        ("area - 1 + length", &["GJ3042 +"]),
    ]);
    let powers = ["area"; 7].join(" * ");
    assert_eq!(mistakes(&powers), ["GJ3043 *"]);
}

#[test]
fn one_cause_is_one_message_and_all_causes_are_reported() {
    check(&[
        ("haal.area + 1 > 2 && !(haal.x)", &["GJ3030 haal", "GJ3030 haal"]),
        ("nix + 1 > 2 && x > note && 3", &["GJ3030 nix", "GJ3041 >", "GJ3040 3"]),
        ("nix.sum(n, n.foo + 1)", &["GJ3030 nix"]),
        ("nix.all(n, nax)", &["GJ3030 nix", "GJ3030 nax"]),
        ("[nix, 1].sum() == 'a'", &["GJ3030 nix"]),
        ("a ? nix : 2", &["GJ3030 nix"]),
    ]);
}

#[test]
fn places_are_exact_behind_chinese_text_in_a_file() {
    let text = "大厅.zones.exists(z, z.kind == '柜台')";
    let file = format!("rule \"规则\" {{ problem-when \"{text}\" }}");
    let start = file.find(text).unwrap();
    let mut sources = SourceMap::default();
    let id = sources.add("rules.kdl", file.clone());
    let span = Span::new(id, start - 1, start + text.len() + 1);
    let source = Source { text, span, verbatim: Some(u32::try_from(start).unwrap()) };
    let diagnostics = compile(source, &super::world::World::new()).err().unwrap();
    assert_eq!(sources.slice(diagnostics.first().unwrap().place.unwrap()), "'柜台'");
    let diagnostics = compile(Source { verbatim: None, ..source }, &super::world::World::new()).err().unwrap();
    assert_eq!(diagnostics.first().unwrap().place, Some(span));
}
