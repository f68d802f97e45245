//! Places in an XML text, and texts put in or taken out there; all else stays as it was written.

use crate::base::text::xml_escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::ops::Range;

/// A text that is no XML, or lacks what it must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken;

/// An element and where it stands.
#[derive(Debug, Clone)]
pub struct Element {
    /// Its name without the prefix.
    pub name: String,
    /// The prefix with its colon; empty where there is none.
    pub prefix: String,
    /// Its attributes by name, with their prefixes, and their values.
    pub attributes: Vec<(String, String)>,
    /// How many elements it lies in.
    pub depth: usize,
    /// All its bytes.
    pub whole: Range<usize>,
    /// Its start tag.
    pub tag: Range<usize>,
    /// Its bytes between the tags; empty, and behind the tag, where it has no end tag.
    pub inner: Range<usize>,
}

impl Element {
    /// The value of an attribute, whatever its prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let local = |full: &str| full.rsplit_once(':').map_or(full == name, |(_, local)| local == name);
        self.attributes.iter().find(|(full, _)| local(full)).map(|(_, value)| value.as_str())
    }

    /// Whether it has no end tag.
    pub fn is_closed(&self) -> bool {
        self.whole == self.tag
    }
}

/// The elements that lie in at most `deepest` others, in the order of their start tags.
pub fn elements(text: &str, deepest: usize) -> Result<Vec<Element>, Broken> {
    let mut reader = Reader::from_str(text);
    let mut found: Vec<Element> = Vec::new();
    // The elements that are open: their place in `found`, where they are in it.
    let mut open: Vec<Option<usize>> = Vec::new();
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|_| Broken)?;
        let end = position(&reader);
        match event {
            Event::Start(tag) => {
                let index = (open.len() <= deepest).then_some(found.len());
                if index.is_some() {
                    found.push(element(&tag, open.len(), start..end, end..end)?);
                }
                open.push(index);
            }
            Event::Empty(tag) if open.len() <= deepest => {
                found.push(element(&tag, open.len(), start..end, end..end)?);
            }
            Event::End(_) => {
                let index = open.pop().ok_or(Broken)?;
                if let Some(element) = index.and_then(|index| found.get_mut(index)) {
                    element.inner.end = start;
                    element.whole.end = end;
                }
            }
            Event::DocType(_) => return Err(Broken),
            Event::Eof => break,
            _ => {}
        }
    }
    if open.is_empty() && !found.is_empty() { Ok(found) } else { Err(Broken) }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn element(tag: &BytesStart<'_>, depth: usize, whole: Range<usize>, inner: Range<usize>) -> Result<Element, Broken> {
    let full = tag.name().into_inner().to_owned();
    let (prefix, name) = full.split_once(':').map_or(("", full.as_str()), |(prefix, name)| (prefix, name));
    let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| Broken)?;
        let key = attribute.key.into_inner().to_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Broken)?.into_owned();
        attributes.push((key, value));
    }
    Ok(Element { name: name.to_owned(), prefix, attributes, depth, tag: whole.clone(), whole, inner })
}

/// Changes to a text, by place.
#[derive(Debug, Default)]
pub struct Splice {
    changes: Vec<(Range<usize>, String)>,
}

impl Splice {
    /// Puts a text before the byte `at`; several at one place stay in their order.
    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Puts a text in the place of a range.
    pub fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.changes.push((range, text.into()));
    }

    /// Takes out a range.
    pub fn remove(&mut self, range: Range<usize>) {
        self.replace(range, "");
    }

    /// Puts a text as the last thing into an element, which gets an end tag where it has none.
    pub fn append(&mut self, text: &str, into: &Element, inner: &str) {
        if into.is_closed() {
            let tag = text.get(into.tag.clone()).unwrap_or("");
            let opened = tag.trim_end_matches('>').trim_end().trim_end_matches('/').trim_end();
            let full = format!("{opened}>{inner}</{}{}>", into.prefix, into.name);
            self.replace(into.tag.clone(), full);
        } else {
            self.insert(into.inner.end, inner);
        }
    }

    /// Gives an attribute of an element another value; the attribute has to be there.
    pub fn set(&mut self, text: &str, element: &Element, name: &str, value: &str) {
        let tag = text.get(element.tag.clone()).unwrap_or("");
        for quote in ['"', '\''] {
            let opening = format!(" {name}={quote}");
            let Some(at) = tag.find(&opening) else { continue };
            let start = at + opening.len();
            let Some(length) = tag.get(start..).and_then(|rest| rest.find(quote)) else { continue };
            let start = element.tag.start + start;
            self.replace(start..start + length, xml_escape(value));
            return;
        }
    }

    /// The text with all changes.
    pub fn apply(mut self, text: &str) -> String {
        // Stable: texts put in at one place keep their order.
        self.changes.sort_by_key(|(range, _)| range.start);
        let mut changed = String::with_capacity(text.len() + 256);
        let mut at = 0;
        for (range, inserted) in &self.changes {
            changed.push_str(text.get(at..range.start).unwrap_or(""));
            changed.push_str(inserted);
            at = range.end.max(at);
        }
        changed.push_str(text.get(at..).unwrap_or(""));
        changed
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    const TEXT: &str = "<?xml version=\"1.0\"?>\n<x:a n='1'><x:b/>文<x:c k=\"a&amp;b\"><d><e/></d></x:c></x:a>";

    #[test]
    fn elements_know_where_they_stand() {
        let found = elements(TEXT, 1).unwrap();
        let names: Vec<(&str, usize)> = found.iter().map(|one| (one.name.as_str(), one.depth)).collect();
        assert_eq!(names, [("a", 0), ("b", 1), ("c", 1)]);
        assert_eq!(found[2].attribute("k"), Some("a&b"));
        assert_eq!(&TEXT[found[2].whole.clone()], "<x:c k=\"a&amp;b\"><d><e/></d></x:c>");
        assert_eq!(&TEXT[found[2].inner.clone()], "<d><e/></d>");
        assert!(found[1].is_closed() && !found[0].is_closed());
    }

    #[test]
    fn only_what_is_spliced_changes() {
        let found = elements(TEXT, 1).unwrap();
        let mut splice = Splice::default();
        splice.append(TEXT, &found[1], "<new/>");
        splice.remove(found[2].whole.clone());
        splice.append(TEXT, &found[0], "<last/>");
        splice.set(TEXT, &found[0], "n", "2<");
        assert_eq!(splice.apply(TEXT), "<?xml version=\"1.0\"?>\n<x:a n='2&lt;'><x:b><new/></x:b>文<last/></x:a>");
    }

    #[test]
    fn what_is_no_xml_is_refused() {
        for text in ["", "text", "<a>", "<a></b>", "</a>", "<!DOCTYPE a><a/>", "<a b=c/>", "<a b='&x;'/>"] {
            assert!(elements(text, 3).is_err(), "{text}");
        }
    }
}
