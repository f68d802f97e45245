//! Formatting: the official suite of KDL, every file of this repository and made-up ones say the same afterwards, keep
//! their comments, and are not changed a second time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use guiju::diagnostic::SourceMap;
use guiju::syntax::{self, Kind, Lossless, Node};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::fmt::Write;
use std::path::PathBuf;
use support::kdl::{canonical, cases, read};
use support::repository;

/// The comments of a text, without the blanks around their lines.
fn comments(text: &str) -> Vec<String> {
    let mut sources = SourceMap::default();
    let id = sources.add("text.kdl", text);
    let (tree, _) = Lossless::parse(&sources, id);
    let is_comment = |kind| matches!(kind, Kind::LineComment | Kind::BlockComment);
    let is_break = |c| matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let squeezed = |comment: &str| {
        let lines: Vec<&str> = comment.split(is_break).map(str::trim).filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    };
    tree.tokens().filter(|token| is_comment(token.kind())).map(|token| squeezed(token.text())).collect()
}

/// The text in the one layout, whatever it holds beyond what we accept of KDL; `None` where it is no KDL.
fn formatted(text: &str) -> Option<String> {
    let mut sources = SourceMap::default();
    let id = sources.add("text.kdl", text);
    let (tree, mistakes) = Lossless::parse(&sources, id);
    let formatted = tree.formatted();
    mistakes.is_empty().then_some(formatted)
}

/// What the compiler reads in a text, without places; `None` where it does not accept it.
fn document(text: &str) -> Option<String> {
    fn tell(nodes: &[Node], told: &mut String) {
        for node in nodes {
            write!(told, "{:?}", node.name.text).unwrap();
            let value = |argument: &syntax::Argument| {
                (argument.annotation.as_ref().map(|name| name.text.to_string()), argument.value.clone())
            };
            for argument in &node.arguments {
                write!(told, " {:?}", value(argument)).unwrap();
            }
            for property in &node.properties {
                write!(told, " {:?}={:?}", property.name.text, value(&property.value)).unwrap();
            }
            if let Some(children) = &node.children {
                told.push('{');
                tell(children, told);
                told.push('}');
            }
            told.push(';');
        }
    }
    let mut sources = SourceMap::default();
    let id = sources.add("text.kdl", text);
    let (document, diagnostics) = syntax::parse(&sources, id);
    let mut told = String::new();
    tell(&document.nodes, &mut told);
    diagnostics.is_empty().then_some(told)
}

/// Formats a text of KDL and holds the result against it.
fn check(text: &str) -> String {
    let once = formatted(text).unwrap_or_else(|| panic!("no KDL: {text:?}"));
    assert_eq!(canonical(&once), canonical(text), "{text:?}\nbecame\n{once:?}");
    assert_eq!(formatted(&once).as_ref(), Some(&once), "changed a second time:\n{text:?}\nbecame\n{once:?}");
    assert_eq!(comments(&once), comments(text), "{text:?}\nbecame\n{once:?}");
    assert!(once.is_empty() || once.ends_with('\n') && !once.ends_with("\n\n") && !once.starts_with('\n'), "{once:?}");
    let mut sources = SourceMap::default();
    let id = sources.add("text.kdl", text);
    if let Some(told) = document(text) {
        assert_eq!(document(&once), Some(told), "{text:?}\nbecame\n{once:?}");
        assert_eq!(syntax::format(&sources, id).ok().as_ref(), Some(&once), "{text:?}\nbecame\n{once:?}");
    } else {
        assert!(syntax::format(&sources, id).is_err(), "{text:?}");
    }
    once
}

/// Every file below a folder of this repository whose name ends so.
fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![repository(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The blocks of Markdown whose info string begins with `kdl`.
fn blocks(markdown: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            if line.starts_with("```kdl") {
                blocks.push(body.join("\n"));
            }
        }
    }
    blocks
}

#[test]
fn the_official_suite() {
    let mut checked = 0;
    for entry in cases().join("input").read_dir().unwrap() {
        let path = entry.unwrap().path();
        if !path.to_string_lossy().ends_with("_fail.kdl") {
            check(&read(&path));
            checked += 1;
        }
    }
    assert!(checked >= 200, "{checked} cases");
}

#[test]
fn every_file_and_every_example_of_this_repository() {
    let mut checked = 0;
    for path in ["standards", "examples", "tests"].iter().flat_map(|folder| files(folder, ".kdl")) {
        check(&read(&path));
        checked += 1;
    }
    assert!(checked >= 100, "{checked} files");
    let mut checked = 0;
    for path in ["docs", "tests"].iter().flat_map(|folder| files(folder, ".md")) {
        // The others show mistakes or leave something out.
        for block in blocks(&read(&path)).iter().filter(|block| formatted(block).is_some()) {
            check(block);
            checked += 1;
        }
    }
    assert!(checked >= 250, "{checked} examples");
}

/// A string in every spelling.
fn string() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-z规矩][a-z0-9规矩_.-]{0,6}",
        1 => Just("-".to_owned()),
        1 => prop::sample::select(vec!["rule", "规则", "needed", "文本", "不涉及"]).prop_map(str::to_owned),
        4 => "\"[a-z 规矩/{};=]{0,12}\"",
        2 => r#""([a-z ]|\\n|\\s|\\u\{4e2d\}|\\ +|\\\n {0,6}|\\ \t\r\n\n \t?){0,6}x""#,
        2 => "##\"[a-z\"\\\\# ]{0,6}x\"##",
        2 => lines(false),
        1 => lines(true),
    ]
}

/// A text of several lines; the escaped one with line breaks that are taken out.
fn lines(raw: bool) -> impl Strategy<Value = String> {
    let line = if raw { "[a-z规\\\\ ]{0,8}" } else { r"([a-z规]|\\n| |\\  |\\\n {0,6}|\\ \n\t?\n {0,9}){0,5}" };
    let prefix = prop::sample::select(vec!["", "  ", "\t", "    ", "\u{3000}", " \t "]);
    let newline = prop::sample::select(vec!["\n", "\n", "\r\n", "\u{2028}"]);
    let closing = prop::sample::select(vec!["\"\"\"", "\"\"\"", "\\  \"\"\"", "\\\n \n    \"\"\""]);
    (prefix, newline, prop::collection::vec(line, 0..4), closing).prop_map(move |(prefix, newline, lines, closing)| {
        let mut text = String::from(if raw { "#\"\"\"" } else { "\"\"\"" });
        text.push_str(newline);
        for line in lines {
            // A line that is empty, or nothing but escaped blanks, could take the next line's blanks into its own.
            let line = if line.trim().is_empty() { String::new() } else { format!("{prefix}{line}z") };
            text.push_str(&line);
            text.push_str(newline);
        }
        text.push_str(prefix);
        text.push_str(if raw { "\"\"\"#" } else { closing });
        text
    })
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => string(),
        2 => "-?[0-9]{1,3}(\\.[0-9_]?[0-9])?",
        1 => prop::sample::select(vec!["#true", "#null", "0x1F", "1e3"]).prop_map(str::to_owned),
    ]
}

/// Blanks and comments on one line, or over several; at least one of them.
fn gap() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        8 => Just(" ".to_owned()),
        2 => Just("\t \u{3000}".to_owned()),
        1 => Just(" /* c */ ".to_owned()),
        1 => Just(" /*a\n      b\r\n   \n */".to_owned()),
        1 => Just(" \\\n".to_owned()),
        1 => Just("\\ // why \r\n\t".to_owned()),
    ];
    prop::collection::vec(part, 1..3).prop_map(|parts| parts.concat())
}

fn maybe(gap: impl Strategy<Value = String> + 'static, share: f64) -> impl Strategy<Value = String> {
    prop::option::weighted(share, gap).prop_map(Option::unwrap_or_default)
}

fn annotation() -> impl Strategy<Value = String> {
    maybe((maybe(gap(), 0.1), string(), maybe(gap(), 0.1)).prop_map(|(a, word, b)| format!("({a}{word}{b})")), 0.15)
}

/// A `/-` with what may stand behind it.
fn slashdash() -> impl Strategy<Value = String> {
    let behind = prop_oneof![
        4 => Just(String::new()),
        2 => gap(),
        1 => Just("\n\n ".to_owned()),
        1 => Just(" // off\n\n".to_owned()),
    ];
    maybe(behind.prop_map(|behind| format!("/-{behind}")), 0.15)
}

fn entry() -> impl Strategy<Value = String> {
    let key =
        maybe((string(), maybe(gap(), 0.1), maybe(gap(), 0.1)).prop_map(|(key, a, b)| format!("{key}{a}={b}")), 0.5);
    (gap(), slashdash(), key, annotation(), maybe(gap(), 0.05), value()).prop_map(
        |(gap, slashdash, key, annotation, behind, value)| {
            let behind = if annotation.is_empty() { String::new() } else { behind };
            format!("{gap}{slashdash}{key}{annotation}{behind}{value}")
        },
    )
}

/// What stands between nodes.
fn between() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        6 => Just("\n".to_owned()),
        2 => Just("\r\n\r\n\r\n".to_owned()),
        3 => Just(" // section ── \n".to_owned()),
        2 => Just("\t/* lead */ ".to_owned()),
        1 => Just("/* over\n\t  lines */".to_owned()),
        1 => Just("\\\n".to_owned()),
        1 => Just("\u{2029}\u{0C}  ".to_owned()),
    ];
    prop::collection::vec(part, 0..3).prop_map(|parts| parts.concat())
}

fn end_of_node() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "\n",
        "\n",
        ";",
        " ;",
        "; ",
        " // end\n",
        "\r\n\n\n",
        " /* tail */ ;",
        "; // end\n",
        "\\ // x\n;",
    ])
    .prop_map(str::to_owned)
}

fn nodes(node: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = String> {
    (prop::collection::vec((between(), node, end_of_node()), 0..4), between()).prop_map(|(nodes, last)| {
        nodes.into_iter().map(|(before, node, end)| format!("{before}{node}{end}")).collect::<String>() + &last
    })
}

fn text() -> impl Strategy<Value = String> {
    let header = || {
        (slashdash(), annotation(), string(), prop::collection::vec(entry(), 0..4)).prop_map(
            |(slashdash, annotation, name, entries)| format!("{slashdash}{annotation}{name}{}", entries.concat()),
        )
    };
    let node = header().prop_recursive(4, 24, 4, move |node| {
        // Blocks on one line, of nodes on one line, beside those over several.
        let flat = prop::collection::vec(node.clone(), 1..4).prop_map(|nodes| nodes.join("; "));
        let block = prop_oneof![nodes(node), flat];
        let block = (maybe(gap(), 0.7), slashdash(), block)
            .prop_map(|(gap, slashdash, nodes)| format!("{gap}{slashdash}{{{nodes}}}"));
        (header(), prop::collection::vec(block, 0..3)).prop_map(|(header, blocks)| header + &blocks.concat())
    });
    nodes(node)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 1000 } else { 20_000 }))]

    #[test]
    fn made_up_texts(text in text()) {
        // Two blocks that count, a name without what it needs: what was made up is not always KDL.
        if formatted(&text).is_some() {
            check(&text);
        }
    }

    #[test]
    fn files_with_something_else_in_them(
        file in 0..1000_usize,
        places in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize), 1..4),
        snippet in prop::sample::select(vec![
            "", ";", "\n", " ", "{", "}", "/-", "/*", "*/", "//", "\\\n", "\"", "\"\"\"\n", "#\"", "=", "(", ")", "{ }", "\r", "\u{3000}", "a; b",
        ]),
    ) {
        let files = files("standards", ".kdl");
        let text = read(&files[file % files.len()]);
        // A part of it, so that what is mended by chance stays likely.
        let lines: Vec<&str> = text.lines().collect();
        let first = file * 7 % lines.len();
        let mut text = lines[first..lines.len().min(first + 30)].join("\n");
        for (place, taken) in places {
            let characters: Vec<(usize, char)> = text.char_indices().collect();
            if characters.is_empty() { continue; }
            let at = place.index(characters.len());
            let end = characters.get(at + taken / 8).map_or(text.len(), |(end, _)| *end);
            text.replace_range(characters[at].0..end, snippet);
        }
        if formatted(&text).is_some() {
            check(&text);
        }
    }
}

#[test]
fn most_made_up_texts_are_kdl() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let texts = (0..300).map(|_| text().new_tree(&mut runner).unwrap().current());
    let kdl = texts.filter(|text| formatted(text).is_some()).count();
    assert!(kdl >= 150, "{kdl} of 300");
}
