//! The trees of texts as they were read, so that a text which is what it was is not read again.

use crate::diagnostic::{Diagnostic, SourceId, SourceMap};
use crate::syntax::{self, Document};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The trees of the files of one package.
#[derive(Debug, Default)]
pub struct Trees(BTreeMap<SourceId, Arc<Tree>>);

/// What reading a text gave.
#[derive(Debug)]
pub(super) struct Tree {
    text: Arc<str>,
    /// Its declarations.
    pub(super) document: Document,
    /// What is wrong with it.
    pub(super) found: Vec<Diagnostic>,
}

impl Trees {
    /// The tree of a text of the map, and adds it: that of `before`, where the text is the same under the same number, because places
    /// have the number in them.
    pub(super) fn read(&mut self, before: &mut Self, sources: &SourceMap, id: SourceId) -> Arc<Tree> {
        let text = sources.shared(id);
        let known = before.0.remove(&id).filter(|known| known.text == text);
        let tree = known.unwrap_or_else(|| {
            let (document, found) = syntax::parse(sources, id);
            Arc::new(Tree { text, document, found })
        });
        self.0.insert(id, Arc::clone(&tree));
        tree
    }
}
