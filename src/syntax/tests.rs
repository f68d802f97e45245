//! What is read, what is refused and where, and how long hostile texts take.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

#[path = "../../fuzz/src/explained.rs"]
mod explained;

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Diagnostic, Language, SourceMap, catalogue};

fn parsed(text: &str) -> (Document, Vec<Diagnostic>, SourceMap) {
    let mut sources = SourceMap::default();
    let id = sources.add("test.kdl", text);
    let (document, diagnostics) = parse(&sources, id);
    (document, diagnostics, sources)
}

fn document(text: &str) -> Document {
    let (document, diagnostics, _) = parsed(text);
    let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.text(Language::En)).collect();
    assert!(codes.is_empty(), "{text:?}: {codes:?}");
    document
}

/// Codes with the texts at their places.
fn mistakes(text: &str) -> Vec<(&'static str, String)> {
    let (_, diagnostics, sources) = parsed(text);
    diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.entry.code, sources.slice(diagnostic.place.unwrap()).to_owned()))
        .collect()
}

fn first_number(text: &str) -> Scalar {
    document(text).nodes[0].arguments[0].value.clone()
}

#[test]
fn a_tree_with_places() {
    let text =
        "// 注释\n规则 \"甲\" 等级=(约)\"高\" weight = 0.10 {\n  - #true #null 裸词 /* x */\n} // 尾\n空 {}\n无\n";
    let mut sources = SourceMap::default();
    let id = sources.add("test.kdl", text);
    let (document, diagnostics) = parse(&sources, id);
    assert!(diagnostics.is_empty());
    let [rule, empty, none] = document.nodes.as_slice() else { panic!("three nodes") };
    assert_eq!(sources.slice(rule.name.span), "规则");
    assert_eq!(sources.slice(rule.arguments[0].span), "\"甲\"");
    let grade = rule.property("等级").unwrap();
    assert_eq!(sources.slice(grade.name.span), "等级");
    assert_eq!(sources.slice(grade.value.span), "\"高\"");
    let annotation = grade.value.annotation.as_ref().unwrap();
    assert_eq!((&*annotation.text, sources.slice(annotation.span)), ("约", "约"));
    let weight = rule.property("weight").unwrap();
    assert_eq!(weight.value.value, Scalar::Number("0.10".into()));
    assert_eq!(sources.slice(weight.value.span), "0.10");
    let child = rule.children().next().unwrap();
    assert_eq!(sources.slice(child.span), "- #true #null 裸词");
    let values: Vec<_> = child.arguments.iter().map(|argument| argument.value.clone()).collect();
    assert_eq!(values, [Scalar::Boolean(true), Scalar::Null, Scalar::Text("裸词".into())]);
    assert!(sources.slice(rule.span).starts_with("规则") && sources.slice(rule.span).ends_with('}'));
    assert!(empty.children.as_ref().is_some_and(|children| children.is_empty()) && none.children.is_none());
}

#[test]
fn a_byte_order_mark_and_a_last_line_without_end_do_not_matter() {
    assert_eq!(document("\u{FEFF}a 1").nodes.len(), 1);
    assert_eq!(document("").nodes.len(), 0);
    assert_eq!(document("\n// only a comment").nodes.len(), 0);
}

#[test]
fn numbers_are_the_text_of_their_literals() {
    for (literal, number) in [
        ("1_000.50", "1000.50"),
        ("+7", "7"),
        ("-0.10", "-0.10"),
        ("0x1F", "31"),
        ("-0b1_01", "-5"),
        ("0o17", "15"),
        ("1e999999999", "1e999999999"),
        ("1.5E-3", "1.5e-3"),
        ("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"),
        ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
        ("0xfffffffffffffffffffffffffffffff", "21267647932558653966460912964485513215"),
    ] {
        assert_eq!(first_number(&format!("a {literal}")), Scalar::Number(number.into()), "{literal}");
    }
}

#[test]
fn numbers_that_are_none() {
    let long = "1".repeat(65);
    let digits = "1".repeat(39);
    let hexadecimal = format!("0x{}", "f".repeat(32));
    for (literal, code) in [
        ("#inf", "GJ1018"),
        ("#-inf", "GJ1018"),
        ("#nan", "GJ1018"),
        (&long, "GJ1020"),
        (&digits, "GJ1020"),
        (&hexadecimal, "GJ1020"),
        ("2024-01-31", "GJ1019"),
        ("12%", "GJ1019"),
        ("1.", "GJ1019"),
        (".5", "GJ1019"),
        ("0xg", "GJ1019"),
        ("1e", "GJ1019"),
        ("1_.", "GJ1019"),
    ] {
        assert_eq!(mistakes(&format!("a {literal} b")), [(code, literal.to_owned())]);
    }
}

#[test]
fn where_the_content_of_a_text_stands_letter_by_letter() {
    for (literal, content) in [
        ("\"甲 > 1\"", Some("甲 > 1")),
        ("#\"a\\b\"#", Some("a\\b")),
        ("##\"a\"#b\"##", Some("a\"#b")),
        ("word", Some("word")),
        ("\"\"", Some("")),
        ("\"a\\\"b\"", None),
        ("\"\"\"\n    x > 1\n    \"\"\"", Some("x > 1")),
        ("\"\"\"\na\nb\n\"\"\"", Some("a\nb")),
        ("\"\"\"\n  a\n  b\n  \"\"\"", None),
        ("#\"\"\"\n  a\\\n  \"\"\"#", Some("a\\")),
    ] {
        let text = format!("节点 {literal}");
        let argument = document(&text).nodes[0].arguments[0].clone();
        let Scalar::Text(value) = &argument.value else { panic!("{literal}") };
        match (content, argument.verbatim()) {
            (Some(content), Some(at)) => {
                assert_eq!(&**value, content);
                assert!(text[at as usize..].starts_with(content), "{literal}");
            }
            (expected, at) => assert_eq!((expected, at), (None, None), "{literal}"),
        }
    }
}

#[test]
fn repeated_properties_are_reported_at_the_second() {
    let (document, diagnostics, sources) = parsed("a due=1 x=2 due=3 due=4");
    assert_eq!(diagnostics.len(), 2);
    let [second, _] = diagnostics.as_slice() else { panic!("two") };
    assert_eq!(second.entry.code, "GJ1032");
    assert_eq!(second.place.unwrap().start, 12);
    assert_eq!(sources.slice(second.remarks[0].0), "due");
    assert_eq!(second.remarks[0].0.start, 2);
    assert_eq!(document.nodes[0].properties.len(), 2);
    assert_eq!(document.nodes[0].property("due").unwrap().value.value, Scalar::Number("1".into()));
}

#[test]
fn each_mistake_has_its_code_and_place() {
    for (text, code, place) in [
        ("a \u{7}", "GJ1003", "\u{7}"),
        ("a \"x\u{202e}y\"", "GJ1003", "\u{202e}"),
        ("// \u{2066}", "GJ1003", "\u{2066}"),
        ("a /* b", "GJ1006", "/*"),
        ("a \"b\nc", "GJ1007", "\"b"),
        ("a #\"b\"\nc", "GJ1007", "#\"b\""),
        ("a \"\"\"\nb", "GJ1007", "\"\"\""),
        ("a {\n b", "GJ1008", "{"),
        ("a }", "GJ1009", "}"),
        ("a \"\\d+\"", "GJ1010", "\\d"),
        ("a \"\\u{110000}\"", "GJ1010", "\\u{110000}"),
        ("a \"\"\"b\"\"\"", "GJ1011", "\"\"\""),
        ("a #\"\"\"#", "GJ1011", "#\"\"\"#"),
        ("a \"\"\"\nb\"\"\"", "GJ1012", "\"\"\""),
        ("a \"\"\"\n b\nc\n \"\"\"", "GJ1013", "c"),
        ("a (n/a)\"x\"", "GJ1014", "n/a"),
        ("a C:\\dir", "GJ1014", "\\dir"),
        ("a [1]", "GJ1014", "[1]"),
        ("a x#", "GJ1014", "x#"),
        ("a “甲”", "GJ1015", "“"),
        ("a x＝1", "GJ1015", "＝"),
        ("a true", "GJ1016", "true"),
        ("a #yes", "GJ1017", "#yes"),
        ("12 a", "GJ1021", "12"),
        ("a;{ b }", "GJ1022", "{"),
        ("a b=\nc", "GJ1023", ""),
        ("a (b)\nc", "GJ1023", ""),
        ("a \"b\"\"c\"", "GJ1024", "\"c\""),
        ("a {} b", "GJ1025", "b"),
        ("a {} {}", "GJ1026", "{"),
        ("a ()1", "GJ1027", "("),
        ("(b)a", "GJ1028", "(b)"),
        ("a { b /- }", "GJ1029", "/-"),
        ("a =1", "GJ1030", "="),
        ("a )", "GJ1030", ")"),
        ("a 1=2", "GJ1030", "="),
        (";", "GJ1030", ";"),
    ] {
        assert_eq!(mistakes(text), [(code, place.to_owned())], "{text:?}");
    }
}

#[test]
fn all_mistakes_at_once_and_one_for_each_cause() {
    let found = mistakes("a true\nb {\n  c [1, 2] {\n    d \"x\n  }\n  e 5%\n}\n");
    assert_eq!(found.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["GJ1016", "GJ1014", "GJ1007", "GJ1019"]);
    // A swallowed brace is no mistake of its own.
    assert_eq!(mistakes("a \"x {\nb\n}\n").len(), 1);
    // A text that swallowed none hides no missing brace.
    let codes = |text: &str| mistakes(text).iter().map(|(code, _)| *code).collect::<Vec<_>>();
    assert_eq!(codes("a {\n  b \"x\n"), ["GJ1008", "GJ1007"]);
    assert_eq!(mistakes("a { b { c {").len(), 3);
    assert_eq!(mistakes("a ｛\n b\n}\n"), [("GJ1015", "｛".to_owned())]);
}

/// Names of the nodes and how many arguments, properties and children each has, in the order of the text.
fn outline(nodes: &[Node]) -> String {
    let each = nodes.iter().map(|node| {
        let children = node.children.as_deref().map(|children| format!("{{{}}}", outline(children)));
        format!("{} {}+{}{}", node.name.text, node.arguments.len(), node.properties.len(), children.unwrap_or_default())
    });
    each.collect::<Vec<_>>().join("; ")
}

#[test]
fn what_is_sound_around_a_mistake_is_read() {
    for (text, expected) in [
        ("a 1 true 2\nb x=1", "a 2+0; b 0+1"),
        ("a [1] { b \"x\n  c 3 }\n", "a 0+0{b 0+0; c 1+0}"),
        ("12 a\nb", "b 0+0"),
        ("a k= \nb", "a 0+0; b 0+0"),
        ("a {\n  b\n", "a 0+0{b 0+0}"),
        ("a }\nb", "a 0+0; b 0+0"),
        ("(x)a #inf 1\nb 2", "a 1+0; b 1+0"),
        ("a 1 = 2 b=3", "a 2+1"),
        ("{ a }\nb", "b 0+0"),
    ] {
        let (document, found, _) = parsed(text);
        assert_eq!(outline(&document.nodes), expected, "{text:?}");
        assert!(!found.is_empty(), "{text:?}");
    }
}

#[test]
fn many_stray_braces_hide_no_other_mistake() {
    // The text may have swallowed a brace that one of them belongs to.
    let text = "}".repeat(limits::REPORTED) + "\na \"x {\n";
    assert_eq!(mistakes(&text), [("GJ1007", "\"x {".to_owned())]);
    let text = "}".repeat(limits::REPORTED) + "\na \"x\n";
    assert!(mistakes(&text).contains(&("GJ1007", "\"x".to_owned())));
    assert_eq!(mistakes(&"}".repeat(limits::REPORTED + 1)).len(), limits::REPORTED);
}

#[test]
fn a_missing_brace_is_reported_where_the_indentation_breaks() {
    let place = |text: &str| {
        let (_, found, sources) = parsed(text);
        let places: Vec<_> =
            found.iter().map(|one| (one.entry.code, sources.line_column(one.place.unwrap()).0)).collect();
        places
    };
    // `b` lacks its brace, three blocks further up than the end of the file.
    assert_eq!(place("a {\n  b {\n    c 1\n}\nd {\n  e {\n  }\n}\n"), [("GJ1008", 2)]);
    assert_eq!(place("a {\n  b {\n    c 1\n  }\n\nd {\n}\n"), [("GJ1008", 1)]);
    // `b` lacks its opening brace: the brace that was meant to close it closes `a`.
    assert_eq!(place("a {\n  b\n    c 1\n  }\n  d {\n  }\n}\n"), [("GJ1009", 4)]);
    assert_eq!(place("a {\n}\n}\nb {\n}\n"), [("GJ1009", 3)]);
}

#[test]
fn what_follows_a_missing_brace_is_read_where_its_indentation_says() {
    for (text, expected) in [
        ("a {\n  b 1\n\nc {\n  d\n}\n", "a 0+0{b 1+0}; c 0+0{d 0+0}"),
        ("a {\n  b {\n    c 1\n}\nd {\n}\n", "a 0+0{b 0+0{c 1+0}}; d 0+0{}"),
        ("a {\n  b {\n    c\n  d\n}\ne\n", "a 0+0{b 0+0{c 0+0}; d 0+0}; e 0+0"),
        ("a {\n  b {\n    c\n// why\nd\n", "a 0+0{b 0+0{c 0+0}}; d 0+0"),
        ("a {\nb {\n}\n", "a 0+0{}; b 0+0{}"),
        // On one line nothing says where a block ends.
        ("a { b { c", "a 0+0{b 0+0{c 0+0}}"),
    ] {
        let (document, found, _) = parsed(text);
        assert_eq!(outline(&document.nodes), expected, "{text:?}");
        assert!(!found.is_empty() && found.iter().all(|one| one.entry.code == "GJ1008"), "{text:?}");
        let mut sources = SourceMap::default();
        let id = sources.add("test.kdl", text);
        assert_eq!(Lossless::parse(&sources, id).0.text(), text);
    }
}

#[test]
fn other_editions_of_kdl_are_refused() {
    assert_eq!(mistakes("/- kdl-version 1\na"), [("GJ1033", "1".to_owned())]);
    assert_eq!(document("\u{FEFF}// x\n/- kdl-version 2\na").nodes.len(), 1);
    assert_eq!(document("a\n/- kdl-version 1").nodes.len(), 1);
}

#[test]
fn a_long_list_of_properties_is_searched_for_repetitions() {
    let keys: String = (0..1_000).map(|key| format!(" k{}=1", key % 999)).collect();
    let text = format!("a{keys}");
    let (document, found, sources) = parsed(&text);
    assert_eq!(document.nodes[0].properties.len(), 999);
    let [repetition] = found.as_slice() else { panic!("one") };
    assert_eq!((repetition.entry.code, sources.slice(repetition.place.unwrap())), ("GJ1032", "k0"));
    assert_eq!(repetition.place.unwrap().start as usize, text.len() - 4);
    assert_eq!(repetition.remarks[0].0.start, 2);
}

#[test]
fn the_tree_holds_every_byte_and_says_what_it_is() {
    let text = "\u{FEFF}// why\n/-(t)a 1 \\ // on\n  k = (v)\"x\" /*c*/ /-{ b; } { c } ; d // end\n";
    let mut sources = SourceMap::default();
    let id = sources.add("test.kdl", text);
    let (tree, mistakes) = Lossless::parse(&sources, id);
    assert!(mistakes.is_empty());
    assert_eq!(tree.text(), text);
    let kinds = |pieces: Pieces<'_>| pieces.map(|piece| (piece.kind(), piece.text().to_owned())).collect::<Vec<_>>();
    let top = kinds(tree.pieces());
    assert_eq!(top[0].0, Kind::ByteOrderMark);
    assert_eq!(top[1], (Kind::LineComment, "// why".to_owned()));
    assert_eq!(top[2].0, Kind::Newline);
    let (Kind::Node, node) = &top[3] else { panic!("{top:?}") };
    assert!(node.starts_with("/-(t)a") && node.ends_with("{ c } ;"), "{node:?}");
    let node = tree.pieces().nth(3).unwrap();
    assert!(node.is_off());
    assert_eq!(node.annotation().and_then(Piece::word).unwrap().text(), "t");
    assert_eq!(node.name().unwrap().text(), "a");
    assert_eq!(node.block().unwrap().text(), "{ c }");
    let property = node.first(Kind::Property).unwrap();
    assert_eq!(property.name().unwrap().text(), "k");
    assert_eq!(property.value().unwrap().unquoted().unwrap(), "x");
    let parts: Vec<_> = node.pieces().map(Piece::kind).filter(|kind| !kind.is_trivia()).collect();
    let expected = [
        Kind::Slashdash,
        Kind::Annotation,
        Kind::Word,
        Kind::Argument,
        Kind::Property,
        Kind::Block,
        Kind::Block,
        Kind::Semicolon,
    ];
    assert_eq!(parts, expected);
}

#[test]
fn every_message_of_this_stage_is_in_both_languages() {
    for entry in catalogue::syntax::ENTRIES {
        for chinese in [entry.text(Language::Zh), entry.help(Language::Zh)] {
            assert!(chinese.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)), "{}: {chinese}", entry.code);
        }
        for english in [entry.text(Language::En), entry.help(Language::En)] {
            assert!(english.len() > 5 && !english.contains(|c: char| c > '\u{2FFF}'), "{}: {english}", entry.code);
        }
    }
}

#[test]
fn codes_are_unique() {
    let mut codes: Vec<_> = catalogue::all().map(|entry| entry.code).collect();
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}

#[test]
fn switched_off_parts_are_not_read() {
    let document =
        document("/- a { b }\nc /-1 2 /-x=3 /-{ d /-{ e } } { f /- {}; /-g; /-h }\n/- kdl-version 2; /-i;\n");
    let [node] = document.nodes.as_slice() else { panic!("one node") };
    assert_eq!((node.arguments.len(), node.properties.len(), node.children().count()), (1, 0, 1));
    assert!(node.children().next().unwrap().children.is_none());
}

#[test]
fn comments_and_continued_lines() {
    let document = document("a /* /* x */ } \" */ 1 \\ // go on\n  2\nb /* \n */ 3 // { \"\n");
    assert_eq!(document.nodes[0].arguments.len(), 2);
    assert_eq!(document.nodes[1].arguments.len(), 1);
}

#[test]
fn limits_are_exact() {
    let nested = |depth: usize| "a {".repeat(depth) + &"}".repeat(depth);
    document(&nested(64));
    let found = mistakes(&nested(65));
    assert_eq!(found, [("GJ1004", "{".to_owned())]);
    let (_, diagnostics, _) = parsed(&nested(65));
    assert_eq!(diagnostics[0].place.unwrap().start, 64 * 3 + 2);
    let comments = |depth: usize| "/*".repeat(depth) + &"*/".repeat(depth);
    document(&comments(64));
    assert_eq!(mistakes(&comments(65)), [("GJ1005", "/*".to_owned())]);
    let sized = |size: usize| format!("a \"{}\"", "x".repeat(size - 4));
    assert_eq!(mistakes(&sized((4 << 20) + 1))[0].0, "GJ1001");
}

/// Texts that take the crate minutes, or its stack, end at once; the bound is generous for a build without optimisation
/// on a busy machine and far below what anything but linear time would need.
#[test]
fn hostile_texts_end_at_once() {
    let million = 1 << 20;
    for text in [
        "a /-{".repeat(30),
        "a /-{".repeat(30) + &"}".repeat(30),
        "a {".repeat(100_000),
        "a {".repeat(100_000) + &"}".repeat(100_000),
        "/-{".repeat(million / 3),
        "/-a{".repeat(million / 4),
        "/*".repeat(million / 2),
        format!("/*{}*/a", "*".repeat(million)),
        "}".repeat(million),
        "{".repeat(million),
        "(".repeat(million),
        "\"".repeat(million),
        "\"\"\"\n".repeat(million / 64),
        "a \"\"\"x\n".repeat(million / 8),
        "#".repeat(million),
        format!("{}\"{}", "#".repeat(1_000), format!("\"{}", "#".repeat(999)).repeat(1_000)),
        "#\"".repeat(million / 2),
        "\\ ".repeat(million / 2),
        "\\/*".repeat(million / 3),
        "a ]\n".repeat(million / 4),
        "a=".repeat(million / 2),
        "\u{202e}".repeat(million / 3),
        "a “\n".repeat(million / 6),
    ] {
        let start = Instant::now();
        let (_, diagnostics, _) = parsed(&text);
        let name: String = text.chars().take(12).collect();
        assert!(start.elapsed() < Duration::from_secs(10), "{name:?}: {:?}", start.elapsed());
        assert!(diagnostics.len() < 300, "{name:?}: {}", diagnostics.len());
    }
}

/// Pieces of which texts near to KDL are made.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "规则",
        "-",
        "1",
        "0x1f",
        "-1.5e3",
        "1.",
        "#true",
        "#null",
        "true",
        "#x",
        "\"x\"",
        "\"",
        "\"\"\"",
        "#\"r\"#",
        "#\"",
        "\"#",
        "\"\"\"\n x\n \"\"\"",
        "#\"\"\"\ny\n\"\"\"#",
        "\\",
        "\\\n",
        "\\n",
        "(",
        ")",
        "(t)",
        "=",
        "k=",
        "{",
        "}",
        "{}",
        "{ a }",
        ";",
        "\n",
        "\r\n",
        " ",
        " ",
        " ",
        "\t",
        "/-",
        "//",
        "/*",
        "*/",
        "/* c */",
        "[",
        "/",
        "＝",
        "\u{3000}",
        "\u{85}",
        "\u{7}",
        "\u{FEFF}",
        "ab",
        "x=1",
        "_",
        ".5",
        "+",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// What is KDL and refused all the same: further invisible characters, full-width marks, annotated nodes, repeated
/// properties, numbers without end.
const STRICTER: [&str; 5] = ["GJ1003", "GJ1015", "GJ1018", "GJ1028", "GJ1032"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused_at_a_place(text in soup()) {
        let (document, diagnostics, sources) = parsed(&text);
        let mut whole = SourceMap::default();
        let id = whole.add("test.kdl", text.as_str());
        let (tree, mistakes) = Lossless::parse(&whole, id);
        prop_assert_eq!(tree.text(), text.as_str());
        prop_assert!(mistakes.is_empty() || !diagnostics.is_empty());
        for diagnostic in &diagnostics {
            let place = diagnostic.place.unwrap();
            prop_assert!(text.get(place.start as usize..place.end as usize).is_some());
        }
        let mut waiting: Vec<&Node> = document.nodes.iter().collect();
        while let Some(node) = waiting.pop() {
            prop_assert!(!sources.slice(node.span).is_empty());
            for argument in node.arguments.iter().chain(node.properties.iter().map(|property| &property.value)) {
                prop_assert!(!sources.slice(argument.span).is_empty());
                if let (Scalar::Text(value), Some(at)) = (&argument.value, argument.verbatim()) {
                    prop_assert!(text[at as usize..].starts_with(&**value));
                }
            }
            waiting.extend(node.children());
        }
    }

    /// The crate is the judge of what KDL is, but for the differences that are explained.
    #[test]
    fn what_the_crate_reads_and_nothing_else_is_kdl(text in soup()) {
        prop_assume!(text.matches("/-").count() <= 3);
        let mut sources = SourceMap::default();
        let id = sources.add("test.kdl", text.as_str());
        let (tree, mistakes) = Lossless::parse(&sources, id);
        let theirs = kdl::KdlDocument::parse_v2(&text);
        if mistakes.is_empty() != theirs.is_ok() {
            let is_explained = if mistakes.is_empty() {
                explained::only_we_read(&tree)
            } else {
                mistakes.iter().all(|mistake| explained::only_we_refuse(&tree, &text, mistake))
            };
            prop_assert!(is_explained, "{:?}: {:?}", text, mistakes);
            return Ok(());
        }
        let (ours, found, _) = parsed(&text);
        match (found.first(), theirs) {
            (None, Ok(theirs)) => prop_assert_eq!(ours.nodes.len(), theirs.nodes().len()),
            (Some(_), Ok(_)) => {
                let refused = found.iter().all(|one| STRICTER.contains(&one.entry.code));
                prop_assert!(refused, "{:?}: {:?}", text, found);
            }
            (found, Err(_)) => prop_assert!(found.is_some()),
        }
    }

    #[test]
    fn any_characters_are_read_or_refused(text in "\\PC{0,60}|[\\x00-\\x7f]{0,60}") {
        let mut sources = SourceMap::default();
        let id = sources.add("test.kdl", text.as_str());
        let (tree, mistakes) = Lossless::parse(&sources, id);
        prop_assert_eq!(tree.text(), text.as_str());
        let (_, found) = parse(&sources, id);
        prop_assert!(mistakes.is_empty() || !found.is_empty());
    }
}
