//! Which words of a file are keywords: its tree, held against the shapes of what the language knows.

use super::styles::{Styles, first_text, is_called, nodes};
use crate::kinds::KINDS;
use crate::standard::declarations::DECLARED;
use crate::standard::shape::{ANY, Child, FACTS, NOT_APPLICABLE, PARTIAL, Shape, Slot, Words};
use crate::submission::folder::TOP_LEVEL;
use crate::syntax::vocabulary::{Sense, canonical};
use crate::syntax::{Kind, Lossless, Piece, Pieces};
use std::collections::BTreeSet;
use std::rc::Rc;

/// A keyword where it stands, in whatever spelling.
#[derive(Debug, Clone, Copy)]
pub struct Keyword<'t> {
    /// Its token.
    pub piece: Piece<'t>,
    /// Its English spelling.
    pub english: &'static str,
    /// In which sense it is meant.
    pub sense: Sense,
    /// Behind it, in the same token, stand a colon and a name of the author's.
    pub named: bool,
}

impl Keyword<'_> {
    /// Its spelling, without quotes, and what stands behind it in the same token.
    #[must_use]
    pub fn written(&self) -> (String, String) {
        let text = self.piece.unquoted().unwrap_or_default();
        let end = if self.named { text.find(':') } else { None };
        let (word, rest) = text.split_at_checked(end.unwrap_or(text.len())).unwrap_or((&text, ""));
        (word.to_owned(), rest.to_owned())
    }
}

/// The keywords of a file, in order; those in what is switched off, too. `styles` are those of all files that belong
/// together.
#[must_use]
pub fn keywords<'t>(tree: &'t Lossless<'t>, styles: &Styles) -> Vec<Keyword<'t>> {
    let mut walk = Walk::new(tree, styles);
    walk.run(|_, _| {});
    walk.found
}

/// The nodes that the language knows, with their shapes.
#[cfg(test)]
pub(super) fn shapes<'t>(tree: &'t Lossless<'t>) -> Vec<(Piece<'t>, &'static Shape)> {
    let mut shapes = Vec::new();
    Walk::new(tree, &Styles::default()).run(|node, shape| shapes.push((node, shape)));
    shapes
}

/// What may stand in a block.
#[derive(Debug, Clone, Copy)]
enum Known {
    /// Declarations, kinds, rounds and submissions.
    TopLevel,
    Block(&'static [Child]),
}

impl Known {
    /// The child of that name in English.
    fn child(self, name: &str) -> Option<Child> {
        let find = |children: &[Child]| children.iter().find(|child| child.is_called(name)).copied();
        match self {
            Self::Block(children) => find(children),
            Self::TopLevel => {
                let kind = || KINDS.iter().find(|kind| kind.keyword == name);
                find(&DECLARED)
                    .or_else(|| find(&TOP_LEVEL))
                    .or_else(|| kind().map(|kind| Child::several(kind.keyword, kind.shape)))
            }
        }
    }
}

/// What a block means.
#[derive(Debug, Clone)]
struct Scope {
    known: Known,
    /// Children that the author named, whatever they are called.
    names: Rc<BTreeSet<String>>,
    /// The same for the blocks of children that siblings of theirs name.
    declared: Rc<BTreeSet<String>>,
    /// The style of the sign whose block it is.
    style: Option<String>,
}

struct Walk<'t, 's> {
    styles: &'s Styles,
    found: Vec<Keyword<'t>>,
    /// Blocks whose end is not reached.
    blocks: Vec<(Pieces<'t>, Scope)>,
}

impl<'t, 's> Walk<'t, 's> {
    fn new(tree: &'t Lossless<'t>, styles: &'s Styles) -> Self {
        let top = Scope { known: Known::TopLevel, names: Rc::default(), declared: Rc::default(), style: None };
        Self { styles, found: Vec::new(), blocks: vec![(tree.pieces(), top)] }
    }

    /// Walks through all blocks; every node that the language knows is told with its shape.
    fn run(&mut self, mut tell: impl FnMut(Piece<'t>, &'static Shape)) {
        while let Some((pieces, scope)) = self.blocks.last_mut() {
            match pieces.next() {
                None => _ = self.blocks.pop(),
                Some(piece) if piece.kind() == Kind::Node => {
                    let scope = scope.clone();
                    if let Some(child) = self.node(piece, &scope) {
                        tell(piece, child.shape);
                    }
                }
                Some(_) => {}
            }
        }
    }

    /// Notes the keywords of a node's own part, and its blocks for later.
    fn node(&mut self, node: Piece<'t>, scope: &Scope) -> Option<Child> {
        let name = node.name()?;
        let written = name.unquoted()?;
        if scope.names.contains(&*written) {
            return None;
        }
        let child = scope.known.child(canonical(&written).unwrap_or(&written))?;
        if child.keyword != ANY {
            self.note(name, child.keyword, child.sense);
        }
        let mut index = 0;
        let mut style = None;
        let mut blocks = Vec::new();
        for piece in node.pieces() {
            match piece.kind() {
                Kind::Argument => {
                    let slot = child.shape.arguments.get(index).filter(|_| !piece.is_off());
                    index += usize::from(!piece.is_off());
                    self.value(piece, child.shape, slot, node, scope);
                }
                Kind::Property => {
                    let key = piece.name().and_then(Piece::unquoted).unwrap_or_default();
                    let english = canonical(&key).unwrap_or(&key);
                    let slot = child.shape.properties.iter().find(|slot| slot.name == english);
                    if let (Some(slot), Some(key)) = (slot, piece.name()) {
                        self.note(key, slot.name, slot.sense);
                        if slot.name == STYLE && !piece.is_off() {
                            style = piece.value().and_then(Piece::unquoted).map(|style| style.into_owned());
                        }
                    }
                    self.value(piece, child.shape, slot, node, scope);
                }
                Kind::Block => blocks.push(piece),
                _ => {}
            }
        }
        for block in blocks.into_iter().rev() {
            let names = if child.named_by.is_some() { Rc::clone(&scope.declared) } else { Rc::default() };
            let known = Known::Block(child.shape.children);
            let declared = Rc::new(names_within(block, child.shape));
            self.blocks.push((block.pieces(), Scope { known, names, declared, style: style.clone() }));
        }
        Some(child)
    }

    /// Notes the value of an entry where it is a keyword, and its annotation.
    fn value(&mut self, entry: Piece<'t>, shape: &Shape, slot: Option<&Slot>, node: Piece<'t>, scope: &Scope) {
        let Some((value, text)) = entry.value().and_then(|value| Some((value, value.unquoted()?))) else { return };
        if std::ptr::eq(shape, &FACTS) {
            self.annotation(entry);
        }
        let words: &[&str] = match slot.map_or(Words::Free, |slot| slot.words) {
            Words::Fixed(words) | Words::FixedOrOf(words, _) => words,
            Words::OfArrow(words) if self.fills_arrow(node, scope) => words,
            Words::Free | Words::OfArrow(_) => &[],
        };
        let english = canonical(&text).and_then(|english| words.iter().find(|word| **word == english));
        if let Some(english) = english {
            self.note(value, english, Sense::First);
        } else if let (Some(Words::FixedOrOf(_, before)), Some((word, _))) =
            (slot.map(|slot| slot.words), text.split_once(':'))
            && canonical(word) == Some(before)
        {
            self.found.push(Keyword { piece: value, english: before, sense: Sense::First, named: true });
        }
    }

    /// Notes the annotation of a fact.
    fn annotation(&mut self, entry: Piece<'t>) {
        let word = entry.annotation().and_then(Piece::word);
        let english = word.and_then(Piece::unquoted).and_then(|word| canonical(&word));
        let meant = match english {
            Some(NOT_APPLICABLE) => true,
            Some(PARTIAL) => entry.kind() == Kind::Argument,
            _ => false,
        };
        if let (Some(word), Some(english), true) = (word, english, meant) {
            self.note(word, english, Sense::First);
        }
    }

    /// Whether a node of a sign fills an arrow of its style.
    fn fills_arrow(&self, node: Piece<'_>, scope: &Scope) -> bool {
        let slot = first_text(node);
        scope.style.as_deref().zip(slot.as_deref()).is_some_and(|(style, slot)| self.styles.is_arrow(style, slot))
    }

    fn note(&mut self, piece: Piece<'t>, english: &'static str, sense: Sense) {
        self.found.push(Keyword { piece, english, sense, named: false });
    }
}

/// The key by which a sign names its style.
const STYLE: &str = "style";

/// The names that nodes of a block give to children of other nodes of it.
fn names_within(block: Piece<'_>, shape: &Shape) -> BTreeSet<String> {
    let naming: Vec<&str> = shape.children.iter().filter_map(|child| child.named_by).collect();
    if naming.is_empty() {
        return BTreeSet::new();
    }
    let names = nodes(block.pieces()).filter(|node| naming.iter().any(|keyword| is_called(*node, keyword)));
    names.filter_map(first_text).collect()
}
