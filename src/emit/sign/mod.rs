//! Signs as SVG in millimetres: one file a sign, and a contact sheet of all.

mod colour;
mod contact_sheet;
mod layout;
mod length;
mod style;
mod svg;

use super::files::Files;
use crate::diagnostic::{Diagnostic, Language};
use crate::standard::Standard;
use crate::standard::sign::{Sign, SignStyle, SlotContent};
use contact_sheet::Entry;
use style::Plate;

/// Draws every sign. A sign with an error is left out.
pub fn emit(standard: &Standard, files: &mut Files, diagnostics: &mut Vec<Diagnostic>) {
    if standard.signs.is_empty() && standard.sign_styles.is_empty() {
        return;
    }
    let drawn = draw(standard, &standard.signs, diagnostics);
    for Entry { sign, svg, .. } in &drawn {
        files.add_declared("signs", &sign.id.value, "svg", sign.id.span, svg.clone(), diagnostics);
    }
    files.add("signs/index.html", page(standard, &drawn));
}

/// Draws signs in the styles of a standard. A sign with an error is left out.
pub fn draw<'s>(
    standard: &'s Standard,
    signs: impl IntoIterator<Item = &'s Sign>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Entry<'s>> {
    let styles: Vec<(&SignStyle, Option<Plate>)> =
        standard.sign_styles.iter().map(|style| (style, Plate::read(style, diagnostics))).collect();
    let mut drawn = Vec::new();
    for sign in signs {
        let Some((style, Some(plate))) = styles.iter().find(|(style, _)| style.id == sign.style.value) else {
            continue;
        };
        let Some(drawing) = layout::lay_out(plate, &style.id, sign, diagnostics) else { continue };
        let svg = svg::write(&drawing, &title(sign, style), &provenance(standard, sign, style));
        drawn.push(Entry { sign, style, width: drawing.width, height: drawing.height, svg });
    }
    drawn
}

/// The page that shows signs together.
#[must_use]
pub fn page(standard: &Standard, drawn: &[Entry<'_>]) -> String {
    contact_sheet::write(standard, drawn)
}

/// What is written on a sign, line by line; the directions of arrows are no texts.
pub(super) fn lines<'s>(sign: &'s Sign, style: &'s SignStyle) -> impl Iterator<Item = &'s str> {
    style.slots.iter().filter_map(|slot| {
        let is_line = matches!(slot.content, SlotContent::Line { .. });
        let text = sign.texts.iter().find(|(name, _)| is_line && name.value == slot.name.value);
        text.map(|(_, text)| text.value.trim()).filter(|text| !text.is_empty())
    })
}

/// The id and what is written on the sign.
fn title(sign: &Sign, style: &SignStyle) -> String {
    std::iter::once(sign.id.value.as_str()).chain(lines(sign, style)).collect::<Vec<_>>().join(" · ")
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

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may fail by panicking")]
mod tests {
    use crate::emit::fixture::{outputs, text};

    /// A plate of 320 × 160 mm: its margins of 10 mm leave 300 mm for text.
    fn plate(slots: &str, sign: &str) -> (String, Vec<String>) {
        plate_of("320", "160", "#FFFFFF", slots, sign)
    }

    fn plate_of(width: &str, height: &str, colour: &str, slots: &str, sign: &str) -> (String, Vec<String>) {
        let (files, found) = outputs(
            &format!(
                "sign-style \"plate\" \"牌\" width={width} height={height} background=\"#12355B\" colour=\"{colour}\" {{ {slots} }}\n\
                 sign \"s\" style=\"plate\" {{ {sign}; clause \"law-1\" }}"
            ),
            &[],
        );
        let svg = if files.contains_key("signs/s.svg") { text(&files, "signs/s.svg") } else { String::new() };
        (svg, found)
    }

    #[test]
    fn chinese_fits_to_the_last_character_and_one_more_fails() {
        let line = "line \"name\" height=60";
        let (svg, found) = plate(line, "set \"name\" \"五个字正好\"");
        assert_eq!(found, Vec::<String>::new());
        assert!(svg.contains("width=\"320mm\" height=\"160mm\" viewBox=\"0 0 320 160\""), "{svg}");
        assert!(svg.contains("x=\"160\" y=\"102.8\"") && svg.contains("font-size=\"60\""), "{svg}");
        assert!(!svg.contains("textLength"));
        let (svg, found) = plate(line, "set \"name\" \"六个字放不下\"");
        assert_eq!(svg, "");
        assert_eq!(
            found,
            [
                "GJ5036 \"六个字放不下\" is 360 mm wide at a character height of 60 mm; there are 300 mm: 60 mm too much \
             a character height of 50 mm fits; or shorten the text, or widen the plate",
            ]
        );
        let (_, found) = plate("line \"name\" height=50", "set \"name\" \"六个字放不下\"");
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn letters_that_fit_the_usual_family_only_are_held_to_its_width() {
        // "Service": 3.398 em in the usual family, 3.732 em in the widest.
        let (svg, found) = plate("line \"name\" height=85", "set \"name\" \"Service\"");
        assert_eq!(found, Vec::<String>::new());
        assert!(svg.contains("textLength=\"288.83\"") && svg.contains("lengthAdjust=\"spacingAndGlyphs\""), "{svg}");
        let (svg, _) = plate("line \"name\" height=60", "set \"name\" \"Service\"");
        assert!(!svg.contains("textLength"));
    }

    #[test]
    fn lines_higher_than_the_plate_are_reported_once() {
        let (svg, found) = plate("line \"a\" height=100; line \"b\" height=80", "set \"a\" \"甲\"; set \"b\" \"乙\"");
        assert_eq!(svg, "");
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("GJ5037 what stands on the plate is 205 mm high, the plate 160 mm: 45 mm too much")
        );
    }

    #[test]
    fn a_slot_without_text_keeps_its_place() {
        let slots = "line \"a\" height=40; line \"b\" height=40";
        let (both, _) = plate(slots, "set \"a\" \"甲\"; set \"b\" \"乙\"");
        let (one, found) = plate(slots, "set \"b\" \"乙\"");
        assert_eq!(found, Vec::<String>::new());
        let line = both.lines().find(|line| line.contains('乙') && line.starts_with("<text")).unwrap_or("none");
        assert!(one.contains(line) && !one.contains('甲'));
    }

    #[test]
    fn arrows_take_room_from_text_and_point_where_they_are_told() {
        let slots = "line \"name\" height=60; arrow \"to\" side=\"left\" size=140";
        let (svg, found) = plate(slots, "set \"name\" \"出口\"; set \"to\" \"right\"");
        assert_eq!(found, Vec::<String>::new());
        // The tip of an arrow to the right lies at 96 % of its square, half way down.
        assert!(svg.contains("<path d=\"M144.4 80L"), "{svg}");
        let (_, found) = plate(slots, "set \"name\" \"出入口\"; set \"to\" \"back\"");
        let codes: Vec<&str> = found.iter().filter_map(|message| message.get(..6)).collect();
        assert_eq!(codes, ["GJ5040", "GJ5036"]);
        let (_, found) = plate("arrow \"a\" size=140; arrow \"b\" size=140; arrow \"c\" size=140", "set \"a\" \"up\"");
        assert!(found[0].starts_with("GJ5041"), "{found:?}");
    }

    #[test]
    fn rows_are_ruled_and_measured() {
        let slots = "rows \"posts\" height=20 columns=2";
        let (svg, found) = plate(slots, "row \"posts\" \"首席\" \"\"; row \"posts\" \"专员\" \"（照）\"");
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(svg.matches("fill=\"none\"").count(), 4);
        assert_eq!(svg.matches("<text").count(), 3);
        let (_, found) = plate(slots, "row \"posts\" \"首席代表\" \"（照片）\"");
        assert!(found[0].contains("is 200 mm wide at a character height of 20 mm; there are 150 mm: 50 mm too much a character height of 15 mm"), "{found:?}");
    }

    #[test]
    fn slots_colours_and_sizes_are_checked() {
        let line = "line \"name\" height=60";
        let (_, found) = plate(line, "set \"nmae\" \"甲\"");
        assert!(found[0].starts_with("GJ5031 style `plate` has no slot `nmae`; it has: name"), "{found:?}");
        let (_, found) = plate(line, "row \"name\" \"甲\"");
        assert!(found[0].starts_with("GJ5032"), "{found:?}");
        for (colour, code) in [("white", "GJ5033"), ("#335588", "GJ5034"), ("#7088A0", "GJ5035"), ("#FFFFFF", "")] {
            let (_, found) = plate_of("320", "160", colour, line, "set \"name\" \"甲\"");
            assert_eq!(found.first().map_or("", |message| &message[..6]), code, "{colour}");
        }
        let (_, found) = plate_of("0", "160", "#FFFFFF", line, "set \"name\" \"甲\"");
        assert!(found[0].starts_with("GJ5039"), "{found:?}");
    }

    #[test]
    fn only_the_largest_characters_have_to_carry() {
        let style = |distance: u32| {
            format!(
                "sign-style \"p\" \"牌\" width=900 height=300 background=\"#000000\" colour=\"#FFFFFF\" viewing-distance={distance} \
                 {{ line \"a\" height=100; line \"b\" height=20 }}"
            )
        };
        assert_eq!(outputs(&style(25), &[]).1, Vec::<String>::new());
        let (_, found) = outputs(&style(26), &[]);
        assert!(
            found.len() == 1 && found[0].contains("are 100 mm high") && found[0].contains("26 m ask for 104 mm"),
            "{found:?}"
        );
    }

    #[test]
    fn signs_are_xml_and_say_where_they_come_from() {
        let (svg, found) = plate("line \"name\" height=20", "set \"name\" \"<甲 & 乙>\"");
        assert_eq!(found, Vec::<String>::new());
        assert!(svg.contains("&lt;甲 &amp; 乙&gt;</text>") && svg.contains("<title>s · &lt;甲 &amp; 乙&gt;</title>"));
        assert!(svg.contains("<desc>small 1.0.0 · 牌 · law-1</desc>"));
    }
}
