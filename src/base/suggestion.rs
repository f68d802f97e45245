//! The name that was probably meant.
//!
//! Distances are edits of characters (Damerau, optimal string alignment). A character that is easily taken for the right
//! one, by sound, shape or key, counts as a fraction of an edit.

use super::similar::alike;

/// Longest word, in characters, that is compared; a longer one is no slip of the pen.
const MAX_LENGTH: usize = 64;
/// What an inserted, removed, replaced or swapped character costs.
const EDIT: usize = 4;
/// What a character costs that is taken for another one.
const SLIP: usize = 1;

/// The candidate nearest to the word by edits of characters, if it is near enough to be meant: up to a third of the
/// word's characters (at least one) may differ. Equally near candidates: the first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(MAX_LENGTH + 1).collect();
    if word.len() > MAX_LENGTH {
        return None;
    }
    let allowed = (word.len() / 3).max(1) * EDIT;
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let characters: Vec<char> = candidate.chars().take(2 * MAX_LENGTH).collect();
            let longest = word.len().max(characters.len());
            // Each character too many costs an edit, so that most candidates need not be compared.
            let apart = word.len().abs_diff(characters.len()) * EDIT;
            if apart > allowed {
                return None;
            }
            let cost = distance(&word, &characters);
            // A word of one character shares nothing with what differs in one.
            (cost <= allowed && cost < longest * EDIT).then_some((cost, candidate))
        })
        .min_by_key(|(cost, _)| *cost)
        .map(|(_, candidate)| candidate)
}

/// What it costs to make the candidate of the word.
fn distance(word: &[char], candidate: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=candidate.len()).map(|column| column * EDIT).collect();
    let mut previous = None;
    for (row, &character) in word.iter().enumerate() {
        let mut current = vec![(row + 1) * EDIT];
        for (column, &other) in candidate.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX);
            let replaced = at(&last, column) + replacement(character, other);
            let inserted_or_removed = at(&last, column + 1).min(at(&current, column)) + EDIT;
            let swaps = column > 0 && previous == Some(other) && candidate.get(column - 1) == Some(&character);
            let swapped = if swaps { at(&before_last, column - 1) + EDIT } else { usize::MAX };
            current.push(replaced.min(inserted_or_removed).min(swapped));
        }
        before_last = std::mem::replace(&mut last, current);
        previous = Some(character);
    }
    last.last().copied().unwrap_or(0)
}

fn replacement(character: char, other: char) -> usize {
    if character == other {
        0
    } else if alike(character, other) {
        SLIP
    } else {
        EDIT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(word: &str, candidate: &str) -> usize {
        let characters = |text: &str| text.chars().collect::<Vec<_>>();
        distance(&characters(word), &characters(candidate))
    }

    #[test]
    fn slips_are_found_in_any_script() {
        assert_eq!(nearest("haal", ["hall", "centre"]), Some("hall"));
        assert_eq!(nearest("hlal", ["hall", "centre"]), Some("hall"));
        assert_eq!(nearest("服务方试", ["服务方式", "服务大厅"]), Some("服务方式"));
        assert_eq!(nearest("hall", ["centre", "zones"]), None);
        assert_eq!(nearest("a", ["b"]), None);
        assert_eq!(nearest(&"a".repeat(100_000), ["b"]), None);
    }

    #[test]
    fn sound_and_shape_bring_characters_nearer() {
        // Two of four characters differ, both by sound.
        assert_eq!(nearest("子断类型", ["字段类型", "数据来源"]), Some("字段类型"));
        // The same number of characters differ; those of the first sound and look otherwise.
        assert_eq!(nearest("已完成", ["未完成", "己完成"]), Some("己完成"));
        assert_eq!(nearest("土地", ["场地", "士地"]), Some("士地"));
        assert_eq!(nearest("己", ["已"]), Some("已"));
        assert_eq!(nearest("首席待表", ["首席专员", "首席代表"]), Some("首席代表"));
        assert_eq!(nearest("Rule", ["rule"]), Some("rule"));
        assert_eq!(nearest("section-area", ["section_area"]), Some("section_area"));
        assert_eq!(nearest("大厅", ["中心"]), None);
    }

    #[test]
    fn the_nearest_of_several_wins() {
        assert_eq!(nearest("section_ares", ["section_arena", "section_area"]), Some("section_area"));
    }

    #[test]
    fn distances_are_known_ones() {
        assert_eq!(cost("kitten", "sitting"), 3 * EDIT);
        assert_eq!(cost("", "abc"), 3 * EDIT);
        assert_eq!(cost("ab", "ba"), EDIT);
        assert_eq!(cost("规则", "归则"), SLIP);
    }
}
