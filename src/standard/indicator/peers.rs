//! With whom a region is compared.

use super::super::registry::{Region, Registry};
use super::super::text::Text;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::declaration as messages;
use crate::syntax::vocabulary;

/// The regions with which one is compared, among those that the indicator binds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Peers {
    /// All of them.
    All,
    /// Those of the same level.
    Level,
    /// Those below the same region.
    Parent,
    /// Those with the same value in a column of the registry.
    Column(Text),
}

impl Peers {
    /// The words beside the columns of the registry.
    pub const WORDS: [&'static str; 3] = ["all", "level", "parent"];

    /// The peers that a word names: a column is the registry's own.
    #[must_use]
    pub fn of(word: &Text) -> Self {
        match vocabulary::canonical(&word.value).unwrap_or(&word.value) {
            "all" => Self::All,
            "level" => Self::Level,
            "parent" => Self::Parent,
            _ => Self::Column(word.clone()),
        }
    }

    /// Reports a column that the registry does not have.
    pub fn check(&self, registry: &Registry, diagnostics: &mut Vec<Diagnostic>) {
        let Self::Column(name) = self else { return };
        if registry.regions().is_empty() || registry.columns().contains(&name.value) {
            return;
        }
        let known = Self::WORDS.into_iter().chain(registry.columns().iter().map(String::as_str));
        let known: Vec<&str> = known.collect();
        let message = Diagnostic::new(&messages::PEERS_COLUMN).with("name", &name.value);
        diagnostics.push(message.with("known", known.join(", ")).at(name.span));
    }

    /// What peers have in common with the region.
    #[must_use]
    pub fn class<'r>(&self, region: &'r Region) -> &'r str {
        match self {
            Self::All => "",
            Self::Level => &region.level,
            Self::Parent => &region.parent,
            Self::Column(name) => region.attribute(&name.value).unwrap_or(""),
        }
    }
}
