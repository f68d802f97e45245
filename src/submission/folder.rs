//! A round of submissions: a folder with `submissions.kdl` and one file per region.

use super::datum::{Content, Datum, Entry};
use super::{json, kdl};
use crate::base::date::Date;
use crate::diagnostic::catalogue::{declaration, submission as messages};
use crate::diagnostic::{Diagnostic, Remark, SourceId, SourceMap, Span, has_errors};
use crate::package::Files;
use crate::standard::Standard;
use crate::standard::names::suggested;
use crate::standard::shape::{ANY, Child, FACTS, Reading, Shape, Slot, Takes};
use crate::syntax::{self, Node, vocabulary};
use std::collections::BTreeMap;

/// The file that describes a round.
pub const MANIFEST: &str = "submissions.kdl";

static ROUND: Shape = Shape {
    arguments: &[],
    rest: None,
    properties: &[
        Slot::required("standard", Takes::Text),
        Slot::optional("as-of", Takes::Date),
        Slot::optional("period", Takes::Text),
    ],
    open: false,
    children: &[],
};

static ENVELOPE: Shape = Shape {
    arguments: &[],
    rest: None,
    properties: &[
        Slot::required("region", Takes::Any),
        Slot::optional("period", Takes::Text),
        Slot::optional("edition", Takes::Text),
        Slot::optional("basis", Takes::Text),
        Slot::optional("status", Takes::Text),
    ],
    open: false,
    children: &[Child::several(ANY, &FACTS)],
};

/// What the files of a round hold at their top.
pub const TOP_LEVEL: [Child; 2] = [Child::several("submissions", &ROUND), Child::several("submission", &ENVELOPE)];

/// The members of a JSON envelope beside its data.
const ENVELOPE_NAMES: [&str; 5] = ["region", "period", "edition", "basis", "status"];

/// What `submissions.kdl` says.
#[derive(Debug, Clone, Default)]
pub struct Round {
    /// The folder of the standard, relative to this one.
    pub standard: Option<String>,
    /// The day of the verdicts.
    pub as_of: Option<Date>,
    /// The period reported on.
    pub period: Option<String>,
}

/// One region's submission, not yet held against a standard.
#[derive(Debug)]
pub struct Submission {
    /// The region's code.
    pub region: String,
    /// The period it reports on.
    pub period: Option<String>,
    /// The edition of the standard it was made for.
    pub edition: Option<String>,
    /// What its facts rest on: self-declared, document, site visit and so on.
    pub basis: Option<String>,
    /// How far it has come: draft, submitted and so on.
    pub status: Option<String>,
    /// Its body.
    pub data: Datum,
    /// Where the region is named.
    pub span: Span,
}

/// Reads `submissions.kdl`.
pub fn read_round(files: &Files, sources: &mut SourceMap, diagnostics: &mut Vec<Diagnostic>) -> Option<Round> {
    let (path, bytes) = files.get(MANIFEST)?;
    let id = files.add_source(path, bytes, sources, diagnostics)?;
    let (document, found) = syntax::parse(sources, id);
    let failed = has_errors(&found);
    diagnostics.extend(found);
    if failed {
        return None;
    }
    let is_round = |node: &&Node| canonical(&node.name.text) == "submissions";
    let node = document.nodes.iter().find(is_round)?;
    let reading = Reading::new(node, &ROUND, diagnostics);
    Some(Round {
        standard: reading.property_text("standard").map(|text| text.value),
        as_of: reading.property_date("as-of"),
        period: reading.property_text("period").map(|text| text.value),
    })
}

/// Reads every other file of the folder. A file that cannot be read leaves out its own region only.
pub fn read_submissions(files: &Files, sources: &mut SourceMap, diagnostics: &mut Vec<Diagnostic>) -> Vec<Submission> {
    let mut submissions = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| *path != MANIFEST) {
        let Some(id) = files.add_source(path, bytes, sources, diagnostics) else { continue };
        let read = if path.ends_with(".json") {
            read_json(sources, id, diagnostics)
        } else {
            read_kdl(sources, id, diagnostics)
        };
        submissions.extend(read);
    }
    submissions
}

/// Keeps the submissions of known regions; a region with two has none, because nobody said which counts.
pub fn accept(
    submissions: Vec<Submission>,
    standard: &Standard,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Submission> {
    let mut accepted: BTreeMap<String, Submission> = BTreeMap::new();
    let mut doubled: BTreeMap<String, Span> = BTreeMap::new();
    for submission in submissions {
        let code = submission.region.clone();
        if standard.registry.get(&code).is_none() {
            let known = standard.registry.regions().iter().map(|region| region.code.as_str());
            diagnostics.push(
                Diagnostic::new(&declaration::NOT_IN_REGISTRY)
                    .with("value", &code)
                    .with("known", suggested(&code, known))
                    .at(submission.span),
            );
            continue;
        }
        let version = &standard.manifest.version;
        if let Some(edition) = submission.edition.as_ref().filter(|edition| *edition != version) {
            diagnostics.push(
                Diagnostic::new(&messages::OTHER_EDITION)
                    .with("edition", edition)
                    .with("version", version)
                    .at(submission.span),
            );
        }
        let first = doubled.get(&code).copied().or_else(|| accepted.get(&code).map(|first| first.span));
        match first {
            Some(first) => {
                diagnostics.push(
                    Diagnostic::new(&messages::SECOND_SUBMISSION)
                        .with("code", &code)
                        .at(submission.span)
                        .remark(first, Remark::DeclaredHere),
                );
                doubled.insert(code.clone(), first);
                accepted.remove(&code);
            }
            None => {
                accepted.insert(code, submission);
            }
        }
    }
    accepted
}

fn canonical(name: &str) -> &str {
    vocabulary::canonical(name).unwrap_or(name)
}

fn read_kdl(sources: &SourceMap, id: SourceId, diagnostics: &mut Vec<Diagnostic>) -> Option<Submission> {
    let (document, found) = syntax::parse(sources, id);
    let failed = has_errors(&found);
    diagnostics.extend(found);
    if failed {
        // What was read is not all that was reported.
        return None;
    }
    let mut envelope = None;
    for node in &document.nodes {
        if canonical(&node.name.text) == "submission" && envelope.is_none() {
            envelope = Some(node);
        } else {
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
    let reading = Reading::new(node, &ENVELOPE, diagnostics);
    let text = |name: &str| reading.property_text(name).map(|text| text.value);
    let region = reading.property_text("region");
    let data = kdl::body(node.children.as_deref().unwrap_or(&[]), node.name.span, diagnostics);
    let region = region?;
    Some(Submission {
        region: region.value,
        period: text("period"),
        edition: text("edition"),
        basis: text("basis"),
        status: text("status"),
        data,
        span: region.span,
    })
}

fn read_json(sources: &SourceMap, id: SourceId, diagnostics: &mut Vec<Diagnostic>) -> Option<Submission> {
    let datum = json::parse(sources, id, diagnostics)?;
    let Content::Object { members, .. } = datum.content else {
        diagnostics.push(Diagnostic::new(&messages::NO_ENVELOPE).at(datum.span));
        return None;
    };
    let mut texts: BTreeMap<String, (String, Span)> = BTreeMap::new();
    let mut data = None;
    let names_region = members.iter().any(|member| member.name == "region");
    for Entry { name, span, value } in members {
        match (name.as_str(), &value.content) {
            ("data", _) => data = Some(value),
            ("$schema", _) => {}
            (known, Content::Text(text)) if ENVELOPE_NAMES.contains(&known) => {
                texts.insert(name.clone(), (text.clone(), value.span));
            }
            (known, _) if ENVELOPE_NAMES.contains(&known) => {
                diagnostics.push(Diagnostic::new(&messages::ENVELOPE_VALUE).with("name", &name).at(value.span));
            }
            _ => diagnostics.push(
                Diagnostic::new(&messages::UNKNOWN_ENVELOPE)
                    .with("name", &name)
                    .with("known", format!("{}, data", ENVELOPE_NAMES.join(", ")))
                    .at(span),
            ),
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
        period: text("period"),
        edition: text("edition"),
        basis: text("basis"),
        status: text("status"),
        data,
        span,
    })
}
