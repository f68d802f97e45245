//! A package of standards: a folder of files → a checked [`Standard`].
//!
//! [`files`] is the only place that reads the folder; [`compile`] is pure.

pub mod files;
pub mod intake;
mod trees;

pub use files::{FileError, Files};
pub use trees::Trees;

use crate::diagnostic::catalogue::{declaration as messages, expression, syntax as mistakes, tool};
use crate::diagnostic::{Diagnostic, Entry, Remark, SourceMap, Span, drop_consequences, has_errors};
use crate::kinds::KINDS;
use crate::standard::compile::compile as compile_declarations;
use crate::standard::declarations::KEYWORDS;
use crate::standard::names::name_of;
use crate::standard::registry::Registry;
use crate::standard::shape::nearest_or_all;
use crate::standard::{Declarations, Standard, Text};
use crate::syntax::{Node, Scalar, vocabulary};
use std::collections::{BTreeMap, BTreeSet};

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

/// Messages about what a declaration lacks, which follow where a part of it could not be read.
static LACKING: [&Entry; 3] = [&messages::NO_CONDITION, &messages::NO_CLAUSE, &messages::EMPTY_RECORD];

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

/// The declarations that could not be read whole. What would have been there without the mistake is missing elsewhere,
/// and messages about that would only repeat the one cause.
#[derive(Debug, Default)]
struct Flawed {
    places: Vec<Span>,
    misread: Vec<Misread>,
    names: BTreeSet<String>,
    manifest: bool,
}

impl Flawed {
    /// Notes a declaration: its place, and every name that it or a part of it may have given.
    fn note(&mut self, node: &Node) {
        self.places.push(node.span);
        self.manifest |= canonical(node) == "standard";
        let mut waiting = vec![node];
        while let Some(node) = waiting.pop() {
            if let Some(Scalar::Text(name) | Scalar::Number(name)) = node.arguments.first().map(|first| &first.value) {
                self.names.insert(name_of(name));
                self.names.insert(name.to_string());
            }
            waiting.extend(node.children());
        }
    }

    /// Notes a declaration with a mistake of syntax in it.
    fn note_misread(&mut self, node: &Node, mistake: Span) {
        self.note(node);
        self.misread.push(Misread::at(node, mistake));
    }

    /// Notes what stands before a mistake between declarations, such as a brace too many: the declaration before it, and what
    /// was meant to stand inside that.
    fn note_before(&mut self, nodes: &[Node], mistake: Span) {
        let before =
            nodes.iter().rev().filter(|node| node.span.source == mistake.source && node.span.end <= mistake.start);
        for node in before {
            self.note_misread(node, mistake);
            if declares(canonical(node)) {
                break;
            }
        }
    }

    /// Whether the message only says what is missing because of such a declaration.
    fn explains(&self, diagnostic: &Diagnostic) -> bool {
        let within = |place: Span| self.places.iter().any(|flawed| holds(*flawed, place));
        let misread = |place: Span| self.misread.iter().any(|misread| misread.explains(place));
        if !diagnostic.entry.code.starts_with(SYNTAX) && diagnostic.place.is_some_and(misread) {
            return true;
        }
        let named =
            |(argument, value): &(&str, String)| matches!(*argument, "name" | "option") && self.names.contains(value);
        (is_one_of(diagnostic, &LACKING) && diagnostic.place.is_some_and(within))
            || (is_one_of(diagnostic, &MISSING) && diagnostic.arguments.iter().any(named))
            || (self.manifest && is_one_of(diagnostic, &[&messages::NO_MANIFEST]))
    }
}

/// The keyword of a node, in English where the language knows it.
fn canonical(node: &Node) -> &str {
    vocabulary::canonical(&node.name.text).unwrap_or(&node.name.text)
}

/// Whether a keyword declares something at the top of a file.
fn declares(keyword: &str) -> bool {
    KEYWORDS.contains(&keyword) || KINDS.iter().any(|kind| kind.keyword == keyword)
}

/// How the codes of messages about syntax begin.
const SYNTAX: &str = "GJ1";

/// A node that was not read as it was meant: what is said about its own part, its children left out, follows from that.
#[derive(Debug)]
struct Misread {
    node: Span,
    children: Vec<Span>,
}

impl Misread {
    /// The innermost node below `node` that holds the mistake.
    fn at(node: &Node, mistake: Span) -> Self {
        let innermost = innermost(node, mistake);
        Self { node: innermost.span, children: innermost.children().map(|child| child.span).collect() }
    }

    fn explains(&self, place: Span) -> bool {
        holds(self.node, place) && !self.children.iter().any(|child| holds(*child, place))
    }
}

/// Mistakes that take what follows them out of the text.
static SWALLOWING: [&Entry; 4] =
    [&mistakes::TOO_LARGE, &mistakes::TOO_DEEP, &mistakes::UNTERMINATED_COMMENT, &mistakes::UNTERMINATED_TEXT];

/// Nodes whose words are said to people and name nothing.
const SAID: [&str; 8] = ["title", "issuer", "text", "note", "message", "advice", "responsible", "foreword"];

/// Whether a name may not have been read because of a mistake of syntax: it swallowed more than its line, or in its node
/// no name was read before it.
fn may_hide_a_name(nodes: &[Node], mistake: &Diagnostic) -> bool {
    let Some(place) = mistake.place else { return true };
    let is_whole = mistake.arguments.contains(&("closing", "\"".to_owned()));
    if is_one_of(mistake, &SWALLOWING) && !is_whole {
        return true;
    }
    let Some(node) = nodes.iter().find(|node| holds(node.span, place)) else {
        // A line that begins with `#` was meant as a comment.
        return !is_one_of(mistake, &[&mistakes::UNKNOWN_KEYWORD]);
    };
    let node = innermost(node, place);
    let is_named = node.arguments.first().is_some_and(|name| name.span.start < place.start);
    !is_named && !SAID.contains(&canonical(node))
}

/// The innermost of a node and those within it that holds a place.
fn innermost(node: &Node, place: Span) -> &Node {
    let mut innermost = node;
    while let Some(child) = innermost.children().find(|child| holds(child.span, place)) {
        innermost = child;
    }
    innermost
}

/// Whether a place lies within another.
fn holds(outer: Span, inner: Span) -> bool {
    outer.source == inner.source && outer.start <= inner.start && inner.end <= outer.end
}

/// Compiles the files of a package; their texts are added to `sources`, for messages.
pub fn compile(files: &Files, sources: &mut SourceMap) -> Compilation {
    compile_again(files, sources, &mut Trees::default())
}

/// The same, without reading again what was read for the trees, which are then those of these files.
pub fn compile_again(files: &Files, sources: &mut SourceMap, trees: &mut Trees) -> Compilation {
    let mut before = std::mem::take(trees);
    let mut diagnostics = Vec::new();
    let mut declarations = Declarations::default();
    let mut package = None;
    let mut broken = false;
    let mut flawed = Flawed::default();
    for (path, bytes) in files.with_extension("kdl") {
        let Some(id) = files.add_source(path, bytes, sources, &mut diagnostics) else {
            broken = true;
            continue;
        };
        package.get_or_insert(Span::new(id, 0, 0));
        let tree = trees.read(&mut before, sources, id);
        let (document, found) = (&tree.document, &tree.found);
        broken |= found.iter().any(|mistake| mistake.is_error() && may_hide_a_name(&document.nodes, mistake));
        for mistake in found.iter().filter_map(|mistake| mistake.place) {
            match document.nodes.iter().find(|node| holds(node.span, mistake)) {
                Some(node) => flawed.note_misread(node, mistake),
                None => flawed.note_before(&document.nodes, mistake),
            }
        }
        diagnostics.extend(found.iter().cloned());
        for node in &document.nodes {
            let before = diagnostics.len();
            let written = &*node.name.text;
            let keyword = canonical(node);
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
            if diagnostics.iter().skip(before).any(Diagnostic::is_error) {
                flawed.note(node);
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
    let is_incomplete = registry.is_incomplete();
    let standard = compile_declarations(declarations, registry, package, &mut diagnostics);
    // A quantity whose unit is not known fits nothing.
    let unknown_unit = diagnostics.iter().any(|found| is_one_of(found, &[&messages::UNKNOWN_UNIT]));
    // What a broken file, a flawed declaration or a refused row would have given is missing everywhere; that is no cause
    // of its own.
    drop_consequences(&mut diagnostics, |diagnostic| {
        broken && is_one_of(diagnostic, &MISSING)
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
