//! Markdown → HTML a section at a time, because of a long document little is another one after an edit.
//!
//! A section begins with a heading that starts its line after an empty one, where nothing of Markdown goes on from before. What could
//! reach beyond it (fenced code, raw HTML over several lines, definitions of links) keeps a document in one piece.

use super::memo::Memo;
use super::page::{Entry, harmless, rank};
use super::search::{self, Part};
use crate::base::fingerprint::fingerprint;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use std::sync::Arc;

/// A part of a document that means the same wherever it stands.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// As HTML, without anything that runs or loads.
    pub html: String,
    /// Its headings of the second and third level.
    pub contents: Vec<Entry>,
    /// How many headings it has.
    headings: usize,
    /// In which it can be searched.
    pub parts: Arc<[Part]>,
}

/// Sections as they were last made.
pub type Sections = Memo<Arc<Section>>;

/// The sections of a document, in order.
pub fn all_of(markdown: &str, known: &Sections) -> Vec<Arc<Section>> {
    let mut sections = Vec::new();
    let mut headings = 0;
    for text in divided(markdown) {
        let is_first = sections.is_empty();
        let key = fingerprint(&(is_first, headings, text));
        let section = known.known(key).unwrap_or_else(|| {
            let made = Arc::new(Section::of(text, is_first, headings));
            known.keep(key, Arc::clone(&made));
            made
        });
        headings += section.headings;
        sections.push(section);
    }
    sections
}

impl Section {
    /// What stands in this Markdown, after so many headings; the first section may begin without one.
    fn of(markdown: &str, is_first: bool, headings: usize) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let parser = Parser::new_ext(markdown, options);
        let mut events: Vec<Event<'_>> = parser.flat_map(|event| harmless(event).into_iter().flatten()).collect();
        let mut section = Self::default();
        section.number_headings(&mut events, headings);
        section.parts = search::of(&events, is_first);
        section.html.reserve(markdown.len() * 2);
        html::push_html(&mut section.html, events.into_iter());
        section
    }

    /// Gives every heading an id and collects those of the contents.
    fn number_headings(&mut self, events: &mut [Event<'_>], before: usize) {
        let mut current: Option<Entry> = None;
        for event in events {
            match event {
                Event::Start(Tag::Heading { level, id, .. }) => {
                    self.headings += 1;
                    let name = format!("h-{}", before + self.headings);
                    current = Some(Entry { level: rank(*level), id: name.clone(), text: String::new() });
                    *id = Some(name.into());
                }
                Event::End(TagEnd::Heading(_)) => {
                    self.contents.extend(current.take().filter(|entry| matches!(entry.level, 2 | 3)));
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some(entry) = &mut current {
                        entry.text.push_str(text);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The texts of the sections of a document, which together are the whole.
fn divided(markdown: &str) -> Vec<&str> {
    if reaches_beyond(markdown) {
        return vec![markdown];
    }
    let (mut texts, mut begun, mut at) = (Vec::new(), 0, 0);
    let mut is_after_empty = false;
    for line in markdown.split_inclusive('\n') {
        if is_after_empty && is_heading(line) {
            texts.extend(markdown.get(begun..at));
            begun = at;
        }
        is_after_empty = line.trim().is_empty();
        at += line.len();
    }
    texts.extend(markdown.get(begun..));
    texts
}

fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with([' ', '\n'])
}

/// Beginnings of raw HTML that no empty line ends.
const LONG_HTML: [&str; 6] = ["<!", "<?", "<script", "<pre", "<style", "<textarea"];

/// Whether anything in a document may reach beyond its section; where in doubt, it does.
fn reaches_beyond(markdown: &str) -> bool {
    let defines = |line: &str| {
        line.match_indices("]:").any(|(at, _)| !line.get(..at).is_some_and(|before| before.ends_with('\\')))
    };
    let is_long = |line: &str| {
        let lower = line.to_ascii_lowercase();
        LONG_HTML.iter().any(|begin| lower.contains(begin))
    };
    let mut lines = markdown.lines();
    let has_fence = markdown.contains("```") || markdown.contains("~~~");
    has_fence || lines.any(|line| defines(line) || line.contains('<') && is_long(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The document as it is and in one piece.
    fn both(markdown: &str) -> (Vec<Arc<Section>>, Section) {
        (all_of(markdown, &Sections::default()), Section::of(markdown, true, 0))
    }

    fn assert_same(markdown: &str) -> usize {
        let (sections, whole) = both(markdown);
        let html: String = sections.iter().map(|section| section.html.as_str()).collect();
        assert_eq!(html, whole.html, "{markdown:?}");
        let contents: Vec<&Entry> = sections.iter().flat_map(|section| &section.contents).collect();
        assert_eq!(contents, whole.contents.iter().collect::<Vec<_>>(), "{markdown:?}");
        let mut parts: Vec<Part> = Vec::new();
        for section in &sections {
            let first = parts.len();
            let moved = |part: &Part| Part { within: part.within.map(|within| first + within), ..part.clone() };
            parts.extend(section.parts.iter().map(moved));
        }
        assert_eq!(parts, whole.parts.to_vec(), "{markdown:?}");
        sections.len()
    }

    #[test]
    fn sections_come_to_what_the_whole_does() {
        let plain = "text\n\n# T\n\n## <a id=\"b\"></a>b\n\n- x\n\n  - y\n\n### c\n\n| a | b |\n| --- | --- |\n| <a id=\"d\"></a>1 | 2 |\n\n#### e\n\n1. z\n";
        assert_eq!(assert_same(plain), 5);
        for beyond in [
            "a\n\n```\n\n# b\n\n```\n",
            "- a\n\n  ~~~\n\n# b\n",
            "[a]\n\n# b\n\n[a]: https://example.org\n",
            "[a]\n\n# b\n\n[\na\n]: https://example.org\n",
            "<!-- a\n\n# b\n\n-->\n",
            "<Script>\n\n# b\n\n</script>\n",
        ] {
            assert_eq!(assert_same(beyond), 1, "{beyond}");
        }
        assert!(assert_same("a\n# b\n\n#c\n\n####### d\n\n    # e\n\n> # f\n\n- g\n\n# h\n") == 2);
    }

    #[test]
    fn only_what_changed_is_made_again() {
        let known = Sections::default();
        let first = all_of("# a\n\n## b\n\n## c\n", &known);
        known.renew();
        let second = all_of("# a\n\n## B\n\n## c\n", &known);
        let is_kept = |at: usize| first.get(at).zip(second.get(at)).is_some_and(|(one, other)| Arc::ptr_eq(one, other));
        assert_eq!([is_kept(0), is_kept(1), is_kept(2)], [true, false, true]);
    }

    proptest! {
        #[test]
        fn however_markdown_is_put_together(lines in prop::collection::vec(prop::sample::select(vec![
            "", "", "# a", "## b `c`", "### <a id=\"d\"></a>e", "text", "- item", "  - inner", "1. one", "> quote", "> # f", "    code",
            "| a | b |", "| --- | --- |", "| 1 | 2 |", "***", "---", "===", "```", "~~~", "[a]: b", "[a]", "<div>", "</div>", "<!-- g",
            "-->", "\\[h\\]: i", "<a id=\"j\"></a>", "#", "#k", "\t# l", "*m", "n*", "`o", "p`", "- # q",
        ]), 0..24)) {
            assert_same(&lines.join("\n"));
        }
    }
}
