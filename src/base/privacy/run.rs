//! Runs of letters and digits, and what stands between them.

use std::borrow::Cow;

/// Words that people put right before a number, without a blank; names in chat programs are often telephone numbers, too.
const CALLED: [&str; 14] =
    ["tel", "phone", "mobile", "mob", "cell", "call", "fax", "wx", "vx", "wechat", "weixin", "qq", "id", "sfz"];

/// A run of letters and digits.
#[derive(Debug)]
pub struct Run<'t> {
    /// Its first byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Its characters, of full-width ones the plain form.
    pub plain: Cow<'t, str>,
    /// Whether all of them are digits.
    pub is_number: bool,
    /// What stands before it.
    pub gap: Gap,
}

/// What stands between a run and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// One or two blanks.
    Blank,
    /// A hyphen or dash.
    Hyphen,
    /// A hyphen or dash with blanks around it, which may part as well as join.
    Dash,
    /// A full stop.
    Dot,
    /// A closing bracket.
    Bracket,
    /// Anything else, or nothing because it is the first.
    Far,
}

/// The plain form of a full-width character; any other as it is.
pub fn plain(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Whether a character stands for a blank between groups of digits.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}' | '\u{3000}')
}

/// All runs of a text, in order.
pub fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    // Where the run began, and whether all of it are digits, and none of it full-width.
    let mut open: Option<(usize, bool, bool)> = None;
    let mut last_end = None;
    // One step beyond the end closes the last run.
    for (at, written) in text.char_indices().chain([(text.len(), ' ')]) {
        let c = plain(written);
        if c.is_ascii_alphanumeric() || c == '_' {
            let (_, digits, narrow) = open.get_or_insert((at, true, true));
            *digits &= c.is_ascii_digit();
            *narrow &= written.is_ascii();
        } else if let Some((start, is_number, is_narrow)) = open.take() {
            let gap = last_end.map_or(Gap::Far, |end| gap(text.get(end..start).unwrap_or("")));
            let run = text.get(start..at).unwrap_or("");
            let plain = if is_narrow { Cow::Borrowed(run) } else { run.chars().map(plain).collect() };
            let run = Run { start, end: at, plain, is_number, gap };
            last_end = Some(at);
            runs.push(if is_number { run } else { without_word(text, run) });
        }
    }
    runs
}

/// A run without the word for a number that stands right before the digits.
fn without_word<'t>(text: &'t str, run: Run<'t>) -> Run<'t> {
    let number = run.plain.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let word = run.plain.len() - number.len();
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    let digits = number.strip_suffix(['X', 'x']).unwrap_or(number);
    let is_called = || {
        let word = run.plain.get(..word).unwrap_or("").to_ascii_lowercase();
        CALLED.contains(&word.as_str()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if word == 0 || digits.is_empty() || !is_called() {
        return run;
    }
    let before: usize = text.get(run.start..).unwrap_or("").chars().take(word).map(char::len_utf8).sum();
    Run { start: run.start + before, end: run.end, plain: Cow::Owned(number.to_owned()), is_number, gap: Gap::Far }
}

fn gap(between: &str) -> Gap {
    let mut characters = between.chars();
    let signs = [characters.next(), characters.next(), characters.next()];
    if characters.next().is_some() {
        return Gap::Far;
    }
    let mut blanks = 0;
    let mut sign = None;
    for c in signs.into_iter().flatten() {
        if is_blank(c) {
            blanks += 1;
        } else if sign.replace(c).is_some() {
            return Gap::Far;
        }
    }
    match (sign.map(plain), blanks) {
        (None, 1 | 2) => Gap::Blank,
        (Some('-' | '\u{2010}'..='\u{2015}' | '\u{2212}'), 0) => Gap::Hyphen,
        (Some('-' | '\u{2010}'..='\u{2015}' | '\u{2212}'), _) => Gap::Dash,
        (Some(')' | ']' | '】' | '〕'), _) => Gap::Bracket,
        (Some('.'), 0) => Gap::Dot,
        _ => Gap::Far,
    }
}
