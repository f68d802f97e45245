//! `fmt`: KDL files → the same files in the one layout, their keywords in the language that is wanted.

use super::Ending;
use super::arguments::FmtArguments;
use super::build::STANDARDS;
use super::console::Console;
use crate::base::diff::unified;
use crate::base::replace::replace_file;
use crate::base::text::counted;
use crate::diagnostic::catalogue::tool as messages;
use crate::diagnostic::{Diagnostic, Language, SourceId, SourceMap};
use crate::keywords::{self, Styles};
use crate::package::Files;
use crate::package::files::{FileError, FileProblem, MAX_FILE_BYTES, read_bounded};
use crate::syntax::{self, Lossless};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How the names of files in a folder end.
const EXTENSION: &str = "kdl";
/// The path that stands for standard input and output, and how messages name it.
const STANDARD_INPUT: &str = "-";
const INPUT: &str = "<stdin>";

/// A text, and where it comes from.
struct Text {
    /// The path by which messages name it.
    shown: String,
    /// The file; `None` for standard input.
    file: Option<PathBuf>,
    bytes: Vec<u8>,
}

/// A run, and what came of it so far.
struct Run<'a> {
    arguments: &'a FmtArguments,
    console: &'a Console,
    sources: SourceMap,
    diagnostics: Vec<Diagnostic>,
    rewritten: usize,
    unchanged: usize,
    /// The worst that happened.
    ending: Ending,
}

/// Runs the verb.
pub fn run(arguments: &FmtArguments, console: &Console) -> Ending {
    let default = [PathBuf::from(STANDARDS)];
    let paths = if arguments.paths.is_empty() { default.as_slice() } else { &arguments.paths };
    let mut run = Run {
        arguments,
        console,
        sources: SourceMap::default(),
        diagnostics: Vec::new(),
        rewritten: 0,
        unchanged: 0,
        ending: Ending::Holds,
    };
    for path in paths {
        match texts(path) {
            Ok(texts) => run.format_all(&texts),
            Err(diagnostic) => run.fail([diagnostic], Ending::Wrong),
        }
    }
    console.report(&run.diagnostics, &run.sources);
    if run.rewritten + run.unchanged > 0 {
        console.note(&run.summary());
    }
    run.ending
}

/// The texts that a path stands for.
fn texts(path: &Path) -> Result<Vec<Text>, Diagnostic> {
    if path == Path::new(STANDARD_INPUT) {
        return Ok(vec![standard_input()?]);
    }
    if path.is_dir() {
        let folder = Files::read(path, &[EXTENSION]).map_err(FileError::diagnostic)?;
        let text = |(name, bytes): (&str, &[u8])| Text {
            shown: folder.shown(name),
            file: Some(path.join(name)),
            bytes: bytes.to_vec(),
        };
        let texts: Vec<Text> = folder.iter().map(text).collect();
        let nothing = || Diagnostic::new(&messages::NO_STANDARD).with("path", folder.name());
        return if texts.is_empty() { Err(nothing()) } else { Ok(texts) };
    }
    let shown = path.display().to_string();
    // Behind a link there may be a file of somebody else's.
    let metadata = path.symlink_metadata().map_err(|error| unreadable_at(&shown, error))?;
    if !metadata.is_file() {
        return Err(Diagnostic::new(&messages::NOT_A_FILE).with("path", shown));
    }
    let bytes = read_bounded(path).map_err(FileError::diagnostic)?;
    Ok(vec![Text { shown, file: Some(path.to_owned()), bytes }])
}

fn standard_input() -> Result<Text, Diagnostic> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(MAX_FILE_BYTES).read_to_end(&mut bytes);
    read.map_err(|error| unreadable_at(INPUT, error))?;
    Ok(Text { shown: INPUT.to_owned(), file: None, bytes })
}

fn unreadable_at(shown: &str, error: io::Error) -> Diagnostic {
    FileError { path: shown.to_owned(), reason: FileProblem::Io(error) }.diagnostic()
}

impl Run<'_> {
    fn fail(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>, ending: Ending) {
        self.diagnostics.extend(diagnostics);
        self.end(ending);
    }

    fn end(&mut self, ending: Ending) {
        if ending.code() > self.ending.code() {
            self.ending = ending;
        }
    }

    /// Formats texts that belong together.
    fn format_all(&mut self, texts: &[Text]) {
        let mut read = Vec::with_capacity(texts.len());
        for text in texts {
            let mut found = Vec::new();
            match Files::default().add_source(&text.shown, &text.bytes, &mut self.sources, &mut found) {
                Some(id) => read.push((text, id)),
                None => self.fail(found, Ending::Wrong),
            }
        }
        let mut styles = Styles::default();
        if self.arguments.keywords.is_some() {
            read.iter().for_each(|(_, id)| styles.add(&Lossless::parse(&self.sources, *id).0));
        }
        for (text, id) in read {
            match self.formatted(id, &styles) {
                Ok(formatted) => self.give(text, &formatted),
                Err(diagnostics) => self.fail(diagnostics, Ending::Wrong),
            }
        }
    }

    /// A text in the one layout, with its keywords in the language that is wanted.
    fn formatted(&self, id: SourceId, styles: &Styles) -> Result<String, Vec<Diagnostic>> {
        let Some(language) = self.arguments.keywords else { return syntax::format(&self.sources, id) };
        let text = keywords::converted(&self.sources, id, language.into(), styles)?;
        let mut converted = SourceMap::default();
        let id = converted.add(self.sources.path(id), text);
        syntax::format(&converted, id)
    }

    /// Hands a formatted text over: to its file, to standard output, or as what differs.
    fn give(&mut self, text: &Text, formatted: &str) {
        let FmtArguments { check, diff, .. } = *self.arguments;
        let differs = formatted.as_bytes() != text.bytes;
        if check || diff {
            if differs && diff {
                self.console.print(&unified(&text.shown, &String::from_utf8_lossy(&text.bytes), formatted));
            }
            if differs && check {
                self.diagnostics.push(Diagnostic::new(&messages::NOT_FORMATTED).with("path", &text.shown));
            }
            self.end(if differs { Ending::Findings } else { Ending::Holds });
            return;
        }
        match &text.file {
            None => self.console.print(formatted),
            Some(_) if !differs => self.unchanged += 1,
            Some(file) => match replace_file(file, formatted.as_bytes()) {
                Ok(()) => self.rewritten += 1,
                Err(reason) => {
                    let diagnostic = Diagnostic::new(&messages::CANNOT_WRITE).with("path", &text.shown);
                    self.fail([diagnostic.with("reason", reason)], Ending::Failed);
                }
            },
        }
    }

    fn summary(&self) -> String {
        let (rewritten, unchanged) = (self.rewritten, self.unchanged);
        match self.console.language {
            Language::Zh => format!("改写 {rewritten} 个文件，{unchanged} 个不用改"),
            Language::En => format!("{} rewritten, {unchanged} left unchanged", counted(rewritten, "file(s)")),
        }
    }
}
