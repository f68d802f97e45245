//! The custom properties of a document, which programs keep when people fill a workbook in.

use super::book::named_text;
use super::budget::{Budget, too_many};
use super::fault::Fault;
use super::limits::MAX_PROPERTIES;
use super::report::Report;
use super::strings::unescaped;
use super::xml::{Event, Xml};
use std::collections::BTreeMap;

/// Reads the part: names and values as text, whatever their type.
///
/// # Errors
/// Where the part cannot be read, or holds too much.
pub fn read(
    xml: &mut Xml<'_>,
    budget: &mut Budget,
    report: &mut Report<'_>,
) -> Result<BTreeMap<String, String>, Fault> {
    let mut properties = BTreeMap::new();
    let mut name = None;
    loop {
        let found = match xml.next()? {
            Event::Open(element) if element.name() == "property" => {
                Some(element.attribute("name")?.unwrap_or_default())
            }
            Event::Open(_) => None,
            Event::Close => {
                name = None;
                continue;
            }
            Event::End => break,
            _ => continue,
        };
        match (found, name.take()) {
            (Some(found), None) => name = Some(found),
            // The element inside says the type and holds the value.
            (None, Some(name)) if properties.len() < MAX_PROPERTIES => {
                named_text(xml, name, &mut properties, budget, report)?;
            }
            (None, Some(_)) => {
                return Err(too_many("properties", MAX_PROPERTIES, report));
            }
            _ => xml.skip()?,
        }
    }
    for value in properties.values_mut() {
        *value = unescaped(value).into_owned();
    }
    Ok(properties)
}
