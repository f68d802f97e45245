//! The texts that were read, and places in them.

use std::sync::Arc;

/// One text in a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(u32);

/// A range of bytes in one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The text.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of bytes `start..end`.
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let bound = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { source, start: bound(start), end: bound(end.max(start)) }
    }
}

#[derive(Debug)]
struct Source {
    path: String,
    text: Arc<str>,
    line_starts: Vec<u32>,
}

/// All texts of a run, by id. Paths are shown as given: relative, with `/`.
#[derive(Debug, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
}

impl SourceMap {
    /// Adds a text under the path by which messages name it.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        let text: Arc<str> = text.into().into();
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts =
            std::iter::once(0).chain(newlines.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX))).collect();
        self.sources.push(Source { path: path.into(), text, line_starts });
        SourceId(u32::try_from(self.sources.len() - 1).unwrap_or(u32::MAX))
    }

    fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0 as usize)
    }

    /// The path by which messages name the text.
    #[must_use]
    pub fn path(&self, id: SourceId) -> &str {
        self.source(id).map_or("", |source| &source.path)
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self, id: SourceId) -> &str {
        self.source(id).map_or("", |source| &source.text)
    }

    /// The text itself, to be held beyond the map.
    #[must_use]
    pub fn shared(&self, id: SourceId) -> Arc<str> {
        self.source(id).map_or_else(Arc::default, |source| Arc::clone(&source.text))
    }

    /// The text that a span covers; empty where the span does not fit.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.source).get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Line and column of the span's start, both from 1; the column counts characters.
    #[must_use]
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let Some(source) = self.source(span.source) else {
            return (1, 1);
        };
        let line = source.line_starts.partition_point(|start| *start <= span.start).max(1);
        let start = source.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = source.text.get(start as usize..span.start as usize).unwrap_or("");
        (line, before.chars().count() + 1)
    }

    /// The bytes of a line, numbered from 1, with its line break; empty beyond the last line.
    #[must_use]
    pub fn line(&self, id: SourceId, line: usize) -> Span {
        let Some(source) = self.source(id) else {
            return Span::new(id, 0, 0);
        };
        let end = source.text.len();
        let start_of = |line: usize| source.line_starts.get(line).map_or(end, |start| *start as usize);
        Span::new(id, line.checked_sub(1).map_or(end, start_of), start_of(line))
    }
}
