//! From a plate and the texts of one sign to a drawing: where everything stands, and whether it fits.
//!
//! An em of the character height is the box of a line. Arrows stand at the left or right edge; the other slots share the
//! rest, one below the other. A slot without text keeps its place.

use super::colour::Colour;
use super::length::Length;
use super::style::{Plate, Slot, Takes};
use crate::base::advance::Advance;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::output as messages;
use crate::standard::Text;
use crate::standard::sign::{Align, Direction, Sign};

/// Lines of a table have at least one and a half times the character height, and at most eight times.
const ROW_HEIGHTS: ((i64, i64), i64) = ((3, 2), 8);

/// What stands on a plate. Lengths run from its upper left corner.
#[derive(Debug)]
pub struct Drawing {
    /// Width of the plate.
    pub width: Length,
    /// Height of the plate.
    pub height: Length,
    /// Colour of the plate.
    pub background: Colour,
    /// What stands on it.
    pub items: Vec<Item>,
}

/// A box on the plate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub left: Length,
    /// Upper edge.
    pub top: Length,
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
}

/// One thing on a plate.
#[derive(Debug, PartialEq, Eq)]
pub enum Item {
    /// A line of text in its box; the box is as high as the characters.
    Text {
        /// The text.
        text: String,
        /// Its box.
        area: Area,
        /// Where it stands in the box.
        align: Align,
        /// Whether it is bold.
        bold: bool,
        /// Its colour.
        colour: Colour,
        /// The width to which a wide family has to be narrowed; `None` where every family fits.
        narrowed: Option<Length>,
    },
    /// An arrow that fills its square.
    Arrow {
        /// Where it points.
        direction: Direction,
        /// Its square.
        area: Area,
        /// Its colour.
        colour: Colour,
    },
    /// The outline of a cell.
    Cell {
        /// Its box.
        area: Area,
        /// Its colour.
        colour: Colour,
        /// How thick the line is.
        stroke: Length,
    },
}

/// Lays out a sign; `None` where something does not fit or is not there.
pub fn lay_out(plate: &Plate, style: &str, sign: &Sign, diagnostics: &mut Vec<Diagnostic>) -> Option<Drawing> {
    let before = diagnostics.len();
    check_slots(plate, style, sign, diagnostics);
    let background = background(plate, sign, diagnostics);
    let mut items = Vec::new();
    if let Some(area) = place_arrows(plate, style, sign, &mut items, diagnostics) {
        place_texts(plate, area, sign, &mut items, diagnostics);
    }
    let fine = !diagnostics.get(before..).unwrap_or_default().iter().any(Diagnostic::is_error);
    let background = background.filter(|_| fine)?;
    Some(Drawing { width: plate.width, height: plate.height, background, items })
}

fn background(plate: &Plate, sign: &Sign, diagnostics: &mut Vec<Diagnostic>) -> Option<Colour> {
    let Some(text) = &sign.background else { return Some(plate.background) };
    let own = super::style::colour(text, diagnostics)?;
    plate.check_contrast(own, text.span, diagnostics);
    Some(own)
}

/// Reports texts for slots that are not there or that take something else.
fn check_slots(plate: &Plate, style: &str, sign: &Sign, diagnostics: &mut Vec<Diagnostic>) {
    let texts = sign.texts.iter().map(|(slot, _)| (slot, false));
    let rows = sign.rows.iter().map(|(slot, _)| (slot, true));
    for (name, is_row) in texts.chain(rows) {
        match plate.slot(&name.value) {
            Some(slot) if matches!(slot.content, Takes::Rows { .. }) == is_row => {}
            Some(_) => diagnostics.push(
                Diagnostic::new(&messages::SIGN_SLOT_KIND).with("style", style).with("name", &name.value).at(name.span),
            ),
            // A style takes what it has a place for of what is offered.
            None if sign.offers => {}
            None => {
                let known: Vec<&str> = plate.slots.iter().map(|slot| slot.name.as_str()).collect();
                diagnostics.push(
                    Diagnostic::new(&messages::SIGN_SLOT)
                        .with("style", style)
                        .with("name", &name.value)
                        .with("known", known.join(", "))
                        .at(name.span),
                );
            }
        }
    }
}

/// Places the arrows at both edges and gives what is left between them.
fn place_arrows(
    plate: &Plate,
    style: &str,
    sign: &Sign,
    items: &mut Vec<Item>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Area> {
    let margin = plate.margin();
    let height = plate.height - margin - margin;
    let mut area = Area { left: margin, top: margin, width: plate.width - margin - margin, height };
    for slot in &plate.slots {
        let Takes::Arrow { right } = slot.content else { continue };
        report_height(plate, slot.size + margin + margin, diagnostics);
        area.width = area.width - slot.size - margin;
        let left = if right { area.left + area.width + margin } else { area.left };
        if !right {
            area.left = area.left + slot.size + margin;
        }
        let Some(text) = text_of(sign, &slot.name) else { continue };
        let Some(direction) = Direction::parse(&text.value) else {
            diagnostics.push(Diagnostic::new(&messages::SIGN_ARROW).with("text", &text.value).at(text.span));
            continue;
        };
        let top = (plate.height - slot.size).part(1, 2);
        let area = Area { left, top, width: slot.size, height: slot.size };
        items.push(Item::Arrow { direction, area, colour: slot.colour });
    }
    if area.width <= Length::default() {
        diagnostics.push(Diagnostic::new(&messages::SIGN_NO_ROOM).with("style", style).at(plate.span));
        return None;
    }
    Some(area)
}

fn text_of<'s>(sign: &'s Sign, slot: &str) -> Option<&'s Text> {
    let found = sign.texts.iter().find(|(name, _)| name.value == slot);
    found.map(|(_, text)| text).filter(|text| !text.value.trim().is_empty())
}

fn report_height(plate: &Plate, needed: Length, diagnostics: &mut Vec<Diagnostic>) {
    let known =
        diagnostics.iter().any(|known| known.entry == &messages::SIGN_TOO_HIGH && known.place == Some(plate.span));
    if needed > plate.height && !known {
        diagnostics.push(
            Diagnostic::new(&messages::SIGN_TOO_HIGH)
                .with("needed", needed)
                .with("height", plate.height)
                .with("excess", needed - plate.height)
                .at(plate.span),
        );
    }
}

/// Distributes lines and tables over the height: a table takes all that the lines leave; lines alone stand as a block in the middle.
fn place_texts(plate: &Plate, area: Area, sign: &Sign, items: &mut Vec<Item>, diagnostics: &mut Vec<Diagnostic>) {
    let slots: Vec<&Slot> = plate.slots.iter().filter(|slot| !matches!(slot.content, Takes::Arrow { .. })).collect();
    let Ok(count) = i64::try_from(slots.len()) else { return };
    let needs: Vec<Length> = slots.iter().map(|slot| least_height(slot, sign)).collect();
    let content: Length = needs.iter().copied().sum();
    let margin = plate.margin();
    let least_gaps = margin.part(count - 1, 2);
    report_height(plate, content + least_gaps + margin + margin, diagnostics);

    let tables = slots.iter().filter(|slot| matches!(slot.content, Takes::Rows { .. })).count();
    let free = area.height - content;
    let largest = slots.iter().map(|slot| slot.size).max().unwrap_or_default();
    let gap = (free + margin + margin).part(1, count + 1).min(largest.part(35, 100)).max(margin.part(1, 2));
    let rest = free - gap.times(count - 1);
    let table_share = i64::try_from(tables).ok().map_or(Length::default(), |tables| rest.part(1, tables.max(1)));
    let mut top = if tables == 0 { area.top + rest.part(1, 2) } else { area.top };
    for (slot, need) in slots.into_iter().zip(needs) {
        match slot.content {
            Takes::Rows { columns } => {
                let height = need + table_share;
                place_rows(slot, columns, Area { top, height, ..area }, sign, items, diagnostics);
                top = top + height + gap;
            }
            Takes::Line { bold, align } => {
                let line = Area { top, height: slot.size, ..area };
                if let Some(text) = text_of(sign, &slot.name) {
                    items.extend(place_line(slot, bold, align, line, text, diagnostics));
                }
                top = top + slot.size + gap;
            }
            Takes::Arrow { .. } => {}
        }
    }
}

fn least_height(slot: &Slot, sign: &Sign) -> Length {
    let Takes::Rows { columns } = slot.content else { return slot.size };
    let rows = sign.rows.iter().filter(|(name, _)| name.value == slot.name).count();
    let ((numerator, denominator), _) = ROW_HEIGHTS;
    let lines = i64::try_from(rows.div_ceil(columns).max(1)).unwrap_or(i64::MAX);
    slot.size.part(numerator, denominator).times(lines)
}

fn place_line(
    slot: &Slot,
    bold: bool,
    align: Align,
    area: Area,
    text: &Text,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Item> {
    let shown = one_line(&text.value);
    let advance = Advance::of(&shown, bold);
    let narrowed = match Fit::of(advance, slot.size, area.width) {
        Fit::Everywhere => None,
        Fit::Narrowed(width) => Some(width),
        Fit::TooWide => {
            diagnostics.push(too_wide(&shown, advance.usual, slot.size, area.width).at(text.span));
            return None;
        }
    };
    Some(Item::Text { text: shown, area, align, bold, colour: slot.colour, narrowed })
}

/// Whether a text fits.
#[derive(Debug, PartialEq, Eq)]
enum Fit {
    /// In every family.
    Everywhere,
    /// In the usual family; wider ones have to be narrowed to its width.
    Narrowed(Length),
    /// Not at this height.
    TooWide,
}

impl Fit {
    fn of(advance: Advance, height: Length, room: Length) -> Self {
        let usual = Length::of_text(advance.usual, height);
        if Length::of_text(advance.widest, height) <= room {
            Self::Everywhere
        } else if usual <= room {
            Self::Narrowed(usual)
        } else {
            Self::TooWide
        }
    }
}

/// A message that says by how much, and which height would fit (rounded down to a tenth of a millimetre).
fn too_wide(text: &str, advance: i64, height: Length, room: Length) -> Diagnostic {
    let width = Length::of_text(advance, height);
    let largest = room.part(1000, advance.max(1));
    let tenth = Length::micrometres(largest.in_micrometres().div_euclid(100).saturating_mul(100));
    Diagnostic::new(&messages::SIGN_TEXT_WIDE)
        .with("text", text)
        .with("height", height)
        .with("width", width)
        .with("room", room)
        .with("excess", width - room)
        .with("largest", tenth)
}

/// Places the rows of one slot as a ruled table; every cell has half an em at each side.
fn place_rows(
    slot: &Slot,
    columns: usize,
    area: Area,
    sign: &Sign,
    items: &mut Vec<Item>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let rows: Vec<(&Text, Vec<String>)> = sign
        .rows
        .iter()
        .filter(|(name, _)| name.value == slot.name)
        .map(|(name, cells)| (name, cells.iter().map(|cell| one_line(cell)).collect()))
        .collect();
    let cells = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let (Ok(blocks), Ok(lines)) = (i64::try_from(columns), i64::try_from(rows.len().div_ceil(columns))) else { return };
    if cells == 0 {
        return;
    }
    let block = area.width.part(1, blocks);
    let needs = cell_needs(&rows, cells);
    let total: i64 = needs.iter().sum();
    if Length::of_text(total, slot.size) > block {
        let longest = rows.iter().max_by_key(|(_, cells)| cells.iter().map(|cell| padded(cell)).sum::<i64>());
        if let Some((name, cells)) = longest {
            diagnostics.push(too_wide(&cells.join(" "), total, slot.size, block).at(name.span));
        }
        return;
    }
    let (_, tallest) = ROW_HEIGHTS;
    let height = area.height.part(1, lines).min(slot.size.times(tallest));
    let spare = (block - Length::of_text(total, slot.size)).part(1, i64::try_from(cells).unwrap_or(1));
    let widths: Vec<Length> = needs.iter().map(|need| Length::of_text(*need, slot.size) + spare).collect();
    for (index, (_, texts)) in rows.iter().enumerate() {
        let position = |value: usize| i64::try_from(value).unwrap_or(0);
        let mut left = area.left + block.times(position(index % columns));
        let top = area.top + height.times(position(index / columns));
        for (width, text) in widths.iter().zip(texts.iter().map(Some).chain(std::iter::repeat(None))) {
            let cell = Area { left, top, width: *width, height };
            items.push(Item::Cell { area: cell, colour: slot.colour, stroke: slot.size.part(1, 20) });
            items.extend(text.filter(|text| !text.is_empty()).map(|text| cell_text(slot, cell, text)));
            left = left + *width;
        }
    }
}

fn cell_text(slot: &Slot, cell: Area, text: &str) -> Item {
    let padding = slot.size.part(1, 2);
    let area = Area {
        left: cell.left + padding,
        top: cell.top + (cell.height - slot.size).part(1, 2),
        width: cell.width - padding - padding,
        height: slot.size,
    };
    let narrowed = match Fit::of(Advance::of(text, false), slot.size, area.width) {
        Fit::Narrowed(width) => Some(width),
        Fit::Everywhere | Fit::TooWide => None,
    };
    Item::Text { text: text.to_owned(), area, align: Align::Center, bold: false, colour: slot.colour, narrowed }
}

/// The width that each cell of a row needs, in thousandths of the character height.
fn cell_needs(rows: &[(&Text, Vec<String>)], cells: usize) -> Vec<i64> {
    let need = |at: usize| rows.iter().filter_map(|(_, cells)| cells.get(at)).map(|cell| padded(cell)).max();
    (0..cells).map(|at| need(at).unwrap_or(1000)).collect()
}

fn padded(cell: &str) -> i64 {
    Advance::of(cell, false).usual + 1000
}

/// White space of any kind, line breaks included, becomes one space; other control characters are left out.
fn one_line(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.chars().filter(|character| !character.is_control()).collect())
        .collect();
    words.join(" ")
}
