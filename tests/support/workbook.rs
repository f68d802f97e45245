//! Small workbooks, part by part, and recipes that say in a few lines how one differs from a plain one.
//!
//! A recipe is lines of two forms. `PART: CONTENT` gives a part another content; what a sheet, the shared texts, the styles or the
//! workbook hold stands for itself, without the root around it. `{字*3}` in it stands for 字字字. `!WORD …` does something to the
//! container.

use super::archive::{Archive, ENCRYPTED, Entry, STORED};

/// The namespace of the parts of a workbook.
pub const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// The namespace of references to other parts.
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const CUSTOM: &str = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
const VALUES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";

/// The only sheet.
pub const SHEET: &str = "xl/worksheets/sheet1.xml";
/// The list of sheets.
pub const BOOK: &str = "xl/workbook.xml";
/// What the list of sheets refers to.
pub const BOOK_RELATIONS: &str = "xl/_rels/workbook.xml.rels";
/// The shared texts.
pub const TEXTS: &str = "xl/sharedStrings.xml";
/// The formats.
pub const STYLES: &str = "xl/styles.xml";
/// The types of parts.
pub const TYPES: &str = "[Content_Types].xml";
/// What the package refers to.
pub const ROOT_RELATIONS: &str = "_rels/.rels";
/// The custom properties.
pub const PROPERTIES: &str = "docProps/custom.xml";

/// The parts of a workbook, by name; those in the list come first, in its order.
#[derive(Debug, Clone)]
pub struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    /// A workbook with one sheet, 大厅, on which A1 is 面积 and B1 is 80.
    pub fn plain() -> Self {
        let mut parts = Self(Vec::new());
        for (part, inside) in [
            (
                TYPES,
                "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>",
            ),
            (
                ROOT_RELATIONS,
                "<Relationship Id=\"r1\" Type=\"{R}/officeDocument\" Target=\"xl/workbook.xml\"/>\
                <Relationship Id=\"r2\" Type=\"{R}/custom-properties\" Target=\"docProps/custom.xml\"/>",
            ),
            (BOOK, "<sheets><sheet name=\"大厅\" sheetId=\"1\" r:id=\"r1\"/></sheets>"),
            (
                BOOK_RELATIONS,
                "<Relationship Id=\"r1\" Type=\"{R}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                <Relationship Id=\"r2\" Type=\"{R}/styles\" Target=\"styles.xml\"/>\
                <Relationship Id=\"r3\" Type=\"{R}/sharedStrings\" Target=\"sharedStrings.xml\"/>",
            ),
            (STYLES, "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"10\"/></cellXfs>"),
            (TEXTS, "<si><t>面积</t></si>"),
            (SHEET, "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>80</v></c></row>"),
            (PROPERTIES, ""),
        ] {
            parts.inside(part, inside);
        }
        parts
    }

    /// Gives a part a content, as it is.
    pub fn set(&mut self, part: &str, content: impl Into<Vec<u8>>) -> &mut Self {
        match self.0.iter_mut().find(|(name, _)| name == part) {
            Some((_, known)) => *known = content.into(),
            None => self.0.push((part.to_owned(), content.into())),
        }
        self
    }

    /// Gives a part a content, with the root around it that the part has. `{R}` is where types of references begin.
    pub fn inside(&mut self, part: &str, inside: &str) -> &mut Self {
        let inside = inside.replace("{R}", RELATIONS);
        self.set(part, rooted(part, &inside))
    }

    /// Adds a part to what the workbook or the package refers to.
    pub fn relate(&mut self, file: &str, kind: &str, target: &str, external: bool) -> &mut Self {
        let mode = if external { " TargetMode=\"External\"" } else { "" };
        let known = self.text(file);
        let more =
            format!("<Relationship Id=\"x{}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"{mode}/>", known.len());
        self.set(file, known.replace("</Relationships>", &format!("{more}</Relationships>")))
    }

    /// Drops a part.
    pub fn remove(&mut self, part: &str) -> &mut Self {
        self.0.retain(|(name, _)| name != part);
        self
    }

    /// Exchanges what two parts hold.
    pub fn swap(&mut self, one: usize, other: usize) -> &mut Self {
        let count = self.0.len();
        let (one, other) = (one % count, other % count);
        let kept = self.0[one].1.clone();
        self.0[one].1 = std::mem::replace(&mut self.0[other].1, kept);
        self
    }

    /// What a part holds.
    pub fn text(&self, part: &str) -> String {
        let (_, content) = self.0.iter().find(|(name, _)| name == part).expect("a part of that name");
        String::from_utf8(content.clone()).expect("text")
    }

    /// The archive of the parts.
    pub fn archive(&self) -> Archive {
        Archive::of(self.0.iter().map(|(name, content)| Entry::new(name, content)).collect())
    }

    /// The bytes of the archive.
    pub fn bytes(&self) -> Vec<u8> {
        self.archive().bytes()
    }
}

/// What a part holds, with its root around it.
fn rooted(part: &str, inside: &str) -> String {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let (root, namespaces) = match part {
        TYPES => ("Types", format!("xmlns=\"{PACKAGE}/content-types\"")),
        BOOK => ("workbook", format!("xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"")),
        TEXTS => ("sst", format!("xmlns=\"{MAIN}\"")),
        STYLES => ("styleSheet", format!("xmlns=\"{MAIN}\"")),
        PROPERTIES => ("Properties", format!("xmlns=\"{CUSTOM}\" xmlns:vt=\"{VALUES}\"")),
        _ if part.ends_with(".rels") => ("Relationships", format!("xmlns=\"{PACKAGE}/relationships\"")),
        _ if part.starts_with("xl/worksheets/") => {
            // What is no row stands behind the rows.
            let rows = inside.rfind("</row>").map_or(0, |at| at + "</row>".len());
            let rows = inside.rfind("<row/>").map_or(rows, |at| rows.max(at + "<row/>".len()));
            let (rows, more) = inside.split_at(rows);
            return format!("{head}<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData>{more}</worksheet>");
        }
        _ => return inside.to_owned(),
    };
    format!("{head}<{root} {namespaces}>{inside}</{root}>")
}

/// The file that a recipe describes.
pub fn cooked(recipe: &str) -> Vec<u8> {
    let mut parts = Parts::plain();
    let mut orders = Vec::new();
    for line in recipe.lines().filter(|line| !line.trim().is_empty()) {
        match line.strip_prefix('!') {
            Some(order) => orders.push(order),
            None => {
                let (part, content) = line.split_once(": ").expect("a part and its content");
                parts.inside(part, &repeated(content));
            }
        }
    }
    for part in orders.iter().filter_map(|order| order.strip_prefix("without ")) {
        parts.remove(part);
    }
    let mut archive = parts.archive();
    for order in &orders {
        let (word, rest) = order.split_once(' ').unwrap_or((order, ""));
        match word {
            "without" => {}
            "text" => return rest.as_bytes().to_vec(),
            "compound" => return compound(rest),
            "twice" => {
                let again = archive.entry(rest).clone();
                archive.entries.push(again);
            }
            "rename" => {
                let (from, to) = rest.split_once(' ').expect("two names");
                let entry = archive.entry(from);
                *entry = entry.clone().named(to.as_bytes());
            }
            "overlap" => {
                let mut again = archive.entry(rest).clone();
                again = Entry { there: false, offset: Some(0), ..again.named(b"xl/media/image1.png") };
                archive.entries.insert(1, again);
            }
            "encrypted" => archive.entry(rest).flags |= ENCRYPTED,
            "method" => {
                let (part, method) = rest.split_once(' ').expect("a part and a method");
                archive.entry(part).method = method.parse().expect("a number");
            }
            "checksum" => archive.entry(rest).corrupt_checksum(),
            "broken" => archive.entry(rest).packed.fill(0xFF),
            "claims" => {
                let (part, size) = rest.split_once(' ').expect("a part and a size");
                let entry = archive.entry(part);
                *entry = entry.clone().sized(size.parse().expect("a number"));
            }
            "stored" => {
                let data = parts.text(rest).into_bytes();
                let entry = archive.entry(rest);
                let crc = entry.crc;
                *entry = Entry { method: STORED, ..Entry::packed(rest, data.clone(), crc, data.len()) };
            }
            "entries" => {
                for number in 0..rest.parse().expect("a number") {
                    archive.entries.push(Entry::packed(&format!("xl/media/{number}"), vec![3, 0], 0, 0));
                }
            }
            "pictures" => {
                for number in 0..rest.parse().expect("a number") {
                    archive.entries.push(Entry::new(&format!("xl/media/{number}.png"), &noise(20_000)).sized(4 << 20));
                }
            }
            "large" => archive.between = vec![0; 17 << 20],
            "comments" => {
                let (part, length) = rest.split_once(' ').expect("a part and a length");
                let mut content = parts.text(part).into_bytes();
                content.extend([b"<!--", noise(length.parse().expect("a number")).as_slice(), b"-->"].concat());
                *archive.entry(part) = Entry::new(part, &content);
            }
            "encoding" => {
                let (part, encoding) = rest.split_once(' ').expect("a part and an encoding");
                let content = parts.text(part).replace("UTF-8", encoding);
                *archive.entry(part) = Entry::new(part, content.as_bytes());
            }
            "comment" => archive.comment = repeated(rest).into_bytes(),
            "padding" => archive.between = vec![0; rest.parse().expect("a number")],
            "behind" => archive.behind = rest.as_bytes().to_vec(),
            "cut" => {
                let mut bytes = archive.bytes();
                bytes.truncate(bytes.len() - rest.parse::<usize>().expect("a number"));
                return bytes;
            }
            _ => panic!("no such order: {order}"),
        }
    }
    archive.bytes()
}

/// Letters that pack badly, the same every time.
pub fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_u32;
    let mut letter = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b'a' + u8::try_from(state >> 24).expect("eight bits") % 26
    };
    (0..length).map(|_| letter()).collect()
}

/// The text with every `{…*n}` repeated.
fn repeated(text: &str) -> String {
    let mut parts = text.split('{');
    let mut result = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let Some((inside, rest)) = part.split_once('}') else { panic!("unclosed: {part}") };
        match inside.rsplit_once('*') {
            Some((piece, times)) => result.push_str(&piece.repeat(times.parse().expect("a number"))),
            None => result.push_str(&format!("{{{inside}}}")),
        }
        result.push_str(rest);
    }
    result
}

/// The beginning of a file of Excel 97, with the name of a stream in it.
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(1_024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2_048, 0);
    bytes
}
