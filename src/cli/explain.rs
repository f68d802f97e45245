//! `explain`: what the code of a message means.

use super::Ending;
use super::arguments::ExplainArguments;
use super::console::{Console, line};
use crate::diagnostic::catalogue::{self, tool as messages};
use crate::diagnostic::{Diagnostic, Language};

/// Runs the verb: the texts of both languages, the asked one first.
pub fn run(arguments: &ExplainArguments, console: &Console) -> Ending {
    let Some(entry) = catalogue::find(&arguments.code) else {
        console.complain(Diagnostic::new(&messages::UNKNOWN_CODE).with("code", &arguments.code));
        return Ending::Wrong;
    };
    let languages = match console.language {
        Language::Zh => [Language::Zh, Language::En],
        Language::En => [Language::En, Language::Zh],
    };
    line(&format!("{} · {}", entry.code, entry.level.text(console.language)));
    for language in languages {
        line(&format!("\n{}", entry.text(language)));
        if !entry.help(language).is_empty() {
            line(&format!("  → {}", entry.help(language)));
        }
    }
    Ending::Holds
}
