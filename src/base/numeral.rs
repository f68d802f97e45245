//! Chinese numerals: `十二`, `两百零五`, `壹拾`, `三点五`, and digits one by one: `二〇二四`.

use super::number::Number;

/// The longest numeral that is read, in characters.
const MAX_LENGTH: usize = 24;

/// Digits as they are written, plain and in the form for accounts.
const DIGITS: [&str; 10] = ["零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"];
/// Words for places within ten thousand.
const PLACES: [(&str, i64); 3] = [("十拾", 10), ("百佰", 100), ("千仟", 1_000)];
/// Words for what counts in ten thousands, the greater first.
const MYRIADS: [(char, i64); 2] = [('亿', 100_000_000), ('万', 10_000)];
/// The decimal point.
const POINT: char = '点';

/// Whether the character can be part of a numeral.
#[must_use]
pub fn is_part(c: char) -> bool {
    digit(c).is_some() || place(c).is_some() || c == POINT || MYRIADS.iter().any(|(word, _)| *word == c)
}

fn digit(c: char) -> Option<i64> {
    DIGITS.iter().zip(0..).find(|(written, _)| written.contains(c)).map(|(_, value)| value)
}

fn place(c: char) -> Option<i64> {
    PLACES.iter().find(|(written, _)| written.contains(c)).map(|(_, value)| *value)
}

/// The number that a numeral names. What people say short and hear in two ways (`二百五`, `三万五`, `七八`) is none.
#[must_use]
pub fn number(text: &str) -> Option<Number> {
    if text.is_empty() || text.chars().count() > MAX_LENGTH {
        return None;
    }
    let (whole, fraction) = match text.split_once(POINT) {
        Some((whole, fraction)) => (whole, Some(digits(fraction)?)),
        None => (text, None),
    };
    let has_zero = whole.chars().any(|c| digit(c) == Some(0));
    let one_by_one = digits(whole).filter(|digits| digits.len() > 1 && has_zero && !digits.starts_with('0'));
    let whole = match one_by_one {
        Some(digits) => digits,
        None => integer(whole)?.to_string(),
    };
    let literal = fraction.map_or(whole.clone(), |fraction| format!("{whole}.{fraction}"));
    Number::parse(&literal).ok()
}

/// The digits of a text that names them one by one: `二〇二四` is `2024`.
#[must_use]
pub fn digits(text: &str) -> Option<String> {
    let digits: Option<String> = text.chars().map(|c| Some(digit(c)?.to_string())).collect();
    digits.filter(|digits| !digits.is_empty())
}

/// The integer of a numeral with words for its places.
// The recursion takes one myriad word of at most MAX_LENGTH characters at a time.
fn integer(text: &str) -> Option<i64> {
    for (word, factor) in MYRIADS {
        let Some((above, below)) = text.rsplit_once(word) else { continue };
        let above = integer(above)?;
        let below = match below {
            "" => 0,
            // A bare digit behind 万 is said for the next place as well as for the last one.
            bare if !bare.chars().any(|c| place(c).is_some() || digit(c) == Some(0) || c == '万') => return None,
            below => integer(below)?,
        };
        return above.checked_mul(factor).filter(|_| above > 0 && below < factor)?.checked_add(below);
    }
    section(text)
}

/// The value of a numeral below ten thousand.
fn section(text: &str) -> Option<i64> {
    let mut total = 0;
    let mut waiting = None;
    let mut after_zero = false;
    let mut last_place = 10_000;
    for c in text.chars() {
        match (digit(c), place(c)) {
            (Some(0), _) if waiting.is_none() && !after_zero => after_zero = true,
            (Some(digit), _) if digit > 0 && waiting.is_none() => waiting = Some(digit),
            (_, Some(place)) if place < last_place => {
                // 十二 leaves the one before the ten out.
                let implied = (place == 10).then_some(1);
                total += waiting.take().or(implied)? * place;
                last_place = place;
                after_zero = false;
            }
            _ => return None,
        }
    }
    match waiting {
        Some(digit) if after_zero || matches!(last_place, 10 | 10_000) => Some(total + digit),
        Some(_) => None,
        None if after_zero => (text.chars().count() == 1).then_some(0),
        None => Some(total).filter(|total| *total > 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read() {
        for (text, value) in [
            ("三", "3"),
            ("十", "10"),
            ("十二", "12"),
            ("二十五", "25"),
            ("两百零五", "205"),
            ("一百一十", "110"),
            ("一百十五", "115"),
            ("壹拾", "10"),
            ("叁仟伍佰", "3500"),
            ("一千零五", "1005"),
            ("一万零五百", "10500"),
            ("三万五千", "35000"),
            ("十二万", "120000"),
            ("二亿三千万", "230000000"),
            ("一万亿", "1000000000000"),
            ("三点五", "3.5"),
            ("零点八五", "0.85"),
            ("零", "0"),
            ("二〇二四", "2024"),
            ("一二○", "120"),
        ] {
            assert_eq!(number(text).map(|number| number.to_string()).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_heard_in_two_ways_is_none() {
        for text in [
            "",
            "二百五",
            "三万五",
            "一千五",
            "七八",
            "二三十",
            "百",
            "万",
            "十百",
            "点五",
            "三点",
            "一百零",
            "三三",
            "零零",
            "两人",
            "一亿亿亿亿亿",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number(&"一".repeat(1000)), None);
        assert_eq!(digits("二〇二四").as_deref(), Some("2024"));
    }
}
