//! Numbers of persons that get into a submission by mistake: they are told at their place, and no output of a check shows them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use guiju::base::date::Date;
use guiju::check::Assessment;
use guiju::diagnostic::render::{Style, render};
use guiju::diagnostic::{Diagnostic, Language, SourceMap, sort};
use guiju::package::{self, Files};
use guiju::report::findings::Findings;
use guiju::report::machine::Form;
use guiju::report::{self, RegionReport};
use guiju::rollup::{Deliveries, RollUp};
use guiju::standard::Standard;
use guiju::submission::Round;
use guiju::submission::folder::{accept, read_submissions};
use proptest::prelude::*;
use std::io::{Cursor, Read};
use std::sync::LazyLock;
use support::binary::guiju;
use support::folder::write;
use support::small;

/// What the small package gets beside: measures on which regions report, so that there are feedback tables.
const PLAN: &str = r#"
source "plan-source" title="计划" { axis "item" "项" }
choice "state" "状态" { option "not-started" "未启动"; option "done" "已完成"; option "not-applicable" "不适用" }
record "status" "落实情况" {
    field "no" "序号" type="integer"; field "state" "状态" type="state"; field "progress" "进展" type="text"
}
measures "plan" "计划" source="plan-source" axis="item" reported-in="status" {
    measure 1 "第一件" due="2024-06-30" { units "各单位"; modality "requirement" }
}
rule "rooms-named" "房间另有编号" {
    clause "must"
    good-when "rooms.exists(r, r.id != '')"
    message "{{remark}}"
}
"#;

static STANDARD: LazyLock<Standard> = LazyLock::new(|| {
    let main = small::MAIN
        .replace("    list \"rooms\"", "    list \"status\" \"落实情况\" of=\"status\" key=\"no\"\n    list \"rooms\"");
    let files = [("standard.kdl", main.as_str()), ("plan.kdl", PLAN), ("regions.csv", small::REGISTRY)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let compilation = package::compile(&Files::in_memory("small", files), &mut SourceMap::default());
    compilation.standard.unwrap_or_else(|| panic!("{:?}", compilation.diagnostics))
});

/// Everything that a check gives: both reports and the messages in both languages, and the feedback tables. And the codes.
fn outputs(path: &str, submission: &str) -> (String, Vec<&'static str>) {
    let mut sources = SourceMap::default();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let files = Files::in_memory("round", [(path.to_owned(), submission.as_bytes().to_vec())]);
    let submissions = read_submissions(&files, &STANDARD, &mut sources, &mut diagnostics);
    let submissions = accept(submissions, &STANDARD, &mut diagnostics);
    let day = Date::parse("2024-03-31").unwrap();
    let assessment = Assessment::new(&STANDARD, day, &submissions, &mut diagnostics);
    let regions = RegionReport::all(&assessment, &mut diagnostics);
    let deliveries = Deliveries::of(&STANDARD, &Round::default(), &[], &mut Vec::new());
    let rolled = RollUp::of(&assessment, deliveries, &mut diagnostics);
    sort(&mut diagnostics);
    let mut all = String::new();
    for language in [Language::Zh, Language::En] {
        let checked = report::Round::new(&assessment, &regions, &rolled, &diagnostics, &sources, language);
        all += &report::terminal::render(&checked);
        all += &report::json::render(&checked).unwrap();
        let findings = Findings::of_round(&checked, &["round", "small"]);
        all.extend(Form::ALL.map(|form| form.render(&findings)));
        all += &render(&diagnostics, &sources, language, Style::Plain);
        all += &render(&diagnostics, &sources, language, Style::Colour);
    }
    for bytes in report::feedback::files(&assessment, &mut Vec::new()).into_values() {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for index in 0..archive.len() {
            archive.by_index(index).unwrap().read_to_string(&mut all).unwrap();
        }
    }
    (all, diagnostics.iter().map(|found| found.entry.code).collect())
}

/// An identity number of an area that does not exist, with the check character that belongs to it.
fn identity(serial: u32) -> String {
    let first = format!("99000119900307{serial:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = first.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{first}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum as usize % 11])
}

/// A number, the ways it is written, and the code that tells of it.
fn number() -> impl Strategy<Value = (String, &'static str)> {
    let full_width =
        |text: &str| -> String { text.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)).collect() };
    let mobile = (3u8..=9, "[1-9]{8}", 0usize..6).prop_map(move |(second, rest, form)| {
        let whole = format!("1{second}0{rest}");
        let (first, last) = rest.split_at(4);
        let shown = match form {
            0 => whole,
            1 => format!("1{second}0 {first} {last}"),
            2 => format!("1{second}0-{first}-{last}"),
            3 => format!("+86 {whole}"),
            4 => format!("+86{whole}"),
            _ => full_width(&whole),
        };
        (shown, "GJ4550")
    });
    let fixed = "[2-8][1-9]{7}".prop_map(|rest| (format!("（0571）{rest}"), "GJ4550"));
    let identity = (0u32..1000).prop_map(|serial| (identity(serial), "GJ4551"));
    prop_oneof![4 => mobile, 1 => fixed, 2 => identity]
}

/// What is left of an output when separators and widths of characters do not count.
fn bare(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{FF10}'..='\u{FF19}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    text.chars().map(plain).filter(|c| !matches!(c, ' ' | '-' | '（' | '）' | '+')).collect()
}

/// A submission with the number in some place, and whether it is in a text that is scanned.
fn planted(number: &str, before: &str, after: &str, place: usize) -> (&'static str, String, bool) {
    let text = format!("{before}{number}{after}");
    let kdl = |body: String| ("A1.kdl", format!("submission region=\"A1\" {{ {body} }}\n"));
    let json = |body: String| ("A1.json", format!("{{\"region\": \"A1\", \"data\": {{{body}}}}}"));
    let rooms = "rooms { - \"r1\" area=20 }";
    let ((path, text), is_text) = match place {
        0 => (kdl(format!("style \"counter\"; remark \"{text}\"; {rooms}")), true),
        1 => (kdl(format!("remark (\"n/a\")\"{text}\"; style \"counter\"; {rooms}")), true),
        2 => (kdl(format!("rooms {{ - \"{text}\" area=20; - \"{text}；2\" area=-1 }}; remark \"x\"")), true),
        3 => (kdl(format!("rooms (partial)\"{text}\" {{ - \"r1\" area=20 }}")), true),
        4 => (kdl(format!("style \"{text}\"; uses \"open\" \"{text}\"")), true),
        5 => (kdl(format!("seats \"{text}\"; opened \"{text}\"")), true),
        6 => (kdl(format!("status {{ - 1 state=\"done\" progress=\"{text}\" }}")), true),
        7 => (kdl(format!("status {{ - 1 state=\"{text}\"; - 1 state=\"done\" }}")), true),
        8 => (kdl(format!("\"{text}\" 1; seats 12")), false),
        9 => (kdl(format!("remark \"{text}\" )")), false),
        10 => (("A1.kdl", format!("submission region=\"A1\" edition=\"{text}\" {{ seats 12 }}\n")), false),
        11 => (("A1.kdl", format!("submission region=\"{text}\" {{ seats 12 }}\n")), false),
        12 => (json(format!("\"remark\": \"{text}\", \"style\": \"counter\", \"seats\": \"x\"")), true),
        13 => (json(format!("\"not_applicable\": {{\"remark\": \"{text}\"}}, \"seats\": -1")), true),
        14 => (json(format!("\"rooms\": [{{\"id\": \"{text}\", \"area\": -3}}], \"{text}\": 1")), true),
        15 => (json(format!("\"remark\": \"{text}\", oops")), false),
        _ => (json(format!("\"remark\": \"{}{text}\", \"seats\": [1, 2]", "长".repeat(300))), true),
    };
    (path, text, is_text)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_output_shows_a_planted_number(
        (number, code) in number(),
        before in "[\u{4e00}-\u{4e20}，。：]{0,6}",
        after in "[\u{4e00}-\u{4e20}，。；]{0,6}",
        place in 0usize..17,
    ) {
        let (path, submission, is_text) = planted(&number, &before, &after, place);
        let (all, codes) = outputs(path, &submission);
        // Three digits at the beginning stay legible; digits other than 0 do not meet by chance.
        let tail: String = bare(&number).chars().skip(4).collect();
        let bare = bare(&all);
        let around = bare.find(&tail).map(|at| bare[bare.floor_char_boundary(at.saturating_sub(60))..].chars().take(90).collect::<String>());
        prop_assert_eq!(around, None, "{} in place {}", number, place);
        prop_assert!(!is_text || codes.contains(&code), "{:?} in place {}: {}", codes, place, submission);
        prop_assert!(is_text || place == 9 || place == 15 || !codes.is_empty());
    }
}

#[test]
fn a_number_that_is_written_as_one_names_no_element() {
    let (all, _) =
        outputs("A1.kdl", "submission region=\"A1\" { rooms { - 13800000000 area=20 }; remark 13800000000 }\n");
    assert!(!all.contains("0000000") && all.contains("rooms[#1]"), "{all}");
}

#[test]
fn elements_with_different_numbers_stay_different() {
    let submission = "submission region=\"A1\" { rooms { - \"13800000000\" area=1; - \"13800000001\" area=2; - \"13800000000\" area=3 } }\n";
    let (all, codes) = outputs("A1.kdl", submission);
    // The third repeats the first; the second does not.
    assert_eq!(codes, ["GJ4550", "GJ4550", "GJ4113", "GJ4550"]);
    assert!(all.contains("rooms[138********]") && all.contains("rooms[138*******b]"), "{all}");
}

#[test]
fn what_only_looks_like_a_number_of_a_person_is_left_as_it_is() {
    let remark = "投资13800000000元；文号〔2024〕13800000000号；统一代码913301001234567890；2024-01-31";
    let submission = format!("submission region=\"A1\" {{ style \"counter\"; remark \"{remark}\" }}\n");
    let (all, codes) = outputs("A1.kdl", &submission);
    assert!(codes.iter().all(|code| !code.starts_with("GJ455")), "{codes:?}");
    assert!(all.contains(remark));
}

#[test]
fn the_command_warns_and_masks_and_ends_as_it_would() {
    let folder = small::folder();
    let text = small::KDL.replace("\"open\"", "\"counter\"\n    remark \"请打 13800000000\"");
    write(folder.path(), "round/A1.kdl", text.as_bytes());
    for (format, shown) in [("text", "请打 138********"), ("json", "请打 138********")] {
        let run = guiju(folder.path(), &["check", small::ROUND, "--format", format]);
        assert_eq!(run.code, 1, "a problem, and a warning beside: {}", run.all());
        assert!(run.output.contains(shown) && run.messages.contains("GJ4550"), "{}", run.all());
        assert!(run.messages.contains("round/A1.kdl:5:12") && !run.all().contains("0000000"), "{}", run.all());
    }
}
