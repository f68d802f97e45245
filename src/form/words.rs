//! What stands on forms for options and regions.

use super::geometry::SEPARATORS;
use crate::base::text::is_unsafe;
use crate::standard::record::Choice;
use crate::standard::registry::Region;

/// The options of a choice, in order: id, and the word for it on the form. That is its Chinese title, or its id where the title
/// says nothing for certain: another option has it as title or id, or, among several values in one cell, it holds what
/// stands between them.
#[must_use]
pub fn options(choice: &Choice, many: bool) -> Vec<(&str, &str)> {
    let word = |id: &'_ String, title: &'_ String| {
        let others = choice.options.iter().filter(|(other, _)| other != id);
        let taken = others.into_iter().any(|(other, label)| other == title || label.zh == *title);
        let odd = title.is_empty() || title.trim() != title || title.contains(|c| is_unsafe(c) || "\t\n".contains(c));
        taken || odd || many && title.contains(SEPARATORS)
    };
    choice
        .options
        .iter()
        .map(|(id, label)| (id.as_str(), if word(id, &label.zh) { id.as_str() } else { label.zh.as_str() }))
        .collect()
}

/// A region: its code, a blank, its name.
#[must_use]
pub fn region(region: &Region) -> String {
    if region.name.is_empty() { region.code.clone() } else { format!("{} {}", region.code, region.name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceMap, Span};
    use crate::standard::Label;

    #[test]
    fn a_word_means_one_option() {
        let options = [
            ("a", "甲"),
            ("b", "乙"),
            ("c", "乙"),
            ("d", "a"),
            ("e", "水、电"),
            ("f", " 己"),
            ("g", ""),
            ("h", "庚\u{202E}"),
        ];
        let choice = Choice {
            name: "c".to_owned(),
            title: Label::zh("选"),
            options: options.iter().map(|(id, title)| ((*id).to_owned(), Label::zh(*title))).collect(),
            span: Span::new(SourceMap::default().add("a.kdl", ""), 0, 0),
        };
        let words = |many| super::options(&choice, many).into_iter().map(|(_, word)| word).collect::<Vec<_>>();
        assert_eq!(words(false), ["甲", "b", "c", "d", "水、电", "f", "g", "h"]);
        assert_eq!(words(true), ["甲", "b", "c", "d", "e", "f", "g", "h"]);
    }
}
