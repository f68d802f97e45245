//! A small world: names with types, and facts that can be taken away.

use std::collections::BTreeMap;

use crate::base::date::Date;
use crate::base::number::Number;
use crate::base::unit::{Unit, UnitTable};
use crate::diagnostic::{Diagnostic, SourceMap, Span};
use crate::expr::{Element, Expression, List, Names, Object, Reason, Source, Trace, Type, Value, compile};

/// The names.
pub struct World {
    units: UnitTable,
}

impl World {
    pub fn new() -> Self {
        let mut units = UnitTable::new();
        units.declare("person", None).unwrap();
        Self { units }
    }

    fn number(&self, unit: &str) -> Type {
        Type::Number(if unit.is_empty() { Unit::none() } else { self.units.parse(unit).unwrap() })
    }

    fn members(&self, record: &str) -> Vec<(&'static str, Type)> {
        let choice = || Type::Choice("style".to_owned());
        match record {
            "" => vec![
                ("a", Type::Boolean),
                ("b", Type::Boolean),
                ("c", Type::Boolean),
                ("x", self.number("")),
                ("y", self.number("")),
                ("z", self.number("")),
                ("area", self.number("m2")),
                ("length", self.number("m")),
                ("distance", self.number("km")),
                ("population", self.number("person")),
                ("rate", self.number("percent")),
                ("note", Type::Text),
                ("style", choice()),
                ("mood", Type::Choice("mood".to_owned())),
                ("day", Type::Date),
                ("as_of", Type::Date),
                ("numbers", self.number("").list()),
                ("lengths", self.number("m").list()),
                ("days_off", Type::Date.list()),
                ("words", Type::Text.list()),
                ("styles", choice().list()),
                ("zones", Type::Record("zone".to_owned()).list()),
                ("hall", Type::Record("hall".to_owned())),
                ("大厅", Type::Record("hall".to_owned())),
            ],
            "hall" => vec![
                ("counter_style", choice()),
                ("section_area", self.number("m2")),
                ("zones", Type::Record("zone".to_owned()).list()),
                ("double", self.number("")),
            ],
            "zone" => vec![
                ("kind", choice()),
                ("size", self.number("")),
                ("open", Type::Boolean),
                ("numbers", self.number("").list()),
            ],
            _ => Vec::new(),
        }
    }

    fn find(&self, record: &str, name: &str) -> Option<Type> {
        self.members(record).into_iter().find(|(known, _)| *known == name).map(|(_, value_type)| value_type)
    }
}

impl Names for World {
    fn root(&self, name: &str) -> Option<Type> {
        self.find("", name)
    }
    fn member(&self, record: &str, name: &str) -> Option<Type> {
        self.find(record, name)
    }
    fn root_names(&self) -> Vec<String> {
        self.member_names("")
    }
    fn member_names(&self, record: &str) -> Vec<String> {
        self.members(record).into_iter().map(|(name, _)| name.to_owned()).collect()
    }
    fn options(&self, choice: &str) -> Option<Vec<String>> {
        let options: &[&str] = match choice {
            "style" => &["counter", "open", "mixed"],
            "mood" => &["good", "bad"],
            _ => return None,
        };
        Some(options.iter().map(|option| (*option).to_owned()).collect())
    }
    fn option_titled(&self, choice: &str, title: &str) -> Option<String> {
        (choice == "style" && title == "柜台式").then(|| "counter".to_owned())
    }
    fn units(&self) -> &UnitTable {
        &self.units
    }
}

/// A fact.
#[derive(Debug, Clone)]
pub enum Fact {
    Unknown,
    NotApplicable,
    Boolean(bool),
    Number(Number),
    Text(&'static str),
    Date(&'static str),
    Record(Facts),
    List(Vec<Self>, bool),
    Derived(Box<Expression>),
}

/// A record of facts.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    path: String,
    members: BTreeMap<String, Fact>,
}

impl Facts {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn with(mut self, name: &str, fact: Fact) -> Self {
        self.members.insert(name.to_owned(), fact.below(&format!("{}{name}", self.path)));
        self
    }

    fn below(mut self, path: &str) -> Self {
        self.path = format!("{path}.");
        let members = std::mem::take(&mut self.members);
        members.into_iter().fold(self, |facts, (name, fact)| facts.with(&name, fact))
    }
}

impl Fact {
    fn below(self, path: &str) -> Self {
        match self {
            Self::Record(facts) => Self::Record(facts.below(path)),
            Self::List(items, partial) => {
                let numbered = items.into_iter().enumerate();
                Self::List(numbered.map(|(at, item)| item.below(&format!("{path}[{at}]"))).collect(), partial)
            }
            other => other,
        }
    }

    fn value<'a>(&'a self, owner: &'a Facts, trace: &mut Trace) -> Value<'a> {
        match self {
            Self::Unknown => Value::Unknown,
            Self::NotApplicable => Value::NotApplicable(Reason::Stated("装修".to_owned())),
            Self::Boolean(value) => Value::Boolean(*value),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Text(text) => Value::text(text),
            Self::Date(text) => Value::Date(Date::parse(text).unwrap()),
            Self::Record(facts) => Value::Object(facts),
            Self::List(items, partial) => {
                let elements = items.iter().map(|item| Element::certain(item.value(owner, trace)));
                Value::List(List::new(elements.collect(), *partial))
            }
            Self::Derived(expression) => expression.evaluate_in(owner, trace),
        }
    }
}

impl Object for Facts {
    fn member<'a>(&'a self, name: &str, trace: &mut Trace) -> Value<'a> {
        let fact = self.members.get(name);
        let value = fact.map(|fact| fact.value(self, trace)).unwrap_or_default();
        if !matches!(fact, Some(Fact::Derived(_))) {
            trace.note(&format!("{}{name}", self.path), &value, None);
        }
        value
    }

    fn label(&self) -> String {
        self.path.trim_end_matches('.').to_owned()
    }
}

pub fn number(text: &str) -> Fact {
    Fact::Number(Number::parse(text).unwrap())
}

pub fn numbers(texts: &[&str]) -> Fact {
    Fact::List(texts.iter().map(|text| numeric(text)).collect(), false)
}

/// `?` unknown, `-` not applicable, else a number.
pub fn numeric(text: &str) -> Fact {
    match text {
        "?" => Fact::Unknown,
        "-" => Fact::NotApplicable,
        text => number(text),
    }
}

pub fn span_of(text: &str) -> Span {
    Span::new(SourceMap::default().add("test", text), 0, text.len())
}

pub fn compiled(text: &str) -> Result<Expression, Vec<Diagnostic>> {
    compile(Source { text, span: span_of(text), verbatim: Some(0) }, &World::new())
}

pub fn expression(text: &str) -> Expression {
    compiled(text).unwrap_or_else(|diagnostics| {
        let texts: Vec<String> =
            diagnostics.iter().map(|diagnostic| diagnostic.text(crate::diagnostic::Language::En)).collect();
        panic!("{text}: {texts:?}")
    })
}

/// The value of the expression: its text, `?` where it is unknown.
pub fn evaluated(text: &str, facts: &Facts) -> String {
    expression(text).evaluate(facts).value.shown().unwrap_or_else(|| "?".to_owned())
}

/// Checks a table of expressions and values.
pub fn check(facts: &Facts, table: &[(&str, &str)]) {
    for (text, value) in table {
        assert_eq!(evaluated(text, facts), *value, "{text}");
    }
}

/// The codes of the mistakes, each with the words at its place.
pub fn mistakes(text: &str) -> Vec<String> {
    let Err(diagnostics) = compiled(text) else {
        return Vec::new();
    };
    diagnostics
        .iter()
        .map(|diagnostic| {
            let place = diagnostic.place.unwrap();
            let words = text.get(place.start as usize..place.end as usize).unwrap();
            format!("{} {words}", diagnostic.entry.code)
        })
        .collect()
}
