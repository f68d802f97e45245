//! Kinds of standards: each a folder that reads its own declaration and lowers it into the core.
//!
//! A kind makes clauses, choices, rules, signs and tables out of what it declares; what becomes of those is the core's business,
//! so that a new kind is one more folder and one more line in [`KINDS`].

mod catalog;
mod layout;
mod measure;
mod section;

use crate::diagnostic::Diagnostic;
use crate::standard::Declarations;
use crate::standard::shape::Shape;
use crate::syntax::Node;

/// A kind: the keyword of its declaration, and its lowering.
pub struct Kind {
    /// The top-level keyword, in English.
    pub keyword: &'static str,
    /// What a node of it may hold.
    pub shape: &'static Shape,
    /// Adds what the node means to the declarations of the core.
    pub lower: fn(&Node, &mut Declarations, &mut Vec<Diagnostic>),
}

/// All kinds.
pub static KINDS: [Kind; 4] = [
    Kind { keyword: "measures", shape: &measure::MEASURES, lower: measure::lower },
    Kind { keyword: "sections", shape: &section::SECTIONS, lower: section::lower },
    Kind { keyword: "layout", shape: &layout::LAYOUT, lower: layout::lower },
    Kind { keyword: "catalog", shape: &catalog::CATALOG, lower: catalog::lower },
];
