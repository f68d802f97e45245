//! Text of an expression → tokens. All stray characters are reported, not only the first.

use super::Source;
use super::token::{SYMBOLS, Token, TokenKind};
use crate::base::number::{MAX_DIGITS, MAX_EXPONENT, Number, NumberError};
use crate::base::similar::half_width;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::expression as message;

/// Symbols of other languages and full-width forms, with what is meant.
const OTHER_CHARACTERS: [(char, &str); 25] = [
    ('=', "=="),
    ('&', "&&"),
    ('|', "||"),
    ('（', "("),
    ('）', ")"),
    ('［', "["),
    ('］', "]"),
    ('【', "["),
    ('】', "]"),
    ('，', ","),
    ('、', ","),
    ('。', "."),
    ('．', "."),
    ('：', ":"),
    ('？', "?"),
    ('！', "!"),
    ('＝', "=="),
    ('＜', "<"),
    ('＞', ">"),
    ('≤', "<="),
    ('≥', ">="),
    ('≠', "!="),
    ('×', "*"),
    ('÷', "/"),
    ('−', "-"),
];

/// Quotation marks that do not enclose text here.
const OTHER_QUOTES: &str = "‘’“”＇＂「」";

/// The tokens, the last of which is the end.
pub(super) fn tokens<'a>(source: &Source<'a>) -> Result<Vec<Token<'a>>, Vec<Diagnostic>> {
    let mut lexer = Lexer { source, at: 0, tokens: Vec::new(), diagnostics: Vec::new() };
    while lexer.step() {}
    let end = source.text.len();
    lexer.push(TokenKind::End, end, end);
    if lexer.diagnostics.is_empty() { Ok(lexer.tokens) } else { Err(lexer.diagnostics) }
}

struct Lexer<'a, 's> {
    source: &'s Source<'a>,
    /// The byte that is looked at.
    at: usize,
    tokens: Vec<Token<'a>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Lexer<'a, '_> {
    fn rest(&self) -> &'a str {
        self.source.text.get(self.at..).unwrap_or("")
    }

    fn push(&mut self, kind: TokenKind<'a>, start: usize, end: usize) {
        let text = self.source.text.get(start..end).unwrap_or("");
        self.tokens.push(Token { kind, text, span: self.source.place(start, end) });
        self.at = end;
    }

    fn report(&mut self, diagnostic: Diagnostic, start: usize, end: usize) {
        self.diagnostics.push(diagnostic.at(self.source.place(start, end)));
        self.at = end;
    }

    /// Takes one token or blank; false at the end.
    fn step(&mut self) -> bool {
        let Some(first) = self.rest().chars().next() else {
            return false;
        };
        if first.is_whitespace() {
            self.at += first.len_utf8();
        } else if first.is_ascii_digit() {
            self.number();
        } else if is_name_start(first) {
            self.name();
        } else if first == '\'' || first == '"' {
            self.text(first);
        } else {
            self.symbol(first);
        }
        true
    }

    fn name(&mut self) {
        let name = leading(self.rest(), is_name_part);
        let kind = match SYMBOLS.iter().find(|symbol| **symbol == name) {
            Some(word) => TokenKind::Symbol(word),
            None => TokenKind::Name(name),
        };
        self.push(kind, self.at, self.at + name.len());
    }

    /// Everything that clings to the digits belongs to the number, so that `12abc` is one mistake and not two tokens.
    fn number(&mut self) {
        let rest = self.rest();
        let mut length = leading(rest, is_name_part).len();
        let after = |length: usize| rest.get(length..).unwrap_or("");
        if after(length).strip_prefix('.').is_some_and(|fraction| fraction.starts_with(|c: char| c.is_ascii_digit())) {
            length += 1 + leading(after(length + 1), is_name_part).len();
        }
        let signed = after(length).strip_prefix(['+', '-']).map(|exponent| leading(exponent, is_name_part).len());
        let text = after(0).get(..length).unwrap_or("");
        if let Some(digits) = signed.filter(|_| is_unfinished_exponent(text)) {
            length += 1 + digits;
        }
        self.number_of(length);
    }

    fn number_of(&mut self, length: usize) {
        let text = self.rest().get(..length).unwrap_or("");
        let (start, end) = (self.at, self.at + length);
        match Number::parse(text) {
            Ok(number) => self.push(TokenKind::Number(number), start, end),
            Err(NumberError::TooManyDigits | NumberError::ExponentTooLarge) => {
                let diagnostic = Diagnostic::new(&message::OVERSIZED_NUMBER).with("text", shortened(text));
                self.report(diagnostic.with("digits", MAX_DIGITS).with("exponent", MAX_EXPONENT), start, end);
            }
            Err(NumberError::Malformed | NumberError::ZeroDenominator) => {
                self.report(Diagnostic::new(&message::MALFORMED_NUMBER).with("text", shortened(text)), start, end);
            }
        }
    }

    fn text(&mut self, quote: char) {
        let start = self.at;
        let mut value = String::new();
        let mut characters = self.rest().char_indices().skip(1);
        while let Some((offset, character)) = characters.next() {
            if character == quote {
                return self.push(TokenKind::Text(value), start, start + offset + 1);
            }
            if character != '\\' {
                value.push(character);
                continue;
            }
            match characters.next() {
                Some((_, escaped @ ('\\' | '\'' | '"'))) => value.push(escaped),
                Some((_, other)) => {
                    let place = self.source.place(start + offset, start + offset + 1 + other.len_utf8());
                    let diagnostic = Diagnostic::new(&message::UNKNOWN_ESCAPE).with("character", other).at(place);
                    self.diagnostics.push(diagnostic);
                }
                None => break,
            }
        }
        let end = self.source.text.len();
        self.report(Diagnostic::new(&message::UNCLOSED_TEXT).with("quote", quote), start, end);
    }

    fn symbol(&mut self, first: char) {
        let rest = self.rest();
        let start = self.at;
        if let Some(symbol) = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol)) {
            return self.push(TokenKind::Symbol(symbol), start, start + symbol.len());
        }
        // Full-width digits, letters and the like, as many as follow each other.
        let wide = leading(rest, |c| half_width(c) != c && half_width(c).is_ascii_alphanumeric());
        if !wide.is_empty() {
            let narrow: String = wide.chars().map(half_width).collect();
            let diagnostic = Diagnostic::new(&message::OTHER_CHARACTER).with("character", wide).with("instead", narrow);
            return self.report(diagnostic, start, start + wide.len());
        }
        let quote = OTHER_QUOTES.contains(first).then_some("'");
        let meant = OTHER_CHARACTERS.iter().find(|(other, _)| *other == first).map(|(_, meant)| *meant);
        let diagnostic = match meant.or(quote) {
            Some(instead) => Diagnostic::new(&message::OTHER_CHARACTER).with("instead", instead),
            None => Diagnostic::new(&message::STRAY_CHARACTER),
        };
        self.report(diagnostic.with("character", first), start, start + first.len_utf8());
    }
}

fn is_name_start(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

fn is_name_part(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The characters in front that belong together.
fn leading(text: &str, belongs: fn(char) -> bool) -> &str {
    let end = text.find(|character| !belongs(character)).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// Whether the text is digits that end with an `e`, so that a sign after it belongs to the number.
fn is_unfinished_exponent(text: &str) -> bool {
    text.strip_suffix(['e', 'E']).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

/// A text short enough for a message.
fn shortened(text: &str) -> String {
    let mut characters = text.chars();
    let start: String = characters.by_ref().take(40).collect();
    if characters.next().is_some() { start + "…" } else { start }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceMap, Span};

    fn source(text: &str) -> Source<'_> {
        let id = SourceMap::default().add("test", text);
        Source { text, span: Span::new(id, 0, text.len()), verbatim: Some(0) }
    }

    fn codes(text: &str) -> Vec<&'static str> {
        tokens(&source(text)).err().unwrap_or_default().iter().map(|diagnostic| diagnostic.entry.code).collect()
    }

    #[test]
    fn words_numbers_texts_and_symbols() {
        let source = source("大厅.面积>=1.5e-3&&'甲\\'乙' in x_1");
        let tokens = tokens(&source).unwrap();
        let texts: Vec<&str> = tokens.iter().map(|token| token.text).collect();
        assert_eq!(texts, ["大厅", ".", "面积", ">=", "1.5e-3", "&&", "'甲\\'乙'", "in", "x_1", ""]);
        assert!(tokens.iter().any(|token| token.kind == TokenKind::Text("甲'乙".to_owned())));
    }

    #[test]
    fn a_method_on_a_number_is_not_its_fraction() {
        let source = source("1.size");
        let texts: Vec<&str> = tokens(&source).unwrap().iter().map(|token| token.text).collect();
        assert_eq!(texts, ["1", ".", "size", ""]);
    }

    #[test]
    fn subtraction_of_numbers_is_not_an_exponent() {
        let source = source("1-2");
        assert_eq!(tokens(&source).unwrap().len(), 4);
    }

    #[test]
    fn all_mistakes_are_reported() {
        assert_eq!(codes("a = 1 # （b）"), ["GJ3011", "GJ3010", "GJ3011", "GJ3011"]);
        assert_eq!(codes("12abc + 0x1F"), ["GJ3014", "GJ3014"]);
        assert_eq!(codes("1e999999999"), ["GJ3015"]);
        assert_eq!(codes("'abc"), ["GJ3012"]);
        assert_eq!(codes("'a\\nb'"), ["GJ3013"]);
        assert_eq!(codes("“文字”"), ["GJ3011", "GJ3011"]);
    }
}
