//! What people do to the structure of forms: each read as it was meant with a note, or reported at its cell.
//!
//! `sheets/slips.txt` holds the slips: what is done to a filled-in form, what has to be said, and what of the facts changes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod support;

use guiju::diagnostic::{self, Diagnostic, Language, Level, SourceMap};
use guiju::emit::form::{Filling, prefill, workbook as write_form};
use guiju::form::{Form, Forms};
use guiju::submission::Facts;
use guiju::submission::datum::Loose;
use guiju::submission::facts::MAX_REPORTED;
use guiju::submission::folder::accept;
use guiju::submission::grid::{Area, CellContent};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use support::facts::lines;
use support::form::{Tab, Workbook, filled, sample};
use support::{Round, repository};

/// How long reading one workbook may take. No measure of speed: each takes some seconds at most without optimisation.
const GUARD: Duration = Duration::from_secs(120);

/// One slip.
#[derive(Debug, Default)]
struct Slip {
    name: String,
    edits: String,
    /// Code and place of every message.
    says: Vec<String>,
    /// Facts that are no longer read; `*` for all of them.
    less: BTreeSet<String>,
    /// Facts that are read instead.
    more: BTreeSet<String>,
}

impl Slip {
    fn read(block: &str) -> Self {
        let mut slip = Self::default();
        for line in block.lines() {
            let (key, value) = line.split_once(": ").unwrap_or_else(|| panic!("no key: {line}"));
            match key {
                "slip" => slip.name = value.to_owned(),
                "edit" => slip.edits.push_str(&format!("{value}\n")),
                "says" => slip.says.push(value.to_owned()),
                "less" => drop(slip.less.insert(value.to_owned())),
                "more" => drop(slip.more.insert(value.to_owned())),
                other => panic!("unknown key {other}"),
            }
        }
        slip
    }
}

fn slips() -> Vec<Slip> {
    let text = fs::read_to_string(repository("tests/sheets/slips.txt")).expect("the slips");
    text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(Slip::read).collect()
}

/// What a workbook comes to: its facts, and what is said.
fn read(workbook: &Workbook) -> (BTreeSet<String>, Vec<(Level, String)>, Vec<String>) {
    let standard = sample();
    let mut sources = SourceMap::default();
    let (submission, mut found) = workbook.read(&mut Forms::new(standard), &mut sources);
    let submission = accept(submission.into_iter().collect(), standard, &mut found).into_values().next();
    let facts = submission.as_ref().map(|submission| {
        Facts::read(standard, &submission.region, Some(&submission.data), &mut found);
        let mut facts = lines(&submission.data);
        let day = submission.submitted_on.map(|day| day.to_string());
        let cover = [
            ("period", &submission.period),
            ("basis", &submission.basis),
            ("status", &submission.status),
            ("submitted_on", &day),
        ];
        let said = cover.into_iter().filter_map(|(name, value)| Some(format!("@{name} = {}", value.as_ref()?)));
        facts.extend(said);
        facts
    });
    diagnostic::sort(&mut found);
    let place = |found: &Diagnostic| {
        let location = found.place.map(|span| sources.location(span)).unwrap_or_default();
        location.rsplit_once(".xlsx ").map_or(location.clone(), |(_, cell)| cell.to_owned())
    };
    let told = found.iter().map(|found| (found.level, format!("{} {}", found.entry.code, place(found)))).collect();
    let words = found.iter().map(|found| format!("{} {} {}", found.entry.code, place(found), found.text(Language::Zh)));
    (facts.unwrap_or_default(), told, words.collect())
}

#[test]
fn the_form_without_slips_is_read_without_a_word() {
    let (facts, told, words) = read(&filled());
    assert!(told.is_empty(), "{words:#?}");
    for fact in [
        "hall.area = 80",
        "hall.visit.rating = 4",
        "hall.zones[服务区].seats = 20",
        "sections[人才].posts partial",
        "sections[人才].posts[t1].days = 21",
        "sections[金融].posts complete",
        "statuses[3].no = 3",
        "statuses complete",
    ] {
        assert!(facts.contains(fact), "{fact} is not among {facts:#?}");
    }
}

#[test]
fn slips_are_read_right_or_reported_where_they_are() {
    let form = filled();
    let (whole, _, _) = read(&form);
    let (mut noted, mut silent, mut reported) = (0, 0, 0);
    let mut wrong = String::new();
    let mut names = BTreeSet::new();
    for slip in slips() {
        assert!(names.insert(slip.name.clone()), "{} stands there twice", slip.name);
        let (facts, told, words) = read(&form.clone().edited(&slip.edits));
        let mut less: BTreeSet<String> = whole.difference(&facts).cloned().collect();
        if facts.is_empty() {
            less = BTreeSet::from(["*".to_owned()]);
        }
        let more: BTreeSet<String> = facts.difference(&whole).cloned().collect();
        let said: Vec<String> = told.iter().map(|(_, said)| said.clone()).collect();
        if said != slip.says || less != slip.less || more != slip.more {
            let _ = writeln!(wrong, "slip: {}", slip.name);
            let edits: Vec<String> = slip.edits.lines().map(str::to_owned).collect();
            let (less, more) = (less.into_iter().collect(), more.into_iter().collect());
            for (key, lines) in
                [("edit: ", edits), ("says: ", said), ("less: ", less), ("more: ", more), ("    ", words)]
            {
                let lines: Vec<String> = lines;
                lines.iter().for_each(|line| wrong.push_str(&format!("{key}{line}\n")));
            }
            wrong.push('\n');
        }
        if told.iter().any(|(level, _)| *level == Level::Error) {
            reported += 1;
        } else if told.is_empty() {
            silent += 1;
        } else {
            noted += 1;
        }
    }
    let all = noted + silent + reported;
    println!("{all} slips: {reported} reported, {noted} read with a note, {silent} read without a word");
    assert!(wrong.is_empty(), "what happens instead:\n\n{wrong}");
    assert!(all >= 60 && noted >= 40, "{all} slips, {noted} read with a note");
}

/// Set for a run over every cell instead of some of them.
const ALL_CELLS: &str = "GUIJU_ALL_CELLS";
/// How many cells of a workbook are changed otherwise.
const SOME: usize = 40;

/// Puts something wrong into one cell after another; every message has to be about the very cell. Gives how many there were.
fn change_every_cell(workbook: &Workbook, forms: &mut Forms<'_>, form: &Form<'_>) -> usize {
    let mut workbook = workbook.clone();
    let cells = workbook.input_cells(form);
    let step = if std::env::var_os(ALL_CELLS).is_some() { 1 } else { cells.len().div_ceil(SOME) };
    let mut count = 0;
    for (name, place, wrong) in cells.into_iter().step_by(step) {
        let before = workbook.tab(&name).cells.insert(place, wrong.clone());
        let mut sources = SourceMap::default();
        let (submission, mut found) = workbook.read(forms, &mut sources);
        let submission = submission.expect("the region is known");
        Facts::read(forms.standard, &submission.region, Some(&submission.data), &mut found);
        let cell = format!("{name}!{}", diagnostic::cell_name(place.0, place.1));
        let told: Vec<String> = found
            .iter()
            .map(|found| {
                let place = found.place.map(|span| sources.position(span).to_string()).unwrap_or_default();
                format!("{place} {} {}", found.entry.code, found.text(Language::Zh))
            })
            .collect();
        let is_there = |told: &String| told.starts_with(&format!("{cell} "));
        let is_error = found.iter().any(Diagnostic::is_error);
        assert!(is_error && told.iter().all(is_there), "{wrong:?} in {cell}: {told:#?}");
        let cells = &mut workbook.tab(&name).cells;
        match before {
            Some(before) => drop(cells.insert(place, before)),
            None => drop(cells.remove(&place)),
        }
        count += 1;
    }
    count
}

#[test]
fn something_wrong_in_one_cell_names_exactly_that_cell() {
    let standard = sample();
    let count = change_every_cell(&filled(), &mut Forms::new(standard), &Form::of(standard, "county"));
    println!("{count} cells of the small form");

    let round = Round::zhejiang();
    let assessment = round.assessment();
    let (form, mut forms) = (Form::of(&round.standard, "city"), Forms::new(&round.standard));
    let own = assessment.regions.iter().filter(|own| own.submitted && own.region.level == "city");
    let own = own.max_by_key(|own| own.facts.count()).expect("cities handed in");
    let (filling, _) = prefill(&form, &own.region.code, &own.facts);
    let workbook = Workbook::of_bytes(&write_form(&form, &filling).expect("the form can be written"));
    let workbook = Workbook { file: format!("{}.xlsx", own.region.code), ..workbook };
    let count = change_every_cell(&workbook, &mut forms, &form);
    println!("{count} cells of {}", own.region.name);
}

/// Whether a command is there and answers.
fn answers(command: &str, arguments: &[&str]) -> bool {
    Command::new(command).args(arguments).output().is_ok_and(|run| run.status.success())
}

/// The facts of a workbook on the disk, and what is said.
fn facts_of(path: &Path, forms: &mut Forms<'_>) -> (BTreeSet<String>, Vec<String>) {
    let workbook = Workbook::of_bytes(&fs::read(path).expect("a workbook"));
    let mut sources = SourceMap::default();
    let (submission, mut found) = workbook.read(forms, &mut sources);
    let submission = submission.expect("a submission");
    Facts::read(forms.standard, &submission.region, Some(&submission.data), &mut found);
    let told = found.iter().map(|found| format!("{} {}", found.entry.code, found.text(Language::Zh)));
    (lines(&submission.data), told.collect())
}

#[test]
fn a_filled_form_says_the_same_after_another_program() {
    if !answers("python3", &["-c", "import openpyxl"]) || !answers("soffice", &["--version"]) {
        println!("skipped: needs python3 with openpyxl, and soffice");
        return;
    }
    let round = Round::zhejiang();
    for (standard, level, least) in [(sample(), "county", 30), (&round.standard, "county", 150)] {
        let mut forms = Forms::new(standard);
        let folder = tempfile::tempdir().expect("a folder");
        let form = folder.path().join("A1.xlsx");
        let blank = write_form(&Form::of(standard, level), &Filling::default()).expect("the form can be written");
        fs::write(&form, blank).expect("files can be written");
        // The script fills in every card and the first row of every table.
        let script = repository("tests/forms/roundtrip.py");
        let run = Command::new("python3").args([&script, &form, &folder.path().to_owned()]).output();
        let run = run.expect("the script runs");
        let told = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(told.contains("cells filled in"), "{told}{}", String::from_utf8_lossy(&run.stderr));
        let (before, said_before) = facts_of(&folder.path().join("filled.xlsx"), &mut forms);
        let (after, said_after) = facts_of(&folder.path().join("back/filled.xlsx"), &mut forms);
        println!("{}: {} lines of facts, {} messages", standard.manifest.id, before.len(), said_before.len());
        assert_eq!((&before, &said_before), (&after, &said_after));
        // The script knows no rule for the one field that takes several numbers.
        assert!(said_before.len() <= 1, "{said_before:#?}");
        assert!(before.len() >= least, "{before:#?}");
    }
}

/// A step of a generator of pseudo-random numbers (xorshift), the same in every run.
fn next(state: &mut u64, below: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state % 1_000_003).expect("small") % below
}

#[test]
fn no_edits_make_the_reader_panic() {
    let standard = sample();
    let (mut forms, form) = (Forms::new(standard), filled());
    let contents = [
        "",
        "=A1",
        "#N/A",
        "同上",
        "合计",
        "注：",
        "␣",
        "0",
        "-1.5",
        "12%",
        "@2024-02-29",
        "TRUE",
        "已列全",
        "未列全：x",
        "不适用",
        "无",
        "guiju-form/1",
        "sections",
        "^sections",
        "#state",
        "value",
        "path",
        "政策",
        "policy",
        "p1",
        "'=",
        "名称",
        "编码",
        "板块",
        "A1",
    ];
    let names = ["封面", "填报", "大厅", "大厅·分区", "服务板块", "服务板块·岗位", "事项", "落实情况", "_lists"];
    let mut state = 0x2545_F491_4F6C_DD1D;
    let mut told = BTreeSet::new();
    for round in 0..400 {
        let mut script = String::new();
        for _ in 0..=next(&mut state, 12) {
            let name = names[next(&mut state, names.len())];
            let column = char::from(b'A' + u8::try_from(next(&mut state, 7)).expect("small"));
            let (row, other) = (1 + next(&mut state, 12), 1 + next(&mut state, 12));
            let line = match next(&mut state, 12) {
                0 => format!("insert row {name}!{row}"),
                1 => format!("insert column {name}!{column}"),
                2 => format!("delete row {name}!{row}"),
                3 => format!("delete column {name}!{column}"),
                4 => format!("move row {name}!{row} -> {other}"),
                5 => format!("move column {name}!{column} -> B"),
                6 => format!("copy row {name}!{row} -> {other}"),
                7 => format!("merge {name}!{column}{row}:{column}{}", row + other),
                8 => format!("merge {name}!A{row}:{column}{row}"),
                9 => format!("hide row {name}!{row}"),
                _ => format!("{name}!{column}{row} = {}", contents[next(&mut state, contents.len())]),
            };
            script.push_str(&format!("{line}\n"));
        }
        let workbook = form.clone().edited(&script);
        let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let mut sources = SourceMap::default();
            let (submission, mut found) = workbook.read(&mut forms, &mut sources);
            if let Some(submission) = &submission {
                Facts::read(standard, &submission.region, Some(&submission.data), &mut found);
            }
            assert!(submission.is_some() || diagnostic::has_errors(&found), "nothing is said");
            found.iter().map(|found| found.entry.code).collect::<Vec<_>>()
        }));
        told.extend(read.unwrap_or_else(|_| panic!("round {round}:\n{script}")));
    }
    println!("{} kinds of messages", told.len());
    assert!(told.len() >= 30, "{told:?}");
}

/// Sheets that cost as much as they can within what the reader of workbooks lets through.
#[test]
fn large_and_odd_sheets_take_time_by_their_size() {
    let standard = sample();
    let text = |text: String| CellContent::Value(Loose::Text(text));
    let rows = 20_000;
    type Harm<'h> = (&'h str, &'h dyn Fn(&mut Workbook));
    let harms: [Harm<'_>; 7] = [
        ("rows that belong to nothing", &|workbook| {
            let tab = workbook.tab("服务板块·岗位");
            tab.cells.extend(
                (6..rows).flat_map(|row| [((row, 1), text(format!("板块{row}"))), ((row, 2), text(format!("p{row}")))]),
            );
        }),
        ("elements with as many inner ones", &|workbook| {
            let tab = workbook.tab("事项");
            tab.cells.extend((6..rows).map(|row| ((row, 1), text(format!("X{row}")))));
        }),
        ("formulas everywhere", &|workbook| {
            let tab = workbook.tab("事项");
            tab.cells.extend((6..rows).flat_map(|row| (1..5).map(move |column| ((row, column), CellContent::Formula))));
        }),
        ("merged areas over each other", &|workbook| {
            let tab = workbook.tab("事项");
            tab.merged.extend((6..rows).map(|row| Area { first: (row, 1), last: (rows, 16_384) }));
        }),
        ("the same column again and again", &|workbook| {
            let tab = workbook.tab("事项");
            tab.cells.extend(
                (5..10_000).flat_map(|column| {
                    [((4, column), text("code".to_owned())), ((6, column), text(format!("{column}")))]
                }),
            );
        }),
        ("copies of a sheet", &|workbook| {
            let tab = workbook.tab("事项").clone();
            workbook.tabs.extend((2..190).map(|number| Tab { name: format!("事项 ({number})"), ..tab.clone() }));
        }),
        ("long texts", &|workbook| {
            let tab = workbook.tab("事项");
            tab.cells.extend((6..200).map(|row| ((row, 1), text("长".repeat(30_000)))));
        }),
    ];
    for (name, harm) in harms {
        let mut workbook = filled();
        harm(&mut workbook);
        let begun = Instant::now();
        let mut sources = SourceMap::default();
        let (submission, found) = workbook.read(&mut Forms::new(standard), &mut sources);
        println!("{name}: {:?}, {} messages", begun.elapsed(), found.len());
        assert!(submission.is_some());
        assert!(found.len() <= 2 * MAX_REPORTED, "{name}: {} messages", found.len());
        assert!(begun.elapsed() < GUARD, "{name} takes {:?}", begun.elapsed());
        let longest = found.iter().map(|found| found.text(Language::Zh).len()).max().unwrap_or(0);
        assert!(longest < 2_000, "{name}: a message of {longest} bytes");
    }
}
