//! Resident identity numbers (GB 11643-1999): six digits of an area, a day of birth, three digits, and a check character.

use super::run::{Gap, Run};
use super::telephone::is_measured;
use crate::base::date::Date;

/// Characters of a number, and of one of the older form.
const LENGTH: usize = 18;
const OLD_LENGTH: usize = 15;
/// The most parts in which a number is written.
const PARTS: usize = 4;
/// First two digits of areas: provinces, municipalities, autonomous and special regions, and foreigners with residence.
const PROVINCES: &str =
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91";
/// Weights of the first seventeen digits modulo 11 (ISO 7064, MOD 11-2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character for each remainder.
const CHECKS: &str = "10X98765432";

/// How many runs from `at` on are an identity number.
pub fn at(text: &str, runs: &[Run<'_>], at: usize) -> Option<usize> {
    let first = runs.get(at)?;
    if first.plain.len() == LENGTH {
        return is_number(&first.plain).then_some(1);
    }
    if !first.is_number {
        return None;
    }
    let next = runs.get(at + 1).map_or(Gap::Far, |next| next.gap);
    // Nothing checks the older form, so it has to stand alone.
    let alone = ![first.gap, next].iter().any(|gap| matches!(gap, Gap::Hyphen | Gap::Dot));
    if alone && is_old_number(&first.plain) && !is_measured(text, first.start, first.end) {
        return Some(1);
    }
    let mut number = first.plain.to_string();
    for (index, run) in runs.get(at + 1..)?.iter().take(PARTS - 1).enumerate() {
        let joined = matches!(run.gap, Gap::Blank | Gap::Hyphen | Gap::Dash);
        if !joined || number.len() + run.plain.len() > LENGTH {
            return None;
        }
        number.push_str(&run.plain);
        if number.len() == LENGTH {
            return is_number(&number).then_some(index + 2);
        }
        if !run.is_number {
            return None;
        }
    }
    None
}

fn is_number(number: &str) -> bool {
    let (Some(digits), Some(check)) = (number.get(..LENGTH - 1), number.chars().last()) else { return false };
    let sum: Option<u32> = digits.chars().zip(WEIGHTS).map(|(c, weight)| Some(c.to_digit(10)? * weight)).sum();
    let expected = sum.and_then(|sum| CHECKS.chars().nth(sum as usize % CHECKS.len()));
    let century = number.get(6..8).is_some_and(|century| matches!(century, "18" | "19" | "20"));
    expected == Some(check.to_ascii_uppercase()) && century && is_day(number, 6..10)
}

fn is_old_number(number: &str) -> bool {
    number.len() == OLD_LENGTH
        && number.get(..2).is_some_and(|province| PROVINCES.split(' ').any(|known| known == province))
        && is_day(&format!("{}19{}", number.get(..6).unwrap_or(""), number.get(6..).unwrap_or("")), 6..10)
}

/// Whether the digits from the year on, month and day right behind it, are a day.
fn is_day(number: &str, year: std::ops::Range<usize>) -> bool {
    let end = year.end;
    let part = |range: std::ops::Range<usize>| number.get(range).unwrap_or("");
    Date::parse(&format!("{}-{}-{}", part(year), part(end..end + 2), part(end + 2..end + 4))).is_some()
}
