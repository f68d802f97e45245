//! Sections → the data of the page template: body, table of contents, and what stands around them.
//!
//! The page loads nothing: raw HTML but anchors becomes text, pictures become their description, and links lead to the web or
//! into the page.

use super::markdown::is_web_address;
use super::model::Model;
use super::section::Section;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The data of the page template.
#[derive(Debug, Serialize)]
pub struct Page<'m> {
    /// The language as HTML names it.
    pub lang: &'static str,
    /// The fixed words of the language.
    pub labels: &'m BTreeMap<&'static str, &'static str>,
    /// The title.
    pub title: &'m str,
    /// The package's id and edition.
    pub edition: String,
    /// The headings of the second and third level.
    pub contents: Vec<&'m Entry>,
    /// The page beside this one in which all documents can be searched.
    pub search: &'static str,
    /// The document as HTML; safe to stand in the page as it is.
    pub body: String,
}

/// A line of the table of contents.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Entry {
    /// 2 for chapters, 3 for what stands in them.
    pub level: u8,
    /// The id of the heading.
    pub id: String,
    /// The text of the heading.
    pub text: String,
}

/// The page of a document that consists of these sections.
#[must_use]
pub fn of<'m>(model: &'m Model, sections: &'m [Arc<Section>]) -> Page<'m> {
    Page {
        lang: if model.lang == "zh" { "zh-CN" } else { "en" },
        labels: &model.labels,
        title: &model.title,
        edition: format!("{} {}", model.package.id, model.package.version),
        contents: sections.iter().flat_map(|section| &section.contents).collect(),
        search: if model.lang == "zh" { "search.zh.html" } else { "search.en.html" },
        body: sections.iter().map(|section| section.html.as_str()).collect(),
    }
}

/// The level of a heading as a number, from 1.
pub(super) fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// An event without anything that runs or loads; tables get a box in which they scroll on narrow screens.
pub(super) fn harmless(event: Event<'_>) -> [Option<Event<'_>>; 2] {
    match event {
        Event::Html(text) | Event::InlineHtml(text) if !is_anchor(&text) => [Some(Event::Text(text)), None],
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => [None, None],
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let fine = dest_url.starts_with('#') || is_web_address(&dest_url) || is_neighbour(&dest_url);
            let dest_url = if fine { dest_url } else { CowStr::Borrowed("#") };
            [Some(Event::Start(Tag::Link { link_type, dest_url, title, id })), None]
        }
        Event::Start(Tag::Table(alignment)) => {
            let open = Event::Html("<div class=\"table\" tabindex=\"0\">\n".into());
            [Some(open), Some(Event::Start(Tag::Table(alignment)))]
        }
        Event::End(TagEnd::Table) => [Some(Event::End(TagEnd::Table)), Some(Event::Html("</div>\n".into()))],
        other => [Some(other), None],
    }
}

/// Whether raw HTML is the start or the end of an anchor, and nothing else.
fn is_anchor(html: &str) -> bool {
    let html = html.trim();
    let id = html.strip_prefix("<a id=\"").and_then(|rest| rest.strip_suffix("\">"));
    html == "</a>" || id.is_some_and(|id| id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')))
}

/// Whether a link leads to another output, as in `../signs/hall.svg`.
fn is_neighbour(address: &str) -> bool {
    address.starts_with("../") && !address.contains([':', '\\'])
}

#[cfg(test)]
mod tests {
    use super::super::section::{Sections, all_of};
    use super::*;

    fn body(markdown: &str) -> (String, Vec<Entry>) {
        let sections = all_of(markdown, &Sections::default());
        let contents = sections.iter().flat_map(|section| &section.contents).cloned().collect();
        (sections.iter().map(|section| section.html.as_str()).collect(), contents)
    }

    #[test]
    fn nothing_runs_and_nothing_loads() {
        let (html, _) = body(concat!(
            "<script>alert(1)</script>\n\ntext <img src=x onerror=y> <a id=\"x\" onclick=\"y\">\n\n",
            "[a](javascript:alert(1)) [b](data:text/html,x) ![picture](https://example.org/x.png)\n",
        ));
        for bad in ["<script", "<img", "<a id", "javascript:", "data:", "x.png"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
        assert!(html.contains("&lt;script&gt;") && html.contains("picture"));
    }

    #[test]
    fn anchors_links_and_contents_stay() {
        let (html, contents) = body(
            "# T\n\n## <a id=\"clause-问题-1.2\"></a>1 `a` *b* & c\n\n### d\n\n#### e\n\n[x](#clause-1) [y](https://example.org) [z](../signs/a.svg)\n",
        );
        assert!(html.contains("<a id=\"clause-问题-1.2\"></a>"));
        assert!(html.contains("href=\"#clause-1\"") && html.contains("href=\"https://example.org\""));
        assert!(html.contains("href=\"../signs/a.svg\""));
        let entry = |level, id: &str, text: &str| Entry { level, id: id.to_owned(), text: text.to_owned() };
        assert_eq!(contents, [entry(2, "h-2", "1 a b & c"), entry(3, "h-3", "d")]);
        assert!(html.contains("<h3 id=\"h-3\">d</h3>"));
    }
}
