//! How many columns a token takes: a Chinese character two, a keyword as many as the wider of its spellings.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::output::LIMIT;
use crate::base::text::display_width;
use crate::syntax::kind::Kind;
use crate::syntax::vocabulary;

/// Bytes beyond which a token is wider than a line, or not worth measuring.
const WIDE: usize = 4 * LIMIT;

/// A keyword, in whatever spelling.
#[derive(Debug, Clone, Copy, Default)]
struct Keyword {
    /// Columns of its widest spelling.
    columns: usize,
    /// Whether one of its spellings needs quotes.
    quoted: bool,
}

static KEYWORDS: LazyLock<BTreeMap<&str, Keyword>> = LazyLock::new(|| {
    let mut widest: BTreeMap<&str, Keyword> = BTreeMap::new();
    for (english, chinese) in vocabulary::spellings() {
        let keyword = widest.entry(english).or_default();
        keyword.columns = keyword.columns.max(display_width(english)).max(display_width(chinese));
        keyword.quoted |= !vocabulary::is_bare(english);
    }
    let of = |english| widest.get(english).copied().unwrap_or_default();
    vocabulary::spellings().flat_map(|(english, chinese)| [(english, of(english)), (chinese, of(english))]).collect()
});

static LONGEST: LazyLock<usize> = LazyLock::new(|| KEYWORDS.keys().map(|word| word.len()).max().unwrap_or(0));

/// The columns of a token without line breaks; of a long one, more than a line has.
pub(super) fn columns(kind: Kind, token: &str) -> usize {
    if token.len() > WIDE {
        return LIMIT + 1;
    }
    let delimiters = match kind {
        Kind::Word => 0,
        Kind::Quoted => 1,
        Kind::Raw => token.bytes().take_while(|byte| *byte == b'#').count() + 1,
        _ => return display_width(token),
    };
    let text = token.get(delimiters..token.len().saturating_sub(delimiters)).unwrap_or("");
    // What follows a colon is a name of the author's.
    let word = text.get(..text.find(':').unwrap_or(text.len())).unwrap_or("");
    let keyword = if word.len() > *LONGEST { None } else { KEYWORDS.get(word) };
    match keyword {
        Some(Keyword { columns, quoted }) => {
            let quotes = if *quoted && delimiters == 0 { 2 } else { 0 };
            columns + quotes + display_width(token).saturating_sub(display_width(word))
        }
        None => display_width(token),
    }
}
