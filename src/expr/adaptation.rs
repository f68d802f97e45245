//! How literals take the type of their surroundings, and how units are converted.
//!
//! A bare number takes the unit of what it meets; a text literal becomes an option of the choice that it meets; an empty
//! list takes any element type. Everything else has the type it has, and only its unit can be converted.

use super::term::Term;
use super::types::Type;
use crate::base::number::Number;
use crate::diagnostic::Span;

/// A checked part of an expression.
#[derive(Debug)]
pub(super) struct Checked {
    /// What is evaluated.
    pub term: Term,
    /// Its type; `None` where a mistake was already reported inside.
    pub value_type: Option<Type>,
    /// How far the type is settled.
    pub literal: Literal,
    /// Where it stands.
    pub span: Span,
}

/// How far the type of a part is settled.
#[derive(Debug, Clone)]
pub(super) enum Literal {
    /// It is what it is.
    Settled,
    /// Made of numbers without unit only.
    Bare,
    /// Made of text literals only; each has to be an option if a choice is wanted.
    Words(Vec<(String, Span)>),
    /// An empty list.
    EmptyList,
}

impl Literal {
    /// What a part is that consists of these parts.
    pub fn joined(parts: Vec<Self>) -> Self {
        parts.into_iter().reduce(Self::with).unwrap_or(Self::EmptyList)
    }

    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Bare, Self::Bare) => Self::Bare,
            (Self::EmptyList, Self::EmptyList) => Self::EmptyList,
            (Self::Words(mut words), Self::Words(more)) => {
                words.extend(more);
                Self::Words(words)
            }
            _ => Self::Settled,
        }
    }

    /// Whether numbers in it have no unit yet.
    pub fn is_bare(&self) -> bool {
        matches!(self, Self::Bare | Self::EmptyList)
    }

    fn is_settled(&self) -> bool {
        matches!(self, Self::Settled)
    }
}

/// Why a part does not fit a type.
#[derive(Debug)]
pub(super) enum Mismatch {
    /// The types differ.
    Types,
    /// The units have different dimensions: wanted, found.
    Units(String, String),
}

/// What has to happen to a part so that it has the wanted type.
#[derive(Debug)]
pub(super) enum Adaptation {
    /// Nothing.
    Fits,
    /// Its numbers are multiplied by this factor.
    Converted(Number),
    /// Its words have to be options of the choice.
    Options(String),
}

/// How a part of type `found` becomes one of type `wanted`.
pub(super) fn adaptation(found: &Type, literal: &Literal, wanted: &Type) -> Result<Adaptation, Mismatch> {
    match (found, wanted) {
        (found, wanted) if found == wanted => Ok(Adaptation::Fits),
        (Type::List(_), Type::List(_)) if matches!(literal, Literal::EmptyList) => Ok(Adaptation::Fits),
        (Type::Number(_), Type::Number(_)) if matches!(literal, Literal::Bare) => Ok(Adaptation::Fits),
        (Type::Number(from), Type::Number(to)) => match from.factor_to(to) {
            Some(factor) => Ok(Adaptation::Converted(factor)),
            None => Err(Mismatch::Units(to.to_string(), from.to_string())),
        },
        (Type::Text, Type::Choice(choice)) if matches!(literal, Literal::Words(_)) => {
            Ok(Adaptation::Options(choice.clone()))
        }
        (Type::List(found), Type::List(wanted)) => adaptation(found, literal, wanted),
        _ => Err(Mismatch::Types),
    }
}

/// The part to whose type the others are adapted: the first that is settled, else the first that is no empty list.
pub(super) fn leader(parts: &[Checked]) -> Option<&Checked> {
    let settled = parts.iter().find(|part| part.literal.is_settled());
    let telling = || parts.iter().find(|part| !matches!(part.literal, Literal::EmptyList));
    settled.or_else(telling).or_else(|| parts.first())
}
