//! Keys of `$defs`: ASCII, because some validators refuse anything else in a `$ref`, and stable, because others refer to them.

/// What a definition is of.
#[derive(Debug, Clone, Copy)]
pub enum Definition<'n> {
    /// The code of a region.
    Region,
    /// A day.
    Date,
    /// A choice, by name.
    Choice(&'n str),
    /// A record, by name.
    Record(&'n str),
}

impl Definition<'_> {
    /// The key. Names hold letters, digits and `_` only, so that no name can look like an escaped one: `大厅` is
    /// `-u5927--u5385-`.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Region => "region".to_owned(),
            Self::Date => "date".to_owned(),
            Self::Choice(name) => format!("choice-{}", ascii(name)),
            Self::Record(name) => format!("record-{}", ascii(name)),
        }
    }
}

fn ascii(name: &str) -> String {
    let plain = |character: char| character.is_ascii_alphanumeric() || character == '_';
    name.chars()
        .map(
            |character| {
                if plain(character) { character.to_string() } else { format!("-u{:04X}-", u32::from(character)) }
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn keys_are_ascii_and_never_collide() {
        let names = ["hall", "大厅", "u5927", "大", "uuuu_5927", "大A", "\u{5927}a", "𠀀", "x大厅", "大_厅"];
        let mut keys = BTreeSet::from([Definition::Region.key(), Definition::Date.key()]);
        for name in names {
            assert!(keys.insert(Definition::Record(name).key()), "{name}");
            assert!(keys.insert(Definition::Choice(name).key()), "{name}");
        }
        assert!(keys.iter().all(|key| key.is_ascii()));
        assert_eq!(Definition::Record("大厅").key(), "record--u5927--u5385-");
    }
}
