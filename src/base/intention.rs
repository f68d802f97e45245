//! What was probably meant by a value in a form that people use and the language does not: `2024年3月`, `1.5万`, `60%`, `是`.

use super::date::Date;
use super::number::Number;
use super::similar::half_width;
use jiff::civil;

/// The longest text that is looked at, in characters.
const MAX_LENGTH: usize = 40;

/// The words for powers of ten behind a Chinese number.
pub const SCALES: [(&str, i64); 7] = [
    ("万亿", 1_000_000_000_000),
    ("亿", 100_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
];

/// The day meant by a date in another form: `2024年3月31日`, `2024.3.31`, `2024/3/31`, `20240331`, `2024-3-31`, full-width
/// digits. A month means its last day, a year its last day too: deadlines are what authors write so.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    let text = halved(text)?;
    let separated: String = text
        .chars()
        .map(|c| {
            if matches!(c, '年' | '月' | '日' | '号' | '.' | '/' | '-' | '\u{2013}' | '\u{2014}' | ' ') {
                '-'
            } else {
                c
            }
        })
        .collect();
    let mut parts: Vec<&str> = separated.split('-').filter(|part| !part.is_empty()).collect();
    if let [digits] = parts.as_slice()
        && digits.len() == 8
        && digits.is_ascii()
    {
        let (year, rest) = digits.split_at(4);
        let (month, day) = rest.split_at(2);
        parts = vec![year, month, day];
    }
    let mut numbers = parts.iter().map(|part| part.parse::<i16>().ok());
    let year = numbers.next()?.filter(|year| (1900..=2200).contains(year))?;
    let month = match numbers.next() {
        Some(month) => i8::try_from(month?).ok()?,
        None => 12,
    };
    let day = match numbers.next() {
        Some(day) => i8::try_from(day?).ok()?,
        None => civil::Date::new(year, month, 1).ok()?.days_in_month(),
    };
    if numbers.next().is_some() {
        return None;
    }
    Date::parse(&format!("{year:04}-{month:02}-{day:02}"))
}

/// The number meant by one in another form: `60%`, `1.5万`, `12,000`, `３０`, `40平方米`, `约 40`.
#[must_use]
pub fn number(text: &str) -> Option<Number> {
    let text = halved(text)?;
    let text = text.trim().trim_start_matches(['约', '共', '近', '超']).trim_start();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+'))).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let number = Number::parse(&ungrouped(digits)?).ok()?;
    let rest = rest.trim();
    if rest.starts_with('%') {
        return number.checked_div(&Number::from(100));
    }
    match SCALES.iter().find(|(word, _)| rest.starts_with(word)) {
        Some((_, scale)) => Some(number * Number::from(*scale)),
        // What else follows is taken for a unit, unless it is more of the number.
        None => rest.chars().all(char::is_alphabetic).then_some(number),
    }
}

/// The truth value meant by a word: `true`, `是`, `否`, `yes`.
#[must_use]
pub fn boolean(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "是" | "有" | "对" | "真" => Some(true),
        "false" | "no" | "n" | "否" | "无" | "没有" | "不" | "假" => Some(false),
        _ => None,
    }
}

/// Digits without the commas between groups of three; `None` where the commas group otherwise.
fn ungrouped(digits: &str) -> Option<String> {
    let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    let grouped = whole.split(',').skip(1).all(|group| group.len() == 3);
    (grouped && !digits.is_empty()).then(|| digits.replace(',', ""))
}

fn halved(text: &str) -> Option<String> {
    (text.chars().count() <= MAX_LENGTH).then(|| text.chars().map(half_width).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_people() {
        for (text, meant) in [
            ("2024年3月31日", "2024-03-31"),
            ("2024年3月", "2024-03-31"),
            ("2024年2月", "2024-02-29"),
            ("2024年", "2024-12-31"),
            ("2024.3.1", "2024-03-01"),
            ("2024/3/1", "2024-03-01"),
            ("2024-3-1", "2024-03-01"),
            ("20240301", "2024-03-01"),
            ("２０２４年３月１日", "2024-03-01"),
            ("2024年3月1号", "2024-03-01"),
        ] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some(meant), "{text}");
        }
        for text in
            ["", "三月底", "2024年13月", "2024-02-30", "3月31日", "2024-1-2-3", "每年3月", "99999999999999999999年"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_people() {
        for (text, meant) in [
            ("60%", "0.6"),
            ("６０％", "0.6"),
            ("1.5万", "15000"),
            ("3亿元", "300000000"),
            ("12,000", "12000"),
            ("１２", "12"),
            ("40平方米", "40"),
            ("约40", "40"),
            ("12人", "12"),
            ("0.5", "0.5"),
        ] {
            assert_eq!(number(text).map(|number| number.to_string()).as_deref(), Some(meant), "{text}");
        }
        assert_eq!((boolean("是"), boolean("False"), boolean("可能")), (Some(true), Some(false), None));
        for text in ["", "六成", "3-5", "1,2", "1.2.3", "12/15", "A3", "1和2", &"9".repeat(50)] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
