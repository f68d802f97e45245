//! `new`: a name → a folder with a package to start from.

use super::Ending;
use super::arguments::NewArguments;
use super::build;
use super::console::Console;
use crate::base::text::{display_width, pad_to_width, safe};
use crate::diagnostic::catalogue::tool as messages;
use crate::diagnostic::{Diagnostic, Language};
use crate::scaffold;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What lies in the place of a new folder.
enum Place {
    Free,
    Empty,
    Taken,
}

/// Runs the verb.
pub fn run(arguments: &NewArguments, console: &Console) -> Ending {
    let name = arguments.name.as_str();
    if !scaffold::is_name(name) {
        console.complain(Diagnostic::new(&messages::NOT_A_PACKAGE_NAME).with("name", name));
        return Ending::Wrong;
    }
    let target = arguments.out.clone().unwrap_or_else(|| PathBuf::from(name));
    let files = scaffold::project(name, console.language, arguments.ci.map(Into::into));
    let ending = match place(&target) {
        Ok(Place::Free) => build::write(&target, &files, console),
        // The folder may be the one in which the call is made: it stays what it is.
        Ok(Place::Empty) => build::add(&target, &files, console).err().unwrap_or(Ending::Holds),
        Ok(Place::Taken) => {
            console.complain(Diagnostic::new(&messages::PLACE_TAKEN).with("path", target.display()));
            Ending::Wrong
        }
        Err(reason) => {
            console.complain(
                Diagnostic::new(&messages::CANNOT_READ).with("path", target.display()).with("reason", reason),
            );
            Ending::Failed
        }
    };
    if ending == Ending::Holds {
        console.print(&next(name, &target, console.language));
    }
    ending
}

fn place(target: &Path) -> io::Result<Place> {
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Place::Free),
        Err(error) => Err(error),
        Ok(found) if found.is_dir() && fs::read_dir(target)?.next().is_none() => Ok(Place::Empty),
        Ok(_) => Ok(Place::Taken),
    }
}

/// The commands with which to go on.
fn next(name: &str, target: &Path, language: Language) -> String {
    let round = scaffold::round(name);
    let entered = safe(&target.display().to_string()).replace('\'', "'\\''");
    let (heading, [test, build, check, form, same]) = match language {
        Language::Zh => (
            "接下来：",
            [
                "运行测试，再看哪处改动没有测试会发现",
                "编译，生成 generated/",
                "检查并评分这一轮填报",
                "给每个地区一份要填的工作簿",
                "核对 generated/ 与标准一致",
            ],
        ),
        Language::En => (
            "Next:",
            [
                "run the tests, and see which changes no test would notice",
                "compile into generated/",
                "check and score the round",
                "a workbook for each region to fill in",
                "is generated/ what the standard makes?",
            ],
        ),
    };
    let calls = [
        ("guiju test --mutants".to_owned(), test),
        ("guiju build".to_owned(), build),
        (format!("guiju check {round}"), check),
        (format!("guiju form --prefill {round} --out forms"), form),
        ("guiju build --check".to_owned(), same),
    ];
    let width = calls.iter().map(|(call, _)| display_width(call)).max().unwrap_or_default();
    calls.iter().fold(format!("{heading}\n\n  cd '{entered}'\n"), |mut text, (call, what)| {
        let _ = writeln!(text, "  {}  # {what}", pad_to_width(call, width));
        text
    })
}
