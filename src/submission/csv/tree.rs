//! Values by their paths → the records and lists in which they lie.

use super::path::{Path, Step};
use crate::diagnostic::catalogue::{format as messages, submission};
use crate::diagnostic::{Diagnostic, Remark, Span};
use crate::form::geometry::PARTIAL;
use crate::submission::datum::{Content, Datum, Entry, Loose};
use crate::submission::handwriting::{Completeness, absent, completeness};
use std::collections::BTreeMap;

/// Something at a path: a value, a record, or a list.
#[derive(Debug)]
pub struct Branch {
    /// Where it is first named.
    span: Span,
    /// What is written for it itself.
    value: Option<Datum>,
    members: Named<Branch>,
    elements: Named<Branch>,
    /// What the list says of itself.
    said: Option<Datum>,
}

/// Things by name, in the order in which they were first named.
#[derive(Debug)]
struct Named<T> {
    index: BTreeMap<String, usize>,
    things: Vec<(String, T)>,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self { index: BTreeMap::new(), things: Vec::new() }
    }
}

impl<T> Named<T> {
    fn get_or_add(&mut self, name: &str, thing: impl FnOnce() -> T) -> Option<&mut T> {
        let next = self.things.len();
        let at = *self.index.entry(name.to_owned()).or_insert(next);
        if at == next {
            self.things.push((name.to_owned(), thing()));
        }
        self.things.get_mut(at).map(|(_, thing)| thing)
    }

    fn is_empty(&self) -> bool {
        self.things.is_empty()
    }
}

impl Branch {
    /// Nothing yet, at the place where it begins.
    pub fn new(span: Span) -> Self {
        Self { span, value: None, members: Named::default(), elements: Named::default(), said: None }
    }

    /// Puts a value at the end of a path; a second one at the same path is reported.
    pub fn put(&mut self, path: &Path, named: Span, value: Datum, diagnostics: &mut Vec<Diagnostic>) {
        let mut branch = Some(self);
        for step in &path.steps {
            branch = branch.and_then(|branch| branch.step(step, named));
        }
        let Some(branch) = branch else { return };
        let place = if path.of_list { &mut branch.said } else { &mut branch.value };
        match place {
            Some(first) => diagnostics.push(
                Diagnostic::new(&submission::REPEATED_MEMBER)
                    .with("name", path.to_string())
                    .at(named)
                    .remark(first.span, Remark::DeclaredHere),
            ),
            None => *place = Some(value),
        }
    }

    fn step(&mut self, step: &Step, span: Span) -> Option<&mut Self> {
        let member = self.members.get_or_add(&step.name, || Self::new(span))?;
        match &step.key {
            Some(key) => member.elements.get_or_add(key, || Self::new(span)),
            None => Some(member),
        }
    }

    /// The record that the branches below this one make.
    pub fn into_record(self, diagnostics: &mut Vec<Diagnostic>) -> Datum {
        self.record(None, diagnostics)
    }

    // Paths have at most MAX_DEPTH steps, which bounds the recursion.
    fn record(self, key: Option<Datum>, diagnostics: &mut Vec<Diagnostic>) -> Datum {
        let members = self.members.things.into_iter();
        let members = members.map(|(name, branch)| Entry { name, span: branch.span, value: branch.datum(diagnostics) });
        let content = Content::Object { members: members.collect(), key: key.map(Box::new) };
        Datum { content, span: self.span }
    }

    fn datum(mut self, diagnostics: &mut Vec<Diagnostic>) -> Datum {
        let is_list = !self.elements.is_empty() || self.said.is_some();
        let is_record = !self.members.is_empty();
        match self.value.take_if(|value| !is_blank(&value.content) || !(is_list || is_record)) {
            Some(value) if !is_list && !is_record => return value,
            // Of a value and what lies below it, only what lies below can be meant.
            Some(value) => diagnostics.push(Diagnostic::new(&messages::VALUE_AND_PARTS).at(value.span)),
            None => {}
        }
        if is_list && is_record {
            diagnostics.push(Diagnostic::new(&messages::LIST_AND_RECORD).at(self.span));
        }
        if is_list { self.list(diagnostics) } else { self.record(None, diagnostics) }
    }

    fn list(self, diagnostics: &mut Vec<Diagnostic>) -> Datum {
        let span = self.said.as_ref().map_or(self.span, |said| said.span);
        let partial = match self.said {
            Some(said) if !is_blank(&said.content) => match Said::read(&said) {
                Said::Whole(Completeness::Complete) => None,
                Said::Whole(Completeness::Partial(reason)) => Some(reason),
                Said::Absent(content) if self.elements.is_empty() => return Datum { content, span },
                Said::Absent(_) | Said::Unclear => {
                    diagnostics.push(Diagnostic::new(&messages::COMPLETENESS).at(said.span));
                    Some(None)
                }
            },
            // An empty cell says no more than no row at all.
            _ if self.elements.is_empty() => return Datum { content: Content::Null, span },
            _ => {
                diagnostics.push(Diagnostic::new(&messages::OPEN_LIST).at(span));
                Some(None)
            }
        };
        let partial = partial.map(|reason| reason.unwrap_or_else(|| PARTIAL.join(" ")));
        let elements = self.elements.things.into_iter();
        let items = elements.map(|(key, branch)| branch.element(key, diagnostics)).collect();
        Datum { content: Content::Array { items, partial }, span }
    }

    fn element(mut self, key: String, diagnostics: &mut Vec<Diagnostic>) -> Datum {
        match self.value.take_if(|value| !is_blank(&value.content)) {
            Some(value) if self.members.is_empty() => return value,
            Some(value) => diagnostics.push(Diagnostic::new(&messages::VALUE_AND_PARTS).at(value.span)),
            None => {}
        }
        let key = Datum { content: Content::Loose(Loose::Text(key)), span: self.span };
        self.record(Some(key), diagnostics)
    }
}

/// What a cell says of a list.
enum Said {
    Whole(Completeness),
    /// That there can be none.
    Absent(Content),
    Unclear,
}

impl Said {
    fn read(said: &Datum) -> Self {
        let Content::Loose(loose) = &said.content else { return Self::Unclear };
        if let Loose::Text(text) = loose
            && let Some(completeness) = completeness(text)
        {
            return Self::Whole(completeness);
        }
        absent(loose).map_or(Self::Unclear, Self::Absent)
    }
}

fn is_blank(content: &Content) -> bool {
    matches!(content, Content::Loose(Loose::Text(text)) if text.trim().is_empty())
}
