//! One cell: what its element says, and what that means.

use super::super::datum::Loose;
use super::super::grid::{Area, CellContent};
use super::fault::{Fault, shown};
use super::limits::MAX_CELL_TEXT;
use super::serial::{self, Epoch};
use super::strings::{MAX_CELL_BYTES, SharedTexts, rich_text, unescaped};
use super::styles::{Shown, Styles};
use super::xml::{Element, Event, Xml};
use super::{decimal, reference};
use crate::base::date::Date;
use crate::diagnostic::catalogue::workbook as messages;
use crate::diagnostic::{Diagnostic, Entry};
use std::borrow::Cow;

/// Characters of the name of an error; the longest that programs write is `#GETTING_DATA`.
const MAX_ERROR: usize = 32;
/// Bytes of `FALSE()`, the longest formula whose text matters.
const LONGEST_TRUTH: usize = 7;

/// A cell as its element says it.
#[derive(Default)]
pub struct Written {
    /// Where it says that it is.
    pub place: Place,
    /// The text of its value.
    pub value: String,
    kind: Kind,
    /// The number of its format; `None` where what is given is no number.
    format: Option<usize>,
    has_value: bool,
    /// The text of its formula, as far as it matters.
    formula: Option<String>,
    /// Whether the value is all there.
    whole: bool,
}

/// Where a cell says that it is.
#[derive(Default)]
pub enum Place {
    /// Behind the one before.
    #[default]
    Next,
    /// At a row and column.
    At(u32, u32),
    /// At what is no place.
    Nowhere(String),
}

/// What a cell says that its value is.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Inline,
    Boolean,
    Error,
    Date,
    Unknown,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "n" => Self::Number,
            "s" => Self::Shared,
            "str" => Self::Text,
            "inlineStr" => Self::Inline,
            "b" => Self::Boolean,
            "e" => Self::Error,
            "d" => Self::Date,
            _ => Self::Unknown,
        }
    }
}

enum Child {
    Value,
    Text,
    Formula(Option<Area>),
    Other,
}

impl Written {
    /// Takes what the element of a cell says.
    ///
    /// # Errors
    /// Where the part cannot be read on.
    pub fn begin(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let mut value = std::mem::take(&mut self.value);
        value.clear();
        *self = Self { value, whole: true, format: Some(0), ..Self::default() };
        element.attributes(|attribute| match attribute.name {
            _ if attribute.prefixed => {}
            "r" => {
                let place = reference::cell(&attribute.value);
                let nowhere = || Place::Nowhere(attribute.value.into_owned());
                self.place = place.map_or_else(nowhere, |(row, column)| Place::At(row, column));
            }
            "t" => self.kind = Kind::of(&attribute.value),
            "s" => self.format = attribute.value.parse().ok(),
            _ => {}
        })
    }

    /// Reads the inside of the element; gives the area that its formula fills, where it fills one.
    ///
    /// # Errors
    /// Where the part cannot be read on.
    pub fn read(&mut self, xml: &mut Xml<'_>) -> Result<Option<Area>, Fault> {
        let mut fills = None;
        loop {
            let child = match xml.next()? {
                Event::Open(element) => match element.name() {
                    "v" => Child::Value,
                    "is" => Child::Text,
                    "f" => Child::Formula(array(&element)?),
                    _ => Child::Other,
                },
                Event::Close | Event::End => return Ok(fills),
                _ => continue,
            };
            match child {
                // Where a cell has both, its type says which counts.
                Child::Value if self.kind != Kind::Inline => {
                    self.has_value = true;
                    self.whole &= xml.text(&mut self.value, MAX_CELL_BYTES)?;
                }
                Child::Text if self.kind == Kind::Inline => {
                    self.has_value = true;
                    self.whole &= rich_text(xml, &mut self.value)?;
                }
                Child::Formula(area) => {
                    fills = fills.or(area);
                    let mut text = String::new();
                    let whole = xml.text(&mut text, LONGEST_TRUTH)?;
                    self.formula = Some(if whole { text } else { String::new() });
                }
                Child::Value | Child::Text | Child::Other => xml.skip()?,
            }
        }
    }
}

/// The area that a formula fills, where it fills one. A reference that is none fills nothing.
fn array(element: &Element<'_>) -> Result<Option<Area>, Fault> {
    let (mut fills, mut area) = (false, None);
    element.attributes(|attribute| match attribute.name {
        "t" => fills = matches!(&*attribute.value, "array" | "dataTable"),
        "ref" => area = reference::area(&attribute.value),
        _ => {}
    })?;
    Ok(area.filter(|_| fills))
}

/// What cells refer to.
pub struct Lookup<'r> {
    /// The texts that they share.
    pub texts: &'r SharedTexts,
    /// How they are shown.
    pub styles: &'r Styles,
    /// How days are counted.
    pub epoch: Epoch,
}

impl Lookup<'_> {
    /// What a cell holds; `None` where it is empty.
    ///
    /// # Errors
    /// With the message that says what is wrong with it.
    pub fn content(&self, written: &Written) -> Result<Option<CellContent>, Diagnostic> {
        match written.formula.as_deref() {
            None => {}
            // A constant, not a computation: LibreOffice writes truth values so.
            Some("TRUE()") => return Ok(Some(CellContent::Value(Loose::Boolean(true)))),
            Some("FALSE()") => return Ok(Some(CellContent::Value(Loose::Boolean(false)))),
            Some(_) => return Ok(Some(CellContent::Formula)),
        }
        if !written.has_value {
            return Ok(None);
        }
        let long = || Diagnostic::new(&messages::LONG_CELL).with("limit", MAX_CELL_TEXT);
        if !written.whole {
            return Err(long());
        }
        let wrong = |entry: &'static Entry| Diagnostic::new(entry).with("value", shown(&written.value));
        let value = written.value.as_str();
        let loose = match written.kind {
            Kind::Shared => {
                let index = value.trim().parse().ok().filter(|index| *index < self.texts.len());
                let index = index.ok_or_else(|| wrong(&messages::BAD_INDEX))?;
                text(self.texts.get(index).ok_or_else(long)?)?
            }
            Kind::Text | Kind::Inline => text(&unescaped(value))?,
            Kind::Number if value.trim().is_empty() => None,
            Kind::Number => Some(self.number(written)?),
            Kind::Boolean => match value.trim() {
                "1" | "true" => Some(Loose::Boolean(true)),
                "0" | "false" => Some(Loose::Boolean(false)),
                _ => return Err(wrong(&messages::BAD_VALUE)),
            },
            Kind::Error if value.chars().count() <= MAX_ERROR => return Ok(Some(CellContent::Error(value.to_owned()))),
            Kind::Date => date(value.trim()),
            Kind::Error | Kind::Unknown => return Err(wrong(&messages::BAD_VALUE)),
        };
        Ok(loose.map(CellContent::Value))
    }

    fn number(&self, written: &Written) -> Result<Loose, Diagnostic> {
        let wrong = |entry| Diagnostic::new(entry).with("value", shown(&written.value));
        let literal = decimal::literal(&written.value).ok_or_else(|| wrong(&messages::BAD_NUMBER))?;
        let shown_as = written.format.and_then(|format| self.styles.shown(format));
        let shown_as = shown_as.ok_or_else(|| wrong(&messages::BAD_INDEX))?;
        let time = match shown_as {
            Shown::Plain | Shown::Percent => None,
            Shown::Day | Shown::Time | Shown::Elapsed => serial::meaning(&literal, shown_as, self.epoch),
        };
        Ok(time.unwrap_or(Loose::Number { literal, percent: shown_as == Shown::Percent }))
    }
}

/// A text; `None` for an empty one.
fn text(text: &str) -> Result<Option<Loose>, Diagnostic> {
    // Bytes are counted first, because they are known.
    if text.len() > MAX_CELL_TEXT && text.chars().count() > MAX_CELL_TEXT {
        return Err(Diagnostic::new(&messages::LONG_CELL).with("limit", MAX_CELL_TEXT));
    }
    Ok((!text.is_empty()).then(|| Loose::Text(text.to_owned())))
}

/// A day written as such; with a time, or in another form, it is the text.
fn date(value: &str) -> Option<Loose> {
    let day = value.get(..10).and_then(Date::parse);
    let rest = value.get(10..).unwrap_or("").trim_end_matches('Z');
    let midnight = rest.trim_start_matches(['T', '0', ':', '.']).is_empty();
    match day {
        Some(day) if midnight => Some(Loose::Date(day)),
        _ => (!value.is_empty()).then(|| Loose::Text(value.to_owned())),
    }
}

/// What messages show of a cell.
pub fn display(content: &CellContent) -> Cow<'_, str> {
    match content {
        CellContent::Value(Loose::Text(text) | Loose::Number { literal: text, .. }) => Cow::Borrowed(text),
        CellContent::Value(Loose::Date(day)) => Cow::Owned(day.to_string()),
        CellContent::Value(Loose::Boolean(value)) => Cow::Borrowed(if *value { "TRUE" } else { "FALSE" }),
        CellContent::Formula => Cow::Borrowed("=…"),
        CellContent::Error(error) => Cow::Borrowed(error),
    }
}
