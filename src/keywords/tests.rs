//! Which words are keywords, and that the walk knows every position that the compiler reads.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use super::walk::shapes;
use super::*;
use crate::base::parallel::alone;
use crate::kinds::KINDS;
use crate::package::{self, Files};
use crate::standard::declarations::DECLARED;
use crate::standard::shape::{ANY, Child, FACTS, NOT_APPLICABLE, PARTIAL, Shape, Words, readings};
use crate::submission::folder::{MANIFEST, TOP_LEVEL, read_round, read_submissions};
use crate::syntax::vocabulary::{Sense, WORDS, chinese, spellings};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The text with its keywords in that language, by itself.
fn in_language(text: &str, language: Language) -> Result<String, Vec<Diagnostic>> {
    let mut sources = SourceMap::default();
    let id = sources.add("a.kdl", text);
    let mut styles = Styles::default();
    styles.add(&Lossless::parse(&sources, id).0);
    converted(&sources, id, language, &styles)
}

/// Holds both spellings of a text against each other.
fn equal(english: &str, chinese: &str) {
    assert_eq!(in_language(english, Language::Zh).unwrap(), chinese);
    assert_eq!(in_language(chinese, Language::En).unwrap(), english);
    assert_eq!(in_language(english, Language::En).unwrap(), english);
    assert_eq!(in_language(chinese, Language::Zh).unwrap(), chinese);
}

#[test]
fn names_values_and_annotations() {
    equal(
        "rule \"r\" \"标题\" en=\"rule\" { clause \"rule\"; due \"2024-01-31\" } // rule\n",
        "规则 \"r\" \"标题\" 英文=\"rule\" { 条款 \"rule\"; 期限 \"2024-01-31\" } // rule\n",
    );
    equal(
        "record \"text\" \"text\" { field \"number\" \"text\" type=\"text\"; field a b type=status many=#true }",
        "记录 \"text\" \"text\" { 字段 \"number\" \"text\" 类型=\"文本\"; 字段 a b 类型=status 多选=#true }",
    );
    equal(
        "submission region=\"region\" { region (\"n/a\")\"partial\"; list (partial)\"n/a\" { - a=(\"n/a\")\"x\" } }",
        "填报 地区=\"region\" { region (不涉及)\"partial\"; list (不全)\"n/a\" { - a=(不涉及)\"x\" } }",
    );
    equal(
        "test \"t\" { given { given { partial 1 }; text (text)\"x\" (partial)1 }; expect-score \"pass\" \"none\"; expect \"none\" \"pass\" }",
        "测试 \"t\" { 给定 { given { partial 1 }; text (text)\"x\" (partial)1 }; 期望总分 \"pass\" \"无\"; 期望 \"none\" \"通过\" }",
    );
}

#[test]
fn the_place_decides_the_sense() {
    equal("indicators i t total=1 { group g t weight=1 }", "指标体系 i t 总分=1 { 指标组 g t 权重=1 }");
    equal("measures m t source=s axis=a { measure 1 t group=1 }", "举措表 m t 来源=s 分类轴=a { 举措 1 t 分组=1 }");
    equal("source s { clause c t text=1 { text text } }", "来源 s { 条款 c t text=1 { 正文 text } }");
    equal("rule r t { binds set=a kind=b }", "规则 r t { 适用范围 所属组=a kind=b }");
    // The first sense is understood there, too, and stays as it is written.
    assert_eq!(in_language("规则 r t { 适用范围 指定=a }", Language::En).unwrap(), "rule r t { binds set=a }");
    let first = "规则 r t { 适用范围 指定=a }";
    assert_eq!(in_language(first, Language::Zh).unwrap(), first);
}

#[test]
fn names_of_authors_are_none() {
    // An axis, a column, an attribute of regions that are called like keywords.
    equal("source s { axis group t; clause c t group=1 due=x }", "来源 s { 分类轴 group t; 条款 c t group=1 期限=x }");
    equal(
        "catalog c t { column clause t type=text; column b t type=catalog:text; item 1 t clause=\"a\" { clause \"a\"; note \"b\" } }",
        "目录 c t { 列 clause t 类型=文本; 列 b t 类型=目录:text; 事项 1 t clause=\"a\" { clause \"a\"; 备注 \"b\" } }",
    );
    equal("unknown rule { rule 1 }", "unknown rule { rule 1 }");
}

#[test]
fn texts_of_arrows_are_keywords_and_of_lines_are_not() {
    equal(
        "sign-style s t { line name weight=bold; arrow arrow side=left }\nsign a style=s { set name left; set arrow left }",
        "标牌样式 s t { 文字行 name 字重=粗体; 箭头 arrow 所在侧=左 }\n标牌 a 样式=s { 指定 name left; 指定 arrow 左 }",
    );
    // Without the style, nobody knows.
    equal("sign a style=s { set arrow left }", "标牌 a 样式=s { 指定 arrow left }");
    // Of two styles of one name, one has a line there.
    equal(
        "sign-style s t { line x }\nsign-style s t { arrow x }\nsign a style=s { set x up }",
        "标牌样式 s t { 文字行 x }\n标牌样式 s t { 箭头 x }\n标牌 a 样式=s { 指定 x up }",
    );
}

#[test]
fn quotes_stay_and_so_does_what_is_switched_off() {
    equal(
        "\"rule\" r t /-\"en\"=x { #\"clause\"# a; /- note \"note\" }\n/-unit a b",
        "\"规则\" r t /-\"英文\"=x { #\"条款\"# a; /- 备注 \"note\" }\n/-单位 a b",
    );
    assert_eq!(in_language("\"r\\u{75}le\" r t", Language::Zh).unwrap(), "\"规则\" r t");
    assert_eq!(in_language("填报 { a (\"不涉及\")b }", Language::En).unwrap(), "submission { a (\"n/a\")b }");
    // A keyword is one in either language, and may be in both.
    assert_eq!(in_language("规则 r t { clause a; 条款 b }", Language::En).unwrap(), "rule r t { clause a; clause b }");
}

#[test]
fn what_would_mean_something_else_is_left() {
    for (text, language, place) in [
        ("catalog c t {\n column 条款 t type=text\n item 1 t { clause a } }", Language::Zh, "clause"),
        ("目录 c t {\n 列 clause t 类型=文本\n 事项 1 t { 条款 a } }", Language::En, "条款"),
        ("rule r t\nrule r t en=a 英文=b", Language::Zh, "rule r t en=a 英文=b"),
    ] {
        let found = in_language(text, language).unwrap_err();
        let [found] = found.as_slice() else { panic!("one message: {found:?}") };
        assert_eq!(found.entry.code, "GJ9202");
        let mut sources = SourceMap::default();
        sources.add("a.kdl", text);
        assert_eq!(sources.slice(found.place.unwrap()), place, "{text}");
    }
    assert_eq!(in_language("a {", Language::Zh).unwrap_err().first().map(|found| found.entry.code), Some("GJ1008"));
}

/// Every shape that the language knows, once, with a keyword that leads to it.
fn all_shapes() -> Vec<(&'static str, &'static Shape)> {
    let kinds = KINDS.iter().map(|kind| Child::several(kind.keyword, kind.shape));
    let mut waiting: Vec<Child> = DECLARED.into_iter().chain(TOP_LEVEL).chain(kinds).collect();
    let mut known: Vec<(&'static str, &'static Shape)> = Vec::new();
    while let Some(child) = waiting.pop() {
        if !known.iter().any(|(_, shape)| std::ptr::eq(*shape, child.shape)) {
            known.push((child.keyword, child.shape));
            waiting.extend(child.shape.children);
        }
    }
    known
}

/// All positions of keywords: the word, and in which sense.
fn positions() -> Vec<(&'static str, Sense)> {
    let mut positions: Vec<(&'static str, Sense)> = Vec::new();
    positions.extend([NOT_APPLICABLE, PARTIAL].map(|word| (word, Sense::First)));
    positions.extend(KINDS.iter().map(|kind| (kind.keyword, Sense::First)));
    positions.extend(DECLARED.iter().chain(&TOP_LEVEL).map(|child| (child.keyword, child.sense)));
    for (_, shape) in all_shapes() {
        positions.extend(shape.children.iter().map(|child| (child.keyword, child.sense)));
        positions.extend(shape.properties.iter().map(|slot| (slot.name, slot.sense)));
        for slot in shape.arguments.iter().chain(shape.properties) {
            if let Words::Fixed(words) | Words::FixedOrOf(words, _) | Words::OfArrow(words) = slot.words {
                positions.extend(words.iter().map(|word| (*word, Sense::First)));
            }
        }
    }
    positions.retain(|(word, _)| *word != ANY);
    positions
}

#[test]
fn every_keyword_has_a_chinese_spelling_and_a_place() {
    let mut used = BTreeSet::new();
    for (word, sense) in positions() {
        let spelled = spelling(word, Language::Zh, sense);
        assert!(!spelled.is_ascii(), "{word} has no Chinese spelling");
        let has_two = spellings().filter(|(english, _)| *english == word).count() > 1;
        assert_eq!(sense == Sense::Second, has_two && Some(spelled) != chinese(word), "{word}");
        used.insert(spelled);
    }
    // Columns of registries are reached by these, beside being keywords of their own or not.
    let columns: BTreeSet<&str> = crate::standard::registry::COLUMNS.into_iter().chain(["kind"]).collect();
    for (english, chinese) in spellings().filter(|(english, _)| !columns.contains(english)) {
        assert!(used.contains(chinese), "no place takes {english} ({chinese})");
    }
    assert!(WORDS.len() > 150);
}

/// Declarations that the packages of this repository do without.
const FURTHER: &str = r##"
unit "a" "b" of="m" factor=2
source "s" title="t" { clause "c" "t" { text "x" } }
indicators "i" "t" total=1 {
    weights "panel" consensus="mean" { panel "p" { give "g" 100 } }; aggregate "geometric"; missing "mean" among="level"; outliers "clamp" from=0 to=1; ranking "exact" ties="dense"
    uncertainty draws=100 seed=1 { weights within=0.1; alternative "aggregate" "arithmetic" }
    group "g" "t" weight=1 { group "h" "t" weight=1 { weights "pairwise" derivation="eigenvector" index="saaty-1980" { compare "x" "x" 1 }; indicator "x" "t" weight=1 { measure "1"; scale "linear" from=0 to=1; not-applicable-when "false" } } }
    bonus "b" "t" max=1 { measure "1"; scale "step" { at 1 share=1 } }
    deduction "d" "t" max=1 per=1 { measure "1" }
    veto "v" "t" when="false" cap=1 best-grade="g"
}
indicators "j" "t" total=1 bonus-limit=1 deduction-limit=1 ceiling=1 {
    weights "entropy" scaling="shifted-min-max" shift=1 round=2; aggregate "topsis" ideal="observed"; ranking "exact" ties="average" { then "x" }
    grade "a" at=1 most=1 ties="included"; grade "b" at=1 share=0.3 counting="scored" rounding="truncate" ties="excluded"
    grade "c" at=1 share=0.5 counting="bound" rounding="round-up" ties="included"; grade "d" at=0
    matrix "m" "t" { column "c" "t" }
    indicator "x" "t" column="c" { measure "1"; sample "1" min=1 confidence=0.9 deviation="1"; scale "efficacy" from=0 to=1 base=0.5 }
    indicator "y" "t" { measure "1"; scale "deduct" each=1 }
    indicator "z" "t" { measure "1"; scale "percentile" }
    group "g" "t" { weights "entropy" scaling="column-shares" round=2; aggregate "power" exponent=2 }
    group "d" "t" { weights "standard-deviation" scaling="vector" round=2 }
    group "e" "t" { weights "critic" scaling="min-max" round=2 }
    group "u" "t" { aggregate "mean-less-deviation" penalty=1 }
    group "v" "t" { aggregate "mazziotta-pareto" }
    group "h" "t" { aggregate "maximum"; indicator "w" "t" { measure "1"; scale "vector" } }
    group "k" "t" { aggregate "topsis" ideal="absolute"; weights "entropy" scaling="min-max" round=2 }
}
indicators "k" "t" total=1 { ranking "copeland" equal-pairs="half"; indicator "p" "t" weight=1 { measure "1"; scale "pass" } }
table "t" "t" { column "a" "t"; row "x" }
sign-style "s" "t" width=1 height=1 background="#ffffff" colour="#000000" { line "a" height=1; arrow "b" size=1; rows "c" height=1 }
sign "s" style="s" { set "a" "t"; row "c" "x" }
test "t" { region level="a"; as-of "2024-01-01"; given { a 1 }; member "1" { a 1 }; expect "r" "pass"; expect-points "x" "1" }
"##;

/// The folders of this repository in which a file of that name lies.
fn shipped(root: &Path, name: &str) -> Vec<PathBuf> {
    let mut waiting = vec![root.join("standards"), root.join("examples")];
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        waiting.extend(entries.filter(|path| path.is_dir()));
        found.extend(Some(folder).filter(|folder| folder.join(name).is_file()));
    }
    assert!(found.len() >= 2, "{found:?}");
    found.sort();
    found
}

#[test]
fn the_walk_knows_every_node_by_the_shape_it_is_read_by() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = SourceMap::default();
    readings::take();
    let mut standards = BTreeMap::new();
    for folder in shipped(root, "standard.kdl") {
        let files = Files::read(&folder, &["kdl", "csv", "hbs"]).unwrap();
        let standard = alone::work(|| package::compile(&files, &mut sources)).standard.unwrap();
        standards.insert(folder.canonicalize().unwrap(), standard);
    }
    let further = Files::in_memory("further", [("a.kdl".to_owned(), FURTHER.as_bytes().to_vec())]);
    alone::work(|| package::compile(&further, &mut sources));
    for folder in shipped(root, MANIFEST) {
        let files = Files::read(&folder, &["kdl", "json"]).unwrap();
        let round = read_round(&files, &mut sources, &mut Vec::new()).unwrap();
        let standard = &standards[&folder.join(round.standard.unwrap()).canonicalize().unwrap()];
        assert!(!read_submissions(&files, standard, &mut sources, &mut Vec::new()).is_empty(), "{}", folder.display());
    }
    let read = readings::take();
    let mut walked: BTreeMap<Span, &Shape> = BTreeMap::new();
    let files: BTreeSet<SourceId> = read.iter().map(|(place, _)| place.source).collect();
    for file in files {
        let (tree, mistakes) = Lossless::parse(&sources, file);
        assert!(mistakes.is_empty(), "{}", sources.path(file));
        walked.extend(shapes(&tree).into_iter().map(|(node, shape)| (node.name().unwrap().span(), shape)));
    }
    for (place, shape) in &read {
        let found = walked.get(place);
        let where_ =
            || format!("{}:{:?} {}", sources.path(place.source), sources.line_column(*place), sources.slice(*place));
        assert!(found.is_some_and(|found| std::ptr::eq(*found, *shape)), "{}: {found:?}", where_());
    }
    // Without an example of a shape, nothing was said about it.
    for (keyword, shape) in all_shapes() {
        let seen = read.iter().any(|(_, known)| std::ptr::eq(*known, shape));
        assert!(seen || std::ptr::eq(shape, &FACTS), "no example of {keyword}: {shape:?}");
    }
}
