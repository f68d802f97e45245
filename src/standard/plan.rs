//! A plan of duties: who has to do what, by when, and what shows that it is done.

use super::text::Label;
use crate::diagnostic::Span;

/// Duties that belong together, in order.
#[derive(Debug, Clone, Hash)]
pub struct Plan {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// The list of the submission in which regions report on it (fields `no`, `state`).
    pub reported_in: Option<String>,
    /// The duties.
    pub duties: Vec<Duty>,
    /// Where it is declared.
    pub span: Span,
}

/// One duty. What it demands, of whom and until when is said by its clause.
#[derive(Debug, Clone, Hash)]
pub struct Duty {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: Label,
    /// The clause that demands it.
    pub clause: String,
    /// The units responsible.
    pub units: Vec<String>,
    /// Whether it goes on without an end; it is then never overdue.
    pub continuous: bool,
    /// What shows that it is done.
    pub evidence: Vec<Label>,
    /// The rule on the regions' reports, where they report.
    pub rule: Option<String>,
    /// Where it is declared.
    pub span: Span,
}
