//! The events of a document → its parts: what stands under a heading, and what stands behind an anchor of its own.

use crate::emit::document::page::rank;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::sync::Arc;

/// A part of a document that a search can find.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The id to which a link leads.
    pub anchor: String,
    /// Its heading, or its first line.
    pub title: String,
    /// The level of its heading, from 1; 0 where it has none.
    pub level: u8,
    /// The part under whose heading it stands; of a heading, nothing.
    pub within: Option<usize>,
    /// Its text, a line a paragraph, item or row.
    pub lines: Vec<String>,
}

/// How many cells of a row name what it is about.
const NAMING_CELLS: usize = 2;

/// A document being cut into parts.
#[derive(Default)]
struct Cutting {
    parts: Vec<Part>,
    /// The part that text goes to, and the heading it stands under.
    current: usize,
    heading: usize,
    line: String,
    in_heading: bool,
    /// How many cells of the row, and how many lists around, have been read.
    cells: usize,
    lists: usize,
}

/// The parts of a section, in order. Before its first heading something may stand in the first section only, whose first part has
/// no heading.
pub fn of(events: &[Event<'_>], is_first: bool) -> Arc<[Part]> {
    let parts = if is_first { vec![Part::default()] } else { Vec::new() };
    let mut cutting = Cutting { parts, ..Cutting::default() };
    events.iter().for_each(|event| cutting.take(event));
    cutting.end_line();
    cutting.parts.into()
}

impl Cutting {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                self.end_line();
                let anchor = id.as_deref().unwrap_or_default().to_owned();
                self.begin(Part { anchor, level: rank(*level), ..Part::default() });
                self.heading = self.current;
                self.in_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => {
                let title = std::mem::take(&mut self.line).trim().to_owned();
                self.change(|part| part.title = title);
                self.in_heading = false;
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                let Some(id) = html.trim().strip_prefix("<a id=\"").and_then(|rest| rest.strip_suffix("\">")) else {
                    return;
                };
                let anchor = id.to_owned();
                if self.in_heading {
                    self.change(|part| part.anchor = anchor);
                } else {
                    self.end_line();
                    self.begin(Part { anchor, within: Some(self.heading), ..Part::default() });
                }
            }
            Event::Text(text) | Event::Code(text) => self.line.push_str(text),
            Event::SoftBreak => self.line.push(' '),
            Event::End(TagEnd::TableCell) => {
                self.cells += 1;
                self.line.push(' ');
                // What is listed in a table is called by its id and its name.
                if self.cells == NAMING_CELLS && self.is_unnamed() {
                    self.end_line();
                }
            }
            Event::Start(Tag::TableRow) => self.cells = 0,
            Event::HardBreak
            | Event::Start(Tag::Item)
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow | TagEnd::CodeBlock) =>
            {
                self.end_line();
            }
            Event::Start(Tag::List(_)) => self.lists += 1,
            Event::End(TagEnd::List(_)) => {
                self.lists = self.lists.saturating_sub(1);
                if self.lists == 0 {
                    self.current = self.heading;
                }
            }
            Event::End(TagEnd::Table) => self.current = self.heading,
            _ => {}
        }
    }

    fn begin(&mut self, part: Part) {
        self.current = self.parts.len();
        self.parts.push(part);
    }

    fn change(&mut self, change: impl FnOnce(&mut Part)) {
        if let Some(part) = self.parts.get_mut(self.current) {
            change(part);
        }
    }

    fn is_unnamed(&self) -> bool {
        self.parts.get(self.current).is_some_and(|part| part.within.is_some() && part.title.is_empty())
    }

    /// The line goes to the current part: as its title where it has none yet.
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line).trim().to_owned();
        if !line.is_empty() {
            self.change(|part| if part.title.is_empty() { part.title = line } else { part.lines.push(line) });
        }
    }
}
