//! The text that shows a workbook in messages: the file, its sheets, a line for each filled row.

use crate::base::text::safe_line;
use crate::diagnostic::{GridLayout, SourceId, SourceMap, Span};
use std::borrow::Cow;

/// Bytes by which the text grows at most at a time: doubling would take twice the memory.
const GROWTH: usize = 1 << 20;

/// The text while it is written.
pub struct Rendition {
    source: SourceId,
    text: String,
    layout: GridLayout,
}

impl Rendition {
    /// Begins with the file.
    pub fn new(source: SourceId, path: &str) -> Self {
        let text = format!("{}\n", safe_line(path));
        Self { source, text, layout: GridLayout::default() }
    }

    /// Begins a sheet; gives the place of its name.
    pub fn sheet(&mut self, name: &str) -> Span {
        self.layout.sheet(safe_line(name));
        self.layout.cell(self.text.len(), 1, 1);
        let span = self.append(name);
        self.text.push('\n');
        span
    }

    /// Adds a cell to the line; gives its place.
    pub fn cell(&mut self, row: u32, column: u32, shown: &str) -> Span {
        self.layout.cell(self.text.len(), row, column);
        let span = self.append(shown);
        self.text.push('\t');
        span
    }

    /// Ends the line of a row.
    pub fn end_row(&mut self) {
        if self.text.ends_with('\t') {
            self.text.pop();
            self.text.push('\n');
        }
    }

    /// Hands the text over.
    pub fn close(mut self, sources: &mut SourceMap) {
        self.text.shrink_to_fit();
        sources.set_grid(self.source, self.text, self.layout);
    }

    /// Appends a text, made safe and without line breaks and tabs.
    fn append(&mut self, text: &str) -> Span {
        let safe = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        let text = if safe { Cow::Borrowed(text) } else { Cow::Owned(safe_line(text)) };
        let start = self.text.len();
        // One more for the tab or line break that follows.
        let needed = text.len() + 1;
        if self.text.capacity() - start < needed {
            self.text.reserve_exact(needed.max(start.clamp(1 << 12, GROWTH)));
        }
        self.text.push_str(&text);
        Span::new(self.source, start, self.text.len())
    }
}
