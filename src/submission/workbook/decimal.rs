//! The decimal that somebody typed, from the binary number that a program stored.
//!
//! Spreadsheet programs keep 53 bits and write up to 17 digits of them (0.30000000000000004), but take and show
//! [`SIGNIFICANT_DIGITS`]. The digits are rounded as text, half to even, which never goes through a binary number again.

use super::limits::{MAX_EXPONENT, MAX_NUMBER_TEXT, SIGNIFICANT_DIGITS};

/// The number as a decimal without an exponent; `None` for what is no finite number of a magnitude that anybody reports.
pub fn literal(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
    if is_short(text) {
        return Some(text.to_owned());
    }
    if text.len() > MAX_NUMBER_TEXT {
        return None;
    }
    let (negative, magnitude) = match text.strip_prefix('-') {
        Some(magnitude) => (true, magnitude),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match magnitude.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
        None => (magnitude, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, fraction].concat();
    if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits: Vec<u8> = all.bytes().map(|byte| byte - b'0').collect();
    let leading = digits.iter().take_while(|digit| **digit == 0).count();
    let significant = digits.get(leading..).unwrap_or_default();
    if significant.is_empty() {
        return Some("0".to_owned());
    }
    // The value is 0.d₁d₂d₃… times ten to the power of `point`.
    let point = i64::try_from(whole.len()).ok()? - i64::try_from(leading).ok()? + exponent;
    let (kept, carried) = rounded(significant);
    let point = point + i64::from(carried);
    if !(1 - MAX_EXPONENT..=MAX_EXPONENT).contains(&point) {
        return None;
    }
    Some(plain(negative, &kept, point))
}

/// Whether it is in the form that is given back already, as most numbers are: few digits, no zeros that say nothing.
fn is_short(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "1"));
    let proper = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits.len() <= SIGNIFICANT_DIGITS
        && proper(whole)
        && proper(fraction)
        && !fraction.ends_with('0')
        && (!whole.starts_with('0') || whole == "0" && text != "-0")
}

fn read_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let proper = (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    proper.then(|| text.parse().ok()).flatten()
}

/// At most [`SIGNIFICANT_DIGITS`] digits, without zeros at the end, and whether rounding has made one more before the point.
fn rounded(digits: &[u8]) -> (Vec<u8>, bool) {
    let mut kept: Vec<u8> = digits.iter().copied().take(SIGNIFICANT_DIGITS).collect();
    let rest = digits.get(SIGNIFICANT_DIGITS..).unwrap_or_default();
    let odd = kept.last().is_some_and(|last| last % 2 == 1);
    let up = match rest.split_first() {
        Some((5, after)) => odd || after.iter().any(|digit| *digit > 0),
        Some((first, _)) => *first > 5,
        None => false,
    };
    let mut carry = up;
    for digit in kept.iter_mut().rev() {
        if !carry {
            break;
        }
        carry = *digit == 9;
        *digit = if carry { 0 } else { *digit + 1 };
    }
    if carry {
        kept = vec![1];
    }
    while kept.last() == Some(&0) {
        kept.pop();
    }
    (kept, carry)
}

fn plain(negative: bool, digits: &[u8], point: i64) -> String {
    let mut text = String::from(if negative { "-" } else { "" });
    let before = usize::try_from(point).unwrap_or(0);
    if before == 0 {
        text.push_str("0.");
        let zeros = usize::try_from(-point).unwrap_or(0);
        text.extend(std::iter::repeat_n('0', zeros));
    }
    for (index, digit) in digits.iter().enumerate() {
        if index == before && before > 0 {
            text.push('.');
        }
        text.push(char::from(b'0' + digit));
    }
    text.extend(std::iter::repeat_n('0', before.saturating_sub(digits.len())));
    text
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn what_was_typed_comes_back() {
        let cases = [
            ("12", "12"),
            ("0.1", "0.1"),
            ("0.30000000000000004", "0.3"),
            ("0.85000000000000009", "0.85"),
            ("1.1000000000000001", "1.1"),
            ("4.0999999999999996", "4.1"),
            ("9.9999999999999996", "10"),
            ("99999999999999.99", "100000000000000"),
            ("999999999999999", "999999999999999"),
            ("123456789012345678", "123456789012346000"),
            ("1234567890123425", "1234567890123420"),
            ("1234567890123435", "1234567890123440"),
            ("1234567890123425.000001", "1234567890123430"),
            ("1E+20", "100000000000000000000"),
            ("1.5e-3", "0.0015"),
            ("-2.5E1", "-25"),
            ("+7", "7"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-0", "0"),
            ("0.000", "0"),
            ("00012.50", "12.5"),
            (" 3\n", "3"),
            ("1e-29", "0.00000000000000000000000000001"),
        ];
        for (stored, typed) in cases {
            assert_eq!(literal(stored).as_deref(), Some(typed), "{stored}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "-",
            ".",
            "NaN",
            "INF",
            "-INF",
            "1e",
            "1e+",
            "1e400",
            "1e-400",
            "1e9999999",
            "1,5",
            "0x10",
            "１",
            "1 2",
        ] {
            assert_eq!(literal(text), None, "{text}");
        }
        assert_eq!(literal(&"1".repeat(500)), None);
    }
}
