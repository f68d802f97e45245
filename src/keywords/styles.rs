//! Styles of signs: which of their slots are arrows, whose texts are keywords.

use crate::syntax::vocabulary::canonical;
use crate::syntax::{Kind, Lossless, Piece};
use std::collections::BTreeMap;

/// The slots of all styles in files that belong together.
#[derive(Debug, Default)]
pub struct Styles {
    /// Style and slot; whether it is an arrow wherever it is declared.
    slots: BTreeMap<(String, String), bool>,
}

impl Styles {
    /// Adds the styles of a file.
    pub fn add(&mut self, tree: &Lossless<'_>) {
        for style in nodes(tree.pieces()).filter(|node| is_called(*node, "sign-style")) {
            let (Some(name), Some(block)) = (first_text(style), style.block()) else { continue };
            for slot in nodes(block.pieces()) {
                let arrow = is_called(slot, "arrow");
                if arrow || is_called(slot, "line") || is_called(slot, "rows") {
                    let Some(slot) = first_text(slot) else { continue };
                    *self.slots.entry((name.clone(), slot)).or_insert(true) &= arrow;
                }
            }
        }
    }

    /// Whether that slot of that style is an arrow.
    pub(super) fn is_arrow(&self, style: &str, slot: &str) -> bool {
        self.slots.get(&(style.to_owned(), slot.to_owned())).copied().unwrap_or(false)
    }
}

/// The nodes among pieces that are not switched off.
pub(super) fn nodes<'t>(pieces: impl Iterator<Item = Piece<'t>>) -> impl Iterator<Item = Piece<'t>> {
    pieces.filter(|piece| piece.kind() == Kind::Node && !piece.is_off())
}

/// Whether the node's name is that keyword, in either language.
pub(super) fn is_called(node: Piece<'_>, keyword: &str) -> bool {
    let name = node.name().and_then(Piece::unquoted);
    name.is_some_and(|name| canonical(&name) == Some(keyword))
}

/// The first argument of a node, where it is a text.
pub(super) fn first_text(node: Piece<'_>) -> Option<String> {
    let mut arguments = node.pieces().filter(|piece| piece.kind() == Kind::Argument && !piece.is_off());
    Some(arguments.next()?.value()?.unquoted()?.into_owned())
}
