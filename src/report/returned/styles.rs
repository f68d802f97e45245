//! The formats of cells that the list of findings needs.

use super::Unreturnable;
use super::container::Container;
use super::relations::Relations;
use super::splice::{Element, Splice, elements};

/// The indices of the formats, as cells name them.
#[derive(Debug, Clone, Copy)]
pub struct Styles {
    /// Text that is broken into lines.
    pub wrapped: usize,
    /// Headings.
    pub heading: usize,
}

/// The formats, added to the workbook where it does not have them yet.
pub fn add(container: &mut Container<'_>, workbook: &Relations) -> Result<Styles, Unreturnable> {
    let part = workbook.first("styles").ok_or(Unreturnable)?.to_owned();
    let font = append(container, &part, "fonts", |prefix| {
        format!("<{prefix}font><{prefix}b/><{prefix}sz val=\"11\"/></{prefix}font>")
    })?;
    let format = |prefix: &str, font: usize| {
        format!(
            "<{prefix}xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" \
             applyAlignment=\"1\"><{prefix}alignment vertical=\"top\" wrapText=\"1\"/></{prefix}xf>"
        )
    };
    let wrapped = append(container, &part, "cellXfs", |prefix| format(prefix, 0))?;
    let heading = append(container, &part, "cellXfs", |prefix| format(prefix, font))?;
    Ok(Styles { wrapped, heading })
}

/// The index of an entry of a list, which is put at its end where it is not in it.
fn append(
    container: &mut Container<'_>,
    part: &str,
    list: &str,
    entry: impl Fn(&str) -> String,
) -> Result<usize, Unreturnable> {
    let text = container.text(part)?;
    let found = elements(&text, 2)?;
    let owner = found.iter().find(|element| element.depth == 1 && element.name == list).ok_or(Unreturnable)?;
    let within = |element: &&Element| element.depth == 2 && owner.inner.contains(&element.whole.start);
    let entries: Vec<&Element> = found.iter().filter(within).collect();
    let new = entry(&owner.prefix);
    if let Some(known) = entries.iter().position(|known| text.get(known.whole.clone()) == Some(&new)) {
        return Ok(known);
    }
    let mut splice = Splice::default();
    splice.append(&text, owner, &new);
    splice.set(&text, owner, "count", &(entries.len() + 1).to_string());
    container.set(part, splice.apply(&text));
    Ok(entries.len())
}
