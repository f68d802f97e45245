//! Why a part of a workbook cannot be read.

use super::limits::{MAX_ATTRIBUTES, MAX_RELATIONSHIPS, MAX_XML_DEPTH, MAX_XML_PIECE};
use crate::base::text::{safe_line, truncate_to_width};
use crate::diagnostic::catalogue::workbook as messages;
use crate::diagnostic::{Diagnostic, Entry};
use std::fmt;

/// Columns that the name of a part may take in a message.
const NAME_WIDTH: usize = 80;

/// What ends the reading of one part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The packed bytes cannot be unpacked.
    Broken,
    /// What comes out has another length or checksum than declared.
    Mismatch,
    /// It is not well-formed XML.
    Malformed,
    /// It has a document type or entities of its own.
    DocumentType,
    /// It is neither UTF-8 nor UTF-16.
    Encoding,
    /// Elements are nested too deep.
    Deep,
    /// An element has too many attributes.
    Attributes,
    /// A tag, comment or text is too long.
    Long,
    /// Its root is not the one that belongs there.
    Foreign,
    /// It refers to too many parts, or lists too many.
    References,
    /// A bound on what is read was reached and reported where it was.
    Reported,
}

impl Fault {
    /// The message, naming the part; `None` where there was one already.
    pub fn diagnostic(self, part: &str) -> Option<Diagnostic> {
        let (entry, limit): (&'static Entry, usize) = match self {
            Self::Broken => (&messages::PART_BROKEN, 0),
            Self::Mismatch => (&messages::PART_MISMATCH, 0),
            Self::Malformed => (&messages::XML_MALFORMED, 0),
            Self::DocumentType => (&messages::XML_DOCUMENT_TYPE, 0),
            Self::Encoding => (&messages::XML_ENCODING, 0),
            Self::Deep => (&messages::XML_TOO_DEEP, MAX_XML_DEPTH),
            Self::Attributes => (&messages::XML_ATTRIBUTES, MAX_ATTRIBUTES),
            Self::Long => (&messages::XML_TOO_LONG, MAX_XML_PIECE >> 10),
            Self::Foreign => (&messages::XML_FOREIGN, 0),
            Self::References => (&messages::TOO_MANY_THINGS, MAX_RELATIONSHIPS),
            Self::Reported => return None,
        };
        Some(Diagnostic::new(entry).with("part", shown(part)).with("limit", limit).with("kind", "relationships"))
    }
}

/// A name from the file as it can stand in a message.
pub fn shown(name: &str) -> String {
    truncate_to_width(&safe_line(name), NAME_WIDTH).into_owned()
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}

// It travels through readers as the cause of an `io::Error`.
impl std::error::Error for Fault {}
