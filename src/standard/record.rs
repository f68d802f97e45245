//! What is submitted: choices, and records of fields, parts, lists and derived values.

use super::names::BUILT_IN_TYPES;
use super::shape::{Child, NAMED, Reading, Shape, Slot, Takes, Words};
use super::text::{Label, Text};
use crate::base::number::Number;
use crate::diagnostic::{Diagnostic, Span};
use crate::expr::Expression;
use crate::syntax::{Node, vocabulary};

/// The `choice` node.
pub static CHOICE: Shape = Shape {
    arguments: &[Slot::required("name", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text)],
    open: false,
    children: &[Child::several("option", &NAMED)],
};

/// The `record` node.
pub static RECORD: Shape = Shape {
    arguments: &[Slot::required("name", Takes::Text), Slot::required("title", Takes::Text)],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text), Slot::optional("help", Takes::Text)],
    open: false,
    children: &[
        Child::several("field", &FIELD),
        Child::several("part", &PART),
        Child::several("list", &LIST),
        Child::several("derived", &DERIVED),
    ],
};

const MEMBER_ARGUMENTS: &[Slot] = &[Slot::required("name", Takes::Text), Slot::required("title", Takes::Text)];

static FIELD: Shape = Shape {
    arguments: MEMBER_ARGUMENTS,
    rest: None,
    properties: &[
        Slot::required("type", Takes::Text).of(Words::Fixed(&BUILT_IN_TYPES)),
        Slot::optional("unit", Takes::Text),
        Slot::optional("min", Takes::Number),
        Slot::optional("max", Takes::Number),
        Slot::optional("many", Takes::Boolean),
        Slot::optional("asked", Takes::Boolean),
        Slot::optional("en", Takes::Text),
        Slot::optional("help", Takes::Text),
    ],
    open: false,
    children: &[],
};

static PART: Shape = Shape {
    arguments: MEMBER_ARGUMENTS,
    rest: None,
    properties: &[
        Slot::required("of", Takes::Text),
        Slot::optional("en", Takes::Text),
        Slot::optional("help", Takes::Text),
    ],
    open: false,
    children: &[],
};

static LIST: Shape = Shape {
    arguments: MEMBER_ARGUMENTS,
    rest: None,
    properties: &[
        Slot::required("of", Takes::Text),
        Slot::required("key", Takes::Text),
        Slot::optional("en", Takes::Text),
        Slot::optional("help", Takes::Text),
    ],
    open: false,
    children: &[],
};

static DERIVED: Shape = Shape {
    arguments: &[
        Slot::required("name", Takes::Text),
        Slot::required("title", Takes::Text),
        Slot::required("expression", Takes::Text),
    ],
    rest: None,
    properties: &[Slot::optional("en", Takes::Text), Slot::optional("help", Takes::Text)],
    open: false,
    children: &[],
};

/// A closed set of words.
#[derive(Debug, Clone, Hash)]
pub struct Choice {
    /// Its name, usable as a type.
    pub name: String,
    /// Its title.
    pub title: Label,
    /// Its options: id and title.
    pub options: Vec<(String, Label)>,
    /// Where it is declared.
    pub span: Span,
}

impl Choice {
    /// Reads a `choice` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &CHOICE, diagnostics);
        let mut options: Vec<(Text, Label)> = Vec::new();
        for child in reading.children("option") {
            let option = Reading::new(child, &NAMED, diagnostics);
            let (Some(id), Some(title)) = (option.text(0), option.label(1)) else { continue };
            if let Some((first, _)) = options.iter().find(|(known, _)| known.value == id.value) {
                diagnostics.push(super::names::repeated("option", &id, first.span));
            } else {
                options.push((id, title));
            }
        }
        let options = options.into_iter().map(|(id, title)| (id.value, title)).collect();
        Some(Self { name: reading.text(0)?.value, title: reading.label(1)?, options, span: reading.span() })
    }

    /// The title of an option.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<&Label> {
        self.options.iter().find(|(option, _)| option == id).map(|(_, title)| title)
    }
}

/// A form: what belongs together. `E` is the form of its expressions: text as declared, compiled in a standard.
#[derive(Debug, Clone, Hash)]
pub struct Record<E = Expression> {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Label,
    /// Help for those who fill it in.
    pub help: Option<String>,
    /// What it holds, in order.
    pub members: Vec<Member<E>>,
    /// Where it is declared.
    pub span: Span,
}

/// One thing in a record.
#[derive(Debug, Clone, Hash)]
pub struct Member<E = Expression> {
    /// Its name in expressions.
    pub name: String,
    /// Its title.
    pub title: Label,
    /// Help for those who fill it in.
    pub help: Option<String>,
    /// What it is.
    pub content: Content<E>,
    /// Where it is declared.
    pub span: Span,
}

/// What a member of a record is.
#[derive(Debug, Clone, Hash)]
pub enum Content<E = Expression> {
    /// One value (or, with `many`, several).
    Field(Field),
    /// One nested record, by name.
    Part(Text),
    /// Many records of that name, told apart by their field `key`.
    List {
        /// The record of its elements.
        of: Text,
        /// The field that identifies an element.
        key: Text,
    },
    /// A value computed from the record's other members.
    Derived(E),
}

/// A field that is filled in.
#[derive(Debug, Clone, Hash)]
pub struct Field {
    /// The name of its type.
    pub kind: Text,
    /// Its unit.
    pub unit: Option<Text>,
    /// Least value.
    pub min: Option<Number>,
    /// Greatest value.
    pub max: Option<Number>,
    /// Whether it holds several values.
    pub many: bool,
    /// Whether forms ask for it even where nothing reads it: for people, not for rules.
    pub asked: bool,
}

impl Record<Text> {
    /// Reads a `record` node.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let reading = Reading::new(node, &RECORD, diagnostics);
        let mut members: Vec<Member<Text>> = Vec::new();
        for (keyword, child) in reading.all_children() {
            let Some(member) = read_member(keyword, child, diagnostics) else { continue };
            if let Some(first) = members.iter().find(|known| known.name == member.name) {
                let name = Text::made(member.name, member.span);
                diagnostics.push(super::names::repeated("member", &name, first.span));
            } else {
                members.push(member);
            }
        }
        Some(Self {
            name: reading.text(0)?.value,
            title: reading.label(1)?,
            help: reading.property_text("help").map(|text| text.value),
            members,
            span: reading.span(),
        })
    }
}

impl<E> Record<E> {
    /// The member with that name.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Member<E>> {
        self.members.iter().find(|member| member.name == name)
    }
}

/// The name of a type, with built-in ones brought to their English spelling; a choice keeps its own name.
pub(crate) fn built_in_type(kind: Text) -> Text {
    match vocabulary::canonical(&kind.value) {
        Some(word) if BUILT_IN_TYPES.contains(&word) => Text { value: word.to_owned(), ..kind },
        _ => kind,
    }
}

fn read_member(keyword: &str, node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Member<Text>> {
    let shape = match keyword {
        "field" => &FIELD,
        "part" => &PART,
        "list" => &LIST,
        _ => &DERIVED,
    };
    let reading = Reading::new(node, shape, diagnostics);
    let content = match keyword {
        "field" => Content::Field(Field {
            kind: built_in_type(reading.property_text("type")?),
            unit: reading.property_text("unit"),
            min: reading.property_number("min"),
            max: reading.property_number("max"),
            many: reading.property_boolean("many").unwrap_or(false),
            asked: reading.property_boolean("asked").unwrap_or(false),
        }),
        "part" => Content::Part(reading.property_text("of")?),
        "list" => Content::List { of: reading.property_text("of")?, key: reading.property_text("key")? },
        _ => Content::Derived(reading.text(2)?),
    };
    Some(Member {
        name: reading.text(0)?.value,
        title: reading.label(1)?,
        help: reading.property_text("help").map(|text| text.value),
        content,
        span: reading.span(),
    })
}
