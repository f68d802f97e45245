//! A file whose content is replaced as a whole or not at all.
//!
//! The new content is written into a file beside it, which then takes its name in one step of the file system. A run that is
//! killed leaves the old file or the new one, and at most a hidden file beside it.

use super::atomic::above;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// How many names are tried for the file beside it: killed runs may have left some.
const NAMES: u32 = 16;

/// Replaces the content of a regular file; its permissions stay.
///
/// # Errors
/// Where it is no regular file (a link is none) or may not be written, or where the machine refuses. The file is then as it
/// was, and nothing is left beside it.
pub fn replace_file(target: &Path, content: &[u8]) -> io::Result<()> {
    let metadata = fs::symlink_metadata(target)?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    // Taking its name would not need the permission to write it.
    if metadata.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let (beside, file) = create_beside(target)?;
    let replaced = fill(file, content, metadata.permissions()).and_then(|()| fs::rename(&beside, target));
    if replaced.is_err() {
        // Litter where it fails, which no other run takes for its own.
        _ = fs::remove_file(&beside);
    }
    replaced?;
    File::open(above(target))?.sync_all()
}

/// A new file in the same folder, which nobody else may read yet.
fn create_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
    for number in 0..NAMES {
        let path = target.with_file_name(format!(".{name}.new-{}-{number}", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
            Err(error) => return Err(error),
        }
    }
    Err(taken)
}

fn fill(mut file: File, content: &[u8], permissions: fs::Permissions) -> io::Result<()> {
    file.write_all(content)?;
    file.set_permissions(permissions)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn the_content_changes_and_the_permissions_stay() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("规则.kdl");
        fs::write(&target, "old").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
        replace_file(&target, b"new").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(names(root.path()), ["规则.kdl"]);
    }

    #[test]
    fn what_is_no_file_or_may_not_be_written_is_left() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("a.kdl");
        fs::write(&target, "old").unwrap();
        let link = root.path().join("link.kdl");
        symlink(&target, &link).unwrap();
        assert_eq!(replace_file(&link, b"new").unwrap_err().kind(), io::ErrorKind::InvalidInput);
        assert_eq!(replace_file(root.path(), b"new").unwrap_err().kind(), io::ErrorKind::InvalidInput);
        assert_eq!(replace_file(&root.path().join("b"), b"new").unwrap_err().kind(), io::ErrorKind::NotFound);
        fs::set_permissions(&target, fs::Permissions::from_mode(0o444)).unwrap();
        assert_eq!(replace_file(&target, b"new").unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&target).unwrap(), b"old");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(names(root.path()), ["a.kdl", "link.kdl"]);
    }

    #[test]
    fn litter_of_killed_runs_is_no_obstacle() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("a.kdl");
        fs::write(&target, "old").unwrap();
        let litter = format!(".a.kdl.new-{}-0", std::process::id());
        fs::write(root.path().join(&litter), "half").unwrap();
        replace_file(&target, b"new").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(names(root.path()), [litter, "a.kdl".to_owned()]);
    }
}
