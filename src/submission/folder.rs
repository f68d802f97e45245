//! A round of submissions: a folder with `submissions.kdl` and one file per region.

use super::datum::Datum;
use super::facts::MAX_REPORTED;
use super::format::{self, Input};
use super::handwriting::{self, Named};
use super::kdl;
use crate::base::date::Date;
use crate::diagnostic::catalogue::{declaration, format as format_messages, submission as messages, tool};
use crate::diagnostic::{Diagnostic, Entry, Remark, SourceMap, Span, has_errors};
use crate::form::Forms;
use crate::package::Files;
use crate::package::files::MAX_FILE_BYTES;
use crate::package::intake::{Cause, Setback};
use crate::standard::names::suggested;
use crate::standard::shape::{Child, Reading, Shape, Slot, Takes};
use crate::standard::{Standard, Text};
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
        Slot::optional("due", Takes::Date),
        Slot::optional("expects", Takes::Text),
        Slot::optional("collected-by", Takes::Any),
    ],
    open: false,
    children: &[],
};

/// What the files of a round hold at their top.
pub const TOP_LEVEL: [Child; 2] = [Child::several("submissions", &ROUND), Child::several("submission", &kdl::ENVELOPE)];

/// What `submissions.kdl` says.
#[derive(Debug, Clone, Default)]
pub struct Round {
    /// The folder of the standard, relative to this one.
    pub standard: Option<String>,
    /// The day of the verdicts.
    pub as_of: Option<Date>,
    /// The period reported on.
    pub period: Option<String>,
    /// The last day on which a submission is in time.
    pub due: Option<Date>,
    /// The levels of which a submission is expected; none: every level of which the standard asks for anything.
    pub expects: Vec<Text>,
    /// The code of the region that collects the round: what lies in its folder came to it directly. `None`: nobody says.
    pub collected_by: Option<Text>,
}

/// One region's submission, not yet held against a standard.
#[derive(Debug)]
pub struct Submission {
    /// The region's code; where it is written by hand, as people name the region.
    pub region: String,
    /// Whether it comes from a table that people fill in.
    pub handwritten: bool,
    /// The period it reports on.
    pub period: Option<String>,
    /// The edition of the standard it was made for.
    pub edition: Option<String>,
    /// What its facts rest on: self-declared, document, site visit and so on.
    pub basis: Option<String>,
    /// How far it has come: draft, submitted and so on.
    pub status: Option<String>,
    /// The day on which it was handed in.
    pub submitted_on: Option<Date>,
    /// The code of the region through which it came.
    pub via: Option<Text>,
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
        due: reading.property_date("due"),
        expects: reading.property_words("expects"),
        collected_by: reading.property_text("collected-by"),
    })
}

/// Files by their endings, in lower case, that people put beside submissions, and what is said of them.
static OTHERS: [(&[&str], &Entry); 3] = [
    (&["xls", "xlsm", "xlsb", "xlt", "xltx", "ods", "et", "ett", "numbers"], &format_messages::OTHER_WORKBOOK),
    (&["zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz"], &format_messages::ARCHIVE),
    (
        &[
            "doc", "docx", "wps", "pdf", "txt", "rtf", "odt", "ofd", "ppt", "pptx", "jpg", "jpeg", "png", "gif", "bmp",
            "tif", "tiff", "webp", "heic",
        ],
        &format_messages::DOCUMENT,
    ),
];

/// Reports what of the folder was not read, each at its own place.
pub fn report_setbacks(
    files: &Files,
    setbacks: Vec<Setback>,
    sources: &mut SourceMap,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for Setback { path, cause } in setbacks {
        let not_a_file = |kind: &str| Diagnostic::new(&format_messages::NOT_A_FILE).with("kind", kind);
        let diagnostic = match cause {
            Cause::Io(reason) => Diagnostic::new(&tool::CANNOT_READ).with("path", &path).with("reason", reason),
            Cause::TooLarge => Diagnostic::new(&format_messages::FILE_TOO_LARGE).with("limit", MAX_FILE_BYTES),
            Cause::Link => not_a_file("link"),
            Cause::Pipe => not_a_file("pipe"),
            Cause::Socket => not_a_file("socket"),
            Cause::Device => not_a_file("device"),
            Cause::Name => Diagnostic::new(&format_messages::FILE_NAME),
            Cause::NotAsked => other_file(&path),
        };
        let id = sources.add(files.shown(&path), "");
        diagnostics.push(diagnostic.at(Span::new(id, 0, 0)));
    }
}

/// What is said of a file that is in no format of submissions.
fn other_file(path: &str) -> Diagnostic {
    let ending = path.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    match OTHERS.iter().find(|(endings, _)| endings.contains(&ending.as_str())) {
        Some((_, entry)) => Diagnostic::new(entry).with("ending", ending),
        None => Diagnostic::new(&format_messages::PASSED_OVER).with("known", format::endings().join(" ")),
    }
}

/// Reads every other file of the folder. A file that cannot be read leaves out its own region only.
///
/// Where people may have named the region otherwise, its code is put in place of that; where nobody knows which is meant, the
/// submission is left out.
pub fn read_submissions(
    files: &Files,
    standard: &Standard,
    sources: &mut SourceMap,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Submission> {
    let mut submissions = Vec::new();
    let mut forms = Forms::new(standard);
    for (path, bytes) in files.iter().filter(|(path, _)| *path != MANIFEST) {
        let Some(format) = format::of(path) else { continue };
        let mut own = Vec::new();
        let mut input = Input { files, path, bytes, forms: &mut forms, sources, diagnostics: &mut own };
        let read = (format.read)(&mut input);
        submissions.extend(read.and_then(|read| with_code(read, standard, &mut own)));
        if own.len() > MAX_REPORTED {
            own.truncate(MAX_REPORTED);
            let source = own.iter().find_map(|found| found.place).map(|place| Span::new(place.source, 0, 0));
            let message = Diagnostic::new(&format_messages::TOO_MANY_MESSAGES).with("limit", MAX_REPORTED);
            own.extend(source.map(|span| message.at(span)));
        }
        diagnostics.append(&mut own);
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

/// The submission with the code of its region where people may have named it otherwise; `None` where nobody knows which is meant.
fn with_code(mut submission: Submission, standard: &Standard, diagnostics: &mut Vec<Diagnostic>) -> Option<Submission> {
    if !submission.handwritten {
        return Some(submission);
    }
    let about = |entry| Diagnostic::new(entry).with("written", &submission.region).at(submission.span);
    match handwriting::region_named(&standard.registry, &submission.region) {
        Named::Exactly(code) => submission.region = code.to_owned(),
        Named::Nearly(code) => {
            diagnostics.push(about(&format_messages::READ_AS).with("title", "地区 region").with("read", code));
            submission.region = code.to_owned();
        }
        Named::Several(codes) => {
            diagnostics.push(about(&format_messages::REGION_UNCLEAR).with("known", codes.join(", ")));
            return None;
        }
        // Those who look for the code say that there is none.
        Named::Nothing => {}
    }
    Some(submission)
}

fn canonical(name: &str) -> &str {
    vocabulary::canonical(name).unwrap_or(name)
}
