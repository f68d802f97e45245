//! Names of sheets as every spreadsheet program takes them.

use super::geometry::{COVER_NAME, LISTS};
use std::collections::BTreeSet;

/// The most UTF-16 units of a name.
const LONGEST: usize = 31;

/// Gives names that differ in more than case.
#[derive(Debug)]
pub struct Names {
    taken: BTreeSet<String>,
}

/// What no record's sheet can be called: the other sheets of a form, and a name that one program keeps for itself.
const KEPT: [&str; 3] = [COVER_NAME, LISTS, "history"];

impl Default for Names {
    fn default() -> Self {
        Self { taken: KEPT.map(str::to_owned).into() }
    }
}

impl Names {
    /// A name like the title; a number behind it tells it apart where it has to.
    pub fn give(&mut self, title: &str) -> String {
        let plain: String = title
            .chars()
            .map(|c| if "[]:*?/\\".contains(c) || c.is_control() { '·' } else { c })
            .collect::<String>()
            .trim_matches(['\'', ' '])
            .to_owned();
        let plain = if plain.is_empty() { "表".to_owned() } else { plain };
        let mut name = cut(&plain, LONGEST);
        let mut number = 1;
        while !self.taken.insert(name.to_lowercase()) {
            number += 1;
            let tail = format!(" {number}");
            name = cut(&plain, LONGEST - tail.len()) + &tail;
        }
        name
    }
}

fn cut(text: &str, longest: usize) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= longest
    };
    text.chars().take_while(fits).collect::<String>().trim_end_matches([' ', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_every_program() {
        let mut names = Names::default();
        assert_eq!(names.give("服务大厅"), "服务大厅");
        assert_eq!(names.give("服务大厅"), "服务大厅 2");
        assert_eq!((names.give("Hall"), names.give("hall")), ("Hall".into(), "hall 2".into()));
        assert_eq!(names.give("a/b:c*[d]?"), "a·b·c··d··");
        assert_eq!(names.give("''"), "表");
        assert_eq!((names.give("封面"), names.give("History")), ("封面 2".into(), "History 2".into()));
        assert!(!names.give(&format!("{}'s", "a".repeat(30))).ends_with('\''));
        let long = "长".repeat(40);
        assert_eq!(names.give(&long).chars().count(), 31);
        let second = names.give(&long);
        assert!(second.ends_with(" 2") && second.chars().count() == 31);
        assert_eq!(names.give(&"𠮷".repeat(20)).encode_utf16().count(), 30);
    }
}
