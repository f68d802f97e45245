//! What a submission says of itself beside its data, in the formats that write both as one object.

use super::Submission;
use super::datum::{Content, Datum, Entry};
use crate::diagnostic::catalogue::submission as messages;
use crate::diagnostic::{Diagnostic, Span};
use std::collections::BTreeMap;

/// The members of an envelope beside its data.
pub const NAMES: [&str; 5] = ["region", "period", "edition", "basis", "status"];

/// Names that an envelope does not have that are reported; more have one cause.
pub const MAX_UNKNOWN: usize = 20;

/// The submission that an object is; `None` where it is none (and reported).
pub fn open(datum: Datum, diagnostics: &mut Vec<Diagnostic>) -> Option<Submission> {
    let Content::Object { members, .. } = datum.content else {
        diagnostics.push(Diagnostic::new(&messages::NO_ENVELOPE).at(datum.span));
        return None;
    };
    let mut texts: BTreeMap<String, (String, Span)> = BTreeMap::new();
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
    let mut text = |name: &str| texts.remove(name).map(|(text, _)| text);
    Some(Submission {
        region,
        handwritten: false,
        period: text("period"),
        edition: text("edition"),
        basis: text("basis"),
        status: text("status"),
        data,
        span,
    })
}
