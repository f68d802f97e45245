//! A workbook taken apart: its parts as trees of elements, read by nothing that wrote them.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// An element with what is in it.
#[derive(Debug, Clone, Default)]
pub struct Element {
    /// Its name, with its prefix.
    pub name: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
    /// The texts directly in it.
    pub text: String,
    /// The elements in it.
    pub children: Vec<Element>,
}

impl Element {
    /// An attribute; empty where it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// All elements of that name below, at any depth.
    pub fn all(&self, name: &str) -> Vec<&Element> {
        let below = self.children.iter().flat_map(|child| child.all(name));
        self.children.iter().filter(|child| child.name == name).chain(below).collect()
    }

    /// The one element of that name directly in it.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All texts in it.
    pub fn whole_text(&self) -> String {
        self.text.clone() + &self.children.iter().map(Element::whole_text).collect::<String>()
    }
}

/// A cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What stands in it, a text resolved.
    pub value: String,
    /// Whether it is a text.
    pub is_text: bool,
    /// Its formula, or nothing.
    pub formula: Option<String>,
    /// Whether it is locked once the sheet is protected.
    pub locked: bool,
    /// The format of its number.
    pub format: String,
}

/// A sheet.
#[derive(Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden, and how.
    pub state: String,
    /// Its part.
    pub root: Element,
    /// Its cells, by place such as `B6`.
    pub cells: BTreeMap<String, Cell>,
}

impl Sheet {
    /// What stands in a cell; empty where there is none.
    pub fn text(&self, place: &str) -> &str {
        self.cells.get(place).map_or("", |cell| cell.value.as_str())
    }

    /// The texts of a row, from column A on, up to the last one.
    pub fn row(&self, number: u32) -> Vec<&str> {
        let mut row: Vec<&str> = (0..60).map(|column| self.text(&format!("{}{number}", column_name(column)))).collect();
        while row.last().is_some_and(|text| text.is_empty()) {
            row.pop();
        }
        row
    }
}

/// The letters of a column, from 0; two at most.
pub fn column_name(column: u32) -> String {
    let letter = |index: u32| char::from(b'A' + u8::try_from(index).unwrap());
    if column < 26 { letter(column).to_string() } else { format!("{}{}", letter(column / 26 - 1), letter(column % 26)) }
}

/// A workbook.
#[derive(Debug)]
pub struct Workbook {
    /// All parts, by path.
    pub parts: BTreeMap<String, Vec<u8>>,
    /// The part of the workbook.
    pub root: Element,
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// Takes a workbook apart.
    pub fn read(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is an archive");
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).expect("the archive is whole");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("the part is whole");
            parts.insert(file.name().expect("names are UTF-8").into_owned(), content);
        }
        let root = tree(&parts["xl/workbook.xml"]);
        let strings = parts.get("xl/sharedStrings.xml").map(|part| tree(part));
        let strings: Vec<String> =
            strings.iter().flat_map(|root| root.all("si")).map(|string| plain(&string.whole_text())).collect();
        let styles = Styles::read(&tree(&parts["xl/styles.xml"]));
        let listed = root.all("sheet").into_iter().enumerate();
        let sheets = listed.map(|(index, sheet)| {
            let root = tree(&parts[&format!("xl/worksheets/sheet{}.xml", index + 1)]);
            let cells = root.all("c").into_iter().map(|cell| (cell.get("r").to_owned(), styles.cell(cell, &strings)));
            let cells = cells.collect();
            Sheet { name: sheet.get("name").to_owned(), state: sheet.get("state").to_owned(), cells, root }
        });
        let sheets = sheets.collect();
        Self { parts, root, sheets }
    }

    /// The sheet of that name.
    pub fn sheet(&self, name: &str) -> &Sheet {
        self.sheets.iter().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("no sheet {name}"))
    }

    /// The names that are defined for people's formulas, with what they stand for.
    pub fn names(&self) -> BTreeMap<&str, &str> {
        let names = self.root.all("definedName").into_iter();
        names
            .map(|name| (name.get("name"), name.text.as_str()))
            .filter(|(name, _)| !name.starts_with("_xlnm"))
            .collect()
    }

    /// The custom properties.
    pub fn properties(&self) -> BTreeMap<String, String> {
        let properties = tree(&self.parts["docProps/custom.xml"]);
        properties.all("property").iter().map(|one| (one.get("name").to_owned(), one.whole_text())).collect()
    }
}

/// The formats of cells, by number: whether locked, and the number format.
struct Styles(Vec<(bool, String)>);

impl Styles {
    fn read(root: &Element) -> Self {
        let own: BTreeMap<&str, &str> =
            root.all("numFmt").iter().map(|format| (format.get("numFmtId"), format.get("formatCode"))).collect();
        let cells = root.child("cellXfs").expect("styles have formats").children.iter();
        let formats = cells.map(|format| {
            let locked = format.child("protection").is_none_or(|protection| protection.get("locked") != "0");
            let number = match format.get("numFmtId") {
                "49" => "@",
                other => own.get(other).copied().unwrap_or(""),
            };
            (locked, number.to_owned())
        });
        Self(formats.collect())
    }

    fn cell(&self, cell: &Element, strings: &[String]) -> Cell {
        let (locked, format) = self.0[cell.get("s").parse::<usize>().unwrap_or(0)].clone();
        let raw = cell.child("v").map(|value| value.text.clone()).unwrap_or_default();
        let value = match cell.get("t") {
            "s" => strings[raw.parse::<usize>().expect("the number of a string")].clone(),
            _ => raw,
        };
        let is_text = matches!(cell.get("t"), "s" | "str" | "inlineStr");
        Cell { value, is_text, formula: cell.child("f").map(|formula| formula.text.clone()), locked, format }
    }
}

/// A text without the marks that stand for control characters.
fn plain(text: &str) -> String {
    text.replace("_x005F_", "_")
}

/// A part as a tree. It has to be well-formed.
pub fn tree(part: &[u8]) -> Element {
    let text = std::str::from_utf8(part).expect("parts are UTF-8");
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("the part is well-formed") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => {
                let done = element(&start);
                open.last_mut().expect("the root stays").children.push(done);
            }
            Event::End(_) => {
                let done = open.pop().expect("an element is open");
                open.last_mut().expect("the root stays").children.push(done);
            }
            Event::Text(text) => open.last_mut().expect("the root stays").text.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let character = name.resolve_char_ref().expect("a character").map(String::from);
                let text = character.or_else(|| resolve_predefined_entity(&name).map(str::to_owned));
                open.last_mut().expect("the root stays").text.push_str(&text.expect("a known reference"));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "every element is closed");
    open.pop().and_then(|mut root| root.children.pop()).expect("a part has a root")
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("attributes are well-formed");
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).expect("known references").into_owned();
        (attribute.key.into_inner().to_owned(), value)
    });
    let attributes = attributes.collect();
    Element { name: start.name().into_inner().to_owned(), attributes, ..Element::default() }
}
