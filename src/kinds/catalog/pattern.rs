//! The pattern of a catalogue's codes: `ZF-{section}-{number:4}`.

/// One piece of a pattern.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    /// Stands as it is.
    Literal(String),
    /// The item's value in a column.
    Column(String),
    /// So many digits.
    Digits(usize),
}

/// A parsed pattern.
#[derive(Debug)]
pub struct Pattern {
    text: String,
    pieces: Vec<Piece>,
}

impl Pattern {
    /// Reads a pattern: `{number:N}` is N digits, `{name}` a column, the rest stands as it is.
    pub fn parse(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, inside, after)) =
            rest.split_once('{').and_then(|(before, tail)| tail.split_once('}').map(|(i, a)| (before, i, a)))
        {
            pieces.push(Piece::Literal(before.to_owned()));
            let digits = inside.strip_prefix("number:").and_then(|count| count.parse().ok());
            pieces.push(digits.map_or_else(|| Piece::Column(inside.to_owned()), Piece::Digits));
            rest = after;
        }
        pieces.push(Piece::Literal(rest.to_owned()));
        Self { text: text.to_owned(), pieces }
    }

    /// The pattern as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a code follows it; `value` gives the item's value in a column.
    pub fn fits<'v>(&self, code: &str, value: impl Fn(&str) -> Option<&'v str>) -> bool {
        let mut rest = code;
        for piece in &self.pieces {
            let after = match piece {
                Piece::Literal(text) => rest.strip_prefix(text.as_str()),
                Piece::Column(name) => value(name).and_then(|value| rest.strip_prefix(value)),
                Piece::Digits(count) => {
                    let digits = rest.get(..*count).filter(|head| head.bytes().all(|byte| byte.is_ascii_digit()));
                    digits.and_then(|_| rest.get(*count..))
                }
            };
            match after {
                Some(after) => rest = after,
                None => return false,
            }
        }
        rest.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn codes_follow_the_pattern_letter_by_letter() {
        let pattern = Pattern::parse("ZF-{section}-{number:4}");
        let section = |name: &str| (name == "section").then_some("policy");
        assert!(pattern.fits("ZF-policy-0001", section));
        for wrong in ["ZF-policy-001", "ZF-policy-00011", "ZF-finance-0001", "policy-0001", "ZF-policy-000a", ""] {
            assert!(!pattern.fits(wrong, section), "{wrong}");
        }
    }
}
