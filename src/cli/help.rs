//! Help in the language that was asked for: texts of the arguments, headings and examples, in lines of 80 columns.
//!
//! clap's own words cannot be translated and its lines break at blanks only, which Chinese has none of; so the help is drawn here
//! from the same [`Command`] by which the arguments are read, and handed to clap as it stands.

use super::examples;
use crate::base::text::{display_width, pad_to_width, wrap};
use crate::diagnostic::Language;
use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};
use std::fmt::Write as _;

/// How wide help is, in columns.
const WIDTH: usize = 80;
/// Where texts begin behind what they explain.
const COLUMN: usize = 26;
/// What stands between the Chinese and the English text in `arguments.rs`.
const BETWEEN: &str = " / ";
/// The names of values in usage lines, in both languages.
const VALUES: &[(&str, &str)] = &[
    ("CODE", "代码"),
    ("DAY", "日期"),
    ("DIR", "文件夹"),
    ("FILE", "文件"),
    ("FORMAT", "格式"),
    ("ID", "编号"),
    ("KIND=FILE", "种类=文件"),
    ("LANGUAGE", "语言"),
    ("LEVEL", "层级"),
    ("N", "个数"),
    ("NAME", "编号"),
    ("NEW", "新版"),
    ("OLD", "旧版"),
    ("PACKAGE", "标准包"),
    ("PATH", "路径"),
    ("PLACE", "名次"),
    ("PORT", "端口"),
    ("ROUND", "填报"),
    ("SCORE", "分数"),
    ("SERVICE", "平台"),
    ("SHELL", "终端"),
];

/// The words of help.
struct Words {
    usage: &'static str,
    verbs: &'static str,
    arguments: &'static str,
    options: &'static str,
    examples: &'static str,
    any_options: &'static str,
    any_verb: &'static str,
    /// Around a default value.
    default: [&'static str; 2],
    help: &'static str,
    version: &'static str,
    more: &'static str,
}

const CHINESE: Words = Words {
    usage: "用法：",
    verbs: "命令：",
    arguments: "参数：",
    options: "选项：",
    examples: "例子：",
    any_options: "[选项]",
    any_verb: "<命令>",
    default: ["（默认 ", "）"],
    help: "显示这份说明",
    version: "显示版本",
    more: "guiju <命令> --help 看一个命令的参数和例子；guiju explain GJ2202 解释一条消息。",
};
const ENGLISH: Words = Words {
    usage: "Usage: ",
    verbs: "Commands:",
    arguments: "Arguments:",
    options: "Options:",
    examples: "Examples:",
    any_options: "[OPTIONS]",
    any_verb: "<COMMAND>",
    default: [" (by default ", ")"],
    help: "show this help",
    version: "show the version",
    more: "guiju <COMMAND> --help shows the arguments of a command, with examples; guiju explain GJ2202 explains a message.",
};

fn words(language: Language) -> &'static Words {
    match language {
        Language::Zh => &CHINESE,
        Language::En => &ENGLISH,
    }
}

/// The part of a text in a language; one that stands there once is for both.
pub fn in_language(text: &str, language: Language) -> &str {
    match (text.split_once(BETWEEN), language) {
        (Some((chinese, _)), Language::Zh) => chinese,
        (Some((_, english)), Language::En) => english,
        (None, _) => text,
    }
}

/// The command with its texts in a language, and its help drawn; for reading arguments.
pub fn spoken(command: Command, language: Language) -> Command {
    let command = translated(command, language);
    let general: Vec<Arg> = command.get_arguments().filter(|argument| argument.is_global_set()).cloned().collect();
    let whole = overview(&command, language);
    let verbs: Vec<(String, String)> =
        command.get_subcommands().map(|verb| (verb.get_name().to_owned(), of_verb(verb, &general, language))).collect();
    let drawn = verbs.into_iter().fold(command, |command, (name, help)| {
        command.mut_subcommand(name, |verb| verb.override_help(StyledStr::from(help)))
    });
    drawn.override_help(StyledStr::from(whole))
}

/// The command with its texts in a language, and our own words for help and version.
pub fn translated(command: Command, language: Language) -> Command {
    let argument = |argument: Arg| {
        let text = argument.get_help().map(|help| in_language(&help.to_string(), language).to_owned());
        let name = argument.get_value_names().and_then(|names| names.first()).and_then(|name| chinese(name));
        let argument = match (name, language) {
            (Some(name), Language::Zh) if argument.get_action().takes_values() => argument.value_name(name),
            _ => argument,
        };
        text.map_or(argument.clone(), |text| argument.help(text))
    };
    let about = command.get_about().map(|about| in_language(&about.to_string(), language).to_owned());
    let command = about.map_or(command.clone(), |about| command.about(about));
    let is_whole = command.has_subcommands();
    let command = command.mut_args(argument).mut_subcommands(|verb| translated(verb, language));
    let words = words(language);
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(words.help);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help(words.version);
    let command = command.disable_help_flag(true).disable_version_flag(true).arg(help);
    if is_whole { command.arg(version) } else { command }
}

/// The Chinese name of a value.
fn chinese(name: &str) -> Option<&'static str> {
    VALUES.iter().find(|(english, _)| *english == name).map(|(_, chinese)| *chinese)
}

/// What the command as a whole does, and its verbs.
fn overview(command: &Command, language: Language) -> String {
    let words = words(language);
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut text = paragraph(&about, 0);
    let _ = write!(text, "\n{}{}\n", words.usage, usage_of_all(language));
    let _ = write!(text, "\n{}\n", words.verbs);
    for verb in command.get_subcommands() {
        text.push_str(&row(
            &format!("  {}", verb.get_name()),
            &verb.get_about().map(ToString::to_string).unwrap_or_default(),
        ));
    }
    text.push_str(&options(command.get_arguments(), language));
    let _ = write!(text, "\n{}", paragraph(words.more, 0));
    text
}

/// What a verb does, takes and is called like.
fn of_verb(verb: &Command, general: &[Arg], language: Language) -> String {
    let words = words(language);
    let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
    let mut text = paragraph(&about, 0);
    let _ = write!(text, "\n{}{}\n", words.usage, usage(verb, language));
    let positionals: Vec<&Arg> = verb.get_positionals().collect();
    if !positionals.is_empty() {
        let _ = write!(text, "\n{}\n", words.arguments);
        for argument in positionals {
            text.push_str(&told(argument, &format!("  {}", placed(argument)), language));
        }
    }
    let named = verb.get_arguments().filter(|argument| !argument.is_positional());
    text.push_str(&options(named.chain(general), language));
    let _ = write!(text, "\n{}\n{}", words.examples, calls(verb.get_name(), language));
    text
}

/// How a wrong call should have looked.
pub fn usage_line(verb: &Command, language: Language) -> String {
    format!("{}{}", words(language).usage, usage(verb, language))
}

/// How the command is called.
pub fn usage_of_all(language: Language) -> String {
    let words = words(language);
    format!("guiju {} {}", words.any_verb, words.any_options)
}

/// How a verb is called.
pub fn usage(verb: &Command, language: Language) -> String {
    let words = words(language);
    let mut line = format!("guiju {}", verb.get_name());
    for argument in verb.get_opts().filter(|argument| argument.is_required_set()) {
        let _ = write!(line, " {}", entered(argument));
    }
    let _ = write!(line, " {}", words.any_options);
    for argument in verb.get_positionals() {
        let place = placed(argument);
        let _ = if argument.is_required_set() { write!(line, " {place}") } else { write!(line, " [{place}]") };
    }
    line
}

/// The examples of a verb, each with what it does below it.
fn calls(verb: &str, language: Language) -> String {
    examples::of(verb).iter().fold(String::new(), |mut text, example| {
        let _ = write!(text, "  {}\n{}", example.call, paragraph(example.text(language), 6));
        text
    })
}

fn options<'a>(options: impl Iterator<Item = &'a Arg>, language: Language) -> String {
    let mut text = format!("\n{}\n", words(language).options);
    for option in options {
        let short = option.get_short().map_or("      ".to_owned(), |short| format!("  -{short}, "));
        text.push_str(&told(option, &format!("{short}{}", entered(option)), language));
    }
    text
}

/// An argument with its text and the values that it takes.
fn told(argument: &Arg, left: &str, language: Language) -> String {
    let mut lines = row(left, &explained(argument, language));
    if argument.get_action().takes_values() {
        let values = argument.get_possible_values();
        let longest = values.iter().map(|value| value.get_name().len()).max().unwrap_or_default();
        for value in values {
            let help = value.get_help().map(ToString::to_string).unwrap_or_default();
            let name = pad_to_width(value.get_name(), longest.max(6));
            let told = wrap(in_language(&help, language), WIDTH - COLUMN - 10);
            for (at, part) in told.iter().enumerate() {
                let name = if at == 0 { name.clone() } else { " ".repeat(name.len()) };
                let _ = writeln!(lines, "{}{name}  {part}", " ".repeat(COLUMN + 2));
            }
        }
    }
    lines
}

/// The text of an argument, and what it is where it is not given.
pub fn explained(argument: &Arg, language: Language) -> String {
    let mut text = argument.get_help().map(ToString::to_string).unwrap_or_default();
    if let Some(value) = argument.get_default_values().first().filter(|_| argument.get_action().takes_values()) {
        let [before, behind] = words(language).default;
        let _ = write!(text, "{before}{}{behind}", value.to_string_lossy());
    }
    text
}

/// How an option is entered.
pub fn entered(option: &Arg) -> String {
    let long = option.get_long().unwrap_or_default();
    match option.get_value_names().filter(|_| option.get_action().takes_values()).and_then(|names| names.first()) {
        Some(name) if option.is_require_equals_set() => format!("--{long}[=<{name}>]"),
        Some(name) => format!("--{long} <{name}>"),
        None => format!("--{long}"),
    }
}

/// How an argument without a name of its own is shown.
pub fn placed(argument: &Arg) -> String {
    let name = argument.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    let many = matches!(argument.get_action(), ArgAction::Append);
    format!("<{name}>{}", if many { "…" } else { "" })
}

/// Something and the text that explains it, in two columns; below it where there is no room beside.
fn row(left: &str, text: &str) -> String {
    let mut lines = wrap(text, WIDTH - COLUMN).into_iter();
    let mut row = if display_width(left) + 2 <= COLUMN {
        format!("{}{}\n", pad_to_width(left, COLUMN), lines.next().unwrap_or_default())
    } else {
        format!("{left}\n")
    };
    for line in lines {
        let _ = writeln!(row, "{}{line}", " ".repeat(COLUMN));
    }
    row
}

/// A text in lines, moved in by some columns.
fn paragraph(text: &str, by: usize) -> String {
    wrap(text, WIDTH - by).iter().fold(String::new(), |mut lines, line| {
        let _ = writeln!(lines, "{}{line}", " ".repeat(by));
        lines
    })
}

#[cfg(test)]
#[expect(clippy::panic, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use crate::cli::arguments::Arguments;
    use clap::CommandFactory;

    /// Values that are names of their own.
    const NAMES: [&str; 9] = ["zh", "en", "github", "gitlab", "bash", "zsh", "fish", "powershell", "elvish"];

    fn speaks(text: Option<&StyledStr>, what: &str) {
        let text = text.unwrap_or_else(|| panic!("{what} has no help")).to_string();
        let (chinese, english) = text.split_once(BETWEEN).unwrap_or_else(|| panic!("{what} in one language: {text}"));
        let is_chinese = |text: &str| text.contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        assert!(is_chinese(chinese) && !is_chinese(english) && !english.contains(BETWEEN), "{what}: {text}");
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        let command = Arguments::command();
        speaks(command.get_about(), "guiju");
        for verb in command.get_subcommands().chain([&command]) {
            speaks(verb.get_about(), verb.get_name());
            for argument in verb.get_arguments() {
                let what = format!("{} {}", verb.get_name(), argument.get_id());
                speaks(argument.get_help(), &what);
                if !argument.get_action().takes_values() {
                    continue;
                }
                for name in argument.get_value_names().unwrap_or_default() {
                    assert!(chinese(name).is_some(), "{what}: {name} has no Chinese name");
                }
                for value in argument.get_possible_values() {
                    if !NAMES.contains(&value.get_name()) {
                        speaks(value.get_help(), &format!("{what} {}", value.get_name()));
                    }
                }
            }
        }
    }

    #[test]
    fn examples_are_calls_that_can_be_read() {
        let command = Arguments::command();
        for verb in command.get_subcommands() {
            let examples = examples::of(verb.get_name());
            assert!((2..=4).contains(&examples.len()), "{} has {} examples", verb.get_name(), examples.len());
            for example in examples {
                assert!(example.call.starts_with(&format!("guiju {}", verb.get_name())), "{}", example.call);
                let read = command.clone().try_get_matches_from(example.call.split_whitespace());
                assert!(read.is_ok(), "{}: {read:?}", example.call);
                let texts = [Language::Zh, Language::En].map(|language| example.text(language));
                assert!(texts.iter().all(|text| !text.is_empty()) && texts.first() != texts.last(), "{texts:?}");
            }
        }
    }

    #[test]
    fn help_fits_in_eighty_columns_and_in_one_language() {
        for language in [Language::Zh, Language::En] {
            let command = translated(Arguments::command(), language);
            let general: Vec<Arg> =
                command.get_arguments().filter(|argument| argument.is_global_set()).cloned().collect();
            let verbs = command.get_subcommands().map(|verb| of_verb(verb, &general, language));
            for help in verbs.chain([overview(&command, language)]) {
                for line in help.lines() {
                    // A call cannot be broken, and closing marks may hang over.
                    let bound = if line.starts_with("  guiju") || line.contains("guiju ") { 110 } else { WIDTH + 2 };
                    assert!(display_width(line) <= bound && line.trim_end() == line, "{line}");
                }
                for english in ["Usage", "Options", "Arguments", "Commands", "OPTIONS", "default", "possible"] {
                    assert!(language == Language::En || !help.contains(english), "{english}: {help}");
                }
                assert!(!help.contains(BETWEEN), "{help}");
                let is_chinese = help.contains("选项：");
                assert_eq!(is_chinese, language == Language::Zh);
                assert!(!help.contains('，') || is_chinese, "{help}");
            }
        }
    }
}
