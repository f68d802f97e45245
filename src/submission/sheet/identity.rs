//! Whose form a workbook is: what the hidden marks of its sheets say, and the properties of the document.

use super::view::{View, text};
use crate::diagnostic::Span;
use crate::form::geometry::{MARK, MARKS, PROPERTIES};
use std::collections::BTreeMap;

/// What a form says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The id of the standard.
    pub standard: String,
    /// The edition of the standard.
    pub edition: String,
    /// The level it is for.
    pub level: String,
    /// The digest of what it asks for.
    pub digest: String,
}

/// The row with the marks of a sheet.
#[derive(Debug, Clone)]
pub struct Marks {
    /// Where the first mark stands.
    pub span: Span,
    /// What stands in it, from left to right.
    words: Vec<String>,
}

impl Marks {
    /// The marks of a sheet.
    pub fn of(view: View<'_>) -> Option<Self> {
        view.rows().find_map(|row| {
            let (_, mark) = view.row(row).find(|(_, cell)| text(cell).as_deref() == Some(MARK))?;
            Some(Self { span: mark.span, words: view.row(row).filter_map(|(_, cell)| text(cell)).collect() })
        })
    }

    /// What they say of the form, where nobody moved a column of the sheet.
    pub fn identity(&self) -> Option<Identity> {
        let [mark, standard, edition, level, digest, ..] = self.words.as_slice() else { return None };
        let is_digest = digest.len() == 64 && digest.chars().all(|c| c.is_ascii_hexdigit());
        let is_whole = mark == MARK && is_digest && self.words.len() <= MARKS.len();
        is_whole.then(|| Identity {
            standard: standard.clone(),
            edition: edition.clone(),
            level: level.clone(),
            digest: digest.clone(),
        })
    }

    /// The path of the sheet: what is left beside the marks that all sheets share. The path of the submission is empty; so it is
    /// where the column with it was deleted.
    pub fn path(&self, identity: &Identity) -> Option<&str> {
        if self.identity().is_some() {
            return Some(self.words.get(MARKS.len() - 1).map_or("", String::as_str));
        }
        let Identity { standard, edition, level, digest } = identity;
        let all: [&str; 5] = [MARK, standard, edition, level, digest];
        let (mut shared, mut left) = (all.to_vec(), Vec::new());
        for word in &self.words {
            match shared.iter().position(|known| known == word) {
                Some(index) => drop(shared.remove(index)),
                None => left.push(word.as_str()),
            }
        }
        if left.len() > 1 {
            // A column was copied, and its mark with it.
            left.retain(|word| !all.contains(word));
        }
        match left.as_slice() {
            [] => Some(""),
            [path] => Some(path),
            _ => None,
        }
    }
}

/// Whose form a workbook is, and where it says so; `None` where it says nothing.
pub fn identity(properties: &BTreeMap<String, String>, marks: &[Option<Marks>]) -> Option<(Identity, Option<Span>)> {
    let property = |name: &str| properties.get(name).cloned();
    let [standard, edition, level, digest] = PROPERTIES.map(property);
    if let (Some(standard), Some(edition), Some(level), Some(digest)) = (standard, edition, level, digest) {
        return Some((Identity { standard, edition, level, digest }, None));
    }
    marks.iter().flatten().find_map(|marks| Some((marks.identity()?, Some(marks.span))))
}
