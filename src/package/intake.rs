//! The files of a folder into which strangers put things: what can be read is read, and everything else is told, so
//! that
//! nothing in the folder stops the rest.

use super::files::{FileError, FileProblem, Files, MAX_DEPTH, MAX_FILE_BYTES, MAX_FILES, MAX_ROUND_BYTES};
use crate::base::text::{is_unsafe, safe_line};
use std::collections::BTreeMap;
use std::fs::{self, DirEntry, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What programs leave behind while a file is open, and what systems put into every folder: no word about them.
const LEFT_BEHIND: [&str; 3] = ["Thumbs.db", "desktop.ini", "__MACOSX"];
/// How the names of such files begin.
const HIDDEN: [&str; 2] = [".", "~$"];

/// Something in the folder that was not read.
#[derive(Debug)]
pub struct Setback {
    /// Its relative path with `/`, fit to be shown.
    pub path: String,
    /// Why.
    pub cause: Cause,
}

/// Why something was not read.
#[derive(Debug)]
pub enum Cause {
    /// The system says no, or it is gone.
    Io(io::Error),
    /// It is larger than [`MAX_FILE_BYTES`].
    TooLarge,
    /// It leads elsewhere.
    Link,
    /// It is a pipe.
    Pipe,
    /// It is a socket.
    Socket,
    /// It is a device.
    Device,
    /// Its name is no UTF-8, or holds characters that cannot be shown.
    Name,
    /// Nobody asked for files of that name.
    NotAsked,
}

/// Reads the files below a folder whose names are asked for, and says what else is there, by path.
///
/// # Errors
/// When the folder itself cannot be read, or holds more files or levels than the limits of [`Files`] allow, or more bytes than
/// [`MAX_ROUND_BYTES`].
pub fn read(folder: &Path, is_asked: impl Fn(&str) -> bool) -> Result<(Files, Vec<Setback>), FileError> {
    read_within(MAX_ROUND_BYTES, folder, is_asked)
}

fn read_within(
    most_bytes: u64,
    folder: &Path,
    is_asked: impl Fn(&str) -> bool,
) -> Result<(Files, Vec<Setback>), FileError> {
    let at = |reason| FileError { path: folder.to_string_lossy().into_owned(), reason };
    let mut intake = Intake { is_asked, files: BTreeMap::new(), setbacks: BTreeMap::new(), total: 0 };
    let mut waiting = vec![(folder.to_path_buf(), String::new(), 0)];
    while let Some((path, prefix, depth)) = waiting.pop() {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) if depth == 0 => return Err(at(FileProblem::Io(error))),
            Err(error) => {
                intake.set_back(prefix, Cause::Io(error));
                continue;
            }
        };
        for entry in entries {
            match entry {
                Ok(entry) => {
                    let below = intake.take(&entry, &prefix);
                    waiting.extend(below.map(|(path, prefix)| (path, prefix, depth + 1)));
                }
                Err(error) => intake.set_back(prefix.clone(), Cause::Io(error)),
            }
            let count = intake.files.len() + intake.setbacks.len() + waiting.len();
            if count > MAX_FILES || intake.total > most_bytes || depth > MAX_DEPTH {
                return Err(at(FileProblem::TooLarge));
            }
        }
    }
    let setbacks = intake.setbacks.into_values().collect();
    Ok((Files::in_memory(super::files::shown(folder), intake.files), setbacks))
}

struct Intake<F> {
    is_asked: F,
    files: BTreeMap<String, Vec<u8>>,
    /// By path and a number, since two paths may be shown alike.
    setbacks: BTreeMap<(String, usize), Setback>,
    total: u64,
}

impl<F: Fn(&str) -> bool> Intake<F> {
    fn set_back(&mut self, path: String, cause: Cause) {
        let path = safe_line(path.trim_end_matches('/'));
        self.setbacks.insert((path.clone(), self.setbacks.len()), Setback { path, cause });
    }

    /// Takes what stands in a folder; a folder is given back, to be looked into.
    fn take(&mut self, entry: &DirEntry, prefix: &str) -> Option<(PathBuf, String)> {
        let written = entry.file_name();
        let name = written.to_string_lossy();
        if HIDDEN.iter().any(|start| name.starts_with(start)) || LEFT_BEHIND.contains(&&*name) {
            return None;
        }
        let relative = format!("{prefix}{name}");
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(error) => {
                self.set_back(relative, Cause::Io(error));
                return None;
            }
        };
        if written.to_str().is_none() || name.contains(|c: char| is_unsafe(c) || c.is_control()) {
            self.set_back(relative, Cause::Name);
        } else if kind.is_dir() {
            return Some((entry.path(), format!("{relative}/")));
        } else if let Some(cause) = no_file(kind) {
            self.set_back(relative, cause);
        } else if !(self.is_asked)(&name) {
            self.set_back(relative, Cause::NotAsked);
        } else {
            match read_bounded(&entry.path()) {
                Ok(bytes) => {
                    self.total += bytes.len() as u64;
                    self.files.insert(relative, bytes);
                }
                Err(cause) => self.set_back(relative, cause),
            }
        }
        None
    }
}

/// What something is that is neither a file nor a folder.
fn no_file(kind: fs::FileType) -> Option<Cause> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return Some(Cause::Pipe);
        }
        if kind.is_socket() {
            return Some(Cause::Socket);
        }
        if kind.is_block_device() || kind.is_char_device() {
            return Some(Cause::Device);
        }
    }
    (!kind.is_file()).then_some(Cause::Link)
}

/// Reads a file. One that was changed for a link or a pipe since it was listed is neither followed nor waited for.
fn read_bounded(path: &Path) -> Result<Vec<u8>, Cause> {
    let file = open(path).map_err(Cause::Io)?;
    if let Some(cause) = no_file(file.metadata().map_err(Cause::Io)?.file_type()) {
        return Err(cause);
    }
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(Cause::Io)?;
    if bytes.len() as u64 > MAX_FILE_BYTES { Err(Cause::TooLarge) } else { Ok(bytes) }
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use rustix::fs::{CWD, Mode, mkfifoat};
    use std::os::unix::fs::symlink;

    #[test]
    fn a_round_of_more_bytes_than_the_limit_is_refused_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.json", "b.json", "c.txt"] {
            fs::write(folder.path().join(name), [b' '; 10]).unwrap();
        }
        let is_asked = |name: &str| name.ends_with(".json");
        // What nobody asked for is not read and does not count.
        let (files, setbacks) = read_within(20, folder.path(), is_asked).unwrap();
        assert_eq!((files.iter().count(), setbacks.len()), (2, 1));
        let refused = read_within(19, folder.path(), is_asked).unwrap_err();
        assert!(matches!(refused.reason, FileProblem::TooLarge));
    }

    /// What was listed as a file may be another thing when it is opened.
    #[test]
    fn what_has_changed_since_it_was_listed_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("file"), "text").unwrap();
        symlink("file", path("link")).unwrap();
        mkfifoat(CWD, path("pipe"), Mode::RUSR | Mode::WUSR).unwrap();
        assert_eq!(read_bounded(&path("file")).unwrap(), b"text");
        assert!(
            matches!(read_bounded(&path("gone")), Err(Cause::Io(error)) if error.kind() == io::ErrorKind::NotFound)
        );
        assert!(matches!(read_bounded(&path("link")), Err(Cause::Io(_))));
        assert!(matches!(read_bounded(&path("pipe")), Err(Cause::Pipe)));
        assert!(read_bounded(folder.path()).is_err());
    }
}
