//! What one file of a package declares, or all of them.

use super::flawed::{Flawed, may_hide_a_name};
use super::trees::Tree;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::declaration as messages;
use crate::kinds::KINDS;
use crate::standard::Declarations;
use crate::standard::declarations::KEYWORDS;
use crate::standard::shape::nearest_or_all;
use crate::syntax::{Node, vocabulary};

/// Declarations, and what was found while they were read.
#[derive(Debug, Default)]
pub struct Declared {
    /// What was read.
    pub declarations: Declarations,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// What could not be read whole.
    pub flawed: Flawed,
    /// Whether anything may be missing without its name being known.
    pub is_broken: bool,
}

impl Declared {
    /// What a file declares, but for the manifest, of which all files together have one.
    pub fn of(tree: &Tree) -> Self {
        let nodes = &tree.document.nodes;
        let mut declared = Self { diagnostics: tree.found.clone(), ..Self::default() };
        declared.is_broken = tree.found.iter().any(|mistake| mistake.is_error() && may_hide_a_name(nodes, mistake));
        for mistake in tree.found.iter().filter_map(|mistake| mistake.place) {
            declared.flawed.note_mistake(nodes, mistake);
        }
        nodes.iter().filter(|node| !is_manifest(node)).for_each(|node| declared.take(node));
        declared
    }

    /// Adds the manifest, where it is in this file; whether it is a second one shows only beside those of the other files.
    pub fn take_manifest(&mut self, tree: &Tree) {
        tree.document.nodes.iter().filter(|node| is_manifest(node)).for_each(|node| self.take(node));
    }

    fn take(&mut self, node: &Node) {
        let Self { declarations, diagnostics, flawed, .. } = self;
        let before = diagnostics.len();
        let written = &*node.name.text;
        let keyword = canonical(node);
        if KEYWORDS.contains(&keyword) {
            declarations.declare(keyword, node, diagnostics);
        } else if let Some(kind) = KINDS.iter().find(|kind| kind.keyword == keyword) {
            (kind.lower)(node, declarations, diagnostics);
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

    /// Adds what the next file declares.
    pub fn join(&mut self, next: Self) {
        let Self { declarations, diagnostics, flawed, is_broken } = next;
        self.diagnostics.extend(diagnostics);
        self.declarations.join(declarations);
        self.flawed.join(flawed);
        self.is_broken |= is_broken;
    }
}

/// The keyword of a node, in English where the language knows it.
pub fn canonical(node: &Node) -> &str {
    vocabulary::canonical(&node.name.text).unwrap_or(&node.name.text)
}

/// Whether a node declares the manifest.
pub fn is_manifest(node: &Node) -> bool {
    canonical(node) == "standard"
}

/// Whether a keyword declares something at the top of a file.
pub fn declares(keyword: &str) -> bool {
    KEYWORDS.contains(&keyword) || KINDS.iter().any(|kind| kind.keyword == keyword)
}
