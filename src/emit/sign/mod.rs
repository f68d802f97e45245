//! Signs as SVG in millimetres: one file a sign, and a contact sheet of all.

mod advance;
mod colour;
mod contact_sheet;
mod layout;
mod length;
mod style;
mod svg;

use super::files::Files;
use crate::diagnostic::{Diagnostic, Language};
use crate::standard::Standard;
use crate::standard::sign::{Sign, SignStyle};
use contact_sheet::Entry;
use style::Plate;

/// Draws every sign. A sign with an error is left out.
pub fn emit(standard: &Standard, files: &mut Files, diagnostics: &mut Vec<Diagnostic>) {
    if standard.signs.is_empty() && standard.sign_styles.is_empty() {
        return;
    }
    let styles: Vec<(&SignStyle, Option<Plate>)> =
        standard.sign_styles.iter().map(|style| (style, Plate::read(style, diagnostics))).collect();
    let mut sheet = Vec::new();
    for sign in &standard.signs {
        let Some((style, Some(plate))) = styles.iter().find(|(style, _)| style.id == sign.style.value) else { continue };
        let Some(drawing) = layout::lay_out(plate, &style.id, sign, diagnostics) else { continue };
        let svg = svg::write(&drawing, &title(sign, style), &provenance(standard, sign, style));
        files.add_declared("signs", &sign.id.value, "svg", sign.id.span, svg.clone(), diagnostics);
        sheet.push(Entry { sign, style, width: drawing.width, height: drawing.height, svg });
    }
    files.add("signs/index.html", contact_sheet::write(standard, &sheet));
}

/// The id and what is written on the sign.
fn title(sign: &Sign, style: &SignStyle) -> String {
    let lines = style.slots.iter().filter_map(|slot| {
        let is_line = matches!(slot.content, crate::standard::sign::SlotContent::Line { .. });
        let text = sign.texts.iter().find(|(name, _)| is_line && name.value == slot.name.value);
        text.map(|(_, text)| text.value.trim()).filter(|text| !text.is_empty())
    });
    std::iter::once(sign.id.value.as_str()).chain(lines).collect::<Vec<_>>().join(" · ")
}

/// Where the sign comes from: package, edition, style, clauses.
fn provenance(standard: &Standard, sign: &Sign, style: &SignStyle) -> String {
    let manifest = &standard.manifest;
    let clauses: Vec<&str> = clauses(sign, style).collect();
    format!(
        "{} {} · {} · {}",
        manifest.id,
        manifest.version,
        style.title.text(Language::Zh),
        if clauses.is_empty() { "—".to_owned() } else { clauses.join(" ") }
    )
}

/// The clauses that a sign serves, its style's included.
fn clauses<'s>(sign: &'s Sign, style: &'s SignStyle) -> impl Iterator<Item = &'s str> {
    let own = sign.clauses.iter().map(|clause| clause.value.as_str());
    let styles = style.clauses.iter().map(|clause| clause.value.as_str());
    let new = styles.filter(|id| sign.clauses.iter().all(|clause| clause.value != *id));
    own.chain(new)
}
