//! What a keyword's node may hold, as data, and the reading of a node against it.
//!
//! Every declaration names its [`Shape`]; [`Reading::new`] reports whatever does not fit (once, at its place) and then hands out
//! what is there, with keywords of either language brought to their English spelling.

mod reading;

pub(crate) use reading::nearest_or_all;
#[cfg(test)]
pub(crate) use reading::readings;
pub use reading::{Reading, text};

use crate::base::{date::Date, intention, number::Number};
use crate::syntax::Scalar;
use crate::syntax::vocabulary::Sense;

/// The kind of value that a place takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A string.
    Text,
    /// A number.
    Number,
    /// `#true` or `#false`.
    Boolean,
    /// A string or a number (written without quotes where it is one).
    Any,
    /// A date, `"2024-01-31"`.
    Date,
}

impl Takes {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "\"…\"",
            Self::Number => "1.5",
            Self::Boolean => "#true / #false",
            Self::Any => "\"…\" / 1.5",
            Self::Date => "\"2024-01-31\"",
        }
    }

    /// The value that was probably meant by one that is not accepted; without one, how such values look.
    fn meant(self, value: &Scalar) -> String {
        let meant = match (self, value) {
            (Self::Date, Scalar::Text(text) | Scalar::Number(text)) => {
                intention::date(text).map(|date| format!("\"{date}\""))
            }
            (Self::Number, Scalar::Text(text)) => intention::number(text).map(|number| number.to_string()),
            (Self::Text, Scalar::Number(text)) => Some(format!("\"{text}\"")),
            (Self::Text, Scalar::Boolean(value)) => Some(format!("\"{value}\"")),
            (Self::Boolean, Scalar::Text(text)) => intention::boolean(text).map(|value| format!("#{value}")),
            _ => None,
        };
        meant.unwrap_or_else(|| self.name().to_owned())
    }

    fn accepts(self, value: &Scalar) -> bool {
        match (self, value) {
            (Self::Text | Self::Any, Scalar::Text(_))
            | (Self::Boolean, Scalar::Boolean(_))
            | (Self::Any, Scalar::Boolean(_)) => true,
            (Self::Number | Self::Any, Scalar::Number(text)) => Number::parse(text).is_ok(),
            (Self::Date, Scalar::Text(text)) => Date::parse(text).is_some(),
            _ => false,
        }
    }
}

/// Whether the values of a place are keywords, which may be written in either language.
#[derive(Debug, Clone, Copy)]
pub enum Words {
    /// They are the author's.
    Free,
    /// They are, where one of these.
    Fixed(&'static [&'static str]),
    /// The same; or this one, a colon and a name of the author's.
    FixedOrOf(&'static [&'static str], &'static str),
    /// The same, but only on a sign whose style has an arrow in the slot that the first argument names.
    OfArrow(&'static [&'static str]),
}

/// One place for a value: an argument or a property.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    /// Its name; for a property, the key.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether it has to be there.
    pub required: bool,
    /// Which of its values are keywords.
    pub words: Words,
    /// Which sense of the key is meant.
    pub sense: Sense,
}

impl Slot {
    /// A place that must be filled.
    #[must_use]
    pub const fn required(name: &'static str, takes: Takes) -> Self {
        Self { name, takes, required: true, words: Words::Free, sense: Sense::First }
    }

    /// A place that may be filled.
    #[must_use]
    pub const fn optional(name: &'static str, takes: Takes) -> Self {
        Self { required: false, ..Self::required(name, takes) }
    }

    /// The same, for keywords.
    #[must_use]
    pub const fn of(self, words: Words) -> Self {
        Self { words, ..self }
    }

    /// The same, where its key is meant in its second sense.
    #[must_use]
    pub const fn in_second_sense(self) -> Self {
        Self { sense: Sense::Second, ..self }
    }
}

/// The words of a table of meanings.
#[must_use]
pub const fn words_of<T, const N: usize>(table: &[(T, &'static str); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut index = 0;
    while index < N {
        #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        {
            words[index] = table[index].1;
        }
        index += 1;
    }
    words
}

/// The keywords of children.
#[must_use]
pub const fn keywords_of<const N: usize>(children: &[Child; N]) -> [&'static str; N] {
    let mut keywords = [""; N];
    let mut index = 0;
    while index < N {
        #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        {
            keywords[index] = children[index].keyword;
        }
        index += 1;
    }
    keywords
}

/// What a node of one keyword may hold.
#[derive(Debug)]
pub struct Shape {
    /// Its arguments, in order.
    pub arguments: &'static [Slot],
    /// What arguments beyond those listed take; `None`: there are no more.
    pub rest: Option<Takes>,
    /// Its properties.
    pub properties: &'static [Slot],
    /// Whether properties with other names are allowed (axes of a source, columns of a catalogue).
    pub open: bool,
    /// Its children.
    pub children: &'static [Child],
}

/// One keyword of a block.
#[derive(Debug, Clone, Copy)]
pub struct Child {
    /// The keyword, or [`ANY`].
    pub keyword: &'static str,
    /// How often it may occur.
    pub many: Many,
    /// What a node of it may hold.
    pub shape: &'static Shape,
    /// Which sense of the keyword is meant.
    pub sense: Sense,
    /// The keyword of siblings whose first arguments name children of this one that are the author's, whatever they are called.
    pub named_by: Option<&'static str>,
}

impl Child {
    /// One that may be there.
    #[must_use]
    pub const fn once(keyword: &'static str, shape: &'static Shape) -> Self {
        Self { keyword, many: Many::Once, shape, sense: Sense::First, named_by: None }
    }

    /// One that has to be there.
    #[must_use]
    pub const fn needed(keyword: &'static str, shape: &'static Shape) -> Self {
        Self { many: Many::Needed, ..Self::once(keyword, shape) }
    }

    /// One of which there may be several.
    #[must_use]
    pub const fn several(keyword: &'static str, shape: &'static Shape) -> Self {
        Self { many: Many::Several, ..Self::once(keyword, shape) }
    }

    /// The same, where the keyword is meant in its second sense.
    #[must_use]
    pub const fn in_second_sense(self) -> Self {
        Self { sense: Sense::Second, ..self }
    }

    /// The same, with children that its siblings of that keyword name.
    #[must_use]
    pub const fn named_by(self, siblings: &'static str) -> Self {
        Self { named_by: Some(siblings), ..self }
    }

    /// Whether a child of that name, in English, is one of these.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.keyword == name || self.keyword == ANY
    }
}

/// The keyword of children that the author names.
pub const ANY: &str = "";

/// The annotation of a value that there can be none, with the reason: `("n/a")"…"`.
pub const NOT_APPLICABLE: &str = "n/a";
/// The annotation of a list that is not whole, with the reason: `(partial)"…"`.
pub const PARTIAL: &str = "partial";

/// Facts, as submissions and tests write them: every name is the author's, only [`NOT_APPLICABLE`] and [`PARTIAL`] are
/// keywords.
pub static FACTS: Shape = Shape {
    arguments: &[],
    rest: Some(Takes::Any),
    properties: &[],
    open: true,
    children: &[Child::several(ANY, &FACTS)],
};

/// How often a child may occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many {
    /// At most once.
    Once,
    /// Exactly once.
    Needed,
    /// Any number of times.
    Several,
}

/// The shape of a node that is just a text with an optional English one: `title "…" en="…"`.
pub static LINE: Shape = Shape {
    arguments: &[Slot::required("text", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text)],
    open: false,
    children: &[],
};

/// The shape of a node that is a list of ids: `clause "a" "b"`.
pub static IDS: Shape = Shape {
    arguments: &[Slot::required("id", Takes::Text)],
    rest: Some(Takes::Text),
    properties: &[],
    open: false,
    children: &[],
};

/// The shape of a node that is a key and its title: `axis "problem" "问题方面" en="…"`.
pub static NAMED: Shape = Shape {
    arguments: &[Slot::required("name", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text)],
    open: false,
    children: &[],
};
