//! All pages that we make, by a validator of HTML that others wrote: documents, their search, signs, reports on rounds.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "tests")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::binary::guiju;
use support::programs::program;
use support::repository;

/// The pages below a folder.
fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            found.push(path);
        }
    }
}

/// What the validator says of pages, and whether it finds nothing wrong.
fn judged(node: &Path, validator: &Path, pages: &[PathBuf]) -> (bool, String) {
    let mut command = Command::new(node);
    let run =
        command.arg(validator).args(["--preset", "standard", "--formatter", "text"]).args(pages).output().unwrap();
    let told = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    (run.status.success(), told)
}

#[test]
fn a_validator_finds_nothing_wrong_in_any_page() {
    let modules = std::env::var_os("GUIJU_AXE_MODULES").map(PathBuf::from);
    let validator = modules.map(|modules| modules.join("html-validate/bin/html-validate.mjs"));
    let (Some(node), Some(validator)) = (program("node"), validator.filter(|validator| validator.is_file())) else {
        println!("skipped: needs node, and GUIJU_AXE_MODULES naming a folder with html-validate");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let mut all = Vec::new();
    pages(&repository("generated"), &mut all);
    let rounds = [
        ("examples/library/submissions", "zh"),
        ("examples/library/submissions", "en"),
        ("examples/zhejiang-2023-12", "zh"),
    ];
    for (round, language) in rounds {
        let path = folder.path().join(format!("{}.{language}.html", round.replace('/', "-")));
        let run = guiju(&repository(""), &["--lang", language, "check", round, "--html", path.to_str().unwrap()]);
        assert!(run.code < 2, "{}", run.all());
        all.push(path);
    }
    let (is_valid, told) = judged(&node, &validator, &all);
    assert!(is_valid, "{told}");
    println!("{} pages are valid", all.len());
    let broken = folder.path().join("broken.html");
    fs::write(
        &broken,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>t</title></head>\n<body><p><div></p></body>\n</html>\n",
    )
    .unwrap();
    assert!(!judged(&node, &validator, &[broken]).0, "a validator that takes everything says nothing");
}
