//! Days and times from the numbers that spreadsheet programs store for them: days since an epoch, the time as their fraction.

use super::super::datum::Loose;
use super::styles::Shown;
use crate::base::date::Date;

/// The two ways to count days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Epoch {
    /// Day 1 is 1 January 1900, and there is a 29 February 1900, which never was.
    Of1900,
    /// Day 0 is 1 January 1904.
    Of1904,
}

/// The last day that programs know, 31 December 9999, counted from 1900.
const LAST_1900: i64 = 2_958_465;
/// The same, counted from 1904.
const LAST_1904: i64 = 2_957_003;
const SECONDS_A_DAY: u64 = 86_400;
/// Digits of a fraction of a day that count: a tenth of a microsecond.
const FRACTION_DIGITS: usize = 12;

/// What a number means that is shown as a day or a time; `None` where no program would show one.
///
/// A day without a time is a date. Everything else is the text that it shows: `2024-01-31T08:30:00`, `08:30:00`, and the two days
/// that only spreadsheet programs know, `1900-01-00` and `1900-02-29`.
pub fn meaning(literal: &str, shown: Shown, epoch: Epoch) -> Option<Loose> {
    let (whole, fraction) = literal.split_once('.').unwrap_or((literal, ""));
    let mut days: i64 = whole.parse().ok()?;
    let last = if epoch == Epoch::Of1900 { LAST_1900 } else { LAST_1904 };
    if literal.starts_with('-') || !(0..=last).contains(&days) {
        return None;
    }
    let mut seconds = seconds(fraction)?;
    if seconds == SECONDS_A_DAY {
        (days, seconds) = (days + 1, 0);
    }
    if days > last {
        return None;
    }
    let clock = |hours: u64| format!("{hours:02}:{:02}:{:02}", seconds / 60 % 60, seconds % 60);
    let hours = seconds / 3600;
    if shown == Shown::Elapsed {
        return Some(Loose::Text(clock(days.unsigned_abs() * 24 + hours)));
    }
    if shown == Shown::Time && days == 0 {
        return Some(Loose::Text(clock(hours)));
    }
    match day(days, epoch) {
        Some(day) if seconds == 0 => Some(Loose::Date(day)),
        day => {
            let unreal = if days == 0 { "1900-01-00" } else { "1900-02-29" };
            let day = day.map_or_else(|| unreal.to_owned(), |day| day.to_string());
            Some(Loose::Text(if seconds == 0 { day } else { format!("{day}T{}", clock(hours)) }))
        }
    }
}

/// The day of a number; `None` for the two that are none.
fn day(days: i64, epoch: Epoch) -> Option<Date> {
    let (first, offset) = match (epoch, days) {
        (Epoch::Of1904, _) => ("1904-01-01", 0),
        (Epoch::Of1900, 0 | 60) => return None,
        (Epoch::Of1900, 1..60) => ("1899-12-31", 0),
        (Epoch::Of1900, _) => ("1899-12-31", -1),
    };
    Date::parse(first)?.plus_days(days + offset)
}

/// The whole seconds nearest to a fraction of a day, given by its decimals.
fn seconds(fraction: &str) -> Option<u64> {
    let kept = fraction.get(..fraction.len().min(FRACTION_DIGITS))?;
    let parts: u64 = if kept.is_empty() { 0 } else { kept.parse().ok()? };
    let scale = 10u64.pow(u32::try_from(kept.len()).ok()?);
    Some((parts * SECONDS_A_DAY + scale / 2) / scale)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    fn read(literal: &str, shown: Shown, epoch: Epoch) -> String {
        match meaning(literal, shown, epoch) {
            Some(Loose::Date(day)) => format!("day {day}"),
            Some(Loose::Text(text)) => text,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn days_of_both_epochs() {
        let cases = [
            ("1", "day 1900-01-01", "day 1904-01-02"),
            ("59", "day 1900-02-28", "day 1904-02-29"),
            ("60", "1900-02-29", "day 1904-03-01"),
            ("61", "day 1900-03-01", "day 1904-03-02"),
            ("45322", "day 2024-01-31", "day 2028-02-01"),
            ("2957003", "day 9995-12-30", "day 9999-12-31"),
            ("2958465", "day 9999-12-31", "None"),
            ("2958466", "None", "None"),
            ("-1", "None", "None"),
            ("0", "1900-01-00", "day 1904-01-01"),
        ];
        for (literal, of_1900, of_1904) in cases {
            assert_eq!(read(literal, Shown::Day, Epoch::Of1900), of_1900, "{literal}");
            assert_eq!(read(literal, Shown::Day, Epoch::Of1904), of_1904, "{literal}");
        }
    }

    #[test]
    fn times_are_texts() {
        let cases = [
            ("45322.354166666664", Shown::Day, "2024-01-31T08:30:00"),
            ("45322.000000001", Shown::Day, "day 2024-01-31"),
            ("45322.999999999", Shown::Day, "day 2024-02-01"),
            ("0.354166666666667", Shown::Time, "08:30:00"),
            ("0.5", Shown::Day, "1900-01-00T12:00:00"),
            ("60.5", Shown::Day, "1900-02-29T12:00:00"),
            ("1.5", Shown::Elapsed, "36:00:00"),
            ("45322.5", Shown::Time, "2024-01-31T12:00:00"),
            ("0.000011574074", Shown::Time, "00:00:01"),
        ];
        for (literal, shown, text) in cases {
            assert_eq!(read(literal, shown, Epoch::Of1900), text, "{literal}");
        }
        assert_eq!(meaning("2958465.9999999", Shown::Day, Epoch::Of1900), None);
        assert_eq!(Date::parse("1899-12-31").unwrap().plus_days(1), Date::parse("1900-01-01"));
    }
}
