//! Tables with a caption, named columns and named rows; wide ones scroll by themselves.

use crate::base::markup::Markup;

/// A table that is being written.
pub(super) struct Table<'o> {
    out: &'o mut Markup,
}

/// A column: its heading, and whether it holds numbers.
pub(super) type Head<'h> = (&'h str, bool);

/// A cell.
#[derive(Debug)]
pub(super) enum Cell {
    /// What the row is about.
    Name(Markup),
    /// A text.
    Text(String),
    /// A number, aligned by its end.
    Number(String),
    /// A count; nothing for zero.
    Count(usize),
    /// Anything else.
    Markup(Markup),
}

impl<'o> Table<'o> {
    /// Begins a table.
    pub fn begin(out: &'o mut Markup, caption: &str, heads: &[Head<'_>]) -> Self {
        out.raw("<div class=\"scroll\" tabindex=\"0\"><table><caption>").text(caption).raw("</caption><thead><tr>");
        for (title, is_number) in heads {
            out.raw(if *is_number { "<th scope=\"col\" class=\"n\">" } else { "<th scope=\"col\">" });
            out.text(title).raw("</th>");
        }
        out.raw("</tr></thead><tbody>\n");
        Self { out }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.out.raw("<tr>");
        for cell in cells {
            match cell {
                Cell::Name(name) => self.out.raw("<th scope=\"row\">").append(&name).raw("</th>"),
                Cell::Text(text) => self.out.raw("<td>").text(&text).raw("</td>"),
                Cell::Number(number) => self.out.raw("<td class=\"n\">").text(&number).raw("</td>"),
                Cell::Count(0) => self.out.raw("<td></td>"),
                Cell::Count(count) => self.out.raw("<td class=\"n\">").count(count).raw("</td>"),
                Cell::Markup(markup) => self.out.raw("<td>").append(&markup).raw("</td>"),
            };
        }
        self.out.raw("</tr>\n");
    }

    /// Ends it.
    pub fn end(self) {
        self.out.raw("</tbody></table></div>\n");
    }
}
