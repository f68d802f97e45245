//! The table of functions and methods with their types.

use std::collections::BTreeSet;

use super::types::Type;

/// A function of values; what it computes stands in the evaluator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Size,
    Sum,
    Average,
    Minimum,
    Maximum,
    Median,
    Distinct,
    Contains,
    IsSorted,
    Least,
    Greatest,
    Days,
    Absolute,
    Round,
    Year,
    Month,
    StartsWith,
    TextContains,
    TextSize,
}

/// A list method whose second argument is evaluated for each element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Macro {
    All,
    Exists,
    Filter,
    Map,
    Count,
    Share,
}

/// The list macros by name.
pub(super) const MACROS: [(&str, Macro); 6] = [
    ("all", Macro::All),
    ("exists", Macro::Exists),
    ("filter", Macro::Filter),
    ("map", Macro::Map),
    ("count", Macro::Count),
    ("share", Macro::Share),
];

/// Methods of which `xs.sum(x, e)` stands for `xs.map(x, e).sum()`.
pub(super) const MAPPING_METHODS: [&str; 5] = ["sum", "avg", "min", "max", "median"];

/// Functions that are no entries of the table: `date` is a literal, `min` and `max` take any number of arguments.
pub(super) const SPECIAL_FUNCTIONS: [&str; 3] = ["date", "min", "max"];

/// How a function is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `f(a, b)`
    Function,
    /// `a.f(b)`
    Method,
    /// Both.
    Either,
}

/// What a parameter accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Number,
    Text,
    Date,
    List,
    /// A list of numbers.
    Numbers,
    /// A list of numbers or dates.
    Ordered,
    /// A list of values that can be compared with `==`.
    Comparable,
    /// A value that fits the elements of the first argument, a list.
    Element,
    /// A constant number of decimal places.
    Digits,
}

impl Shape {
    /// Whether a value of the type fits. [`Shape::Element`] and [`Shape::Digits`] depend on more than the type.
    pub fn fits(self, value_type: &Type) -> bool {
        match (self, value_type) {
            (Self::Number | Self::Digits, Type::Number(_))
            | (Self::Text, Type::Text)
            | (Self::Date, Type::Date)
            | (Self::List, Type::List(_))
            | (Self::Element, _) => true,
            (Self::Numbers, Type::List(element)) => matches!(**element, Type::Number(_)),
            (Self::Ordered, Type::List(element)) => element.is_ordered(),
            (Self::Comparable, Type::List(element)) => element.is_comparable(),
            _ => false,
        }
    }

    /// The words for it in messages.
    pub fn text(self) -> &'static str {
        match self {
            Self::Number | Self::Digits => "number",
            Self::Text => "text",
            Self::Date => "date",
            Self::List => "list",
            Self::Numbers => "list<number>",
            Self::Ordered => "list<number> | list<date>",
            Self::Comparable => "list<boolean | number | text | date>",
            Self::Element => "element",
        }
    }
}

/// The type that a function gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gives {
    Boolean,
    /// A number without unit.
    Count,
    /// A number of days.
    Days,
    /// The type of the first argument.
    Same,
    /// The type of the first argument's elements.
    Element,
}

/// A row of the table.
#[derive(Debug)]
pub(super) struct Signature {
    /// The name by which it is called.
    pub name: &'static str,
    /// How it is called.
    pub style: Style,
    /// What it takes; the first is the receiver of a method.
    pub parameters: &'static [Shape],
    /// What it gives.
    pub gives: Gives,
    /// What it does.
    pub function: Function,
}

const fn row(
    name: &'static str,
    style: Style,
    parameters: &'static [Shape],
    gives: Gives,
    function: Function,
) -> Signature {
    Signature { name, style, parameters, gives, function }
}

/// All functions and methods but the macros and the special functions. One name can have several rows.
pub(super) static SIGNATURES: [Signature; 17] = [
    row("size", Style::Either, &[Shape::List], Gives::Count, Function::Size),
    row("size", Style::Either, &[Shape::Text], Gives::Count, Function::TextSize),
    row("sum", Style::Either, &[Shape::Numbers], Gives::Element, Function::Sum),
    row("avg", Style::Either, &[Shape::Numbers], Gives::Element, Function::Average),
    row("min", Style::Either, &[Shape::Ordered], Gives::Element, Function::Minimum),
    row("max", Style::Either, &[Shape::Ordered], Gives::Element, Function::Maximum),
    row("median", Style::Either, &[Shape::Numbers], Gives::Element, Function::Median),
    row("distinct", Style::Method, &[Shape::Comparable], Gives::Same, Function::Distinct),
    row("is_sorted", Style::Method, &[Shape::Ordered], Gives::Boolean, Function::IsSorted),
    row("contains", Style::Method, &[Shape::Comparable, Shape::Element], Gives::Boolean, Function::Contains),
    row("contains", Style::Method, &[Shape::Text, Shape::Text], Gives::Boolean, Function::TextContains),
    row("starts_with", Style::Method, &[Shape::Text, Shape::Text], Gives::Boolean, Function::StartsWith),
    row("days", Style::Function, &[Shape::Date, Shape::Date], Gives::Days, Function::Days),
    row("abs", Style::Function, &[Shape::Number], Gives::Same, Function::Absolute),
    row("round", Style::Function, &[Shape::Number, Shape::Digits], Gives::Same, Function::Round),
    row("year", Style::Function, &[Shape::Date], Gives::Count, Function::Year),
    row("month", Style::Function, &[Shape::Date], Gives::Count, Function::Month),
];

/// The rows that can be called by the name in this way.
pub(super) fn signatures(name: &str, style: Style) -> Vec<&'static Signature> {
    SIGNATURES.iter().filter(|row| row.name == name && (row.style == style || row.style == Style::Either)).collect()
}

/// All names that can be called in this way, without repetition.
pub(super) fn callable_names(style: Style) -> Vec<String> {
    let special: Vec<&str> = match style {
        Style::Method => MACROS.iter().map(|(name, _)| *name).collect(),
        Style::Function | Style::Either => SPECIAL_FUNCTIONS.to_vec(),
    };
    let rows = SIGNATURES.iter().filter(|row| row.style == style || row.style == Style::Either).map(|row| row.name);
    let names: BTreeSet<String> = special.into_iter().chain(rows).map(str::to_owned).collect();
    names.into_iter().collect()
}
