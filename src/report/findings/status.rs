//! What a finding is, and how much it matters.

use crate::check::Kind;
use crate::diagnostic::{Language, Level};

/// What a finding is: the outcome of a rule, or a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// What a rule says, or a test (`pass`).
    Outcome(Kind),
    /// What a message says.
    Message(Level),
}

/// How much a finding matters, in the three steps that reports for machines know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It has to be mended.
    Error,
    /// It ought to be looked at.
    Warning,
    /// It is good to know.
    Note,
}

impl Severity {
    /// The word in reports.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Hint => Self::Note,
        }
    }
}

impl Status {
    /// All that can be told, worst first.
    const WORST: [Self; 7] = [
        Self::Message(Level::Error),
        Self::Outcome(Kind::Problem),
        Self::Message(Level::Warning),
        Self::Outcome(Kind::Review),
        Self::Outcome(Kind::External),
        Self::Message(Level::Hint),
        Self::Outcome(Kind::Good),
    ];

    /// Its place among all, the worst first.
    #[must_use]
    pub fn rank(self) -> usize {
        Self::WORST.iter().position(|status| *status == self).unwrap_or(Self::WORST.len())
    }

    /// The word in reports; unique.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Outcome(kind) => kind.keyword(),
            Self::Message(level) => level.text(Language::En),
        }
    }

    /// Of a word in reports, what can be told; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::WORST.into_iter().find(|status| status.keyword() == word)
    }

    /// The word for people.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::Outcome(kind) => kind.text(language),
            Self::Message(level) => level.text(language),
        }
    }

    /// How much it matters. What is good, somebody else's or to be judged by a person is no failure.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Outcome(Kind::Problem) => Severity::Error,
            Self::Outcome(_) => Severity::Note,
            Self::Message(level) => level.into(),
        }
    }
}
