//! A declared style with its sizes and colours read; what is wrong with it is said once, however many signs follow it.

use super::colour::Colour;
use super::length::Length;
use crate::base::number::{Number, Rounding};
use crate::diagnostic::catalogue::output as messages;
use crate::diagnostic::{Diagnostic, Span};
use crate::standard::Text;
use crate::standard::sign::{Align, SignStyle, SlotContent, SlotStyle};

/// Rule of thumb for legibility: a metre of distance asks for four millimetres of character height (1 : 250).
const MILLIMETRES_PER_METRE: i64 = 4;
/// Contrast of text that everybody should be able to read (WCAG 2.2, 1.4.3).
const READABLE_CONTRAST: f64 = 4.5;
/// Contrast below which even large characters are lost (the same, for large text).
const LEAST_CONTRAST: f64 = 3.0;

/// A style that can be drawn.
#[derive(Debug)]
pub struct Plate {
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// Its colour.
    pub background: Colour,
    /// What it holds, from top to bottom.
    pub slots: Vec<Slot>,
    /// Where its height is declared.
    pub span: Span,
}

/// A slot that can be drawn.
#[derive(Debug)]
pub struct Slot {
    /// Its name.
    pub name: String,
    /// Character height, or the edge of an arrow's square.
    pub size: Length,
    /// The colour of what stands in it.
    pub colour: Colour,
    /// What it takes.
    pub content: Takes,
}

/// What a slot takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One line of text.
    Line {
        /// Whether it is bold.
        bold: bool,
        /// Where it stands.
        align: Align,
    },
    /// An arrow.
    Arrow {
        /// Whether it stands on the right.
        right: bool,
    },
    /// Rows of cells, that many side by side.
    Rows {
        /// How many rows stand side by side.
        columns: usize,
    },
}

impl Plate {
    /// Reads a declared style; `None` where it cannot be drawn.
    pub fn read(style: &SignStyle, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let width = size(&style.width, style.span, diagnostics);
        let height = size(&style.height, style.span, diagnostics);
        let background = colour(&style.background, diagnostics);
        let foreground = colour(&style.colour, diagnostics);
        let slots: Vec<Option<Slot>> =
            style.slots.iter().map(|slot| read_slot(slot, foreground, diagnostics)).collect();
        check_legibility(style, diagnostics);
        let plate = Self {
            width: width?,
            height: height?,
            background: background?,
            slots: slots.into_iter().collect::<Option<_>>()?,
            span: style.span,
        };
        plate.check_contrast(plate.background, style.background.span, diagnostics);
        Some(plate)
    }

    /// Reports every colour of the plate that is hard to see on a background, once.
    pub fn check_contrast(&self, background: Colour, place: Span, diagnostics: &mut Vec<Diagnostic>) {
        let mut seen: Vec<Colour> = Vec::new();
        for slot in &self.slots {
            if seen.contains(&slot.colour) {
                continue;
            }
            seen.push(slot.colour);
            let ratio = slot.colour.contrast(background);
            if ratio < READABLE_CONTRAST {
                let low = ratio < LEAST_CONTRAST;
                let entry = if low { &messages::SIGN_CONTRAST_ERROR } else { &messages::SIGN_CONTRAST };
                // Rounded down, so that a contrast below a line is never shown as the line itself.
                let shown = (ratio * 100.0).floor() / 100.0;
                diagnostics.push(
                    Diagnostic::new(entry)
                        .with("colour", slot.colour)
                        .with("background", background)
                        .with("ratio", format!("{shown:.2}"))
                        .at(place),
                );
            }
        }
    }

    /// The slot with that name.
    #[must_use]
    pub fn slot(&self, name: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.name == name)
    }

    /// The empty border inside the plate: a sixteenth of the shorter edge.
    #[must_use]
    pub fn margin(&self) -> Length {
        self.width.min(self.height).part(1, 16)
    }
}

fn read_slot(slot: &SlotStyle, foreground: Option<Colour>, diagnostics: &mut Vec<Diagnostic>) -> Option<Slot> {
    let (declared, content) = match &slot.content {
        SlotContent::Line { height, bold, align } => (height, Takes::Line { bold: *bold, align: *align }),
        SlotContent::Arrow { size, right } => (size, Takes::Arrow { right: *right }),
        SlotContent::Rows { height, columns } => {
            (height, Takes::Rows { columns: usize::try_from(*columns).unwrap_or(1).max(1) })
        }
    };
    let own = slot.colour.as_ref().map(|text| colour(text, diagnostics));
    let size = size(declared, slot.name.span, diagnostics)?;
    Some(Slot { name: slot.name.value.clone(), size, colour: own.unwrap_or(foreground)?, content })
}

fn size(number: &Number, place: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Length> {
    let length = Length::declared(number);
    if length.is_none() {
        let shown = number.rounded(3, Rounding::HalfEven);
        diagnostics.push(Diagnostic::new(&messages::SIGN_SIZE).with("value", shown).at(place));
    }
    length
}

/// Reads a colour; one that is none is reported.
pub fn colour(text: &Text, diagnostics: &mut Vec<Diagnostic>) -> Option<Colour> {
    let colour = Colour::parse(&text.value);
    if colour.is_none() {
        diagnostics.push(Diagnostic::new(&messages::SIGN_COLOUR).with("text", &text.value).at(text.span));
    }
    colour
}

/// Only the largest characters have to carry over the whole distance; the further lines are read from nearby.
fn check_legibility(style: &SignStyle, diagnostics: &mut Vec<Diagnostic>) {
    let Some(distance) = &style.viewing_distance else { return };
    let heights = style.slots.iter().filter_map(|slot| match &slot.content {
        SlotContent::Line { height, .. } | SlotContent::Rows { height, .. } => Some((height, slot.name.span)),
        SlotContent::Arrow { .. } => None,
    });
    let Some((height, place)) = heights.max_by(|(first, _), (second, _)| first.cmp(second)) else { return };
    let needed = distance.clone() * Number::from(MILLIMETRES_PER_METRE);
    if *height < needed {
        diagnostics.push(
            Diagnostic::new(&messages::SIGN_LEGIBILITY)
                .with("height", height)
                .with("distance", distance)
                .with("needed", needed)
                .at(place),
        );
    }
}
