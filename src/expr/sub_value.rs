//! The values that the parts of an expression had in one evaluation: why it came to what it came to.

use super::value::Value;

/// Most parts that are kept of one evaluation; what comes later is left out.
const MAX_PARTS: usize = 20_000;

/// A part of an expression with the value that it had. Records (`hall` in `hall.area`) are no parts of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubValue {
    /// The part as written; for an element of a list, what identifies it.
    pub text: String,
    /// Its value (see [`Value::shown`]); `None` where it is unknown.
    pub value: Option<String>,
    /// What sort of part it is.
    pub form: Form,
    /// The parts of which it consists; for a derived value the expression behind it.
    pub parts: Vec<Self>,
}

/// The sorts of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A literal: its text says all.
    Literal,
    /// A comparison with this operator; its two sides are its parts.
    Relation(&'static str),
    /// An element that a list macro looked at, with the value of the body.
    Element {
        /// Whether it speaks for the result: for `all` an element that fails, for the others one that may count.
        telling: bool,
    },
    /// Anything else.
    Other,
}

/// The parts of an evaluation while it runs. Nested as deep as the evaluation is, which the trace bounds.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    open: Vec<SubValue>,
    done: Vec<SubValue>,
    count: usize,
}

impl Recorder {
    /// Begins a part; false where there is no room for it.
    pub fn open(&mut self, form: Form, text: impl FnOnce() -> String) -> bool {
        if self.count >= MAX_PARTS {
            return false;
        }
        self.count += 1;
        self.open.push(SubValue { text: text(), value: None, form, parts: Vec::new() });
        true
    }

    /// Says of what form the part is that was begun last.
    pub fn reform(&mut self, form: Form) {
        if let Some(last) = self.open.last_mut() {
            last.form = form;
        }
    }

    /// Ends the part that was begun last.
    pub fn close(&mut self, value: &Value<'_>) {
        let Some(mut part) = self.open.pop() else { return };
        part.value = value.shown();
        let siblings = self.open.last_mut().map_or(&mut self.done, |parent| &mut parent.parts);
        match value {
            Value::Object(_) if !matches!(part.form, Form::Element { .. }) => siblings.append(&mut part.parts),
            _ => siblings.push(part),
        }
    }

    /// The outermost parts.
    pub fn into_sub_values(self) -> Vec<SubValue> {
        self.done
    }
}
