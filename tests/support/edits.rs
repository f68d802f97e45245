//! Random edits of a package, as an author's editor makes them: small ones that mostly stay valid, and ones that do not.

use std::fs;
use std::path::{Path, PathBuf};

/// SplitMix64: numbers by chance that are the same in every run with the same seed.
pub struct Chance(pub u64);

impl Chance {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is above 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("below a usize")
    }
}

/// Edits one file of the package at random, or brings everything back to the originals; gives the paths that an observer would
/// name.
pub fn edit(folder: &Path, originals: &Path, chance: &mut Chance) -> Vec<PathBuf> {
    let files = files(folder);
    let kind = chance.below(20);
    if kind == 0 || files.len() < 2 {
        return restore(folder, originals);
    }
    let path = files[chance.below(files.len())].clone();
    if kind == 1 {
        fs::remove_file(&path).expect("a file can be removed");
        return vec![path];
    }
    if kind == 2 {
        let other = path.with_file_name(format!("x{}.kdl", chance.below(5)));
        fs::rename(&path, &other).expect("a file can be renamed");
        return vec![path, other];
    }
    let text = fs::read_to_string(&path).expect("a text");
    let edited = edited(&text, kind, chance);
    // As editors save: some over the file, some beside it and then in its place.
    if chance.below(2) == 0 {
        fs::write(&path, edited).expect("a file can be written");
        return vec![path];
    }
    let beside = path.with_extension("tmp~");
    fs::write(&beside, edited).expect("a file can be written");
    fs::rename(&beside, &path).expect("a file can be renamed");
    vec![path, beside]
}

fn edited(text: &str, kind: usize, chance: &mut Chance) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return "// 空\n".to_owned();
    }
    let at = chance.below(lines.len());
    match kind {
        // What mostly stays valid: a figure, a word in a text, a comment, a blank line, an order.
        3..=8 => {
            let digits: Vec<usize> =
                lines[at].char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(place, _)| place).collect();
            match digits.is_empty() {
                false => {
                    let place = digits[chance.below(digits.len())];
                    let digit = char::from(b'0' + u8::try_from(chance.below(10)).expect("a digit"));
                    lines[at].replace_range(place..=place, &digit.to_string());
                }
                true => lines[at] = lines[at].replacen('应', "须", 1),
            }
        }
        9..=11 => lines[at] = lines[at].replacen('\"', "\"新", 1),
        12 | 13 => lines.insert(at, "// 说明".to_owned()),
        14 => lines.insert(at, String::new()),
        15 => {
            let other = chance.below(lines.len());
            lines.swap(at, other);
        }
        // What mostly does not: a line too few or too many, half a line, a stray mark.
        16 => drop(lines.remove(at)),
        17 => {
            let copy = lines[at].clone();
            lines.insert(at, copy);
        }
        18 => {
            let half = lines[at].char_indices().nth(lines[at].chars().count() / 2).map_or(0, |(place, _)| place);
            lines[at].truncate(half);
        }
        _ => lines[at].push_str(" }"),
    }
    lines.join("\n") + "\n"
}

/// All files as they were.
fn restore(folder: &Path, originals: &Path) -> Vec<PathBuf> {
    let mut touched = files(folder);
    for path in &touched {
        fs::remove_file(path).expect("a file can be removed");
    }
    for original in files(originals) {
        let path = folder.join(original.strip_prefix(originals).expect("below the folder"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::copy(&original, &path).expect("a file can be copied");
        touched.push(path);
    }
    touched
}

/// The files below a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut waiting) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// Copies a package into a folder.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("folders can be made");
    restore(to, from);
}
