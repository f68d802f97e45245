//! The trees of texts as they were read, so that a text which is what it was is not read again.

use crate::base::parallel;
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
    /// What `make` makes of the trees of these texts of the map, several at a time; these trees are kept, and no others. That of before
    /// serves where the text is the same under the same number, because places have the number in them.
    pub(super) fn read<T: Send>(
        &mut self,
        sources: &SourceMap,
        ids: Vec<SourceId>,
        make: impl Fn(&Tree) -> T + Sync,
    ) -> Vec<T> {
        let mut before = std::mem::take(&mut self.0);
        let texts = ids.into_iter().map(|id| {
            let text = sources.shared(id);
            let known = before.remove(&id).filter(|known| known.text == text);
            (id, text, known)
        });
        let read = parallel::map(texts.collect(), |(id, text, known): (SourceId, Arc<str>, Option<Arc<Tree>>)| {
            let tree = known.unwrap_or_else(|| {
                let (document, found) = syntax::parse(sources, id);
                Arc::new(Tree { text, document, found })
            });
            let made = make(&tree);
            (id, tree, made)
        });
        let mut results = Vec::with_capacity(read.len());
        for (id, tree, made) in read {
            self.0.insert(id, tree);
            results.push(made);
        }
        results
    }

    /// The trees, in the order of their texts.
    pub(super) fn all(&self) -> impl Iterator<Item = &Tree> {
        self.0.values().map(AsRef::as_ref)
    }
}
