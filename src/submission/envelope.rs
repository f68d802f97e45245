//! What a submission says of itself beside its data.

use super::Submission;
use super::datum::{Content, Datum, Entry};
use super::handwriting;
use crate::base::date::Date;
use crate::base::intention;
use crate::diagnostic::catalogue::{format, round, submission as messages};
use crate::diagnostic::{Diagnostic, Span};
use crate::standard::Text;
use std::collections::BTreeMap;

/// The members of an envelope beside its data.
pub const NAMES: [&str; 7] = ["region", "period", "edition", "basis", "status", "submitted_on", "via"];

/// Names that an envelope does not have that are reported; more have one cause.
pub const MAX_UNKNOWN: usize = 20;

/// The members of an envelope as they were read, with their places.
pub type Texts = BTreeMap<String, (String, Span)>;

/// A submission with what its envelope says.
pub fn seal(
    (region, span): (String, Span),
    handwritten: bool,
    mut texts: Texts,
    data: Datum,
    diagnostics: &mut Vec<Diagnostic>,
) -> Submission {
    let submitted_on = texts.remove("submitted_on").and_then(|(text, span)| day(&text, span, handwritten, diagnostics));
    let via = texts.remove("via").map(|(code, span)| Text::made(code, span));
    let mut text = |name: &str| texts.remove(name).map(|(text, _)| text);
    Submission {
        region,
        handwritten,
        period: text("period"),
        edition: text("edition"),
        basis: text("basis"),
        status: text("status"),
        submitted_on,
        via,
        data,
        span,
    }
}

/// The day of submission that a text gives; `None` where it gives none (and reported). People may write it in their own way.
pub fn day(text: &str, span: Span, handwritten: bool, diagnostics: &mut Vec<Diagnostic>) -> Option<Date> {
    let mut day = Date::parse(text);
    if let (None, true) = (day, handwritten)
        && let Some(meant) = handwriting::one_day(text)
    {
        let about = Diagnostic::new(&format::READ_AS).with("title", "报送日期 submitted_on").with("written", text);
        diagnostics.push(about.with("read", meant).at(span));
        day = Some(meant);
    }
    if day.is_none() {
        let meant = intention::date(text).map_or_else(|| "2024-01-31".to_owned(), |date| date.to_string());
        diagnostics.push(
            Diagnostic::new(&round::SUBMITTED_ON).with("value", text).with("instead", format!("\"{meant}\"")).at(span),
        );
    }
    day
}

/// The submission that one object is, envelope and data; `None` where it is none (and reported).
pub fn open(datum: Datum, diagnostics: &mut Vec<Diagnostic>) -> Option<Submission> {
    let Content::Object { members, .. } = datum.content else {
        diagnostics.push(Diagnostic::new(&messages::NO_ENVELOPE).at(datum.span));
        return None;
    };
    let mut texts = Texts::new();
    let mut data = None;
    let mut unknown = 0;
    let names_region = members.iter().any(|member| member.name == "region");
    for Entry { name, span, value } in members {
        match (name.as_str(), &value.content) {
            ("data", _) => data = Some(value),
            ("$schema", _) => {}
            (known, Content::Text(text)) if NAMES.contains(&known) => {
                texts.insert(name.clone(), (text.clone(), value.span));
            }
            (known, _) if NAMES.contains(&known) => {
                diagnostics.push(Diagnostic::new(&messages::ENVELOPE_VALUE).with("name", &name).at(value.span));
            }
            _ if unknown < MAX_UNKNOWN => {
                unknown += 1;
                diagnostics.push(
                    Diagnostic::new(&messages::UNKNOWN_ENVELOPE)
                        .with("name", &name)
                        .with("known", format!("{}, data", NAMES.join(", ")))
                        .at(span),
                );
            }
            _ => {}
        }
    }
    let Some((region, span)) = texts.remove("region") else {
        // One of another form was reported as such.
        if !names_region {
            diagnostics.push(Diagnostic::new(&messages::NO_REGION).at(datum.span));
        }
        return None;
    };
    let Some(data) = data else {
        diagnostics.push(Diagnostic::new(&messages::NO_ENVELOPE).at(datum.span));
        return None;
    };
    Some(seal((region, span), false, texts, data, diagnostics))
}
