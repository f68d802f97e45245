//! What could not be read whole, and what only follows from that.

use super::declared::{canonical, declares, is_manifest};
use super::{MISSING, is_one_of};
use crate::diagnostic::catalogue::{declaration as messages, syntax as mistakes};
use crate::diagnostic::{Diagnostic, Entry, Span};
use crate::standard::names::name_of;
use crate::syntax::{Node, Scalar};
use std::collections::BTreeSet;

/// Messages about what a declaration lacks, which follow where a part of it could not be read.
static LACKING: [&Entry; 3] = [&messages::NO_CONDITION, &messages::NO_CLAUSE, &messages::EMPTY_RECORD];

/// How the codes of messages about syntax begin.
const SYNTAX: &str = "GJ1";

/// The declarations that could not be read whole. What would have been there without the mistake is missing elsewhere,
/// and messages about that would only repeat the one cause.
#[derive(Debug, Default)]
pub struct Flawed {
    places: Vec<Span>,
    misread: Vec<Misread>,
    names: BTreeSet<String>,
    manifest: bool,
}

impl Flawed {
    /// Notes a declaration: its place, and every name that it or a part of it may have given.
    pub fn note(&mut self, node: &Node) {
        self.places.push(node.span);
        self.manifest |= is_manifest(node);
        let mut waiting = vec![node];
        while let Some(node) = waiting.pop() {
            if let Some(Scalar::Text(name) | Scalar::Number(name)) = node.arguments.first().map(|first| &first.value) {
                self.names.insert(name_of(name));
                self.names.insert(name.to_string());
            }
            waiting.extend(node.children());
        }
    }

    /// Notes the declaration that a mistake of syntax is in, or those before it.
    pub fn note_mistake(&mut self, nodes: &[Node], mistake: Span) {
        match nodes.iter().find(|node| holds(node.span, mistake)) {
            Some(node) => self.note_misread(node, mistake),
            None => self.note_before(nodes, mistake),
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

    /// Adds those of another file.
    pub fn join(&mut self, other: Self) {
        let Self { places, misread, names, manifest } = other;
        self.places.extend(places);
        self.misread.extend(misread);
        self.names.extend(names);
        self.manifest |= manifest;
    }

    /// Whether the message only says what is missing because of such a declaration.
    pub fn explains(&self, diagnostic: &Diagnostic) -> bool {
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
pub fn may_hide_a_name(nodes: &[Node], mistake: &Diagnostic) -> bool {
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
