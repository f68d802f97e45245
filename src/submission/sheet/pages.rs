//! Which sheet of a workbook is which sheet of the form: by the hidden marks, by the name of the tab, by what stands on it.

use super::identity::{Identity, Marks};
use super::matching::Item;
use super::notes::Notes;
use super::view::{View, folded, text};
use super::wanted::Wanted;
use crate::diagnostic::catalogue::sheet as messages;
use crate::diagnostic::{Diagnostic, Remark};
use crate::form::geometry::LISTS;
use crate::submission::grid::CellContent;
use std::collections::BTreeSet;

/// What became of a sheet of the form.
#[derive(Debug, Clone, Copy)]
pub enum Standing<'g> {
    /// It is this one.
    Found(View<'g>),
    /// It is not there.
    Missing,
    /// It is there in versions that contradict each other, or that of another standard is.
    Unclear,
}

/// The sheets of a workbook while they are being told apart.
#[derive(Debug)]
pub struct Pages<'g> {
    views: Vec<View<'g>>,
    marks: Vec<Option<Marks>>,
    identity: Option<Identity>,
    /// Sheets that are spoken for.
    taken: BTreeSet<usize>,
    /// The names of sheets that come from the form of another standard.
    foreign: BTreeSet<String>,
}

/// What tells which sheet it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Marks,
    Name,
    Content,
}

/// What a sheet says it is.
#[derive(Debug, Clone, Copy)]
enum Claim {
    /// A sheet that is wanted.
    Wanted(usize, By),
    /// One that is not.
    Other,
    /// It says nothing.
    None,
}

impl<'g> Pages<'g> {
    /// The sheets, with what was found of their marks.
    pub fn new(views: Vec<View<'g>>, marks: Vec<Option<Marks>>, identity: Option<Identity>) -> Self {
        Self { views, marks, identity, taken: BTreeSet::new(), foreign: BTreeSet::new() }
    }

    /// Whether any sheet looks like one of a form: by its marks, or by a name that one of a form has.
    pub fn are_of_a_form(&self, names: &[String]) -> bool {
        let named = |view: &View<'_>| names.iter().any(|name| folded(name) == folded(&view.sheet.name));
        self.marks.iter().any(Option::is_some) || self.views.iter().any(named)
    }

    /// Sets sheets aside that come from the form of another standard, and the lists of options.
    pub fn set_aside(&mut self, notes: &mut Notes) {
        for view in &self.views {
            let own = self.marks.get(view.index).and_then(Option::as_ref).and_then(Marks::identity);
            let foreign = own.filter(|own| self.identity.as_ref().is_some_and(|form| form.standard != own.standard));
            if let Some(own) = &foreign {
                self.foreign.insert(folded(&view.sheet.name));
                notes.say(
                    Diagnostic::new(&messages::SHEET_FOREIGN)
                        .with("name", &view.sheet.name)
                        .with("standard", &own.standard)
                        .at(view.sheet.span),
                );
            }
            if foreign.is_some() || view.sheet.name == LISTS {
                self.taken.insert(view.index);
            }
        }
    }

    /// What became of each sheet that is wanted.
    pub fn find(&mut self, wanted: &[Wanted], notes: &mut Notes) -> Vec<Standing<'g>> {
        let mut claims: Vec<Vec<(View<'g>, By)>> = wanted.iter().map(|_| Vec::new()).collect();
        let mut left = Vec::new();
        for view in self.views.iter().filter(|view| !self.taken.contains(&view.index)) {
            match self.claim(*view, wanted) {
                Claim::Wanted(index, by) => {
                    if let Some(claim) = claims.get_mut(index) {
                        claim.push((*view, by));
                    }
                }
                Claim::Other => {}
                Claim::None => left.push(*view),
            }
        }
        for (index, view) in alike(wanted, &claims, &left) {
            if let Some(claim) = claims.get_mut(index) {
                claim.push((view, By::Content));
            }
        }
        let mut standings = Vec::with_capacity(wanted.len());
        for (wanted, claims) in wanted.iter().zip(claims) {
            self.taken.extend(claims.iter().map(|(view, _)| view.index));
            standings.push(match settle(wanted, &claims, notes) {
                // That it is not this standard's was said.
                Standing::Missing if self.foreign.contains(&folded(&wanted.name)) => Standing::Unclear,
                standing => standing,
            });
        }
        standings
    }

    /// Says which sheets nobody looks for.
    pub fn say_extra(&self, notes: &mut Notes) {
        for view in self.views.iter().filter(|view| !self.taken.contains(&view.index)) {
            if self.marks.get(view.index).is_some_and(Option::is_some) {
                notes.extra(view.sheet.name.clone());
            }
            if !view.sheet.rows.is_empty() {
                let extra = Diagnostic::new(&messages::SHEET_EXTRA).with("name", &view.sheet.name);
                notes.say(extra.at(view.sheet.span));
            }
        }
    }

    /// The wanted sheet that a sheet says it is.
    fn claim(&self, view: View<'g>, wanted: &[Wanted]) -> Claim {
        let names = [folded(&view.sheet.name), folded(original(&view.sheet.name))];
        let named = wanted.iter().position(|wanted| names.contains(&folded(&wanted.name)));
        let by_name = named.map(|index| Claim::Wanted(index, By::Name));
        let marks = self.marks.get(view.index).and_then(Option::as_ref);
        let Some(path) = marks.and_then(|marks| self.path(marks)) else {
            return by_name.unwrap_or(Claim::None);
        };
        let index = wanted.iter().position(|wanted| wanted.path == path);
        match (index, by_name) {
            // The path may have been deleted with its column.
            (_, Some(Claim::Wanted(named, _))) if path.is_empty() && index != Some(named) => {
                Claim::Wanted(named, By::Name)
            }
            (Some(index), _) => Claim::Wanted(index, By::Marks),
            (None, _) if path.is_empty() => Claim::None,
            (None, _) => Claim::Other,
        }
    }

    fn path<'m>(&self, marks: &'m Marks) -> Option<&'m str> {
        marks.path(self.identity.as_ref()?)
    }
}

/// The name of the tab that was copied: programs put a number behind it, `大厅 (2)` or `大厅_2`.
fn original(name: &str) -> &str {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let bracketed = name.strip_suffix(')').and_then(|start| start.rsplit_once('('));
    match bracketed.or_else(|| name.rsplit_once('_')) {
        Some((start, number)) if digits(number) => start.trim_end(),
        _ => name,
    }
}

/// Sheets that say nothing of themselves, where what stands on them is like one wanted sheet and no other.
fn alike<'g>(wanted: &[Wanted], claims: &[Vec<(View<'g>, By)>], left: &[View<'g>]) -> Vec<(usize, View<'g>)> {
    let open: Vec<usize> =
        claims.iter().enumerate().filter(|(_, claim)| claim.is_empty()).map(|(index, _)| index).collect();
    let mut found = Vec::new();
    for view in left {
        let cells = view.sheet.rows.values().flat_map(|row| row.values());
        let texts: BTreeSet<String> = cells.filter_map(text).map(|text| folded(&text)).collect();
        let share = |index: &usize| {
            let items = wanted.get(*index).map(|wanted| wanted.items.as_slice()).unwrap_or_default();
            let has =
                |item: &&Item| texts.contains(&folded(&item.key)) || item.texts.iter().any(|text| texts.contains(text));
            (items.iter().filter(has).count(), items.len())
        };
        let mut likely: Vec<(usize, usize, usize)> = open
            .iter()
            .map(|index| (share(index), *index))
            .filter(|((has, of), _)| *has >= 2 && has * 2 > *of)
            .map(|((has, of), index)| (has, of, index))
            .collect();
        likely.sort_by_key(|(has, of, index)| (usize::MAX - has, *of, *index));
        let is_one = match likely.as_slice() {
            [_] => true,
            [(has, of, _), (second, second_of, _), ..] => has > second && has * second_of > second * of,
            [] => false,
        };
        if let Some((_, _, index)) = likely.first().filter(|_| is_one) {
            found.push((*index, *view));
        }
    }
    found
}

/// Which of several sheets counts: one that holds all that the others hold.
fn settle<'g>(wanted: &Wanted, claims: &[(View<'g>, By)], notes: &mut Notes) -> Standing<'g> {
    let fullest = claims.iter().find(|(view, _)| claims.iter().all(|(other, _)| holds(*view, *other)));
    let Some((view, by)) = fullest else {
        let Some((first, _)) = claims.first() else { return Standing::Missing };
        for (view, _) in claims.iter().skip(1) {
            notes.say(
                Diagnostic::new(&messages::SHEET_TWICE)
                    .with("name", &view.sheet.name)
                    .with("first", &first.sheet.name)
                    .at(view.sheet.span)
                    .remark(first.sheet.span, Remark::AlsoHere),
            );
        }
        return Standing::Unclear;
    };
    for (copy, _) in claims.iter().filter(|(copy, _)| copy.index != view.index) {
        notes.say(
            Diagnostic::new(&messages::SHEET_COPY)
                .with("name", &copy.sheet.name)
                .with("first", &view.sheet.name)
                .at(copy.sheet.span),
        );
    }
    let about = |entry| Diagnostic::new(entry).with("name", &view.sheet.name).with("sheet", &wanted.name);
    match by {
        By::Name => notes.gather(usize::MAX, 0, about(&messages::SHEET_BY_NAME).at(view.sheet.span)),
        By::Content => notes.say(about(&messages::SHEET_BY_CONTENT).at(view.sheet.span)),
        By::Marks if view.sheet.name != wanted.name && claims.len() == 1 => {
            notes.say(about(&messages::SHEET_RENAMED).at(view.sheet.span));
        }
        By::Marks => {}
    }
    Standing::Found(*view)
}

/// Whether every cell of the other sheet stands on this one, too.
fn holds(view: View<'_>, other: View<'_>) -> bool {
    let content = |view: View<'_>, row, column| -> Option<CellContent> {
        view.filled(row, column).map(|cell| cell.content.clone())
    };
    view.index == other.index
        || other
            .rows()
            .all(|row| other.row(row).all(|(column, cell)| content(view, row, column).as_ref() == Some(&cell.content)))
}

#[cfg(test)]
mod tests {
    use super::original;

    #[test]
    fn copies_are_known_by_their_number() {
        assert_eq!((original("大厅 (2)"), original("大厅(12)"), original("大厅_2")), ("大厅", "大厅", "大厅"));
        assert_eq!(
            (original("大厅"), original("大厅 (备)"), original("大厅_"), original("(2)")),
            ("大厅", "大厅 (备)", "大厅_", "")
        );
    }
}
