//! Where the directory of an archive lies, by the records at the end of the file (APPNOTE 4.3.14 to 4.3.16).
//!
//! Readers differ in how they search for these records and which of two they believe. Here they lie where they must: the last one
//! ends the file, each leads to the one before it, and the directory ends where they begin.

use super::limits::MAX_ENTRIES;
use crate::diagnostic::Entry;
use crate::diagnostic::catalogue::workbook as messages;

/// The record that ends an archive: its mark, and its length without a comment.
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
/// The record before it where numbers need 64 bits, which only leads to the next one.
const LOCATOR: &[u8] = b"PK\x06\x07";
const LOCATOR_LENGTH: usize = 20;
/// The record that holds them.
const WIDE_END: &[u8] = b"PK\x06\x06";
const WIDE_END_LENGTH: usize = 56;

/// A directory, as the records describe it.
#[derive(Debug, PartialEq, Eq)]
pub struct Directory {
    /// Its first byte.
    pub start: u64,
    /// How many entries it has.
    pub count: usize,
    /// Bytes of the comment behind it.
    pub comment: usize,
}

/// Finds the directory.
///
/// # Errors
/// With the message that says what is wrong.
pub fn find(bytes: &[u8]) -> Result<Directory, &'static Entry> {
    let damaged = &messages::CONTAINER_DAMAGED;
    let earliest = bytes.len().saturating_sub(END_LENGTH + usize::from(u16::MAX));
    let tail = bytes.get(earliest..).unwrap_or_default();
    let end = tail.windows(END.len()).rposition(|window| window == END).ok_or(damaged)? + earliest;
    let record = Record(bytes.get(end..).unwrap_or_default());
    let comment = record.short(20).ok_or(damaged)?;
    if end + END_LENGTH + comment != bytes.len() {
        return Err(&messages::CONTAINER_TRAILING);
    }
    let fields = [record.short(8), record.short(10)].map(|field| field.map(|count| count as u64));
    let [here, count] = fields;
    let (mut here, mut count) = (here.ok_or(damaged)?, count.ok_or(damaged)?);
    let (mut size, mut start) = (record.long(12).ok_or(damaged)?, record.long(16).ok_or(damaged)?);
    let mut disks = record.long(4).ok_or(damaged)?;
    let mut behind = end;
    // One of these values means that the field is too narrow.
    if count == u64::from(u16::MAX) || size == u64::from(u32::MAX) || start == u64::from(u32::MAX) {
        let locator = end.checked_sub(LOCATOR_LENGTH).ok_or(damaged)?;
        behind = wide_end(bytes, locator).ok_or(damaged)?;
        let wide = Record(bytes.get(behind..locator).unwrap_or_default());
        let field = |at| wide.wide(at).ok_or(damaged);
        (disks, here, count, size, start) = (field(16)?, field(24)?, field(32)?, field(40)?, field(48)?);
    }
    if count > MAX_ENTRIES as u64 {
        return Err(&messages::TOO_MANY_ENTRIES);
    }
    if disks != 0 || here != count || count == 0 || start.checked_add(size) != Some(behind as u64) {
        return Err(damaged);
    }
    Ok(Directory { start, count: usize::try_from(count).map_err(|_| damaged)?, comment })
}

/// Where the record with wide fields begins; `None` where the locator leads to none that ends at the locator.
fn wide_end(bytes: &[u8], locator: usize) -> Option<usize> {
    let record = Record(bytes.get(locator..)?);
    if !record.0.starts_with(LOCATOR) || record.long(4)? != 0 || record.long(16)? > 1 {
        return None;
    }
    let start = usize::try_from(record.wide(8)?).ok()?;
    let wide = Record(bytes.get(start..locator)?);
    // Its length is counted from behind the field that holds it.
    let ends = wide.0.len() >= WIDE_END_LENGTH && wide.wide(4)?.checked_add(12)? == wide.0.len() as u64;
    (ends && wide.0.starts_with(WIDE_END)).then_some(start)
}

/// A record, whose fields are little-endian.
struct Record<'b>(&'b [u8]);

impl Record<'_> {
    fn field<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.0.get(at..at + N)?.try_into().ok()
    }

    fn short(&self, at: usize) -> Option<usize> {
        self.field(at).map(|field| usize::from(u16::from_le_bytes(field)))
    }

    fn long(&self, at: usize) -> Option<u64> {
        self.field(at).map(|field| u64::from(u32::from_le_bytes(field)))
    }

    fn wide(&self, at: usize) -> Option<u64> {
        self.field(at).map(u64::from_le_bytes)
    }
}
