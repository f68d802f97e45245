//! The reading of a node against its shape.

use super::{Child, IDS, LINE, Many, Shape, Takes};
use crate::base::{date::Date, number::Number, suggestion};
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::standard::text::{Label, Text};
use crate::syntax::{Argument, Node, Scalar, vocabulary};

/// A node that was held against its shape.
#[derive(Debug)]
pub struct Reading<'t> {
    /// The node.
    pub node: &'t Node,
    arguments: Vec<Option<&'t Argument>>,
    properties: Vec<(&'t str, &'t Argument)>,
    children: Vec<(&'static str, &'t Node)>,
}

impl<'t> Reading<'t> {
    /// Reads `node` as `shape`; everything that does not fit is reported and left out.
    pub fn new(node: &'t Node, shape: &'static Shape, diagnostics: &mut Vec<Diagnostic>) -> Self {
        #[cfg(test)]
        readings::note(node, shape);
        Self {
            node,
            arguments: read_arguments(node, shape, diagnostics),
            properties: read_properties(node, shape, diagnostics),
            children: read_children(node, shape, diagnostics),
        }
    }

    /// Where the node's name stands: the place for messages about the whole.
    #[must_use]
    pub fn span(&self) -> Span {
        self.node.name.span
    }

    fn argument(&self, index: usize) -> Option<&'t Argument> {
        self.arguments.get(index).copied().flatten()
    }

    /// The argument at `index`, as a text.
    #[must_use]
    pub fn text(&self, index: usize) -> Option<Text> {
        self.argument(index).and_then(text)
    }

    /// The argument at `index`, as a number.
    #[must_use]
    pub fn number(&self, index: usize) -> Option<Number> {
        self.argument(index).and_then(number)
    }

    /// All arguments from `index` on, as texts.
    #[must_use]
    pub fn texts(&self, index: usize) -> Vec<Text> {
        self.arguments.iter().skip(index).flatten().filter_map(|argument| text(argument)).collect()
    }

    /// The argument at `index`, labelled in English by the property `en`.
    #[must_use]
    pub fn label(&self, index: usize) -> Option<Label> {
        let zh = self.text(index)?.value;
        Some(Label { zh, en: self.property_text("en").map(|text| text.value) })
    }

    /// The value of a property.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&'t Argument> {
        self.properties.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }

    /// Whether a property was reported and left out; it may have been any.
    #[must_use]
    pub fn has_refused_property(&self) -> bool {
        self.properties.len() < self.node.properties.len()
    }

    /// A property as a text.
    #[must_use]
    pub fn property_text(&self, name: &str) -> Option<Text> {
        self.property(name).and_then(text)
    }

    /// A property as a number.
    #[must_use]
    pub fn property_number(&self, name: &str) -> Option<Number> {
        self.property(name).and_then(number)
    }

    /// A property as a truth value; `None` where it is absent.
    #[must_use]
    pub fn property_boolean(&self, name: &str) -> Option<bool> {
        match self.property(name)?.value {
            Scalar::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// A property as a date.
    #[must_use]
    pub fn property_date(&self, name: &str) -> Option<Date> {
        self.property_text(name).and_then(|text| Date::parse(&text.value))
    }

    /// A property as a comma-separated list of words.
    #[must_use]
    pub fn property_words(&self, name: &str) -> Vec<Text> {
        let Some(whole) = self.property_text(name) else { return Vec::new() };
        let words = whole.value.split([',', '，', '、']).map(str::trim);
        words.filter(|word| !word.is_empty()).map(|word| Text::made(word, whole.span)).collect()
    }

    /// Properties whose names the shape does not list (only where it is open).
    pub fn open_properties<'s>(&'s self, shape: &'s Shape) -> impl Iterator<Item = (&'t str, &'t Argument)> + 's {
        self.properties.iter().copied().filter(|(key, _)| shape.properties.iter().all(|slot| slot.name != *key))
    }

    /// The children with that keyword.
    pub fn children<'s>(&'s self, keyword: &'s str) -> impl Iterator<Item = &'t Node> + 's {
        self.children.iter().filter(move |(name, _)| *name == keyword).map(|(_, node)| *node)
    }

    /// All children in order, with their English keyword.
    pub fn all_children(&self) -> impl Iterator<Item = (&'static str, &'t Node)> + '_ {
        self.children.iter().copied()
    }

    /// The one child with that keyword.
    #[must_use]
    pub fn child(&self, keyword: &str) -> Option<&'t Node> {
        self.children.iter().find(|(name, _)| *name == keyword).map(|(_, node)| *node)
    }

    /// The text of the one child `keyword "…"`.
    pub fn child_text(&self, keyword: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Text> {
        self.child(keyword).and_then(|node| Reading::new(node, &LINE, diagnostics).text(0))
    }

    /// The text of the one child `keyword "…" en="…"`, in both languages.
    pub fn child_label(&self, keyword: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Label> {
        self.child(keyword).and_then(|node| Reading::new(node, &LINE, diagnostics).label(0))
    }

    /// The texts of all children `keyword "…"`, in both languages.
    pub fn child_labels(&self, keyword: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Label> {
        self.children(keyword).filter_map(|node| Reading::new(node, &LINE, diagnostics).label(0)).collect()
    }

    /// The ids of all children `keyword "id" "id"`.
    pub fn child_ids(&self, keyword: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Text> {
        self.children(keyword).flat_map(|node| Reading::new(node, &IDS, diagnostics).texts(0)).collect()
    }
}

/// The value as a text.
#[must_use]
pub fn text(argument: &Argument) -> Option<Text> {
    match &argument.value {
        Scalar::Text(value) | Scalar::Number(value) => {
            Some(Text { value: value.to_string(), span: argument.span, verbatim: argument.verbatim() })
        }
        Scalar::Boolean(_) | Scalar::Null => None,
    }
}

fn number(argument: &Argument) -> Option<Number> {
    match &argument.value {
        Scalar::Number(text) | Scalar::Text(text) => Number::parse(text).ok(),
        Scalar::Boolean(_) | Scalar::Null => None,
    }
}

/// A keyword in the language in which the node's own keyword is written.
fn spelled(keyword: &'static str, node: &Node) -> &'static str {
    if node.name.text.is_ascii() { keyword } else { vocabulary::chinese(keyword).unwrap_or(keyword) }
}

fn read_arguments<'t>(node: &'t Node, shape: &Shape, diagnostics: &mut Vec<Diagnostic>) -> Vec<Option<&'t Argument>> {
    let mut read = Vec::with_capacity(node.arguments.len());
    for (index, argument) in node.arguments.iter().enumerate() {
        let takes = shape.arguments.get(index).map(|slot| slot.takes).or(shape.rest);
        let Some(takes) = takes else {
            diagnostics.push(
                Diagnostic::new(&messages::TOO_MANY_ARGUMENTS)
                    .with("keyword", &node.name.text)
                    .with("count", shape.arguments.len())
                    .at(argument.span),
            );
            break;
        };
        read.push(accepted(argument, takes, diagnostics));
    }
    if let Some(missing) = shape.arguments.iter().skip(node.arguments.len()).find(|slot| slot.required) {
        diagnostics.push(
            Diagnostic::new(&messages::MISSING_ARGUMENT)
                .with("keyword", &node.name.text)
                .with("argument", spelled(missing.name, node))
                .with("example", missing.takes.name())
                .at(node.name.span),
        );
    }
    read
}

fn accepted<'t>(argument: &'t Argument, takes: Takes, diagnostics: &mut Vec<Diagnostic>) -> Option<&'t Argument> {
    if takes.accepts(&argument.value) {
        return Some(argument);
    }
    diagnostics.push(
        Diagnostic::new(&messages::WRONG_VALUE)
            .with("expected", takes.name())
            .with("instead", takes.meant(&argument.value))
            .at(argument.span),
    );
    None
}

fn read_properties<'t>(
    node: &'t Node,
    shape: &Shape,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(&'t str, &'t Argument)> {
    let mut read: Vec<(&'t str, &'t Argument)> = Vec::with_capacity(node.properties.len());
    for property in &node.properties {
        let written = &*property.name.text;
        let name = vocabulary::canonical(written).unwrap_or(written);
        let slot = shape.properties.iter().find(|slot| slot.name == name);
        match slot {
            // The same property in both languages is one property twice.
            Some(_) if read.iter().any(|(key, _)| *key == name) => diagnostics
                .push(Diagnostic::new(&messages::REPEATED_PROPERTY).with("name", written).at(property.name.span)),
            Some(slot) => {
                if let Some(value) = accepted(&property.value, slot.takes, diagnostics) {
                    read.push((slot.name, value));
                }
            }
            // An open name is the author's own, so it is not translated.
            None if shape.open => read.push((written, &property.value)),
            None => diagnostics.push(
                Diagnostic::new(&messages::UNKNOWN_PROPERTY)
                    .with("name", written)
                    .with("keyword", &node.name.text)
                    .with("known", nearest_or_all(written, shape.properties.iter().map(|slot| slot.name)))
                    .at(property.name.span),
            ),
        }
    }
    let is_unknown = |written: &str| {
        let name = vocabulary::canonical(written).unwrap_or(written);
        shape.properties.iter().all(|slot| slot.name != name)
    };
    for slot in shape.properties.iter().filter(|slot| slot.required) {
        let present = node.properties.iter().any(|property| {
            &*property.name.text == slot.name || vocabulary::canonical(&property.name.text) == Some(slot.name)
        });
        let misspelt = node.properties.iter().any(|property| {
            let written = &*property.name.text;
            is_unknown(written) && suggestion::nearest(written, [spelled(slot.name, node)]).is_some()
        });
        if !present && !misspelt {
            diagnostics.push(
                Diagnostic::new(&messages::MISSING_PROPERTY)
                    .with("keyword", &node.name.text)
                    .with("name", spelled(slot.name, node))
                    .with("example", slot.takes.name())
                    .at(node.name.span),
            );
        }
    }
    read
}

fn read_children<'t>(
    node: &'t Node,
    shape: &Shape,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(&'static str, &'t Node)> {
    let mut read: Vec<(&'static str, &'t Node)> = Vec::new();
    for child in node.children() {
        let written = &*child.name.text;
        let name = vocabulary::canonical(written).unwrap_or(written);
        match shape.children.iter().find(|child| child.is_called(name)) {
            Some(Child { keyword, many, .. }) => {
                let first = read.iter().find(|(known, _)| known == keyword).map(|(_, node)| node.name.span);
                match first {
                    Some(first) if *many != Many::Several => diagnostics.push(
                        Diagnostic::new(&messages::REPEATED_CHILD)
                            .with("name", written)
                            .at(child.name.span)
                            .remark(first, crate::diagnostic::Remark::DeclaredHere),
                    ),
                    _ => read.push((keyword, child)),
                }
            }
            None => diagnostics.push(
                Diagnostic::new(&messages::UNKNOWN_KEYWORD)
                    .with("name", written)
                    .with("parent", &node.name.text)
                    .with("known", nearest_or_all(written, shape.children.iter().map(|child| child.keyword)))
                    .at(child.name.span),
            ),
        }
    }
    for Child { keyword, .. } in shape.children.iter().filter(|child| child.many == Many::Needed) {
        // One that is misspelt was reported as unknown.
        let misspelt = node.children().any(|child| {
            let written = &*child.name.text;
            let name = vocabulary::canonical(written).unwrap_or(written);
            !shape.children.iter().any(|child| child.is_called(name))
                && suggestion::nearest(written, [spelled(keyword, node)]).is_some()
        });
        if !misspelt && read.iter().all(|(known, _)| known != keyword) {
            diagnostics.push(
                Diagnostic::new(&messages::MISSING_CHILD)
                    .with("keyword", &node.name.text)
                    .with("name", spelled(keyword, node))
                    .at(node.name.span),
            );
        }
    }
    read
}

/// The nearest of the known words, in the spelling of the writer's language; all of them where none is near.
pub(crate) fn nearest_or_all<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> String {
    let chinese = !written.is_ascii();
    let spelled: Vec<&str> =
        known.map(|word| if chinese { vocabulary::chinese(word).unwrap_or(word) } else { word }).collect();
    match suggestion::nearest(written, spelled.iter().copied()) {
        Some(nearest) => nearest.to_owned(),
        None => spelled.join(", "),
    }
}

/// Which shapes nodes were read by, for the test that [`keywords`](crate::keywords) knows the same.
#[cfg(test)]
pub(crate) mod readings {
    use super::{Node, Shape, Span};
    use std::cell::RefCell;

    thread_local! {
        static READ: RefCell<Vec<(Span, &'static Shape)>> = const { RefCell::new(Vec::new()) };
    }

    /// Takes note of a node and its shape.
    pub fn note(node: &Node, shape: &'static Shape) {
        READ.with_borrow_mut(|read| read.push((node.name.span, shape)));
    }

    /// What this thread has read since it was asked last: places of names, and shapes.
    pub fn take() -> Vec<(Span, &'static Shape)> {
        READ.take()
    }
}
