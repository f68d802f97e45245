//! How much memory something takes, as the system sees it: it runs in a process of its own, since a peak never falls.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The argument with which a benchmark calls itself.
const CALL: &str = "--resident-memory-of";

/// What the program is called to measure, and on what; `None` where it was called by a person.
pub fn asked() -> Option<(String, PathBuf)> {
    let mut arguments = std::env::args_os().skip_while(|argument| argument != CALL).skip(1);
    Some((arguments.next()?.into_string().ok()?, arguments.next()?.into()))
}

/// Calls this program again to measure one side; gives bytes, or `None` where the system does not say.
pub fn of_own_process(side: &str, path: &Path) -> Option<usize> {
    let own = std::env::current_exe().ok()?;
    let run = Command::new(own).args([CALL, side]).arg(path).output().ok()?;
    String::from_utf8(run.stdout).ok()?.trim().parse().ok()
}

/// Runs it and prints by how many bytes it raised the memory of the process; prints nothing where the system does not say.
pub fn print_peak<T>(run: impl FnOnce() -> T) {
    let before = status("VmRSS:");
    black_box(run());
    if let (Some(before), Some(peak)) = (before, status("VmHWM:")) {
        println!("{}", peak.saturating_sub(before));
    }
}

/// A line of what Linux says of this process, in bytes.
fn status(line: &str) -> Option<usize> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = text.lines().find_map(|found| found.strip_prefix(line))?.trim().strip_suffix("kB")?.trim();
    kilobytes.parse::<usize>().ok().map(|kilobytes| kilobytes * 1024)
}
