//! Which row or column is which slot: by the hidden path, and by the title that people see.
//!
//! Both agree on a form that nobody has touched. Where people sort or move only what they see, the titles move and the hidden
//! paths stay; then the titles count, because people wrote beside them.

use std::collections::{BTreeMap, BTreeSet};

/// Something that has a row or column of its own.
#[derive(Debug)]
pub struct Item {
    /// Its hidden path.
    pub key: String,
    /// Its title as the form has it.
    pub title: String,
    /// What its title may be, folded.
    pub texts: Vec<String>,
    /// What else the form says beside it, folded.
    pub beside: Vec<String>,
}

/// A row or column.
#[derive(Debug)]
pub struct Line {
    /// Its number.
    pub at: u32,
    /// Its hidden path, as it stands there.
    pub key: Option<String>,
    /// Its title, folded.
    pub text: Option<String>,
}

/// What a row or column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// This item: path and title agree, or nothing else stands there.
    Item(usize),
    /// This item by its path; its title was changed to what no item has.
    Retitled(usize),
    /// This item by its title, where no path stands.
    Titled(usize),
    /// This item by its title, where the paths stayed behind.
    Moved(usize),
    /// One of several: path and title contradict each other, or the title belongs to several.
    Unclear,
    /// None that the form has.
    Unknown,
}

impl Found {
    /// The item, where it is clear which.
    pub fn item(self) -> Option<usize> {
        match self {
            Self::Item(item) | Self::Retitled(item) | Self::Titled(item) | Self::Moved(item) => Some(item),
            Self::Unclear | Self::Unknown => None,
        }
    }
}

/// Says of every line which item it is.
pub fn matched(items: &[Item], lines: &[Line]) -> Vec<Found> {
    let by_key: BTreeMap<&str, usize> =
        items.iter().enumerate().map(|(index, item)| (item.key.as_str(), index)).collect();
    let mut by_text: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        for text in &item.texts {
            by_text.entry(text).or_default().insert(index);
        }
    }
    let mut conflicts: Vec<(usize, usize, usize)> = Vec::new();
    let mut found = Vec::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        let key = line.key.as_deref().and_then(|key| by_key.get(key)).copied();
        let titled = line.text.as_deref().map(|text| by_text.get(text));
        found.push(match (key, titled) {
            (Some(key), None) => Found::Item(key),
            (Some(key), Some(None)) => Found::Retitled(key),
            (Some(key), Some(Some(items))) if items.contains(&key) => Found::Item(key),
            (key, Some(Some(items))) => match (key, items.first(), items.len()) {
                (None, Some(item), 1) => Found::Titled(*item),
                (Some(key), Some(item), 1) => {
                    conflicts.push((number, key, *item));
                    Found::Unclear
                }
                _ => Found::Unclear,
            },
            (None, None | Some(None)) => Found::Unknown,
        });
    }
    // Titles that only changed places among themselves were moved; others contradict the paths.
    let keys: BTreeSet<usize> = conflicts.iter().map(|(_, key, _)| *key).collect();
    let titled: BTreeSet<usize> = conflicts.iter().map(|(_, _, item)| *item).collect();
    if keys == titled && keys.len() == conflicts.len() {
        for (number, _, item) in conflicts {
            if let Some(found) = found.get_mut(number) {
                *found = Found::Moved(item);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[(&str, &str)]) -> Vec<Found> {
        let items = [("a", "甲"), ("b", "乙"), ("c", "丙"), ("d", "丁"), ("e", "丁")];
        let items = items.map(|(key, text)| Item {
            key: key.to_owned(),
            title: text.to_owned(),
            texts: vec![text.to_owned()],
            beside: Vec::new(),
        });
        let told = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let lines = lines.iter().zip(1..).map(|((key, text), at)| Line { at, key: told(key), text: told(text) });
        matched(&items, &lines.collect::<Vec<_>>())
    }

    #[test]
    fn paths_and_titles_are_weighed() {
        use Found::{Item, Moved, Retitled, Titled, Unclear, Unknown};
        assert_eq!(of(&[("a", "甲"), ("b", ""), ("c", "丙丙"), ("e", "丁")]), [Item(0), Item(1), Retitled(2), Item(4)]);
        assert_eq!(of(&[("", "甲"), ("", "丁"), ("", "戊"), ("x", "乙")]), [Titled(0), Unclear, Unknown, Titled(1)]);
        assert_eq!(of(&[("a", "丙"), ("b", "甲"), ("c", "乙")]), [Moved(2), Moved(0), Moved(1)]);
        assert_eq!(of(&[("a", "乙"), ("b", "乙")]), [Unclear, Item(1)]);
        assert_eq!(of(&[("a", "乙"), ("b", "丙")]), [Unclear, Unclear]);
        assert_eq!(of(&[("", ""), ("x", "")]), [Unknown, Unknown]);
    }
}
