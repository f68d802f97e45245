//! Names: which there are, what they mean in expressions, and what is said when one is missing or there twice.

use super::declarations::CodeList;
use super::record::{Choice, Content, Field, Record};
use super::registry::{COLUMNS, Registry};
use super::text::{Label, Text};
use super::threshold::Threshold;
use crate::base::suggestion;
use crate::base::unit::{Unit, UnitTable};
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Remark, Span};
use crate::expr::{Names, Type};

/// The record of a region's own data in expressions: `region.name`.
pub const REGION_RECORD: &str = "region";

/// The types of fields that every package has.
pub const BUILT_IN_TYPES: [&str; 6] = ["text", "number", "integer", "boolean", "date", "region"];

/// The names that expressions find beside the members of the submission record.
pub const BUILT_IN_ROOTS: [&str; 3] = ["region", "members", "as_of"];

/// The name in expressions of something with a kebab-case id.
#[must_use]
pub fn name_of(id: &str) -> String {
    id.replace(['-', '.'], "_")
}

/// A message that a name is taken.
#[must_use]
pub fn repeated(kind: &'static str, name: &Text, first: Span) -> Diagnostic {
    Diagnostic::new(&messages::REPEATED_NAME)
        .with("kind", kind)
        .with("name", &name.value)
        .at(name.span)
        .remark(first, Remark::DeclaredHere)
}

/// A message that a name leads nowhere.
#[must_use]
pub fn dangling<'k>(kind: &'static str, name: &Text, known: impl Iterator<Item = &'k str>) -> Diagnostic {
    Diagnostic::new(&messages::DANGLING_REFERENCE)
        .with("kind", kind)
        .with("name", &name.value)
        .with("known", suggested(&name.value, known))
        .at(name.span)
}

/// How many names a message lists where none is near.
const LISTED: usize = 8;

/// The name that was probably meant; where none is near, the first few that there are.
#[must_use]
pub fn suggested<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> String {
    let known: Vec<&str> = known.collect();
    if let Some(nearest) = suggestion::nearest(name, known.iter().copied()) {
        return nearest.to_owned();
    }
    let more = if known.len() > LISTED { ", …" } else { "" };
    format!("{}{more}", known.into_iter().take(LISTED).collect::<Vec<_>>().join(", "))
}

/// What expressions can name: everywhere, or inside one record (for its derived values).
pub struct Scope<'s, E> {
    /// All records.
    pub records: &'s [Record<E>],
    /// All choices.
    pub choices: &'s [Choice],
    /// All thresholds.
    pub thresholds: &'s [Threshold],
    /// All lists of codes.
    pub code_lists: &'s [CodeList],
    /// All units.
    pub units: &'s UnitTable,
    /// The registry, for its further columns.
    pub registry: &'s Registry,
    /// The record whose members are the roots.
    pub root: &'s str,
    /// Whether region, members and the day are visible: in rules, not in derived values.
    pub whole: bool,
    /// The types of derived values that are known so far: record, member, type.
    pub derived: &'s [(String, String, Type)],
}

impl<E> Scope<'_, E> {
    fn record(&self, name: &str) -> Option<&Record<E>> {
        self.records.iter().find(|record| record.name == name)
    }

    fn unit(&self, text: Option<&Text>) -> Unit {
        text.and_then(|text| self.units.parse(&text.value).ok()).unwrap_or_else(Unit::none)
    }

    fn field_type(&self, field: &Field) -> Type {
        let single = match field.kind.value.as_str() {
            "text" | "region" => Type::Text,
            "number" | "integer" => Type::Number(self.unit(field.unit.as_ref())),
            "boolean" => Type::Boolean,
            "date" => Type::Date,
            choice => Type::Choice(choice.to_owned()),
        };
        if field.many { Type::List(Box::new(single)) } else { single }
    }

    fn content_type(&self, record: &str, name: &str, content: &Content<E>) -> Option<Type> {
        match content {
            Content::Field(field) => Some(self.field_type(field)),
            Content::Part(of) => self.record(&of.value).map(|of| Type::Record(of.name.clone())),
            Content::List { of, .. } => {
                self.record(&of.value).map(|of| Type::List(Box::new(Type::Record(of.name.clone()))))
            }
            Content::Derived(_) => {
                self.derived.iter().find(|(r, n, _)| r == record && n == name).map(|(_, _, kind)| kind.clone())
            }
        }
    }
}

impl<E> Names for Scope<'_, E> {
    fn root(&self, name: &str) -> Option<Type> {
        if let Some(kind) = self.member(self.root, name) {
            return Some(kind);
        }
        if let Some(threshold) = self.thresholds.iter().find(|threshold| threshold.name == name) {
            return Some(Type::Number(self.unit(threshold.unit.as_ref())));
        }
        if self.code_lists.iter().any(|list| list.name == name) {
            return Some(Type::List(Box::new(Type::Text)));
        }
        match name {
            "region" if self.whole => Some(Type::Record(REGION_RECORD.to_owned())),
            "as_of" if self.whole => Some(Type::Date),
            "members" if self.whole => Some(Type::List(Box::new(Type::Record(self.root.to_owned())))),
            _ => None,
        }
    }

    fn member(&self, record: &str, name: &str) -> Option<Type> {
        if record == REGION_RECORD {
            let known = COLUMNS.contains(&name) || self.registry.columns().iter().any(|column| column == name);
            return known.then_some(Type::Text);
        }
        // Every element of `members` carries its region.
        if record == self.root && name == "region" && self.whole {
            return Some(Type::Record(REGION_RECORD.to_owned()));
        }
        let content = &self.record(record)?.member(name)?.content;
        self.content_type(record, name, content)
    }

    fn root_names(&self) -> Vec<String> {
        let mut names = self.member_names(self.root);
        names.extend(self.thresholds.iter().map(|threshold| threshold.name.clone()));
        names.extend(self.code_lists.iter().map(|list| list.name.clone()));
        if self.whole {
            names.extend(BUILT_IN_ROOTS.iter().map(|name| (*name).to_owned()));
        }
        names
    }

    fn member_names(&self, record: &str) -> Vec<String> {
        if record == REGION_RECORD {
            let columns = COLUMNS.iter().map(|name| (*name).to_owned());
            return columns.chain(self.registry.columns().iter().cloned()).collect();
        }
        let members = self.record(record).map(|record| record.members.iter());
        members.into_iter().flatten().map(|member| member.name.clone()).collect()
    }

    fn options(&self, choice: &str) -> Option<Vec<String>> {
        let choice = self.choices.iter().find(|known| known.name == choice)?;
        Some(choice.options.iter().map(|(id, _)| id.clone()).collect())
    }

    fn option_titled(&self, choice: &str, title: &str) -> Option<String> {
        let choice = self.choices.iter().find(|known| known.name == choice)?;
        let titled = |label: &Label| label.zh == title || label.en.as_deref() == Some(title);
        choice.options.iter().find(|(_, label)| titled(label)).map(|(id, _)| id.clone())
    }

    fn units(&self) -> &UnitTable {
        self.units
    }
}
