//! What parts of an expression come to before there are any facts.

use super::formula::Formula;
use super::interval::Interval;
use super::linear::Linear;
use crate::base::number::Number;
use std::collections::BTreeSet;

/// What a part of an expression comes to.
#[derive(Debug, Clone)]
pub enum Symbol {
    /// A number; a day is the number of days since an arbitrary first one.
    Number(Linear),
    /// A condition.
    Condition(Formula),
    /// A text.
    Word(Word),
    /// A record.
    Record {
        /// Which one, as a text for comparison.
        key: String,
        /// What it is called in the declarations.
        name: String,
        /// Where it stands in a submission; `None` where it stands in none, or in another region's.
        path: Option<String>,
    },
    /// A list.
    List(List),
    /// Something that is not looked into.
    Opaque(String),
}

/// A text.
#[derive(Debug, Clone)]
pub struct Word {
    /// Which one, as a text for comparison.
    pub key: String,
    /// The words it can be; `None`: any.
    pub options: Option<BTreeSet<String>>,
}

/// A list.
#[derive(Debug, Clone)]
pub struct List {
    /// Which one, as a text for comparison.
    pub key: String,
    /// Where its elements stand in a submission.
    pub path: Option<String>,
    /// What its elements are.
    pub element: Element,
    /// Its elements, where they are written out.
    pub items: Option<Vec<Symbol>>,
    /// The most elements it can have.
    pub most: Option<usize>,
}

/// What the elements of a list are.
#[derive(Debug, Clone)]
pub enum Element {
    /// Numbers or days.
    Number {
        /// Between which.
        interval: Interval,
        /// Whether they are integers.
        whole: bool,
    },
    /// Texts: these, or any.
    Word(Option<BTreeSet<String>>),
    /// Records of this name.
    Record(String),
    /// Something else.
    Opaque,
}

impl Symbol {
    /// A text for it: equal texts, equal values.
    pub fn key(&self) -> String {
        match self {
            Self::Number(number) => number.key(),
            Self::Condition(condition) => condition.key(),
            Self::Word(word) => word.key.clone(),
            Self::Record { key, .. } | Self::Opaque(key) => key.clone(),
            Self::List(list) => list.key.clone(),
        }
    }

    /// What a list of such values has as elements.
    pub fn as_element(&self) -> Element {
        match self {
            Self::Number(number) => Element::Number { interval: number.interval(), whole: number.is_whole() },
            Self::Word(word) => Element::Word(word.options.clone()),
            Self::Record { name, .. } => Element::Record(name.clone()),
            Self::Condition(_) | Self::List(_) | Self::Opaque(_) => Element::Opaque,
        }
    }
}

impl Element {
    /// An element of its own.
    pub fn symbol(&self, key: String, path: Option<String>) -> Symbol {
        match self {
            Self::Number { interval, whole } => Symbol::Number(Linear::variable(key, interval.clone(), *whole)),
            Self::Word(options) => Symbol::Word(Word { key, options: options.clone() }),
            Self::Record(name) => Symbol::Record { key, name: name.clone(), path },
            Self::Opaque => Symbol::Opaque(key),
        }
    }

    /// What can be either.
    pub fn joined(self, other: Self) -> Self {
        match (self, other) {
            (Self::Number { interval: a, whole: x }, Self::Number { interval: b, whole: y }) => {
                Self::Number { interval: a.hull(&b), whole: x && y }
            }
            (Self::Word(Some(a)), Self::Word(Some(b))) => Self::Word(Some(&a | &b)),
            (Self::Word(_), Self::Word(_)) => Self::Word(None),
            (Self::Record(a), Self::Record(b)) if a == b => Self::Record(a),
            _ => Self::Opaque,
        }
    }
}

impl Word {
    /// A text that is written out.
    pub fn constant(text: &str) -> Self {
        Self { key: format!("{text:?}"), options: Some(BTreeSet::from([text.to_owned()])) }
    }
}

impl List {
    /// A list whose elements are written out.
    pub fn of(items: Vec<Symbol>) -> Self {
        let keys: Vec<String> = items.iter().map(Symbol::key).collect();
        let element = items.iter().map(Symbol::as_element).reduce(Element::joined).unwrap_or(Element::Opaque);
        let most = Some(items.len());
        Self { key: format!("[{}]", keys.join(", ")), path: None, element, items: Some(items), most }
    }

    /// How many elements it has.
    pub fn size(&self) -> Linear {
        if let Some(items) = &self.items {
            return Linear::constant(Number::of_count(items.len()));
        }
        Linear::variable(
            format!("size({})", self.key),
            Interval::between(Some(Number::zero()), self.most.map(Number::of_count)),
            true,
        )
    }
}
