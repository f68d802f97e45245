//! Markdown: a summary for the page of a job, or for a comment on a merge request.
//!
//! A comment holds 65,536 characters, so that what is longer is cut, and says so. Nothing of a text acts as markup, and nothing calls
//! a person, another issue or an address: an invisible blank stands where a name would begin.

use crate::base::text::safe_line;
use crate::check::Kind;
use crate::diagnostic::{Language, Level};
use crate::report::findings::{Finding, Findings, State, Status, Suite, said};
use std::collections::{BTreeMap, BTreeSet};

/// How every report begins, so that a comment can be found again and replaced.
pub const MARK: &str = "<!-- guiju report -->";
/// The most characters (units of UTF-16, as the sites count) of a report.
const MOST: usize = 65_000;
/// How many are kept for the line that says what was left out.
const RESERVED: usize = 200;
/// The most findings that are listed.
const LISTED: usize = 100;
/// The most regions of the table.
const REGIONS: usize = 150;
/// The most characters of a message.
const MESSAGE: usize = 400;
/// What has a column in the table.
const COLUMNS: [Status; 7] = [
    Status::Message(Level::Error),
    Status::Outcome(Kind::Problem),
    Status::Message(Level::Warning),
    Status::Outcome(Kind::Review),
    Status::Outcome(Kind::External),
    Status::Outcome(Kind::Good),
    Status::Outcome(Kind::Unknown),
];
/// A blank of no width.
const BREAK: &str = "&#8203;";

/// The report.
pub fn render(findings: &Findings) -> String {
    let mut page = Page { text: String::new(), length: 0 };
    page.add(&format!("{MARK}\n"));
    for standard in &findings.standards {
        let title = escaped(said(&standard.title, findings.language));
        let day = findings.day.as_ref().map_or_else(String::new, |day| format!(" · {day}"));
        page.add(&format!("## {title} {}{day}\n\n", escaped(&standard.version)));
    }
    page.add(&totals(findings));
    let by_suite = by_suite(findings);
    table(&mut page, findings, &by_suite);
    list(&mut page, findings);
    page.text
}

/// A text that grows as long as it may.
struct Page {
    text: String,
    length: usize,
}

impl Page {
    /// Adds a part, if there is room for all of it.
    fn add(&mut self, part: &str) -> bool {
        let length = part.encode_utf16().count();
        let fits = self.length + length <= MOST - RESERVED;
        if fits {
            self.text.push_str(part);
            self.length += length;
        }
        fits
    }

    /// Says how many of something there was no room for.
    fn left_out(&mut self, count: usize, findings: &Findings) {
        if count > 0 {
            let told = match findings.language {
                Language::Zh => format!("\n……另有 {count} 条没有列出。\n"),
                Language::En => format!("\n… and {count} more.\n"),
            };
            self.text.push_str(&told);
            self.length += told.encode_utf16().count();
        }
    }
}

fn totals(findings: &Findings) -> String {
    let counts = findings.counts();
    let mut parts: Vec<String> =
        counts.iter().map(|(status, count)| format!("{} {count}", status.text(findings.language))).collect();
    if findings.missing > 0 {
        parts.push(format!("{} {}", findings.pick("缺报", "missing"), findings.missing));
    }
    let states =
        [(State::New, "新增", "new"), (State::Unchanged, "原有", "unchanged"), (State::Absent, "已消除", "resolved")];
    for (state, zh, en) in states {
        if let Some(count) = findings.in_state(state) {
            parts.push(format!("{} {count}", findings.pick(zh, en)));
        }
    }
    if parts.is_empty() {
        return format!("{}\n\n", findings.pick("没有发现", "nothing found"));
    }
    format!("{}\n\n", parts.join(" · "))
}

type Counts = BTreeMap<Status, usize>;

/// For each suite, how many there are of each status.
fn by_suite(findings: &Findings) -> Vec<Counts> {
    let mut counts = vec![Counts::new(); findings.suites.len()];
    for finding in findings.list.iter().filter(|finding| finding.state != Some(State::Absent)) {
        if let Some(own) = counts.get_mut(finding.suite) {
            *own.entry(finding.status).or_default() += 1;
        }
    }
    counts
}

/// A line for each suite of which anything is told, in their order.
fn table(page: &mut Page, findings: &Findings, counts: &[Counts]) {
    let with: BTreeSet<usize> = findings.told().map(|finding| finding.suite).collect();
    let told = findings.suites.iter().zip(counts).enumerate().filter(|(number, _)| with.contains(number));
    let told: Vec<(&Suite, &Counts)> = told.map(|(_, own)| own).collect();
    if told.is_empty() {
        return;
    }
    let names = COLUMNS.map(|status| status.text(findings.language));
    let first = if told.iter().any(|(suite, _)| suite.is_region) {
        findings.pick("地区", "region")
    } else {
        findings.pick("标准", "standard")
    };
    let mut fits = page.add(&format!("| {first} | {} |\n|---|{}\n", names.join(" | "), "---:|".repeat(COLUMNS.len())));
    let mut shown = 0;
    for (suite, own) in told.iter().take(REGIONS) {
        let cells = COLUMNS.map(|status| own.get(&status).map_or_else(String::new, ToString::to_string));
        let name = format!("{} {}", escaped(&suite.name), escaped(&suite.id));
        fits = fits && page.add(&format!("| {name} | {} |\n", cells.join(" | ")));
        shown += usize::from(fits);
    }
    page.left_out(told.len() - shown, findings);
    page.add("\n");
}

/// What is told, worst first.
fn list(page: &mut Page, findings: &Findings) {
    let told = findings.worst_first();
    if told.is_empty() {
        return;
    }
    let head = [("", ""), ("地区", "region"), ("规则", "rule"), ("内容", "finding"), ("位置", "place")];
    let head = head.map(|(zh, en)| findings.pick(zh, en)).join(" | ");
    let mut fits = page.add(&format!("| {head} |\n|---|---|---|---|---|\n"));
    let mut shown = 0;
    for finding in told.iter().take(LISTED) {
        fits = fits && page.add(&row(finding, findings));
        shown += usize::from(fits);
    }
    page.left_out(told.len() - shown, findings);
}

fn row(finding: &Finding, findings: &Findings) -> String {
    let language = findings.language;
    let suite = findings.suite(finding).map_or("", |suite| suite.name.as_str());
    let state = match finding.state {
        Some(State::New) => findings.pick("（新增）", " (new)"),
        _ => "",
    };
    let mut told = escaped(&cut(finding.text(language), MESSAGE));
    if let Some(advice) = &finding.advice {
        told.push_str("<br>");
        told.push_str(&escaped(&cut(said(advice, language), MESSAGE)));
    }
    let place = finding.place.as_ref().map_or_else(String::new, |place| escaped(&cut(&place.shown(), MESSAGE)));
    let status = finding.status.text(language);
    let (suite, rule) = (escaped(&cut(suite, MESSAGE)), escaped(&cut(&finding.rule, MESSAGE)));
    format!("| {status}{state} | {suite} | {rule} | {told} | {place} |\n")
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A text on one line in which nothing is markup, a mention or a link.
pub(super) fn escaped(text: &str) -> String {
    let text = safe_line(text);
    let mut escaped = String::with_capacity(text.len() * 2);
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        let begins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '"' | '_' | '[' | '/'));
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '|' => escaped.push_str("&#124;"),
            '`' => escaped.push_str("&#96;"),
            c if c.is_ascii_punctuation() => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
        // `@name`, `#12`, `!12`, `~label`, `$3`, `%title`, `&4`, `^alert`, `:smile:`, `https://`; `GH-12`; `www.`.
        let calls = matches!(c, '@' | '#' | '!' | '~' | '$' | '%' | '&' | '^' | ':') && begins(next)
            || matches!((before, c), ('h' | 'H', '-')) && next.is_some_and(|c| c.is_ascii_digit())
            || matches!((before, c), ('w' | 'W', '.'));
        if calls {
            escaped.push_str(BREAK);
        }
        before = c;
    }
    escaped
}

/// The same, with the line breaks of the text.
pub(super) fn escaped_lines(text: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join("\n")
}
