//! Colours of signs and their contrast (WCAG 2.2, "relative luminance" and "contrast ratio").

use std::fmt;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// Reads `#RRGGBB`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let channel = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
        Some(Self([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// How light it is, from 0 (black) to 1 (white).
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast of two colours, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (first, second) = (self.luminance(), other.luminance());
        (first.max(second) + 0.05) / (first.min(second) + 0.05)
    }
}

fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(formatter, "#{red:02X}{green:02X}{blue:02X}")
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;

    fn contrast(first: &str, second: &str) -> f64 {
        Colour::parse(first).unwrap().contrast(Colour::parse(second).unwrap())
    }

    #[test]
    fn contrasts_are_the_published_ones() {
        for (first, second, published) in [
            ("#FFFFFF", "#000000", 21.0),
            ("#767676", "#FFFFFF", 4.54),
            ("#FFFFFF", "#777777", 4.48),
            ("#FF0000", "#FFFFFF", 4.00),
            ("#0000FF", "#FFFFFF", 8.59),
            ("#abcdef", "#ABCDEF", 1.0),
        ] {
            assert!((contrast(first, second) - published).abs() < 0.005, "{first} {second}");
        }
    }

    #[test]
    fn only_one_form_is_a_colour() {
        assert_eq!(Colour::parse("#12355b").unwrap().to_string(), "#12355B");
        for text in ["", "#", "12355B", "#12355", "#12355BB", "#12355G", "#+2355B", "red", "#政务"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
