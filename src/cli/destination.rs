//! Where a verb may write what is neither committed nor handed in: not among standards, submissions and generated files, and
//! not over files that it did not make.

use super::build::STANDARDS;
use crate::base::atomic::{self, Difference};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::tool as messages;
use crate::emit::Outputs;
use crate::report::machine;
use crate::report::page::is_page;
use std::fs;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

/// The folder into which `build` writes unless it is told otherwise.
const GENERATED: &str = "generated";
/// A file of every folder that `build` has written.
const OF_BUILD: &str = "schemas/check-report.schema.json";
/// The most entries of a folder that are looked at.
const MOST_ENTRIES: usize = 100_000;
/// How many bytes tell what a file is.
const BEGINNING: u64 = machine::BEGINNING as u64;

/// Refuses a folder that is, or lies in, one of `sources` or any other folder with standards, submissions or generated files.
pub fn check(target: &Path, sources: &[&Path]) -> Result<(), Diagnostic> {
    let target_path = resolved(target);
    let sources: Vec<PathBuf> = sources.iter().map(|source| resolved(source)).collect();
    let among = target_path.ancestors().find(|above| sources.iter().any(|source| source == above) || is_source(above));
    match among {
        None => Ok(()),
        Some(among) => Err(Diagnostic::new(&messages::DESTINATION_AMONG_SOURCES)
            .with("path", target.display())
            .with("among", among.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()))),
    }
}

/// Refuses a folder that holds anything but what would be written.
pub fn check_free(target: &Path, outputs: &Outputs) -> Result<(), Diagnostic> {
    let differences = atomic::difference(target, outputs);
    let other = differences.iter().find(|(_, difference)| *difference == Difference::Unexpected);
    other.map_or(Ok(()), |(other, _)| {
        Err(Diagnostic::new(&messages::DESTINATION_TAKEN).with("path", target.display()).with("other", other))
    })
}

/// Refuses a file that is not named as a page, or that is there and is no page that was made here.
pub fn check_page(target: &Path) -> Result<(), Diagnostic> {
    let is_named = target.extension().is_some_and(|end| end.eq_ignore_ascii_case("html"));
    if !is_named || target.is_dir() {
        return Err(Diagnostic::new(&messages::NOT_A_PAGE_NAME).with("path", target.display()));
    }
    check_replaceable(target, is_page)
        .map_err(|()| Diagnostic::new(&messages::PAGE_TAKEN).with("path", target.display()))
}

/// Refuses what is there and is no file that begins as one that may be replaced.
pub fn check_replaceable(target: &Path, is_own: impl Fn(&[u8]) -> bool) -> Result<(), ()> {
    let beginning = |mut file: fs::File| {
        let mut bytes = Vec::new();
        file.by_ref().take(BEGINNING).read_to_end(&mut bytes).map(|_| bytes)
    };
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Ok(found)
            if found.is_file() && fs::File::open(target).and_then(beginning).is_ok_and(|bytes| is_own(&bytes)) =>
        {
            Ok(())
        }
        _ => Err(()),
    }
}

/// The folder of a file, and its name in it.
pub fn split(file: &Path) -> (PathBuf, String) {
    (
        atomic::above(file).to_owned(),
        file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
    )
}

/// Whether a folder holds standards, submissions or what was generated from them.
fn is_source(folder: &Path) -> bool {
    let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase());
    let is_named = name.is_some_and(|name| name == GENERATED || name == STANDARDS);
    let entries = || fs::read_dir(folder).into_iter().flatten().flatten().take(MOST_ENTRIES);
    is_named
        || folder.join(OF_BUILD).exists()
        || entries().any(|entry| Path::new(&entry.file_name()).extension().is_some_and(|end| end == "kdl"))
}

/// Where a path leads, whether anything is there yet or not: links are followed as far as the path exists.
pub fn resolved(path: &Path) -> PathBuf {
    let mut resolved = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::CurDir => {}
            other => resolved.push(other),
        }
        if let Ok(real) = fs::canonicalize(&resolved) {
            resolved = real;
        }
    }
    resolved
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn folders_among_sources_are_refused() {
        let root = tempfile::tempdir().unwrap();
        for folder in
            ["work/standards/small/rules", "work/round/city", "elsewhere/demo/schemas", "free/deep", "generic"]
        {
            fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        fs::write(root.path().join("work/standards/small/rules/a.kdl"), "").unwrap();
        fs::write(root.path().join("work/round/submissions.kdl"), "").unwrap();
        fs::write(root.path().join("elsewhere/demo").join(OF_BUILD), "").unwrap();
        symlink(root.path().join("work/round"), root.path().join("free/link")).unwrap();
        let small = root.path().join("work/standards/small");
        let is_refused = |path: &str| check(&root.path().join(path), &[&small]).is_err();
        for path in [
            "work/standards/small",
            "work/standards/small/out",
            "work/standards/small/rules/out",
            "work/standards/out",
            "work/round",
            "work/round/city/out/deeper",
            "elsewhere/demo/out",
            "free/link/out",
            "free/../work/round/out",
            "free/deep/../../work/round/out",
            "generated",
            "Generated/x",
        ] {
            assert!(is_refused(path), "{path}");
        }
        for path in ["free", "free/out", "work/out", "work/round/../out", "elsewhere/out", "new/deep/out", "generic/x"]
        {
            assert!(!is_refused(path), "{path}");
        }
        let own = root.path().join("generic");
        assert!(check(&own.join("x"), &[&own]).is_err());
    }

    #[test]
    fn nothing_else_may_lie_there() {
        let root = tempfile::tempdir().unwrap();
        let outputs = Outputs::from([("a.svg".to_owned(), Vec::new())]);
        assert!(check_free(&root.path().join("new"), &outputs).is_ok());
        fs::write(root.path().join("a.svg"), "older").unwrap();
        assert!(check_free(root.path(), &outputs).is_ok());
        fs::write(root.path().join("mine.txt"), "").unwrap();
        let refused = check_free(root.path(), &outputs).unwrap_err();
        assert!(refused.text(crate::diagnostic::Language::En).contains("mine.txt"));
    }
}
