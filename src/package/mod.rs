//! A package of standards: a folder of files → a checked [`Standard`].
//!
//! [`files`] is the only place that reads the folder; [`compile`] is pure.

pub mod files;

pub use files::{FileError, Files};

use crate::diagnostic::catalogue::{declaration as messages, expression, tool};
use crate::diagnostic::{Diagnostic, Entry, SourceMap, Span, has_errors};
use crate::kinds::KINDS;
use crate::standard::compile::compile as compile_declarations;
use crate::standard::declarations::KEYWORDS;
use crate::standard::registry::Registry;
use crate::standard::shape::nearest_or_all;
use crate::standard::{Declarations, Standard, Text};
use crate::syntax::{self, vocabulary};
use std::collections::BTreeMap;

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
static MISSING: [&Entry; 4] =
    [&messages::DANGLING_REFERENCE, &messages::NO_MANIFEST, &expression::UNKNOWN_NAME, &expression::UNKNOWN_MEMBER];

/// Compiles the files of a package; their texts are added to `sources`, for messages.
pub fn compile(files: &Files, sources: &mut SourceMap) -> Compilation {
    let mut diagnostics = Vec::new();
    let mut declarations = Declarations::default();
    let mut package = None;
    let mut broken = false;
    for (path, bytes) in files.with_extension("kdl") {
        let Some(id) = files.add_source(path, bytes, sources, &mut diagnostics) else {
            broken = true;
            continue;
        };
        package.get_or_insert(Span::new(id, 0, 0));
        let (document, found) = syntax::parse(sources, id);
        broken |= has_errors(&found);
        diagnostics.extend(found);
        for node in &document.nodes {
            let written = &*node.name.text;
            let keyword = vocabulary::canonical(written).unwrap_or(written);
            if KEYWORDS.contains(&keyword) {
                declarations.declare(keyword, node, &mut diagnostics);
            } else if let Some(kind) = KINDS.iter().find(|kind| kind.keyword == keyword) {
                (kind.lower)(node, &mut declarations, &mut diagnostics);
            } else {
                let known = KEYWORDS.into_iter().chain(KINDS.iter().map(|kind| kind.keyword));
                diagnostics.push(
                    Diagnostic::new(&messages::UNKNOWN_DECLARATION)
                        .with("name", written)
                        .with("known", nearest_or_all(written, known))
                        .at(node.name.span),
                );
            }
        }
    }
    let Some(package) = package else {
        if !has_errors(&diagnostics) {
            diagnostics.push(Diagnostic::new(&tool::NO_STANDARD).with("path", files.name()));
        }
        return Compilation { standard: None, templates: BTreeMap::new(), diagnostics };
    };
    let registry = read_registry(files, &declarations, sources, &mut diagnostics);
    let templates = read_templates(files, &declarations, sources, &mut diagnostics);
    let standard = compile_declarations(declarations, registry, package, &mut diagnostics);
    if broken {
        // What a broken file would have declared is missing everywhere; the one cause is the broken file.
        diagnostics.retain(|diagnostic| !MISSING.iter().any(|missing| missing.code == diagnostic.entry.code));
    }
    crate::diagnostic::sort(&mut diagnostics);
    Compilation { standard, templates, diagnostics }
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
        let Some((path, bytes)) = named(files, name, diagnostics) else { continue };
        if let Some(id) = files.add_source(path, bytes, sources, diagnostics) {
            registry.read(sources, id, diagnostics);
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
