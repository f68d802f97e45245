//! Programs that a test uses where they are there.

use std::path::PathBuf;

/// Names under which Chromium is installed.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Where a program is, by the search path; `None` where it is not there.
pub fn program(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Where Chromium is.
pub fn chromium() -> Option<PathBuf> {
    BROWSERS.into_iter().find_map(program)
}
