//! Which column of a sheet is which: the hidden keys, and the headings that people see.

use super::matching::{Found, Item, Line, matched};
use super::notes::Notes;
use super::view::{View, folded, shown, text};
use crate::diagnostic::catalogue::sheet as messages;
use crate::diagnostic::{Diagnostic, Remark};
use crate::submission::grid::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// The columns of a sheet.
#[derive(Debug)]
pub struct Header {
    /// The row below which everything is filled in: that of the keys, where they are there.
    pub above: u32,
    /// The row with the headings.
    pub headings: Option<u32>,
    /// The column of every item.
    pub columns: Vec<Option<u32>>,
    /// The columns of which it was said what they are, or that nobody can say it.
    pub known: BTreeSet<u32>,
    /// The items whose column is there, though nobody can say which it is.
    pub unclear: bool,
}

impl Header {
    /// The header of a sheet with these columns; `None` where neither keys nor headings are there.
    pub fn of(view: View<'_>, items: &[Item], notes: &mut Notes) -> Option<Self> {
        let keys = key_row(view, items);
        let headings = heading_row(view, items, keys);
        let above = keys.or(headings)?;
        let lines = lines(view, keys, headings);
        let mut columns: Vec<Vec<u32>> = items.iter().map(|_| Vec::new()).collect();
        let (mut known, mut unclear) = (BTreeSet::new(), false);
        for (line, found) in lines.iter().zip(matched(items, &lines)) {
            let heading = headings.and_then(|row| view.filled(row, line.at));
            let place = heading.map_or(view.sheet.span, |cell| cell.span);
            let about = |entry, text: &str| Diagnostic::new(entry).with("text", text).at(place);
            let shown = heading.map(shown).unwrap_or_default();
            match found {
                Found::Titled(_) => notes.gather(view.index, 0, about(&messages::BY_TITLE, &shown)),
                Found::Moved(_) => notes.gather(view.index, 0, about(&messages::MOVED, &shown)),
                Found::Retitled(item) => {
                    let usual = items.get(item).map_or("", |item| item.title.as_str());
                    notes.say(about(&messages::RETITLED, &shown).with("usual", usual));
                }
                Found::Unclear => {
                    notes.say(about(&messages::TITLE_UNCLEAR, &shown));
                    unclear = true;
                }
                Found::Unknown if line.key.is_some() && !shown.is_empty() => {
                    notes.extra(format!("{}·{shown}", view.sheet.name));
                }
                Found::Item(_) | Found::Unknown => {}
            }
            if found != Found::Unknown {
                known.insert(line.at);
            }
            if let Some(column) = found.item().and_then(|item| columns.get_mut(item)) {
                column.push(line.at);
            }
        }
        let mut one_each = Vec::with_capacity(columns.len());
        for (item, columns) in items.iter().zip(columns) {
            let filled = |column: u32| {
                let rows = view.rows().filter(|row| *row > above && Some(*row) != headings);
                rows.filter_map(move |row| Some((row, view.filled(row, column)?)))
            };
            let columns = columns.into_iter().map(|column| (column, filled(column))).collect();
            one_each.push(one_of(item, columns, notes, &mut unclear));
        }
        Some(Self { above, headings, columns: one_each, known, unclear })
    }

    /// The column of an item.
    pub fn column(&self, item: usize) -> Option<u32> {
        self.columns.get(item).copied().flatten()
    }

    /// The rows that are filled in: those below the keys but for the headings, wherever these are.
    pub fn rows<'g>(&self, view: View<'g>) -> impl Iterator<Item = u32> + use<'g> {
        let (above, headings) = (self.above, self.headings);
        view.rows().filter(move |row| *row > above && Some(*row) != headings)
    }

    /// Whether a row repeats the headings or the keys.
    pub fn is_repeated(&self, view: View<'_>, items: &[Item], row: u32) -> bool {
        let cells = items.iter().zip(&self.columns).filter_map(|(item, column)| {
            let text = folded(&text(view.filled(row, (*column)?)?)?);
            Some(item.texts.contains(&text) || folded(&item.key) == text)
        });
        let (same, all) = cells.fold((0, 0), |(same, all), is| (same + usize::from(is), all + 1));
        same > 0 && (same == all || same >= 2 && same * 2 > all)
    }
}

fn key_row(view: View<'_>, items: &[Item]) -> Option<u32> {
    let keys: BTreeSet<&str> = items.iter().map(|item| item.key.as_str()).collect();
    view.rows().find(|row| {
        let (known, all) = counted(view, *row, |text| keys.contains(text.as_str()));
        known == all && known > 0 || known >= 2 && known * 2 >= all
    })
}

/// The row that is most like the headings.
fn heading_row(view: View<'_>, items: &[Item], keys: Option<u32>) -> Option<u32> {
    let texts: BTreeSet<&str> = items.iter().flat_map(|item| &item.texts).map(String::as_str).collect();
    let below = view.rows().filter(|row| keys.is_none_or(|keys| *row > keys));
    let likely = below.filter_map(|row| {
        let (known, all) = counted(view, row, |text| texts.contains(folded(text).as_str()));
        (known > 0 && known * 2 >= all).then_some((known, row))
    });
    likely.max_by_key(|(known, row)| (*known, u32::MAX - row)).map(|(_, row)| row)
}

/// How many cells of a row are so, of how many that say something.
fn counted(view: View<'_>, row: u32, is: impl Fn(&String) -> bool) -> (usize, usize) {
    let texts = view.row(row).map(|(_, cell)| text(cell));
    texts.fold((0, 0), |(known, all), text| (known + usize::from(text.as_ref().is_some_and(&is)), all + 1))
}

fn lines(view: View<'_>, keys: Option<u32>, headings: Option<u32>) -> Vec<Line> {
    let mut lines: BTreeMap<u32, Line> = BTreeMap::new();
    for (column, cell) in keys.into_iter().flat_map(|row| view.row(row)) {
        lines.insert(column, Line { at: column, key: text(cell), text: None });
    }
    for (column, cell) in headings.into_iter().flat_map(|row| view.row(row)) {
        let line = lines.entry(column).or_insert(Line { at: column, key: None, text: None });
        line.text = text(cell).map(|text| folded(&text));
    }
    lines.into_values().collect()
}

/// Of several rows or columns that are all the same item, the one that counts: the only one with something in it. Where several
/// hold different things, none does.
pub fn one_of<'g, P: Copy + PartialEq>(
    item: &Item,
    places: Vec<(u32, impl Iterator<Item = (P, &'g Cell)>)>,
    notes: &mut Notes,
    unclear: &mut bool,
) -> Option<u32> {
    let first = places.first().map(|(at, _)| *at);
    if places.len() < 2 {
        return first;
    }
    let held: Vec<(u32, Vec<(P, &Cell)>)> = places.into_iter().map(|(at, cells)| (at, cells.collect())).collect();
    let mut filled = held.iter().filter(|(_, cells)| !cells.is_empty());
    let Some((one, cells)) = filled.next() else { return first };
    let same =
        |(at, cell): &(P, &Cell), (other_at, other): &(P, &Cell)| at == other_at && cell.content == other.content;
    let differs = |others: &[(P, &Cell)]| {
        others.len() != cells.len() || !cells.iter().zip(others).all(|(cell, other)| same(cell, other))
    };
    let Some((_, others)) = filled.find(|(_, others)| differs(others)) else { return Some(*one) };
    if let (Some((_, one)), Some((_, other))) = (cells.first(), others.first()) {
        let twice = Diagnostic::new(&messages::SLOT_TWICE).with("text", &item.title);
        notes.say(twice.at(other.span).remark(one.span, Remark::AlsoHere));
    }
    *unclear = true;
    None
}
