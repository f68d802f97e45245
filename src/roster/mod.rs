//! Names on the roster signs of a wall: a list that stays on this machine is laid over the signs of a standard.
//!
//! A standard names posts; who holds them is nobody's business but the office's that hangs the sign. So names come from a local list,
//! land on the drawings of these signs and nowhere else, and no message quotes what stands in the list.

mod list;
mod overlay;

pub use list::{List, read};

use crate::diagnostic::catalogue::{output, tool as messages};
use crate::diagnostic::{Diagnostic, Span, has_errors};
use crate::emit::{Outputs, sign};
use crate::standard::Standard;
use crate::standard::names::suggested;
use crate::standard::sign::{Sign, SlotContent};
use overlay::Overlaid;
use std::collections::BTreeSet;

/// A file in the folder that keeps version control from taking the others up.
const IGNORED: (&str, &str) = (".gitignore", "*\n");

/// The roster signs of a standard: those whose style shows rows in which a post has an empty cell behind it.
pub fn signs(standard: &Standard) -> impl Iterator<Item = &Sign> {
    standard.signs.iter().filter(|sign| posts(standard, sign).next().is_some())
}

/// The rows of a sign in which a name has a place: the index of the row, its post, and the index of the empty cell.
fn posts<'s>(standard: &'s Standard, sign: &'s Sign) -> impl Iterator<Item = (usize, &'s str, usize)> {
    let style = standard.sign_styles.iter().find(|style| style.id == sign.style.value);
    let is_shown = move |slot: &str| {
        let slot = style.and_then(|style| style.slot(slot));
        slot.is_some_and(|slot| matches!(slot.content, SlotContent::Rows { .. }))
    };
    sign.rows.iter().enumerate().filter(move |(_, (slot, _))| is_shown(&slot.value)).filter_map(
        |(index, (_, cells))| {
            let (post, rest) = cells.split_first()?;
            let empty = rest.iter().position(|cell| cell.trim().is_empty())?;
            (!post.trim().is_empty()).then(|| (index, post.trim(), empty + 1))
        },
    )
}

/// The words that may be shown of a list: ids of roster signs and names of posts.
#[must_use]
pub fn known_words(standard: &Standard) -> BTreeSet<&str> {
    let of = |sign| posts(standard, sign).map(|(_, post, _)| post);
    signs(standard).flat_map(|sign| std::iter::once(sign.id.value.as_str()).chain(of(sign))).collect()
}

/// The signs with the names of the list on them, as files. With `only`, these signs and no others, without names where the list
/// has none for them; else all signs that the list names.
pub fn draw(standard: &Standard, list: &List, only: &[String], diagnostics: &mut Vec<Diagnostic>) -> Outputs {
    let known: Vec<&str> = signs(standard).map(|sign| sign.id.value.as_str()).collect();
    let nearest = |wanted: &str| suggested(wanted, known.iter().copied());
    for wanted in only.iter().filter(|wanted| !known.contains(&wanted.as_str())) {
        diagnostics
            .push(Diagnostic::new(&messages::ROSTER_NO_SIGN).with("sign", wanted).with("known", nearest(wanted)));
    }
    for line in list.lines().iter().filter(|line| !known.contains(&line.sign.value.as_str())) {
        // What stands there is not told: columns may have changed places.
        let diagnostic = Diagnostic::new(&messages::ROSTER_UNKNOWN_SIGN).with("known", nearest(&line.sign.value));
        diagnostics.push(diagnostic.at(line.sign.span));
    }
    let is_wanted = |sign: &&Sign| {
        let id = &sign.id.value;
        if only.is_empty() { list.lines().iter().any(|line| line.sign.value == *id) } else { only.contains(id) }
    };
    let overlaid: Vec<Overlaid> = signs(standard)
        .filter(is_wanted)
        .map(|sign| Overlaid::of(sign, posts(standard, sign).collect(), list, diagnostics))
        .collect();
    let mut drawn = Vec::new();
    for one in &overlaid {
        let mut found = Vec::new();
        drawn.extend(sign::draw(standard, [&one.sign], &mut found));
        diagnostics.extend(found.into_iter().filter(Diagnostic::is_error).map(|found| told(standard, one, found)));
    }
    if has_errors(diagnostics) {
        return Outputs::new();
    }
    let page = sign::page(standard, &drawn);
    let signs = drawn.into_iter().map(|entry| (format!("{}.svg", entry.sign.id.value), entry.svg.into_bytes()));
    let beside = [("index.html", page.as_str()), IGNORED];
    signs.chain(beside.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))).collect()
}

/// A message of the drawing, without the names that it would quote.
fn told(standard: &Standard, overlaid: &Overlaid, found: Diagnostic) -> Diagnostic {
    let place = found.place.unwrap_or(overlaid.sign.span);
    if found.entry == &output::SIGN_TEXT_WIDE {
        let mut told = Diagnostic::new(&output::ROSTER_TEXT_WIDE).with("sign", &overlaid.sign.id.value).at(place);
        told.arguments.extend(found.arguments.into_iter().filter(|(name, _)| *name != "text"));
        return told;
    }
    if found.entry == &output::SIGN_TOO_HIGH
        && let Some(last) = overlaid.last
    {
        return too_many(standard, overlaid, last);
    }
    found
}

fn too_many(standard: &Standard, overlaid: &Overlaid, place: Span) -> Diagnostic {
    let rows = overlaid.sign.rows.len();
    let fits = |count: usize| {
        let mut sign = overlaid.sign.clone();
        sign.rows.truncate(count);
        let mut found = Vec::new();
        sign::draw(standard, [&sign], &mut found);
        !found.iter().any(|found| found.entry == &output::SIGN_TOO_HIGH)
    };
    // Halving: the fewer rows, the less high.
    let (mut fitting, mut failing) = (0, rows);
    while failing - fitting > 1 {
        let middle = usize::midpoint(fitting, failing);
        if fits(middle) { fitting = middle } else { failing = middle }
    }
    Diagnostic::new(&output::ROSTER_TOO_MANY)
        .with("sign", &overlaid.sign.id.value)
        .with("rows", rows)
        .with("fit", fitting)
        .at(place)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]
mod tests;
