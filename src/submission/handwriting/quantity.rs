//! A number for a field: its unit, its scale, its bounds of a share.

use super::figure::{self, Figure, Refusal};
use super::{Hand, shown};
use crate::base::intention::SCALES;
use crate::base::number::Number;
use crate::base::unit::Unit;
use crate::diagnostic::catalogue::format as messages;
use crate::diagnostic::{Diagnostic, Entry};
use crate::submission::datum::Content;

/// Words for one thing of a count. They say no more than the number does.
const COUNTERS: [&str; 48] = [
    "个", "人", "名", "位", "家", "户", "项", "件", "次", "场", "台", "席", "间", "处", "套", "份", "条", "种", "类",
    "所", "座", "本", "册", "期", "批", "页", "篇", "张", "辆", "部", "只", "支", "组", "队", "款", "宗", "起", "级",
    "层", "门", "把", "块", "人次", "家次", "件次", "个人", "分", "岁",
];
/// Words that people use for one another.
const ALIKE: [(&str, [&str; 4]); 2] = [("人", ["名", "位", "个", "个人"]), ("册", ["本", "个", "部", "卷"])];
/// One in a thousand, which is no unit of a standard.
const PER_MILLE: &str = "‰";

/// What follows a number, judged by the field.
enum Behind {
    /// Nothing, or a word that says what the field says anyway.
    Own,
    /// A unit of the same kind: what to multiply by.
    Other(Number),
    /// A unit of another kind.
    Alien,
    /// No unit that is known.
    Strange,
}

impl Hand<'_, '_> {
    /// A text as a number of the field.
    pub(super) fn quantity(&mut self, text: &str) -> Option<Content> {
        if figure::is_plain(text) {
            return self.within_share(text);
        }
        if matches!(text, "无" | "没有" | "none" | "None") {
            return self.refuse(&messages::NONE_UNCLEAR, text);
        }
        match figure::read(&figure::tidy(text)) {
            Ok(figure) => self.with_unit(text, figure),
            Err(Refusal::Approximate) => self.refuse(&messages::APPROXIMATE, text),
            Err(Refusal::Range) => self.refuse(&messages::FROM_TO, text),
            Err(Refusal::Grouping) => self.refuse(&messages::GROUPING, text),
            Err(Refusal::Bracketed) => self.refuse(&messages::BRACKETED, text),
            Err(Refusal::Letters(meant)) => {
                self.report(self.message(&messages::LETTER_FOR_DIGIT, text).with("meant", meant))
            }
            Err(Refusal::Malformed) => self.not_a_number(text),
        }
    }

    /// A number that a program stored, which may be shown as a percentage.
    pub(super) fn stored(&mut self, literal: &str, percent: bool) -> Option<Content> {
        if !percent {
            return self.within_share(literal);
        }
        let unit = self.unit();
        if unit.is_none() {
            return self.within_share(literal);
        }
        let hundredfold = Number::parse(literal).ok().map(|number| number * Number::from(100));
        let Some(hundredfold) = hundredfold.filter(|_| unit.symbol == "percent") else {
            return self.alien(literal, "%");
        };
        Some(self.read(&format!("{hundredfold}%"), &hundredfold))
    }

    pub(super) fn not_a_number(&mut self, text: &str) -> Option<Content> {
        let example = if self.field.kind.value == "integer" { "12" } else { "12.5" };
        self.report(self.message(&messages::NOT_A_NUMBER, text).with("example", example))
    }

    fn unit(&self) -> Unit {
        let unit = self.field.unit.as_ref().and_then(|unit| self.standard.units.parse(&unit.value).ok());
        unit.unwrap_or_else(Unit::none)
    }

    /// The field's unit as people call it.
    fn unit_word(&self) -> String {
        let name = self.field.unit.as_ref().map_or("1", |unit| unit.value.as_str());
        self.standard.units.words(name).next().unwrap_or(name).to_owned()
    }

    /// A bare number, which for a share must not be a percentage.
    fn within_share(&mut self, literal: &str) -> Option<Content> {
        let is_share = self.unit().is_none() && self.field.max.as_ref().is_some_and(|max| *max <= Number::one());
        let number = Number::parse(literal).ok().filter(|number| {
            is_share && self.field.kind.value == "number" && *number > Number::one() && *number <= Number::from(100)
        });
        let Some(meant) = number.and_then(|number| number.checked_div(&Number::from(100))) else {
            return Some(Content::Number(literal.to_owned()));
        };
        self.report(self.message(&messages::SHARE, literal).with("meant", meant))
    }

    fn with_unit(&mut self, text: &str, figure: Figure) -> Option<Content> {
        let Figure { number, last_place, rest } = figure;
        if figure::is_about(&rest) {
            return self.refuse(&messages::APPROXIMATE, text);
        }
        match self.behind(&rest) {
            Behind::Own if rest.is_empty() => {
                let content = self.within_share(&number.to_string())?;
                self.note(self.read_as(text, &number));
                Some(content)
            }
            Behind::Own => Some(self.read(text, &number)),
            Behind::Other(factor) => Some(self.converted(text, &rest, &(number * factor))),
            Behind::Alien => self.alien(text, &rest),
            Behind::Strange => self.scaled(text, &number, &last_place, &rest),
        }
    }

    /// A number in ten thousands and so on.
    fn scaled(&mut self, text: &str, number: &Number, last_place: &Number, rest: &str) -> Option<Content> {
        let Some((behind, scale)) =
            SCALES.iter().find_map(|(word, scale)| Some((rest.strip_prefix(word)?.trim(), Number::from(*scale))))
        else {
            return self.strange(text, rest);
        };
        if figure::is_about(behind) {
            return self.refuse(&messages::APPROXIMATE, text);
        }
        let unit = self.unit_word();
        if behind.is_empty() && unit.starts_with(['万', '亿', '千', '百']) && self.field.unit.is_some() {
            return self.report(self.message(&messages::SCALE_UNCLEAR, text).with("unit", unit));
        }
        let whole = number * &scale;
        match self.behind(behind) {
            Behind::Own => {
                let precision = last_place * &scale;
                if precision > Number::one() {
                    let message = self.message(&messages::SCALED, text).with("read", &whole);
                    self.note(message.with("precision", &precision));
                    return Some(Content::Number(whole.to_string()));
                }
                Some(self.read(text, &whole))
            }
            Behind::Other(factor) => Some(self.converted(text, behind, &(whole * factor))),
            Behind::Alien => self.alien(text, behind),
            Behind::Strange => self.strange(text, behind),
        }
    }

    fn behind(&self, word: &str) -> Behind {
        let own = self.unit();
        let is_own_word = self.field.unit.as_ref().is_some_and(|unit| {
            let mut words = self.standard.units.words(&unit.value);
            words
                .any(|known| known == word || ALIKE.iter().any(|(one, others)| *one == known && others.contains(&word)))
        });
        if word.is_empty() || is_own_word || (own.is_none() && COUNTERS.contains(&word)) {
            return Behind::Own;
        }
        if word == PER_MILLE {
            let one = Number::one().checked_div(&Number::from(1000));
            let factor = one.filter(|_| own.dimensions.is_empty()).and_then(|one| one.checked_div(&own.factor));
            return factor.map_or(Behind::Alien, Behind::Other);
        }
        match self.standard.units.spoken(word) {
            Some(unit) if unit == own => Behind::Own,
            // A count is in no unit, though a percentage of it would be a number as well.
            Some(_) if own.is_none() && self.field.kind.value == "integer" => Behind::Alien,
            Some(unit) => unit.factor_to(&own).map_or(Behind::Alien, Behind::Other),
            None if COUNTERS.contains(&word) => Behind::Alien,
            None => Behind::Strange,
        }
    }

    fn read(&mut self, text: &str, number: &Number) -> Content {
        self.note(self.read_as(text, number));
        Content::Number(number.to_string())
    }

    fn converted(&mut self, text: &str, unit: &str, number: &Number) -> Content {
        // A percentage of the bare number is the same number, written otherwise.
        let is_same = self.field.unit.is_none() && matches!(unit, "%" | PER_MILLE);
        let message = match is_same {
            true => self.read_as(text, number),
            false => self.message(&messages::CONVERTED, text).with("read", number).with("unit", self.unit_word()),
        };
        self.note(message);
        Content::Number(number.to_string())
    }

    fn alien(&mut self, text: &str, unit: &str) -> Option<Content> {
        self.report(self.about_unit(&messages::OTHER_DIMENSION, text, unit))
    }

    fn strange(&mut self, text: &str, unit: &str) -> Option<Content> {
        // More digits or marks behind the number are no unit.
        let is_word = |c: char| c.is_alphabetic() || "/·23".contains(c);
        if unit.chars().count() > 8 || unit.starts_with(['2', '3']) || !unit.chars().all(is_word) {
            return self.not_a_number(text);
        }
        self.report(self.about_unit(&messages::STRANGE_UNIT, text, unit))
    }

    fn about_unit(&self, entry: &'static Entry, text: &str, unit: &str) -> Diagnostic {
        self.message(entry, text).with("unit", shown(unit)).with("expected", self.unit_word())
    }
}
