//! How the parts of a workbook refer to each other, and of what type they are.

use super::Unreturnable;
use super::container::Container;
use super::splice::{Splice, elements};
use crate::base::text::xml_escape;

/// The part that says of what type every part is.
const TYPES: &str = "[Content_Types].xml";
/// The namespace of relationship types.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The relationships of a part that has none yet.
const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// The relationships of one part.
#[derive(Debug)]
pub struct Relations {
    owner: String,
    known: Vec<Relation>,
}

#[derive(Debug, Clone)]
struct Relation {
    id: String,
    kind: String,
    /// The part referred to, from the root of the container.
    target: String,
}

impl Relations {
    /// The relationships of a part; none where it has no part that lists them.
    pub fn of(container: &Container<'_>, owner: &str) -> Result<Self, Unreturnable> {
        let list = list_of(owner);
        let mut known = Vec::new();
        if container.has(&list) {
            for element in elements(&container.text(&list)?, 1)?.iter().filter(|element| element.depth == 1) {
                let (Some(id), Some(kind), Some(target)) =
                    (element.attribute("Id"), element.attribute("Type"), element.attribute("Target"))
                else {
                    continue;
                };
                let kind = kind.rsplit('/').next().unwrap_or(kind).to_owned();
                known.push(Relation { id: id.to_owned(), kind, target: resolved(owner, target) });
            }
        }
        Ok(Self { owner: owner.to_owned(), known })
    }

    /// The part that an id refers to.
    pub fn target(&self, id: &str) -> Option<&str> {
        self.known.iter().find(|relation| relation.id == id).map(|relation| relation.target.as_str())
    }

    /// The first part referred to as of a kind: `comments`, `vmlDrawing`.
    pub fn first(&self, kind: &str) -> Option<&str> {
        self.known.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.as_str())
    }

    /// The id by which a part is referred to as of a kind; a new one where it was not referred to.
    pub fn id(&mut self, container: &mut Container<'_>, kind: &str, part: &str) -> Result<String, Unreturnable> {
        if let Some(known) = self.known.iter().find(|relation| relation.kind == kind && relation.target == part) {
            return Ok(known.id.clone());
        }
        let taken = |id: &str| self.known.iter().any(|relation| relation.id == id);
        let id = (1..).map(|number: u32| format!("rIdGuiju{number}")).find(|id| !taken(id)).ok_or(Unreturnable)?;
        let list = list_of(&self.owner);
        let text = if container.has(&list) { container.text(&list)? } else { EMPTY.to_owned() };
        let found = elements(&text, 0)?;
        let root = found.first().ok_or(Unreturnable)?;
        let new = format!(
            "<{}Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"/{}\"/>",
            root.prefix,
            xml_escape(part)
        );
        let mut splice = Splice::default();
        splice.append(&text, root, &new);
        container.set(&list, splice.apply(&text));
        self.known.push(Relation { id: id.clone(), kind: kind.to_owned(), target: part.to_owned() });
        Ok(id)
    }
}

/// The part that lists the relationships of a part.
fn list_of(owner: &str) -> String {
    let (folder, name) = owner.rsplit_once('/').map_or(("", owner), |(folder, name)| (folder, name));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    format!("{folder}_rels/{name}.rels")
}

/// A target as a path from the root of the container.
fn resolved(owner: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = owner.split('/').collect();
    path.pop();
    for step in target.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            "." | "" => {}
            name => path.push(name),
        }
    }
    path.join("/")
}

/// Says of what type a part is, where nothing says so yet.
pub fn declare(container: &mut Container<'_>, part: &str, kind: &str) -> Result<(), Unreturnable> {
    let text = container.text(TYPES)?;
    let found = elements(&text, 1)?;
    let name = format!("/{part}");
    if found.iter().any(|element| element.attribute("PartName") == Some(&name)) {
        return Ok(());
    }
    let root = found.first().ok_or(Unreturnable)?;
    let new = format!("<{}Override PartName=\"{}\" ContentType=\"{kind}\"/>", root.prefix, xml_escape(&name));
    let mut splice = Splice::default();
    splice.append(&text, root, &new);
    container.set(TYPES, splice.apply(&text));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_lead_from_the_root() {
        assert_eq!(resolved("xl/worksheets/sheet1.xml", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("xl/workbook.xml", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl/workbook.xml", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolved("a.xml", "../../b.xml"), "b.xml");
        assert_eq!(list_of("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(list_of("a.xml"), "_rels/a.xml.rels");
    }
}
