//! What makes a workbook unfit whatever its cells hold: other formats, macros, links to other files, embedded objects.

use super::container::Container;
use super::fault::{Fault, shown};
use super::limits::MAX_RELATIONSHIPS;
use super::relations::{self, Relation};
use super::report::Report;
use super::xml::{Event, Xml};
use crate::diagnostic::Entry;
use crate::diagnostic::catalogue::workbook as messages;

/// The list of the types of all parts.
pub const CONTENT_TYPES: &str = "[Content_Types].xml";
const CONTENT_TYPE_NAMESPACES: &[&str] = &["http://schemas.openxmlformats.org/package/2006/content-types"];

/// Reports all reasons why the package is no plain workbook, each once; whether there is none.
pub fn check(container: &mut Container<'_>, report: &mut Report<'_>) -> bool {
    if let Some(entry) = other_format(container) {
        report.file(entry, "", 0);
        return false;
    }
    let mut found = Found::default();
    for name in container.names() {
        found.add(by_name(name), name);
    }
    check_types(container, report, &mut found);
    let files: Vec<String> =
        container.names().filter(|name| name.ends_with(relations::ENDING)).map(str::to_owned).collect();
    for file in files {
        match relations::read(container, &file) {
            Ok(relations) => {
                for relation in &relations {
                    found.add(by_relation(relation), &relation.target);
                }
            }
            Err(fault) => fault.diagnostic(&file).into_iter().for_each(|diagnostic| report.push(diagnostic)),
        }
    }
    for (entry, part) in &found.0 {
        report.file(entry, &shown(part), 0);
    }
    report.is_clean()
}

/// Reasons, each with the first part that gives it.
#[derive(Default)]
struct Found(Vec<(&'static Entry, String)>);

impl Found {
    fn add(&mut self, entry: Option<&'static Entry>, part: &str) {
        if let Some(entry) = entry
            && self.0.iter().all(|(known, _)| *known != entry)
        {
            self.0.push((entry, part.to_owned()));
        }
    }
}

fn other_format(container: &Container<'_>) -> Option<&'static Entry> {
    if container.has("mimetype") && container.has("content.xml") {
        Some(&messages::OPEN_DOCUMENT)
    } else if container.has("xl/workbook.bin") {
        Some(&messages::BINARY_WORKBOOK)
    } else if container.has(CONTENT_TYPES) {
        None
    } else {
        Some(&messages::NO_WORKBOOK)
    }
}

fn by_name(name: &str) -> Option<&'static Entry> {
    let folder = |names: &[&str]| name.split('/').any(|step| names.contains(&step));
    if name.contains("vbaproject") || name.contains("vbadata") || folder(&["macrosheets", "dialogsheets"]) {
        Some(&messages::MACROS)
    } else if folder(&["externallinks"]) {
        Some(&messages::EXTERNAL_LINK)
    } else if folder(&["embeddings", "activex", "ctrlprops"]) {
        Some(&messages::EMBEDDED)
    } else {
        None
    }
}

fn by_type(content_type: &str) -> Option<&'static Entry> {
    let content_type = content_type.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| content_type.contains(word));
    if says(&["macroenabled", "vbaproject", "vbadata", "macrosheet", "dialogsheet"]) {
        Some(&messages::MACROS)
    } else if says(&["externallink"]) {
        Some(&messages::EXTERNAL_LINK)
    } else if says(&["oleobject", "activex", "controlproperties"]) {
        Some(&messages::EMBEDDED)
    } else {
        None
    }
}

fn by_relation(relation: &Relation) -> Option<&'static Entry> {
    match relation.kind.as_str() {
        "hyperlink" => None,
        "vbaProject"
        | "vbaProjectSignature"
        | "wordVbaData"
        | "attachedToolbars"
        | "xlMacrosheet"
        | "xlIntlMacrosheet"
        | "dialogsheet" => Some(&messages::MACROS),
        "externalLink" | "externalLinkPath" | "attachedTemplate" => Some(&messages::EXTERNAL_LINK),
        "oleObject" | "package" | "control" | "ctrlProp" | "activeXControlBinary" => Some(&messages::EMBEDDED),
        _ if relation.external => Some(&messages::EXTERNAL_LINK),
        _ => None,
    }
}

fn check_types(container: &mut Container<'_>, report: &mut Report<'_>, found: &mut Found) {
    let Some(part) = container.part(CONTENT_TYPES) else { return };
    let read = || {
        let mut xml = Xml::open(part?, "Types", CONTENT_TYPE_NAMESPACES)?;
        let mut count = 0;
        while count < MAX_RELATIONSHIPS {
            match xml.next()? {
                Event::Open(element) => {
                    count += 1;
                    let content_type = element.attribute("ContentType")?.unwrap_or_default();
                    let part = element.attribute("PartName")?.or(element.attribute("Extension")?);
                    found.add(by_type(&content_type), &part.unwrap_or_default());
                }
                Event::End => return Ok(()),
                _ => {}
            }
        }
        Err(Fault::References)
    };
    if let Some(diagnostic) = read().err().and_then(|fault: Fault| fault.diagnostic(CONTENT_TYPES)) {
        report.push(diagnostic);
    }
}
