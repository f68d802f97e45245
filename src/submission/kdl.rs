//! Submissions written in KDL: `hall { zones { - "lounge" area=40 } }`.

use super::Submission;
use super::datum::{Content, Datum, Entry};
use super::envelope::{MAX_UNKNOWN, NAMES, Texts, seal};
use super::format::Input;
use super::members::Members;
use crate::diagnostic::catalogue::submission as messages;
use crate::diagnostic::{Diagnostic, Span, has_errors};
use crate::standard::shape::{ANY, Child, FACTS, NOT_APPLICABLE, PARTIAL, Reading, Shape, Slot, Takes};
use crate::syntax::{self, Argument, Node, Scalar, vocabulary};

/// The `submission` node.
pub static ENVELOPE: Shape = Shape {
    arguments: &[],
    rest: None,
    properties: &[
        Slot::required("region", Takes::Any),
        Slot::optional("period", Takes::Text),
        Slot::optional("edition", Takes::Text),
        Slot::optional("basis", Takes::Text),
        Slot::optional("status", Takes::Text),
        Slot::optional("submitted-on", Takes::Date),
        Slot::optional("via", Takes::Any),
    ],
    open: false,
    children: &[Child::several(ANY, &FACTS)],
};

/// Reads a file; `None` where it holds no submission (and reported).
pub fn read(input: &mut Input<'_, '_>) -> Option<Submission> {
    let id = input.add_source()?;
    let diagnostics = &mut *input.diagnostics;
    let (document, found) = syntax::parse(input.sources, id);
    let failed = has_errors(&found);
    diagnostics.extend(found);
    if failed {
        // What was read is not all that was reported.
        return None;
    }
    let mut envelope = None;
    let mut unknown = 0;
    for node in &document.nodes {
        if vocabulary::canonical(&node.name.text).unwrap_or(&node.name.text) == "submission" && envelope.is_none() {
            envelope = Some(node);
        } else if unknown < MAX_UNKNOWN {
            unknown += 1;
            diagnostics.push(
                Diagnostic::new(&messages::UNKNOWN_ENVELOPE)
                    .with("name", &node.name.text)
                    .with("known", "submission")
                    .at(node.name.span),
            );
        }
    }
    let Some(node) = envelope else {
        diagnostics.push(Diagnostic::new(&messages::NO_ENVELOPE).at(Span::new(id, 0, 0)));
        return None;
    };
    let without_body = Node { children: None, ..node.clone() };
    let reading = Reading::new(&without_body, &ENVELOPE, diagnostics);
    let region = reading.property_text("region");
    let mut texts = Texts::new();
    for name in NAMES {
        if let Some(text) = reading.property_text(&name.replace('_', "-")) {
            texts.insert(name.to_owned(), (text.value, text.span));
        }
    }
    // One that is no day has been reported with its property.
    if reading.property_date("submitted-on").is_none() {
        texts.remove("submitted_on");
    }
    let data = body(node.children.as_deref().unwrap_or(&[]), node.name.span, diagnostics);
    let region = region?;
    Some(seal((region.value, region.span), false, texts, data, diagnostics))
}

/// The body of a submission: the members that the nodes name.
///
/// The front end bounds how deep blocks nest, and with it every recursion here.
pub fn body(nodes: &[Node], span: Span, diagnostics: &mut Vec<Diagnostic>) -> Datum {
    let mut members = Members::default();
    add_children(nodes, &mut members, diagnostics);
    Datum { content: Content::Object { key: None, members: members.into_entries() }, span }
}

fn add_children(nodes: &[Node], members: &mut Members, diagnostics: &mut Vec<Diagnostic>) {
    for node in nodes {
        let value = node_value(node, diagnostics);
        members.add(Entry { name: node.name.text.to_string(), span: node.name.span, value }, diagnostics);
    }
}

/// A node's value. Nothing but an empty block may be a list or a record, which only the standard can say. With a block of `-` nodes it is a list; with another block or properties, a record; else its arguments.
fn node_value(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Datum {
    let span = node.name.span;
    let is_list = node.children().next().is_some_and(|first| &*first.name.text == "-");
    let partial = node.arguments.iter().find_map(|argument| annotated(argument, PARTIAL));
    if is_list || partial.is_some() {
        let items = node.children().filter_map(|child| list_item(child, diagnostics)).collect();
        return Datum { content: Content::Array { items, partial }, span };
    }
    let is_empty = node.arguments.is_empty() && node.properties.is_empty() && node.children().next().is_none();
    if (node.children.is_some() || !node.properties.is_empty()) && !is_empty {
        return object(node, diagnostics);
    }
    let mut values: Vec<Datum> = node.arguments.iter().map(scalar).collect();
    match (values.len(), values.pop()) {
        (1, Some(only)) if matches!(only.content, Content::NotApplicable(_)) => only,
        (_, Some(last)) => {
            values.push(last);
            Datum { content: Content::Values(values), span }
        }
        (_, None) => Datum { content: Content::Values(values), span },
    }
}

fn list_item(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Datum> {
    if &*node.name.text != "-" {
        diagnostics.push(Diagnostic::new(&messages::NOT_A_LIST_ITEM).with("name", &node.name.text).at(node.name.span));
        return None;
    }
    Some(object(node, diagnostics))
}

/// A record: the first argument is its key, properties and children are its members.
fn object(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Datum {
    let mut arguments = node.arguments.iter();
    let key = arguments.next().map(|argument| Box::new(scalar(argument)));
    for extra in arguments {
        diagnostics.push(Diagnostic::new(&messages::EXTRA_VALUE).at(extra.span));
    }
    let mut members = Members::default();
    for property in &node.properties {
        let value = scalar(&property.value);
        let value = Datum { span: property.value.span, content: Content::Values(vec![value]) };
        let entry = Entry { name: property.name.text.to_string(), span: property.name.span, value };
        members.add(entry, diagnostics);
    }
    add_children(node.children.as_deref().unwrap_or(&[]), &mut members, diagnostics);
    Datum { content: Content::Object { key, members: members.into_entries() }, span: node.name.span }
}

fn scalar(argument: &Argument) -> Datum {
    let content = match (&argument.value, annotated(argument, NOT_APPLICABLE)) {
        (_, Some(reason)) => Content::NotApplicable(reason),
        (Scalar::Text(text), None) => Content::Text(text.to_string()),
        (Scalar::Number(text), None) => Content::Number(text.to_string()),
        (Scalar::Boolean(value), None) => Content::Boolean(*value),
        (Scalar::Null, None) => Content::Null,
    };
    Datum { content, span: argument.span }
}

/// The text of a value that carries the annotation, as in `(n/a)"reason"`.
fn annotated(argument: &Argument, annotation: &str) -> Option<String> {
    let written = &argument.annotation.as_ref()?.text;
    let canonical = vocabulary::canonical(written).unwrap_or(written);
    match &argument.value {
        Scalar::Text(text) if canonical == annotation => Some(text.to_string()),
        _ => None,
    }
}
