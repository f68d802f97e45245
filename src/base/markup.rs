//! Texts of authors and of those who submit, inside XML and HTML.

use crate::base::text::{is_unsafe, xml_escape};

/// Escapes a text for element content and attribute values; control characters and the invisible ones that turn the
/// direction of the text around them are left out.
#[must_use]
pub fn escape(text: &str) -> String {
    xml_escape(&text.replace(is_unsafe, "")).into_owned()
}

/// Markup in the making. Only what stands in our own source goes in as it is; every other text is escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Markup of one text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(escape(text))
    }

    /// Adds a fixed part as it is.
    pub fn raw(&mut self, part: &'static str) -> &mut Self {
        self.0.push_str(part);
        self
    }

    /// Adds a text, escaped for element content and quoted attribute values.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.0.push_str(&escape(text));
        self
    }

    /// Adds an integer.
    pub fn number(&mut self, number: impl Into<i128>) -> &mut Self {
        self.0.push_str(&number.into().to_string());
        self
    }

    /// Adds a count.
    pub fn count(&mut self, count: usize) -> &mut Self {
        self.0.push_str(&count.to_string());
        self
    }

    /// Adds other markup.
    pub fn append(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of the markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text of the markup.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fixed_parts_are_markup() {
        let mut markup = Markup::new();
        markup.raw("<p title=\"").text("\"><script>").raw("\">").text("甲 & 乙").number(-3_i64).count(2).raw("</p>");
        assert_eq!(markup.as_str(), "<p title=\"&quot;&gt;&lt;script&gt;\">甲 &amp; 乙-32</p>");
    }

    #[test]
    fn markup_becomes_text() {
        let escaped = escape("<b a=\"1\">&\u{202E}心\u{0}\u{1b}[31m");
        assert_eq!(escaped, "&lt;b a=&quot;1&quot;&gt;&amp;心[31m");
        assert!(!escape("x' onload='y").contains('\''));
    }
}
