//! Words for what the language states in symbols: whom something binds, how a scale scores, what a field takes.

use super::labels::{label, pick};
use crate::base::number::{Number, Rounding};
use crate::base::text::counted;
use crate::diagnostic::Language;
use crate::standard::Standard;
use crate::standard::clause::Modality;
use crate::standard::record::Field;
use crate::standard::selector::{Condition, Selector, Subject};

/// More regions than this are counted instead of named.
const NAMED_REGIONS: usize = 12;

/// The verb of a clause (GB/T 1.1-2020, annex C, and ISO/IEC Directives part 2, clause 7).
#[must_use]
pub fn verb(modality: Modality, language: Language) -> Option<&'static str> {
    match modality {
        Modality::Requirement => Some(pick(language, "应", "shall")),
        Modality::Recommendation => Some(pick(language, "宜", "should")),
        Modality::Permission => Some(pick(language, "可", "may")),
        Modality::Possibility => Some(pick(language, "能", "can")),
        Modality::Statement => None,
    }
}

/// Several texts as one list.
#[must_use]
pub fn enumerate<T: AsRef<str>>(texts: impl IntoIterator<Item = T>, language: Language) -> String {
    let texts: Vec<T> = texts.into_iter().collect();
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    texts.join(pick(language, "、", ", "))
}

/// Whom a selector selects; `None` for every region.
#[must_use]
pub fn binds(standard: &Standard, selector: &Selector, language: Language) -> Option<String> {
    if selector.alternatives.is_empty() {
        return None;
    }
    let alternatives: Vec<String> = selector
        .alternatives
        .iter()
        .map(|conditions| {
            let words: Vec<String> =
                conditions.iter().map(|condition| condition_words(standard, condition, language)).collect();
            words.join(pick(language, "且", " and "))
        })
        .collect();
    Some(alternatives.join(pick(language, "；", "; ")))
}

fn condition_words(standard: &Standard, condition: &Condition, language: Language) -> String {
    let values: Vec<&str> = condition.values.iter().map(|value| value.value.as_str()).collect();
    match &condition.subject {
        Subject::Level => enumerate(values.into_iter().map(|level| standard.manifest.level(level, language)), language),
        Subject::Set | Subject::Code => regions(standard, &values, language),
        Subject::Attribute(name) => format!("{name} = {}", enumerate(values, language)),
    }
}

/// Regions by name; only their number where they are many.
#[must_use]
pub fn regions(standard: &Standard, codes: &[&str], language: Language) -> String {
    if codes.len() > NAMED_REGIONS {
        return match language {
            Language::Zh => format!("{} 个地区", codes.len()),
            Language::En => counted(codes.len(), "region(s)"),
        };
    }
    region_names(standard, codes, language)
}

/// All regions by name.
#[must_use]
pub fn region_names(standard: &Standard, codes: &[&str], language: Language) -> String {
    let name =
        |code: &&str| standard.registry.get(code).map_or_else(|| (*code).to_owned(), |region| region.name.clone());
    enumerate(codes.iter().map(name), language)
}

/// A share as percent.
#[must_use]
pub fn percent(share: &Number) -> String {
    format!("{}%", share.clone() * Number::from(100))
}

/// How a score is rounded.
#[must_use]
pub fn rounding(digits: u32, rounding: Rounding, language: Language) -> String {
    let mode = match rounding {
        Rounding::HalfEven => label(language, "half_even"),
        Rounding::HalfUp => label(language, "half_up"),
    };
    match language {
        Language::Zh => format!("{mode}，{digits} {}", label(language, "digits")),
        Language::En => format!("{}, {mode}", counted(digits, "decimal(s)")),
    }
}

/// Unit and bounds of a field.
#[must_use]
pub fn range(field: &Field) -> String {
    let bounds = match (&field.min, &field.max) {
        (Some(min), Some(max)) => format!("{min} – {max}"),
        (Some(min), None) => format!("≥ {min}"),
        (None, Some(max)) => format!("≤ {max}"),
        (None, None) => String::new(),
    };
    let unit = field.unit.as_ref().map_or("", |unit| unit.value.as_str());
    [bounds.as_str(), unit].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}
