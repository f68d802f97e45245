//! The container of a workbook: a ZIP archive that has to be what it says in every respect.
//!
//! Archives that two programs can read in two ways are refused, even where this one would read them: a container is one list of
//! entries, its directory ends the file, and headers, sizes and checksums agree.

use super::directory;
use super::fault::{Fault, shown};
use super::limits::{
    MAX_CONTAINER_BYTES, MAX_ENTRIES, MAX_ENTRY_NAME, MAX_INFLATED_BYTES, MAX_PART_BYTES, MAX_RATIO, RATIO_COUNTS_FROM,
};
use super::report::Report;
use crate::diagnostic::catalogue::workbook as messages;
use crate::diagnostic::{Diagnostic, Entry};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

/// How every archive begins that was not put behind something else.
const LOCAL_HEADER: &[u8] = b"PK\x03\x04";
/// How the files of Excel 97 begin, and encrypted workbooks.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The name of the stream that holds an encrypted workbook, as such a file spells it.
const ENCRYPTED_STREAM: &str = "EncryptedPackage";

/// An archive whose entries have been checked.
pub struct Container<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Which entry has which name, in lower case: names of parts do not differ by case only.
    entries: BTreeMap<String, usize>,
}

impl<'b> Container<'b> {
    /// Opens an archive and checks all that can be known without unpacking it. `None` where it cannot be read; what makes it
    /// unfit though it could be read is reported, too.
    pub fn open(bytes: &'b [u8], report: &mut Report<'_>) -> Option<Self> {
        if let Some(found) = other_file(bytes) {
            report.push(found);
            return None;
        }
        let archive = match archive(bytes) {
            Ok(archive) => archive,
            Err(entry) => {
                report.file(entry, "", MAX_ENTRIES as u64);
                return None;
            }
        };
        let mut container = Self { archive, entries: BTreeMap::new() };
        container.check_entries(report);
        container.check_layout(report);
        report.is_clean().then_some(container)
    }

    /// The names of all parts, in lower case and in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Whether there is a part of that name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&name.to_ascii_lowercase())
    }

    /// The bytes of a part as they are unpacked; `None` where there is no such part.
    pub fn part(&mut self, name: &str) -> Option<Result<Inflated<'_, 'b>, Fault>> {
        let index = *self.entries.get(&name.to_ascii_lowercase())?;
        Some(match self.archive.by_index(index) {
            Ok(file) => {
                let left = file.size();
                Ok(Inflated { file, left })
            }
            Err(_) => Err(Fault::Broken),
        })
    }

    fn check_entries(&mut self, report: &mut Report<'_>) {
        let mut inflated = 0u64;
        for index in 0..self.archive.len() {
            let Ok(entry) = self.archive.by_index_data(index) else {
                report.file(&messages::CONTAINER_DAMAGED, "", 0);
                return;
            };
            let raw = entry.name_raw();
            let name = String::from_utf8_lossy(raw).into_owned();
            let mut refuse = |entry, limit: u64| report.file(entry, &shown(&name), limit);
            if raw.len() > MAX_ENTRY_NAME || !is_plain(&name) || entry.is_symlink() {
                refuse(&messages::ENTRY_NAME, 0);
            }
            if entry.encrypted() {
                refuse(&messages::ENTRY_ENCRYPTED, 0);
            } else if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
                refuse(&messages::ENTRY_METHOD, 0);
            }
            let size = entry.size();
            if size > MAX_PART_BYTES {
                refuse(&messages::PART_TOO_LARGE, MAX_PART_BYTES >> 20);
            } else {
                inflated += size;
            }
            if entry.compression() == CompressionMethod::Stored && size != entry.compressed_size() {
                refuse(&messages::PART_MISMATCH, 0);
            } else if size <= MAX_PART_BYTES && size > RATIO_COUNTS_FROM && size / MAX_RATIO > entry.compressed_size() {
                refuse(&messages::PART_RATIO, MAX_RATIO);
            }
            if !name.ends_with('/') && self.entries.insert(name.to_ascii_lowercase(), index).is_some() {
                refuse(&messages::ENTRY_TWICE, 0);
            }
        }
        if inflated > MAX_INFLATED_BYTES {
            report.file(&messages::INFLATED_TOO_LARGE, "", MAX_INFLATED_BYTES >> 20);
        }
    }

    /// Whether the entries lie beside each other and are described alike in both places.
    fn check_layout(&mut self, report: &mut Report<'_>) {
        let entry: &'static Entry = if self.archive.has_duplicate_names() {
            &messages::ENTRY_TWICE
        } else {
            match (self.archive.has_overlapping_entries(), self.archive.validate_header_consistency()) {
                (Ok(true), _) => &messages::ENTRIES_OVERLAP,
                (Ok(false), Ok(())) => return,
                _ => &messages::CONTAINER_DAMAGED,
            }
        };
        report.file(entry, "", 0);
    }
}

/// What the bytes are where they are no archive at all, or too many.
fn other_file(bytes: &[u8]) -> Option<Diagnostic> {
    let entry = if bytes.starts_with(COMPOUND_FILE) {
        let stream: Vec<u8> = ENCRYPTED_STREAM.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(stream.len()).any(|window| window == stream);
        if encrypted { &messages::PASSWORD } else { &messages::OLD_WORKBOOK }
    } else if bytes.len() > MAX_CONTAINER_BYTES {
        &messages::CONTAINER_TOO_LARGE
    } else if !bytes.starts_with(LOCAL_HEADER) {
        &messages::NOT_A_WORKBOOK
    } else {
        return None;
    };
    Some(Diagnostic::new(entry).with("limit", MAX_CONTAINER_BYTES >> 20))
}

/// Opens the archive whose directory is the one that ends the file.
fn archive(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, &'static Entry> {
    let directory = directory::find(bytes)?;
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| &messages::CONTAINER_DAMAGED)?;
    // The library looks on where the last directory does not suit it; then it has read another.
    let same = archive.offset() == 0
        && archive.central_directory_start() == directory.start
        && archive.comment().len() == directory.comment
        && (archive.len() == directory.count || archive.has_duplicate_names());
    if same { Ok(archive) } else { Err(&messages::CONTAINER_DAMAGED) }
}

/// Whether a name says one place below the root of the container, in one way.
fn is_plain(name: &str) -> bool {
    let name = name.strip_suffix('/').unwrap_or(name);
    !name.contains(['\\', ':', '\u{FFFD}'])
        && !name.contains(char::is_control)
        && name.split('/').all(|step| !matches!(step, "" | "." | ".."))
}

/// The bytes of a part, as many as its entry declares, checked against the checksum at their end.
pub struct Inflated<'a, 'b> {
    file: ZipFile<'a, Cursor<&'b [u8]>>,
    left: u64,
}

impl Read for Inflated<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let wanted = usize::try_from(self.left).unwrap_or(usize::MAX).clamp(1, into.len().max(1));
        let window = into.get_mut(..wanted).unwrap_or_default();
        match self.file.read(window) {
            // The last read asks for a byte that must not be there; only then is the checksum compared.
            Ok(0) if self.left == 0 || window.is_empty() => Ok(0),
            Ok(read) if read > 0 && read as u64 <= self.left => {
                self.left -= read as u64;
                Ok(read)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(_) if self.left > 0 => Err(io::Error::other(Fault::Broken)),
            Ok(_) | Err(_) => Err(io::Error::other(Fault::Mismatch)),
        }
    }
}
