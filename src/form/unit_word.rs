//! What clerks call a unit: 平方米 for `m2`.

use crate::standard::Standard;

/// The built-in units.
const WORDS: [(&str, &str); 8] = [
    ("m", "米"),
    ("mm", "毫米"),
    ("cm", "厘米"),
    ("km", "公里"),
    ("day", "天"),
    ("hour", "小时"),
    ("minute", "分钟"),
    ("percent", "%"),
];
/// How the powers of lengths begin.
const POWERS: [(&str, &str); 2] = [("2", "平方"), ("3", "立方")];

/// The Chinese words for a unit: 平方米 for `m2`, 平方米/人 for `m2/person`. What the package declares is called by its title,
/// and what nothing names as it is written.
#[must_use]
pub fn unit_word(standard: &Standard, unit: &str) -> String {
    let product = |text: &str| text.split(['·', '*']).map(|part| power(standard, part)).collect::<Vec<_>>().join("·");
    unit.split('/').map(product).collect::<Vec<_>>().join("/")
}

fn power(standard: &Standard, part: &str) -> String {
    if let Some(word) = named(standard, part) {
        return word.to_owned();
    }
    for (digit, begin) in POWERS {
        if let Some(word) = part.strip_suffix(digit).and_then(|name| named(standard, name)) {
            return if word.ends_with('米') { format!("{begin}{word}") } else { format!("{word}{digit}") };
        }
    }
    part.to_owned()
}

fn named<'s>(standard: &'s Standard, name: &str) -> Option<&'s str> {
    let declared = standard.unit_titles.iter().find(|(known, _)| known == name).map(|(_, title)| title.zh.as_str());
    declared.or_else(|| WORDS.iter().find(|(known, _)| *known == name).map(|(_, word)| *word))
}
