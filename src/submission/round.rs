//! What came in a round: for which region each file is, and by which way it came.
//!
//! A way is what the submission states (`via`), or else the innermost folder of the round whose name begins with the code of a
//! region other than its own, or else whoever collects the round. Where none of these says anything, the way is unknown.

use super::folder::{MANIFEST, Round, Submission};
use crate::base::date::Date;
use crate::diagnostic::catalogue::declaration as messages;
use crate::diagnostic::{Diagnostic, SourceId, SourceMap, Span};
use crate::package::Files;
use crate::standard::names::suggested;
use crate::standard::registry::Registry;
use std::collections::BTreeMap;

/// The words by which a file that cannot be read may still say for which region it is.
const REGION_WORDS: [&str; 2] = ["region", "地区"];

/// A file of the round, as far as it is for a region of the registry.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Its path in the folder of the round.
    pub path: String,
    /// The code of the region.
    pub region: String,
    /// The submission in it; `None` where the file could not be read.
    pub content: Option<ArrivedSubmission>,
}

/// What a file that could be read says of its way.
#[derive(Debug, Clone)]
pub struct ArrivedSubmission {
    /// The text in which it stands.
    pub source: SourceId,
    /// Where the region is named.
    pub span: Span,
    /// The day on which it was handed in.
    pub submitted_on: Option<Date>,
    /// The code of the region through which it came; `None` where nothing says so.
    pub via: Option<String>,
    /// Where that is stated, if it is.
    pub via_span: Option<Span>,
}

/// What came for the regions of the registry, in the order of the files; what is for none of them is left out.
pub fn arrivals(
    files: &Files,
    sources: &SourceMap,
    round: &Round,
    submissions: &[Submission],
    registry: &Registry,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arrival> {
    let mut by_file: BTreeMap<&str, Vec<&Submission>> = BTreeMap::new();
    for submission in submissions {
        by_file.entry(sources.path(submission.span.source)).or_default().push(submission);
    }
    let collector = round.collected_by.as_ref().map(|code| code.value.as_str());
    let collector = collector.filter(|code| registry.get(code).is_some());
    let mut arrivals = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| *path != MANIFEST) {
        let read = by_file.get(files.shown(path).as_str()).map(Vec::as_slice).unwrap_or_default();
        let known: Vec<&&Submission> =
            read.iter().filter(|submission| registry.get(&submission.region).is_some()).collect();
        for submission in &known {
            arrivals.push(arrival(path, submission, collector, registry, diagnostics));
        }
        if known.is_empty()
            && let Some(code) = named_in(bytes, registry).or_else(|| named_by(file_name(path), registry))
        {
            arrivals.push(Arrival { path: path.to_owned(), region: code.to_owned(), content: None });
        }
    }
    arrivals
}

fn arrival(
    path: &str,
    submission: &Submission,
    collector: Option<&str>,
    registry: &Registry,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arrival {
    let own = submission.region.as_str();
    let stated = submission.via.as_ref().filter(|via| {
        let known = registry.get(&via.value).is_some();
        if !known {
            let codes = registry.regions().iter().map(|region| region.code.as_str());
            diagnostics.push(
                Diagnostic::new(&messages::NOT_IN_REGISTRY)
                    .with("value", &via.value)
                    .with("known", suggested(&via.value, codes))
                    .at(via.span),
            );
        }
        known
    });
    let folders = path.rsplit('/').skip(1).filter_map(|folder| named_by(folder, registry));
    // That something came through the region itself says nothing.
    let elsewhere = |code: &&str| *code != own;
    let via = stated.map(|via| via.value.as_str()).filter(elsewhere);
    let via = via.or_else(|| folders.into_iter().find(elsewhere)).or_else(|| collector.filter(elsewhere));
    Arrival {
        path: path.to_owned(),
        region: own.to_owned(),
        content: Some(ArrivedSubmission {
            source: submission.span.source,
            span: submission.span,
            submitted_on: submission.submitted_on,
            via: via.map(str::to_owned),
            via_span: stated.map(|via| via.span),
        }),
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The region with whose code the name of a file or folder begins, as in `A1-东区.kdl`: the longest code of those that fit.
fn named_by<'n>(name: &'n str, registry: &Registry) -> Option<&'n str> {
    let ends = name.char_indices().skip(1).map(|(at, _)| at).chain([name.len()]);
    let fits = |end: &usize| {
        let Some((code, rest)) = name.split_at_checked(*end) else { return false };
        registry.get(code).is_some() && is_boundary(code.chars().next_back(), rest.chars().next())
    };
    ends.filter(fits).last().and_then(|end| name.get(..end))
}

/// Whether a code can end between the two characters: not within a word or a number.
fn is_boundary(before: Option<char>, after: Option<char>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => !after.is_alphanumeric() || before.is_ascii() != after.is_ascii(),
        _ => true,
    }
}

/// The region that a text names which could not be read as what it is: the first known code that stands right behind the word.
fn named_in<'r>(bytes: &[u8], registry: &'r Registry) -> Option<&'r str> {
    let text = str::from_utf8(bytes).ok()?;
    let is_code = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let mut starts: Vec<usize> =
        REGION_WORDS.iter().flat_map(|word| text.match_indices(word).map(|(at, _)| at + word.len())).collect();
    starts.sort_unstable();
    starts.into_iter().find_map(|start| {
        let rest = text.get(start..)?.trim_start_matches(['"', '\'', ' ', '\t', ':', '=', ',', '：']);
        let end = rest.find(|c| !is_code(c)).unwrap_or(rest.len());
        registry.get(rest.get(..end)?).map(|region| region.code.as_str())
    })
}
