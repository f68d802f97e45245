//! Conditions with their negations pushed down to the literals.

use super::interval::Interval;
use super::linear::Linear;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// It is true, or false, for all facts.
    Known(bool),
    /// One statement.
    Literal(Literal),
    /// All of them.
    All(Vec<Self>),
    /// One of them.
    Any(Vec<Self>),
}

/// One statement about facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// The number lies in the interval.
    Number {
        /// The number: without constant, 1 as its first factor.
        form: Linear,
        /// Where it lies.
        within: Interval,
    },
    /// The text is, or is not, among the words.
    Word {
        /// The text.
        subject: String,
        /// The words.
        words: Words,
        /// All words that it can be, where they are known.
        options: Option<Arc<BTreeSet<String>>>,
    },
    /// Something that is not looked into is so, or is not so.
    Flag {
        /// What.
        subject: String,
        /// Whether it is so.
        value: bool,
    },
    /// An element of a list satisfies the condition, or none does.
    Exists {
        /// The list.
        list: String,
        /// The condition on its element.
        body: Arc<Formula>,
        /// Whether an element does.
        value: bool,
    },
}

/// A set of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// These.
    Only(BTreeSet<String>),
    /// All but these.
    Except(BTreeSet<String>),
}

impl Words {
    /// All the others.
    pub fn complement(&self) -> Self {
        match self {
            Self::Only(words) => Self::Except(words.clone()),
            Self::Except(words) => Self::Only(words.clone()),
        }
    }

    /// The words in both.
    pub fn intersected(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Only(a), Self::Only(b)) => Self::Only(a & b),
            (Self::Only(only), Self::Except(except)) | (Self::Except(except), Self::Only(only)) => {
                Self::Only(only - except)
            }
            (Self::Except(a), Self::Except(b)) => Self::Except(a | b),
        }
    }

    /// Whether there is no word in it.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Only(words) if words.is_empty())
    }

    fn key(&self) -> String {
        match self {
            Self::Only(words) => format!("{words:?}"),
            Self::Except(words) => format!("!{words:?}"),
        }
    }
}

impl Formula {
    /// All of them; what is known is left out.
    pub fn all(parts: Vec<Self>) -> Self {
        let mut kept = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::Known(true) => {}
                Self::Known(false) => return Self::Known(false),
                Self::All(inner) => kept.extend(inner),
                other => kept.push(other),
            }
        }
        match kept.len() {
            0 => Self::Known(true),
            1 => kept.pop().unwrap_or(Self::Known(true)),
            _ => Self::All(kept),
        }
    }

    /// One of them; what is known is left out.
    pub fn any(parts: Vec<Self>) -> Self {
        let mut kept = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::Known(false) => {}
                Self::Known(true) => return Self::Known(true),
                Self::Any(inner) => kept.extend(inner),
                other => kept.push(other),
            }
        }
        match kept.len() {
            0 => Self::Known(false),
            1 => kept.pop().unwrap_or(Self::Known(false)),
            _ => Self::Any(kept),
        }
    }

    /// That it is false. As deep as the formula, whose depth the lowering bounds.
    pub fn denied(&self) -> Self {
        match self {
            Self::Known(value) => Self::Known(!value),
            Self::All(parts) => Self::any(parts.iter().map(Self::denied).collect()),
            Self::Any(parts) => Self::all(parts.iter().map(Self::denied).collect()),
            Self::Literal(literal) => literal.denied(),
        }
    }

    /// A text for it: equal texts, equal conditions.
    pub fn key(&self) -> String {
        let joined = |parts: &[Self], between: &str| {
            let keys: BTreeSet<String> = parts.iter().map(Self::key).collect();
            format!("({})", keys.into_iter().collect::<Vec<_>>().join(between))
        };
        match self {
            Self::Known(value) => value.to_string(),
            Self::All(parts) => joined(parts, " & "),
            Self::Any(parts) => joined(parts, " | "),
            Self::Literal(literal) => literal.key(),
        }
    }
}

impl Literal {
    fn denied(&self) -> Formula {
        match self {
            Self::Number { form, within } => {
                Formula::any(within.complement().iter().map(|rest| form.within(rest)).collect())
            }
            Self::Word { subject, words, options } => {
                let words = match options {
                    Some(options) => words.complement().intersected(&Words::Only(BTreeSet::clone(options))),
                    None => words.complement(),
                };
                Formula::Literal(Self::Word { subject: subject.clone(), words, options: options.clone() })
            }
            Self::Flag { subject, value } => Formula::Literal(Self::Flag { subject: subject.clone(), value: !value }),
            Self::Exists { list, body, value } => {
                Formula::Literal(Self::Exists { list: list.clone(), body: body.clone(), value: !value })
            }
        }
    }

    fn key(&self) -> String {
        match self {
            Self::Number { form, within } => format!("{} in {within:?}", form.key()),
            Self::Word { subject, words, .. } => format!("{subject} in {}", words.key()),
            Self::Flag { subject, value } => format!("{subject} is {value}"),
            Self::Exists { list, body, value } => format!("{list}.exists({}) is {value}", body.key()),
        }
    }
}
