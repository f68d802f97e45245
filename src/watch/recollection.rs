//! What one watch leaves to the next, so that a restart is warm: for each output, from what it was made and what it came to.
//!
//! The outputs themselves are taken from the folder in which they lie, where their digests are still the same; everything else is
//! made anew. The note lies in the user's cache, holds for the very program that wrote it, and can be deleted at any time.

use crate::base::atomic::add_files;
use crate::base::text::hexadecimal;
use crate::emit::{Memory, Outputs};
use crate::package::files::read_bounded;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Where the note on a package lies, and for which program it holds.
#[derive(Debug)]
pub struct Recollection {
    note: PathBuf,
    program: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Note {
    program: String,
    /// The name of the package, which is that of its folder of outputs.
    package: String,
    made: Vec<Made>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Made {
    name: String,
    fingerprint: u64,
    /// By relative path, the SHA-256 of the file.
    files: BTreeMap<String, String>,
}

impl Recollection {
    /// The note on the package in a folder (without links); `None` where the user has no cache, or the program cannot be told.
    #[must_use]
    pub fn of(package: &Path) -> Option<Self> {
        let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let cache = set("XDG_CACHE_HOME").or_else(|| Some(set("HOME")?.join(".cache")))?;
        Self::within(&cache, package)
    }

    fn within(cache: &Path, package: &Path) -> Option<Self> {
        let name = hexadecimal(&Sha256::digest(package.to_string_lossy().as_bytes()));
        // The fingerprints hold for one program only: another build may make something else of the same.
        let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
        let built = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let program = format!("{} {} {}", env!("CARGO_PKG_VERSION"), program.len(), built.as_nanos());
        Some(Self { note: cache.join("guiju").join(format!("{name}.json")), program })
    }

    /// What can be taken from `out`, the folder in which packages have theirs.
    #[must_use]
    pub fn recall(&self, out: &Path) -> Memory {
        let note: Option<Note> = read_bounded(&self.note).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let Some(note) = note.filter(|note| note.program == self.program) else { return Memory::default() };
        let outputs = out.join(note.package);
        let made = note.made.into_iter().filter_map(|made| {
            let read = |(path, digest): (String, String)| {
                let bytes = read_bounded(&outputs.join(&path)).ok()?;
                (hexadecimal(&Sha256::digest(&bytes)) == digest).then_some((path, bytes))
            };
            let files: Option<Outputs> = made.files.into_iter().map(read).collect();
            Some((made.name, made.fingerprint, files?))
        });
        Memory::of(made)
    }

    /// Leaves a note on what the memory holds. Where that fails, the next start is a cold one, and nothing else.
    pub fn keep(&self, package: &str, memory: &Memory) {
        let digests = |outputs: &Outputs| {
            let digest = |(path, bytes): (&String, &Vec<u8>)| (path.clone(), hexadecimal(&Sha256::digest(bytes)));
            outputs.iter().map(digest).collect()
        };
        let made = memory
            .made()
            .map(|(name, fingerprint, outputs)| Made { name: name.to_owned(), fingerprint, files: digests(outputs) })
            .collect();
        let note = Note { program: self.program.clone(), package: package.to_owned(), made };
        let Ok(text) = serde_json::to_vec(&note) else { return };
        let Some((folder, name)) = self.note.parent().zip(self.note.file_name().and_then(|name| name.to_str())) else {
            return;
        };
        _ = add_files(folder, &BTreeMap::from([(name.to_owned(), text)]));
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::base::atomic::{Durability, replace_directory};

    #[test]
    fn what_still_lies_there_is_recalled_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("out");
        let outputs = |files: &[(&str, &str)]| -> Outputs {
            files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
        };
        let (one, two) = (outputs(&[("a/1", "1"), ("a/2", "2")]), outputs(&[("b", "3")]));
        let memory = Memory::of([("one".to_owned(), 1, one.clone()), ("two".to_owned(), 2, two.clone())]);
        let all: Outputs = one.clone().into_iter().chain(two).collect();
        replace_directory(&out.join("small"), &all, Durability::Process).unwrap();
        let recollection = Recollection::within(root.path(), Path::new("/package")).unwrap();
        let names = |memory: &Memory| memory.made().map(|(name, ..)| name.to_owned()).collect::<Vec<_>>();
        assert!(names(&recollection.recall(&out)).is_empty(), "nothing was kept yet");
        recollection.keep("small", &memory);
        let recalled = recollection.recall(&out);
        assert_eq!(names(&recalled), ["one", "two"]);
        assert_eq!(recalled.made().next().unwrap(), ("one", 1, &one));
        fs::write(out.join("small/a/2"), "changed").unwrap();
        assert_eq!(names(&recollection.recall(&out)), ["two"]);
        let other = Recollection::within(root.path(), Path::new("/other")).unwrap();
        assert!(names(&other.recall(&out)).is_empty());
        let rebuilt = Recollection { program: "another".to_owned(), ..recollection };
        assert!(names(&rebuilt.recall(&out)).is_empty());
        fs::write(&rebuilt.note, "{").unwrap();
        assert!(names(&rebuilt.recall(&out)).is_empty());
    }
}
