//! What was wrong with the submissions: message, place, and how to mend it.

use super::table::{Cell, Table};
use crate::base::markup::Markup;
use crate::report::Round;

/// Writes it, where anything was.
pub(super) fn write(out: &mut Markup, round: &Round<'_>) {
    if round.diagnostics.is_empty() {
        return;
    }
    let title = round.pick("填报的毛病", "Mistakes in the submissions");
    out.raw("<section id=\"complaints\" aria-labelledby=\"complaints-h\">\n<h2 id=\"complaints-h\">");
    out.raw(title).raw("</h2>\n");
    let heads = [
        (round.pick("编号", "code"), false),
        (round.pick("轻重", "level"), false),
        (round.pick("毛病", "what"), false),
        (round.pick("办法", "mend"), false),
        (round.pick("位置", "place"), false),
    ];
    let mut table = Table::begin(out, title, &heads);
    for found in round.diagnostics {
        table.row([
            Cell::Name(Markup::of(found.entry.code)),
            Cell::Text(found.level.text(round.language).to_owned()),
            Cell::Text(found.text(round.language)),
            Cell::Text(found.help(round.language)),
            Cell::Text(found.place.map(|place| round.sources.location(place)).unwrap_or_default()),
        ]);
    }
    table.end();
    out.raw("</section>\n");
}
