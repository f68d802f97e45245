//! `roster`: names from a local list on the roster signs of a standard.

use super::arguments::RosterArguments;
use super::console::Console;
use super::{Ending, build, destination};
use crate::diagnostic::{Diagnostic, SourceMap, has_errors};
use crate::package::files::read_bounded;
use crate::roster;

/// Runs the verb.
pub fn run(arguments: &RosterArguments, console: &Console) -> Ending {
    match drawn(arguments, console) {
        Ok(ending) | Err(ending) => ending,
    }
}

fn drawn(arguments: &RosterArguments, console: &Console) -> Result<Ending, Ending> {
    let wrong = |diagnostic: Diagnostic| {
        console.complain(diagnostic);
        Ending::Wrong
    };
    destination::check(&arguments.out, &[&arguments.package]).map_err(wrong)?;
    let mut sources = SourceMap::default();
    let compilation = build::compile(&arguments.package, &mut sources, console)?;
    let Some(standard) = compilation.standard else {
        console.report(&compilation.diagnostics, &sources);
        return Err(Ending::Wrong);
    };
    let bytes = read_bounded(&arguments.names).map_err(|error| wrong(error.diagnostic()))?;
    let mut diagnostics = Vec::new();
    let path = arguments.names.display().to_string();
    let list = roster::read(&path, &bytes, &roster::known_words(&standard), &mut sources, &mut diagnostics);
    let outputs = roster::draw(&standard, &list, &arguments.signs, &mut diagnostics);
    console.report(&diagnostics, &sources);
    if has_errors(&diagnostics) {
        return Err(Ending::Wrong);
    }
    destination::check_free(&arguments.out, &outputs).map_err(wrong)?;
    Ok(build::write(&arguments.out, &outputs, console))
}
