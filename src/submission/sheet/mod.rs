//! A form that came back filled in → a submission, every value with its sheet and cell.
//!
//! People rename, sort, insert, merge, copy and delete. What can only mean one thing is read, with a note where the form was
//! changed; everything else is reported at its cell and stays unknown. Nothing is guessed. How values are written is not looked at
//! here: they are handed on as they stand, for the fields to read.
//!
//! | file | gives |
//! | --- | --- |
//! | `view` | a sheet as people see it |
//! | `identity` | whose form the workbook is |
//! | `wanted`, `pages` | which sheet is which of the form |
//! | `matching`, `header` | which row or column is which slot |
//! | `card`, `cover` | what stands on a card, and on the cover |
//! | `row`, `element`, `table` | what a row of a table is, the element in it, and all of them |
//! | `value`, `completeness` | what a cell holds, and what a list says of itself |
//! | `lists`, `assembly` | all of it as one value |
//! | `notes` | what was found on the way |

mod assembly;
mod card;
mod completeness;
mod cover;
mod element;
mod header;
mod identity;
mod lists;
mod matching;
mod notes;
mod pages;
mod row;
mod table;
mod value;
mod view;
mod wanted;

use super::format::Input;
use super::grid::Grid;
use super::{Submission, workbook};
use crate::diagnostic::catalogue::sheet as messages;
use crate::diagnostic::{Diagnostic, Language, Span};
use crate::form::{Arrangement, Form, Forms};
use crate::standard::Standard;
use crate::standard::registry::Region;
use assembly::Assembly;
use cover::Cover;
use identity::{Identity, Marks};
use notes::Notes;
use pages::{Pages, Standing};
use std::collections::BTreeMap;
use view::View;
use wanted::Wanted;

/// Reads a workbook that is a filled-in form; `None` where it is none, or does not say whose it is (and reported).
pub fn read(input: &mut Input<'_, '_>) -> Option<Submission> {
    let shown = input.files.shown(input.path);
    let book = workbook::read(&shown, input.bytes, input.sources, input.diagnostics)?;
    let place = Span::new(book.source, 0, 0);
    let filled = Filled { path: input.path, grid: &book.grid, properties: &book.properties, place };
    filled_in(&filled, input.forms, input.diagnostics)
}

/// A workbook, before anybody knows what it is.
#[derive(Debug, Clone, Copy)]
pub struct Filled<'g> {
    /// The name of its file.
    pub path: &'g str,
    /// Its sheets.
    pub grid: &'g Grid,
    /// The custom properties of the document.
    pub properties: &'g BTreeMap<String, String>,
    /// Where the workbook as a whole is named.
    pub place: Span,
}

/// The submission of a filled-in form; `None` where it is none, or does not say whose it is (and reported).
pub fn filled_in(filled: &Filled<'_>, forms: &mut Forms<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Submission> {
    let mut notes = Notes::default();
    let views: Vec<View<'_>> =
        filled.grid.sheets.iter().enumerate().map(|(index, sheet)| View { sheet, index }).collect();
    let marks: Vec<Option<Marks>> = views.iter().map(|view| Marks::of(*view)).collect();
    let identity = identity::identity(filled.properties, &marks);
    let standard = forms.standard;
    let (submission, other) = match &identity {
        Some((identity, span)) if identity.standard != standard.manifest.id => {
            let about = Diagnostic::new(&messages::OTHER_STANDARD).with("standard", &identity.standard);
            notes.say(about.with("own", &standard.manifest.id).at(span.unwrap_or(filled.place)));
            (None, None)
        }
        _ => {
            let identity = identity.map(|(identity, _)| identity);
            let pages = Pages::new(views, marks, identity.clone());
            let reader = Reader { filled, standard, identity };
            reader.submission(pages, forms, &mut notes)
        }
    };
    diagnostics.extend(notes.finish(other));
    submission
}

struct Reader<'g, 's> {
    filled: &'g Filled<'g>,
    standard: &'s Standard,
    identity: Option<Identity>,
}

impl<'s> Reader<'_, 's> {
    /// The submission, and the place where to say that the workbook is another form than the standard's.
    fn submission(
        &self,
        mut pages: Pages<'_>,
        forms: &mut Forms<'s>,
        notes: &mut Notes,
    ) -> (Option<Submission>, Option<Span>) {
        pages.set_aside(notes);
        let cover = self.cover(&mut pages, notes);
        let Some(level) = self.level(cover.as_ref(), &pages, notes) else { return (None, None) };
        let (form, digest) = forms.of(level);
        let other = self.identity.as_ref().filter(|identity| identity.digest != digest).map(|_| self.filled.place);
        let wanted: Vec<Wanted> = form.sheets.iter().map(|sheet| Wanted::of(self.standard, sheet)).collect();
        let standings = pages.find(&wanted, notes);
        pages.say_extra(notes);
        let data = self.data(form, &wanted, &standings, notes);
        let submission = cover.and_then(|cover| {
            let (region, span) = cover.region?;
            Some(Submission {
                region: region.code.clone(),
                handwritten: false,
                period: cover.period,
                edition: self.identity.as_ref().map(|identity| identity.edition.clone()),
                basis: cover.basis,
                status: cover.status,
                submitted_on: cover.submitted_on,
                via: None,
                data,
                span,
            })
        });
        (submission, other)
    }

    /// What stands on the cover; `None` where there is none.
    fn cover(&self, pages: &mut Pages<'_>, notes: &mut Notes) -> Option<Cover<'s>> {
        let wanted = Wanted::cover();
        let standing = pages.find(std::slice::from_ref(&wanted), notes).pop()?;
        let view = match standing {
            Standing::Found(view) => view,
            Standing::Missing => return None,
            Standing::Unclear => return Some(Cover::default()),
        };
        let Some(entries) = card::read(view, &wanted, notes) else { return Some(Cover::default()) };
        let cover = Cover::of(&entries, view.sheet.span, self.standard, notes);
        if let Some((region, _)) = cover.region {
            let named = cover::named_by_file(&self.standard.registry, self.filled.path);
            if !named.is_empty() && !named.contains(region.code.as_str()) {
                let codes: Vec<&str> = named.into_iter().collect();
                let about = Diagnostic::new(&messages::FILE_OF_ANOTHER).with("code", &region.code);
                notes.say(
                    about.with("named", codes.join("、")).at(cover.region.map_or(self.filled.place, |(_, span)| span)),
                );
            }
        }
        Some(cover)
    }

    /// The level whose form it is: the marks say it, or the region on the cover.
    fn level(&self, cover: Option<&Cover<'s>>, pages: &Pages<'_>, notes: &mut Notes) -> Option<&'s str> {
        let levels = self.standard.registry.values("level");
        let marked =
            self.identity.as_ref().and_then(|identity| levels.iter().copied().find(|level| *level == identity.level));
        let region = cover.and_then(|cover| cover.region);
        match (marked, region) {
            (Some(level), Some((region, span))) => {
                if region.level != level {
                    self.say_level(level, region, span, notes);
                }
                Some(level)
            }
            (Some(level), None) => {
                if cover.is_none() {
                    notes.say(Diagnostic::new(&messages::NO_COVER).at(self.filled.place));
                }
                Some(level)
            }
            (None, Some((region, _))) => Some(&region.level),
            (None, None) => {
                // A cover without a region was reported.
                if cover.is_none() {
                    let forms = Form::all(self.standard);
                    let names: Vec<String> =
                        forms.iter().flat_map(|form| &form.sheets).map(|sheet| sheet.name.clone()).collect();
                    let is_form = pages.are_of_a_form(&names);
                    let entry = if is_form { &messages::NO_COVER } else { &messages::NO_FORM };
                    notes.say(Diagnostic::new(entry).at(self.filled.place));
                }
                None
            }
        }
    }

    fn say_level(&self, level: &str, region: &Region, span: Span, notes: &mut Notes) {
        let title = |level| self.standard.manifest.level(level, Language::Zh);
        notes.say(
            Diagnostic::new(&messages::OTHER_LEVEL)
                .with("level", title(level))
                .with("region", &region.name)
                .with("own", title(&region.level))
                .at(span),
        );
    }

    fn data(&self, form: &Form<'_>, wanted: &[Wanted], standings: &[Standing<'_>], notes: &mut Notes) -> super::Datum {
        let mut assembly = Assembly::default();
        let mut missing = Vec::new();
        for ((sheet, wanted), standing) in form.sheets.iter().zip(wanted).zip(standings) {
            let view = match standing {
                Standing::Found(view) => Some(*view),
                Standing::Missing => {
                    missing.push(wanted.name.as_str());
                    None
                }
                Standing::Unclear => None,
            };
            let place = view.map_or(self.filled.place, |view| view.sheet.span);
            let is_filled = match sheet.arrangement {
                Arrangement::Card => {
                    let entries = view.and_then(|view| card::read(view, wanted, notes)).unwrap_or_default();
                    let is_filled = entries.iter().flatten().any(|entry| entry.value.is_some());
                    assembly.card(sheet, wanted, entries, notes);
                    is_filled
                }
                Arrangement::Table { .. } => {
                    let table = view.and_then(|view| table::read(view, wanted, sheet, self.standard, notes));
                    let is_filled = table.as_ref().is_some_and(|table| !table.rows.is_empty());
                    assembly.lists.add(sheet, place, table, notes);
                    is_filled
                }
            };
            if let Some(view) = view.filter(|view| view.sheet.hidden && is_filled) {
                let about = Diagnostic::new(&messages::HIDDEN).with("name", &view.sheet.name).at(place);
                notes.gather(view.index, 0, about);
            }
        }
        if !missing.is_empty() {
            let missing = missing.join("、");
            let about = Diagnostic::new(&messages::SHEETS_MISSING).with("missing", &missing).at(self.filled.place);
            notes.lack(missing, about);
        }
        assembly.finish(self.filled.place, notes)
    }
}
