//! Words that stand for no value, whatever the field: not reported, not applicable, the same as above, and what a list
//! says of itself.

use crate::base::similar::half_width;
use crate::form::geometry::{COMPLETE, NOT_APPLICABLE, PARTIAL};

/// What people write into a cell that they leave out.
const NOT_REPORTED: [&str; 19] = [
    "/",
    "\\",
    "-",
    "--",
    "---",
    "—",
    "——",
    "–",
    "_",
    "待定",
    "待填",
    "待补",
    "不详",
    "不清楚",
    "未知",
    "未填",
    "空",
    "unknown",
    "tbd",
];
/// What repeats the cell above.
const DITTO: [&str; 10] = ["同上", "同前", "同左", "〃", "″", "\"", "\"\"", "''", "ditto", "如上"];
/// How the errors of spreadsheet programs begin.
const ERRORS: [&str; 12] = [
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "###",
    "ERR:",
];
/// What stands between a word and its reason.
const COLONS: [char; 4] = [':', '：', '；', ';'];

/// What a text says instead of a value.
#[derive(Debug, PartialEq, Eq)]
pub enum Mark<'t> {
    /// Nothing is reported.
    NotReported,
    /// There can be no value; the reason where one is given.
    NotApplicable(Option<&'t str>),
    /// The same as above.
    Ditto,
    /// A program failed.
    Error,
}

/// The mark that a text without blanks around it is.
pub fn mark(text: &str) -> Option<Mark<'_>> {
    let lower = text.chars().take(16).map(half_width).collect::<String>().to_ascii_lowercase();
    let is_short = text.chars().count() <= 16;
    let is = |words: &[&str]| is_short && words.contains(&lower.as_str());
    if ERRORS.iter().any(|error| lower.starts_with(&error.to_ascii_lowercase())) {
        Some(Mark::Error)
    } else if is(&NOT_REPORTED) {
        Some(Mark::NotReported)
    } else if is(&DITTO) {
        Some(Mark::Ditto)
    } else {
        with_reason(text, &NOT_APPLICABLE).map(Mark::NotApplicable)
    }
}

/// What a list says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Completeness {
    /// It names everything there is.
    Complete,
    /// It does not; the reason where one is given.
    Partial(Option<String>),
}

/// What a text says of a list: `已列全`, `未列全：原因`.
#[must_use]
pub fn completeness(text: &str) -> Option<Completeness> {
    let text = text.trim();
    if with_reason(text, &COMPLETE) == Some(None) {
        return Some(Completeness::Complete);
    }
    with_reason(text, &PARTIAL).map(|reason| Completeness::Partial(reason.map(str::to_owned)))
}

/// One of the words alone, or with a reason behind a colon or in brackets.
fn with_reason<'t>(text: &'t str, words: &[&str]) -> Option<Option<&'t str>> {
    let rest = words.iter().find_map(|word| {
        let end = word.len();
        let start = text.get(..end)?;
        start.eq_ignore_ascii_case(word).then(|| text.get(end..))?
    })?;
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(None);
    }
    let bracketed = rest.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    let reason = rest.strip_prefix(COLONS).or(bracketed)?.trim();
    Some((!reason.is_empty()).then_some(reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_apart() {
        for text in ["/", "-", "—", "－", "／", "待定", "不详", "未知", "空", "TBD"] {
            assert_eq!(mark(text), Some(Mark::NotReported), "{text}");
        }
        for text in ["同上", "〃", "Ditto"] {
            assert_eq!(mark(text), Some(Mark::Ditto), "{text}");
        }
        for text in ["#REF!", "#N/A", "#div/0!", "########"] {
            assert_eq!(mark(text), Some(Mark::Error), "{text}");
        }
        for (text, reason) in [
            ("不适用：正在装修", Some("正在装修")),
            ("不适用: 正在装修", Some("正在装修")),
            ("不适用（正在装修）", Some("正在装修")),
            ("N/A: no hall", Some("no hall")),
            ("不适用", None),
            ("n/a", None),
            ("不适用：", None),
        ] {
            assert_eq!(mark(text), Some(Mark::NotApplicable(reason)), "{text}");
        }
        for text in ["", "3", "不适用于本市的办法", "无", "n/ax", "未知数", "空置"] {
            assert_eq!(mark(text), None, "{text}");
        }
    }

    #[test]
    fn lists_say_whether_they_are_complete() {
        assert_eq!(completeness(" 已列全 "), Some(Completeness::Complete));
        assert_eq!(completeness("Complete"), Some(Completeness::Complete));
        assert_eq!(completeness("未列全：二楼还有"), Some(Completeness::Partial(Some("二楼还有".into()))));
        assert_eq!(completeness("partial"), Some(Completeness::Partial(None)));
        assert_eq!((completeness("全"), completeness("已列全：大概"), completeness("")), (None, None, None));
    }
}
