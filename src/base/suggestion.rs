//! The name that was probably meant.

/// Longest word, in characters, that is compared; a longer one is no slip of the pen.
const MAX_LENGTH: usize = 64;

/// The candidate nearest to the word by edits of characters, if it is near enough to be meant: up to a third of the
/// word's characters (at least one) may differ. Equally near candidates: the first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(MAX_LENGTH + 1).collect();
    if word.len() > MAX_LENGTH {
        return None;
    }
    let allowed = (word.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, candidate), candidate))
        // A word of one character shares nothing with what differs in one.
        .filter(|(edits, candidate)| *edits <= allowed && *edits < word.len().max(candidate.chars().count()))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Characters to insert, remove, replace or swap with their neighbour (optimal string alignment).
fn distance(word: &[char], candidate: &str) -> usize {
    let candidate: Vec<char> = candidate.chars().take(2 * MAX_LENGTH).collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=candidate.len()).collect();
    let mut previous = None;
    for (row, &character) in word.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &other) in candidate.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX);
            let replaced = at(&last, column) + usize::from(character != other);
            let inserted_or_removed = at(&last, column + 1).min(at(&current, column)) + 1;
            let swaps = column > 0 && previous == Some(other) && candidate.get(column - 1) == Some(&character);
            let swapped = if swaps { at(&before_last, column - 1) + 1 } else { usize::MAX };
            current.push(replaced.min(inserted_or_removed).min(swapped));
        }
        before_last = std::mem::replace(&mut last, current);
        previous = Some(character);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn the_nearest_of_several_wins() {
        assert_eq!(nearest("section_ares", ["section_arena", "section_area"]), Some("section_area"));
    }

    #[test]
    fn distances_are_known_ones() {
        let word: Vec<char> = "kitten".chars().collect();
        assert_eq!(distance(&word, "sitting"), 3);
        assert_eq!(distance(&[], "abc"), 3);
        assert_eq!(distance(&['a', 'b'], "ba"), 1);
    }
}
