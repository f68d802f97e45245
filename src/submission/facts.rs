//! Facts: what a region reported, held against the records of a standard, every value with its place.
//!
//! What does not fit is reported at its place and left out, which makes it unknown; nothing else of the submission is lost.

use super::datum::{Content as Written, Datum, Entry, Loose};
use super::handwriting::{self, Hand};
use super::privacy;
use crate::base::date::Date;
use crate::base::intention;
use crate::base::number::{Number, Rounding};
use crate::diagnostic::catalogue::{format, submission as messages};
use crate::diagnostic::{Diagnostic, Span};
use crate::expr::{Element, List, Object, Reason, Trace, Value};
use crate::standard::Standard;
use crate::standard::names::suggested;
use crate::standard::record::{Content, Field, Member, Record};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The most elements of one list.
pub const MAX_ELEMENTS: usize = 100_000;
/// The most characters of one text.
pub const MAX_TEXT: usize = 2_000;

/// The most messages about one submission.
pub const MAX_REPORTED: usize = 1_000;

/// The facts of one record.
#[derive(Debug)]
pub struct Facts<'s> {
    record: &'s Record,
    /// From the region: `A01:hall.zones[lounge]`.
    path: String,
    members: Vec<Fact<'s>>,
}

/// What is known of one member of a record.
#[derive(Debug)]
enum Fact<'s> {
    /// Nothing.
    Unknown,
    /// There can be no value.
    NotApplicable { reason: String, place: Span },
    /// One value.
    Value { value: Value<'static>, place: Span },
    /// A set of options.
    Set { values: Vec<Value<'static>>, partial: bool, place: Span },
    /// A nested record; there also where nothing of it is known.
    Part(Box<Facts<'s>>),
    /// Many records.
    List { elements: Vec<Facts<'s>>, partial: bool, place: Span },
    /// Computed when it is asked for.
    Derived,
}

/// What is known of one member, for those who pass facts on and do not judge them.
#[derive(Debug, Clone, Copy)]
pub enum Known<'f, 's> {
    /// Nothing; nor is anything that is computed.
    Nothing,
    /// There can be no value, with the reason, which may be empty.
    NotApplicable(&'f str),
    /// One value.
    One(&'f Value<'static>),
    /// Several values, and whether there are more.
    Several {
        /// The values.
        values: &'f [Value<'static>],
        /// Whether there are more.
        partial: bool,
    },
    /// A nested record.
    Part(&'f Facts<'s>),
    /// Many records, and whether there are more.
    Elements {
        /// The records.
        elements: &'f [Facts<'s>],
        /// Whether there are more.
        partial: bool,
    },
}

impl<'s> Facts<'s> {
    /// What is known of the member with that name.
    #[must_use]
    pub fn known(&self, name: &str) -> Known<'_, 's> {
        let index = self.record.members.iter().position(|member| member.name == name);
        match index.and_then(|index| self.members.get(index)) {
            None | Some(Fact::Unknown | Fact::Derived) => Known::Nothing,
            Some(Fact::NotApplicable { reason, .. }) => Known::NotApplicable(reason),
            Some(Fact::Value { value, .. }) => Known::One(value),
            Some(Fact::Set { values, partial, .. }) => Known::Several { values, partial: *partial },
            Some(Fact::Part(part)) => Known::Part(part),
            Some(Fact::List { elements, partial, .. }) => Known::Elements { elements, partial: *partial },
        }
    }

    /// The facts of `datum` as the standard's submission record; `region` begins every path.
    pub fn read(
        standard: &'s Standard,
        region: &str,
        datum: Option<&Datum>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let root = standard.root()?;
        let datum = datum.map(|datum| privacy::cleaned(datum, diagnostics));
        let datum = datum.as_deref();
        let mut reader = Reader { standard, diagnostics: Vec::new(), suppressed: false };
        let facts = reader.record(root, format!("{region}:"), datum);
        diagnostics.append(&mut reader.diagnostics);
        if reader.suppressed {
            let message = Diagnostic::new(&format::TOO_MANY_MESSAGES).with("limit", MAX_REPORTED);
            diagnostics.extend(datum.map(|datum| message.at(datum.span)));
        }
        Some(facts)
    }

    /// How many values are reported: fields with a value or a stated reason, and lists.
    #[must_use]
    pub fn count(&self) -> usize {
        let count = |fact: &Fact<'_>| match fact {
            Fact::Unknown | Fact::Derived => 0,
            Fact::NotApplicable { .. } | Fact::Value { .. } | Fact::Set { .. } => 1,
            Fact::Part(part) => part.count(),
            Fact::List { elements, .. } => 1 + elements.iter().map(Facts::count).sum::<usize>(),
        };
        self.members.iter().map(count).sum()
    }

    fn path_of(&self, name: &str) -> String {
        join(&self.path, name)
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() || path.ends_with(':') { format!("{path}{name}") } else { format!("{path}.{name}") }
}

impl Object for Facts<'_> {
    fn member<'a>(&'a self, name: &str, trace: &mut Trace) -> Value<'a> {
        let Some(index) = self.record.members.iter().position(|member| member.name == name) else {
            return Value::Unknown;
        };
        let (Some(member), Some(fact)) = (self.record.members.get(index), self.members.get(index)) else {
            return Value::Unknown;
        };
        let (value, place) = match fact {
            Fact::Part(part) => return Value::Object(part.as_ref()),
            Fact::Derived => {
                return match &member.content {
                    Content::Derived(expression) => expression.evaluate_in(self, trace),
                    _ => Value::Unknown,
                };
            }
            Fact::Unknown => (Value::Unknown, None),
            Fact::NotApplicable { reason, place } => {
                (Value::NotApplicable(Reason::Stated(reason.clone())), Some(*place))
            }
            Fact::Value { value, place } => (value.clone(), Some(*place)),
            Fact::Set { values, partial, place } => {
                let elements = values.iter().map(|value| Element::certain(value.clone())).collect();
                (Value::List(List::new(elements, *partial)), Some(*place))
            }
            Fact::List { elements, partial, place } => {
                let elements = elements.iter().map(|element| Element::certain(Value::Object(element))).collect();
                (Value::List(List::new(elements, *partial)), Some(*place))
            }
        };
        trace.note(&self.path_of(name), &value, place);
        value
    }

    fn label(&self) -> String {
        self.path.clone()
    }
}

struct Reader<'s> {
    standard: &'s Standard,
    diagnostics: Vec<Diagnostic>,
    /// Whether there was more to report than is told.
    suppressed: bool,
}

// Records never contain themselves, which bounds every recursion here by the standard, not by the submission.
impl<'s> Reader<'s> {
    /// Whether no more is told, so that nobody need look for what was meant.
    fn is_full(&self) -> bool {
        self.diagnostics.len() >= MAX_REPORTED
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        if !self.is_full() {
            self.diagnostics.push(diagnostic);
        } else {
            self.suppressed = true;
        }
    }

    /// The facts of a record; without a datum, nothing of it is known.
    fn record(&mut self, record: &'s Record, path: String, datum: Option<&Datum>) -> Facts<'s> {
        let written = datum.map(|datum| (&datum.content, datum.span));
        let entries: &[Entry] = match written {
            Some((Written::Object { members, .. }, _)) => members,
            None | Some((Written::Null, _)) => &[],
            // An empty KDL block may be a list or a record.
            Some((Written::Values(values), _)) if values.is_empty() => &[],
            Some((Written::Loose(loose), _)) if matches!(handwriting::absent(loose), Some(Written::Null)) => &[],
            Some((_, span)) => {
                self.report(Diagnostic::new(&messages::NOT_A_RECORD).with("title", &record.title.zh).at(span));
                &[]
            }
        };
        for entry in entries {
            self.check_name(record, entry);
        }
        let members = record.members.iter();
        let members = members.map(|member| {
            let entry = entries.iter().find(|entry| entry.name == member.name);
            self.fact(member, join(&path, &member.name), entry)
        });
        let members = members.collect();
        Facts { record, path, members }
    }

    fn check_name(&mut self, record: &Record, entry: &Entry) {
        match record.member(&entry.name).map(|member| &member.content) {
            Some(Content::Derived(_)) => {
                self.report(Diagnostic::new(&messages::DERIVED_GIVEN).with("name", &entry.name).at(entry.span));
            }
            Some(_) => {}
            None if self.is_full() => self.suppressed = true,
            None => {
                let known = record.members.iter().filter(|member| !matches!(member.content, Content::Derived(_)));
                self.report(
                    Diagnostic::new(&messages::UNKNOWN_MEMBER)
                        .with("name", &entry.name)
                        .with("title", &record.title.zh)
                        .with("known", suggested(&entry.name, known.map(|member| member.name.as_str())))
                        .at(entry.span),
                );
            }
        }
    }

    fn fact(&mut self, member: &'s Member, path: String, entry: Option<&Entry>) -> Fact<'s> {
        let datum = entry.map(|entry| &entry.value);
        match &member.content {
            Content::Derived(_) => Fact::Derived,
            Content::Part(of) => match self.standard.record(&of.value) {
                Some(record) => Fact::Part(Box::new(self.record(record, path, datum))),
                None => Fact::Unknown,
            },
            Content::List { of, key } => match (self.standard.record(&of.value), datum) {
                (Some(record), Some(datum)) => self.list(record, &key.value, &path, datum),
                _ => Fact::Unknown,
            },
            Content::Field(field) => match datum.and_then(|datum| self.strict(field, member, datum)) {
                Some(datum) if field.many => self.set(field, member, &datum),
                Some(datum) => self.single(field, member, &datum),
                None => Fact::Unknown,
            },
        }
    }

    /// A loose value as a strict one; `None` where it cannot be read.
    fn strict<'w>(&mut self, field: &Field, member: &Member, datum: &'w Datum) -> Option<Cow<'w, Datum>> {
        let Written::Loose(loose) = &datum.content else { return Some(Cow::Borrowed(datum)) };
        let mut diagnostics = Vec::new();
        let (standard, title, span) = (self.standard, member.title.zh.as_str(), datum.span);
        let suggests = !self.is_full();
        let mut hand = Hand { standard, field, title, span, suggests, diagnostics: &mut diagnostics };
        let content = if field.many { hand.many(loose) } else { hand.one(loose) };
        diagnostics.into_iter().for_each(|diagnostic| self.report(diagnostic));
        Some(Cow::Owned(Datum { content: content?, span }))
    }

    /// An element with its key as a member like the others, and as a strict value.
    fn with_key<'w>(&mut self, record: &Record, item: &'w Datum, key: &str) -> Cow<'w, Datum> {
        let Written::Object { key: positional, members } = &item.content else { return Cow::Borrowed(item) };
        let loose = |entry: &Entry| entry.name == key && matches!(entry.value.content, Written::Loose(_));
        if positional.is_none() && !members.iter().any(loose) {
            return Cow::Borrowed(item);
        }
        Cow::Owned(self.with_own_key(record, item.clone(), key))
    }

    fn with_own_key(&mut self, record: &Record, mut item: Datum, key: &str) -> Datum {
        let Written::Object { key: positional, members } = &mut item.content else { return item };
        if let Some(value) = positional.take() {
            if let Some(index) = members.iter().position(|entry| entry.name == key) {
                let second = members.remove(index);
                self.key_twice(&second, &value);
            }
            members.insert(0, Entry { name: key.to_owned(), span: value.span, value: *value });
        }
        let Some(index) = members.iter().position(|entry| entry.name == key) else { return item };
        if let Some(member @ Member { content: Content::Field(field), .. }) = record.member(key)
            && let Some(entry) = members.get_mut(index)
        {
            match self.strict(field, member, &entry.value).map(Cow::into_owned) {
                Some(value) => entry.value = value,
                // An element with a key that nobody can read still is one.
                None => {
                    members.remove(index);
                }
            }
        }
        item
    }

    /// A key that stands by its name as well as before the members; in tables it may do so in the same words.
    fn key_twice(&mut self, second: &Entry, first: &Datum) {
        let same = matches!(
            (&second.value.content, &first.content),
            (Written::Loose(Loose::Text(second)), Written::Loose(Loose::Text(first))) if second.trim() == first.trim()
        );
        if !same {
            self.report(
                Diagnostic::new(&messages::REPEATED_MEMBER)
                    .with("name", &second.name)
                    .at(second.span)
                    .remark(first.span, crate::diagnostic::Remark::DeclaredHere),
            );
        }
    }

    fn list(&mut self, record: &'s Record, key: &str, path: &str, datum: &Datum) -> Fact<'s> {
        let (items, partial) = match &datum.content {
            Written::Null => return Fact::Unknown,
            Written::NotApplicable(reason) => {
                return Fact::NotApplicable { reason: reason.clone(), place: datum.span };
            }
            Written::Array { items, partial } => (items, partial.is_some()),
            // An empty KDL block may be a list or a record.
            Written::Values(values) if values.is_empty() => (values, false),
            Written::Loose(loose) if let Some(content) = handwriting::absent(loose) => {
                return match content {
                    Written::NotApplicable(reason) => Fact::NotApplicable { reason, place: datum.span },
                    _ => Fact::Unknown,
                };
            }
            _ => {
                self.report(Diagnostic::new(&messages::NOT_A_LIST).with("title", &record.title.zh).at(datum.span));
                return Fact::Unknown;
            }
        };
        if items.len() > MAX_ELEMENTS {
            self.report(Diagnostic::new(&messages::TOO_MANY).with("limit", MAX_ELEMENTS).at(datum.span));
            return Fact::Unknown;
        }
        let mut elements = Vec::with_capacity(items.len());
        let mut partial = partial;
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for (index, item) in items.iter().enumerate() {
            let item = self.with_key(record, item, key);
            let label = key_text(&item, key);
            if let Some((label, span)) = &label {
                if let Some(first) = seen.get(label) {
                    self.report(
                        Diagnostic::new(&messages::REPEATED_KEY)
                            .with("key", label)
                            .at(*span)
                            .remark(*first, crate::diagnostic::Remark::DeclaredHere),
                    );
                    // What is left out may still be another element.
                    partial = true;
                    continue;
                }
                seen.insert(label.clone(), *span);
            }
            let label = label.filter(|(label, _)| !privacy::is_personal(label));
            let label = label.map_or_else(|| format!("#{}", index + 1), |(label, _)| label);
            elements.push(self.record(record, format!("{path}[{label}]"), Some(&item)));
        }
        Fact::List { elements, partial, place: datum.span }
    }

    fn set(&mut self, field: &Field, member: &Member, datum: &Datum) -> Fact<'s> {
        let (items, partial) = match &datum.content {
            Written::Null => return Fact::Unknown,
            Written::NotApplicable(reason) => {
                return Fact::NotApplicable { reason: reason.clone(), place: datum.span };
            }
            Written::Values(items) => (items, false),
            Written::Array { items, partial } => (items, partial.is_some()),
            _ => {
                self.report(Diagnostic::new(&messages::NOT_A_SET).with("title", &member.title.zh).at(datum.span));
                return Fact::Unknown;
            }
        };
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            match self.value(field, member, item) {
                Some(value) => values.push(value),
                // One value that cannot be read leaves the set open, not smaller.
                None => return Fact::Set { values, partial: true, place: datum.span },
            }
        }
        Fact::Set { values, partial, place: datum.span }
    }

    fn single(&mut self, field: &Field, member: &Member, datum: &Datum) -> Fact<'s> {
        let datum = match &datum.content {
            Written::Values(values) => match values.as_slice() {
                [only] => only,
                _ => {
                    self.report(Diagnostic::new(&messages::ONE_VALUE).with("title", &member.title.zh).at(datum.span));
                    return Fact::Unknown;
                }
            },
            _ => datum,
        };
        match &datum.content {
            Written::Null => Fact::Unknown,
            Written::NotApplicable(reason) => Fact::NotApplicable { reason: reason.clone(), place: datum.span },
            _ => match self.value(field, member, datum) {
                Some(value) => Fact::Value { value, place: datum.span },
                None => Fact::Unknown,
            },
        }
    }

    /// One value of the field's type, or `None` where it is none (and reported).
    fn value(&mut self, field: &Field, member: &Member, datum: &Datum) -> Option<Value<'static>> {
        let title = &member.title.zh;
        let wrong = |expected: &str| {
            Diagnostic::new(&messages::WRONG_TYPE)
                .with("title", title)
                .with("expected", expected)
                .with("instead", meant(field, &datum.content).unwrap_or_else(|| expected.to_owned()))
                .at(datum.span)
        };
        let kind = field.kind.value.as_str();
        let read = match (kind, &datum.content) {
            ("text", Written::Text(text)) if text.chars().count() > MAX_TEXT => {
                Err(Diagnostic::new(&messages::LONG_TEXT).with("title", title).with("limit", MAX_TEXT).at(datum.span))
            }
            ("text", Written::Text(text)) => Ok(Value::text(text)),
            ("boolean", Written::Boolean(value)) => Ok(Value::Boolean(*value)),
            ("date", Written::Text(text)) => Date::parse(text).map(Value::Date).ok_or_else(|| wrong("\"2024-01-31\"")),
            ("region", Written::Text(text) | Written::Number(text)) => match self.standard.registry.get(text) {
                Some(_) => Ok(Value::text(text)),
                None => Err(Diagnostic::new(&messages::UNKNOWN_REGION).with("code", text).at(datum.span)),
            },
            ("number" | "integer", Written::Number(text)) => number(field, text, title, datum.span),
            ("number", _) => Err(wrong("12.5")),
            ("integer", _) => Err(wrong("12")),
            ("boolean", _) => Err(wrong("true / false")),
            ("date", _) => Err(wrong("\"2024-01-31\"")),
            ("text", _) => Err(wrong("\"…\"")),
            (choice, Written::Text(text)) => self.option(choice, text, title, datum.span),
            _ => Err(wrong("\"…\"")),
        };
        match read {
            Ok(value) => Some(value),
            Err(diagnostic) => {
                self.report(diagnostic);
                None
            }
        }
    }

    fn option(&self, choice: &str, text: &str, title: &str, span: Span) -> Result<Value<'static>, Diagnostic> {
        let Some(choice) = self.standard.choice(choice) else { return Ok(Value::Unknown) };
        if choice.option(text).is_some() {
            return Ok(Value::text(text));
        }
        // The title of an option is what people see on the form; its id is what is written.
        let titled = choice.options.iter().find(|(_, title)| title.zh == text || title.en.as_deref() == Some(text));
        let known = match titled {
            Some((id, _)) => id.clone(),
            None if self.is_full() => String::new(),
            None => suggested(text, choice.options.iter().map(|(id, _)| id.as_str())),
        };
        Err(Diagnostic::new(&messages::UNKNOWN_OPTION)
            .with("value", text)
            .with("title", title)
            .with("known", known)
            .at(span))
    }
}

fn number(field: &Field, text: &str, title: &str, span: Span) -> Result<Value<'static>, Diagnostic> {
    let Ok(number) = Number::parse(text) else {
        return Err(Diagnostic::new(&messages::UNREADABLE_NUMBER).with("title", title).at(span));
    };
    if field.kind.value == "integer" && !number.is_integer() {
        let rounded = number.rounded(0, Rounding::HalfEven);
        let wrong =
            Diagnostic::new(&messages::WRONG_TYPE).with("title", title).with("expected", "12").with("instead", rounded);
        return Err(wrong.at(span));
    }
    let below = field.min.as_ref().is_some_and(|min| number < *min);
    let above = field.max.as_ref().is_some_and(|max| number > *max);
    if below || above {
        let bound = |bound: &Option<Number>| bound.as_ref().map_or_else(|| "…".to_owned(), ToString::to_string);
        return Err(Diagnostic::new(&messages::OUT_OF_RANGE)
            .with("value", &number)
            .with("title", title)
            .with("min", bound(&field.min))
            .with("max", bound(&field.max))
            .at(span));
    }
    Ok(Value::Number(number))
}

/// The value of the type that was probably meant by one of another form.
fn meant(field: &Field, written: &Written) -> Option<String> {
    match (field.kind.value.as_str(), written) {
        (kind @ ("number" | "integer"), Written::Text(text)) => {
            let number = intention::number(text)?;
            // Where the field counts percents, the sign is its unit.
            let percents =
                field.unit.as_ref().is_some_and(|unit| unit.value == "percent") && text.contains(['%', '％']);
            let number = if percents { number * Number::from(100) } else { number };
            (kind == "number" || number.is_integer()).then(|| number.to_string())
        }
        ("date", Written::Text(text) | Written::Number(text)) => {
            intention::date(text).map(|date| format!("\"{date}\""))
        }
        ("boolean", Written::Text(text)) => intention::boolean(text).map(|value| value.to_string()),
        ("text", Written::Number(text)) => Some(format!("\"{text}\"")),
        _ => None,
    }
}

/// The text of an element's key, where it has one.
fn key_text(item: &Datum, key: &str) -> Option<(String, Span)> {
    let Written::Object { members, .. } = &item.content else { return None };
    let value = &members.iter().find(|member| member.name == key)?.value;
    let value = match &value.content {
        Written::Values(values) => values.first()?,
        _ => value,
    };
    match &value.content {
        Written::Text(text) | Written::Number(text) => Some((text.clone(), value.span)),
        _ => None,
    }
}
