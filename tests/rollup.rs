//! What superiors are told: every operator worked by hand on a small registry of three levels, bounds, identities, sharing, who
//! handed in and how, the standing of measures on several days, and that a region changes nothing but what is above it.
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
use guiju::check::{Assessment, Context, Kind, check};
use guiju::diagnostic::{Diagnostic, Language, SourceMap};
use guiju::package::{self, Files};
use guiju::report::roll_up;
use guiju::rollup::{Agreement, Deliveries, RollUp, Standing, Status, Total};
use guiju::standard::Standard;
use guiju::standard::registry::Region;
use guiju::submission::folder::{accept, read_round, read_submissions};
use guiju::submission::round::arrivals;
use guiju::testing;
use std::collections::{BTreeMap, BTreeSet};
use support::{ZHEJIANG, ZHEJIANG_ROUND, assert_flawless, repository};

/// One province, two cities, five counties, and a new area of the first city that reports to the province.
const REGISTRY: &str = "\
code,name,level,parent,reports_to
P,省,province,,
A,甲市,city,P,
A1,甲一县,county,A,
A2,甲二县,county,A,
A3,甲三县,county,A,
N,甲新区,area,A,P
B,乙市,city,P,
B1,乙一县,county,B,
B2,乙二县,county,B,
";

const STANDARD: &str = r#"
standard "small" version="1" {
    title "汇总"
    regions "regions.csv"
    submission "report"
}
source "notice" title="通知" {
    axis "measure" "举措"
    clause "c-1" "挂牌" modality="requirement"
}
unit "yuan" "元"
unit "wan-yuan" "万元" of="yuan" factor=10000
choice "state" "状态" {
    option "not-started" "未启动"
    option "in-progress" "推进中"
    option "done" "已完成"
    option "not-applicable" "不适用"
}
record "measure_status" "落实" {
    field "no" "序号" type="integer"
    field "state" "状态" type="state"
}
record "report" "填报" {
    field "hung" "挂牌" type="boolean"
    field "staff" "人数" type="integer" min=0
    field "rate" "到岗率" type="number" min=0 max=1
    field "change" "增减" type="number"
    field "built" "已建" type="integer" min=0
    field "total" "总数" type="integer" min=0
    field "funds" "资金" type="number" unit="wan-yuan" min=0
    field "own_funds" "全市资金" type="number" unit="yuan" min=0
    field "own_staff" "全市人数" type="integer" min=0
    field "own_halls" "全市大厅" type="integer" min=0
    field "shared_with" "共用" type="region" many=#true
    list "measures" "举措" of="measure_status" key="no"
}
summary "for-city" "市级汇总" {
    binds level="city"
    of level="county"
    clause "c-1"
    figure "hung" "已挂牌" count="hung"
    figure "share" "挂牌占比" share="hung"
    figure "staff" "人数" sum="staff" own="own_staff"
    figure "change" "增减" sum="change" own="own_staff"
    figure "rate" "到岗率合计" sum="rate"
    figure "coverage" "覆盖率" numerator="built" denominator="total"
    figure "per-head" "人均资金" numerator="funds" denominator="staff"
    figure "lowest" "到岗率最低" worst="rate"
    figure "most" "人数最多" worst="staff" better="lower"
    figure "funds" "资金" sum="funds" own="own_funds" within=0.5
    figure "halls" "大厅" count="hung" once-by="shared_with" own="own_halls"
    figure "hall-staff" "大厅人数" sum="staff" once-by="shared_with"
}
summary "for-province" "省级汇总" {
    binds level="province"
    of level="city,county,area"
    figure "hung" "已挂牌" count="hung"
    figure "halls" "大厅" count="hung" once-by="shared_with"
}
measures "plan" "举措" source="notice" axis="measure" reported-in="measures" {
    measure 1 "持续的事" continuous=#true { binds level="city,county"; modality "requirement" }
    measure 2 "一月底的事" due="2024-01-31" { binds level="city,county"; modality "requirement" }
    measure 3 "省里的事" due="2024-03-31" { units "省里"; binds level="province"; modality "requirement" }
    measure 4 "可做的事" due="2024-01-31" { binds level="county"; modality "permission" }
    measure 5 "年底的事" due="2024-12-31" { binds level="city,province"; modality "recommendation" }
}
"#;

const ROUND: &str = "submissions standard=\"x\" as-of=\"2024-01-20\" due=\"2024-01-08\"\n";

fn compiled(more: &str) -> (Standard, Vec<Diagnostic>) {
    let files = [("regions.csv", REGISTRY), ("standard.kdl", STANDARD), ("more.kdl", more)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let compilation = package::compile(&Files::in_memory("", files), &mut SourceMap::default());
    let standard = compilation.standard.unwrap_or_else(|| panic!("{:?}", compilation.diagnostics));
    (standard, compilation.diagnostics)
}

/// The files of a round: for each region the body of its submission, and its manifest.
fn bodies<'b>(bodies: &[(&'b str, &'b str)]) -> BTreeMap<String, String> {
    let file =
        |(code, body): &(&str, &str)| (format!("{code}.kdl"), format!("submission region=\"{code}\" {{ {body} }}\n"));
    let mut files: BTreeMap<String, String> = bodies.iter().map(file).collect();
    files.insert("submissions.kdl".to_owned(), ROUND.to_owned());
    files
}

/// Rolls a round up and looks at it.
fn rolled<R>(
    standard: &Standard,
    files: &BTreeMap<String, String>,
    as_of: Option<&str>,
    look: impl FnOnce(&RollUp<'_>, &Assessment<'_>, &[Diagnostic]) -> R,
) -> R {
    let bytes = files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    let files = Files::in_memory("round", bytes);
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let round = read_round(&files, &mut sources, &mut diagnostics).expect("a round");
    let submissions = read_submissions(&files, standard, &mut sources, &mut diagnostics);
    let arrived = arrivals(&files, &sources, &round, &submissions, &standard.registry, &mut diagnostics);
    let submissions = accept(submissions, standard, &mut diagnostics);
    let as_of = as_of.map_or(round.as_of, Date::parse).expect("a day");
    let assessment = Assessment::new(standard, as_of, &submissions, &mut diagnostics);
    let deliveries = Deliveries::of(standard, &round, &arrived, &mut diagnostics);
    let rolled = RollUp::of(&assessment, deliveries, &mut diagnostics);
    look(&rolled, &assessment, &diagnostics)
}

fn total<'r>(rolled: &'r RollUp<'_>, superior: &str, summary: &str, figure: &str) -> &'r Total<'r> {
    let superior = rolled.superior(superior).expect("a superior");
    let summary = superior.summaries.iter().find(|known| known.summary.id == summary).expect("a summary");
    summary.totals.iter().find(|total| total.figure.id == figure).expect("a figure")
}

/// Value, lower and upper bound as texts; `-` where there is none.
fn amounts(total: &Total<'_>) -> [String; 3] {
    [&total.value, &total.lower, &total.upper].map(|n| n.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string))
}

fn codes(regions: &[&Region]) -> Vec<String> {
    regions.iter().map(|region| region.code.clone()).collect()
}

/// The amounts of a figure of the first city's summary.
fn of_city(regions: &[(&str, &str)], figure: &str) -> [String; 3] {
    let (standard, _) = compiled("");
    rolled(&standard, &bodies(regions), None, |rolled, _, _| amounts(total(rolled, "A", "for-city", figure)))
}

#[test]
fn every_operator_is_what_the_hand_says() {
    let all = [
        ("A1", "hung #true; staff 10; rate 0.5; change -3; built 1; total 4; funds 20"),
        ("A2", "hung #false; staff 7; rate 0.25; change 5.5; built 2; total 3; funds 15"),
        ("A3", "hung #true; staff 13; rate 0.25; change 0; built 3; total 3; funds 1"),
    ];
    // 1 + 0 + 1; 2/3; 10 + 7 + 13; −3 + 5.5 + 0; 0.5 + 0.25 + 0.25; (1 + 2 + 3)/(4 + 3 + 3); (20 + 15 + 1)/(10 + 7 + 13).
    let expected = [
        ("hung", "2"),
        ("share", "2/3"),
        ("staff", "30"),
        ("change", "2.5"),
        ("rate", "1"),
        ("coverage", "0.6"),
        ("per-head", "1.2"),
        ("lowest", "0.25"),
        ("most", "13"),
        ("funds", "36"),
    ];
    for (figure, value) in expected {
        // Where all is known, both bounds are the value.
        assert_eq!(of_city(&all, figure), [value, value, value], "{figure}");
    }
    let (standard, _) = compiled("");
    rolled(&standard, &bodies(&all), None, |rolled, _, _| {
        assert_eq!(codes(&total(rolled, "A", "for-city", "lowest").worst), ["A2", "A3"], "a tie is a tie");
        assert_eq!(codes(&total(rolled, "A", "for-city", "most").worst), ["A3"]);
        assert_eq!(total(rolled, "A", "for-city", "per-head").unit.to_string(), "wan-yuan");
        let share = total(rolled, "A", "for-city", "share");
        assert_eq!(share.fraction.as_ref().map(|(a, b)| format!("{a}/{b}")).unwrap(), "2/3");
        assert_eq!(share.coverage().unwrap().to_string(), "1");
        assert_eq!(share.meeting().map(|region| &*region.code).collect::<Vec<_>>(), ["A1", "A3"]);
    });
}

#[test]
fn what_is_unknown_moves_the_bounds_and_nothing_else() {
    // A3 hands in nothing and A2 only that its sign hangs; the registry has three counties all the same.
    let some = [("A1", "hung #false; staff 10; rate 0.5; change -3; built 1; total 4"), ("A2", "hung #true")];
    let expected = [
        // One of three for sure, at most two.
        ("hung", ["1", "1", "2"]),
        // 1/2 of what is known; 1/3 if the third does not, 2/3 if it does.
        ("share", ["0.5", "1/3", "2/3"]),
        // Nobody has fewer than 0, and there is no most.
        ("staff", ["10", "10", "-"]),
        // Neither a least nor a most.
        ("change", ["-3", "-", "-"]),
        // Two unknown rates of 0 to 1.
        ("rate", ["0.5", "0.5", "2.5"]),
        ("coverage", ["0.25", "-", "-"]),
        // The worst can only be worse than what is known.
        ("lowest", ["0.5", "0", "0.5"]),
        ("most", ["10", "10", "-"]),
        // Nothing is known: there is no value, which is not zero.
        ("funds", ["-", "0", "-"]),
        ("per-head", ["-", "-", "-"]),
    ];
    for (figure, amounts) in expected {
        assert_eq!(of_city(&some, figure), amounts, "{figure}");
    }
    let (standard, _) = compiled("");
    rolled(&standard, &bodies(&some), None, |rolled, _, _| {
        let hung = total(rolled, "A", "for-city", "hung");
        assert_eq!((hung.known(), hung.not_applicable(), hung.regions()), (2, 0, 3));
        assert_eq!(hung.coverage().unwrap().to_string(), "2/3");
        assert!(!hung.is_settled());
    });
    for figure in ["hung", "share", "staff", "lowest"] {
        let nothing = of_city(&[], figure);
        assert_eq!(nothing[0], "-", "{figure}");
    }
    assert_eq!(of_city(&[], "hung"), ["-", "0", "3"]);
    assert_eq!(of_city(&[], "share"), ["-", "0", "1"]);
}

#[test]
fn what_does_not_apply_leaves_the_figure() {
    let exempt = [
        ("A1", "hung #true; staff 4; built 0; total 0"),
        ("A2", "hung (\"n/a\")\"无中心\"; staff (\"n/a\")\"无中心\"; built (\"n/a\")\"无镇街\"; total 3"),
        ("A3", "hung #false; staff 6; built 0; total 0"),
    ];
    assert_eq!(of_city(&exempt, "hung"), ["1", "1", "1"]);
    assert_eq!(of_city(&exempt, "share"), ["0.5", "0.5", "0.5"]);
    assert_eq!(of_city(&exempt, "staff"), ["10", "10", "10"]);
    // 0 of 0 is no ratio, and no division.
    assert_eq!(of_city(&exempt, "coverage"), ["-", "-", "-"]);
    let (standard, _) = compiled("");
    rolled(&standard, &bodies(&exempt), None, |rolled, _, _| {
        let hung = total(rolled, "A", "for-city", "hung");
        assert_eq!((hung.known(), hung.not_applicable(), hung.coverage().unwrap().to_string()), (2, 1, "1".to_owned()));
    });
}

#[test]
fn summaries_follow_the_lines_of_reporting() {
    let (standard, _) = compiled("");
    rolled(&standard, &bodies(&[]), None, |rolled, _, _| {
        let superiors: Vec<&str> = rolled.superiors.iter().map(|superior| &*superior.region.code).collect();
        assert_eq!(superiors, ["P", "A", "B"]);
        assert_eq!(codes(&rolled.superior("A").unwrap().bundle), ["A", "A1", "A2", "A3"], "without the new area");
        assert_eq!(total(rolled, "P", "for-province", "hung").regions(), 8, "with it");
        assert_eq!(total(rolled, "A", "for-city", "hung").regions(), 3);
        assert_eq!(total(rolled, "B", "for-city", "hung").regions(), 2);
    });
}

/// How the city's own figure stands to the sum, with the difference.
fn agreement(regions: &[(&str, &str)], figure: &str) -> (Agreement, String) {
    let (standard, _) = compiled("");
    rolled(&standard, &bodies(regions), None, |rolled, _, _| {
        let identity = total(rolled, "A", "for-city", figure).identity.as_ref().expect("an identity");
        let problems = rolled.disagreements().filter(|(_, total)| total.figure.id == figure).count();
        assert_eq!(problems, usize::from(identity.state.is_problem()));
        let difference = identity.difference.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
        (identity.state, difference)
    })
}

#[test]
fn a_superiors_own_figure_is_held_against_the_sum() {
    let with = |own: &'static str, third: &'static str| {
        [("A", own), ("A1", "staff 10; change 10; funds 1"), ("A2", "staff 7; change 7; funds 2"), ("A3", third)]
    };
    let full = "staff 13; change 13; funds 3.25";
    use Agreement::{Agrees, Differs, Exceeds, FallsShort, NotApplicable, Unknown};
    let told = |state, difference: &str| (state, difference.to_owned());
    assert_eq!(agreement(&with("own_staff 30", full), "staff"), told(Agrees, "-"));
    assert_eq!(agreement(&with("own_staff 31", full), "staff"), told(Differs, "1"));
    assert_eq!(agreement(&with("own_staff 28", full), "staff"), told(Differs, "-2"));
    // 17 are known, of two regions; the third has at least none.
    assert_eq!(agreement(&with("own_staff 16", ""), "staff"), told(Exceeds, "-1"));
    assert_eq!(agreement(&with("own_staff 17", ""), "staff"), told(Unknown, "-"));
    assert_eq!(agreement(&with("own_staff 40", ""), "staff"), told(Unknown, "-"), "there is no most");
    // Without a least value in the field nothing is proved.
    assert_eq!(agreement(&with("own_staff 16", ""), "change"), told(Unknown, "-"));
    assert_eq!(agreement(&with("", full), "staff"), told(Unknown, "-"));
    assert_eq!(agreement(&with("own_staff (\"n/a\")\"不设\"", full), "staff"), told(NotApplicable, "-"));
    // 62,500 yuan are 6.25 wan-yuan; half a wan-yuan is let pass, and no more.
    assert_eq!(agreement(&with("own_funds 62500", full), "funds"), told(Agrees, "-"));
    assert_eq!(agreement(&with("own_funds 67500", full), "funds"), told(Agrees, "-"));
    assert_eq!(agreement(&with("own_funds 67501", full), "funds"), told(Differs, "0.5001"));
    assert_eq!(agreement(&with("own_funds 24999", "staff 1"), "funds"), told(Exceeds, "-0.5001"));
    // At most three counties can have a sign.
    let halls = |own: &'static str| {
        [("A", own), ("A1", "hung #true; shared_with"), ("A2", "shared_with"), ("A3", "shared_with")]
    };
    assert_eq!(agreement(&halls("own_halls 4"), "halls"), told(FallsShort, "1"));
    assert_eq!(agreement(&halls("own_halls 0"), "halls"), told(Exceeds, "-1"));
    assert_eq!(agreement(&halls("own_halls 2"), "halls"), told(Unknown, "-"));
    // Whoever does not say with whom it shares could share with anybody: nothing is proved.
    let silent = [("A", "own_halls 9"), ("A1", "hung #true"), ("A2", "hung #true"), ("A3", "hung #true")];
    assert_eq!(agreement(&silent, "halls"), told(Unknown, "-"));
}

#[test]
fn what_is_shared_counts_once() {
    let (standard, _) = compiled("");
    let halls = |regions: &[(&str, &str)], superior: &str, summary: &str| {
        rolled(&standard, &bodies(regions), None, |rolled, _, diagnostics| {
            let total = total(rolled, superior, summary, "halls");
            let codes_of: Vec<&str> = diagnostics.iter().map(|found| found.entry.code).collect();
            let groups: Vec<String> = total.once.iter().map(|group| codes(group).join("+")).collect();
            (amounts(total)[0].clone(), groups, total.sharing_unstated, codes_of.join(" "))
        })
    };
    let told = |value: &str, groups: &[&str], unstated, codes: &str| {
        (
            value.to_owned(),
            groups.iter().map(|group| (*group).to_owned()).collect::<Vec<_>>(),
            unstated,
            codes.to_owned(),
        )
    };
    let hung = "hung #true; shared_with";
    let apart = [("A", hung), ("A1", hung), ("A2", hung), ("A3", hung)];
    assert_eq!(halls(&apart, "A", "for-city"), told("3", &[], 0, ""));
    // One of the two says so, which is enough.
    let pair = [("A1", "hung #true; shared_with \"A2\""), ("A2", "hung #true; shared_with"), ("A3", hung)];
    assert_eq!(halls(&pair, "A", "for-city"), told("2", &["A1+A2"], 0, ""));
    // The city and two of its counties serve from one hall: once in the city's summary, once in the province's.
    let with_city = [("A", "hung #true; shared_with \"A1\" \"A2\""), ("A1", hung), ("A2", hung), ("A3", hung)];
    assert_eq!(halls(&with_city, "A", "for-city"), told("2", &["A+A1+A2"], 0, ""));
    assert_eq!(halls(&with_city, "P", "for-province"), told("2", &["A+A1+A2"], 4, ""));
    // By way of others: A1 with A2, A2 with A3.
    let chain = [("A1", "hung #true; shared_with \"A2\""), ("A2", "hung #true; shared_with \"A3\""), ("A3", hung)];
    assert_eq!(halls(&chain, "A", "for-city"), told("1", &["A1+A2+A3"], 0, ""));
    // What one of them says holds for all.
    let one_speaks = [("A", "hung #true; shared_with \"A1\""), ("A2", hung), ("A3", "hung #false; shared_with")];
    assert_eq!(halls(&one_speaks, "A", "for-city"), told("2", &["A+A1"], 1, ""));
    // Where they differ nothing is known of theirs, and it is told.
    let differ = [("A1", "hung #true; shared_with \"A2\""), ("A2", "hung #false; shared_with"), ("A3", hung)];
    assert_eq!(halls(&differ, "A", "for-city"), told("1", &["A1+A2"], 0, "GJ4505 GJ4505"));
    rolled(&standard, &bodies(&differ), None, |rolled, _, _| {
        let total = total(rolled, "A", "for-city", "halls");
        assert_eq!(amounts(total), ["1", "1", "2"]);
        assert_eq!(codes(&total.differing[0]), ["A1", "A2"]);
        assert_eq!((total.known(), total.regions()), (1, 3));
    });
    // Nobody says anything: each counts, and the summary says so.
    let silent = [("A1", "hung #true"), ("A2", "hung #true"), ("A3", "hung #true")];
    assert_eq!(halls(&silent, "A", "for-city"), told("3", &[], 3, ""));
    // A list that is said not to be all leaves it open.
    let partial = [("A1", "hung #true; shared_with (partial)\"待查\" { }"), ("A2", hung), ("A3", hung)];
    assert_eq!(halls(&partial, "A", "for-city").2, 1);
    // Sums take the shared figure once, too.
    let staff = [("A1", "staff 5; shared_with \"A2\""), ("A2", "staff 5; shared_with"), ("A3", "staff 2; shared_with")];
    assert_eq!(of_city(&staff, "hall-staff"), ["7", "7", "7"]);
}

/// The statuses of every region that has some other than missing, and the codes that are told.
fn statuses(files: &[(&str, &str)]) -> (BTreeMap<String, String>, Vec<&'static str>) {
    let (standard, _) = compiled("");
    let files: BTreeMap<String, String> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    rolled(&standard, &files, Some("2024-01-20"), |rolled, _, diagnostics| {
        let all = rolled.deliveries.regions.iter().filter(|one| one.statuses != [Status::Missing]);
        let words = all.map(|one| {
            let words: Vec<&str> = one.statuses.iter().map(|status| status.keyword()).collect();
            (one.region.code.clone(), words.join(" "))
        });
        (words.collect(), diagnostics.iter().map(|found| found.entry.code).collect())
    })
}

#[test]
fn deliveries_are_held_against_the_registry() {
    let (found, told) = statuses(&[
        ("submissions.kdl", ROUND),
        ("P.kdl", "submission region=\"P\" submitted-on=\"2024-01-08\" { }"),
        // In time and in the folder of its superior.
        ("A-甲市/A1-甲一县.kdl", "submission region=\"A1\" submitted-on=\"2024-01-05\" { }"),
        // A day late, in JSON.
        ("A-甲市/A2.json", "{\"region\": \"A2\", \"submitted_on\": \"2024-01-09\", \"data\": {}}"),
        // In the folder of another city, in its own folder.
        ("B-乙市/A3-甲三县/A3.kdl", "submission region=\"A3\" { }"),
        // Straight to the province, as it should be.
        ("P/N-甲新区.kdl", "submission region=\"N\" { }"),
        // Straight to the province although it reports to its city; what it states goes before the folder.
        ("B-乙市/B1.kdl", "submission region=\"B1\" via=\"P\" { }"),
        ("B2-乙二县.kdl", "submission region=\"B2\" { staff 1 }"),
        ("B2-乙二县-新.kdl", "submission region=\"B2\" { staff 2 }"),
        // Neither the file nor its name is right, but it says for whom it is.
        ("乙市.kdl", "submission region=\"B\" { staff 3"),
    ]);
    let expected = [
        ("P", "submitted"),
        ("A1", "submitted"),
        ("A2", "submitted late"),
        ("A3", "submitted wrong-superior"),
        ("N", "submitted"),
        ("B1", "submitted wrong-superior"),
        ("B2", "twice"),
        ("B", "unreadable"),
    ];
    assert_eq!(found, expected.map(|(code, words)| (code.to_owned(), words.to_owned())).into());
    let told: BTreeSet<&str> = told.into_iter().collect();
    assert!(told.contains("GJ4502") && told.contains("GJ4503") && told.contains("GJ4014"), "{told:?}");
}

#[test]
fn the_way_is_unknown_unless_something_says_it() {
    let direct = ("A1.kdl", "submission region=\"A1\" { }");
    assert_eq!(statuses(&[("submissions.kdl", ROUND), direct]).0["A1"], "submitted");
    // Whoever collects the round got directly what lies in its folder, and expects only its own.
    let of =
        |collector: &str| format!("submissions standard=\"x\" as-of=\"2024-01-20\" collected-by=\"{collector}\"\n");
    let (found, told) = statuses(&[("submissions.kdl", &of("P")), direct]);
    assert_eq!((found["A1"].as_str(), told.as_slice()), ("submitted wrong-superior", ["GJ4503"].as_slice()));
    let (found, told) = statuses(&[("submissions.kdl", &of("A")), direct]);
    assert_eq!(found["A1"], "submitted");
    assert_eq!(found["B1"], "not-expected");
    assert_eq!(found["N"], "not-expected", "the new area does not report to the city");
    assert!(told.is_empty() && !found.contains_key("A2"), "{told:?} {found:?}");
    // Whoever reports to nobody is told that, and not to whom else it should go.
    let (found, told) = statuses(&[("submissions.kdl", ROUND), ("P.kdl", "submission region=\"P\" via=\"A\" { }")]);
    assert_eq!((found["P"].as_str(), told.as_slice()), ("submitted wrong-superior", ["GJ4506"].as_slice()));
    assert_eq!(statuses(&[("submissions.kdl", &of("X"))]).1, ["GJ2107"]);
}

#[test]
fn levels_are_expected_as_the_round_says_or_the_standard_asks() {
    let round = "submissions standard=\"x\" as-of=\"2024-01-20\" expects=\"county,area\"\n";
    let (found, told) = statuses(&[("submissions.kdl", round), ("A.kdl", "submission region=\"A\" { }")]);
    assert_eq!(found["A"], "submitted not-expected");
    assert_eq!(found["P"], "not-expected");
    assert!(!found.contains_key("A1") && !found.contains_key("N"));
    assert_eq!(told, ["GJ4504"]);
    let round = "submissions standard=\"x\" as-of=\"2024-01-20\" expects=\"village\"\n";
    assert_eq!(statuses(&[("submissions.kdl", round)]).1, ["GJ2202"]);
}

#[test]
fn what_came_late_or_the_wrong_way_is_checked_all_the_same() {
    let (standard, _) = compiled("");
    let mut files = bodies(&[("A2", "staff 7"), ("A3", "staff 3")]);
    files.insert(
        "A1.kdl".to_owned(),
        "submission region=\"A1\" submitted-on=\"2024-02-01\" via=\"B\" { staff 10 }\n".to_owned(),
    );
    rolled(&standard, &files, None, |rolled, assessment, _| {
        assert_eq!(amounts(total(rolled, "A", "for-city", "staff"))[0], "20");
        assert!(assessment.regions.iter().any(|own| own.region.code == "A1" && own.submitted));
    });
}

#[test]
fn envelope_values_that_cannot_be_read_are_told_and_the_rest_is_used() {
    let bad = "{\"region\": \"A1\", \"submitted_on\": \"一月八日\", \"via\": \"Z\", \"data\": {\"staff\": 4}}";
    let (found, told) = statuses(&[("submissions.kdl", ROUND), ("A1.json", bad)]);
    assert_eq!(found["A1"], "submitted");
    assert_eq!(told, ["GJ4501", "GJ2107"]);
}

/// The standing of a region to a measure on a day, and what the rule on it says.
fn standing(standard: &Standard, body: &str, region: &str, measure: &str, day: &str) -> Option<(Standing, Kind)> {
    rolled(standard, &bodies(&[(region, body)]), Some(day), |rolled, assessment, _| {
        let duty = rolled.plans[0].duties.iter().find(|duty| duty.duty.number == measure)?;
        let standing = duty.regions.iter().find(|progress| progress.region.code == region)?.standing;
        let own = assessment.regions.iter().find(|own| own.region.code == region)?;
        let outcomes = check(&Context::new(assessment, own), &mut Vec::new());
        let rule = duty.duty.rule.as_ref()?;
        let outcome = outcomes.iter().find(|outcome| outcome.rule.id == *rule)?;
        Some((standing, outcome.kind))
    })
}

#[test]
fn measures_stand_by_the_day_and_by_what_is_reported() {
    let (standard, _) = compiled("");
    let at = |body: &str, measure: &str, day: &str| standing(&standard, body, "A1", measure, day).unwrap().0;
    let (nothing, open, done) = ("", "measures { - 2 state=\"in-progress\" }", "measures { - 2 state=\"done\" }");
    let days = ["2023-12-31", "2024-01-01", "2024-01-08", "2024-01-31", "2024-02-01", "2024-12-31"];
    use Standing::{Continuous, Done, Due, NotApplicable, NotDue, NotReported, Optional, Overdue};
    let on = |body: &str, measure: &str| days.map(|day| at(body, measure, day));
    assert_eq!(on(nothing, "2"), [NotDue, Due, Due, Due, NotReported, NotReported]);
    assert_eq!(on(open, "2"), [NotDue, Due, Due, Due, Overdue, Overdue]);
    assert_eq!(on(done, "2"), [Done; 6]);
    assert_eq!(on("measures { - 2 state=\"not-applicable\" }", "2"), [NotApplicable; 6]);
    // A state that is not there is not reported; a list that is said to be all and lacks the measure says that it is not done.
    assert_eq!(at("measures { - 2 }", "2", "2024-02-01"), NotReported);
    assert_eq!(at("measures { - 1 state=\"done\" }", "2", "2024-02-01"), Overdue);
    assert_eq!(at("measures (partial)\"还有\" { - 1 state=\"done\" }", "2", "2024-02-01"), NotReported);
    assert_eq!(at("measures (partial)\"还有\" { - 2 state=\"not-started\" }", "2", "2024-02-01"), Overdue);
    for body in [nothing, "measures { - 1 state=\"in-progress\" }", "measures { - 1 state=\"not-started\" }"] {
        assert_eq!(on(body, "1"), [Continuous; 6]);
    }
    // What is only allowed is never overdue.
    assert_eq!(at("measures { - 4 state=\"not-started\" }", "4", "2024-02-01"), Optional);
    assert_eq!(at("measures { - 4 state=\"done\" }", "4", "2024-02-01"), Done);
    assert!(standing(&standard, "", "A", "4", "2024-02-01").is_none(), "it does not bind cities");
}

#[test]
fn duties_of_the_top_are_external_until_something_is_reported() {
    let (standard, _) = compiled("");
    let at = |body: &str, measure: &str, day: &str| standing(&standard, body, "P", measure, day).unwrap().0;
    for day in ["2024-01-01", "2024-03-31", "2024-12-31"] {
        assert_eq!(at("", "3", day), Standing::External);
    }
    assert_eq!(at("measures { - 3 state=\"done\" }", "3", "2024-04-01"), Standing::Done);
    assert_eq!(at("measures { - 3 state=\"not-started\" }", "3", "2024-04-01"), Standing::Overdue);
    // One that binds cities as well is the top's like theirs.
    assert_eq!(at("", "5", "2024-11-30"), Standing::NotDue);
    assert_eq!(at("", "5", "2024-12-01"), Standing::Due);
    assert_eq!(at("", "5", "2025-01-01"), Standing::NotReported);
}

#[test]
fn standings_and_rules_never_contradict_each_other() {
    let states = ["", "not-started", "in-progress", "done", "not-applicable"];
    let (standard, _) = compiled("");
    let mut seen = BTreeSet::new();
    for region in ["P", "A", "A1"] {
        for measure in ["1", "2", "3", "4", "5"] {
            for state in states {
                for list in ["measures { - ", "measures (partial)\"…\" { - "] {
                    for day in ["2023-12-31", "2024-01-31", "2024-02-01", "2024-12-31", "2025-01-01"] {
                        let body = if state.is_empty() {
                            String::new()
                        } else {
                            format!("{list}{measure} state=\"{state}\" }}")
                        };
                        let Some((standing, kind)) = standing(&standard, &body, region, measure, day) else { continue };
                        let fits = match kind {
                            Kind::Problem => matches!(standing, Standing::Overdue | Standing::Continuous),
                            Kind::Pass | Kind::Good => matches!(
                                standing,
                                Standing::Done
                                    | Standing::Continuous
                                    | Standing::Optional
                                    | Standing::Due
                                    | Standing::NotDue
                            ),
                            Kind::NotApplicable => standing == Standing::NotApplicable,
                            Kind::NotDue => !matches!(standing, Standing::Overdue | Standing::NotReported),
                            // A list that is not all leaves the rule open also where it has an entry.
                            Kind::Unknown => standing != Standing::NotApplicable,
                            _ => false,
                        };
                        assert!(fits, "{region} {measure} {state} {list} {day}: {standing:?}, {kind:?}");
                        seen.insert((standing, kind));
                    }
                }
            }
        }
    }
    assert!(seen.len() > 12, "{seen:?}");
}

/// All that a roll-up says, by superior and figure, and by region.
fn told(rolled: &RollUp<'_>) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut told: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for superior in &rolled.superiors {
        for (summary, total) in superior.summaries.iter().flat_map(|known| known.totals.iter().map(move |t| (known, t)))
        {
            let text = format!(
                "{:?} {:?} {:?} {:?} {:?}",
                amounts(total),
                total.contributions,
                total.identity,
                total.once,
                total.worst
            );
            let id = format!("{}/{}", summary.summary.id, total.figure.id);
            told.entry(superior.region.code.clone()).or_default().insert(id, text);
        }
    }
    for delivery in &rolled.deliveries.regions {
        let files: Vec<&str> = delivery.files.iter().map(|path| path.rsplit('/').next().unwrap()).collect();
        let text = format!("{:?} {:?} {}", delivery.statuses, delivery.via.map(|via| &via.code), files.len());
        told.entry(delivery.region.code.clone()).or_default().insert("delivery".to_owned(), text);
    }
    for duty in rolled.plans.iter().flat_map(|plan| &plan.duties) {
        for progress in &duty.regions {
            let text = format!("{:?} {:?}", progress.standing, progress.reported);
            told.entry(progress.region.code.clone()).or_default().insert(format!("measure {}", duty.duty.number), text);
        }
    }
    told
}

const EVERYBODY: [(&str, &str); 9] = [
    ("P", "measures { - 3 state=\"done\" }"),
    ("A", "own_staff 30; own_funds 1; hung #true; shared_with \"A1\"; measures { - 2 state=\"done\" }"),
    ("A1", "hung #true; staff 10; rate 0.5; change 1; built 1; total 2; funds 3; shared_with"),
    ("A2", "hung #false; staff 8; rate 0.7; change 2; built 0; total 0; funds 4; shared_with"),
    ("A3", "hung #true; staff 12; rate 0.5; change -9; built 4; total 5; funds 5; shared_with \"A2\""),
    ("N", "hung #true; staff 3"),
    ("B", "own_staff 1; shared_with"),
    ("B1", "hung #true; staff 1; measures { - 1 state=\"in-progress\" }"),
    ("B2", "hung #true; staff 2; rate 1"),
];

#[test]
fn a_submission_changes_only_its_region_and_those_above() {
    let (standard, _) = compiled("");
    let before = rolled(&standard, &bodies(&EVERYBODY), None, |rolled, _, _| told(rolled));
    for (index, (code, _)) in EVERYBODY.iter().enumerate() {
        let mut fewer = EVERYBODY.to_vec();
        fewer.remove(index);
        let after = rolled(&standard, &bodies(&fewer), None, |rolled, _, _| told(rolled));
        let above: BTreeSet<&str> = standard.registry.superiors(code).iter().map(|region| &*region.code).collect();
        let mut changed = 0;
        for (region, facts) in &before {
            for (name, text) in facts {
                if after[region][name] != *text {
                    assert!(region == code || above.contains(region.as_str()), "{code} changes {region} {name}");
                    changed += 1;
                }
            }
        }
        assert!(changed > 0, "{code} changes nothing at all");
    }
}

#[test]
fn what_is_taken_away_only_widens_the_bounds() {
    let (standard, _) = compiled("");
    let bounds = |regions: &[(&str, &str)]| {
        rolled(&standard, &bodies(regions), None, |rolled, _, _| {
            let totals = rolled.superiors.iter().flat_map(|one| one.summaries.iter().flat_map(|known| &known.totals));
            // What nobody says of sharing counts as none, so that figures of shared things have no such law.
            let totals = totals.filter(|total| total.figure.once_by.is_none());
            totals.map(|total| (total.figure.id.clone(), total.lower.clone(), total.upper.clone())).collect::<Vec<_>>()
        })
    };
    let before = bounds(&EVERYBODY);
    assert!(before.len() > 20);
    for (index, (without, _)) in EVERYBODY.iter().enumerate() {
        let mut fewer = EVERYBODY.to_vec();
        fewer.remove(index);
        for ((figure, lower, upper), (_, low, high)) in before.iter().zip(bounds(&fewer)) {
            // Without a bound it is as wide as can be.
            assert!(
                low.is_none() || lower.as_ref().is_some_and(|lower| low.as_ref() <= Some(lower)),
                "{figure} − {without}"
            );
            assert!(
                high.is_none() || upper.as_ref().is_some_and(|upper| high.as_ref() >= Some(upper)),
                "{figure} − {without}"
            );
        }
    }
}

#[test]
fn neither_the_names_nor_the_order_of_files_matter() {
    let (standard, _) = compiled("");
    let before = rolled(&standard, &bodies(&EVERYBODY), None, |rolled, _, _| told(rolled));
    let files = bodies(&EVERYBODY);
    let count = files.len();
    let renamed = files.into_iter().enumerate().map(|(index, (path, text))| {
        (if path == "submissions.kdl" { path } else { format!("x/{:02}.kdl", count - index) }, text)
    });
    let after = rolled(&standard, &renamed.collect(), None, |rolled, _, _| told(rolled));
    assert_eq!(before, after);
}

#[test]
fn authors_test_their_figures() {
    let tests = |expected: &str| {
        format!(
            "test \"合计\" {{ region code=\"A\"; given {{ own_staff 1 }}; member \"A1\" {{ staff 4 }}; member \"A2\" {{ staff 5 }}; \
             expect-figure \"for-city/staff\" \"{expected}\"; expect-figure \"for-city/coverage\" \"none\" }}"
        )
    };
    let (standard, _) = compiled(&tests("9"));
    let summary = testing::run(&standard);
    assert_eq!((summary.passed, summary.failed), (1, 0));
    let (standard, _) = compiled(&tests("8"));
    let summary = testing::run(&standard);
    assert_eq!(summary.failed, 1);
    let finding = &summary.findings[0];
    assert_eq!(finding.diagnostic.entry.code, "GJ9102");
    assert_eq!(testing::text::evidence(&finding.evidence, Language::En), ["A1 = 4", "A2 = 5", "A3 = unknown"]);
    // A superior that does not get the summary has no such figure.
    let (standard, _) =
        compiled("test \"x\" { region code=\"P\"; given { }; expect-figure \"for-city/staff\" \"none\" }");
    assert_eq!(testing::run(&standard).failed, 0);
}

#[test]
fn a_changed_threshold_is_noticed_by_a_test_of_a_figure() {
    let more = "threshold \"least\" 4 \"下限\" origin=\"ours\"\n\
                summary \"extra\" \"另\" { binds level=\"city\"; of level=\"county\"; figure \"enough\" \"够\" count=\"staff >= least\" }\n\
                test \"恰在线上\" { region code=\"A\"; given { }; member \"A1\" { staff 4 }; member \"A2\" { staff 3 }; \
                expect-figure \"extra/enough\" \"1\" }";
    let score = testing::mutation_score(&compiled(more).0, 400);
    assert_eq!(score.failing, 0);
    assert!(score.killed >= 2, "{score:?}");
}

#[test]
fn all_regions_of_the_province_are_in_its_summary() {
    let mut sources = SourceMap::default();
    let standard = support::compile(ZHEJIANG, &mut sources);
    let files = Files::read(&repository(ZHEJIANG_ROUND), &["kdl", "json"]).unwrap();
    let files =
        files.iter().map(|(path, bytes)| (path.to_owned(), String::from_utf8(bytes.to_vec()).unwrap())).collect();
    rolled(&standard, &files, None, |rolled, _, diagnostics| {
        assert_flawless(diagnostics);
        assert_eq!(rolled.superiors.len(), 12, "the province and its cities");
        let hung = total(rolled, "330000", "province-summary", "regions-with-sign");
        assert_eq!((hung.regions(), amounts(hung)), (101 + 2, ["103", "103", "103"].map(str::to_owned)));
        // Three regions of one city share a centre, and two of another: 103 − 2 − 1.
        let centres = total(rolled, "330000", "province-summary", "centres");
        assert_eq!(amounts(centres)[0], "100");
        let groups: Vec<Vec<String>> = centres.once.iter().map(|group| codes(group)).collect();
        assert_eq!(groups, [vec!["330400", "330402", "330411"], vec!["331100", "331102"]]);
        let townships = total(rolled, "330000", "province-of-cities", "township-coverage");
        assert_eq!((townships.known(), townships.regions(), amounts(townships)[0].as_str()), (1, 11, "39/76"));
        let resolved = total(rolled, "330000", "province-of-cities", "resolution");
        assert_eq!(amounts(resolved)[0], "5245/5287");
        assert_eq!(rolled.disagreements().count(), 0);
        for superior in ["330300", "330500"] {
            let bundle = codes(&rolled.superior(superior).unwrap().bundle);
            assert!(bundle.iter().all(|code| !code.contains("-N")), "new areas report to the province: {bundle:?}");
        }
        let externals: Vec<&str> =
            rolled.plans[0].duties.iter().filter(|duty| duty.external).map(|duty| &*duty.duty.number).collect();
        assert_eq!(externals, ["7", "12", "15", "16", "17", "20", "21", "24", "27"]);
        let continuous = rolled.plans[0].duties.iter().filter(|duty| duty.duty.continuous).count();
        assert_eq!(continuous, 6);
    });
}

#[test]
fn the_standing_of_the_28_measures_follows_the_calendar() {
    let mut sources = SourceMap::default();
    let standard = support::compile(ZHEJIANG, &mut sources);
    let files = BTreeMap::from([(
        "submissions.kdl".to_owned(),
        "submissions standard=\"x\" as-of=\"2024-01-08\"\n".to_owned(),
    )]);
    // Measures that bind cities and counties, by deadline: two by the end of January, six by the end of March, one by the end of
    // June, two by the end of the year, four without an end; for a county that is in no named set.
    let county = |day: &str| {
        rolled(&standard, &files, Some(day), |rolled, _, _| rolled.plans[0].counts(&BTreeSet::from(["330102"])))
    };
    let counts = |pairs: &[(Standing, usize)]| pairs.iter().copied().collect::<BTreeMap<_, _>>();
    use Standing::{Continuous, Due, NotDue, NotReported};
    assert_eq!(county("2024-01-08"), counts(&[(Due, 2), (NotDue, 9), (Continuous, 4)]));
    assert_eq!(county("2024-01-31"), county("2024-01-08"));
    assert_eq!(county("2024-02-01"), counts(&[(NotReported, 2), (NotDue, 9), (Continuous, 4)]));
    assert_eq!(county("2024-03-01"), counts(&[(NotReported, 2), (Due, 6), (NotDue, 3), (Continuous, 4)]));
    assert_eq!(county("2024-12-31"), counts(&[(NotReported, 9), (Due, 2), (Continuous, 4)]));
    assert_eq!(county("2025-01-01"), counts(&[(NotReported, 11), (Continuous, 4)]));
}

#[test]
fn the_folder_holds_workbooks_and_the_chase_list() {
    let (standard, _) = compiled("");
    let mut round = bodies(&[("A2", "staff \"七\""), ("A", "own_staff 1"), ("P", "")]);
    round.insert("A1.kdl".to_owned(), "submission region=\"A1\" submitted-on=\"2024-01-09\" { staff 10 }\n".to_owned());
    round.insert("B1.kdl".to_owned(), "submission region=\"B1\" { staff\n".to_owned());
    let files = |day: &str| {
        rolled(&standard, &round, Some(day), |rolled, assessment, diagnostics| {
            roll_up::files(assessment, rolled, diagnostics).unwrap()
        })
    };
    let made = files("2024-01-20");
    let names: Vec<&str> = made.keys().map(String::as_str).collect();
    let expected = [
        "chase.csv",
        "chase.en.txt",
        "chase.zh.txt",
        "roll-up.A.xlsx",
        "roll-up.B.xlsx",
        "roll-up.P.xlsx",
        "roll-up.xlsx",
    ];
    assert_eq!(names, expected);
    assert!(
        names.iter().all(|name| roll_up::is_own(name))
            && !roll_up::is_own("roll-up/x.xlsx")
            && !roll_up::is_own("A1.kdl")
    );
    let text = |name: &str| String::from_utf8(made[name].clone()).unwrap();
    let zh = text("chase.zh.txt");
    insta::assert_snapshot!("chase.zh", zh);
    insta::assert_snapshot!("chase.en", text("chase.en.txt"));
    insta::assert_snapshot!("chase.csv", text("chase.csv"));
    // Before the last day has passed, those that are missing are asked, not reminded.
    let early = String::from_utf8(files("2024-01-08")["chase.zh.txt"].clone()).unwrap();
    assert!(early.contains("请在 2024-01-08 当日或之前报送") && !zh.contains("当日或之前"), "{early}");
    assert!(made == files("2024-01-20"), "the same bytes every time");
}

#[test]
fn workbooks_hold_numbers_and_texts_and_no_formulas() {
    use calamine::{Data, Reader, Xlsx};
    let hostile = REGISTRY.replace("甲一县", "=1+1").replace("甲二县", "@SUM(A1)\u{1b}");
    let files = [("regions.csv", hostile.as_str()), ("standard.kdl", STANDARD)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let standard = package::compile(&Files::in_memory("", files), &mut SourceMap::default()).standard.unwrap();
    let round = bodies(&[
        ("A1", "staff 10; hung #true; built 1; total 3"),
        ("A2", "staff 7; measures { - 1 state=\"in-progress\" }"),
    ]);
    let made = rolled(&standard, &round, None, |rolled, assessment, diagnostics| {
        roll_up::files(assessment, rolled, diagnostics).unwrap()
    });
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(made["roll-up.A.xlsx"].clone())).unwrap();
    let sheets = book.sheet_names();
    assert_eq!(sheets.len(), 7, "{sheets:?}");
    let mut seen = Vec::new();
    for name in &sheets {
        assert_eq!(book.worksheet_formula(name).unwrap().used_cells().count(), 0, "{name}");
        let range = book.worksheet_range(name).unwrap();
        seen.extend(range.rows().map(|row| row.to_vec()));
    }
    let has = |row: &[Data], text: &str| row.iter().any(|cell| matches!(cell, Data::String(known) if known == text));
    let staff = seen.iter().find(|row| has(row, "人数") && has(row, "合计 sum")).expect("the figure");
    assert!(staff.contains(&Data::Float(17.0)), "{staff:?}");
    let coverage = seen.iter().find(|row| has(row, "覆盖率")).expect("the figure");
    assert!(has(coverage, "1/3") && coverage.contains(&Data::Float(0.333_333)), "{coverage:?}");
    assert!(seen.iter().any(|row| has(row, "=1+1")) && seen.iter().any(|row| has(row, "@SUM(A1)?")));
    assert!(seen.iter().any(|row| has(row, "持续推进 continuous（推进中）")));
    assert!(!seen.iter().any(|row| has(row, "乙一县")), "of its own bundle only");
    let csv = String::from_utf8(made["chase.csv"].clone()).unwrap();
    assert!(csv.starts_with('\u{feff}') && !csv.contains(",=1+1"), "{csv}");
}

/// A round on disk in which a city's own figure is one too many.
fn on_disk(own: &str) -> tempfile::TempDir {
    let mut files: Vec<(String, String)> = vec![
        ("standards/small/regions.csv".to_owned(), REGISTRY.to_owned()),
        ("standards/small/standard.kdl".to_owned(), STANDARD.to_owned()),
    ];
    let staff =
        [("B1", "staff 1"), ("B2", "staff 2"), ("B", own), ("N", "staff 9"), ("A1", "staff 1; shared_with \"A2\"")];
    files.extend(bodies(&staff).into_iter().map(|(path, text)| (format!("round/{path}"), text)));
    let round = "submissions standard=\"../standards/small\" as-of=\"2024-01-20\" due=\"2024-01-08\"\n";
    files.push(("round/submissions.kdl".to_owned(), round.to_owned()));
    let late = "submission region=\"A2\" submitted-on=\"2024-01-09\" via=\"B\" { staff 2; shared_with \"A1\" }\n";
    files.push(("round/A2.kdl".to_owned(), late.to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    support::folder::with_files(&files)
}

#[test]
fn a_figure_that_does_not_agree_is_a_finding() {
    let agreeing = support::binary::guiju(on_disk("own_staff 3").path(), &["check", "round"]);
    assert_eq!(agreeing.code, 0, "{}", agreeing.all());
    for (language, told) in [
        ("zh", "乙市自报“人数”4，所属地区合计 3，相差 1"),
        ("en", "乙市 gives 4 for “人数”; those below add up to 3: 1 apart"),
    ] {
        let run = support::binary::guiju(on_disk("own_staff 4").path(), &["check", "round", "--lang", language]);
        assert_eq!(run.code, 1, "{}", run.all());
        assert!(run.output.contains(told), "{}", run.output);
        assert!(run.output.trim_end().lines().last().unwrap().contains("9"), "the totals stand last");
    }
}

#[test]
fn the_folder_of_the_roll_up_is_replaced_as_a_whole_and_nothing_else_is() {
    let here = on_disk("own_staff 3");
    let run = |into: &str| support::binary::guiju(here.path(), &["check", "round", "--roll-up", into]);
    assert_eq!(run("out/roll-up").code, 0);
    let first = support::folder::contents(&here.path().join("out/roll-up"));
    assert_eq!(first.len(), 3 + 4, "{:?}", first.keys());
    // What an earlier run left of a superior that is gone goes away; the rest is the same to the byte.
    support::folder::write(&here.path().join("out/roll-up"), "roll-up.gone.xlsx", b"old");
    assert_eq!(run("out/roll-up").code, 0);
    assert!(support::folder::contents(&here.path().join("out/roll-up")) == first);
    // A folder with anything else in it is left alone.
    for into in ["round", "standards"] {
        let before = support::folder::contents(&here.path().join(into));
        let refused = run(into);
        assert_eq!(refused.code, 2, "{}", refused.all());
        assert!(refused.messages.contains("GJ4510"), "{}", refused.messages);
        assert!(support::folder::contents(&here.path().join(into)) == before);
    }
}

#[test]
fn the_report_as_json_follows_its_schema() {
    let here = on_disk("own_staff 4");
    let run = support::binary::guiju(here.path(), &["check", "round", "--format", "json"]);
    let report: serde_json::Value =
        serde_json::from_str(&run.output).unwrap_or_else(|error| panic!("{error}: {}", run.messages));
    let schema = repository("generated/zhejiang-value-added-services/schemas/check-report.schema.json");
    let schema: serde_json::Value = serde_json::from_slice(&std::fs::read(schema).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let roll_up = &report["roll_up"];
    let delivery = roll_up["deliveries"].as_array().unwrap().iter().find(|one| one["region"] == "A2").unwrap();
    assert_eq!(delivery["statuses"], serde_json::json!(["submitted", "late", "wrong-superior"]));
    let city = roll_up["superiors"].as_array().unwrap().iter().find(|one| one["region"] == "A").unwrap();
    assert_eq!((&city["expected"], &city["submitted"]), (&serde_json::json!(3), &serde_json::json!(2)));
    let figures = city["summaries"][0]["figures"].as_array().unwrap();
    let hall_staff = figures.iter().find(|one| one["id"] == "hall-staff").unwrap();
    assert_eq!(hall_staff["differing"], serde_json::json!([["A1", "A2"]]));
    assert_eq!(hall_staff["value"], serde_json::Value::Null, "they differ, and nobody else reports");
    let duties = roll_up["plans"][0]["duties"].as_array().unwrap();
    assert_eq!(duties[2]["external"], true);
    assert_eq!(duties[1]["counts"]["county"]["due"], 5);
}
