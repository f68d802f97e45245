//! Text with `{{expression}}` parts: messages, advice and figures in words.

use std::collections::BTreeSet;

use super::types::{Member, Names, Type};
use super::value::{Object, Reason, Value};
use super::{Expression, Source, compile};
use crate::base::number::{Number, Rounding};
use crate::diagnostic::catalogue::expression as message;
use crate::diagnostic::{Diagnostic, Language};

/// A compiled text with expressions in it.
#[derive(Debug, Clone, Hash)]
pub struct Template {
    text: String,
    parts: Vec<Part>,
    members: BTreeSet<Member>,
}

#[derive(Debug, Clone, Hash)]
enum Part {
    Text(String),
    Value(Box<Expression>),
}

/// Compiles a text with `{{expression}}` parts.
///
/// # Errors
/// All mistakes of all parts: those of [`compile`], a part without end, a part whose value cannot be shown.
pub fn compile_template(source: Source<'_>, names: &dyn Names) -> Result<Template, Vec<Diagnostic>> {
    let mut parts = Vec::new();
    let mut diagnostics = Vec::new();
    let mut at = 0;
    while let Some((before, inside)) = source.text.get(at..).and_then(|rest| rest.split_once("{{")) {
        push_text(&mut parts, before);
        let start = at + before.len() + 2;
        // No expression holds `{{`: the part before it was left open.
        let closed = inside.split_once("}}").filter(|(text, _)| !text.contains("{{"));
        let Some((text, _)) = closed else {
            let place = source.place(start - 2, start);
            diagnostics.push(Diagnostic::new(&message::UNCLOSED_PART).at(place));
            return Err(diagnostics);
        };
        match compile_part(source.part(start, start + text.len()), names) {
            Ok(expression) => parts.push(Part::Value(Box::new(expression))),
            Err(more) => diagnostics.extend(more),
        }
        at = start + text.len() + 2;
    }
    push_text(&mut parts, source.text.get(at..).unwrap_or(""));
    if diagnostics.is_empty() { Ok(Template::of(source.text, parts)) } else { Err(diagnostics) }
}

fn push_text(parts: &mut Vec<Part>, text: &str) {
    if !text.is_empty() {
        parts.push(Part::Text(text.to_owned()));
    }
}

fn compile_part(source: Source<'_>, names: &dyn Names) -> Result<Expression, Vec<Diagnostic>> {
    let expression = compile(source, names)?;
    let value_type = expression.value_type();
    if is_shown(value_type) {
        return Ok(expression);
    }
    let diagnostic = Diagnostic::new(&message::NOT_SHOWN).with("type", value_type).at(expression.span());
    Err(vec![diagnostic])
}

fn is_shown(value_type: &Type) -> bool {
    match value_type {
        Type::Boolean | Type::Number(_) | Type::Text | Type::Date | Type::Choice(_) => true,
        Type::List(element) => !matches!(**element, Type::List(_)) && is_shown(element),
        Type::Record(_) => false,
    }
}

impl Template {
    fn of(text: &str, parts: Vec<Part>) -> Self {
        let mut template = Self { text: text.to_owned(), parts, members: BTreeSet::new() };
        template.members = template.expressions().flat_map(Expression::members).cloned().collect();
        template
    }

    /// The text as written, `{{expressions}}` included.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every name that its expressions read.
    #[must_use]
    pub fn members(&self) -> &BTreeSet<Member> {
        &self.members
    }

    /// The expressions in it, in order.
    pub fn expressions(&self) -> impl Iterator<Item = &Expression> {
        self.parts.iter().filter_map(|part| match part {
            Part::Value(expression) => Some(&**expression),
            Part::Text(_) => None,
        })
    }

    /// The words between its expressions, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Text(words) => Some(words.as_str()),
            Part::Value(_) => None,
        })
    }

    /// The text with the values of its parts. Numbers are exact if their decimal form ends, otherwise rounded to
    /// `digits` decimal places; what is unknown or not applicable is said in words.
    #[must_use]
    pub fn render(&self, root: &dyn Object, language: Language, digits: u32) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(words) => text.push_str(words),
                Part::Value(expression) => text.push_str(&shown(&expression.evaluate(root).value, language, digits)),
            }
        }
        text
    }
}

fn shown(value: &Value<'_>, language: Language, digits: u32) -> String {
    match value {
        Value::Unknown | Value::Object(_) => in_words(language, "未报", "not reported"),
        Value::NotApplicable(reason) => not_applicable(reason, language),
        Value::Boolean(true) => in_words(language, "是", "yes"),
        Value::Boolean(false) => in_words(language, "否", "no"),
        Value::Number(number) => number_text(number, digits),
        Value::Text(text) => text.to_string(),
        Value::Date(date) => date.to_string(),
        Value::List(list) => {
            let mut items: Vec<String> = list
                .elements()
                .iter()
                .filter(|element| !element.maybe)
                .map(|element| shown(&element.value, language, digits))
                .collect();
            if !list.is_settled() {
                items.push("…".to_owned());
            }
            items.join(match language {
                Language::Zh => "、",
                Language::En => ", ",
            })
        }
    }
}

fn in_words(language: Language, zh: &str, en: &str) -> String {
    match language {
        Language::Zh => zh.to_owned(),
        Language::En => en.to_owned(),
    }
}

fn not_applicable(reason: &Reason, language: Language) -> String {
    match (language, reason.text(language)) {
        (Language::Zh, "") => "不适用".to_owned(),
        (Language::En, "") => "not applicable".to_owned(),
        (Language::Zh, reason) => format!("不适用（{reason}）"),
        (Language::En, reason) => format!("not applicable ({reason})"),
    }
}

fn number_text(number: &Number, digits: u32) -> String {
    if number.is_terminating() { number.to_string() } else { number.decimal(digits, Rounding::HalfEven) }
}
