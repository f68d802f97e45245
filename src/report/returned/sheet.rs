//! The sheets of a workbook, and what a sheet refers to.

use super::Unreturnable;
use super::container::Container;
use super::relations::Relations;
use super::splice::{Element, Splice, elements};

/// The namespace of the attribute that refers to another part.
const REFERENCE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What may follow the reference to the shapes of comments in a sheet; the format fixes the order.
const AFTER_SHAPES: [&str; 8] =
    ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

/// The sheets by name, with the part that holds each, in order.
pub fn sheets(
    container: &Container<'_>,
    workbook: &str,
    relations: &Relations,
) -> Result<Vec<(String, String)>, Unreturnable> {
    let found = elements(&container.text(workbook)?, 2)?;
    let sheets = found.iter().filter(|element| element.depth == 2 && element.name == "sheet");
    let part = |element: &Element| {
        let target = relations.target(element.attribute("id")?)?;
        Some((element.attribute("name")?.to_owned(), target.to_owned()))
    };
    Ok(sheets.filter_map(part).collect())
}

/// The part with the shapes of a sheet's comments, as far as the sheet refers to it.
pub fn shapes<'r>(text: &str, relations: &'r Relations) -> Result<Option<&'r str>, Unreturnable> {
    let found = elements(text, 1)?;
    let reference = found.iter().find(|element| element.depth == 1 && element.name == "legacyDrawing");
    Ok(reference.and_then(|element| relations.target(element.attribute("id")?)))
}

/// The sheet with a reference to the shapes of its comments.
pub fn with_shapes(text: &str, id: &str) -> Result<String, Unreturnable> {
    let found = elements(text, 1)?;
    let root = found.first().ok_or(Unreturnable)?;
    let reference = format!("<{}legacyDrawing xmlns:r=\"{REFERENCE}\" r:id=\"{id}\"/>", root.prefix);
    let mut splice = Splice::default();
    let follows = |element: &&Element| element.depth == 1 && AFTER_SHAPES.contains(&element.name.as_str());
    match found.iter().find(follows) {
        Some(next) => splice.insert(next.whole.start, reference),
        None => splice.append(text, root, &reference),
    }
    Ok(splice.apply(text))
}
