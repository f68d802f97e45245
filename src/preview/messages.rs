//! What is wrong, each message with its line.

use super::shell::Main;
use crate::diagnostic::render::{Style, render_to_width};
use crate::diagnostic::{Diagnostic, Level, SourceMap};
use crate::watch::{Trial, Workshop};

/// The most messages that are shown of one package or round.
const MOST: usize = 200;

/// Columns of a message, of which a telephone shows most without scrolling.
const COLUMNS: usize = 60;

/// Writes the messages of a package and of its rounds.
pub(super) fn write(main: &mut Main, workshop: &Workshop, rounds: &[Trial]) {
    list(main, &workshop.diagnostics, &workshop.sources);
    for round in rounds {
        list(main, &round.diagnostics, &round.sources);
    }
}

fn list(main: &mut Main, diagnostics: &[Diagnostic], sources: &SourceMap) {
    for diagnostic in diagnostics.iter().take(MOST) {
        let level = match diagnostic.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "hint",
        };
        let drawn = render_to_width(std::slice::from_ref(diagnostic), sources, main.language, Style::Plain, COLUMNS);
        main.out
            .raw("<pre class=\"message ")
            .raw(level)
            .raw("\" tabindex=\"0\">")
            .text(drawn.trim_end())
            .raw("</pre>\n");
    }
    if diagnostics.len() > MOST {
        let more = main.pick("还有这么多条没有列出：", "further messages, not shown: ");
        main.out.raw("<p>").raw(more).count(diagnostics.len() - MOST).raw("</p>\n");
    }
}
