//! The digest of a form: the same where what is asked for is the same, whatever the wording.

use super::{Arrangement, Form, Sheet, Slot, SlotContent, geometry, words};
use crate::base::number::Number;
use crate::base::text::hexadecimal;
use crate::standard::record::Field;
use sha2::{Digest, Sha256};

impl Form<'_> {
    /// SHA-256, in hexadecimal, of what the form asks for: its sheets, slots, types, units, bounds, options and given rows.
    /// Titles, help and the edition are left out: a form whose wording changed takes the same answers.
    #[must_use]
    pub fn digest(&self) -> String {
        hexadecimal(&Sha256::digest(self.canonical().as_bytes()))
    }

    /// One line a sheet, a key, a slot; parts of a line are quoted, so that no name can look like another line.
    fn canonical(&self) -> String {
        let mut text = line(&[geometry::MARK, &self.standard.manifest.id, self.level]);
        for sheet in &self.sheets {
            text.push_str(&self.sheet_text(sheet));
        }
        text
    }

    fn sheet_text(&self, sheet: &Sheet<'_>) -> String {
        let mut text = String::new();
        match &sheet.arrangement {
            Arrangement::Card => text.push_str(&line(&["card", &sheet.path])),
            Arrangement::Table { owners, key, given } => {
                text.push_str(&line(&["table", &sheet.path, key]));
                for owner in owners {
                    text.push_str(&line(&["owner", &owner.path, owner.key]));
                }
                for row in given {
                    text.push_str(&line(&["given", row.key]));
                }
            }
        }
        for slot in &sheet.slots {
            text.push_str(&self.slot_text(slot));
        }
        text
    }

    fn slot_text(&self, slot: &Slot<'_>) -> String {
        let SlotContent::Field(field) = slot.content else { return line(&["completeness", &slot.path]) };
        let Field { kind, unit, min, max, many, .. } = field;
        let unit = unit.as_ref().map_or("", |unit| unit.value.as_str());
        let bound = |bound: &Option<Number>| bound.as_ref().map_or_else(String::new, Number::to_string);
        let many_word = if *many { "many" } else { "one" };
        let mut text = line(&["slot", &slot.path, &kind.value, unit, &bound(min), &bound(max), many_word]);
        if let Some(choice) = self.standard.choice(&kind.value) {
            for (id, word) in words::options(choice, *many) {
                text.push_str(&line(&["option", id, word]));
            }
        }
        text
    }
}

fn line(parts: &[&str]) -> String {
    let quoted: Vec<String> = parts.iter().map(|part| format!("{part:?}")).collect();
    quoted.join(" ") + "\n"
}
