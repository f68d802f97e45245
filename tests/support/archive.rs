//! ZIP archives written byte by byte, so that any field of them can lie.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Marks a field of 32 bits whose value stands in an extra field.
pub const WIDE: u32 = u32::MAX;
/// The flag of an encrypted entry.
pub const ENCRYPTED: u16 = 1;
/// The flag of an entry whose sizes and checksum follow its data.
pub const DESCRIPTOR: u16 = 8;
/// The method of an entry that is not packed, and of one that is.
pub const STORED: u16 = 0;
/// See [`STORED`].
pub const DEFLATED: u16 = 8;

/// An entry with all that its two headers say.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The name in the directory.
    pub name: Vec<u8>,
    /// The name in the entry itself.
    pub local_name: Vec<u8>,
    /// How it is packed.
    pub method: u16,
    /// Flags.
    pub flags: u16,
    /// The bytes as they lie in the archive.
    pub packed: Vec<u8>,
    /// The checksum that is declared.
    pub crc: u32,
    /// The packed size that is declared.
    pub packed_size: u32,
    /// The size that is declared.
    pub size: u32,
    /// The checksum that the entry itself declares.
    pub local_crc: u32,
    /// The packed size that the entry itself declares.
    pub local_packed_size: u32,
    /// The size that the entry itself declares.
    pub local_size: u32,
    /// Extra fields in the directory.
    pub extra: Vec<u8>,
    /// Extra fields in the entry itself.
    pub local_extra: Vec<u8>,
    /// What follows its data.
    pub after: Vec<u8>,
    /// The system and version of the program that made it.
    pub made_by: u16,
    /// Attributes of the file system it comes from.
    pub attributes: u32,
    /// Where the directory says that it begins; where it does, without a lie.
    pub offset: Option<u32>,
    /// Whether the directory lists it.
    pub listed: bool,
    /// Whether it is in the archive, or only listed.
    pub there: bool,
}

impl Entry {
    /// An honest entry.
    pub fn new(name: &str, data: &[u8]) -> Self {
        let (packed, crc) = deflated(data);
        Self::packed(name, packed, crc, data.len())
    }

    /// An entry whose packed bytes are given.
    pub fn packed(name: &str, packed: Vec<u8>, crc: u32, size: usize) -> Self {
        let size = u32::try_from(size).expect("a size that fits");
        let packed_size = position(&packed);
        Self {
            name: name.into(),
            local_name: name.into(),
            method: DEFLATED,
            flags: 0,
            packed,
            crc,
            packed_size,
            size,
            local_crc: crc,
            local_packed_size: packed_size,
            local_size: size,
            extra: Vec::new(),
            local_extra: Vec::new(),
            after: Vec::new(),
            made_by: 20,
            attributes: 0,
            offset: None,
            listed: true,
            there: true,
        }
    }

    /// The same under another name.
    pub fn named(mut self, name: &[u8]) -> Self {
        self.name = name.to_vec();
        self.local_name = name.to_vec();
        self
    }

    /// The same with other packed bytes, and their length declared in both places.
    pub fn repacked(mut self, packed: Vec<u8>) -> Self {
        let size = position(&packed);
        (self.packed, self.packed_size, self.local_packed_size) = (packed, size, size);
        self
    }

    /// Declares another checksum in both places.
    pub fn corrupt_checksum(&mut self) {
        self.crc ^= 1;
        self.local_crc ^= 1;
    }

    /// The same as a program writes it that learns sizes and checksum while it packs: they follow the data.
    pub fn streamed(mut self) -> Self {
        self.flags |= DESCRIPTOR;
        self.after = b"PK\x07\x08".to_vec();
        longs(&mut self.after, &[self.crc, self.packed_size, self.size]);
        (self.local_crc, self.local_packed_size, self.local_size) = (0, 0, 0);
        self
    }

    /// The same as [`Self::streamed`], with all sizes in 64 bits, as the usual library of Java writes it.
    pub fn streamed_wide(mut self) -> Self {
        self.flags |= DESCRIPTOR;
        let sizes = [u64::from(self.size), u64::from(self.packed_size)];
        self.after = b"PK\x07\x08".to_vec();
        longs(&mut self.after, &[self.crc]);
        wides(&mut self.after, &[sizes[1], sizes[0]]);
        self.extra = vec![1, 0, 16, 0];
        wides(&mut self.extra, &sizes);
        self.local_extra = vec![1, 0, 16, 0];
        wides(&mut self.local_extra, &[0, 0]);
        (self.packed_size, self.size) = (WIDE, WIDE);
        (self.local_crc, self.local_packed_size, self.local_size) = (0, WIDE, WIDE);
        self
    }

    /// The same with another size declared in both places.
    pub fn sized(mut self, size: u32) -> Self {
        (self.size, self.local_size) = (size, size);
        self
    }

    fn local(&self) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        shorts(&mut bytes, &[20, self.flags, self.method, 0, 0x21]);
        longs(&mut bytes, &[self.local_crc, self.local_packed_size, self.local_size]);
        shorts(&mut bytes, &[length(&self.local_name), length(&self.local_extra)]);
        bytes.extend([&self.local_name, &self.local_extra, &self.packed, &self.after].into_iter().flatten());
        bytes
    }

    fn central(&self, offset: u32) -> Vec<u8> {
        let mut bytes = b"PK\x01\x02".to_vec();
        shorts(&mut bytes, &[self.made_by, 20, self.flags, self.method, 0, 0x21]);
        longs(&mut bytes, &[self.crc, self.packed_size, self.size]);
        shorts(&mut bytes, &[length(&self.name), length(&self.extra), 0, 0, 0]);
        longs(&mut bytes, &[self.attributes, self.offset.unwrap_or(offset)]);
        bytes.extend(self.name.iter().chain(&self.extra));
        bytes
    }
}

/// An archive with all that its last record says.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Bytes before the first.
    pub before: Vec<u8>,
    /// Bytes between the last and the directory.
    pub between: Vec<u8>,
    /// The comment.
    pub comment: Vec<u8>,
    /// How long the comment is said to be; as long as it is, without a lie.
    pub comment_length: Option<u16>,
    /// Bytes behind the archive.
    pub behind: Vec<u8>,
    /// How many entries there are said to be.
    pub count: Option<u16>,
    /// Where the directory is said to begin.
    pub start: Option<u32>,
    /// How long the directory is said to be.
    pub length: Option<u32>,
    /// The number of the volume.
    pub disk: u16,
    /// Records with wide fields before the last one.
    pub wide: Option<Wide>,
}

/// The records that hold numbers of 64 bits; without a lie, they say what is so.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wide {
    /// How many entries there are said to be.
    pub count: Option<u64>,
    /// How long the directory is said to be.
    pub length: Option<u64>,
    /// Where the directory is said to begin.
    pub start: Option<u64>,
    /// Where the first of the records is said to begin.
    pub record: Option<u64>,
}

impl Archive {
    /// An archive of honest entries.
    pub fn of(entries: Vec<Entry>) -> Self {
        Self { entries, ..Self::default() }
    }

    /// The entry of that name.
    pub fn entry(&mut self, name: &str) -> &mut Entry {
        self.entries.iter_mut().find(|entry| entry.name == name.as_bytes()).expect("an entry of that name")
    }

    /// The bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.before.clone();
        let mut directory = Vec::new();
        for entry in &self.entries {
            if entry.listed {
                directory.extend(entry.central(position(&bytes)));
            }
            if entry.there {
                bytes.extend(entry.local());
            }
        }
        bytes.extend(&self.between);
        let start = position(&bytes);
        bytes.extend(&directory);
        let listed = self.entries.iter().filter(|entry| entry.listed).count();
        let (mut count, mut size, mut offset) = (
            self.count.unwrap_or_else(|| u16::try_from(listed).expect("a count that fits")),
            self.length.unwrap_or_else(|| position(&directory)),
            self.start.unwrap_or(start),
        );
        if let Some(wide) = self.wide {
            let record = position(&bytes);
            bytes.extend(b"PK\x06\x06");
            wides(&mut bytes, &[44]);
            shorts(&mut bytes, &[45, 45]);
            longs(&mut bytes, &[0, 0]);
            let said = wide.count.unwrap_or(u64::from(count));
            let (length, start) = (wide.length.unwrap_or(u64::from(size)), wide.start.unwrap_or(u64::from(offset)));
            wides(&mut bytes, &[said, said, length, start]);
            bytes.extend(b"PK\x06\x07");
            longs(&mut bytes, &[0]);
            wides(&mut bytes, &[wide.record.unwrap_or(u64::from(record))]);
            longs(&mut bytes, &[1]);
            (count, size, offset) = (u16::MAX, WIDE, WIDE);
        }
        bytes.extend(b"PK\x05\x06");
        shorts(&mut bytes, &[self.disk, self.disk, count, count]);
        longs(&mut bytes, &[size, offset]);
        shorts(&mut bytes, &[self.comment_length.unwrap_or_else(|| length(&self.comment))]);
        bytes.extend(self.comment.iter().chain(&self.behind));
        bytes
    }
}

/// Data packed, and their checksum.
pub fn deflated(data: &[u8]) -> (Vec<u8>, u32) {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file("data", options).expect("an entry");
    writer.write_all(data).expect("memory");
    let mut archive = ZipArchive::new(writer.finish().expect("memory")).expect("an archive");
    let mut entry = archive.by_index_raw(0).expect("the entry");
    let mut packed = Vec::new();
    entry.read_to_end(&mut packed).expect("memory");
    let crc = entry.crc32();
    (packed, crc)
}

fn position(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect("a length that fits")
}

fn length(bytes: &[u8]) -> u16 {
    u16::try_from(bytes.len()).expect("a length that fits")
}

fn shorts(into: &mut Vec<u8>, values: &[u16]) {
    into.extend(values.iter().flat_map(|value| value.to_le_bytes()));
}

fn longs(into: &mut Vec<u8>, values: &[u32]) {
    into.extend(values.iter().flat_map(|value| value.to_le_bytes()));
}

fn wides(into: &mut Vec<u8>, values: &[u64]) {
    into.extend(values.iter().flat_map(|value| value.to_le_bytes()));
}
