//! The keywords of a file, and the same file with its keywords in the other language.
//!
//! Which words of a file are keywords depends on where they stand: `group` is one before a group of indicators, and may
//! be the name of an axis or a field elsewhere. The shapes of declarations say so, by which the compiler reads them;
//! `walk` follows them through a file. Names that authors declare and texts are never touched.

mod styles;
#[cfg(test)]
mod tests;
mod walk;

pub use styles::Styles;
pub use walk::{Keyword, keywords};

use crate::diagnostic::catalogue::tool;
use crate::diagnostic::{Diagnostic, Language, SourceId, SourceMap, Span};
use crate::syntax::vocabulary::{is_bare, spelling};
use crate::syntax::{self, Kind, Lossless, Piece};

/// A text of the map with all its keywords in that language; everything else stays as it is. It was read again: the
/// language reads the same keywords in the same places.
///
/// `styles` are those of all files that belong together.
///
/// # Errors
/// What is wrong with the text; or `GJ9202`, where a name of the author's would be taken for a keyword or the other way
/// round.
pub fn converted(
    sources: &SourceMap,
    id: SourceId,
    language: Language,
    styles: &Styles,
) -> Result<String, Vec<Diagnostic>> {
    let (_, diagnostics) = syntax::parse(sources, id);
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    let (tree, _) = Lossless::parse(sources, id);
    let found = keywords(&tree, styles);
    let text = respelled(sources.text(id), &found, language);
    match difference(sources, id, &tree, &found, &text, styles) {
        None => Ok(text),
        Some(place) => Err(vec![Diagnostic::new(&tool::MEANING_CHANGES).with("path", sources.path(id)).at(place)]),
    }
}

/// The text with these of its tokens in that language.
fn respelled(text: &str, keywords: &[Keyword<'_>], language: Language) -> String {
    let mut respelled = String::with_capacity(text.len() + text.len() / 8);
    let mut done = 0;
    for keyword in keywords {
        let span = keyword.piece.span();
        respelled.push_str(text.get(done..span.start as usize).unwrap_or(""));
        respelled.push_str(&token(keyword, language));
        done = span.end as usize;
    }
    respelled.push_str(text.get(done..).unwrap_or(""));
    respelled
}

/// The token of a keyword in that language, within the quotes of the author. A spelling in that language stays, even where
/// the word has a second one.
fn token(keyword: &Keyword<'_>, language: Language) -> String {
    let (written, name) = keyword.written();
    let token = keyword.piece.text();
    if written.is_ascii() == (language == Language::En) {
        return token.to_owned();
    }
    let spelled = spelling(keyword.english, language, keyword.sense);
    match keyword.piece.kind() {
        Kind::Word if is_bare(spelled) => format!("{spelled}{name}"),
        // Quotes that the old spelling needed were not the author's choice.
        Kind::Quoted if !is_bare(&written) && is_bare(spelled) => spelled.to_owned(),
        Kind::Quoted | Kind::Raw => token.replacen(&*written, spelled, 1),
        _ => format!("\"{spelled}{name}\""),
    }
}

/// Where the converted text is read otherwise, if it is: a place in the original.
fn difference(
    sources: &SourceMap,
    id: SourceId,
    tree: &Lossless<'_>,
    found: &[Keyword<'_>],
    text: &str,
    styles: &Styles,
) -> Option<Span> {
    let mut again = SourceMap::default();
    let copy = again.add(sources.path(id), text);
    // Lines stay where they are.
    if let Some(place) = syntax::parse(&again, copy).1.iter().find_map(|mistake| mistake.place) {
        return Some(sources.line(id, again.line_column(place).0));
    }
    let (converted, _) = Lossless::parse(&again, copy);
    let mut keywords_now = keywords(&converted, styles).into_iter();
    let mut keywords = found.iter();
    let mut tokens = converted.tokens();
    for token in tree.tokens() {
        let now = tokens.next();
        let is_now = |piece: Piece<'_>| now.is_some_and(|now| now.span() == piece.span());
        let same = match keywords.as_slice().first().filter(|keyword| keyword.piece.span() == token.span()) {
            Some(keyword) => {
                keywords.next();
                keywords_now.next().is_some_and(|other| {
                    is_now(other.piece)
                        && other.english == keyword.english
                        && other.sense == keyword.sense
                        && other.written().1 == keyword.written().1
                })
            }
            None => now.is_some_and(|now| now.kind() == token.kind() && now.text() == token.text()),
        };
        if !same {
            return Some(token.span());
        }
    }
    // A word that became one although it was none.
    let more = keywords_now.next().is_some() || tokens.next().is_some();
    more.then(|| Span::new(id, 0, 0))
}
