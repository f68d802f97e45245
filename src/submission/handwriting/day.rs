//! A day as people write it: `2024年1月8日`, `2024.1.8`, `1/15/2024`, the serial number of a spreadsheet.

use super::figure::tidy;
use crate::base::date::Date;
use crate::base::number::Number;
use crate::base::numeral;

/// The longest text that is read as a day, in characters.
const MAX_LENGTH: usize = 40;
/// Years that a day is taken to be meant in.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2200;
/// Serial numbers that are taken for days: 2000-01-01 to 2100-12-31 in the 1900 system of spreadsheets.
const SERIALS: std::ops::RangeInclusive<i64> = 36_526..=73_415;
/// The day before the first serial number, counted so that it is right after the day that the system invents in 1900.
const EPOCH: &str = "1899-12-30";
/// What may stand between year, month and day.
const BETWEEN: [char; 7] = ['-', '.', '/', '年', '月', '–', '—'];
/// What may stand behind the day.
const BEHIND: [char; 2] = ['日', '号'];

/// What a text says of a day.
#[derive(Debug, PartialEq, Eq)]
pub enum Day {
    /// This day; `timed` where a time of day other than midnight stands behind it.
    Read {
        /// The day.
        date: Date,
        /// Whether a time of day was left out.
        timed: bool,
    },
    /// The serial number of this day.
    Serial {
        /// The day.
        date: Date,
        /// Whether a time of day was left out.
        timed: bool,
    },
    /// One of these.
    Unclear(Vec<Date>),
    /// Not year, month and day.
    Incomplete,
    /// No day.
    None,
}

/// Reads a text as a day.
pub fn read(text: &str) -> Day {
    if text.chars().count() > MAX_LENGTH {
        return Day::None;
    }
    let text = tidy(text);
    let (day, time) = parted(&text);
    let Some(timed) = time.map_or(Some(false), is_timed) else { return Day::None };
    let arabic = in_digits(day);
    let day = arabic.trim_end_matches(BEHIND);
    let parts: Vec<&str> = day.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.iter().any(|part| !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return Day::None;
    }
    match parts.as_slice() {
        [all] => from_digits(all, timed),
        [_, _] if two_parts(day) => Day::Incomplete,
        [_, _] => serial(day).unwrap_or(Day::None),
        [year, month, day] if year.len() == 4 => read_as(date(year, month, day), timed),
        [first, second, year] if year.len() == 4 => with_year_last(first, second, year, timed),
        [year, month, day] if year.len() == 2 => short_year(year, month, day),
        _ => Day::None,
    }
}

/// The one day that a text means; `None` where it means none or several.
pub fn one_day(text: &str) -> Option<Date> {
    match read(text) {
        Day::Read { date, .. } | Day::Serial { date, .. } => Some(date),
        Day::Unclear(_) | Day::Incomplete | Day::None => None,
    }
}

/// Reads a number as the serial number of a day.
pub fn serial(literal: &str) -> Option<Day> {
    let number = Number::parse(literal).ok()?;
    let (whole, fraction) = literal.split_once('.').unwrap_or((literal, ""));
    let whole: i64 = whole.parse().ok().filter(|whole| SERIALS.contains(whole))?;
    let date = Date::parse(EPOCH)?.plus_days(whole)?;
    Some(Day::Serial { date, timed: !fraction.is_empty() && !number.is_integer() })
}

fn read_as(date: Option<Date>, timed: bool) -> Day {
    date.map_or(Day::None, |date| Day::Read { date, timed })
}

/// The day and the time of day behind it.
fn parted(text: &str) -> (&str, Option<&str>) {
    let Some(colon) = text.find(':') else { return (text, None) };
    let before = text.get(..colon).unwrap_or("");
    let Some(at) = before.rfind([' ', 'T', '日']) else { return (text, None) };
    let end = at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    (text.get(..at).unwrap_or("").trim(), text.get(end..).map(str::trim))
}

/// Whether a time of day is another one than midnight; `None` where it is no time.
fn is_timed(text: &str) -> Option<bool> {
    let parts: Vec<&str> = text.trim_end_matches('Z').split(':').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(is_number) {
        return None;
    }
    Some(parts.iter().any(|part| part.bytes().any(|byte| (b'1'..=b'9').contains(&byte))))
}

/// The text with its Chinese numerals in digits.
fn in_digits(text: &str) -> String {
    let mut written = String::new();
    let mut numeral = String::new();
    for c in text.chars().chain(['\0']) {
        if numeral::is_part(c) {
            numeral.push(c);
            continue;
        }
        if !numeral.is_empty() {
            let value = numeral::digits(&numeral).or_else(|| numeral::number(&numeral).map(|value| value.to_string()));
            written.push_str(&value.unwrap_or_else(|| numeral.clone()));
            numeral.clear();
        }
        written.push(c);
    }
    written.trim_end_matches('\0').to_owned()
}

/// Whether two parts are a year and a month or a month and a day, not a decimal number.
fn two_parts(day: &str) -> bool {
    let short = |part: &str| part.trim().len() <= 4;
    day.split(BETWEEN).all(short)
}

/// `20240108`, a serial number, a year, a year and a month.
fn from_digits(digits: &str, timed: bool) -> Day {
    match digits.len() {
        8 => {
            let (year, rest) = digits.split_at(4);
            let (month, day) = rest.split_at(2);
            read_as(date(year, month, day), timed)
        }
        5 => serial(digits).unwrap_or(Day::None),
        4 | 6 => Day::Incomplete,
        _ => Day::None,
    }
}

/// `1/8/2024`: only where one of the two cannot be a month, or both are the same, is there one reading.
fn with_year_last(first: &str, second: &str, year: &str, timed: bool) -> Day {
    let mut found: Vec<Date> = [date(year, first, second), date(year, second, first)].into_iter().flatten().collect();
    found.dedup();
    match found.as_slice() {
        [only] => Day::Read { date: *only, timed },
        [] => Day::None,
        _ => Day::Unclear(found),
    }
}

/// `24.1.8`: nobody said which part is the year.
fn short_year(first: &str, month: &str, last: &str) -> Day {
    let century = |year: &str| format!("20{year:0>2}");
    let found: Vec<Date> =
        [date(&century(first), month, last), date(&century(last), month, first), date(&century(last), first, month)]
            .into_iter()
            .flatten()
            .collect();
    if found.is_empty() { Day::None } else { Day::Unclear(found) }
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let date = Date::parse(&format!("{year}-{month:0>2}-{day:0>2}"))?;
    YEARS.contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read() {
        for text in [
            "2024-01-08",
            "2024-1-8",
            "2024.1.8",
            "2024/1/8",
            "20240108",
            "2024年1月8日",
            "2024年1月8号",
            "2024 年 1 月 8 日",
            "２０２４年１月８日",
            "二〇二四年一月八日",
            "二○二四年一月八日",
            "2024-01-08 00:00:00",
            "2024-01-08T00:00:00Z",
            "2024/1/8 0:00",
            "2024。1。8",
        ] {
            let date = Date::parse("2024-01-08");
            assert_eq!(Some(read(text)), date.map(|date| Day::Read { date, timed: false }), "{text}");
        }
        for (text, day) in [
            ("15/1/2024", "2024-01-15"),
            ("1/15/2024", "2024-01-15"),
            ("3.3.2024", "2024-03-03"),
            ("二〇二四年十二月三十一日", "2024-12-31"),
            ("2024年十月二十日", "2024-10-20"),
        ] {
            assert_eq!(Some(read(text)), Date::parse(day).map(|date| Day::Read { date, timed: false }), "{text}");
        }
        let date = Date::parse("2024-01-08");
        assert_eq!(Some(read("2024-01-08 09:30")), date.map(|date| Day::Read { date, timed: true }));
        assert_eq!(Some(read("45299")), date.map(|date| Day::Serial { date, timed: false }));
        assert_eq!(Some(read("45299.5")), date.map(|date| Day::Serial { date, timed: true }));
        assert_eq!(serial("45299.0"), date.map(|date| Day::Serial { date, timed: false }));
    }

    #[test]
    fn what_is_no_single_day() {
        let unclear = |days: &[&str]| Day::Unclear(days.iter().filter_map(|day| Date::parse(day)).collect());
        assert_eq!(read("1/8/2024"), unclear(&["2024-01-08", "2024-08-01"]));
        assert_eq!(read("8.1.2024"), unclear(&["2024-08-01", "2024-01-08"]));
        assert_eq!(read("24.1.8"), unclear(&["2024-01-08", "2008-01-24"]));
        for text in ["2024年1月", "2024.1", "2024年", "2024", "202401", "1月8日", "1.8"] {
            assert_eq!(read(text), Day::Incomplete, "{text}");
        }
        for text in [
            "2024-02-30",
            "20241301",
            "13/13/2024",
            "",
            "三月底",
            "2024年1月上旬",
            "12345",
            "99999",
            "2024-01-08 上午",
            "2024-1-2-3",
            "Jan 8, 2024",
            &"2024".repeat(1000),
        ] {
            assert_eq!(read(text), Day::None, "{}", text.get(..20).unwrap_or(text));
        }
    }
}
