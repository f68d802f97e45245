//! Reports for machines: [`Findings`] → a file in the form that a CI system or another tool reads.
//!
//! A form is a file, and all are renderings of the one list.

pub mod baseline;
mod github;
mod gitlab;
mod junit;
pub mod lines;
mod markdown;
mod sarif;

use super::findings::Findings;
use serde::Serialize;
use serde_json::ser::Formatter;

/// How many bytes of a file tell what it is.
pub const BEGINNING: usize = 4096;

/// The forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// SARIF 2.1.0 (OASIS).
    Sarif,
    /// JUnit XML, as Jenkins and GitLab read it.
    Junit,
    /// Workflow commands of GitHub Actions.
    Github,
    /// The code quality report of GitLab.
    Gitlab,
    /// JSON Lines, one finding a line.
    Jsonl,
    /// Markdown, for the summary of a job or a comment.
    Markdown,
}

impl Form {
    /// All.
    pub const ALL: [Self; 6] = [Self::Sarif, Self::Junit, Self::Github, Self::Gitlab, Self::Jsonl, Self::Markdown];

    /// The word on the command line.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Jsonl => "jsonl",
            Self::Markdown => "markdown",
        }
    }

    /// The form of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.keyword() == word)
    }

    /// The findings in this form: UTF-8 with a final line break, or nothing where the form has nothing to say.
    #[must_use]
    pub fn render(self, findings: &Findings) -> String {
        match self {
            Self::Sarif => sarif::render(findings),
            Self::Junit => junit::render(findings),
            Self::Github => github::render(findings),
            Self::Gitlab => gitlab::render(findings),
            Self::Jsonl => lines::render(findings),
            Self::Markdown => markdown::render(findings),
        }
    }

    /// Whether a file that begins so is a report of this form, or empty: one that may be replaced.
    #[must_use]
    pub fn is_own(self, beginning: &[u8]) -> bool {
        let text = String::from_utf8_lossy(beginning);
        let text = text.trim_start();
        let has = |mark: &str| text.contains(mark);
        text.is_empty()
            || match self {
                Self::Sarif => text.starts_with('{') && has("\"runs\"") && has("sarif"),
                Self::Junit => text.starts_with("<?xml") && has("<testsuites"),
                Self::Github => ["::error", "::warning", "::notice"].iter().any(|command| text.starts_with(command)),
                Self::Gitlab => text.trim_end() == "[]" || text.starts_with('[') && has("\"check_name\""),
                Self::Jsonl => text.starts_with(&format!("{{\"format\":\"{}\"", lines::FORMAT)),
                Self::Markdown => text.starts_with(markdown::MARK),
            }
    }
}

/// A value as JSON with a final line break.
fn json(value: &impl Serialize, formatter: impl Formatter) -> String {
    let mut bytes = Vec::new();
    // Every value of a report is a text, a number or a list, which can all be written.
    let written = value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter));
    debug_assert!(written.is_ok(), "{written:?}");
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

/// A text for people on one line, with what is to be done about it.
fn advised(message: &str, advice: &str) -> String {
    if advice.is_empty() { message.to_owned() } else { format!("{message} — {advice}") }
}
