//! `{{part "name" value}}`: another template filled in with one value alone, its fields (of a list, its `items`) and the words of the
//! language.
//!
//! Because a part sees nothing else, equal values make equal texts: what the last run filled in serves again.

use super::memo::Memo;
use super::template::Sink;
use crate::base::fingerprint::fingerprint;
use handlebars::{Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderErrorReason};
use serde_json::{Map, Value};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The name of the helper.
pub const NAME: &str = "part";
/// What the elements of a list are called in a part.
const ITEMS: &str = "items";
/// What a part sees beside the fields of its value.
const WORDS: [&str; 2] = ["lang", "labels"];

/// The texts of parts.
#[derive(Debug, Clone, Default)]
pub struct Parts(Arc<Memo<Arc<str>>>);

impl Parts {
    /// Ends a run.
    pub fn renew(&self) {
        self.0.renew();
    }
}

/// A value whose fields are read in the order in which they stand: that of its own `Hash` sorts them first.
struct InOrder<'v>(&'v Value);

impl Hash for InOrder<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Values of templates are our own models, a few levels deep.
        match self.0 {
            Value::Array(values) => {
                (1_u8, values.len()).hash(state);
                values.iter().for_each(|value| InOrder(value).hash(state));
            }
            Value::Object(fields) => {
                (2_u8, fields.len()).hash(state);
                fields.iter().for_each(|(name, value)| (name, InOrder(value)).hash(state));
            }
            plain => (3_u8, plain).hash(state),
        }
    }
}

impl HelperDef for Parts {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        output: &mut dyn Output,
    ) -> HelperResult {
        let wanted = |at: usize, shape: &str| {
            RenderErrorReason::ParamTypeMismatchForName(NAME, at.to_string(), shape.to_owned())
        };
        let value = helper.param(1).map(|value| value.value()).ok_or_else(|| wanted(1, "object"))?;
        let name = helper.param(0).and_then(|name| name.value().as_str()).ok_or_else(|| wanted(0, "string"))?;
        if !(value.is_object() || value.is_array()) {
            return Err(wanted(1, "object, array").into());
        }
        let key = fingerprint(&(name, context.data().get("lang"), InOrder(value)));
        if let Some(text) = self.0.known(key) {
            return Ok(output.write(&text)?);
        }
        let mut data = match value {
            Value::Object(fields) => fields.clone(),
            items => Map::from_iter([(ITEMS.to_owned(), items.clone())]),
        };
        for word in WORDS {
            data.insert(word.to_owned(), context.data().get(word).cloned().unwrap_or_default());
        }
        let mut sink = Sink::default();
        registry.render_with_context_to_write(name, &Context::from(Value::Object(data)), &mut sink)?;
        let text = sink.into_text();
        // The line on which the part is asked for has an end of its own.
        let text = text.strip_suffix('\n').unwrap_or(&text);
        self.0.keep(key, text.into());
        Ok(output.write(text)?)
    }
}
