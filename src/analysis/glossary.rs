//! The package's own words against its glossary.
//!
//! Looked at are titles, helps, notes, texts, messages, advice, axes, options, forewords, texts of signs and items of catalogues, in
//! both languages. Exempt are titles of sources, the names of those who are responsible, and the title and text of a clause that is
//! marked with `quote=#true`. An avoided word inside the term itself (32条 in 兴商32条) is none.

use crate::diagnostic::catalogue::analysis as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::standard::glossary::Term;
use crate::standard::indicator::Branch;
use crate::standard::{Label, Standard, Text};
use std::collections::BTreeSet;

/// Words that the glossary replaces, once a declaration.
pub(super) fn check(standard: &Standard) -> Vec<Diagnostic> {
    let terms: Vec<&Term> = standard.glossaries.iter().flat_map(|glossary| &glossary.terms).collect();
    if terms.is_empty() {
        return Vec::new();
    }
    let mut reader = Reader { words: Words::of(&terms), met: BTreeSet::new(), found: Vec::new() };
    reader.sources(standard);
    reader.forms(standard);
    reader.rules(standard);
    reader.systems(standard);
    reader.publications(standard);
    reader.found
}

/// One word that is looked for.
struct Wanted<'s> {
    /// Its characters, normalised.
    characters: Vec<char>,
    /// `None` for a term; for an avoided word, itself and the term.
    avoided: Option<(&'s Text, &'s Term)>,
}

/// All words, the longest first, so that a word inside another one is not met on its own.
struct Words<'s>(Vec<Wanted<'s>>);

impl<'s> Words<'s> {
    fn of(terms: &[&'s Term]) -> Self {
        let mut words = Vec::new();
        for &term in terms {
            let own = std::iter::once(&term.word.zh).chain(&term.word.en);
            words.extend(own.map(|word| Wanted { characters: characters(word), avoided: None }));
            words.extend(
                term.avoided
                    .iter()
                    .map(|avoided| Wanted { characters: characters(&avoided.value), avoided: Some((avoided, term)) }),
            );
        }
        words.retain(|word| !word.characters.is_empty());
        words.sort_by_key(|word| (std::cmp::Reverse(word.characters.len()), word.avoided.is_some()));
        Self(words)
    }

    /// The avoided words in a text, in order.
    fn avoided_in(&self, text: &str) -> Vec<(&'s Text, &'s Term)> {
        let text = characters(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < text.len() {
            match self.0.iter().find(|word| stands_at(&text, at, &word.characters)) {
                Some(word) => {
                    found.extend(word.avoided);
                    at += word.characters.len();
                }
                None => at += 1,
            }
        }
        found
    }
}

/// Whether the word stands there, and not inside a longer number or a longer word of Latin letters.
fn stands_at(text: &[char], at: usize, word: &[char]) -> bool {
    let joins = |one: Option<&char>, other: Option<&char>| {
        let latin = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
        latin(one) && latin(other)
    };
    let before = at.checked_sub(1).and_then(|before| text.get(before));
    text.get(at..).is_some_and(|rest| rest.starts_with(word))
        && !joins(before, word.first())
        && !joins(word.last(), text.get(at + word.len()))
}

/// Full-width characters as half-width ones, small letters, no blanks beside Chinese characters.
fn characters(text: &str) -> Vec<char> {
    let half = text.chars().map(|c| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    });
    let half: Vec<char> = half.flat_map(char::to_lowercase).collect();
    let mut kept: Vec<char> = Vec::with_capacity(half.len());
    for (index, c) in half.iter().enumerate() {
        let next = half.get(index + 1);
        let between_latin = kept.last().is_some_and(char::is_ascii) && next.is_some_and(char::is_ascii);
        if !c.is_whitespace() || between_latin {
            kept.push(*c);
        }
    }
    kept
}

struct Reader<'s> {
    words: Words<'s>,
    /// Where each avoided word was met: a kind makes several things of one declaration.
    met: BTreeSet<(Span, &'s str)>,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn text(&mut self, text: &str, span: Span) {
        for (avoided, term) in self.words.avoided_in(text) {
            if self.met.insert((span, avoided.value.as_str())) {
                let found = Diagnostic::new(&messages::AVOIDED_TERM).with("alias", &avoided.value);
                self.found.push(found.with("term", &term.word.zh).at(span));
            }
        }
    }

    /// A text with its own place; letter by letter where it stands so in the file.
    fn placed(&mut self, text: &Text) {
        for (avoided, term) in self.words.avoided_in(&text.value) {
            let within = text.verbatim.zip(text.value.find(&avoided.value)).map(|(start, at)| {
                let start = start as usize + at;
                Span::new(text.span.source, start, start + avoided.value.len())
            });
            let span = within.unwrap_or(text.span);
            if self.met.insert((span, avoided.value.as_str())) {
                let found = Diagnostic::new(&messages::AVOIDED_TERM).with("alias", &avoided.value);
                self.found.push(found.with("term", &term.word.zh).at(span));
            }
        }
    }

    fn label(&mut self, label: &Label, span: Span) {
        self.text(&label.zh, span);
        if let Some(en) = &label.en {
            self.text(en, span);
        }
    }

    fn labels<'l>(&mut self, labels: impl IntoIterator<Item = &'l Label>, span: Span) {
        for label in labels {
            self.label(label, span);
        }
    }

    fn sources(&mut self, standard: &Standard) {
        self.label(&standard.manifest.title, standard.manifest.span);
        for source in &standard.sources {
            self.labels(source.axes.iter().map(|(_, title)| title).chain(&source.notes), source.span);
            for clause in &source.clauses {
                let own = std::iter::once(&clause.title).chain(&clause.text).filter(|_| !clause.quote);
                self.labels(own.chain(&clause.notes), clause.span);
            }
        }
    }

    fn forms(&mut self, standard: &Standard) {
        for choice in &standard.choices {
            self.labels(
                std::iter::once(&choice.title).chain(choice.options.iter().map(|(_, title)| title)),
                choice.span,
            );
        }
        for record in &standard.records {
            self.label(&record.title, record.span);
            self.text(record.help.as_deref().unwrap_or(""), record.span);
            for member in &record.members {
                self.label(&member.title, member.span);
                self.text(member.help.as_deref().unwrap_or(""), member.span);
            }
        }
        for threshold in &standard.thresholds {
            self.labels(std::iter::once(&threshold.title).chain(&threshold.notes), threshold.span);
        }
    }

    fn rules(&mut self, standard: &Standard) {
        for rule in &standard.rules {
            self.labels(std::iter::once(&rule.title).chain(&rule.advice).chain(&rule.notes), rule.span);
            for words in rule.message.iter().chain(&rule.message_en).flat_map(|message| message.words()) {
                self.text(words, rule.span);
            }
        }
    }

    fn systems(&mut self, standard: &Standard) {
        for system in &standard.systems {
            let grades = system.grades.iter().map(|grade| &grade.title);
            self.labels(std::iter::once(&system.title).chain(&system.notes).chain(grades), system.span);
            self.branches(&system.children);
            let bonuses = system.bonuses.iter().map(|bonus| (&bonus.title, bonus.span));
            let deductions = system.deductions.iter().map(|deduction| (&deduction.title, deduction.span));
            let vetoes = system.vetoes.iter().map(|veto| (&veto.title, veto.span));
            for (title, span) in bonuses.chain(deductions).chain(vetoes) {
                self.label(title, span);
            }
        }
    }

    // The tree is as deep as the front end lets blocks nest, which bounds this recursion.
    fn branches(&mut self, branches: &[Branch]) {
        for branch in branches {
            match branch {
                Branch::Group(group) => {
                    self.labels(std::iter::once(&group.title).chain(&group.notes), group.span);
                    self.branches(&group.children);
                }
                Branch::Indicator(leaf) => self.labels(std::iter::once(&leaf.title).chain(&leaf.notes), leaf.span),
            }
        }
    }

    fn publications(&mut self, standard: &Standard) {
        for document in &standard.documents {
            self.labels(std::iter::once(&document.title).chain(&document.forewords), document.span);
        }
        for table in &standard.tables {
            self.labels(std::iter::once(&table.title).chain(table.columns.iter().map(|(_, title)| title)), table.span);
        }
        for title in standard.code_lists.iter().flat_map(|list| &list.titles) {
            self.placed(title);
        }
        for style in &standard.sign_styles {
            self.labels(std::iter::once(&style.title).chain(&style.notes), style.span);
        }
        // What a kind offers for a sign stands in the kind's own declaration, too.
        for sign in standard.signs.iter().filter(|sign| !sign.offers) {
            for (_, text) in &sign.texts {
                self.placed(text);
            }
            for cell in sign.rows.iter().flat_map(|(_, cells)| cells) {
                self.text(cell, sign.span);
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::super::probe::{compile, finds, rule, texts};
    use crate::analysis::analyse;

    const GLOSSARY: &str = "glossary {
        term \"馆员代表\" en=\"chief representative\" { instead-of \"馆员专员\" \"馆员服务专员\" \"chief officer\" }
        term \"兴商32条\" { instead-of \"32条\" }
    }\n";

    #[test]
    fn avoided_words_are_found_wherever_the_package_speaks() {
        for declaration in [
            rule("r", "problem-when \"staff < 5\"; message \"{{region.name}}没有馆员专员\""),
            rule("r", "problem-when \"staff < 5\"; advice \"派馆员服务专员\""),
            rule("r", "problem-when \"staff < 5\"; note \"见 32 条\""),
            rule("r", "problem-when \"staff < 5\"; message \"没有\" en=\"no Chief Officer\""),
            "record \"other\" \"馆员专员情况\" { field \"x\" \"数\" type=\"number\" }".to_owned(),
            "source \"t\" title=\"来源\" { clause \"d\" \"馆员专员到岗\" }".to_owned(),
            "术语表 { 术语 \"读者服务中心\" { 不用 \"读服中心\" } }\n document \"d\" \"文本\" { foreword \"读服中心\" }".to_owned(),
        ] {
            assert_eq!(texts("GJ6080", &format!("{GLOSSARY}{declaration}")).len(), 1, "{declaration}");
        }
    }

    #[test]
    fn the_terms_themselves_and_quotations_are_left_alone() {
        for declaration in [
            rule("r", "problem-when \"staff < 5\"; message \"没有馆员代表，见兴商 32 条\""),
            rule("r", "problem-when \"staff < 5\"; note \"共 132条，归 chief officers 管\""),
            "source \"t\" title=\"馆员专员管理办法\" { clause \"d\" \"馆员专员到岗\" quote=#true }".to_owned(),
        ] {
            assert!(!finds("GJ6080", &format!("{GLOSSARY}{declaration}")), "{declaration}");
        }
        assert!(!finds("GJ6080", &rule("r", "problem-when \"staff < 5\"; note \"馆员专员\"")));
    }

    #[test]
    fn the_place_is_exact_where_the_text_is_verbatim() {
        let catalogue = "catalog \"c\" \"目录\" { item \"A-1\" \"预约馆员专员\" }";
        let (compilation, sources) = compile("", &format!("{GLOSSARY}{catalogue}"));
        let found = analyse(&compilation.standard.unwrap());
        let found = found.iter().find(|found| found.entry.code == "GJ6080").unwrap();
        assert_eq!(sources.slice(found.place.unwrap()), "馆员专员");
    }
}
