//! Calendar days, written `2024-01-31` and nothing else (GB/T 7408.1, ISO 8601-1 extended format).

use std::fmt;

use jiff::civil;

/// A day of the Gregorian calendar, years 0 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// Reads `YYYY-MM-DD`; `None` for any other form and for days that do not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = i8::try_from(digits(parts.next()?, 2)?).ok()?;
        let day = i8::try_from(digits(parts.next()?, 2)?).ok()?;
        if parts.next().is_some() {
            return None;
        }
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Days from this day to the other; negative where the other is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        self.0.duration_until(other.0).as_hours() / 24
    }

    /// The day after so many days, before for a negative number; `None` outside the years 0 to 9999.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Option<Self> {
        // A span that is too long for the calendar is refused before it is built.
        let span = jiff::Span::new().try_days(days).ok()?;
        self.0.checked_add(span).ok().filter(|day| day.year() >= 0).map(Self)
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i64 {
        i64::from(self.0.year())
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> i64 {
        i64::from(self.0.month())
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> i64 {
        i64::from(self.0.day())
    }
}

/// The value of exactly `count` ASCII digits.
fn digits(text: &str, count: usize) -> Option<i16> {
    let proper = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    proper.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_form_is_read() {
        assert_eq!(Date::parse("2024-02-29").unwrap().to_string(), "2024-02-29");
        let refused = [
            "2023-02-29",
            "2024-13-01",
            "2024-00-10",
            "24-01-31",
            "2024-1-31",
            "2024/01/31",
            "20240131",
            "2024-01-31 ",
            "-024-01-31",
            "+024-01-31",
            "2024-01-31-01",
            "２０２４-01-31",
            "",
        ];
        for text in refused {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_added() {
        let day = |text: &str| Date::parse(text).unwrap();
        assert_eq!(day("2024-02-28").plus_days(2), Some(day("2024-03-01")));
        assert_eq!(day("2024-01-01").plus_days(-1), Some(day("2023-12-31")));
        assert_eq!(day("9999-12-31").plus_days(1), None);
        assert_eq!(day("0000-01-01").plus_days(-1), None);
        assert_eq!(day("2024-01-01").plus_days(i64::MAX), None);
    }

    #[test]
    fn days_are_counted() {
        let (first, last) = (Date::parse("2024-01-31").unwrap(), Date::parse("2024-03-01").unwrap());
        assert_eq!(first.days_until(last), 30);
        assert_eq!(last.days_until(first), -30);
        let (first, last) = (Date::parse("0000-01-01").unwrap(), Date::parse("9999-12-31").unwrap());
        assert_eq!(first.days_until(last), 3_652_424);
        assert!(first < last);
        assert_eq!((last.year(), last.month(), last.day()), (9999, 12, 31));
    }
}
