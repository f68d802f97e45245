//! The parts of a workbook's container: read when asked for, replaced or added, written back in their order.

use super::Unreturnable;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The most bytes of a part that is changed; the reader of workbooks has the same limit.
const MAX_PART: u64 = 64 * 1024 * 1024;

/// A container and what has changed in it.
pub struct Container<'b> {
    original: &'b [u8],
    names: Vec<String>,
    changed: BTreeMap<String, String>,
    added: Vec<String>,
}

impl<'b> Container<'b> {
    /// Opens a container.
    pub fn read(original: &'b [u8]) -> Result<Self, Unreturnable> {
        let archive = ZipArchive::new(Cursor::new(original)).map_err(|_| Unreturnable)?;
        let names = archive.file_names().map(|name| name.map(|name| name.into_owned()).map_err(|_| Unreturnable));
        let names = names.collect::<Result<Vec<String>, Unreturnable>>()?;
        Ok(Self { original, names, changed: BTreeMap::new(), added: Vec::new() })
    }

    /// Whether the part is there.
    pub fn has(&self, name: &str) -> bool {
        self.changed.contains_key(name) || self.names.iter().any(|known| known == name)
    }

    /// The text of a part as it is now.
    pub fn text(&self, name: &str) -> Result<String, Unreturnable> {
        if let Some(changed) = self.changed.get(name) {
            return Ok(changed.clone());
        }
        let mut archive = ZipArchive::new(Cursor::new(self.original)).map_err(|_| Unreturnable)?;
        let file = archive.by_name(name).map_err(|_| Unreturnable)?;
        let mut bytes = Vec::new();
        file.take(MAX_PART + 1).read_to_end(&mut bytes).map_err(|_| Unreturnable)?;
        if bytes.len() as u64 > MAX_PART {
            return Err(Unreturnable);
        }
        let text = String::from_utf8(bytes).map_err(|_| Unreturnable)?;
        Ok(text.trim_start_matches('\u{feff}').to_owned())
    }

    /// Replaces or adds a part.
    pub fn set(&mut self, name: &str, text: String) {
        if !self.has(name) {
            self.added.push(name.to_owned());
        }
        self.changed.insert(name.to_owned(), text);
    }

    /// The bytes of the container as it is now. What has not changed is copied as it is packed.
    pub fn write(self) -> Result<Vec<u8>, Unreturnable> {
        let mut archive = ZipArchive::new(Cursor::new(self.original)).map_err(|_| Unreturnable)?;
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let put = |writer: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str| {
            writer.start_file(name, SimpleFileOptions::default()).map_err(|_| Unreturnable)?;
            writer.write_all(text.as_bytes()).map_err(|_| Unreturnable)
        };
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index).map_err(|_| Unreturnable)?;
            let name = file.name().map_err(|_| Unreturnable)?.into_owned();
            match self.changed.get(&name) {
                Some(text) => put(&mut writer, &name, text)?,
                None => writer.raw_copy_file(file).map_err(|_| Unreturnable)?,
            }
        }
        for name in &self.added {
            if let Some(text) = self.changed.get(name) {
                put(&mut writer, name, text)?;
            }
        }
        let written = writer.finish().map_err(|_| Unreturnable)?;
        Ok(written.into_inner())
    }
}
