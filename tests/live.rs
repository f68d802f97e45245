//! Workbooks with live formulas: LibreOffice computes every formula anew, and what it finds is what the engine found; also after an
//! input was changed in the workbook, against the engine over the changed submission.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "tests")]

mod support;

use guiju::base::date::Date;
use guiju::check::Assessment;
use guiju::diagnostic::cell_name;
use guiju::report::{RegionReport, live};
use guiju::standard::Standard;
use guiju::submission::Submission;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use support::published::asem;
use support::systems::{FIELDS, Facts, Random, System, facts, standard, submissions};
use support::{Round, assert_flawless, repository};

/// Further nodes of random systems: what is on top, off, and a grade.
const MORE: &str = "bonus \"b\" \"=b\" max=6 { measure \"f1\"; scale \"min-max\" among=\"kind\" }\n\
                    deduction \"d\" \"d\" max=8 per=0.5 { measure \"f2 / 9\" }\n\
                    veto \"v\" \"v\" when=\"f3 > 100\"\n\
                    grade \"甲\" at=70\ngrade \"乙\" at=50\ngrade \"丙\" at=0\n";
const POLICIES: [&str; 5] = ["zero", "leave-out", "hold", "mean\" among=\"kind", "median"];

fn books(standard: &Standard, submissions: &BTreeMap<String, Submission>, as_of: Date) -> BTreeMap<String, Vec<u8>> {
    let mut diagnostics = Vec::new();
    let assessment = Assessment::new(standard, as_of, submissions, &mut diagnostics);
    let regions = RegionReport::all(&assessment, &mut diagnostics);
    let files = live::files(&assessment, &regions, &mut diagnostics);
    assert_flawless(&diagnostics);
    assert!(!files.is_empty());
    files
}

fn day() -> Date {
    Date::parse("2024-01-01").unwrap()
}

/// Whether LibreOffice and openpyxl are there; a line says so where they are not. Asked once: LibreOffice answers one at a time.
fn can_recalculate() -> bool {
    static ANSWER: std::sync::OnceLock<bool> = std::sync::OnceLock::new();
    let answers = |command: &str, arguments: &[&str]| {
        Command::new(command).args(arguments).output().is_ok_and(|run| run.status.success())
    };
    let can =
        *ANSWER.get_or_init(|| answers("python3", &["-c", "import openpyxl"]) && answers("soffice", &["--version"]));
    if !can {
        println!("skipped: needs python3 with openpyxl, and soffice");
    }
    can
}

/// What the script says of a folder; how many cells it compared.
fn recalculated(folder: &Path) -> usize {
    let run = Command::new("python3").arg(repository("tests/live/recalculate.py")).arg(folder).output().unwrap();
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    println!("{told}");
    assert!(run.status.success(), "{told}{}", String::from_utf8_lossy(&run.stderr));
    let counts =
        told.lines().filter_map(|line| line.strip_suffix(" formula cells")?.rsplit(' ').next()?.parse::<usize>().ok());
    counts.sum()
}

/// A random system with everything in it that the language knows, and facts.
fn random(random: &mut Random, index: usize) -> (Standard, Facts, System) {
    let system = System::random(random, &POLICIES);
    let ties = ["dense", "lowest", "average"][index % 3];
    let stage = if (index / 3).is_multiple_of(2) { "published" } else { "exact" };
    let ranking = format!("ranking \"{stage}\" ties=\"{ties}\" among=\"{}\"", ["all", "kind"][index / 2 % 2]);
    let rounding = ["half-even", "half-up"][index % 2];
    let outliers = if index % 4 == 1 { "outliers \"clamp\" from=10 to=90\n" } else { "" };
    let quota = |share: &str, ties: &str| {
        let (of, whole) = (["scored", "bound"][index % 2], ["truncate", "round-up", "half-up", "half-even"][index % 4]);
        format!(" share={share} counting=\"{of}\" rounding=\"{whole}\" ties=\"{ties}\"")
    };
    let more = match index % 5 {
        0 => MORE.to_owned(),
        1 => MORE.replace("at=70", "at=30 most=2 ties=\"included\"").replace("at=50", "at=20 most=4 ties=\"excluded\""),
        2 => MORE.replace("at=50", &format!("at=30{}", quota("0.5", "excluded"))),
        3 => MORE.replace("at=70", &format!("at=70{}", quota("0.3", "included"))),
        _ => MORE.replace("at=70", &format!("at=50{}", quota("0.3", "excluded"))),
    };
    let kdl = system
        .kdl_with(1, &more)
        .replace("ranking \"exact\"", &format!("{ranking}\n{outliers}"))
        .replace("round=2", &format!("round={} rounding=\"{rounding}\" min-coverage=0.3", index % 4))
        .replace("scale \"rank\"", "scale \"rank\" among=\"kind\"");
    (standard(&kdl, &(0..7).collect::<Vec<_>>()), facts(random), system)
}

#[test]
fn every_formula_gives_what_the_engine_found() {
    if !can_recalculate() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let save = |name: &str, files: BTreeMap<String, Vec<u8>>| {
        for (system, bytes) in files {
            fs::write(folder.path().join(format!("{name}-{system}")), bytes).unwrap();
        }
    };
    let hdi = Round::read("examples/hdi-2022/countries", "examples/hdi-2022/standard");
    for (name, round) in [("zhejiang", Round::zhejiang()), ("library", Round::library()), ("hdi", hdi)] {
        save(name, books(&round.standard, &round.submissions, round.as_of));
    }
    if let Some((standard, submissions)) = asem() {
        save("asem", books(&standard, &submissions, day()));
    }
    let mut source = Random(0x5EED_0201);
    for index in 0..20 {
        let (standard, facts, _) = random(&mut source, index);
        save(&format!("random{index:02}"), books(&standard, &submissions(&standard, &facts, 1), day()));
    }
    for index in 0..8 {
        // What the unknown makes of an imbalance has no formula, so that nothing is changed in these.
        let system = System::random_uneven(&mut source, &POLICIES).kdl_with(1, MORE);
        let standard = standard(&system, &(0..7).collect::<Vec<_>>());
        save(&format!("uneven{index}"), books(&standard, &submissions(&standard, &facts(&mut source), 1), day()));
    }
    for index in 0..4 {
        // Who is ahead of whom has no formula.
        let (edge, ties) = (["half", "zero"][index % 2], ["lowest", "average"][index / 2]);
        let ranking = format!("ranking \"copeland\" equal-pairs=\"{edge}\" ties=\"{ties}\" among=\"kind\"");
        let system = System::random(&mut source, &POLICIES).kdl_with(1, MORE).replace("ranking \"exact\"", &ranking);
        let standard = standard(&system, &(0..7).collect::<Vec<_>>());
        save(&format!("pairs{index}"), books(&standard, &submissions(&standard, &facts(&mut source), 1), day()));
    }
    let compared = recalculated(folder.path());
    assert!(compared > 40_000, "{compared}");
}

#[test]
fn what_has_no_weight_does_not_count() {
    if !can_recalculate() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // Values that are equal everywhere get no weight: one of them has the least share there is, the other the greatest.
    let facts =
        [[50, 60, 90, 100, 1, 1], [50, 95, 70, 100, 1, 1], [50, 75, 75, 100, 1, 1]].map(|row| row.map(Some)).to_vec();
    let means = ["minimum", "maximum", "harmonic", "geometric", "arithmetic"].map(|mean| format!("\"{mean}\""));
    let powers = ["-2", "2"].map(|exponent| format!("\"power\" exponent={exponent}"));
    let standard = |mean: &str| {
        let indicator = |id: &str, field: usize| {
            format!("indicator \"{id}{field}\" \"i\" {{ measure \"f{field}\"; scale \"linear\" from=50 to=100 }}\n")
        };
        let group = |id: &str, round: &str, indicators: &[usize]| {
            let indicators: String = indicators.iter().map(|field| indicator(id, *field)).collect();
            format!(
                "group \"{id}\" \"g\" weight=1 {round} {{ weights \"entropy\" scaling=\"column-shares\" round=6\n\
                 aggregate {mean}\n{indicators} }}\n"
            )
        };
        let (one, other) = (group("g", "", &[0, 1, 2, 3]), group("h", "round=1", &[3, 2, 0, 1]));
        let system = format!(
            "indicators \"s\" \"s\" total=100 round=2 {{ weights \"ratio\"; ranking \"exact\"\n{one}{other} }}\n"
        );
        standard(&system, &[0, 1, 2])
    };
    for (index, mean) in means.iter().chain(&powers).enumerate() {
        let standard = standard(mean);
        let books = books(&standard, &submissions(&standard, &facts, 1), day());
        fs::write(folder.path().join(format!("weightless{index}.xlsx")), &books["s.xlsx"]).unwrap();
    }
    assert!(recalculated(folder.path()) > 1_000);
}

#[test]
fn a_changed_input_gives_what_the_changed_submission_gives() {
    if !can_recalculate() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut source = Random(0x5EED_0202);
    for index in 0..20 {
        let (standard, before, system) = random(&mut source, index);
        let mut after = before.clone();
        let (region, value) = (source.below(7), i64::try_from(source.below(110)).unwrap() + 1);
        // Bonus, deduction and veto read these fields, too.
        let field = [0, 4, 5][source.below(3)];
        after[region][field] = Some(value);
        let place = system.groups.iter().flatten().position(|leaf| leaf.field == field).unwrap();
        assert!(place < FIELDS);
        let of = |facts: &Facts| books(&standard, &submissions(&standard, facts, 1), day()).remove("s.xlsx").unwrap();
        let path = |end: &str| folder.path().join(format!("changed{index:02}.{end}"));
        fs::write(path("xlsx"), of(&before)).unwrap();
        fs::write(path("expected"), of(&after)).unwrap();
        let (row, column) = (u32::try_from(region).unwrap() + 5, u32::try_from(place).unwrap() + 3);
        fs::write(path("change"), format!("数据\t{}\t{value}\n", cell_name(row, column))).unwrap();
    }
    assert!(recalculated(folder.path()) > 1_000);
}

#[test]
fn the_same_round_gives_the_same_bytes_and_names_are_no_formulas() {
    let (standard, facts, _) = random(&mut Random(0x5EED_0203), 1);
    let of = || books(&standard, &submissions(&standard, &facts, 1), day());
    assert!(of() == of());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.xlsx");
    fs::write(&path, &of()["s.xlsx"]).unwrap();
    let mut book = calamine::open_workbook_auto(&path).unwrap();
    for sheet in calamine::Reader::sheet_names(&book) {
        let formulas = calamine::Reader::worksheet_formula(&mut book, &sheet).unwrap();
        assert!(formulas.used_cells().all(|(_, _, text)| text != "b" && text != "=b"), "{sheet}");
    }
    let range = calamine::Reader::worksheet_range(&mut book, "数据").unwrap();
    assert!(range.used_cells().any(|(_, _, cell)| cell.to_string().starts_with("=b")));
}
