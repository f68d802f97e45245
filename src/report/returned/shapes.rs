//! The boxes in which spreadsheet programs draw comments (VML), without which older ones show none.

use super::comments::{beside, refer};
use super::container::Container;
use super::relations::{Relations, declare};
use super::splice::{Element, Splice, elements};
use super::{Unreturnable, sheet};
use std::collections::BTreeSet;
use std::fmt::Write;

/// How the ids of our shapes begin.
const OURS: &str = "guiju_";
/// The type of the part.
const KIND: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
/// A part without shapes.
const EMPTY: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\
    <o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout>\
    <v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">\
    <v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype></xml>";

/// Takes out the shapes at `cells` and draws one at each of `drawn`.
pub fn replace(
    container: &mut Container<'_>,
    part: &str,
    relations: &mut Relations,
    cells: &BTreeSet<(u32, u32)>,
    drawn: &BTreeSet<(u32, u32)>,
) -> Result<(), Unreturnable> {
    let existing = sheet::shapes(&container.text(part)?, relations)?.map(str::to_owned);
    if cells.is_empty() && existing.is_none() {
        return Ok(());
    }
    let referred = existing.is_some();
    let shapes = existing.unwrap_or_else(|| beside(part, "shapes", "vml"));
    let text = if container.has(&shapes) { container.text(&shapes)? } else { EMPTY.to_owned() };
    let found = elements(&text, 3)?;
    let root = found.first().ok_or(Unreturnable)?;
    let mut splice = Splice::default();
    for shape in found.iter().filter(|element| element.depth == 1 && element.name == "shape") {
        let number = |name: &str| {
            let within = |element: &&Element| shape.inner.contains(&element.whole.start) && element.depth == 3;
            let found = found.iter().filter(within).find(|element| element.name == name)?;
            text.get(found.inner.clone())?.trim().parse::<u32>().ok()?.checked_add(1)
        };
        if number("Row").zip(number("Column")).is_some_and(|cell| cells.contains(&cell)) {
            splice.remove(shape.whole.clone());
        }
    }
    let drawn: String = drawn.iter().map(|(row, column)| shape(*row, *column)).collect();
    splice.append(&text, root, &drawn);
    container.set(&shapes, splice.apply(&text));
    declare(container, &shapes, KIND)?;
    let id = relations.id(container, "vmlDrawing", &shapes)?;
    if referred { Ok(()) } else { refer(container, part, &id) }
}

/// A hidden box beside a cell.
fn shape(row: u32, column: u32) -> String {
    let mut text = String::new();
    let (above, left) = (row.saturating_sub(1), column.saturating_sub(1));
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
         xmlns:x=\"urn:schemas-microsoft-com:office:excel\" id=\"{OURS}{row}_{column}\" type=\"#_x0000_t202\" \
         style=\"position:absolute;width:240pt;height:120pt;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" \
         o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>\
         <v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"/>\
         </v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
         <x:Anchor>{}, 15, {}, 10, {}, 15, {}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
         <x:Row>{above}</x:Row><x:Column>{left}</x:Column></x:ClientData></v:shape>",
        column,
        above.saturating_sub(1),
        column + 4,
        above + 6,
    );
    text
}
