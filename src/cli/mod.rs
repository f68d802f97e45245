//! The command: a verb, a file. Arguments in, exit code out; the only place that prints, and that reads the environment.

mod arguments;
mod build;
mod check;
mod compare;
mod completions;
mod console;
mod destination;
mod examples;
mod explain;
mod fmt;
mod form;
mod help;
mod man;
mod new;
mod reports;
mod roster;
mod round;
mod test;
mod usage;
mod watch;

use arguments::{Arguments, Verb};
use clap::{CommandFactory, FromArgMatches};
use console::Console;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a run ended. Every verb gives one of these, and no other exit code exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Everything holds.
    Holds,
    /// There are findings: problems, a failed test, outputs that differ.
    Findings,
    /// The standards, the submissions or the call are wrong.
    Wrong,
    /// The tool failed: a disk that is full, a file that cannot be written.
    Failed,
}

impl Ending {
    /// The exit code: 0, 1, 2 or 3.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Holds => 0,
            Self::Findings => 1,
            Self::Wrong => 2,
            Self::Failed => 3,
        }
    }

    /// The graver of two.
    fn worse(self, other: Self) -> Self {
        if other.code() > self.code() { other } else { self }
    }
}

/// Runs the command with these arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let console = Console::new(arguments::language(&arguments));
    let mut command = help::spoken(Arguments::command(), console.language);
    let read = command.try_get_matches_from_mut(&arguments);
    let ending = match read.and_then(|mut matches| Arguments::from_arg_matches_mut(&mut matches)) {
        Ok(arguments) => match arguments.verb {
            None => console.start(),
            Some(Verb::New(verb)) => new::run(&verb, &console),
            Some(Verb::Build(verb)) => build::run(&verb, &console),
            Some(Verb::Watch(verb)) => watch::run(&verb, &console),
            Some(Verb::Check(verb)) => check::run(&verb, &console),
            Some(Verb::Compare(verb)) => compare::run(&verb, &console),
            Some(Verb::Test(verb)) => test::run(&verb, &console),
            Some(Verb::Form(verb)) => form::run(&verb, &console),
            Some(Verb::Fmt(verb)) => fmt::run(&verb, &console),
            Some(Verb::Roster(verb)) => roster::run(&verb, &console),
            Some(Verb::Explain(verb)) => explain::run(&verb, &console),
            Some(Verb::Completions(verb)) => completions::run(&verb, &console),
            Some(Verb::Man(verb)) => man::run(&verb, &console),
        },
        Err(error) => usage::run(&error, &command, &arguments, &console),
    };
    ExitCode::from(ending.code())
}
