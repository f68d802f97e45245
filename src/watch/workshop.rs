//! One package under watch: its files, what was made of them last, and what is new about it.

use super::recollection::Recollection;
use super::{News, Touched};
use crate::base::parallel::Wanted;
use crate::diagnostic::{Diagnostic, SourceMap};
use crate::emit::Outputs;
use crate::package::{self, FileError, Files};
use crate::publication::{Memory, Publication};
use crate::standard::Standard;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How an output differs from that of the last valid state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    Added,
    /// Its bytes are others.
    Changed,
    /// It is not there any more.
    Removed,
}

/// What became of a package that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refreshed {
    /// It is what it was.
    Same,
    /// What depends on the change was made again.
    Made,
    /// Its outputs were, but something else happened before all was found that is to be said of them. Messages, changes and standard
    /// are those of before; the next look makes good for it.
    Overtaken,
}

/// A package under watch.
#[derive(Debug)]
pub struct Workshop {
    /// The folder as it was named.
    pub folder: PathBuf,
    /// The same without links, as events name it.
    pub real: PathBuf,
    /// The texts of what was made last, for places.
    pub sources: SourceMap,
    /// What was found when it was made last.
    pub diagnostics: Vec<Diagnostic>,
    /// What compiled last, valid or not; `None` where the last state does not compile.
    pub standard: Option<Standard>,
    /// The name of the package when it was last valid.
    pub id: Option<String>,
    /// The outputs of the last valid state.
    pub outputs: Arc<Outputs>,
    /// What has changed in them since the last time all was found; nothing where they are the first.
    pub changes: BTreeMap<String, Change>,
    /// Whether the last state is valid, so that the outputs are its own.
    pub is_valid: bool,
    /// The outputs when all was last found.
    shown: Arc<Outputs>,
    is_overtaken: bool,
    files: Files,
    memory: Memory,
    recollection: Option<Recollection>,
}

impl Workshop {
    /// A package in a folder, from which nothing has been made yet.
    ///
    /// # Errors
    /// Where the folder is not there.
    pub fn new(folder: &Path) -> Result<Self, FileError> {
        let gone = |reason| FileError {
            path: folder.to_string_lossy().into_owned(),
            reason: package::files::FileProblem::Io(reason),
        };
        let real = std::fs::canonicalize(folder).map_err(gone)?;
        Ok(Self {
            folder: folder.to_owned(),
            recollection: Recollection::of(&real),
            real,
            sources: SourceMap::default(),
            diagnostics: Vec::new(),
            standard: None,
            id: None,
            outputs: Arc::default(),
            changes: BTreeMap::new(),
            is_valid: false,
            shown: Arc::default(),
            is_overtaken: false,
            files: Files::default(),
            memory: Memory::default(),
        })
    }

    /// Takes over what the last watch left, from `out`, the folder in which packages have their outputs.
    pub fn recall(&mut self, out: &Path) {
        if let Some(recollection) = &self.recollection {
            self.memory.emitted = recollection.recall(out);
        }
    }

    /// Whether there were outputs, and everything about them was found, at some time before.
    #[must_use]
    pub fn has_shown(&self) -> bool {
        !self.shown.is_empty()
    }

    /// Leaves to the next watch what was made.
    pub fn keep(&self) {
        if let (Some(recollection), Some(id)) = (&self.recollection, &self.id) {
            recollection.keep(id, &self.memory.emitted);
        }
    }

    /// Looks where something may have changed, and makes again what depends on it. Where the new state is valid, `publish` is called
    /// with the name of the package and its outputs, as soon as that is certain.
    pub fn refresh(&mut self, touched: &Touched, news: &News, publish: &mut dyn FnMut(&str, &Outputs)) -> Refreshed {
        match self.look(touched) {
            Ok(false) if !self.is_overtaken => Refreshed::Same,
            // Where nothing else has changed, it comes to its end whatever happens.
            Ok(is_other) => {
                self.is_overtaken = !self.make(&|| !is_other || !news.arrived(), publish);
                if self.is_overtaken { Refreshed::Overtaken } else { Refreshed::Made }
            }
            Err(error) => {
                let found = error.diagnostic();
                let is_same =
                    |known: &Diagnostic| (known.entry.code, &known.arguments) == (found.entry.code, &found.arguments);
                let is_known = self.diagnostics.len() == 1 && self.diagnostics.iter().all(is_same);
                // What is there again is new, whatever it was before.
                self.files = Files::default();
                (self.sources, self.diagnostics) = (SourceMap::default(), vec![found]);
                (self.standard, self.is_valid) = (None, false);
                self.changes.clear();
                self.is_overtaken = false;
                if is_known { Refreshed::Same } else { Refreshed::Made }
            }
        }
    }

    /// Whether any file is another one than before.
    fn look(&mut self, touched: &Touched) -> Result<bool, FileError> {
        let paths = touched.below(&self.real).filter(|_| !self.files.name().is_empty());
        let Some(paths) = paths else {
            let files = Files::read(&self.folder, &package::EXTENSIONS)?;
            let is_other = files != self.files;
            self.files = files;
            return Ok(is_other);
        };
        let mut is_other = false;
        for path in paths {
            // A name that is no UTF-8 cannot be referred to by any file of a package.
            let Some(path) = path.to_str() else { continue };
            is_other |= self.files.look_again(&self.folder, &path.replace('\\', "/"), &package::EXTENSIONS)?;
        }
        Ok(is_other)
    }

    /// Makes what depends on the files; whether all was found while that was wanted.
    fn make(&mut self, is_wanted: Wanted<'_>, publish: &mut dyn FnMut(&str, &Outputs)) -> bool {
        let mut sources = SourceMap::default();
        let mut publication = Publication::draft(&self.files, &mut sources, &mut self.memory);
        let is_decided = publication.is_decided();
        if is_decided {
            self.adopt(publication.standard.as_ref(), publication.outputs.take(), publish);
        }
        if !publication.examine(is_wanted) {
            return false;
        }
        if !is_decided {
            self.adopt(publication.standard.as_ref(), publication.outputs.take(), publish);
        }
        let is_first = self.shown.is_empty();
        self.changes = if is_first { BTreeMap::new() } else { changes(&self.shown, &self.outputs) };
        self.shown = Arc::clone(&self.outputs);
        (self.sources, self.diagnostics) = (sources, publication.diagnostics);
        self.standard = publication.standard;
        true
    }

    /// Takes over the outputs of a state, where it is valid.
    fn adopt(
        &mut self,
        standard: Option<&Standard>,
        outputs: Option<Outputs>,
        publish: &mut dyn FnMut(&str, &Outputs),
    ) {
        self.is_valid = outputs.is_some();
        let (Some(standard), Some(outputs)) = (standard, outputs) else { return };
        self.outputs = Arc::new(outputs);
        let id = self.id.insert(standard.manifest.id.clone());
        publish(id, &self.outputs);
    }
}

fn changes(old: &Outputs, new: &Outputs) -> BTreeMap<String, Change> {
    let new_or_other = new.iter().filter_map(|(path, bytes)| match old.get(path) {
        None => Some((path.clone(), Change::Added)),
        Some(before) if before != bytes => Some((path.clone(), Change::Changed)),
        Some(_) => None,
    });
    let removed = old.keys().filter(|path| !new.contains_key(*path)).map(|path| (path.clone(), Change::Removed));
    new_or_other.chain(removed).collect()
}
