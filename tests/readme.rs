//! The first rule of both READMEs: the files that they show, written down, print what they show.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::path::Path;
use support::binary::guiju;
use support::folder::write;
use support::repository;

/// The blocks of code of a section, each with its language.
fn blocks<'t>(text: &'t str, section: &str) -> Vec<(&'t str, &'t str)> {
    let section = text.split("\n## ").find(|part| part.starts_with(section)).unwrap();
    let fenced = section.split("```").skip(1).step_by(2);
    fenced.map(|block| block.split_once('\n').unwrap()).collect()
}

/// Follows a README, and counts the lines of output that were compared.
fn follow(readme: &str, section: &str, language: &str) -> usize {
    let text = std::fs::read_to_string(repository(readme)).unwrap();
    let blocks = blocks(&text, section);
    let of = |kind: &str| blocks.iter().filter(|(of, _)| *of == kind).map(|(_, block)| *block).collect::<Vec<_>>();
    let (kdl, csv, json) = (of("kdl"), of("csv"), of("json"));
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("standards/tea-room/standard.kdl", kdl[0]),
        ("standards/tea-room/regions.csv", csv[0]),
        ("submissions/submissions.kdl", kdl[1]),
        ("submissions/F1.kdl", kdl[2]),
        ("submissions/F2.json", json[0]),
    ];
    files.iter().for_each(|(path, content)| write(folder.path(), path, content.as_bytes()));
    // What follows these two blocks is done after a form was filled in by hand.
    of("console")[..2].iter().map(|block| compare(folder.path(), block, language)).sum()
}

fn compare(folder: &Path, block: &str, language: &str) -> usize {
    let mut compared = 0;
    for call in block.split("$ guiju ").skip(1) {
        let (arguments, expected) = call.split_once('\n').unwrap();
        let arguments: Vec<&str> = ["--lang", language].into_iter().chain(arguments.split(' ')).collect();
        let printed = guiju(folder, &arguments).all();
        let mut printed = printed.lines().map(str::trim_end);
        for line in expected.lines().map(str::trim_end) {
            assert!(printed.any(|one| one == line), "{arguments:?} does not print, or not there: {line}");
            compared += 1;
        }
    }
    compared
}

#[test]
fn the_first_rule_does_what_both_readmes_say() {
    let compared = follow("README.md", "Your first rule", "en");
    assert!(compared > 15, "{compared}");
    assert_eq!(follow("README.zh.md", "五分钟", "zh"), compared);
}
