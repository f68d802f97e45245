//! What is wrong with a call: clap's findings → messages of the catalogue.

use super::Ending;
use super::console::Console;
use super::help;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::call as messages;
use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;

/// Tells what clap has found: help and the version are results, anything else is a wrong call.
pub fn run(error: &clap::Error, command: &Command, arguments: &[OsString], console: &Console) -> Ending {
    if !error.use_stderr() {
        // A closed pipe is no failure.
        let _ = error.print();
        return Ending::Holds;
    }
    let verb = verb(command, arguments);
    console.complain(message(error, command, verb));
    if let Some(verb) = verb {
        console.note(&help::usage_line(verb, console.language));
    }
    Ending::Wrong
}

/// The verb that was meant: the first word that is one.
fn verb<'c>(command: &'c Command, arguments: &[OsString]) -> Option<&'c Command> {
    arguments.iter().skip(1).find_map(|word| command.find_subcommand(word))
}

fn message(error: &clap::Error, command: &Command, verb: Option<&Command>) -> Diagnostic {
    let text = |kind| text(error.get(kind));
    let argument = || name(&text(ContextKind::InvalidArg));
    let call = verb.map_or_else(|| "guiju".to_owned(), |verb| format!("guiju {}", verb.get_name()));
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let like = Some(text(ContextKind::SuggestedArg)).filter(|like| !like.is_empty());
            Diagnostic::new(&messages::UNKNOWN_ARGUMENT)
                .with("argument", argument())
                .with("known", like.unwrap_or_else(|| options(command, verb)))
                .with("call", call)
        }
        ErrorKind::InvalidSubcommand => {
            let like = Some(text(ContextKind::SuggestedSubcommand)).filter(|like| !like.is_empty());
            let all = || command.get_subcommands().map(Command::get_name).collect::<Vec<_>>().join(", ");
            Diagnostic::new(&messages::UNKNOWN_VERB)
                .with("verb", text(ContextKind::InvalidSubcommand))
                .with("known", like.unwrap_or_else(all))
        }
        ErrorKind::InvalidValue if !text(ContextKind::InvalidValue).is_empty() => {
            Diagnostic::new(&messages::NOT_A_VALUE)
                .with("argument", argument())
                .with("value", text(ContextKind::InvalidValue))
                .with("known", text(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => Diagnostic::new(&messages::NOT_A_COUNT)
            .with("argument", argument())
            .with("value", text(ContextKind::InvalidValue)),
        ErrorKind::MissingRequiredArgument => Diagnostic::new(&messages::MISSING_ARGUMENT)
            .with("arguments", text(ContextKind::InvalidArg))
            .with("call", call),
        ErrorKind::ArgumentConflict => {
            let other = name(&text(ContextKind::PriorArg));
            if other == argument() {
                Diagnostic::new(&messages::ARGUMENT_TWICE).with("argument", other)
            } else {
                Diagnostic::new(&messages::ARGUMENTS_CONFLICT).with("argument", argument()).with("other", other)
            }
        }
        ErrorKind::TooManyValues => Diagnostic::new(&messages::UNEXPECTED_VALUE)
            .with("argument", argument())
            .with("value", text(ContextKind::InvalidValue)),
        ErrorKind::InvalidUtf8 => Diagnostic::new(&messages::NOT_TEXT).with("call", call),
        _ => Diagnostic::new(&messages::MISSING_VALUE).with("argument", argument()).with("call", call),
    }
}

/// The long names that a verb takes.
fn options(command: &Command, verb: Option<&Command>) -> String {
    let of = |command: &Command| {
        let names = command.get_arguments().filter_map(|argument| argument.get_long());
        names.map(|name| format!("--{name}")).collect::<Vec<_>>()
    };
    let mut names = verb.map(of).unwrap_or_default();
    let general = command.get_arguments().filter(|argument| argument.is_global_set() || verb.is_none());
    names.extend(general.filter_map(|argument| argument.get_long()).map(|name| format!("--{name}")));
    names.sort();
    names.dedup();
    names.join(", ")
}

fn text(value: Option<&ContextValue>) -> String {
    match value {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

/// An argument without what follows its name, as in `--out` of `--out <DIR>`.
fn name(argument: &str) -> String {
    match argument.split_once([' ', '=', '[']) {
        Some((name, _)) if name.starts_with('-') => name.to_owned(),
        _ => argument.to_owned(),
    }
}
