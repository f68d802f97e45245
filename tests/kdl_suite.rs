//! The official suite of KDL against our parser: every valid case is read and means what the suite says, every invalid
//! one is refused.
//!
//! The cases ship inside the package of the `kdl` crate; one whose name ends in `_fail` has to be refused. What a valid
//! case means is compared byte for byte, in the canonical form that the suite's README describes (the release has no
//! expected output for one valid case, `hex`, which then only has to be read).

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod support;

use std::path::PathBuf;
use support::kdl::{canonical, cases, read};

// No harness, which would keep the line with the result to itself.
fn main() {
    let cases = cases();
    let mut inputs: Vec<PathBuf> =
        std::fs::read_dir(cases.join("input")).unwrap().map(|entry| entry.unwrap().path()).collect();
    inputs.sort();
    let mut failures = Vec::new();
    let (mut valid, mut valid_passed, mut invalid, mut invalid_passed) = (0, 0, 0, 0);
    for input in inputs {
        let name = input.file_name().unwrap().to_string_lossy().into_owned();
        let text = read(&input);
        let expected = cases.join("expected_kdl").join(&name);
        let outcome = canonical(&text);
        if !name.ends_with("_fail.kdl") {
            valid += 1;
            match outcome {
                Err(mistakes) => failures.push(format!("{name}: refused: {mistakes:?}")),
                Ok(printed) => {
                    let wanted = expected.is_file().then(|| read(&expected));
                    match wanted {
                        Some(wanted) if printed != wanted => {
                            failures.push(format!("{name}: expected\n{wanted}\nbut printed\n{printed}"));
                        }
                        Some(wanted) if canonical(&wanted).as_ref() != Ok(&wanted) => {
                            failures.push(format!("{name}: its canonical form is not read as itself"));
                        }
                        _ => valid_passed += 1,
                    }
                }
            }
        } else {
            invalid += 1;
            match outcome {
                Ok(printed) => failures.push(format!("{name}: should be refused, printed\n{printed}")),
                Err(_) => invalid_passed += 1,
            }
        }
    }
    println!("KDL suite: {valid_passed}/{valid} valid, {invalid_passed}/{invalid} invalid");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(valid >= 200 && invalid >= 80, "the suite is smaller than it was");
}
