//! Bytes of a file → text. Every text of authors and submitters passes here.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::syntax::NOT_UTF8;

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The text of a UTF-8 file, without the byte order mark that some editors put before it.
///
/// # Errors
/// `GJ1002` with the line and the offset of the first byte that is not UTF-8; `path` names the file in it.
pub fn decode(path: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let line_breaks = error.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count();
        Diagnostic::new(&NOT_UTF8).with("path", path).with("line", line_breaks + 1).with("offset", offset)
    })?;
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len_utf8());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::diagnostic::Language;

    #[test]
    fn text_with_and_without_mark() {
        assert_eq!(decode("a", "标准".into()).unwrap(), "标准");
        assert_eq!(decode("a", "\u{FEFF}标准".into()).unwrap(), "标准");
    }

    #[test]
    fn the_first_bad_byte_is_named() {
        let error = decode("表.kdl", b"a\nb\xC4\xE3".to_vec()).unwrap_err();
        assert_eq!(error.entry.code, "GJ1002");
        let text = error.text(Language::Zh);
        assert!(text.contains("表.kdl") && text.contains("第 2 行") && text.contains("第 3 个字节"), "{text}");
    }
}
