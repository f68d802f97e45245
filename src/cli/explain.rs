//! `explain`: what the code of a message means, which messages there are, or why a region has its score.

mod score;

use super::Ending;
use super::arguments::ExplainArguments;
use super::console::Console;
use crate::diagnostic::catalogue::{self, tool as messages};
use crate::diagnostic::page::{Example, Page};
use crate::diagnostic::{Diagnostic, Entry, Language};
use std::fmt::Write;

/// Blanks before every line of an example.
const INDENT: &str = "    ";

/// Runs the verb.
pub fn run(arguments: &ExplainArguments, console: &Console) -> Ending {
    if let (Some(round), Some(region)) = (&arguments.round, &arguments.region) {
        return score::run(round, region, arguments, console);
    }
    let Some(code) = &arguments.code else {
        console.print(&list(console.language));
        return Ending::Holds;
    };
    let Some(entry) = catalogue::find(code) else {
        console.complain(Diagnostic::new(&messages::UNKNOWN_CODE).with("code", code));
        return Ending::Wrong;
    };
    console.print(&explanation(entry, console));
    Ending::Holds
}

/// One line a message: its code and its title.
fn list(language: Language) -> String {
    let titles = catalogue::all().map(|entry| match Page::of(entry) {
        Some(page) => format!("{}  {}\n", entry.code, page.title(language)),
        None => format!("{}  {}\n", entry.code, entry.text(language)),
    });
    titles.collect()
}

/// The message itself, and its page where it has one.
fn explanation(entry: &Entry, console: &Console) -> String {
    let language = console.language;
    let mut text = format!("{} · {}", entry.code, entry.level.text(language));
    let page = Page::of(entry);
    // Writing to a text cannot fail.
    let _ = match &page {
        Some(page) => writeln!(text, " · {}", page.title(language)),
        None => writeln!(text),
    };
    let _ = writeln!(text, "\n{INDENT}{}", entry.text(language));
    if !entry.help(language).is_empty() {
        let _ = writeln!(text, "{INDENT}→ {}", entry.help(language));
    }
    if let Some(page) = page {
        let _ = writeln!(text, "\n{}", page.explanation(language));
        for example in &page.examples {
            text.push_str(&shown(example, console));
        }
    }
    text
}

/// An example, indented, under the word for what it shows.
fn shown(example: &Example<'_>, console: &Console) -> String {
    let heading = if example.good {
        console.pick("这样写：", "Right:")
    } else {
        console.pick("会得到这条消息：", "Gives this message:")
    };
    let lines =
        example.text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{INDENT}{line}\n") });
    format!("\n{heading}\n\n{}", lines.collect::<String>())
}
