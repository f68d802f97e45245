//! XML from outside, an event at a time: no document types, no entities, bounded depth, attributes and lengths.

use super::fault::Fault;
use super::limits::{MAX_ATTRIBUTES, MAX_XML_DEPTH, MAX_XML_PIECE};
use quick_xml::encoding::DecodingReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::{Error, Reader, XmlVersion};
use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// Bytes read from a part at a time.
const BUFFER: usize = 1 << 15;

/// What comes next in a part.
#[derive(Debug)]
pub enum Event<'x> {
    /// An element begins.
    Open(Element<'x>),
    /// The innermost open element ends.
    Close,
    /// A piece of text.
    Text(Cow<'x, str>),
    /// A declaration, a comment or an instruction.
    Nothing,
    /// The part ends.
    End,
}

/// The start of an element.
#[derive(Debug)]
pub struct Element<'x> {
    start: BytesStart<'x>,
    own: bool,
}

/// An attribute.
#[derive(Debug)]
pub struct Attribute<'x> {
    /// Whether its name has a prefix.
    pub prefixed: bool,
    /// Its name without the prefix.
    pub name: &'x str,
    /// Its value, references resolved.
    pub value: Cow<'x, str>,
}

impl Element<'_> {
    /// Its name without prefix where it belongs to the namespace of the part; empty for every other one.
    pub fn name(&self) -> &str {
        if self.own { self.start.local_name().into_inner() } else { "" }
    }

    /// Calls `take` with every attribute.
    ///
    /// # Errors
    /// Where there are too many, two of one name, or one that is malformed.
    pub fn attributes(&self, mut take: impl FnMut(Attribute<'_>)) -> Result<(), Fault> {
        for (index, attribute) in self.start.attributes().enumerate() {
            if index >= MAX_ATTRIBUTES {
                return Err(Fault::Attributes);
            }
            let attribute = attribute.map_err(|_| Fault::Malformed)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Fault::Malformed)?;
            let key = attribute.key.into_inner();
            let (prefixed, name) = key.split_once(':').map_or((false, key), |(_, local)| (true, local));
            take(Attribute { prefixed, name, value });
        }
        Ok(())
    }

    /// The value of the attribute of that name without prefix.
    ///
    /// # Errors
    /// As [`Self::attributes`].
    pub fn attribute(&self, name: &str) -> Result<Option<String>, Fault> {
        let mut found = None;
        self.attributes(|attribute| {
            if !attribute.prefixed && attribute.name == name {
                found = Some(attribute.value.into_owned());
            }
        })?;
        Ok(found)
    }
}

/// A part that is being read.
pub struct Xml<'p> {
    reader: Reader<Metered<'p>>,
    buffer: Vec<u8>,
    utf16: bool,
    depth: usize,
    /// The prefix of the root, which is that of the namespace of the part.
    prefix: Option<String>,
    started: bool,
}

impl<'p> Xml<'p> {
    /// Begins to read; the root has to be `root` in one of the `namespaces`.
    ///
    /// # Errors
    /// Where the part does not begin as it must.
    pub fn open(source: impl Read + 'p, root: &str, namespaces: &[&str]) -> Result<Self, Fault> {
        let mut source = io::BufReader::with_capacity(BUFFER, source);
        let head = source.fill_buf().map_err(|error| cause(&error))?;
        let utf16 = matches!(head, [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, b'<', ..] | [b'<', 0, ..]);
        let decoded: Box<dyn BufRead + 'p> =
            if utf16 { Box::new(DecodingReader::new(source)) } else { Box::new(source) };
        let mut reader = Reader::from_reader(Metered { inner: decoded, taken: 0 });
        reader.config_mut().expand_empty_elements = true;
        let mut xml = Self { reader, buffer: Vec::new(), utf16, depth: 0, prefix: None, started: false };
        xml.prefix = xml.root(root, namespaces)?;
        Ok(xml)
    }

    /// Reads to the root and gives its prefix.
    fn root(&mut self, root: &str, namespaces: &[&str]) -> Result<Option<String>, Fault> {
        loop {
            match self.next()? {
                Event::Open(Element { start, .. }) if start.local_name().into_inner() == root => {
                    let prefix = start.name().prefix().map(|prefix| prefix.into_inner().to_owned());
                    let namespace = declared(&start, prefix.as_deref())?;
                    let known = namespace.is_some_and(|namespace| namespaces.contains(&&*namespace));
                    return if known { Ok(prefix) } else { Err(Fault::Foreign) };
                }
                Event::Open(_) => return Err(Fault::Foreign),
                Event::Close | Event::End => return Err(Fault::Malformed),
                Event::Text(_) | Event::Nothing => {}
            }
        }
    }

    /// The next event.
    ///
    /// # Errors
    /// Where the part cannot be read on; nothing more can be read after that.
    pub fn next(&mut self) -> Result<Event<'_>, Fault> {
        self.buffer.clear();
        self.reader.get_mut().taken = 0;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| fault(&error))?;
        let text = match event {
            Raw::Start(start) => {
                if self.depth == 0 && std::mem::replace(&mut self.started, true) {
                    return Err(Fault::Malformed);
                }
                self.depth += 1;
                if self.depth > MAX_XML_DEPTH {
                    return Err(Fault::Deep);
                }
                let own = start.name().prefix().map(|prefix| prefix.into_inner()) == self.prefix.as_deref()
                    && (self.depth == 1
                        || !start.attributes_raw().contains("xmlns")
                        || !redeclares(&start, self.prefix.as_deref())?);
                return Ok(Event::Open(Element { start, own }));
            }
            Raw::End(_) => {
                self.depth = self.depth.checked_sub(1).ok_or(Fault::Malformed)?;
                return Ok(Event::Close);
            }
            Raw::Empty(_) => return Err(Fault::Malformed),
            Raw::Text(text) => text.xml10_content(),
            Raw::CData(text) => text.xml10_content(),
            Raw::GeneralRef(reference) => match reference.resolve_char_ref().map_err(|_| Fault::Malformed)? {
                Some(character) if !is_forbidden(character) => Cow::Owned(character.to_string()),
                Some(_) => return Err(Fault::Malformed),
                None => Cow::Borrowed(resolve_predefined_entity(&reference).ok_or(Fault::DocumentType)?),
            },
            Raw::Decl(declaration) => {
                let encoding = declaration.encoding().transpose().map_err(|_| Fault::Malformed)?;
                return match encoding {
                    Some(name) if !is_encoding(&name, self.utf16) => Err(Fault::Encoding),
                    _ => Ok(Event::Nothing),
                };
            }
            Raw::Comment(_) | Raw::PI(_) => return Ok(Event::Nothing),
            Raw::DocType(_) => return Err(Fault::DocumentType),
            Raw::Eof if self.depth == 0 && self.started => return Ok(Event::End),
            Raw::Eof => return Err(Fault::Malformed),
        };
        if text.contains(is_forbidden) || self.depth == 0 && !text.trim().is_empty() {
            return Err(Fault::Malformed);
        }
        Ok(Event::Text(text))
    }

    /// Skips to the end of the element that was opened last.
    ///
    /// # Errors
    /// As [`Self::next`].
    pub fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// Appends the text up to the end of the element that was opened last, without what other elements in it hold. Whether all
    /// of it went in: it may grow to `limit` bytes.
    ///
    /// # Errors
    /// As [`Self::next`].
    pub fn text(&mut self, into: &mut String, limit: usize) -> Result<bool, Fault> {
        let mut whole = true;
        loop {
            match self.next()? {
                Event::Text(piece) => {
                    whole &= into.len() + piece.len() <= limit;
                    if whole {
                        into.push_str(&piece);
                    }
                }
                Event::Open(_) => self.skip()?,
                Event::Close | Event::End => return Ok(whole),
                Event::Nothing => {}
            }
        }
    }

    /// Reads to the end of the part, behind the root.
    ///
    /// # Errors
    /// As [`Self::next`].
    pub fn finish(&mut self) -> Result<(), Fault> {
        while !matches!(self.next()?, Event::End) {}
        Ok(())
    }
}

/// The namespace that an element declares for a prefix.
fn declared(start: &BytesStart<'_>, prefix: Option<&str>) -> Result<Option<String>, Fault> {
    for (index, attribute) in start.attributes().enumerate() {
        if index >= MAX_ATTRIBUTES {
            return Err(Fault::Attributes);
        }
        let attribute = attribute.map_err(|_| Fault::Malformed)?;
        let declares = match (attribute.key.into_inner().split_once(':'), prefix) {
            (Some(("xmlns", declared)), Some(prefix)) => declared == prefix,
            (None, None) => attribute.key.into_inner() == "xmlns",
            _ => false,
        };
        if declares {
            return Ok(Some(attribute.value.into_owned()));
        }
    }
    Ok(None)
}

/// Whether an element inside the root gives its prefix another meaning, so that it belongs to something else.
fn redeclares(start: &BytesStart<'_>, prefix: Option<&str>) -> Result<bool, Fault> {
    Ok(declared(start, prefix)?.is_some())
}

fn is_encoding(name: &str, utf16: bool) -> bool {
    let name = name.to_ascii_lowercase();
    if utf16 { name.starts_with("utf-16") } else { name == "utf-8" || name == "us-ascii" }
}

/// Whether XML 1.0 has no place for the character.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{08}' | '\u{0B}' | '\u{0C}' | '\u{0E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

fn fault(error: &Error) -> Fault {
    match error {
        Error::Io(error) => cause(error),
        Error::Encoding(_) => Fault::Encoding,
        _ => Fault::Malformed,
    }
}

/// The fault that a reader below gave as the cause.
fn cause(error: &io::Error) -> Fault {
    error.get_ref().and_then(|cause| cause.downcast_ref::<Fault>()).copied().unwrap_or(Fault::Broken)
}

/// Gives no more than [`MAX_XML_PIECE`] bytes from one event to the next, so that none can fill the memory.
struct Metered<'p> {
    inner: Box<dyn BufRead + 'p>,
    taken: usize,
}

impl Read for Metered<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.taken += read;
        Ok(read)
    }
}

impl BufRead for Metered<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken > MAX_XML_PIECE {
            return Err(io::Error::other(Fault::Long));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount;
        self.inner.consume(amount);
    }
}
