//! Texts of a declaration: with their place, and in both languages.

use crate::diagnostic::{Language, Span};

/// A text that an author wrote, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Text {
    /// The text, unescaped.
    pub value: String,
    /// Where it stands, quotes included.
    pub span: Span,
    /// The file offset of its first byte, when it stands in the file letter by letter.
    pub verbatim: Option<u32>,
}

impl Text {
    /// A text that a kind makes while lowering; messages about it point at `span`.
    #[must_use]
    pub fn made(value: impl Into<String>, span: Span) -> Self {
        Self { value: value.into(), span, verbatim: None }
    }
}

/// A name for people: Chinese, and English where the author gives it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Label {
    /// The Chinese text (or the only one).
    pub zh: String,
    /// The English text.
    pub en: Option<String>,
}

impl Label {
    /// A label with a Chinese text only.
    #[must_use]
    pub fn zh(text: impl Into<String>) -> Self {
        Self { zh: text.into(), en: None }
    }

    /// The text in that language; Chinese where there is no English one.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match (language, &self.en) {
            (Language::En, Some(en)) => en,
            _ => &self.zh,
        }
    }
}
