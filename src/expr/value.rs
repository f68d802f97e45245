//! Values and the objects that hold them.

use std::fmt;
use std::sync::Arc;

use super::trace::Trace;
use crate::base::date::Date;
use crate::base::number::Number;
use crate::diagnostic::Language;

/// A value in one of the states *known*, *unknown* and *not applicable*. Texts and objects live as long as the facts.
#[derive(Clone, Default)]
pub enum Value<'a> {
    /// Not reported, or not decidable from what is reported.
    #[default]
    Unknown,
    /// There can be no value here.
    NotApplicable(Reason),
    /// A condition.
    Boolean(bool),
    /// A number, in the unit of its type.
    Number(Number),
    /// A text, or the id of an option.
    Text(Arc<str>),
    /// A calendar day.
    Date(Date),
    /// A record.
    Object(&'a dyn Object),
    /// A list.
    List(List<'a>),
}

/// Why there can be no value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The denominator of a quotient is 0.
    ZeroDenominator,
    /// There is no element of which to take the average, the least, the greatest, the median or a share.
    EmptyList,
    /// Whoever reports says so, with this reason (which may be empty).
    Stated(String),
}

impl Reason {
    /// The words for it.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match (self, language) {
            (Self::ZeroDenominator, Language::Zh) => "分母为零",
            (Self::ZeroDenominator, Language::En) => "the denominator is zero",
            (Self::EmptyList, Language::Zh) => "没有可统计的项",
            (Self::EmptyList, Language::En) => "there is nothing to count",
            (Self::Stated(reason), _) => reason,
        }
    }
}

/// A list, of which not everything may be known.
#[derive(Debug, Clone, Default)]
pub struct List<'a> {
    elements: Vec<Element<'a>>,
    partial: bool,
}

/// An element of a list.
#[derive(Debug, Clone)]
pub struct Element<'a> {
    /// The element itself.
    pub value: Value<'a>,
    /// Whether it is unknown if the element belongs to the list.
    pub maybe: bool,
}

impl<'a> Element<'a> {
    /// An element that belongs to the list.
    #[must_use]
    pub fn certain(value: Value<'a>) -> Self {
        Self { value, maybe: false }
    }
}

impl<'a> List<'a> {
    /// A list of these elements; `partial` where there may be more.
    #[must_use]
    pub fn new(elements: Vec<Element<'a>>, partial: bool) -> Self {
        Self { elements, partial }
    }

    /// A list of exactly these values.
    #[must_use]
    pub fn of(values: impl IntoIterator<Item = Value<'a>>) -> Self {
        Self::new(values.into_iter().map(Element::certain).collect(), false)
    }

    /// The elements, in order.
    #[must_use]
    pub fn elements(&self) -> &[Element<'a>] {
        &self.elements
    }

    /// Whether there may be more elements than these.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.partial
    }

    /// Whether it is known which elements belong to it.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.partial && self.elements.iter().all(|element| !element.maybe)
    }

    /// The elements themselves.
    pub(super) fn into_elements(self) -> Vec<Element<'a>> {
        self.elements
    }
}

/// A record with values: facts of a submission, a region of the registry, the root of all names.
pub trait Object {
    /// The value of a member; [`Value::Unknown`] for a name that it does not have. The object notes in the trace what
    /// fact was read, and evaluates derived members by `Expression::evaluate_in` with the same trace.
    fn member<'a>(&'a self, name: &str, trace: &mut Trace) -> Value<'a>;
    /// What identifies the record for a reader, as in `zones[lounge]`.
    fn label(&self) -> String;
}

impl Value<'_> {
    /// A text value.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(Arc::from(text))
    }

    /// Whether it is neither unknown nor not applicable.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown | Self::NotApplicable(_))
    }

    /// The value as text for a trace: exact, the same in every language; `n/a` where it is not applicable, a list by its
    /// size (`[3]`, `[3+]`), `None` where it is unknown.
    #[must_use]
    pub fn shown(&self) -> Option<String> {
        Some(match self {
            Self::Unknown => return None,
            Self::NotApplicable(_) => "n/a".to_owned(),
            Self::Boolean(value) => value.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Object(object) => object.label(),
            Self::List(list) => format!("[{}{}]", list.elements.len(), if list.is_settled() { "" } else { "+" }),
        })
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => formatter.write_str("Unknown"),
            Self::NotApplicable(reason) => formatter.debug_tuple("NotApplicable").field(reason).finish(),
            Self::Boolean(value) => value.fmt(formatter),
            Self::Number(number) => fmt::Display::fmt(number, formatter),
            Self::Text(text) => text.fmt(formatter),
            Self::Date(date) => fmt::Display::fmt(date, formatter),
            Self::Object(object) => formatter.debug_tuple("Object").field(&object.label()).finish(),
            Self::List(list) => list.fmt(formatter),
        }
    }
}
