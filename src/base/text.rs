//! Text that comes from files and goes to terminals, tables and XML: made safe, measured, cut, broken into lines.

use std::borrow::Cow;
use std::fmt::Display;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Whether a character could steer a terminal or turn the direction of the text around it: C0 and C1 controls, line and
/// paragraph separators, bidi controls, the byte order mark, invisible tags. Tab and line feed are harmless.
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => true,
        '\u{E0000}'..='\u{E007F}' => true,
        _ => c.is_control(),
    }
}

/// The text with every unsafe character replaced by harmless ones of the same length in bytes, so that offsets stay right.
/// A carriage return before a line feed stays.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut made_safe = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let line_end = c == '\r' && characters.peek() == Some(&'\n');
        if line_end || !is_unsafe(c) {
            made_safe.push(c);
        } else {
            made_safe.push_str(replacement(c.len_utf8()));
        }
    }
    Cow::Owned(made_safe)
}

fn replacement(length: usize) -> &'static str {
    match length {
        1 => "?",
        2 => "¤",
        3 => "\u{FFFD}",
        _ => "????",
    }
}

/// [`safe`] text on one line: line breaks and tabs become blanks.
#[must_use]
pub fn safe_line(text: &str) -> String {
    safe(text).replace("\r\n", " ").replace(['\n', '\t'], " ")
}

/// Columns that the text takes in a terminal: two for a Chinese character.
#[must_use]
pub fn display_width(text: &str) -> usize {
    text.width()
}

/// The text, cut so that it takes at most `width` columns; a cut text ends in `…`, which is counted.
#[must_use]
pub fn truncate_to_width(text: &str, width: usize) -> Cow<'_, str> {
    if display_width(text) <= width {
        return Cow::Borrowed(text);
    }
    let mut room = width.saturating_sub(1);
    let kept = text.chars().take_while(|c| {
        let taken = c.width().unwrap_or(0);
        let fits = taken <= room;
        room = room.saturating_sub(taken);
        fits
    });
    let mut cut: String = kept.collect();
    if width > 0 {
        cut.push('…');
    }
    Cow::Owned(cut)
}

/// The text, filled up with blanks to `width` columns; a wider one stays as it is.
#[must_use]
pub fn pad_to_width(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(display_width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// Whether a line may be broken before `c`: closing marks stay with what they close.
fn may_begin_line(c: char) -> bool {
    !"，。、；：？！）》」』”’…,.;:?!)]}>%".contains(c)
}

/// The text in lines of at most `width` columns, broken at blanks and between Chinese characters. What cannot be broken
/// (a path, a long word) may be wider.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![];
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && display_width(&line) + display_width(piece.trim_end()) > width {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        line.push_str(if line.is_empty() { piece.trim_start() } else { piece });
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Parts between which a line may be broken; together they are the text.
#[must_use]
pub fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = vec![];
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let wide = |c: char| c.width() == Some(2);
        let breakable = c != ' ' && before.is_some_and(|b| b == ' ' || wide(b) || wide(c));
        if breakable && may_begin_line(c) && !before.is_some_and(|b| "（《「『“‘([{<".contains(b)) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    pieces.extend(text.get(start..));
    pieces
}

/// Bytes as hexadecimal digits, two a byte.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A number and what it counts, in English: `counted(1, "file(s)")` is `1 file`, `counted(2, "file(s)")` is `2 files`.
#[must_use]
pub fn counted(number: impl Display, noun: &str) -> String {
    let number = number.to_string();
    format!("{number} {}", agreeing(noun, &number))
}

/// An English text with each `(s)` as the number wants it: nothing where it is 1, an `s` where it is any other.
#[must_use]
pub fn agreeing(text: &str, number: &str) -> String {
    text.replace("(s)", if number == "1" { "" } else { "s" })
}

/// The text as XML character data, also between quotes of an attribute: marks escaped, characters that XML 1.0 forbids
/// replaced by U+FFFD.
#[must_use]
pub fn xml_escape(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || is_forbidden_in_xml(c);
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if is_forbidden_in_xml(c) => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

fn is_forbidden_in_xml(c: char) -> bool {
    matches!(c, '\0'..='\u{08}' | '\u{0B}' | '\u{0C}' | '\u{0E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_text_keeps_its_length() {
        for text in
            ["a\u{1b}[31mb", "\u{9b}31m", "中\u{202e}文\u{2066}", "\u{61c}x\u{feff}", "\u{e0041}", "a\rb\r\nc\0"]
        {
            let made_safe = safe(text);
            assert_eq!(made_safe.len(), text.len(), "{text:?}");
            assert!(!made_safe.replace("\r\n", "").contains(is_unsafe), "{made_safe:?}");
        }
        assert_eq!(safe("a\u{1b}[31mb"), "a?[31mb");
        assert_eq!(safe("a\r\n\tb"), "a\r\n\tb");
        assert_eq!(safe_line("a\r\n\tb\u{1b}"), "a  b?");
        assert!(matches!(safe("标准 abc"), Cow::Borrowed(_)));
    }

    #[test]
    fn widths_count_columns() {
        assert_eq!(display_width("标准ab"), 6);
        assert_eq!(truncate_to_width("标准文本", 8), "标准文本");
        assert_eq!(truncate_to_width("标准文本", 7), "标准文…");
        assert_eq!(truncate_to_width("标准文本", 6), "标准…");
        assert_eq!(truncate_to_width("标准文本", 0), "");
        assert_eq!(pad_to_width("标准", 6), "标准  ");
        assert_eq!(pad_to_width("标准", 3), "标准");
    }

    #[test]
    fn lines_break_at_blanks_and_between_characters() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("检查文件的读取权限。", 10), ["检查文件的", "读取权限。"]);
        assert_eq!(wrap("检查文件的，读取", 10), ["检查文件", "的，读取"]);
        assert_eq!(wrap("a-word-without-end", 4), ["a-word-without-end"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn nouns_agree_with_their_numbers() {
        assert_eq!([0, 1, 2, 11].map(|count| counted(count, "file(s)")), ["0 files", "1 file", "2 files", "11 files"]);
        assert_eq!(counted("1/2", "point(s)"), "1/2 points");
        assert_eq!(agreeing(" cell(s), (so it says)", "1"), " cell, (so it says)");
    }

    #[test]
    fn xml_marks_and_forbidden_characters() {
        assert_eq!(xml_escape("<a b='c'>&\"\u{1}"), "&lt;a b=&#39;c&#39;&gt;&amp;&quot;\u{FFFD}");
        assert!(matches!(xml_escape("标准"), Cow::Borrowed(_)));
    }
}
