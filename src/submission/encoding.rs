//! Bytes of a file that other programs made → text, whatever of the usual encodings it is in.

use crate::diagnostic::catalogue::format as messages;
use crate::diagnostic::{Diagnostic, SourceId, SourceMap, Span};
use crate::package::Files;
use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// The byte order marks that say what a text is in.
const MARKS: [(&[u8], &Encoding); 2] = [(&[0xFF, 0xFE], UTF_16LE), (&[0xFE, 0xFF], UTF_16BE)];

/// Whether the bytes begin like UTF-16: with its mark, or with a character of ASCII in two bytes.
#[must_use]
pub fn is_utf_16(bytes: &[u8]) -> bool {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => true,
        [0, second, ..] => *second != 0,
        [first, 0, ..] => *first != 0,
        _ => false,
    }
}

/// Adds a file in UTF-8, in UTF-16 with its mark, or in GB 18030 (with a hint) to the sources; `None` where it is none of
/// them (and reported).
pub fn add_source(
    files: &Files,
    path: &str,
    bytes: &[u8],
    sources: &mut SourceMap,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<SourceId> {
    let marked = MARKS.iter().find_map(|(mark, encoding)| Some((bytes.strip_prefix(*mark)?, *encoding)));
    if marked.is_none() && str::from_utf8(bytes).is_ok() {
        return files.add_source(path, bytes, sources, diagnostics);
    }
    let (rest, encoding) = marked.unwrap_or((bytes, GB18030));
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(rest) else {
        // The message for bytes that are no UTF-8 names the first one that is wrong.
        return files.add_source(path, bytes, sources, diagnostics);
    };
    let id = sources.add(files.shown(path), text);
    if encoding == GB18030 {
        diagnostics.push(Diagnostic::new(&messages::GUESSED_ENCODING).at(Span::new(id, 0, 0)));
    }
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Option<String>, Vec<&'static str>) {
        let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
        let id = add_source(&Files::in_memory("", []), "a.csv", bytes, &mut sources, &mut diagnostics);
        let codes = diagnostics.iter().map(|found| found.entry.code).collect();
        (id.map(|id| sources.text(id).to_owned()), codes)
    }

    #[test]
    fn texts_in_the_usual_encodings() {
        let little: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("路径,1\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> =
            [0xFE, 0xFF].into_iter().chain("路径,1\n".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        for (bytes, codes) in [
            ("路径,1\n".as_bytes(), &[][..]),
            ("\u{FEFF}路径,1\n".as_bytes(), &[]),
            (&little, &[]),
            (&big, &[]),
            // The same in GB 18030.
            (b"\xC2\xB7\xBE\xB6,1\n", &["GJ4434"]),
        ] {
            assert_eq!(read(bytes), (Some("路径,1\n".to_owned()), codes.to_vec()));
        }
        for bytes in [&b"a\xFF\xFF"[..], b"\xFF\xFE\x00\xD8", b"\x81"] {
            assert_eq!(read(bytes), (None, vec!["GJ1002"]), "{bytes:?}");
        }
        assert!(is_utf_16(&little) && is_utf_16(b"{\0\"\0") && is_utf_16(b"\0{") && !is_utf_16(b"{}"));
    }
}
