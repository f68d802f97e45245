//! What a part of a package refers to, by the file of relationships beside it.

use super::container::Container;
use super::fault::Fault;
use super::limits::MAX_RELATIONSHIPS;
use super::xml::{Event, Xml};

/// How the files of relationships end.
pub const ENDING: &str = ".rels";
const NAMESPACES: &[&str] = &["http://schemas.openxmlformats.org/package/2006/relationships"];

/// One relationship.
#[derive(Debug, Default)]
pub struct Relation {
    /// Its name in the part that refers.
    pub id: String,
    /// The last step of its type: `worksheet`.
    pub kind: String,
    /// The part it leads to, from the root of the package; as written where it leads out of it.
    pub target: String,
    /// Whether it leads out of the package.
    pub external: bool,
}

/// The file of relationships of a part: `xl/workbook.xml` → `xl/_rels/workbook.xml.rels`.
pub fn beside(part: &str) -> String {
    let (folder, name) = split(part);
    format!("{folder}_rels/{name}{ENDING}")
}

/// Folder (empty, or ending in `/`) and name.
fn split(part: &str) -> (&str, &str) {
    part.split_at(part.rfind('/').map_or(0, |at| at + 1))
}

/// Reads a file of relationships; without one, there are none.
///
/// # Errors
/// Where it cannot be read.
pub fn read(container: &mut Container<'_>, path: &str) -> Result<Vec<Relation>, Fault> {
    let Some(part) = container.part(path) else { return Ok(Vec::new()) };
    let mut xml = Xml::open(part?, "Relationships", NAMESPACES)?;
    // Targets are given from the folder of the part, which holds the folder of relationships.
    let folder = split(split(path).0.trim_end_matches('/')).0.to_owned();
    let mut relations = Vec::new();
    loop {
        let relation = match xml.next()? {
            Event::Open(element) if element.name() == "Relationship" => {
                let mut relation = Relation::default();
                element.attributes(|attribute| match attribute.name {
                    "Id" => relation.id = attribute.value.into_owned(),
                    "Type" => relation.kind = split(&attribute.value).1.to_owned(),
                    "Target" => relation.target = attribute.value.into_owned(),
                    "TargetMode" => relation.external = attribute.value == "External",
                    _ => {}
                })?;
                relation
            }
            Event::End => return Ok(relations),
            _ => continue,
        };
        if relations.len() >= MAX_RELATIONSHIPS {
            return Err(Fault::References);
        }
        let target = if relation.external { None } else { resolve(&folder, &relation.target) };
        relations.push(Relation { target: target.unwrap_or_else(|| relation.target.clone()), ..relation });
    }
}

/// The part that a target names, from the root of the package; `None` where it leads out of it.
fn resolve(folder: &str, target: &str) -> Option<String> {
    let path = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
    let mut steps = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved() {
        assert_eq!(beside("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(beside("a.xml"), "_rels/a.xml.rels");
        let cases = [
            ("xl/", "worksheets/sheet1.xml", Some("xl/worksheets/sheet1.xml")),
            ("xl/", "/xl/styles.xml", Some("xl/styles.xml")),
            ("xl/worksheets/", "../media/a.png", Some("xl/media/a.png")),
            ("", "./xl//workbook.xml", Some("xl/workbook.xml")),
            ("xl/", "../../etc", None),
        ];
        for (folder, target, part) in cases {
            assert_eq!(resolve(folder, target).as_deref(), part, "{target}");
        }
    }
}
