//! Something to be said to the clerk.

/// A cell of the workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The name of its sheet.
    pub sheet: String,
    /// Its row, from 1.
    pub row: u32,
    /// Its column, 1 for A.
    pub column: u32,
}

/// A message on what was handed in, or what a rule says of it.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What sort: a level of messages, or the word for an outcome.
    pub kind: String,
    /// The code of the message, or the id of the rule.
    pub code: String,
    /// What is the matter.
    pub message: String,
    /// What to do; empty where there is nothing to say.
    pub help: String,
    /// The cells it rests on, in order; none where it rests on no cell.
    pub places: Vec<Place>,
}

impl Finding {
    /// What its comment says.
    #[must_use]
    pub fn note(&self) -> String {
        let mut text = format!("【{}】{} [{}]", self.kind, self.message, self.code);
        if !self.help.is_empty() {
            text.push('\n');
            text.push_str(&self.help);
        }
        text
    }
}
