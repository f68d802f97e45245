//! Comments at cells.

use super::container::Container;
use super::relations::{Relations, declare};
use super::splice::{Element, Splice, elements};
use super::{Unreturnable, shapes, sheet};
use crate::base::text::{safe, xml_escape};
use crate::diagnostic::cell_name;
use quick_xml::escape::unescape;
use std::collections::{BTreeMap, BTreeSet};

/// The author of our comments.
const AUTHOR: &str = "规矩 guiju";
/// The most characters of a comment; the list of findings has the rest.
const LONGEST: usize = 2_000;
/// The type of the part with comments.
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
/// A part without comments.
const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors></authors>\
    <commentList></commentList></comments>";

/// Takes out the comments of an earlier run and puts these in, by row and column.
pub fn replace(
    container: &mut Container<'_>,
    part: &str,
    notes: &BTreeMap<(u32, u32), String>,
) -> Result<(), Unreturnable> {
    let mut relations = Relations::of(container, part)?;
    let existing = relations.first("comments").map(str::to_owned);
    if notes.is_empty() && existing.is_none() {
        return Ok(());
    }
    let comments = existing.unwrap_or_else(|| beside(part, "comments", "xml"));
    let text = if container.has(&comments) { container.text(&comments)? } else { EMPTY.to_owned() };
    let merged = merged(&text, notes)?;
    if container.has(&comments) || !notes.is_empty() {
        container.set(&comments, merged.text);
        relations.id(container, "comments", &comments)?;
        declare(container, &comments, KIND)?;
    }
    shapes::replace(container, part, &mut relations, &merged.cells, &merged.drawn)
}

/// A part of our own that belongs to a sheet.
pub fn beside(sheet: &str, kind: &str, extension: &str) -> String {
    let name = sheet.rsplit('/').next().unwrap_or(sheet);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("xl/guiju/{kind}-{stem}.{extension}")
}

/// The comments of a sheet with ours among them.
struct Merged {
    text: String,
    /// The cells at which ours stood before or stand now.
    cells: BTreeSet<(u32, u32)>,
    /// Those of them that need a shape now.
    drawn: BTreeSet<(u32, u32)>,
}

fn merged(text: &str, notes: &BTreeMap<(u32, u32), String>) -> Result<Merged, Unreturnable> {
    let found = elements(text, 5)?;
    let at = |depth: usize, name: &str| {
        let name = name.to_owned();
        found.iter().filter(move |element| element.depth == depth && element.name == name)
    };
    let authors = at(1, "authors").next().ok_or(Unreturnable)?;
    let list = at(1, "commentList").next().ok_or(Unreturnable)?;
    let inner = |element: &Element| text.get(element.inner.clone()).unwrap_or("");
    let known = at(2, "author").position(|author| inner(author) == AUTHOR);
    let mut splice = Splice::default();
    if known.is_none() {
        splice.append(text, authors, &format!("<{0}author>{AUTHOR}</{0}author>", authors.prefix));
    }
    let ours = known.unwrap_or_else(|| at(2, "author").count());
    let mut open = notes.clone();
    let mut cells: BTreeSet<(u32, u32)> = BTreeSet::new();
    for comment in at(2, "comment") {
        let within = |element: &&Element| comment.inner.contains(&element.whole.start);
        let Some(theirs) = at(3, "text").find(within) else { continue };
        let place = comment.attribute("ref").and_then(cell);
        let said = said(text, &found, theirs)?;
        let kept = said.split_once(MARK).map(|(kept, _)| kept.trim_end());
        if kept == Some("") {
            splice.remove(comment.whole.clone());
            cells.extend(place);
            continue;
        }
        // What somebody else wrote there stays, with ours below it.
        let note = place.and_then(|place| open.remove(&place));
        let below = note.map_or_else(String::new, |note| words(&theirs.prefix, &format!("\n{MARK}\n{note}")));
        match kept {
            Some(kept) => splice.replace(theirs.inner.clone(), words(&theirs.prefix, kept) + &below),
            None => splice.append(text, theirs, &below),
        }
    }
    let prefix = &list.prefix;
    let mut added = String::new();
    for ((row, column), note) in &open {
        let (cell, words) = (cell_name(*row, *column), words(prefix, &format!("{MARK}\n{note}")));
        added.push_str(&format!(
            "<{prefix}comment ref=\"{cell}\" authorId=\"{ours}\"><{prefix}text>{words}</{prefix}text></{prefix}comment>"
        ));
    }
    splice.append(text, list, &added);
    cells.extend(open.keys());
    Ok(Merged { text: splice.apply(text), cells, drawn: open.into_keys().collect() })
}

/// The line above what we say, by which it is known again whatever program has saved the workbook since.
const MARK: &str = "—— 规矩 guiju ——";

/// What a comment says; its text may be cut into runs anywhere.
fn said(text: &str, found: &[Element], comment: &Element) -> Result<String, Unreturnable> {
    let mut said = String::new();
    let within = |element: &&Element| element.name == "t" && comment.inner.contains(&element.whole.start);
    for run in found.iter().filter(within) {
        let written = text.get(run.inner.clone()).unwrap_or("");
        said.push_str(&unescape(written).map_err(|_| Unreturnable)?);
    }
    Ok(said)
}

/// A run of text.
fn words(prefix: &str, note: &str) -> String {
    let cut: String = note.chars().take(LONGEST).collect();
    let safe = safe(&cut);
    format!("<{prefix}r><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>", xml_escape(&safe))
}

/// Row and column of a cell's name, without the marks of an absolute reference.
fn cell(name: &str) -> Option<(u32, u32)> {
    let plain = name.replace('$', "");
    let digits = plain.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = plain.split_at_checked(digits)?;
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|value| *value < 26)?;
        column.checked_mul(26)?.checked_add(u32::from(value) + 1)
    })?;
    Some((row.parse().ok()?, column))
}

/// The text of a sheet as it refers to the shapes of its comments.
pub fn refer(container: &mut Container<'_>, part: &str, id: &str) -> Result<(), Unreturnable> {
    let text = container.text(part)?;
    container.set(part, sheet::with_shapes(&text, id)?);
    Ok(())
}
