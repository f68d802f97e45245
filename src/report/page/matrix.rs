//! The second way to look at indicators: what stands right below a system by the columns of its matrix.

use super::numbers::middle;
use super::table::{Cell, Table};
use crate::base::markup::Markup;
use crate::report::Round;
use crate::report::picture::profile::percent;
use crate::score::{Figure, Row, Scorecard};

/// Writes the matrix of a card, where its system has one: the shares of cells, and of columns as a whole.
pub(super) fn write(out: &mut Markup, card: &Scorecard<'_>, round: &Round<'_>) {
    let Some(matrix) = &card.system.matrix else { return };
    let mut heads = vec![(round.pick("组", "group"), false)];
    heads.extend(card.columns.iter().map(|column| (column.title.text(round.language), true)));
    let caption = format!("{}{}", matrix.title.text(round.language), round.pick("：得分占比", ": shares"));
    let mut table = Table::begin(out, &caption, &heads);
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (row, _) in card.columns.iter().flat_map(|column| &column.cells) {
        if !rows.contains(row) {
            rows.push(*row);
        }
    }
    // Columns name their rows in the order of the system, but none names them all.
    rows.sort_by_key(|row| card.system.children.iter().position(|child| child.id() == row.id));
    for row in rows {
        let cells = card.columns.iter().map(|column| {
            let own = column.cells.iter().find(|(other, _)| *other == row);
            Cell::Number(own.map(|(_, figure)| share(figure, round)).unwrap_or_default())
        });
        table.row(std::iter::once(Cell::Name(Markup::of(row.title.text(round.language)))).chain(cells));
    }
    let whole = card.columns.iter().map(|column| Cell::Number(share(&column.figure, round)));
    table.row(std::iter::once(Cell::Name(Markup::of(round.pick("合计", "together")))).chain(whole));
    table.end();
}

/// A share in percent, with its ends where the unknown leaves it open.
fn share(figure: &Figure, round: &Round<'_>) -> String {
    if figure.applicable.is_zero() {
        return round.pick("不适用", "n/a").to_owned();
    }
    let value = figure.value.as_ref().filter(|_| !figure.known.is_zero()).map(|share| percent(&middle(share)));
    let value = value.unwrap_or_else(|| round.pick("未报", "not reported").to_owned());
    let ends = figure.lower.as_ref().zip(figure.upper.as_ref()).filter(|(lower, upper)| lower != upper);
    match ends {
        Some((lower, upper)) => format!("{value} ({}–{})", percent(&middle(lower)), percent(&middle(upper))),
        None => value,
    }
}
