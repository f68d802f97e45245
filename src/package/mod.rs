//! A package of standards: a folder of files → a checked [`Standard`].
//!
//! [`files`] is the only place that reads the folder; [`compile`] is pure.

mod declared;
pub mod files;
mod flawed;
pub mod intake;
mod trees;

pub use files::{FileError, Files};
pub use trees::Trees;

use crate::diagnostic::catalogue::{declaration as messages, expression, tool};
use crate::diagnostic::{Diagnostic, Entry, Remark, SourceMap, Span, drop_consequences, has_errors};
use crate::standard::compile::compile as compile_declarations;
use crate::standard::registry::Registry;
use crate::standard::{Declarations, Standard, Text};
use declared::Declared;
use std::collections::BTreeMap;

/// The endings of the files that make up a package.
pub const EXTENSIONS: [&str; 3] = ["kdl", "csv", "hbs"];

/// What compiling a package gives.
#[derive(Debug)]
pub struct Compilation {
    /// The standard; `None` when anything is an error.
    pub standard: Option<Standard>,
    /// The author's own templates, by file stem.
    pub templates: BTreeMap<String, String>,
    /// All that was found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Messages about names that are not there.
static MISSING: [&Entry; 6] = [
    &messages::DANGLING_REFERENCE,
    &messages::NO_MANIFEST,
    &messages::UNKNOWN_UNIT,
    &expression::UNKNOWN_NAME,
    &expression::UNKNOWN_MEMBER,
    &expression::UNKNOWN_OPTION,
];

/// The most further places that a message shows.
const FURTHER_PLACES: usize = 8;

/// One message for each name that is missing, however often it is used: the first place, and the others as remarks.
fn gathered(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut gathered: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    let mut first = BTreeMap::new();
    for diagnostic in diagnostics {
        if !is_one_of(&diagnostic, &MISSING) {
            gathered.push(diagnostic);
            continue;
        }
        let cause = (diagnostic.entry.code, diagnostic.arguments.clone());
        let known = first.get(&cause).and_then(|index: &usize| gathered.get_mut(*index));
        match (known, diagnostic.place) {
            (Some(known), Some(place)) => {
                if known.remarks.len() < FURTHER_PLACES {
                    known.remarks.push((place, Remark::AlsoHere));
                }
            }
            _ => {
                first.insert(cause, gathered.len());
                gathered.push(diagnostic);
            }
        }
    }
    gathered
}

/// Messages about regions that are not there.
static NO_REGION: [&Entry; 2] = [&messages::NOT_IN_REGISTRY, &messages::NO_REGIONS];

/// Whether the message says that a region or a level is not there.
fn lacks_region(diagnostic: &Diagnostic) -> bool {
    let names_region =
        |(argument, value): &(&str, String)| *argument == "kind" && matches!(value.as_str(), "region" | "level");
    is_one_of(diagnostic, &NO_REGION)
        || (is_one_of(diagnostic, &[&messages::DANGLING_REFERENCE]) && diagnostic.arguments.iter().any(names_region))
}

fn is_one_of(diagnostic: &Diagnostic, entries: &[&Entry]) -> bool {
    entries.iter().any(|entry| entry.code == diagnostic.entry.code)
}

/// Compiles the files of a package; their texts are added to `sources`, for messages.
pub fn compile(files: &Files, sources: &mut SourceMap) -> Compilation {
    compile_again(files, sources, &mut Trees::default())
}

/// The same, without reading again what was read for the trees, which are then those of these files.
pub fn compile_again(files: &Files, sources: &mut SourceMap, trees: &mut Trees) -> Compilation {
    let mut all = Declared::default();
    let mut texts = Vec::new();
    for (path, bytes) in files.with_extension("kdl") {
        match files.add_source(path, bytes, sources, &mut all.diagnostics) {
            Some(id) => texts.push(id),
            None => all.is_broken = true,
        }
    }
    let first = texts.first().map(|id| Span::new(*id, 0, 0));
    for declared in trees.read(sources, texts, Declared::of) {
        all.join(declared);
    }
    trees.all().for_each(|tree| all.take_manifest(tree));
    let Declared { declarations, mut diagnostics, flawed, is_broken } = all;
    let Some(package) = first else {
        if !has_errors(&diagnostics) {
            diagnostics.push(Diagnostic::new(&tool::NO_STANDARD).with("path", files.name()));
        }
        return Compilation { standard: None, templates: BTreeMap::new(), diagnostics };
    };
    let registry = read_registry(files, &declarations, sources, &mut diagnostics);
    let templates = read_templates(files, &declarations, sources, &mut diagnostics);
    let is_incomplete = registry.is_incomplete();
    let standard = compile_declarations(declarations, registry, package, &mut diagnostics);
    // A quantity whose unit is not known fits nothing.
    let unknown_unit = diagnostics.iter().any(|found| is_one_of(found, &[&messages::UNKNOWN_UNIT]));
    // What a broken file, a flawed declaration or a refused row would have given is missing everywhere; that is no cause
    // of its own.
    drop_consequences(&mut diagnostics, |diagnostic| {
        is_broken && is_one_of(diagnostic, &MISSING)
            || is_incomplete && lacks_region(diagnostic)
            || unknown_unit && is_one_of(diagnostic, &[&expression::UNIT_MISMATCH])
            || flawed.explains(diagnostic)
    });
    crate::diagnostic::sort(&mut diagnostics);
    Compilation { standard, templates, diagnostics: gathered(diagnostics) }
}

/// The file of the package that a text of the manifest names.
fn named<'f>(files: &'f Files, name: &Text, diagnostics: &mut Vec<Diagnostic>) -> Option<(&'f str, &'f [u8])> {
    let found = files.get(&name.value);
    if found.is_none() {
        diagnostics.push(Diagnostic::new(&messages::NO_SUCH_FILE).with("name", &name.value).at(name.span));
    }
    found
}

fn read_registry(
    files: &Files,
    declarations: &Declarations,
    sources: &mut SourceMap,
    diagnostics: &mut Vec<Diagnostic>,
) -> Registry {
    let mut registry = Registry::default();
    let names = declarations.manifest.iter().flat_map(|manifest| &manifest.regions);
    for name in names {
        let found = named(files, name, diagnostics);
        match found.and_then(|(path, bytes)| files.add_source(path, bytes, sources, diagnostics)) {
            Some(id) => registry.read(sources, id, diagnostics),
            None => registry.set_incomplete(),
        }
    }
    registry
}

fn read_templates(
    files: &Files,
    declarations: &Declarations,
    sources: &mut SourceMap,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let mut templates = BTreeMap::new();
    let Some(folder) = declarations.manifest.as_ref().and_then(|manifest| manifest.templates.as_ref()) else {
        return templates;
    };
    let prefix = format!("{}/", folder.value.trim_matches('/'));
    for (path, bytes) in files.with_extension("hbs").filter(|(path, _)| path.starts_with(&prefix)) {
        let stem = path.trim_start_matches(&prefix).trim_end_matches(".hbs");
        if let Some(id) = files.add_source(path, bytes, sources, diagnostics) {
            templates.insert(stem.to_owned(), sources.text(id).to_owned());
        }
    }
    templates
}
