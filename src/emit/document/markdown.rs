//! Texts of authors inside Markdown: whatever they hold, they stay text.

use crate::base::text::is_unsafe;

/// Characters that mean something to Markdown (or to HTML inside it) wherever they stand.
const MARKS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '#', '$'];

/// Characters that mean something where a line begins.
const LINE_MARKS: &[char] = &['+', '-', '=', ':'];

/// The text on one line, with everything escaped that Markdown would read as markup; fit for table cells too.
#[must_use]
pub fn escape(text: &str) -> String {
    let line = one_line(text);
    let mut escaped = String::with_capacity(line.len());
    for (at, character) in line.char_indices() {
        if MARKS.contains(&character) || (at == 0 && LINE_MARKS.contains(&character)) || ends_number(&line, at) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Whether a dot or parenthesis would make a line an item of a numbered list: after nothing but digits, before a blank or the end.
fn ends_number(line: &str, at: usize) -> bool {
    let (before, rest) = line.split_at_checked(at).unwrap_or((line, ""));
    let after = rest.strip_prefix(['.', ')']);
    let stands_alone = after.is_some_and(|after| after.is_empty() || after.starts_with(' '));
    stands_alone && !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text as a code span, between as many backticks as it takes.
#[must_use]
pub fn code(text: &str) -> String {
    let line = one_line(text);
    if line.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(&line) + 1);
    // One space on both sides is taken off again by readers; without it a backtick at an end would join the fence.
    let space = if line.starts_with('`') || line.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{line}{space}{fence}")
}

/// The same inside a table, where a bar ends the cell even in code.
#[must_use]
pub fn cell_code(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// A link, if the address is one of the web; otherwise only its text.
#[must_use]
pub fn link(text: &str, address: &str) -> String {
    if !is_web_address(address) {
        return escape(text);
    }
    let target: String = address
        .chars()
        .filter(|character| !is_unsafe(*character))
        .map(|character| match character {
            ' ' | '<' | '>' | '(' | ')' | '\\' | '`' | '"' | '|' | '\n' | '\t' | '*' | '[' | ']' => {
                format!("%{:02X}", u32::from(character))
            }
            other => other.to_string(),
        })
        .collect();
    format!("[{}](<{target}>)", escape(text))
}

/// Whether an address leads to the web, and not, for example, into a script.
#[must_use]
pub fn is_web_address(address: &str) -> bool {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

/// White space of any kind becomes one blank; unsafe characters are left out.
fn one_line(text: &str) -> String {
    let safe: String = text.chars().filter(|character| character.is_whitespace() || !is_unsafe(*character)).collect();
    safe.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader of Markdown sees: the HTML of the text after a line, in a list and in a table.
    fn html(markdown: &str) -> String {
        let mut html = String::new();
        let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(markdown, options));
        html
    }

    const HOSTILE: &[&str] = &[
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](http://x/y.png)",
        "a | b | c",
        "# heading",
        "- item",
        "+ item",
        "* item",
        "1. item",
        "12) item",
        "3.",
        "2024.1.0",
        "> quote",
        "---",
        "===",
        "`code`",
        "**bold**",
        "_em_",
        "~~gone~~",
        "&lt;b&gt;",
        "&#60;script&#62;",
        "<!-- -->",
        "a\n\n# b",
        "a\\",
        "\\<b>",
        "[^1]",
        "[x]: http://x",
        "C #",
        "    code",
        "\t code",
        "<http://x>",
        "$x$",
        "|---|",
        ":--",
        "==a==",
        "snake_case_name",
        "\u{202E}x",
    ];

    #[test]
    fn hostile_texts_stay_text() {
        for text in HOSTILE {
            let seen = crate::base::markup::escape(&one_line(text));
            let seen = seen.replace("&#39;", "'").replace("&apos;", "'").replace("&quot;", "\"");
            for (before, after) in [("", ""), ("- ", ""), ("## ", ""), ("> ", "")] {
                let shown = html(&format!("{before}{}{after}\n", escape(text))).replace("&quot;", "\"");
                assert!(shown.contains(&seen), "{text:?} became {shown:?}");
                assert!(!shown.contains("<script") && !shown.contains("href") && !shown.contains("<img"), "{text:?}");
            }
            let shown =
                html(&format!("| h | i |\n| --- | --- |\n| {} | end |\n", escape(text))).replace("&quot;", "\"");
            assert!(shown.contains(&format!("<td>{seen}</td><td>end</td>")), "{text:?} became {shown:?}");
        }
    }

    #[test]
    fn harmless_texts_stay_readable() {
        for text in ["2024.1.0", "2024-01-31", "measure-5（举措）", "(a) 1.20 m", "≥ 0.9", "\u{201c}一件事\u{201d}"]
        {
            assert_eq!(escape(text), text);
        }
    }

    #[test]
    fn code_stays_code() {
        assert_eq!(code("a || b"), "`a || b`");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(html(&code("x < '`'")), "<p><code>x &lt; '`'</code></p>\n");
        let table = format!("| h |\n| --- |\n| {} |\n", cell_code("a || b"));
        assert!(html(&table).contains("<td><code>a || b</code></td>"));
    }

    #[test]
    fn only_web_addresses_are_links() {
        for address in
            ["javascript:alert(1)", "JAVASCRIPT://%0aalert(1)", "data:text/html,x", "//x", "x", "file:///x", ""]
        {
            assert_eq!(link("标题", address), "标题", "{address}");
        }
        assert_eq!(link("标题", "https://example.org/a(b)"), "[标题](<https://example.org/a%28b%29>)");
        assert!(!html(&link("x", "https://e.org/> <img src=x onerror=y>")).contains("<img"));
    }
}
