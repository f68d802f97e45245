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
use guiju::submission::Facts;
use guiju::submission::folder::accept;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use support::facts::lines;
use support::form::{Workbook, filled, sample};
use support::repository;

/// One slip.
#[derive(Debug, Default)]
struct Slip {
    name: String,
    edits: String,
    /// Code and place of every message.
    says: Vec<String>,
    /// Facts that are no longer read.
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
    let (submission, mut found) = workbook.read(&standard, &mut sources);
    let submission = accept(submission.into_iter().collect(), &standard, &mut found).into_values().next();
    let facts = submission.as_ref().map(|submission| {
        Facts::read(&standard, &submission.region, Some(&submission.data), &mut found);
        lines(&submission.data)
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
        let less: BTreeSet<String> = whole.difference(&facts).cloned().collect();
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
