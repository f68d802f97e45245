//! The files of a folder, read whole and in one order, within limits.

use crate::diagnostic::catalogue::tool;
use crate::diagnostic::{Diagnostic, SourceId, SourceMap, Span};
use crate::syntax;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The most files read from one folder.
pub const MAX_FILES: usize = 20_000;
/// The most bytes read from one file.
pub const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;
/// The most bytes read from the folder of a package.
pub const MAX_TOTAL_BYTES: u64 = 256 * 1024 * 1024;
/// The most bytes read from the folder of a round: three thousand submissions of 100 kB are 300 MB, and while they are judged,
/// facts and outcomes take some 14 bytes of memory for each byte of them (`cargo bench --bench round`).
pub const MAX_ROUND_BYTES: u64 = 512 * 1024 * 1024;
/// How deep folders are followed.
pub const MAX_DEPTH: usize = 16;

/// A folder that cannot be read.
#[derive(Debug)]
pub struct FileError {
    /// What could not be read, as given.
    pub path: String,
    /// Why.
    pub reason: FileProblem,
}

impl FileError {
    /// The message that says so.
    #[must_use]
    pub fn diagnostic(self) -> Diagnostic {
        let diagnostic = match self.reason {
            FileProblem::Io(reason) if reason.kind() == io::ErrorKind::NotFound => Diagnostic::new(&tool::NOT_FOUND),
            FileProblem::Io(reason) => Diagnostic::new(&tool::CANNOT_READ).with("reason", reason),
            FileProblem::TooLarge => Diagnostic::new(&tool::FOLDER_TOO_LARGE),
        };
        diagnostic.with("path", self.path)
    }
}

/// Why a file or folder cannot be read.
#[derive(Debug)]
pub enum FileProblem {
    /// The system says no.
    Io(io::Error),
    /// More files, bytes or levels than the limits allow.
    TooLarge,
}

/// The regular files below a folder, by relative path with `/`. Links, pipes and hidden files are passed over.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Files {
    folder: String,
    files: BTreeMap<String, Vec<u8>>,
}

impl Files {
    /// Reads the files below `folder` whose names end in one of the extensions.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read, or exceeds a limit.
    pub fn read(folder: &Path, extensions: &[&str]) -> Result<Self, FileError> {
        let mut files = Self { folder: shown(folder), files: BTreeMap::new() };
        let mut total = 0;
        let mut waiting: Vec<(PathBuf, String, usize)> = vec![(folder.to_path_buf(), String::new(), 0)];
        while let Some((path, prefix, depth)) = waiting.pop() {
            let at = |reason| FileError { path: shown(&path), reason };
            if depth > MAX_DEPTH {
                return Err(at(FileProblem::TooLarge));
            }
            for entry in fs::read_dir(&path).map_err(|error| at(FileProblem::Io(error)))? {
                let entry = entry.map_err(|error| at(FileProblem::Io(error)))?;
                let kind = entry.file_type().map_err(|error| at(FileProblem::Io(error)))?;
                // A name that is no UTF-8 cannot be referred to by any file of a package.
                let Ok(name) = entry.file_name().into_string() else { continue };
                if name.starts_with('.') {
                    continue;
                }
                let relative = format!("{prefix}{name}");
                if kind.is_dir() {
                    waiting.push((entry.path(), format!("{relative}/"), depth + 1));
                } else if kind.is_file() && extension(&name).is_some_and(|end| extensions.contains(&end)) {
                    let bytes = read_bounded(&entry.path())?;
                    total += bytes.len() as u64;
                    files.files.insert(relative, bytes);
                    if files.files.len() > MAX_FILES || total > MAX_TOTAL_BYTES {
                        return Err(at(FileProblem::TooLarge));
                    }
                }
            }
        }
        Ok(files)
    }

    /// Looks again at one path below the folder, relative and with `/`: whether its content is another one than before, or it came
    /// or went. What [`Files::read`] passes over is passed over here.
    ///
    /// # Errors
    /// As for [`Files::read`]; nothing has changed then.
    pub fn look_again(&mut self, folder: &Path, path: &str, extensions: &[&str]) -> Result<bool, FileError> {
        let is_hidden = path.split('/').any(|component| component.starts_with('.'));
        let is_asked = extension(path).is_some_and(|end| extensions.contains(&end));
        let depth = path.split('/').count();
        if is_hidden || !is_asked || depth > MAX_DEPTH + 1 {
            return Ok(false);
        }
        // A link anywhere on the way leads elsewhere.
        let mut place = folder.to_owned();
        let mut is_there = true;
        for (component, number) in path.split('/').zip(1..) {
            place.push(component);
            let kind = fs::symlink_metadata(&place).map(|found| found.file_type());
            is_there &= kind.is_ok_and(|kind| if number == depth { kind.is_file() } else { kind.is_dir() });
        }
        if !is_there {
            return Ok(self.files.remove(path).is_some());
        }
        let bytes = match read_bounded(&place) {
            Err(FileError { reason: FileProblem::Io(error), .. }) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(self.files.remove(path).is_some());
            }
            read => read?,
        };
        if self.files.get(path) == Some(&bytes) {
            return Ok(false);
        }
        let others = self.files.iter().filter(|(other, _)| *other != path);
        let total: u64 = others.map(|(_, bytes)| bytes.len() as u64).sum();
        let count = self.files.len() + usize::from(!self.files.contains_key(path));
        if total + bytes.len() as u64 > MAX_TOTAL_BYTES || count > MAX_FILES {
            return Err(FileError { path: shown(folder), reason: FileProblem::TooLarge });
        }
        self.files.insert(path.to_owned(), bytes);
        Ok(true)
    }

    /// Files that are not on a disk: path and bytes.
    pub fn in_memory(name: impl Into<String>, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self { folder: name.into(), files: files.into_iter().collect() }
    }

    /// The folder, as given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.folder
    }

    /// All files, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// Lets go of the files that are no longer needed, by path.
    pub fn retain(&mut self, is_needed: impl Fn(&str) -> bool) {
        self.files.retain(|path, _| is_needed(path));
    }

    /// The files whose names end so, by path.
    pub fn with_extension<'f>(&'f self, end: &'f str) -> impl Iterator<Item = (&'f str, &'f [u8])> {
        self.iter().filter(move |(path, _)| extension(path) == Some(end))
    }

    /// One file, by its relative path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<(&str, &[u8])> {
        self.files.get_key_value(path).map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// Adds one of these files to the sources; `None` where it is no UTF-8 (and reported).
    pub fn add_source(
        &self,
        path: &str,
        bytes: &[u8],
        sources: &mut SourceMap,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<SourceId> {
        let shown = self.shown(path);
        match syntax::decode(&shown, bytes.to_vec()) {
            Ok(text) => Some(sources.add(shown, text)),
            Err(diagnostic) => {
                let legible = str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
                // What cannot be read is shown as U+FFFD, which takes three bytes, at the same offset.
                let id = sources.add(shown, String::from_utf8_lossy(bytes));
                diagnostics.push(diagnostic.at(Span::new(
                    id,
                    legible,
                    legible + char::REPLACEMENT_CHARACTER.len_utf8(),
                )));
                None
            }
        }
    }

    /// The path by which messages name a file.
    #[must_use]
    pub fn shown(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) }
    }
}

fn extension(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, end)| end)
}

pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned()
}

/// Reads a file; one byte beyond the limit is an error, whatever its length was said to be.
///
/// # Errors
/// When it cannot be read, or exceeds the limit.
pub fn read_bounded(path: &Path) -> Result<Vec<u8>, FileError> {
    read_at_most(MAX_FILE_BYTES, path)
}

/// The same with a limit of its own, in bytes.
///
/// # Errors
/// When it cannot be read, or exceeds the limit.
pub fn read_at_most(most: u64, path: &Path) -> Result<Vec<u8>, FileError> {
    let at = |reason| FileError { path: shown(path), reason };
    let file = fs::File::open(path).map_err(|error| at(FileProblem::Io(error)))?;
    let mut bytes = Vec::new();
    let read = file.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| at(FileProblem::Io(error)))?;
    if bytes.len() as u64 > most {
        return Err(at(FileProblem::TooLarge));
    }
    Ok(bytes)
}
