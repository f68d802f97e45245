//! A tiny standard under test: what boundary examples notice and others do not, what is counted, what is printed.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]

use super::mutation::MutationScore;
use super::{Change, Summary, mutation_score, run, text};
use crate::diagnostic::{Language, SourceMap};
use crate::package::{self, Files};
use crate::standard::Standard;
use std::collections::BTreeSet;

const FRAME: &str = r#"
standard "tiny" version="1" { title "小标准"; issuer "甲"; effective "2024-01-01"; regions "regions.csv"; submission "report" }
source "s" title="来源" { clause "c" "条款" modality="requirement" }
record "report" "填报" {
    field "done" "已办" type="integer"
    field "all" "应办" type="integer"
    field "open" "开放" type="boolean"
    field "calm" "安静" type="boolean"
    field "day" "日期" type="date"
    derived "ratio" "比率" "done / all"
    list "rooms" "房间" of="room" key="name"
}
record "room" "房间" { field "name" "名称" type="text"; field "seats" "座位" type="integer" }
"#;

const REGIONS: &str = "code,name,level,parent\n1,甲县,county,\n2,乙县,county,\n";

fn compile(body: &str) -> (Standard, SourceMap) {
    compile_with(FRAME, body)
}

fn compile_with(frame: &str, body: &str) -> (Standard, SourceMap) {
    let mut sources = SourceMap::default();
    let file = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    let files = [file("standard.kdl", frame.to_owned()), file("body.kdl", body.to_owned())];
    let files = Files::in_memory("tiny", files.into_iter().chain([file("regions.csv", REGIONS.to_owned())]));
    let compilation = package::compile(&files, &mut sources);
    let told: Vec<String> = compilation.diagnostics.iter().map(|found| found.text(Language::En)).collect();
    (compilation.standard.unwrap_or_else(|| unreachable!("{told:?}\n{body}")), sources)
}

fn rule(conditions: &str) -> String {
    format!("rule \"r\" \"规则\" {{ clause \"c\"; {conditions} }}\n")
}

/// A test of the rule on these facts.
fn example(given: &str, expected: &str) -> String {
    format!("test \"x\" {{ given {{ {given} }}; expect \"r\" \"{expected}\" }}\n")
}

fn system(lines: &str) -> String {
    format!("indicators \"i\" \"指标\" total=10 {{ {lines} }}\n")
}

/// A test of points on these facts.
fn points(given: &str, id: &str, expected: &str) -> String {
    format!("test \"x\" {{ given {{ {given} }}; expect-points \"{id}\" \"{expected}\" }}\n")
}

fn mutated(body: &str) -> MutationScore {
    let (standard, _) = compile(body);
    assert_eq!(run(&standard).failed, 0, "the tests of the example hold: {body}");
    mutation_score(&standard, 1_000)
}

/// That changes of this sort survive the first tests, and none survives the second ones.
#[track_caller]
fn noticed_at_the_boundary(change: Change, declaration: &str, far: &[String], boundary: &[String]) {
    let survivors = |tests: &[String]| {
        let score = mutated(&format!("{declaration}{}", tests.concat()));
        assert!(score.by_change.contains_key(&change), "{declaration} has no such change: {score:?}");
        score.survivors.into_iter().filter(|survivor| survivor.change == change).collect::<Vec<_>>()
    };
    assert!(!survivors(far).is_empty(), "{change:?} is noticed without a boundary test");
    assert_eq!(survivors(boundary), [], "{change:?} is not noticed");
}

#[test]
fn thresholds() {
    let declaration =
        format!("threshold \"least\" 0.6 \"下限\" origin=\"ours\"\n{}", rule("problem-when \"ratio < least\""));
    let far = [example("done 1; all 10", "problem"), example("done 10; all 10", "pass")];
    let near = [example("done 3; all 5", "pass"), example("done 59; all 100", "problem")];
    noticed_at_the_boundary(Change::Threshold, &declaration, &far, &near);
    let score = mutated(&format!("{declaration}{}", far.concat()));
    let values: BTreeSet<&str> = score.survivors.iter().map(|survivor| survivor.after.as_str()).collect();
    assert!(["0.5", "0.7", "0.54", "0.66"].iter().all(|value| values.contains(value)), "{values:?}");
}

#[test]
fn comparisons() {
    for (operator, at, above, below) in [
        ("<", "pass", "pass", "problem"),
        ("<=", "problem", "pass", "problem"),
        (">", "pass", "problem", "pass"),
        (">=", "problem", "problem", "pass"),
    ] {
        let declaration = rule(&format!("problem-when \"done {operator} 5\""));
        let far = [example("done 1", below), example("done 9", above)];
        noticed_at_the_boundary(Change::Comparison, &declaration, &far, &[example("done 5", at)]);
    }
    for (operator, at, beside) in [("==", "problem", "pass"), ("!=", "pass", "problem")] {
        let declaration = rule(&format!("problem-when \"done {operator} 5\""));
        noticed_at_the_boundary(Change::Comparison, &declaration, &[example("", "unknown")], &[example("done 5", at)]);
        noticed_at_the_boundary(
            Change::Comparison,
            &declaration,
            &[example("", "unknown")],
            &[example("done 6", beside)],
        );
    }
}

#[test]
fn connectives_and_negations() {
    let far = [example("open #true; calm #true", "problem"), example("open #false; calm #false", "pass")];
    let both = [example("open #true; calm #false", "pass")];
    noticed_at_the_boundary(Change::Connective, &rule("problem-when \"open && calm\""), &far, &both);
    let either = [example("open #true; calm #false", "problem")];
    noticed_at_the_boundary(Change::Connective, &rule("problem-when \"open || calm\""), &far, &either);
    let unknown = [example("", "unknown")];
    let negated = [example("open #true", "pass")];
    noticed_at_the_boundary(Change::Negation, &rule("problem-when \"!open\""), &unknown, &negated);
}

#[test]
fn literals_of_conditions_and_derived_values() {
    let declaration = rule("problem-when \"done > 5\"");
    let far = [example("done 1", "pass"), example("done 9", "problem")];
    let near = [example("done 5", "pass"), example("done 6", "problem")];
    noticed_at_the_boundary(Change::Literal, &declaration, &far, &near);
    let declaration = rule("problem-when \"day > date('2024-03-31')\"");
    let far = [example("day \"2020-01-01\"", "pass")];
    let near = [example("day \"2024-03-31\"", "pass"), example("day \"2024-04-01\"", "problem")];
    noticed_at_the_boundary(Change::Literal, &declaration, &far, &near);
}

#[test]
fn derived_values_are_noticed_through_what_reads_them() {
    let frame = FRAME.replace("done / all", "done / all * 2");
    let survivors = |tests: String| {
        let (standard, _) = compile_with(&frame, &format!("{}{tests}", rule("problem-when \"ratio > 1\"")));
        let survivors = mutation_score(&standard, 100).survivors.into_iter();
        survivors
            .filter(|survivor| survivor.owner.id == "report.ratio")
            .map(|survivor| survivor.after)
            .collect::<Vec<_>>()
    };
    let (far, near) = (example("done 9; all 9", "problem"), example("done 5; all 9", "problem"));
    assert_eq!(survivors(far.clone()), ["done / all * 3"]);
    assert_eq!(survivors(format!("{far}{near}{}", example("done 4; all 9", "pass"))), [""; 0]);
}

#[test]
fn scales() {
    let linear = system("indicator \"a\" \"a\" weight=10 { measure \"done\"; scale \"linear\" from=10 to=20 }");
    let far = [points("done 0", "a", "0"), points("done 90", "a", "10")];
    noticed_at_the_boundary(Change::ScaleEnd, &linear, &far, &[points("done 15", "a", "5")]);
    let steps = system(
        "indicator \"a\" \"a\" weight=10 { measure \"done\"; scale \"step\" { at 20 share=1; at 10 share=0.5 } }",
    );
    let near = [("done 20", "10"), ("done 19", "5"), ("done 10", "5"), ("done 9", "0")]
        .map(|(given, found)| points(given, "a", found));
    noticed_at_the_boundary(Change::Step, &steps, &far, &near);
    noticed_at_the_boundary(Change::Share, &steps, &[points("done 0", "a", "0")], &near);
}

#[test]
fn weights_most_per_and_least_coverage() {
    let weights = system(
        "indicator \"a\" \"a\" weight=6 { measure \"done\"; scale \"linear\" from=0 to=10 }
        group \"g\" \"g\" weight=4 { indicator \"b\" \"b\" weight=4 { measure \"all\"; scale \"linear\" from=0 to=10 } }",
    );
    let equal = ["test \"x\" { given { done 10; all 10 }; expect-score \"i\" \"10.00\" }".to_owned()];
    noticed_at_the_boundary(Change::Weight, &weights, &equal, &[points("done 10", "a", "6")]);

    let extras = "indicators \"i\" \"指标\" total=10 min-coverage=0.5 {
            indicator \"a\" \"a\" weight=5 { measure \"done\"; scale \"linear\" from=0 to=10; missing \"leave-out\" }
            indicator \"b\" \"b\" weight=5 { measure \"all\"; scale \"linear\" from=0 to=10; missing \"leave-out\" }
            deduction \"d\" \"d\" max=3 per=2 { measure \"rooms.size()\" }
        }\n";
    let none = [points("rooms { }", "d", "0")];
    let one = points("rooms { - \"a\" }", "d", "2");
    let two = points("rooms { - \"a\"; - \"b\" }", "d", "3");
    noticed_at_the_boundary(Change::Per, extras, &none, std::slice::from_ref(&one));
    noticed_at_the_boundary(Change::Max, extras, &[one], &[two]);
    let half = "test \"half\" { given { done 10; rooms { } }; expect-score \"i\" \"10.00\" }\n".to_owned();
    let nothing = "test \"nothing\" { given { rooms { } }; expect-score \"i\" \"none\" }\n".to_owned();
    let score = mutated(&format!("{extras}{half}{nothing}"));
    let left: Vec<&str> = score
        .survivors
        .iter()
        .filter(|survivor| survivor.change == Change::MinCoverage)
        .map(|survivor| survivor.after.as_str())
        .collect();
    assert_eq!(left, ["0.4"], "half is enough for 0.4 and 0.5, not for 0.6");
}

#[test]
fn due_dates() {
    let declaration = rule("problem-when \"done < 5\"; due \"2024-03-31\"");
    let on = |day: &str, expected: &str| {
        format!("test \"{day}\" {{ as-of \"{day}\"; given {{ done 1 }}; expect \"r\" \"{expected}\" }}\n")
    };
    let far = [on("2023-01-01", "not-due"), on("2025-01-01", "problem")];
    let near = [on("2024-03-31", "not-due"), on("2024-04-01", "problem")];
    noticed_at_the_boundary(Change::Due, &declaration, &far, &near);
}

#[test]
fn a_limit_takes_changes_evenly_and_always_the_same() {
    let rules: Vec<String> = (0..20)
        .map(|n| rule(&format!("problem-when \"done < {n}\"")).replacen("\"r\"", &format!("\"r{n}\""), 1))
        .collect();
    let (standard, _) = compile(&rules.concat());
    let all = mutation_score(&standard, 1_000);
    assert_eq!((all.possible, all.tried, all.killed), (60, 60, 0), "a comparison and two literals each");
    assert!(all.survivors.iter().all(|survivor| survivor.tests == 0));
    let some = mutation_score(&standard, 20);
    assert_eq!((some.possible, some.tried), (60, 20));
    let owners: BTreeSet<&str> = some.survivors.iter().map(|survivor| survivor.owner.id.as_str()).collect();
    assert_eq!(owners.len(), 20, "one of each rule");
    assert_eq!(some, mutation_score(&standard, 20));
    assert_eq!(mutation_score(&standard, 0).tried, 0);
    assert_eq!(mutation_score(&standard, 7).tried, 7);
}

#[test]
fn a_failing_test_judges_nothing() {
    let (standard, sources) =
        compile(&format!("{}{}", rule("problem-when \"done < 5\""), example("done 5", "problem")));
    let score = mutation_score(&standard, 100);
    assert_eq!((score.failing, score.killed, score.tried), (1, 0, 3));
    assert!(text::mutation_score(&score, &sources, Language::En).contains("without any change 1 test failed"));
}

#[test]
fn a_survivor_is_told_with_its_place() {
    let (standard, sources) =
        compile(&format!("{}{}", rule("problem-when \"done < 5\""), example("done 1", "problem")));
    let told = text::mutation_score(&mutation_score(&standard, 100), &sources, Language::En);
    assert!(told.starts_with("mutation score 0.0%: 3 changes, 0 noticed, 3 not\n"), "{told}");
    assert!(
        told.contains(
            "  tiny/body.kdl:1:48  rule r problem-when · comparison changed\n      - done < 5\n      + done <= 5\n"
        ),
        "{told}"
    );
    assert!(told.contains("not filtered out"), "{told}");
}

const COVERED: &str = r#"
threshold "least" 5 "下限" origin="ours"
rule "named" "有人测" { clause "c"; applies-when "region.level == 'county'"; problem-when "done < least"; good-when "open" }
rule "unnamed" "没人测" { clause "c"; problem-when "done < 1" }
indicators "i" "指标" total=10 {
    indicator "a" "a" weight=6 { measure "done"; scale "step" { at 8 share=1; at 4 share=0.5 } }
    indicator "b" "b" weight=4 { measure "open"; scale "pass"; not-applicable-when "calm" }
    veto "v" "v" when="all == 0"
}
test "问题" { given { done 4 }; expect "named" "problem" }
test "好" { given { done 5; open #true }; expect "named" "good" }
test "分" { given { done 9 }; expect-points "a" "6" }
"#;

fn gaps(summary: &Summary, sources: &SourceMap) -> Vec<String> {
    text::coverage_gaps(&summary.coverage, sources, Language::En).lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn coverage_counts_what_was_looked_at() {
    let (standard, sources) = compile(COVERED);
    let summary = run(&standard);
    assert_eq!((summary.passed, summary.failed), (3, 0));
    // named: applies true/false, problem and good true/false/unknown; unnamed 3; a: known, unknown, two steps, below;
    // b: exemption 3, known, unknown, passed or not; v: 3.
    assert_eq!(
        text::coverage_summary(&summary.coverage, Language::En),
        "coverage: rules 1/2 (50.0%), indicators 1/3 (33.3%), branches 6/26 (23.1%)"
    );
    assert_eq!(
        gaps(&summary, &sources),
        [
            "tiny/body.kdl:3:1  named · applies-when → false; problem-when → unknown; good-when → false; good-when → unknown",
            "tiny/body.kdl:4:1  unnamed · no test looks at it",
            "tiny/body.kdl:6:5  a · measure unknown; scale at 4; scale below all steps",
            "tiny/body.kdl:7:5  b · no test looks at it",
            "tiny/body.kdl:8:5  v · no test looks at it",
        ]
    );
}

#[test]
fn a_score_looks_at_every_line() {
    let test = "test \"全\" { given { done 4; open #false; calm #false; all 3 }; expect-score \"i\" \"3.00\" }\n";
    let (standard, sources) = compile(&format!("{COVERED}{test}"));
    let summary = run(&standard);
    assert_eq!(summary.failed, 0);
    assert_eq!((summary.coverage.lines.reached, summary.coverage.branches.reached), (3, 11));
    assert_eq!(
        gaps(&summary, &sources)[2..],
        [
            "tiny/body.kdl:6:5  a · measure unknown; scale below all steps",
            "tiny/body.kdl:7:5  b · measure unknown; not-applicable-when → true; not-applicable-when → unknown; measure → true",
            "tiny/body.kdl:8:5  v · when → true; when → unknown",
        ]
    );
}

/// The evidence of the one expectation that is not met.
fn evidence(body: &str, language: Language) -> Vec<String> {
    let (standard, _) = compile(body);
    let summary = run(&standard);
    assert_eq!(summary.findings.len(), 1, "{:?}", summary.findings);
    text::evidence(&summary.findings[0].evidence, language)
}

#[test]
fn an_unmet_expectation_shows_the_parts_of_what_decided() {
    let body = format!(
        "threshold \"least\" 0.6 \"下限\" origin=\"ours\"\n{}{}",
        rule("applies-when \"all > 0\"; problem-when \"ratio < least && !open\"; good-when \"calm\""),
        example("done 8; all 21; open #false", "pass"),
    );
    assert_eq!(
        evidence(&body, Language::En),
        [
            "problem-when → true",
            "  ratio < least && !open = true",
            "    ratio = 8/21  <  least = 0.6  → true",
            "      done / all = 8/21",
            "        done = 8",
            "        all = 21",
            "    !open = true",
            "      open = false",
        ]
    );
}

#[test]
fn an_unknown_is_named() {
    let body = format!("{}{}", rule("problem-when \"ratio < 1 || open\""), example("all 3", "pass"));
    assert_eq!(
        evidence(&body, Language::Zh),
        [
            "problem-when → 未知",
            "  ratio < 1 || open = 未知",
            "    ratio = 未知  <  1  → 未知",
            "      done / all = 未知",
            "        done = 未知",
            "        all = 3",
            "    open = 未知",
        ]
    );
}

#[test]
fn elements_that_speak_for_the_result_come_first() {
    let rooms: Vec<String> = (1..=9).map(|n| format!("- \"{n}\" seats={n}")).collect();
    let given = rooms.join("; ");
    let test = format!("test \"x\" {{ given {{ rooms {{ {given} }} }}; expect \"r\" \"pass\" }}\n");
    let body = format!("{}{test}", rule("problem-when \"rooms.exists(r, r.seats > 7)\""));
    assert_eq!(
        evidence(&body, Language::En),
        [
            "problem-when → true",
            "  rooms.exists(r, r.seats > 7) = true",
            "    rooms = [9]",
            "    [1:rooms[8]] → true",
            "      r.seats = 8  >  7  → true",
            "    [1:rooms[9]] → true",
            "      r.seats = 9  >  7  → true",
            "    [1:rooms[1]] → false",
            "      r.seats = 1  >  7  → false",
            "    [1:rooms[2]] → false",
            "      r.seats = 2  >  7  → false",
            "    … 5 more",
        ]
    );
}

#[test]
fn points_scores_due_dates_and_binding_are_explained() {
    let line = system("indicator \"a\" \"a\" weight=10 { measure \"done\"; scale \"linear\" from=0 to=10 }");
    assert_eq!(
        evidence(&format!("{line}{}", points("done 5", "a", "6")), Language::En),
        ["measure", "  done = 5", "(5 − 0) ÷ (10 − 0) = 0.5; 0.5 × 10 = 5"]
    );
    let score = "test \"x\" { given { done 5 }; expect-score \"i\" \"6.00\" }\n";
    assert_eq!(evidence(&format!("{line}{score}"), Language::En), ["a = 5 / 10"]);
    let due = rule("problem-when \"done < 5\"; due \"2024-03-31\"");
    assert_eq!(
        evidence(&format!("{due}{}", example("done 1", "problem")), Language::En),
        ["not due: as of 2024-01-01 ≤ due 2024-03-31", "problem-when → true", "  done = 1  <  5  → true"]
    );
    let unbound = rule("binds region=\"2\"; problem-when \"done < 5\"");
    let test = "test \"x\" { region code=\"1\"; given { done 1 }; expect \"r\" \"problem\" }\n";
    assert_eq!(evidence(&format!("{unbound}{test}"), Language::En), ["the rule does not bind 甲县"]);
}

#[test]
fn evidence_is_bounded_and_safe_for_terminals() {
    let condition = (1..=60).map(|n| format!("done < {n}")).collect::<Vec<_>>().join(" && ");
    let body = format!("{}{}", rule(&format!("problem-when \"{condition}\"")), example("done 0", "pass"));
    let lines = evidence(&body, Language::En);
    assert_eq!(lines.len(), 40);
    assert_eq!(lines.last().unwrap(), "… 23 more lines");
    let test = "test \"x\" { given { rooms { - \"\\u{1b}[31m\\u{202e}\" seats=1 } }; expect \"r\" \"pass\" }\n";
    let body = format!("{}{test}", rule("problem-when \"rooms.exists(r, r.name != '')\""));
    let told = evidence(&body, Language::En).concat();
    assert!(told.contains("?[31m"), "{told}");
    assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told}");
}
