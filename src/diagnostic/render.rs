//! Diagnostics as text for a terminal, drawn by `miette`.
//!
//! What is drawn is not the file but a `Sheet`: copies of the few lines that are needed, from as many files as the
//! diagnostic names, made safe (no character of a file steers the terminal), without the numbers of persons, and with overlong
//! lines cut around the place.

use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Severity, SourceCode,
    SourceSpan, SpanContents,
};

use super::{Diagnostic, Language, Level, Position, SourceId, SourceMap, Span};
use crate::base::privacy::masked;
use crate::base::text::{counted, safe, safe_line, wrap};

/// Columns of a terminal where nothing better is known.
pub const WIDTH: usize = 100;
/// Columns below which nothing sensible can be drawn.
const NARROWEST: usize = 40;
/// Bytes of a line that are shown whole; longer ones (a JSON file on one line) are cut around the place.
const LINE: usize = 400;
/// Bytes that are shown before and after a place on an overlong line.
const AROUND: usize = 120;
/// Bytes looked at beyond these, because a number has to be seen whole to be masked; no number or address is longer.
const BEYOND: usize = 512;

/// How the text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without colours, for files and pipes.
    Plain,
    /// With ANSI colours.
    Colour,
}

/// All diagnostics one after another, in lines of [`WIDTH`] columns.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &SourceMap, language: Language, style: Style) -> String {
    render_to_width(diagnostics, sources, language, style, WIDTH)
}

/// All diagnostics one after another, in lines of `width` columns; source lines may be longer.
#[must_use]
pub fn render_to_width(
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
    language: Language,
    style: Style,
    width: usize,
) -> String {
    let width = width.max(NARROWEST);
    let theme = match style {
        Style::Plain => GraphicalTheme::unicode_nocolor(),
        Style::Colour => GraphicalTheme::unicode(),
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(width);
    let mut text = String::new();
    for diagnostic in diagnostics {
        let report = Report::new(diagnostic, sources, language);
        let mut drawn = String::new();
        if handler.render_report(&mut drawn, &report).is_err() {
            // Drawing failed half-way: the message itself is what matters.
            drawn.push_str(&format!("{} {}\n", report.header, report.message));
        }
        // `miette` puts line and column behind every name; a cell's name already says both.
        for excerpt in report.sheet.excerpts.iter().filter(|excerpt| excerpt.is_grid) {
            let column = report.sheet.label_column(excerpt) + 1;
            let (row, path) = (excerpt.shown_line, &excerpt.path);
            drawn = drawn.replacen(&format!("[{path}:{row}:{column}]"), &format!("[{path}]"), 1);
        }
        text.push_str(&drawn);
        text.push_str(&help(diagnostic, language, style, width));
        text.push('\n');
    }
    text
}

/// How many errors, warnings and hints there are, in one line without a line break.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic], language: Language) -> String {
    let told = |level: Level| {
        let count = diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
        let words = match language {
            Language::Zh => format!("{count} 个{}", level.text(language)),
            Language::En => counted(count, &format!("{}(s)", level.text(language))),
        };
        (count > 0).then_some(words)
    };
    let parts: Vec<String> = [Level::Error, Level::Warning, Level::Hint].into_iter().filter_map(told).collect();
    match (parts.is_empty(), language) {
        (true, Language::Zh) => "没有发现问题".to_owned(),
        (true, Language::En) => "no problems found".to_owned(),
        (false, Language::Zh) => parts.join("，"),
        (false, Language::En) => parts.join(", "),
    }
}

/// The mend, below the drawing: `miette` knows the word for it in English only.
fn help(diagnostic: &Diagnostic, language: Language, style: Style, width: usize) -> String {
    let help = safe_line(&diagnostic.help(language));
    if help.is_empty() {
        return String::new();
    }
    let (word, indent) = match language {
        Language::Zh => ("办法：", 8),
        Language::En => ("help: ", 8),
    };
    let word = match style {
        Style::Plain => word.to_owned(),
        Style::Colour => format!("\u{1b}[36m{word}\u{1b}[0m"),
    };
    let lines = wrap(&help, width.saturating_sub(indent)).join(&format!("\n{}", " ".repeat(indent)));
    format!("  {word}{lines}\n")
}

/// A diagnostic in the form that `miette` draws.
#[derive(Debug)]
struct Report {
    header: String,
    message: String,
    severity: Severity,
    sheet: Sheet,
}

impl Report {
    fn new(diagnostic: &Diagnostic, sources: &SourceMap, language: Language) -> Self {
        let entry = diagnostic.entry;
        let severity = match diagnostic.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Hint => Severity::Advice,
        };
        let main = diagnostic.place.map(|span| (span, None));
        let remarks = diagnostic.remarks.iter().map(|(span, remark)| (*span, Some(remark.text(language))));
        Self {
            header: format!("{} {}", diagnostic.level.text(language), entry.code),
            message: safe_line(&diagnostic.text(language)),
            severity,
            sheet: Sheet::new(main.into_iter().chain(remarks).collect(), sources),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Report {}

impl miette::Diagnostic for Report {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.header))
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.sheet.labels.is_empty()).then_some(&self.sheet as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.sheet.labels.iter().map(|label| {
            let span = SourceSpan::new(label.offset.into(), label.length);
            match label.words {
                None => LabeledSpan::new_primary_with_span(None, span),
                Some(words) => LabeledSpan::new_with_span(Some(words.to_owned()), span),
            }
        });
        Some(Box::new(labels))
    }
}

/// The lines to be drawn, from all files that a diagnostic names, as if they were one text.
#[derive(Debug)]
struct Sheet {
    excerpts: Vec<Excerpt>,
    labels: Vec<Label>,
}

/// Successive lines of one file; `offset` is where they begin in the sheet.
#[derive(Debug)]
struct Excerpt {
    path: String,
    is_grid: bool,
    first_line: usize,
    last_line: usize,
    /// The number shown before the first line: of a workbook, the row's.
    shown_line: usize,
    offset: usize,
    text: String,
}

/// A place in the sheet, with the line and column (from 0, in characters) that it has in its file.
#[derive(Debug)]
struct Label {
    offset: usize,
    length: usize,
    line: usize,
    column: usize,
    words: Option<&'static str>,
}

/// A place to be shown, with its words; shown is the part on its first line.
type Shown = (Span, Option<&'static str>);

impl Sheet {
    fn new(shown: Vec<Shown>, sources: &SourceMap) -> Self {
        let mut sheet = Self { excerpts: Vec::new(), labels: Vec::new() };
        for (source, first_line, last_line) in line_groups(&shown, sources) {
            sheet.add(source, first_line, last_line, &shown, sources);
        }
        sheet
    }

    /// Copies the lines of a group and places the labels that lie on them.
    fn add(&mut self, source: SourceId, first_line: usize, last_line: usize, shown: &[Shown], sources: &SourceMap) {
        // A gap keeps places at the end of one excerpt apart from the beginning of the next.
        let offset = self.excerpts.last().map_or(0, |last| last.offset + last.text.len() + 1);
        let mut text = String::new();
        for line in first_line..=last_line {
            let span = sources.line(source, line);
            let here: Vec<&Shown> = shown
                .iter()
                .filter(|(place, _)| place.source == source && sources.line_column(*place).0 == line)
                .collect();
            let content = sources.slice(span);
            if content.is_empty() && here.is_empty() {
                continue;
            }
            let focus = here.first().map_or(span.start, |(place, _)| place.start);
            let cut = Cut::new(content, focus.saturating_sub(span.start) as usize);
            for (place, words) in here {
                let (start, length) = cut.locate(
                    (place.start.saturating_sub(span.start)) as usize,
                    (place.end.saturating_sub(span.start)) as usize,
                );
                self.labels.push(Label {
                    offset: offset + text.len() + start,
                    length,
                    line: match sources.position(*place) {
                        Position::Cell { row, .. } => row as usize - 1,
                        Position::Text { .. } => line - 1,
                    },
                    column: sources.line_column(*place).1 - 1,
                    words: *words,
                });
            }
            text.push_str(&cut.text);
            // Without a line break after it, nothing can be drawn below the last line's end.
            if !cut.text.ends_with('\n') {
                text.push('\n');
            }
        }
        let first = shown.iter().map(|(place, _)| *place);
        let cell = first
            .filter(|place| place.source == source && sources.line_column(*place).0 == first_line)
            .find_map(|place| match sources.position(place) {
                Position::Cell { row, .. } => Some((row as usize, sources.location(place))),
                Position::Text { .. } => None,
            });
        let is_grid = cell.is_some();
        let (shown_line, path) = cell.unwrap_or_else(|| (first_line, sources.path(source).to_owned()));
        let path = safe_line(&path);
        self.excerpts.push(Excerpt { path, is_grid, first_line, last_line, shown_line, offset, text });
    }

    /// The column, from 0, of the first label in an excerpt.
    fn label_column(&self, excerpt: &Excerpt) -> usize {
        let end = excerpt.offset + excerpt.text.len();
        let mut inside = self.labels.iter().filter(|label| (excerpt.offset..=end).contains(&label.offset));
        inside.next().map_or(0, |label| label.column)
    }
}

/// Which lines to show: around each place one before and one after; the main place's file first, no line twice.
fn line_groups(shown: &[Shown], sources: &SourceMap) -> Vec<(SourceId, usize, usize)> {
    let mut groups: Vec<(SourceId, usize, usize)> = shown
        .iter()
        .map(|(place, _)| {
            let line = sources.line_column(*place).0;
            match sources.position(*place) {
                // The rows beside a cell say nothing about it.
                Position::Cell { .. } => (place.source, line, line),
                Position::Text { .. } => (place.source, line.saturating_sub(1).max(1), line + 1),
            }
        })
        .collect();
    let main = groups.first().map(|(source, ..)| *source);
    groups.sort_by_key(|(source, first, _)| (Some(*source) != main, *source, *first));
    groups.dedup_by(|(source, first, last), kept| {
        // Lines of a workbook's text are rows that need not follow each other.
        let reach = if sources.is_grid(*source) { kept.2 } else { kept.2 + 1 };
        let joined = *source == kept.0 && *first <= reach;
        if joined {
            kept.2 = kept.2.max(*last);
        }
        joined
    });
    groups
}

/// A line made safe, and cut around a place where it is overlong.
struct Cut {
    text: String,
    /// Bytes left out at the beginning, and bytes put there instead.
    skipped: usize,
    lead: usize,
    /// Bytes of the text that a label may cover.
    end: usize,
}

impl Cut {
    fn new(line: &str, focus: usize) -> Self {
        let content = line.trim_end_matches(['\r', '\n']);
        if content.len() <= LINE {
            return Self { text: safe(&masked(line)).into_owned(), skipped: 0, lead: 0, end: content.len() };
        }
        let start = content.floor_char_boundary(focus.min(content.len()).saturating_sub(AROUND));
        let end = content.floor_char_boundary((start + 2 * AROUND).min(content.len()));
        let lead = if start > 0 { "…" } else { "" };
        let tail = if end < content.len() { "…" } else { "" };
        let seen = content.floor_char_boundary(start.saturating_sub(BEYOND));
        let seen_end = content.floor_char_boundary((end + BEYOND).min(content.len()));
        // Masking changes no offset.
        let shown = masked(content.get(seen..seen_end).unwrap_or(""));
        let kept = safe(shown.get(start - seen..end - seen).unwrap_or(""));
        Self { text: format!("{lead}{kept}{tail}\n"), skipped: start, lead: lead.len(), end: lead.len() + kept.len() }
    }

    /// Where a range of the line stands in the cut line, and its length there.
    fn locate(&self, start: usize, end: usize) -> (usize, usize) {
        let within = |at: usize| (at.saturating_sub(self.skipped) + self.lead).min(self.end);
        (within(start), within(end) - within(start))
    }
}

impl Sheet {
    fn excerpt_of(&self, span: &SourceSpan) -> Result<&Excerpt, MietteError> {
        let holds = |excerpt: &&Excerpt| {
            excerpt.offset <= span.offset() && span.offset() + span.len() <= excerpt.offset + excerpt.text.len()
        };
        self.excerpts.iter().find(holds).ok_or(MietteError::OutOfBounds)
    }
}

impl SourceCode for Sheet {
    /// Without context: where the span is, for the header. With context: all lines of its excerpt. A span over two
    /// excerpts is refused, by which `miette` knows that they are drawn apart.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        context_before: usize,
        _context_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let excerpt = self.excerpt_of(span)?;
        let lines = 1 + excerpt.last_line - excerpt.first_line;
        let name = excerpt.path.clone();
        if context_before > 0 {
            let whole = SourceSpan::new(excerpt.offset.into(), excerpt.text.len());
            let (data, line) = (excerpt.text.as_bytes(), excerpt.shown_line - 1);
            return Ok(Box::new(MietteSpanContents::new_named(name, data, whole, line, 0, lines)));
        }
        let start = span.offset() - excerpt.offset;
        let data = excerpt.text.get(start..start + span.len()).unwrap_or("").as_bytes();
        let label = self.labels.iter().find(|label| label.offset == span.offset());
        let (line, column) = label.map_or((excerpt.shown_line - 1, 0), |label| (label.line, label.column));
        Ok(Box::new(MietteSpanContents::new_named(name, data, *span, line, column, 1)))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use crate::diagnostic::Remark;
    use crate::diagnostic::catalogue::{syntax, tool};

    /// A place at the first occurrence of `needle`.
    fn place(sources: &SourceMap, id: SourceId, needle: &str) -> Span {
        let start = sources.text(id).find(needle).unwrap();
        Span::new(id, start, start + needle.len())
    }

    fn invalid_word(span: Span) -> Diagnostic {
        Diagnostic::new(&syntax::INVALID_WORD).with("word", "a/b").at(span)
    }

    #[test]
    fn underline_and_column_under_chinese() {
        let mut sources = SourceMap::default();
        let id = sources.add("标准/规则.kdl", "规则 \"甲\" {\n    来源 甲乙 丙丁/戊 尾\n}\n");
        let text = render(&[invalid_word(place(&sources, id, "丙丁/戊"))], &sources, Language::Zh, Style::Plain);
        assert!(text.starts_with("错误 GJ1014\n"), "{text}");
        assert!(text.contains("[标准/规则.kdl:2:11]"), "{text}");
        assert!(text.contains("  办法：含有"), "{text}");
        let lines: Vec<&str> = text.lines().collect();
        let at = lines.iter().position(|line| line.contains("丙丁")).unwrap();
        let column = |line: &str, mark: &str| crate::base::text::display_width(line.split(mark).next().unwrap());
        assert_eq!(column(lines[at], "丙丁"), column(lines[at + 1], "─"), "{text}");
        assert_eq!(lines[at + 1].matches('─').count(), 7, "{text}");
    }

    #[test]
    fn the_other_language() {
        let mut sources = SourceMap::default();
        let id = sources.add("a.kdl", "x a/b");
        let text = render(&[invalid_word(place(&sources, id, "a/b"))], &sources, Language::En, Style::Plain);
        assert!(text.starts_with("error GJ1014\n") && text.contains("\n  help: put words"), "{text}");
        assert!(text.contains("[a.kdl:1:3]"), "{text}");
    }

    #[test]
    fn nothing_from_a_file_steers_the_terminal() {
        let mut sources = SourceMap::default();
        let hostile = "节点 \u{1b}[31m\u{202e}\u{9b}\u{7}文字\u{2066} a/b\n";
        let id = sources.add("\u{1b}]0;x\u{7}.kdl", hostile);
        let mut diagnostic = invalid_word(place(&sources, id, "a/b"));
        diagnostic.arguments = vec![("word", "\u{1b}[2J\nGJ0000 伪造\u{202e}".to_owned())];
        for language in [Language::Zh, Language::En] {
            let text = render(std::slice::from_ref(&diagnostic), &sources, language, Style::Plain);
            assert!(!text.contains(crate::base::text::is_unsafe), "{text:?}");
            assert!(!text.contains("\nGJ0000"), "{text}");
            let lines: Vec<&str> = text.lines().collect();
            let at = lines.iter().position(|line| line.ends_with("a/b")).unwrap();
            let width = crate::base::text::display_width;
            assert_eq!(width(lines[at]), width(lines[at + 1]), "{text}");
        }
        let coloured = render(&[diagnostic], &sources, Language::Zh, Style::Colour);
        assert!(coloured.contains("\u{1b}[3") && !coloured.contains("[2J\n") && !coloured.contains("\u{1b}[2J"));
    }

    #[test]
    fn a_cell_is_named_as_spreadsheets_name_it() {
        let mut sources = SourceMap::default();
        let mut layout = crate::diagnostic::GridLayout::default();
        layout.sheet("大厅");
        for (start, row, column) in [(0, 3, 1), (7, 3, 2), (10, 9, 1), (17, 9, 4)] {
            layout.cell(start, row, column);
        }
        let id = sources.add_grid("表.xlsx", "面积\t12\n人数\ta/b\n", layout);
        let diagnostic = invalid_word(place(&sources, id, "a/b")).remark(place(&sources, id, "12"), Remark::AlsoHere);
        let text = render(&[diagnostic], &sources, Language::Zh, Style::Plain);
        assert!(text.contains("[表.xlsx 大厅!D9]") && text.contains("[表.xlsx 大厅!B3]"), "{text}");
        assert!(text.contains(" 9 │ 人数") && text.contains(" 3 │ 面积"), "{text}");
    }

    #[test]
    fn remarks_in_the_same_and_in_other_files() {
        let mut sources = SourceMap::default();
        let other = sources.add("other.kdl", "\n\nfirst one\n");
        let id = sources.add("main.kdl", "second one\n\n\n\n\n\nthird\nfourth\n");
        let diagnostic = invalid_word(place(&sources, id, "third"))
            .remark(place(&sources, other, "first"), Remark::DeclaredHere)
            .remark(place(&sources, id, "second"), Remark::Via)
            .remark(place(&sources, id, "fourth"), Remark::RequiredHere);
        let text = render(&[diagnostic], &sources, Language::Zh, Style::Plain);
        for expected in
            ["main.kdl:7:1]", "main.kdl:1:1]", "other.kdl:3:1]", "最先在此处声明", "经由此处", "此处提出要求"]
        {
            assert_eq!(text.matches(expected).count(), 1, "{expected}\n{text}");
        }
        assert!(text.find("main.kdl") < text.find("other.kdl"), "{text}");
        assert_eq!(text.matches("third").count(), 1, "{text}");
    }

    #[test]
    fn places_at_the_very_end_are_drawn() {
        let mut sources = SourceMap::default();
        for text in ["a b=", "a b=\n", "", "\n"] {
            let id = sources.add("x.kdl", text);
            let end = Span::new(id, text.len(), text.len());
            let drawn =
                render(&[Diagnostic::new(&syntax::MISSING_VALUE).at(end)], &sources, Language::Zh, Style::Plain);
            assert!(drawn.contains('▲'), "{text:?}\n{drawn}");
        }
    }

    #[test]
    fn a_place_that_is_not_there_does_no_harm() {
        let mut sources = SourceMap::default();
        let id = sources.add("x.kdl", "标准\n");
        for span in [Span::new(id, 1, 2), Span::new(id, 900, 901), Span::new(id, 0, 900)] {
            let drawn = render(&[invalid_word(span)], &sources, Language::Zh, Style::Plain);
            assert!(drawn.contains("GJ1014") && drawn.contains("x.kdl"), "{drawn}");
        }
    }

    #[test]
    fn overlong_lines_are_cut_around_the_place() {
        let mut sources = SourceMap::default();
        let long = format!("{}目标{}", "标".repeat(100_000), "准".repeat(100_000));
        let id = sources.add("x.json", long);
        let drawn = render(&[invalid_word(place(&sources, id, "目标"))], &sources, Language::Zh, Style::Plain);
        assert!(drawn.len() < 2_000, "{}", drawn.len());
        assert!(drawn.contains("[x.json:1:100001]") && drawn.contains("目标"), "{drawn}");
        let lines: Vec<&str> = drawn.lines().collect();
        let at = lines.iter().position(|line| line.contains("目标")).unwrap();
        let column = |line: &str, mark: &str| crate::base::text::display_width(line.split(mark).next().unwrap());
        assert_eq!(column(lines[at], "目标"), column(lines[at + 1], "─"), "{drawn}");
    }

    #[test]
    fn numbers_of_persons_are_masked_in_lines_and_arguments() {
        let mut sources = SourceMap::default();
        let number = "13800000000";
        let long = |before: usize| format!("{}{number} a/b {}", "标".repeat(before), "准".repeat(300));
        let texts = [
            format!("电话 {number} a/b\n{number}\n"),
            long(200),
            format!("{}a/b", long(0)),
            format!("a/b{}", long(30)),
        ];
        for (index, text) in texts.into_iter().enumerate() {
            let id = sources.add("x.kdl", text);
            for needle in ["a/b", "0000 a", "138"] {
                let at = place(&sources, id, needle);
                let drawn = render(&[invalid_word(at).with("word", number)], &sources, Language::Zh, Style::Plain);
                assert!(drawn.contains("138") && !drawn.contains("000"), "{index} {needle}\n{drawn}");
            }
        }
        let diagnostic = Diagnostic::new(&tool::NOT_FOUND).with("path", number);
        assert!(diagnostic.text(Language::En).contains("138********"), "{diagnostic:?}");
    }

    #[test]
    fn only_the_needed_lines_are_copied() {
        let mut sources = SourceMap::default();
        let id = sources.add("big.kdl", "节点 1\n".repeat(60_000) + "a/b\n" + &"节点 2\n".repeat(60_000));
        let span = place(&sources, id, "a/b");
        let sheet = Sheet::new(vec![(span, None)], &sources);
        assert!(sheet.excerpts.iter().map(|excerpt| excerpt.text.len()).sum::<usize>() < 100);
    }

    #[test]
    fn without_a_place_the_message_stands_alone() {
        let diagnostic = Diagnostic::new(&tool::NOT_FOUND).with("path", "标准/无");
        let text = render(&[diagnostic], &SourceMap::default(), Language::Zh, Style::Plain);
        assert!(text.contains("GJ9001") && text.contains("找不到 标准/无"), "{text}");
    }

    #[test]
    fn summaries_count() {
        let error = Diagnostic::new(&tool::NOT_FOUND);
        assert_eq!(summary(&[], Language::Zh), "没有发现问题");
        assert_eq!(summary(&[], Language::En), "no problems found");
        assert_eq!(summary(std::slice::from_ref(&error), Language::En), "1 error");
        assert_eq!(summary(&[error.clone(), error.clone()], Language::En), "2 errors");
        assert_eq!(summary(&[error.clone(), error], Language::Zh), "2 个错误");
    }
}
