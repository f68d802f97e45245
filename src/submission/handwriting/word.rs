//! A word for a field: yes or no, an option, a region.

use super::{Hand, shown};
use crate::base::similar::half_width;
use crate::base::suggestion;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::{format as messages, submission};
use crate::form::geometry::{NO, YES};
use crate::standard::names::suggested;
use crate::standard::record::Choice;
use crate::standard::registry::{Region, Registry};
use crate::submission::datum::Content;

/// Further words for yes.
const YES_WORDS: [&str; 12] = ["true", "y", "t", "1", "有", "对", "真", "√", "✓", "✔", "☑", "是的"];
/// Further words for no.
const NO_WORDS: [&str; 13] = ["false", "n", "f", "0", "无", "没有", "错", "假", "×", "✗", "✘", "☒", "不是"];
/// Marks that people put around and behind words.
const AROUND: &str = "()[]{}<>《》「」【】“”\"'‘’.,;:!?。、，；：！？";

/// What stands between a code and a name.
const MARKS: [char; 4] = [' ', '-', ':', '('];
/// The most marks behind which the end of a code is looked for.
const MOST_MARKS: usize = 8;

/// How a text names one of several things.
#[derive(Debug, PartialEq, Eq)]
pub enum Named<'t> {
    /// In the words of the standard.
    Exactly(&'t str),
    /// In words that can mean nothing else.
    Nearly(&'t str),
    /// In words that mean several.
    Several(Vec<&'t str>),
    /// Not at all.
    Nothing,
}

/// The text without case, width, blanks, and marks around it.
fn folded(text: &str) -> String {
    let plain: String = text.chars().map(half_width).flat_map(char::to_lowercase).collect();
    plain.chars().filter(|c| !c.is_whitespace() && !AROUND.contains(*c)).collect()
}

fn one_of<'t>(mut found: Vec<&'t str>, one: fn(&'t str) -> Named<'t>) -> Option<Named<'t>> {
    found.dedup();
    match found.as_slice() {
        [] => None,
        [only] => Some(one(only)),
        _ => Some(Named::Several(found)),
    }
}

fn in_choice<'s>(choice: &'s Choice, text: &str) -> Named<'s> {
    if let Some((id, _)) = choice.options.iter().find(|(id, _)| id == text) {
        return Named::Exactly(id);
    }
    let titled = choice.options.iter().filter(|(_, title)| title.zh == text || title.en.as_deref() == Some(text));
    if let Some(found) = one_of(titled.map(|(id, _)| id.as_str()).collect(), Named::Exactly) {
        return found;
    }
    let meant = folded(text);
    // An option by its id, by one of its titles, by both together, as lists of options show them.
    let mut found = [Vec::new(), Vec::new(), Vec::new()];
    let [by_id, by_title, by_both] = &mut found;
    for (id, title) in &choice.options {
        let plain = folded(id);
        let titles: Vec<String> = std::iter::once(&title.zh).chain(&title.en).map(|title| folded(title)).collect();
        let is_both = |title: &String| {
            let rest = meant.strip_prefix(&plain).or(meant.strip_suffix(&plain));
            rest == Some(title)
        };
        if plain == meant {
            by_id.push(id.as_str());
        } else if titles.contains(&meant) {
            by_title.push(id.as_str());
        } else if titles.iter().any(is_both) {
            by_both.push(id.as_str());
        }
    }
    found.into_iter().find_map(|found| one_of(found, Named::Nearly)).unwrap_or(Named::Nothing)
}

/// The regions that a text may mean: by code, by name, by both.
fn in_registry<'s>(registry: &'s Registry, text: &str) -> Named<'s> {
    if let Some(region) = registry.get(text) {
        return Named::Exactly(&region.code);
    }
    let plain: String = text.chars().map(half_width).collect();
    // Codes may hold marks that also stand behind codes: the longest one counts.
    let ends = plain.match_indices(MARKS).map(|(at, _)| at).take(MOST_MARKS).chain([plain.len()]);
    let parts = ends.filter_map(|at| plain.split_at_checked(at));
    let coded = parts.filter_map(|(first, rest)| Some((registry.get(first.trim())?, rest))).last();
    if let Some((region, rest)) = coded {
        let name = folded(rest.trim_start_matches(MARKS));
        return match () {
            () if text == format!("{} {}", region.code, region.name) => Named::Exactly(&region.code),
            () if name.is_empty() || name == folded(&region.name) => Named::Nearly(&region.code),
            // A code with the name of another region.
            () => {
                let others = registry.regions().iter().filter(|other| folded(&other.name) == name);
                let mut several = vec![region.code.as_str()];
                several.extend(others.map(|other| other.code.as_str()));
                Named::Several(several)
            }
        };
    }
    let meant = folded(text);
    let codes = |matches: &dyn Fn(&Region) -> bool| -> Vec<&'s str> {
        registry.regions().iter().filter(|region| matches(region)).map(|region| region.code.as_str()).collect()
    };
    one_of(codes(&|region| folded(&region.name) == meant), Named::Nearly)
        .or_else(|| one_of(codes(&|region| folded(&region.code) == meant), Named::Nearly))
        .unwrap_or(Named::Nothing)
}

/// The region that a text names: by its code, its name, or both.
#[must_use]
pub fn region_named<'s>(registry: &'s Registry, text: &str) -> Named<'s> {
    in_registry(registry, text.trim())
}

impl<'s> Hand<'s, '_> {
    pub(super) fn boolean(&mut self, text: &str) -> Option<Content> {
        let word = folded(text);
        let is = |words: &[&str]| words.contains(&word.as_str());
        let value = match () {
            () if is(&YES) || is(&YES_WORDS) => true,
            () if is(&NO) || is(&NO_WORDS) => false,
            () => return self.refuse(&messages::NEITHER, text),
        };
        let usual = ["true", "false", "TRUE", "FALSE"];
        if !YES.iter().chain(&NO).chain(&usual).any(|usual| *usual == text) {
            self.note(self.read_as(text, if value { "是 true" } else { "否 false" }));
        }
        Some(Content::Boolean(value))
    }

    /// Whether the text names an option in the words of the standard.
    pub(super) fn is_option(&self, text: &str) -> bool {
        let choice = self.standard.choice(&self.field.kind.value);
        choice.is_some_and(|choice| matches!(in_choice(choice, text), Named::Exactly(_)))
    }

    /// Whether the text names an option at all.
    pub(super) fn may_be_option(&self, text: &str) -> bool {
        let choice = self.standard.choice(&self.field.kind.value);
        choice.is_some_and(|choice| !matches!(in_choice(choice, text), Named::Nothing))
    }

    pub(super) fn option(&mut self, text: &str) -> Option<Content> {
        let standard = self.standard;
        let Some(choice) = standard.choice(&self.field.kind.value) else {
            return Some(Content::Text(text.to_owned()));
        };
        match in_choice(choice, text) {
            Named::Exactly(id) => Some(Content::Text(id.to_owned())),
            Named::Nearly(id) => {
                self.note(self.read_as(text, labelled(choice, id)));
                Some(Content::Text(id.to_owned()))
            }
            Named::Several(ids) => {
                self.report(self.message(&messages::OPTION_UNCLEAR, text).with("known", ids.join(", ")))
            }
            Named::Nothing => self.report(
                Diagnostic::new(&submission::UNKNOWN_OPTION)
                    .with("value", shown(text))
                    .with("title", self.title)
                    .with("known", if self.suggests { nearest(choice, text) } else { String::new() })
                    .at(self.span),
            ),
        }
    }

    pub(super) fn region(&mut self, text: &str) -> Option<Content> {
        let standard = self.standard;
        match in_registry(&standard.registry, text) {
            Named::Exactly(code) => Some(Content::Text(code.to_owned())),
            Named::Nearly(code) => {
                self.note(self.read_as(text, code));
                Some(Content::Text(code.to_owned()))
            }
            Named::Several(codes) => {
                self.report(self.message(&messages::REGION_UNCLEAR, text).with("known", codes.join(", ")))
            }
            Named::Nothing => {
                self.report(Diagnostic::new(&submission::UNKNOWN_REGION).with("code", shown(text)).at(self.span))
            }
        }
    }
}

/// An option as people find it: its id with its title.
fn labelled(choice: &Choice, id: &str) -> String {
    choice.option(id).map_or_else(|| id.to_owned(), |title| format!("{id}（{}）", title.zh))
}

/// The option that was probably meant; where none is near, the first few.
fn nearest(choice: &Choice, text: &str) -> String {
    let titles = choice.options.iter().flat_map(|(_, title)| std::iter::once(&title.zh).chain(&title.en));
    let names = choice.options.iter().map(|(id, _)| id).chain(titles).map(String::as_str);
    let Some(nearest) = suggestion::nearest(text, names) else {
        let labelled: Vec<String> = choice.options.iter().map(|(id, _)| labelled(choice, id)).collect();
        return suggested(text, labelled.iter().map(String::as_str));
    };
    let of = choice
        .options
        .iter()
        .find(|(id, title)| id == nearest || title.zh == nearest || title.en.as_deref() == Some(nearest));
    of.map_or_else(|| nearest.to_owned(), |(id, _)| labelled(choice, id))
}
