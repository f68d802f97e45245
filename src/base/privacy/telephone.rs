//! Telephone numbers of the mainland: mobile ones of eleven digits, fixed ones behind the code of their area.

use super::run::{Gap, Run, plain};
use crate::base::date::Date;

/// Digits of a mobile number.
const MOBILE: usize = 11;
/// The code of the country, as it is dialled.
const COUNTRY: [&str; 2] = ["86", "0086"];
/// The ways in which the digits of a mobile number are grouped.
const GROUPED: [&[usize]; 6] = [&[3, 4, 4], &[4, 4, 3], &[4, 3, 4], &[3, 3, 5], &[3, 8], &[7, 4]];
/// Digits of an extension.
const EXTENSION: usize = 5;
/// Words before a fixed number that is written without a hyphen, and how many characters before it they are looked for.
const CALLED: [&str; 8] = ["电话", "座机", "固话", "传真", "热线", "tel", "phone", "fax"];
const CALLED_WITHIN: usize = 12;
/// What stands right behind an amount or a measured quantity.
const MEASURES: [&str; 20] = [
    "元",
    "万元",
    "亿元",
    "美元",
    "万美元",
    "亿美元",
    "欧元",
    "港元",
    "日元",
    "英镑",
    "人民币",
    "吨",
    "万吨",
    "平方米",
    "立方米",
    "千瓦",
    "公斤",
    "公里",
    "%",
    "％",
];

/// How many runs from `at` on are a telephone number.
pub fn at(text: &str, runs: &[Run<'_>], at: usize) -> Option<usize> {
    if !runs.get(at)?.is_number {
        return None;
    }
    let country = usize::from(is_country(text, runs, at));
    let national = at + country;
    let joined = |count: usize| country == 1 || is_free_before(runs, at, count);
    let mobile = mobile(text, runs, national).filter(|count| joined(*count));
    mobile.or_else(|| fixed(text, runs, national, country == 1).filter(|_| joined(1))).map(|count| count + country)
}

/// Whether a run is the code of the country, with the number behind it.
fn is_country(text: &str, runs: &[Run<'_>], at: usize) -> bool {
    let (Some(run), Some(next)) = (runs.get(at), runs.get(at + 1)) else { return false };
    let dialled = COUNTRY.contains(&run.plain.as_ref());
    let plus = before(text, run.start).next().is_some_and(|c| plain(c) == '+');
    dialled && (is_joined(next) || next.gap == Gap::Bracket) && (plus || run.plain == "0086" || next.plain.len() >= 3)
}

/// Whether a run belongs to the group of digits before it.
fn is_joined(run: &Run<'_>) -> bool {
    matches!(run.gap, Gap::Blank | Gap::Hyphen | Gap::Dash)
}

/// Whether the run before does not belong to the number: no further digits or letters hang on a hyphen or a full stop, and the
/// groups are not the later ones of a card's number.
fn is_free_before(runs: &[Run<'_>], at: usize, count: usize) -> bool {
    let Some(run) = runs.get(at) else { return false };
    let before = at.checked_sub(1).and_then(|before| runs.get(before));
    match (run.gap, before) {
        // One number may stand right behind another.
        (Gap::Hyphen, Some(before)) => is_mobile(without_country(&before.plain)),
        // The number of an item may stand there: `2.138…`.
        (Gap::Dot, Some(before)) => before.is_number && before.plain.len() <= 2 && before.plain != "0",
        (Gap::Blank, Some(before)) => count == 1 || !before.is_number || before.plain.len() != 4,
        _ => true,
    }
}

/// How many runs are a mobile number without the code of the country before it.
fn mobile(text: &str, runs: &[Run<'_>], at: usize) -> Option<usize> {
    let first = runs.get(at)?;
    if first.is_number && is_mobile(without_country(&first.plain)) {
        let free = !is_continued(runs, at + 1) && !is_measured(text, first.start, first.end);
        return free.then_some(1);
    }
    let groups = |shape: &&&[usize]| {
        shape.iter().enumerate().all(|(index, length)| {
            let run = runs.get(at + index);
            let joined = |run: &Run<'_>| index == 0 || is_joined(run) || run.gap == Gap::Dot;
            run.is_some_and(|run| run.is_number && run.plain.len() == *length && joined(run))
        })
    };
    let count = GROUPED.iter().find(groups)?.len();
    let digits: String = runs.get(at..at + count)?.iter().map(|run| run.plain.as_ref()).collect();
    (is_mobile(&digits) && !is_continued(runs, at + count)).then_some(count)
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == MOBILE
        && digits.starts_with('1')
        && digits.get(1..2).is_some_and(|second| "3456789".contains(second))
}

/// The digits without the code of the country right before them.
fn without_country(digits: &str) -> &str {
    let mut rests = COUNTRY.iter().filter_map(|code| digits.strip_prefix(code));
    rests.find(|rest| rest.len() == MOBILE).unwrap_or(digits)
}

/// Whether the run hangs on the number before it by a hyphen, or is its decimal part.
fn is_continued(runs: &[Run<'_>], at: usize) -> bool {
    runs.get(at).is_some_and(|next| match next.gap {
        Gap::Hyphen => !is_mobile(without_country(&next.plain)),
        Gap::Dot => next.is_number,
        _ => false,
    })
}

/// Whether the digits are an amount, a measured quantity or the number of a document.
pub fn is_measured(text: &str, start: usize, end: usize) -> bool {
    let after = text.get(end..).unwrap_or("").trim_start_matches([' ', '\u{3000}']);
    let is_amount =
        before(text, start).find(|c| *c != ' ').is_some_and(|c| matches!(plain(c), '¥' | '￥' | '$' | '€' | '£'));
    let is_document = after.starts_with('号') && !after.starts_with("号码");
    is_amount || is_document || MEASURES.iter().any(|unit| after.starts_with(unit))
}

/// The characters before a place, the nearest first.
fn before(text: &str, at: usize) -> impl Iterator<Item = char> {
    text.get(..at).unwrap_or("").chars().rev()
}

/// How many runs are a fixed number: the code of its area, the number itself, and perhaps an extension.
fn fixed(text: &str, runs: &[Run<'_>], at: usize, with_country: bool) -> Option<usize> {
    let area = runs.get(at).filter(|run| run.is_number)?;
    if let Some(digits) = run_together(text, area) {
        let called = digits.starts_with('0') && !called_before(text, area.start);
        return (!called && !is_continued(runs, at + 1)).then_some(1);
    }
    let length = match (with_country, area.plain.strip_prefix('0')) {
        (_, Some(code)) => area_length(code)?,
        (true, None) => area_length(&area.plain)?,
        (false, None) => return None,
    };
    let next = runs.get(at + 1)?;
    let bracketed = next.gap == Gap::Bracket && before(text, area.start).next().is_some_and(|c| "([（【〔".contains(c));
    if !(bracketed || is_joined(next)) {
        return None;
    }
    let (subscriber, mut count) = match runs.get(at + 2) {
        // `8700 0000`, `870 0000`
        Some(last) if next.plain.len() < 5 && last.is_number && is_joined(last) => {
            // `0571-2023-0012` is the number of a document.
            let is_year = next.gap == Gap::Hyphen && (next.plain.starts_with("19") || next.plain.starts_with("20"));
            (if is_year { String::new() } else { format!("{}{}", next.plain, last.plain) }, 3)
        }
        _ => (next.plain.to_string(), 2),
    };
    let is_date = !bracketed && is_date(&subscriber);
    let proper = next.is_number && is_subscriber(&subscriber, length) && !is_date;
    let after = runs.get(at + count).filter(|after| after.gap == Gap::Hyphen);
    if after.is_some_and(|after| after.is_number && after.plain.len() <= EXTENSION) {
        count += 1;
    }
    (proper && !is_continued(runs, at + count)).then_some(count)
}

/// Digits of the numbers in the area with this code, the 0 before it left out: eight in the large cities, else seven or eight.
fn area_length(code: &str) -> Option<std::ops::RangeInclusive<usize>> {
    match (code.len(), code.chars().next()?) {
        (2, '1') if code == "10" => Some(8..=8),
        (2, '2') => Some(8..=8),
        (3, '3'..='9') => Some(7..=8),
        _ => None,
    }
}

fn is_subscriber(digits: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&digits.len()) && digits.starts_with(|first| matches!(first, '2'..='8'))
}

/// The digits of a run in which area and number stand together: `057187000000`, `+8657187000000`.
fn run_together<'r>(text: &str, run: &'r Run<'_>) -> Option<&'r str> {
    let plus = before(text, run.start).next().is_some_and(|c| plain(c) == '+');
    let (digits, code) = match run.plain.strip_prefix("86").filter(|_| plus) {
        Some(national) => (run.plain.as_ref(), national),
        None => (run.plain.as_ref(), run.plain.strip_prefix('0')?),
    };
    let splits = [2, 3].into_iter().filter_map(|length| code.split_at_checked(length));
    let mut fitting =
        splits.filter(|(code, number)| area_length(code).is_some_and(|length| is_subscriber(number, length)));
    fitting.next().map(|_| digits)
}

fn called_before(text: &str, at: usize) -> bool {
    let nearest: Vec<char> = before(text, at).take(CALLED_WITHIN).collect();
    let words: String = nearest.into_iter().rev().collect::<String>().to_lowercase();
    CALLED.iter().any(|word| words.contains(word))
}

/// Whether eight digits are a day, as in the number of a document.
fn is_date(digits: &str) -> bool {
    let part = |range: std::ops::Range<usize>| digits.get(range).unwrap_or("");
    let recent = digits.len() == 8 && matches!(part(0..2), "19" | "20");
    recent && Date::parse(&format!("{}-{}-{}", part(0..4), part(4..6), part(6..8))).is_some()
}
