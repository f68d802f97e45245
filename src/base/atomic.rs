//! Output that is there whole or not at all.
//!
//! [`replace_directory`] is for folders that hold outputs and nothing else, [`add_files`] for those of people.
//!
//! The new files are written into a sibling folder, which then changes places with the old one in one step of the file
//! system; what has not changed is linked there instead of being written again. A run that is killed leaves either the old or
//! the new folder, and at most litter beside it, which the next run removes. Runs that write into the same folder take turns by
//! a lock on the folder above, which ends with the process; where the file system knows no locks, they are on their own.

use super::parallel;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};

/// Why a folder was not replaced; the old one is as it was.
#[derive(Debug)]
pub struct AtomicError {
    /// The file or folder that it failed at.
    pub path: PathBuf,
    /// What failed.
    pub cause: Cause,
}

/// What failed.
#[derive(Debug)]
pub enum Cause {
    /// A relative path that is absolute, climbs, or could not be a file on every machine.
    UnsafeName,
    /// The target exists and is not a folder, or has no name of its own (`/`, `..`).
    NotAFolder,
    /// The machine refused.
    Io(io::Error),
}

impl fmt::Display for AtomicError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.cause {
            Cause::UnsafeName => write!(formatter, "{path}: cannot name an output file"),
            Cause::NotAFolder => write!(formatter, "{path}: not a folder"),
            Cause::Io(error) => write!(formatter, "{path}: {error}"),
        }
    }
}

impl std::error::Error for AtomicError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// Names the path at which an operation of the machine failed.
trait At<T> {
    fn at(self, path: &Path) -> Result<T, AtomicError>;
}

impl<T, E: Into<io::Error>> At<T> for Result<T, E> {
    fn at(self, path: &Path) -> Result<T, AtomicError> {
        self.map_err(|error| AtomicError { path: path.to_owned(), cause: Cause::Io(error.into()) })
    }
}

/// How a file on disk differs from what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// It should be there and is not.
    Missing,
    /// Its content is another one.
    Changed,
    /// It is there and should not be.
    Unexpected,
}

/// What has to be sure before a new folder takes the place of the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// The bytes are on the disk: a machine that loses its power keeps the old or the new folder.
    Power,
    /// The system has the bytes: a process that is killed leaves the old or the new folder. Waiting for the disk takes a
    /// multiple of the time, which somebody who looks on while writing would notice.
    Process,
}

/// Makes `target` a folder of exactly these files (relative path with `/` → content); folders above it are made as needed.
/// Nothing is touched where it is that already.
///
/// # Errors
/// The first path that failed. The old folder is then as it was, and nothing is left beside it.
pub fn replace_directory(
    target: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    durability: Durability,
) -> Result<(), AtomicError> {
    if let Some(name) = files.keys().find(|name| !is_portable(name)) {
        return Err(AtomicError { path: name.into(), cause: Cause::UnsafeName });
    }
    let not_a_folder = || AtomicError { path: target.to_owned(), cause: Cause::NotAFolder };
    let name = target.file_name().and_then(|name| name.to_str()).ok_or_else(not_a_folder)?;
    let parent = above(target);
    fs::create_dir_all(parent).at(parent)?;
    let turn = File::open(parent).at(parent)?;
    // Where the file system knows no locks, there is nothing to wait for.
    _ = turn.lock();
    heal(parent, name, target)?;
    let exists = match fs::symlink_metadata(target) {
        Ok(metadata) if metadata.is_dir() => true,
        Ok(_) => return Err(not_a_folder()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(error).at(target),
    };
    let differences = compare(target, files);
    if exists && differences.is_empty() {
        return Ok(());
    }
    let fresh = parent.join(sibling(name, "new"));
    let written = write_all(&fresh, files, target, &differences, durability).and_then(|()| {
        if exists {
            exchange(&fresh, target, &parent.join(sibling(name, "old")))
        } else {
            fs::rename(&fresh, target).at(target)
        }
    });
    // After success this is the old folder, otherwise the unfinished new one. What cannot be removed now is litter for
    // the next run; the outcome does not depend on it.
    _ = fs::remove_dir_all(&fresh);
    written?;
    match durability {
        Durability::Power => sync(parent).at(parent),
        Durability::Process => Ok(()),
    }
}

/// The folder that holds a path: `.` for a bare name.
#[must_use]
pub fn above(path: &Path) -> &Path {
    path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."))
}

/// Puts these files (relative path with `/` → content) into a folder of somebody's own, which is made as needed; files of the
/// same names are replaced, others stay. All are written beside their places first and moved there only when all are written.
///
/// # Errors
/// The first path that failed. Where it is in writing, no file has been replaced; each single file is always the old or the new.
pub fn add_files(target: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), AtomicError> {
    if let Some(name) = files.keys().find(|name| !is_portable(name)) {
        return Err(AtomicError { path: name.into(), cause: Cause::UnsafeName });
    }
    let mut written: Vec<(PathBuf, PathBuf)> = Vec::new();
    let mut folders = BTreeSet::new();
    let mut write = || {
        for (name, content) in files {
            let path = target.join(name);
            let folder = path.parent().unwrap_or(target).to_owned();
            fs::create_dir_all(&folder).at(&folder)?;
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let fresh = folder.join(sibling(name, "new"));
            written.push((fresh.clone(), path));
            fs::write(&fresh, content).at(&fresh)?;
            sync(&fresh).at(&fresh)?;
            folders.insert(folder);
        }
        for (fresh, path) in &written {
            fs::rename(fresh, path).at(path)?;
        }
        folders.iter().try_for_each(|folder| sync(folder).at(folder))
    };
    let outcome = write();
    if outcome.is_err() {
        for (fresh, _) in &written {
            // What was moved is no longer there; what cannot be removed does no harm under its hidden name.
            _ = fs::remove_file(fresh);
        }
    }
    outcome
}

/// What differs between the folder and these files, by relative path. A folder that cannot be read lacks its files;
/// a symbolic link is never what was made. A run that is just replacing the folder is waited for.
#[must_use]
pub fn difference(target: &Path, files: &BTreeMap<String, Vec<u8>>) -> Vec<(String, Difference)> {
    let turn = File::open(above(target));
    _ = turn.as_ref().map(File::lock_shared);
    compare(target, files).into_iter().collect()
}

fn compare(target: &Path, files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Difference> {
    let present = listing(target);
    // Reading what is there takes longest.
    let expected = parallel::map(files.iter().collect(), |(name, content): (&String, &Vec<u8>)| {
        let difference = match present.contains(name) {
            false => Difference::Missing,
            true if is_same(&target.join(name), content) => return None,
            true => Difference::Changed,
        };
        Some((name.clone(), difference))
    });
    let unexpected = present.iter().filter(|name| !files.contains_key(*name));
    expected.into_iter().flatten().chain(unexpected.map(|name| (name.clone(), Difference::Unexpected))).collect()
}

fn is_same(path: &Path, content: &[u8]) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == content.len() as u64)
        && fs::read(path).is_ok_and(|present| present == content)
}

/// All files below a folder, by relative path with `/`; links count as files.
fn listing(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = waiting.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                waiting.push((entry.path(), format!("{name}/")));
            } else {
                found.insert(name);
            }
        }
    }
    found
}

/// Whether the relative path stays below its folder and can be a file on every machine.
fn is_portable(name: &str) -> bool {
    name.split('/').all(|component| {
        !matches!(component, "" | "." | "..")
            && !component.contains(|c: char| c.is_control() || matches!(c, '\\' | ':'))
    })
}

fn sibling(name: &str, role: &str) -> String {
    format!(".{name}.{role}-{}", std::process::id())
}

/// Removes what killed runs left beside the target; puts the old folder back where one was killed between its two steps.
fn heal(parent: &Path, name: &str, target: &Path) -> Result<(), AtomicError> {
    let (new, old) = (format!(".{name}.new-"), format!(".{name}.old-"));
    let is_process = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    for entry in fs::read_dir(parent).at(parent)? {
        let path = entry.at(parent)?.path();
        let Some(sibling) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let is_new = sibling.strip_prefix(&new).is_some_and(is_process);
        let is_old = sibling.strip_prefix(&old).is_some_and(is_process);
        if !(is_new || is_old) {
            continue;
        }
        if is_old && fs::symlink_metadata(target).is_err() {
            fs::rename(&path, target).at(&path)?;
        } else {
            fs::remove_dir_all(&path).at(&path)?;
        }
    }
    Ok(())
}

/// Makes a folder of the files, of which those without a difference lie in `present` already.
fn write_all(
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    present: &Path,
    differences: &BTreeMap<String, Difference>,
    durability: Durability,
) -> Result<(), AtomicError> {
    fs::create_dir(folder).at(folder)?;
    let mut folders = BTreeSet::from([folder.to_owned()]);
    let mut written = Vec::new();
    for (name, content) in files {
        let path = folder.join(name);
        let above = above(&path);
        if !folders.contains(above) {
            fs::create_dir_all(above).at(above)?;
            folders.extend(above.ancestors().take_while(|above| *above != folder).map(Path::to_owned));
        }
        let is_there = !differences.contains_key(name);
        if !(is_there && fs::hard_link(present.join(name), &path).is_ok()) {
            fs::write(&path, content).at(&path)?;
            written.push(path);
        }
    }
    if durability == Durability::Power {
        // All writes first: the first of these then takes the others along.
        for path in written.into_iter().chain(folders) {
            sync(&path).at(&path)?;
        }
    }
    Ok(())
}

fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Lets two folders change places. Where the file system cannot, in two steps, the first of which is undone if the second
/// fails; the old folder is then removed here.
fn exchange(fresh: &Path, target: &Path, aside: &Path) -> Result<(), AtomicError> {
    if renameat_with(CWD, fresh, CWD, target, RenameFlags::EXCHANGE).is_ok() {
        return Ok(());
    }
    in_two_steps(fresh, target, aside)
}

fn in_two_steps(fresh: &Path, target: &Path, aside: &Path) -> Result<(), AtomicError> {
    fs::rename(target, aside).at(target)?;
    if let Err(error) = fs::rename(fresh, target) {
        fs::rename(aside, target).at(aside)?;
        return Err(error).at(target);
    }
    // Litter for the next run where it fails.
    _ = fs::remove_dir_all(aside);
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn files(entries: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        entries.iter().map(|(name, content)| ((*name).to_owned(), content.as_bytes().to_vec())).collect()
    }

    fn replaced(target: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), AtomicError> {
        replace_directory(target, files, Durability::Power)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn makes_replaces_and_leaves_no_litter() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("deep/generated");
        let first = files(&[("a.json", "1"), ("图/标牌.svg", "<svg/>"), ("old/x", "x")]);
        replaced(&target, &first).unwrap();
        assert!(difference(&target, &first).is_empty());
        let second = files(&[("a.json", "2"), ("图/标牌.svg", "<svg/>")]);
        assert_eq!(
            difference(&target, &second),
            [("a.json".to_owned(), Difference::Changed), ("old/x".to_owned(), Difference::Unexpected)]
        );
        replaced(&target, &second).unwrap();
        assert!(difference(&target, &second).is_empty());
        assert_eq!(names(&target), ["a.json", "图"]);
        assert_eq!(names(&root.path().join("deep")), ["generated"]);
        replaced(&target, &BTreeMap::new()).unwrap();
        assert!(names(&target).is_empty());
        assert_eq!(difference(&target, &files(&[("b", "")])), [("b".to_owned(), Difference::Missing)]);
    }

    #[test]
    fn added_files_leave_others_alone() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("a/b");
        fs::create_dir_all(&target).unwrap();
        fs::write(target.join("mine"), "mine").unwrap();
        fs::write(target.join("old"), "old").unwrap();
        add_files(&target, &files(&[("old", "new"), ("deep/图.svg", "<svg/>")])).unwrap();
        let read = |name: &str| fs::read_to_string(target.join(name)).unwrap();
        assert_eq!((read("mine"), read("old"), read("deep/图.svg")), ("mine".into(), "new".into(), "<svg/>".into()));
        assert_eq!(names(&target), ["deep", "mine", "old"]);
        // `old` is a file, so nothing can be put below it: nothing is replaced and nothing left behind.
        let error = add_files(&target, &files(&[("mine", "x"), ("old/x", "x")])).unwrap_err();
        assert!(matches!(error.cause, Cause::Io(_)), "{error}");
        assert_eq!((read("mine"), names(&target)), ("mine".into(), vec!["deep".into(), "mine".into(), "old".into()]));
        assert!(matches!(add_files(&target, &files(&[("../x", "")])).unwrap_err().cause, Cause::UnsafeName));
    }

    #[test]
    fn a_folder_that_is_right_is_not_touched() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("out");
        let content = files(&[("a", "1")]);
        replaced(&target, &content).unwrap();
        let before = fs::metadata(target.join("a")).unwrap().modified().unwrap();
        replaced(&target, &content).unwrap();
        assert_eq!(fs::metadata(target.join("a")).unwrap().modified().unwrap(), before);
    }

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("out");
        for name in ["/etc/x", "../x", "a/../../x", "a//b", "a/", "", ".", "a\\b", "c:x", "a\0b", "a\nb"] {
            let error = replaced(&target, &files(&[("fine", ""), (name, "")])).unwrap_err();
            assert!(matches!(error.cause, Cause::UnsafeName), "{name:?}");
            assert_eq!(error.path, Path::new(name));
        }
        assert!(names(root.path()).is_empty());
    }

    #[test]
    fn a_failure_leaves_the_old_folder() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("out");
        let old = files(&[("a", "1")]);
        replaced(&target, &old).unwrap();
        // `b` cannot be a file and a folder.
        let error = replaced(&target, &files(&[("b", "1"), ("b/c", "2")])).unwrap_err();
        assert!(matches!(error.cause, Cause::Io(_)) && error.to_string().contains('b'), "{error}");
        assert!(difference(&target, &old).is_empty());
        assert_eq!(names(root.path()), ["out"]);
        let long = "x".repeat(300);
        replaced(&target, &files(&[(&long, "1")])).unwrap_err();
        assert!(difference(&target, &old).is_empty());
        assert_eq!(names(root.path()), ["out"]);
    }

    #[test]
    fn what_is_no_folder_is_not_replaced() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("file");
        fs::write(&file, "keep").unwrap();
        let elsewhere = root.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        let link = root.path().join("link");
        symlink(&elsewhere, &link).unwrap();
        for target in [&file, &link, &root.path().join("..")] {
            let error = replaced(target, &files(&[("a", "1")])).unwrap_err();
            assert!(matches!(error.cause, Cause::NotAFolder), "{error}");
        }
        assert_eq!(fs::read(&file).unwrap(), b"keep");
        assert!(names(&elsewhere).is_empty());
    }

    #[test]
    fn litter_of_killed_runs_is_removed() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("out");
        for litter in [".out.new-1/half", ".out.old-2/x", ".out.new-notes/keep", ".other.new-3/keep"] {
            fs::create_dir_all(root.path().join(litter)).unwrap();
        }
        replaced(&target, &files(&[("a", "1")])).unwrap();
        assert_eq!(names(root.path()), [".other.new-3", ".out.new-notes", "out"]);
    }

    #[test]
    fn runs_into_one_folder_take_turns() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("out");
        let content = |number: usize| -> BTreeMap<String, Vec<u8>> {
            (0..50).map(|file| (format!("d/{file}"), number.to_string().into_bytes())).collect()
        };
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let target = &target;
                scope.spawn(move || {
                    for round in 0..5 {
                        let own = content(writer * 10 + round);
                        replace_directory(target, &own, Durability::Process).unwrap();
                        // Whole whoever wrote last, and nobody's litter.
                        let present = compare_all(target);
                        assert!((0..80).any(|number| present == content(number)), "{present:?}");
                    }
                });
            }
        });
        assert_eq!(names(root.path()), ["out"]);
    }

    /// What lies in a folder while nobody replaces it.
    fn compare_all(target: &Path) -> BTreeMap<String, Vec<u8>> {
        let turn = File::open(above(target)).unwrap();
        turn.lock_shared().unwrap();
        listing(target).into_iter().map(|name| (name.clone(), fs::read(target.join(name)).unwrap())).collect()
    }

    #[test]
    fn what_has_not_changed_is_not_written_again() {
        use std::os::unix::fs::MetadataExt;
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("out");
        replaced(&target, &files(&[("same", "1"), ("other", "1")])).unwrap();
        let number = |name: &str| fs::metadata(target.join(name)).unwrap().ino();
        let (same, other) = (number("same"), number("other"));
        let second = files(&[("same", "1"), ("other", "2")]);
        replaced(&target, &second).unwrap();
        assert!(difference(&target, &second).is_empty());
        assert_eq!(number("same"), same);
        assert_ne!(number("other"), other);
        assert_eq!(fs::metadata(target.join("same")).unwrap().nlink(), 1, "the old folder is gone");
    }

    #[test]
    fn a_folder_put_aside_by_a_killed_run_comes_back() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("out");
        fs::create_dir(root.path().join(".out.old-1")).unwrap();
        fs::write(root.path().join(".out.old-1/a"), "old").unwrap();
        replaced(&target, &files(&[("b/c", "1"), ("b", "2")])).unwrap_err();
        assert_eq!(fs::read(target.join("a")).unwrap(), b"old");
        assert_eq!(names(root.path()), ["out"]);
    }

    #[test]
    fn two_steps_where_folders_cannot_change_places() {
        let root = tempfile::tempdir().unwrap();
        let [fresh, target, aside] = ["fresh", "target", "aside"].map(|name| root.path().join(name));
        fs::create_dir(&target).unwrap();
        fs::write(target.join("a"), "old").unwrap();
        // The second step fails: there is no new folder.
        in_two_steps(&fresh, &target, &aside).unwrap_err();
        assert_eq!(fs::read(target.join("a")).unwrap(), b"old");
        fs::create_dir(&fresh).unwrap();
        in_two_steps(&fresh, &target, &aside).unwrap();
        assert!(names(&target).is_empty());
        assert_eq!(names(root.path()), ["target"]);
    }

    #[test]
    fn links_and_unreadable_files_are_changes() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("real"), "1").unwrap();
        symlink(root.path().join("real"), root.path().join("link")).unwrap();
        let expected = files(&[("real", "1"), ("link", "1")]);
        assert_eq!(difference(root.path(), &expected), [("link".to_owned(), Difference::Changed)]);
        fs::set_permissions(root.path().join("real"), fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(difference(root.path(), &expected).len(), 1);
    }
}
