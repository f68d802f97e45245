//! `completions`: the arguments → a script that completes them in a shell.

use super::Ending;
use super::arguments::{Arguments, CompletionsArguments, ShellArgument};
use super::console::Console;
use super::help::{in_language, translated};
use crate::diagnostic::Language;
use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, CommandFactory};
use clap_complete::{Shell, generate};

/// Runs the verb.
pub fn run(arguments: &CompletionsArguments, console: &Console) -> Ending {
    console.print(&script(arguments.shell, console.language));
    Ending::Holds
}

/// The script of a shell.
fn script(shell: ShellArgument, language: Language) -> String {
    let shell = match shell {
        ShellArgument::Bash => Shell::Bash,
        ShellArgument::Zsh => Shell::Zsh,
        ShellArgument::Fish => Shell::Fish,
        ShellArgument::Powershell => Shell::PowerShell,
        ShellArgument::Elvish => Shell::Elvish,
    };
    let mut script = Vec::new();
    generate(shell, &mut described(Arguments::command(), language), "guiju", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The command with its texts in a language, the words for values included. Its values are no longer read as what they are.
fn described(command: Command, language: Language) -> Command {
    let values = |argument: Arg| {
        let values = argument.get_possible_values();
        if values.is_empty() || !argument.get_action().takes_values() {
            return argument;
        }
        let values = values.into_iter().map(|value| {
            let help = value.get_help().map(|help| in_language(&help.to_string(), language).to_owned());
            help.map_or_else(|| value.clone(), |help| value.clone().help(help))
        });
        argument.value_parser(PossibleValuesParser::new(values))
    };
    translated(command, language).mut_args(values).mut_subcommands(|verb| verb.mut_args(values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_speak_one_language() {
        for shell in [ShellArgument::Bash, ShellArgument::Zsh, ShellArgument::Fish, ShellArgument::Powershell] {
            let english = script(shell, Language::En);
            assert!(english.contains("prefill") && !english.contains("工作簿"), "{english}");
            let chinese = script(shell, Language::Zh);
            assert!(chinese.contains("prefill") && !chinese.contains("workbook"), "{chinese}");
        }
        assert!(script(ShellArgument::Zsh, Language::Zh).contains("给机器读"));
    }
}
