//! What the file system tells, gathered until it is quiet.
//!
//! Folders are watched, never files: after the first save that replaces a file, a watch on the file itself is dead. Beside each
//! folder the one above it is watched, because the folder itself may be replaced.

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long nothing must happen until a save counts as done: editors write, rename and remove within a millisecond or two.
const QUIET: Duration = Duration::from_millis(4);
/// How long is waited for quiet at most, where something writes without end.
const PATIENCE: Duration = Duration::from_millis(300);
/// From how many paths on it is simpler to look at everything.
const MANY: usize = 1_000;

/// Where something may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// At these paths.
    Paths(BTreeSet<PathBuf>),
    /// Anywhere: the system has lost count, or folders came and went.
    Everything,
}

impl Touched {
    /// The paths below a folder, relative to it; `None` where everything has to be looked at.
    #[must_use]
    pub fn below<'t>(&'t self, folder: &Path) -> Option<Vec<&'t Path>> {
        match self {
            Self::Everything => None,
            Self::Paths(paths) => {
                let is_above = |path: &Path| folder.starts_with(path);
                if paths.iter().any(|path| is_above(path)) {
                    return None;
                }
                Some(paths.iter().filter_map(|path| path.strip_prefix(folder).ok()).collect())
            }
        }
    }
}

enum Signal {
    Event(notify::Result<Event>),
    Stop,
}

/// Ends a watch from elsewhere.
#[derive(Debug, Clone)]
pub struct Stop(Sender<Signal>, News);

impl Stop {
    /// Ends it, after what is being written is written.
    pub fn stop(&self) {
        self.1.announce();
        // Nobody listens any more where it has ended already.
        _ = self.0.send(Signal::Stop);
    }
}

/// Whether something has happened that the observer was not asked for yet: what takes long is given up for it.
#[derive(Debug, Clone, Default)]
pub struct News(Arc<AtomicBool>);

impl News {
    /// Whether there is any.
    #[must_use]
    pub fn arrived(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Says that there is.
    pub fn announce(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// What there was has been heard.
    fn take(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// Watches folders.
#[derive(Debug)]
pub struct Observer {
    watcher: RecommendedWatcher,
    signals: Receiver<Signal>,
    news: News,
    folders: Vec<PathBuf>,
}

impl std::fmt::Debug for Signal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Event(_) => "event",
            Self::Stop => "stop",
        })
    }
}

impl Observer {
    /// Watches these folders and everything below them. They are told apart by real paths, without links.
    ///
    /// # Errors
    /// The folder that cannot be watched, and why, in the words of the system.
    pub fn new(folders: &[PathBuf]) -> Result<(Self, Stop), (PathBuf, String)> {
        let (sender, signals) = channel();
        let news = News::default();
        let stop = Stop(sender.clone(), news.clone());
        let (announced, watched) = (news.clone(), folders.to_vec());
        let of_watcher = move |event| {
            // Before it is sent: who hears of it and waits then is sure to get it.
            if concerns(&event, &watched) {
                announced.announce();
            }
            // Where the receiver is gone, the watch has ended.
            _ = sender.send(Signal::Event(event));
        };
        let nowhere = |error: notify::Error| (folders.first().cloned().unwrap_or_default(), said(&error));
        let watcher = notify::recommended_watcher(of_watcher).map_err(nowhere)?;
        let mut observer = Self { watcher, signals, news, folders: folders.to_vec() };
        for folder in folders {
            observer.watch(folder).map_err(|error| (folder.clone(), said(&error)))?;
        }
        Ok((observer, stop))
    }

    fn watch(&mut self, folder: &Path) -> notify::Result<()> {
        self.watcher.watch(folder, RecursiveMode::Recursive)?;
        match folder.parent() {
            Some(above) => self.watcher.watch(above, RecursiveMode::NonRecursive),
            None => Ok(()),
        }
    }

    /// What tells whether something has happened since it was last waited for.
    #[must_use]
    pub fn news(&self) -> News {
        self.news.clone()
    }

    /// Waits until something may have changed and nothing more happens for a moment; `None` when it is over.
    pub fn wait(&mut self) -> Option<Touched> {
        let mut paths = BTreeSet::new();
        let mut everything = false;
        while paths.is_empty() && !everything {
            everything |= self.gather(self.signals.recv().ok()?, &mut paths)?;
            let begun = Instant::now();
            while begun.elapsed() < PATIENCE {
                match self.signals.recv_timeout(QUIET) {
                    Ok(signal) => everything |= self.gather(signal, &mut paths)?,
                    Err(RecvTimeoutError::Disconnected) => return None,
                    Err(RecvTimeoutError::Timeout) => break,
                }
            }
        }
        self.news.take();
        Some(if everything || paths.len() > MANY { Touched::Everything } else { Touched::Paths(paths) })
    }

    /// Notes where something happened; whether everything has to be looked at, and `None` when it is over.
    fn gather(&mut self, signal: Signal, paths: &mut BTreeSet<PathBuf>) -> Option<bool> {
        match signal {
            Signal::Stop => None,
            Signal::Event(event) => Some(self.note(event, paths)),
        }
    }

    /// Notes where an event happened; whether everything has to be looked at.
    fn note(&mut self, event: notify::Result<Event>, paths: &mut BTreeSet<PathBuf>) -> bool {
        if !concerns(&event, &self.folders) {
            return false;
        }
        let Ok(event) = event else { return true };
        let mut everything = event.need_rescan();
        for path in event.paths {
            if self.folders.contains(&path) {
                // It was removed, or has come back: a watch on what was there before is dead.
                let folder = path.clone();
                _ = self.watch(&folder);
                everything = true;
            }
            if self.folders.iter().any(|folder| path.starts_with(folder)) {
                everything |= path.is_dir();
                paths.insert(path);
            }
        }
        everything
    }
}

/// Whether an event may be a change in one of the folders.
fn concerns(event: &notify::Result<Event>, folders: &[PathBuf]) -> bool {
    // What the system could not tell may be anything.
    let Ok(event) = event else { return true };
    let is_within = |path: &PathBuf| folders.iter().any(|folder| path.starts_with(folder));
    // That somebody read a file is no news, and reading it again would be the next event.
    !event.kind.is_access() && (event.need_rescan() || event.paths.iter().any(is_within))
}

/// What the system said, without the paths, which stand beside it.
fn said(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::Io(error) => error.to_string(),
        notify::ErrorKind::MaxFilesWatch => "inotify: max_user_watches".to_owned(),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use std::fs;

    /// A folder as the observer names it: without links on the way to it.
    fn folder(root: &tempfile::TempDir) -> PathBuf {
        let folder = fs::canonicalize(root.path()).unwrap().join("package");
        fs::create_dir(&folder).unwrap();
        folder
    }

    fn paths(touched: Option<Touched>, folder: &Path) -> Vec<PathBuf> {
        touched.unwrap().below(folder).unwrap().into_iter().map(Path::to_owned).collect()
    }

    #[test]
    fn one_save_is_told_once_however_it_is_done() {
        let root = tempfile::tempdir().unwrap();
        let folder = folder(&root);
        fs::write(folder.join("a.kdl"), "1").unwrap();
        let (mut observer, stop) = Observer::new(std::slice::from_ref(&folder)).unwrap();
        fs::write(folder.join("a.kdl"), "2").unwrap();
        assert_eq!(paths(observer.wait(), &folder), [Path::new("a.kdl")]);
        // As editors do it: a backup, a file beside, which takes the name.
        for save in ["3", "4"] {
            fs::rename(folder.join("a.kdl"), folder.join("a.kdl~")).unwrap();
            fs::write(folder.join(".a.kdl.swp"), save).unwrap();
            fs::rename(folder.join(".a.kdl.swp"), folder.join("a.kdl")).unwrap();
            fs::remove_file(folder.join("a.kdl~")).unwrap();
            assert!(paths(observer.wait(), &folder).contains(&PathBuf::from("a.kdl")), "{save}");
        }
        stop.stop();
        assert_eq!(observer.wait(), None);
    }

    #[test]
    fn a_folder_that_is_replaced_is_still_watched() {
        let root = tempfile::tempdir().unwrap();
        let folder = folder(&root);
        let (mut observer, _stop) = Observer::new(std::slice::from_ref(&folder)).unwrap();
        let other = root.path().join("other");
        fs::create_dir(&other).unwrap();
        fs::write(other.join("a.kdl"), "1").unwrap();
        fs::remove_dir(&folder).unwrap();
        fs::rename(&other, &folder).unwrap();
        assert_eq!(observer.wait(), Some(Touched::Everything));
        fs::write(folder.join("a.kdl"), "2").unwrap();
        loop {
            match observer.wait().unwrap() {
                Touched::Everything => {}
                touched => break assert_eq!(paths(Some(touched), &folder), [Path::new("a.kdl")]),
            }
        }
    }

    #[test]
    fn news_arrives_before_it_is_waited_for() {
        let root = tempfile::tempdir().unwrap();
        let folder = folder(&root);
        let (mut observer, stop) = Observer::new(std::slice::from_ref(&folder)).unwrap();
        let news = observer.news();
        fs::write(root.path().join("elsewhere"), "1").unwrap();
        fs::write(folder.join("a.kdl"), "1").unwrap();
        let begun = Instant::now();
        while !news.arrived() {
            assert!(begun.elapsed() < Duration::from_secs(60), "it never arrived");
        }
        assert_eq!(paths(observer.wait(), &folder), [Path::new("a.kdl")]);
        assert!(!news.arrived(), "it was heard");
        stop.stop();
        assert!(news.arrived(), "what takes long is given up");
        assert_eq!(observer.wait(), None);
    }

    #[test]
    fn other_folders_do_not_matter() {
        let touched = Touched::Paths(BTreeSet::from([PathBuf::from("/a/b/x"), PathBuf::from("/a/c/y")]));
        assert_eq!(touched.below(Path::new("/a/b")), Some(vec![Path::new("x")]));
        assert_eq!(touched.below(Path::new("/a/b/x")), None, "it is itself touched");
        assert_eq!(touched.below(Path::new("/z")), Some(Vec::new()));
        assert_eq!(Touched::Everything.below(Path::new("/a")), None);
    }
}
