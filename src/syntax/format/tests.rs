//! The layout, rule by rule, and how long hostile texts take.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::time::{Duration, Instant};

use super::*;

fn formatted(text: &str) -> String {
    let mut sources = SourceMap::default();
    let id = sources.add("a.kdl", text);
    format(&sources, id).unwrap_or_else(|found| {
        let told: Vec<String> = found.iter().map(|found| found.text(crate::diagnostic::Language::En)).collect();
        unreachable!("{text:?}: {told:?}")
    })
}

/// Holds what becomes of a text, also a second time.
fn becomes(text: &str, expected: &str) {
    assert_eq!(formatted(text), expected, "{text}");
    assert_eq!(formatted(expected), expected, "a second time");
}

#[test]
fn a_node_a_line_and_one_blank_between_values() {
    becomes("a  1\t\"b\"   k = (n)2   {\n  c\n      d 1\n}", "a 1 \"b\" k=(n)2 {\n    c\n    d 1\n}\n");
    becomes("\u{FEFF}a\r\nb\rc\u{2028}d", "a\nb\nc\nd\n");
    becomes("a;b ; c;", "a\nb\nc\n");
    becomes("a{b\n}", "a {\n    b\n}\n");
    becomes("a \u{3000}1 ( \"n/a\" ) \"x\"", "a 1 (\"n/a\")\"x\"\n");
    becomes("", "");
    becomes("\n \n\t\n", "");
}

#[test]
fn at_most_one_empty_line_and_none_at_the_edges() {
    becomes("\n\na\nb\n\n\n\nc {\n\n\n d\n\n\n e\n\n}\n\n\n", "a\nb\n\nc {\n    d\n\n    e\n}\n");
    becomes("a { // why\n\n b\n}", "a { // why\n    b\n}\n");
}

#[test]
fn a_block_on_one_line_stays_where_it_fits() {
    becomes("a {b;c {d}}", "a { b; c { d } }\n");
    becomes("a {b;}", "a { b }\n");
    becomes("a {}\nb{   }\nc {\n\n}", "a { }\nb { }\nc { }\n");
    becomes("a { b\n}", "a {\n    b\n}\n");
    // A hundred and twenty columns fit, one more does not; a Chinese character has two.
    let line = |width: usize| format!("a {{ b \"{}\" }}\n", "x".repeat(width - "a { b \"\" }".len()));
    becomes(&line(120), &line(120));
    becomes(&line(121), &format!("a {{\n    b \"{}\"\n}}\n", "x".repeat(121 - 10)));
    becomes(&format!("a {{ b {} }}", "字".repeat(57)), &format!("a {{\n    b {}\n}}\n", "字".repeat(57)));
    becomes(&format!("a {{ b {} }}", "字".repeat(56)), &format!("a {{ b {} }}\n", "字".repeat(56)));
    // The outermost breaks first; what is in it is tried again.
    let long = "y".repeat(100);
    becomes(
        &format!("a {{ b {{ c; d {{ e {long} }} }}; f {{ g; h }} }}"),
        &format!("a {{\n    b {{\n        c\n        d {{ e {long} }}\n    }}\n    f {{ g; h }}\n}}\n"),
    );
}

#[test]
fn a_keyword_is_as_wide_as_its_wider_spelling() {
    // `en` has two columns and 英文 four; both versions break, or neither.
    for (width, breaks) in [(120, false), (121, true)] {
        let values = "x".repeat(width - 15);
        let [english, chinese] = ["en", "英文"].map(|word| formatted(&format!("a {{ b {word}=c {values} }}")));
        assert_eq!([english.contains("\n "), chinese.contains("\n ")], [breaks; 2], "{english}{chinese}");
    }
}

#[test]
fn comments_stay_where_they_are() {
    becomes(
        "// ── one ──\n\n\n   // two   \na // three\nb {// four\n  // five\n c   /* six */  1 // seven\n  // eight\n}// nine",
        "// ── one ──\n\n// two\na // three\nb { // four\n    // five\n    c /* six */ 1 // seven\n    // eight\n} // nine\n",
    );
    becomes("/* a */ b; /* c */ d; /* e */\nf", "/* a */ b\n/* c */ d /* e */\nf\n");
    becomes("a { /* b */ c; /* d */ e /* f */ }", "a { /* b */ c; /* d */ e /* f */ }\n");
    becomes("a { b /* c */; d }", "a { b /* c */; d }\n");
    becomes("a {/**/}", "a { /**/ }\n");
    becomes("  /* a\n     b\n   c\n\n  */\nd", "/* a\n   b\n c\n\n*/\nd\n");
    becomes("x {\n/* a\n b */ c\n}", "x {\n    /* a\n     b */ c\n}\n");
}

#[test]
fn what_is_switched_off_stays_off() {
    becomes("/-  a 1 {b}\nc /-  1 /- k = 2 /- {d} { e }", "/- a 1 { b }\nc /-1 /-k=2 /-{ d } { e }\n");
    becomes("/-\n\n a", "/- a\n");
    becomes("/- // why\n a /- /* x */ 1", "/- // why\n    a /- /* x */ 1\n");
}

#[test]
fn lines_that_go_on_are_indented() {
    becomes("a 1 \\\n2 \\ // why\n      3 \\\n\\\n {\n b\n}", "a 1 \\\n    2 \\ // why\n    3 \\\n    {\n    b\n}\n");
    becomes("x {\n a \\\n   b\n}", "x {\n    a \\\n        b\n}\n");
    becomes("a \\\n\nb", "a\n\nb\n");
    becomes("a \\\n;b", "a\nb\n");
    becomes("a k= \\\n 1", "a k= \\\n    1\n");
}

#[test]
fn texts_of_several_lines_follow_their_block() {
    becomes(
        "x {\na \"\"\"\n\t one\n\n\t   two  \n\t \"\"\"\n}",
        "x {\n    a \"\"\"\n        one\n\n          two  \n        \"\"\"\n}\n",
    );
    becomes("a #\"\"\"\none \\\n\"\"\"#", "a #\"\"\"\n    one \\\n    \"\"\"#\n");
    becomes(
        "a \"\"\"\n  one \\   \n        two\\n\n  three\\\n\n   four\n  \"\"\"",
        "a \"\"\"\n    one \\\n          two\\n\n    three\\\n\n     four\n    \"\"\"\n",
    );
    becomes("  a \"one \\  \n     two\"", "a \"one \\\n   two\"\n");
}

#[test]
fn spellings_of_values_stay() {
    let text = "a \"bare\" bare #\"raw\"# ##\"raw\"## \"\\u{41}\\/\" 0x1F 1_000 +1 1.50e3 \"k\"=1 #true\n";
    // `\/` is no escape of KDL 2.
    let text = text.replace("\\/", "");
    becomes(&text, &text);
}

#[test]
fn mistakes_are_told_and_nothing_is_formatted() {
    let mut sources = SourceMap::default();
    for (text, code) in [("a {", "GJ1008"), ("a #inf", "GJ1018"), ("a k=1 k=2", "GJ1032"), ("(t)a", "GJ1028")] {
        let id = sources.add("a.kdl", text);
        let found = format(&sources, id).expect_err("a mistake");
        assert_eq!(found.first().map(|found| found.entry.code), Some(code), "{text}");
    }
}

#[test]
fn trees_are_told_apart() {
    let same = |one: &str, other: &str| {
        let mut sources = SourceMap::default();
        let (one, other) = (sources.add("a", one), sources.add("b", other));
        let (one, other) = (Lossless::parse(&sources, one).0, Lossless::parse(&sources, other).0);
        same::is_same(&one, &other)
    };
    assert!(same("a { b; c } // d", "a {\n  b\n  c\n}\n// d\n"));
    assert!(same("a \"\"\"\n  x\n  \"\"\"", "a \"\"\"\n x\n \"\"\""));
    for (one, other) in [
        ("a b", "a\nb"),
        ("a { b }", "a\nb"),
        ("a { b; c }", "a { b }\nc"),
        ("a 1", "a 1.0"),
        ("a b", "a \"b\""),
        ("a b", "a /-b"),
        ("/- a b", "/- a c"),
        ("a // b", "a"),
        ("a // b", "a // c"),
        ("/* b */ a", "a /* b */"),
        ("a b=1", "a b 1"),
        ("a \"\"\"\n  x\n  \"\"\"", "a \"\"\"\n   x\n  \"\"\""),
        ("a", "a\nb"),
    ] {
        assert!(!same(one, other) && !same(other, one), "{one} / {other}");
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    let size = 1 << 18;
    let nested = |open: &str, close: &str, depth: usize| open.repeat(depth) + &close.repeat(depth);
    for text in [
        format!("a{}", " /-{b}".repeat(size / 6)),
        format!("a{}", " /-{ \n }".repeat(size / 8)),
        format!("a{}", " /* c */".repeat(size / 8)),
        "/* c */ ".repeat(size / 8),
        "a; /* c */ ".repeat(size / 11),
        format!("a{}", " \\\n1".repeat(size / 4)),
        format!("a{}", " \\ // c\n1".repeat(size / 9)),
        "a\n\\\n".repeat(size / 4),
        "/*\n*/".repeat(size / 5),
        format!("a {}", "/*\n */".repeat(size / 6)),
        format!("a \"\"\"\n{}\"\"\"", "\\\n".repeat(size / 2)),
        format!("a \"{}\"", "\\\n".repeat(size / 2)),
        nested("a{", "};", 60) + &"b{c;d};".repeat(size / 7),
        format!("{}{}{}", "a{".repeat(60), "b ".repeat(size / 2), "}".repeat(60)),
        format!("{}\"{}\"{}", "a{b ".repeat(60), "\u{301}".repeat(size / 2), "}".repeat(60)),
        format!("{}{}{}", "a{".repeat(60), "\n".repeat(size), "}".repeat(60)),
        format!("{}b;{}c{}", "a{".repeat(60), "\n".repeat(size), "}".repeat(60)),
        format!("/- {}", "a{/*c*/}\n".repeat(size / 9)),
    ] {
        let mut sources = SourceMap::default();
        let id = sources.add("a.kdl", text.as_str());
        let start = Instant::now();
        let length = format(&sources, id).map(|formatted| formatted.len());
        let name: String = text.chars().take(40).collect();
        assert!(start.elapsed() < Duration::from_secs(20), "{name:?}: {:?}", start.elapsed());
        assert!(length.unwrap() > 0, "{name:?}");
    }
}
