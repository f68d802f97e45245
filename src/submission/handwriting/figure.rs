//! A number as people write it, without a word about fields: `1,200`, `三十`, `1.57E4`, and what follows it.

use crate::base::number::Number;
use crate::base::numeral;
use crate::base::similar::half_width;

/// The longest text that is read as a number, in characters.
const MAX_LENGTH: usize = 60;
/// Words before a number that nobody knows exactly, or for a bound.
const ABOUT: [&str; 26] = [
    "约",
    "大约",
    "大概",
    "近",
    "将近",
    "接近",
    "超",
    "逾",
    "不少于",
    "不低于",
    "不超过",
    "不多于",
    "不足",
    "不到",
    "至少",
    "至多",
    "最多",
    "最少",
    "少于",
    "多于",
    "大于",
    "小于",
    ">",
    "<",
    "≥",
    "≤",
];
/// More of them: marks, and numerals of no number.
const ABOUT_MARKS: [&str; 6] = ["~", "≈", "±", "几", "数", "上"];
/// Words behind a number that say the same.
const OR_SO: [&str; 14] =
    ["多", "余", "来", "几", "许", "左右", "上下", "以上", "以下", "以内", "之内", "开外", "不到", "±"];
/// What stands between the ends of a range.
const TO: [&str; 7] = ["-", "–", "—", "~", "至", "到", "－"];
/// Letters that are taken for digits, with the digit.
const LIKE_DIGITS: [(char, char); 7] =
    [('O', '0'), ('o', '0'), ('Ｏ', '0'), ('l', '1'), ('I', '1'), ('|', '1'), ('丨', '1')];

/// A number and what is written behind it.
#[derive(Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number, before any word behind it.
    pub number: Number,
    /// The unit in the last place that is written: 0.01 for `1.50`.
    pub last_place: Number,
    /// What follows, without blanks around it.
    pub rest: String,
}

/// Why a text is not read as a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Not exact.
    Approximate,
    /// From one number to another.
    Range,
    /// Commas or blanks that do not part groups of three.
    Grouping,
    /// With letters for digits; what may be meant.
    Letters(String),
    /// In brackets.
    Bracketed,
    /// None at all.
    Malformed,
}

/// The text in half width, with one kind of blank and of minus, without marks at its end.
pub fn tidy(text: &str) -> String {
    let plain = text.chars().map(|c| match half_width(c) {
        '\u{2212}' | '－' => '-',
        '。' => '.',
        '﹪' => '%',
        '²' => '2',
        '³' => '3',
        c if c.is_whitespace() => ' ',
        c => c,
    });
    let plain: String = plain.collect();
    plain.trim().trim_end_matches(['.', ';', ',', '、']).trim_end().to_owned()
}

/// Whether the text is written as the standard writes numbers.
pub fn is_plain(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    text.split_once('.').map_or_else(|| digits(text), |(whole, fraction)| digits(whole) && digits(fraction))
}

/// Whether what follows a number says that it is not exact.
pub fn is_about(rest: &str) -> bool {
    // 30+ is thirty or more, 30+2 a sum.
    let or_more = rest.strip_prefix('+').is_some_and(|rest| !rest.contains(|c: char| c.is_ascii_digit()));
    or_more || OR_SO.iter().any(|word| rest.starts_with(word) || rest.ends_with(word))
}

/// Reads a [`tidy`] text.
///
/// # Errors
/// Where it is no single number.
pub fn read(text: &str) -> Result<Figure, Refusal> {
    if text.chars().count() > MAX_LENGTH {
        return Err(Refusal::Malformed);
    }
    if ABOUT.iter().chain(&ABOUT_MARKS).any(|word| text.starts_with(word)) {
        return Err(Refusal::Approximate);
    }
    if let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        return Err(if read(inner).is_ok() { Refusal::Bracketed } else { Refusal::Malformed });
    }
    if let Some(meant) = with_letters(text) {
        return Err(Refusal::Letters(meant));
    }
    // What is said in all is said of the same number.
    let text = text.strip_prefix('共').unwrap_or(text).trim_start();
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (literal, rest) = match leading_digits(unsigned)? {
        Some(found) => found,
        None => leading_numeral(unsigned)?,
    };
    let rest = rest.trim();
    let range = TO.iter().find_map(|word| rest.strip_prefix(word)).map(|rest| rest.trim_start());
    if let Some(second) = range.filter(|second| second.starts_with(|c: char| c.is_ascii_digit() || numeral::is_part(c)))
    {
        let ends = !TO.iter().any(|word| second.contains(word));
        return Err(if ends { Refusal::Range } else { Refusal::Malformed });
    }
    let number = Number::parse(&format!("{sign}{literal}")).map_err(|_| Refusal::Malformed)?;
    Ok(Figure { number, last_place: last_place(&literal), rest: rest.to_owned() })
}

/// The unit in the last place of a decimal literal.
fn last_place(literal: &str) -> Number {
    let (mantissa, exponent) = literal.split_once(['e', 'E']).unwrap_or((literal, "0"));
    let places = mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let exponent = exponent.parse::<i64>().unwrap_or(0) - i64::try_from(places).unwrap_or(0);
    Number::parse(&format!("1e{exponent}")).unwrap_or_else(|_| Number::one())
}

/// The text with digits for letters, where its beginning is digits and letters that look like them.
fn with_letters(text: &str) -> Option<String> {
    let like = |c: char| LIKE_DIGITS.iter().find(|(letter, _)| *letter == c).map(|(_, digit)| *digit);
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',') || like(c).is_some()));
    let (start, rest) = text.split_at_checked(end.unwrap_or(text.len()))?;
    // Behind Latin letters it is a word or a unit.
    let is_whole = !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    let has_letters = start.chars().any(|c| like(c).is_some());
    (is_whole && has_letters).then(|| start.chars().map(|c| like(c).unwrap_or(c)).chain(rest.chars()).collect())
}

/// The literal at the start of the text, without what parts its groups, and the rest; `None` where there are no digits.
fn leading_digits(text: &str) -> Result<Option<(String, &str)>, Refusal> {
    let part_of = |at: usize, c: char| {
        let followed_by_digit =
            || text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        c.is_ascii_digit() || matches!(c, '.' | ',') || (c == ' ' && (at == 0 || followed_by_digit()))
    };
    let end = text.char_indices().find(|(at, c)| !part_of(*at, *c)).map_or(text.len(), |(at, _)| at);
    let (digits, rest) = text.split_at_checked(end).ok_or(Refusal::Malformed)?;
    if !digits.contains(|c: char| c.is_ascii_digit()) {
        return if digits.trim().is_empty() { Ok(None) } else { Err(Refusal::Malformed) };
    }
    let literal = ungrouped(digits.trim())?;
    let (exponent, rest) = leading_exponent(rest);
    Ok(Some((format!("{literal}{exponent}"), rest)))
}

/// Digits without the commas or blanks between groups of three.
fn ungrouped(digits: &str) -> Result<String, Refusal> {
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    if fraction.is_some_and(|fraction| fraction.contains('.')) {
        return Err(Refusal::Malformed);
    }
    if fraction.is_some_and(|fraction| fraction.contains([',', ' '])) {
        return Err(Refusal::Grouping);
    }
    let whole = whole.replace(", ", ",");
    let mut groups = whole.split([',', ' ']);
    let first = groups.next().unwrap_or("");
    let mut joined = first.to_owned();
    for group in groups {
        if group.len() != 3 || !(1..=3).contains(&first.len()) || first.starts_with('0') {
            return Err(Refusal::Grouping);
        }
        joined.push_str(group);
    }
    let joined = if joined.is_empty() { "0".to_owned() } else { joined };
    Ok(match fraction {
        Some(fraction) if !fraction.is_empty() => format!("{joined}.{fraction}"),
        _ => joined,
    })
}

/// `e4` at the start of the text, and the rest.
fn leading_exponent(rest: &str) -> (&str, &str) {
    let signed = rest.strip_prefix(['e', 'E']).unwrap_or("");
    let digits = signed.strip_prefix(['+', '-']).unwrap_or(signed);
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    let length = if count == 0 { 0 } else { 1 + (signed.len() - digits.len()) + count };
    rest.split_at_checked(length).unwrap_or(("", rest))
}

/// The literal of the Chinese numeral at the start of the text, and the rest.
fn leading_numeral(text: &str) -> Result<(String, &str), Refusal> {
    let end = text.find(|c: char| !numeral::is_part(c)).unwrap_or(text.len());
    let (written, rest) = text.split_at_checked(end).ok_or(Refusal::Malformed)?;
    if is_about(rest.trim_start()) && !written.is_empty() {
        return Err(Refusal::Approximate);
    }
    let number = numeral::number(written).ok_or(Refusal::Malformed)?;
    Ok((number.to_string(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_what_follows() {
        for (text, number, rest) in [
            ("12", "12", ""),
            ("１２", "12", ""),
            (" 1,200 ", "1200", ""),
            ("1，200.50", "1200.5", ""),
            ("1 234 567", "1234567", ""),
            ("1, 234", "1234", ""),
            ("12 人", "12", "人"),
            (".5", "0.5", ""),
            ("5.", "5", ""),
            ("3。5", "3.5", ""),
            ("-3", "-3", ""),
            ("－3", "-3", ""),
            ("1.57E4", "15700", ""),
            ("1e-2m", "0.01", "m"),
            ("3个", "3", "个"),
            ("1.57万元", "1.57", "万元"),
            ("85％", "85", "%"),
            ("40m²", "40", "m2"),
            ("三人", "3", "人"),
            ("共12", "12", ""),
            ("007", "7", ""),
        ] {
            let figure = read(&tidy(text));
            let found = figure.as_ref().map(|figure| (figure.number.to_string(), figure.rest.as_str()));
            assert_eq!(found, Ok((number.to_owned(), rest)), "{text}");
        }
    }

    #[test]
    fn what_is_no_single_number() {
        use Refusal::{Approximate, Bracketed, Grouping, Letters, Malformed, Range};
        for (text, refusal) in [
            ("约30", Approximate),
            ("近30", Approximate),
            ("不少于30", Approximate),
            (">30", Approximate),
            ("几十", Approximate),
            ("十几", Approximate),
            ("3-5", Range),
            ("3～5", Range),
            ("3至5人", Range),
            ("1,5", Grouping),
            ("1,2345", Grouping),
            ("0,123", Grouping),
            ("1.234,5", Grouping),
            ("1 5", Grouping),
            ("1.2.3", Malformed),
            ("2024-1-8", Malformed),
            ("(3)", Bracketed),
            ("（3）", Bracketed),
            ("1O", Letters("10".into())),
            ("l2人", Letters("12人".into())),
            ("O", Letters("0".into())),
            ("二百五", Malformed),
            ("七八", Malformed),
            ("很多", Malformed),
            ("", Malformed),
            (",", Malformed),
            ("-", Malformed),
            (&"9".repeat(100_000), Malformed),
        ] {
            assert_eq!(read(&tidy(text)), Err(refusal), "{}", text.get(..20).unwrap_or(text));
        }
        assert!(is_about("多") && is_about("余万") && is_about("人左右") && is_about("+") && is_about("+人"));
        assert!(!is_about("人") && !is_about("+2"));
    }

    #[test]
    fn last_places() {
        for (text, place) in [("1.57", "0.01"), ("1.50", "0.01"), ("3", "1"), ("1.5e3", "100")] {
            assert_eq!(read(text).map(|figure| figure.last_place.to_string()).as_deref(), Ok(place), "{text}");
        }
    }
}
