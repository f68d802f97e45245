//! Tokens of several lines, with other blanks before their lines. What they say stays as it is.

use crate::syntax::characters::{is_newline, is_space, line_end, newline, space};
use crate::syntax::kind::Kind;

/// Whether a token goes over several lines.
pub(super) fn has_lines(kind: Kind, token: &str) -> bool {
    let may = matches!(kind, Kind::BlockComment | Kind::Escaped | Kind::Lines | Kind::EscapedLines | Kind::RawLines);
    may && line_end(token.as_bytes(), 0) < token.len()
}

/// The blanks that begin the line of the text in which that byte is.
pub(super) fn of_line(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or("");
    leading(before.rfind(is_newline).and_then(|end| after_break(before, end)).unwrap_or(before))
}

/// What follows the line break at that byte.
fn after_break(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    rest.get(newline(rest.as_bytes())..)
}

/// A token of several lines, whose own line began with the blanks `from` and begins with `to`; the lines of a text are
/// indented by `text`.
pub(super) fn indented(kind: Kind, token: &str, from: &str, to: &str, text: &str) -> String {
    let mut printed = String::with_capacity(token.len());
    match kind {
        Kind::BlockComment => comment(token, from, to, &mut printed),
        Kind::Escaped => escaped(token, from, to, &mut printed),
        _ => lines(kind, token, text, &mut printed),
    }
    printed
}

/// The blanks at the beginning of a line.
fn leading(line: &str) -> &str {
    line.get(..line.len() - line.trim_start_matches(is_space).len()).unwrap_or("")
}

/// The line without the blanks that it shares with `indentation`.
fn outdented<'l>(line: &'l str, indentation: &str) -> &'l str {
    let shared = line.chars().zip(indentation.chars()).take_while(|(a, b)| a == b && is_space(*a));
    line.get(shared.map(|(c, _)| c.len_utf8()).sum()..).unwrap_or("")
}

/// The lines of a text, without their line breaks; after a line break there is always one more.
fn physical_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let whole = rest?;
        let end = line_end(whole.as_bytes(), 0);
        rest = if end < whole.len() { after_break(whole, end) } else { None };
        whole.get(..end)
    })
}

fn comment(token: &str, from: &str, to: &str, printed: &mut String) {
    let mut lines = physical_lines(token);
    printed.push_str(lines.next().unwrap_or("").trim_end_matches(is_space));
    for line in lines {
        printed.push('\n');
        let line = outdented(line, from).trim_end_matches(is_space);
        if !line.is_empty() {
            printed.push_str(to);
            printed.push_str(line);
        }
    }
}

/// `"…"` with line breaks between blanks that are escaped.
fn escaped(token: &str, from: &str, to: &str, printed: &mut String) {
    let mut lines = physical_lines(token).peekable();
    let mut first = true;
    while let Some(line) = lines.next() {
        let line = if first { line } else { outdented(line, from) };
        // Every line but the last ends within escaped blanks.
        let line = if lines.peek().is_some() { line.trim_end_matches(is_space) } else { line };
        if !first {
            printed.push('\n');
            if !line.is_empty() {
                printed.push_str(to);
            }
        }
        printed.push_str(line);
        first = false;
    }
}

/// A line of a text within `"""`.
struct TextLine<'l> {
    line: &'l str,
    /// It goes on with escaped blanks from the line before.
    continued: bool,
    /// Its end, and the line break, are escaped blanks.
    folded: bool,
}

fn text_lines(kind: Kind, body: &str) -> Vec<TextLine<'_>> {
    let mut continued = false;
    let mut lines = Vec::new();
    let mut rest = physical_lines(body).peekable();
    while let Some(line) = rest.next() {
        // Behind the last line come the closing quotes and no line break.
        let folded = kind == Kind::EscapedLines && rest.peek().is_some() && ends_folded(line, continued);
        lines.push(TextLine { line, continued, folded });
        continued = folded;
    }
    lines
}

/// Whether a line of a text with escapes ends with escaped blanks.
fn ends_folded(line: &str, continued: bool) -> bool {
    let bytes = line.as_bytes();
    let mut at = if continued { leading(line).len() } else { 0 };
    if continued && at == bytes.len() {
        return true;
    }
    while let Some(escape) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'\\')) {
        at += escape + 1;
        match bytes.get(at..) {
            None | Some([]) => return true,
            Some(rest) if space(rest) > 0 => {
                at += leading(line.get(at..).unwrap_or("")).len();
                if at == bytes.len() {
                    return true;
                }
            }
            // What is escaped is no backslash of its own.
            Some(_) => at += 1,
        }
    }
    false
}

/// `"""…"""` with any number of `#` around it.
fn lines(kind: Kind, token: &str, to: &str, printed: &mut String) {
    let hashes = token.bytes().take_while(|byte| *byte == b'#').count();
    let edge = hashes + 3;
    let (opening, closing) = (token.get(..edge), token.get(token.len().saturating_sub(edge)..));
    let body = token.get(edge..token.len().saturating_sub(edge)).and_then(|body| after_break(body, 0));
    let (Some(opening), Some(body), Some(closing)) = (opening, body, closing) else { return };
    let lines = text_lines(kind, body);
    let last = lines.iter().rfind(|line| !line.continued).map_or("", |line| leading(line.line));
    printed.push_str(opening);
    let mut rest = lines.iter().peekable();
    while let Some(TextLine { line, continued, folded }) = rest.next() {
        printed.push('\n');
        let closes = rest.peek().is_none();
        let own = match continued {
            true => outdented(line, last),
            false => line.strip_prefix(last).unwrap_or(""),
        };
        let blank = own.chars().all(is_space);
        let own = if blank { "" } else { own };
        if !blank || closes {
            printed.push_str(to);
            printed.push_str(if *folded { own.trim_end_matches(is_space) } else { own });
        }
    }
    printed.push_str(closing);
}
