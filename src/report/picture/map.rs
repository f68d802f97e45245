//! The regions as tiles, those of one superior together, each coloured and labelled.
//!
//! Where the registry says so (columns `tile-row` and `tile-column` of the superiors), blocks lie as on a map; otherwise they
//! flow, the next one wherever it ends highest.

use super::WIDTH;
use super::canvas::{Anchor, Area, Picture, TEXT, fitted};
use crate::diagnostic::Language;
use std::collections::BTreeMap;

/// The widest form: for screens and paper.
const WIDE: i64 = 8 * (TILE.0 + GAP) - GAP;
const TILE: (i64, i64) = (870, 400);
const GAP: i64 = 24;
const HEADING: i64 = 210;
const BETWEEN: i64 = 90;
/// The most rows and columns of places that a registry can give.
const MOST: usize = 64;

/// Regions of one superior.
#[derive(Debug)]
pub struct Block<'r> {
    /// The name of the superior; empty where there is none.
    pub name: &'r str,
    /// Row and column of its place, from 0, where the registry gives one.
    pub place: Option<(usize, usize)>,
    /// Its tiles, in order.
    pub tiles: Vec<Tile<'r>>,
}

/// One region.
#[derive(Debug)]
pub struct Tile<'r> {
    /// Its name.
    pub name: &'r str,
    /// What is written below it.
    pub label: String,
    /// How it is filled.
    pub tone: Tone,
}

/// Fills of tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A step from the least (0) to the most (4).
    Step(u8),
    /// A step from few problems (0: none) to many (3).
    Warning(u8),
    /// Nothing to show.
    Hatched,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Step(0) => "s0",
            Self::Step(1) => "s1",
            Self::Step(2) => "s2",
            Self::Step(3) => "s3",
            Self::Step(_) => "s4",
            Self::Warning(0) => "w0",
            Self::Warning(1) => "w1",
            Self::Warning(2) => "w2",
            Self::Warning(_) => "w3",
            Self::Hatched => "hatch tile",
        }
    }
}

/// Draws the map twice: for wide screens and paper, and for telephones.
#[must_use]
pub fn draw(title: &str, blocks: &[Block<'_>], language: Language) -> [Picture; 2] {
    [WIDE, WIDTH].map(|width| {
        let mut picture = Picture::new(title.to_owned(), description(language), width);
        for (block, area, across) in placed(blocks, width) {
            self::block(&mut picture, block, area, across);
            picture.ends_at(area.y + area.height);
        }
        picture
    })
}

/// Where each block lies, and how many tiles it has across.
fn placed<'b, 'r>(blocks: &'b [Block<'r>], width: i64) -> Vec<(&'b Block<'r>, Area, usize)> {
    let column = TILE.0 + GAP;
    let columns = usize::try_from((width + GAP) / column).unwrap_or(1).max(1);
    by_place(blocks, columns).unwrap_or_else(|| flowing(blocks, columns))
}

/// In the places that the registry gives; `None` where some block has none, two have the same, or they do not fit.
fn by_place<'b, 'r>(blocks: &'b [Block<'r>], columns: usize) -> Option<Vec<(&'b Block<'r>, Area, usize)>> {
    let mut places: BTreeMap<(usize, usize), &Block<'_>> = BTreeMap::new();
    for block in blocks {
        let place = block.place.filter(|(row, column)| *row < MOST && *column < MOST)?;
        if places.insert(place, block).is_some() {
            return None;
        }
    }
    let count = places.keys().map(|(_, column)| column + 1).max()?;
    let across = columns / count;
    if across == 0 {
        return None;
    }
    // A block hangs below the ones above it in its own column, and never begins above the row before.
    let mut ends = vec![0_i64; count];
    let mut tops: BTreeMap<usize, i64> = BTreeMap::new();
    let mut areas: BTreeMap<(usize, usize), Area> = BTreeMap::new();
    for ((row, column), block) in &places {
        let floor = tops.range(..row).next_back().map_or(0, |(_, top)| *top + BETWEEN);
        let top = ends.get(*column).copied().unwrap_or(0).max(if *row == 0 { 0 } else { floor });
        let area = Area {
            x: i64::try_from(column * across).unwrap_or(0) * (TILE.0 + GAP),
            y: top,
            width: tiles_wide(across),
            height: height(block, across),
        };
        tops.entry(*row).and_modify(|known| *known = (*known).min(top)).or_insert(top);
        if let Some(end) = ends.get_mut(*column) {
            *end = top + area.height + BETWEEN;
        }
        areas.insert((*row, *column), area);
    }
    let with_area = |block: &'b Block<'r>| Some((block, *areas.get(&block.place?)?, across));
    blocks.iter().map(with_area).collect()
}

/// One after another, each where the columns below it end highest.
fn flowing<'b, 'r>(blocks: &'b [Block<'r>], columns: usize) -> Vec<(&'b Block<'r>, Area, usize)> {
    let mut ends = vec![0_i64; columns];
    let mut areas = Vec::with_capacity(blocks.len());
    for block in blocks {
        let across = match block.tiles.len() {
            0..=2 => 1,
            3..=30 => 2,
            _ => columns,
        }
        .min(columns);
        let height = height(block, across);
        let tops = ends.windows(across).map(|below| below.iter().copied().max().unwrap_or(0));
        let Some((column, top)) = tops.enumerate().min_by_key(|(column, top)| (*top, *column)) else { continue };
        ends.iter_mut().skip(column).take(across).for_each(|end| *end = top + height + BETWEEN);
        let x = i64::try_from(column).unwrap_or(0) * (TILE.0 + GAP);
        areas.push((block, Area { x, y: top, width: tiles_wide(across), height }, across));
    }
    areas
}

fn tiles_wide(across: usize) -> i64 {
    i64::try_from(across).unwrap_or(1) * (TILE.0 + GAP) - GAP
}

fn heading(block: &Block<'_>) -> i64 {
    if block.name.is_empty() { 0 } else { HEADING }
}

fn height(block: &Block<'_>, across: usize) -> i64 {
    let rows = i64::try_from(block.tiles.len().div_ceil(across.max(1))).unwrap_or(0);
    heading(block) + rows * (TILE.1 + GAP)
}

fn block(picture: &mut Picture, block: &Block<'_>, area: Area, across: usize) {
    if !block.name.is_empty() {
        let base = (area.x, area.y + 130);
        picture.text("strong", base, Anchor::Start, &fitted(block.name, area.width, TEXT + 10));
        picture.line("axis", (area.x, area.y + 170), (area.x + area.width, area.y + 170));
    }
    for (number, tile) in block.tiles.iter().enumerate() {
        let (row, column) = (number / across.max(1), number % across.max(1));
        let x = area.x + i64::try_from(column).unwrap_or(0) * (TILE.0 + GAP);
        let y = area.y + heading(block) + i64::try_from(row).unwrap_or(0) * (TILE.1 + GAP);
        picture.rect(tile.tone.class(), Area { x, y, width: TILE.0, height: TILE.1 });
        let room = TILE.0 - 30;
        let middle = x + TILE.0 / 2;
        let class = if tile.tone == Tone::Hatched { "halo" } else { "" };
        picture.text(class, (middle, y + 175), Anchor::Middle, &fitted(tile.name, room, TEXT));
        picture.text(class, (middle, y + 330), Anchor::Middle, &fitted(&tile.label, room, TEXT));
    }
}

fn description(language: Language) -> String {
    match language {
        Language::Zh => {
            "每块是一个地区，同一上级的放在一起；颜色深浅与块里的字说的是同一件事，斜线表示没有。数字见表。"
        }
        Language::En => {
            "A tile a region, those of one superior together; the colour says the same as the words in the tile, \
             hatched means there is nothing to show. The numbers are in the table."
        }
    }
    .to_owned()
}
