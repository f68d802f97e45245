//! Texts of authors inside XML and HTML.

use crate::base::text::{is_unsafe, xml_escape};

/// Escapes a text for element content and attribute values; control characters and the invisible ones that turn the
/// direction of the text around them are left out.
#[must_use]
pub fn escape(text: &str) -> String {
    xml_escape(&text.replace(is_unsafe, "")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        let escaped = escape("<b a=\"1\">&\u{202E}心\u{0}\u{1b}[31m");
        assert_eq!(escaped, "&lt;b a=&quot;1&quot;&gt;&amp;心[31m");
        assert!(!escape("x' onload='y").contains('\''));
    }
}
