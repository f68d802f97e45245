//! `man`: the arguments → manual pages, one for the command and one for each verb.
//!
//! Written in the few macros of man(7) that every formatter knows, by hand: the headings and words of the crate `clap_mangen` are
//! English whatever the language, and it puts no places into Chinese text at which a line may end.

use super::Ending;
use super::arguments::{Arguments, ManArguments};
use super::build;
use super::console::Console;
use super::examples;
use super::help::{self, in_language, translated};
use crate::base::text::pieces;
use crate::diagnostic::Language;
use crate::emit::Outputs;
use clap::{Arg, Command, CommandFactory};
use std::fmt::Write as _;

/// The headings of a page, and what it says of exit codes.
struct Words {
    name: &'static str,
    synopsis: &'static str,
    description: &'static str,
    verbs: &'static str,
    options: &'static str,
    examples: &'static str,
    codes: &'static str,
    also: &'static str,
    endings: [&'static str; 4],
}

const CHINESE: Words = Words {
    name: "名称",
    synopsis: "概述",
    description: "描述",
    verbs: "命令",
    options: "选项",
    examples: "例子",
    codes: "退出码",
    also: "另见",
    endings: ["都成立", "有发现", "标准、填报或命令写错了", "工具本身失败"],
};
const ENGLISH: Words = Words {
    name: "NAME",
    synopsis: "SYNOPSIS",
    description: "DESCRIPTION",
    verbs: "COMMANDS",
    options: "OPTIONS",
    examples: "EXAMPLES",
    codes: "EXIT STATUS",
    also: "SEE ALSO",
    endings: [
        "everything holds",
        "there are findings",
        "the standards, the submissions or the call are wrong",
        "the tool failed",
    ],
};

/// Runs the verb.
pub fn run(arguments: &ManArguments, console: &Console) -> Ending {
    build::add(&arguments.folder, &pages(console.language), console).err().unwrap_or(Ending::Holds)
}

/// All pages, by the name of their file.
fn pages(language: Language) -> Outputs {
    let command = translated(Arguments::command(), language);
    let general: Vec<Arg> = command.get_arguments().filter(|argument| argument.is_global_set()).cloned().collect();
    let verbs = command.get_subcommands().map(|verb| {
        let title = format!("guiju-{}", verb.get_name());
        (format!("{title}.1"), page(&title, verb, &general, language))
    });
    let whole = page("guiju", &command, &[], language);
    let pages = verbs.chain([("guiju.1".to_owned(), whole)]);
    pages.map(|(name, page)| (name, page.into_bytes())).collect()
}

/// The page of a command or verb.
fn page(title: &str, command: &Command, general: &[Arg], language: Language) -> String {
    let words = match language {
        Language::Zh => &CHINESE,
        Language::En => &ENGLISH,
    };
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let is_whole = command.has_subcommands();
    let usage = if is_whole { help::usage_of_all(language) } else { help::usage(command, language) };
    let version = env!("CARGO_PKG_VERSION");
    let mut page = format!(
        ".TH {} 1 \"\" \"guiju {version}\"\n.SH {}\n{} \\- {}\n.SH {}\n.nf\n{}\n.fi\n.SH {}\n{}\n",
        text(&title.to_uppercase()),
        words.name,
        text(title),
        text(&about),
        words.synopsis,
        text(&usage),
        words.description,
        text(&about),
    );
    if is_whole {
        let _ = writeln!(page, ".SH {}", words.verbs);
        for verb in command.get_subcommands() {
            let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(page, ".TP\n\\fBguiju\\-{}\\fR(1)\n{}", text(verb.get_name()), text(&about));
        }
    }
    let _ = writeln!(page, ".SH {}", words.options);
    for argument in command.get_positionals() {
        option(&mut page, &help::placed(argument), argument, language);
    }
    for argument in command.get_arguments().filter(|argument| !argument.is_positional()).chain(general) {
        let short = argument.get_short().map_or(String::new(), |short| format!("-{short}, "));
        option(&mut page, &format!("{short}{}", help::entered(argument)), argument, language);
    }
    if !is_whole {
        let _ = writeln!(page, ".SH {}", words.examples);
        for example in examples::of(command.get_name()) {
            item(&mut page, example.call, example.text(language));
        }
    }
    let _ = writeln!(page, ".SH {}", words.codes);
    for (code, ending) in words.endings.iter().enumerate() {
        item(&mut page, &code.to_string(), ending);
    }
    let others = if is_whole { "guiju-check" } else { "guiju" };
    let _ = writeln!(page, ".SH {}\n\\fB{}\\fR(1)", words.also, text(others));
    page
}

/// An argument: how it is entered, its text, and the values that it takes.
fn option(page: &mut String, entered: &str, argument: &Arg, language: Language) {
    item(page, entered, &help::explained(argument, language));
    if argument.get_action().takes_values() {
        for value in argument.get_possible_values() {
            let words = value.get_help().map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(page, ".br\n\\fB{}\\fR: {}", text(value.get_name()), text(in_language(&words, language)));
        }
    }
}

fn item(page: &mut String, what: &str, told: &str) {
    let _ = writeln!(page, ".TP\n\\fB{}\\fR\n{}", text(what), text(told));
}

/// A text as the formatter prints it: nothing in it is a request, and a line may end between Chinese characters.
fn text(plain: &str) -> String {
    let escaped =
        |piece: &str| piece.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq").replace('`', "\\(ga");
    let text = pieces(plain).into_iter().map(escaped).collect::<Vec<_>>().join("\\:");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_a_request() {
        assert_eq!(text(".so /etc/x"), "\\&.so \\:/etc/x");
        assert_eq!(text("a\\nb -c 'd'"), "a\\enb \\:\\-c \\:\\(aqd\\(aq");
        assert_eq!(text("汉字。"), "汉\\:字。");
    }

    #[test]
    fn every_verb_has_a_page_in_one_language() {
        for (language, heading, other) in
            [(Language::Zh, ".SH 例子", ".SH EXAMPLES"), (Language::En, ".SH EXAMPLES", "例")]
        {
            let pages = pages(language);
            assert_eq!(pages.len(), Arguments::command().get_subcommands().count() + 1);
            for (name, page) in pages.iter().filter(|(name, _)| *name != "guiju.1") {
                let page = String::from_utf8_lossy(page);
                assert!(page.contains(heading) && !page.contains(other), "{name}: {page}");
                assert!(!page.contains(" / "), "{name}: {page}");
            }
        }
    }
}
