//! Names of findings that stay: a finding has the same one in the next report, on another machine and in the other language.
//!
//! Of an outcome, rule and region are what it is about, whatever its figures are now; of a message, its code, its region or file, and
//! its arguments. Lines and columns take no part, so that a finding may move. Numbers of persons take part masked only: a digest of
//! one could be undone by trying all of them.

use crate::base::privacy::masked;
use crate::base::text::hexadecimal;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What the names are made by; another way would get another number.
const EDITION: &str = "guiju-finding/1";
/// How many bytes of the digest are kept.
const KEPT: usize = 16;

/// Gives names, each once.
#[derive(Debug, Default)]
pub struct Fingerprints {
    roots: Vec<String>,
    given: BTreeMap<String, usize>,
}

impl Fingerprints {
    /// Names by paths that count from these folders.
    pub fn new(roots: &[&str]) -> Self {
        let mut fingerprints = Self::default();
        roots.iter().for_each(|root| fingerprints.root(root));
        fingerprints
    }

    /// A further folder from which paths count.
    pub fn root(&mut self, root: &str) {
        let root = format!("{}/", root.trim_end_matches('/'));
        if root != "/" && !self.roots.contains(&root) {
            self.roots.push(root);
            // Of folders within each other the inner one counts.
            self.roots.sort_by_key(|root| std::cmp::Reverse(root.len()));
        }
    }

    /// The name for what these parts say. What is said several times is numbered in the order in which it comes.
    pub fn of(&mut self, parts: &[&str]) -> String {
        let name = digest(parts.iter().map(|part| self.counted(part)));
        let count = self.given.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { digest([name.as_str(), &count.to_string()].into_iter()) }
    }

    /// A part as it takes part: a path from its folder on.
    fn counted<'p>(&self, part: &'p str) -> &'p str {
        self.roots.iter().find_map(|root| part.strip_prefix(root.as_str())).unwrap_or(part)
    }
}

fn digest<'p>(parts: impl Iterator<Item = &'p str>) -> String {
    let mut digest = Sha256::new_with_prefix(EDITION);
    for part in parts {
        let part = masked(part);
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    hexadecimal(digest.finalize().get(..KEPT).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_and_are_given_once() {
        let of = |root: &str, parts: &[&str]| Fingerprints::new(&[root]).of(parts);
        let name = of("round", &["GJ4101", "round/A1.kdl", "x"]);
        assert_eq!(name.len(), 2 * KEPT);
        assert_eq!(name, of("/elsewhere/round/", &["GJ4101", "/elsewhere/round/A1.kdl", "x"]));
        assert_ne!(name, of("round", &["GJ4101", "round/A1.kdlx", ""]));
        let mut several = Fingerprints::new(&["round"]);
        let [first, second, third] = [(); 3].map(|()| several.of(&["a"]));
        assert!(first != second && second != third && first != third);
        assert_eq!(first, of("round", &["a"]));
    }

    #[test]
    fn numbers_of_persons_cannot_be_found_by_trying() {
        let of = |number: &str| Fingerprints::default().of(&["GJ4101", number]);
        assert_eq!(of("13800000000"), of("13800000001"));
    }
}
