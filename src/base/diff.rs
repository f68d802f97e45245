//! What differs between two texts, as a unified diff.

use super::text::safe_line;
use ::similar::TextDiff;

/// Lines around a change that are shown.
const CONTEXT: usize = 3;

/// The lines that differ, in the form that `patch` reads; empty where the texts are equal.
#[must_use]
pub fn unified(path: &str, old: &str, new: &str) -> String {
    let path = safe_line(path);
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff().context_radius(CONTEXT).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_stand_between_the_lines_around_them() {
        let diff = unified("规则.kdl", "1\n2\n3\n4\na  b\n5\n6\n7\n8", "1\n2\n3\n4\na b\n5\n6\n7\n8\n");
        let expected = "--- a/规则.kdl\n+++ b/规则.kdl\n@@ -2,8 +2,8 @@\n 2\n 3\n 4\n-a  b\n+a b\n 5\n 6\n 7\n-8\n\
                        \\ No newline at end of file\n+8\n";
        assert_eq!(diff, expected);
        assert_eq!(unified("a", "same\n", "same\n"), "");
    }

    #[test]
    fn large_texts_that_differ_everywhere_take_no_longer() {
        let lines = |indentation: &str| (0..200_000).map(|n| format!("{indentation}a {}\n", n % 7)).collect::<String>();
        let started = std::time::Instant::now();
        let diff = unified("a", &lines(""), &lines("    "));
        assert_eq!(diff.lines().filter(|line| line.starts_with('-')).count(), 200_001);
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
